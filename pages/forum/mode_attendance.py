"""Attendance in meeting mode: one choice per institution, in the order of the decree."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.mode_closing import step_field
from pages.forum.mode_view import ModeView
from ui import blocks, forum, forum_acts
from ui.blocks import Cell, Column, Table
from ui.live_field import Field, live_field
from ui.words import code_word, escape_markdown, n, t
from vocab.codes import TargetState
from vocab.forum_codes import Attendance, MeetingState

Item = dict[Any, Any]
NOT_SAID = ""
LONGEST_POSITION = 200
STATES = {
    Attendance.PRESENT: TargetState.REACHED,
    Attendance.REPRESENTED: TargetState.NEAR,
    Attendance.EXCUSED: TargetState.NO_DATA,
    Attendance.ABSENT: TargetState.BELOW,
}


def attendance_told(view: ModeView, _item: Item) -> None:
    """Who is there, who is represented and by whom; what was not said is said so."""
    rows = [_row(view, member) for member in _members(view)]
    came = (
        view.of_meeting(view.frames.attendance)["attendance"].isin([Attendance.PRESENT, Attendance.REPRESENTED]).sum()
    )
    caption = t("mode.attendance.caption", came=n(came), count=n(len(rows)))
    columns = (Column(t("mode.attendance.institution"), strong=True), Column(t("mode.attendance.how")))
    blocks.section(t("mode.attendance.title"))
    blocks.table(Table(columns, rows, caption=caption))


def _members(view: ModeView) -> list[Item]:
    members = view.frames.members
    return members[members["is_active"].astype(bool)].to_dict("records")


def _said(view: ModeView, institution: str) -> Item | None:
    rows = view.of_meeting(view.frames.attendance)
    own = rows[rows["institution"] == institution]
    return None if own.empty else own.iloc[0].to_dict()


def _row(view: ModeView, member: Item) -> tuple[Cell, Cell]:
    said = _said(view, member["institution"])
    name = Cell(member["institution"], note=code_word("member_role", member["role"]))
    if said is None:
        return name, Cell(t("mode.attendance.not_said"), muted=True)
    words = code_word("attendance", said["attendance"])
    return name, Cell(words, state=STATES[Attendance(said["attendance"])], note=said["represented_by"], word=words)


def attendance_fields(view: ModeView, _item: Item) -> None:
    """The step that begins the meeting, then a choice per institution."""
    step_field(view, but=MeetingState.CLOSED)
    blocks.section(t("mode.attendance.record"), t("mode.attendance.record_note"))
    for member in _members(view):
        _fields(view, member)


def _fields(view: ModeView, member: Item) -> None:
    institution, said = member["institution"], _said(view, member["institution"])
    stored = NOT_SAID if said is None else str(said["attendance"])
    since = 0 if said is None else int(said["since"])
    name = f"att_{view.meeting_id}_{member['place']}_{institution}"
    options = [NOT_SAID, *(code.value for code in Attendance)]
    live_field(
        Field(name, stored, since, words=_word),
        draw=lambda key, value: st.selectbox(
            escape_markdown(institution), options, index=options.index(value), format_func=_word, key=key
        ),
        save=lambda value, opened_at: _save(view, institution, {"attendance": value}, opened_at, form=name),
    )
    if stored == Attendance.REPRESENTED and said is not None:
        _position(view, said, name=f"{name}_by")


def _word(code: str) -> str:
    return code_word("attendance", code) or t("mode.attendance.not_said")


def _position(view: ModeView, said: Item, *, name: str) -> None:
    institution = str(said["institution"])
    label = t("mode.attendance.represented_by", institution=escape_markdown(institution))
    live_field(
        Field(
            name, "" if pd.isna(said["represented_by"]) else said["represented_by"], int(said["since"]), is_text=True
        ),
        draw=lambda key, value: st.text_input(label, value, max_chars=LONGEST_POSITION, key=key),
        save=lambda value, opened_at: _save(view, institution, {"represented_by": value}, opened_at, form=name),
    )


def _save(view: ModeView, institution: str, values: dict[str, Any], opened_at: int, *, form: str) -> None:
    if values.get("attendance") == NOT_SAID:
        return
    change = forum.change(form, opened_at=opened_at, in_meeting=True)
    row = {"institution": institution} | values
    forum_acts.record_attendance(view.meeting_id, row, forum=view.forum, change=change)
