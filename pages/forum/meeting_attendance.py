"""Attendance by institution in the order of the decree: in person, represented, excused, absent; guests after them."""

from collections import Counter
from typing import Any

import streamlit as st

from pages.forum.meeting_decision import plain
from pages.forum.meeting_notes import notes_on
from pages.forum.meeting_view import CAME, MeetingView, Row
from pages.forum.meeting_words import joined
from ui import blocks, filters, forum_acts
from ui.blocks import Action, Cell, Column, Line, Table
from ui.forum_forms import Change, Form, begin, changed_meanwhile, chosen, is_open, open_button, submit, told
from ui.words import code_word, n, t
from vocab.codes import TargetState
from vocab.forum_codes import Attendance, CorrectedPart
from vocab.refusal import Refusal

FORM_WIDTH = 640
LONGEST_WORDS = 200
STATES = {
    Attendance.PRESENT: TargetState.REACHED,
    Attendance.REPRESENTED: TargetState.NEAR,
    Attendance.EXCUSED: TargetState.NO_DATA,
    Attendance.ABSENT: TargetState.BELOW,
}
"""Beside the word a shape: somebody of the institution was there, somebody else came, or nobody did."""
CODES = [code.value for code in Attendance]
FIELDS = ("represented_by", "person", "note")


def attendance_part(view: MeetingView) -> None:
    """The members with how they took part, and what was corrected of it."""
    notes_on(view, CorrectedPart.ATTENDANCE)
    if not view.members and not view.attendance:
        blocks.paragraph(t("meetings.attendance.no_members"))
        blocks.links((Action(t("meetings.attendance.to_members"), filters.link("anggota")),))
    blocks.paragraph(_summary(view))
    if not view.is_editable:
        _table(view)
        return
    blocks.paragraph(t("meetings.attendance.note"))
    with st.container(key="meeting_attendance"):
        for place, institution in enumerate(_institutions(view)):
            _row(view, institution, place=place)
    _guest_form(view)


def _institutions(view: MeetingView) -> list[str]:
    """The members in their order, then whoever else attended."""
    members = [member["institution"] for member in view.members]
    return list(dict.fromkeys([*members, *(row["institution"] for row in view.attendance)]))


def _said(view: MeetingView, institution: str) -> Row | None:
    return next((row for row in view.attendance if row["institution"] == institution), None)


def _summary(view: MeetingView) -> str:
    said = [_said(view, member["institution"]) for member in view.members]
    counts = Counter(row["attendance"] if row else "open" for row in said)
    words = {name: n(counts[name]) for name in (*CODES, "open")}
    came = sum(counts[code] for code in CAME)
    return t("meetings.attendance.summary", came=n(came), count=n(len(view.members)), **words)


def _role(view: MeetingView, institution: str) -> str:
    member = next((row for row in view.members if row["institution"] == institution), None)
    return t("meetings.attendance.guest") if member is None else code_word("member_role", member["role"])


def _row(view: MeetingView, institution: str, *, place: int) -> None:
    """One choice, saved at once; the details of who came open by a button."""
    said = _said(view, institution)
    name = f"attendance_{view.meeting_id}_{place}"
    came = [joined((said["represented_by"], said["person"]), ", "), said["note"]] if said else []
    with st.container(horizontal=True, key=f"row_{name}", vertical_alignment="center"):
        blocks.line(Line(institution, facts=[fact for fact in (_role(view, institution), *came) if fact]))
        chosen(
            t("meetings.attendance.how_of", institution=institution),
            name,
            CODES,
            said["attendance"] if said else None,
            lambda change, code: _record(view, institution, change, {"attendance": code}),
            words=lambda code: code_word("attendance", code),
            known_at=view.known_at,
            in_meeting=True,
        )
        words = t("meetings.attendance.details")
        open_button(words, f"{name}_details", type="tertiary", disabled=not said)
    told(name)
    if said:
        _details(view, said, name=f"{name}_details")


def _record(view: MeetingView, institution: str, change: Change, values: dict[str, Any]) -> None:
    row = {"institution": institution, **values}
    forum_acts.record_attendance(view.meeting_id, row, forum=view.forum, change=change)


def _details(view: MeetingView, said: Row, *, name: str) -> None:
    told(name)
    if not is_open(name):
        return
    form = Form(
        name,
        view.known_at,
        standing={field: said[field] for field in FIELDS},
        since=said["since"],
        words=joined((code_word("attendance", said["attendance"]), *(said[field] for field in FIELDS)), "; "),
        in_meeting=True,
    )
    begin(form)
    changed_meanwhile(form)
    with st.form(name, width=FORM_WIDTH):
        with st.container(horizontal=True):
            st.text_input(
                t("meetings.attendance.represented_by"), max_chars=LONGEST_WORDS, key=form.key("represented_by")
            )
            st.text_input(t("meetings.attendance.person"), max_chars=LONGEST_WORDS, key=form.key("person"))
        st.text_input(t("meetings.attendance.remark"), max_chars=LONGEST_WORDS, key=form.key("note"))
        submit(form, lambda change, typed: _record(view, said["institution"], change, plain(typed)))


def _guest_form(view: MeetingView) -> None:
    name = f"guest_{view.meeting_id}"
    with st.expander(t("meetings.attendance.add")):
        form = Form(name, view.known_at, standing={"institution": "", **dict.fromkeys(FIELDS, "")}, in_meeting=True)
        begin(form)
        with st.form(name, border=False, width=FORM_WIDTH):
            st.caption(t("meetings.attendance.add_note"))
            st.text_input(t("meetings.attendance.institution"), max_chars=LONGEST_WORDS, key=form.key("institution"))
            for field, label in zip(FIELDS, ("represented_by", "person", "remark"), strict=True):
                st.text_input(t(f"meetings.attendance.{label}"), max_chars=LONGEST_WORDS, key=form.key(field))
            submit(form, lambda change, typed: _guest(view, change, typed), label=t("meetings.attendance.add_save"))
        told(name)


def _guest(view: MeetingView, change: Change, typed: dict[str, Any]) -> None:
    institution = typed["institution"].strip()
    if not institution:
        code = "forum_institution_needed"
        raise Refusal(code)
    _record(view, institution, change, plain(typed) | {"attendance": Attendance.PRESENT.value})


def _table(view: MeetingView) -> None:
    names = ("institution", "how", "by", "remark")
    columns = [Column(t(f"meetings.attendance.{name}"), strong=name == "institution") for name in names]
    rows = [_cells(view, institution) for institution in _institutions(view)]
    blocks.table(Table(columns, rows, caption=t("meetings.attendance.note_closed")))


def _cells(view: MeetingView, institution: str) -> list[Cell]:
    said, name = _said(view, institution), Cell(institution, note=_role(view, institution))
    if said is None:
        return [name, Cell(t("meetings.attendance.not_recorded"), muted=True), Cell(""), Cell("")]
    words = code_word("attendance", said["attendance"])
    how = Cell(words, state=STATES[Attendance(said["attendance"])], word=words)
    return [name, how, Cell(joined((said["represented_by"], said["person"]), ", ")), Cell(said["note"])]
