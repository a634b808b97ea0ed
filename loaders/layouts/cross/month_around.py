"""The month that stands over a table of bare years: "posisi Juni" over 2023 | 2024 is June of each year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.layouts.cross.columns import VALUE, Column
from loaders.problems import Problem
from loaders.tables.blocks import Block
from loaders.tables.facts import bare_year_of_path
from loaders.tables.titles import YEAR_ONLY
from loaders.values.named_periods import PeriodReading
from loaders.values.written_dates import MONTH_WORDS, Mention, mentions

ASSUMPTION = "month_of_title"
_FULL_NAMES = frozenset(words.split()[0] for words in MONTH_WORDS)
_BEFORE_SHORT = re.compile(r"\b(?:posisi|per|bulan|bln|keadaan|kondisi|akhir|sampai|hingga|s[./]?d)\b[ .:]*$")
_OTHER_DAYS = re.compile(r"\b(?:(?:di|ter)?cetak|(?:di)?unduh|diakses|(?:di)?perbarui|printed|downloaded|accessed)\b")
"""Words before the day on which a file was made, which is not that of its figures."""


@dataclass(frozen=True)
class MonthAround:
    """The one month that titles or the sheet's name say, and in which years it holds; in any where `years` is empty.

    `is_unclear` where it is the first day of a month, which may stand for the month before it.
    """

    month: int | None = None
    years: frozenset[int] = frozenset()
    words: str = ""
    is_unclear: bool = False

    def completed(self, reading: PeriodReading) -> PeriodReading:
        """A bare year as this month of the year; anything else as it is."""
        if not self._holds(reading):
            return reading
        if self.is_unclear:
            return PeriodReading(None, None, "first_of_month")
        return PeriodReading(f"{(reading.period or '')[:4]}-{self.month:02d}", ASSUMPTION)

    def over_columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Columns of figures with this month in the bare years of their headings."""
        return tuple(self._over(column) for column in columns)

    def problems(self, columns: Sequence[Column], block: Block) -> Iterator[Problem]:
        """An error where the month that holds for years across may be one of two."""
        if self.is_unclear and any(self._holds(bare_year_of_path(one.path)) for one in columns if one.role == VALUE):
            yield Problem("period_unclear", block.sheet.name, None, self.words, {"column": "period", "candidates": ""})

    def _over(self, column: Column) -> Column:
        if column.role != VALUE or self.is_unclear or column.facts.period is None:
            return column
        completed = self.completed(bare_year_of_path(column.path))
        if completed.assumption != ASSUMPTION:
            return column
        return replace(column, facts=column.facts._replace(period=completed.period))

    def _holds(self, reading: PeriodReading) -> bool:
        if self.month is None or reading.period is None or reading.assumption != YEAR_ONLY:
            return False
        return not self.years or int(reading.period[:4]) in self.years


def month_around(block: Block) -> MonthAround:
    """The month over a table in its titles, else in its sheet's name; nothing where they name several."""
    for texts, is_name in ((block.titles, False), ((block.sheet.name or "",), True)):
        said = [(text, *mentions(text)) for text in texts if not _OTHER_DAYS.search(text.casefold())]
        months = [
            (text, mention)
            for text, found, rest in said
            for mention in _most_exact(found)
            if is_name or not _may_be_a_name(mention, text, rest)
        ]
        if months:
            years = {year for _, found, _ in said for mention in found for year in _years_of(mention)}
            return _only(months, years)
    return MonthAround()


def _most_exact(found: Sequence[Mention]) -> list[Mention]:
    """The mentions of months, else of semesters and quarters."""
    exact = [mention for mention in found if mention.kind in ("day", "month")]
    return exact or [mention for mention in found if mention.kind in ("semester", "quarter")]


def _only(months: Sequence[tuple[str, Mention]], years: set[int]) -> MonthAround:
    named = {mention.month for _, mention in months}
    text, first = months[0]
    if len(named) != 1 or any(mention.until is not None for _, mention in months):
        return MonthAround()
    # "Juni 2024" says nothing of 2023, but "Juni 2023 dan 2024" and "posisi Juni" say it of each.
    held = frozenset(years) if len(years) == 1 and first.year is not None else frozenset[int]()
    return MonthAround(first.month, held, text, is_unclear=first.day == 1)


def _years_of(mention: Mention) -> tuple[int, ...]:
    ends = (mention.year, mention.until if mention.kind == "years" else None)
    return tuple(year for year in ends if year is not None)


def _may_be_a_name(mention: Mention, text: str, rest: str) -> bool:
    """Whether a short form without day and year may be a name ("Mar") or "desa" ("Des")."""
    if mention.kind != "month" or mention.year is not None:
        return False
    word = text.casefold()[mention.start : mention.end].strip(" .")
    return word not in _FULL_NAMES and not _BEFORE_SHORT.search(rest[: mention.start])
