"""A decision becomes an activity of its meeting, with owner, date and the output that it is to have."""

from typing import Any

import streamlit as st

import texts
from pages.forum.meeting_decision import FORM_WIDTH, LONGEST_TEXT, MILLION, NOBODY, institution_field, plain
from pages.forum.meeting_view import MeetingView, Row
from ui import forum_acts
from ui.forum_forms import Change, Form, begin, changed_meanwhile, plain_rows, submit
from ui.words import code_word, n, t
from vocab.codes import Field
from vocab.refusal import Refusal

LONGEST_WORDS = 200
NO_FIELD = ""
EMPTY = {
    "problem": "", "field": NO_FIELD, "office": "", "person": "", "supporters": "", "indicator": "",
    "output_unit": "", "output_target": None,
}  # fmt: skip


def activity_name(view: MeetingView, decision: Row) -> str:
    """The name of the form that makes an activity of a decision."""
    return f"activity_{view.meeting_id}_{decision['decision_id']}"


def activity_form(view: MeetingView, decision: Row) -> None:
    """The plan of the new activity, begun with what the decision says."""
    begun = {
        "activity": decision["decision"],
        "institution": decision["institution"] or NOBODY,
        "due_date": decision["due_date"],
        "people_expected": decision["people"],
        "budget": decision["budget"],
    }
    form = Form(
        activity_name(view, decision),
        view.known_at,
        standing=begun | EMPTY,
        since=decision["since"],
        words=decision["decision"],
        in_meeting=True,
    )
    begin(form)
    changed_meanwhile(form)
    with st.form(form.name, width=FORM_WIDTH):
        st.caption(t("meetings.activity.note", number=n(decision["decision_id"])))
        _fields(view, form)
        submit(form, lambda change, typed: _make(view, decision, change, typed), label=t("meetings.activity.save"))


def _fields(view: MeetingView, form: Form) -> None:
    st.text_area(t("meetings.activity.activity"), max_chars=LONGEST_TEXT, key=form.key("activity"), height=96)
    st.text_input(t("meetings.activity.problem"), max_chars=LONGEST_TEXT, key=form.key("problem"))
    with st.container(horizontal=True):
        institution_field(view, form, "institution", t("meetings.activity.institution"))
        _words(form, "office")
        _words(form, "person")
    with st.container(horizontal=True):
        st.date_input(t("meetings.activity.due_date"), format="DD/MM/YYYY", key=form.key("due_date"))
        st.selectbox(
            t("meetings.activity.field"),
            [NO_FIELD, *(field.value for field in Field)],
            format_func=lambda code: code_word("field", code) or t("meetings.activity.no_field"),
            key=form.key("field"),
        )
    with st.container(horizontal=True):
        _words(form, "indicator")
        _words(form, "output_unit")
        st.number_input(
            t("meetings.activity.output_target"), 0.0, None, None, 1.0, format="%g", key=form.key("output_target")
        )
    with st.container(horizontal=True):
        st.number_input(t("meetings.activity.people_expected"), 0, None, None, 100, key=form.key("people_expected"))
        st.number_input(t("meetings.activity.budget"), 0, None, None, MILLION, key=form.key("budget"))
    _words(form, "supporters")


def _words(form: Form, name: str) -> None:
    st.text_input(t(f"meetings.activity.{name}"), max_chars=LONGEST_WORDS, key=form.key(name))


def _make(view: MeetingView, decision: Row, change: Change, typed: dict[str, Any]) -> None:
    values = plain(typed)
    if not values["activity"] or not values["institution"]:
        code = "activity_incomplete"
        raise Refusal(code)
    forum_acts.add_activity(
        values | {"field": values["field"] or None} | _place(view, values["institution"]),
        change=change,
        meeting_id=view.meeting_id,
        decision_id=decision["decision_id"],
    )


def _place(view: MeetingView, institution: str) -> dict[str, Any]:
    """Whose it is: the forum, its area, the meeting it comes from as the plan says it, and the institution's sector."""
    day = texts.day(view.meeting["meeting_date"], texts.DEFAULT_LANGUAGE)
    origin = texts.text("meetings.origin", texts.DEFAULT_LANGUAGE, number=view.meeting["number"], day=day)
    sector = next((row["sector"] for row in view.members if row["institution"] == institution), None)
    area = plain_rows(view.frames.forums)[0]["region_code"]
    return {"forum": view.forum, "origin": origin, "region_code": area, "sector": sector}
