"""Corrections of a closed meeting (ralat) by its chair, each with a visible number; and the meeting's history."""

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.forum.meeting_trace import trace
from pages.forum.meeting_view import MeetingView, Row
from pages.forum.meeting_words import joined
from ui import blocks, data, forum_acts, session
from ui.blocks import Entry
from ui.forum_forms import Change, Form, begin, changed_meanwhile, submit, told
from ui.words import code_word, day, n, t
from vocab.forum_codes import ChairCapacity, CorrectedPart

FORM_WIDTH = 720
LONGEST_TEXT = 4000
NOT_CHAIR = ""


def corrections_part(view: MeetingView) -> None:
    """The corrections with their numbers, the form for another one, and what became of the meeting."""
    blocks.section(t("meetings.correction.section"), t("meetings.correction.note"))
    if view.corrections:
        blocks.timeline([_entry(row) for row in view.corrections])
    else:
        blocks.paragraph(t("meetings.correction.none"))
    if view.is_closed and view.choice.version is None:
        _form(view)
    trace(view)


def _entry(row: Row) -> Entry:
    key = "text" if row["written"] else "text_new"
    words = {name: row[name] for name in ("subject", "written", "corrected", "reason")}
    said = t(f"meetings.correction.{key}", part=code_word("corrected_part", row["part"]), **words)
    chair = joined((str(data.version(row["since"])["note"] or ""), row["chair"]), ", ")
    when = t("meetings.correction.when", day=day(row["corrected_on"]), chair=chair)
    return Entry(when, t("meetings.correction.number", number=n(row["number"])), said)


def _form(view: MeetingView) -> None:
    name = f"correct_{view.meeting_id}"
    standing = {
        "part": CorrectedPart.MINUTES.value, "subject": "", "written": "", "corrected": "", "reason": "",
        "capacity": ChairCapacity.CHAIR.value if session.is_chair() else NOT_CHAIR,
    }  # fmt: skip
    with st.expander(t("meetings.correction.add")):
        form = Form(name, view.known_at, standing=standing, in_meeting=True)
        begin(form)
        with st.form(name, border=False, width=FORM_WIDTH):
            _fields(form)
            submit(form, lambda change, typed: _correct(view, change, typed), label=t("meetings.correction.save"))
        changed_meanwhile(form)
    told(name, saved=t("meetings.correction.saved"))


def _fields(form: Form) -> None:
    with st.container(horizontal=True):
        parts = [part.value for part in CorrectedPart]
        st.selectbox(
            t("meetings.correction.part"),
            parts,
            format_func=lambda code: code_word("corrected_part", code),
            key=form.key("part"),
        )
        st.text_input(
            t("meetings.correction.subject"),
            max_chars=LONGEST_TEXT,
            placeholder=t("meetings.correction.subject_help"),
            key=form.key("subject"),
        )
    for field in ("written", "corrected"):
        st.text_area(t(f"meetings.correction.{field}"), max_chars=LONGEST_TEXT, key=form.key(field), height=80)
    st.text_input(t("meetings.correction.reason"), max_chars=LONGEST_TEXT, key=form.key("reason"))
    st.selectbox(
        t("meetings.correction.capacity"),
        [NOT_CHAIR, *(capacity.value for capacity in ChairCapacity)],
        format_func=lambda code: code_word("chair_capacity", code) or t("meetings.correction.not_chair"),
        key=form.key("capacity"),
    )


def _correct(view: MeetingView, change: Change, typed: dict[str, Any]) -> None:
    """Whoever presides says as whom, which stays with the version; a correction by anybody else is refused."""
    values = {name: value.strip() for name, value in typed.items() if name != "capacity"}
    capacity = typed["capacity"]
    signed = replace(change, note=code_word("chair_capacity", capacity))
    forum_acts.correct_meeting(view.meeting_id, values, is_chair=bool(capacity), change=signed)
