"""Writes the old binary container (compound file), for tests of what may stand in it."""

import struct
from collections.abc import Mapping

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CUTOFF = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; each is padded to the size from which it gets sectors of its own."""
    padded = {name: content.ljust(CUTOFF, b"\0") for name, content in streams.items()}
    starts, table, body = {}, [], b""
    for name, content in padded.items():
        sectors = -(-len(content) // SECTOR)
        starts[name] = len(table)
        table += [*range(len(table) + 1, len(table) + sectors), END]
        body += content.ljust(sectors * SECTOR, b"\0")
    directory = _entry("Root Entry", 5, END, 0, child=1) + b"".join(
        _entry(name, 2, starts[name], len(content), right=number + 2 if number + 1 < len(padded) else FREE)
        for number, (name, content) in enumerate(padded.items())
    )
    directory_start, directory_sectors = len(table), -(-len(directory) // SECTOR)
    table += [*range(directory_start + 1, directory_start + directory_sectors), END]
    table_start, table_sectors = len(table), -(-(len(table) + 8) // (SECTOR // 4))
    table += [TABLE] * table_sectors
    table += [FREE] * (table_sectors * SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack(
        "<HHHHH6xIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, table_sectors, directory_start, 0, CUTOFF, END, 0, END
    )
    header += struct.pack("<I", 0)
    header += b"".join(struct.pack("<I", table_start + n if n < table_sectors else FREE) for n in range(109))
    return header + body + directory.ljust(directory_sectors * SECTOR, b"\0") + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IIxxxx", start, size)
    )
