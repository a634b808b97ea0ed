"""One meeting: how far it is and what comes next, its facts, and its parts; frozen once it is closed."""

from collections.abc import Callable

import streamlit as st

from pages.forum import mode
from pages.forum.meeting_agenda import agenda_part
from pages.forum.meeting_attendance import attendance_part
from pages.forum.meeting_changes import changes_part
from pages.forum.meeting_corrections import corrections_part
from pages.forum.meeting_decisions import decisions_part
from pages.forum.meeting_facts import facts_block
from pages.forum.meeting_papers import papers_part
from pages.forum.meeting_plan import PLAN
from pages.forum.meeting_steps import frozen_banner, reopening_name, steps_block
from pages.forum.meeting_view import OPENED, PART, MeetingView, address_of, meeting_view
from pages.forum.meeting_words import joined, name_of, state_sentence
from pages.views import pick
from ui import blocks, data, filters, forum
from ui.blocks import Action
from ui.filters import Choice
from ui.forum_forms import ask_who, is_open, plain_rows, told, told_rest
from ui.words import code_word, t

PARTS: dict[str, Callable[[MeetingView], None]] = {
    "agenda": agenda_part,
    "kehadiran": attendance_part,
    "kesepakatan": decisions_part,
    "perubahan": changes_part,
    "bahan": papers_part,
    "riwayat": corrections_part,
}
"""The parts of a meeting by their name in the address."""


def unknown_meeting(choice: Choice) -> None:
    """A friendly word for a meeting that is none of this area's forums."""
    blocks.page_header(t("meetings.title"))
    back = Action(t("meetings.all"), address_of(**{OPENED: None, PART: None}))
    text = t("meetings.unknown_text", area=data.area_name(choice.area))
    blocks.empty(t("meetings.unknown_title"), text, actions=(back,))


def meeting_detail(meeting_id: int, name: str, choice: Choice) -> None:
    """The meeting that the address names."""
    view = meeting_view(meeting_id, name, choice)
    kind = code_word("meeting_kind", view.meeting["kind"])
    question = joined((name, kind, view.meeting["subject"]))
    blocks.page_header(name_of(view.meeting), state_sentence(view), question=question)
    blocks.links(_ways(view))
    if choice.version is not None:
        blocks.notice(t("meetings.not_live", version=choice.version))
        blocks.links((Action(t("meetings.open_live"), address_of(versi=None)),))
    told(PLAN, saved=t("meetings.plan.planned"))
    left_over = st.container()
    steps_block(view)
    frozen_banner(view)
    if _is_written_to(view):
        ask_who("meeting_who")
    facts_block(view)
    words = {part: t(f"meetings.part.{part}") for part in PARTS}
    with st.container(key="meeting_parts"):
        part = pick(PART, tuple(PARTS), label=t("meetings.parts"), words=words)
    PARTS[part](view)
    with left_over:
        told_rest()


def _ways(view: MeetingView) -> list[Action]:
    """Back to the list, to the meetings before and after this one, and into meeting mode."""
    ways = [Action(t("meetings.all"), address_of(**{OPENED: None, PART: None}))]
    meetings = {
        row["number"]: row["meeting_id"] for row in plain_rows(forum.frames_of(view.choice, view.forum).meetings)
    }
    number = view.meeting["number"]
    for key, beside in (("before", number - 1), ("after", number + 1)):
        if beside in meetings:
            ways.append(Action(t(f"meetings.{key}"), address_of(**{OPENED: str(meetings[beside])})))
    if view.is_editable:
        ways.append(Action(t("meetings.mode"), mode.address_of_mode(view.meeting_id)))
    return ways


def _is_written_to(view: MeetingView) -> bool:
    """Whether anything can be entered here; a closed meeting is only corrected or reopened."""
    corrects = filters.param(PART) == "riwayat" or is_open(reopening_name(view))
    return view.choice.version is None and (view.is_editable or corrects)
