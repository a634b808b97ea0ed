"""The sheet that answers: how far, how much is missing, what moved, under which population."""

from dataclasses import dataclass

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import Change
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.styles import (
    LONG_MONTH,
    PERCENT,
    SIGNED_POINTS,
    SIGNED_WHOLE,
    STRONG_TEXT,
    TEXT,
    WHOLE,
    Style,
    figures,
    state_text,
)
from reports.table import Column, Placed, Row, ratio, write_table
from reports.words import Words, first_day
from reports.writer import put, put_formula
from vocab.codes import NEAR_POINTS, Metric
from vocab.schemes import SCHEMES

WIDTHS = (36, 15, 15, 14, 16, 19, 38)
RATIO_PARTS: tuple[tuple[Metric, str, str], ...] = (
    (Metric.COVERAGE, "registered_people", "people"),
    (Metric.ACTIVE_SHARE, "active_people", "active_registered_people"),
    (Metric.ACTIVE_COVERAGE, "active_covered_people", "active_population"),
)


@dataclass(frozen=True)
class HeadlineCells:
    """Addresses that the cover shows again: coverage, members, and the gap to the first target (None: no target)."""

    coverage: str
    members: str
    gap: str | None


def headline_sheet(book: Workbook, words: Words) -> HeadlineCells:
    """Writes the sheet and says where its main figures stand."""
    sheet = open_sheet(book, "headline", words, widths=WIDTHS, repeat=TITLES)
    ratios = _ratios(sheet, words)
    row = _notes(sheet, words, ratios.end + 1)
    row, targets = _targets(sheet, words, ratios, row + 1)
    for change in _changes(words):
        row = _change(sheet, words, change, row + 1)
    _denominators(sheet, words, row + 1)
    return HeadlineCells(
        coverage=ratios.cell("value", ratios.first, absolute=True),
        members=ratios.cell("numerator", ratios.first, absolute=True),
        gap=targets.cell("people", targets.first, absolute=True) if targets else None,
    )


def _ratios(sheet: Worksheet, words: Words) -> Placed:
    columns = (
        Column("name", words.of("column.measure"), STRONG_TEXT),
        Column("numerator", words.of("column.numerator"), figures(WHOLE)),
        Column("denominator", words.of("column.denominator"), figures(WHOLE)),
        Column(
            "value", words.of("column.value"), figures(PERCENT, strong=True), formula=ratio("numerator", "denominator"),
            needs=("numerator", "denominator"),
        ),
        Column("period", words.of("column.period"), figures(LONG_MONTH[words.language])),
        Column("state", words.of("column.state"), TEXT, style_of=_state_style),
        Column("formula", words.of("column.formula"), TEXT),
    )  # fmt: skip
    return write_table(sheet, columns, [_ratio_row(words, *parts) for parts in RATIO_PARTS], top=FIRST_TABLE)


def _ratio_row(words: Words, metric: Metric, top: str, bottom: str) -> Row:
    headline = words.inputs.headline
    counts = {} if headline.figures is None else with_covered(headline.figures)
    row = {
        "name": words.code("metric", metric.value),
        "numerator": counts.get(top),
        "denominator": counts.get(bottom),
        "period": first_day(headline.data_period),
        "formula": words.code("indicators", f"{metric}.formula"),
        "state_code": "no_data" if counts.get(top) is None or counts.get(bottom) is None else "",
    }
    if metric is Metric.COVERAGE and headline.first_target is not None:
        row["state_code"] = str(headline.first_target["state"])
    return row | {"state": words.code("target_state", row["state_code"])}


def with_covered(row: pd.Series) -> dict[str, float | None]:
    """The counts of a row of `area_figures`, with the active people among those whose population is known."""
    names = ("registered_people", "active_people", "people", "active_registered_people", "active_population")
    counts = {name: None if row[name] != row[name] else float(row[name]) for name in names}
    return counts | {"active_covered_people": covered(row["active_coverage_pct"], row["active_population"])}


def _state_style(row: Row) -> Style:
    return state_text(str(row["state_code"])) if row["state_code"] else TEXT


def _notes(sheet: Worksheet, words: Words, row: int) -> int:
    headline = words.inputs.headline
    figures_now = headline.figures
    told = []
    if headline.is_stale and headline.data_period:
        told.append(words.of("stale", month=words.month(headline.data_period), asked=words.month(headline.period)))
    if figures_now is None:
        told.append(words.of("no_membership"))
    told += words.counted(of="regions_with_data", key="regions_counted")
    told += words.counted(of="regions_with_active", key="active_counted")
    if figures_now is not None and bool(figures_now["is_over_100"]):
        told.append(words.of("over_100"))
    for sentence in told:
        row = note(sheet, row, sentence, columns=len(WIDTHS))
    return row


def _targets(sheet: Worksheet, words: Words, ratios: Placed, row: int) -> tuple[int, Placed | None]:
    row = section(sheet, row, words.of("section.targets"))
    gaps = words.inputs.headline.gaps
    if gaps.empty:
        return note(sheet, row, words.of("no_target"), columns=len(WIDTHS)), None
    rows = [_target_row(words, gap) for gap in gaps.to_dict("records")]
    placed = write_table(sheet, _target_columns(words, ratios), rows, top=row)
    below = note(sheet, placed.end + 1, words.of("near_rule", points=f"{NEAR_POINTS:g}"), columns=len(WIDTHS))
    return below, placed


def _target_columns(words: Words, ratios: Placed) -> tuple[Column, ...]:
    top, bottom, value = (
        ratios.cell(key, ratios.first, absolute=True) for key in ("numerator", "denominator", "value")
    )
    needed = {
        "above": f"INT(ROUND({{target}}*{bottom},6))+1",
        "at_least": f"ROUNDUP(ROUND({{target}}*{bottom},6),0)",
    }
    return (
        Column("scheme", words.of("column.target"), STRONG_TEXT),
        Column("target", words.of("column.target_value"), figures(PERCENT)),
        Column(
            "points", words.of("column.gap_points"), figures("0.00"), needs=("value_now_pct",),
            formula=f"=MAX(0,ROUND(({{target}}-{value})*100,9))",
        ),
        Column("people", words.of("column.gap_people"), figures(WHOLE, strong=True), needs=("value_now_pct",),
               formula=lambda gap: f"=MAX(0,{needed[str(gap['operator'])]}-{top})"),
        Column("deadline", words.of("column.deadline"), figures(LONG_MONTH[words.language])),
        Column("state", words.of("column.state"), TEXT, style_of=_state_style),
        Column("source", words.of("column.source"), TEXT),
    )  # fmt: skip


def _target_row(words: Words, gap: Row) -> Row:
    status = words.code("source_status", gap["status"])
    return gap | {
        "scheme": f"{scheme_name(words, gap['scheme'])} ({words.area(gap['region_code'])})",
        "target": gap["value_pct"] / 100,
        "deadline": first_day(gap["target_period"]),
        "state_code": str(gap["state"]),
        "state": words.code("target_state", str(gap["state"])),
        "source": f"{gap['source']} ({status})",
    }


def scheme_name(words: Words, scheme: str) -> str:
    """A scheme in words, or its code where it was typed in by people."""
    return words.code("scheme", f"{scheme}.name") if scheme in SCHEMES else scheme


def _changes(words: Words) -> list[Change]:
    headline = words.inputs.headline
    found = [change for change in (headline.change, headline.first_change) if change is not None]
    return found[:1] if len(found) == 2 and found[0].from_period == found[1].from_period else found


def _change(sheet: Worksheet, words: Words, change: Change, row: int) -> int:
    months = {"since": words.month(change.from_period), "until": words.month(change.to_period)}
    row = section(sheet, row, words.of("section.change", **months))
    top, ratio_row = row, row + 3
    cells = {"r": top + 1, "p": top + 2}
    columns = (
        Column("name", words.of("column.measure"), STRONG_TEXT),
        Column("before", words.month(change.from_period), figures(WHOLE)),
        Column("now", words.month(change.to_period), figures(WHOLE)),
        Column("change", words.of("column.change"), figures(SIGNED_WHOLE, strong=True), formula="={now}-{before}",
               needs=("before", "now")),
        Column("share", words.of("column.change_share"), figures("+0.00%;-0.00%;0.00%"), needs=("before", "now"),
               formula='=IF({before}>0,{now}/{before}-1,"")'),
    )  # fmt: skip
    counts = (
        {"name": words.of("measure.registered"), "before": change.registered_from, "now": change.registered_to},
        {"name": words.of("measure.people"), "before": change.people_from, "now": change.people_to},
    )
    write_table(sheet, columns, counts, top=top)
    if change.coverage_from_pct == change.coverage_from_pct and change.coverage_to_pct == change.coverage_to_pct:
        _coverage_change(sheet, words, ratio_row, cells)
        ratio_row += 2
    row = note(sheet, ratio_row, words.of("change_note"), columns=len(WIDTHS))
    return row if change.is_comparable else note(sheet, row, words.of("not_comparable"), columns=len(WIDTHS))


def _coverage_change(sheet: Worksheet, words: Words, row: int, cells: dict[str, int]) -> None:
    registered, people = cells["r"], cells["p"]
    lines = (("measure.coverage", f"=C{registered}/C{people}"), ("measure.fixed", f"=C{registered}/B{people}"))
    for line, (key, now) in enumerate(lines, start=row):
        put(sheet.cell(line, 1), words.of(key), STRONG_TEXT)
        put_formula(sheet.cell(line, 2), f"=B{registered}/B{people}", figures(PERCENT))
        put_formula(sheet.cell(line, 3), now, figures(PERCENT))
        put_formula(sheet.cell(line, 4), f"=(C{line}-B{line})*100", figures(SIGNED_POINTS, strong=True))
        put(sheet.cell(line, 5), words.of("points"), TEXT)


def covered(share_pct: float, people: float) -> float | None:
    """The members behind a coverage: under each source only areas with a population of that source take part."""
    found = share_pct * people / 100
    return None if found != found else float(round(found))


def _denominators(sheet: Worksheet, words: Words, row: int) -> int:
    rows = words.inputs.headline.denominators
    if rows.empty:
        return row
    row = section(sheet, row, words.of("section.denominators"))
    columns = (
        Column("name", words.of("column.population_source"), STRONG_TEXT),
        Column("members", words.of("measure.registered"), figures(WHOLE)),
        Column("people", words.of("column.people"), figures(WHOLE)),
        Column("value", words.code("metric", "coverage"), figures(PERCENT, strong=True), needs=("members", "people"),
               formula=ratio("members", "people")),
        Column("period", words.of("column.period"), figures(LONG_MONTH[words.language])),
        Column("used", words.of("column.used"), TEXT),
    )  # fmt: skip
    lines = [
        source | {
            "name": words.code("source", source["source"]),
            "members": covered(source["coverage_pct"], source["people"]),
            "period": first_day(source["population_period"]),
            "used": words.of("used") if source["is_chosen"] else "",
        }
        for source in rows.to_dict("records")
    ]  # fmt: skip
    return note(sheet, write_table(sheet, columns, lines, top=row).end + 1, words.of("denominator_note"), columns=7)
