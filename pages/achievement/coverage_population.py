"""The same members under every population: side by side, with source, date and the people missing."""

import pandas as pd

import charts
from metrics import missing_people
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import target_words
from ui import blocks, data, filters
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, dec, n, pct, short_month, t


def population_part(view: SummaryView, choice: Choice) -> None:
    """Chart and table of the denominators, and how far they lie apart."""
    headline = view.headline
    blocks.section(t("coverage.population.section"), _spread_words(view))
    if headline.denominators.empty:
        blocks.notice(t("coverage.population.empty"), kind="attention")
        return
    target = None if view.target is None else view.target["value_pct"]
    figure = charts.denominators(
        headline.denominators,
        period=headline.data_period or choice.period,
        area_name=data.area_name(choice.area, short=True),
        language=choice.language,
        target_pct=target,
    )
    blocks.chart_and_table(figure, _table(view), key="denominators", alt=charts.plain_title(figure))
    blocks.paragraph(t("coverage.population.why"))


def _spread_words(view: SummaryView) -> str:
    spread = view.headline.spread
    if not spread.points > 0:
        return ""
    return t(
        "coverage.population.spread",
        points=dec(spread.points),
        low=pct(spread.lowest_pct),
        high=pct(spread.highest_pct),
    )


def _table(view: SummaryView) -> Table:
    rows = view.headline.denominators
    columns = [
        Column(t("coverage.population.source")),
        Column(t("coverage.population.people"), t("summary.tile.people"), align="right"),
        Column(t("coverage.population.share"), "%", align="right", strong=True),
    ]
    missing = None
    if view.target is not None and view.headline.figures is not None:
        columns.append(Column(t("coverage.population.missing"), target_words(view.target, short=True), align="right"))
        goal = {"value_pct": view.target["value_pct"], "operator": view.target["operator"]}
        missing = missing_people(rows["registered_people"], rows["people"], **goal)
    cells = [_row(row, None if missing is None else missing[index]) for index, row in rows.iterrows()]
    chosen = frozenset(place for place, is_chosen in enumerate(rows["is_chosen"]) if is_chosen)
    return Table(columns, cells, caption=t("coverage.population.caption"), highlight=chosen)


def _row(row: pd.Series, missing: float | None) -> list[Cell | str]:
    regions = ""
    if row["regions_with_data"] < row["regions_expected"]:
        counts = {"counted": n(row["regions_with_data"]), "expected": n(row["regions_expected"])}
        regions = t("summary.tile.regions_counted", **counts)
    since = t("summary.trend_table.population_of", month=short_month(row["population_period"]))
    link = "" if row["is_chosen"] or not row["is_newest"] else filters.link(penyebut=row["source"])
    cells: list[Cell | str] = [
        Cell(code_word("source", row["source"]), note=since, href=link),
        Cell(n(row["people"]), stale=not row["is_newest"], note=regions),
        Cell(pct(row["coverage_pct"]), stale=not row["is_newest"]),
    ]
    return cells if missing is None else [*cells, Cell(n(missing), stale=not row["is_newest"])]
