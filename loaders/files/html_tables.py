"""Web pages with tables, as many applications export them under the name .xls: nothing of them is run or fetched."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from loaders.files.delimited import decoded
from loaders.files.sheets import COLUMNS_LIMIT, ROWS_LIMIT, Book, Sheet, UnreadableFile, check_cells, check_size
from loaders.problems import Problem

_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "select", "textarea"))
_ENDS_LINE = frozenset(("br", "p", "div", "li"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_NAMED = {b"utf-8", b"utf8", b"windows-1252", b"iso-8859-1", b"us-ascii", b"unicode", b"utf-16"}
_EXACT = re.compile(r"-?\d{1,15}(\.\d+)?")
"""The value that Excel writes beside a number as it is shown."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|(?<![-\w])height\s*:\s*0+(\.0*)?(?![.\d])", re.IGNORECASE
)


def read_page(data: bytes) -> Book:
    """All tables of the page under each other on one sheet, as a spreadsheet program would show them."""
    named = _CHARSET.search(data[:4096])
    if named and named[1].lower() not in _NAMED:
        raise UnreadableFile(Problem("csv_encoding", values={"byte": named.start(1)}))
    text, _ = decoded(data)
    page = _Page()
    page.feed(text)
    page.close()
    rows = page.finished()
    check_size(len(rows), max(map(len, rows), default=0))
    sheet = Sheet(None, rows, merged=tuple(page.merged), hidden_rows=frozenset(page.hidden))
    check_cells(sheet)
    return Book((sheet,))


class _Page(HTMLParser):
    """Puts each row of a table on a row of the sheet, and each text between tables into its first column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[object]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.taken: set[tuple[int, int]] = set()
        self.words: list[str] = []
        self.unseen: list[str] = []
        self.depth = 0
        self.in_cell = False
        self.column = 0
        self.span = (1, 1)
        self.exact = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag in ("body", "table"):
            self.unseen.clear()
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag == "table":
            self.flush()
            self.depth += 1
            if self.rows:
                self.rows.append([])
        elif tag == "tr" and self.depth:
            self.flush()
            is_flat = facts.get("height", "") in ("0", "0px", "0pt")
            self.start_row(is_hidden=bool(_HIDDEN.search(facts.get("style", ""))) or "hidden" in facts or is_flat)
        elif tag in ("td", "th") and self.depth:
            self.flush()
            self.start_cell(facts)
        elif tag in _ENDS_LINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and tag == self.unseen[-1]:
            self.unseen.pop()
        elif tag in ("td", "th", "tr", "table", "caption"):
            self.flush()
            self.in_cell = False
            self.depth = max(self.depth - (tag == "table"), 0)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)

    def start_row(self, *, is_hidden: bool) -> None:
        self.rows.append([])
        self.column = 0
        if is_hidden:
            self.hidden.add(len(self.rows) - 1)
        if len(self.rows) > ROWS_LIMIT:
            check_size(2 * ROWS_LIMIT, 1)

    def start_cell(self, facts: Mapping[str, str]) -> None:
        if not self.rows:
            self.rows.append([])
        row = len(self.rows) - 1
        while (row, self.column) in self.taken:
            self.column += 1
        self.span = _number(facts, "rowspan"), _number(facts, "colspan")
        self.exact = facts.get("x:num", "")
        self.in_cell = True

    def flush(self) -> None:
        """Puts the text that was gathered where it belongs."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self.words).split("\n") if line.strip())
        self.words.clear()
        if not self.in_cell:
            if text:
                self.rows.append([text])
            return
        self.in_cell = False
        row, cells = len(self.rows) - 1, self.rows[-1]
        cells.extend([""] * (self.column - len(cells)))
        cells.append(float(self.exact) if _EXACT.fullmatch(self.exact) else text)
        self.take(row)

    def take(self, row: int) -> None:
        """Keeps the place of a cell that reaches over others."""
        down, across = self.span
        if (down, across) != (1, 1):
            self.merged.append((row, self.column, row + down - 1, self.column + across - 1))
            later = range(row + 1, row + down)
            self.taken.update((under, self.column + step) for under in later for step in range(across))
        self.column += across
        check_size(1, self.column)
        self.span = (1, 1)

    def finished(self) -> list[list[object]]:
        self.flush()
        return self.rows


def _number(facts: Mapping[str, str], name: str) -> int:
    written = facts.get(name, "1").strip()
    return max(1, min(int(written), COLUMNS_LIMIT)) if written.isdecimal() else 1
