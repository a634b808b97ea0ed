"""What Tindak Lanjut looks at: the follow-up of an area's activities, and which of them the address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from metrics import UnfinishedCounts, lost_items, selection, unfinished_counts
from pages.forum.follow_up_frame import KEPT_FRAMES, Concern, followed_up
from pages.views import key_of
from ui import filters
from ui.filters import Choice
from vocab.codes import ActivityStatus, Field, Obstacle, Reporting, Sector, Timing
from vocab.forum_codes import DecisionNeed

COLUMNS: dict[str, str] = {
    "instansi": "institution",
    "daerah": "region_code",
    "sektor": "sector",
    "bidang": "field",
    "kendala": "obstacle",
    "status": "status",
    "tenggat": "timing",
    "laporan": "reporting",
    "keputusan": "concern",
    "alasan": "decision",
}
"""Filters by their name in the address, and the column that each looks at."""
CODES: dict[str, type[StrEnum]] = {
    "sektor": Sector,
    "bidang": Field,
    "kendala": Obstacle,
    "status": ActivityStatus,
    "tenggat": Timing,
    "laporan": Reporting,
    "keputusan": Concern,
    "alasan": DecisionNeed,
}
"""The closed list behind each filter; institutions and areas are what people wrote."""
LACKING = "lengkapi"
LOST: dict[str, str] = {
    "tanpa-tenggat": "without_due_date",
    "tanpa-penanggung-jawab": "without_owner",
    "tanpa-laporan": "without_report",
}
"""In the address: what an unfinished activity lacks, and its list in `metrics.lost_items`."""
NOT_GIVEN = "-"
"""In the address: rows where nothing is given."""
SHOW, NEEDS_ACTION, EVERYTHING = "tampil", "perlu", "semua"
GROUPED_BY = "menurut"
GROUPINGS = {name: COLUMNS[name] for name in ("instansi", "sektor", "bidang", "kendala", "daerah")}
"""What the board can be grouped by, the first unless asked otherwise."""
PAGE, OPENED, NEW, DOING = "halaman", "kegiatan", "baru", "lakukan"
COUNTED = (*COLUMNS.values(), "activity_id", "forum", "is_unfinished", "has_owner", "due_date", "people_affected")
"""The columns that filters, counters, lists and charts look at."""


@dataclass(frozen=True)
class FollowUpView:
    """The follow-up of an area in the order of the plan, its counts, and the codes that each filter offers.

    `keys` has the same rows with the columns of COUNTED alone: what is chosen and counted is chosen and counted there.
    """

    rows: pd.DataFrame
    keys: pd.DataFrame
    counts: UnfinishedCounts
    options: dict[str, tuple[str, ...]]


def follow_up_view(choice: Choice) -> FollowUpView:
    """The activities of an area, from the cache where they were computed before."""
    return _computed((*key_of(choice, "follow_up")[:3], choice.today.isoformat()), _choice=choice)


@st.cache_resource(max_entries=KEPT_FRAMES, show_spinner=False)
def _computed(key: tuple[object, ...], *, _choice: Choice) -> FollowUpView:  # noqa: ARG001 - what the cache knows it by
    return view_of(followed_up(_choice))


def view_of(rows: pd.DataFrame) -> FollowUpView:
    """The view of rows as `followed_up` gives them."""
    keys = rows[[*COUNTED]].assign(**{name: rows[name].astype("str").fillna("") for name in COLUMNS.values()})
    return FollowUpView(rows, keys, unfinished_counts(keys), {name: _codes(keys, name) for name in COLUMNS})


def _codes(keys: pd.DataFrame, name: str) -> tuple[str, ...]:
    """The codes of a filter: as their list has them, areas by their code, institutions as the plan has them."""
    found = [str(code) for code in keys[COLUMNS[name]].unique()]
    if name == "daerah":
        return tuple(sorted(found))
    listed = [code.value for code in CODES.get(name, ()) if code in found]
    return tuple(dict.fromkeys([*listed, *found]))


def in_force() -> dict[str, str]:
    """The filters that the address asks for, by their name there; a code that no list has is left out."""
    asked = {name: filters.param(name) for name in (*COLUMNS, LACKING)}
    return {name: value for name, value in asked.items() if value and _is_known(name, value)}


def _is_known(name: str, value: str) -> bool:
    if name == LACKING:
        return value in LOST
    return name not in CODES or value == NOT_GIVEN or value in set(CODES[name])


def shows_everything() -> bool:
    """Whether finished activities are shown too."""
    return filters.param(SHOW) == EVERYTHING


def chosen(keys: pd.DataFrame, wanted: Mapping[str, str], *, everything: bool = False) -> pd.DataFrame:
    """The activities that fit filters as they stand in the address: the one query behind counters, lists and charts."""
    columns = {COLUMNS[name]: value for name, value in wanted.items() if name in COLUMNS}
    codes: dict[str, Any] = {column: "" if value == NOT_GIVEN else value for column, value in columns.items()}
    rows = selection(keys, only_unfinished=not everything, **codes)
    return lost_items(rows)[LOST[wanted[LACKING]]] if LACKING in wanted else rows


def grouping() -> str:
    """What the address asks the board to be grouped by, as a name of GROUPINGS."""
    asked = filters.param(GROUPED_BY)
    return asked if asked in GROUPINGS else next(iter(GROUPINGS))


def listed(view: FollowUpView, choice: Choice) -> pd.DataFrame:
    """The rows of `keys` in the list, under the filters in force, in its order: what must be decided, then by group."""
    return _listed(drawing_key(choice, "follow_up_list"), _view=view)


@st.cache_resource(max_entries=KEPT_FRAMES * 4, show_spinner=False)
def _listed(key: tuple[object, ...], *, _view: FollowUpView) -> pd.DataFrame:  # noqa: ARG001 - what the cache knows it by
    rows = chosen(_view.keys, in_force(), everything=shows_everything())
    return in_board_order(rows, GROUPINGS[grouping()], _view.options[grouping()])


def in_board_order(rows: pd.DataFrame, column: str, codes: tuple[str, ...]) -> pd.DataFrame:
    """Rows by concern, then by the groups of a column in the order of their codes, and by forum."""
    concerns = {concern.value: place for place, concern in enumerate(Concern)}
    groups = {code: place for place, code in enumerate(codes)}
    forums = pd.factorize(rows["forum"])[0]
    places = pd.DataFrame(
        {"concern": rows["concern"].map(concerns), "group": rows[column].map(groups), "forum": forums}, index=rows.index
    )
    return rows.loc[places.sort_values(["concern", "group", "forum"], kind="stable").index]


def drawing_key(choice: Choice, name: str) -> tuple[object, ...]:
    """What a drawn part of the page depends on: the figures, the language, and all that stands in its links."""
    return (*key_of(choice, name, choice.language), address_of())


def address_of(**changes: str | None) -> str:
    """The address of this page with its own filters kept, but for the changes."""
    shown = EVERYTHING if shows_everything() else None
    grouped = None if grouping() == next(iter(GROUPINGS)) else grouping()
    return filters.link("tindak-lanjut", **{SHOW: shown, GROUPED_BY: grouped, **in_force(), **changes})
