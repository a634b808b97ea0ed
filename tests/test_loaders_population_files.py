"""Population as offices send it: tables by district, several semesters, other counts beside people."""

import pytest
from loaders_files import Rows, read, workbook

from loaders.frames import areas_of
from loaders.reading import Reading, read_file

TITLE = ("JUMLAH PENDUDUK KABUPATEN BANYUASIN SEMESTER I TAHUN 2024",)
DKB = ("Sumber: Dinas Kependudukan dan Pencatatan Sipil (DKB)",)
BPS = ("Sumber: BPS Kabupaten Banyuasin",)
HEADER = ("KECAMATAN", "L", "P", "JUMLAH")
DISTRICTS = tuple((name, 10, 11, 21) for name in ("Banyuasin I", "Talang Kelapa", "Betung"))


def one(*rows: tuple[object, ...], **options: str) -> Reading:
    return read(workbook({"Sheet1": rows}), **options)


def people(reading: Reading) -> dict[tuple[str, str], int]:
    """Area and month to people."""
    (rows,) = reading.rows_by_kind.values()
    return {(row.region_code, row.period): row.people for row in rows.itertuples()}


def told(reading: Reading) -> list[tuple[str, str | None]]:
    """The problems worth a look, with their cells."""
    return [(problem.code, problem.cell) for problem in reading.problems if problem.level != "info"]


@pytest.mark.parametrize("total", ["KABUPATEN BANYUASIN", "BANYUASIN", "JUMLAH"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_row_of_the_regency_is_not_one_more_district(total: str, is_first: bool):
    rows = [(total, 30, 33, 63), *DISTRICTS] if is_first else [*DISTRICTS, (total, 30, 33, 63)]
    reading = one(TITLE, HEADER, *rows, DKB)
    assert (people(reading), told(reading)) == ({("16.07", "2024-06"): 63}, [])


def test_a_row_of_the_regency_that_its_districts_do_not_add_up_to_is_told():
    reading = one(TITLE, HEADER, *DISTRICTS, ("Kab. Banyuasin", 30, 33, 64), DKB)
    assert (people(reading), told(reading)) == ({("16.07", "2024-06"): 63}, [("area_differs", "D6")])


def test_a_district_that_bears_the_name_of_its_regency_is_a_district():
    names = ("Nusa Penida", "Banjarangkan", "Klungkung", "Dawan")
    rows = [(name, count) for name, count in zip(names, (21, 22, 25, 10), strict=True)]
    title = ("Penduduk Menurut Kecamatan di Kabupaten Klungkung, 2023",)
    for last in ((), (("Klungkung", 78),)):
        reading = one(title, ("Kecamatan", "Penduduk"), *rows, *last, BPS)
        assert (people(reading), told(reading)) == ({("51.05", "2023-12"): 78}, [])


def test_regencies_over_their_districts_hold_for_the_rows_under_them():
    rows: Rows = (
        ("KABUPATEN BANYUASIN", 20, 22, 42),
        ("Betung", 10, 11, 21),
        ("Air Saleh", 10, 11, 21),
        ("KABUPATEN LAHAT", 20, 22, 42),
        ("Kota Agung", 10, 11, 21),
        ("Gumay Talang", 10, 11, 21),
        ("JUMLAH", 40, 44, 84),
    )
    title = ("JUMLAH PENDUDUK PROVINSI SUMATERA SELATAN SEMESTER II TAHUN 2023",)
    reading = one(title, ("KABUPATEN/KECAMATAN", *HEADER[1:]), *rows, DKB)
    assert people(reading) == {("16.07", "2023-12"): 42, ("16.04", "2023-12"): 42}
    assert told(reading) == []


def test_years_and_the_years_of_a_change_are_a_header_under_two_languages():
    reading = one(
        ("Tabel 3.1.1 Jumlah Penduduk dan Laju Pertumbuhan Penduduk Menurut Kecamatan di Kabupaten Banyuasin",),
        ("Kecamatan\nSubdistrict", "Jumlah Penduduk\nPopulation", "", "Laju Pertumbuhan Penduduk per Tahun (%)"),
        ("", "2020", "2023", "2020–2023"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("Betung", 1000, 1100, 1.2),
        ("Air Saleh", 2000, 2200, 1.2),
        ("Air Kumbang", 3000, 3300, 1.2),
        ("Banyuasin", 6000, 6600, 1.2),
        BPS,
    )
    assert people(reading) == {("16.07", "2020-12"): 6000, ("16.07", "2023-12"): 6600}
    assert told(reading) == [("unknown_column", "D4")]


def test_people_who_need_an_identity_card_are_no_list_of_persons():
    header = ("KECAMATAN", "JUMLAH PENDUDUK", "WAJIB KTP", "PEREKAMAN KTP-EL", "KEPEMILIKAN KTP")
    reading = one(TITLE, header, ("Betung", 100, 70, 60, 50), ("Air Saleh", 200, 140, 120, 100), DKB)
    assert people(reading) == {("16.07", "2024-06"): 300}
    assert [code for code, _ in told(reading)] == ["unknown_column"] * 3


@pytest.mark.parametrize(
    ("heading", "values"),
    [("kewarganegaraan", ("WNI", "WNA")), ("wilayah_tempat_tinggal", ("Perkotaan", "Perdesaan"))],
)
def test_a_dimension_that_our_rows_do_not_have_is_added_up(heading: str, values: tuple[str, str]):
    rows = [("KABUPATEN BANYUASIN", value, sex, 100, 2023) for value in values for sex in ("Laki-laki", "Perempuan")]
    header = ("nama_kabupaten_kota", heading, "jenis_kelamin", "jumlah_penduduk", "tahun")
    reading = one(header, *rows, source="bps")
    assert (people(reading), told(reading)) == ({("16.07", "2023-12"): 400}, [])


@pytest.mark.parametrize("blank", ["-", None])
def test_a_sum_without_all_districts_is_told_with_their_names(blank: str | None):
    rows = [(name, 100, 110) for name in ("Banyuasin I", "Talang Kelapa")]
    title = ("Jumlah Penduduk Kabupaten Banyuasin menurut Kecamatan",)
    reading = one(title, ("Kecamatan", "2021", "2022"), *rows, ("Betung", 100, blank), DKB)
    assert people(reading) == {("16.07", "2021-12"): 300, ("16.07", "2022-12"): 220}
    assert told(reading) == [("sum_incomplete", "C3")]
    (said,) = [problem for problem in reading.problems if problem.code == "sum_incomplete"]
    assert (said.found, said.values["missing"], said.values["all"]) == ("Betung", 1, 3)
    assert said.values["period"] == "2022-12"


@pytest.mark.parametrize(("wide", "expected"), [(300, []), (301, [("total_differs", "C4")])])
def test_an_age_group_that_holds_others_is_checked_and_not_added(wide: int, expected: list[tuple[str, str]]):
    rows = [("KAB. BANYUASIN", age, count, 2023) for age, count in (("0-4", 100), ("5-9", 200), ("0-9", wide))]
    reading = one(("Kab/Kota", "Kelompok Umur", "Jumlah Penduduk", "Tahun"), *rows, source="bps")
    assert (people(reading), told(reading)) == ({("16.07", "2023-12"): 300}, expected)


def test_children_under_one_are_none_of_those_from_one_to_four():
    rows = [("KAB. BANYUASIN", age, 10, 2023) for age in ("<1", "1-4", "5-9", "10+")]
    reading = one(("Kab/Kota", "Kelompok Umur", "Jumlah Penduduk", "Tahun"), *rows, source="bps")
    assert (people(reading), told(reading)) == ({("16.07", "2023-12"): 40}, [])


@pytest.mark.parametrize("source", [("bps",), ()])
def test_a_row_in_another_unit_is_no_row_of_people(source: tuple[str, ...]):
    """With a column of sources the table has all our columns; it is read by its units all the same."""
    header = ("Kab/Kota", "Tahun", *(["Sumber Penduduk"] if source else []), "Jumlah Penduduk", "Satuan")
    rows = (("Kab. Banyuasin", 2023, *source, 100, "JIWA"), ("Kota Palembang", 2023, *source, 40, "KK"))
    reading = one(header, *rows, **({} if source else {"source": "bps"}))
    assert (people(reading), told(reading)) == ({("16.07", "2023-12"): 100}, [("unknown_row", "A3")])


def test_a_column_of_thousands_is_read_in_thousands():
    rows = (("Kab. Banyuasin", 2023, 851, "RIBU JIWA"), ("Kota Palembang", 2023, "1.707,5", "RIBU JIWA"))
    reading = one(("Kab/Kota", "Tahun", "Jumlah Penduduk", "Satuan"), *rows, source="bps")
    assert people(reading) == {("16.07", "2023-12"): 851000, ("16.71", "2023-12"): 1707500}


def test_people_of_some_ages_are_not_the_population():
    header = ("KECAMATAN", "JUMLAH PENDUDUK", "PENDUDUK USIA 17+", "PENDUDUK 0-17 TAHUN")
    reading = one(TITLE, header, ("Betung", 100, 60, 40), ("Air Saleh", 200, 120, 80), DKB)
    assert people(reading) == {("16.07", "2024-06"): 300}
    assert told(reading) == [("unknown_column", "C2"), ("unknown_column", "D2")]


def test_districts_that_are_loaded_keep_their_figures_and_their_regency_is_checked():
    rows = (TITLE, HEADER, *DISTRICTS[1:], ("KABUPATEN BANYUASIN", 20, 22, 43), DKB)
    known = areas_of({"16.07.02": "Talang Kelapa", "16.07.03": "Betung"})
    reading = read_file(workbook({"Sheet1": rows}), file_name="berkas.xlsx", areas=known)
    assert people(reading) == {("16.07.02", "2024-06"): 21, ("16.07.03", "2024-06"): 21}
    assert told(reading) == [("area_differs", "D5")]


@pytest.mark.parametrize(
    "title",
    [
        "PENDUDUK KECAMATAN BETUNG KABUPATEN BANYUASIN SEMESTER I 2024",
        "Penduduk Menurut Desa di Kecamatan Betung, Kabupaten Banyuasin, Juni 2024",
    ],
)
def test_the_villages_of_one_district_are_not_the_whole_regency(title: str):
    reading = one((title,), ("No", "Desa", "L", "P", "Jumlah"), (1, "Lubuk", 10, 11, 21), (2, "Suka", 10, 11, 21), DKB)
    assert told(reading) == [("one_district", None)]
