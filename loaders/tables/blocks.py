"""The tables on a sheet, stacked or side by side, each with what stands above and beneath it."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.files.sheets import Sheet
from loaders.tables.block_columns import side_by_side
from loaders.tables.block_rows import Stretch, stretches
from loaders.tables.header_rows import Rows, header_paths, read_row
from loaders.values.labels import normalise

LOOKED_AT = 5000
"""Rows in which tables are told apart; what is beyond belongs to the last one."""
LABELS = 200
"""Labels by which a table without headings is known."""
_DIGITS = re.compile(r"\d+")
_MONTHS = re.compile(
    r"\b(?:jan(?:uari)?|[fp]eb(?:r?uari)?|mar(?:et)?|apr(?:il)?|mei|jun[ei]?|jul[iy]?|ag(?:u|us|t|s)(?:tus)?|agutus|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?|may|march|january|february"
    r"|semester|triwulan|tw|i{1,3}|iv)\b"
)


@dataclass(frozen=True)
class Block:
    """One table: `sheet` is its part of the sheet, first header row to last body row; cells keep their addresses.

    `titles` are the texts above it, top down, its own last; `notes` those beneath it. `header` counts the header rows
    at the top, a column-number row among them; 0 where there is none. `columns` are the header texts of each column,
    top down.
    """

    sheet: Sheet
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    header: int
    columns: tuple[tuple[str, ...], ...]

    @property
    def body(self) -> Sequence[Sequence[object]]:
        """The rows under the header."""
        return self.sheet.rows[self.header :]

    @property
    def area(self) -> str:
        """The address of the whole table: A4:D10."""
        return self.sheet.area(0, 0, len(self.sheet.rows) - 1, max(len(self.columns) - 1, 0))


def blocks_of(sheet: Sheet) -> tuple[Block, ...]:
    """The tables of a sheet, from the top, of those side by side the left one first."""
    return tuple(_blocks(sheet))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for stretch in stretches(sheet, looked_at=LOOKED_AT):
        groups = side_by_side(sheet, stretch)
        if len(groups) < 2:
            yield _block(sheet, stretch)
            continue
        for left, right in groups:
            yield from _blocks(_column_part(sheet, stretch, left=left, right=right))


def _column_part(sheet: Sheet, stretch: Stretch, *, left: int, right: int) -> Sheet:
    """One of the tables side by side; a title that stands alone in its rows is said of each of them."""
    shared = tuple(text for column, text in stretch.lone_titles if not left <= column <= right)
    return sheet.part(stretch.top, left, stretch.end, right, titles=shared)


def _block(sheet: Sheet, stretch: Stretch) -> Block:
    part = sheet.part(stretch.header_top, stretch.left, stretch.bottom, stretch.right, titles=stretch.titles)
    header = stretch.body_top - stretch.header_top
    width = stretch.right - stretch.left + 1
    rows = Rows(part.rows[:header]).rows
    paths = header_paths(rows, width=width, merged=part.merged)
    part = _filled(part, header=header, repeated=[row - stretch.header_top for row in stretch.repeated])
    return Block(part, part.titles, stretch.notes, header, paths)


def _filled(part: Sheet, *, header: int, repeated: Sequence[int]) -> Sheet:
    """The part with labels written into each row that they are merged over, and header rows said again left blank."""
    tall = [area for area in part.merged if area[0] >= header and area[2] > area[0] and area[1] == area[3]]
    if not tall and not repeated:
        return part
    rows = [list(row) for row in part.rows]
    for row in repeated:
        rows[row] = []
    for top, column, bottom, _ in tall:
        text = part.value(top, column)
        if isinstance(text, str) and column not in read_row(part.rows[top]).numbers:
            for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
                rows[row] += [""] * (column + 1 - len(rows[row]))
                rows[row][column] = text
    return replace(part, rows=rows)


def fingerprint(block: Block) -> str:
    """What stays the same in a form when its month changes: the headings without months, years and numbers.

    A table without headings is known by its labels.
    """
    if block.header:
        return fingerprint_of(block.columns)
    return fingerprint_of([list(dict.fromkeys(read_row(row).first for row in block.sheet.rows[:LABELS]))])


def fingerprint_of(paths: Sequence[Sequence[str]]) -> str:
    """The fingerprint of a form with these headings."""
    kept = (" ".join(_MONTHS.sub(" ", _DIGITS.sub(" ", normalise(" ".join(path)))).split()) for path in paths)
    form = "|".join(dict.fromkeys(kept))
    return hashlib.sha256(form.encode()).hexdigest()[:16]
