"""The one writer for everything exported as xlsx: what people wrote stays text, and only we write formulas."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from math import isnan

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.styles import Style

LONGEST_TEXT = 32_767
"""Characters that Excel holds in one cell."""
LONGEST_HEADER = 200
"""Excel takes 255 for all three parts of a page header together with their codes."""
A4 = 9
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Value = str | int | float | date | None


def clean(text: str) -> str:
    """Text without characters that XML forbids or that turn its direction, at most as long as a cell holds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    legal = _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", lines))
    return _DIRECTION_MARKS.sub("", legal)[:LONGEST_TEXT]


def put(cell: Cell, value: Value, style: Style) -> None:
    """Writes a value: text always as text, numbers and dates as such, nothing where there is no figure."""
    if isinstance(value, str):
        _put_text(cell, value)
    elif value is not None and not _is_missing(value):
        cell.value = value
    _dress(cell, style)


def put_formula(cell: Cell, formula: str, style: Style) -> None:
    """Writes a formula of ours; never give it anything that came from a file or a person."""
    cell.value = formula if formula.startswith("=") else f"={formula}"
    _dress(cell, style)


def _put_text(cell: Cell, text: str) -> None:
    # Excel reads _x0041_ in a cell as the letter A, so an underscore that would start one is written as one itself.
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", clean(text))
    # openpyxl takes "=…" for a formula and "#REF!" for an error; the type is what Excel goes by.
    cell.data_type = "s"


def _dress(cell: Cell, style: Style) -> None:
    cell.font = style.font
    cell.alignment = style.alignment
    cell.number_format = style.number_format
    if style.fill is not None:
        cell.fill = style.fill
    if style.border is not None:
        cell.border = style.border
    if cell.data_type == "s" and str(cell.value).startswith(FORMULA_STARTS):
        # The mark Excel sets for a leading apostrophe: pressing F2 and Enter keeps the text a text.
        cell.quotePrefix = True


def _is_missing(value: object) -> bool:
    return isinstance(value, float) and isnan(value)


def add_sheet(book: Workbook, title: str, *, widths: Sequence[float]) -> Worksheet:
    """A new sheet with its column widths, without grid lines."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    return sheet


def set_up_page(sheet: Worksheet, *, title: str, source: str, page_words: str, repeat: tuple[int, int]) -> None:
    """A4 landscape on the width of one page, title and source on every page; `repeat` lines frozen and repeated."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.8, 0.7, 0.35, 0.35
    sheet.oddHeader.left.text = in_header(title)
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.left.text = in_header(source)
    sheet.oddFooter.right.text = page_words
    sheet.print_title_rows = "{}:{}".format(*repeat)
    sheet.freeze_panes = sheet.cell(repeat[1] + 1, 2)


def in_header(text: str) -> str:
    """Text for a page header, where a single & would start a code."""
    return clean(text).replace("\n", " ")[:LONGEST_HEADER].replace("&", "&&")


def set_facts(book: Workbook, facts: Mapping[str, str]) -> None:
    """Sets the document's own properties (title, creator, …)."""
    for name, value in facts.items():
        setattr(book.properties, name, clean(value))


def as_bytes(book: Workbook) -> bytes:
    """The file as bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
