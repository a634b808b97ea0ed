"""Until when institutions may clarify how their activities stand before the next meeting of their forum."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.activities import given_codes, given_days
from vocab.forum_codes import CLARIFY_DAYS_BEFORE, MeetingKind, MeetingState


@dataclass(frozen=True)
class ClarificationWindow:
    """The next meeting of a forum, the last day on which clarifications for it are taken, and whether it has passed."""

    meeting_id: int
    number: int
    meeting_date: date
    last_day: date
    is_open: bool


def clarification_window(meetings: pd.DataFrame, *, today: date) -> ClarificationWindow | None:
    """What the next planned meeting of a forum leaves open for clarifications; None where none is planned.

    The last day itself is open. Preparatory meetings are prepared with nobody's clarifications.
    """
    is_planned = given_codes(meetings, "state").isin([MeetingState.DRAFT, MeetingState.OPEN])
    is_full = given_codes(meetings, "kind") != MeetingKind.PREPARATORY
    days = given_days(meetings, "meeting_date")
    ahead = meetings.assign(meeting_date=days)[is_planned & is_full & (days >= pd.Timestamp(today))]
    if ahead.empty:
        return None
    first = ahead.sort_values(["meeting_date", "number"], kind="stable").iloc[0]
    meeting_date = first["meeting_date"].date()
    last_day = meeting_date - timedelta(days=CLARIFY_DAYS_BEFORE)
    return ClarificationWindow(
        int(first["meeting_id"]), int(first["number"]), meeting_date, last_day, is_open=today <= last_day
    )
