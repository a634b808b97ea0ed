"""What was reported on one activity in each period of its forum; a period without a report is a gap, not nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.activities import given_days
from metrics.forum_cadence import CURRENT, UNKNOWN_CADENCE, cadence_periods

REPORTED, SILENT = "reported", "silent"
SAID = ("status", "progress_pct", "output_realised", "obstacle")
"""What the last report of a period says."""


def report_periods(
    reports: pd.DataFrame, *, agreed_on: date | None, today: date, cadence: str = UNKNOWN_CADENCE.value
) -> pd.DataFrame:
    """The periods since an activity was agreed on, or first reported on, up to today, oldest first.

    period, first_day, last_day, state (reported, silent, current), reports, and status, progress_pct,
    output_realised, obstacle of the last report in it.
    """
    days = given_days(reports, "reported_on")
    begun = [day for day in (agreed_on, None if days.empty else days.min().date()) if day is not None]
    periods = _periods(cadence, begins=min(begun, default=today), today=today)
    places = np.searchsorted(periods["first_day"].to_numpy(), days.to_numpy(), side="right") - 1
    by_place = reports.assign(place=np.minimum(places, len(periods) - 1)).groupby("place")
    last = by_place.tail(1).set_index("place").reindex(periods.index)
    counts = by_place.size().reindex(periods.index, fill_value=0)
    states = np.where(counts > 0, REPORTED, np.where(periods["state"] == CURRENT, CURRENT, SILENT))
    said = {name: last[name].to_numpy() for name in SAID}
    return periods.assign(state=pd.Series(states, dtype="str"), reports=counts.to_numpy(), **said)


def _periods(cadence: str, *, begins: date, today: date) -> pd.DataFrame:
    forum: Mapping[str, Any] = {"forum": "", "cadence": cadence, "cadence_from": begins}
    nothing = pd.DataFrame({"forum": pd.Series(dtype="str"), "meeting_date": pd.Series(dtype="datetime64[s]")})
    return cadence_periods(forum, nothing, today=today).drop(columns="meetings")
