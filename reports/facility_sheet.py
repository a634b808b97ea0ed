"""Facilities by area and year, with growth, contribution, drops, and a native chart."""

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.inputs import MOST_SILENT
from reports.line_chart import HEIGHT, add_year_chart
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.styles import SIGNED_WHOLE, STRONG_TEXT, TEXT, WHOLE, figures
from reports.table import Column, Placed, Row, total, write_table
from reports.words import Words
from vocab.codes import FacilityKind

COLOURS = ("0B6E6E", "2F5D9B", "B5652B", "7A5C99", "3FA7A0", "8A5A00", "7BA3D6", "B3261E")
MOST_LINES = len(COLOURS)
"""With more areas than this a chart shows the whole only."""
SIGNED_PERCENT = "+0.00%;-0.00%;0.00%"
LINE_CENTIMETRES = 0.53
NAME_WIDTH, YEAR_WIDTH = 38, 12


def facilities_sheet(book: Workbook, words: Words) -> None:
    """One table and one chart for FKTP, one for FKRTL."""
    years = sorted({int(year) for year in words.inputs.facilities["year"]})
    widths = (NAME_WIDTH, *[YEAR_WIDTH] * max(len(years), 5), 14, 14, 16, 28)
    sheet = open_sheet(book, "facilities", words, widths=widths, repeat=TITLES)
    row = FIRST_TABLE
    for kind in FacilityKind:
        row = section(sheet, row, f"{words.code('facility_kind', kind.value)} — {words.of('contracted')}")
        rows = words.inputs.facilities[words.inputs.facilities["facility_kind"] == kind]
        if rows.empty:
            row = note(sheet, row, words.of("no_facilities"), columns=6) + 1
            continue
        row = _kind(sheet, words, kind, rows, row)
    note(sheet, row, words.of("facility_note"), columns=6)


def _kind(sheet: Worksheet, words: Words, kind: FacilityKind, rows: pd.DataFrame, top: int) -> int:
    years = sorted({int(year) for year in rows["year"]})
    members = _listed(words, rows)
    lines = [_line(words, kind, code, rows) for code in members]
    growth = words.inputs.facility_growth
    ends = growth[(growth["facility_kind"] == kind) & growth["is_area"]]
    columns = _columns(words, years, ends, sums=top + len(lines) + 1 if len(lines) > 1 else None)
    total_words = words.area_name if len(lines) > 1 else ""
    placed = write_table(sheet, columns, lines, top=top, total_words=total_words)
    row = placed.end + 1
    for sentence in _incomplete(words, kind):
        row = note(sheet, row, sentence, columns=6)
    names = [words.area(code) for code in members]
    return _chart(sheet, words, kind, placed, names, years, row + 1)


def _listed(words: Words, rows: pd.DataFrame) -> tuple[str, ...]:
    """The areas that get a line: all members, of a large group those with a count."""
    members, known = words.inputs.members, set(rows["region_code"])
    return members if len(members) <= MOST_SILENT else tuple(code for code in members if code in known)


def _columns(words: Words, years: list[int], ends: pd.DataFrame, *, sums: int | None) -> tuple[Column, ...]:
    counted = tuple(Column(f"y{year}", str(year), figures(WHOLE), total=total(f"y{year}")) for year in years)
    named = (Column("name", words.of("column.area"), STRONG_TEXT), *counted)
    drops = Column("drops", words.of("column.drops"), TEXT)
    if ends.empty:
        return (*named, drops)
    first, last = (f"y{int(ends.iloc[0][side])}" for side in ("first_year", "last_year"))
    growth = f'=IF(N({{{first}}})>0,{{{last}}}/{{{first}}}-1,"")'
    whole = f'=IF(SUM({{{first}}})>0,SUM({{{last}}})/SUM({{{first}}})-1,"")'
    found = (
        Column("change", words.of("column.change"), figures(SIGNED_WHOLE), needs=(first, last),
               formula=f"={{{last}}}-{{{first}}}", total=total("change")),
        Column("growth", words.of("column.growth", first=first[1:], last=last[1:]), figures(SIGNED_PERCENT),
               needs=(first, last), formula=growth, total=whole),
    )  # fmt: skip
    if sums is None:
        return (*named, *found, drops)
    letter = chr(ord("B") + years.index(int(first[1:])))
    contribution = Column(
        "contribution", words.of("column.contribution"), figures("+0.00;-0.00;0.00"), needs=(first, last),
        formula=f'=IF(N({letter}${sums})>0,{{change}}/{letter}${sums}*100,"")', total=total("contribution"),
    )  # fmt: skip
    return (*named, *found, contribution, drops)


def _line(words: Words, kind: FacilityKind, code: str, rows: pd.DataFrame) -> Row:
    of_area = rows[rows["region_code"] == code]
    drops = words.inputs.facility_drops
    fallen = drops[(drops["facility_kind"] == kind) & (drops["region_code"] == code)]
    told = ", ".join(f"{int(row['year'])} ({int(row['change'])})" for row in fallen.to_dict("records"))
    counts = {f"y{int(row['year'])}": row["facilities"] for row in of_area.to_dict("records")}
    return {"name": words.area(code), "drops": words.of("fell", years=told) if told else ""} | counts


def _incomplete(words: Words, kind: FacilityKind) -> list[str]:
    """Years in which not every area has a count: their sums are not those of the whole."""
    whole = words.inputs.facilities_of_area
    rows = whole[(whole["facility_kind"] == kind) & (whole["regions_with_data"] < whole["regions_expected"])]
    return [
        words.of("year_counted", year=int(row["year"]), counted=int(row["regions_with_data"]),
                 expected=int(row["regions_expected"]))
        for row in rows.to_dict("records")
    ]  # fmt: skip


def _chart(
    sheet: Worksheet, words: Words, kind: FacilityKind, placed: Placed, names: list[str], years: list[int], row: int
) -> int:
    lines = list(range(placed.first, placed.last + 1))
    if len(lines) > MOST_LINES and placed.sums is not None:
        lines, names = [placed.sums], [words.area_name]
    title = words.of("chart.facilities", kind=words.code("facility_kind", kind.value), area=words.area_name)
    add_year_chart(
        sheet, rows=lines, header=placed.header, last_column=len(years) + 1, names=names,
        colours=[COLOURS[place % MOST_LINES] for place in range(len(lines))], title=title, anchor=f"A{row}",
    )  # fmt: skip
    return row + int(HEIGHT / LINE_CENTIMETRES) + 2
