"""Draws the sheets of a template workbook: entries, guide, areas, and the hidden lists behind the drop-downs."""

import math
from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.templates.columns import EXAMPLE_MARKS, LIST_SHEET, TemplateColumn
from loaders.templates.words import Words, example, is_required, label, parent_name, writing

LAST_ROW = 1_048_576
PAPER_A4 = 9
HEADER_HEIGHT = 32
LINE_HEIGHT = 15
WIDEST_PAGE = 210
"""Characters across a landscape A4 page that can still be read."""
NOTE_WIDTH = 12
TEXT_FORMAT = "@"
FORMATS = {"count": "#,##0", "decimal": "#,##0.##", "percent": "0.00", "year": "0"}
"""Everything else is text: a spreadsheet would make a number of 16.07 and a day of 2016-08."""
LIMITS = {"text": 4000, "period": 60, "day": 60}
SHORT_TEXTS = {
    *("code", "forum", "origin", "institution", "output_unit", "scheme", "facility_type", "owner"),
    *("office", "person", "supporters", "budget_source"),
}
SHORT_LIMIT = 200
TEAL, TEAL_LIGHT, GREY = "0B5C63", "E6F1F2", "6B7280"
TYPEFACE = "Calibri"
HEADER_FONT = Font(name=TYPEFACE, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor=TEAL)
OPTIONAL_FONT = Font(name=TYPEFACE, bold=True, color=TEAL)
OPTIONAL_FILL = PatternFill("solid", fgColor=TEAL_LIGHT)
EXAMPLE_FONT = Font(name=TYPEFACE, italic=True, color=GREY)
TITLE_FONT = Font(name=TYPEFACE, bold=True, size=14, color=TEAL)
PLAIN_FONT = Font(name=TYPEFACE)
LINE = Border(bottom=Side("thin", color="D1D5DB"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center")
GUIDE_WIDTHS = (26, 14, 46, 46, 30, 44)
REGION_WIDTHS = (18, 36, 30, 46)


def draw_entry_sheet(
    sheet: Worksheet, columns: Sequence[TemplateColumn], lists: Sequence[str | None], language: str, *, words: Words
) -> None:
    """Header, example row, formats and drop-downs; `lists` has the cells of each column's choices, None for none."""
    _put(sheet.cell(1, 1), words("template.note", language), font=OPTIONAL_FONT, fill=OPTIONAL_FILL, alignment=CENTRED)
    _put(sheet.cell(2, 1), EXAMPLE_MARKS[language], font=EXAMPLE_FONT)
    sheet.column_dimensions["A"].width = NOTE_WIDTH
    for index, (column, cells) in enumerate(zip(columns, lists, strict=True), start=2):
        _draw_column(sheet, index, column, language, words=words)
        validation = _validation(column, cells, language, words=words)
        letter = get_column_letter(index)
        validation.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(validation)
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    sheet.freeze_panes = "B2"
    _set_up_print(sheet, language, words=words)


def _draw_column(sheet: Worksheet, index: int, column: TemplateColumn, language: str, *, words: Words) -> None:
    font, fill = (HEADER_FONT, HEADER_FILL) if is_required(column) else (OPTIONAL_FONT, OPTIONAL_FILL)
    _put(sheet.cell(1, index), label(column, language, words=words), font=font, fill=fill, alignment=CENTRED)
    number_format = FORMATS.get(column.format, TEXT_FORMAT)
    _put(sheet.cell(2, index), example(column, language, words=words), font=EXAMPLE_FONT, number_format=number_format)
    dimension = sheet.column_dimensions[get_column_letter(index)]
    dimension.width = column.width
    dimension.number_format = number_format


def _validation(column: TemplateColumn, cells: str | None, language: str, *, words: Words) -> DataValidation:
    """The rule of a column: a list, a number of at least zero, or a length; always with a word of help."""
    if cells:
        name = "region" if column.format == "region" else "list"
        # People may write a district's code or a scheme of their own; a closed list is closed.
        style = "stop" if column.format == "code" else "warning"
        validation = DataValidation("list", formula1=cells, errorStyle=style)
    elif column.format in FORMATS:
        name, validation = "number", _number_validation(column)
    else:
        name, validation = "length", _length_validation(column)
    validation.allow_blank = True
    validation.showErrorMessage = validation.showInputMessage = True
    validation.promptTitle = label(column, language, words=words)
    validation.prompt = writing(column, language, words=words)
    validation.errorTitle = words(f"template.{name}_error_title", language)
    validation.error = words(f"template.{name}_error", language, limit=validation.formula1)
    return validation


def _number_validation(column: TemplateColumn) -> DataValidation:
    if column.format == "year":
        return DataValidation("whole", operator="between", formula1="1990", formula2="2100")
    if column.format == "percent":
        return DataValidation("decimal", operator="between", formula1="0", formula2="100")
    return DataValidation(
        "whole" if column.format == "count" else "decimal", operator="greaterThanOrEqual", formula1="0"
    )


def _length_validation(column: TemplateColumn) -> DataValidation:
    limit = SHORT_LIMIT if column.name in SHORT_TEXTS else LIMITS[column.format]
    return DataValidation("textLength", operator="lessThanOrEqual", formula1=str(limit))


def draw_guide_sheet(
    sheet: Worksheet, title: str, intro: Iterable[str], rows: Iterable[Sequence[str]], language: str, *, words: Words
) -> None:
    """Title, introduction, and one row for each column of the template; the first row is the header."""
    _put(sheet.cell(1, 1), title, font=TITLE_FONT)
    for row, line in enumerate(intro, start=2):
        _put(sheet.cell(row, 1), line, font=PLAIN_FONT)
    _draw_table(sheet, rows, top=sheet.max_row + 2, widths=GUIDE_WIDTHS)
    _set_up_print(sheet, language, words=words)


def draw_region_sheet(
    sheet: Worksheet, entries: Sequence[str], header: Sequence[str], language: str, *, words: Words
) -> str:
    """Every area with its code; gives the cells that the drop-down of areas shows."""
    split = [entry.partition(" ") for entry in entries]
    rows = [(code, name, parent_name(entry), entry) for entry, (code, _, name) in zip(entries, split, strict=True)]
    _draw_table(sheet, [header, *rows], top=1, widths=REGION_WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:D{len(rows) + 1}"
    _set_up_print(sheet, language, words=words)
    return f"{quote_sheetname(sheet.title)}!$D$2:$D${len(rows) + 1}"


def draw_list_sheet(sheet: Worksheet, marks: Sequence[str], lists: Sequence[Sequence[str]]) -> list[str | None]:
    """What the template is, in the first row, and a column of words for each list; gives the cells of each list."""
    for index, mark in enumerate(marks, start=1):
        _put(sheet.cell(1, index), mark)
    for index, choices in enumerate(lists, start=1):
        for row, choice in enumerate(choices, start=3):
            _put(sheet.cell(row, index), choice)
    sheet.sheet_state = "veryHidden"
    return [_list_cells(index, len(choices)) if choices else None for index, choices in enumerate(lists, start=1)]


def _list_cells(index: int, length: int) -> str:
    letter = get_column_letter(index)
    return f"{quote_sheetname(LIST_SHEET)}!${letter}$3:${letter}${length + 2}"


def _draw_table(sheet: Worksheet, rows: Iterable[Sequence[str]], *, top: int, widths: Sequence[int]) -> None:
    for row, texts in enumerate(rows, start=top):
        style = {"font": HEADER_FONT, "fill": HEADER_FILL} if row == top else {"font": PLAIN_FONT, "border": LINE}
        for index, text in enumerate(texts, start=1):
            _put(sheet.cell(row, index), text, alignment=WRAPPED, number_format=TEXT_FORMAT, **style)
        sheet.row_dimensions[row].height = LINE_HEIGHT * _lines(texts, widths)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.print_title_rows = f"{top}:{top}"


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the fullest cell of a row takes; LibreOffice does not work it out for a file it did not write."""
    cells = zip(texts, widths, strict=True)
    return max(sum(-(-max(len(line), 1) // width) for line in text.split("\n")) for text, width in cells)


def _set_up_print(sheet: Worksheet, language: str, *, words: Words) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = math.ceil(width / WIDEST_PAGE), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = sheet.print_title_rows or "1:1"
    sheet.oddFooter.right.text = f"{words('template.page', language)} &P / &N"


def _put(cell: Cell, value: str | int, **style: object) -> None:
    """Writes a value with its style; a text stays a text, also when it begins as a formula does."""
    if value != "":
        cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"
    for name, part in style.items():
        setattr(cell, name, part)
