"""Bad files 118 to 129: tables that are not laid out as a template is."""

import io
from collections.abc import Mapping, Sequence

from bad_files import BadFile, bad_file
from loaders_files import CATEGORIES, FACILITIES, HEADER, Rows, bytes_of, table, workbook
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

GOOD = ("16.07", "2016-08", "PBI", 300659, 280000)
TITLE = ("Peserta JKN per kabupaten, Agustus 2016",)
TWO_ROWS: Rows = (
    TITLE,
    ("No", "Kabupaten/Kota", "Peserta Terdaftar", ""),
    ("", "", "PBI APBN", "PPU"),
    (1, "Kab. Banyuasin", 300659, 47619),
    (2, "Kab. Ogan Ilir", 210044, 31210),
)
TWO_MERGES = ("A2:A3", "B2:B3", "C2:D2")
THREE_ROWS: Rows = (
    TITLE,
    ("No", "Kabupaten/Kota", "Peserta JKN", "", ""),
    ("", "", "Terdaftar", "", "Aktif"),
    ("", "", "PBI APBN", "PPU", ""),
    (1, "Kab. Banyuasin", 300659, 47619, 320000),
    (2, "Kab. Ogan Ilir", 210044, 31210, 221000),
)
THREE_MERGES = ("A2:A4", "B2:B4", "C2:E2", "C3:D3", "E3:E4")
PROVINCES: Rows = (
    ("Penduduk menurut BPS, Desember 2023",),
    ("Provinsi", "Kabupaten/Kota", "Jumlah Penduduk"),
    ("Sumatera Selatan", "Kab. Banyuasin", 836914),
    ("", "Kab. Ogan Ilir", 416549),
    ("Bali", "Kab. Klungkung", 206925),
    ("", "Kab. Bangli", 258721),
)
POPULATION: Rows = (
    ("Penduduk menurut BPS, Desember 2023",),
    ("Kabupaten/Kota", "Jumlah Penduduk"),
    ("Kab. Banyuasin", 836914),
    ("Kab. Ogan Ilir", 416549),
    ("Kab. Musi Rawas", 395570),
)
ROADS: Rows = (("No", "Nama Jalan", "Panjang (m)"), (1, "Jalan Merdeka", 320.5), (2, "Jalan Antasari", 441.25))
OTHER_SHEET: Rows = (("Catatan rapat",), ("Hari", "Uraian"), ("Senin", "Rapat persiapan"), ("Selasa", "Kunjungan"))


def merged(rows: Rows, areas: Sequence[str], **sheets: Rows) -> BadFile:
    """A workbook whose first sheet has merged cells."""
    book = load_workbook(io.BytesIO(workbook({"Rekap": rows, **sheets})))
    for area in areas:
        book["Rekap"].merge_cells(area)
    return BadFile(bytes_of(book))


def written(sheets: Mapping[str, Rows], *, row: int = 1, column: int = 1, **options: str) -> BadFile:
    """A workbook with these sheets and what a person says about it."""
    return BadFile(workbook(sheets, row=row, column=column), options=options)


@bad_file("118", name="two rows")
def header_of_two_rows() -> BadFile:
    return merged(TWO_ROWS, TWO_MERGES)


@bad_file("118", name="three rows")
def header_of_three_rows() -> BadFile:
    return merged(THREE_ROWS, THREE_MERGES)


@bad_file("118", name="not merged")
def header_of_two_rows_without_merges() -> BadFile:
    return written({"Rekap": TWO_ROWS})


@bad_file("119")
def blank_rows_above() -> BadFile:
    return written(
        {"Rekap": (("PEMERINTAH KABUPATEN BANYUASIN",), ("DINAS KESEHATAN",), *[()] * 7, *CATEGORIES)}, column=2
    )


@bad_file("120")
def provinces_merged_down() -> BadFile:
    return merged(PROVINCES, ("A3:A4", "A5:A6"))


@bad_file("120", name="not merged")
def provinces_said_once() -> BadFile:
    return written({"Rekap": PROVINCES})


@bad_file("121")
def figure_merged_over_two_areas() -> BadFile:
    return merged(POPULATION, ("B3:B4",))


@bad_file("122", name="missing")
def required_column_missing() -> BadFile:
    header = ("Skema", "Kode Wilayah", "Periode Target", "Nilai Target (%)", "Dasar / Sumber", "Status Sumber")
    return written({"Isian": (header, ("RPJMN", "16.07", "2024-12", 98, "Perpres", "confirmed"))})


@bad_file("122", name="renamed")
def column_renamed() -> BadFile:
    header = (*HEADER[:2], "Golongan", *HEADER[3:])
    return BadFile(table(GOOD, ("16.07", "2016-08", "PPU", 47619, 45000), header=header))


@bad_file("122", name="extra")
def column_too_many() -> BadFile:
    return BadFile(table((*GOOD, "catatan kami"), header=(*HEADER, "Petugas")))


@bad_file("122", name="order")
def columns_in_another_order() -> BadFile:
    return BadFile(table(GOOD[::-1], header=HEADER[::-1]))


@bad_file("123")
def column_twice() -> BadFile:
    return BadFile(table((*GOOD, 270000), header=(*HEADER, "Peserta Aktif")))


@bad_file("124")
def header_with_unseen_characters() -> BadFile:
    header = (
        "Kode\nWilayah",
        "Periode\u00a0",
        "\u200bSegmen",
        "Peserta Terdaftar\r\n(jiwa) ",
        " Peserta  Aktif (jiwa)",
    )
    return BadFile(table(GOOD, header=header))


@bad_file("125", name="side by side")
def two_tables_side_by_side() -> BadFile:
    width = max(map(len, CATEGORIES))
    left = [(*row, *[""] * (width - len(row))) for row in CATEGORIES]
    right = [*FACILITIES, *[()] * (len(left) - len(FACILITIES))]
    return written({"Rekap": [(*one, "", *other) for one, other in zip(left, right, strict=True)]})


@bad_file("125", name="transposed")
def transposed_table() -> BadFile:
    head = ("Kabupaten/Kota", "Kab. Banyuasin", "Kab. Ogan Ilir", "Kota Palembang")
    rows = (("Peserta JKN Agustus 2016",), head, ("PBI APBN", 300659, 210044, 410227), ("PPU", 47619, 31210, 388401))
    return written({"Rekap": rows})


@bad_file("126", name="second sheet")
def data_on_the_second_sheet() -> BadFile:
    return written({"Catatan": OTHER_SHEET, "Data": CATEGORIES})


@bad_file("126", name="three candidates")
def three_sheets_that_could_be_meant() -> BadFile:
    changed = [(*row[:2], "300.660", row[3]) if row[:1] == (2,) else row for row in CATEGORIES]
    changed = [(*row[:2], "370.203", row[3]) if row[:1] == ("Total",) else row for row in changed]
    return written({"Versi 1": CATEGORIES, "Versi 2": changed, "Versi 3": CATEGORIES})


@bad_file("126", name="one chosen")
def one_of_three_sheets_chosen() -> BadFile:
    made = three_sheets_that_could_be_meant()
    return BadFile(made.data, options={"sheet": "Versi 2"})


@bad_file("127")
def signature_under_the_table() -> BadFile:
    signed = (
        (),
        ("", "", "Pangkalan Balai, 5 September 2016"),
        ("Mengetahui,", "", "Kepala Dinas Kesehatan"),
        (),
        ("Kepala Bidang", "", "dr. Nama Pejabat"),
        ("NIP. 19700101 200003 1 001", "", "NIP. 19720202 200112 2 002"),
        ("", "(stempel)"),
    )
    return written({"Rekap": (*CATEGORIES, *signed)})


@bad_file("128")
def header_without_rows() -> BadFile:
    return BadFile(table())


@bad_file("128", name="printed")
def printed_header_without_rows() -> BadFile:
    return written({"Rekap": CATEGORIES[:4]})


@bad_file("129", name="totals row")
def excel_table_with_totals() -> BadFile:
    book = Workbook()
    sheet = book.active
    for row in (HEADER, GOOD, ("16.08", *GOOD[1:]), ("Total", None, None, 601318, 560000)):
        sheet.append(row)
    made = Table(
        displayName="Peserta", ref="A1:E4", totalsRowCount=1, tableStyleInfo=TableStyleInfo("TableStyleMedium9")
    )
    made.tableColumns = [TableColumn(id=index, name=name) for index, name in enumerate(HEADER, 1)]
    made.tableColumns[3].totalsRowFunction = "sum"
    sheet.add_table(made)
    return BadFile(bytes_of(book))


@bad_file("129", name="pivot")
def pivot_table() -> BadFile:
    rows = (
        ("Sum of Peserta Terdaftar", "Column Labels"),
        ("Row Labels", "PBI APBN", "PPU", "Grand Total"),
        ("Kab. Banyuasin", 300659, 47619, 348278),
        ("Kab. Ogan Ilir", 210044, 31210, 241254),
        ("Grand Total", 510703, 78829, 589532),
    )
    return written({"Pivot": rows}, period="2016-08")
