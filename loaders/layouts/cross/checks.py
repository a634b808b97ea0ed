"""Printed totals of a table against its figures: rows and columns of totals, areas above others, coarser segments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from loaders.layouts.cross.cells import Numbers
from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.labels import Line
from loaders.layouts.cross.lines import Lines, Total
from loaders.layouts.cross.records import Coarser, Record
from loaders.layouts.cross.whole_areas import BELOW
from loaders.problems import Problem, Reported
from loaders.tables.blocks import Block
from loaders.tables.facts import ANSWERED, LABEL_PARTS, Facts
from vocab.codes import Segment
from vocab.segments import finer_segments


@dataclass(frozen=True)
class Table:
    """What the checks of a table look at."""

    block: Block
    told: Lines
    lines: Sequence[Line]
    outside: Sequence[int]
    numbers: Numbers

    def number(self, at: int, column: int) -> int | None:
        """The number of a cell; None where there is none or it could not be read."""
        value = self.numbers[column].get(at)
        return value if isinstance(value, int) else None

    def is_readable(self, rows: Sequence[int], column: int) -> bool:
        """Whether every cell of these rows is a number or blank."""
        return all(isinstance(self.numbers[column].get(at), int | None) for at in rows)

    def sum(self, rows: Sequence[int], column: int) -> int:
        """The numbers of a column over these rows."""
        return sum(self.number(at, column) or 0 for at in rows)


def total_row_checks(table: Table, columns: Sequence[Column]) -> Iterator[Reported]:
    """Rows of totals: over the whole table or since their section began, with or without what lies outside JKN."""
    wider = _wider_rows(table.lines) if table.told.totals else set()
    counted = [line.at for line in table.lines if line.at not in wider]
    for total in table.told.totals:
        for column in columns:
            reported = table.number(total.at, column.index)
            # A total over the first row of figures adds up those under it.
            above = [at for at in counted if at < total.at] or counted
            if reported is not None and table.is_readable(above, column.index):
                computed = _nearest(reported, list(_sums(table, total, column.index, above=above)))
                cell = table.block.sheet.address(total.at, column.index)
                yield Reported(cell, total.what, total.label, reported, computed, reported == computed)


def _wider_rows(lines: Sequence[Line]) -> set[int]:
    """The rows of segments, or of a label of people, whose parts have rows of their own: a total counts these once."""
    places: dict[Facts, list[Line]] = {}
    for line in lines:
        if line.facts.segment is not None and not line.open:
            rest = tuple(part for part in line.facts.parts if part[0] not in LABEL_PARTS)
            places.setdefault(line.facts._replace(segment=None, parts=rest), []).append(line)
    return {line.at for place in places.values() for line in place if _is_made_up(line, place)}


def _is_made_up(line: Line, place: Sequence[Line]) -> bool:
    own, segment = set(line.facts.parts), Segment(line.facts.segment or Segment.TOTAL)
    finer = {part.value for part in finer_segments(segment)}
    if finer and finer <= {other.facts.segment for other in place}:
        return True
    same = [set(other.facts.parts) for other in place if other.facts.segment == segment]
    return any(own < parts and ANSWERED not in dict(parts) for parts in same)


def _sums(table: Table, total: Total, column: int, *, above: Sequence[int]) -> Iterator[int]:
    """What a total may be the sum of, the likeliest first."""
    since = [at for at in above if at >= total.since]
    whole, part = table.sum(above, column), table.sum(since, column)
    yield from (part, whole) if total.what == "subtotal" else (whole, part)
    if total.what == "total":
        before = [at for at in table.outside if at < total.at]
        yield whole + table.sum(before, column)
        yield part + table.sum([at for at in before if at >= total.since], column)


def _nearest(reported: int, sums: Sequence[int]) -> int:
    return reported if reported in sums else sums[0]


def totals_across(columns: Sequence[Column]) -> dict[int, tuple[Column, ...]]:
    """Columns that add up others beside them, with these: the same measure with an area, month or segment more."""
    found: dict[int, tuple[Column, ...]] = {}
    for column in sorted(columns, key=lambda one: -len(one.path)):
        within = [other for other in columns if other.index not in found and _is_part(other, column)]
        beside = [other for other in within if column.is_total and len(column.path) > 1 and _is_beside(other, column)]
        within = beside or within
        finest = tuple(other for other in within if not any(_is_part(third, other) for third in within))
        if finest and _is_whole(column.facts, finest):
            found[column.index] = finest
    return found


def _is_beside(column: Column, total: Column) -> bool:
    """Whether a column stands under the same heading as a total."""
    above = total.path[:-1]
    return column.path[: len(above)] == above


def _is_part(column: Column, coarser: Column) -> bool:
    is_answered, segment = ANSWERED in dict(column.facts.parts), coarser.facts.segment
    is_on_top = is_answered and segment == column.facts.segment and ANSWERED not in dict(coarser.facts.parts)
    if coarser.open or is_on_top:
        return False
    if column.open:
        rest = column.facts._replace(measure=coarser.facts.measure)
        return column.facts.measure == coarser.facts.measure and (
            rest == coarser.facts or rest.is_within(coarser.facts)
        )
    return column.facts.is_within(coarser.facts)


def _is_whole(facts: Facts, parts: Sequence[Column]) -> bool:
    """A group of segments is made up only where all of them are given."""
    given = {part.facts.segment for part in parts}
    if facts.segment is None or facts.segment in given:
        return True
    return {part.value for part in finer_segments(Segment(facts.segment))} <= given


def across_checks(
    table: Table, totals: Mapping[int, Sequence[Column]], outside: Sequence[Column], apart: Sequence[Column] = ()
) -> Iterator[Reported]:
    """Columns of totals, row by row; one of members may count those outside JKN too, and groups left out (`apart`)."""
    for line in table.lines:
        for index, parts in totals.items():
            reported = table.number(line.at, index)
            values = [table.numbers[part.index].get(line.at) for part in parts]
            if reported is None or not all(isinstance(value, int | None) for value in values):
                continue
            inside = sum(value for value in values if isinstance(value, int))
            left = sum(table.number(line.at, column.index) or 0 for column in apart)
            beyond = sum(table.number(line.at, column.index) or 0 for column in outside)
            computed = _nearest(reported, [inside + left, inside, inside + left + beyond])
            cell = table.block.sheet.address(line.at, index)
            yield Reported(cell, "total", line.label, reported, computed, reported == computed)


def coarser_checks(coarser: Sequence[Coarser], block: Block) -> Iterator[Reported]:
    """Counts of several segments together against the rows of these segments."""
    for one in coarser:
        values = [part.sums[one.field].value for part in one.parts]
        reported = one.figures.value
        if reported is not None and None not in values:
            computed = sum(value for value in values if value is not None)
            figure = one.figures.figures[0]
            cell = block.sheet.address(figure.at, figure.column)
            yield Reported(cell, "total", one.label, reported, computed, reported == computed)


def sum_checks(records: Sequence[Record], block: Block) -> Iterator[Reported]:
    """Figures printed for parts together, as for both sexes, against the sum of these parts."""
    for one in (one for record in records for one in record.sums.values()):
        for figure, finer in one.coarser:
            values = [part.value for part in finer if part.value is not None]
            if figure.value is not None and len(values) == len(finer):
                cell = block.sheet.address(figure.at, figure.column)
                computed = sum(values)
                yield Reported(cell, "total", figure.label, figure.value, computed, figure.value == computed)


def areas_above(lines: Sequence[Line]) -> dict[int, tuple[Line, ...]]:
    """By row the lines of areas under the one of the row: a figure for a province beside those of its regencies."""
    by_rest: dict[object, list[Line]] = {}
    for line in lines:
        if not line.open:
            parts = tuple(part for part in line.facts.parts if part[0] not in BELOW) if line.facts.parts else ()
            by_rest.setdefault((_rest(line.facts), parts), []).append(line)
    found = {}
    for group in by_rest.values():
        found |= _with_districts(group)
        regions = [line for line in group if line.facts.region is not None and line.at not in found]
        lines_under: dict[str | None, list[Line]] = {}
        for line in regions:
            for area in _areas_above(line.facts.region or ""):
                lines_under.setdefault(area, []).append(line)
        for line in (one for one in regions if one.facts.region in lines_under):
            under = lines_under[line.facts.region]
            between = {area for other in under for area in _areas_above(other.facts.region or "")}
            found[line.at] = tuple(one for one in under if one.facts.region not in between)
    return found


_rest = itemgetter(*(at for at, name in enumerate(Facts._fields) if name not in ("region", "parts")))
"""All that is said of a row beside its area and its parts."""


def _with_districts(group: Sequence[Line]) -> dict[int, tuple[Line, ...]]:
    """The rows of a whole area beside those of its districts, which are named and have no code."""
    parts: dict[str | None, list[Line]] = {}
    for line in group:
        if any(part[0] in BELOW for part in line.facts.parts):
            parts.setdefault(line.facts.region, []).append(line)
    return {
        line.at: tuple(parts[line.facts.region])
        for line in group
        if line.facts.region in parts and not any(part[0] in BELOW for part in line.facts.parts)
    }


@lru_cache(maxsize=1 << 16)
def _areas_above(code: str) -> set[str]:
    parts = code.split(".")
    return {"00", *(".".join(parts[:length]) for length in range(1, len(parts)))} - {code}


def area_checks(
    table: Table, above: Mapping[int, Sequence[Line]], labels: Mapping[int, str], columns: Sequence[Column]
) -> Iterator[Reported]:
    """A figure given for an area against the sum of those under it."""
    for at, under in above.items():
        for column in columns:
            reported = table.number(at, column.index)
            rows = [line.at for line in under]
            if reported is not None and table.is_readable(rows, column.index):
                computed = table.sum(rows, column.index)
                cell = table.block.sheet.address(at, column.index)
                yield Reported(cell, "area", labels[at], reported, computed, reported == computed)


def check_problem(check: Reported, sheet: str | None) -> Problem:
    """The problem of a printed total that the figures do not give; for an area above others only a warning."""
    values = {"reported": check.reported, "computed": check.computed, "difference": check.difference}
    code = "area_differs" if check.what == "area" else "total_differs"
    return Problem(code, sheet, check.cell, check.label, values)
