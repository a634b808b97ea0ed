"""Sheets that describe the data of the others, as Satu Data portals put them first; never read as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.tables.header_rows import Row, read_row
from loaders.values.labels import normalise

LONGEST = 120
"""Rows of the longest description of a data set."""
_OWN_LABELS = frozenset(
    (
        *(
            "produsen data",
            "sifat data",
            "frekuensi data",
            "tgl input data",
            "tanggal input data",
            "konsep",
            "definisi",
        ),
        *("tgl data diperbaharui", "tanggal data diperbarui", "kegiatan statistik penghasil data", "walidata"),
        *("metodologi", "klasifikasi", "interpretasi", "level estimasi", "tingkat penyajian", "rumus perhitungan"),
        *("nama data", "nama variabel", "nama indikator", "judul data", "judul dataset", "metode perhitungan"),
        *(
            "frekuensi pembaruan",
            "jadwal pemutakhiran",
            "kontak",
            "lisensi",
            "tanggal rilis",
            "publisher",
            "maintainer",
        ),
    )
)
_SHARED_LABELS = frozenset(
    ("kode", "judul", "ukuran", "satuan", "keterangan", "sumber data", "cakupan wilayah", "wilayah")
)
"""Labels of metadata that are headings of tables as well."""
_TAKEN = (
    "produsen data",
    "nama data",
    "judul",
    "judul data",
    "judul dataset",
    "cakupan wilayah",
    "wilayah",
    "sumber data",
)
"""What the other sheets are told; dates of input and update are not the period of the figures."""
ENOUGH = 4
OWN_ENOUGH = 2


@dataclass(frozen=True)
class Metadata:
    """What a sheet of metadata says of the tables beside it."""

    sheet: Sheet
    titles: tuple[str, ...]


def metadata_of(sheet: Sheet) -> Metadata | None:
    """The metadata of a sheet whose cells are labels of a description; None for any other sheet."""
    if len(sheet.rows) > LONGEST:
        return None
    rows = [read_row(cells) for cells in sheet.rows]
    labels = {label for row in rows for text in row.texts.values() if (label := _label(text))}
    if len(labels) < ENOUGH or len(labels & _OWN_LABELS) < OWN_ENOUGH:
        return None
    return Metadata(sheet, (*_first_texts(rows), *_told(rows)))


def _label(text: str) -> str:
    words = normalise(text)
    return words if words in _OWN_LABELS or words in _SHARED_LABELS else ""


def _first_texts(rows: list[Row]) -> Iterator[str]:
    """The texts above the first label: what the data set is called."""
    for row in rows:
        if any(_label(text) for text in row.texts.values()):
            return
        yield from row.texts.values()


def _told(rows: list[Row]) -> Iterator[str]:
    """The producer, the title and the place: in the cell beside the label, else in the one under it."""
    for above, below in zip(rows, [*rows[1:], Row({}, frozenset(), frozenset())], strict=True):
        for column, text in above.texts.items():
            if normalise(text) not in _TAKEN:
                continue
            beside = next((other for at, other in above.texts.items() if at > column and not _label(other)), "")
            value = (beside or below.texts.get(column, "")).lstrip(": ")
            if value and value != "-":
                yield f"{text}: {value}"
