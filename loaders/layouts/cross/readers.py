"""How the cells of each label column are read: facts, why their row is left out, what is wrong, or what is asked."""

from collections.abc import Callable, Mapping, Sequence

from loaders.found import Context
from loaders.layouts.cross.columns import LABEL, PARTS, Column
from loaders.layouts.cross.month_around import MonthAround
from loaders.layouts.cross.units import OTHER_UNIT
from loaders.tables.fact_words import is_total_word, is_vague, sex_of
from loaders.tables.facts import ANSWERED, KIND_OF, NOTHING_SAID, Facts, facts_of_path, label_parts
from loaders.values.counts import ABROAD, SKIP, Asked
from loaders.values.labels import normalise, read_code, read_text
from loaders.values.months import read_period
from loaders.values.readers import Assumptions, period_of_cell, period_trouble, region_of_cell, segment_of_cell
from loaders.values.title_facts import source_in
from vocab.codes import FacilityKind, PopulationSource
from vocab.facility_types import facility_type_name, facility_type_of

FACILITY_ANSWERS = ("fktp", "fkrtl", SKIP)
NOT_FACILITY = "neither"
WHY_LEFT_OUT = {"outside": "outside_jkn", SKIP: "left_out", ABROAD: "abroad", NOT_FACILITY: "other_facility"}
WHY_LEFT_OUT |= {OTHER_UNIT: "other_subject"}
"""Why a row gives no figure whose label stands for one of these."""
Reader = Callable[[object], object]


def region_facts(value: object, context: Context) -> object:
    """An area below a regency whose names are not loaded counts as a part of its regency."""
    if not isinstance(value, str) or value in WHY_LEFT_OUT:
        return value
    is_below = len(value.split(".")) > 2 and value not in context.places.known
    return Facts(region=value[:5], parts=(("district", value),)) if is_below else Facts(region=value)


def reader_of(
    column: Column,
    columns: Sequence[Column],
    *,
    assumptions: Assumptions,
    sheet: str | None,
    context: Context,
    year: int | None,
    month: MonthAround,
) -> Reader | None:
    """How the cells of a label column are read; None for a column that says nothing by itself."""
    role = column.role
    if role == "segment":
        return lambda cell: _segment(cell, context=context, sheet=sheet)
    if role in ("period", "year", "month"):
        has_year = any(other.role == "year" for other in columns)
        return None if role == "month" and has_year else lambda cell: _period(cell, assumptions, year=year, month=month)
    if role == "facility_type":
        return lambda cell: facility_of_label(read_text(cell), context=context, sheet=sheet)
    if role in ("district", "village"):
        has_code = any(other.role == "region_code" for other in columns)
        return lambda cell: _district(cell, role=role, context=context, sheet=sheet, has_code=has_code)
    return _PLAIN.get(role) or ((lambda cell: _part(role, cell)) if role in PARTS else None)


def _segment(cell: object, *, context: Context, sheet: str | None) -> object:
    facts = facts_of_path((read_text(cell),))
    if facts.segment not in (None, "ask", "outside"):
        return Facts(segment=facts.segment, measure=facts.measure, parts=label_parts(read_text(cell)))
    value = segment_of_cell(cell, context=context, sheet=sheet)
    if not isinstance(value, str) or value in WHY_LEFT_OUT:
        return value
    return Facts(segment=value, parts=((ANSWERED, normalise(read_text(cell))),))


def _period(cell: object, assumptions: Assumptions, *, year: int | None, month: MonthAround) -> object:
    bare = read_period(cell, year=year)  # type: ignore[arg-type]
    completed = month.completed(bare)
    if completed != bare:
        assumptions.note(cell, completed)
        return Facts(period=completed.period) if completed.period else period_trouble(completed)
    if year is not None and isinstance(cell, str) and bare.period:
        assumptions.note(cell, bare)
        return Facts(period=bare.period)
    value = period_of_cell(cell, assumptions=assumptions)
    return Facts(period=value) if isinstance(value, str) else value


def facility_of_label(label: str, *, context: Context, sheet: str | None) -> object:
    """The facts of a facility's type; what is open or no facility of ours as for the other labels."""
    if not label:
        return None
    code = f"facility_type:{normalise(label)}"
    answer = context.option(code, sheet=sheet)
    level = answer if answer in FACILITY_ANSWERS else facility_type_of(label)
    if level in ("fktp", "fkrtl"):
        return Facts(facility_kind=str(level), facility_type=facility_type_name(label))
    return str(level) if level in (SKIP, NOT_FACILITY) else Asked(code, label, FACILITY_ANSWERS)


def _district(cell: object, *, role: str, context: Context, sheet: str | None, has_code: bool) -> object:
    """A district or village: an area of its own where its code is loaded, else a part of the area around it."""
    text = read_text(cell)
    if not text:
        return None
    place = context.places.read(cell) if text[:2].isdigit() else None
    if place is not None and place.code is not None and not has_code:
        return region_facts(region_of_cell(cell, context=context, sheet=sheet), context)
    known = [code for code in context.places.named(text) if code in context.places.known]
    return Facts(region=known[0]) if len(known) == 1 and not has_code else Facts(parts=((role, normalise(text)),))


def _part(role: str, cell: object) -> Facts | None:
    text = read_text(cell)
    value = sex_of(text) if role == "sex" else normalise(text)
    return None if not value or value == "all" or is_total_word(text) else Facts(parts=((role, value),))


def _of_label(cell: object) -> object:
    text = read_text(cell)
    facts = facts_of_path((text,))
    is_unsure = facts.measure in KIND_OF and not facts.segment and not facts.facility_kind and is_vague(text)
    return None if facts == NOTHING_SAID or is_unsure else facts


def _source(cell: object) -> object:
    text = read_text(cell)
    code = read_code(PopulationSource, text)
    said = source_in(text).candidates
    return Facts(source=str(code.value) if code else said[0] if len(said) == 1 else None)


def _facility_kind(cell: object) -> object:
    code = read_code(FacilityKind, cell)
    return Facts(facility_kind=str(code.value)) if code else None


def _owner(cell: object) -> object:
    text = read_text(cell)
    return Facts(owner=text) if text and not is_total_word(text) else None


_PLAIN: Mapping[str, Reader] = {LABEL: _of_label, "source": _source, "facility_kind": _facility_kind, "owner": _owner}
