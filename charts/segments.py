"""Who the members are: by segment at one month, and over the months."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from charts.bars import Bar, labelled_bars
from charts.look import HIDDEN_AXIS, Part, draw, label, no_data, plain, segment_colour
from charts.timeline import at, month_axis
from texts import number, percent, short_month, text
from vocab.periods import months_between
from vocab.segments import SEGMENTS

PLOT_HEIGHT = 280
DAY_MS = 86_400_000
CLOSEST_LABELS = 7.0
"""Points of share between two labels at the right edge, so that they do not overlap."""


def segment_composition(composition: pd.DataFrame, *, period: str, area_name: str, language: str) -> go.Figure:
    """One bar a segment, with share and people (`composition` as `metrics.composition`, in its order)."""
    people = composition["registered_people"].sum(min_count=1)
    title = text(
        "charts.composition.title", language, area=area_name, month=short_month(period, language),
        people=number(people, language),
    )  # fmt: skip
    rows = composition[composition["registered_people"].notna()]
    if rows.empty:
        return no_data(title=title, language=language)
    bars = [
        Bar(
            name=segment_name(row["segment"], language), value=float(row["share_pct"]),
            colour=segment_colour(row["segment"]),
            value_words=f"{number(row['registered_people'], language)} · {percent(row['share_pct'], language)}",
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return labelled_bars(bars, title=title, language=language, scale_to=100)


def segment_name(code: str, language: str) -> str:
    """A segment in words; `total` is here the rest that no source divided."""
    return text("charts.not_divided" if code == "total" else f"segment.{code}", language)


def composition_over_time(by_period: pd.DataFrame, *, area_name: str, language: str) -> go.Figure:
    """Stacked columns of shares on real dates (`by_period` as `metrics.composition_by_period`)."""
    title = text("charts.composition.over_time", language, area=area_name)
    rows = by_period[by_period["share_pct"].notna()].sort_values("period")
    if rows.empty:
        return no_data(title=title, language=language)
    periods = sorted(set(rows["period"]))
    codes = [code for code in SEGMENTS if code in set(rows["segment"])]
    traces = [_columns(rows[rows["segment"] == code], code, _width(periods), language) for code in codes]
    return draw(
        traces, title=title, language=language, plot_height=PLOT_HEIGHT, barmode="stack", bargap=0, right=118,
        note=text("charts.composition.undivided_note", language) if "total" in codes else "",
        annotations=_edge_labels(rows[rows["period"] == periods[-1]], codes, language),
        xaxis=month_axis(periods, language), yaxis=HIDDEN_AXIS | {"range": [0, 100]},
    )  # fmt: skip


def _width(periods: list[str]) -> float:
    closest = min((months_between(*pair) for pair in pairwise(periods)), default=1)
    return min(closest, 3) * 30 * DAY_MS * 0.82


def _columns(rows: pd.DataFrame, code: str, width: float, language: str) -> Part:
    hover = [
        text(
            "charts.composition.hover", language, segment=segment_name(code, language),
            people=number(row["registered_people"], language), share=percent(row["share_pct"], language),
        )
        + f" ({short_month(row['period'], language)})"
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return {
        "type": "bar", "x": [at(period) for period in rows["period"]], "y": rows["share_pct"].tolist(), "width": width,
        "marker": {"color": segment_colour(code), "line": {"width": 0}}, "name": str(code), "hoverinfo": "text",
        "hovertext": [plain(words) for words in hover],
    }  # fmt: skip


def _edge_labels(rows: pd.DataFrame, codes: Sequence[str], language: str) -> list[Part]:
    share = rows.set_index("segment")["share_pct"]
    present = [code for code in codes if code in share.index]
    labels = []
    for code, height in zip(present, _spread_out([float(share[code]) for code in present]), strict=True):
        words = f"{text(f'charts.segment_short.{code}', language)} {percent(share[code], language)}"
        square = f'<span style="color:{segment_colour(code)}">■</span>'
        labels.append(label(f"{square} {plain(words)}", xref="paper", x=1, xshift=4, y=height, font={"size": 12}))
    return labels


def _spread_out(shares: list[float]) -> list[float]:
    """The middles of stacked parts from the bottom, moved apart where labels would overlap, none above the top."""
    heights, floor = [], 2.0
    for middle in (sum(shares[:place]) + share / 2 for place, share in enumerate(shares)):
        heights.append(max(middle, floor))
        floor = heights[-1] + CLOSEST_LABELS
    ceiling = 98.0
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], ceiling)
        ceiling = heights[place] - CLOSEST_LABELS
    return heights
