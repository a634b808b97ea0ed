"""A sheet as it was read: cells with their addresses, whatever the file type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.problems import Problem

ROWS_LIMIT = 1_000_000
ROWS_BESIDE = 100
"""Rows of titles and notes that may stand beside as many rows of figures as are allowed."""
COLUMNS_LIMIT = 2_000
"""No table of an office is wider; a sheet of all 16.384 columns fills the memory of the program."""
CELL_LIMIT = 10_000
"""Characters of a cell; spreadsheet programs have three times as many, no label, note or activity comes near."""


class UnreadableFile(Exception):  # noqa: N818 - a finding about the file, turned into a problem at once
    """Stops the reading of a file; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Sheet:
    """Rows of cells; `odd` are addresses of cells that are not to be trusted: a problem's code and what was found.

    `merged` are merged ranges as (top, left, bottom, right), `hidden_rows` and `hidden_columns` what is not shown, all
    counted from the first read cell. `titles` are texts that stand outside, above a part of a sheet. `kept_rows` and
    `kept_columns` are the positions of the rows and columns that are left where hidden ones were taken out.
    """

    name: str | None
    rows: Sequence[Sequence[object]]
    first_row: int = 0
    first_column: int = 0
    odd: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()
    kept_rows: Sequence[int] | None = None
    kept_columns: Sequence[int] | None = None

    def value(self, row: int, column: int) -> object:
        """The cell at a position counted from the first read cell; empty beyond the end of a row."""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def letters(self, column: int) -> str:
        """The letters of a column as a spreadsheet program shows them."""
        kept = self.kept_columns
        return column_letters(self.first_column + (column if kept is None else kept[column]))

    def number(self, row: int) -> int:
        """The number of a row as a spreadsheet program shows it."""
        return self.first_row + (row if self.kept_rows is None else self.kept_rows[row]) + 1

    def address(self, row: int, column: int) -> str:
        """The address of a cell: C5."""
        return f"{self.letters(column)}{self.number(row)}"

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """The address of a range: A4:D10."""
        return f"{self.address(top, left)}:{self.address(bottom, right)}"

    def part(self, top: int, left: int, bottom: int, right: int, *, titles: tuple[str, ...] = ()) -> "Sheet":
        """The cells of a range as a sheet of its own, whose cells keep their addresses; `titles` stand above it."""
        return replace(
            self,
            rows=[row[left : right + 1] for row in self.rows[top : bottom + 1]],
            first_row=self.first_row + (top if self.kept_rows is None else 0),
            first_column=self.first_column + (left if self.kept_columns is None else 0),
            kept_rows=self.kept_rows and self.kept_rows[top : bottom + 1],
            kept_columns=self.kept_columns and self.kept_columns[left : right + 1],
            merged=tuple(
                (max(up - top, 0), max(west - left, 0), min(down, bottom) - top, min(east, right) - left)
                for up, west, down, east in self.merged
                if up <= bottom and down >= top and west <= right and east >= left
            ),
            hidden_rows=frozenset(row - top for row in self.hidden_rows if top <= row <= bottom),
            hidden_columns=frozenset(column - left for column in self.hidden_columns if left <= column <= right),
            titles=(*self.titles, *titles),
        )

    @property
    def width(self) -> int:
        """The longest row's number of cells, seen over the first thousand rows."""
        return max((len(row) for row in self.rows[:1000]), default=0)


@dataclass(frozen=True)
class Book:
    """The sheets to read, what was said about the others, and what it is if it is a workbook of ours."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()
    template_kind: str | None = None
    is_register: bool = False


@cache
def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The index of a column counted from 0; the way back from `column_letters`."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def check_size(height: int, width: int, *, sheet: str | None = None) -> None:
    """Refuses a sheet with more rows or columns than are read; raises `UnreadableFile`."""
    if height > ROWS_LIMIT + ROWS_BESIDE:
        raise UnreadableFile(Problem("too_many_rows", sheet=sheet, values={"count": height, "limit": ROWS_LIMIT}))
    if width > COLUMNS_LIMIT:
        raise UnreadableFile(Problem("too_many_columns", sheet=sheet, values={"count": width, "limit": COLUMNS_LIMIT}))


def check_cells(sheet: Sheet) -> None:
    """Refuses a cell with more text than any table has; raises `UnreadableFile`."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if type(cell) is str and len(cell) > CELL_LIMIT:
                values = {"count": len(cell), "limit": CELL_LIMIT}
                raise UnreadableFile(
                    Problem("cell_too_long", sheet=sheet.name, cell=sheet.address(row, column), values=values)
                )
