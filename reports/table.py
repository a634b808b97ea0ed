"""One way to lay out a table: columns as records, formulas over the cells beside them, a line of sums."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.long_lines import cell_xml
from reports.styles import HEADER, SOFT, Style, figures, total_text
from reports.writer import Content, Formula, Value, keep_lines, put, put_formula, put_line, style_numbers

Row = Mapping[Any, Any]

RATIO = '=IF(AND(ISNUMBER({{{top}}}),ISNUMBER({{{bottom}}})),IF({{{bottom}}}>0,{{{top}}}/{{{bottom}}},""),"")'
SUM = '=IF(COUNT({{{key}}})=0,"",SUM({{{key}}}))'
SUM_WHERE = (
    '=IF(SUMPRODUCT(ISNUMBER({{{a}}})*ISNUMBER({{{b}}}))=0,"",SUMPRODUCT(ISNUMBER({{{a}}})*ISNUMBER({{{b}}}),{{{of}}}))'
)
RATIO_WHERE = (
    "=IF(SUMPRODUCT(ISNUMBER({{{top}}})*ISNUMBER({{{bottom}}}),{{{bottom}}})>0,"
    "SUMPRODUCT(ISNUMBER({{{top}}})*ISNUMBER({{{bottom}}}),{{{top}}})"
    '/SUMPRODUCT(ISNUMBER({{{top}}})*ISNUMBER({{{bottom}}}),{{{bottom}}}),"")'
)


def ratio(top: str, bottom: str) -> str:
    """A ratio of two cells of the same line; empty where one of them is, or the lower one is zero."""
    return RATIO.format(top=top, bottom=bottom)


def total(key: str) -> str:
    """The sum of a column; empty where the column is."""
    return SUM.format(key=key)


def total_where(of: str, *, a: str, b: str) -> str:
    """The sum of a column over the lines that have figures in both `a` and `b`."""
    return SUM_WHERE.format(of=of, a=a, b=b)


def ratio_where(top: str, bottom: str) -> str:
    """A ratio of two sums, over the lines that have both."""
    return RATIO_WHERE.format(top=top, bottom=bottom)


NUMBER = "number"
"""The key of a first column of running numbers: too narrow for the words of the line of sums."""
LONG = 300
"""With more lines than this a table is written in the fast way."""
LINE_HEIGHT, ROOM, HEADER_HEIGHT, HIGHEST_ROW = 13.0, 3.0, 30.0, 400.0
"""In points; Excel takes no row above 409."""
WIDER = 1.05
"""How much wider than the digits, which column widths count, the letters of a text run, words kept whole."""


@dataclass(frozen=True)
class Column:
    """One column. `formula` and `total` hold {key} for a cell of the line (in `total`: for the column's cells).

    A formula is only written where the row has a figure in all `needs`, otherwise the row's own value under `key`, if
    it has one: missing stays missing.
    """

    key: str
    header: str
    style: Style
    formula: str | Callable[[Row], str] = ""
    needs: tuple[str, ...] = ()
    total: str = ""
    style_of: Callable[[Row], Style] | None = None


@dataclass(frozen=True)
class Placed:
    """Where a table stands: its first and last line, the line of sums, and the letter of each column."""

    header: int
    first: int
    last: int
    sums: int | None
    letters: Mapping[str, str]

    def cell(self, key: str, row: int, *, absolute: bool = False) -> str:
        """The address of a cell of a column."""
        return f"${self.letters[key]}${row}" if absolute else f"{self.letters[key]}{row}"

    def span(self, key: str) -> str:
        """The addresses of a column's lines."""
        return f"{self.letters[key]}{self.first}:{self.letters[key]}{self.last}"

    @property
    def end(self) -> int:
        """The last line in use."""
        return self.sums or max(self.last, self.header)


def write_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], *, top: int, total_words: str = ""
) -> Placed:
    """Writes header, lines and, where `total_words` is given, a line of sums; says where everything stands."""
    letters = {column.key: get_column_letter(place) for place, column in enumerate(columns, start=1)}
    first, last = top + 1, top + len(rows)
    placed = Placed(top, first, last, last + 1 if total_words and rows else None, letters)
    for place, column in enumerate(columns, start=1):
        put(sheet.cell(top, place), column.header, HEADER)
    sheet.row_dimensions[top].height = HEADER_HEIGHT
    write_lines = _write_long if len(rows) > LONG else _write_short
    write_lines(sheet, columns, rows, placed)
    if placed.sums is not None:
        sheet.row_dimensions[placed.sums].height = LINE_HEIGHT + ROOM
        _write_sums(sheet, columns, placed, total_words)
    return placed


def _write_short(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], placed: Placed) -> None:
    widths = [sheet.column_dimensions[letter].width for letter in placed.letters.values()]
    for line, row in enumerate(rows, start=placed.first):
        cells = [
            (_value(column, row, line, placed), column.style_of(row) if column.style_of else column.style)
            for column in columns
        ]
        put_line(sheet, line, cells, _height(cells, widths))


def _write_long(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], placed: Placed) -> None:
    """The same column by column, as XML: half a million cells in two seconds."""
    lines, written = [1] * len(rows), []
    for column in columns:
        letter = placed.letters[column.key]
        values = _values(column, rows, placed)
        _count_lines(lines, values, sheet.column_dimensions[letter].width - 2)
        same = style_numbers(sheet, column.style)
        styles = (
            [same] * len(rows) if column.style_of is None
            else [style_numbers(sheet, column.style_of(row)) for row in rows]
        )  # fmt: skip
        cells = zip(count(placed.first), values, styles, strict=False)
        written.append([cell_xml(f"{letter}{line}", value, style) for line, value, style in cells])
    heights = [min(LINE_HEIGHT * needed + ROOM, HIGHEST_ROW) for needed in lines]
    keep_lines(sheet, placed.first, written, heights)


def _values(column: Column, rows: Sequence[Row], placed: Placed) -> list[Value]:
    if column.formula:
        return [_value(column, row, line, placed) for line, row in enumerate(rows, start=placed.first)]
    key = column.key
    return [as_value(row.get(key)) for row in rows]


def _count_lines(lines: list[int], values: Sequence[Value], fits: float) -> None:
    """Raises the count of lines of each row to what its text in this column needs."""
    short = int(fits / WIDER)
    for place, value in enumerate(values):
        if type(value) is str and (len(value) > short or "\n" in value):
            lines[place] = max(lines[place], _lines(value, fits))


def _value(column: Column, row: Row, line: int, placed: Placed) -> Value:
    template = _template(column, row) if column.formula else ""
    if not template:
        return as_value(row.get(column.key))
    return Formula(template.format_map(_Places(placed, line)))


class _Places(dict[str, str]):
    """The addresses of the cells of one line by the keys of their columns, made when a formula asks for them."""

    def __init__(self, placed: Placed, line: int) -> None:
        self._placed, self._line = placed, line

    def __missing__(self, key: str) -> str:
        return self._placed.cell(key, self._line)


def _template(column: Column, row: Row) -> str:
    if any(as_value(row.get(need)) is None for need in column.needs):
        return ""
    return column.formula if isinstance(column.formula, str) else column.formula(row)


def _height(cells: Sequence[Content], widths: Sequence[float]) -> float:
    """The height that the wrapped texts of a line need; Excel and LibreOffice do not find it by themselves."""
    needed = (
        _lines(value, width - 2)
        for (value, _), width in zip(cells, widths, strict=True)
        if isinstance(value, str) and not isinstance(value, Formula)
    )
    return min(LINE_HEIGHT * max(needed, default=1) + ROOM, HIGHEST_ROW)


def _lines(text: str, fits: float) -> int:
    return sum(max(1, int(-(-len(part) * WIDER // fits))) for part in text.split("\n"))


def _write_sums(sheet: Worksheet, columns: Sequence[Column], placed: Placed, words: str) -> None:
    spans = {column.key: placed.span(column.key) for column in columns}
    named = 2 if columns[0].key == NUMBER else 1
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(placed.sums or 0, place)
        if column.total:
            number_format = column.style.number_format
            put_formula(cell, column.total.format(**spans), figures(number_format, strong=True, fill=SOFT))
        else:
            put(cell, words if place == named else None, total_text())


def as_value(value: object) -> Value:
    """A value of a frame as a cell takes it: whole floats as whole numbers, every kind of missing as None."""
    if type(value) is str or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value  # type: ignore[return-value]
