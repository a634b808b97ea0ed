"""Decisions in meeting mode: written down as drafts, changed, read back."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.mode_save import LONGEST_TEXT
from pages.forum.mode_view import ModeView
from ui import blocks, forum, forum_acts, session
from ui.live_field import Field, live_field
from ui.markup import element, html, safe
from ui.words import day, n, t
from vocab.refusal import Refusal

Item = dict[Any, Any]
NO_OWNER = ""


def decisions_told(view: ModeView, item: Item) -> None:
    """What was decided under an item; at the reading of the agreements, everything that the meeting decided."""
    rows = view.of_meeting(view.frames.decisions)
    if item["section"] != "agreements":
        rows = rows[rows["item_id"] == item["item_id"]]
    if rows.empty:
        return
    items = "".join(_told(row) for row in rows.to_dict("records"))
    head = element("h2", t("mode.decisions"))
    html(f'<section class="mode-block">{head}<ol class="mode-decisions">{items}</ol></section>')


def _told(row: Item) -> str:
    state = "read_back" if row["is_read_back"] else "draft"
    mark = f'<span class="{state}">{safe(t(f"mode.{state}"))}</span>'
    direction = element("span", t("mode.direction"), css="mode-direction") if row["is_direction"] else ""
    words = f"{element('p', row['decision'])}<small>{_whose(row)}{direction}{mark}</small>"
    return f'<li value="{int(row["decision_id"])}">{words}</li>'


def _whose(row: Item) -> str:
    parts = [row["institution"]]
    if not pd.isna(row["due_date"]):
        parts.append(t("mode.until", day=day(row["due_date"].date())))
    if not pd.isna(row["people"]):
        parts.append(t("mode.people", people=n(row["people"])))
    if not pd.isna(row["budget"]):
        parts.append(t("mode.rupiah", amount=n(row["budget"])))
    return safe(" · ".join(part for part in parts if part))


def decision_fields(view: ModeView, item: Item) -> None:
    """A new decision under this item; what follows from it is entered in the same line."""
    name = f"decide_{view.meeting_id}_{item['item_id']}"
    owners = [NO_OWNER, *view.frames.members["institution"]]
    activity = view.activity(item["activity_id"]) if item["activity_id"] else None
    own = owners.index(activity["institution"]) if activity and activity["institution"] in owners else 0
    with st.form(name, clear_on_submit=True, border=False):
        said = st.text_input(t("mode.decide.text"), max_chars=LONGEST_TEXT, key=f"{name}_text")
        owner = st.selectbox(t("mode.decide.owner"), owners, index=own, format_func=_owner_word, key=f"{name}_owner")
        with st.container(horizontal=True):
            due = st.date_input(t("mode.decide.due"), None, format="DD/MM/YYYY", key=f"{name}_due")
            people = st.number_input(t("mode.decide.people"), 0, None, None, 1, key=f"{name}_people")
            budget = st.number_input(t("mode.decide.budget"), 0, None, None, 1_000_000, key=f"{name}_budget")
        is_direction = st.checkbox(t("mode.decide.direction"), key=f"{name}_direction")
        sent = st.form_submit_button(t("mode.decide.save"))
    if sent:
        values = {"decision": said.strip(), "institution": owner, "due_date": due, "people": people, "budget": budget}
        ties = {"item_id": int(item["item_id"]), "activity_id": item["activity_id"], "is_direction": is_direction}
        _add(view, values | ties, form=name)


def _owner_word(name: str) -> str:
    return name or t("mode.decide.no_owner")


def _add(view: ModeView, values: dict[str, Any], *, form: str) -> None:
    try:
        change = forum.change(form, in_meeting=True)
        forum_acts.add_decision(view.meeting_id, values, forum=view.forum, change=change)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    session.renew_key(form)
    st.rerun()


def read_back_fields(view: ModeView, _item: Item) -> None:
    """Change each decision; then read everything back, which ends the drafts."""
    rows = view.of_meeting(view.frames.decisions)
    for row in rows.to_dict("records"):
        with st.expander(t("mode.change_decision", number=int(row["decision_id"]))):
            _edit(view, row)
    if st.button(t("mode.read_back_all"), key=f"read_back_{view.meeting_id}", type="primary"):
        _read_back(view)


def _edit(view: ModeView, row: Item) -> None:
    name, since = f"dec_{view.meeting_id}_{row['decision_id']}", int(row["since"])
    owners = list(dict.fromkeys([NO_OWNER, *view.frames.members["institution"], row["institution"]]))
    due = None if pd.isna(row["due_date"]) else row["due_date"].date()
    live_field(
        Field(f"{name}_text", row["decision"], since, is_text=True),
        draw=lambda key, value: st.text_area(t("mode.decide.text"), value, max_chars=LONGEST_TEXT, key=key),
        save=lambda value, opened_at: _change(view, row, {"decision": value}, opened_at, form=f"{name}_text"),
    )
    live_field(
        Field(f"{name}_owner", row["institution"], since, words=_owner_word),
        draw=lambda key, value: st.selectbox(
            t("mode.decide.owner"), owners, index=owners.index(value), format_func=_owner_word, key=key
        ),
        save=lambda value, opened_at: _change(view, row, {"institution": value}, opened_at, form=f"{name}_owner"),
    )
    live_field(
        Field(f"{name}_due", due, since, words=day),
        draw=lambda key, value: st.date_input(t("mode.decide.due"), value, format="DD/MM/YYYY", key=key),
        save=lambda value, opened_at: _change(view, row, {"due_date": value}, opened_at, form=f"{name}_due"),
    )


def _change(view: ModeView, row: Item, values: dict[str, Any], opened_at: int, *, form: str) -> None:
    change = forum.change(form, opened_at=opened_at, in_meeting=True)
    forum_acts.save_decision(view.meeting_id, int(row["decision_id"]), values, forum=view.forum, change=change)


def _read_back(view: ModeView) -> None:
    """What was typed after the version on the screen stays a draft: nobody has heard it."""
    form = f"read_back_{view.meeting_id}"
    try:
        change = forum.change(form, opened_at=view.version, in_meeting=True)
        forum_acts.read_back(view.meeting_id, forum=view.forum, change=change)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    session.renew_key(form)
    st.rerun()
