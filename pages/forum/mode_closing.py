"""The end of a meeting in meeting mode: the next date, and closing it."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.mode_view import ModeView
from ui import blocks, forum, forum_acts, session
from ui.live_field import Field, live_field
from ui.words import day, n, t
from vocab.forum_codes import MeetingState
from vocab.refusal import Refusal

Item = dict[Any, Any]
LONGEST_PLACE = 200
STEPS = {
    MeetingState.DRAFT: MeetingState.OPEN,
    MeetingState.OPEN: MeetingState.RUNNING,
    MeetingState.RUNNING: MeetingState.CLOSED,
}
"""What comes next in a meeting."""


def closing_told(view: ModeView, _item: Item) -> None:
    """When and where the forum meets again, and what is still a draft."""
    meeting = view.meeting
    when = t("mode.closing.no_date") if pd.isna(meeting["next_date"]) else day(meeting["next_date"].date())
    drafts = _drafts(view)
    pairs = [
        (t("mode.closing.next_date"), when),
        (t("mode.closing.next_place"), meeting["next_place"]),
        (t("mode.closing.drafts"), n(drafts) if drafts else t("mode.closing.no_drafts")),
    ]
    blocks.key_values([(name, value) for name, value in pairs if value])


def _drafts(view: ModeView) -> int:
    agenda, decisions = view.of_meeting(view.frames.agenda), view.of_meeting(view.frames.decisions)
    written = agenda[agenda["minutes"].str.strip() != ""]
    return int((~written["is_read_back"].astype(bool)).sum() + (~decisions["is_read_back"].astype(bool)).sum())


def closing_fields(view: ModeView, _item: Item) -> None:
    """The next date and place, and the step that is next."""
    _next_meeting(view)
    step_field(view)


def step_field(view: ModeView, *, but: MeetingState | None = None) -> None:
    """The button of the meeting's next step; none for the step `but`, which belongs to the end."""
    to = STEPS.get(MeetingState(view.meeting["state"]))
    if to in (None, but):
        return
    if st.button(t(f"mode.closing.to_{to.value}"), key=f"mode_move_{to.value}", type="primary"):
        _move(view, to)


def _next_meeting(view: ModeView) -> None:
    meeting, since = view.meeting, int(view.meeting["since"])
    date = None if pd.isna(meeting["next_date"]) else meeting["next_date"].date()
    name = f"next_{view.meeting_id}"
    live_field(
        Field(f"{name}_date", date, since, words=day),
        draw=lambda key, value: st.date_input(t("mode.closing.next_date"), value, format="DD/MM/YYYY", key=key),
        save=lambda value, opened_at: _change(view, {"next_date": value}, opened_at, form=f"{name}_date"),
    )
    live_field(
        Field(f"{name}_place", meeting["next_place"], since, is_text=True),
        draw=lambda key, value: st.text_input(t("mode.closing.next_place"), value, max_chars=LONGEST_PLACE, key=key),
        save=lambda value, opened_at: _change(view, {"next_place": value}, opened_at, form=f"{name}_place"),
    )


def _change(view: ModeView, values: dict[str, Any], opened_at: int, *, form: str) -> None:
    change = forum.change(form, opened_at=opened_at, in_meeting=True)
    forum_acts.change_meeting(view.meeting_id, values, forum=view.forum, change=change)


def _move(view: ModeView, to: MeetingState) -> None:
    form = f"move_{view.meeting_id}_{to.value}"
    try:
        change = forum.change(form, opened_at=view.version, in_meeting=True)
        forum_acts.move_meeting(view.meeting_id, to=to, forum=view.forum, change=change)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    session.renew_key(form)
    st.rerun()
