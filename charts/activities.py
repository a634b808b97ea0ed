"""What the forum planned and is not finished: by institution or another group with its status, and by obstacle."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.bars import BAR_WIDTH, ROW_HEIGHT, WORDS_ABOVE, Bar, labelled_bars
from charts.look import (
    ACCENT,
    HIDDEN_AXIS,
    INK,
    PALE,
    QUIET,
    STATUS_COLOURS,
    Part,
    draw,
    label,
    message,
    on_colour,
    plain,
)
from texts import number, percent, text
from vocab.codes import ActivityStatus

LEGEND_WIDTH = 46
LEGEND_LINE = 18
NO_NAMES: Mapping[str, str] = {}


def unfinished_by_institution(counts: pd.DataFrame, *, language: str) -> go.Figure:
    """One bar an institution, its parts by status (`metrics.count_by_status`), in the order given."""
    return unfinished_by(counts, "institution", language=language)


def unfinished_by(
    counts: pd.DataFrame, column: str, *, language: str, names: Mapping[str, str] = NO_NAMES
) -> go.Figure:
    """One bar a code of a column, its parts by status (`metrics.count_by_status` by the column), in the order given.

    `names` are the words of codes; a code without any is written as it is.
    """
    rows = counts[counts["activities"] > 0]
    if rows.empty:
        return message(title=text("charts.activities.none", language), language=language)
    title = text(f"charts.activities.by_{column}", language, count=number(rows["activities"].sum(), language))
    codes = list(dict.fromkeys(rows[column]))
    statuses = [status for status in ActivityStatus if status in set(rows["status"])]
    most = float(rows.groupby(column, dropna=False)["activities"].sum().max())
    legend = _legend(statuses, language)
    above = LEGEND_LINE * (legend.count("<br>") + 1) + 8
    height = len(codes) * ROW_HEIGHT + above
    step = (len(codes)) / (height - above)
    parts = [_part_bars(rows, column, codes, status, language) for status in statuses]
    return draw(
        [*parts, _names([names.get(code, code) for code in codes], language)],
        title=title, language=language, plot_height=height, axis=False, barmode="stack",
        annotations=[label(legend, xref="paper", x=0, yref="paper", y=1, yanchor="top", font={"size": 13})],
        xaxis=HIDDEN_AXIS | {"range": [0, most]},
        yaxis=HIDDEN_AXIS | {"range": [len(codes) - 0.6, -0.6 - above * step]},
    )  # fmt: skip


def _legend(statuses: list[ActivityStatus], language: str) -> str:
    lines, used = [""], 0
    for status in statuses:
        words = text(f"status.{status}", language)
        if used and used + len(words) > LEGEND_WIDTH:
            lines, used = [*lines, ""], 0
        lines[-1] += f'<span style="color:{STATUS_COLOURS[status]}">■</span> {plain(words)}   '
        used += len(words) + 5
    return "<br>".join(lines)


def _part_bars(rows: pd.DataFrame, column: str, codes: list[str], status: ActivityStatus, language: str) -> Part:
    of_status = rows[rows["status"] == status].groupby(column, dropna=False)["activities"].sum()
    values = [float(of_status.get(code, 0)) for code in codes]
    words = text(f"status.{status}", language)
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(codes))), "x": values, "width": BAR_WIDTH,
        "text": [number(value, language) if value else "" for value in values], "textposition": "inside",
        "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
        "textfont": {"size": 12, "color": on_colour(STATUS_COLOURS[status])},
        "marker": {"color": STATUS_COLOURS[status], "line": {"color": "#FFFFFF", "width": 1}}, "name": str(status),
        "hoverinfo": "text", "hovertext": [plain(f"{words}: {number(value, language)}") for value in values],
    }  # fmt: skip


def _names(names: list[str], language: str) -> Part:
    words = [plain(name or text("charts.no_institution", language)) for name in names]
    return {
        "type": "scatter", "mode": "text", "x": [0] * len(words), "cliponaxis": False, "textposition": "middle right",
        "y": [index - WORDS_ABOVE for index in range(len(words))], "text": words, "hoverinfo": "skip",
        "textfont": {"size": 13, "color": INK}, "name": "names",
    }  # fmt: skip


def obstacle_pareto(pareto: pd.DataFrame, *, language: str) -> go.Figure:
    """One bar an obstacle, the biggest first, and the share of all that the bars down to each add up to.

    `pareto` as `metrics.pareto` gives it. Bars and line have one scale: the whole width is everything unfinished.
    """
    rows = pareto[pareto["unfinished"] > 0]
    if rows.empty:
        return message(title=text("charts.activities.none", language), language=language)
    total = float(rows["unfinished"].sum())
    title = text("charts.activities.by_obstacle", language, count=number(total, language))
    bars = [_obstacle_bar(row, language) for row in rows.to_dict("records")]
    note = text("charts.activities.cumulative", language)
    figure = labelled_bars(bars, title=title, language=language, note=note, scale_to=total)
    return figure.add_trace(_cumulative(rows["cumulative_pct"].tolist(), total, language))


def _obstacle_bar(row: Mapping[object, object], language: str) -> Bar:
    code = str(row["obstacle"])
    count = float(str(row["unfinished"]))
    return Bar(
        name=text(f"obstacle.{code}" if code else "charts.no_obstacle", language),
        colour=ACCENT if code else PALE,
        value=count,
        value_words=number(count, language),
    )


def _cumulative(shares: list[float], total: float, language: str) -> Part:
    words = [percent(share, language, 0) for share in shares]
    return {
        "type": "scatter", "mode": "lines+markers+text", "x": [share * total / 100 for share in shares],
        "y": list(range(len(shares))), "text": words, "name": "cumulative", "cliponaxis": False,
        "textposition": ["middle left" if share > 85 else "middle right" for share in shares],
        "textfont": {"size": 12, "color": QUIET}, "line": {"color": PALE, "width": 1.5},
        "marker": {"color": QUIET, "size": 7}, "hoverinfo": "text", "hovertext": words,
    }  # fmt: skip
