"""Says on every screen when figures are an example or made up, and takes them away in one click."""

import streamlit as st

import store
from ui import address, data, filters, first_start
from ui.blocks_text import notice
from ui.markup import element, html
from ui.session import now
from ui.words import t
from vocab.refusal import Refusal


def show(choice: filters.Choice) -> None:
    """The banner of what is shown here: made-up figures anywhere, or the published example in this area."""
    state = data.sample_state_at(data.engine(), data.newest_of_run())
    shown = data.kinds_of_sample_in(data.frames(choice), choice.area)
    if state.demo:
        _banner("demo", here="demo" in shown)
    if state.published and "sample" in shown:
        _banner("sample", here=True)


def _banner(kind: str, *, here: bool) -> None:
    with st.container(key=f"banner_{kind}", horizontal=True, vertical_alignment="center"):
        words = t(f"start.banner_{kind}" if here else f"start.banner_{kind}_elsewhere")
        html(f'<div class="banner {kind}" role="note">{_marked(words)}</div>')
        st.button(
            t("start.remove"), key=f"remove_{kind}", on_click=_remove, help=t("start.remove_help"), type="tertiary"
        )


def _marked(words: str) -> str:
    head, _, rest = words.partition(" — ")
    return element("strong", head) + element("span", rest)


def _remove() -> None:
    staying = store.adopted_forums(data.engine())
    try:
        store.remove_sample(data.engine(), by=first_start.who(), at=now())
    except Refusal as refusal:
        notice(t(f"refusal.{refusal.code}", **refusal.values), kind="attention")
    else:
        tell_staying(staying)
    address.change("wilayah", None)
    address.change("periode", None)
    address.change("versi", None)


def tell_staying(forums: tuple[str, ...]) -> None:
    """Say which forums of the example stay, because meetings were recorded in them."""
    if forums:
        notice(t("start.forum_stays", forums=", ".join(forums)))
