"""What each column of figures counts: said by its heading, its rows or the title; what is not said is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.found import Context
from loaders.layouts.cross.columns import LABEL, UNKNOWN, VALUE, Column
from loaders.layouts.cross.groups import adds_up_segments, is_group
from loaders.layouts.cross.headings import (
    COUNT_WORDS,
    Headings,
    Measures,
    ask,
    facility_column,
    leave_out,
    unknown,
    with_areas,
    with_segments,
)
from loaders.layouts.cross.labels import Line
from loaders.layouts.cross.lines import SHOWN
from loaders.layouts.cross.readers import NOT_FACILITY, WHY_LEFT_OUT
from loaders.layouts.cross.same_columns import told_apart
from loaders.problems import Problem, Skipped
from loaders.tables.blocks import Block
from loaders.tables.fact_words import (
    INACTIVE,
    NOT_COUNTED,
    OTHER,
    OUTSIDE,
    PERCENT,
    UNCLEAR,
    is_other_subject,
    is_vague,
    measure_of,
    sex_of,
)
from loaders.tables.facts import ANSWERED, KIND_OF, is_plain
from loaders.tables.title_measures import table_measure, title_measure
from loaders.values.counts import SKIP, Asked
from loaders.values.labels import normalise
from loaders.values.readers import segment_of_cell

VAGUE = "vague"
"""Marks a heading that may count only some of what it names."""
MEMBERS = ("registered_people", "active_people")


def measures_of(block: Block, columns: Sequence[Column], lines: Sequence[Line], context: Context) -> Measures:
    """Sorts the columns of figures by what they count."""
    values = [column for column in columns if column.role == VALUE]
    segments = frozenset(column.facts.segment for column in values if column.facts.segment)
    says_which = any(map(_says_which, values))
    around = Headings(block, context, table_measure(block, context), lines, says_which, segments)
    measures = Measures()
    measures.problems += [unknown(column, around) for column in columns if column.role == UNKNOWN and column.path]
    before: str | None = None
    for column in with_segments(list(with_areas(values, around, measures))):
        settled = _settle(_weighed(column, around), around, measures, before=before)
        if settled is not None:
            measures.counts.append(settled)
            before = settled.facts.measure or before
        elif column.facts.measure == INACTIVE:
            measures.inactive.append(column)
            # What adds up active and inactive members are the registered ones.
            before = "registered_people"
    measures.counts = list(_made_sure(measures.counts, measures, around))
    measures.counts = list(told_apart(measures, around))
    return measures


def may_count(block: Block, columns: Sequence[Column]) -> bool:
    """Whether headings, labels or title can name anything of ours: seen before all rows are read."""
    if any(map(is_other_subject, block.titles)):
        return False
    has_labels = any(column.role in (LABEL, "segment", "facility_type") for column in columns)
    is_said = any(column.facts.measure in (*KIND_OF, UNCLEAR) or column.facts.segment for column in columns)
    return has_labels or is_said or not block.titles or title_measure(block) in (*KIND_OF, UNCLEAR)


def _weighed(column: Column, around: Headings) -> Column:
    """ "Jumlah Peserta" under a title of active members, of a quota or of members lost leaves open what it counts."""
    if around.title == "facilities" and column.facts.owner:
        # "TNI/POLRI" over hospitals says whose they are.
        return replace(column, facts=column.facts._replace(segment=None))
    if around.is_narrowed and not around.says_which and column.facts.measure in MEMBERS:
        return replace(column, facts=column.facts._replace(measure=None))
    return column


def _says_which(column: Column) -> bool:
    return column.facts.measure in MEMBERS and not is_plain(column.path)


def _settle(column: Column, around: Headings, measures: Measures, *, before: str | None) -> Column | None:
    """The column with its measure; None where it is no count of ours."""
    answer = around.context.option(f"column:{normalise(column.header)}", sheet=around.block.sheet.name)
    if answer is not None:
        return _answered(column, answer, around, measures)
    measure = column.facts.measure
    if column.is_total and column.facts.segment == "ask":
        # "Jumlah" under "Non PBI" adds up the columns beside it; what Non PBI is need not be known.
        return _inferred(replace(column, facts=column.facts._replace(segment=None)), around, measures, before=before)
    if column.facts.segment == "ask":
        return _asked_segment(column, around, measures, before=before)
    if OUTSIDE in (measure, column.facts.segment):
        leave_out(column, "outside_jkn", around, measures)
    elif measure == PERCENT:
        measures.percents.append(column)
    elif column.facts.facility_kind in (NOT_FACILITY, "ask"):
        return facility_column(column, around, measures)
    elif measure in (INACTIVE, OTHER):
        measures.problems.append(unknown(column, around))
    elif measure == UNCLEAR:
        return ask(column, around, measures)
    elif measure in KIND_OF:
        return column if not _is_vague(column) else replace(column, open=(*column.open, (VAGUE, column.header)))
    else:
        return _inferred(column, around, measures, before=before)
    return None


def _answered(column: Column, answer: str, around: Headings, measures: Measures) -> Column | None:
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


def _asked_segment(column: Column, around: Headings, measures: Measures, *, before: str | None) -> Column | None:
    if adds_up_segments(column, around.segments):
        leave_out(column, "subtotal", around, measures)
        return None
    value = segment_of_cell(column.path[-1], context=around.context, sheet=around.block.sheet.name)
    if isinstance(value, Asked):
        cell = around.address(column)
        measures.questions.setdefault(value.code, value.question(sheet=around.block.sheet.name, cell=cell))
        opened = replace(column, facts=column.facts._replace(segment=None), open=(("segment", column.path[-1]),))
        if column.facts.measure in KIND_OF:
            return opened
        return _inferred(opened, around, measures, before=before)
    if value in WHY_LEFT_OUT:
        leave_out(column, WHY_LEFT_OUT[str(value)], around, measures)
        if value == SKIP and is_group(column.path[-1]):
            measures.apart.append(column)
        return None
    parts = (*column.facts.parts, (ANSWERED, normalise(column.path[-1])))
    facts = column.facts._replace(segment=None if value is None else str(value), parts=parts)
    return _settle(replace(column, facts=facts), around, measures, before=before)


def _inferred(column: Column, around: Headings, measures: Measures, *, before: str | None) -> Column | None:
    """The measure that is not in the heading: that of the column before a total, of the rows, of the title."""
    facts = column.facts
    if around.title == PERCENT and not is_plain(column.path):
        measures.percents.append(column)
        return None
    if column.is_total and before is not None:
        return replace(column, facts=facts._replace(measure=before))
    if around.title in NOT_COUNTED and not around.rows_say:
        measures.problems.append(unknown(column, around))
        return None
    is_segment = facts.segment is not None or dict(column.open).get("segment") is not None
    if around.title == UNCLEAR and not around.says_which and (is_segment or is_plain(column.path)):
        return ask(column, around, measures)
    if is_segment:
        return _as_members(column, around, measures)
    is_owned = facts.owner is not None and around.title == "facilities"
    if not (is_owned or facts.region or column.open or facts.period or facts.parts or _is_bare(column)):
        measures.problems.append(unknown(column, around))
        return None
    return _as_around(column, around, measures)


def _is_bare(column: Column) -> bool:
    """Whether a heading says nothing but that something is counted."""
    if not column.path or column.is_total or is_plain(column.path):
        return True
    return not set(normalise(column.path[-1]).split()) - COUNT_WORDS or sex_of(column.path[-1]) == "all"


def _as_around(column: Column, around: Headings, measures: Measures) -> Column | None:
    """A column that counts what its rows or the title say; what neither says is asked, or is nothing of ours."""
    if around.rows_say:
        return column
    if around.title == UNCLEAR:
        return ask(column, around, measures)
    if around.title in KIND_OF:
        return replace(column, facts=column.facts._replace(measure=around.title))
    if around.has_segments:
        return _as_members(column, around, measures)
    if around.title is None and not around.block.titles and around.has_areas:
        return ask(column, around, measures)
    return None


def _as_members(column: Column, around: Headings, measures: Measures) -> Column:
    """Members by segment are the registered ones where nothing says that they are active; that is said."""
    if around.title in MEMBERS:
        return replace(column, facts=column.facts._replace(measure=around.title))
    is_said = is_plain(column.path)
    if not is_said and not any(problem.code == "taken_as_registered" for problem in measures.problems):
        cell = around.address(column)
        measures.problems.append(Problem("taken_as_registered", around.block.sheet.name, cell, column.header[:SHOWN]))
    return replace(column, facts=column.facts._replace(measure="registered_people"))


def _is_vague(column: Column) -> bool:
    """Whether the text that says the measure says more than that; names of segments and of types are known words."""
    if column.facts.segment is not None or column.facts.facility_kind is not None:
        return False
    return is_vague(next(text for text in reversed(column.path) if measure_of(text) == column.facts.measure))


def _made_sure(columns: Sequence[Column], measures: Measures, around: Headings) -> Iterator[Column]:
    """Headings with more words than their measure: not taken beside a clear one of the measure, else asked."""
    clear = {column.facts.measure for column in columns if VAGUE not in dict(column.open)}
    for column in columns:
        if VAGUE not in dict(column.open):
            yield column
        elif column.facts.measure in clear:
            measures.problems.append(unknown(column, around))
        else:
            opened = tuple(pair for pair in column.open if pair[0] != VAGUE)
            yield ask(replace(column, open=opened), around, measures)
