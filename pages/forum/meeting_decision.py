"""The form of one decision, and the one that writes down another."""

from typing import Any

import streamlit as st

from pages.forum.meeting_view import MeetingView, Row
from pages.forum.meeting_words import joined
from ui import forum_acts
from ui.forum_forms import Change, Form, begin, button, changed_meanwhile, submit, told
from ui.words import day, t

FORM_WIDTH = 720
LONGEST_TEXT = 4000
NOBODY = ""
FIELDS: dict[str, Any] = {
    "decision": "", "institution": NOBODY, "due_date": None, "people": None, "budget": None, "item_id": None,
    "is_direction": False,
}  # fmt: skip
"""The fields of a decision as a new one begins."""
MILLION = 1_000_000
MOST_ITEMS = 200
"""Items of an agenda that a list offers in full."""


def decision_name(view: MeetingView, decision: Row) -> str:
    """The name of a decision's form."""
    return f"decision_{view.meeting_id}_{decision['decision_id']}"


def decision_form(view: MeetingView, decision: Row) -> None:
    """Change a decision, or take it out."""
    form = Form(
        decision_name(view, decision),
        view.known_at,
        standing={name: decision[name] for name in FIELDS},
        since=decision["since"],
        words=_words(decision),
        in_meeting=True,
    )
    begin(form)
    changed_meanwhile(form)
    with st.form(form.name, width=FORM_WIDTH):
        _fields(view, form)
        submit(form, lambda change, typed: _save(view, decision, change, typed))
    key = form.key("drop")
    button(
        t("meetings.decision.drop"), key, lambda change: _drop(view, decision, change), known_at=view.known_at,
        in_meeting=True, type="tertiary",
    )  # fmt: skip
    told(key)


def _words(decision: Row) -> str:
    due = t("meetings.decision.due", day=day(decision["due_date"])) if decision["due_date"] else ""
    return joined((decision["decision"], decision["institution"], due), "; ")


def _fields(view: MeetingView, form: Form) -> None:
    st.text_area(t("meetings.decision.text"), max_chars=LONGEST_TEXT, key=form.key("decision"), height=96)
    with st.container(horizontal=True):
        institution_field(view, form, "institution", t("meetings.decision.institution"))
        st.date_input(t("meetings.decision.due_date"), format="DD/MM/YYYY", key=form.key("due_date"))
    with st.container(horizontal=True):
        st.number_input(t("meetings.decision.people"), 0, None, None, 100, key=form.key("people"))
        st.number_input(t("meetings.decision.budget"), 0, None, None, MILLION, key=form.key("budget"))
    titles = _items_to_choose(view, form.standing["item_id"])
    st.selectbox(
        t("meetings.decision.item"),
        [None, *titles],
        format_func=lambda item: _item_words(view, titles, item),
        key=form.key("item_id"),
    )
    st.checkbox(t("meetings.decision.is_direction"), key=form.key("is_direction"))


def _items_to_choose(view: MeetingView, stood: int | None) -> dict[int, str]:
    """The items of the agenda; of a very long one those that are no follow-up or have minutes."""
    is_long = len(view.agenda) > MOST_ITEMS
    rows = [item for item in view.agenda if not is_long or not item["activity_id"] or item["minutes"]]
    kept = [item for item in view.agenda if is_long and item["item_id"] == stood]
    return {item["item_id"]: item["title"] for item in (*rows, *kept)}


def _item_words(view: MeetingView, titles: dict[int, str], item: int | None) -> str:
    if item is None or item not in titles:
        return t("meetings.decision.no_item")
    return t("meetings.decision.item_of", number=view.number_of(item), title=titles[item])


def institution_field(view: MeetingView, form: Form, name: str, label: str) -> None:
    """One of the members, or an institution written down here."""
    stood = form.standing[name]
    options = list(dict.fromkeys([NOBODY, *(member["institution"] for member in view.members), stood]))
    st.selectbox(
        label,
        options,
        format_func=lambda institution: institution or t("meetings.decision.no_institution"),
        accept_new_options=True,
        key=form.key(name),
    )


def _save(view: MeetingView, decision: Row, change: Change, typed: dict[str, Any]) -> None:
    forum_acts.save_decision(view.meeting_id, decision["decision_id"], plain(typed), forum=view.forum, change=change)


def plain(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, without blanks around it."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}


def _drop(view: MeetingView, decision: Row, change: Change) -> None:
    forum_acts.drop_decision(view.meeting_id, decision["decision_id"], forum=view.forum, change=change)


def add_form(view: MeetingView) -> None:
    """Write down another decision, as a draft."""
    name = f"add_decision_{view.meeting_id}"
    with st.expander(t("meetings.decision.add"), expanded=not view.decisions):
        form = Form(name, view.known_at, standing=FIELDS, in_meeting=True)
        begin(form)
        with st.form(name, border=False, width=FORM_WIDTH):
            _fields(view, form)
            submit(form, lambda change, typed: _add(view, change, typed), label=t("meetings.decision.add"))
        told(name, saved=t("meetings.decision.added"))


def _add(view: MeetingView, change: Change, typed: dict[str, Any]) -> None:
    forum_acts.add_decision(view.meeting_id, plain(typed), forum=view.forum, change=change)
