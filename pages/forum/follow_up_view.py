"""What Tindak Lanjut looks at: the area's activities with their timing, and which of them the address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from metrics import UnfinishedCounts, in_plan_order, selection, timing, unfinished_counts
from pages.views import KEPT_VIEWS, here, key_of
from ui import data, filters
from ui.filters import Choice
from vocab.codes import ActivityStatus, Field, Obstacle, Reporting, Sector, Timing

COLUMNS: dict[str, str] = {
    "instansi": "institution",
    "sektor": "sector",
    "bidang": "field",
    "kendala": "obstacle",
    "status": "status",
    "tenggat": "timing",
    "laporan": "reporting",
}
"""Filters by their name in the address, and the column that each looks at."""
CODES: dict[str, type[StrEnum]] = {
    "sektor": Sector,
    "bidang": Field,
    "kendala": Obstacle,
    "status": ActivityStatus,
    "tenggat": Timing,
    "laporan": Reporting,
}
"""The closed list behind each filter; institutions are what people wrote."""
NOT_GIVEN = "-"
"""In the address: rows where nothing is given."""
SHOW, NEEDS_ACTION, EVERYTHING = "tampil", "perlu", "semua"
OPENED = "kegiatan"


@dataclass(frozen=True)
class FollowUpView:
    """The activities of the area as `metrics.timing` gives them, in the order of the plan, and their counts."""

    timed: pd.DataFrame
    counts: UnfinishedCounts


def follow_up_view(choice: Choice) -> FollowUpView:
    """The activities of an area, from the cache where they were computed before."""
    return _computed(key_of(choice, "follow_up"), _choice=choice)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _choice: Choice) -> FollowUpView:  # noqa: ARG001 - what the cache knows it by
    frames = data.frames(_choice)
    activities = in_plan_order(here(frames.activities, _choice))
    timed = with_reporting(timing(activities, today=_choice.today, reports=frames.reports))
    return FollowUpView(timed, unfinished_counts(timed))


def with_reporting(timed: pd.DataFrame) -> pd.DataFrame:
    """Silence is a fact of its own beside the due date: an activity without one can be silent, too."""
    reporting = timed["has_report"].map({True: Reporting.REPORTED.value, False: Reporting.SILENT.value})
    return timed.assign(reporting=reporting.astype("str"))


def in_force() -> dict[str, str]:
    """The filters that the address asks for, by their name there; a code that no list has is left out."""
    asked = {name: filters.param(name) for name in COLUMNS}
    return {name: value for name, value in asked.items() if value and _is_known(name, value)}


def _is_known(name: str, value: str) -> bool:
    return name not in CODES or value == NOT_GIVEN or value in set(CODES[name])


def shows_everything() -> bool:
    """Whether finished activities are shown too."""
    return filters.param(SHOW) == EVERYTHING


def chosen(timed: pd.DataFrame, wanted: Mapping[str, str], *, everything: bool = False) -> pd.DataFrame:
    """The activities that fit filters as they stand in the address: the one query behind counters, lists and charts."""
    codes: dict[str, Any] = {COLUMNS[name]: "" if value == NOT_GIVEN else value for name, value in wanted.items()}
    return selection(timed, only_unfinished=not everything, **codes)


def listed(view: FollowUpView) -> pd.DataFrame:
    """The activities of the list, under the filters in force."""
    return chosen(view.timed, in_force(), everything=shows_everything())


def drawing_key(choice: Choice, name: str) -> tuple[object, ...]:
    """What a drawn part of the page depends on: the figures, the language, and all that stands in its links."""
    return (*key_of(choice, name, choice.language), address_of())


def address_of(**changes: str | None) -> str:
    """The address of this page with its own filters kept, but for the changes."""
    shown = EVERYTHING if shows_everything() else None
    return filters.link("tindak-lanjut", **{SHOW: shown, **in_force(), **changes})
