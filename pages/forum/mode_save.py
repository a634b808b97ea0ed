"""What is saved in meeting mode: every entry is a version of its own, by whoever sits here."""

from datetime import date
from typing import Any

import streamlit as st

from pages.forum.mode_view import ModeView
from ui import forum, forum_acts, saving, session
from ui.saving import ProgressReport
from ui.words import t
from vocab.codes import ActivityStatus, Obstacle

LONGEST_TEXT = 4000


def recorder() -> None:
    """Ask who writes down, while nobody has said."""
    person = session.person()
    if person is not None and person.institution:
        return
    st.caption(t("mode.who"))
    with st.container(key="mode_person"):
        session.ask_person(key="mode_recorder")


def save_minutes(view: ModeView, item_id: int, text: str, opened_at: int, *, form: str) -> None:
    """Save the minutes of an item."""
    change = forum.change(form, opened_at=opened_at, in_meeting=True)
    forum_acts.save_agenda_item(view.meeting_id, item_id, {"minutes": text}, forum=view.forum, change=change)


def save_plan(activity_id: str, values: dict[str, Any], opened_at: int, *, form: str) -> None:
    """Save an activity's owner or date."""
    change = forum.change(form, opened_at=opened_at, in_meeting=True)
    forum_acts.change_activity(activity_id, values, change=change)


def save_report(view: ModeView, activity: dict[Any, Any], opened_at: int, *, form: str, **said: Any) -> None:
    """Report on an activity in the meeting: what stands, with what was said now."""
    by = forum.known_person()
    values = {
        "status": activity["status"],
        "progress_pct": _number(activity["progress_pct"]),
        "obstacle": activity["obstacle"] if isinstance(activity["obstacle"], str) else "",
        "note": activity["obstacle_note"],
        "evidence": "",
        "output_realised": None,
    } | said
    report = ProgressReport(
        status=ActivityStatus(values["status"]),
        reported_on=_report_day(view),
        progress_pct=values["progress_pct"],
        output_realised=values["output_realised"],
        obstacle=Obstacle(values["obstacle"]) if values["obstacle"] else None,
        note=str(values["note"]).strip(),
        evidence=str(values["evidence"]).strip(),
        reported_by=by.name,
        reported_institution=by.institution,
        meeting_id=view.meeting_id,
    )
    key = session.idempotency_key(form)
    saving.report(str(activity["activity_id"]), report, by=by, opened_at=opened_at, key=key)


def _report_day(view: ModeView) -> date:
    """The day of the meeting; today where it is held earlier than planned."""
    planned: date = view.meeting["meeting_date"].date()
    return min(planned, view.choice.today)


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)
