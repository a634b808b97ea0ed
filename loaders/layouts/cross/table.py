"""Printed tables of any orientation: a cell is a figure with what its column, its row and the table say of it.

What says nothing is asked, what is no part of our rows is added up, totals and percentages are checked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.found import Context, Found
from loaders.layouts.cross.around import Around, around_of, year_around
from loaders.layouts.cross.around_segment import segment_around
from loaders.layouts.cross.beside import inactive_checks, whole_totals
from loaders.layouts.cross.cells import Cells, Figure, cells_of
from loaders.layouts.cross.checks import (
    Table,
    across_checks,
    area_checks,
    areas_above,
    check_problem,
    total_row_checks,
    totals_across,
)
from loaders.layouts.cross.columns import VALUE, Column, columns_of
from loaders.layouts.cross.headings import Measures
from loaders.layouts.cross.labels import Labels, Line, labels_of
from loaders.layouts.cross.lines import Lines, lines_of
from loaders.layouts.cross.measures import may_count, measures_of
from loaders.layouts.cross.month_around import month_around
from loaders.layouts.cross.percents import percent_reports
from loaders.layouts.cross.tables import Said, tables_of
from loaders.layouts.cross.units import unit_of_rows
from loaders.layouts.percentages import percent_problem
from loaders.problems import Reported, Skipped
from loaders.tables.blocks import Block
from loaders.tables.facts import KIND_OF
from loaders.tables.title_measures import table_measure
from loaders.values.title_facts import unit_in

MOST_CHECKS = 2000
"""Checks that agree are listed up to here: a table of villages has one in every row."""


@dataclass(frozen=True)
class _Read:
    """A table with its columns, rows and labels read."""

    block: Block
    columns: tuple[Column, ...]
    told: Lines
    labels: Labels
    measures: Measures


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """The tables of members, population and facilities in a block; none where it counts nothing of ours."""
    year = year_around(block, context)
    month = month_around(block)
    columns = month.over_columns(columns_of(block, context, year=year))
    if not any(column.role == VALUE for column in columns):
        return ()
    if not may_count(block, columns):
        return ()
    told = lines_of(block, columns, context)
    labels = labels_of(block, columns, told, context, year=year, month=month)
    measures = measures_of(block, columns, labels.lines, context)
    if not measures.is_ours or not labels.lines:
        return ()
    read = _Read(block, columns, told, labels, measures)
    return _found(read, context)


def _found(read: _Read, context: Context) -> tuple[Found, ...]:
    block, labels, measures = read.block, read.labels, read.measures
    above = areas_above(labels.lines)
    lines = [line for line in labels.lines if line.at not in above]
    told = replace(read.told, outside=[*read.told.outside, *labels.outside])
    whole = [*lines, *(line for line in labels.lines if line.at in above)]
    cells = _cells(read, whole, told, context)
    table = Table(block, told, lines, told.outside, cells.numbers)
    totals = totals_across(measures.counts)
    whole_ones = whole_totals(totals, measures.counts, measures.apart)
    figures = [one for one in cells.figures if one.column not in totals.keys() - whole_ones and one.at not in above]
    figures = _of_kind(figures, context)
    if not figures and not measures.questions:
        return ()
    segment = segment_around(block, figures, context)
    figures, cells.blanks = segment.within(figures), segment.within(cells.blanks)
    around = around_of(block, figures, {KIND_OF[one.facts.measure or ""] for one in figures}, context)
    names = {line.at: line.label for line in labels.lines}
    reported = (*_checks(table, measures, totals), *area_checks(table, above, names, measures.counts))
    shares = tuple(percent_reports(table, measures.percents, measures.counts, totals))
    said = _said(read, cells, around, reported=reported, shares=shares, above=above).with_segment(segment)
    settled = {column.index: column for column in measures.counts}
    return tables_of(block, [settled.get(one.index, one) for one in read.columns], figures, around, said)


def _checks(table: Table, measures: Measures, totals: Mapping[int, Sequence[Column]]) -> Iterator[Reported]:
    """Printed totals down and across, and inactive members."""
    yield from total_row_checks(table, measures.counts)
    yield from across_checks(table, totals, measures.outside, measures.apart)
    yield from inactive_checks(table, measures.counts, measures.inactive)


def _cells(read: _Read, lines: Sequence[Line], told: Lines, context: Context) -> Cells:
    """The figures with the unit and the measure that the titles say."""
    said = next(filter(None, map(unit_in, reversed(read.block.titles))), None)
    unit = said or unit_of_rows(read.block, read.columns, read.told)
    title = table_measure(read.block, context)
    return cells_of(read.block, read.measures, lines, told, title=title, unit=unit, context=context)


def _listed(checks: Sequence[Reported]) -> Iterator[Reported]:
    """Every check that failed, and of the others as many as somebody may look through."""
    agreeing = 0
    for check in checks:
        agreeing += check.is_consistent
        if not check.is_consistent or agreeing <= MOST_CHECKS:
            yield check


def _of_kind(figures: Sequence[Figure], context: Context) -> list[Figure]:
    wanted = context.option("kind")
    return [one for one in figures if wanted in (None, KIND_OF[one.facts.measure or ""])]


def _said(
    read: _Read,
    cells: Cells,
    around: Around,
    *,
    reported: Sequence[Reported],
    shares: Sequence[Reported],
    above: Sequence[int],
) -> Said:
    """All that is said about the table beside its rows."""
    sheet = read.block.sheet
    wrong = [check_problem(check, sheet.name) for check in reported if not check.is_consistent]
    doubtful = [percent_problem(sheet.name, check) for check in shares if not check.is_consistent]
    width = max(len(read.block.columns) - 1, 0)
    names = {line.at: line.label for line in read.labels.lines}
    areas = [Skipped(sheet.area(at, 0, at, width), "total", names[at]) for at in above]
    return Said(
        last=read.told.last,
        keeps_total=bool(read.measures.apart),
        skipped=(*read.told.skipped, *read.labels.skipped, *read.measures.skipped, *areas),
        reported=tuple(_listed((*reported, *shares))),
        problems=(*around.problems, *read.measures.problems, *read.labels.problems, *cells.problems, *wrong, *doubtful),
        questions={**read.labels.questions, **read.measures.questions, **cells.questions},
        assumptions=read.labels.assumptions,
        blanks=tuple(cells.blanks),
        unread=tuple(cells.unread),
    )
