"""The marks of sheets in the old binary format (xls, BIFF8 and BIFF5): error cells, hidden rows and columns, links."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.files.compound import MAGIC, WORKBOOKS, Compound
from loaders.files.marks import Marks, Odd
from loaders.files.sheets import column_letters

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FORMULA, _ERROR, _ROW, _COLUMNS, _END, _SHEET, _BOOK = 0x06, 0x205, 0x208, 0x7D, 0x0A, 0x85, 0x1AE
_HIDDEN, _OWN_HEIGHT, _HEIGHT = 0x20, 0x40, 0x7FFF
_WIDE = 0x01
Record = tuple[int, bytes]


def marks(path: str, _: Sequence[str] = ()) -> dict[str, Marks]:
    """The marks of each sheet by its name; raises `ValueError` or `struct.error` for a damaged file."""
    data = Path(path).read_bytes()
    if not data.startswith(MAGIC):
        return {}
    compound = Compound(data)
    stream = compound.read(next(name for name in WORKBOOKS if name in compound.streams))
    book = list(_records(stream, 0))
    links_outside = any(number == _BOOK and _is_outside(content) for number, content in book)
    return {
        name: _of_sheet(stream, start, links_outside=links_outside)
        for start, name in (_sheet(content) for number, content in book if number == _SHEET)
    }


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one part of the stream, up to its end."""
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if number == _END:
            return


def _sheet(content: bytes) -> tuple[int, str]:
    start, length = struct.unpack_from("<I2xB", content)
    if content[7] & _WIDE and len(content) >= 8 + 2 * length:
        return start, content[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return start, content[8 : 8 + length].decode("cp1252", errors="replace")


def _is_outside(content: bytes) -> bool:
    """A book that formulas refer to is another file, unless it is this one or a set of functions."""
    return len(content) > 4 and content[2:4] not in (b"\x01\x04", b"\x01\x3a")


def _of_sheet(stream: bytes, start: int, *, links_outside: bool) -> Marks:
    odd: dict[str, Odd] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    for number, content in _records(stream, start):
        if number == _ROW and _is_hidden(content):
            rows.add(struct.unpack_from("<H", content)[0])
        elif number == _COLUMNS and (content[8] & 1 or content[4:6] == b"\0\0"):
            first, last = struct.unpack_from("<HH", content)
            columns.update(range(first, min(last, 255) + 1))
        elif number == _ERROR and content[7] == 1:
            odd[_address(content)] = ("error_value", ERRORS.get(content[6], ""))
        elif number == _FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
            odd[_address(content)] = ("error_value", ERRORS.get(content[8], ""))
    return Marks(odd, {}, frozenset(rows), frozenset(columns), links_outside=links_outside)


def _is_hidden(row: bytes) -> bool:
    """Whether a row is hidden, or was given no height."""
    is_flat = row[12] & _OWN_HEIGHT and not struct.unpack_from("<H", row, 6)[0] & _HEIGHT
    return bool(row[12] & _HIDDEN or is_flat)


def _address(content: bytes) -> str:
    row, column = struct.unpack_from("<HH", content)
    return f"{column_letters(column)}{row + 1}"
