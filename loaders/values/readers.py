"""How each column's cells are read: a cell gives a value, None where it is blank, or what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.found import Context
from loaders.values.asked_labels import read_region_column, region_of_cell, segment_of_cell
from loaders.values.counts import Asked, Memo, Reader, Trouble, number_trouble, read_counts
from loaders.values.date_orders import ORDERS, day_first, is_undecided, order_of
from loaders.values.labels import CODE_COLUMNS, normalise, read_code, read_scheme, read_text
from loaders.values.months import HIJRI, PeriodReading, read_day, read_period, read_year
from loaders.values.numbers import read_decimal, read_percent
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

__all__ = [
    "COUNTS",
    "Assumptions",
    "day_of_cell",
    "period_of_cell",
    "period_trouble",
    "read_column",
    "read_region_column",
    "region_of_cell",
    "segment_of_cell",
]

COUNTS = frozenset({"registered_people", "active_people", "people", "facilities", "people_expected", "budget"})
DECIMALS = frozenset({"output_target", "output_realised"})
DAYS = frozenset({"start_date", "due_date"})

PERIOD = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
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
    Segment: "segment",
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
    sheet: str | None = None

    def note(self, cell: object, reading: PeriodReading) -> None:
        """Remembers the first cell that an assumption was made for."""
        if reading.assumption is not None and reading.period is not None:
            self.first.setdefault(reading.assumption, (read_text(cell), reading.period))


def read_column(
    column: str,
    cells: Sequence[object],
    *,
    kind: str,
    context: Context,
    assumptions: Assumptions,
    addresses: Callable[[int], str] | None = None,
) -> list[object]:
    """The values of a column; anything that is not a value is a `Trouble`, an `Asked` or None."""
    sheet = assumptions.sheet
    if column in COUNTS:
        return read_counts(cells)
    if column == "region_code":
        return read_region_column(cells, context=context, sheet=sheet, addresses=addresses)
    if column == "period" or column in DAYS:
        return _dates(column, cells, context=context, assumptions=assumptions)
    return list(map(Memo(_reader(column, kind=Kind(kind), context=context, sheet=sheet)).__getitem__, cells))


def _dates(column: str, cells: Sequence[object], *, context: Context, assumptions: Assumptions) -> list[object]:
    order = order_of(dict.fromkeys(cells))

    def read(cell: object) -> object:
        if column == "period":
            return period_of_cell(cell, assumptions=assumptions, context=context, order=order)
        return day_of_cell(cell, context=context, sheet=assumptions.sheet, order=order)

    return list(map(Memo(read).__getitem__, cells))


def period_of_cell(
    cell: object,
    *,
    assumptions: Assumptions,
    context: Context | None = None,
    order: str | None = None,
    year: int | None = None,
) -> object:
    """A month as YYYY-MM; `order` is what the column says of its dates, `year` completes a month without one."""
    text = read_text(cell)
    question = f"period:{normalise(text)}"
    sheet = assumptions.sheet
    answer = context.option(question, sheet=sheet) if context is not None and text else None
    if answer is not None and PERIOD.fullmatch(answer):
        return answer
    answered = context.option("date_order", sheet=sheet) if context is not None else None
    order = answered if answered in ORDERS else order
    if order is None and is_undecided(cell):
        return Asked("date_order", text, ORDERS)
    reading = read_period(day_first(cell, order), year=year)
    if reading.trouble is None:
        assumptions.note(cell, reading)
        return reading.period
    if reading.trouble == "day_order":
        return Trouble("period_impossible") if answered in ORDERS else Asked("date_order", text, ORDERS[::-1])
    if reading.candidates:
        return Asked(question, text, reading.candidates)
    return _period_trouble_of(text, reading)


def _period_trouble_of(text: str, reading: PeriodReading) -> Trouble:
    if HIJRI.search(text.casefold()):
        return Trouble("period_hijri")
    is_number = reading.trouble == "period_unreadable" and _DIGITS_OF_A_DATE.fullmatch(text)
    return Trouble("period_impossible") if is_number else period_trouble(reading)


def period_trouble(reading: PeriodReading) -> Trouble:
    """The problem of a period that could not be read, with what it might mean."""
    code = _PERIOD_PROBLEMS.get(reading.trouble or "", "period_unclear")
    return Trouble(code, values={"candidates": ", ".join(reading.candidates)})


def _reader(column: str, *, kind: Kind, context: Context, sheet: str | None) -> Reader:
    if column == "segment":
        return lambda cell: segment_of_cell(cell, context=context, sheet=sheet)
    if column in CODE_COLUMNS.get(kind, {}):
        code_list = CODE_COLUMNS[kind][column]
        return lambda cell: _code(cell, code_list=code_list)
    return _PLAIN.get(column) or (lambda cell: _text(cell, limit=context.text_limits[kind].get(column)))


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
    if reading.may_be_share and reading.value:
        # A spreadsheet keeps what it shows as 95% as 0.95.
        return Trouble("percent_share", values={"value": reading.value, "percent": round(100 * reading.value, 2)})
    return (
        Trouble("percent_out_of_range")
        if reading.value is not None and not 0 <= reading.value <= 100
        else reading.value
    )


def _decimal(cell: object) -> object:
    reading = read_decimal(cell)
    return reading.value if reading.trouble is None else number_trouble(reading.trouble, cell)


def day_of_cell(cell: object, *, context: Context, sheet: str | None, order: str | None = None) -> object:
    """A day as YYYY-MM-DD; `order` is what the column says of its dates."""
    answered = context.option("date_order", sheet=sheet)
    order = answered if answered in ORDERS else order
    if order is None and is_undecided(cell):
        return Asked("date_order", read_text(cell), ORDERS)
    reading = read_day(day_first(cell, order))
    if reading.trouble == "day_order" and answered not in ORDERS:
        return Asked("date_order", read_text(cell), ORDERS[::-1])
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
}
