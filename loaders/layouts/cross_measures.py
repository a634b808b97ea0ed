"""What each column of figures counts: said by its heading, its rows or the title; what is not said is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.blocks import Block
from loaders.counts import SKIP, Asked
from loaders.facts import INACTIVE, KIND_OF, OTHER, OUTSIDE, PERCENT, UNCLEAR, Facts, measure_of
from loaders.found import Context
from loaders.labels import normalise, read_text
from loaders.layouts.cross_columns import VALUE, Column
from loaders.layouts.cross_labels import Line
from loaders.layouts.cross_lines import SHOWN
from loaders.problems import Problem, Question, Skipped
from loaders.readers import region_of_cell, segment_of_cell

COUNT_WORDS = frozenset(
    ("jumlah", "jml", "total", "jiwa", "orang", "banyaknya", "nilai", "angka", "kepala", "absolut", "n", "unit")
)
FEWEST_AREAS = 2
COLUMN = "column"
"""What waits for an answer where a heading does not say what is counted."""
MEMBERS = ("registered_people", "active_people")


@dataclass
class Measures:
    """The columns of figures sorted: counts to be read, percentages, people outside JKN; and what was said."""

    counts: list[Column] = field(default_factory=list)
    percents: list[Column] = field(default_factory=list)
    outside: list[Column] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether any column counts something of ours, or may."""
        return bool(self.counts or self.questions)


@dataclass(frozen=True)
class _Around:
    """What stands around the columns: the table, what its title counts, what its rows say."""

    block: Block
    context: Context
    title: str | None
    lines: Sequence[Line]

    @property
    def rows_say(self) -> bool:
        return any(line.facts.measure in KIND_OF for line in self.lines)

    @property
    def has_segments(self) -> bool:
        return any(line.facts.segment or dict(line.open).get("segment") for line in self.lines)

    @property
    def has_areas(self) -> bool:
        return any(line.facts.region or dict(line.open).get("region") for line in self.lines)

    def address(self, column: Column) -> str:
        """The lowest cell of a column's heading, or its first cell where it has none."""
        filled = [at for at in range(self.block.header) if read_text(self.block.sheet.value(at, column.index))]
        return self.block.sheet.address(filled[-1] if filled else 0, column.index)


def measures_of(block: Block, columns: Sequence[Column], lines: Sequence[Line], context: Context) -> Measures:
    """Sorts the columns of figures by what they count."""
    around = _Around(block, context, title_measure(block), lines)
    measures = Measures()
    before: str | None = None
    for column in _with_areas([column for column in columns if column.role == VALUE], around, measures):
        settled = _settle(column, around, measures, before=before)
        if settled is not None:
            measures.counts.append(settled)
            before = settled.facts.measure or before
    measures.counts = list(_told_apart(measures, around))
    return measures


def title_measure(block: Block) -> str | None:
    """What the nearest title above the table counts."""
    said = (measure_of(title) for title in reversed(block.titles))
    return next((measure for measure in said if measure in (*KIND_OF, PERCENT)), None)


def _with_areas(columns: Sequence[Column], around: _Around, measures: Measures) -> Iterator[Column]:
    """Headings that name areas; beside two that are known the unknown ones are asked."""
    plain = [column for column in columns if column.path and _may_be_area(column)]
    places = around.context.places
    known = [column for column in plain if places.named(column.path[-1], level="regency")]
    for column in columns:
        if len(known) < FEWEST_AREAS or column not in plain:
            yield column
            continue
        value = region_of_cell(column.path[-1], context=around.context, sheet=around.block.sheet.name)
        if isinstance(value, str) and value not in (SKIP, "abroad"):
            yield replace(column, facts=column.facts._replace(region=value))
        elif isinstance(value, Asked):
            cell = around.address(column)
            measures.questions.setdefault(value.code, value.question(sheet=around.block.sheet.name, cell=cell))
            yield replace(column, open=(("region", column.path[-1]),))


def _may_be_area(column: Column) -> bool:
    facts = column.facts
    is_plain = facts.segment is None and facts.period is None and facts.facility_type is None and not facts.parts
    return is_plain and not column.is_total and measure_of(column.path[-1]) is None


def _settle(column: Column, around: _Around, measures: Measures, *, before: str | None) -> Column | None:
    """The column with its measure; None where it is no count of ours."""
    answer = around.context.option(f"column:{normalise(column.header)}", sheet=around.block.sheet.name)
    if answer is not None:
        return _answered(column, answer, around, measures)
    measure = column.facts.measure
    if column.facts.segment == "ask":
        return _asked_segment(column, around, measures, before=before)
    if OUTSIDE in (measure, column.facts.segment):
        measures.outside.append(column)
        last = len(around.block.sheet.rows) - 1
        area = around.block.sheet.area(around.block.header, column.index, last, column.index)
        measures.skipped.append(Skipped(area, "outside_jkn", column.header[:SHOWN]))
    elif measure == PERCENT:
        measures.percents.append(column)
    elif measure in (INACTIVE, OTHER) or column.facts.facility_kind == "neither":
        measures.problems.append(_unknown(column, around))
    elif measure == UNCLEAR:
        return _ask(column, around, measures)
    elif measure in KIND_OF:
        return column
    else:
        return _inferred(column, around, measures, before=before)
    return None


def _answered(column: Column, answer: str, around: _Around, measures: Measures) -> Column | None:
    if answer in KIND_OF:
        return replace(column, facts=column.facts._replace(measure=answer))
    if answer == SKIP:
        area = around.address(column)
        measures.skipped.append(Skipped(area, "left_out", column.header[:SHOWN]))
    else:
        measures.problems.append(
            Problem("answer_wrong", around.block.sheet.name, around.address(column), answer, {"what": "column"})
        )
    return None


def _asked_segment(column: Column, around: _Around, measures: Measures, *, before: str | None) -> Column | None:
    value = segment_of_cell(column.path[-1], context=around.context, sheet=around.block.sheet.name)
    if isinstance(value, Asked):
        cell = around.address(column)
        measures.questions.setdefault(value.code, value.question(sheet=around.block.sheet.name, cell=cell))
        opened = replace(column, facts=column.facts._replace(segment=None), open=(("segment", column.path[-1]),))
        return _inferred(opened, around, measures, before=before)
    segment = value if isinstance(value, str) else None
    return _settle(replace(column, facts=column.facts._replace(segment=segment)), around, measures, before=before)


def _inferred(column: Column, around: _Around, measures: Measures, *, before: str | None) -> Column | None:
    """The measure that is not in the heading: that of the column before a total, of the rows, of the title."""
    facts = column.facts
    is_segment = facts.segment is not None or dict(column.open).get("segment") is not None
    if column.is_total and before is not None:
        return replace(column, facts=facts._replace(measure=before))
    if is_segment:
        return _as_members(column, around, measures)
    is_bare = not set(normalise(column.path[-1]).split()) - COUNT_WORDS if column.path else True
    if not (is_bare or column.is_total or facts.region or column.open or facts.period or facts.parts):
        measures.problems.append(_unknown(column, around))
        return None
    if around.rows_say:
        return column
    if around.title in KIND_OF:
        return replace(column, facts=facts._replace(measure=around.title))
    if around.has_segments:
        return _as_members(column, around, measures)
    if around.title is None and not around.block.titles and around.has_areas:
        return _ask(column, around, measures)
    return None


def _as_members(column: Column, around: _Around, measures: Measures) -> Column:
    """Members by segment are the registered ones where nothing says that they are active; that is said."""
    if around.title in MEMBERS:
        return replace(column, facts=column.facts._replace(measure=around.title))
    if not any(problem.code == "taken_as_registered" for problem in measures.problems):
        cell = around.address(column)
        measures.problems.append(Problem("taken_as_registered", around.block.sheet.name, cell, column.header[:SHOWN]))
    return replace(column, facts=column.facts._replace(measure="registered_people"))


def _unknown(column: Column, around: _Around) -> Problem:
    return Problem("unknown_column", around.block.sheet.name, around.address(column), column.header[:SHOWN])


def _ask(column: Column, around: _Around, measures: Measures) -> Column:
    """Asks what a column counts; until then its rows are listed under the likeliest field, without their numbers."""
    likeliest = dict.fromkeys((*([around.title] if around.title in KIND_OF else []), *KIND_OF, SKIP))
    code = f"column:{normalise(column.header)}"
    cell = around.address(column)
    about = column.header or cell
    measures.questions[code] = Question(code, about[:SHOWN], tuple(likeliest), around.block.sheet.name, cell)
    facts = column.facts._replace(measure=next(iter(likeliest)))
    return replace(column, facts=facts, open=(*column.open, (COLUMN, column.header)))


def _told_apart(measures: Measures, around: _Around) -> Iterator[Column]:
    """Columns that say the same of the same rows: taken once where they are equal, else asked."""
    groups: dict[tuple[Facts, object], list[Column]] = {}
    for column in measures.counts:
        groups.setdefault((column.facts, _labels(column)), []).append(column)
    for same in groups.values():
        if len(same) == 1 or _are_equal(same, around):
            yield same[0]
            continue
        asked = [column if COLUMN in dict(column.open) else _ask(column, around, measures) for column in same]
        yield asked[0]


def _labels(column: Column) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in column.open if pair[0] != COLUMN)


def _are_equal(columns: Sequence[Column], around: _Around) -> bool:
    sheet = around.block.sheet
    return all(len({read_text(sheet.value(line.at, column.index)) for column in columns}) == 1 for line in around.lines)
