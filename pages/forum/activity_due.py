"""A later due date: the institution asks, the chair accepts or refuses; the first date stays and every slip counts."""

from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.follow_up_view import DOING, OPENED, address_of
from pages.forum.follow_up_words import Activity
from ui import blocks, forum, forum_acts, session
from ui.blocks import Action
from ui.filters import Choice
from ui.forum_forms import Form, begin, button, submit, told
from ui.words import day, role_word, t
from vocab.forum_codes import RequestState
from vocab.people import PersonRole
from vocab.refusal import Refusal

LONGEST_TEXT = 4000
ANSWERS = {"accept": True, "refuse": False}
"""The chair's two answers, and whether each accepts."""


def due_form(activity: Activity, choice: Choice) -> None:
    """The request that waits with the chair's answer, else the form that asks; nothing to ask without a due date."""
    if pd.isna(activity["due_date"]):
        blocks.paragraph(t("activity.due.none"))
        way = address_of(**{OPENED: activity["activity_id"], DOING: "rencana"})
        blocks.links((Action(t("activity.due.to_plan"), way),))
        return
    blocks.paragraph(t("activity.due.now", day=day(activity["due_date"].date())))
    waiting = _waiting(activity, choice)
    told(_name(activity, "due"), saved=t("activity.due.asked"))
    for label in ANSWERS:
        told(_name(activity, label), saved=t("activity.due.answered"))
    if waiting is None:
        _ask(activity, choice)
    else:
        _answer(activity, waiting, choice)


def _name(activity: Activity, what: str) -> str:
    return f"{what}_{activity['activity_id']}"


def _waiting(activity: Activity, choice: Choice) -> Activity | None:
    rows = forum.rows_of(choice, "due_requests", "activity_id", (activity["activity_id"],))
    waiting = rows[rows["state"] == RequestState.WAITING.value]
    return None if waiting.empty else waiting.iloc[0].to_dict()


def _ask(activity: Activity, choice: Choice) -> None:
    form = Form(_name(activity, "due"), choice.known_at, standing={"wanted": None, "reason": ""})
    earliest = activity["due_date"].date() + timedelta(days=1)
    begin(form)
    with st.form(form.name):
        st.date_input(t("activity.due.wanted"), None, min_value=earliest, format="DD/MM/YYYY", key=form.key("wanted"))
        st.text_area(t("activity.due.reason"), max_chars=LONGEST_TEXT, key=form.key("reason"))
        submit(form, lambda change, typed: _request(activity, choice, change, typed), label=t("activity.due.ask"))


def _request(activity: Activity, choice: Choice, change: Any, typed: dict[str, Any]) -> None:
    if typed["wanted"] is None:
        code = "request_date_needed"
        raise Refusal(code)
    forum_acts.request_due_date(
        str(activity["activity_id"]), wanted=typed["wanted"], reason=typed["reason"], on=choice.today, change=change
    )


def _answer(activity: Activity, request: Activity, choice: Choice) -> None:
    days = {name: day(request[name].date()) for name in ("due_date", "requested_due_date", "requested_on")}
    words = t(
        "activity.due.waiting", institution=request["institution"], person=request["person"],
        wanted=days["requested_due_date"], due=days["due_date"], day=days["requested_on"], reason=request["reason"],
    )  # fmt: skip
    blocks.notice(words, kind="attention", title=t("activity.due.waiting_title"))
    if not session.is_chair():
        st.caption(t("activity.due.chair", role=role_word(PersonRole.CHAIR)))
        return
    st.text_area(t("activity.due.note"), max_chars=LONGEST_TEXT, key=_name(activity, "answer_note"))
    with st.container(horizontal=True):
        for label in ANSWERS:
            _answer_button(activity, request, choice, label=label)


def _answer_button(activity: Activity, request: Activity, choice: Choice, *, label: str) -> None:
    accept = ANSWERS[label]

    def work(change: Any) -> None:
        note = str(st.session_state.get(_name(activity, "answer_note"), ""))
        forum_acts.answer_due_request(
            str(activity["activity_id"]), int(request["request_id"]), accept=accept, is_chair=session.is_chair(),
            on=choice.today, change=change, note=note,
        )  # fmt: skip

    look = {"type": "primary" if accept else "secondary"}
    button(t(f"activity.due.{label}"), _name(activity, label), work, known_at=choice.known_at, **look)
