"""Figures of some of the people only: one sex, one class of care, one age or religion, without the others."""

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.layouts.cross.records import Record
from loaders.problems import Problem
from loaders.tables.blocks import Block
from loaders.values.labels import normalise
from vocab.codes import Segment

BOTH_SEXES = {"male", "female"}
ALL_CLASSES = frozenset((1, 2, 3))
CLASSES_OF: Mapping[str | None, frozenset[int]] = {
    **dict.fromkeys((Segment.PBI, Segment.PBI_APBN, Segment.PBI_APBD), frozenset((3,))),
    **dict.fromkeys((Segment.PPU, Segment.PPU_PN, Segment.PPU_BU), frozenset((1, 2))),
}
"""The classes of care of a segment where these are not all three."""
ALONE = frozenset(("age", "religion", "education", "work", "marriage", "residence"))
"""Dimensions of which a single value is never everybody."""
_CLASS = re.compile(r"\b(?:kelas|kls)((?: (?:kelas|kls|rawat|dan|s|d|sd|sampai|hingga|i{1,3}|[123]))+)\b")
_UNTIL = frozenset(("sd", "d", "sampai", "hingga"))
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}
Given = dict[tuple[str | None, str], set[str]]


def missing_parts(records: Sequence[Record], block: Block) -> Iterator[Problem]:
    """Errors for counts whose table gives some of the people only."""
    yield from _one_sex(records, block)
    given: Given = {}
    first: dict[tuple[str | None, str], tuple[Record, str]] = {}
    for record in records:
        for name, one in record.sums.items():
            for dimension, value in {part for figure in one.figures for part in figure.facts.parts}:
                key = (record.facts.segment, dimension)
                given.setdefault(key, set()).add(value)
                first.setdefault(key, (record, name))
    for key, values in given.items():
        if _is_short(*key, values):
            record, name = first[key]
            yield _problem("part_missing", record, name, sorted(values), block)
    if not any(dimension == "class" for _, dimension in given):
        yield from _title_class(records, block)


def _one_sex(records: Sequence[Record], block: Block) -> Iterator[Problem]:
    for record in records:
        for name, one in record.sums.items():
            parts = (part for figure in one.figures for part in figure.facts.parts)
            sexes = {value for dimension, value in parts if dimension == "sex"}
            if sexes and sexes != BOTH_SEXES:
                yield _problem("sex_missing", record, name, sorted(sexes), block)


def _is_short(segment: str | None, dimension: str, values: set[str]) -> bool:
    """Whether these values of a dimension leave some people of a segment out."""
    if dimension != "class":
        return dimension in ALONE and len(values) == 1
    classes = {number for value in values for number in _classes_in(f"kelas {value}")}
    return not classes >= CLASSES_OF.get(segment, ALL_CLASSES)


def _title_class(records: Sequence[Record], block: Block) -> Iterator[Problem]:
    """Members under a title of one class of care."""
    classes = _classes_in(" | ".join((*block.titles, block.sheet.name or "")))
    for record in records:
        name = next((name for name in record.sums if name.endswith("_people")), None)
        if classes and name and not classes >= CLASSES_OF.get(record.facts.segment, ALL_CLASSES):
            yield _problem("part_missing", record, name, [f"kelas {number}" for number in sorted(classes)], block)
            return


def _classes_in(text: str) -> set[int]:
    """The classes of care that a text names: of "Kelas I, II dan III" and of "Kelas I s.d. III" all three."""
    found: set[int] = set()
    for match in _CLASS.finditer(normalise(text)):
        words = match[1].split()
        named = {_NUMBERS[word] for word in words if word in _NUMBERS}
        found |= set(range(min(named), max(named) + 1)) if named and _UNTIL & set(words) else named
    return found


def _problem(code: str, record: Record, name: str, given: Sequence[str], block: Block) -> Problem:
    first = record.sums[name].figures[0]
    cell = block.sheet.address(first.at, first.column)
    return Problem(code, block.sheet.name, cell, record.first.label, {"column": name, "given": ", ".join(given)})
