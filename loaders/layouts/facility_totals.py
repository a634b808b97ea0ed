"""Totals printed in a list of facilities ("Total 7") against the rows of the list."""

import re
from collections.abc import Iterator, Sequence

from loaders.layouts.printed import is_subtotal, is_total
from loaders.problems import Reported
from loaders.tables.blocks import Block
from loaders.values.labels import normalise, read_text
from loaders.values.numbers import read_count

_ADDS_UP = frozenset(("jumlah", "jml", "grand"))
_WITH_NUMBER = re.compile(
    r"\D*?(\d{1,5})(?: (?:faskes|fasilitas|unit|buah|puskesmas|klinik|rumah sakit|rs|fktp|fkrtl))?"
)
"""How a label ends that says its number itself."""
MOSTLY = 0.5
LOOKED_AT = 500


def is_total_label(text: str) -> bool:
    """Whether a text adds up rows: "Jumlah", "Jumlah Kab. Banyuasin", "Total 7"."""
    words = normalise(text).split(" ")
    return (
        is_total(text)
        or is_subtotal(text)
        or words[0] in _ADDS_UP
        or (words[0] == "total" and _WITH_NUMBER.fullmatch(normalise(text)) is not None)
    )


def printed_totals(block: Block, rows: Sequence[int], totals: Sequence[int]) -> Iterator[Reported]:
    """Each total against the facilities since the total before, or against all above; beds are no facilities."""
    columns = [column for column in range(len(block.columns)) if not _is_of_numbers(block, rows, column)]
    for before, row in zip((-1, *totals), totals, strict=False):
        found = [(column, number) for column in columns if (number := _number(block, row, column)) is not None]
        if len(found) == 1:
            (column, reported), above = found[0], sum(one < row for one in rows)
            since = sum(before < one < row for one in rows)
            computed = above if reported == above else since
            label = next(filter(None, map(read_text, block.sheet.rows[row])), "")
            cell = block.sheet.address(row, column)
            yield Reported(cell, "total", label, reported, computed, reported == computed)
    for note in block.notes:
        match = _WITH_NUMBER.fullmatch(normalise(note)) if is_total_label(note) else None
        if match:
            # A note has left its cell behind.
            yield Reported("", "total", note, int(match[1]), len(rows), int(match[1]) == len(rows))


def _is_of_numbers(block: Block, rows: Sequence[int], column: int) -> bool:
    cells = [block.sheet.value(row, column) for row in rows[:LOOKED_AT]]
    filled = [cell for cell in cells if read_text(cell)]
    return sum(read_count(cell).value is not None for cell in filled) > MOSTLY * len(filled)


def _number(block: Block, row: int, column: int) -> int | None:
    """The number of a cell, or at the end of a label."""
    cell = block.sheet.value(row, column)
    label = normalise(read_text(cell))
    match = _WITH_NUMBER.fullmatch(label) if is_total_label(label) else None
    return int(match[1]) if match else read_count(cell).value
