"""The form of one agenda item: its title and minutes, its place, and taking it off; and the form for another item."""

from typing import Any

import streamlit as st

from pages.forum.meeting_view import MeetingView, Row
from pages.forum.meeting_words import joined
from ui import forum_acts
from ui.forum_forms import Change, Form, begin, button, changed_meanwhile, submit, told
from ui.words import code_word, t
from vocab.forum_codes import AgendaSection
from vocab.refusal import Refusal

FORM_WIDTH = 720
LONGEST_TEXT = 4000


def item_name(view: MeetingView, item: Row) -> str:
    """The name of an item's form."""
    return f"item_{view.meeting_id}_{item['item_id']}"


def item_form(view: MeetingView, item: Row) -> None:
    """Title and minutes; an activity keeps its own title."""
    form = Form(
        item_name(view, item),
        view.known_at,
        standing={"minutes": item["minutes"], **({} if item["activity_id"] else {"title": item["title"]})},
        since=item["since"],
        words=joined((item["title"], item["minutes"]), "; "),
        in_meeting=True,
    )
    begin(form)
    changed_meanwhile(form)
    with st.form(form.name, width=FORM_WIDTH):
        if not item["activity_id"]:
            st.text_input(t("meetings.agenda.title"), max_chars=LONGEST_TEXT, key=form.key("title"))
        st.text_area(t("meetings.agenda.minutes"), max_chars=LONGEST_TEXT, key=form.key("minutes"), height=160)
        submit(form, lambda change, typed: _save(view, item, change, typed))
    _place(view, item, form)


def _save(view: MeetingView, item: Row, change: Change, typed: dict[str, Any]) -> None:
    """Only what was changed is written: minutes that stay as they were stay read back."""
    values = {name: value.strip() for name, value in typed.items() if value.strip() != item[name].strip()}
    if not values.get("title", item["title"]):
        code = "title_needed"
        raise Refusal(code)
    if values:
        forum_acts.save_agenda_item(view.meeting_id, item["item_id"], values, forum=view.forum, change=change)


def _place(view: MeetingView, item: Row, form: Form) -> None:
    """Move the item within its part, or take it off; an open activity stays on the agenda."""
    acts = {
        "up": lambda change: _move(view, item, change, before=True),
        "down": lambda change: _move(view, item, change, before=False),
        "drop": lambda change: _drop(view, item, change),
    }
    names = [name for name in acts if name != "drop" or not item["activity_id"]]
    with st.container(horizontal=True):
        for name in names:
            label = t(f"meetings.agenda.{name}")
            key = form.key(name)
            button(label, key, acts[name], known_at=view.known_at, in_meeting=True, type="tertiary")
    for name in names:
        told(form.key(name), saved=t("meetings.agenda.moved"))


def _move(view: MeetingView, item: Row, change: Change, *, before: bool) -> None:
    forum_acts.move_agenda_item(view.meeting_id, item["item_id"], before=before, forum=view.forum, change=change)


def _drop(view: MeetingView, item: Row, change: Change) -> None:
    forum_acts.drop_agenda_item(view.meeting_id, item["item_id"], forum=view.forum, change=change)


def add_form(view: MeetingView) -> None:
    """Another item at the end of its part."""
    name = f"add_item_{view.meeting_id}"
    with st.expander(t("meetings.agenda.add")):
        form = Form(
            name,
            view.known_at,
            standing={"section": AgendaSection.DISCUSSION.value, "title": ""},
            in_meeting=True,
        )
        begin(form)
        with st.form(name, border=False, width=FORM_WIDTH):
            st.selectbox(
                t("meetings.agenda.section"),
                [part.value for part in AgendaSection],
                format_func=lambda code: code_word("agenda_section", code),
                key=form.key("section"),
            )
            st.text_input(t("meetings.agenda.title"), max_chars=LONGEST_TEXT, key=form.key("title"))
            submit(form, lambda change, typed: _add(view, change, typed), label=t("meetings.agenda.add_save"))
        told(name, saved=t("meetings.agenda.added"))


def _add(view: MeetingView, change: Change, typed: dict[str, Any]) -> None:
    forum_acts.add_agenda_item(
        view.meeting_id, section=AgendaSection(typed["section"]), title=typed["title"], forum=view.forum, change=change
    )
