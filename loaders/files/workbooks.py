"""Reads the sheets of a workbook: values by python-calamine, and by readers of ours what it does not hand over."""

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from loaders.files import binary_marks, formulas, old_marks, open_document_marks, sheet_marks
from loaders.files.marks import Marks
from loaders.files.mending import mended
from loaders.files.sheets import Book, Sheet, UnreadableFile, check_cells, check_size
from loaders.problems import Problem
from vocab.codes import Kind
from vocab.register import REGISTER_MARK

XLS_ROWS = 65_536
"""A sheet of the old format that is full to this row was probably cut off."""
TEMPLATE_SHEET = "_cakupan"
TEMPLATE_MARK = "cakupan-template"
"""What the hidden sheet of our templates is called, and what stands in its first cell."""
_MARKS: dict[str, Callable[[str, Sequence[str]], Mapping[str, Marks]]] = {
    "xlsx": sheet_marks.marks,
    "xlsb": binary_marks.marks,
    "xls": old_marks.marks,
    "ods": open_document_marks.marks,
}
NO_MARKS = Marks()


def read_workbook(path: str, *, kind: str, sheet: str | None, odd_parts: Sequence[str] = ()) -> Book:
    """The visible sheets of a workbook (or the one asked for), each from its first used cell."""
    copy = mended(path, odd_parts) if kind == "xlsx" else None
    workbook = CalamineWorkbook.from_path(path) if copy is None else CalamineWorkbook.from_filelike(copy)
    if sheet is not None and sheet not in workbook.sheet_names:
        raise UnreadableFile(Problem("sheet_missing", found=sheet, values={"sheets": ", ".join(workbook.sheet_names)}))
    marks = _marks(path, kind=kind, odd_parts=odd_parts)
    problems = [Problem("links_outside")] if any(one.links_outside for one in marks.values()) else []
    sheets = []
    for facts in workbook.sheets_metadata:
        if facts.typ is not SheetTypeEnum.WorkSheet or (sheet is not None and facts.name != sheet):
            continue
        if facts.visible is not SheetVisibleEnum.Visible and sheet is None:
            problems += [Problem("sheet_hidden", sheet=facts.name)] if facts.name != TEMPLATE_SHEET else []
            continue
        read = workbook.get_sheet_by_name(facts.name)
        problems += _size_problems(read, kind=kind)
        sheets.append(_sheet(read, marks.get(facts.name, NO_MARKS)))
    marks_of_ours = _marks_of_ours(workbook)
    is_register = marks_of_ours[:1] == [REGISTER_MARK]
    return Book(tuple(sheets), tuple(problems), _template_kind(marks_of_ours), is_register=is_register)


def _marks(path: str, *, kind: str, odd_parts: Sequence[str]) -> Mapping[str, Marks]:
    """The marks of each sheet; a file that a reader of ours cannot follow is damaged, whatever else was read of it."""
    if kind not in _MARKS:
        return {}
    try:
        return _MARKS[kind](path, odd_parts)
    except (KeyError, ValueError, IndexError, struct.error, zipfile.BadZipFile) as damage:
        raise UnreadableFile(Problem("file_damaged")) from damage


def _marks_of_ours(workbook: CalamineWorkbook) -> list[object]:
    """What the hidden sheet of a workbook of ours says of it, in its first row."""
    if TEMPLATE_SHEET not in workbook.sheet_names:
        return []
    return list(next(iter(workbook.get_sheet_by_name(TEMPLATE_SHEET).to_python(nrows=1)), []))


def _template_kind(first: Sequence[object]) -> str | None:
    """The kind that one of our own templates names."""
    return str(first[1]) if len(first) > 1 and first[0] == TEMPLATE_MARK and first[1] in set(Kind) else None


def _sheet(read: CalamineSheet, marks: Marks) -> Sheet:
    first_row, first_column = read.start or (0, 0)
    sheet = Sheet(read.name, read.to_python(), first_row=first_row, first_column=first_column)
    check_cells(sheet)
    merged = {(*start, *end) for start, end in read.merged_cell_ranges or ()} | set(marks.merged)
    return replace(
        sheet,
        odd=dict(_odd(sheet, marks)),
        merged=tuple(_from_first(merged, sheet)),
        hidden_rows=frozenset(row - first_row for row in marks.hidden_rows if 0 <= row - first_row < len(sheet.rows)),
        hidden_columns=frozenset(
            column - first_column for column in marks.hidden_columns if 0 <= column - first_column < sheet.width
        ),
    )


def _odd(sheet: Sheet, marks: Marks) -> Iterator[tuple[str, tuple[str, str]]]:
    def value_at(row: int, column: int) -> object:
        down = row - sheet.first_row
        return sheet.value(down, column - sheet.first_column) if 0 <= down < len(sheet.rows) else ""

    yield from formulas.remarks(marks.formulas, value_at)
    yield from marks.odd.items()


def _from_first(merged: set[tuple[int, int, int, int]], sheet: Sheet) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges of more than one cell, counted from the first read cell, without those beyond what was read."""
    for top, left, bottom, right in sorted(merged):
        down, across = max(top - sheet.first_row, 0), max(left - sheet.first_column, 0)
        area = (down, across, bottom - sheet.first_row, right - sheet.first_column)
        if (top, left) != (bottom, right) and down <= area[2] and across <= area[3] and down < len(sheet.rows):
            yield area


def _size_problems(read: CalamineSheet, *, kind: str) -> Iterator[Problem]:
    check_size(read.height, read.width, sheet=read.name)
    if kind == "xls" and read.end is not None and read.end[0] + 1 >= XLS_ROWS:
        yield Problem("rows_full_xls", sheet=read.name, values={"count": XLS_ROWS})
