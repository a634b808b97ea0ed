"""Figures of some of the people, without the others, are never taken for everybody."""

import pytest
from loaders_files import read, workbook

from loaders.reading import Reading
from vocab.codes import Kind

MEMBERS = "Jumlah Peserta JKN Terdaftar Desember 2024"
PEOPLE = (("Jumlah Penduduk Desember 2024",), ("Sumber: Disdukcapil",))


def one(*rows, **options: str) -> Reading:
    return read(workbook({"Sheet1": rows}), "berkas.xlsx", **options)


def wrong(reading: Reading) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in reading.errors]


@pytest.mark.parametrize(
    ("title", "header", "cell"),
    [
        (MEMBERS, ("Kelas III",), "B3"),
        (MEMBERS, ("Kelas I", "Kelas II"), "B3"),
        (f"{MEMBERS} Hak Kelas III", ("Jumlah Peserta",), "B3"),
        ("Jumlah Peserta PBPU Kelas III Desember 2024", ("Jumlah Peserta",), "B3"),
    ],
)
def test_some_classes_of_care_are_not_taken_for_all(title, header, cell):
    rows = ((title,), ("Kabupaten/Kota", *header), ("Klungkung", *[10] * len(header)), ("Bangli", *[20] * len(header)))
    assert wrong(one(*rows)) == [("part_missing", cell)]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        (MEMBERS, ("Kelas I", "Kelas II", "Kelas III")),
        (f"{MEMBERS} Kelas I, II, dan III", ("Jumlah Peserta",)),
        (f"{MEMBERS} menurut Kelas 1 s.d. 3", ("Jumlah Peserta",)),
        ("Jumlah Peserta PBI Kelas III Desember 2024", ("Jumlah Peserta",)),
    ],
)
def test_all_classes_of_care_are_everybody(title, header):
    rows = ((title,), ("Kabupaten/Kota", *header), ("Klungkung", *[10] * len(header)), ("Bangli", *[20] * len(header)))
    reading = one(*rows)
    assert (wrong(reading), reading.exit_code) == ([], 0)
    assert list(reading.rows_by_kind[Kind.MEMBERSHIP]["registered_people"]) == [10 * len(header), 20 * len(header)]


def test_rows_of_one_class_are_not_taken_for_all():
    assert wrong(one((f"{MEMBERS} Kabupaten Klungkung",), ("Kelas", "Jumlah Peserta"), ("Kelas III", 10))) == [
        ("part_missing", "B3")
    ]


@pytest.mark.parametrize("rows", [(("Kabupaten/Kota", "0-4 Tahun"), ("Klungkung", 10), ("Bangli", 20))])
def test_one_age_across_is_not_taken_for_everybody(rows):
    assert wrong(one(*PEOPLE, *rows)) == [("part_missing", "B4")]


def test_one_religion_down_is_not_taken_for_everybody():
    header = ("Kabupaten/Kota", "Agama", "Jumlah Penduduk")
    assert wrong(one(*PEOPLE, header, ("Klungkung", "Hindu", 10), ("Bangli", "Hindu", 20))) == [("part_missing", "C4")]


def test_people_whose_religion_is_not_filled_in_are_people():
    rows = ((1, "Islam", 10), (2, "Hindu", 20), ("", "JUMLAH", 30), ("", "BELUM MENGISI", 70), ("", "TOTAL", 100))
    title = (("Jumlah Penduduk Menurut Agama Kabupaten Klungkung Desember 2024",), PEOPLE[1])
    reading = one(*title, ("No", "Agama", "Jumlah"), *rows)
    assert (list(reading.rows_by_kind[Kind.POPULATION]["people"]), wrong(reading)) == ([100], [])
