"""Areas beside each other, and one area under several counts of its population."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.bars import Bar, labelled_bars
from charts.look import (
    ACCENT,
    HIDDEN_AXIS,
    INK,
    NOTE_SIZE,
    PALE,
    QUIET,
    STATE_MARKS,
    Part,
    Row,
    draw,
    label,
    no_data,
    plain,
    short_percent,
    wrapped,
)
from texts import number, percent, short_month, text
from vocab.codes import Metric, TargetState

ROW_HEIGHT, TALL_ROW = 28, 36
NAME_WIDTH = 20
FULL = 100.0
OTHER_BAR = "#A9B7BD"
CHARACTER = 6.4
BEYOND_BARS = 1.5
"""The axis goes on beyond the longest bar, so that the values stand in a column that no line crosses."""


def area_comparison(
    by_area: pd.DataFrame,
    *,
    period: str,
    names: Mapping[str, str],
    language: str,
    metric: Metric = Metric.COVERAGE,
    average_pct: float | None = None,
    average_name: str = "",
    target_pct: float | None = None,
    own: str | None = None,
    order: str = "code",
) -> go.Figure:
    """One bar an area, the own one in teal (`by_area` as `metrics.area_table`); `order` "code" or "value".

    A column `state` (TargetState, as `metrics.states_against`), where present, puts its shape beside each value.
    """
    rows = by_area.assign(value_pct=by_area[f"{metric}_pct"])
    if order == "value":
        rows = rows.sort_values("value_pct", ascending=False, na_position="last", kind="stable")
    title = _comparison_title(rows, period, names, metric, own, language)
    if rows.empty:
        return no_data(title=title, language=language)
    lines = _lines(average_pct, average_name, target_pct, language)
    right = max([*rows["value_pct"].dropna(), *(line[0] for line in lines)], default=FULL)
    top, edge = 0.5 + 0.62 * len(lines), max(right, 1) * BEYOND_BARS
    return draw(
        [_area_bars(rows, names, own, language), _area_values(rows, edge, language)], title=title,
        language=language, plot_height=int(_row_height(rows, names) * (len(rows) + top)), axis=False,
        note=_comparison_note(rows, language),
        annotations=_line_labels(lines), shapes=_line_shapes(lines, len(rows)), left=_room_for_names(rows, names),
        xaxis=HIDDEN_AXIS | {"range": [0, edge]}, yaxis=_name_axis(rows, names, own, top),
    )  # fmt: skip


def _comparison_title(
    rows: pd.DataFrame, period: str, names: Mapping[str, str], metric: Metric, own: str | None, language: str
) -> str:
    words = {"metric": text(f"metric.{metric}", language), "month": short_month(period, language)}
    own_value = rows.loc[rows["region_code"] == own, "value_pct"].dropna()
    if own is None or own_value.empty:
        return text("charts.comparison.title", language, **words)
    value = percent(own_value.iloc[0], language)
    return text("charts.comparison.title_own", language, area=names.get(own, own), value=value, **words)


def _comparison_note(rows: pd.DataFrame, language: str) -> str:
    states = [state for state in TargetState if state in set(rows.get("state", []))]
    parts = [f"{STATE_MARKS[state].shape} {text(f'target_state.{state}', language)}" for state in states]
    note = "   ".join(parts)
    return f"{note} {text('charts.over_100', language)}".strip() if (rows["value_pct"] > FULL).any() else note


def _name_axis(rows: pd.DataFrame, names: Mapping[str, str], own: str | None, top: float) -> Part:
    written = [(code, wrapped(names.get(code, code), NAME_WIDTH)) for code in rows["region_code"]]
    words = [f"<b>{name}</b>" if code == own else name for code, name in written]
    return {
        "range": [len(rows) - 0.5, -0.5 - top], "tickvals": list(range(len(rows))), "ticktext": words,
        "tickfont": {"size": NOTE_SIZE, "color": INK},
    }  # fmt: skip


def _row_height(rows: pd.DataFrame, names: Mapping[str, str]) -> int:
    return TALL_ROW if any(len(names.get(code, code)) > NAME_WIDTH for code in rows["region_code"]) else ROW_HEIGHT


def _room_for_names(rows: pd.DataFrame, names: Mapping[str, str]) -> int:
    lines = [line for code in rows["region_code"] for line in wrapped(names.get(code, code), NAME_WIDTH).split("<br>")]
    return int(max(map(len, lines)) * CHARACTER) + 12


def _area_bars(rows: pd.DataFrame, names: Mapping[str, str], own: str | None, language: str) -> Part:
    colours = [ACCENT if code == own or own is None else OTHER_BAR for code in rows["region_code"]]
    hover = [
        f"{names.get(code, code)}: {percent(value, language)}"
        for code, value in zip(rows["region_code"], rows["value_pct"], strict=True)
    ]
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(rows))), "x": rows["value_pct"].tolist(), "width": 0.62,
        "marker": {"color": colours}, "hoverinfo": "text", "name": "areas",
        "hovertext": [plain(words) for words in hover],
    }  # fmt: skip


def _area_values(rows: pd.DataFrame, right: float, language: str) -> Part:
    states = [TargetState(state) if state else None for state in rows.get("state", [None] * len(rows))]
    words, colours = [], []
    for value, state in zip(rows["value_pct"], states, strict=True):
        shown = TargetState.NO_DATA if value != value else state
        mark = STATE_MARKS[shown] if shown else None
        words.append(plain(f"{mark.shape + ' ' if mark else ''}{_value_words(value, language)}"))
        colours.append(mark.colour if mark else INK)
    return {
        "type": "scatter", "mode": "text", "y": list(range(len(rows))), "text": words, "hoverinfo": "skip",
        "x": [right if value == value else 0 for value in rows["value_pct"]], "cliponaxis": False, "name": "values",
        "textposition": ["middle left" if value == value else "middle right" for value in rows["value_pct"]],
        "textfont": {"size": 13, "color": colours},
    }  # fmt: skip


def _value_words(value: float, language: str) -> str:
    if value != value:
        return text("target_state.no_data", language)
    return percent(value, language) + (" *" if value > FULL else "")


Line = tuple[float, str, str]


def _lines(average: float | None, average_name: str, target: float | None, language: str) -> list[Line]:
    lines: list[Line] = []
    if average is not None and average == average:
        name = average_name or text("charts.average_default", language)
        lines.append((average, text("charts.average", language, name=name, value=percent(average, language)), INK))
    if target is not None and target == target:
        lines.append((target, _target_words(target, language), QUIET))
    return lines


def _line_shapes(lines: list[Line], rows: int) -> list[Part]:
    return [
        {"type": "line", "x0": value, "x1": value, "y0": rows - 0.5, "y1": -0.6 - 0.62 * place,
         "line": {"color": colour, "width": 1.2, "dash": "solid" if colour == QUIET else "dot"}, "layer": "below"}
        for place, (value, _, colour) in enumerate(lines)
    ]  # fmt: skip


def _line_labels(lines: list[Line]) -> list[Part]:
    return [
        label(plain(words), x=value, y=-0.85 - 0.62 * place, font={"size": 12, "color": colour},
              xanchor="right" if value > FULL / 2 else "left", xshift=-3 if value > FULL / 2 else 3)
        for place, (value, words, colour) in enumerate(lines)
    ]  # fmt: skip


def denominators(
    denominators: pd.DataFrame, *, period: str, area_name: str, language: str, target_pct: float | None = None
) -> go.Figure:
    """The same members over each count of the population (`denominators` as `metrics.denominators`); chosen in teal."""
    rows = denominators[denominators["coverage_pct"].notna()]
    month = short_month(period, language)
    if rows.empty:
        title = text("charts.denominators.title_empty", language, area=area_name, month=month)
        return no_data(title=title, language=language)
    newest = rows[rows["is_newest"]] if rows["is_newest"].any() else rows
    ends = {"lowest": newest["coverage_pct"].min(), "highest": newest["coverage_pct"].max()}
    key = "title_one" if len(newest) == 1 else "title"
    words = {name: percent(value, language) for name, value in ends.items()}
    title = text(f"charts.denominators.{key}", language, area=area_name, month=month, **words)
    return labelled_bars(
        [_denominator_bar(row, language) for row in rows.to_dict("records")], title=title, language=language,
        scale_to=FULL, line_at=target_pct,
        line_words="" if target_pct is None else _target_words(target_pct, language),
    )  # fmt: skip


def _target_words(target_pct: float, language: str) -> str:
    return text("charts.target", language, value=short_percent(target_pct, language))


def _denominator_bar(row: Row, language: str) -> Bar:
    chosen = bool(row["is_chosen"])
    name = text(
        "charts.denominators.row", language, source=text(f"charts.source_short.{row['source']}", language),
        month=short_month(row["population_period"], language), people=number(row["people"], language),
    )  # fmt: skip
    value = float(row["coverage_pct"])
    words = percent(value, language) + (" *" if value > FULL else "")
    return Bar(name=name, value=value, value_words=words, colour=ACCENT if chosen else PALE, is_strong=chosen)
