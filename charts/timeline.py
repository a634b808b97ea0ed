"""Months on an axis as real dates, so that a gap in the data is a gap on the axis."""

from collections.abc import Sequence

from charts.look import Part
from texts import short_month
from vocab.periods import month_index, period_at

STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120)
"""Months between two ticks, the first that gives few enough."""
MOST_TICKS = 5
"""Short months that fit beside each other on a 390 pixel screen."""


def at(period: str) -> str:
    """Where a period stands on a date axis."""
    return f"{period}-01"


def month_axis(periods: Sequence[str], language: str) -> Part:
    """A date axis over the given periods, months in short words, with room for half a label at both ends."""
    first, last = month_index(min(periods)), month_index(max(periods))
    step = next((step for step in STEPS if (last - first) / step < MOST_TICKS), STEPS[-1])
    room = max(1, round((last - first) * 0.09))
    ticks = [period_at(index) for index in range(first, last + 1, step)]
    return {
        "type": "date",
        "range": [at(period_at(first - room)), at(period_at(last + room))],
        "tickvals": [at(period) for period in ticks],
        "ticktext": [short_month(period, language) for period in ticks],
        "showline": True,
    }


def with_gaps(periods: Sequence[str]) -> list[str | None]:
    """The periods with None wherever at least one month lies between two of them, so that a line breaks there."""
    broken: list[str | None] = []
    for period in periods:
        if broken and broken[-1] is not None and month_index(period) - month_index(broken[-1]) > 1:
            broken.append(None)
        broken.append(period)
    return broken
