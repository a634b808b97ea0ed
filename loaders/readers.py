"""How each column's cells are read: a cell gives a value, None where it is blank, or what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from loaders.counts import Memo, Reader, Trouble, number_trouble, read_counts
from loaders.found import Context
from loaders.labels import CODE_COLUMNS, read_code, read_scheme, read_text
from loaders.months import PeriodReading, read_day, read_period, read_year
from loaders.numbers import read_decimal, read_percent
from vocab.codes import (
    ActivityStatus,
    BudgetState,
    FacilityKind,
    FacilityMeasure,
    Field,
    Kind,
    MatchClass,
    MatchSource,
    Metric,
    Obstacle,
    PopulationSource,
    Sector,
    Segment,
    SourceStatus,
)
from vocab.segment_labels import segment_of

COUNTS = frozenset({"registered_people", "active_people", "people", "facilities", "budget"})
DECIMALS = frozenset({"output_target", "output_realised"})
DAYS = frozenset({"start_date", "due_date"})

_PERIOD_PROBLEMS = {
    "period_unreadable": "period_unknown",
    "year_missing": "period_unknown",
    "day_missing": "period_unknown",
    "day_impossible": "period_impossible",
    "month_impossible": "period_impossible",
}
_DIGITS_OF_A_DATE = re.compile(r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


BLANK_CODES = {FacilityMeasure: FacilityMeasure.CONTRACTED.value}
"""What a blank cell stands for where the row shape has a default."""
GROUPS: dict[type, str] = {
    PopulationSource: "source",
    FacilityKind: "facility_kind",
    FacilityMeasure: "facility_measure",
    Metric: "metric",
    SourceStatus: "source_status",
    Sector: "sector",
    ActivityStatus: "status",
    Obstacle: "obstacle",
    Field: "field",
    BudgetState: "budget_state",
    MatchSource: "match_source",
    MatchClass: "match_class",
}
"""Where the words of a closed list stand in `texts/`."""


@dataclass
class Assumptions:
    """What was assumed about periods while reading a table: assumption code to the first cell and its period."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)

    def note(self, cell: object, reading: PeriodReading) -> None:
        """Remembers the first cell that an assumption was made for."""
        if reading.assumption is not None and reading.period is not None:
            self.first.setdefault(reading.assumption, (read_text(cell), reading.period))


def read_column(
    column: str, cells: Iterable[object], *, kind: str, context: Context, assumptions: Assumptions
) -> list[object]:
    """The values of a column; anything that is not a value is a `Trouble` or None."""
    if column in COUNTS:
        return read_counts(cells)
    return list(
        map(Memo(_reader(column, kind=Kind(kind), context=context, assumptions=assumptions)).__getitem__, cells)
    )


def period_of_cell(cell: object, *, assumptions: Assumptions) -> object:
    """A month as YYYY-MM."""
    reading = read_period(cell)
    if reading.trouble is not None:
        is_number = reading.trouble == "period_unreadable" and _DIGITS_OF_A_DATE.fullmatch(read_text(cell))
        return Trouble("period_impossible") if is_number else period_trouble(reading)
    assumptions.note(cell, reading)
    return reading.period


def period_trouble(reading: PeriodReading) -> Trouble:
    """The problem of a period that could not be read, with what it might mean."""
    code = _PERIOD_PROBLEMS.get(reading.trouble or "", "period_unclear")
    return Trouble(code, values={"candidates": ", ".join(reading.candidates)})


def segment_of_cell(cell: object) -> object:
    """A segment code, "outside" for what is not JKN, or trouble."""
    label = read_text(cell)
    if not label:
        return None
    code = read_code(Segment, label)
    found = code.value if code is not None else segment_of(label)
    if found == "ask":
        return Trouble("segment_unclear")
    return Trouble("segment_unknown") if found is None else str(found)


def _reader(column: str, *, kind: Kind, context: Context, assumptions: Assumptions) -> Reader:
    if column == "region_code":
        return lambda cell: region_of_cell(cell, context=context)
    if column == "segment":
        return segment_of_cell
    if column == "period":
        return lambda cell: period_of_cell(cell, assumptions=assumptions)
    if column in CODE_COLUMNS.get(kind, {}):
        code_list = CODE_COLUMNS[kind][column]
        return lambda cell: _code(cell, code_list=code_list)
    return _PLAIN.get(column) or (lambda cell: _text(cell, limit=context.text_limits[kind].get(column)))


def region_of_cell(cell: object, *, context: Context) -> object:
    """A region code; a name that came with it is remembered by the places."""
    place = context.places.read(cell)
    if place is None:
        return None
    return place.code if place.problem is None else Trouble(place.problem, values=place.values)


def _code(cell: object, *, code_list: type) -> object:
    label = read_text(cell)
    if not label:
        return BLANK_CODES.get(code_list)
    code = read_code(code_list, label)  # type: ignore[type-var]
    if code is not None:
        return str(code.value)
    return Trouble("code_unknown", values={"allowed": ", ".join(code_list), "group": GROUPS[code_list]})


def _year(cell: object) -> object:
    reading = read_year(cell)
    return reading.year if reading.trouble is None else Trouble("period_unknown", values={"candidates": ""})


def _percent(cell: object) -> object:
    reading = read_percent(cell)
    if reading.trouble is not None:
        return number_trouble(reading.trouble, cell)
    return (
        Trouble("percent_out_of_range")
        if reading.value is not None and not 0 <= reading.value <= 100
        else reading.value
    )


def _decimal(cell: object) -> object:
    reading = read_decimal(cell)
    return reading.value if reading.trouble is None else number_trouble(reading.trouble, cell)


def _day(cell: object) -> object:
    reading = read_day(cell)
    if reading.trouble is not None:
        return Trouble(
            "period_impossible" if reading.trouble == "day_impossible" else "date_unknown", values={"candidates": ""}
        )
    return reading.day.isoformat() if isinstance(reading.day, date) else None


def _text(cell: object, *, limit: int | None) -> object:
    text = read_text(cell)
    return (
        Trouble("text_too_long", values={"limit": limit, "count": len(text)})
        if limit and len(text) > limit
        else text or None
    )


_PLAIN: dict[str, Reader] = {
    "year": _year,
    "scheme": lambda cell: read_scheme(cell) or None,
    "value_pct": _percent,
    **dict.fromkeys(DECIMALS, _decimal),
    **dict.fromkeys(DAYS, _day),
}
