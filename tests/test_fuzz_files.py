"""Damaged files: thousands of small changes to good ones; whatever comes, there is an answer, and no figure is false.

`CAKUPAN_FUZZ` sets how many are tried, `CAKUPAN_FUZZ_SEED` which; a failure prints what makes the same file again.
"""

import io
import os
import random
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from binary_workbooks import binary_workbook, old_workbook, open_document
from loaders_files import CATEGORIES, archive, bytes_of, workbook
from raw_workbooks import HEADER, ROWS, raw_workbook, shared_table, with_strings

from loaders.files import cage
from loaders.problems import CODES, Level, Problem
from loaders.reading import Reading, read_file
from vocab.codes import Kind

TRIED = int(os.environ.get("CAKUPAN_FUZZ", "240"))
OUT = os.environ.get("CAKUPAN_FUZZ_COUNTS")
"""A file for the counts of answers by kind."""
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


def differences(file: Damaged, reading: Reading) -> Iterator[str]:
    """Figures of an accepted xlsx file that another reader sees otherwise in the same cells."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True)
    except Exception:  # noqa: BLE001 - what the other reader cannot open says nothing about ours
        return
    rows = reading.rows_by_kind.get(Kind.MEMBERSHIP)
    for line in [] if rows is None else rows.to_dict("records"):
        counts = [(line["cell"], "registered_people"), (line["active_cell"], "active_people")]
        # A row without a registered count stands where its active count does.
        for cell, count in counts[line["cell"] == line["active_cell"] :]:
            if isinstance(cell, str) and line["sheet"] in book.sheetnames:
                seen = re.sub(r"\.0$", "", str(book[line["sheet"]][cell].value)).replace(".", "")
                ours = "" if line[count] is None or line[count] != line[count] else str(int(line[count]))
                if seen not in (ours, "None") and seen.strip() != ours:
                    yield f"{line['sheet']}!{cell}: {seen} / {ours}"


def verdict(number: int) -> tuple[str, str]:
    """The kind of answer, and what is wrong with it."""
    file = damaged(number)
    try:
        reading = read_file(file.data, file_name=file.name)
    except Exception as crash:  # noqa: BLE001 - that there is none is what is tested
        return "crash", f"number {number} ({file.name}): {crash!r}"
    if reading.exit_code == 4:
        known = all(problem.code in CODES for problem in reading.problems) and reading.errors
        codes = [problem.code for problem in reading.problems if problem.level is Level.ERROR]
        return codes[0], "" if known else f"number {number} ({file.name}): no code"
    if not reading.is_savable or not file.data.startswith(b"PK") or not file.name.endswith("xlsx"):
        return f"exit {reading.exit_code}", ""
    wrong = list(differences(file, reading))
    return "exit 0", f"number {number} ({file.name}): {wrong}" if wrong else ""


@pytest.fixture
def crashes(monkeypatch) -> list[str]:
    """What children said that died of an exception of our own; python-calamine's aborts are an answer."""
    ended, found = cage.ended, []

    def noted(code: int, *, said: bytes) -> Problem | None:
        words = said.decode(errors="replace")
        if code and "Traceback" in words and "PanicException" not in words:
            found.append(words)
        return ended(code, said=said)

    monkeypatch.setattr(cage, "ended", noted)
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no limits for a process")
def test_damaged_files_have_an_answer_and_no_false_figure(crashes):
    with ThreadPoolExecutor(cage.AT_ONCE) as pool:
        verdicts = list(pool.map(verdict, range(TRIED)))
    if OUT:
        Path(OUT).write_text(str(Counter(kind for kind, _ in verdicts).most_common()), encoding="utf-8")
    assert [wrong for _, wrong in verdicts if wrong] == []
    assert crashes == []


@pytest.mark.parametrize("name", [name for name in SEEDS if name.endswith("xlsx")])
def test_the_other_reader_sees_the_same_in_what_was_not_damaged(name):
    """Without this the comparison could pass because the other reader opens none of the files."""
    file = Damaged(0, name, SEEDS[name])
    reading = read_file(file.data, file_name=name)
    assert reading.is_savable
    assert list(differences(file, reading)) == []
    reading.tables[0].rows.loc[0, "registered_people"] += 1
    assert len(list(differences(file, reading))) == 1


def test_the_changes_leave_some_files_good_and_break_others():
    """Without this a fuzz run that only breaks zips would pass while it tests nothing behind them."""
    kinds = Counter(verdict(number)[0] for number in range(36))
    assert len(kinds) > 3
    assert kinds["exit 0"]
