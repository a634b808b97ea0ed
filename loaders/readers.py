"""How each column's cells are read: a cell gives a value, None where it is blank, or what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from loaders.found import Context
from loaders.labels import CODE_COLUMNS, normalise, read_code, read_scheme, read_text
from loaders.months import PeriodReading, read_day, read_period, read_year
from loaders.numbers import read_count, read_decimal, read_percent, restore_thousands
from vocab.codes import FacilityMeasure, Kind, Segment
from vocab.segment_labels import segment_of

COUNTS = frozenset({"registered_people", "active_people", "people", "facilities", "budget"})
DECIMALS = frozenset({"output_target", "output_realised"})
DAYS = frozenset({"start_date", "due_date"})
LONGEST_PLAIN = 12
LARGEST_COUNT = 10**LONGEST_PLAIN
"""Beyond this it is an identity number or a slip, not a count."""

_NUMBER_PROBLEMS = {
    "number_negative": "negative",
    "count_fraction": "fraction",
    "thousands_damaged": "thousands_damaged",
    "number_too_long": "count_too_large",
    "number_ambiguous": "number_ambiguous",
    "cell_error": "error_value",
}
_PERIOD_PROBLEMS = {
    "period_unreadable": "period_unknown",
    "year_missing": "period_unknown",
    "day_missing": "period_unknown",
    "day_impossible": "period_impossible",
    "month_impossible": "period_impossible",
}
_DIGITS_OF_A_DATE = re.compile(r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a cell: a problem code and the values of its sentence."""

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    is_secret: bool = False


BLANK_CODES = {FacilityMeasure: FacilityMeasure.CONTRACTED.value}
"""What a blank cell stands for where the row shape has a default."""
Reader = Callable[[object], object]


@dataclass
class Assumptions:
    """What was assumed about periods while reading a table: assumption code to the first cell and its period."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)

    def note(self, cell: object, reading: PeriodReading) -> None:
        """Remembers the first cell that an assumption was made for."""
        if reading.assumption is not None and reading.period is not None:
            self.first.setdefault(reading.assumption, (read_text(cell), reading.period))


class Memo(dict[object, object]):
    """Remembers what each distinct cell gave: a national file has half a million cells and a few hundred spellings."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, cell: object) -> object:
        """Reads a cell met for the first time."""
        self[cell] = value = self.reader(cell)
        return value


def read_column(
    column: str, cells: Iterable[object], *, kind: str, context: Context, assumptions: Assumptions
) -> list[object]:
    """The values of a column; anything that is not a value is a `Trouble` or None."""
    if column in COUNTS:
        return _counts(cells)
    return list(
        map(Memo(_reader(column, kind=Kind(kind), context=context, assumptions=assumptions)).__getitem__, cells)
    )


def _counts(cells: Iterable[object]) -> list[object]:
    """Whole numbers; what a spreadsheet or csv writes plainly is taken at once, all else is read with care."""
    memo = Memo(count_of)
    return [
        int(cell)
        if (cell.__class__ is float and 0 <= cell < LARGEST_COUNT and cell.is_integer())
        or (cell.__class__ is str and cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_PLAIN)
        else (memo[cell] if cell.__class__ is str else count_of(cell))
        for cell in cells
    ]


def count_of(cell: object) -> object:
    """A count of people, facilities or rupiah."""
    reading = read_count(cell)
    if reading.trouble is None:
        return (
            reading.value
            if reading.value is None or reading.value < LARGEST_COUNT
            else Trouble("count_too_large", is_secret=True)
        )
    return number_trouble(reading.trouble, cell)


def number_trouble(trouble: str, cell: object) -> Trouble:
    """The problem of a number that could not be read; long numbers are not repeated, they may be a NIK."""
    restored = restore_thousands(cell) if trouble == "thousands_damaged" else None
    values = {} if restored is None else {"restored": restored}
    return Trouble(_NUMBER_PROBLEMS.get(trouble, "not_a_number"), values=values, is_secret=trouble == "number_too_long")


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
    return Trouble("code_unknown", values={"allowed": ", ".join(code_list)}) if code is None else str(code.value)


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

TOTAL_WORDS = frozenset(
    map(
        normalise,
        (
            "jumlah",
            "total",
            "jumlah total",
            "grand total",
            "jumlah kab",
            "jumlah seluruh",
            "total peserta",
            "jumlah peserta",
            "jml",
        ),
    )
)
