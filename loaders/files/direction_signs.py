"""Signs without a shape that turn the direction of writing: they are left out of every text, and that is said."""

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.files.sheets import Book, Sheet
from loaders.problems import Problem

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BACKWARDS = re.compile("[\u200f\u202b\u202e\u2067]")
"""With one of these a figure or a month looks other than its digits are in the file: such a cell stays as it is, so
that only words can be read of it."""


def without_direction_signs(book: Book) -> Book:
    """The book with cells as they look, and for each sheet how many of its cells held such signs."""
    sheets, problems = [], []
    for sheet in book.sheets:
        turned = {text for cells in sheet.rows for text in cells if _is_turned(text)}
        if turned:
            places = _places(sheet, turned)
            problems.append(
                Problem("direction_signs", sheet.name, sheet.address(*places[0]), "", {"count": len(places)})
            )
        sheets.append(_plain(sheet, turned.__contains__) if turned else sheet)
    return replace(book, sheets=tuple(sheets), problems=(*book.problems, *problems))


def _is_turned(cell: object) -> bool:
    return cell.__class__ is str and not cell.isascii() and _TURNING.search(cell) is not None  # type: ignore[attr-defined,call-overload]


def _places(sheet: Sheet, turned: set[object]) -> list[tuple[int, int]]:
    return [
        (row, column) for row, cells in enumerate(sheet.rows) for column, cell in enumerate(cells) if cell in turned
    ]


def _plain(sheet: Sheet, is_turned: Callable[[object], bool]) -> Sheet:
    rows = [[_without(cell) if is_turned(cell) else cell for cell in cells] for cells in sheet.rows]
    return replace(sheet, rows=rows)


def _without(text: object) -> str:
    return str(text) if _BACKWARDS.search(str(text)) else _TURNING.sub("", str(text))
