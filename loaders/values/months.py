"""Periods, years and days as Indonesian offices write them; what was assumed and what must be asked has a code."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from loaders.values.named_periods import (
    UNTIL_ONLY,
    YEARS,
    PeriodReading,
    day_of,
    period_of_date,
    settle,
    short_year,
    trouble_of_day,
)
from loaders.values.numbers import Cell, is_missing
from loaders.values.written_dates import Mention, mentions
from vocab.periods import december, period_of

PERIOD_ASSUMPTIONS = (
    "year_means_december",
    "semester_end",
    "quarter_end",
    "two_digit_year",
    "day_left_out",
    "date_means_month",
    "excel_serial",
)
PERIOD_TROUBLES = (
    "period_unreadable",
    "period_range",
    "period_ambiguous",
    "period_conflict",
    "year_missing",
    "year_unreadable",
    "first_of_month",
    "day_impossible",
    "day_order",
    "day_missing",
    "day_unreadable",
)
EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(32_874, 73_416)
"""Excel's numbers for the days from 1990 to 2100; a smaller number in a column of periods is a year or a slip."""
SHORT_WORD = 4
ONLY_DIGITS = re.compile(r"[0-9]{1,6}")
YEAR_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
HIJRI = re.compile(
    r"\b1[345]\d{2} ?h(?:ijr?iy?ah)?\b|\bhijr?iy?ah\b"
    r"|\b(?:muharr?am|s[ya]?afar|rabi'?ul|jumadil|rajab|sya'?ban|ramadh?an|syawal|dz?ul(?:qa'?i?dah|hij+ah)|z?ulhij+ah)\b"
)
"""The Islamic calendar, whose months have no fixed place in ours."""
FILLERS = re.compile(
    r"(?:\b(?:per|posisi|pada|keadaan|kondisi|akhir|sampai|dengan|hingga|bulan|bln|tahun|thn|th|tanggal|tgl|periode|data|dkb"
    r"|sd|s[./]d|as|of|at|the|end|until|month|year|period|paling lambat|selambat-lambatnya|pukul|wib|wita|wit"
    r"|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)\b|[ .,:;()/'*-])*"
)


class YearReading(NamedTuple):
    """A year."""

    year: int | None
    trouble: str | None = None


class DayReading(NamedTuple):
    """A day, or why there is none."""

    day: date | None
    assumption: str | None = None
    trouble: str | None = None


def read_period(cell: Cell, *, year: int | None = None) -> PeriodReading:
    """The month that a whole cell stands for; `year` completes a month written without one."""
    if is_missing(cell):
        return PeriodReading(None)
    if isinstance(cell, str):
        return _period_of_text(cell, year)
    if isinstance(cell, date):
        return period_of_date(cell)
    return _period_of_number(cell)


def find_period(sentence: str) -> PeriodReading:
    """The one period that a title names; all None when it names none, `period_ambiguous` when it names several."""
    found, rest = mentions(sentence)
    kept = (
        mention
        for mention, after in zip(found, (*found[1:], None), strict=False)
        if not _may_be_a_name(mention) or _begins_a_range(mention, after, rest)
    )
    return settle(tuple(kept), rest, None)


def read_year(cell: Cell) -> YearReading:
    """The year that a whole cell stands for: 2020, `2020.0`, `Tahun 2020`, `Thn. 2020`."""
    if is_missing(cell):
        return YearReading(None)
    if isinstance(cell, str):
        return _year_of_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell in YEARS:
        return YearReading(int(cell))
    return YearReading(None, "year_unreadable")


def read_day(cell: Cell) -> DayReading:
    """The day that a whole cell stands for; day first, as Indonesians write: 03/04/2025 is 3 April."""
    if is_missing(cell):
        return DayReading(None)
    if isinstance(cell, str):
        return _day_of_text(cell)
    if isinstance(cell, date):
        return DayReading(_bare_date(cell))
    serial = _serial(cell)
    return DayReading(serial, "excel_serial") if serial else DayReading(None, None, "day_unreadable")


def _may_be_a_name(mention: Mention) -> bool:
    # `Jan`, `Mar` or `Des` without a year is as likely a name or "desa" as a month.
    return mention.kind == "month" and mention.year is None and mention.end - mention.start <= SHORT_WORD


def _begins_a_range(mention: Mention, after: Mention | None, rest: str) -> bool:
    """Whether another month follows with nothing but "until" between them: Jan-Mar 2024."""
    return (
        after is not None
        and after.year is not None
        and UNTIL_ONLY.fullmatch(rest[mention.end : after.start]) is not None
    )


def _bare_date(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _serial(cell: Cell) -> date | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not SERIALS.start <= cell < SERIALS.stop:
        return None
    return EXCEL_DAY_ZERO + timedelta(days=int(cell))


def _period_of_number(cell: Cell) -> PeriodReading:
    serial = _serial(cell)
    if serial:
        return PeriodReading(period_of(serial), "excel_serial")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell // 1:
        whole = str(int(cell))
        if int(cell) in YEARS:
            return PeriodReading(december(int(cell)), "year_means_december")
        if YEAR_MONTH.fullmatch(whole):
            return PeriodReading(f"{whole[:4]}-{whole[4:]}")
    return PeriodReading(None, None, "period_unreadable")


@lru_cache(maxsize=4096)
def _period_of_text(text: str, year: int | None) -> PeriodReading:
    bare = text.strip().removesuffix(".0")
    if ONLY_DIGITS.fullmatch(bare):
        return _period_of_number(int(bare))
    found, rest = mentions(text)
    if not found or not FILLERS.fullmatch(rest):
        return PeriodReading(None, None, "period_unreadable")
    return settle(found, rest, year)


@lru_cache(maxsize=4096)
def _year_of_text(text: str) -> YearReading:
    found, rest = mentions(text)
    if len(found) == 1 and found[0].kind == "year" and FILLERS.fullmatch(rest):
        return YearReading(found[0].year)
    is_range = len(found) == 1 and found[0].kind == "years"
    return YearReading(None, "period_range" if is_range else "year_unreadable")


@lru_cache(maxsize=4096)
def _day_of_text(text: str) -> DayReading:
    bare = text.strip()
    if ONLY_DIGITS.fullmatch(bare):
        serial = _serial(int(bare))
        return DayReading(serial, "excel_serial") if serial else DayReading(None, None, "day_unreadable")
    found, rest = mentions(text)
    if len(found) != 1 or not FILLERS.fullmatch(rest):
        return DayReading(None, None, "day_unreadable")
    if found[0].kind != "day":
        return DayReading(None, None, "day_missing")
    trouble = "year_missing" if found[0].year is None else trouble_of_day(found[0])
    return DayReading(None, None, trouble) if trouble else DayReading(day_of(found[0]), short_year(found[0]))
