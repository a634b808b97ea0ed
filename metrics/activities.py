"""Agreed activities: what is unfinished, how it stands against its due date, and counts from that one list."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from vocab.codes import CLOSED_STATUSES, ActivityStatus, Field, Obstacle, Reporting, Sector, Timing
from vocab.forum_codes import DecisionNeed

DUE_SOON_DAYS = 14
"""An activity due within this many days is "mendekati tenggat"; a house rule, stated on screen."""

ORDERED_CODES: dict[str, tuple[str, ...]] = {
    "sector": tuple(Sector),
    "field": tuple(Field),
    "obstacle": tuple(Obstacle),
    "status": tuple(ActivityStatus),
    "timing": tuple(Timing),
    "reporting": tuple(Reporting),
    "decision": tuple(DecisionNeed),
}
"""Columns whose groups stand in the order of their list; all others in the order in which they come."""


@dataclass(frozen=True)
class UnfinishedCounts:
    """How many activities are unfinished: by status in board order (only those that occur), and by timing."""

    total: int
    by_status: tuple[tuple[ActivityStatus, int], ...]
    overdue: int
    due_soon: int
    no_report: int
    no_due_date: int
    on_time: int
    all_activities: int
    paused: int


def in_plan_order(activities: pd.DataFrame) -> pd.DataFrame:
    """Activities as their files list them, which is the order of the forum's decree; the store orders by key."""
    line = activities["cell"].astype("str").str.extract(r"(\d+)$", expand=False).astype("float64")
    return (
        activities.assign(line=line)
        .sort_values(["origin_version", "sheet", "line"], kind="stable")
        .drop(columns="line")
    )


def timing(activities: pd.DataFrame, *, today: date, reports: pd.DataFrame | None = None) -> pd.DataFrame:
    """Activities with timing, days_late, days_left, effective_due_date, is_paused and is_unfinished on a given day.

    counted_until is the due date in force where the clock once stood and runs again; missing elsewhere.

    Late only after the due day itself. While the obstacle waits for others the clock stands still, and the days that it
    stood before are added to the due date. Without a report means: not started, its start not ahead, and never reported
    on, as the column has_report or the frame of reports (activity_id) says. NaN where days have no meaning.
    """
    is_unfinished = ~activities["status"].astype("str").isin([status.value for status in CLOSED_STATUSES])
    stopped_on = _stopped_on(activities, today=today).where(is_unfinished)
    due = _effective_due_date(activities)
    days_left = (due - stopped_on.fillna(pd.Timestamp(today))).dt.days.astype("float64").where(is_unfinished)
    cases = {
        Timing.CLOSED: ~is_unfinished,
        Timing.NO_DUE_DATE: days_left.isna(),
        Timing.PAUSED: stopped_on.notna(),
        Timing.OVERDUE: days_left < 0,
        Timing.DUE_SOON: days_left <= DUE_SOON_DAYS,
        Timing.NO_REPORT: _is_silent(activities, today=today, reports=reports),
    }
    codes = np.array([*cases, Timing.ON_TIME], dtype="object")
    places = np.select(list(cases.values()), list(range(len(cases))), len(cases))
    return activities.assign(
        timing=pd.Series(codes[places], index=activities.index, dtype="object"),
        days_late=(-days_left).where(days_left < 0),
        days_left=days_left,
        effective_due_date=due,
        counted_until=due.where((due > given_days(activities, "due_date")) & stopped_on.isna()),
        is_paused=stopped_on.notna(),
        is_unfinished=is_unfinished,
    )


def given_days(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column of days as datetimes; all missing where the frame has no such column (as files that are looked at)."""
    days = rows[column] if column in rows else pd.Series(None, index=rows.index, dtype="object")
    return pd.to_datetime(days).astype("datetime64[s]")


def given_codes(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column of codes or words as text, "" for what is missing or where the frame has no such column."""
    return _codes(rows[column]) if column in rows else pd.Series("", index=rows.index, dtype="str")


def _effective_due_date(activities: pd.DataFrame) -> pd.Series:
    stood = activities["paused_days"] if "paused_days" in activities else pd.Series(0, index=activities.index)
    days = pd.to_timedelta(pd.to_numeric(stood).fillna(0).astype("int64"), unit="D")
    return (given_days(activities, "due_date") + days).astype("datetime64[s]")


def _stopped_on(activities: pd.DataFrame, *, today: date) -> pd.Series:
    """The day that the clock stands at while others must act; missing where it runs."""
    is_waiting = given_codes(activities, "obstacle") == Obstacle.WAITING_OTHERS
    since = given_days(activities, "paused_since").where(is_waiting)
    return since.mask(since > pd.Timestamp(today), pd.Timestamp(today))


def _days_until(days: pd.Series, today: date) -> pd.Series:
    return (pd.to_datetime(days) - pd.Timestamp(today)).dt.days.astype("float64")


def _is_silent(activities: pd.DataFrame, *, today: date, reports: pd.DataFrame | None) -> pd.Series:
    """Whether nothing was ever heard of an activity that should have begun."""
    if reports is not None:
        has_report = activities["activity_id"].isin(reports["activity_id"])
    elif "has_report" in activities:
        has_report = activities["has_report"].astype("bool")
    else:
        has_report = pd.Series(data=False, index=activities.index)
    not_ahead = ~(_days_until(activities["start_date"], today) > 0)
    return (activities["status"].astype("str") == ActivityStatus.NOT_STARTED) & not_ahead & ~has_report


def unfinished(timed: pd.DataFrame) -> pd.DataFrame:
    """The rows of `timing` of which something is still expected, in their order."""
    return timed[timed["is_unfinished"]]


def selection(
    timed: pd.DataFrame,
    *,
    only_unfinished: bool = True,
    region_codes: tuple[str, ...] | None = None,
    **wanted: str | bool | None,
) -> pd.DataFrame:
    """Rows of `timing` or `follow_up` that fit: the one query behind every counter and its list.

    `wanted` names columns (forum, institution, sector, field, obstacle, status, timing, reporting, decision, …); None
    asks for nothing, "" for rows without a code.
    """
    rows = unfinished(timed) if only_unfinished else timed
    chosen = rows if region_codes is None else rows[rows["region_code"].isin(list(region_codes))]
    for column, code in wanted.items():
        chosen = chosen if code is None else chosen[_codes(chosen[column]) == str(code)]
    return chosen


def unfinished_counts(timed: pd.DataFrame) -> UnfinishedCounts:
    """The headline of the board: how many are unfinished, in which status, and how they stand in time."""
    rows = selection(timed)
    of_status, of_timing = (_codes(rows[column]).value_counts() for column in ("status", "timing"))
    by_status = ((status, int(of_status.get(status.value, 0))) for status in ActivityStatus)
    at = {code: int(of_timing.get(code.value, 0)) for code in Timing}
    return UnfinishedCounts(
        total=len(rows),
        by_status=tuple((status, count) for status, count in by_status if count),
        overdue=at[Timing.OVERDUE],
        due_soon=at[Timing.DUE_SOON],
        no_report=at[Timing.NO_REPORT],
        no_due_date=at[Timing.NO_DUE_DATE],
        on_time=at[Timing.ON_TIME],
        all_activities=len(timed),
        paused=at[Timing.PAUSED],
    )


def count_by(timed: pd.DataFrame, column: str) -> pd.DataFrame:
    """Activities by the codes of a column: the column, unfinished, overdue, due_soon, paused, no_due_date,
    finished, all_activities; a missing code is ""."""
    codes = _codes(timed[column])
    flags = {
        "unfinished": timed["is_unfinished"],
        "overdue": timed["timing"] == Timing.OVERDUE,
        "due_soon": timed["timing"] == Timing.DUE_SOON,
        "paused": timed["timing"] == Timing.PAUSED,
        "no_due_date": timed["timing"] == Timing.NO_DUE_DATE,
        "finished": ~timed["is_unfinished"],
        "all_activities": pd.Series(data=True, index=timed.index),
    }
    counted = pd.DataFrame(flags).astype("int64").groupby(codes, sort=False).sum()
    return counted.reindex(in_list_order(column, counted.index)).rename_axis(column).reset_index()


def count_by_status(timed: pd.DataFrame, column: str = "institution") -> pd.DataFrame:
    """Unfinished activities by a column and their status: the column, status, activities; only pairs that occur."""
    rows = unfinished(timed)
    pairs = pd.DataFrame({column: _codes(rows[column]), "status": _codes(rows["status"])})
    counted = pairs.groupby([column, "status"], sort=False).size().rename("activities")
    groups = in_list_order(column, pd.Index(pairs[column].unique()))
    ordered = [(group, status.value) for group in groups for status in ActivityStatus]
    known = [pair for pair in ordered if pair in counted.index]
    index = pd.MultiIndex.from_tuples(known, names=[column, "status"]) if known else counted.index
    return counted.reindex(index).reset_index()


def _codes(values: pd.Series) -> pd.Series:
    """Codes as text, "" for none; of a column of objects each distinct one is written once."""
    if values.dtype != "object":
        return values.astype("str").fillna("")
    places, distinct = pd.factorize(values)
    names = np.array([*(str(one) for one in distinct), ""], dtype="object")
    return pd.Series(names[places], index=values.index, name=values.name, dtype="str")


def in_list_order(column: str, found: pd.Index) -> pd.Index:
    """Codes of a column in the order of their list, all others in the order in which they come."""
    listed = [code for code in ORDERED_CODES.get(column, ()) if code in found]
    return pd.Index([*listed, *(code for code in found if code not in listed)], dtype=found.dtype)
