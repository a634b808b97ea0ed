"""The due date in meeting mode: a first or earlier one is saved; a later one is a request that the chair answers."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.mode_save import LONGEST_TEXT, save_plan
from pages.forum.mode_view import ModeView
from ui import blocks, forum, forum_acts, session
from ui.live_field import Field, live_field
from ui.words import day, t
from vocab.forum_codes import RequestState
from vocab.refusal import Refusal

Item = dict[Any, Any]


def due_fields(view: ModeView, activity: Item) -> None:
    """The date, the form for a later one, and a request that waits for the chair."""
    due = None if pd.isna(activity["due_date"]) else activity["due_date"].date()
    _date(activity, due)
    waiting = _waiting(view, activity)
    if waiting is not None:
        _answer(view, activity, waiting)
    elif due is not None:
        _later(view, activity, due)


def _date(activity: Item, due: date | None) -> None:
    field = Field(f"act_due_{activity['activity_id']}", due, int(activity["since"]), words=day)
    live_field(
        field,
        draw=lambda key, value: st.date_input(
            t("mode.field.due"), value, max_value=due, format="DD/MM/YYYY", key=key, help=t("mode.field.due_help")
        ),
        save=lambda value, opened_at: save_plan(
            str(activity["activity_id"]), {"due_date": value}, opened_at, form=field.name
        ),
    )


def _waiting(view: ModeView, activity: Item) -> Item | None:
    requests = view.frames.due_requests
    own = requests[
        (requests["activity_id"] == activity["activity_id"]) & (requests["state"] == RequestState.WAITING.value)
    ]
    return None if own.empty else own.iloc[0].to_dict()


def _later(view: ModeView, activity: Item, due: date) -> None:
    name = f"later_{activity['activity_id']}"
    with st.expander(t("mode.later.open")), st.form(name, border=False):
        wanted = st.date_input(t("mode.later.date"), None, min_value=due, format="DD/MM/YYYY", key=f"{name}_date")
        reason = st.text_input(t("mode.later.reason"), max_chars=LONGEST_TEXT, key=f"{name}_reason")
        with st.container(horizontal=True):
            asks = st.form_submit_button(t("mode.later.ask"))
            accepts = st.form_submit_button(t("mode.later.accept"))
    if (asks or accepts) and wanted is not None:
        _request(view, activity, wanted, reason, accept=accepts)
    elif asks or accepts:
        blocks.notice(t("mode.later.date_needed"), kind="attention")


def _request(view: ModeView, activity: Item, wanted: date, reason: str, *, accept: bool) -> None:
    activity_id, today = str(activity["activity_id"]), view.choice.today
    form = f"later_{activity_id}"
    try:
        change = forum.change(form, in_meeting=True)
        number, _ = forum_acts.request_due_date(activity_id, wanted=wanted, reason=reason, on=today, change=change)
        session.renew_key(form)
        if accept:
            _accept(view, activity_id, number)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    st.rerun()


def _accept(view: ModeView, activity_id: str, number: int, *, accept: bool = True, note: str = "") -> None:
    """The chair presides over the meeting, so an answer given in it is the chair's."""
    form = f"answer_{activity_id}_{number}"
    forum_acts.answer_due_request(
        activity_id, number, accept=accept, is_chair=True, on=view.choice.today, note=note,
        meeting_id=view.meeting_id, change=forum.change(form, in_meeting=True),
    )  # fmt: skip
    session.renew_key(form)


def _answer(view: ModeView, activity: Item, request: Item) -> None:
    wanted = day(request["requested_due_date"].date())
    words = t("mode.later.waits", institution=request["institution"], wanted=wanted, reason=request["reason"])
    blocks.notice(words, kind="attention", title=t("mode.later.waits_title"))
    name = f"answer_{activity['activity_id']}_{request['request_id']}"
    note = st.text_input(t("mode.later.note"), key=f"{name}_note")
    with st.container(horizontal=True):
        accepts = st.button(t("mode.later.yes"), key=f"{name}_yes")
        refuses = st.button(t("mode.later.no"), key=f"{name}_no")
    if accepts or refuses:
        try:
            _accept(view, str(activity["activity_id"]), int(request["request_id"]), accept=accepts, note=note)
        except Refusal as refused:
            blocks.refusal(refused)
            return
        st.rerun()
