"""What the forum planned and is not finished: by institution with its status, and by obstacle."""

import pandas as pd
import plotly.graph_objects as go

from charts.bars import BAR_WIDTH, ROW_HEIGHT, WORDS_ABOVE, Bar, labelled_bars
from charts.look import ACCENT, HIDDEN_AXIS, INK, STATUS_COLOURS, Part, draw, label, message, on_colour, plain
from texts import number, text
from vocab.codes import ActivityStatus

LEGEND_WIDTH = 46
LEGEND_LINE = 18


def unfinished_by_institution(counts: pd.DataFrame, *, language: str) -> go.Figure:
    """One bar an institution, its parts by status (`metrics.count_by_status`), in the order given."""
    rows = counts[counts["activities"] > 0]
    if rows.empty:
        return message(title=text("charts.activities.none", language), language=language)
    title = text("charts.activities.by_institution", language, count=number(rows["activities"].sum(), language))
    institutions = list(dict.fromkeys(rows["institution"]))
    statuses = [status for status in ActivityStatus if status in set(rows["status"])]
    most = float(rows.groupby("institution", dropna=False)["activities"].sum().max())
    legend = _legend(statuses, language)
    above = LEGEND_LINE * (legend.count("<br>") + 1) + 8
    height = len(institutions) * ROW_HEIGHT + above
    step = (len(institutions)) / (height - above)
    return draw(
        [*(_part_bars(rows, institutions, status, language) for status in statuses), _names(institutions, language)],
        title=title, language=language, plot_height=height, axis=False, barmode="stack",
        annotations=[label(legend, xref="paper", x=0, yref="paper", y=1, yanchor="top", font={"size": 13})],
        xaxis=HIDDEN_AXIS | {"range": [0, most]},
        yaxis=HIDDEN_AXIS | {"range": [len(institutions) - 0.6, -0.6 - above * step]},
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


def _part_bars(rows: pd.DataFrame, institutions: list[str], status: ActivityStatus, language: str) -> Part:
    of_status = rows[rows["status"] == status].groupby("institution", dropna=False)["activities"].sum()
    values = [float(of_status.get(institution, 0)) for institution in institutions]
    words = text(f"status.{status}", language)
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(institutions))), "x": values, "width": BAR_WIDTH,
        "text": [number(value, language) if value else "" for value in values], "textposition": "inside",
        "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
        "textfont": {"size": 12, "color": on_colour(STATUS_COLOURS[status])},
        "marker": {"color": STATUS_COLOURS[status], "line": {"color": "#FFFFFF", "width": 1}}, "name": str(status),
        "hoverinfo": "text", "hovertext": [plain(f"{words}: {number(value, language)}") for value in values],
    }  # fmt: skip


def _names(institutions: list[str], language: str) -> Part:
    words = [plain(name or text("charts.no_institution", language)) for name in institutions]
    return {
        "type": "scatter", "mode": "text", "x": [0] * len(words), "cliponaxis": False, "textposition": "middle right",
        "y": [index - WORDS_ABOVE for index in range(len(words))], "text": words, "hoverinfo": "skip",
        "textfont": {"size": 13, "color": INK}, "name": "names",
    }  # fmt: skip


def unfinished_by_obstacle(counts: pd.DataFrame, *, language: str) -> go.Figure:
    """One bar an obstacle (`metrics.count_by(…, "obstacle")`), in the order given."""
    rows = counts[counts["unfinished"] > 0]
    if rows.empty:
        return message(title=text("charts.activities.none", language), language=language)
    title = text("charts.activities.by_obstacle", language, count=number(rows["unfinished"].sum(), language))
    bars = [
        Bar(
            name=text(f"obstacle.{row['obstacle']}" if row["obstacle"] else "charts.no_obstacle", language),
            colour=ACCENT, value=float(row["unfinished"]), value_words=number(row["unfinished"], language),
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return labelled_bars(bars, title=title, language=language)
