"""One period out of the times that a text names, or the question that they raise."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from loaders.values.written_dates import UNTIL, Mention
from vocab.periods import MONTHS_IN_YEAR, december, month_index, period_at, period_of

YEARS = range(1900, 2100)
UNTIL_ONLY = re.compile(UNTIL)
ASSUMPTION_OF = {"year": "year_means_december", "semester": "semester_end", "quarter": "quarter_end"}


class PeriodReading(NamedTuple):
    """A month `YYYY-MM`, or why there is none; `candidates` are what a person can choose between."""

    period: str | None
    assumption: str | None = None
    trouble: str | None = None
    candidates: tuple[str, ...] = ()


def settle(found: tuple[Mention, ...], rest: str, year: int | None) -> PeriodReading:
    """One reading of everything that a text names."""
    kept = _most_exact(_complete(found, year))
    by_period = {reading.period or reading: reading for reading in map(_reading, kept)}
    if len(by_period) <= 1:
        return next(iter(by_period.values()), PeriodReading(None))
    candidates = tuple(sorted({period for reading in by_period.values() for period in _periods(reading)}))
    return PeriodReading(None, None, _trouble_of_several(found, kept, rest), candidates)


def _complete(found: tuple[Mention, ...], year: int | None) -> tuple[Mention, ...]:
    """Gives the one year named to the months without a year, and drops it where it stood alone for them."""
    years = {mention.year for mention in found if mention.year is not None} or {year}
    if len(years) != 1:
        return found
    (only,) = years
    completed = tuple(mention._replace(year=only) for mention in found if mention.kind != "year")
    return completed or found


def _most_exact(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without the quarter or semester that a named month lies in: `Semester II Bulan Desember` is December."""
    months = tuple(mention for mention in found if mention.kind in {"day", "month"})
    return tuple(
        mention
        for mention in found
        if mention.first_month is None or not months or any(_lies_outside(month, mention) for month in months)
    )


def _lies_outside(month: Mention, part: Mention) -> bool:
    return month.year != part.year or not part.first_month <= month.month <= part.month


def _trouble_of_several(found: tuple[Mention, ...], kept: tuple[Mention, ...], rest: str) -> str:
    if {mention.kind for mention in kept} & {"quarter", "semester"} and len({mention.year for mention in kept}) == 1:
        return "period_conflict"
    is_range = len(found) == 2 and UNTIL_ONLY.fullmatch(rest[found[0].end : found[1].start]) is not None
    return "period_range" if is_range else "period_ambiguous"


def _periods(reading: PeriodReading) -> tuple[str, ...]:
    return (reading.period,) if reading.period else reading.candidates


def _reading(mention: Mention) -> PeriodReading:
    if mention.year is None:
        return PeriodReading(None, None, "year_missing")
    if mention.until is not None:
        return PeriodReading(None, None, "period_range", _ends(mention))
    if mention.kind == "day":
        return _reading_of_day(mention)
    period = f"{mention.year:04d}-{mention.month:02d}"
    return PeriodReading(period, ASSUMPTION_OF.get(mention.kind) or short_year(mention))


def _ends(mention: Mention) -> tuple[str, ...]:
    if mention.kind == "years":
        return (december(mention.year), december(mention.until))
    return tuple(f"{mention.year:04d}-{month:02d}" for month in (mention.month, mention.until))


def _reading_of_day(mention: Mention) -> PeriodReading:
    trouble = trouble_of_day(mention)
    if trouble:
        return PeriodReading(None, None, trouble)
    day = day_of(mention)
    if day.day == 1 and not mention.is_iso:
        this = period_of(day)
        return PeriodReading(None, None, "first_of_month", (period_at(month_index(this) - 1), this))
    reading = period_of_date(day)
    return reading if reading.assumption else reading._replace(assumption=short_year(mention))


def trouble_of_day(mention: Mention) -> str | None:
    """Why the day cannot be: `day_order` when it would exist with the month written first."""
    if mention.month > MONTHS_IN_YEAR and mention.day <= MONTHS_IN_YEAR and not mention.is_iso:
        return "day_order"
    if not 1 <= mention.month <= MONTHS_IN_YEAR or mention.year not in YEARS:
        return "day_impossible"
    return None if 1 <= mention.day <= calendar.monthrange(mention.year, mention.month)[1] else "day_impossible"


def day_of(mention: Mention) -> date:
    """The day of a mention that `trouble_of_day` has nothing against."""
    return date(mention.year, mention.month, mention.day)


def short_year(mention: Mention) -> str | None:
    """The assumption that a year of two digits lies in this century."""
    return "two_digit_year" if mention.is_short_year else None


def period_of_date(day: date) -> PeriodReading:
    """The month of a date cell."""
    # A spreadsheet turns a typed `Apr-23` into 1 April 2023, so the first of a month in a date cell is the month.
    if day.day == 1:
        return PeriodReading(period_of(day), "date_means_month")
    return PeriodReading(period_of(day), None if _is_last_of_month(day) else "day_left_out")


def _is_last_of_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
