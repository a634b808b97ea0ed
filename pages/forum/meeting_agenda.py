"""The agenda of a meeting with its minutes: what is followed up tells how it stands; each item has its own form."""

from typing import Any

import streamlit as st

from pages.forum.follow_up_words import given, obstacle_words, progress_words, status_words, timing_badge
from pages.forum.meeting_drafts import drafts_bar
from pages.forum.meeting_item import add_form, item_form, item_name
from pages.forum.meeting_notes import notes_on
from pages.forum.meeting_view import PAGE, MeetingView, Row, address_of
from pages.forum.meeting_words import joined
from ui import blocks, filters
from ui.blocks import Action, Line
from ui.forum_forms import is_open, open_button, told
from ui.words import code_word, n, t
from vocab.forum_codes import AgendaSection, CorrectedPart

PAGE_SIZE = 60
"""Items that are drawn at once, however long an agenda is."""


def agenda_part(view: MeetingView) -> None:
    """The items in their order, each with its minutes; what was corrected of them; the form for another item."""
    notes_on(view, CorrectedPart.MINUTES, CorrectedPart.ACTIVITY)
    if not view.agenda:
        blocks.paragraph(t("meetings.agenda.empty"))
    drafts_bar(view)
    first = _first(len(view.agenda))
    before = ""
    with st.container(key="meeting_agenda"):
        for number, item in enumerate(view.agenda[first : first + PAGE_SIZE], start=first + 1):
            _item(view, item, number=number, is_first=item["section"] != before)
            before = item["section"]
    _page_links(first, len(view.agenda))
    if view.is_editable:
        blocks.paragraph(t("meetings.agenda.note"))
        add_form(view)


def _first(count: int) -> int:
    """The place of the first item that is shown, by the page in the address; the last page where there is none such."""
    asked = filters.param(PAGE)
    wanted = int(asked) - 1 if asked.isdecimal() else 0
    return PAGE_SIZE * min(max(wanted, 0), max(count - 1, 0) // PAGE_SIZE)


def _page_links(first: int, count: int) -> None:
    """Which items of a long agenda are shown, and the ways to those before and after them."""
    if count <= PAGE_SIZE:
        return
    page, last = first // PAGE_SIZE + 1, min(first + PAGE_SIZE, count)
    blocks.paragraph(t("meetings.agenda.page", first=n(first + 1), last=n(last), count=n(count)))
    ways = []
    if first:
        ways.append(("earlier", page - 1))
    if last < count:
        ways.append(("later", page + 1))
    blocks.links([Action(t(f"meetings.agenda.{key}"), address_of(**{PAGE: str(number)})) for key, number in ways])


def _item(view: MeetingView, item: Row, *, number: int, is_first: bool) -> None:
    name = item_name(view, item)
    label = code_word("agenda_section", AgendaSection(item["section"])) if is_first else ""
    with st.container(horizontal=True, key=f"row_{name}"):
        blocks.line(_line(view, item, number=number, label=label))
        if view.is_editable and not is_open(name):
            open_button(t("meetings.agenda.edit"), name, type="tertiary")
    told(name)
    if view.is_editable and is_open(name):
        item_form(view, item)


def _line(view: MeetingView, item: Row, *, number: int, label: str) -> Line:
    activity = view.activity(item["activity_id"]) if item["activity_id"] else None
    said = [
        (t("meetings.agenda.clarification", institution=row["institution"]), row["clarification"])
        for row in view.clarifications
        if row["activity_id"] and row["activity_id"] == item["activity_id"]
    ]
    return Line(
        title=item["title"],
        number=n(number),
        label=label,
        href=story(item["activity_id"]) if activity else "",
        facts=facts_of(activity) if activity else _gone(item),
        badges=[badge] if activity and (badge := timing_badge(activity)) else [],
        tags=_tags(item),
        need=need_of(activity) if activity else "",
        text=item["minutes"].strip(),
        notes=said,
    )


def story(activity_id: str) -> str:
    """The address of an activity's whole story."""
    return filters.link("tindak-lanjut", kegiatan=activity_id)


def _gone(item: Row) -> list[str]:
    return [t("meetings.agenda.gone")] if item["activity_id"] else []


def _tags(item: Row) -> list[str]:
    if not item["minutes"].strip():
        return []
    return [t("meetings.agenda.read_back" if item["is_read_back"] else "meetings.agenda.draft")]


def facts_of(activity: dict[Any, Any]) -> list[str]:
    """Who carries an activity out, how it stands, and how often it was carried over."""
    survived = activity["meetings_survived"]
    facts = (
        owner(activity),
        joined((status_words(activity), progress_words(activity)), ", "),
        obstacle_words(activity) if given(activity["obstacle"]) else "",
        t("meetings.agenda.survived", count=n(survived)) if survived == survived and survived else "",
    )
    return [fact for fact in facts if fact]


def need_of(activity: dict[Any, Any]) -> str:
    """What the forum is to decide about an activity; nothing where it only needs to know of it."""
    need = given(activity["decision"])
    return t("meetings.agenda.need", need=code_word("decision_need", need)) if need else ""


def owner(activity: dict[Any, Any]) -> str:
    """The institution, and the office or person in charge."""
    return joined((given(activity[name]) for name in ("institution", "office", "person")), ", ")
