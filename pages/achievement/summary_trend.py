"""The trend of coverage against the target path, with its table."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import charts
from pages.achievement.summary_view import SummaryView
from pages.views import KEPT_VIEWS, screen_key
from ui import blocks, data
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, n, pct, short_month, t

BESIDE_MONTHS = 6
"""More months than this stand in a table of their own under the chart, not beside it."""


def trend_block(view: SummaryView, choice: Choice, *, key: str) -> None:
    """The chart beside its table; the title says what moved when the denominator moved."""
    figure, table = _drawn(screen_key(choice), _view=view, _choice=choice)
    alt = charts.plain_title(figure)
    if len(table.rows) > BESIDE_MONTHS:
        blocks.chart(figure, key=key, alt=alt, table=table)
    else:
        blocks.chart_and_table(figure, table, key=key, alt=alt)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(key: tuple[object, ...], *, _view: SummaryView, _choice: Choice) -> tuple[go.Figure, Table]:  # noqa: ARG001 - the key
    figure = charts.coverage_trend(
        _view.by_period,
        area_name=data.area_name(_choice.area, short=True),
        language=_choice.language,
        path=_view.path,
        target=_view.target,
        change=_view.first_change,
    )
    return figure, trend_table(_view.by_period)


def trend_table(by_period: pd.DataFrame) -> Table:
    """Month, members, population and coverage, newest first; an older population says its month."""
    known = by_period[by_period["registered_people"].notna()].iloc[::-1]
    columns = (
        Column(t("summary.trend_table.period")),
        Column(t("summary.trend_table.registered"), t("summary.tile.people"), align="right"),
        Column(t("summary.trend_table.people"), t("summary.tile.people"), align="right"),
        Column(t("summary.trend_table.share"), "%", align="right", strong=True),
    )
    rows = [_row(row) for row in known.to_dict("records")]
    return Table(columns, rows, caption=t("summary.trend_table.caption"))


def _row(row: dict[str, object]) -> tuple[Cell | str, ...]:
    return (
        short_month(str(row["period"])),
        n(row["registered_people"]),
        population_cell(row),
        pct(row["coverage_pct"]),
    )


def population_cell(row: dict[str, object]) -> Cell:
    """A population with its source; in italics with its month where it is older than the figures."""
    source = code_word("source", str(row["population_source"] or "") or None)
    is_old = (
        row["population_age_months"] == row["population_age_months"] and float(str(row["population_age_months"])) > 0
    )
    since = t("summary.trend_table.population_of", month=short_month(str(row["population_period"]))) if is_old else ""
    return Cell(n(row["people"]), stale=is_old, note=" ".join(part for part in (source, since) if part))
