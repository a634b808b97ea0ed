"""Where the unfinished work gathers: by obstacle with its cumulative share, and by the group that the board shows."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import charts
from metrics import count_by, count_by_status, pareto
from pages.forum.follow_up_view import GROUPINGS, NOT_GIVEN, FollowUpView, address_of, drawing_key, grouping
from pages.forum.follow_up_words import Activity, group_words
from pages.sentences import capital, in_sentence, status_parts
from pages.views import KEPT_VIEWS
from ui import blocks
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import n, pct, t

MOST_BARS = 20
"""Of more groups than this the chart shows those with most unfinished work, in their order, and the rest as one."""
REST = "…"
OBSTACLE, INSTITUTION = "obstacle", "instansi"


def gathering(view: FollowUpView, keys: pd.DataFrame, choice: Choice) -> None:
    """The activities of the list as charts with their tables."""
    if not keys["is_unfinished"].any():
        return
    blocks.section(t("follow_up.chart.section"), t("follow_up.chart.note"))
    # In the order of the plan, not of the board, which begins with what must be decided.
    ordered = view.keys.loc[keys.index.sort_values()]
    drawn = _drawn(drawing_key(choice, "follow_up_charts"), _keys=ordered, language=choice.language)
    for column, (name, (figure, table)) in zip(st.columns(2, gap="large"), drawn.items(), strict=True):
        with column:
            blocks.chart(figure, key=name, alt=charts.plain_title(figure), table=table)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(key: tuple[object, ...], *, _keys: pd.DataFrame, language: str) -> dict[str, tuple[go.Figure, Table]]:  # noqa: ARG001 - the key
    by_obstacle = pareto(_keys, OBSTACLE)
    # The obstacles have a chart of their own beside it.
    name = INSTITUTION if GROUPINGS[grouping()] == OBSTACLE else grouping()
    column = GROUPINGS[name]
    by_status = count_by_status(_keys, column)
    figure = charts.unfinished_by(
        _together(by_status, column), column, language=language, names=_names(by_status, column)
    )
    return {
        "by_group": (figure, _group_table(_keys, by_status, name)),
        "by_obstacle": (charts.obstacle_pareto(by_obstacle, language=language), _obstacle_table(by_obstacle)),
    }


def _names(by_status: pd.DataFrame, column: str) -> dict[str, str]:
    codes = list(dict.fromkeys(by_status[column]))
    rest = t("follow_up.chart.rest", count=n(len(codes) - MOST_BARS))
    return {code: group_words(column, code) for code in codes} | {REST: rest}


def _together(by_status: pd.DataFrame, column: str) -> pd.DataFrame:
    """The counts with all groups but the biggest ones taken together, where there are too many for a chart."""
    sizes = by_status.groupby(column, sort=False)["activities"].sum()
    if len(sizes) <= MOST_BARS:
        return by_status
    biggest = sizes.nlargest(MOST_BARS).index
    codes = by_status[column].where(by_status[column].isin(biggest), REST)
    counted = (
        by_status.assign(**{column: codes}).groupby([column, "status"], sort=False, as_index=False)["activities"].sum()
    )
    return pd.concat([counted[counted[column] != REST], counted[counted[column] == REST]])


def _group_table(keys: pd.DataFrame, by_status: pd.DataFrame, name: str) -> Table:
    column, label = GROUPINGS[name], t(f"follow_up.group.{name}")
    counted = count_by(keys, column)
    people = pareto(keys, column).set_index(column)["people_affected"]
    cells = [
        _group_row(row, by_status[by_status[column] == row[column]], name, people[row[column]])
        for row in counted[counted["unfinished"] > 0].to_dict("records")
    ]
    foot = (t("follow_up.chart.total"), n(counted["unfinished"].sum()), "", n(counted["overdue"].sum()), _sum(people))
    caption = t("follow_up.chart.caption_group", name=in_sentence(label))
    return Table(_columns(label), cells, caption=caption, foot=foot)


def _columns(label: str) -> tuple[Column, ...]:
    count, people = t("follow_up.chart.activities"), t("follow_up.chart.people_unit")
    return (
        Column(label),
        Column(t("follow_up.tile.unfinished"), count, align="right", strong=True),
        Column(t("follow_up.fact.status")),
        Column(t("follow_up.chart.overdue"), count, align="right"),
        Column(t("follow_up.chart.people"), people, align="right"),
    )


def _group_row(row: dict[str, object], by_status: pd.DataFrame, name: str, people: float) -> tuple[Cell | str, ...]:
    code = str(row[GROUPINGS[name]])
    parts = status_parts(zip(by_status["status"], by_status["activities"], strict=True))
    words = Cell(group_words(GROUPINGS[name], code), href=address_of(**{name: code or NOT_GIVEN}))
    return (words, n(float(str(row["unfinished"]))), capital(parts), n(float(str(row["overdue"]))), _known(people))


def _obstacle_table(by_obstacle: pd.DataFrame) -> Table:
    count, people = t("follow_up.chart.activities"), t("follow_up.chart.people_unit")
    columns = (
        Column(t("follow_up.fact.obstacle")),
        Column(t("follow_up.tile.unfinished"), count, align="right", strong=True),
        Column(t("follow_up.chart.share"), "%", align="right"),
        Column(t("follow_up.chart.cumulative"), "%", align="right"),
        Column(t("follow_up.chart.people"), people, align="right"),
    )
    cells = [_obstacle_row(row) for row in by_obstacle.to_dict("records")]
    total, affected = n(by_obstacle["unfinished"].sum()), _sum(by_obstacle["people_affected"])
    foot = (t("follow_up.chart.total"), total, "", "", affected)
    return Table(columns, cells, caption=t("follow_up.chart.caption_obstacle"), foot=foot)


def _obstacle_row(row: Activity) -> tuple[Cell | str, ...]:
    return (
        Cell(group_words(OBSTACLE, row[OBSTACLE]), href=address_of(kendala=row[OBSTACLE] or NOT_GIVEN)),
        n(row["unfinished"]),
        pct(row["share_pct"]),
        pct(row["cumulative_pct"]),
        _known(row["people_affected"]),
    )


def _known(people: float) -> Cell | str:
    return Cell(n(None), muted=True) if people != people else n(people)


def _sum(people: pd.Series) -> str:
    return n(people.sum(min_count=1)) if people.notna().any() else n(None)
