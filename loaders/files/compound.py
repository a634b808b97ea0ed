"""The old binary container: xls workbooks live in it, but also encrypted workbooks and other programs' documents."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.files.containers import Container, UnsafeFile
from loaders.problems import Problem

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain."""
ENTRY = 128
WORKBOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
"""What the stream of a workbook is called, by the age of the file."""
_START, _FIRST_RECORDS, _PASSWORD = 4096, 5, 0x2F
HEADER_TABLE = 109
"""Parts of the sector table that the header itself names."""
_OTHER_STREAMS = {"WordDocument": "document", "PowerPoint Document": "slides", "__properties_version1.0": "document"}


@dataclass(frozen=True)
class Stream:
    """A named stream: where it starts, and its bytes."""

    name: str
    start: int
    size: int


class Compound:
    """Streams of the container by name; raises `struct.error` or `ValueError` where it is damaged."""

    def __init__(self, data: bytes) -> None:
        """Reads the tables and the directory; no stream yet."""
        self.data = data
        self.sector = 1 << _checked(struct.unpack_from("<H", data, 30)[0], (9, 12))
        self.small_sector = 1 << _checked(struct.unpack_from("<H", data, 32)[0], (6,))
        self.sectors = len(data) // self.sector
        first, self.cutoff, small_table = struct.unpack_from("<I4xII", data, 48)
        self.table = self._sector_table()
        self.small_table = _numbers(self._chain(small_table))
        entries = list(self._entries(first))
        self.streams = {entry.name: entry for entry in entries if entry.name != "Root Entry"}
        roots = [entry for entry in entries if entry.name == "Root Entry"]
        self.small = self._chain(roots[0].start) if roots else b""

    def read(self, name: str) -> bytes:
        """The bytes of a stream."""
        stream = self.streams[name]
        if stream.size >= self.cutoff:
            return self._chain(stream.start)[: stream.size]
        places = _followed(self.small_table, stream.start, limit=len(self.small_table))
        pieces = (self.small[place * self.small_sector : (place + 1) * self.small_sector] for place in places)
        return b"".join(pieces)[: stream.size]

    def _sector_table(self) -> tuple[int, ...]:
        next_part, count = struct.unpack_from("<II", self.data, 68)
        parts = [number for number in struct.unpack_from(f"<{HEADER_TABLE}I", self.data, 76) if number < LAST_SECTOR]
        for _ in range(min(count, self.sectors)):
            *more, next_part = _numbers(self._at(next_part))
            parts += [number for number in more if number < LAST_SECTOR]
        if len(parts) > self.sectors:
            raise ValueError(len(parts))
        return tuple(number for part in parts for number in _numbers(self._at(part)))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.data[start : start + self.sector].ljust(self.sector, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._at, _followed(self.table, start, limit=self.sectors)))

    def _entries(self, first: int) -> Iterator[Stream]:
        directory = self._chain(first)
        for place in range(0, len(directory) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            if kind:
                name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
                start, size = struct.unpack_from("<II", directory, place + 116)
                yield Stream(name, start, size)


def container(data: bytes) -> Container:
    """The workbook in a compound file; raises `UnsafeFile` for an encrypted or damaged one, or another document."""
    try:
        compound = Compound(data)
        names = compound.streams
        start = next((compound.read(name)[:_START] for name in WORKBOOKS if name in names), b"")
    except (struct.error, ValueError, IndexError) as damage:
        raise UnsafeFile("file_damaged") from damage
    if "EncryptedPackage" in names or _is_locked(start):
        raise UnsafeFile("file_encrypted")
    for name, kind in _OTHER_STREAMS.items():
        if name in names:
            raise UnsafeFile("file_other_kind", type=kind)
    if not start:
        raise UnsafeFile("file_damaged")
    macro = (Problem("file_macro"),) if "_VBA_PROJECT_CUR" in names else ()
    embedded = any(name.startswith(("MBD", "\x01Ole10Native")) for name in names)
    return Container("xls", notes=(*macro, *([Problem("file_parts", values={"type": "embedded"})] if embedded else [])))


def _is_locked(start: bytes) -> bool:
    """Whether one of the first records of the workbook says that the rest is encrypted."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        if at + 4 > len(start):
            break
        number, length = struct.unpack_from("<HH", start, at)
        if number == _PASSWORD:
            return True
        at += 4 + length
    return False


def _checked(value: int, allowed: tuple[int, ...]) -> int:
    if value not in allowed:
        raise ValueError(value)
    return value


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _followed(table: tuple[int, ...], start: int, *, limit: int) -> Iterator[int]:
    """The sectors of a chain; one that is longer than the file comes back to itself, and is damage."""
    for _ in range(limit + 1):
        if start >= LAST_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError(limit)
