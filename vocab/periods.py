"""Months as text `YYYY-MM`, the grain of every stock (design.md, domain rule 7)."""

from datetime import date

MONTHS_IN_YEAR = 12


def period_of(day: date) -> str:
    """The month that a day falls in."""
    return f"{day.year:04d}-{day.month:02d}"


def december(year: int) -> str:
    """The month that a bare year stands for: a stock of December (decisions.md 4)."""
    return f"{year:04d}-12"


def month_index(period: str) -> int:
    """Months since year 0, so that differences between periods are whole months."""
    return int(period[:4]) * MONTHS_IN_YEAR + int(period[5:7]) - 1


def period_at(index: int) -> str:
    """The period with the given `month_index`."""
    return f"{index // MONTHS_IN_YEAR:04d}-{index % MONTHS_IN_YEAR + 1:02d}"


def months_between(earlier: str, later: str) -> int:
    """Whole months from one period to another; negative when the second is the earlier one."""
    return month_index(later) - month_index(earlier)
