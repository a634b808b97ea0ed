"""Which columns of a list of facilities say the name, type, owner, code, area, year and contract."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.layouts.facility_totals import is_total_label
from loaders.tables.blocks import Block
from loaders.values.labels import REGION_NAME, column_of, normalise, read_text
from loaders.values.numbers import read_count
from vocab.codes import Kind
from vocab.facility_types import facility_type_of

LOOKED_AT = 500
MOSTLY = 0.8
"""The share of texts from which a column can hold names."""
_FACILITY = frozenset(
    (
        *("faskes", "fasilitas", "fasyankes", "puskesmas", "klinik", "rumah", "rs", "fktp", "fkrtl", "ppk", "provider"),
        *("sarana", "unit", "apotek", "optik", "dpp", "dokter", "fasyankes", "facility"),
    )
)
_NAMES = frozenset(("nama", "faskes", "fktp", "fkrtl", "fasyankes", "provider", "fasilitas kesehatan", "nmppk"))
_NO_NAME = frozenset(
    (
        *("kepala", "penanggung", "pimpinan", "direktur", "pemilik", "kabupaten", "kab", "kota", "provinsi"),
        *("kecamatan", "kec", "desa", "kelurahan", "jenis", "tipe", "kode", "jumlah", "alamat", "wilayah"),
    )
)
_COUNTS = frozenset(
    (
        *("peserta", "jiwa", "penduduk", "persen", "persentase", "capaian", "target", "kunjungan", "kasus", "unit"),
        *("terdaftar", "aktif", "kapitasi", "klaim", "biaya", "cakupan", "jumlah", "total", "banyaknya", "jml"),
    )
)
"""Words over numbers that make a table one of figures by facility, not a list to be counted."""
_OF_A_FACILITY = frozenset(("tempat", "tidur", "tt", "bed", "kamar", "ruang", "dokter", "tenaga", "perawat", "sdm"))
"""Words of numbers that describe a facility: a list with its beds is a list all the same."""
_STARTS: dict[str, tuple[str, ...]] = {
    "type": ("jenis faskes", "jenis fasilitas", "jenis", "tipe faskes", "tipe", "kategori", "jenis sarana", "type"),
    "kind": ("tingkat", "tingkat faskes", "fktp fkrtl", "jenjang", "level"),
    "grade": ("kelas", "kelas rs", "kelas rumah sakit"),
    "owner": ("kepemilikan", "pemilik", "status kepemilikan", "pengelola", "penyelenggara", "owner"),
    "code": (
        "kode faskes",
        "kode ppk",
        "kode fasilitas",
        "kode provider",
        "kode fktp",
        "kode fkrtl",
        "kdppk",
        "kode rs",
    ),
    "region": ("kabupaten", "kab", "kota", "nama kabupaten", "nama kab", "kabkota", "wilayah"),
    "province": ("provinsi", "propinsi", "prov", "nama provinsi"),
    "year": ("tahun", "thn", "tahun data", "tahun kerja sama", "tahun kerjasama", "year"),
    "contract": ("kerja sama", "kerjasama", "status kerja sama", "status kerjasama", "bekerja sama", "mitra bpjs"),
    "address": ("alamat", "address"),
    "state": ("status operasional", "status", "keterangan"),
}
"""What the headings of each column begin with."""
_WHOLE = frozenset(("tahun", "thn", "kode", "wilayah"))
"""Words that mean this only where they are the whole heading: "Tahun berdiri" is no year of the list."""


@dataclass(frozen=True)
class Columns:
    """The columns of a list; None where it has no such column. `of_name` is what the heading of the names says."""

    name: int
    of_name: str
    type: int | None
    kind: int | None
    grade: int | None
    owner: int | None
    code: int | None
    region: int | None
    province: int | None
    year: int | None
    contract: int | None
    address: int | None
    state: int | None


def columns_of(block: Block) -> Columns | None:
    """The columns of a list with one facility a row; None where the table has no names, or has figures about them."""
    headings = {column: normalise(" ".join(path)) for column, path in enumerate(block.columns)}
    name = _name(block, headings)
    if name is None or any(_is_figure(block, column, headings[column]) for column in headings):
        return None
    found: dict[str, int | None] = {}
    for what, starts in _STARTS.items():
        free = {column: word for column, word in headings.items() if column != name and column not in found.values()}
        found[what] = _FINDERS.get(what, _titled)(block, free, starts)
    return Columns(name, headings[name], **found)  # type: ignore[arg-type]


def _name(block: Block, headings: dict[int, str]) -> int | None:
    """The column of names: "Nama Puskesmas" before a bare "Nama"."""
    named = [
        column
        for column, word in headings.items()
        if not _NO_NAME & set(word.split(" ")) and _is_text(block, column) and _is_name(word)
    ]
    return max(named, key=lambda column: len(_FACILITY & set(headings[column].split(" "))), default=None)


def _is_name(heading: str) -> bool:
    words = set(heading.split(" "))
    return heading in _NAMES or ("nama" in words and bool(words & _FACILITY)) or facility_type_of(heading) is not None


def _cells(block: Block, column: int) -> list[object]:
    rows = (row for row in block.body[:LOOKED_AT] if not _adds_up(row))
    cells = (row[column] if column < len(row) else "" for row in rows)
    return [cell for cell in cells if read_text(cell)]  # type: ignore[arg-type]


def _adds_up(row: Sequence[object]) -> bool:
    """Whether the first words of a row say that it is a total: its numbers are none of a facility."""
    texts = (read_text(cell) for cell in row)  # type: ignore[arg-type]
    return is_total_label(next((text for text in texts if text and not text.isdecimal()), ""))


def _is_text(block: Block, column: int) -> bool:
    """Whether a column holds names: texts, and not the types of facilities that a table of counts goes through."""
    cells = _cells(block, column)
    texts = {read_text(cell) for cell in cells if not _is_count(cell)}  # type: ignore[arg-type]
    types = {text for text in texts if facility_type_of(text) is not None}
    return sum(map(_is_count, cells)) <= (1 - MOSTLY) * len(cells) and 2 * len(types) < max(len(texts), 1)


def _is_figure(block: Block, column: int, heading: str) -> bool:
    words = set(heading.split(" "))
    has_word = bool(_COUNTS & words) or any("%" in text for text in block.columns[column])
    return has_word and not _OF_A_FACILITY & words and any(map(_is_count, _cells(block, column)))


def _is_count(cell: object) -> bool:
    return read_count(cell).value is not None  # type: ignore[arg-type]


def _titled(_: Block, headings: Mapping[int, str], starts: Sequence[str]) -> int | None:
    """The column whose heading is one of the words, else begins with one."""
    return next(_matching(headings, starts), None)


def _matching(headings: Mapping[int, str], starts: Sequence[str]) -> Iterator[int]:
    yield from (column for column, word in headings.items() if word in starts)
    for start in starts:
        yield from (column for column, word in headings.items() if word.startswith(f"{start} ") and start not in _WHOLE)


def _type(block: Block, headings: Mapping[int, str], starts: Sequence[str]) -> int | None:
    """The column of types; of several that are titled so the one with the most types that are known."""
    return max(
        _matching(headings, starts),
        key=lambda column: sum(facility_type_of(read_text(cell)) is not None for cell in _cells(block, column)),  # type: ignore[arg-type]
        default=None,
    )


def _region(block: Block, headings: Mapping[int, str], starts: Sequence[str]) -> int | None:
    """The column of areas: one that is titled like it, else one our own headings know."""
    titled = _titled(block, headings, starts)
    known = (column for column, word in headings.items() if column_of(Kind.MEMBERSHIP, word) == REGION_NAME)
    return titled if titled is not None else next(known, None)


_FINDERS = {"type": _type, "region": _region}
"""How a column is found, where its heading alone is not enough."""
