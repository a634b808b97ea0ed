"""Meeting mode: one agenda item at a time in large type; what is written is saved at once and seen on every screen."""

import streamlit as st

from pages.forum.mode_item import item_body
from pages.forum.mode_view import ModeView, mode_view
from ui import blocks, filters, meeting_screen
from ui.blocks import Action
from ui.filters import Choice
from ui.markup import element, html, safe
from ui.words import code_word, day, month, t
from vocab.forum_codes import AgendaSection, MeetingState

MODE, CONDUCT, SCREEN = "mode", "rapat", "layar"
"""In the address: the screen on which the meeting is conducted, and one that only follows it."""


def is_asked() -> bool:
    """Whether the address asks for meeting mode."""
    return filters.param(MODE) in (CONDUCT, SCREEN)


def address_of_mode(meeting_id: int, *, screen: bool = False) -> str:
    """The address of meeting mode, or of a screen that follows it."""
    return filters.link("rapat", rapat=str(meeting_id), mode=SCREEN if screen else CONDUCT, versi=None)


def meeting_mode(choice: Choice, forum: str, meeting_id: int) -> None:
    """Draw the meeting; the screen that conducts it has fields, all others follow it."""
    conducts = filters.param(MODE) == CONDUCT
    view = mode_view(choice, forum, meeting_id)
    with st.container(key="meeting_mode" if conducts else "meeting_screen"):
        _line(view, conducts=conducts)
        if view.items.empty:
            blocks.notice(t("mode.no_agenda"))
            meeting_screen.follow(meeting_id, (choice.known_at, None), any_item=False)
        else:
            _item(view, conducts=conducts)


def _item(view: ModeView, *, conducts: bool) -> None:
    shown = _shown(view, conducts=conducts)
    item = view.item_at(view.position_of(shown))
    if conducts:
        shown = int(item["item_id"])
        meeting_screen.show_item(view.meeting_id, shown)
    _heading(view, item)
    item_body(view, item, is_editable=conducts and view.is_editable)
    # What was drawn, not what is there by now: a change that came while drawing is the next poll's to find.
    meeting_screen.follow(view.meeting_id, (view.choice.known_at, shown), any_item=not conducts)
    if conducts:
        _ways(view, int(item["position"]))


def _slot(view: ModeView) -> str:
    return f"mode_item_{view.meeting_id}"


def _shown(view: ModeView, *, conducts: bool) -> int | None:
    """The item that is shown: this screen's own choice, else the one that the meeting is at."""
    shown = meeting_screen.shown_item(view.meeting_id)
    return st.session_state.setdefault(_slot(view), shown) if conducts else shown


def _line(view: ModeView, *, conducts: bool) -> None:
    """What stays in sight: forum, meeting, month of the figures, the version, and how far the meeting is."""
    meeting = view.meeting
    kind = code_word("meeting_kind", meeting["kind"])
    parts = [
        element("strong", meeting["forum"]),
        element(
            "span", t("mode.meeting", kind=kind, number=meeting["number"], day=day(meeting["meeting_date"].date()))
        ),
        element("span", t("mode.figures", month=month(view.period)) if view.period else ""),
        element("span", t("mode.version", version=view.version), css="quiet"),
        element("span", code_word("meeting_state", meeting["state"]), css="mode-state"),
    ]
    html(f'<div class="mode-line" role="status">{"".join(parts)}</div>')
    if meeting["state"] == MeetingState.CLOSED:
        blocks.notice(t("mode.closed", version=meeting["closed_version"]))
    elif meeting["state"] != MeetingState.RUNNING and conducts:
        blocks.notice(t("mode.not_running"))


def _heading(view: ModeView, item: dict[str, object]) -> None:
    place = t("mode.place", place=int(str(item["position"])) + 1, count=len(view.items))
    section = code_word("agenda_section", AgendaSection(str(item["section"])))
    html(
        f'<header class="mode-heading"><p>{safe(section)}<span>{safe(place)}</span></p>'
        f"{element('h1', str(item['title']))}</header>"
    )


def _ways(view: ModeView, position: int) -> None:
    """Back and on by keyboard, a list to jump in, and the ways out."""
    with st.container(key="mode_ways", horizontal=True, vertical_alignment="bottom"):
        back = st.button(t("mode.previous"), key="mode_previous", shortcut="PageUp", disabled=position == 0)
        last = position == len(view.items) - 1
        on = st.button(t("mode.next"), key="mode_next", shortcut="PageDown", type="primary", disabled=last)
        titles = [t("mode.jump_item", place=place + 1, title=title) for place, title in enumerate(view.items["title"])]
        jump = _jump(view, titles, position)
    blocks.links(
        (
            Action(t("mode.to_screen"), address_of_mode(view.meeting_id, screen=True)),
            Action(t("mode.leave"), filters.link("rapat", rapat=str(view.meeting_id), mode=None)),
        )
    )
    wanted = position - 1 if back else position + 1 if on else jump
    if wanted != position:
        st.session_state[_slot(view)] = int(view.items["item_id"].iloc[wanted])
        st.rerun()


def _jump(view: ModeView, titles: list[str], position: int) -> int:
    key = f"mode_jump_{view.meeting_id}_{position}"
    picked = st.selectbox(t("mode.jump"), range(len(titles)), index=position, format_func=titles.__getitem__, key=key)
    return position if picked is None else int(picked)
