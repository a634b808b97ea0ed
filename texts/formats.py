"""Numbers, months and days as people of a language write them (CLDR through Babel)."""

import functools
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
"""What stands where there is no figure; never a zero."""


@functools.cache
def _locale(language: str) -> Locale:
    """Found once: looking it up takes as long as writing the number."""
    return Locale.parse(language)


def number(value: float | None, language: str) -> str:
    """A whole number with thousands marks: 370.202 in Indonesian; a dash where there is none."""
    if value is None or _is_missing(value):
        return MISSING
    return str(format_decimal(value, "#,##0", locale=_locale(language))).replace("-", MINUS)


def decimal(value: float | None, language: str, digits: int = 2) -> str:
    """A number with a fixed count of decimals: 2,50 in Indonesian."""
    if value is None or _is_missing(value):
        return MISSING
    return str(format_decimal(value, "#,##0." + "0" * digits, locale=_locale(language))).replace("-", MINUS)


def fraction(value: float, language: str) -> str:
    """A number as a spreadsheet shows it, with the decimals it has and no thousands marks: 852,123 in Indonesian."""
    return str(format_decimal(value, "0.##########", locale=_locale(language))).replace("-", MINUS)


def percent(value: float | None, language: str, digits: int = 2) -> str:
    """A percentage given in percent: 37,87 % in Indonesian, 37.87 % in English."""
    return MISSING if _is_missing(value) else decimal(value, language, digits) + NO_BREAK_SPACE + "%"


def change_in_people(value: float | None, language: str) -> str:
    """A signed whole number: +32.127."""
    return _signed(value, number(value, language))


def change_in_points(value: float | None, language: str, digits: int = 2) -> str:
    """A signed number of percentage points, without the unit: +1,54."""
    return _signed(value, decimal(value, language, digits))


def month(period: str, language: str) -> str:
    """A period in words: Agustus 2016."""
    return str(format_date(_first_day(period), "LLLL y", locale=_locale(language)))


def short_month(period: str, language: str) -> str:
    """A period in short words, for axes and tables: Agu 2016."""
    return str(format_date(_first_day(period), "LLL y", locale=_locale(language)))


def day(value: date | None, language: str) -> str:
    """A day in words: 17 Agustus 2016; a dash where there is none."""
    return MISSING if value is None else str(format_date(value, "d MMMM y", locale=_locale(language)))


def weekday(value: date | None, language: str) -> str:
    """A day in words with its name: Rabu, 17 Agustus 2016; a dash where there is none."""
    return MISSING if value is None else str(format_date(value, "EEEE, d MMMM y", locale=_locale(language)))


def moment(value: datetime, language: str) -> str:
    """A day and time: 17 Agu 2016 14.05."""
    pattern = "d MMM y HH.mm" if language == "id" else "d MMM y HH:mm"
    return str(format_datetime(value, pattern, locale=_locale(language)))


def _first_day(period: str) -> date:
    return date(int(period[:4]), int(period[5:7]), 1)


def _signed(value: float | None, written: str) -> str:
    return written if _is_missing(value) or value is None or value <= 0 else f"+{written}"


def _is_missing(value: float | None) -> bool:
    return value is None or value != value
