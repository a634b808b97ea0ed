"""The one writer for everything exported as xlsx: what people wrote stays text, and only we write formulas."""

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from math import isnan
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.clean import clean, in_cell, is_like_formula
from reports.long_lines import Formula, Line, Value, line_xml, with_lines
from reports.styles import Style

LONGEST_HEADER = 200
"""Excel takes 255 for all three parts of a page header together with their codes."""
PAPERS = {"A4": 9, "F4": 14}
"""Excel's numbers of papers; it has no F4, the nearest is Folio (216 × 330 mm)."""
_styles: WeakKeyDictionary[Workbook, dict[tuple[Style, bool], StyleArray]] = WeakKeyDictionary()
"""What openpyxl makes of a style, which costs it ten times as much as writing the value."""

_numbers: WeakKeyDictionary[Workbook, dict[Style, tuple[int, int]]] = WeakKeyDictionary()
"""The numbers that the file has for styles of long tables."""
_lines: WeakKeyDictionary[Worksheet, list[Line]] = WeakKeyDictionary()
"""Lines of long tables, until the file is written."""

Content = tuple[Value, Style]
"""What stands in a cell (a value or a Formula), and how it looks."""


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


def put_line(sheet: Worksheet, line: int, cells: Sequence[Content], height: float) -> None:
    """Writes a line of a table, from the first column on."""
    for place, (value, style) in enumerate(cells, start=1):
        if isinstance(value, Formula):
            put_formula(sheet.cell(line, place), value, style)
        else:
            put(sheet.cell(line, place), value, style)
    sheet.row_dimensions[line].height = height


def keep_lines(sheet: Worksheet, first: int, columns: Sequence[Sequence[str]], heights: Sequence[float]) -> None:
    """The lines of a long table, given as columns of cells in XML: `as_bytes` puts them into the file."""
    rows = zip(heights, *columns, strict=True)
    lines = _lines.setdefault(sheet, [])
    lines += [line_xml(line, height, cells) for line, (height, *cells) in enumerate(rows, start=first)]


def style_numbers(sheet: Worksheet, style: Style) -> tuple[int, int]:
    """The numbers under which the file has a style: for any value, and for text that looks like a formula."""
    known = _numbers.setdefault(sheet.parent, {})
    if style not in known:
        known[style] = (_style_number(sheet, style, None), _style_number(sheet, style, "="))
    return known[style]


def _style_number(sheet: Worksheet, style: Style, value: str | None) -> int:
    unplaced = Cell(sheet, row=1, column=1, value=value)
    unplaced.data_type = "s"
    _dress(unplaced, style)
    return int(unplaced.style_id)


def _put_text(cell: Cell, text: str) -> None:
    cell.value = in_cell(text)
    # openpyxl takes "=…" for a formula and "#REF!" for an error; the type is what Excel goes by.
    cell.data_type = "s"


def _dress(cell: Cell, style: Style) -> None:
    # The mark Excel sets for a leading apostrophe: pressing F2 and Enter keeps the text a text.
    is_quoted = cell.data_type == "s" and is_like_formula(str(cell.value))
    known = _styles.setdefault(cell.parent.parent, {})
    if (style, is_quoted) not in known:
        _dress_anew(cell, style, is_quoted=is_quoted)
        known[style, is_quoted] = cell._style
    cell._style = copy(known[style, is_quoted])


def _dress_anew(cell: Cell, style: Style, *, is_quoted: bool) -> None:
    cell.font = style.font
    cell.alignment = style.alignment
    cell.number_format = style.number_format
    if style.fill is not None:
        cell.fill = style.fill
    if style.border is not None:
        cell.border = style.border
    cell.quotePrefix = is_quoted


def _is_missing(value: object) -> bool:
    return isinstance(value, float) and isnan(value)


def add_sheet(book: Workbook, title: str, *, widths: Sequence[float]) -> Worksheet:
    """A new sheet with its column widths, without grid lines."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    return sheet


def set_up_page(
    sheet: Worksheet, *, title: str, source: str, page_words: str, repeat: tuple[int, int], paper: str = "A4"
) -> None:
    """Landscape on the width of one page, title and source on every page; `repeat` lines frozen and repeated."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPERS[paper]
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
    """The file as bytes, with the lines of its long tables."""
    stream = BytesIO()
    book.save(stream)
    places = enumerate(book.worksheets, start=1)
    kept = {f"xl/worksheets/sheet{place}.xml": _lines[sheet] for place, sheet in places if sheet in _lines}
    return with_lines(stream.getvalue(), kept)
