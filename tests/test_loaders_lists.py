"""Lists with one facility a row become counts: by area, year, level, type, owner and contract; names stay outside."""

import pytest
from loaders_files import Rows, read, workbook

from loaders.listing import as_json

HEADER = ("No", "Kode Faskes", "Nama Faskes", "Jenis Faskes", "Kepemilikan", "Alamat", "Kab/Kota")
TITLE = "DAFTAR FASILITAS KESEHATAN YANG BEKERJA SAMA DENGAN BPJS KESEHATAN TAHUN 2023"


def partners(*rows: tuple[str, str, str, str, str]) -> Rows:
    """The list of partners: code, name, type, owner and area of each."""
    numbered = [
        (number, code, name, kind, owner, f"Jalan {number}", area)
        for number, (code, name, kind, owner, area) in enumerate(rows, 1)
    ]
    return ((TITLE,), (), HEADER, *numbered, ("Sumber: BPJS Kesehatan",))


BANYUASIN, PALEMBANG = "Kab. Banyuasin", "Kota Palembang"
SWAPPED = (
    ("09020101", "Puskesmas Betung", "Puskesmas", "Pemerintah", BANYUASIN),
    ("0902U001", "dr. Anggrek", "Klinik Utama", "Swasta", BANYUASIN),
    ("0902U002", "dr. Bugenvil", "Klinik Utama", "Swasta", BANYUASIN),
    ("0902S003", "Klinik Utama Cempaka", "Dokter Praktik Perorangan", "Swasta", PALEMBANG),
    ("0902R004", "RSUD Dahlia", "Rumah Sakit", "Pemerintah", PALEMBANG),
)


def figures(rows: Rows, **options: str) -> list[tuple[object, ...]]:
    """Area, level, type, measure and number of each row that is read."""
    names = ("region_code", "facility_kind", "facility_type", "measure", "facilities")
    (table,) = as_json(read(workbook({"Faskes": rows}), **options))["tables"]
    return [tuple(row[name] for name in names) for row in table["rows"]]


def codes(rows: Rows, **options: str) -> list[tuple[str, str | None]]:
    """The problems worth a look, with their cells, and the questions."""
    reading = read(workbook({"Faskes": rows}), **options)
    told = [(problem.code, problem.cell) for problem in reading.problems if problem.level != "info"]
    return [*told, *((question.code, question.cell) for question in reading.questions)]


def test_a_list_of_partners_is_counted_by_area_level_type_and_owner():
    rows = partners(
        ("", "Puskesmas Betung", "PUSKESMAS", "Pemerintah", BANYUASIN),
        ("", "Puskesmas Mariana", "Puskesmas", "Pemerintah", BANYUASIN),
        ("", "Klinik Sehat", "Klinik Pratama", "Swasta", BANYUASIN),
        ("", "RSUD Betung", "Rumah Sakit Umum", "Pemerintah", BANYUASIN),
    )
    assert figures(rows) == [
        ("16.07", "fktp", "Puskesmas", "contracted", 2),
        ("16.07", "fktp", "Klinik Pratama", "contracted", 1),
        ("16.07", "fkrtl", "Rumah Sakit Umum", "contracted", 1),
    ]
    (table,) = read(workbook({"Faskes": rows})).tables
    assert table.rows["cell"].tolist() == ["C4", "C6", "C7"]
    assert table.rows["year"].tolist() == [2023, 2023, 2023]
    assert codes(rows) == []


def test_names_of_facilities_are_not_kept():
    reading = read(workbook({"Faskes": partners(*SWAPPED)}))
    assert "Anggrek" not in str(as_json(reading)) and "Cempaka" not in str(as_json(reading))


def test_the_letter_of_the_code_decides_where_all_of_a_type_contradict_it():
    """The types of the national list are swapped: single doctors (U) are called Klinik Utama, clinics (S) doctors."""
    assert figures(partners(*SWAPPED)) == [
        ("16.07", "fktp", "Puskesmas", "contracted", 1),
        ("16.07", "fktp", "Praktik Mandiri Dokter", "contracted", 2),
        ("16.71", "fkrtl", "Klinik Utama", "contracted", 1),
        ("16.71", "fkrtl", "Rumah Sakit", "contracted", 1),
    ]
    reading = read(workbook({"Faskes": partners(*SWAPPED)}))
    letters = [problem for problem in reading.problems if problem.code == "facility_letters"]
    assert [(one.found, one.values["count"], one.values["facility_kind"]) for one in letters] == [
        ("Klinik Utama", 2, "FKTP"),
        ("Dokter Praktik Perorangan", 1, "FKRTL"),
    ]


def test_a_type_that_only_some_codes_contradict_is_asked():
    rows = partners(*SWAPPED, ("0902S009", "Klinik Utama Edelweis", "Klinik Utama", "Swasta", PALEMBANG))
    assert ("facility_type:klinik utama", "D5") in codes(rows)
    (question,) = read(workbook({"Faskes": rows})).questions
    assert question.candidates[0] == "fktp", "two of three codes are of first level"
    answered = figures(rows, answers=(("facility_type:klinik utama", "fkrtl"),))
    assert ("16.07", "fkrtl", "Klinik Utama", "contracted", 2) in answered


def test_eight_digits_are_no_bpjs_code_unless_others_have_letters():
    """Another office's numbers must not turn hospitals into Puskesmas."""
    rows = partners(
        ("16070001", "RSUD Betung", "Rumah Sakit", "Pemerintah", BANYUASIN),
        ("16070002", "RS Mariana", "Rumah Sakit", "Swasta", BANYUASIN),
    )
    assert figures(rows) == [
        ("16.07", "fkrtl", "Rumah Sakit", "contracted", 1),
        ("16.07", "fkrtl", "Rumah Sakit", "contracted", 1),
    ]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (("0902R004", "RSUD Dahlia"), ("0902r004", "R.S.U.D. Dahlia"), 1),
        (("", "Klinik Sehat"), ("", "KLINIK  SEHAT"), 2),
        (("0902R004", "RS Dahlia"), ("0902R005", "RS Dahlia"), 2),
    ],
)
def test_a_facility_listed_twice_is_counted_once_and_said(first, second, count):
    """By its code; without one by name, area and address: here the addresses differ."""
    rows = partners(*((*one, "Rumah Sakit", "Pemerintah", PALEMBANG) for one in (first, second)))
    assert [row[-1] for row in figures(rows)] == [count]
    assert codes(rows) == ([("facility_twice", "C5")] if count == 1 else [])


def test_what_is_neither_level_is_left_out_and_what_may_be_either_is_asked():
    rows = partners(
        ("", "Apotek Anyelir", "Apotek", "Swasta", PALEMBANG),
        ("", "Apotek Bakung", "Apotek", "Swasta", PALEMBANG),
        ("", "RSB Bunda", "RS Bersalin", "Swasta", PALEMBANG),
        ("", "Griya Sehat", "Griya", "Swasta", PALEMBANG),
    )
    (table,) = read(workbook({"Faskes": rows})).tables
    assert [(one.why, one.range, one.found) for one in table.skipped] == [("other_facility", "C4", "Apotek (2)")]
    assert codes(rows) == [("facility_type:rs bersalin", "D6"), ("facility_type:griya", "D7")]
    answers = (("facility_type:rs bersalin", "fkrtl"), ("facility_type:griya", "skip"))
    assert figures(rows, answers=answers) == [("16.71", "fkrtl", "Rumah Sakit Bersalin", "contracted", 1)]


def test_a_column_of_contracts_gives_both_measures():
    rows = (
        ("Daftar Faskes Kabupaten Banyuasin per Desember 2022",),
        ("No", "Nama", "Kerja Sama BPJS"),
        ("A. Puskesmas",),
        (1, "Betung", "Ya"),
        (2, "Mariana", "Belum"),
        ("B. Klinik Pratama",),
        (1, "Sehat", "Ya"),
    )
    assert figures(rows) == [
        ("16.07", "fktp", "Puskesmas", "existing", 2),
        ("16.07", "fktp", "Puskesmas", "contracted", 1),
        ("16.07", "fktp", "Klinik Pratama", "existing", 1),
        ("16.07", "fktp", "Klinik Pratama", "contracted", 1),
    ]


def test_whether_a_list_is_of_partners_is_asked_where_nothing_says_it():
    rows = (
        ("Daftar Puskesmas Kabupaten Banyuasin Tahun 2022",),
        ("No", "Nama Puskesmas", "Kecamatan", "Jenis"),
        (1, "Betung", "Betung", "Rawat Inap"),
        (2, "Mariana", "Banyuasin I", "Non Rawat Inap"),
    )
    assert codes(rows) == [("measure", None)]
    assert figures(rows, measure="existing") == [("16.07", "fktp", "Puskesmas", "existing", 2)]


@pytest.mark.parametrize("words", ["belum bekerja sama dengan", "calon mitra"])
def test_a_list_of_those_not_yet_partners_is_not_taken_for_one_of_partners(words):
    rows = (
        (f"Daftar Puskesmas yang {words} BPJS Kesehatan Kabupaten Banyuasin Tahun 2022",),
        ("No", "Nama Puskesmas"),
        (1, "Betung"),
        (2, "Mariana"),
    )
    assert codes(rows) == [("measure", None)]


def test_years_in_which_facilities_began_are_not_years_of_the_list():
    """Each began in another year: counted by that year the list would say that there was one a year."""
    rows = (
        ("Faskes Kerja Sama BPJS Kesehatan Kabupaten Banyuasin",),
        ("No", "Nama Puskesmas", "Tahun Kerja Sama"),
        (1, "Betung", 2014),
        (2, "Mariana", 2015),
        (3, "Sembawa", 2016),
    )
    assert codes(rows) == [("period", None)]
    assert figures(rows, period="2020-12") == [("16.07", "fktp", "Puskesmas", "contracted", 3)]


def test_a_list_repeated_year_after_year_is_counted_by_year():
    rows = (
        ("Faskes Kerja Sama BPJS Kesehatan Kabupaten Banyuasin",),
        ("No", "Nama Puskesmas", "Tahun"),
        *((number, name, 2022) for number, name in enumerate(("Betung", "Mariana"), 1)),
        *((number, name, 2023) for number, name in enumerate(("Betung", "Mariana", "Sembawa"), 1)),
    )
    (table,) = read(workbook({"Faskes": rows})).tables
    assert table.rows[["year", "facilities"]].to_numpy().tolist() == [[2022, 2], [2023, 3]]


def test_a_table_of_figures_by_facility_is_no_list():
    """Members by Puskesmas are members; counting the rows would make facilities of them."""
    rows = (
        ("Peserta JKN per Puskesmas Kabupaten Banyuasin Desember 2023",),
        ("No", "Nama Puskesmas", "Jumlah Peserta"),
        (1, "Betung", 12000),
        (2, "Mariana", 15000),
    )
    assert all(table.layout != "facility_list" for table in read(workbook({"Data": rows})).tables)


def test_a_table_of_types_with_their_numbers_is_no_list():
    rows = (
        ("Fasilitas Kesehatan Kabupaten Banyuasin Tahun 2023",),
        ("No", "Fasilitas Kesehatan", "Jumlah"),
        (1, "Puskesmas", 33),
        (2, "Rumah Sakit", 4),
    )
    assert all(table.layout != "facility_list" for table in read(workbook({"Data": rows})).tables)


def test_hospitals_of_class_d_pratama_are_first_level():
    rows = (
        ("Daftar RS kerja sama BPJS Kesehatan Tahun 2023",),
        ("No", "Nama RS", "Jenis", "Kelas", "Jumlah Tempat Tidur", "Kabupaten"),
        (1, "RSUD Betung", "Rumah Sakit", "C", 120, "Kab. Banyuasin"),
        (2, "RS Pratama Sungsang", "Rumah Sakit", "D Pratama", 40, "Kab. Banyuasin"),
    )
    assert figures(rows) == [
        ("16.07", "fkrtl", "Rumah Sakit", "contracted", 1),
        ("16.07", "fktp", "Rumah Sakit Kelas D Pratama", "contracted", 1),
    ]


def test_an_unknown_area_of_a_list_is_asked_once():
    rows = partners(*(("", f"Puskesmas {n}", "Puskesmas", "Pemerintah", "Kab. Antah Berantah") for n in "ABC"))
    assert codes(rows) == [("region:kab antah berantah", "G4")]
    answered = figures(rows, answers=(("region:kab antah berantah", "16.07"),))
    assert answered == [("16.07", "fktp", "Puskesmas", "contracted", 3)]


def test_an_area_that_is_asked_for_the_whole_list_is_missing_in_no_row():
    rows = (("Nama", "Alamat", "Telepon"), ("Klinik A", "Jalan 1", "0711"), ("Klinik B", "Jalan 2", "0712"))
    reading = read(workbook({"Klinik": rows}))
    assert "region" in [question.code for question in reading.questions]
    assert reading.errors == ()
