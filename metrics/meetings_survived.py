"""How many meetings of its forum an activity has outlived without being finished."""

from datetime import date

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days
from vocab.forum_codes import MeetingKind, MeetingState

SPAN = 10_000_000
"""More days than any date is from the first of 1970, so that forum and day make one number."""


def held_meetings(meetings: pd.DataFrame, *, today: date | None = None) -> pd.DataFrame:
    """Closed meetings (up to today) in which a forum could settle something; preparatory ones are none."""
    is_held = (given_codes(meetings, "state") == MeetingState.CLOSED) & (
        given_codes(meetings, "kind") != MeetingKind.PREPARATORY
    )
    return meetings[is_held & _is_past(meetings, today)]


def begun_meetings(meetings: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Meetings that took place, closed or still running (as those that were opened again); not preparatory ones."""
    has_begun = given_codes(meetings, "state").isin([MeetingState.RUNNING, MeetingState.CLOSED])
    is_full = given_codes(meetings, "kind") != MeetingKind.PREPARATORY
    return meetings[has_begun & is_full & _is_past(meetings, today)]


def _is_past(meetings: pd.DataFrame, today: date | None) -> pd.Series:
    days = given_days(meetings, "meeting_date")
    return days.notna() if today is None else days <= pd.Timestamp(today)


def meetings_survived(timed: pd.DataFrame, meetings: pd.DataFrame | None, *, today: date) -> pd.Series:
    """For each row of `timing` the closed meetings of its forum after the day it was agreed on, while unfinished.

    The meeting it comes from is not counted. What is finished has survived those before its last report.
    """
    if meetings is None or meetings.empty or timed.empty:
        return pd.Series(0, index=timed.index, dtype="int64")
    held = held_meetings(meetings, today=today)
    forums, held_forums = _forum_numbers(timed, held)
    keys = np.sort(held_forums * SPAN + _day_numbers(given_days(held, "meeting_date")))
    first, last = _first_and_last(timed, today=today)
    after_last = np.searchsorted(keys, forums * SPAN + last, side="right")
    after_first = np.searchsorted(keys, forums * SPAN + first, side="right")
    counted = np.maximum(after_last - after_first, 0) - _counts_its_own(timed, held, first=first, last=last)
    return pd.Series(np.maximum(counted, 0), index=timed.index, dtype="int64")


def _forum_numbers(timed: pd.DataFrame, held: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    names = pd.concat([given_codes(timed, "forum"), given_codes(held, "forum")])
    codes = pd.factorize(names)[0].astype("int64")
    return codes[: len(timed)], codes[len(timed) :]


def _first_and_last(timed: pd.DataFrame, *, today: date) -> tuple[np.ndarray, np.ndarray]:
    """The day agreed on, and the last day on which a meeting could have settled the activity."""
    first = given_days(timed, "agreed_on")
    before_report = given_days(timed, "reported_on") - pd.Timedelta(days=1)
    last = before_report.mask(timed["is_unfinished"], pd.Timestamp(today)).fillna(first).fillna(pd.Timestamp(today))
    return _day_numbers(first.fillna(last)), _day_numbers(last)


def _counts_its_own(timed: pd.DataFrame, held: pd.DataFrame, *, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """1 where the meeting that an activity comes from lies among those counted."""
    if "meeting_id" not in timed:
        return np.zeros(len(timed), dtype="int64")
    own = pd.to_numeric(timed["meeting_id"]).astype("float64")
    days = pd.Series(_day_numbers(given_days(held, "meeting_date")), index=held["meeting_id"].astype("float64"))
    day = own.map(days).to_numpy(dtype="float64", na_value=np.nan)
    return ((day > first) & (day <= last)).astype("int64")


def _day_numbers(days: pd.Series) -> np.ndarray:
    return days.to_numpy(dtype="datetime64[D]").astype("int64")
