"""The sheets of members: by area, by segment, over the months with a native line chart."""

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.line_chart import Series, add_line_chart
from reports.page import FIRST_TABLE, TABLE_HEADER, TITLES, note, open_sheet, section
from reports.styles import (
    MONTH,
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
from reports.table import Column, Placed, Row, ratio, ratio_where, total, total_where, write_table
from reports.words import Words, first_day
from reports.writer import put_formula

REGION_WIDTHS = (28, 12, 13, 13, 13, 19, 12, 11, 11, 12, 19)
SEGMENT_WIDTHS = (44, 18, 18, 18, 18)
ROWS_BESIDE_CHART = 16
"""With more months than this the chart stands on a page of its own."""
TREND_WIDTHS = (12, 12, 12, 12, 11, 11, 10, 11, 12, 12, 11, 19, 12, 13)
SAME_AREAS = ("basis", "regions_with_data", "regions_expected")
"""What two months must share for the change between them to be said."""


def regions_sheet(book: Workbook, words: Words) -> None:
    """Coverage of every area under the one looked at, with a line of sums over those that have both counts."""
    sheet = open_sheet(book, "regions", words, widths=REGION_WIDTHS, repeat=TABLE_HEADER)
    rows = [_region_row(words, row) for row in words.inputs.by_area.to_dict("records")]
    total_words = words.of("total_of_areas") if len(rows) > 1 else ""
    placed = write_table(sheet, _region_columns(words), rows, top=FIRST_TABLE, total_words=total_words)
    row = placed.end + 2
    if placed.sums is not None:
        row = note(sheet, row, words.of("total_note"), columns=len(REGION_WIDTHS))
    _own_figure(sheet, words, row)


def _region_columns(words: Words) -> tuple[Column, ...]:
    registered, people, active = "registered_people", "people", "active_people"
    number = figures(WHOLE)
    return (
        Column("name", words.of("column.area"), STRONG_TEXT),
        Column("code", words.of("column.code"), TEXT),
        Column(registered, words.of("measure.registered"), number,
               total=total_where(registered, a=registered, b=people)),
        Column(active, words.of("measure.active"), number, total=total_where(active, a=active, b=registered)),
        Column(people, words.of("measure.people"), number, total=total_where(people, a=registered, b=people)),
        Column("source", words.of("column.population_source"), TEXT),
        Column("population_month", words.of("column.population_period"), figures(MONTH[words.language])),
        Column("coverage", words.code("metric", "coverage"), figures(PERCENT, strong=True), needs=(registered, people),
               formula=ratio(registered, people), total=ratio_where(registered, people)),
        Column("active_share", words.code("metric", "active_share"), figures(PERCENT), needs=(active, registered),
               formula=ratio(active, registered), total=ratio_where(active, registered)),
        Column("active_coverage", words.code("metric", "active_coverage"), figures(PERCENT), needs=(active, people),
               formula=ratio(active, people), total=ratio_where(active, people)),
        Column("state_words", words.of("column.state"), TEXT, style_of=_state_style),
    )  # fmt: skip


def _region_row(words: Words, row: Row) -> Row:
    state = "no_data" if row["coverage_pct"] != row["coverage_pct"] else str(row["state"])
    return row | {
        "name": words.area(row["region_code"]),
        "code": row["region_code"],
        "source": words.code("source", row["population_source"]),
        "population_month": first_day(row["population_period"]),
        "state_code": state,
        "state_words": words.code("target_state", state),
    }


def _state_style(row: Row) -> Style:
    return state_text(str(row["state_code"])) if row["state_code"] else TEXT


def _own_figure(sheet: Worksheet, words: Words, row: int) -> None:
    """The figure printed for the area as a whole: never added to those above, only set beside them."""
    own = words.inputs.headline.figures
    if own is None or own["own_registered_people"] != own["own_registered_people"] or words.inputs.by_area.empty:
        return
    if list(words.inputs.by_area["region_code"]) == [words.inputs.area]:
        return
    row = section(sheet, row + 1, words.of("section.own_figure"))
    columns = (
        Column("name", words.of("column.area"), STRONG_TEXT),
        Column("registered", words.of("measure.registered"), figures(WHOLE)),
        Column("added", words.of("column.added"), figures(WHOLE)),
        Column("difference", words.of("column.difference"), figures(SIGNED_WHOLE), needs=("registered", "added"),
               formula="={registered}-{added}"),
    )  # fmt: skip
    line = {
        "name": words.area_name,
        "registered": own["own_registered_people"],
        "added": own["members_registered_people"],
    }
    write_table(sheet, columns, [line], top=row)


def segments_sheet(book: Workbook, words: Words) -> None:
    """Members by segment: the view that was chosen first, then the other one."""
    sheet = open_sheet(book, "segments", words, widths=SEGMENT_WIDTHS, repeat=TITLES)
    row = FIRST_TABLE
    for view in sorted(words.inputs.compositions, key=lambda view: view != words.inputs.view):
        row = section(sheet, row, words.of(f"view.{view}"))
        rows = [_segment_row(words, row) for row in words.inputs.compositions[view].to_dict("records")]
        if not rows:
            row = note(sheet, row, words.of("no_membership"), columns=len(SEGMENT_WIDTHS)) + 1
            continue
        sums = row + len(rows) + 1
        columns = _segment_columns(words, rows, sums)
        placed = write_table(sheet, columns, rows, top=row, total_words=words.of("total"))
        row = placed.end + 2
    note(sheet, row, words.of("segment_note"), columns=len(SEGMENT_WIDTHS))


def _segment_columns(words: Words, rows: list[Row], sums: int) -> tuple[Column, ...]:
    registered, active = "registered_people", "active_people"
    share = f'=IF(N(B${sums})>0,{{{registered}}}/B${sums},"")'
    return (
        Column("name", words.of("column.segment"), STRONG_TEXT),
        Column(registered, words.of("measure.registered"), figures(WHOLE), total=total(registered)),
        Column("share", words.of("column.share"), figures(PERCENT, strong=True), formula=share, needs=(registered,),
               total=total("share")),
        Column(active, words.of("measure.active"), figures(WHOLE), total=total(active)),
        Column("active_share", words.code("metric", "active_share"), figures(PERCENT), needs=(active, registered),
               formula=_active_share, total=_active_share_of_all(rows)),
    )  # fmt: skip


def _segment_row(words: Words, row: Row) -> Row:
    code = str(row["segment"])
    name = words.of("undivided") if code == "total" else words.code("segment", code)
    share = row["active_share_pct"]
    base = row["active_people"] / share * 100 if share > 0 else row["registered_people"]
    counted = {"active_registered_people": base if base != base else round(base), "active_share": share / 100}
    return row | counted | {"name": name}


def _active_share_of_all(rows: list[Row]) -> str:
    """A ratio of the sums; nothing where some area does not say who is active."""
    is_whole = all(row["active_registered_people"] == row["registered_people"] for row in rows)
    return ratio_where("active_people", "registered_people") if is_whole else ""


def trend_sheet(book: Workbook, words: Words) -> None:
    """The months up to the period, each change beside them, and a line chart that belongs to the workbook."""
    sheet = open_sheet(book, "trend", words, widths=TREND_WIDTHS, repeat=TABLE_HEADER)
    rows = [_trend_row(words, row) for row in _by_period(words)]
    if not rows:
        note(sheet, FIRST_TABLE, words.of("no_membership"), columns=len(TREND_WIDTHS))
        return
    placed = write_table(sheet, _trend_columns(words), rows, top=FIRST_TABLE)
    _link_changes(sheet, placed, rows)
    row = note(sheet, placed.end + 1, words.of("trend_note"), columns=len(TREND_WIDTHS))
    series = [Series("coverage", words.code("metric", "coverage"), "0B6E6E")]
    if any(line["target"] is not None for line in rows):
        series += [Series("target", words.of("column.target"), "52616B", is_marked=False)]
        series += [Series("path", words.of("column.path"), "8A5A00", is_marked=False, is_dashed=True)]
    title = words.of("chart.trend", area=words.area_name)
    if len(rows) > ROWS_BESIDE_CHART:
        sheet.row_breaks.append(Break(id=row))
    add_line_chart(sheet, placed, series, title=title, anchor=f"A{row + 1}", month_format=MONTH[words.language])


def _by_period(words: Words) -> list[Row]:
    known = words.inputs.by_period.dropna(subset=["registered_people"]).sort_values("period")
    return list(known.to_dict("records"))


def _trend_columns(words: Words) -> tuple[Column, ...]:
    registered, people, active = "registered_people", "people", "active_people"
    return (
        Column("month", words.of("column.month"), figures(MONTH[words.language])),
        Column(registered, words.of("measure.registered"), figures(WHOLE)),
        Column(active, words.of("measure.active"), figures(WHOLE)),
        Column(people, words.of("measure.people"), figures(WHOLE)),
        Column("coverage", words.code("metric", "coverage"), figures(PERCENT, strong=True), needs=(registered, people),
               formula=ratio(registered, people)),
        Column("active_share", words.code("metric", "active_share"), figures(PERCENT),
               needs=(active, "active_registered_people"), formula=_active_share),
        Column("target", words.of("column.target"), figures(PERCENT)),
        Column("path", words.of("column.path"), figures(PERCENT)),
        Column("members_change", words.of("column.members_change"), figures(SIGNED_WHOLE)),
        Column("people_change", words.of("column.people_change"), figures(SIGNED_WHOLE)),
        Column("points", words.of("column.points"), figures(SIGNED_POINTS)),
        Column("source", words.of("column.population_source"), TEXT),
        Column("population_month", words.of("column.population_period"), figures(MONTH[words.language])),
        Column("counted", words.of("column.counted"), TEXT),
    )  # fmt: skip


def _active_share(row: Row) -> str:
    """Over all members where every area says who is active, else over the members of those that do."""
    if row["active_registered_people"] == row["registered_people"]:
        return ratio("active_people", "registered_people")
    return f'=IF(ISNUMBER({{active_people}}),{{active_people}}/{int(row["active_registered_people"])},"")'


def _trend_row(words: Words, row: Row) -> Row:
    headline = words.inputs.headline
    target = headline.first_target
    path = headline.path.set_index("period")["path_pct"] if len(headline.path) else {}
    on_path = path.get(row["period"])
    return row | {
        "month": first_day(row["period"]),
        "target": None if target is None else target["value_pct"] / 100,
        "path": None if on_path is None else on_path / 100,
        "counted": words.of("counted", counted=int(row["regions_with_data"]), expected=int(row["regions_expected"])),
        "source": words.code("source", row["population_source"]),
        "population_month": first_day(row["population_period"]),
    }


def _link_changes(sheet: Worksheet, placed: Placed, rows: list[Row]) -> None:
    changes = (("members_change", "registered_people", 1, SIGNED_WHOLE), ("people_change", "people", 1, SIGNED_WHOLE),
               ("points", "coverage", 100, SIGNED_POINTS))  # fmt: skip
    for place in range(1, len(rows)):
        line = placed.first + place
        if any(rows[place][name] != rows[place - 1][name] for name in SAME_AREAS):
            continue
        for key, of, times, number_format in changes:
            source = "coverage_pct" if of == "coverage" else of
            if any(rows[at][source] != rows[at][source] for at in (place, place - 1)):
                continue
            now, before = placed.cell(of, line), placed.cell(of, line - 1)
            formula = f"=({now}-{before})*{times}" if times > 1 else f"={now}-{before}"
            put_formula(sheet[placed.cell(key, line)], formula, figures(number_format))
