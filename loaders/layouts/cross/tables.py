"""The tables that come out of a printed one: one a kind, its rows with their addresses, and what is said about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.files.sheets import Sheet
from loaders.found import Found
from loaders.layouts.cross.absent_parts import absent_parts
from loaders.layouts.cross.around import Around
from loaders.layouts.cross.around_segment import AroundSegment
from loaders.layouts.cross.cells import Figure
from loaders.layouts.cross.checks import check_problem, coarser_checks, sum_checks
from loaders.layouts.cross.columns import VALUE, Column
from loaders.layouts.cross.facility_parts import without_wider_types
from loaders.layouts.cross.labels import Line, told_assumptions
from loaders.layouts.cross.missing_parts import missing_parts
from loaders.layouts.cross.month_around import ASSUMPTION
from loaders.layouts.cross.names import layout_of
from loaders.layouts.cross.records import FIELDS, KEYS, TOTAL, Coarser, Record, records_of, without_coarser
from loaders.problems import Problem, Question, Reported, Skipped
from loaders.tables.blocks import Block, fingerprint
from loaders.tables.facts import Facts
from loaders.tables.summing import Added
from loaders.tables.titles import YEAR_ONLY
from loaders.values.labels import read_text
from loaders.values.months import read_period
from loaders.values.named_periods import PeriodReading
from loaders.values.readers import Assumptions
from vocab.codes import Kind


@dataclass(frozen=True)
class Said:
    """What is said about a printed table beside its rows; `last` is its last row.

    `keeps_total` where segments do not make up the printed total, because a group was left out.
    """

    last: int
    skipped: tuple[Skipped, ...]
    reported: tuple[Reported, ...]
    problems: tuple[Problem, ...]
    questions: Mapping[str, Question]
    assumptions: Assumptions
    blanks: tuple[Figure, ...]
    unread: tuple[Line, ...]
    keeps_total: bool = False

    def with_segment(self, segment: AroundSegment) -> "Said":
        """The same with what is said about the segment of the whole table."""
        asked = {} if segment.asked is None else {segment.asked.code: segment.asked}
        return replace(
            self,
            skipped=(*self.skipped, *segment.skipped),
            problems=(*self.problems, *segment.problems),
            questions={**self.questions, **asked},
        )


def tables_of(
    block: Block, columns: Sequence[Column], figures: Sequence[Figure], around: Around, said: Said
) -> tuple[Found, ...]:
    """One table for each kind that the figures are of; the first carries what is said about all."""
    figures = _within(figures, around)
    blanks = _within(said.blanks, around)
    tables = []
    for kind in KEYS:
        records, coarser = records_of(kind, figures), list[Coarser]()
        if kind is Kind.MEMBERSHIP:
            records, coarser = without_coarser(records, keeps_total=said.keeps_total)
        if kind is Kind.FACILITIES:
            records, coarser = without_wider_types(records)
        if records:
            table = _table(kind, block, columns, records, coarser)
            # A blank cell says of facilities that there is none.
            short = absent_parts(records, () if kind is Kind.FACILITIES else blanks, block.sheet)
            table = replace(table, problems=(*table.problems, *short))
            empty = _placeholders(kind, block, blanks, records)
            tables.append(replace(table, skipped=(*table.skipped, *empty)))
    return _with_said(tables, block, columns, around, said)


def _within(figures: Sequence[Figure], around: Around) -> list[Figure]:
    """Figures with what is said around the table where nothing nearer says it."""
    if not any(around.values.values()):
        return list(figures)
    said: dict[tuple[tuple[str, str], ...], Facts] = {}
    for opened in {figure.open for figure in figures}:
        asked = dict(opened)
        said[opened] = Facts(**{name: value for name, value in around.values.items() if name not in asked})
    return [
        Figure(one.at, one.column, one.facts.over(said[one.open]), one.open, one.value, one.label) for one in figures
    ]


def _with_said(
    tables: Sequence[Found], block: Block, columns: Sequence[Column], around: Around, said: Said
) -> tuple[Found, ...]:
    if not tables:
        return ()
    first, *others = tables
    questions = {question.code: question for question in around.questions} | dict(said.questions)
    skipped = (*said.skipped, *first.skipped, *_unread_skipped(block, said.unread))
    assumed = _assumed(block, columns, said) if any(table.kind != Kind.FACILITIES for table in tables) else ()
    first = replace(
        first,
        range=block.sheet.area(0, 0, said.last, max(len(block.columns) - 1, 0)),
        skipped=tuple(sorted(skipped, key=lambda one: _row_of(one.range))),
        reported=(*said.reported, *first.reported),
        problems=(*said.problems, *assumed, *_unread(block, said.unread), *first.problems),
        questions=tuple(questions.values()),
    )
    return (first, *(replace(other, range=first.range) for other in others))


def _row_of(area: str) -> int:
    return int("".join(filter(str.isdigit, area.partition(":")[0])) or 0)


def _unread(block: Block, lines: Sequence[Line]) -> Iterator[Problem]:
    """Rows of which nothing says what they count; percentages are no counts."""
    for line in lines:
        if line.facts.measure != "percent":
            yield Problem("unknown_row", block.sheet.name, block.sheet.address(line.at, 0), line.label)


def _unread_skipped(block: Block, lines: Sequence[Line]) -> Iterator[Skipped]:
    for line in lines:
        why = "percentage" if line.facts.measure == "percent" else "other_subject"
        area = block.sheet.area(line.at, 0, line.at, max(len(block.columns) - 1, 0))
        yield Skipped(area, why, line.label)


def _assumed(block: Block, columns: Sequence[Column], said: Said) -> Iterator[Problem]:
    """What was taken for granted about the months of headings and rows, once each."""
    for column in columns:
        if column.role == VALUE and column.facts.period is not None:
            text = next((text for text in (column.header, *reversed(column.path)) if read_period(text).period), "")
            read = read_period(text)
            by_title = PeriodReading(column.facts.period, ASSUMPTION)
            is_by_title = read.assumption == YEAR_ONLY and read.period != column.facts.period
            said.assumptions.note(text, by_title if is_by_title else read)
    return told_assumptions(said.assumptions, sheet=block.sheet.name)


def _table(
    kind: Kind, block: Block, columns: Sequence[Column], records: Sequence[Record], coarser: Sequence[Coarser]
) -> Found:
    sheet = block.sheet
    checks = (*coarser_checks(coarser, block), *sum_checks(records, block))
    wrong = tuple(check_problem(check, sheet.name) for check in checks if not check.is_consistent)
    return Found(
        kind=kind,
        layout=layout_of(block, columns),
        sheet=sheet,
        range=block.area,
        columns=_columns(kind, records),
        cell=[_address(sheet, record.first) for record in records],
        active_cell=_active_cells(sheet, records) if kind is Kind.MEMBERSHIP else None,
        reported=checks,
        problems=(*wrong, *missing_parts(records, block), *_summed(sheet, records)),
        fingerprint=fingerprint(block),
    )


def _address(sheet: Sheet, figure: Figure) -> str:
    return sheet.address(figure.at, figure.column)


def _active_cells(sheet: Sheet, records: Sequence[Record]) -> list[str | None] | None:
    if not any("active_people" in record.sums for record in records):
        return None
    return [
        _address(sheet, record.sums["active_people"].figures[0]) if "active_people" in record.sums else None
        for record in records
    ]


def _columns(kind: Kind, records: Sequence[Record]) -> dict[str, list[object]]:
    facts = [record.facts for record in records]
    columns: dict[str, list[object]] = {"region_code": [one.region for one in facts]}
    if kind is Kind.FACILITIES:
        columns["year"] = [int(one.period[:4]) if one.period else None for one in facts]
        for name in ("facility_kind", "facility_type", "owner"):
            columns[name] = [getattr(one, name) for one in facts]
        columns["measure"] = [one.facility_measure for one in facts]
    else:
        columns["period"] = [one.period for one in facts]
    if kind is Kind.MEMBERSHIP:
        columns["segment"] = [_segment(record) for record in records]
    if kind is Kind.POPULATION:
        columns["source"] = [one.source for one in facts]
    for name in FIELDS[kind]:
        if any(name in record.sums for record in records):
            columns[name] = [record.sums[name].value if name in record.sums else None for record in records]
    return columns


def _segment(record: Record) -> str | None:
    return None if "segment" in dict(record.open) else record.facts.segment or TOTAL


def _summed(sheet: Sheet, records: Sequence[Record]) -> Iterator[Problem]:
    """What was added up, once a table."""
    added = Added()
    for record in records:
        for one in record.sums.values():
            parts = [figure.facts.parts for figure in one.figures]
            if len(parts) == 1 and not parts[0]:
                continue
            cell = _address(sheet, one.figures[0])
            if len(parts) > 1:
                added.note(parts, count=len(parts), cell=cell)
    yield from added.problems(sheet.name)


def _placeholders(kind: Kind, block: Block, blanks: Sequence[Figure], records: Sequence[Record]) -> Iterator[Skipped]:
    """Blank cells that no row stands for: their area and month have no figure at all."""
    empty = records_of(kind, blanks)
    given = {tuple(getattr(record.facts, name) for name in KEYS[kind]) for record in records} if empty else set()
    for record in empty:
        figure = record.first
        if tuple(getattr(record.facts, name) for name in KEYS[kind]) not in given:
            found = read_text(block.sheet.value(figure.at, figure.column))
            yield Skipped(_address(block.sheet, figure), "placeholder", found)
