"""A sheet as it was read: cells with their addresses, whatever the file type."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from loaders.problems import Problem
from vocab.codes import Kind

ROWS_LIMIT = 1_000_000
XLS_ROWS = 65_536
"""A sheet of the old format that is full to this row was probably cut off."""
TEMPLATE_SHEET = "_cakupan"
TEMPLATE_MARK = "cakupan-template"
"""What the hidden sheet of our templates is called, and what stands in its first cell."""
DELIMITERS = (";", ",", "\t", "|")
_SNIFFED_LINES = 60


class UnreadableFile(Exception):  # noqa: N818 - a finding about the file, turned into a problem at once
    """Stops the reading of a file; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Sheet:
    """Rows of cells; `odd` are addresses of cells whose value is lost (an error, a formula never computed).

    `merged` are merged ranges as (top, left, bottom, right), `hidden_rows` and `hidden_columns` what is not shown, all
    counted from the first read cell. `titles` are texts that stand outside, above a part of a sheet.
    """

    name: str | None
    rows: Sequence[Sequence[object]]
    first_row: int = 0
    first_column: int = 0
    odd: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()

    def value(self, row: int, column: int) -> object:
        """The cell at a position counted from the first read cell; empty beyond the end of a row."""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def letters(self, column: int) -> str:
        """The letters of a column as a spreadsheet program shows them."""
        return column_letters(self.first_column + column)

    def number(self, row: int) -> int:
        """The number of a row as a spreadsheet program shows it."""
        return self.first_row + row + 1

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
            first_row=self.first_row + top,
            first_column=self.first_column + left,
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
    """The sheets to read, what was said about the others, and the kind if it is one of our templates."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()
    template_kind: str | None = None


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


def read_workbook(path: str, *, kind: str, sheet: str | None, odd: Mapping[str, Mapping[str, str]]) -> Book:
    """The visible sheets of a workbook (or the one asked for), each from its first used cell."""
    workbook = CalamineWorkbook.from_path(path)
    if sheet is not None and sheet not in workbook.sheet_names:
        raise UnreadableFile(Problem("sheet_missing", found=sheet, values={"sheets": ", ".join(workbook.sheet_names)}))
    problems: list[Problem] = []
    sheets = []
    for facts in workbook.sheets_metadata:
        if facts.typ is not SheetTypeEnum.WorkSheet or (sheet is not None and facts.name != sheet):
            continue
        if facts.visible is not SheetVisibleEnum.Visible and sheet is None:
            if facts.name == TEMPLATE_SHEET:
                continue
            problems.append(Problem("sheet_hidden", sheet=facts.name))
            continue
        read = workbook.get_sheet_by_name(facts.name)
        problems += _size_problems(read, kind=kind)
        sheets.append(_sheet(read, odd=odd.get(facts.name, {})))
    return Book(tuple(sheets), tuple(problems), _template_kind(workbook))


def _template_kind(workbook: CalamineWorkbook) -> str | None:
    """The kind that the hidden sheet of our own templates names."""
    if TEMPLATE_SHEET not in workbook.sheet_names:
        return None
    first = next(iter(workbook.get_sheet_by_name(TEMPLATE_SHEET).to_python(nrows=1)), [])
    return str(first[1]) if len(first) > 1 and first[0] == TEMPLATE_MARK and first[1] in set(Kind) else None


def _sheet(read: CalamineSheet, *, odd: Mapping[str, str]) -> Sheet:
    first_row, first_column = read.start or (0, 0)
    return Sheet(read.name, read.to_python(), first_row=first_row, first_column=first_column, odd=odd)


def _size_problems(read: CalamineSheet, *, kind: str) -> Iterator[Problem]:
    if read.height > ROWS_LIMIT + 100:
        raise UnreadableFile(
            Problem("too_many_rows", sheet=read.name, values={"count": read.height, "limit": ROWS_LIMIT})
        )
    if kind == "xls" and read.end is not None and read.end[0] + 1 >= XLS_ROWS:
        yield Problem("rows_full_xls", sheet=read.name, values={"count": XLS_ROWS})


def read_delimited(data: bytes) -> Book:
    """The one sheet of a text file; comment lines count as rows, as a spreadsheet program would show them."""
    text = _decoded(data)
    separator = re.match(r"sep=(.)\r?\n", text)
    delimiter = separator[1] if separator else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise UnreadableFile(
            Problem("csv_quote", cell=f"A{reader.line_num}", values={"line": reader.line_num})
        ) from error
    if len(rows) > ROWS_LIMIT + 100:
        raise UnreadableFile(Problem("too_many_rows", values={"count": len(rows), "limit": ROWS_LIMIT}))
    return Book((Sheet(None, [[], *rows[1:]] if separator else rows),))


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failure = error
    raise UnreadableFile(Problem("csv_encoding", values={"byte": failure.start})) from failure


def _delimiter(text: str) -> str:
    """The separator that cuts the most of the first lines into the same number of cells."""
    lines = [line for line in text[:200_000].splitlines() if line.strip() and not line.startswith("#")][:_SNIFFED_LINES]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines]
    usual = max(set(counts), key=lambda count: (count > 0, counts.count(count)), default=0)
    return (counts.count(usual) if usual else 0, usual)
