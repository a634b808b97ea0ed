"""Good files of every type and thousands of small changes to them; a number makes the same damaged file each time."""

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from binary_workbooks import binary_workbook, old_workbook, open_document
from loaders_files import CATEGORIES, archive, bytes_of, workbook
from raw_workbooks import HEADER, ROWS, raw_workbook, shared_table, with_strings

SEED = int(os.environ.get("CAKUPAN_FUZZ_SEED", "20161"))
WITHIN = 0.85
"""The share of changes to a zip that leave the zip whole: behind a broken one nothing more is tried."""
TABLE = (HEADER, *ROWS)
CSV = "".join(";".join(map(str, values)) + "\n" for values in TABLE).encode()
PAGE = b"<table>" + b"".join(
    b"<tr>" + b"".join(f"<td>{value}</td>".encode() for value in values) + b"</tr>" for values in TABLE
)
XML_BOOK = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Isian"><Table>'
    + b"".join(
        b"<Row>"
        + b"".join(
            f'<Cell><Data ss:Type="{"String" if isinstance(value, str) else "Number"}">{value}</Data></Cell>'.encode()
            for value in values
        )
        + b"</Row>"
        for values in TABLE
    )
    + b"</Table></Worksheet></Workbook>"
)


def rich_workbook() -> bytes:
    """A table with merged titles, formulas with values, hidden rows and a second sheet."""
    other_month = (HEADER, *((code, "2016-09", *rest) for code, _, *rest in ROWS))
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Tabel": CATEGORIES, "Isian": other_month})))
    book["Tabel"].merge_cells("A2:D2")
    book["Tabel"].row_dimensions[14].hidden = True
    return bytes_of(book)


SEEDS: dict[str, bytes] = {
    "raw.xlsx": raw_workbook(),
    "shared.xlsx": with_strings(*shared_table()),
    "rich.xlsx": rich_workbook(),
    "old.xls": old_workbook(TABLE),
    "binary.xlsb": binary_workbook(TABLE),
    "open.ods": open_document(TABLE),
    "page.xls": PAGE + b"</table>",
    "book.xml": XML_BOOK,
    "text.csv": CSV,
}
SPECIAL = (b"\0", b"\xff", b'"', b";", b"\n", b"<", b">", b"&", b"=", b"-", b"9", b"1e999", b"NaN", b"\x80", b"%s")
Change = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] + data[end:]


def inserted(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(SPECIAL) * chance.choice((1, 2, 300)) + data[place:]


def other_attribute(data: bytes, chance: random.Random) -> bytes:
    """One attribute of the XML gets the value of another, or one that cannot be."""
    found = list(re.finditer(rb'(?<==")[^"<>]*(?=")', data))
    if not found:
        return flipped(data, chance)
    place, other = chance.choice(found), chance.choice(found)
    value = chance.choice((other[0], b"", b"-1", b"99999999999", b"A0", b"XFD1048576", b"e", b"str", b"1"))
    return data[: place.start()] + value + data[place.end() :]


def other_number(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"[0-9]+", data))
    if not found:
        return flipped(data, chance)
    place = chance.choice(found)
    value = chance.choice((b"0", b"-7", b"1.5", b"1e5", b"99999999999999999999", b"", b"0x10", b"1,234", b"007"))
    return data[: place.start()] + value + data[place.end() :]


def moved_tag(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"<[^<>]+>", data))
    if len(found) < 2:
        return cut(data, chance)
    first, second = sorted(chance.sample(found, 2), key=lambda one: one.start())
    return data[: first.start()] + second[0] + data[first.end() : second.start()] + first[0] + data[second.end() :]


CHANGES: tuple[Change, ...] = (flipped, cut, doubled, inserted, other_attribute, other_number, moved_tag)


def inside(data: bytes, chance: random.Random) -> bytes:
    """A change to one part of a zip, or to which part is which; the zip itself stays whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    if not members:
        return data
    name, other = chance.choice(list(members)), chance.choice(list(members))
    kind = chance.randrange(8)
    if kind == 0:
        members[name], members[other] = members[other], members[name]
    elif kind == 1:
        del members[name]
    elif members[name]:
        members[name] = chance.choice(CHANGES)(members[name], chance)
    return archive(members)


@dataclass(frozen=True)
class Damaged:
    """A changed file, and the number from which it can be made again."""

    number: int
    name: str
    data: bytes


def damaged(number: int) -> Damaged:
    chance = random.Random(f"{SEED}:{number}")  # noqa: S311 - the same files each time
    name = list(SEEDS)[number % len(SEEDS)]
    data, is_whole = SEEDS[name], SEEDS[name].startswith(b"PK")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        is_whole = is_whole and chance.random() < WITHIN
        data = (inside if is_whole else chance.choice(CHANGES))(data, chance) if data else data
    return Damaged(number, name, data)
