"""The periods in which a forum has undertaken to meet and to hear of its activities."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days
from metrics.meetings_survived import begun_meetings
from metrics.ratios import Numbers, numbers
from vocab.forum_codes import MONTHS_OF, Cadence
from vocab.periods import MONTHS_IN_YEAR

UNKNOWN_CADENCE = Cadence.MONTHLY
"""A forum that nobody has described is asked every month, so that no silence is hidden."""
KEPT, MISSED, CURRENT = "kept", "missed", "current"
"""A period with a meeting, one that ended without, and the one that runs and has none yet."""
PERIOD_NAMES: dict[Cadence, str] = {
    Cadence.MONTHLY: "{year:04d}-{number:02d}",
    Cadence.QUARTERLY: "{year:04d}-Q{number}",
    Cadence.SEMESTER: "{year:04d}-S{number}",
}


def months_of_forums(forum_names: pd.Series, forums: pd.DataFrame | None) -> Numbers:
    """For each name the months in a period of its forum; `forums` has forum and cadence."""
    unknown = MONTHS_OF[UNKNOWN_CADENCE]
    if forums is None or forums.empty:
        return np.full(len(forum_names), float(unknown))
    known = forums.drop_duplicates("forum", keep="last")
    lengths = given_codes(known, "cadence").map({cadence.value: months for cadence, months in MONTHS_OF.items()})
    by_name = dict(zip(known["forum"].astype("str"), lengths.fillna(unknown), strict=True))
    return np.asarray(forum_names.astype("str").map(by_name).fillna(unknown), dtype="float64")


def period_numbers(days: pd.Series, months: Numbers) -> Numbers:
    """The running number of the period of so many months that each day falls in; NaN where there is no day."""
    month_numbers = numbers(days.dt.year * MONTHS_IN_YEAR + days.dt.month - 1)
    return np.asarray(np.floor(month_numbers / months))


def full_periods_since(days: pd.Series, months: Numbers, *, today: date) -> Numbers:
    """Whole periods that lie between the period of each day and that of today; NaN where there is no day."""
    now = period_numbers(pd.Series(pd.Timestamp(today), index=days.index), months)
    return np.maximum(now - period_numbers(days, months) - 1, 0.0)


def cadence_periods(forum: Mapping[str, Any], meetings: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """The periods of a forum's cadence up to today, oldest first: period (2026-07, 2026-Q3, 2026-S2), first_day,
    last_day, meetings (begun in it), state (kept, missed, current).

    They begin with that of `cadence_from`, else of the decree, else of the first meeting. Preparatory meetings keep
    no cadence.
    """
    cadence = Cadence(forum["cadence"])
    months = np.array([float(MONTHS_OF[cadence])])
    of_forum = meetings[given_codes(meetings, "forum") == str(forum["forum"])]
    held = period_numbers(given_days(begun_meetings(of_forum, today=today), "meeting_date"), months)
    now = int(period_numbers(pd.Series([pd.Timestamp(today)]), months)[0])
    first = min(_first_number(forum, held, months, now=now), now)
    numbers_of_periods = np.arange(first, now + 1)
    counts = np.array([int((held == number).sum()) for number in numbers_of_periods], dtype="int64")
    rows = _periods(numbers_of_periods, cadence)
    states = np.where(counts > 0, KEPT, np.where(numbers_of_periods == now, CURRENT, MISSED))
    return rows.assign(meetings=counts, state=pd.Series(states, dtype="str"))


def _first_number(forum: Mapping[str, Any], held: Numbers, months: Numbers, *, now: int) -> int:
    days = pd.to_datetime(pd.Series([forum.get("cadence_from"), forum.get("decree_date")], dtype="object"))
    begins = period_numbers(days, months)
    known = begins[~np.isnan(begins)]
    if len(known):
        return int(known[0])
    return int(held.min()) if len(held) else now


def _periods(numbers_of_periods: np.ndarray, cadence: Cadence) -> pd.DataFrame:
    months = MONTHS_OF[cadence]
    in_year = MONTHS_IN_YEAR // months
    years = [int(number) // in_year for number in numbers_of_periods]
    places = [int(number) % in_year for number in numbers_of_periods]
    pairs = list(zip(years, places, strict=True))
    names = [PERIOD_NAMES[cadence].format(year=year, number=place + 1) for year, place in pairs]
    first_days = pd.Series([pd.Timestamp(year, place * months + 1, 1) for year, place in pairs], dtype="datetime64[s]")
    return pd.DataFrame(
        {
            "period": pd.Series(names, dtype="str"),
            "first_day": first_days,
            "last_day": first_days + pd.offsets.MonthEnd(months),
        }
    )
