"""What a meeting is: when, where, who presides, which figures it uses, when the forum meets next; and its form."""

from typing import Any

import streamlit as st

from pages.forum.meeting_plan import FORM_WIDTH, given, meeting_fields, refuse_undated
from pages.forum.meeting_view import MeetingView
from pages.forum.meeting_words import chair, figures, joined, next_meeting, when
from ui import blocks, forum_acts
from ui.forum_forms import Change, Form, begin, changed_meanwhile, is_open, open_button, submit, told
from ui.words import t

FIELDS = (
    "meeting_date", "start_time", "kind", "place", "subject", "chair_position", "chair_person", "chair_capacity",
    "clerk", "figures_period", "figures_source", "next_date", "next_place",
)  # fmt: skip


def facts_block(view: MeetingView) -> None:
    """The facts and the form that changes them."""
    meeting, nothing = view.meeting, t("meetings.fact.not_given")
    facts = {
        "when": when(meeting),
        "place": meeting["place"],
        "chair": chair(meeting),
        "clerk": meeting["clerk"],
        "figures": figures(meeting),
        "next": next_meeting(meeting),
    }
    pairs = [(t(f"meetings.fact.{name}"), words or nothing) for name, words in facts.items()]
    with st.container(key="meeting_facts"):
        blocks.key_values(pairs)
    if view.is_editable:
        _form(view)


def _form(view: MeetingView) -> None:
    name = f"facts_{view.meeting_id}"
    told(name)
    if not is_open(name):
        open_button(t("meetings.fact.change"), name, type="tertiary", icon=":material/edit:")
        return
    form = Form(
        name,
        view.known_at,
        standing={field: _standing(view.meeting[field]) for field in FIELDS} | _days(view),
        since=view.meeting["since"],
        words=joined((when(view.meeting), view.meeting["place"], chair(view.meeting)), "; "),
        in_meeting=True,
    )
    begin(form)
    changed_meanwhile(form)
    with st.form(name, width=FORM_WIDTH):
        meeting_fields(form, view.choice)
        with st.container(horizontal=True):
            st.date_input(t("meetings.field.next_date"), format="DD/MM/YYYY", key=form.key("next_date"))
            st.text_input(t("meetings.field.next_place"), max_chars=200, key=form.key("next_place"))
        submit(form, lambda change, typed: _save(view, change, typed))


def _standing(value: Any) -> Any:
    return "" if value is None else value


def _days(view: MeetingView) -> dict[str, Any]:
    return {name: view.meeting[name] for name in ("meeting_date", "next_date")}


def _save(view: MeetingView, change: Change, typed: dict[str, Any]) -> None:
    refuse_undated(typed)
    forum_acts.change_meeting(view.meeting_id, given(typed), forum=view.forum, change=change)
