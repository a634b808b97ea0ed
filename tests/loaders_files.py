"""Files that the loader tests make: workbooks from rows of cells, and the printed layouts of the published tables."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.reading import Options, Reading, read_file

EXAMPLES = Path(__file__).parents[2] / "shared" / "examples"
Rows = Sequence[Sequence[object]]

HEADER = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)", "Peserta Aktif (jiwa)")
CATEGORIES: Rows = (
    ("Tabel 2.",),
    ("Jumlah Peserta Terdaftar BPJS Kesehatan per Jenis Kepesertaan S.D Agustus Tahun 2016 di Kabupaten Banyuasin",),
    (),
    ("No.", "Kategori Kepesertaan", "Jumlah Peserta Terdaftar", "Persentase (%)"),
    (1, "DPRD/PNS/POLRI/TNI", "20.547", "5,5%"),
    (2, "PBI", "300.659", "81,21%"),
    (3, "Badan Usaha", "27.072", "7,31%"),
    (4, "Bukan Pekerja", "3.334", "0,90%"),
    (5, "PBPU", "18.590", "5,03%"),
    ("Total", "", "370.202", "100%"),
    (),
    ("Sumber : BPJS Kesehatan KCU Palembang, 2016 (diolah)",),
)
FACILITIES: Rows = (
    ("Tabel 1. 1 Jumlah FKTP Kerja Sama dengan BPJS Kesehatan Kantor cabang Klungkung Tahun 2020-2024",),
    ("No.", "Thn. kerja sama FKTP", "Kab. Klungkung", "Kab. Gianyar", "Kab. Bangli", "Kab. Karangasem", "Total"),
    ("1.", 2020, 34, 79, 37, 35, 185),
    ("2.", 2021, 35, 83, 39, 37, 194),
    ("(Sumber: BPJS Kesehatan Kantor Cabang Klungkung)",),
)
PLAN: Rows = (
    ("Tabel 1.",),
    ("Perencanaan Kegiatan Sektor Kesehatan dan Non Kesehatan dalam Perluasan Kepesertaan JKN di Kabupaten Banyuasin",),
    (),
    ("No.", "Area / Sektor", "Perencanaan /Kegiatan", "Kendala"),
    ("Sektor Kesehatan",),
    ("1.", "Dinas Kesehatan", "Sosialisasi JKN", "Belum terealisasi sepenuhnya"),
    ("Sektor Non Kesehatan",),
    ("1.", "Disdukcapil", "Pendataan penduduk wilayah perbatasan", "Belum terealisasi"),
    ("2.", "Disnakertrans", "Pengawasan perusahaan", "Belum terealisasi sepenuhnya."),
)


def workbook(sheets: Mapping[str, Rows], *, row: int = 1, column: int = 1) -> bytes:
    """A workbook with these sheets, each table beginning at the given row and column."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for down, cells in enumerate(rows):
            for across, cell in enumerate(cells):
                if cell not in ("", None):
                    sheet.cell(row + down, column + across, cell)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(*rows: Sequence[object], header: Sequence[object] = HEADER) -> bytes:
    """A tidy membership table from A1 of a sheet named Isian."""
    return workbook({"Isian": (header, *rows)})


def read(data: bytes, name: str = "berkas.xlsx", **options: str) -> Reading:
    """Reads the bytes of a file."""
    return read_file(data, file_name=name, options=Options(**options))


def example(name: str) -> bytes:
    """A real file of an office, where the folder of examples is present."""
    path = EXAMPLES / name
    if not path.exists():
        pytest.skip(f"the examples folder has no {name}")
    return path.read_bytes()


def archive(members: Mapping[str, bytes | str]) -> bytes:
    """A zip with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return file.getvalue()


def changed_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same workbook with one piece of one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    assert old in members[part]
    return archive({**members, part: members[part].replace(old, new, 1)})


def places(reading: Reading) -> list[tuple[str, str | None]]:
    """Code and cell of each error, in the order they are told."""
    return [(problem.code, problem.cell) for problem in reading.errors]
