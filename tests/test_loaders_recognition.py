"""What is made of the sheets of a file: metadata, other programmes and subjects, several tables, what is asked."""

import io

import pytest
from loaders_files import CATEGORIES, HEADER, Rows, bytes_of, places, read, table, workbook
from openpyxl import load_workbook

import texts
from loaders.problems import Level
from loaders.reading import Reading
from loaders.templates.making import template_workbook
from vocab.codes import Kind

GOOD = ("16.07", "2016-08", "PBI", 300659, 280000)
METADATA: Rows = (
    ("Data Konsolidasi Bersih Semester I",),
    ("DISDUKCAPIL/074",),
    ("Kode", ": DISDUKCAPIL/074", "Frekuensi Data", ": Tahunan"),
    (
        "Produsen Data",
        ": Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bandung",
        "Tgl. Input Data",
        ": 14 Oktober 2022",
    ),
    ("Konsep", "", "Definisi"),
    ("Data Penduduk", "", "Jumlah penduduk"),
)
YEARS: Rows = (("Tahun", 2021, 2022), ("Jumlah Penduduk", "3.633.437", "3.708.344"))
ROADS: Rows = (("No", "Nama Jalan", "Panjang (m)"), (1, "Jalan Merdeka", 320.5), (2, "Jalan Antasari", 441.25))


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.sheet) for problem in reading.problems if problem.code != "taken_from"]


def titled(title: str, *rows: tuple[object, ...]) -> bytes:
    return workbook({"Data": ((title,), *rows)})


def test_a_metadata_sheet_says_who_counted_and_where_and_the_semester_but_not_when_it_was_typed_in():
    reading = read(workbook({"Metadata": METADATA, "Data": YEARS}))
    rows = reading.rows_by_kind[Kind.POPULATION]
    assert rows[["region_code", "period", "source", "people"]].to_numpy().tolist() == [
        ["32.04", "2021-06", "disdukcapil", 3633437],
        ["32.04", "2022-06", "disdukcapil", 3708344],
    ]
    assert any(problem.values.get("assumption") == "month_of_title" for problem in reading.problems)
    assert ("metadata_sheet", "Metadata") in codes(reading)
    assert (reading.exit_code, reading.sheets) == (0, ("Data",))


def test_a_metadata_sheet_alone_holds_no_figures():
    reading = read(workbook({"Metadata": METADATA}))
    assert (reading.exit_code, [code for code, _ in codes(reading)]) == (4, ["no_rows", "metadata_sheet"])


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Peserta BPJS Ketenagakerjaan menurut Kabupaten/Kota, September Tahun 2023",
        "Peserta Jamsostek Tahun 2023",
        "Jumlah kepesertaan jaminan sosial ketenagakerjaan 2023",
    ],
)
def test_the_other_programme_is_refused_by_its_name(title):
    rows = (("Kabupaten/Kota", "Jumlah Peserta"), ("Kab. Banyuasin", 20547), ("Kab. Ogan Ilir", 11034))
    reading = read(titled(title, *rows))
    assert (reading.tables, codes(reading), reading.exit_code) == ((), [("other_programme", "Data")], 4)
    assert read(titled("Jumlah Peserta BPJS Kesehatan, September Tahun 2023", *rows)).exit_code == 0


def test_a_tidy_table_of_the_other_programme_is_refused_too():
    reading = read(workbook({"BPJS Ketenagakerjaan": (HEADER, GOOD)}))
    assert codes(reading) == [("other_programme", "BPJS Ketenagakerjaan")]


@pytest.mark.parametrize(
    "title",
    [
        "Layanan BPJS Keliling Januari 2023",
        "Persentase Penduduk yang Memiliki Jaminan Kesehatan Menurut Kabupaten/Kota, Susenas 2023",
        "Jumlah Data Terpadu Kesejahteraan Sosial (DTKS) 2023",
        "Penerima Program Keluarga Harapan (PKH) 2023",
    ],
)
def test_tables_of_other_subjects_are_not_members(title):
    rows = (
        ("Kabupaten/Kota", "Jml Peserta" if "Keliling" in title else "Jumlah Individu"),
        ("Kab. Banyuasin", 2054),
        ("Kab. Ogan Ilir", 1103),
    )
    reading = read(titled(title, *rows))
    assert (reading.tables, [code for code, _ in codes(reading)]) == ((), ["no_table"])


def test_a_table_of_roads_beside_members_is_told_with_its_range():
    reading = read(workbook({"Data": (*CATEGORIES, (), (), ("2. Jalan",), (), *ROADS)}))
    (skipped,) = [problem for problem in reading.problems if problem.code == "table_skipped"]
    assert (skipped.cell, reading.exit_code, len(reading.tables)) == ("A17:C19", 0, 1)
    assert "Nama Jalan" in skipped.found
    assert skipped.level is Level.WARNING  # figures that nobody read are not a remark in passing


def test_two_tables_of_two_areas_on_a_sheet_keep_their_titles():
    other = [
        tuple(str(cell).replace("Banyuasin", "Ogan Ilir").replace("Agustus", "Juli") for cell in row)
        for row in CATEGORIES
    ]
    reading = read(workbook({"Data": (*CATEGORIES, (), *other)}))
    rows = reading.rows_by_kind[Kind.MEMBERSHIP]
    assert [table.range for table in reading.tables] == ["A4:D10", "A17:D23"]
    assert set(zip(rows["region_code"], rows["period"], strict=True)) == {("16.07", "2016-08"), ("16.10", "2016-07")}


def test_a_table_of_categories_stays_one_when_region_and_period_are_answered():
    rows = [row for row in CATEGORIES if len(row) > 1]
    reading = read(workbook({"Data": rows}), region="16.07", period="2016-08")
    assert (reading.tables[0].layout, reading.exit_code) == ("categories", 0)
    assert reading.tables[0].rows["registered_people"].sum() == 370202


def test_a_source_that_a_table_does_not_say_is_asked():
    rows = (("Kode Wilayah", "Periode", "Jumlah Penduduk"), ("16.07", "2016-06", 799094))
    reading = read(workbook({"Data": rows}))
    assert ([question.code for question in reading.questions], reading.exit_code) == (["source"], 3)
    assert read(titled("Penduduk menurut Disdukcapil", *rows)).rows_by_kind[Kind.POPULATION]["source"].tolist() == [
        "disdukcapil"
    ]


def test_a_template_of_ours_that_lost_a_column_names_it():
    book = load_workbook(io.BytesIO(template_workbook(Kind.POPULATION, "id", words=texts.text)))
    sheet = book["Isian"]
    at = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Sumber Penduduk"))
    sheet.delete_cols(at)
    reading = read(bytes_of(book))
    assert ("missing_column", "source") in [(one.code, one.values.get("column")) for one in reading.errors]
    assert reading.questions == ()


def test_both_sexes_of_a_tidy_table_are_added_and_said():
    rows = (
        ("Kode Wilayah", "Periode", "Sumber", "Jenis Kelamin", "Jumlah Penduduk"),
        ("16.07", "2016-06", "bps", "L", 400_000),
        ("16.07", "2016-06", "bps", "P", 399_094),
    )
    reading = read(workbook({"Data": rows}))
    assert reading.rows_by_kind[Kind.POPULATION]["people"].tolist() == [799094]
    assert [code for code, _ in codes(reading)] == ["summed"]


def test_a_header_said_again_in_a_tidy_table_is_skipped():
    reading = read(table(GOOD, HEADER, ("16.08", *GOOD[1:])))
    assert [(one.range, one.why) for one in reading.tables[0].skipped] == [("A3:E3", "header")]
    assert (len(reading.tables[0].rows), reading.exit_code, places(reading)) == (2, 0, [])


def test_the_form_of_a_table_is_the_same_next_month():
    def form(month: str) -> set[str]:
        rows = [[str(cell).replace("Agustus", month) for cell in row] for row in CATEGORIES]
        return {one.fingerprint for one in read(workbook({"Data": rows})).tables}

    assert form("Agustus") == form("September")
    assert "" not in form("Agustus")


def test_a_figure_that_cannot_be_read_is_named_and_the_rows_under_it_are_kept():
    figures = (("PBI APBN", 5), ("PBPU", "x6"), ("PPU", 7), ("Jumlah", 18))
    rows = (("Peserta JKN Kabupaten Banyuasin Januari 2024",), ("Kategori", "Jumlah"), *figures)
    reading = read(workbook({"Sheet1": rows}))
    assert places(reading) == [("not_a_number", "B4")]
    assert list(reading.rows_by_kind[Kind.MEMBERSHIP]["segment"]) == ["pbi_apbn", "pbpu", "ppu"]


@pytest.mark.parametrize("written", ["1e5", "±370.202", "x", "belum direkap", "?"])
def test_a_first_figure_that_cannot_be_read_is_named_and_not_taken_for_a_heading(written):
    figures = (("Kab. Bangli", written), ("Kab. Gianyar", "400.111"), ("Kab. Badung", "500.222"))
    rows = (("Penduduk Provinsi Bali Desember 2023",), ("Kabupaten/Kota", "Jumlah Penduduk"), *figures)
    reading = read(workbook({"Sheet1": rows}), source="bpjs")
    assert [problem.cell for problem in reading.errors] == ["B3"]
    assert list(reading.rows_by_kind[Kind.POPULATION]["region_code"]) == ["51.06", "51.04", "51.03"]
