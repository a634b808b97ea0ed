"""How an activity is told: status, timing, obstacle, progress; the cause always beside what is unfinished."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

import charts
from metrics import UnfinishedCounts
from pages.forum.follow_up_view import COLUMNS, LACKING, NOT_GIVEN
from pages.sentences import capital, status_parts
from ui import data
from ui.words import code_word, day, dec, n, pct, t
from vocab.codes import ActivityStatus, TargetState, Timing

Activity = dict[Hashable, Any]
"""One row of `followed_up`."""

TIMING_STATES: dict[Timing, TargetState] = {
    Timing.OVERDUE: TargetState.BELOW,
    Timing.PAUSED: TargetState.NO_DATA,
    Timing.DUE_SOON: TargetState.NEAR,
    Timing.ON_TIME: TargetState.REACHED,
    Timing.NO_REPORT: TargetState.NO_DATA,
    Timing.NO_DUE_DATE: TargetState.NO_DATA,
}
"""The shape and colour of each timing; what is closed has none, because it can have ended in several ways."""


def answer(counts: UnfinishedCounts, *, to_decide: int) -> str:
    """The page's answer: how many are unfinished and in which status, why none is late where none is, and how many
    wait for the forum."""
    if not counts.total:
        return t("follow_up.answer.none", count=n(counts.all_activities))
    parts = status_parts(counts.by_status)
    decide = t("follow_up.answer.decide" if to_decide else "follow_up.answer.decide_none", count=n(to_decide))
    return t("follow_up.answer.unfinished", count=n(counts.total), parts=parts, timing=_late(counts), decide=decide)


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
    if code is Timing.PAUSED:
        return t("follow_up.timing.paused", day=_day(activity["paused_since"]))
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
    """How much is carried out: the volume of what was promised, else the percentage that somebody said."""
    target, realised = activity["output_target"], activity["output_realised"]
    if pd.isna(target) or pd.isna(realised) or not target:
        share = activity["progress_pct"]
        return "" if pd.isna(share) else t("follow_up.board.progress", share=pct(share, 0))
    words = {"realised": amount(realised), "target": amount(target), "unit": given(activity["output_unit"])}
    return t("follow_up.board.volume", share=pct(100 * realised / target, 0), **words).replace("  ", " ")


def amount(value: float) -> str:
    """A volume, with decimals only where it has some."""
    return dec(value, 0 if float(value).is_integer() else 2)


def people_words(activity: Activity) -> str:
    """The people that an activity should bring, and of which segment."""
    people = activity["people_affected"]
    if people != people:
        return ""
    segment = given(activity["people_segment"])
    key = "follow_up.board.people_of" if segment else "follow_up.board.people"
    return t(key, people=n(people), segment=code_word("charts.segment_short", segment))


def reported_words(activity: Activity) -> str:
    """The day of the newest report; for how many whole periods there was none."""
    reported, periods = activity["reported_on"], activity["silent_periods"]
    if reported != reported:
        return t("follow_up.board.never_reported")
    if periods == periods and periods > 0:
        return t("follow_up.board.silent", count=n(periods))
    return t("follow_up.board.reported", day=_day(reported))


def due_words(activity: Activity) -> str:
    """The due date, where there is one, and until when it counts because the clock once stood."""
    due = activity["due_date"]
    if due != due:
        return ""
    until = activity["counted_until"]
    if until != until:
        return t("follow_up.board.due", day=_day(due))
    return t("follow_up.board.due_stood", day=_day(due), until=_day(until), days=n(activity["paused_days"]))


def slips_words(activity: Activity) -> str:
    """How often the due date was moved, and which was the first."""
    if not activity["slips"]:
        return ""
    return t("follow_up.board.slips", count=n(activity["slips"]), day=_day(activity["first_due_date"]))


def survived_words(activity: Activity) -> str:
    """How many meetings an activity has outlived without being finished."""
    meetings = activity["meetings_survived"]
    return t("follow_up.board.survived", count=n(meetings)) if meetings and activity["is_unfinished"] else ""


def ask_words(activity: Activity) -> str:
    """What the forum has to decide about an activity, and why; nothing where it only has to know."""
    need = given(activity["decision"])
    if not need:
        return ""
    values = {
        "wanted": _day(activity["requested_due_date"]),
        "days": n(activity["days_late"]),
        "meetings": n(activity["meetings_survived"]),
        "since": _day(activity["paused_since"]),
    }
    return t(f"follow_up.ask.{need}", **values)


def _day(value: Any) -> str:
    return "" if value is None or value != value else day(value.date())


def standing_words(activity: Activity) -> str:
    """Status, progress and obstacle in one line, without the full stop."""
    parts = (status_words(activity), progress_words(activity), obstacle_words(activity))
    return "; ".join(part for part in parts if part)


def value_words(name: str, value: str) -> str:
    """A filter's value as people read it; institutions as they are written in the plan."""
    if name == LACKING:
        return capital(t(f"follow_up.lost.{value}"))
    return t("follow_up.filter.none_given") if value == NOT_GIVEN else group_words(COLUMNS[name], value)


def group_words(column: str, code: str) -> str:
    """A code of a column as people read it; institutions as they are written, areas by their name."""
    if not code:
        return t("follow_up.board.not_given", name=t(f"follow_up.fact.{FACTS.get(column, column)}"))
    if column == "region_code":
        return data.area_name(code)
    return code if column == "institution" else code_word(GROUPS.get(column, column), code)


FACTS = {"region_code": "region"}
"""How a column is called among the facts of an activity, where that is another word."""
GROUPS = {"concern": "follow_up.concern", "decision": "decision_need"}
"""Where the words of a column's codes stand, where that is not under its own name."""
