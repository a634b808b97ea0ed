"""Draws the sheet of a register: its headings, one line an activity, and which cells are not to be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.register_words import RegisterInputs
from reports.styles import (
    DAY,
    HEADER,
    QUIET,
    SECTION,
    SOFT,
    STRONG_TEXT,
    SUBTITLE,
    TEXT,
    TITLE,
    TYPEFACE,
    WHOLE,
    Style,
    figures,
)
from reports.table import Column, Placed, write_table
from reports.writer import add_sheet, put, set_up_page
from texts import moment
from vocab.register import HIDDEN_COLUMNS, KEPT, REGISTER_COLUMNS, RegisterColumn

GROUPS, CODES, TOP = 3, 4, 5
"""The lines of the group headings, of the names of the columns (unseen), and of the headings that people read."""
ROOM_FOR_NEW = 500
"""Lines under the last activity that have the drop-downs and formats, too: new activities are written there."""
FROZEN = len(HIDDEN_COLUMNS) + 4
"""Columns that stay in sight: what an activity is."""
WIDEST_PAGE = 230
"""Characters across a landscape page that can still be read."""
HEADER_HEIGHT = 42
WIDTHS = {
    "activity_id": 14, "version": 8, "number": 5, "code": 11, "institution": 22, "activity": 40, "status": 20,
    "output_realised": 11, "output_target": 11, "output_unit": 13, "progress_pct": 11, "obstacle": 22,
    "obstacle_note": 32, "evidence": 30, "due_date": 18, "due_reason": 28, "first_due_date": 18, "slips": 9,
    "office": 20, "person": 20, "supporters": 22, "sector": 17, "people_expected": 14, "people_segment": 20,
    "problem": 30, "field": 22, "indicator": 24, "start_date": 18, "budget": 17, "budget_state": 15,
    "budget_source": 18, "region_code": 26, "origin": 20,
}  # fmt: skip
SHORT_TEXTS = ("code", "institution", "output_unit", "office", "person", "supporters", "budget_source", "origin")
"""Kept as text whatever is typed: a spreadsheet makes a day of 3-4. Longer texts would be shown as ##### then."""
AS_TEXT = "@"


def draw_register(
    book: Workbook, rows: Sequence[Mapping[str, Any]], inputs: RegisterInputs
) -> tuple[Worksheet, Placed]:
    """The sheet with its lines, and where they stand."""
    names = (*HIDDEN_COLUMNS, *(column.name for column in REGISTER_COLUMNS))
    sheet = add_sheet(book, inputs.of("sheet.register"), widths=[WIDTHS[name] for name in names])
    hidden = tuple(Column(name, inputs.of(f"label.{name}"), TEXT) for name in HIDDEN_COLUMNS)
    shown = tuple(Column(one.name, inputs.label(one), cell_style(one, inputs.language)) for one in REGISTER_COLUMNS)
    placed = write_table(sheet, (*hidden, *shown), rows, top=TOP)
    _head(sheet, placed, inputs)
    _set_up(sheet, inputs)
    for column in REGISTER_COLUMNS:
        letter = placed.letters[column.name]
        sheet.column_dimensions[letter].number_format = cell_style(column, inputs.language).number_format
    return sheet, placed


@cache
def cell_style(column: RegisterColumn, language: str) -> Style:
    """How the cells of a column look; what is not to be changed stands on grey ground."""
    formats = {"count": figures(WHOLE), "decimal": figures("General"), "percent": figures("General")}
    style = (formats | {"day": figures(DAY[language])}).get(column.format, TEXT)
    if column.name in SHORT_TEXTS:
        style = replace(style, number_format=AS_TEXT)
    if column.name == "activity":
        style = replace(style, font=STRONG_TEXT.font)
    if column.part in KEPT:
        style = replace(style, font=Font(name=TYPEFACE, size=10, color=QUIET), fill=_ground(SOFT))
    return style


def _ground(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _head(sheet: Worksheet, placed: Placed, inputs: RegisterInputs) -> None:
    first = placed.letters[REGISTER_COLUMNS[0].name]
    put(sheet[f"{first}1"], inputs.of("title", forum=inputs.forum), TITLE)
    known_at = moment(inputs.made_at, inputs.language)
    put(sheet[f"{first}2"], inputs.of("subtitle", version=inputs.version, moment=known_at), SUBTITLE)
    fixed_heading = replace(HEADER, fill=_ground(QUIET))
    group = ""
    for name, letter in placed.letters.items():
        put(sheet[f"{letter}{CODES}"], name, TEXT)
    for column in REGISTER_COLUMNS:
        letter = placed.letters[column.name]
        if column.group != group:
            group = column.group
            put(sheet[f"{letter}{GROUPS}"], inputs.of(f"group.{group}"), SECTION)
        if column.part in KEPT:
            put(sheet[f"{letter}{TOP}"], inputs.label(column), fixed_heading)


def _set_up(sheet: Worksheet, inputs: RegisterInputs) -> None:
    known_at = moment(inputs.made_at, inputs.language)
    set_up_page(
        sheet,
        title=inputs.of("title", forum=inputs.forum),
        source=inputs.of("source", version=inputs.version, moment=known_at),
        page_words=inputs.of("page_number"),
        repeat=(TOP, TOP),
    )
    seen = sum(WIDTHS[column.name] for column in REGISTER_COLUMNS)
    sheet.page_setup.fitToWidth = ceil(seen / WIDEST_PAGE)
    sheet.freeze_panes = sheet.cell(TOP + 1, FROZEN + 1)
    sheet.print_title_cols = f"A:{get_column_letter(FROZEN)}"
    sheet.row_dimensions[1].height, sheet.row_dimensions[TOP].height = 24, HEADER_HEIGHT
    sheet.row_dimensions[CODES].hidden = True
    for place in range(1, len(HIDDEN_COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(place)].hidden = True
