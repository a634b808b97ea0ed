"""What words in and around a printed table say of its figures: measure, segment, area, month, source, type."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.tables.facility_words import level_of_path, type_of_path
from loaders.tables.fact_words import (
    AGE,
    INACTIVE,
    OTHER,
    OUTSIDE,
    PERCENT,
    WORDS,
    is_plain_members,
    is_total_word,
    measure_of,
    sex_of,
)
from loaders.tables.header_rows import is_running_number
from loaders.values.labels import normalise
from loaders.values.months import read_period
from loaders.values.named_periods import PeriodReading
from loaders.values.title_facts import measure_in, period_in, source_in
from vocab.codes import Kind, Segment
from vocab.segment_labels import narrower_label, segment_of
from vocab.segments import finer_segments

KIND_OF: dict[str, Kind] = {
    "registered_people": Kind.MEMBERSHIP,
    "active_people": Kind.MEMBERSHIP,
    "people": Kind.POPULATION,
    "facilities": Kind.FACILITIES,
}
"""The fields that hold a count, with the kind of row that each belongs to."""
LABEL_PARTS = ("label", "narrower_label")
"""The people of a segment that a label names ("PNS"), and some of these ("PNS Pusat")."""
ANSWERED = "answered"
"""A label that a person said the segment of: its people come on top of those of other labels."""
_CLASS = re.compile(r"(?:hak )?(?:kelas|kls)\.? ?(?:rawat )?(?:i{1,3}|[123]|vip)")


class Facts(NamedTuple):
    """What is said about a figure; None where nothing is. `parts` are dimensions that our rows do not have."""

    measure: str | None = None
    segment: str | None = None
    region: str | None = None
    period: str | None = None
    source: str | None = None
    facility_kind: str | None = None
    facility_type: str | None = None
    facility_measure: str | None = None
    owner: str | None = None
    parts: tuple[tuple[str, str], ...] = ()

    def over(self, other: "Facts") -> "Facts":
        """These facts, and those of the other where these say nothing."""
        if other == NOTHING_SAID:
            return self
        if self == NOTHING_SAID:
            return other
        values: list[object] = [mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)]
        if other.parts:
            own = dict(self.parts)
            values[-1] = (*self.parts, *(part for part in other.parts if part[0] not in own))
        return Facts._make(values)

    def is_within(self, coarser: "Facts") -> bool:
        """Whether a figure with these facts is a part of one with the other, which says less."""
        return (
            self != coarser
            and all(
                theirs is None or mine == theirs or (mine is not None and _is_finer(mine, theirs))
                for mine, theirs in zip(self[:-1], coarser[:-1], strict=True)
            )
            and set(coarser.parts) <= set(self.parts)
        )


NOTHING_SAID = Facts()


def _is_finer(code: str, coarser: str) -> bool:
    """Whether a segment is a part of another, or an area lies under another."""
    return code in _FINER.get(coarser, ()) or code.startswith(f"{coarser}.")


_FINER = {coarser.value: {part.value for part in finer_segments(coarser)} for coarser in (Segment.PBI, Segment.PPU)}


def facts_of_path(path: Sequence[str], *, year: int | None = None) -> Facts:
    """What the texts of a column's heading, or of a row's label, say together; `year` completes a bare month."""
    whole = " ".join(path)
    rest = tuple(text for text in path if period_of_label(text, year=year) is None)
    segment = segment_of_path(rest)
    kind = level_of_path(rest) if segment is None else None
    return Facts(
        measure=_counted(rest, segment=segment, kind=kind),
        segment=segment,
        period=period_of_path(path, year=year),
        source=_only(source_in(whole).candidates),
        facility_kind=kind,
        facility_type=type_of_path(rest) if kind else None,
        facility_measure=_only(measure_in(whole).candidates),
        owner=next((text for text in reversed(rest) if normalise(text) in WORDS["owner"]), None),
        parts=_parts_of_path(rest),
    )


def _parts_of_path(path: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Sex, class of care, age group and people of a segment, where the texts name one."""
    sex = next(filter(None, map(sex_of, reversed(path))), "all")
    named = {"sex": None if sex == "all" else sex}
    for name, pattern in (("class", _CLASS), ("age", AGE)):
        named[name] = next(
            (normalise(text) for text in reversed(path) if pattern.fullmatch(text.strip().casefold())), None
        )
    own = tuple((name, value) for name, value in named.items() if value is not None)
    return (*own, *label_parts(_segment_words(path) or ""))


def _only(candidates: Sequence[str]) -> str | None:
    return candidates[0] if len(candidates) == 1 else None


def _counted(path: Sequence[str], *, segment: str | None, kind: str | None) -> str | None:
    measure = _measure_of_path(path)
    if segment is not None and (measure == "people" or is_plain(path)):
        # "Penduduk yang didaftarkan Pemda", "Peserta PBI": the word belongs to the name of the segment.
        return None
    return "facilities" if kind and measure is None else measure


def _measure_of_path(path: Sequence[str]) -> str | None:
    """The measure of the lowest text that says one, but what is ruled out anywhere above stays so."""
    counted = (text for text in reversed(path) if not AGE.fullmatch(text.strip().casefold()))
    said = [measure for measure in map(measure_of, counted) if measure is not None]
    ruled_out = next((measure for measure in said if measure in (OUTSIDE, INACTIVE, OTHER, PERCENT)), None)
    if ruled_out is None and "active_people" in said and all(map(_is_plain_or_active, path)):
        # "Jumlah Peserta" under "Aktif" says no more than "Jumlah".
        return "active_people"
    return ruled_out or next(iter(said), None)


def _is_plain_or_active(text: str) -> bool:
    return measure_of(text) in (None, "active_people") or is_plain_members(text)


def is_plain(path: Sequence[str]) -> bool:
    """Whether the texts say members, and none of them says which: registered or active."""
    said = [text for text in path if measure_of(text) is not None]
    return bool(said) and all(map(is_plain_members, said))


def period_of_path(path: Sequence[str], *, year: int | None = None) -> str | None:
    """The month that a heading stands for or names; `year` completes a month written without one."""
    whole = " ".join(path)
    exact = next(filter(None, (period_of_label(text, year=year) for text in (whole, *reversed(path)))), None)
    return exact or _only(period_in(whole).candidates)


def bare_year_of_path(path: Sequence[str]) -> PeriodReading:
    """How the month of a heading was read: with the assumption that it is December where only a year is named."""
    whole = " ".join(path)
    exact = next((text for text in (whole, *reversed(path)) if period_of_label(text) is not None), None)
    if exact is not None:
        return read_period(exact.removesuffix(" 00:00:00"))
    said = period_in(whole)
    return PeriodReading(_only(said.candidates), said.assumption)


@lru_cache(maxsize=4096)
def period_of_label(text: str, *, year: int | None = None) -> str | None:
    """The month that a whole text stands for."""
    bare = text.removesuffix(" 00:00:00")
    # A heading 1, 2, 3 is a number, not a month; a serial number of a day cannot be told from a count.
    return None if is_running_number(bare) and len(bare) < 4 else read_period(bare, year=year).period


def segment_of_path(path: Sequence[str]) -> str | None:
    """The segment (also "outside" or "ask") that the texts name together: "PBI" over "APBN", "Peserta PPU Aktif"."""
    words = _segment_words(path)
    return None if words is None else str(segment_of(words))


def _segment_words(path: Sequence[str]) -> str | None:
    """The longest label of a segment in the texts."""
    kept = [text for text in path if not is_total_word(text)]
    for length in range(len(kept), 0, -1):
        for start in range(len(kept) - length, -1, -1):
            found = _segment_label(" ".join(kept[start : start + length]))
            if found is not None:
                return found
    return None


@lru_cache(maxsize=4096)
def _segment_label(text: str) -> str | None:
    bare = " ".join(word for word in normalise(text).split() if word not in WORDS["filler"])
    return next((words for words in (text, bare) if segment_of(words) not in (None, Segment.TOTAL)), None)


def label_parts(label: str) -> tuple[tuple[str, str], ...]:
    """What a label of some people of a segment only adds to it: their figures are added up."""
    return tuple(zip(LABEL_PARTS, narrower_label(label), strict=False))
