"""Tables on a sheet: where each begins and ends, its header in one or more rows, what stands above and beneath."""

import pytest
from loaders_files import CATEGORIES, FACILITIES, PLAN, Rows

from loaders.files.sheets import Sheet
from loaders.tables.blocks import LOOKED_AT, Block, blocks_of, fingerprint
from loaders.tables.metadata_sheets import metadata_of

HEAD = ("No", "Kecamatan", "Jumlah")
BODY = ((1, "Kedaton", 23278), (2, "Panjang", 43044), (3, "Sukarame", 19084))
OTHER = (("No", "Nama Jalan", "Panjang (m)"), (1, "Jl. Gajah Mada", 320.5), (2, "Jl. Antasari", 441))


def sheet(*rows: tuple[object, ...], row: int = 0, column: int = 0, **facts) -> Sheet:
    return Sheet("Lembar", [list(cells) for cells in rows], first_row=row, first_column=column, **facts)


def seen(*rows: tuple[object, ...], **facts) -> list[tuple[str, int]]:
    return [(block.area, block.header) for block in blocks_of(sheet(*rows, **facts))]


def only(*rows: tuple[object, ...], **facts) -> Block:
    (block,) = blocks_of(sheet(*rows, **facts))
    return block


def beside(*tables: Rows, gap: int = 1) -> list[tuple[object, ...]]:
    """Tables side by side with blank columns between them."""
    height = max(map(len, tables))
    rows: list[tuple[object, ...]] = [()] * height
    for table in tables:
        width = max(map(len, table))
        padded = [(*cells, *[""] * (width - len(cells))) for cells in [*table, *[()] * (height - len(table))]]
        rows = [(*left, *([""] * gap if left else []), *right) for left, right in zip(rows, padded, strict=True)]
    return rows


def test_a_bare_table_is_one_block():
    block = only(HEAD, *BODY)
    assert (block.area, block.header, block.titles, block.notes) == ("A1:C4", 1, (), ())
    assert block.columns == (("No",), ("Kecamatan",), ("Jumlah",))


def test_titles_an_offset_and_seven_blank_rows_keep_the_addresses():
    title = ("", "JUMLAH PESERTA JKN KABUPATEN BANYUASIN", "", "")
    rows = [("", *cells) for cells in (HEAD, *BODY)]
    block = only(title, ("", "TAHUN 2023"), *[()] * 7, *rows, row=2)
    assert (block.area, block.header) == ("B12:D15", 1)
    assert block.titles == ("JUMLAH PESERTA JKN KABUPATEN BANYUASIN", "TAHUN 2023")
    assert block.sheet.address(1, 2) == "D13"
    assert block.sheet.value(1, 2) == 23278


def test_a_title_right_above_the_header_is_no_header():
    assert only(("Tabel 1. Peserta per kecamatan",), HEAD, *BODY).titles == ("Tabel 1. Peserta per kecamatan",)
    assert only(("Bulan", ": Januari 2024"), HEAD, *BODY).titles == ("Bulan : Januari 2024",)


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3), ("(1)", "(2)", "(3)"), ("1", "2", "3 = 1 + 2"), (1.0, 2.0, 3.0)], ids=str
)
def test_a_column_number_row_belongs_to_the_header_without_a_text(numbers):
    block = only(HEAD, numbers, *BODY)
    assert (block.header, block.columns) == (2, (("No",), ("Kecamatan",), ("Jumlah",)))


TWO_ROWS = (
    ("Kecamatan", "Penduduk", "Peserta", "", "", "%"),
    ("", "", "PBI", "PPU", "PBPU", ""),
    ("Kedaton", 9, 1, 2, 3, 66),
)
PATHS = (("Kecamatan",), ("Penduduk",), ("Peserta", "PBI"), ("Peserta", "PPU"), ("Peserta", "PBPU"), ("%",))


@pytest.mark.parametrize(
    "merged", [(), ((0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5))], ids=["bare", "merged"]
)
def test_a_text_over_several_columns_stands_over_each(merged):
    block = only(*TWO_ROWS, merged=merged)
    assert (block.header, block.columns) == (2, PATHS)


def test_three_header_rows_with_years_over_months_and_counts():
    rows = (
        ("Kecamatan", "Peserta", "", "", ""),
        ("", 2022, "", 2023, ""),
        ("", "L", "P", "L", "P"),
        ("Kedaton", 1200, 1300, 1400, 1500),
    )
    expected = (("Peserta", "2022", "L"), ("Peserta", "2022", "P"), ("Peserta", "2023", "L"), ("Peserta", "2023", "P"))
    assert only(*rows).columns[1:] == expected


def test_years_across_are_a_header_and_years_down_are_not():
    across = (("Uraian", 2021.0, 2022.0, 2023.0), ("Penduduk", 120_500, 121_700, 123_900))
    assert seen(*across) == [("A1:D2", 1)]
    down = (("Tahun", "Penduduk"), (2021, 120_500), (2022, 121_700))
    assert seen(*down) == [("A1:B3", 1)]


def test_a_table_without_a_header():
    rows = (("PBI APBN", "33342"), ("PBI APBD", "48546"), ("Belum tercover", "1393"))
    block = only(*rows)
    assert (block.area, block.header, block.columns) == ("A1:B3", 0, ((), ()))
    assert fingerprint(block) == fingerprint(only(*[(label, int(count) + 5) for label, count in rows]))


def test_stacked_tables_with_and_without_titles():
    titled = (("1. Peserta",), (), HEAD, *BODY, (), (), ("2. Jalan",), (), *OTHER)
    assert seen(*titled) == [("A3:C6", 1), ("A11:C13", 1)]
    assert [block.titles for block in blocks_of(sheet(*titled))] == [("1. Peserta",), ("2. Jalan",)]
    assert seen(HEAD, *BODY, (), *OTHER) == [("A1:C4", 1), ("A6:C8", 1)]
    assert seen(HEAD, *BODY, ("Tabel 2. Jalan",), *OTHER) == [("A1:C4", 1), ("A6:C8", 1)]


def test_notes_go_with_the_table_above_and_titles_with_that_below():
    rows = (HEAD, *BODY, ("Sumber: Dinas Sosial",), ("Keterangan: *) sementara",), (), ("Tabel 2",), *OTHER)
    first, second = blocks_of(sheet(*rows))
    assert (first.notes, first.area) == (("Sumber: Dinas Sosial", "Keterangan: *) sementara"), "A1:C4")
    assert (second.titles, second.notes) == (("Tabel 2",), ())


def test_a_signature_block_is_no_table():
    signature = (
        ("", "", "Pangkalan Balai, 5 Januari 2024"),
        ("Mengetahui,", "", "Kepala Dinas Kesehatan"),
        (),
        ("dr. A", "", "drg. B"),
        ("NIP. 19700101 200003 1 001", "", "197001012000032001"),
    )
    block = only(HEAD, *BODY, ("JUMLAH", "", 85406), (), *signature)
    assert block.area == "A1:C5"
    assert "Mengetahui, Kepala Dinas Kesehatan" in block.notes


def test_blank_rows_and_sections_stay_inside():
    rows = (
        HEAD,
        ("Kecamatan Kota",),
        *BODY,
        ("SUB JUMLAH", "", 85406),
        (),
        ("Kecamatan Desa",),
        (1, "Betung", 5),
        (),
        ("JUMLAH", "", 85411),
    )
    assert seen(*rows) == [("A1:C11", 1)]


def test_a_header_said_again_on_each_page_is_left_blank():
    rows = (HEAD, (1, 2, 3), *BODY, HEAD, (1, 2, 3), (4, "Betung", 5), (5, "Rambutan", 6))
    block = only(*rows)
    assert block.area == "A1:C9"
    assert [list(block.sheet.rows[row]) for row in (5, 6)] == [[], []]
    assert block.sheet.value(7, 1) == "Betung"


def test_a_header_said_again_under_a_new_title_begins_a_table():
    assert seen(("Tabel 1",), HEAD, *BODY, (), ("Tabel 2",), HEAD, *BODY) == [("A2:C5", 1), ("A8:C11", 1)]
    assert seen(("Tabel 1",), HEAD, *BODY, ("Kota Palembang",), HEAD, *BODY) == [("A2:C5", 1), ("A7:C10", 1)]
    assert seen(("Tabel 1",), HEAD, *BODY, (), ("Tabel 1",), HEAD, *BODY) == [("A2:C11", 1)]
    assert seen(("Tabel 1",), HEAD, *BODY, ("Lanjutan Tabel 1",), HEAD, *BODY) == [("A2:C10", 1)]


def test_figures_that_look_like_years_are_figures():
    rows = (
        ("Kabupaten/Kota", "Kelamin", "Tahun", "Penduduk"),
        ("Kab. Bangli", "L", 2012, 1900),
        ("Kab. Bangli", "P", 2012, 2013),
    )
    assert seen(*rows, ("Kab. Bangli", "L", 2013, 2024)) == [("A1:D4", 1)]


def test_tables_side_by_side_are_told_apart():
    rows = beside((HEAD, *BODY), OTHER)
    assert seen(*rows) == [("A1:C4", 1), ("E1:G3", 1)]
    assert seen(("Laporan 2023",), (), *rows) == [("A3:C6", 1), ("E3:G5", 1)]
    assert {block.titles for block in blocks_of(sheet(("Laporan 2023",), (), *rows))} == {("Laporan 2023",)}


def test_tables_side_by_side_have_their_own_titles():
    left, right = (("Peserta 2023",), (), HEAD, *BODY), (("Jalan 2022",), (), *OTHER)
    assert [block.titles for block in blocks_of(sheet(*beside(left, right)))] == [("Peserta 2023",), ("Jalan 2022",)]


def test_a_blank_column_inside_a_table_does_not_cut_it():
    rows = [
        (*cells[:2], "", *cells[2:]) for cells in (("No", "Kecamatan", "2022", "2023"), (1, "Kedaton", 23278, 24000))
    ]
    assert seen(*rows) == [("A1:E2", 1)]


def test_a_table_set_in_two_columns_is_two():
    rows = ((*HEAD, *HEAD), (1, "Kedaton", 5, 3, "Betung", 7), (2, "Panjang", 6, 4, "Rambutan", 8))
    assert seen(*rows) == [("A1:C3", 1), ("D1:F3", 1)]
    paired = (("Kecamatan", "L", "P", "L", "P"), ("Kedaton", 1200, 2300, 3100, 4200))
    assert seen(*paired) == [("A1:E2", 1)]


def test_labels_merged_down_are_written_in_each_row_and_figures_are_not():
    rows = (("Provinsi", "Kabupaten", "Jumlah"), ("Bali", "Klungkung", 5), ("", "Bangli", ""), ("", "Gianyar", 7))
    block = only(*rows, merged=((1, 0, 3, 0), (1, 2, 2, 2)))
    assert [row[0] for row in block.body] == ["Bali"] * 3
    assert [row[2] for row in block.body] == [5, "", 7]


def test_a_list_in_words_has_one_header_row():
    facilities = [(f"Puskesmas {name}", "Jl. Merdeka", "Banyuasin", "Puskesmas") for name in "ABCDEFGH"]
    assert seen(("Daftar faskes",), ("Nama", "Alamat", "Kabupaten", "Jenis"), *facilities) == [("A2:D10", 1)]
    assert seen(*PLAN) == [("A4:D9", 1)]


def test_the_printed_tables_of_offices():
    assert seen(*CATEGORIES) == [("A4:D10", 1)]
    assert seen(*FACILITIES) == [("A2:G4", 1)]
    (block,) = blocks_of(sheet(*FACILITIES))
    assert block.notes == ("(Sumber: BPJS Kesehatan Kantor Cabang Klungkung)",)


def test_the_fingerprint_stays_when_the_month_changes_and_not_when_the_form_does():
    def of(*head: object) -> str:
        return fingerprint(only(("Kecamatan", *head), ("Kedaton", *[1200] * len(head))))

    assert of("Jan-23", "Feb-23") == of("Mar-24", "Apr-24", "Mei-24")
    assert of("s.d. Agustus 2016") == of("s.d. September 2017")
    assert of("Peserta Terdaftar") != of("Peserta Aktif")


def test_only_the_first_rows_are_looked_at_and_the_rest_belongs_to_the_last_table():
    rows = [HEAD, *[(number, "Kedaton", 5) for number in range(1, LOOKED_AT + 500)], (), ("Sumber: BPJS",)]
    block = only(*rows)
    assert block.area == f"A1:C{LOOKED_AT + 500}"


@pytest.mark.parametrize("rows", [(), ((),), (("Hanya judul",),), (("a", "b"),), (("Sumber: BPS",), ())], ids=str)
def test_a_sheet_without_a_table_has_no_block(rows):
    assert blocks_of(sheet(*rows)) == ()


METADATA = (
    ("Data Konsolidasi Bersih",),
    ("Kode", ":  DISDUKCAPIL/074", "Frekuensi Data", ":  Tahunan"),
    ("Produsen Data", ":  Dinas Kependudukan Kabupaten Bandung", "Tgl. Input Data", ":  14 Oktober 2022"),
    ("Konsep", "", "Definisi"),
    ("Penduduk", "", "Jumlah penduduk tercatat"),
)


def test_a_sheet_of_metadata_gives_its_producer_and_not_its_dates():
    metadata = metadata_of(sheet(*METADATA))
    assert metadata is not None
    assert metadata.titles == ("Data Konsolidasi Bersih", "Produsen Data: Dinas Kependudukan Kabupaten Bandung")
    assert metadata_of(sheet(("Kode", "Wilayah", "Satuan", "Keterangan"), *BODY)) is None


def test_a_figure_that_cannot_be_read_begins_no_table():
    rows = (("Kategori", "Jumlah"), ("PBI", 5), ("PBPU", "x6"), ("PPU", 7), ("Jumlah", 18))
    assert seen(*rows) == [("A1:B5", 1)]
    assert len(seen(*rows[:2], ("Kecamatan", "Luas"), ("Kedaton", 3.5))) == 2
