"""Printed percentages of a table: of its own total, of the population, of the registered members. Only ever checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.layouts.cross.checks import Table
from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.labels import Line
from loaders.layouts.percentages import WHOLE, percent_checks, read_printed
from loaders.problems import Reported
from loaders.values.labels import normalise, read_text

OF_POPULATION, OF_REGISTERED, OF_TOTAL = "percent_of_population", "percent_of_registered", "percent_of_total"
Share = Callable[[Line], float | None]
MOSTLY = 0.5


@dataclass(frozen=True)
class _Base:
    """What a percentage may be of, with the share that it gives for a row."""

    what: str
    share: Share


def percent_reports(
    table: Table, percents: Sequence[Column], counts: Sequence[Column], totals: Mapping[int, Sequence[Column]]
) -> Iterator[Reported]:
    """A check for each printed percentage whose base stands in the table."""
    has_categories = any(line.facts.segment for line in table.lines)
    for column in percents:
        before = [count for count in counts if count.index < column.index]
        if has_categories and before:
            yield from _of_table(table, column, before[-1])
        elif not has_categories:
            yield from _of_row(table, column, before, counts, totals)


def _of_table(table: Table, column: Column, count: Column) -> Iterator[Reported]:
    """Segments down: shares of the table's total, or of what the percentage in the row of totals says."""
    block = table.block
    counted = {line.at: value for line in table.lines if (value := table.number(line.at, count.index)) is not None}
    total = next((total.at for total in table.told.totals if total.what == "total"), None)
    labels = {line.at: line.label for line in table.lines}
    yield from percent_checks(block.sheet, column.index, counts=counted, total_row=total, labels=labels)


def _of_row(
    table: Table,
    column: Column,
    before: Sequence[Column],
    counts: Sequence[Column],
    totals: Mapping[int, Sequence[Column]],
) -> Iterator[Reported]:
    """Areas or months down: the base with which most of the printed percentages agree, else what the heading says."""
    sheet = table.block.sheet
    printed = {line.at: read_printed(sheet, line.at, column.index) for line in table.lines}
    lines = [line for line in table.lines if printed[line.at].value is not None]
    bases = list(_bases(table, before, counts, totals))
    if not lines or not bases:
        return

    def agrees(base: _Base, line: Line) -> bool:
        share, reading = base.share(line), printed[line.at]
        # Some offices cut a percentage off instead of rounding it: a whole last digit is let pass.
        return share is not None and abs((reading.value or 0) - share) <= 10.0 ** -(reading.decimals or 0) + 1e-9

    best = max(bases, key=lambda base: sum(agrees(base, line) for line in lines))
    if sum(agrees(best, line) for line in lines) < MOSTLY * len(lines):
        best = _by_heading(column, bases)
    for line in lines if best else ():
        share = best.share(line)
        if share is not None:
            cell, written = sheet.address(line.at, column.index), read_text(sheet.value(line.at, column.index))
            value = printed[line.at].value or 0.0
            yield Reported(cell, best.what, line.label, value, round(share, 2), agrees(best, line), written)


def _by_heading(column: Column, bases: Sequence[_Base]) -> _Base | None:
    words = normalise(column.header)
    what = OF_REGISTERED if "keaktifan" in words else OF_POPULATION if "cakupan" in words or "uhc" in words else None
    return next((base for base in bases if base.what == what), None)


def _bases(
    table: Table, before: Sequence[Column], counts: Sequence[Column], totals: Mapping[int, Sequence[Column]]
) -> Iterator[_Base]:
    people = [column for column in counts if column.facts.measure == "people"]
    registered = _whole(table, counts, totals, "registered_people")
    active = _whole(table, counts, totals, "active_people")
    nearest = _number(table, before[-1]) if before and before[-1].facts.measure != "people" else None
    for column in people:
        for part in (registered, active, nearest):
            if part is not None:
                yield _Base(OF_POPULATION, _share(part, _number(table, column)))
    for part in (active, nearest):
        if registered is not None and part is not None:
            yield _Base(OF_REGISTERED, _share(part, registered))
    if before:
        whole = float(table.sum([line.at for line in table.lines], before[-1].index))
        yield _Base(OF_TOTAL, _share(_number(table, before[-1]), lambda _: whole))


def _number(table: Table, column: Column) -> Share:
    return lambda line: table.number(line.at, column.index)


def _whole(
    table: Table, counts: Sequence[Column], totals: Mapping[int, Sequence[Column]], measure: str
) -> Share | None:
    """The members of a row over all segments: the printed total, else the sum of the segments."""
    own = [column for column in counts if column.facts.measure == measure]
    whole = next((column for column in own if column.facts.segment is None and not column.facts.parts), None)
    if whole is not None:
        return _number(table, whole)
    parts = [column for column in own if column.index not in totals]
    return (lambda line: float(sum(table.number(line.at, part.index) or 0 for part in parts))) if parts else None


def _share(part: Share, whole: Share) -> Share:
    def share(line: Line) -> float | None:
        counted, of = part(line), whole(line)
        return counted / of * WHOLE if counted is not None and of else None

    return share
