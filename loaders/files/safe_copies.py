"""What is taken out of a workbook before a copy of it is given back: persons, and formulas that reach out of it."""

import re

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from loaders.files.sheets import Sheet
from loaders.people.person_numbers import MASK, is_person_number, masked
from loaders.people.privacy import number_cells, people_on
from vocab.legal_text import legal_text

_REACHES_OUT = re.compile(r"[|\[]|WEBSERVICE|HYPERLINK|RTD\(|CALL\(|FILTERXML|IMPORT", re.IGNORECASE)
"""Formulas that would fetch something from elsewhere: they are kept as text."""


def without_person_number(value: object) -> object:
    """A value without the numbers of persons in it, whether text or number."""
    if isinstance(value, str):
        return masked(value)
    return MASK if is_person_number(value) else value


def make_safe(book: Workbook) -> None:
    """Takes out of every sheet what must not go on: a sheet that nobody read may be a list of persons."""
    for sheet in book.worksheets:
        # A pivot table carries all rows it was made from.
        sheet._pivots = []
        is_emptied = _holds_persons(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell):
                    _empty(cell) if is_emptied else _make_safe(cell)


def _holds_persons(sheet: Worksheet) -> bool:
    rows = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    read = Sheet(sheet.title, rows)
    return people_on(read, number_cells(read)) is not None


def _empty(cell: Cell) -> None:
    cell.value = cell.comment = cell.hyperlink = None


def _make_safe(cell: Cell) -> None:
    if cell.data_type == "f" and _REACHES_OUT.search(str(cell.value)):
        cell.data_type = "s"
    if isinstance(cell.value, int | float | str):
        kept = without_person_number(legal_text(cell.value) if isinstance(cell.value, str) else cell.value)
        if kept != cell.value:
            cell.value, cell.data_type = kept, "s"
    if cell.comment:
        cell.comment.text = masked(legal_text(cell.comment.text))
