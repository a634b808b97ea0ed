"""Areas beside each other: own area against the weighted average, the table beside the bars, area × month."""

import plotly.graph_objects as go
import streamlit as st

import charts
from pages.achievement.coverage_areas_view import BELOW, AreasView, areas_view, groups
from pages.achievement.summary_view import SummaryView
from pages.views import KEPT_VIEWS, pick, screen_key
from ui import blocks, data, filters
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import dec, month, n, pct, points_change, short_month, t

RANKED = "nilai"
IN_CODE_ORDER = "kode"
VISIBLE_ROWS = 20
FULL = 100.0
NAME_WIDTH = "38%"


def areas_part(view: SummaryView, choice: Choice) -> None:
    """The comparison of one group of areas; ranking only when somebody asks for it."""
    found = groups(choice)
    if not found:
        blocks.notice(t("coverage.areas.none"))
        return
    group = _group(tuple(found))
    compared = areas_view(view, choice, group=group)
    if not _is_comparable(compared):
        words = {"n": n(compared.average.n), "expected": n(len(compared.codes)), "month": month(compared.period)}
        blocks.notice(t("coverage.areas.too_few", **words))
        return
    blocks.section(t("coverage.areas.section", month=month(compared.period)), _average_words(compared, choice, group))
    _accuse_denominators(compared)
    orders = {order: t(f"coverage.areas.order_{order}") for order in (IN_CODE_ORDER, RANKED)}
    order = pick("urut", tuple(orders), label=t("coverage.areas.order"), words=orders)
    _chart_and_table(compared, view, choice, group=group, is_ranked=order == RANKED)
    blocks.section(t("coverage.areas.heat"), t("coverage.areas.heat_note"))
    heat = _heat((*screen_key(choice), group), _compared=compared)
    blocks.heat_table(heat, legend=(pct(compared.shade_from, 0), pct(compared.shade_to, 0)))


def _group(found: tuple[str, ...]) -> str:
    if len(found) == 1:
        return found[0]
    words = {name: t(f"coverage.areas.group_{name}") for name in found}
    return pick("kelompok", found, label=t("coverage.areas.group"), words=words)


def _is_comparable(compared: AreasView) -> bool:
    """Whether at least two areas have a figure, of this month or an older one."""
    of_month = set(compared.rows.loc[compared.rows["coverage_pct"].notna(), "region_code"])
    return len(of_month | set(compared.older.index)) > 1


def _average_words(compared: AreasView, choice: Choice, group: str) -> str:
    average = compared.average
    counts = {"n": n(average.n), "expected": n(average.regions_expected)}
    if average.group_pct != average.group_pct:
        return t("coverage.areas.no_average", **counts)
    words = t("coverage.areas.average", share=pct(average.group_pct), **counts)
    if group == BELOW or average.points != average.points:
        return words
    key = "own_below" if average.is_below else "own_not_below"
    name = data.area_name(choice.area, short=True)
    return f"{words} {t(f'coverage.areas.{key}', area=name, points=dec(abs(average.points)))}"


def _accuse_denominators(compared: AreasView) -> None:
    over = compared.rows.loc[compared.rows["coverage_pct"] > FULL, "region_code"]
    if len(over):
        names = ", ".join(data.area_name(code, short=True) for code in over[:5])
        blocks.notice(t("coverage.areas.over_100", areas=names, count=n(len(over))), kind="attention")


def _chart_and_table(compared: AreasView, view: SummaryView, choice: Choice, *, group: str, is_ranked: bool) -> None:
    key = (*screen_key(choice), group, is_ranked)
    figure, table = _drawn(key, _compared=compared, _view=view, _choice=choice, _is_ranked=is_ranked)
    blocks.chart_and_table(figure, table, key="areas", alt=charts.plain_title(figure))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(
    key: tuple[object, ...],  # noqa: ARG001 - what the cache knows it by
    *,
    _compared: AreasView,
    _view: SummaryView,
    _choice: Choice,
    _is_ranked: bool,
) -> tuple[go.Figure, Table]:
    figure = charts.area_comparison(
        _compared.rows,
        period=_compared.period,
        names={code: data.area_name(code, short=True) for code in _compared.codes},
        language=_choice.language,
        average_pct=_compared.average.group_pct,
        target_pct=None if _view.target is None else _view.target["value_pct"],
        own=_choice.area if _choice.area in _compared.codes else None,
        order="value" if _is_ranked else "code",
    )
    return figure, _ranked_table(_compared, _choice) if _is_ranked else _table(_compared, _choice)


def _table(compared: AreasView, choice: Choice) -> Table:
    columns = (
        Column(t("coverage.areas.area"), width=NAME_WIDTH),
        Column(t("summary.trend_table.registered"), t("summary.tile.people"), align="right"),
        Column(t("summary.trend_table.share"), "%", align="right", strong=True),
        Column(t("coverage.areas.missing"), t("summary.tile.people"), align="right"),
    )
    rows = [_row(row, compared) for row in compared.rows.to_dict("records")]
    return Table(columns, rows, caption=t("coverage.areas.caption"), highlight=_own(compared.codes, choice))


def _row(row: dict[str, object], compared: AreasView) -> tuple[Cell | str, ...]:
    code = str(row["region_code"])
    of_people = t("coverage.areas.of", people=n(row["people"])) if row["people"] == row["people"] else ""
    return (
        _area_cell(code),
        Cell(n(row["registered_people"]), note=of_people),
        _share_cell(row, compared),
        n(row["missing_people"]),
    )


def _share_cell(row: dict[str, object], compared: AreasView) -> Cell:
    """The coverage with its state; an older value in italics with its month where there is none of this month."""
    code, state = str(row["region_code"]), row["state"] or None
    if row["coverage_pct"] == row["coverage_pct"]:
        return Cell(pct(row["coverage_pct"]), state=state)
    if code not in compared.older.index:
        return Cell("–", muted=True)
    older = compared.older.loc[code]
    return Cell(
        pct(older["coverage_pct"]), stale=True, note=t("coverage.areas.as_of", month=short_month(older["period"]))
    )


def _ranked_table(compared: AreasView, choice: Choice) -> Table:
    columns = (
        Column(t("coverage.areas.rank"), align="right"),
        Column(t("coverage.areas.area")),
        Column(t("summary.trend_table.share"), "%", align="right", strong=True),
        Column(t("coverage.areas.to_average"), t("coverage.points_unit"), align="right"),
    )
    rows = [_ranked_row(row) for row in compared.ranked.to_dict("records")]
    found = n(compared.ranked["n"].max())
    source = t("coverage.areas.rank_note", n=found, expected=n(len(compared.codes)), month=month(compared.period))
    highlight = _own(tuple(compared.ranked["region_code"]), choice)
    return Table(
        columns, rows, caption=t("coverage.areas.caption"), source=source, highlight=highlight, row_label_column=1
    )


def _ranked_row(row: dict[str, object]) -> tuple[Cell | str, ...]:
    tied = t("coverage.areas.tied") if row["is_tied"] else ""
    return (
        Cell(n(row["rank"]), note=tied),
        _area_cell(str(row["region_code"])),
        pct(row["value_pct"]),
        points_change(row["points_to_average"]),
    )


def _area_cell(code: str) -> Cell:
    return Cell(data.area_name(code, short=True), href=filters.link(wilayah=code))


def _own(codes: tuple[str, ...], choice: Choice) -> frozenset[int]:
    return frozenset(place for place, code in enumerate(codes) if code == choice.area)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _heat(key: tuple[object, ...], *, _compared: AreasView) -> Table:  # noqa: ARG001 - what the cache knows it by
    periods = list(dict.fromkeys(_compared.heat["period"]))
    columns = [Column(t("coverage.areas.area")), *(Column(short_month(period), align="right") for period in periods)]
    by_area = _compared.heat.groupby("region_code", sort=False)
    rows = [
        [
            data.area_name(str(code), short=True),
            *(_shaded(value, shade) for value, shade in zip(rows["value_pct"], rows["shade"], strict=True)),
        ]
        for code, rows in by_area
    ]
    return Table(columns, rows, caption=t("coverage.areas.heat_caption"))


def _shaded(value: float, shade: float) -> Cell:
    return Cell("–", muted=True) if value != value else Cell(pct(value, 1), shade=shade)
