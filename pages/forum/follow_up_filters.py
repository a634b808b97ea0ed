"""The tiles that count, and the filters: in the address, always visible, taken out with one click."""

from enum import StrEnum

import pandas as pd
import streamlit as st

from metrics import DUE_SOON_DAYS, count_by
from pages.forum.follow_up_view import (
    COLUMNS,
    EVERYTHING,
    NEEDS_ACTION,
    NOT_GIVEN,
    SHOW,
    FollowUpView,
    address_of,
    chosen,
    drawing_key,
    in_force,
    shows_everything,
)
from pages.forum.follow_up_words import value_words
from pages.sentences import capital, status_parts
from pages.views import KEPT_VIEWS, pick
from ui import blocks, filters
from ui.blocks import Chip, Tile
from ui.filters import Choice
from ui.words import code_word, escape_markdown, n, t
from vocab.codes import Reporting, Timing

COUNTED = (
    ("tenggat", Timing.OVERDUE),
    ("tenggat", Timing.DUE_SOON),
    ("laporan", Reporting.SILENT),
    ("tenggat", Timing.NO_DUE_DATE),
)
"""What the tiles beside the first count: a filter by its name in the address, and its value."""
TILE_FILTERS = frozenset(name for name, _ in COUNTED)
ANY = ""


def count_tiles(view: FollowUpView, choice: Choice) -> None:
    """What is unfinished, and how it stands in time; each tile opens the list that it counted."""
    blocks.tiles(_tiles(drawing_key(choice, "follow_up_tiles"), _view=view), label=t("follow_up.tiles_label"))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _tiles(key: tuple[object, ...], *, _view: FollowUpView) -> list[Tile]:  # noqa: ARG001 - what the cache knows it by
    wanted = {name: value for name, value in in_force().items() if name not in TILE_FILTERS}
    unfinished = chosen(_view.timed, wanted)
    first = Tile(
        label=t("follow_up.tile.unfinished"),
        value=n(len(unfinished)),
        unit=t("follow_up.tile.of_activities", count=n(len(chosen(_view.timed, wanted, everything=True)))),
        gap=capital(status_parts(_by_status(unfinished))),
        href=address_of(**dict.fromkeys(TILE_FILTERS), tampil=None),
        selected=not TILE_FILTERS & in_force().keys() and not shows_everything(),
    )
    return [first, *(_tile(_view, name, code, wanted=wanted, of=len(unfinished)) for name, code in COUNTED)]


def filter_bar(view: FollowUpView) -> None:
    """What is shown, the panel of filters, and those in force."""
    with st.container(key="follow_up_filters", horizontal=True, vertical_alignment="bottom"):
        words = {code: t(f"follow_up.show.{code}") for code in (NEEDS_ACTION, EVERYTHING)}
        pick(SHOW, tuple(words), label=t("follow_up.show.label"), words=words)
        with st.popover(t("follow_up.filter.open"), icon=":material/filter_list:", key="follow_up_panel"):
            columns = st.columns(2)
            for place, name in enumerate(COLUMNS):
                with columns[place % 2]:
                    _select(name, view.timed)
    _chips()


def _tile(view: FollowUpView, name: str, code: StrEnum, *, wanted: dict[str, str], of: int) -> Tile:
    count = len(chosen(view.timed, {**wanted, name: code.value}))
    is_selected = in_force().get(name) == code
    days = t("follow_up.tile.due_soon_days", days=n(DUE_SOON_DAYS)) if code is Timing.DUE_SOON else ""
    only_this = {**dict.fromkeys(TILE_FILTERS), name: code.value}
    return Tile(
        label=code_word(COLUMNS[name], code),
        value=n(count),
        unit=t("follow_up.tile.of_unfinished", count=n(of)),
        gap=days,
        href=address_of(**only_this, tampil=None) if count or is_selected else "",
        selected=is_selected,
    )


def _by_status(rows: pd.DataFrame) -> list[tuple[str, int]]:
    counted = count_by(rows, "status")
    return [(str(row["status"]), int(row["unfinished"])) for row in counted.to_dict("records") if row["unfinished"]]


def _select(name: str, timed: pd.DataFrame) -> None:
    key = f"follow_up_{name}"
    now = in_force().get(name, ANY)
    found = [code or NOT_GIVEN for code in count_by(timed, COLUMNS[name])[COLUMNS[name]]]
    options = [ANY, *dict.fromkeys([*found, *([now] if now else [])])]
    st.session_state[key] = now
    st.selectbox(
        t(f"follow_up.filter.{name}"),
        options,
        format_func=lambda value: escape_markdown(value_words(name, value)) if value else t("follow_up.filter.any"),
        key=key,
        on_change=_taken_over,
        args=(name,),
    )


def _taken_over(name: str) -> None:
    filters.set_param(name, st.session_state[f"follow_up_{name}"] or None)


def _chips() -> None:
    shown = [
        Chip(
            t("follow_up.filter.chip", name=t(f"follow_up.filter.{name}"), value=value_words(name, value)),
            address_of(**{name: None}),
        )
        for name, value in in_force().items()
    ]
    without = address_of(**dict.fromkeys(in_force(), None))
    blocks.chips(shown, label=t("follow_up.filter.in_force"), clear=Chip(t("follow_up.filter.clear"), without))
