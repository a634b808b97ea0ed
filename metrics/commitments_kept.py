"""Whether what was promised was done by its day: on which day each activity was done, and how late."""

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days
from metrics.ratios import numbers
from vocab.codes import ActivityStatus, Timing

DONE_STATUSES = (ActivityStatus.DONE_UNCONFIRMED.value, ActivityStatus.DONE.value)


def done_days(followed: pd.DataFrame, reports: pd.DataFrame | None) -> pd.Series:
    """The day each settled activity was done: when its institution first said so and nothing took it back since.

    Without reports (activity_id, status, reported_on, origin_version) the day of its newest report; else missing.
    """
    newest = given_days(followed, "reported_on")
    said = None if reports is None or reports.empty else _first_said(reports)
    known = newest if said is None or said.empty else given_codes(followed, "activity_id").map(said).fillna(newest)
    is_done = given_codes(followed, "status") == ActivityStatus.DONE
    return known.astype("datetime64[s]").where(is_done)


def _first_said(reports: pd.DataFrame) -> pd.Series:
    """By activity the day of the first report of its last unbroken row of reports that it is done."""
    rows = pd.DataFrame(
        {
            "activity_id": given_codes(reports, "activity_id").to_numpy(),
            "is_done": given_codes(reports, "status").isin(DONE_STATUSES).to_numpy(),
            "reported_on": given_days(reports, "reported_on").to_numpy(),
            "origin_version": numbers(reports["origin_version"]),
        }
    ).sort_values(["activity_id", "origin_version"], kind="stable", ignore_index=True)
    places = pd.Series(np.arange(len(rows)), index=rows.index)
    last_open = places.where(~rows["is_done"], -1).groupby(rows["activity_id"]).transform("max")
    unbroken = rows[places > last_open].drop_duplicates("activity_id")
    return unbroken.set_index("activity_id")["reported_on"]


def with_lateness(followed: pd.DataFrame, reports: pd.DataFrame | None) -> pd.DataFrame:
    """Rows of `follow_up` with done_on, is_kept_on_time, is_kept_late, is_late and commitment_days_late.

    Settled by the due date in force (a pause added), after it, or unfinished and overdue; the days are those of the
    late ones. What had no due date, or was given up, is none of the three.
    """
    done_on = done_days(followed, reports)
    days = (done_on - given_days(followed, "effective_due_date")).dt.days.astype("float64")
    is_late = followed["timing"] == Timing.OVERDUE
    return followed.assign(
        done_on=done_on,
        is_kept_on_time=days <= 0,
        is_kept_late=days > 0,
        is_late=is_late,
        commitment_days_late=days.where(days > 0).fillna(followed["days_late"].where(is_late)),
    )
