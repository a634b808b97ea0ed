"""What a meeting decided: drafts until they are read back, each with who, until when, how many people and rupiah."""

import streamlit as st

from pages.forum.meeting_activity import activity_form, activity_name
from pages.forum.meeting_agenda import story
from pages.forum.meeting_decision import add_form, decision_form, decision_name
from pages.forum.meeting_drafts import drafts_bar
from pages.forum.meeting_notes import notes_on
from pages.forum.meeting_view import MeetingView, Row
from ui import blocks
from ui.blocks import Line
from ui.forum_forms import is_open, open_button, told
from ui.words import day, n, t
from vocab.forum_codes import CorrectedPart


def decisions_part(view: MeetingView) -> None:
    """The decisions in their order, what was corrected of them, and the form for another one."""
    notes_on(view, CorrectedPart.DECISION)
    drafts_bar(view)
    if not view.decisions:
        blocks.paragraph(t("meetings.decision.empty_closed" if view.is_closed else "meetings.decision.empty"))
    with st.container(key="meeting_decisions"):
        for decision in view.decisions:
            _decision(view, decision)
    if view.is_editable:
        blocks.paragraph(t("meetings.decision.note"))
        add_form(view)


def _decision(view: MeetingView, decision: Row) -> None:
    name, into = decision_name(view, decision), activity_name(view, decision)
    is_idle = view.is_editable and not is_open(name) and not is_open(into)
    with st.container(horizontal=True, key=f"row_{name}"):
        blocks.line(_line(view, decision))
        if is_idle:
            open_button(t("meetings.decision.edit"), name, type="tertiary")
        if is_idle and not decision["activity_id"]:
            open_button(t("meetings.decision.to_activity"), into, type="tertiary")
    told(name)
    told(into, saved=t("meetings.activity.made"))
    if view.is_editable and is_open(name):
        decision_form(view, decision)
    if view.is_editable and is_open(into):
        activity_form(view, decision)


def _line(view: MeetingView, decision: Row) -> Line:
    activity = view.activity(decision["activity_id"]) if decision["activity_id"] else None
    words = activity["activity"] if activity else ""
    return Line(
        title=decision["decision"],
        number=n(decision["decision_id"]),
        href=story(decision["activity_id"]) if activity else "",
        facts=[*facts_of(view, decision), *([t("meetings.decision.activity", activity=words)] if words else [])],
        tags=_tags(decision),
    )


def _tags(decision: Row) -> list[str]:
    state = "read_back" if decision["is_read_back"] else "draft"
    direction = [t("meetings.decision.direction")] if decision["is_direction"] else []
    return [*direction, t(f"meetings.agenda.{state}")]


def facts_of(view: MeetingView, decision: Row) -> list[str]:
    """Who, until when, how many people, how much money, from which item."""
    institution, due = decision["institution"], decision["due_date"]
    place = view.number_of(decision["item_id"])
    return [
        t("meetings.decision.owner", institution=institution) if institution else t("meetings.decision.no_owner"),
        t("meetings.decision.due", day=day(due)) if due else t("meetings.decision.no_due"),
        *([t("meetings.decision.of_people", people=n(decision["people"]))] if decision["people"] is not None else []),
        *([t("meetings.decision.rupiah", amount=n(decision["budget"]))] if decision["budget"] is not None else []),
        *([t("meetings.decision.from_item", number=n(place))] if place else []),
    ]
