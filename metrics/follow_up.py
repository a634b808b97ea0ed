"""The follow-up of agreements: one row per activity with all that a forum asks about it, and lists made from it."""

from datetime import date

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days, in_list_order, in_plan_order, selection, timing
from metrics.forum_cadence import full_periods_since, months_of_forums
from metrics.meetings_survived import meetings_survived
from metrics.ratios import numbers, percent
from vocab.codes import ActivityStatus, Reporting, Timing
from vocab.forum_codes import CARRIED_OVER_MEETINGS, DecisionNeed, EvidenceCheck, RequestState

PLAN = ("origin_version", "sheet", "cell")
"""Where an activity stands in its file; frames without it keep their order."""


def follow_up(
    activities: pd.DataFrame,
    *,
    today: date,
    meetings: pd.DataFrame | None = None,
    forums: pd.DataFrame | None = None,
    due_requests: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per activity in the order of the plan: its columns, those of `timing`, and how it is followed up.

    Adds progress_pct, reporting, silent_days, silent_periods, age_days, meetings_survived, people_affected, has_owner
    and decision (a DecisionNeed, "" for what is for information only); NaN where days have no meaning.
    """
    planned = in_plan_order(activities) if set(PLAN) <= set(activities) else activities
    timed = timing(planned.reset_index(drop=True), today=today)
    reported = _with_reporting(timed, today=today, months=months_of_forums(timed["forum"], forums))
    rows = reported.assign(
        progress_pct=_progress(timed),
        age_days=_days_since(given_days(timed, "agreed_on"), today).where(timed["is_unfinished"]),
        meetings_survived=meetings_survived(timed, meetings, today=today),
        people_affected=_given_numbers(timed, "people_expected"),
        has_owner=_has_owner(timed),
    )
    return rows.assign(decision=_decisions(rows, due_requests))


def _with_reporting(timed: pd.DataFrame, *, today: date, months: np.ndarray) -> pd.DataFrame:
    """Silent: never reported on, or nothing for a whole period of its forum; what is finished is never silent."""
    reported_on = given_days(timed, "reported_on")
    was_reported = reported_on.notna() | (timed["has_report"].astype("bool") if "has_report" in timed else False)
    heard = reported_on.fillna(given_days(timed, "agreed_on"))
    periods = pd.Series(full_periods_since(heard, months, today=today), index=timed.index)
    is_silent = timed["is_unfinished"] & (~was_reported | (reported_on.notna() & (periods > 0)))
    codes = np.where(is_silent, Reporting.SILENT.value, Reporting.REPORTED.value)
    return timed.assign(
        reporting=pd.Series(codes, index=timed.index, dtype="str"),
        silent_days=_days_since(heard, today).where(timed["is_unfinished"]),
        silent_periods=periods.where(timed["is_unfinished"]),
    )


def _days_since(days: pd.Series, today: date) -> pd.Series:
    return pd.Series(np.maximum(numbers((pd.Timestamp(today) - days).dt.days), 0.0), index=days.index)


def _progress(timed: pd.DataFrame) -> pd.Series:
    """The realised share of the promised volume where both are given, else the share that was reported."""
    realised = percent(_given_numbers(timed, "output_realised"), _given_numbers(timed, "output_target"))
    return realised.fillna(_given_numbers(timed, "progress_pct"))


def _given_numbers(rows: pd.DataFrame, column: str) -> pd.Series:
    values = numbers(rows[column]) if column in rows else np.full(len(rows), np.nan)
    return pd.Series(values, index=rows.index, dtype="float64")


def _has_owner(timed: pd.DataFrame) -> pd.Series:
    """Whether an institution carries it out and has said which of its offices or persons does."""
    institution, office, person = (
        given_codes(timed, name).str.strip() != "" for name in ("institution", "office", "person")
    )
    return institution & (office | person)


def _decisions(rows: pd.DataFrame, due_requests: pd.DataFrame | None) -> pd.Series:
    is_done = given_codes(rows, "status") == ActivityStatus.DONE_UNCONFIRMED
    needs = {
        DecisionNeed.SETTLE: is_done & (given_codes(rows, "evidence_check") == EvidenceCheck.COMPLETE),
        DecisionNeed.DUE_REQUEST: _has_request(rows, due_requests),
        DecisionNeed.LATE: rows["timing"] == Timing.OVERDUE,
        DecisionNeed.CARRIED_OVER: rows["meetings_survived"] >= CARRIED_OVER_MEETINGS,
        DecisionNeed.PAUSED: rows["is_paused"],
        DecisionNeed.NO_OWNER: ~rows["has_owner"],
        DecisionNeed.NO_DUE_DATE: given_days(rows, "due_date").isna(),
    }
    conditions = [(rows["is_unfinished"] & need).to_numpy(dtype="bool") for need in needs.values()]
    codes = np.select(conditions, [need.value for need in needs], "")
    return pd.Series(codes, index=rows.index, dtype="str")


def _has_request(rows: pd.DataFrame, due_requests: pd.DataFrame | None) -> pd.Series:
    if due_requests is None or due_requests.empty:
        return pd.Series(data=False, index=rows.index)
    waiting = due_requests[given_codes(due_requests, "state") == RequestState.WAITING]
    return given_codes(rows, "activity_id").isin(waiting["activity_id"].astype("str"))


def lost_items(followed: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Unfinished rows of `follow_up` that could be lost: without_due_date, without_owner, without_report (silent)."""
    rows = selection(followed)
    return {
        "without_due_date": rows[given_days(rows, "due_date").isna()],
        "without_owner": rows[~rows["has_owner"].astype("bool")],
        "without_report": rows[rows["reporting"] == Reporting.SILENT],
    }


def pareto(followed: pd.DataFrame, column: str = "obstacle") -> pd.DataFrame:
    """Unfinished rows of `follow_up` by a column, biggest group first: the column, unfinished, people_affected,
    share_pct, cumulative_pct.

    A missing code is ""; people are missing where no activity of the group says how many.
    """
    rows = selection(followed)
    by_code = rows.groupby(given_codes(rows, column).to_numpy(), sort=False)
    counted = pd.DataFrame(
        {"unfinished": by_code.size(), "people_affected": by_code["people_affected"].sum(min_count=1)}
    )
    listed = counted.reindex(in_list_order(column, counted.index)).rename_axis(column).reset_index()
    ordered = listed.sort_values("unfinished", ascending=False, kind="stable", ignore_index=True)
    total = pd.Series(float(len(rows)), index=ordered.index)
    return ordered.assign(
        share_pct=percent(ordered["unfinished"], total),
        cumulative_pct=percent(ordered["unfinished"].cumsum(), total),
    )
