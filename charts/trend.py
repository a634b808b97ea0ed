"""A ratio over the months against its target and the indicative path to it."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.look import ACCENT, HIDDEN_AXIS, INK, PALE, QUIET, Part, Row, draw, label, no_data, plain, short_percent
from charts.timeline import at, month_axis, with_gaps
from charts.trend_words import has_old_population, trend_note, trend_title
from texts import number, percent, short_month, text
from vocab.codes import Metric

PLOT_HEIGHT = 260
DENSE = 24
"""From this many points on, markers are small."""
RATIO_PARTS: dict[Metric, tuple[str, str]] = {
    Metric.COVERAGE: ("registered_people", "people"),
    Metric.ACTIVE_SHARE: ("active_people", "registered_people"),
    Metric.ACTIVE_COVERAGE: ("active_people", "people"),
}


def coverage_trend(
    figures: pd.DataFrame,
    *,
    area_name: str,
    language: str,
    metric: Metric = Metric.COVERAGE,
    path: pd.DataFrame | None = None,
    target: Any = None,
    change: Any = None,
) -> go.Figure:
    """The line of one area: months without figures stay gaps, an old denominator is a hollow mark.

    `figures` as `metrics.area_figures`, `path` as `metrics.indicative_path`, `target` one row of `metrics.gaps`,
    `change` as `metrics.Change`: the title then says what moved.
    """
    column = f"{metric}_pct"
    drawn = figures[figures[column].notna()].sort_values("period")
    title = trend_title(drawn, area_name=area_name, metric=metric, change=change, language=language)
    if drawn.empty:
        return no_data(title=title, language=language)
    path = path if path is not None else pd.DataFrame({"period": [], "path_pct": []})
    periods, goal = drawn["period"].tolist(), _goal(target)
    traces = [*_path_traces(path), *_value_traces(drawn, column, metric, language)]
    highest = max([drawn[column].max(), *path["path_pct"], goal or 0])
    lowest = min([drawn[column].min(), *path["path_pct"], goal if goal is not None else highest])
    return draw(
        traces, title=title, language=language, plot_height=PLOT_HEIGHT,
        note=trend_note(drawn, metric=metric, target=target, language=language),
        annotations=[
            *_end_labels(drawn, column, path, language), *_target_labels(drawn, column, path, target, language),
        ],
        shapes=[] if goal is None else [target_line(goal)],
        xaxis=month_axis([*periods, *path["period"]], language),
        yaxis=HIDDEN_AXIS | {"range": [max(0, lowest - 8), highest + (highest - lowest) * 0.12 + 4]},
    )  # fmt: skip


def target_line(goal: float) -> Part:
    """A thin line over the whole width at the height of a target."""
    line = {"color": QUIET, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": goal, "y1": goal, "line": line}


def _goal(target: Any) -> float | None:
    return None if target is None else float(target["value_pct"])


def _path_traces(path: pd.DataFrame) -> list[Part]:
    line = {"color": QUIET, "width": 1.2, "dash": "dash"}
    ends = path.iloc[[0, -1]] if len(path) else path
    return [
        {"type": "scatter", "mode": "lines", "x": [at(period) for period in ends["period"]],
         "y": ends["path_pct"].tolist(), "line": line, "hoverinfo": "skip", "name": "path"}
    ]  # fmt: skip


def _value_traces(drawn: pd.DataFrame, column: str, metric: Metric, language: str) -> list[Part]:
    by_period = drawn.set_index("period")[column]
    broken = with_gaps(drawn["period"].tolist())
    across = {
        "type": "scatter", "mode": "lines", "x": [at(period) for period in by_period.index], "y": by_period.tolist(),
        "line": {"color": PALE, "width": 1.2, "dash": "dot"}, "hoverinfo": "skip", "name": "gap",
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines", "connectgaps": False, "hoverinfo": "skip", "name": "line",
        "x": [None if period is None else at(period) for period in broken],
        "y": [None if period is None else float(by_period[period]) for period in broken],
        "line": {"color": ACCENT, "width": 2.5},
    }  # fmt: skip
    return [across, line, _marks(drawn, column, metric, language)]


def _marks(drawn: pd.DataFrame, column: str, metric: Metric, language: str) -> Part:
    old = has_old_population(drawn, metric)
    size = 5 if len(drawn) > DENSE else 8
    return {
        "type": "scatter", "mode": "markers", "x": [at(period) for period in drawn["period"]],
        "y": drawn[column].tolist(), "name": "values", "hoverinfo": "text",
        "hovertext": [_hover(row, column, metric, language) for row in drawn.to_dict("records")],
        "marker": {"opacity": 1, "size": [size] * (len(drawn) - 1) + [10], "line": {"color": ACCENT, "width": 1.8},
                   "color": ["#FFFFFF" if is_old else ACCENT for is_old in old]},
    }  # fmt: skip


def _hover(row: Row, column: str, metric: Metric, language: str) -> str:
    top, bottom = RATIO_PARTS.get(metric, ("", ""))
    lines = [f"<b>{percent(row[column], language)}</b> {plain(short_month(row['period'], language))}"]
    if top:
        counts = {"numerator": number(row[top], language), "denominator": number(row[bottom], language)}
        lines.append(plain(text("charts.of", language, **counts)))
    if bottom == "people" and isinstance(row["population_period"], str) and row["population_period"]:
        population = plain(short_month(row["population_period"], language))
        lines.append(text("charts.trend.population_of", language, month=population))
    return "<br>".join(lines)


def _end_labels(drawn: pd.DataFrame, column: str, path: pd.DataFrame, language: str) -> list[Part]:
    first, last = drawn.iloc[0], drawn.iloc[-1]
    strong = {"size": 15, "color": INK, "weight": 700}
    # A path that goes on leaves room to the right, and crosses what stands above the point.
    goes_on = len(path) > 0 and path["period"].iloc[-1] > last["period"]
    place: Part = {"xanchor": "left", "xshift": 10} if goes_on else {"xanchor": "center", "yshift": 17}
    latest = label(percent(last[column], language), x=at(last["period"]), y=last[column], font=strong, **place)
    if len(drawn) == 1:
        return [latest]
    quiet = {"size": 12, "color": QUIET}
    earliest = label(
        percent(first[column], language), x=at(first["period"]), y=first[column], yshift=-14, xanchor="left",
        xshift=-6, font=quiet,
    )  # fmt: skip
    return [latest, earliest]


def _is_left_clearer(values: pd.Series, target: Any) -> bool:
    distance = (values - target["value_pct"]).abs()
    return bool(distance.iloc[0] > distance.iloc[-1])


def _target_labels(drawn: pd.DataFrame, column: str, path: pd.DataFrame, target: Any, language: str) -> list[Part]:
    if target is None:
        return []
    quiet = {"size": 12, "color": QUIET}
    named = text(
        f"charts.trend.target.{target['operator']}", language,
        value=short_percent(target["value_pct"], language),
        month=short_month(target["target_period"], language),
    )  # fmt: skip
    side: Part = (
        {"x": 0, "xanchor": "left"} if _is_left_clearer(drawn[column], target) else {"x": 1, "xanchor": "right"}
    )
    words = [label(named, xref="paper", y=target["value_pct"], yanchor="bottom", font=quiet, **side)]
    if len(path):
        middle = path.iloc[len(path) * 6 // 10]
        place = {"x": at(middle["period"]), "y": middle["path_pct"], "yanchor": "top", "xshift": 8, "yshift": -2}
        words.append(label(text("charts.trend.path", language), font=quiet, bgcolor="#FFFFFF", **place))
    return words
