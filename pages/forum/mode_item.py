"""One agenda item in meeting mode: what everybody reads, and beside it, where the meeting is conducted, the fields."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.forum.mode_activity import activity_fields, activity_told
from pages.forum.mode_attendance import attendance_fields, attendance_told
from pages.forum.mode_closing import closing_fields, closing_told
from pages.forum.mode_coverage import coverage_told
from pages.forum.mode_decisions import decision_fields, decisions_told, read_back_fields
from pages.forum.mode_save import recorder, save_minutes
from pages.forum.mode_view import ModeView
from ui.live_field import Field, live_field
from ui.markup import element, html, safe
from ui.words import t
from vocab.forum_codes import AgendaSection

Item = dict[Any, Any]
Part = Callable[[ModeView, Item], None]
TOLD: dict[AgendaSection, Part] = {
    AgendaSection.OPENING: attendance_told,
    AgendaSection.COVERAGE: coverage_told,
    AgendaSection.FOLLOW_UP: activity_told,
    AgendaSection.AGREEMENTS: decisions_told,
    AgendaSection.CLOSING: closing_told,
}
FIELDS: dict[AgendaSection, Part] = {
    AgendaSection.OPENING: attendance_fields,
    AgendaSection.FOLLOW_UP: activity_fields,
    AgendaSection.AGREEMENTS: read_back_fields,
    AgendaSection.CLOSING: closing_fields,
}
"""What each part of the agenda shows, and what can be entered in it beside minutes and decisions."""
MINUTES_HEIGHT = 150


def item_body(view: ModeView, item: Item, *, is_editable: bool) -> None:
    """Draw an item; with fields beside it where it can be written in."""
    if not is_editable:
        _told(view, item)
        return
    read, write = st.columns([3, 2], gap="large")
    with read:
        _told(view, item)
    with write:
        _fields(view, item)


def _told(view: ModeView, item: Item) -> None:
    section = AgendaSection(item["section"])
    with st.container(key="mode_told"):
        if section in TOLD:
            TOLD[section](view, item)
        _minutes_told(item)
        if section is not AgendaSection.AGREEMENTS:
            decisions_told(view, item)


def _minutes_told(item: Item) -> None:
    if not item["minutes"].strip():
        return
    state = "read_back" if item["is_read_back"] else "draft"
    head = f'<h2>{safe(t("mode.minutes"))} <span class="{state}">{safe(t(f"mode.{state}"))}</span></h2>'
    paragraphs = "".join(element("p", line) for line in item["minutes"].splitlines() if line.strip())
    html(f'<section class="mode-block">{head}{paragraphs}</section>')


def _fields(view: ModeView, item: Item) -> None:
    section = AgendaSection(item["section"])
    with st.container(key="mode_fields"):
        recorder()
        if section in FIELDS:
            FIELDS[section](view, item)
        _minutes_field(view, item)
        if section not in (AgendaSection.AGREEMENTS, AgendaSection.CLOSING):
            decision_fields(view, item)


def _minutes_field(view: ModeView, item: Item) -> None:
    field = Field(f"minutes_{view.meeting_id}_{item['item_id']}", item["minutes"], int(item["since"]), is_text=True)
    live_field(
        field,
        draw=lambda key, value: st.text_area(t("mode.minutes_field"), value, MINUTES_HEIGHT, key=key, max_chars=4000),
        save=lambda value, opened_at: save_minutes(view, int(item["item_id"]), value, opened_at, form=field.name),
    )
