"""Facilities per area and year: how many, where they fell, and which area the change comes from."""

from collections.abc import Mapping, Sequence

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
    draw,
    label,
    no_data,
    plain,
    wrapped,
)
from texts import change_in_people, change_in_points, number, percent, text
from vocab.codes import TargetState

PANEL_HEIGHT, PANEL_COLUMNS, PANEL_GAP = 132, 2, 0.08
ALL_VALUES_UP_TO = 6
"""Up to so many years every point is labelled; beyond, the first, the last and the drops."""
DROP = STATE_MARKS[TargetState.BELOW].colour


def facilities_trend(
    by_region_year: pd.DataFrame,
    *,
    facility_kind: str,
    names: Mapping[str, str],
    language: str,
    drops: pd.DataFrame | None = None,
    regions: Sequence[str] | None = None,
) -> go.Figure:
    """One small panel an area on one scale (`metrics.facilities_by_region_year`), `metrics.facility_drops` marked."""
    rows = by_region_year[by_region_year["facility_kind"] == facility_kind]
    codes = list(regions) if regions is not None else list(dict.fromkeys(rows["region_code"]))
    rows = rows[rows["region_code"].isin(codes) & rows["facilities"].notna()].sort_values(["region_code", "year"])
    fallen = _fallen(drops, facility_kind, codes)
    key = "trend_drops" if fallen else "trend"
    kind = text(f"facility_kind.{facility_kind}", language)
    title = text(f"charts.facilities.{key}", language, kind=kind, count=number(len(fallen), language))
    if rows.empty:
        return no_data(title=title, language=language)
    note = text("charts.facilities.same_scale", language)
    note = f"{text('charts.facilities.drop', language)} {note}" if fallen else note
    axes: Part = {}
    for place in range(len(codes)):
        axes |= _panel_axes(place, len(codes), rows)
    return draw(
        [_panel_line(rows, code, place, names.get(code, code), fallen, language) for place, code in enumerate(codes)],
        title=title, language=language, plot_height=PANEL_HEIGHT * -(-len(codes) // PANEL_COLUMNS), note=note,
        annotations=[_panel_name(names.get(code, code), place) for place, code in enumerate(codes)], **axes,
    )  # fmt: skip


def _suffix(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _fallen(drops: pd.DataFrame | None, facility_kind: str, codes: Sequence[str]) -> set[tuple[str, int]]:
    if drops is None:
        return set()
    rows = drops[(drops["facility_kind"] == facility_kind) & drops["region_code"].isin(codes)]
    return {(str(code), int(year)) for code, year in zip(rows["region_code"], rows["year"], strict=True)}


def _panel_axes(place: int, count: int, rows: pd.DataFrame) -> Part:
    suffix = _suffix(place)
    line_count = -(-count // PANEL_COLUMNS)
    line, column = divmod(place, PANEL_COLUMNS)
    width, height = (1 - PANEL_GAP) / PANEL_COLUMNS, 1 / line_count
    years = sorted(set(rows["year"].astype(int)))
    ends = [years[0]] if len(years) == 1 else [years[0], years[-1]]
    left = column * (width + PANEL_GAP)
    across = {
        "domain": [left, left + width], "anchor": f"y{suffix}", "range": [years[0] - 0.6, years[-1] + 0.6],
        "tickvals": ends, "ticktext": [str(year) for year in ends], "showline": True, "fixedrange": True,
        "linecolor": PALE, "tickfont": {"size": NOTE_SIZE, "color": QUIET}, "showgrid": False, "zeroline": False,
    }  # fmt: skip
    bottom = 1 - (line + 1) * height
    up = HIDDEN_AXIS | {
        "domain": [bottom + height * (0.2 if line_count > 1 else 0), bottom + height * 0.82], "anchor": f"x{suffix}",
        "range": [0, float(rows["facilities"].max()) * 1.3],
    }  # fmt: skip
    return {f"xaxis{suffix}": across, f"yaxis{suffix}": up}


def _panel_line(
    rows: pd.DataFrame, code: str, place: int, name: str, fallen: set[tuple[str, int]], language: str
) -> Part:
    panel = rows[rows["region_code"] == code]
    by_year = dict(zip(panel["year"].astype(int), panel["facilities"].astype(float), strict=True))
    years = list(range(min(by_year), max(by_year) + 1)) if by_year else []
    marks = {year: (code, year) in fallen for year in years}
    return {
        "type": "scatter", "xaxis": f"x{_suffix(place)}", "yaxis": f"y{_suffix(place)}", "mode": "lines+markers+text",
        "x": years, "y": [by_year.get(year) for year in years], "connectgaps": False,
        "line": {"color": ACCENT, "width": 2}, "textposition": "top center", "cliponaxis": False, "name": code,
        "marker": {"size": [10 if marks[year] else 6 for year in years],
                   "symbol": ["triangle-down" if marks[year] else "circle" for year in years],
                   "color": [DROP if marks[year] else ACCENT for year in years]},
        "text": _point_words(by_year, years, marks, language), "hoverinfo": "text",
        "textfont": {"size": 12, "color": [DROP if marks[year] else INK for year in years]},
        "hovertext": [_point_hover(name, year, by_year.get(year), language) for year in years],
    }  # fmt: skip


def _point_words(by_year: dict[int, float], years: list[int], marks: dict[int, bool], language: str) -> list[str]:
    shown = set(years) if len(years) <= ALL_VALUES_UP_TO else {years[0], years[-1], *(y for y in years if marks[y])}
    return [number(by_year[year], language) if year in shown and year in by_year else "" for year in years]


def _point_hover(name: str, year: int, value: float | None, language: str) -> str:
    return plain(text("charts.facilities.own_year", language, name=name, year=year, facilities=number(value, language)))


def _panel_name(name: str, place: int) -> Part:
    suffix = _suffix(place)
    at = {"xref": f"x{suffix} domain", "x": 0, "yref": f"y{suffix} domain", "y": 1.02, "yanchor": "bottom"}
    return label(f"<b>{wrapped(name, 26)}</b>", font={"size": 13, "color": INK}, **at)


def facilities_total(
    by_area_year: pd.DataFrame,
    *,
    facility_kind: str,
    area_name: str,
    language: str,
    growth_pct: float | None = None,
) -> go.Figure:
    """A column a year (`metrics.facilities_by_area_year`); hatched where only some areas of the whole have data."""
    rows = by_area_year[(by_area_year["facility_kind"] == facility_kind) & by_area_year["facilities"].notna()]
    rows = rows.sort_values("year")
    title = _total_title(rows, facility_kind, area_name, growth_pct, language)
    if rows.empty:
        return no_data(title=title, language=language)
    years, complete = rows["year"].astype(int).tolist(), rows["is_complete"].astype(bool).tolist()
    partial = [str(year) for year, whole in zip(years, complete, strict=True) if not whole]
    note = text("charts.facilities.incomplete", language, years=", ".join(partial)) if partial else ""
    columns = {
        "type": "bar", "x": years, "y": rows["facilities"].tolist(), "textposition": "outside", "cliponaxis": False,
        "text": [f"<b>{number(value, language)}</b>" for value in rows["facilities"]], "width": 0.62,
        "marker": {"color": ACCENT, "pattern": {"shape": ["" if whole else "/" for whole in complete],
                                            "bgcolor": "#FFFFFF"}}, "hoverinfo": "skip",
    }  # fmt: skip
    shown = years if len(years) <= ALL_VALUES_UP_TO else [years[0], years[len(years) // 2], years[-1]]
    return draw(
        [columns], title=title, language=language, plot_height=200, note=note,
        xaxis={"tickvals": shown, "ticktext": [str(year) for year in shown], "range": [years[0] - 0.6, years[-1] + 0.6],
               "showline": True},
        yaxis=HIDDEN_AXIS | {"range": [0, rows["facilities"].max() * 1.15]},
    )  # fmt: skip


def _total_title(rows: pd.DataFrame, kind: str, area_name: str, growth_pct: float | None, language: str) -> str:
    words = {"kind": text(f"facility_kind.{kind}", language), "area": area_name}
    if rows.empty:
        return text("charts.facilities.total_empty", language, **words)
    for name, row in (("first", rows.iloc[0]), ("last", rows.iloc[-1])):
        words |= {name: number(row["facilities"], language), f"{name}_year": str(int(row["year"]))}
    if len(rows) == 1:
        return text("charts.facilities.total_one", language, **words)
    key = "total" if growth_pct is None or growth_pct != growth_pct else "total_growth"
    return text(f"charts.facilities.{key}", language, growth=_signed_percent(growth_pct, language), **words)


def _signed_percent(value: float | None, language: str) -> str:
    return ("+" if value is not None and value > 0 else "") + percent(value, language)


def facility_contribution(
    growth: pd.DataFrame, *, facility_kind: str, names: Mapping[str, str], language: str
) -> go.Figure:
    """How many facilities each area added and how many points of the growth those are (`metrics.facility_growth`)."""
    rows = growth[(growth["facility_kind"] == facility_kind) & growth["change"].notna()]
    kind = text(f"facility_kind.{facility_kind}", language)
    whole, members = rows[rows["is_area"]], rows[~rows["is_area"]]
    if whole.empty or members.empty:
        return no_data(title=text("charts.facilities.contribution_empty", language, kind=kind), language=language)
    area = whole.iloc[0]
    title = text(
        "charts.facilities.contribution", language, kind=kind, first_year=int(area["first_year"]),
        last_year=int(area["last_year"]), change=change_in_people(area["change"], language),
        growth=_signed_percent(area["growth_pct"], language),
    )  # fmt: skip
    bars = [
        Bar(
            name=names.get(row["region_code"], row["region_code"]), value=float(row["change"]),
            colour=DROP if row["change"] < 0 else ACCENT,
            value_words=text(
                "charts.facilities.contribution_value", language, change=change_in_people(row["change"], language),
                points=change_in_points(row["contribution_points"], language),
            ),
        )
        for row in members.to_dict("records")
    ]  # fmt: skip
    return labelled_bars(bars, title=title, language=language)
