"""The figures of a printed table: each cell with what its column, its row and its section say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.found import Context
from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.headings import COLUMN, Measures
from loaders.layouts.cross.labels import Line
from loaders.layouts.cross.lines import SHOWN, Lines
from loaders.layouts.cross.measures import MEMBERS
from loaders.problems import Problem, Question
from loaders.tables.blocks import Block
from loaders.tables.facts import KIND_OF, Facts
from loaders.values.counts import Asked, Trouble
from loaders.values.labels import read_text
from loaders.values.number_columns import read_number_column
from loaders.values.numbers import fraction_in
from loaders.values.title_facts import unit_in

Numbers = Mapping[int, Mapping[int, object]]
"""By column and row of the block what stands there: a number, None, what is wrong, or what is asked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell with all that is said of it; `value` is None where it is in trouble or waits for an answer."""

    at: int
    column: int
    facts: Facts
    open: tuple[tuple[str, str], ...]
    value: int | None
    label: str


@dataclass
class Cells:
    """The figures of a table with the numbers of all its columns, and what was found wrong or open in them."""

    figures: list[Figure] = field(default_factory=list)
    blanks: list[Figure] = field(default_factory=list)
    numbers: dict[int, dict[int, object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    unread: list[Line] = field(default_factory=list)


def cells_of(
    block: Block,
    measures: Measures,
    lines: Sequence[Line],
    told: Lines,
    *,
    title: str | None,
    unit: int,
    context: Context,
) -> Cells:
    """Reads the count columns, and the cells of each row of figures from left to right."""
    cells = Cells()
    counted = {line.at for line in lines if line.facts.measure in (None, *KIND_OF)}
    rows = sorted(counted | {total.at for total in told.totals} | set(told.outside))
    for column in (*measures.counts, *measures.outside, *measures.inactive, *measures.apart):
        _read(block, column, rows, cells, unit=unit, context=context)
    for line in lines:
        is_read = [_add(block, column, line, cells, title=title) for column in measures.counts]
        if not any(is_read):
            cells.unread.append(line)
    return cells


def _read(block: Block, column: Column, rows: Sequence[int], cells: Cells, *, unit: int, context: Context) -> None:
    own = unit_in(column.header)
    read = read_number_column(
        [block.sheet.value(at, column.index) for at in rows],
        label=column.header or block.sheet.letters(column.index),
        context=context,
        sheet=block.sheet.name,
        addresses=lambda number: block.sheet.address(rows[number], column.index),
        unit=own or (unit if column.facts.measure in (*MEMBERS, "people", None) else 1),
    )
    cells.numbers[column.index] = dict(zip(rows, read.values, strict=True))
    cells.problems += read.problems
    for question in read.questions:
        cells.questions.setdefault(question.code, question)


def _add(block: Block, column: Column, line: Line, cells: Cells, *, title: str | None) -> bool:
    """Adds one cell; False where nothing says what it counts."""
    facts = column.facts.over(line.facts)
    opened = column.open + line.open
    if facts.measure is None and (facts.segment or "segment" in dict(opened)):
        facts = facts._replace(measure=title if title in MEMBERS else "registered_people")
    if facts.measure is None and title in KIND_OF and not line.is_labelled:
        facts = facts._replace(measure=title)
    if column.facts.measure is None and line.facts.measure not in (None, *KIND_OF):
        return False
    if facts.measure not in KIND_OF:
        return False
    value = cells.numbers[column.index].get(line.at)
    if value is not None and column.open and COLUMN in dict(column.open):
        value = Asked(COLUMN, column.header)
    figure = Figure(line.at, column.index, facts, opened, value if isinstance(value, int) else None, line.label)
    if value is None:
        cells.blanks.append(figure)
        return True
    if isinstance(value, Trouble):
        cells.problems.append(_problem(block, figure, value))
    cells.figures.append(figure)
    return True


def _problem(block: Block, figure: Figure, trouble: Trouble) -> Problem:
    cell = "" if trouble.is_secret else block.sheet.value(figure.at, figure.column)
    where = block.sheet.address(figure.at, figure.column)
    told = {"column": figure.facts.measure or "", **fraction_in(cell), **trouble.values}
    return Problem(trouble.code, block.sheet.name, where, read_text(cell)[:SHOWN], told)
