"""The board: what is unfinished by institution, and where it gathers."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import charts
from metrics import count_by, count_by_status
from pages.forum.follow_up_view import OPENED, address_of, drawing_key, shows_everything
from pages.forum.follow_up_words import (
    Activity,
    due_words,
    given,
    obstacle_words,
    progress_words,
    reported_words,
    status_colour,
    status_words,
    timing_badge,
)
from pages.sentences import capital, status_parts
from pages.views import KEPT_VIEWS
from ui import blocks, data
from ui.blocks import Card, CardGroup, Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, day, n, t
from vocab.codes import Timing

VISIBLE_CARDS = 60


def board(rows: pd.DataFrame, choice: Choice) -> None:
    """The activities of the list, by institution in the order of the plan."""
    key = "follow_up.board.section_all" if shows_everything() else "follow_up.board.section"
    blocks.section(t(key, count=n(len(rows))), t("follow_up.board.note", day=day(choice.today)))
    if rows.empty:
        blocks.notice(t("follow_up.board.nothing"))
        return
    blocks.cards(_groups(drawing_key(choice, "follow_up_board"), _rows=rows), visible=VISIBLE_CARDS)


def gathering(rows: pd.DataFrame, choice: Choice) -> None:
    """The same activities as charts: by institution and status, and by obstacle."""
    if not rows["is_unfinished"].any():
        return
    blocks.section(t("follow_up.chart.section"), t("follow_up.chart.note"))
    drawn = _drawn(drawing_key(choice, "follow_up_charts"), _rows=rows, language=choice.language)
    for column, (name, (figure, table)) in zip(st.columns(2, gap="large"), drawn.items(), strict=True):
        with column:
            blocks.chart(figure, key=name, alt=charts.plain_title(figure), table=table)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(key: tuple[object, ...], *, _rows: pd.DataFrame, language: str) -> dict[str, tuple[go.Figure, Table]]:  # noqa: ARG001 - the key
    by_status, by_obstacle = count_by_status(_rows), count_by(_rows, "obstacle")
    institutions = charts.unfinished_by_institution(by_status, language=language)
    obstacles = charts.unfinished_by_obstacle(by_obstacle, language=language)
    return {
        "by_institution": (institutions, _institution_table(_rows, by_status)),
        "by_obstacle": (obstacles, _obstacle_table(by_obstacle)),
    }


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _groups(key: tuple[object, ...], *, _rows: pd.DataFrame) -> list[CardGroup]:  # noqa: ARG001 - what the cache knows it by
    several_forums = len(_rows["forum"].unique()) > 1
    names = ["institution", "forum"] if several_forums else ["institution"]
    by_institution = _rows.groupby(names, sort=False, dropna=False, observed=True)
    return [_group(of_group, several_forums=several_forums) for _, of_group in by_institution]


def _group(rows: pd.DataFrame, *, several_forums: bool) -> CardGroup:
    first = rows.iloc[0]
    name = given(first["institution"]) or t("follow_up.board.no_institution")
    if several_forums:
        name = t("follow_up.board.institution_of_forum", institution=name, forum=first["forum"])
    several_areas = len(rows["region_code"].unique()) > 1
    cards = [_card(row, several_areas=several_areas) for row in rows.to_dict("records")]
    return CardGroup(name, _group_note(rows), cards)


def _group_note(rows: pd.DataFrame) -> str:
    unfinished = int(rows["is_unfinished"].sum())
    if not unfinished:
        return t("follow_up.board.group_done")
    key = "follow_up.board.group" if unfinished == len(rows) else "follow_up.board.group_all"
    return t(key, unfinished=n(unfinished), count=n(len(rows)))


def _card(row: Activity, *, several_areas: bool) -> Card:
    place = data.area_name(row["region_code"]) if several_areas else ""
    obstacle = obstacle_words(row) if row["is_unfinished"] or given(row["obstacle_note"]) else ""
    share = row["progress_pct"]
    return Card(
        title=row["activity"],
        href=address_of(**{OPENED: row["activity_id"]}),
        lines=[line for line in (place, obstacle) if line],
        status=status_words(row),
        colour=status_colour(row),
        progress_pct=None if share != share else float(share),
        progress=progress_words(row),
        badge=timing_badge(row),
        facts=_facts(row),
    )


def _facts(row: Activity) -> list[str]:
    """The due date and the last report; that there was none only where it matters and the badge does not say it."""
    is_said = row["timing"] in (Timing.NO_REPORT, Timing.CLOSED) and pd.isna(row["reported_on"])
    return [line for line in (due_words(row), "" if is_said else reported_words(row)) if line]


def _institution_table(rows: pd.DataFrame, by_status: pd.DataFrame) -> Table:
    columns = (
        Column(t("follow_up.fact.institution")),
        Column(t("follow_up.tile.unfinished"), t("follow_up.chart.activities"), align="right", strong=True),
        Column(t("follow_up.fact.status")),
    )
    counted = count_by(rows, "institution")
    cells = []
    for row in counted[counted["unfinished"] > 0].to_dict("records"):
        own = by_status[by_status["institution"] == row["institution"]]
        parts = status_parts(zip(own["status"], own["activities"], strict=True))
        name = row["institution"] or t("follow_up.board.no_institution")
        cells.append((Cell(name), n(row["unfinished"]), capital(parts)))
    total = n(counted["unfinished"].sum())
    foot = (t("follow_up.chart.total"), total, "")
    return Table(columns, cells, caption=t("follow_up.chart.caption_institution"), foot=foot)


def _obstacle_table(by_obstacle: pd.DataFrame) -> Table:
    columns = (
        Column(t("follow_up.fact.obstacle")),
        Column(t("follow_up.tile.unfinished"), t("follow_up.chart.activities"), align="right", strong=True),
    )
    cells = [
        (code_word("obstacle", row["obstacle"]) or capital(t("follow_up.filter.none_given")), n(row["unfinished"]))
        for row in by_obstacle[by_obstacle["unfinished"] > 0].to_dict("records")
    ]
    foot = (t("follow_up.chart.total"), n(by_obstacle["unfinished"].sum()))
    return Table(columns, cells, caption=t("follow_up.chart.caption_obstacle"), foot=foot)
