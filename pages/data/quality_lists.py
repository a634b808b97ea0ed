"""The lists of differences, matching results and warnings, each with its date, its n and who explains it by when."""

from collections.abc import Callable, Sequence

import pandas as pd

from metrics import ENOUGH_AREAS, ENOUGH_CHANGES, FAR, SMALL_HISTORY_PCT
from pages.data.quality_explain import Requests, explained, key_of, requests
from pages.data.quality_view import QualityView
from pages.data.quality_words import (
    Row,
    difference_words,
    figure_words,
    short_office,
    state_note,
    subject_words,
    warning_words,
)
from ui import blocks, data
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import dec, month, n, people_change, points_change, short_month, t

SHOWN_ROWS = 20


def totals(view: QualityView, choice: Choice) -> None:
    """Reported totals beside computed ones, in people and points, with who explains them by when."""
    blocks.section(t("quality.totals.section", month=month(view.period)), t("quality.totals.note"))
    asked = requests(choice)
    effects = {key_of(row): row for row in view.totals.to_dict("records")}
    columns = [
        Column(t("quality.sources.points"), t("quality.sources.population_source_points"), align="right"),
        Column(t("quality.sources.explained")),
    ]

    def beside(row: Row) -> list[Cell | str]:
        return [points_change(effects[key_of(row)]["points"]), explained(row, asked, choice)]

    _warnings(view, "totals", columns, beside)
    partly = view.totals[~view.totals["is_judged"].astype("bool")]
    if len(partly):
        blocks.section(t("quality.totals.partly"), t("quality.totals.partly_note"))
        blocks.table(_partly(partly), visible_rows=SHOWN_ROWS)


def outliers(view: QualityView) -> None:
    """Figures that stand out, with the rule in words, and what could not be held against others."""
    limits = {"far": dec(FAR, 1), "changes": n(ENOUGH_CHANGES), "small": n(SMALL_HISTORY_PCT), "areas": n(ENOUGH_AREAS)}
    blocks.section(t("quality.outliers.section", month=month(view.period)), t("quality.outliers.note", **limits))
    if view.compared < ENOUGH_AREAS:
        blocks.paragraph(t("quality.outliers.too_few", count=n(view.compared), areas=n(ENOUGH_AREAS)))
    _warnings(view, "outliers")


def sources(view: QualityView, choice: Choice) -> None:
    """Population and PBI under two sources, with who explains the difference by when."""
    asked = requests(choice)
    for name, rows in (("population", view.population), ("pbi", view.pbi)):
        blocks.section(t(f"quality.sources.{name}"), t(f"quality.sources.{name}_note"))
        if rows.empty:
            blocks.paragraph(t(f"quality.sources.{name}_none"))
            continue
        shown = rows.sort_values("regions_expected", kind="stable", ascending=False)
        blocks.table(_sources(shown, view, choice, asked, code=f"{name}_source"), visible_rows=SHOWN_ROWS)


def _warnings(
    view: QualityView,
    part: str,
    more: Sequence[Column] = (),
    beside: Callable[[Row], list[Cell | str]] = lambda _: [],
) -> None:
    """The waiting warnings of a part; `more` columns with what stands `beside` each."""
    rows = view.waiting(part)
    if rows.empty:
        blocks.notice(t(f"quality.{part}.none"), kind="good")
        return
    columns = [
        Column(t("quality.area"), strong=True),
        Column(t("quality.found")),
        Column(t("quality.figure"), align="right"),
        Column(t("quality.beside"), align="right"),
        Column(t("quality.difference"), align="right"),
        *more,
    ]
    lines = [[*_warning(row, view), *beside(row)] for row in rows.to_dict("records")]
    blocks.table(Table(columns, lines, t(f"quality.{part}.caption")), visible_rows=SHOWN_ROWS)


def _warning(row: Row, view: QualityView) -> list[Cell | str]:
    return [
        data.area_name(row["region_code"], short=True),
        Cell(warning_words(row, view), note=state_note(row)),
        figure_words(row, "people"),
        figure_words(row, "beside_people"),
        difference_words(row),
    ]


def _partly(rows: pd.DataFrame) -> Table:
    names = ("area", "found", "figure", "sum", "areas")
    columns = [Column(t(f"quality.{name}"), align="left" if name in names[:2] else "right") for name in names]
    lines = [
        [
            data.area_name(row["region_code"], short=True),
            subject_words(row["code"], row["subject"]),
            n(row["reported_people"]),
            n(row["parts_people"]),
            t("quality.due.of_areas", count=n(row["regions_with_data"]), all=n(row["regions_expected"])),
        ]
        for row in rows.to_dict("records")
    ]
    return Table(columns, lines, t("quality.totals.partly"))


def _sources(rows: pd.DataFrame, view: QualityView, choice: Choice, asked: Requests, *, code: str) -> Table:
    columns = [
        Column(t("quality.area"), strong=True),
        Column(t("quality.difference"), t("quality.people"), align="right"),
        Column(t("quality.sources.points"), t(f"quality.sources.{code}_points"), align="right"),
        Column(t("quality.sources.first"), t("quality.people"), align="right"),
        Column(t("quality.sources.other"), t("quality.people"), align="right"),
        Column(t("quality.sources.explained")),
    ]
    lines = [_pair(row, choice, asked, code=code) for row in rows.to_dict("records")]
    whole = frozenset(place for place, expected in enumerate(rows["regions_expected"]) if expected > 1)
    return Table(columns, lines, t(f"quality.sources.{code}_caption", month=month(view.period)), highlight=whole)


def _pair(row: Row, choice: Choice, asked: Requests, *, code: str) -> list[Cell | str]:
    counted = {"count": n(row["regions_with_both"]), "all": n(row["regions_expected"])}
    areas = t("quality.due.of_areas", **counted) if row["regions_expected"] > 1 else ""
    base = t("quality.sources.as_of", source=short_office(row["base_source"]), month=short_month(row["base_as_of"]))
    other = t("quality.sources.as_of", source=short_office(row["source"]), month=short_month(row["as_of"]))
    share = t("quality.sources.share", share=points_change(row["difference_pct"]))
    subject = f"{row['base_source']}:{row['source']}"
    is_whole = row["regions_expected"] > 1
    shared = {"count": n(row["regions_with_points"]), "all": n(row["regions_expected"])}
    partly = is_whole and 0 < row["regions_with_points"] < row["regions_with_both"]
    return [
        Cell(data.area_name(row["region_code"], short=True), note=areas),
        Cell(people_change(row["difference_people"]), note=share, strong=True),
        Cell(points_change(row["points"]), note=t("quality.due.of_areas", **shared) if partly else ""),
        Cell(n(row["base_people"]), note=base),
        Cell(n(row["people"]), note=other),
        "" if is_whole else explained({**row, "code": code, "subject": subject}, asked, choice),
    ]
