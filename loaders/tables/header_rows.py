"""What the rows of a sheet are by their content: blank, a title, a header, column numbers, a body row, a note."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from loaders.values.labels import column_of, normalise, read_text
from loaders.values.numbers import is_missing
from vocab.codes import Kind

COMMENT = "#"
_NUMBER = re.compile(r"\(?[-+−]?\s*(?:rp\.?\s*)?\d[\d., \u00a0\u2009\u202f]*\s*%?\)?", re.IGNORECASE)
_CODE = re.compile(r"\d{2}\.\d{2}(?:\.\d{2})?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:\s*[-–—/]\s*(?:19|20)?\d{2})?")
"""A year, or two years over a column of what changed between them."""
_RUNNING = re.compile(r"\(?\d{1,6}[.)]?\)?")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})(?:\s*=.*)?\)?")
"""(5), 5, "5 = 3 + 4": the number of a column, perhaps with how it is computed."""
_SIGNATURE = re.compile(
    r"\b(?:mengetahui|menyetujui|ditetapkan di|tertanda|ttd|nip|pangkat|pembina"
    r"|kepala (?:dinas|badan|bidang|seksi|cabang))\b"
)
NOTES = frozenset(("sumber", "keterangan", "catatan", "ket", "source", "note", "notes"))
HEADER_WORDS = frozenset(
    (
        *("no", "nomor", "id", "kode", "nama", "tahun", "bulan", "periode", "uraian", "jenis", "kategori", "segmen"),
        *("wilayah", "daerah", "satuan", "indikator", "variabel", "keterangan", "kelompok"),
        *("region", "year", "period", "segment", "sumber"),
    )
)
"""First words of a heading: a row with one of them and a year is a header, not a row about that year."""
AREA_HEADINGS = frozenset(
    (
        *("provinsi", "kabupaten", "kota", "kab", "kabupaten kota", "kab kota", "kabupaten kotamadya", "kecamatan"),
        *("desa", "kelurahan", "desa kelurahan", "district", "regency", "province", "village"),
    )
)
"""Headings of columns of areas; with a name behind them they are an area."""
LONG_TITLE = 50
"""A lone text longer than this above a header is a title, not the heading of a group of columns."""


class RowKind(StrEnum):
    """What a row is by itself; whether texts are a header shows in what stands under them."""

    BLANK = "blank"
    TEXT = "text"
    TEXTS = "texts"
    NOTE = "note"
    SIGNATURE = "signature"
    COLUMN_NUMBERS = "column_numbers"
    BODY = "body"


_OVER_FIGURES = (RowKind.TEXTS, RowKind.BODY, RowKind.COLUMN_NUMBERS)


class Row(NamedTuple):
    """A row's filled cells: column to text, and the columns whose cell is a number; years are apart."""

    texts: Mapping[int, str]
    numbers: frozenset[int]
    years: frozenset[int]

    @property
    def first(self) -> str:
        """The first text of the row."""
        return next(iter(self.texts.values()), "")

    @property
    def words(self) -> tuple[str, ...]:
        """The texts as labels are compared."""
        return tuple(map(normalise, self.texts.values()))


class Rows:
    """The first rows of a sheet, each read once."""

    def __init__(self, rows: Sequence[Sequence[object]]) -> None:
        self.rows = [read_row(cells) for cells in rows]

    @cached_property
    def kinds(self) -> list[RowKind]:
        """What each row is."""
        kinds: list[RowKind] = []
        for row in self.rows:
            kind = kind_of(row)
            # Under a header or a row of figures, figures that look like years are figures.
            is_figure = kind is RowKind.TEXTS and row.years and not is_headed(row) and not _is_of_years(row)
            kinds.append(RowKind.BODY if is_figure and kinds and kinds[-1] in _OVER_FIGURES else kind)
        return kinds


def read_row(cells: Sequence[object]) -> Row:
    """The filled cells of a row; a comment line of a csv has none."""
    if cells and isinstance(cells[0], str) and cells[0].startswith(COMMENT):
        return Row({}, frozenset(), frozenset())
    texts = {column: text for column, cell in enumerate(cells) if cell != "" and (text := read_text(cell))}  # type: ignore[arg-type]
    years = frozenset(column for column, text in texts.items() if _YEAR.fullmatch(text))
    numbers = frozenset(
        column for column, text in texts.items() if column not in years and _is_number(cells[column], text)
    )
    return Row(texts, numbers, years)


def _is_number(cell: object, text: str) -> bool:
    if isinstance(cell, date | datetime | bool):
        return False
    return isinstance(cell, int | float) or _NUMBER.fullmatch(text) is not None


def kind_of(row: Row) -> RowKind:
    """What a row is by its cells alone."""
    if not row.texts:
        return RowKind.BLANK
    if is_numbering(row):
        return RowKind.COLUMN_NUMBERS
    if is_note_text(row.first) and (len(row.texts) == 1 or ":" in "".join(list(row.texts.values())[:2])):
        return RowKind.NOTE
    if _has_values(row):
        return RowKind.BODY
    if any(_SIGNATURE.search(word) for word in row.words):
        return RowKind.SIGNATURE
    return RowKind.TEXT if len(row.texts) == 1 else RowKind.TEXTS


def _has_values(row: Row) -> bool:
    if len(row.texts) == 1:
        return False
    if any(text != "%" and is_missing(text) for text in row.texts.values()):
        return True
    # Codes of areas stand over columns, too, beside the word that says what they are.
    if row.numbers and not (is_headed(row) and all(_CODE.fullmatch(row.texts[column]) for column in row.numbers)):
        return True
    if not row.years or is_headed(row) or len(row.years) == len(row.texts):
        return False
    return len(row.years) == 1 or not _is_rising(row)


def is_headed(row: Row) -> bool:
    """Whether any cell of a row is what stands over a column."""
    return any(is_heading(text) for column, text in row.texts.items() if column not in row.years)


@lru_cache(maxsize=1 << 12)
def is_heading(text: str) -> bool:
    """Whether a text is what stands over a column: "No", "Jenis Kepesertaan", "Kabupaten/Kota"; no area's name."""
    words = normalise(text)
    is_known = any(column_of(kind, text) for kind in Kind)
    return is_known or words in AREA_HEADINGS or words.split(" ")[0] in HEADER_WORDS


def _is_of_years(row: Row) -> bool:
    """Whether a row says nothing but years: 2020 | 2023 | 2020-2023."""
    return all(_YEARS.fullmatch(text) for text in row.texts.values())


def _is_rising(row: Row) -> bool:
    """Whether the years of a row go up from column to column, as over columns; counts that look like years do not."""
    years = [row.texts[column] for column in sorted(row.years)]
    return years == sorted(set(years))


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4, (1) (2) (3) (4), also with "5 = 3 + 4"."""
    matches = [_COLUMN_NUMBER.fullmatch(text) for text in row.texts.values()]
    numbers = [int(match[1]) for match in matches if match]
    return len(matches) > 1 and numbers == list(range(1, len(matches) + 1))


def is_running_number(text: str) -> bool:
    """Whether a text is only a row's number: "1", "1.", "(1)"."""
    return _RUNNING.fullmatch(text) is not None


def is_note_text(text: str) -> bool:
    """Whether a text is a source or a remark under a table."""
    words = normalise(text).split(" ")
    return words[0] in NOTES or text.startswith("*")


def header_paths(
    rows: Sequence[Row], *, width: int, merged: Sequence[tuple[int, int, int, int]]
) -> tuple[tuple[str, ...], ...]:
    """For each column its header texts from top to bottom; a text over several columns stands over each of them.

    `merged` says how far a text reaches; where it says nothing, a text that has texts under it reaches to the next.
    """
    named = [row for row in rows if not is_numbering(row)]
    spread = [
        _spread(index, rows=named, width=width, merged=merged, at=rows.index(row)) for index, row in enumerate(named)
    ]
    paths = []
    for column in range(width):
        texts = [row[column] for row in spread if column in row]
        paths.append(tuple(text for index, text in enumerate(texts) if index == 0 or text != texts[index - 1]))
    return tuple(paths)


def _spread(
    index: int, *, rows: Sequence[Row], width: int, merged: Sequence[tuple[int, int, int, int]], at: int
) -> dict[int, str]:
    own, below = rows[index].texts, [row.texts for row in rows[index + 1 :]]
    spread = dict(own)
    for column, text in own.items():
        right = next((east for top, west, _, east in merged if (top, west) == (at, column)), None)
        if right is None and any(column in texts for texts in below):
            right = _reach(column, own=own, below=below, width=width)
        spread |= dict.fromkeys(range(column + 1, min(right or column, width - 1) + 1), text)
    return spread


def _reach(column: int, *, own: Mapping[int, str], below: Sequence[Mapping[int, str]], width: int) -> int:
    """The last column that a text stands over: to the next text of its row, as long as texts stand under it."""
    right = column
    while right + 1 < width and right + 1 not in own and any(right + 1 in texts for texts in below):
        right += 1
    return right
