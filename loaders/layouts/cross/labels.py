"""What the labels of each row of figures say: its area, segment, month, source, type; what is open is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.found import Context
from loaders.layouts.cross.columns import LABEL, LOOKED_AT, NAMING, PERIODS, Column
from loaders.layouts.cross.lines import SHOWN, Lines
from loaders.layouts.cross.month_around import MonthAround
from loaders.layouts.cross.readers import WHY_LEFT_OUT, reader_of, region_facts
from loaders.layouts.cross.units import other_units
from loaders.layouts.cross.whole_areas import BELOW, with_whole_areas
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import Block
from loaders.tables.facts import Facts
from loaders.values.counts import Asked, Memo, Trouble
from loaders.values.labels import normalise, read_text
from loaders.values.readers import Assumptions, read_region_column
from loaders.values.title_facts import region_in

_MONTH_NUMBERS = frozenset(map(str, range(1, 13)))
PROVINCE_CODE = 2
"""Characters of a province's code."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures with the facts of its labels; `open` are labels that wait for an answer.

    `is_labelled` where a column of its own says what each row counts.
    """

    at: int
    facts: Facts
    label: str
    open: tuple[tuple[str, str], ...] = ()
    is_labelled: bool = False


@dataclass
class Labels:
    """The rows of figures, with what was skipped, wrong, open and assumed while their labels were read.

    `year` completes months that are written without one, `month` years that stand alone.
    """

    year: int | None
    month: MonthAround
    lines: list[Line] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    assumptions: Assumptions = field(default_factory=Assumptions)


def labels_of(
    block: Block,
    columns: Sequence[Column],
    lines: Lines,
    context: Context,
    *,
    year: int | None,
    month: MonthAround,
) -> Labels:
    """Reads the label columns over all rows of figures, column by column."""
    labels = Labels(year, month, problems=list(month.problems(columns, block)))
    stubs = [(column, _facts_column(block, column, columns, lines, labels, context)) for column in columns]
    stubs = [(column, values) for column, values in stubs if values is not None]
    named = sorted((one for one in columns if one.role in NAMING), key=lambda one: NAMING.index(one.role))
    label, is_labelled = Memo(lambda cell: read_text(cell)[:SHOWN]), any(column.role == LABEL for column in columns)
    for number, at in enumerate(lines.figures):
        facts, opened, why = lines.sections[number].facts, [], None
        for column, values in stubs:
            value = values[number]
            if value.__class__ is Facts:
                facts = value.over(facts)
            elif isinstance(value, Trouble | Asked):
                opened.append((_FIELD_OF.get(column.role, column.role), read_text(block.sheet.value(at, column.index))))
                _tell(block, at, column, value, labels)
            elif isinstance(value, str):
                why = why or (WHY_LEFT_OUT[value], read_text(block.sheet.value(at, column.index))[:SHOWN])
        _keep(block, at, Line(at, facts, _label(block, at, named, label), tuple(opened), is_labelled), why, labels)
    return labels


def _label(block: Block, at: int, named: Sequence[Column], shown: Memo) -> str:
    for column in named:
        if text := shown[block.sheet.value(at, column.index)]:
            return str(text)
    return ""


def _keep(block: Block, at: int, line: Line, why: tuple[str, str] | None, labels: Labels) -> None:
    """Keeps a row of figures, or says why it is left out and which label says so."""
    if why is None:
        labels.lines.append(line)
        return
    if why[0] in ("outside_jkn", "abroad", "other_facility"):
        labels.outside.append(at)
    if why[0] == "other_subject":
        labels.problems.append(Problem("unknown_row", block.sheet.name, block.sheet.address(at, 0), why[1]))
    width = max(len(block.sheet.rows[at]) - 1, 0)
    labels.skipped.append(Skipped(block.sheet.area(at, 0, at, width), *why))


def _tell(block: Block, at: int, column: Column, value: Trouble | Asked, labels: Labels) -> None:
    cell = block.sheet.address(at, column.index)
    if isinstance(value, Asked):
        labels.questions.setdefault(value.code, value.question(sheet=block.sheet.name, cell=cell))
        return
    found = "" if value.is_secret else read_text(block.sheet.value(at, column.index))[:SHOWN]
    fact = _FIELD_OF.get(column.role, column.role)
    name = "region_code" if fact == "region" else fact
    labels.problems.append(Problem(value.code, block.sheet.name, cell, found, {"column": name, **value.values}))


_FIELD_OF = {
    "region_name": "region",
    "region_code": "region",
    "district": "region",
    "village": "region",
} | dict.fromkeys(PERIODS, "period")
"""The fact that a label column tells."""


def _facts_column(
    block: Block, column: Column, columns: Sequence[Column], lines: Lines, labels: Labels, context: Context
) -> list[object] | None:
    """For each row of figures the facts of one label column, what is wrong, or why the row is left out."""
    cells = [block.sheet.value(at, column.index) for at in lines.figures]
    if column.role == "unit":
        return other_units(cells)
    if column.role in ("region_name", "region_code"):
        return _regions(block, column, columns, lines, cells, labels, context)
    reader = reader_of(
        column,
        columns,
        assumptions=labels.assumptions,
        sheet=block.sheet.name,
        context=context,
        year=labels.year,
        month=labels.month,
    )
    if reader is None:
        return None
    if column.role == "year" and (rest := _parts_of_year(columns)):
        together = zip(
            cells, *([block.sheet.value(at, other.index) for at in lines.figures] for other in rest), strict=True
        )
        return [reader(_period_text(cell, rest, others)) for cell, *others in together]
    values = list(map(Memo(reader).__getitem__, cells))
    return with_whole_areas(values, column, block, columns, lines, context) if column.role in BELOW else values


def _parts_of_year(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.role in ("month", "semester", "quarter")]


def _period_text(year: object, rest: Sequence[Column], others: Sequence[object]) -> object:
    """A month out of a year and a month, semester or quarter in columns of their own."""
    if len(rest) == 1 and rest[0].role == "month" and (number := read_text(others[0]).lstrip("0")) in _MONTH_NUMBERS:
        return f"{read_text(year)}-{number:0>2}"
    words = {"semester": "Semester", "quarter": "Triwulan", "month": ""}
    texts = [
        text if normalise(text).startswith(("sem", "tri", "tw")) else f"{words[column.role]} {text}".strip()
        for column, cell in zip(rest, others, strict=True)
        if (text := read_text(cell))
    ]
    return " ".join((*texts, read_text(year))) if texts else year


def _regions(
    block: Block,
    column: Column,
    columns: Sequence[Column],
    lines: Lines,
    cells: list[object],
    labels: Labels,
    context: Context,
) -> list[object] | None:
    """Areas by code with their names beside them; a column of names next to one of codes is read with it."""
    codes = next((other for other in columns if other.role == "region_code"), None)
    names = next((other for other in columns if other.role == "region_name"), None)
    if column.role == "region_name" and codes is not None:
        return None
    values = read_region_column(
        _filled_down(block, column, columns, _with_prefix(cells, lines, context), lines, labels),
        names=[block.sheet.value(at, names.index) for at in lines.figures] if column is codes and names else None,
        context=context,
        sheet=block.sheet.name,
        addresses=lambda number: block.sheet.address(lines.figures[number], column.index),
        province=_province_of(block, columns, context),
    )
    return [region_facts(value, context) for value in values]


def _province_of(block: Block, columns: Sequence[Column], context: Context) -> str | None:
    """The one province that a column beside the areas, or else the title, names: it tells areas of one name apart."""
    beside = next((column for column in columns if column.role == "province" and not _is_code(column)), None)
    if beside is None:
        said = region_in(" | ".join(block.titles), places=context.places, needs_prefix=True).candidates
    else:
        texts = {read_text(row[beside.index]) for row in block.body[:LOOKED_AT] if beside.index < len(row)} - {""}
        said = tuple(code for text in texts for code in context.places.named(text, level="province"))
    return said[0] if len(said) == 1 and len(said[0]) == PROVINCE_CODE else None


def _is_code(column: Column) -> bool:
    return "kode" in normalise(column.header).split()


def _with_prefix(cells: list[object], lines: Lines, context: Context) -> list[object]:
    """Names that are both a regency and a city, under a section that says which."""
    return [
        f"{section.prefix} {cell}" if section.prefix and len(context.places.named(read_text(cell))) > 1 else cell
        for cell, section in zip(cells, lines.sections, strict=True)
    ]


def _filled_down(
    block: Block, column: Column, columns: Sequence[Column], cells: list[object], lines: Lines, labels: Labels
) -> list[object]:
    """A name that is written once over several rows of figures holds until the next; that is said."""
    others = [one for one in columns if one.role in NAMING and one.index != column.index]
    filled: list[object] = []
    for cell, at in zip(cells, lines.figures, strict=True):
        is_open = not read_text(cell) and any(read_text(block.sheet.value(at, other.index)) for other in others)
        filled.append(filled[-1] if filled and is_open else cell)
        if filled[-1] is not cell and not any(problem.code == "filled_down" for problem in labels.problems):
            where = block.sheet.address(at, column.index)
            labels.problems.append(Problem("filled_down", block.sheet.name, where, read_text(filled[-1])[:SHOWN]))
    return filled


def told_assumptions(assumptions: Assumptions, *, sheet: str | None) -> Iterator[Problem]:
    """What was taken for granted about months, once each."""
    for assumption, (found, period) in assumptions.first.items():
        yield Problem("period_assumed", sheet, None, found, {"assumption": assumption, "period": period})
