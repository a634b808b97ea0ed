"""What printed tables share: rows by their words, column numbers, totals."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.problems import Problem, Reported
from loaders.values.labels import normalise, read_text

HEADER_ROWS = 40
TOTAL_WORDS = frozenset(
    map(
        normalise,
        (
            "jumlah",
            "total",
            "jumlah total",
            "grand total",
            "jumlah kab",
            "jumlah seluruh",
            "total peserta",
            "jumlah peserta",
            "jml",
        ),
    )
)
"""Labels, as `normalise` compares them, of a row or column that adds up the others."""

DIMENSIONS = frozenset(
    (
        *("jenis kelamin", "kelamin", "jk", "sex", "gender", "l p", "umur", "usia", "kelompok umur", "kelompok usia"),
        *("rentang usia", "age", "age group", "kelas", "kelas rawat", "kelas perawatan", "hak kelas", "class"),
        *("kecamatan", "nama kecamatan", "kode kecamatan", "desa", "kelurahan", "desa kelurahan", "nama desa"),
        *(
            "kewarganegaraan",
            "status perkawinan",
            "agama",
            "pendidikan",
            "pekerjaan",
            "jenis faskes",
            "hubungan keluarga",
        ),
    )
)
"""Headings, as `normalise` compares them, of columns by which a count is divided beyond our key."""


MONTHS_APART = frozenset(("tahun", "thn", "year", "bulan", "bln", "month"))
"""Headings that name a period together, when they stand side by side."""


@dataclass(frozen=True)
class Words:
    """The texts of a row by column; blank cells are left out."""

    by_column: dict[int, str]

    @property
    def first(self) -> str:
        """The first text of the row that is not a running number."""
        return next((text for text in self.by_column.values() if not is_running_number(text)), "")


def words_of(row: Sequence[object]) -> Words:
    """The texts of a row."""
    return Words({index: text for index, cell in enumerate(row) if (text := read_text(cell))})


def is_running_number(text: str) -> bool:
    """Whether a text is only a row's number: "1", "1.", "(1)"."""
    return text.strip("().").isdecimal()


def is_column_numbers(words: Words) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4 or (1) (2) (3) (4)."""
    numbers = [text.strip("().") for text in words.by_column.values()]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def is_total(text: str) -> bool:
    """Whether a label stands for the sum of the table."""
    return normalise(text) in TOTAL_WORDS


def is_subtotal(text: str) -> bool:
    """Whether a label stands for the sum of a section."""
    return normalise(text).split(" ")[0] in ("sub", "subtotal", "subjumlah")


def total_problem(sheet: Sheet, check: Reported) -> Problem:
    """The problem of a printed total that its rows do not add up to."""
    values = {"reported": check.reported, "computed": check.computed, "difference": check.difference}
    return Problem("total_differs", sheet.name, check.cell, check.label, values)
