"""The first screen of a new installation: which area is yours, or look at an example first."""

import streamlit as st

import store
from settings import read_settings
from ui import address, data, filter_bar, filters, start
from ui.markup import element, html
from ui.menu import MenuEntry
from ui.session import now, person
from ui.words import t
from vocab.people import Person

SETTING = "home_region"
EXAMPLE_PERIOD = "2016-08"


def home() -> str:
    """The area of this installation: chosen on screen, else configured; empty while nobody has said."""
    return store.read_setting(data.engine(), SETTING) or read_settings().first_region


def is_needed(entry: MenuEntry) -> bool:
    """Whether to ask: no area of one's own, none in the address, and the page shows an area."""
    return entry.has_filters and not filters.area_in_address() and not home()


def show() -> None:
    """Ask for the area; offer the published example and the made-up figures, each of them said to be so."""
    with st.container(key="first_start"):
        html(_welcome())
        st.selectbox(
            t("start.which"),
            filters.selectable_areas(),
            index=None,
            format_func=filter_bar.area_label,
            key="start_area",
            placeholder=t("start.type_a_name"),
            help=t("start.which_help"),
        )
        st.button(t("start.open"), type="primary", on_click=_choose, disabled=not st.session_state.get("start_area"))
        html(element("h2", t("start.look_first")))
        with st.container(key="start_examples"):
            with st.container(key="start_example"):
                _say_offer("example")
                st.button(t("start.example_button"), on_click=_show_example)
            with st.container(key="start_demo"):
                _say_offer("demo")
                demo_button(t("start.demo_button"))


def _welcome() -> str:
    head = element("p", t("ui.name"), css="brand") + element("h1", t("start.title"))
    return f'<div class="welcome">{head}{element("p", t("start.text"), css="answer")}</div>'


def _say_offer(name: str) -> None:
    html(element("h3", t(f"start.{name}_title")) + element("p", t(f"start.{name}_text"), css="quiet"))


def _choose() -> None:
    area = st.session_state["start_area"]
    if not data.kinds_of_sample_in(data.frames_at(area, data.latest_version()), area):
        # Figures of another regency must not turn up on this one's projector; the example stays one click away.
        store.remove_sample(data.engine(), by=who(), at=now())
    store.change_setting(data.engine(), SETTING, area)
    address.change("wilayah", area)


def _show_example() -> None:
    start.load_sample(data.engine(), "published", at=now(), by=who())
    address.change("wilayah", start.HOME_OF_PUBLISHED)
    address.change("periode", EXAMPLE_PERIOD)


def demo_button(label: str) -> None:
    """A button that loads the made-up province and opens it; used here and on the history page.

    The forum's story is played step by step, which takes many seconds: what is done meanwhile stands below the button,
    and nothing is drawn until it is done, because whatever is drawn may end this run for another click.
    """
    if st.button(label, key="load_demo"):
        with st.spinner(t("start.demo_loading")):
            start.load_sample(data.engine(), "demo", at=now(), by=who())
        address.change("periode", None)
        address.change("wilayah", start.HOME_OF_DEMO)
        st.rerun()


def who() -> Person:
    """Who does this, or a word for somebody who has not said."""
    return person() or Person(name=t("person.unnamed"))
