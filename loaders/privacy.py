"""Files with people in them are refused: the product holds counts, never persons."""

import re
from collections.abc import Iterator

from loaders.labels import normalise, read_text
from loaders.problems import Problem
from loaders.sheets import Sheet

_HEADINGS = frozenset(
    (
        *("nik", "no nik", "nomor nik", "nik peserta", "nik pasien", "no ktp", "nomor ktp", "nomor induk kependudukan"),
        *("no kk", "nomor kk", "no kartu keluarga", "nomor kartu keluarga", "nama kepala keluarga"),
        *("nama peserta", "nama pasien", "nama lengkap", "nama penduduk", "nama anggota keluarga", "nama ibu kandung"),
        *("no kartu", "nomor kartu", "no kartu bpjs", "nomor kartu bpjs", "no kartu jkn", "nomor kartu jkn"),
        *("no rekam medis", "nomor rekam medis", "no rm", "tanggal lahir", "tgl lahir", "tempat lahir"),
    )
)
"""Headings, as `normalise` compares them, under which persons stand."""
_PERSON_NUMBER = re.compile(r"(?<![\d.,])\d{16}(?!\d|[.,]\d)")
HEADING_ROWS = 40
LOOKED_AT = 3000
"""Rows of a sheet that are searched for numbers of persons; a list of people shows itself in its first rows."""
A_LIST = 3
"""From this many sixteen-digit numbers in a column it is a list of people."""


def personal_data(sheet: Sheet) -> Iterator[Problem]:
    """A problem for each column that names or numbers persons; the numbers themselves are not repeated."""
    found = dict(_headed(sheet))
    for column, (row, heading) in (dict(_numbered(sheet)) | found).items():
        values = {"column": heading or sheet.letters(column)}
        yield Problem("personal_data", sheet.name, sheet.address(row, column), "", values)


def _headed(sheet: Sheet) -> Iterator[tuple[int, tuple[int, str]]]:
    for row, cells in enumerate(sheet.rows[:HEADING_ROWS]):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and normalise(cell) in _HEADINGS:
                yield column, (row, read_text(cell))


def _numbered(sheet: Sheet) -> Iterator[tuple[int, tuple[int, str]]]:
    first: dict[int, int] = {}
    counts: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows[:LOOKED_AT]):
        for column, cell in enumerate(cells):
            if _is_person_number(cell):
                first.setdefault(column, row)
                counts[column] = counts.get(column, 0) + 1
    return ((column, (row, "")) for column, row in first.items() if counts[column] >= A_LIST)


def _is_person_number(cell: object) -> bool:
    """A NIK as text, or as the number that a spreadsheet makes of it."""
    if isinstance(cell, str):
        return len(cell) >= 16 and _PERSON_NUMBER.search(cell) is not None
    return isinstance(cell, float) and 1e15 <= cell < 1e16
