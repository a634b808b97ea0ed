"""Pemadanan: matching results of the area by class, what is left of them, who explains them, and each member's."""

import pandas as pd

from metrics import matching_findings
from pages.data.quality_explain import Requests, explained, requests
from pages.data.quality_view import QualityView
from pages.data.quality_words import Row, office_words, short_office
from ui import blocks, data, filters
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, month, n, pct, short_month, t
from vocab.codes import MatchClass
from vocab.matching import MATCH_GROUPS, RESULTS

SHOWN_ROWS = 20


def matching(view: QualityView, choice: Choice) -> None:
    """Counts by class of the area, then of each member."""
    if view.matching.empty:
        action = blocks.Action(t("quality.matching.to_upload"), filters.link("unggah"))
        blocks.empty(t("quality.matching.empty_title"), t("quality.matching.empty_text"), actions=[action])
        return
    asked = requests(choice)
    for source, rows in view.matching.groupby("source", sort=True):
        newest = rows["newest_period"].max()
        title = t("quality.matching.section", source=office_words(str(source)), month=month(newest))
        oldest = rows["oldest_period"].min()
        note = "note" if oldest == newest else "note_mixed"
        blocks.section(title, t(f"quality.matching.{note}", oldest=month(oldest)))
        for group in MATCH_GROUPS:
            of_group = rows[rows["group"] == group]
            if len(of_group):
                blocks.table(_classes(of_group, view, choice, asked, group=group))
    if len(view.members) > 1:
        _matching_by_area(view)


def _classes(rows: pd.DataFrame, view: QualityView, choice: Choice, asked: Requests, *, group: str) -> Table:
    unit = t("quality.villages") if group == "villages" else t("quality.people")
    has_share = bool(rows["share_pct"].notna().any())
    findings = {row["subject"]: row for row in matching_findings(rows, area=view.area).to_dict("records")}
    width = f"{70 / (1 + has_share + bool(findings)):.0f}%"
    columns = [
        Column(t(f"quality.matching.{group}"), strong=True, width="30%"),
        Column(t("quality.matching.count"), unit, align="right", width=width),
        *([Column(t("quality.matching.share"), align="right", width=width)] if has_share else []),
        *([Column(t("quality.sources.explained"), width=width)] if findings else []),
    ]
    lines: list[list[Cell | str]] = []
    for row in rows.to_dict("records"):
        finding = findings.get(f"{row['source']}:{row['match_class']}")
        asks = [explained(finding, asked, choice) if finding else ""] if findings else []
        share = [pct(row["share_pct"])] if has_share else []
        lines.append([Cell(code_word("match_class", row["match_class"]), note=_counted(row)), n(row["people"])])
        lines[-1] += [*share, *asks]
    foot = _foot(rows, view, group)
    padding = [""] * (len(columns) - len(foot)) if foot else []
    return Table(columns, lines, t(f"quality.matching.{group}_caption"), foot=[*foot, *padding])


def _foot(rows: pd.DataFrame, view: QualityView, group: str) -> list[Cell | str]:
    """What the shares add up to: all people compared, or the proposals whose answer nobody named."""
    if group == "results":
        return [t("quality.matching.compared"), n(rows["people"].sum()), pct(100.0)]
    left = view.unanswered[view.unanswered["source"] == rows["source"].iloc[0]]
    if group != "proposals" or left.empty or not left["people"].iloc[0]:
        return []
    people = left["people"].iloc[0]
    words = t("quality.matching.unanswered" if people > 0 else "quality.matching.answered_more")
    return [words, n(abs(people)), pct(abs(left["share_pct"].iloc[0]))]


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
