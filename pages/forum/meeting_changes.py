"""What changed since the last meeting, in figures and activities, as the papers tell it; and the papers."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.meeting_pack import pack_of
from pages.forum.meeting_view import MeetingView
from pages.forum.meeting_words import joined, name_and_day
from reports.pack.words import PackWords, pack_words
from reports.pack_inputs import PackInputs
from ui import blocks, filters
from ui.blocks import Cell, Column, Table
from ui.words import code_word, n, pct, people_change, points_change, t
from vocab.forum_codes import ActivityChange, FigureReason

Row = dict[Any, Any]
VISIBLE_ACTIVITIES = 30
POINTS = "points"
STATUSES = ("old_status", "new_status")


def changes_part(view: MeetingView) -> None:
    """Figures old and new with the reason, then what became of each activity."""
    pack = pack_of(view)
    previous, words = pack.previous, pack_words(pack, view.choice.language)
    if previous is None:
        blocks.section(t("meetings.changes.figures"))
        blocks.paragraph(t("meetings.changes.figures_first"))
        return
    names = {"name": name_and_day(dict(previous)), "version": previous["closed_version"] or view.known_at}
    blocks.section(t("meetings.changes.figures"), t("meetings.changes.figures_note", **names))
    _figures(pack, words)
    _activities(pack, words)


def _figures(pack: PackInputs, words: PackWords) -> None:
    rows = pack.figure_changes
    if rows.empty:
        blocks.paragraph(t("meetings.changes.no_figures"))
        return
    columns = [
        Column(t("meetings.changes.figure"), strong=True),
        Column(t("meetings.changes.old"), align="right"),
        Column(t("meetings.changes.new"), align="right"),
        Column(t("meetings.changes.change"), align="right"),
        Column(t("meetings.changes.reason")),
    ]
    with st.container(key="figure_changes"):
        blocks.table(Table(columns, [_figure(row, words) for row in rows.to_dict("records")]))


def _figure(row: Row, words: PackWords) -> list[Cell]:
    is_same = row["reason"] == FigureReason.SAME
    change = points_change(row["change"]) if row["unit"] == POINTS else people_change(row["change"])
    return [
        Cell(code_word("forum_figure", row["figure"]), note=t(f"meetings.changes.unit_{row['unit']}")),
        Cell(_amount(row["old"], row["unit"]), note=words.when(row["old_period"])),
        Cell(_amount(row["new"], row["unit"]), note=words.when(row["new_period"])),
        Cell("" if pd.isna(row["change"]) else change, muted=is_same),
        Cell(words.reason(row), muted=is_same),
    ]


def _amount(value: float, unit: str) -> str:
    return pct(value) if unit == POINTS else n(value)


def _activities(pack: PackInputs, words: PackWords) -> None:
    """What changed first, then what nobody reported on; what stayed as it was is only counted."""
    rows = pack.activity_changes
    unchanged, silent = (rows["change"] == code for code in (ActivityChange.UNCHANGED, ActivityChange.SILENT))
    told = pd.concat([rows[~unchanged & ~silent], rows[silent]])
    counts = {"silent": n(silent.sum()), "unchanged": n(unchanged.sum()), "changed": n(len(told) - silent.sum())}
    blocks.section(t("meetings.changes.activities"), t("meetings.changes.activities_note", **counts))
    if told.empty:
        blocks.paragraph(t("meetings.changes.activities_none"))
        return
    columns = [
        Column(t("meetings.changes.activity"), strong=True),
        Column(t("meetings.changes.what")),
        Column(t("meetings.changes.status")),
        Column(t("meetings.changes.progress"), align="right"),
    ]
    cells = [_activity(row, words) for row in told.to_dict("records")]
    with st.container(key="lines_activity_changes"):
        blocks.table(Table(columns, cells), visible_rows=VISIBLE_ACTIVITIES)


def _activity(row: Row, words: PackWords) -> list[Cell]:
    statuses = [code_word("status", row[name]) if row[name] == row[name] else "" for name in STATUSES]
    shares = [_share(row["old_progress_pct"]), _share(row["new_progress_pct"])]
    return [
        Cell(row["activity"], href=filters.link("tindak-lanjut", kegiatan=row["activity_id"]), note=row["institution"]),
        Cell(words.change(row)),
        Cell(_from_to(statuses)),
        Cell(_from_to(shares)),
    ]


def _share(value: float) -> str:
    return "" if pd.isna(value) else pct(value, 0)


def _from_to(pair: list[str]) -> str:
    old, new = pair
    if old == new or not old or not new:
        return joined({old, new})
    return t("meetings.changes.from_to", old=old, new=new)
