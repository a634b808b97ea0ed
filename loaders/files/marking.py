"""A copy of a workbook with what is wrong marked in its cells, made in the parsing child; openpyxl never meets a file
in the server itself.

A workbook keeps its own looks where openpyxl can read it; everything else is written anew from the values as read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from loaders.files.safe_copies import make_safe, without_person_number
from loaders.files.sheets import Sheet
from vocab.legal_text import legal_text

RESULT = "marked.xlsx"
FILLS = {level: PatternFill("solid", fgColor=colour) for level, colour in (("error", "F4B6B0"), ("warning", "FFE08A"))}
WIDTHS = (14, 22, 70, 60)
HEADER_ROW = 4
LONGEST = 32_000
"""Characters that a cell can hold, nearly."""
MOST_CELLS = 500
"""Cells of one range that are coloured."""
COMMENT_SIZE = (360, 150)
_UNSAFE_TITLE = re.compile(r"[\\*?:/\[\]]")


@dataclass(frozen=True)
class Mark:
    """One thing that is wrong: its place, how grave it is (code and word), what it is and how it is mended."""

    sheet: str | None
    cell: str | None
    level: str
    level_word: str
    place: str
    what: str
    mend: str


@dataclass(frozen=True)
class Labels:
    """The words of the sheet that lists what is wrong; `data` names the sheet of a file without sheet names."""

    sheet: str
    title: str
    note: str
    data: str
    author: str
    columns: tuple[str, str, str, str]


def marked_workbook(path: Path, marks: Sequence[Mark], labels: Labels) -> Workbook:
    """A workbook with its looks kept; a formula stays, unless it reaches out of the workbook. Persons do not."""
    with path.open("rb") as file:
        book = load_workbook(file, keep_links=False)
    make_safe(book)
    return _with_marks(book, marks, labels)


def rebuilt_workbook(sheets: Iterable[Sheet], marks: Sequence[Mark], labels: Labels) -> Workbook:
    """The values of the sheets at their addresses, as a new workbook."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        made = book.create_sheet(_title(sheet.name or labels.data))
        for row, cells in enumerate(sheet.rows):
            for across, value in enumerate(cells, start=sheet.first_column + 1):
                if value not in ("", None):
                    _write(made.cell(sheet.number(row), across), without_person_number(value))
    return _with_marks(book, marks, labels)


def listed_workbook(marks: Sequence[Mark], labels: Labels) -> Workbook:
    """The list alone, for a file that is too large to be written anew."""
    book = Workbook()
    book.remove(book.active)
    return _with_marks(book, marks, labels)


def mark_from(facts: Mapping[str, object]) -> tuple[tuple[Mark, ...], Labels]:
    """Marks and labels from the plain values of the request."""
    labels = dict(facts["labels"])  # type: ignore[call-overload]
    labels["columns"] = tuple(labels["columns"])
    return tuple(Mark(**one) for one in facts["marks"]), Labels(**labels)  # type: ignore[attr-defined]


def _title(name: str) -> str:
    return _UNSAFE_TITLE.sub("_", name)[:31] or "_"


def _write(cell: Cell, value: object) -> None:
    """A value as it was read: text that begins like a formula stays text."""
    if isinstance(value, str):
        cell.value = plain(value)
        cell.data_type = "s"
    else:
        cell.value = value  # type: ignore[assignment]


def plain(text: str) -> str:
    """Text that a cell may hold."""
    return legal_text(text)[:LONGEST]


def _with_marks(book: Workbook, marks: Sequence[Mark], labels: Labels) -> Workbook:
    titles = set(book.sheetnames)
    for mark in marks:
        title = _title(mark.sheet or labels.data)
        if mark.cell and title in titles:
            _mark(book[title], mark, labels)
    _list(book, marks, labels)
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    return book


def _mark(sheet: Worksheet, mark: Mark, labels: Labels) -> None:
    first, *others = _cells(sheet, str(mark.cell))
    for cell in (first, *others):
        if mark.level == "error" or cell.fill != FILLS["error"]:
            cell.fill = FILLS.get(mark.level, FILLS["warning"])
    words = plain(f"{mark.level_word}: {mark.what}\n{mark.mend}")
    before = f"{first.comment.text}\n\n" if first.comment else ""
    comment = Comment(before + words, labels.author)
    comment.width, comment.height = COMMENT_SIZE
    first.comment = comment


def _cells(sheet: Worksheet, address: str) -> Iterator[Cell]:
    """The cells of an address; of a merged range only its first can be written to."""
    found = sheet[address]
    rows = found if isinstance(found, tuple) else ((found,),)
    cells = [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))][:MOST_CELLS]
    anchors = (_anchor(sheet, cell) if isinstance(cell, MergedCell) else cell for cell in cells)
    yield from {cell.coordinate: cell for cell in anchors}.values()


def _anchor(sheet: Worksheet, cell: MergedCell) -> Cell:
    merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    return sheet.cell(merged.min_row, merged.min_col)


def _list(book: Workbook, marks: Sequence[Mark], labels: Labels) -> None:
    """The first sheet: what is wrong, with a link to each cell."""
    titles = set(book.sheetnames)
    sheet = book.create_sheet(_title(labels.sheet), 0)
    for row, (text, font) in enumerate(((labels.title, Font(bold=True, size=14)), (labels.note, Font())), start=1):
        _write(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font
    for column, (label, width) in enumerate(zip(labels.columns, WIDTHS, strict=True), start=1):
        head = sheet.cell(HEADER_ROW, column, label)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = width
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    for row, mark in enumerate(marks, start=HEADER_ROW + 1):
        for column, text in enumerate((mark.level_word, mark.place, mark.what, mark.mend), start=1):
            cell = sheet.cell(row, column)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = FILLS.get(mark.level, FILLS["warning"])
        title = _title(mark.sheet or labels.data)
        if mark.cell and title in titles:
            _link(sheet.cell(row, 2), f"{quote_sheetname(title)}!{mark.cell}")


def _link(cell: Cell, location: str) -> None:
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    cell.font = Font(color="0B6E6E", underline="single")
