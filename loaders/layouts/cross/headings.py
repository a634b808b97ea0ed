"""Headings of columns of figures that name an area or a type, or leave open what they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.found import Context
from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.labels import Line
from loaders.layouts.cross.lines import SHOWN
from loaders.layouts.cross.readers import WHY_LEFT_OUT, facility_of_label
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import Block
from loaders.tables.fact_words import NOT_COUNTED, UNCLEAR, measure_of
from loaders.tables.facts import KIND_OF, NOTHING_SAID, Facts, facts_of_path
from loaders.tables.title_measures import ACTIVE
from loaders.values.counts import ABROAD, SKIP, Asked
from loaders.values.labels import normalise, read_text
from loaders.values.places import Places
from loaders.values.readers import region_of_cell
from vocab.segment_labels import ASK

COUNT_WORDS = frozenset(
    ("jumlah", "jml", "total", "jiwa", "orang", "banyaknya", "nilai", "angka", "kepala", "absolut", "n", "unit")
)
FEWEST_AREAS = 2
REGENCY_CODE = len("51.06")
FEWEST_SEGMENTS = 2
COLUMN = "column"
"""What waits for an answer where a heading does not say what is counted."""


@dataclass
class Measures:
    """The columns of figures sorted: counts to be read, percentages, people outside JKN; and what was said.

    `inactive` members and groups of members left out (`apart`) are only held against the others.
    """

    counts: list[Column] = field(default_factory=list)
    percents: list[Column] = field(default_factory=list)
    outside: list[Column] = field(default_factory=list)
    inactive: list[Column] = field(default_factory=list)
    apart: list[Column] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether any column counts something of ours, or may."""
        return bool(self.counts or self.questions)


@dataclass(frozen=True)
class Headings:
    """The columns of figures with what stands around them: the table, what its title counts, what its rows say.

    `says_which` where headings themselves tell registered from active members; `segments` that they name.
    """

    block: Block
    context: Context
    title: str | None
    lines: Sequence[Line]
    says_which: bool = False
    segments: frozenset[str] = frozenset()

    @property
    def rows_say(self) -> bool:
        """Whether the labels of rows say what is counted."""
        return any(line.facts.measure in KIND_OF for line in self.lines)

    @property
    def is_narrowed(self) -> bool:
        """Whether the title says which members are counted, or that it is something else."""
        return self.title in (ACTIVE, UNCLEAR, *NOT_COUNTED)

    @property
    def has_segments(self) -> bool:
        """Whether rows are of segments."""
        return any(line.facts.segment or dict(line.open).get("segment") for line in self.lines)

    @property
    def has_areas(self) -> bool:
        """Whether rows are of areas."""
        return any(line.facts.region or dict(line.open).get("region") for line in self.lines)

    def address(self, column: Column) -> str:
        """The lowest cell of a column's heading, or its first cell where it has none."""
        filled = [at for at in range(self.block.header) if read_text(self.block.sheet.value(at, column.index))]
        return self.block.sheet.address(filled[-1] if filled else 0, column.index)


def with_areas(columns: Sequence[Column], around: Headings, measures: Measures) -> Iterator[Column]:
    """Headings that name areas; beside two that are known the unknown ones are asked."""
    places = around.context.places
    named = {column.index: _area_text(column, places) for column in columns if column.path}
    plain = [column for column in columns if column.path and (named[column.index] or _may_be_area(column))]
    known = [column for column in plain if named[column.index]]
    for column in columns:
        if len(known) < FEWEST_AREAS or column not in plain:
            yield column
            continue
        text = named[column.index] or column.path[-1]
        value = region_of_cell(text, context=around.context, sheet=around.block.sheet.name)
        if isinstance(value, str) and value not in (SKIP, ABROAD):
            yield replace(column, facts=column.facts._replace(region=value))
        elif isinstance(value, Asked):
            cell = around.address(column)
            measures.questions.setdefault(value.code, value.question(sheet=around.block.sheet.name, cell=cell))
            yield replace(column, open=(("region", text),))


def _area_text(column: Column, places: Places) -> str | None:
    """The text of a heading that names a regency, the lowest first; under it may stand what is counted."""
    if column.facts.facility_kind is not None:
        return None
    return next((text for text in reversed(column.path) if _names_area(text, places)), None)


def _names_area(text: str, places: Places) -> bool:
    """Whether a heading is a regency by its name or its code: "Kab. Bangli", "51.06", "51.06 Kabupaten Bangli"."""
    if not text[:1].isdigit():
        return bool(places.named(text, level="regency"))
    place = places.read(text)
    return place is not None and place.code is not None and len(place.code) == REGENCY_CODE


def _may_be_area(column: Column) -> bool:
    facts = column.facts
    is_plain = facts.segment is None and facts.period is None and facts.facility_kind is None and not facts.parts
    return is_plain and not column.is_total and measure_of(column.path[-1]) is None


def with_segments(columns: Sequence[Column]) -> Iterator[Column]:
    """Headings of which nothing is known, side by side with segments: which segment they are is asked."""
    named = {at for at, column in enumerate(columns) if column.facts.segment is not None}
    open_at: set[int] = set()
    if len(named) >= FEWEST_SEGMENTS:
        plain = [at for at, column in enumerate(columns) if _may_be_segment(column)]
        # From the left and from the right: several of them may stand together.
        for at in (*plain, *reversed(plain)):
            if {at - 1, at + 1} & (named | open_at):
                open_at.add(at)
    for at, column in enumerate(columns):
        yield replace(column, facts=column.facts._replace(segment=ASK)) if at in open_at else column


def _may_be_segment(column: Column) -> bool:
    """Whether the lowest text of a heading is a word of its own, not one of ours in another sense."""
    if column.facts.segment or column.open or not column.path or not _has_words(column.path[-1]):
        return False
    return facts_of_path(column.path[-1:])._replace(source=None) == NOTHING_SAID


def _has_words(text: str) -> bool:
    return bool(set(re.findall(r"[^\W\d_]+", normalise(text))) - COUNT_WORDS)


def leave_out(column: Column, why: str, around: Headings, measures: Measures) -> None:
    """A column that is only looked at where a total may count it too; what a person left out is missing in a total."""
    if why not in ("left_out", "subtotal"):
        measures.outside.append(column)
    last = len(around.block.sheet.rows) - 1
    area = around.block.sheet.area(around.block.header, column.index, last, column.index)
    measures.skipped.append(Skipped(area, why, column.header[:SHOWN]))


def facility_column(column: Column, around: Headings, measures: Measures) -> Column | None:
    """A type of facilities whose level a person must say, or that has none."""
    label, sheet = column.path[-1], around.block.sheet.name
    value = facility_of_label(label, context=around.context, sheet=sheet)
    if isinstance(value, str):
        leave_out(column, WHY_LEFT_OUT[value], around, measures)
        return None
    if isinstance(value, Asked):
        measures.questions.setdefault(value.code, value.question(sheet=sheet, cell=around.address(column)))
        return replace(
            column,
            facts=column.facts._replace(measure="facilities", facility_kind=None),
            open=(("facility_type", label),),
        )
    level = value.facility_kind if isinstance(value, Facts) else None
    return replace(column, facts=column.facts._replace(measure="facilities", facility_kind=level))


def unknown(column: Column, around: Headings) -> Problem:
    """A column that is not taken, because nothing of ours is named over it."""
    return Problem("unknown_column", around.block.sheet.name, around.address(column), column.header[:SHOWN])


def ask(column: Column, around: Headings, measures: Measures) -> Column:
    """Asks what a column counts; until then its rows are listed under the likeliest field, without their numbers."""
    said = (column.facts.measure, around.title)
    likeliest = dict.fromkeys((*(measure for measure in said if measure in KIND_OF), *KIND_OF, SKIP))
    code = f"column:{normalise(column.header)}"
    cell = around.address(column)
    about = column.header or cell
    measures.questions[code] = Question(code, about[:SHOWN], tuple(likeliest), around.block.sheet.name, cell)
    facts = column.facts._replace(measure=next(iter(likeliest)))
    return replace(column, facts=facts, open=(*column.open, (COLUMN, column.header)))
