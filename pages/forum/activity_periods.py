"""What was reported in each period of the forum: a period without a report is shown as a gap."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics import report_periods
from pages.forum.follow_up_words import Activity, given, progress_words
from pages.views import KEPT_VIEWS, key_of
from ui import blocks, forum
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, month, n, t
from vocab.codes import TargetState

VISIBLE_PERIODS = 8
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
KINDS = {"Q": "quarter", "S": "semester"}
MONTHLY = "monthly"


def periods_of(activity: Activity, choice: Choice) -> pd.DataFrame:
    """`metrics.report_periods` for an activity, by the cadence of its forum."""
    key = (*key_of(choice, "activity_periods"), activity["activity_id"])
    return _computed(key, _activity=activity, _choice=choice)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _activity: Activity, _choice: Choice) -> pd.DataFrame:  # noqa: ARG001 - the key
    reports = forum.reports_on(_choice, _activity["activity_id"])
    agreed = _activity["agreed_on"]
    cadence = cadence_of(_activity, _choice) or MONTHLY
    agreed_on = None if pd.isna(agreed) else agreed.date()
    return report_periods(reports, agreed_on=agreed_on, today=_choice.today, cadence=cadence)


def cadence_of(activity: Activity, choice: Choice) -> str:
    """How often the forum of an activity has undertaken to meet; nothing where that is not recorded."""
    rows = forum.rows_of(choice, "forums", "forum", (activity["forum"],))
    return "" if rows.empty else str(rows["cadence"].iloc[0])


def periods_block(activity: Activity, choice: Choice) -> None:
    """The periods since an activity was agreed on, newest first."""
    note = "activity.periods.note" if cadence_of(activity, choice) else "activity.periods.note_unknown"
    blocks.section(t("activity.periods.section"), t(note))
    rows = periods_of(activity, choice).iloc[::-1].to_dict("records")
    columns = (
        Column(t("activity.periods.period")),
        Column(t("activity.periods.reported")),
        Column(t("activity.periods.standing")),
    )
    cells = [(period_words(row["period"]), _reported(row), _said(row, activity)) for row in rows]
    with st.container(key="lines_periods"):
        blocks.table(Table(columns, cells, caption=t("activity.periods.caption")), visible_rows=VISIBLE_PERIODS)


def period_words(period: str) -> str:
    """A period of a forum's cadence in words: Triwulan III 2026."""
    year, mark = period.split("-")
    kind = KINDS.get(mark[0])
    return month(period) if kind is None else t(f"meetings.period.{kind}", roman=ROMAN[mark[1]], year=year)


def _reported(row: dict[Any, Any]) -> Cell:
    if row["state"] == "reported":
        return Cell(t("activity.periods.count", count=n(row["reports"])))
    words = t(f"activity.periods.{row['state']}")
    return Cell(words, muted=True, state=TargetState.NO_DATA if row["state"] == "silent" else None, word=words)


def _said(row: dict[Any, Any], activity: Activity) -> Cell:
    if row["state"] != "reported":
        return Cell("")
    told = activity | {name: row[name] for name in ("progress_pct", "output_realised")}
    obstacle = code_word("obstacle", given(row["obstacle"]))
    parts = (code_word("status", row["status"]), progress_words(told))
    return Cell(", ".join(part for part in parts if part), note=obstacle)
