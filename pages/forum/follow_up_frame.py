"""The follow-up of an area's activities: the one frame behind every list, counter and chart of what was agreed."""

from enum import StrEnum

import numpy as np
import pandas as pd
import streamlit as st

from metrics import follow_up
from pages.views import here
from ui import data, forum
from ui.filters import Choice
from vocab.forum_codes import RequestState

KEPT_FRAMES = 24
"""Frames that are kept at most; one of ten thousand activities takes about 15 MB."""


class Concern(StrEnum):
    """Whether the forum must decide about an activity, or only know of it; the order of the board."""

    DECIDE = "decide"
    KNOW = "know"
    CLOSED = "closed"


def followed_up(choice: Choice) -> pd.DataFrame:
    """`metrics.follow_up` for an area and those under it, with `concern` and the due date somebody asks for
    (`requested_due_date`); kept under the version and the day."""
    key = (str(data.engine().url), choice.known_at, choice.area, choice.today.isoformat())
    return _computed(key, _choice=choice)


@st.cache_resource(max_entries=KEPT_FRAMES, show_spinner=False)
def _computed(key: tuple[object, ...], *, _choice: Choice) -> pd.DataFrame:  # noqa: ARG001 - what the cache knows it by
    activities = here(data.frames(_choice).activities, _choice)
    names = tuple(sorted(activities["forum"].unique()))
    waiting = forum.rows_of(_choice, "due_requests", "state", (RequestState.WAITING.value,))
    rows = follow_up(
        activities,
        today=_choice.today,
        meetings=forum.rows_of(_choice, "meetings", "forum", names),
        forums=forum.rows_of(_choice, "forums", "forum", names),
        due_requests=waiting,
    )
    return with_concern(rows).assign(requested_due_date=_requested(rows, waiting))


def with_concern(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `follow_up` with `concern`: what the forum must decide, what it should know, what is closed."""
    cases = [~rows["is_unfinished"].to_numpy(dtype="bool"), (rows["decision"] != "").to_numpy(dtype="bool")]
    codes = np.select(cases, [Concern.CLOSED.value, Concern.DECIDE.value], Concern.KNOW.value)
    return rows.assign(concern=pd.Series(codes, index=rows.index, dtype="str"))


def _requested(rows: pd.DataFrame, waiting: pd.DataFrame) -> pd.Series:
    asked = waiting.drop_duplicates("activity_id", keep="last").set_index("activity_id")["requested_due_date"]
    return pd.Series(asked.reindex(rows["activity_id"]).to_numpy(), index=rows.index)
