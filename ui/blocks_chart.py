"""A chart with its title, words for those who do not see it, its table and its source."""

import functools
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from babel import Locale

from ui.blocks_table import Table
from ui.blocks_table import table as draw_table
from ui.markup import element, html
from ui.session import language
from ui.words import t

BUTTONS_LEFT_OUT = ["zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d"]


def chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    title: str = "",
    table: Table | None = None,
    source: str = "",
    height: int | None = None,
) -> None:
    """Draw a chart; its table opens beneath it."""
    with st.container(key=f"chart_{key}"):
        _picture(figure, key=key, alt=alt, title=title, height=height)
        html(element("p", source, css="source"))
        if table is not None:
            _table_beneath(table)


def chart_and_table(
    figure: go.Figure,
    table: Table,
    *,
    key: str,
    alt: str,
    title: str = "",
    source: str = "",
    height: int | None = None,
) -> None:
    """Draw a chart with its table beside it; on a phone the table comes beneath."""
    if title:
        html(element("h3", title, css="chart-title"))
    with st.container(key=f"pair_{key}"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            _picture(figure, key=key, alt=alt, title="", height=height)
        with right:
            draw_table(table)
    html(element("p", source, css="source"))


def _picture(figure: go.Figure, *, key: str, alt: str, title: str, height: int | None) -> None:
    if title:
        html(element("h3", title, css="chart-title"))
    look = {"separators": ",." if language() == "id" else ".,", "font_family": "Source Sans, sans-serif"}
    figure.update_layout(look if height is None else {**look, "height": height})
    st.plotly_chart(figure, key=key, theme=None, config=chart_config(language()), alt=alt)


def _table_beneath(shown: Table) -> None:
    with st.expander(t("block.show_table")):
        draw_table(shown)


@functools.cache
def chart_config(chosen: str) -> dict[str, Any]:
    """Plotly's settings: no logo, few buttons, and the language's own months (the bundle has only English)."""
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": BUTTONS_LEFT_OUT,
        "responsive": True,
        "scrollZoom": False,
        "locale": "id" if chosen == "id" else "en-US",
        "locales": {"id": {"dictionary": _words(), "format": _calendar("id")}} if chosen == "id" else {},
    }


def _words() -> dict[str, str]:
    return {"Download plot as a PNG": t("block.save_picture"), "Download plot as a png": t("block.save_picture")}


def _calendar(chosen: str) -> dict[str, Any]:
    locale = Locale(chosen)
    months, days = locale.months["format"], locale.days["format"]
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "months": [months["wide"][number] for number in range(1, 13)],
        "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
        "days": [days["wide"][number] for number in week],
        "shortDays": [days["abbreviated"][number] for number in week],
        "decimal": ",",
        "thousands": ".",
    }
