"""What all sheets of the summary share: title lines, notes, and the set-up for paper."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.styles import NOTE, SECTION, SUBTITLE, TITLE
from reports.words import Words
from reports.writer import add_sheet, in_header, put, set_up_page

FIRST_TABLE = 4
"""The line of the first table header, under title, subtitle and an empty line."""
TITLES, TABLE_HEADER = (1, 2), (FIRST_TABLE, FIRST_TABLE)
"""What is repeated: the titles where a sheet has several tables, the header where it has one."""


def open_sheet(
    book: Workbook, key: str, words: Words, *, widths: Sequence[float], repeat: tuple[int, int]
) -> Worksheet:
    """A sheet with its title lines, set up for printing; `repeat` is what stays on screen and on every page."""
    sheet = add_sheet(book, words.sheet(key), widths=widths)
    put(sheet["A1"], words.of(f"title.{key}", area=words.area_name), TITLE)
    put(sheet["A2"], words.of("subtitle", period=words.period, denominator=words.denominator), SUBTITLE)
    sheet.row_dimensions[1].height = 24
    set_up_page(
        sheet,
        title=words.of("page_title", area=words.area_name, period=words.period),
        source=words.of("page_source", made_at=words.made_at, version=words.inputs.version.number),
        page_words=words.of("page_number"),
        repeat=repeat,
        paper=words.paper,
    )
    return sheet


def section(sheet: Worksheet, row: int, title: str) -> int:
    """A title between tables; gives the line after it."""
    put(sheet.cell(row, 1), title, SECTION)
    sheet.row_dimensions[row].height = 20
    return row + 1


def note(sheet: Worksheet, row: int, words: str, *, columns: int) -> int:
    """A quiet sentence over the given columns; gives the line after it."""
    put(sheet.cell(row, 1), words, NOTE)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    widths = [sheet.column_dimensions[sheet.cell(1, place).column_letter].width for place in range(1, columns + 1)]
    sheet.row_dimensions[row].height = 13 * (1 + int(len(words) * 0.95 / sum(widths)))
    return row + 1


def print_under(sheet: Worksheet, words: str, *, code: str) -> None:
    """A quiet line under everything that stands on a sheet, and its code at the foot of each of its pages."""
    note(sheet, sheet.max_row + 2, words, columns=5)
    sheet.oddFooter.center.text = in_header(code)
