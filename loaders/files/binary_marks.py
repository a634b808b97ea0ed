"""The marks of sheets in the binary workbook format (xlsb): error cells, hidden rows and columns."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from loaders.files.marks import Marks, Odd
from loaders.files.old_marks import ERRORS
from loaders.files.sheets import column_letters

_ROW, _ERROR, _FORMULA_ERROR, _COLUMN, _SHEET = 0, 3, 11, 60, 156
_HIDDEN_ROW, _OWN_HEIGHT = 0x10, 0x20
Record = tuple[int, bytes]


def marks(path: str, _: Sequence[str] = ()) -> dict[str, Marks]:
    """The marks of each sheet by its name; raises `ValueError` or `struct.error` for a damaged file."""
    with zipfile.ZipFile(path) as archive:
        links_outside = any(name.startswith("xl/externalLinks/") for name in archive.namelist())
        return {
            name: _of_sheet(archive.read(part), links_outside=links_outside)
            for name, part in _sheet_parts(archive)
            if part in archive.namelist()
        }


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    try:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314
    except ElementTree.ParseError as damage:
        raise ValueError from damage
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for number, content in _records(archive.read("xl/workbook.bin")):
        if number == _SHEET:
            identifier, at = _text(content, 8)
            name, _ = _text(content, at)
            yield name, posixpath.normpath(posixpath.join("/xl", targets.get(identifier, ""))).lstrip("/")


def _text(content: bytes, at: int) -> tuple[str, int]:
    """A text that is led by its length, and where it ends."""
    length = struct.unpack_from("<I", content, at)[0]
    if at + 4 + 2 * length > len(content):
        raise ValueError(length)
    return content[at + 4 : at + 4 + 2 * length].decode("utf-16-le", errors="replace"), at + 4 + 2 * length


def _records(data: bytes) -> Iterator[Record]:
    at = 0
    while at < len(data):
        number, at = _variable(data, at, longest=2)
        length, at = _variable(data, at, longest=4)
        yield number, data[at : at + length]
        at += length


def _variable(data: bytes, at: int, *, longest: int) -> tuple[int, int]:
    """A number in seven bits a byte, as long as the eighth says that more follow."""
    value = 0
    for place in range(longest):
        byte = data[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + longest


def _of_sheet(data: bytes, *, links_outside: bool) -> Marks:
    odd: dict[str, Odd] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    row = 0
    for number, content in _records(data):
        if number == _ROW:
            row = struct.unpack_from("<I", content)[0]
            rows.update([row] if len(content) > 11 and _is_hidden(content) else [])
        elif number in (_ERROR, _FORMULA_ERROR):
            column = struct.unpack_from("<I", content)[0]
            odd[f"{column_letters(column)}{row + 1}"] = ("error_value", ERRORS.get(content[8], ""))
        elif number == _COLUMN and (content[16] & 1 or content[8:12] == b"\0\0\0\0"):
            first, last = struct.unpack_from("<II", content)
            columns.update(range(first, min(last, 16_383) + 1))
    return Marks(odd, {}, frozenset(rows), frozenset(columns), links_outside=links_outside)


def _is_hidden(row: bytes) -> bool:
    """Whether a row is hidden, or was given no height."""
    return bool(row[11] & _HIDDEN_ROW or (row[11] & _OWN_HEIGHT and row[8:10] == b"\0\0"))
