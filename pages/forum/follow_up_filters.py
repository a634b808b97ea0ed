"""The tiles that count, and the filters: in the address, always visible, taken out with one click."""

from enum import StrEnum

import pandas as pd
import streamlit as st

from metrics import DUE_SOON_DAYS, count_by
from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_view import (
    COLUMNS,
    EVERYTHING,
    GROUPED_BY,
    GROUPINGS,
    LACKING,
    LOST,
    NEEDS_ACTION,
    NEW,
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
from ui.blocks import Action, Chip, Counter, Tile
from ui.filters import Choice
from ui.words import code_word, day, escape_markdown, n, t
from vocab.codes import Timing

COUNTED: tuple[tuple[str, StrEnum], ...] = (
    ("keputusan", Concern.DECIDE),
    ("tenggat", Timing.OVERDUE),
    ("tenggat", Timing.DUE_SOON),
    ("tenggat", Timing.PAUSED),
)
"""What the tiles beside the first count: a filter by its name in the address, and its value."""
COUNTERS = ("keputusan", "tenggat", LACKING)
"""The filters that tiles and counters set, one at a time."""
ANY = ""


def count_tiles(view: FollowUpView, choice: Choice) -> None:
    """What is unfinished, what waits for the forum and how it stands in time; each tile opens the list it counted."""
    tiles, counters = _counted(drawing_key(choice, "follow_up_tiles"), _view=view)
    blocks.tiles(tiles, label=t("follow_up.tiles_label"))
    blocks.counters(counters, label=t("follow_up.lost.section"))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _counted(key: tuple[object, ...], *, _view: FollowUpView) -> tuple[list[Tile], list[Counter]]:  # noqa: ARG001 - the key
    wanted = {name: value for name, value in in_force().items() if name not in COUNTERS}
    unfinished = chosen(_view.keys, wanted)
    first = Tile(
        label=t("follow_up.tile.unfinished"),
        value=n(len(unfinished)),
        unit=t("follow_up.tile.of_activities", count=n(len(chosen(_view.keys, wanted, everything=True)))),
        gap=capital(status_parts(_counts(unfinished, "status"))),
        href=address_of(**dict.fromkeys(COUNTERS), tampil=None),
        selected=not set(COUNTERS) & in_force().keys() and not shows_everything(),
    )
    tiles = [first, *(_tile(_view, name, code, wanted=wanted, of=len(unfinished)) for name, code in COUNTED)]
    return tiles, [_counter(_view, value, wanted=wanted) for value in LOST]


def _tile(view: FollowUpView, name: str, code: StrEnum, *, wanted: dict[str, str], of: int) -> Tile:
    found = chosen(view.keys, {**wanted, name: code.value})
    is_selected = in_force().get(name) == code
    label = t("follow_up.tile.decide") if code is Concern.DECIDE else code_word(COLUMNS[name], code)
    return Tile(
        label=label,
        value=n(len(found)),
        unit=t("follow_up.tile.of_unfinished", count=n(of)),
        gap=_gap(view.rows.loc[found.index], code) if len(found) else "",
        href=_only(name, code.value) if len(found) or is_selected else "",
        selected=is_selected,
    )


def _gap(rows: pd.DataFrame, code: StrEnum) -> str:
    """What a counter is made of: the reasons of decisions, the longest delay, since when the clock stands."""
    if code is Concern.DECIDE:
        parts = [f"{n(count)} {code_word('follow_up.need', need)}" for need, count in _counts(rows, "decision")]
        return capital(", ".join(parts))
    if code is Timing.OVERDUE:
        return t("follow_up.tile.longest", days=n(rows["days_late"].max()))
    if code is Timing.PAUSED:
        return t("follow_up.tile.paused_since", day=day(rows["paused_since"].min().date()))
    return t("follow_up.tile.due_soon_days", days=n(DUE_SOON_DAYS))


def _counter(view: FollowUpView, value: str, *, wanted: dict[str, str]) -> Counter:
    count = len(chosen(view.keys, {**wanted, LACKING: value}))
    is_selected = in_force().get(LACKING) == value
    href = _only(LACKING, value) if count or is_selected else ""
    return Counter(n(count), t(f"follow_up.lost.{value}"), href, selected=is_selected)


def _only(name: str, value: str) -> str:
    """The address with one counter's filter in place of all of them."""
    return address_of(**{**dict.fromkeys(COUNTERS), name: value}, tampil=None)


def _counts(rows: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    counted = count_by(rows, column)
    return [(str(row[column]), int(row["unfinished"])) for row in counted.to_dict("records") if row["unfinished"]]


def filter_bar(view: FollowUpView, choice: Choice) -> None:
    """What is shown and how it is grouped, the panel of filters with those in force, the way to a new agreement."""
    with st.container(key="follow_up_filters", horizontal=True, vertical_alignment="bottom"):
        words = {code: t(f"follow_up.show.{code}") for code in (NEEDS_ACTION, EVERYTHING)}
        pick(SHOW, tuple(words), label=t("follow_up.show.label"), words=words)
        groups = {name: t(f"follow_up.group.{name}") for name in GROUPINGS}
        pick(GROUPED_BY, tuple(groups), label=t("follow_up.group.label"), words=groups)
        with st.popover(t("follow_up.filter.open"), icon=":material/filter_list:", key="follow_up_panel"):
            columns = st.columns(2)
            for place, name in enumerate(COLUMNS):
                with columns[place % 2]:
                    _select(name, view)
        if choice.version is None:
            blocks.links((Action(t("activity.add"), address_of(**{NEW: "ya"})),))
    _chips()


def _select(name: str, view: FollowUpView) -> None:
    key = f"follow_up_{name}"
    now = in_force().get(name, ANY)
    found = [code or NOT_GIVEN for code in view.options[name]]
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
