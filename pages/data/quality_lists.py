"""The lists of differences, matching results and warnings, each with its date, its n and who explains it by when."""

import pandas as pd

from metrics import ENOUGH_AREAS, ENOUGH_CHANGES, FAR, SMALL_HISTORY_PCT
from pages.data.quality_view import QualityView
from pages.data.quality_words import (
    Row,
    difference_words,
    figure_words,
    office_words,
    short_office,
    state_note,
    subject_words,
    warning_words,
)
from ui import blocks, data, filters
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, day, dec, month, n, pct, people_change, points_change, short_month, t
from vocab.codes import MatchClass
from vocab.matching import MATCH_GROUPS, RESULTS

SHOWN_ROWS = 20


def totals(view: QualityView) -> None:
    """Reported totals beside computed ones."""
    blocks.section(t("quality.totals.section", month=month(view.period)), t("quality.totals.note"))
    _warnings(view, "totals")
    partly = view.totals[~view.totals["is_judged"].astype("bool")]
    if len(partly):
        blocks.section(t("quality.totals.partly"), t("quality.totals.partly_note"))
        blocks.table(_partly(partly), visible_rows=SHOWN_ROWS)


def outliers(view: QualityView) -> None:
    """Figures that stand out, with the rule in words."""
    limits = {"far": dec(FAR, 1), "changes": n(ENOUGH_CHANGES), "small": n(SMALL_HISTORY_PCT), "areas": n(ENOUGH_AREAS)}
    blocks.section(t("quality.outliers.section", month=month(view.period)), t("quality.outliers.note", **limits))
    _warnings(view, "outliers")


def sources(view: QualityView, choice: Choice, explained: pd.DataFrame) -> None:
    """Population and PBI under two sources, with who explains the difference by when."""
    for name, rows in (("population", view.population), ("pbi", view.pbi)):
        blocks.section(t(f"quality.sources.{name}"), t(f"quality.sources.{name}_note"))
        if rows.empty:
            blocks.paragraph(t(f"quality.sources.{name}_none"))
            continue
        shown = rows.sort_values("regions_expected", kind="stable", ascending=False)
        blocks.table(_sources(shown, view, choice, explained, code=f"{name}_source"), visible_rows=SHOWN_ROWS)


def matching(view: QualityView) -> None:
    """Counts by class of the area, then of each member."""
    if view.matching.empty:
        action = blocks.Action(t("quality.matching.to_upload"), filters.link("unggah"))
        blocks.empty(t("quality.matching.empty_title"), t("quality.matching.empty_text"), actions=[action])
        return
    for source, rows in view.matching.groupby("source", sort=True):
        newest = rows["newest_period"].max()
        title = t("quality.matching.section", source=office_words(str(source)), month=month(newest))
        oldest = rows["oldest_period"].min()
        note = "note" if oldest == newest else "note_mixed"
        blocks.section(title, t(f"quality.matching.{note}", oldest=month(oldest)))
        for group in MATCH_GROUPS:
            of_group = rows[rows["group"] == group]
            if len(of_group):
                blocks.table(_classes(of_group, group))
    if len(view.members) > 1:
        _matching_by_area(view)


def _warnings(view: QualityView, part: str) -> None:
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
    ]
    lines = [_warning(row, view) for row in rows.to_dict("records")]
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


def _sources(rows: pd.DataFrame, view: QualityView, choice: Choice, explained: pd.DataFrame, *, code: str) -> Table:
    columns = [
        Column(t("quality.area"), strong=True),
        Column(t("quality.difference"), t("quality.people"), align="right"),
        Column(t("quality.sources.points"), t(f"quality.sources.{code}_points"), align="right"),
        Column(t("quality.sources.first"), t("quality.people"), align="right"),
        Column(t("quality.sources.other"), t("quality.people"), align="right"),
        Column(t("quality.sources.explained")),
    ]
    lines = [_pair(row, view, choice, explained, code=code) for row in rows.to_dict("records")]
    whole = frozenset(place for place, expected in enumerate(rows["regions_expected"]) if expected > 1)
    return Table(columns, lines, t(f"quality.sources.{code}_caption", month=month(view.period)), highlight=whole)


def _pair(row: Row, view: QualityView, choice: Choice, explained: pd.DataFrame, *, code: str) -> list[Cell | str]:
    counted = {"count": n(row["regions_with_both"]), "all": n(row["regions_expected"])}
    areas = t("quality.due.of_areas", **counted) if row["regions_expected"] > 1 else ""
    base = t("quality.sources.as_of", source=short_office(row["base_source"]), month=short_month(row["base_as_of"]))
    other = t("quality.sources.as_of", source=short_office(row["source"]), month=short_month(row["as_of"]))
    share = t("quality.sources.share", share=points_change(row["difference_pct"]))
    return [
        Cell(data.area_name(row["region_code"], short=True), note=areas),
        Cell(people_change(row["difference_people"]), note=share, strong=True),
        points_change(row["points"]),
        Cell(n(row["base_people"]), note=base),
        Cell(n(row["people"]), note=other),
        _explained(row, view, choice, explained, code=code),
    ]


def _explained(row: Row, view: QualityView, choice: Choice, explained: pd.DataFrame, *, code: str) -> Cell:
    key = (row["region_code"], view.period, code, f"{row['base_source']}:{row['source']}")
    names = ["region_code", "period", "code", "subject"]
    found = explained[(explained[names] == pd.Series(key, index=names)).all(axis=1)]
    if found.empty:
        return Cell(t("quality.sources.nobody") if row["regions_expected"] == 1 else "", muted=True)
    asked = found.iloc[0]
    late = (choice.today - asked["due_date"].date()).days
    note = t("timing.overdue_days", days=n(late)) if late > 0 else t("quality.sources.by", day=day(asked["due_date"]))
    return Cell(t("quality.sources.explains", institution=asked["institution"]), note=note)


def _classes(rows: pd.DataFrame, group: str) -> Table:
    unit = t("quality.villages") if group == "villages" else t("quality.people")
    has_share = rows["share_pct"].notna().any()
    columns = [
        Column(t(f"quality.matching.{group}"), strong=True, width="50%"),
        Column(t("quality.matching.count"), unit, align="right", width="25%"),
        *([Column(t("quality.matching.share"), align="right", width="25%")] if has_share else []),
    ]
    lines = [
        [
            Cell(code_word("match_class", row["match_class"]), note=_counted(row)),
            n(row["people"]),
            *([pct(row["share_pct"])] if has_share else []),
        ]
        for row in rows.to_dict("records")
    ]
    return Table(columns, lines, t(f"quality.matching.{group}_caption"))


def _counted(row: Row) -> str:
    if row["regions_expected"] == 1 or row["regions_with_data"] == row["regions_expected"]:
        return ""
    return t("quality.due.of_areas", count=n(row["regions_with_data"]), all=n(row["regions_expected"]))


def _matching_by_area(view: QualityView) -> None:
    results = [code.value for code in RESULTS]
    rows = view.newest_matching[view.newest_matching["match_class"].isin(results)]
    if rows.empty:
        return
    wide = rows.pivot_table(index=["region_code", "source", "period"], columns="match_class", values="people")
    shown = [code for code in results if code in wide]
    columns = [Column(t("quality.area"), strong=True), *(Column(_short(code), align="right") for code in shown)]
    lines = [
        [
            Cell(
                data.area_name(area, short=True),
                note=t("quality.sources.as_of", source=short_office(source), month=short_month(period)),
            ),
            *(n(row[code]) for code in shown),
        ]
        for (area, source, period), row in wide.iterrows()
    ]
    blocks.section(t("quality.matching.by_area"), t("quality.matching.by_area_note"))
    blocks.table(Table(columns, lines, t("quality.matching.by_area")), visible_rows=SHOWN_ROWS)


def _short(code: str) -> str:
    return t(f"quality.matching.short.{MatchClass(code).value}")
