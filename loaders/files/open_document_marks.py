"""The marks of OpenDocument sheets: merged cells, error cells, formulas, hidden and filtered rows and columns."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from loaders.files.marks import Marks, Odd
from loaders.files.sheets import column_letters

PART = "content.xml"
_SHOWN = ("visible", "")
_FORMULA_START = "of:="
_NOTHING = re.compile(r"0+(\.0*)?(cm|in|mm|pt)")
_CHUNK = 1 << 20
LONGEST_RUN = 2_000_000
"""Rows or columns that one element may stand for; spreadsheet programs have half as many."""


def marks(path: str, odd_parts: Sequence[str]) -> dict[str, Marks]:
    """The marks of each sheet by its name, where the content was seen to hold some."""
    if PART not in odd_parts:
        return {}
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    with zipfile.ZipFile(path) as archive, archive.open(PART) as part:
        try:
            while piece := part.read(_CHUNK):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes the end of the text by position
        except expat.ExpatError as damage:
            raise ValueError(PART) from damage
    return walk.sheets


class _Walk:
    """Goes through the elements and keeps where it stands; repeated rows, columns and cells are counted, not made."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.name, self.row, self.column, self.shown_column, self.rows_here = "", 0, 0, 0, 1
        self.odd: dict[str, Odd] = {}
        self.formulas: dict[str, str] = {}
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.merged: set[tuple[int, int, int, int]] = set()
        self.style = ""
        self.flat: set[str] = set()
        self.cell: Mapping[str, str] | None = None
        self.words: list[str] = []
        self.starts = {
            "style:style": self.start_style,
            "style:table-row-properties": self.note_size,
            "style:table-column-properties": self.note_size,
            "table:table": self.start_table,
            "table:table-column": self.start_column,
            "table:table-row": self.start_row,
            "table:table-cell": self.start_cell,
            "table:covered-table-cell": self.start_cell,
        }

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag in self.starts:
            self.starts[tag](facts)

    def start_style(self, facts: Mapping[str, str]) -> None:
        self.style = facts.get("style:name", "")

    def note_size(self, facts: Mapping[str, str]) -> None:
        """Keeps the styles of rows without height and columns without width, which nobody sees."""
        sizes = (facts.get(f"style:{name}", "") for name in ("row-height", "column-width"))
        self.flat.update([self.style] if any(map(_NOTHING.fullmatch, sizes)) else [])

    def is_hidden(self, facts: Mapping[str, str]) -> bool:
        return facts.get("table:visibility", "") not in _SHOWN or facts.get("table:style-name") in self.flat

    def start_table(self, facts: Mapping[str, str]) -> None:
        self.name, self.row, self.shown_column = facts.get("table:name", ""), 0, 0
        self.odd, self.formulas, self.rows, self.columns, self.merged = {}, {}, set(), set(), set()

    def start_column(self, facts: Mapping[str, str]) -> None:
        count = _count(facts, "table:number-columns-repeated")
        if self.is_hidden(facts):
            self.columns.update(range(self.shown_column, self.shown_column + min(count, 16_384)))
        self.shown_column += count

    def start_row(self, facts: Mapping[str, str]) -> None:
        self.rows_here, self.column = _count(facts, "table:number-rows-repeated"), 0
        if self.is_hidden(facts):
            self.rows.update(range(self.row, self.row + self.rows_here))

    def start_cell(self, facts: Mapping[str, str]) -> None:
        self.cell, self.words = facts, []

    def text(self, words: str) -> None:
        if self.cell is not None and len(self.words) < 20:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell") and self.cell is not None:
            self.note(self.cell, "".join(self.words).strip())
            self.column += _count(self.cell, "table:number-columns-repeated")
            self.cell = None
        elif tag == "table:table-row":
            self.row += self.rows_here
        elif tag == "table:table":
            merged = tuple(sorted(self.merged))
            self.sheets[self.name] = Marks(
                self.odd, self.formulas, frozenset(self.rows), frozenset(self.columns), merged
            )

    def note(self, facts: Mapping[str, str], words: str) -> None:
        across, down = (_count(facts, f"table:number-{what}-spanned") for what in ("columns", "rows"))
        if across > 1 or down > 1:
            self.merged.add((self.row, self.column, self.row + down - 1, self.column + across - 1))
        address = f"{column_letters(self.column)}{self.row + 1}"
        formula = facts.get("table:formula", "")
        if formula.startswith(_FORMULA_START):
            self.formulas[address] = _plain(formula.removeprefix(_FORMULA_START))
        if facts.get("calcext:value-type") == "error" or (words.startswith(("#", "Err:")) and formula):
            self.odd[address] = ("error_value", words)


def _count(facts: Mapping[str, str], name: str) -> int:
    return min(int(facts.get(name, "1")), LONGEST_RUN)


def _plain(formula: str) -> str:
    """A formula as other programs write it: SUM([.A1:.A3]) is SUM(A1:A3), [$Other.A1] is $Other!A1."""
    inside = False
    pieces = []
    for letter in formula:
        if letter in "[]":
            inside = letter == "["
        elif letter == "." and inside:
            is_same_sheet = not pieces or pieces[-1] in "(:+-*/,;=<>&% "
            pieces.append("" if is_same_sheet else "!")
        else:
            pieces.append("," if letter == ";" and not inside else letter)
    return "".join(pieces)
