"""The segment that a title, a sheet's name or a file's name speaks of: the labels of segments that stand in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.values.labels import normalise
from vocab.codes import Segment
from vocab.segment_labels import ASK, OUTSIDE, segment_of
from vocab.segments import HEADLINE_GROUPS, SEGMENTS, finer_segments

LONGEST_LABEL = 8
"""Words of the longest label looked for in a title."""
_ALONE = frozenset(("pbi", "ppu", "pbpu", "pdpd", "jamkesmas", "jamkesda"))
"""Labels of one word that mean a segment anywhere; others ("BP", "Mandiri") only behind a word of members."""
_MEMBERS = frozenset(("peserta", "kepesertaan", "segmen", "jkn", "kis"))
_JOINING = frozenset(("", "dan", "serta"))
_BREAKS = frozenset(",;|")
_PAYERS = frozenset(("apbn", "apbd"))
_NON_PBI = frozenset(("non pbi", "bpjs non pbi", "peserta non pbi", "bukan pbi"))


@dataclass(frozen=True)
class SegmentSaid:
    """The one segment that a text speaks of, or None where it names several or a group of them; its words."""

    segment: str | None
    words: str


def segment_in(text: str) -> SegmentSaid | None:
    """The segment that a text speaks of; None where it names none, or all of them."""
    found = dict(_labels(re.sub(r"([,;|])", r" \1 ", text).split()))
    meanings = frozenset(found.values())
    if not meanings or _are_all(found):
        return None
    coarser = next((code for code in (Segment.PBI, Segment.PPU) if meanings == frozenset(finer_segments(code))), None)
    narrow = meanings - {SEGMENTS[Segment(one)].parent for one in meanings if one != ASK}
    one = str(coarser or next(iter(narrow))) if coarser or len(narrow) == 1 else ASK
    return SegmentSaid(None if one == ASK else one, ", ".join(found))


def _are_all(found: Mapping[str, str]) -> bool:
    """Whether the labels cover all members: the four groups, or PBI and Non PBI."""
    meanings = set(found.values())
    if Segment.PBI in meanings and any(normalise(label) in _NON_PBI for label in found):
        return True
    return all({group, *finer_segments(group)} & meanings for group in HEADLINE_GROUPS)


def _labels(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The labels in a sequence of words with what each means, the longest first."""
    start, is_led, payers = 0, len(words) == 1, set(map(normalise, words)) & _PAYERS
    while start < len(words):
        word = normalise(words[start])
        label, meaning = _longest(words[start : start + LONGEST_LABEL], is_led=is_led)
        is_led = word in _MEMBERS or meaning is not None or (is_led and word in _JOINING)
        start += len(label.split()) or 1
        if meaning is not None:
            # "PBI APBN dan APBD" is more than its first two words.
            named = payers & set(normalise(label).split())
            yield _trimmed(label), meaning if not named or named == payers else str(Segment.PBI)


def _trimmed(label: str) -> str:
    return label if label.count("(") == label.count(")") and not label.startswith("(") else label.strip("().:")


def _longest(words: Sequence[str], *, is_led: bool) -> tuple[str, str | None]:
    """The longest label at the beginning of some words."""
    if not normalise(words[0]) or normalise(words[0]) in _MEMBERS:
        return "", None
    for length in range(len(words), 0, -1):
        label = " ".join(words[:length])
        meaning = segment_of(label)
        is_whole = length == 1 or (label.count("(") == label.count(")") and not _BREAKS & set(words[:length]))
        if length == 1 and not is_led and normalise(label) not in _ALONE:
            continue
        if meaning not in (None, OUTSIDE, Segment.TOTAL) and is_whole:
            return label, str(meaning)
    return "", None
