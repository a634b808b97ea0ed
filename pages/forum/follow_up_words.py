"""How an activity is told: status, timing, obstacle, progress; the cause always beside what is unfinished."""

from collections.abc import Hashable
from typing import Any

import charts
from metrics import UnfinishedCounts
from pages.forum.follow_up_view import COLUMNS, NOT_GIVEN
from pages.sentences import status_parts
from ui.words import code_word, day, n, pct, t
from vocab.codes import ActivityStatus, TargetState, Timing

Activity = dict[Hashable, Any]
"""One row of `metrics.timing`."""

TIMING_STATES: dict[Timing, TargetState] = {
    Timing.OVERDUE: TargetState.BELOW,
    Timing.DUE_SOON: TargetState.NEAR,
    Timing.ON_TIME: TargetState.REACHED,
    Timing.NO_REPORT: TargetState.NO_DATA,
    Timing.NO_DUE_DATE: TargetState.NO_DATA,
}
"""The shape and colour of each timing; what is closed has none, because it can have ended in several ways."""


def answer(counts: UnfinishedCounts) -> str:
    """The page's answer: how many are unfinished and in which status, and why none is late where none is."""
    if not counts.total:
        return t("follow_up.answer.none", count=n(counts.all_activities))
    parts = status_parts(counts.by_status)
    return t("follow_up.answer.unfinished", count=n(counts.total), parts=parts, timing=_late(counts))


def _late(counts: UnfinishedCounts) -> str:
    if counts.overdue:
        return t("follow_up.answer.late", count=n(counts.overdue))
    if counts.no_due_date == counts.total:
        return t("follow_up.answer.none_late_undated")
    key = "none_late_some_undated" if counts.no_due_date else "none_late"
    return t(f"follow_up.answer.{key}", count=n(counts.no_due_date))


def given(value: Any) -> str:
    """A value of a row as text; nothing where it is missing."""
    return "" if value is None or value != value else str(value)


def timing_words(activity: Activity) -> str:
    """How an activity stands against its due date: Lewat tenggat 12 hari."""
    code = Timing(activity["timing"])
    if code is Timing.OVERDUE:
        return t("follow_up.timing.overdue", days=n(activity["days_late"]))
    if code is Timing.DUE_SOON and not activity["days_left"]:
        return t("follow_up.timing.due_today")
    if code is Timing.DUE_SOON:
        return t("follow_up.timing.due_soon", days=n(activity["days_left"]))
    return code_word("timing", code)


def timing_badge(activity: Activity) -> tuple[TargetState, str] | None:
    """The timing with its shape and colour; none for what is closed."""
    state = TIMING_STATES.get(Timing(activity["timing"]))
    return None if state is None else (state, timing_words(activity))


def status_words(activity: Activity) -> str:
    """The status of an activity."""
    return code_word("status", activity["status"])


def status_colour(activity: Activity) -> str:
    """The colour that the charts give this status."""
    return charts.STATUS_COLOURS[ActivityStatus(activity["status"])]


def obstacle_words(activity: Activity) -> str:
    """What stands in the way, with the note as people wrote it."""
    code, note = given(activity["obstacle"]), given(activity["obstacle_note"])
    if not code:
        return note or t("follow_up.board.no_obstacle")
    key = "follow_up.board.obstacle_note" if note else "follow_up.board.obstacle"
    return t(key, obstacle=code_word("obstacle", code), note=note)


def progress_words(activity: Activity) -> str:
    """The percentage carried out, where somebody said one."""
    share = activity["progress_pct"]
    return "" if share != share else t("follow_up.board.progress", share=pct(share, 0))


def reported_words(activity: Activity) -> str:
    """The day of the newest report."""
    reported = activity["reported_on"]
    if reported != reported:
        return t("follow_up.board.never_reported")
    return t("follow_up.board.reported", day=day(reported.date()))


def due_words(activity: Activity) -> str:
    """The due date, where there is one."""
    due = activity["due_date"]
    return "" if due != due else t("follow_up.board.due", day=day(due.date()))


def standing_words(activity: Activity) -> str:
    """Status, progress and obstacle in one line, without the full stop."""
    parts = (status_words(activity), progress_words(activity), obstacle_words(activity))
    return "; ".join(part for part in parts if part)


def value_words(name: str, value: str) -> str:
    """A filter's value as people read it; institutions as they are written in the plan."""
    if value == NOT_GIVEN:
        return t("follow_up.filter.none_given")
    column = COLUMNS[name]
    return value if column == "institution" else code_word(column, value)
