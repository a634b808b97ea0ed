"""What the screens of one meeting share while it runs: the item that is shown, and whether anything has changed."""

import streamlit as st

import store
from ui import data

POLL_SECONDS = 0.7
"""How often a screen asks whether something changed; another screen must show it within two seconds."""


def shown_item(meeting_id: int) -> int | None:
    """The agenda item that the secretariat shows; None while it has shown none."""
    kept = store.read_setting(data.engine(), _name(meeting_id))
    return int(kept) if kept and kept.isdecimal() else None


def show_item(meeting_id: int, item_id: int) -> None:
    """Show an agenda item on every screen of the meeting that follows; no version, because no figure changes."""
    if shown_item(meeting_id) != item_id:
        store.change_setting(data.engine(), _name(meeting_id), str(item_id))


def _name(meeting_id: int) -> str:
    return f"meeting_{meeting_id}_item"


@st.fragment(run_every=POLL_SECONDS)
def follow(meeting_id: int, seen: tuple[int, int | None], *, any_item: bool) -> None:
    """Draw the page anew when the newest version or, for a screen that follows, the shown item is not as `seen`."""
    version, item = seen
    if data.latest_version() != version or (any_item and shown_item(meeting_id) != item):
        st.rerun()
