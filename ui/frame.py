"""What stands around every page: configuration, style, menu, and the foot of the sidebar."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import address, filter_bar, filters, first_start, session
from ui.markup import element, html
from ui.menu import FIRST_PAGE, MenuEntry, available
from ui.search_box import search_box
from ui.style import style_sheet
from ui.words import t

SIDEBAR_WIDTH = 264
ICON = Path(__file__).parents[1] / "static" / "icon.png"


def configure() -> None:
    """Name, icon and style of the page."""
    st.set_page_config(page_title=t("ui.name"), page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(style_sheet(session.language()))


def navigation() -> tuple[StreamlitPage, MenuEntry]:
    """The menu, and the page that is open with its entry; every page is registered on every run."""
    entries = {entry.address: entry for entry in available()}
    sections: dict[str, list[StreamlitPage]] = {}
    for entry in entries.values():
        sections.setdefault(t(f"menu.section_{entry.section}"), []).append(_page(entry))
    opened = st.navigation(sections, expanded=True)
    return opened, entries[opened.url_path or FIRST_PAGE.address]


def sidebar() -> None:
    """Beneath the menu: the search box, who is sitting here, and the language."""
    with st.sidebar, st.container(key="sidebar_foot"):
        search_box("sidebar")
        person = session.person()
        with st.popover(
            person.name if person else t("person.who"), icon=":material/person:", key="person", type="tertiary"
        ):
            html(element("p", t("person.why"), css="quiet"))
            session.ask_person(key="sidebar_person")
        filter_bar.language_switch(session.language())


def choice() -> filters.Choice:
    """What this run shows: the address, else this installation's own area."""
    return filters.settle(home="" if filters.area_in_address() else first_start.home())


def _page(entry: MenuEntry) -> StreamlitPage:
    return st.Page(
        entry.path,
        title=t(entry.title_key),
        icon=f":material/{entry.icon}:",
        url_path=entry.address,
        default=entry is FIRST_PAGE,
        visibility="hidden" if entry.is_hidden else "visible",
    )


def forget_address() -> None:
    """Go back to this installation's own view."""
    for key in address.KEYS:
        address.change(key, None)
