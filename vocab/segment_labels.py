"""From a label in somebody's table to a segment (`segment_labels.csv`): exact after normalising, never by likeness."""

import csv
import difflib
import re
import unicodedata
from pathlib import Path
from typing import Literal

from vocab.codes import Segment

HERE = Path(__file__).parent
OUTSIDE: Literal["outside"] = "outside"
"""People who are not members of JKN: never part of a numerator."""
ASK: Literal["ask"] = "ask"
"""A label that stands for several segments, or for people who may or may not be members: a person decides."""

MANY = 4
LIKENESS = 0.85
"""difflib's ratio from which a label is worth proposing to a person; a proposal is never taken over unasked."""

Meaning = Segment | Literal["outside", "ask"]


def normalise_label(label: str) -> str:
    """The label as compared: capitals and digits without punctuation, brackets and spaces."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", label).upper()))


def _meaning(written: str) -> Meaning:
    if written == OUTSIDE:
        return OUTSIDE
    return ASK if written == ASK else Segment(written)


def _rows() -> dict[str, dict[str, str]]:
    with (HERE / "segment_labels.csv").open(encoding="utf-8", newline="") as file:
        return {normalise_label(row["label"]): row for row in csv.DictReader(file)}


_ROWS = _rows()
LABELS: dict[str, Meaning] = {
    **{label: _meaning(row["segment"]) for label, row in _ROWS.items()},
    **{normalise_label(code): code for code in Segment},
}
"""What each normalised label means: the labels met in real files and our own codes."""


_NARROWER = tuple(sorted(label for label, row in _ROWS.items() if row["part"]))


def segment_of(label: str) -> Meaning | None:
    """The segment a label stands for, "outside" (not JKN), "ask" (a person must say), or None for an unknown label."""
    return LABELS.get(normalise_label(label))


def narrower_label(label: str) -> tuple[str, ...]:
    """A label of only some people of its segment, as compared, after the wider one it begins with; else nothing.

    "PNS Pusat" gives `PNS`, `PNSPUSAT`; "PPU PN" stands for its whole segment.
    """
    name = normalise_label(label)
    return tuple(wider for wider in _NARROWER if name.startswith(wider)) if name in _NARROWER else ()


def suggest_segments(label: str) -> tuple[str, ...]:
    """What a label may stand for, likeliest first: as the list proposes, or the one meaning of labels spelt alike."""
    name = normalise_label(label)
    if LABELS.get(name) == ASK:
        return tuple(_ROWS[name]["proposals"].split())
    similar = difflib.get_close_matches(name, LABELS, n=MANY, cutoff=LIKENESS)
    meanings = {LABELS[key] for key in similar}
    return tuple(str(meaning) for meaning in meanings if meaning != ASK) if len(meanings) == 1 else ()
