"""Workbooks written as one XML text (SpreadsheetML 2003), as some applications export them under the name .xls."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import isfinite
from xml.parsers import expat

from loaders.files.formulas import outside_remark
from loaders.files.marks import Odd
from loaders.files.sheets import (
    COLUMNS_LIMIT,
    ROWS_LIMIT,
    Book,
    Sheet,
    UnreadableFile,
    check_cells,
    check_size,
    column_letters,
)
from loaders.problems import Problem

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_DEEPEST = 60
"""Elements within each other; a workbook has a dozen."""
_COMMENT = f"{_SPACE} Comment"
"""Holds `Data` like a cell; what a remark says is no value."""
_NESTED = ("Workbook", "Worksheet", "Table", "Row", "Cell", "Data")
_WITHIN = {f"{_SPACE} {inner}": f"{_SPACE} {outer}" for outer, inner in pairwise(_NESTED)}
"""The element that each element stands in; anywhere else its values would belong to no cell, or to another."""
_EMPTY_ROW: list[object] = []


def read_xml_workbook(data: bytes) -> Book:
    """The visible sheets; raises `UnreadableFile` where the XML is damaged."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes the end of the text by position
    except (expat.ExpatError, ValueError) as damage:
        raise UnreadableFile(Problem("file_damaged")) from damage
    for sheet in walk.sheets:
        check_cells(sheet)
    return Book(tuple(walk.sheets), tuple(walk.problems))


class _Walk:
    """Goes through the elements; a row or cell may say at which place it stands."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.problems: list[Problem] = []
        self.path: list[str] = []
        self.words: list[str] | None = None
        self.start_sheet({})
        self.starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{_SPACE} Worksheet": self.start_sheet,
            f"{_SPACE} Column": self.start_column,
            f"{_SPACE} Row": self.start_row,
            f"{_SPACE} Cell": self.start_cell,
            f"{_SPACE} Data": self.start_data,
            "urn:schemas-microsoft-com:office:excel Visible": self.start_words,
        }
        self.ends: dict[str, Callable[[], None]] = {
            f"{_SPACE} Data": self.end_data,
            f"{_SPACE} Cell": self.end_cell,
            f"{_SPACE} Worksheet": self.end_sheet,
            "urn:schemas-microsoft-com:office:excel Visible": self.end_visible,
        }

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        outer = self.path[-1] if self.path else ""
        self.path.append(tag)
        if len(self.path) > _DEEPEST:
            raise ValueError(tag)
        if _COMMENT in self.path:
            return
        if _WITHIN.get(tag, outer) != outer:
            raise ValueError(tag)
        if tag in self.starts:
            self.starts[tag]({name.removeprefix(f"{_SPACE} "): value for name, value in facts.items()})

    def end(self, tag: str) -> None:
        is_remark = _COMMENT in self.path
        self.path.pop()
        if tag in self.ends and not is_remark:
            self.ends[tag]()

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)

    def start_sheet(self, facts: Mapping[str, str]) -> None:
        self.name = facts.get("Name", "")
        self.rows: list[list[object]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.odd: dict[str, Odd] = {}
        self.row, self.column, self.next_column = -1, -1, 0
        self.is_hidden = False

    def start_column(self, facts: Mapping[str, str]) -> None:
        first = int(facts["Index"]) - 1 if "Index" in facts else self.next_column
        self.next_column = first + int(facts.get("Span", "0")) + 1
        if _is_hidden(facts, "Width"):
            self.hidden_columns.update(range(first, min(self.next_column, COLUMNS_LIMIT)))

    def start_row(self, facts: Mapping[str, str]) -> None:
        self.row = int(facts["Index"]) - 1 if "Index" in facts else self.row + 1
        check_size(min(self.row, 2 * ROWS_LIMIT), 1, sheet=self.name)
        if self.row < len(self.rows):
            raise ValueError(self.row)
        self.rows.extend([_EMPTY_ROW] * (self.row - len(self.rows)))
        self.rows.append([])
        self.column = -1
        if _is_hidden(facts, "Height"):
            self.hidden_rows.add(self.row)

    def start_cell(self, facts: Mapping[str, str]) -> None:
        before = self.column
        self.column = int(facts["Index"]) - 1 if "Index" in facts else self.column + 1
        check_size(1, self.column + 1, sheet=self.name)
        if self.row < 0 or self.column <= before:
            raise ValueError(self.column)
        self.rows[-1].extend([""] * (self.column + 1 - len(self.rows[-1])))
        self.across, self.down = (int(facts.get(name, "0")) for name in ("MergeAcross", "MergeDown"))
        self.formula, self.has_value = facts.get("Formula", ""), False

    def start_data(self, facts: Mapping[str, str]) -> None:
        if self.has_value:
            raise ValueError(self.address())
        self.start_words(facts)

    def start_words(self, facts: Mapping[str, str]) -> None:
        self.kind, self.words = facts.get("Type", "String"), []

    def end_data(self) -> None:
        written, self.words = "".join(self.words or ()), None
        self.has_value = True
        if self.kind == "Error":
            self.odd[self.address()] = ("error_value", written)
        else:
            self.rows[-1][self.column] = _value(written, self.kind)

    def end_cell(self) -> None:
        outside = outside_remark(self.formula.removeprefix("="), self.rows[-1][self.column])
        if outside:
            self.odd[self.address()] = outside
        elif self.formula and not self.has_value:
            self.odd[self.address()] = ("formula_without_value", self.formula[:80])
        if self.across or self.down:
            self.merged.append((self.row, self.column, self.row + self.down, self.column + self.across))
        self.column += self.across

    def end_visible(self) -> None:
        self.is_hidden = "".join(self.words or ()).strip() != "SheetVisible"
        self.words = None

    def end_sheet(self) -> None:
        if self.is_hidden:
            self.problems.append(Problem("sheet_hidden", sheet=self.name))
            return
        facts = {"odd": self.odd, "merged": tuple(self.merged)}
        hidden = {"hidden_rows": frozenset(self.hidden_rows), "hidden_columns": frozenset(self.hidden_columns)}
        self.sheets.append(Sheet(self.name, self.rows, **facts, **hidden))  # type: ignore[arg-type]

    def address(self) -> str:
        return f"{column_letters(self.column)}{self.row + 1}"


def _is_hidden(facts: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or so flat or thin that nobody sees it."""
    return facts.get("Hidden") == "1" or float(facts.get(size, "1")) == 0


def _value(written: str, kind: str) -> object:
    """The value of a cell by the type that stands beside it; a date stays as it is written."""
    if kind == "Number":
        number = float(written)
        if not isfinite(number):
            return written
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "Boolean":
        return written.strip() == "1"
    return written.partition("T")[0] if kind == "DateTime" else written
