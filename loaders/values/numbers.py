"""Numbers as Indonesian offices write them, cell by cell: a blank is never zero, damage is never mended silently."""

import math
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from loaders.values.written_numbers import GROUP, LONGEST, is_missing_text, plain_text, take_apart

Cell = str | int | float | bool | date | datetime | time | timedelta | None

NUMBER_TROUBLES = (
    "number_unreadable",
    "count_fraction",
    "thousands_damaged",
    "number_negative",
    "number_too_long",
    "number_not_finite",
    "number_is_boolean",
    "number_is_date",
    "number_in_words",
    "number_approximate",
    "number_scientific",
    "number_ambiguous",
    "cell_error",
)
GROUP_SIZE = 1000
LARGEST_SHARE = 2.0
"""A bare number up to here may be an Excel percentage (1,018 shown as 101,8 %): coverage passes 100 % in real files."""
PERCENT_SIGNS = ("%", "persen", "percent")


class CountReading(NamedTuple):
    """A whole number of people, facilities or rupiah; `mark` is the thousands mark it was written with."""

    value: int | None
    trouble: str | None = None
    mark: str = ""


class DecimalReading(NamedTuple):
    """A number that may have decimals."""

    value: float | None
    trouble: str | None = None


class PercentReading(NamedTuple):
    """A percentage in percent, with the decimals printed; `may_be_share` when 0,8121 may stand for 81,21 %."""

    value: float | None
    decimals: int | None = None
    trouble: str | None = None
    may_be_share: bool = False


def read_count(cell: Cell) -> CountReading:
    """A whole number of at least zero; a fraction, a negative or a damaged number is a trouble, a blank is no value."""
    if type(cell) is int:
        return CountReading(cell) if 0 <= cell < 10**LONGEST else CountReading(None, _trouble_of_number(cell))
    if isinstance(cell, str):
        return _count_of_text(cell)
    trouble = _trouble_of_number(cell)
    if trouble is None and isinstance(cell, float):
        return _count_of_float(cell)
    return CountReading(None, trouble)


def read_decimal(cell: Cell) -> DecimalReading:
    """A number of at least zero; `1.500` is the Indonesian thousand, `1,500` may be either and is a trouble."""
    if isinstance(cell, str):
        return _decimal_of_text(cell)
    trouble = _trouble_of_number(cell)
    return (
        DecimalReading(None, trouble) if trouble or not isinstance(cell, int | float) else DecimalReading(float(cell))
    )


def read_percent(cell: Cell) -> PercentReading:
    """A percentage of at least zero, over 100 too; a single mark is always the decimal mark."""
    if isinstance(cell, str):
        return _percent_of_text(cell)
    trouble = _trouble_of_number(cell)
    if trouble or not isinstance(cell, int | float):
        return PercentReading(None, None, trouble)
    return PercentReading(float(cell), _decimals_of(cell), None, may_be_share=0 < cell <= LARGEST_SHARE)


def restore_thousands(cell: Cell) -> int | None:
    """What a number is if its dot was a thousands mark that a program took for a decimal one: 50.36 is 50.360."""
    if isinstance(cell, str):
        written = take_apart(cell)
        return None if written.missing or written.trouble or written.mark else round(written.value * GROUP_SIZE)
    if isinstance(cell, int | float) and _trouble_of_number(cell) is None:
        return round(cell * GROUP_SIZE)
    return None


def as_shown(value: float) -> float:
    """The number as a spreadsheet shows it, to fifteen digits: a sum of shares gives 0.30000000000000004 for 0.3."""
    return float(f"{value:.15g}")


def fraction_in(cell: object) -> dict[str, float]:
    """The number of a cell that a spreadsheet shows with decimals, as `number`: each language writes it its own way."""
    return {"number": as_shown(cell)} if isinstance(cell, float) and not cell.is_integer() else {}


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that there is no figure: blank, a dash, `n/a`, `tad`, `nihil`."""
    return cell is None or (isinstance(cell, str) and is_missing_text(plain_text(cell)))


def _trouble_of_number(cell: Cell) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "number_is_boolean"
    if not isinstance(cell, int | float):
        return "number_is_date"
    if not math.isfinite(cell):
        return "number_not_finite"
    if cell < 0:
        return "number_negative"
    return "number_too_long" if cell >= 10**LONGEST else None


def _count_of_float(cell: float) -> CountReading:
    shown = as_shown(cell)
    if shown.is_integer():
        return CountReading(int(shown))
    return CountReading(None, _trouble_of_fraction(shown, _decimals_of(shown)))


def _trouble_of_fraction(value: float, decimals: int) -> str:
    # 50,360 people reach us as 50.36 when a program took the Indonesian thousands dot for a decimal one.
    return "thousands_damaged" if 1 <= value < GROUP_SIZE and decimals <= GROUP else "count_fraction"


def _decimals_of(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


@lru_cache(maxsize=1 << 16)
def _count_of_text(cell: str) -> CountReading:
    written = take_apart(cell)
    if written.missing or written.trouble:
        return CountReading(None, written.trouble)
    if len(written.decimals) == GROUP and len(written.whole) > GROUP:
        return CountReading(None, "number_ambiguous")
    if written.decimals.strip("0"):
        return CountReading(None, _trouble_of_fraction(written.value, len(written.decimals)))
    return CountReading(int(written.whole), None, written.mark)


def _decimal_of_text(cell: str) -> DecimalReading:
    written = take_apart(cell)
    if written.missing or written.trouble:
        return DecimalReading(None, written.trouble)
    if written.is_one_group and written.mark == ",":
        return DecimalReading(None, "number_ambiguous")
    return DecimalReading(written.value)


def _percent_of_text(cell: str) -> PercentReading:
    bare = _without_percent_sign(plain_text(cell))
    written = take_apart(bare)
    if written.missing or written.trouble:
        return PercentReading(None, None, written.trouble)
    if written.is_one_group:
        written = written._replace(whole=written.whole[:-GROUP], decimals=written.whole[-GROUP:])
    may_be_share = bare == plain_text(cell) and 0 < written.value <= LARGEST_SHARE
    return PercentReading(written.value, len(written.decimals), None, may_be_share)


def _without_percent_sign(plain: str) -> str:
    for sign in PERCENT_SIGNS:
        plain = plain.removesuffix(sign).rstrip()
    return plain
