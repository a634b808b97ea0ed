"""Years across or down under a title that says the month: that month of each year, December only where none is said."""

import pytest
from loaders_files import read, workbook

from loaders.reading import Reading
from vocab.codes import Kind

MEMBERS = "Jumlah Peserta JKN Terdaftar"
PEOPLE = ("Sumber: Disdukcapil",)


def one(rows, sheet: str = "Sheet1", **options: str) -> Reading:
    return read(workbook({sheet: rows}), "berkas.xlsx", **options)


def periods(reading: Reading, kind: Kind = Kind.MEMBERSHIP) -> list[str]:
    return list(dict.fromkeys(reading.rows_by_kind[kind]["period"]))


def across(title: str, sheet: str = "Sheet1") -> Reading:
    return one(((title,), ("Kabupaten/Kota", 2023, 2024), ("Klungkung", 1000, 1100), ("Bangli", 2000, 2100)), sheet)


@pytest.mark.parametrize(
    "said",
    [
        *("posisi Juni", "per 30 Juni", "Semester I", "posisi Jun", "Triwulan II", "Juni 2023 dan Juni 2024"),
        *("posisi Juni Tahun 2023-2024", "Semester I Tahun 2023 dan 2024"),
    ],
)
def test_the_month_of_the_title_holds_in_each_year_across(said):
    reading = across(f"{MEMBERS} {said}")
    assert (periods(reading), reading.exit_code) == (["2023-06", "2024-06"], 0)
    assert [problem.values["assumption"] for problem in reading.problems] == ["month_of_title"]


def test_the_month_of_the_title_holds_in_each_year_down():
    header = ("Kabupaten/Kota", "Tahun", "Jumlah Penduduk")
    rows = (("Jumlah Penduduk Semester I",), PEOPLE, header, ("Klungkung", 2023, 1000), ("Klungkung", 2024, 1100))
    assert periods(one(rows), Kind.POPULATION) == ["2023-06", "2024-06"]


def test_a_sheet_named_after_a_month_says_it_too():
    assert periods(across(MEMBERS, sheet="Juni")) == ["2023-06", "2024-06"]


def test_a_month_of_one_year_holds_in_that_year_only():
    assert periods(across(f"{MEMBERS} per 30 Juni 2024")) == ["2023-12", "2024-06"]


@pytest.mark.parametrize(
    "said", ["", "Tahun 2023-2024", "Kec. Mar", "Januari s.d. Juni 2024", "dicetak 15 Juli 2024", "Semester I-II"]
)
def test_years_without_one_month_stay_december(said):
    assert periods(across(f"{MEMBERS} {said}")) == ["2023-12", "2024-12"]


def test_the_first_of_a_month_over_years_is_an_error():
    reading = across(f"{MEMBERS} per 1 Juli")
    assert [problem.code for problem in reading.errors] == ["period_unclear"]
