"""What was typed and not read back to the meeting yet, and the button that marks it as read back."""

import streamlit as st

from pages.forum.meeting_view import MeetingView, drafts
from ui import blocks, forum_acts
from ui.forum_forms import Change, button, told
from ui.words import n, t


def drafts_bar(view: MeetingView) -> None:
    """How many drafts there are, and the button; only what its reader sees is marked."""
    name = f"read_back_{view.meeting_id}"
    told(name, saved=t("meetings.drafts.done"))
    minutes, decisions = drafts(view)
    if not view.is_editable or not minutes + decisions:
        return

    def read_back(change: Change) -> None:
        forum_acts.read_back(view.meeting_id, forum=view.forum, change=change)

    counts = t("meetings.drafts.text", minutes=n(minutes), decisions=n(decisions))
    words = f"{counts} {t('meetings.drafts.note')}"
    with st.container(key="drafts_bar", horizontal=True, vertical_alignment="center"):
        blocks.notice(words, kind="attention", title=t("meetings.drafts.title"))
        button(
            t("meetings.drafts.button"),
            name,
            read_back,
            known_at=view.known_at,
            in_meeting=True,
        )
