"""Files with people in them: refused, or counted and thrown away; no name and no number of anybody leaves the child."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from loaders_files import PLAN, Rows, read, table, workbook

from loaders.files.cage import caged
from loaders.files.safety import inspect
from loaders.frames import text_limits
from loaders.listing import as_json
from loaders.people.person_numbers import is_official_number, is_person_number, is_phone_number, masked
from loaders.problems import Problem
from loaders.reading import Reading

TITLE = "Daftar Peserta JKN Kabupaten Banyuasin Bulan Agustus 2016"
HEADER = ("No", "NIK", "Nama Peserta", "Tanggal Lahir", "Alamat", "Segmen", "Status")
PLANTED = "Rahasiawati"
"""Part of every name that is planted."""


def person(number: int, segment: str = "PBI APBN", status: str = "Aktif", *, nik: object = None) -> tuple[object, ...]:
    """A made-up person of a list."""
    own = f"16070112039{number:05d}" if nik is None else nik
    return (number, own, f"{PLANTED} {number}", "12-03-1990", f"Gang {PLANTED}", segment, status)


def people(*rows: Sequence[object], header: Sequence[object] = HEADER) -> bytes:
    """A workbook with a list of persons."""
    return workbook({"Data": ((TITLE,), (), header, *rows)})


def counted(data: bytes, **options: object) -> Reading:
    """The reading of a list that may be counted."""
    answers = (("people", "count"), *options.pop("answers", ()))  # type: ignore[misc]
    return read(data, answers=answers, **options)  # type: ignore[arg-type]


def figures(reading: Reading) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """Registered and active people by area, month and segment."""
    rows = [row for found in as_json(reading)["tables"] for row in found["rows"]]
    return {
        (row["region_code"], row["period"], row["segment"]): (row["registered_people"], row["active_people"])
        for row in rows
    }


def told(reading: Reading) -> list[tuple[str, str | None, object]]:
    """Code, cell and number of each problem about persons, and each question's code and cell."""
    codes = ("people_", "person_", "personal_", "phone_", "value_missing")
    problems = [(one.code, one.cell, one.values.get("count")) for one in reading.problems if one.code.startswith(codes)]
    return [*problems, *((one.code, one.cell, None) for one in reading.questions)]


def everything(reading: Reading) -> str:
    """All that a reading holds, as text."""
    tables = [found.rows.to_csv() + str(found) for found in reading.tables]
    return "\n".join(
        [*tables, json.dumps(as_json(reading)), str(reading), str([asdict(one) for one in reading.problems])]
    )


def written_by_the_child(data: bytes, answers: dict[str, str], name: str = "berkas.xlsx") -> bytes:
    """Every byte that the child leaves in its directory, but for the file it was given."""
    container = inspect(data, file_name=name)
    assert not isinstance(container, Problem)
    request = {
        "container": container.kind,
        "odd_parts": container.odd_parts,
        "file_name": name,
        "options": answers,
        "remembered": {},
        "areas": {},
        "text_limits": text_limits(),
    }
    with caged(data, request) as answer:
        assert answer.result is not None
        return b"".join(path.read_bytes() for path in answer.directory.rglob("*") if path.name != "input")


LIST = (
    *(person(n, ("PBI APBN", "PBI APBD", "Mandiri")[n % 3], ("Aktif", "Tidak Aktif")[n % 2]) for n in range(1, 31)),
    ("Jumlah", "", "", "", "", "", 30),
    ("Mengetahui,",),
    ("", "", f"Kepala Dinas {PLANTED}"),
    ("NIP 19650101 199003 1 001",),
)


def test_a_list_of_persons_is_refused_naming_the_columns_to_delete():
    reading = read(people(*LIST))
    assert reading.exit_code == 4
    assert reading.tables == ()
    assert [(one.code, one.sheet, one.cell, one.values["column"]) for one in reading.errors] == [
        ("personal_data", "Data", "B3", "NIK"),
        ("personal_data", "Data", "C3", "Nama Peserta"),
        ("personal_data", "Data", "D3", "Tanggal Lahir"),
    ]
    (question,) = reading.questions
    assert (question.code, question.candidates, question.cell) == ("people", ("count",), "B3")


def test_on_the_users_word_it_is_counted_by_segment_and_status():
    reading = counted(people(*LIST))
    assert reading.exit_code == 0
    assert figures(reading) == {
        ("16.07", "2016-08", "pbi_apbn"): (10, 5),
        ("16.07", "2016-08", "pbi_apbd"): (10, 5),
        ("16.07", "2016-08", "pbpu"): (10, 5),
    }
    assert told(reading) == [("people_counted", "B3", 30)]
    (said,) = (one for one in reading.problems if one.code == "people_counted")
    assert said.values["columns"] == "NIK, Nama Peserta, Tanggal Lahir"


@pytest.mark.parametrize("answers", [{}, {"people": "count"}])
def test_nobody_leaves_the_child(answers, tmp_path, monkeypatch):
    """Names, numbers, addresses and days of birth are in no byte that is written, and nothing is left on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = people(*LIST, person(99, PLANTED, PLANTED), person(98, "Segmen Aneh"))
    told_bytes = written_by_the_child(data, answers)
    reading = read(data, answers=tuple(answers.items()))
    for secret in (PLANTED, PLANTED.lower(), "16070112039", "12-03-1990", "1990-03-12", "19650101", "Gang"):
        assert secret.encode() not in told_bytes
        assert secret not in everything(reading)
    assert getattr(reading, "pictures", ()) == ()
    assert list(tmp_path.iterdir()) == []


def test_nobody_leaves_the_child_by_way_of_a_csv():
    lines = [TITLE, "", ";".join(HEADER), *(";".join(map(str, person(n))) for n in range(1, 9))]
    data = "\n".join(lines).encode()
    for answers in ({}, {"people": "count"}):
        told_bytes = written_by_the_child(data, answers, "daftar.csv")
        assert PLANTED.encode() not in told_bytes and b"16070112039" not in told_bytes
    assert figures(counted(data, name="daftar.csv")) == {("16.07", "2016-08", "pbi_apbn"): (8, 8)}


def test_a_name_in_the_wrong_column_is_told_by_its_cell_alone():
    reading = counted(people(*(person(n) for n in range(1, 6)), person(6, f"{PLANTED} 3")))
    assert told(reading) == [("people_label", "F9", 1), ("people_counted", "B3", 6)]
    assert PLANTED not in everything(reading) and PLANTED.lower() not in everything(reading)


def test_a_name_is_not_repeated_as_a_label_however_often_it_occurs():
    reading = counted(people(*(person(n, f"{PLANTED} 1") for n in range(1, 6))))
    assert told(reading) == [("people_label", "F4", 5), ("people_counted", "B3", 5)]
    assert PLANTED.lower() not in everything(reading)


def test_a_segment_that_is_surely_a_label_is_asked_and_the_answer_holds():
    data = people(*(person(n, "Segmen Khusus") for n in range(1, 6)))
    assert told(counted(data)) == [("people_counted", "B3", 5), ("segment:segmen khusus", "F4", None)]
    answered = counted(data, answers=(("segment:segmen khusus", "bp"),))
    assert figures(answered) == {("16.07", "2016-08", "bp"): (5, 5)}


def test_a_person_in_the_list_twice_is_said_as_a_number():
    data = people(
        *(person(n) for n in range(1, 6)), person(6, nik="1607 0112 0390 0001"), person(7, nik="1607011203900002")
    )
    reading = counted(data)
    assert told(reading)[0] == ("people_twice", None, 2)
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (7, 7)}
    assert "16070112039" not in everything(reading)


def test_a_number_that_a_spreadsheet_rounded_is_nobody_twice():
    """Fifteen digits are kept of sixteen: neighbours look the same."""
    reading = counted(people(*(person(n, nik=1607011203900000.0) for n in range(1, 6))))
    assert told(reading) == [("people_counted", "B3", 5)]


def test_a_number_that_a_csv_writes_as_a_power_is_nobody_twice():
    lines = [TITLE, ";".join(HEADER), *(";".join(map(str, person(n, nik="1,60701E+15"))) for n in range(1, 6))]
    assert told(counted("\n".join(lines).encode(), name="daftar.csv")) == [("people_counted", "B2", 5)]


def test_headings_repeated_on_each_page_and_totals_are_no_persons():
    total = ("Jumlah", "4 orang", "", "", "", "Total", 4)
    reading = counted(
        people(*(person(n) for n in (1, 2)), HEADER, (1, 2, 3, 4, 5, 6, 7), *(person(n) for n in (3, 4)), total)
    )
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (4, 4)}
    assert told(reading) == [("people_counted", "B3", 4)]


def test_a_heading_far_under_a_list_does_not_become_its_header():
    """The persons above it would be lost."""
    below = (("", "", "", "", "", "", "", "Nama Kepala Keluarga"), ("", "", "", "", "", "", "", PLANTED))
    reading = counted(people(*(person(n) for n in range(1, 7)), *below))
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (6, 6)}


def test_those_who_sign_under_a_list_are_not_counted():
    rows = [(f"16070112039{n:05d}", f"{PLANTED} {n}", "PBI") for n in range(1, 5)]
    signature = ((), ("", f"{PLANTED} 77", f"{PLANTED} 78"))
    reading = counted(people(*rows, *signature, header=("NIK", "Nama Peserta", "Segmen")))
    assert figures(reading) == {("16.07", "2016-08", "pbi"): (4, None)}
    assert ("people_left", "A9", 1) in told(reading)


def test_a_family_card_that_stands_again_is_nobody_twice():
    header = ("No", "No KK", "Nama", "Jenis Kelamin", "Umur", "Segmen", "Status")
    reading = counted(people(*(person(n, nik="1607011203900001") for n in range(1, 6)), header=header))
    assert told(reading) == [("people_counted", "B3", 5)]


def test_a_list_without_headings_is_refused_and_counted_by_what_stands_in_it():
    data = workbook({"Data": [person(n, ("PBI APBN", "Mandiri")[n % 2]) for n in range(1, 9)]})
    assert [(one.code, one.cell) for one in read(data).errors] == [("personal_data", "B1")]
    reading = counted(data, region="16.07", period="2016-08")
    assert figures(reading) == {
        ("16.07", "2016-08", "pbi_apbn"): (4, 4),
        ("16.07", "2016-08", "pbpu"): (4, 4),
    }
    assert PLANTED not in everything(reading)


def test_names_alone_make_a_list_of_persons():
    header = ("No", "Nama", "Jenis Kelamin", "Umur", "Segmen")
    data = workbook({"Data": (header, *((n, f"{PLANTED} {n}", "P", 30 + n, "PBI") for n in range(1, 5)))})
    assert [(one.code, one.cell) for one in read(data).errors] == [("personal_data", "B1")]
    assert figures(counted(data, region="16.07", period="2016-08")) == {("16.07", "2016-08", "pbi"): (4, None)}


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [
        ("No. Identitas (NIK/KTP)", True),
        ("Nama sesuai KTP", True),
        ("NAMA PESERTA JKN-KIS", True),
        ("Jumlah NIK padan", False),
        ("NIK tidak ditemukan", False),
        ("NIK not found", False),
        ("Nama peserta sesuai KTP elektronik yang masih berlaku", True),
        (f"Tuliskan nama skema target dan berapa jiwa yang dicakup {'menurut rencana daerah ' * 5}", False),
        ("Nama Badan Usaha", False),
        ("Nama Ibu Kota Kabupaten", False),
    ],
)
def test_longer_headings_tell_persons_from_counts_and_areas(heading, is_told):
    data = workbook({"Data": (("No", heading, "Keterangan"), (1, "abc", "x"), (2, "def", "y"))})
    assert ("personal_data" in [one.code for one in read(data).problems]) == is_told


@pytest.mark.parametrize("title", ["Data Pasien Puskesmas Betung Agustus 2016", "Daftar Warga Agustus 2016"])
def test_persons_who_may_be_no_members_are_asked_about(title):
    """Counting any list of persons as members would store a wrong number."""
    header = ("NIK", "Nama", "Kabupaten")
    rows = [(f"16070112039{n:05d}", f"{PLANTED} {n}", "Kab. Banyuasin") for n in range(1, 5)]
    data = workbook({"Data": ((title,), header, *rows)})
    assert ("kind", None, None) in told(counted(data))
    assert figures(counted(data, kind="membership")) == {("16.07", "2016-08", "total"): (4, None)}


def test_patients_with_their_segments_are_not_taken_for_members():
    title = "Kunjungan Pasien JKN Kabupaten Banyuasin Agustus 2016"
    data = workbook({"Data": ((title,), HEADER, *(person(n) for n in range(1, 5)))})
    assert ("kind", None, None) in told(counted(data))


def test_members_of_another_programme_are_not_counted():
    title = "Daftar Peserta BPJS Ketenagakerjaan Kabupaten Banyuasin Agustus 2016"
    reading = counted(workbook({"Data": ((title,), HEADER, *(person(n) for n in range(1, 5)))}))
    assert (reading.exit_code, reading.tables) == (4, ())
    assert [one.code for one in reading.errors] == ["other_programme"]


def test_a_name_beside_a_code_does_not_become_that_of_an_area():
    header = ("NIK", "Nama", "Kabupaten", "Segmen")
    rows = [(f"16070112039{n:05d}", f"{PLANTED} {n}", f"16.07.99 {PLANTED}", "PBI") for n in range(1, 5)]
    reading = counted(people(*rows, header=header))
    assert figures(reading) == {("16.07.99", "2016-08", "pbi"): (4, None)}
    assert PLANTED not in everything(reading) and PLANTED.lower() not in everything(reading)


def test_an_unknown_area_of_the_rows_is_asked_and_not_taken_from_the_title():
    header = ("NIK", "Nama", "Kabupaten", "Segmen")
    rows = [(f"16070112039{n:05d}", f"{PLANTED} {n}", "Antah Berantah", "PBI") for n in range(1, 5)]
    assert ("region:antah berantah", "C4", None) in told(counted(people(*rows, header=header)))


def test_a_name_above_the_header_is_not_repeated():
    above = (f"Daftar Peserta JKN Agustus 2016, petugas {PLANTED}",)
    data = workbook({"Data": (above, HEADER, *(person(n) for n in range(1, 5)))})
    reading = counted(data)
    assert ("region", None, None) in told(reading)
    assert PLANTED not in everything(reading)


def test_areas_and_months_of_the_rows_are_taken_before_the_title():
    header = ("NIK", "Nama", "Kabupaten/Kota", "Periode", "Segmen")
    rows = [
        (f"16070112039{n:05d}", f"{PLANTED} {n}", ("Kab. Banyuasin", "Kota Palembang")[n % 2], "Sep-16", "PBI")
        for n in range(1, 7)
    ]
    assert figures(counted(people(*rows, header=header))) == {
        ("16.07", "2016-09", "pbi"): (3, None),
        ("16.71", "2016-09", "pbi"): (3, None),
    }


def test_a_status_that_cannot_be_read_leaves_the_active_count_open():
    reading = counted(people(*(person(n) for n in range(1, 6)), person(6, status="Mutasi?")))
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (6, None)}
    assert told(reading)[0] == ("people_status", None, 1)


def test_persons_outside_jkn_are_left_out_and_said():
    reading = counted(people(*(person(n) for n in range(1, 4)), *(person(n, "Belum tercover") for n in range(4, 6))))
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (3, 3)}
    assert [(one.range, one.why, one.found) for one in reading.tables[0].skipped] == [("B7", "outside_jkn", "2")]


def test_half_empty_rows_are_not_counted_silently():
    reading = counted(people(*(person(n) for n in range(1, 5)), ("", "tidak ada", f"{PLANTED} 9", "", "", "", "")))
    assert ("people_left", "B8", 1) in told(reading)
    assert figures(reading) == {("16.07", "2016-08", "pbi_apbn"): (4, 4)}


def test_a_list_that_begins_far_down_is_found():
    """Only the first 3.000 rows were once searched."""
    rows = [("Judul", "Isi"), *(("a", "b") for _ in range(5000)), *((f"16070112039{n:05d}", "x") for n in range(3))]
    assert [(one.code, one.cell) for one in read(workbook({"Data": rows})).errors] == [("personal_data", "A5002")]


def test_figures_on_another_sheet_are_read_beside_a_counted_list():
    figure = (("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)"), ("16.71", "2016-08", "BP", 12))
    data = workbook({"Data": ((TITLE,), HEADER, *(person(n) for n in range(1, 5))), "Rekap": figure})
    assert read(data).exit_code == 4
    assert figures(counted(data)) == {
        ("16.07", "2016-08", "pbi_apbn"): (4, 4),
        ("16.71", "2016-08", "bp"): (12, None),
    }


def test_only_the_word_count_lets_persons_be_counted():
    reading = read(people(*LIST), answers=(("people", "ya"),))
    assert reading.exit_code == 4 and reading.tables == ()


def test_the_answer_is_remembered_for_the_same_form_only():
    data = people(*LIST)
    form = counted(data).tables[0].fingerprint
    remembered = {form: {"people": "count"}}
    from loaders.reading import read_file

    assert read_file(data, file_name="berkas.xlsx", remembered=remembered).exit_code == 0
    other = people(*LIST, header=(*HEADER[:-1], "Keadaan"))
    assert read_file(other, file_name="berkas.xlsx", remembered=remembered).exit_code == 4


NUMBERS = (
    *("3302011234560001", "3302 0112 3456 0001", "3302-0112-3456-0001", "3302.0112.3456.0001", "NIK:3302011234560001."),
    *("33.02.01.120390.0001", "330201-120390-0001", "33 02 01 12 03 90 0001", "3.30201123456E+15", "3,30201E+15"),
    *(
        "3302\u00a00112\u00a03456\u00a00001",
        "３３０２０１１２３４５６０００１",
        "a.n. Siti (3302011234560001)",
        "0001234567890",
    ),
)
NO_NUMBERS = (
    *("3.302.011.234.560.001", "Rp 3.302.011.234.560.001,00", "Rp1.500.000.000.000", "150000000000000"),
    *("Tahun 2018 2019 2020 2021", "31.12.2023-31.12.2024", "2023-01-02 2024-03-04", "12 13 14 15 16 17 18 19"),
    *("5.1.02.01.01.0024", "440/1234/2024/0001", "0902R003", "0902U001", "081234567890", "0.1234567890123456"),
    *("https://contoh.id/p/1015678901234567", "3,30E+12", "1.02.02.2.02.0026"),
)


@pytest.mark.parametrize("written", NUMBERS)
def test_a_persons_number_is_known_and_masked_in_every_writing(written):
    assert is_person_number(written)
    assert not any(piece in masked(written) for piece in ("0112", "1234567890", "１１２", "120390", "3,30", "3.30"))


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_other_long_numbers_are_no_persons(written):
    assert not is_person_number(written)
    assert masked(written) == written


def test_numbers_of_a_spreadsheet_are_known_by_their_area():
    assert is_person_number(3302011234560000.0)
    assert not is_person_number(1500000000000000.0) and not is_person_number(330201123456000.0)


def test_officials_and_telephones_are_known():
    assert is_official_number("NIP. 19650101 199003 1 001") and is_official_number("196501011990031001")
    assert not is_official_number("20230101 sampai 20231231")
    assert is_phone_number("hub. 0812-3456-7890") and is_phone_number("+62 812 3456 7890")
    assert not is_phone_number("0711-123456") and not is_phone_number("Rp 812.345.678")


def plan(text: str, *, status: str = "Belum terealisasi", after: Rows = ()) -> Reading:
    """The reading of an activity plan with one more activity."""
    rows = (*PLAN, ("3.", "Dinas Sosial", text, status), *after)
    return read(workbook({"Rencana": rows}), origin="2016-08")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Verifikasi a.n. Siti 3302 0112 3456 0001", "person_number"),
        ("Verifikasi NIK 3302011234560001", "person_number"),
        ("Koordinasi dengan Budi, NIP 19650101 199003 1 001", "person_number"),
        ("Hubungi 0812-3456-7890", "phone_number"),
    ],
)
def test_numbers_in_the_text_of_an_activity_are_caught_and_not_repeated(text, code):
    reading = plan(text)
    assert [(one.code, one.cell) for one in reading.problems if one.code in ("person_number", "phone_number")] == [
        (code, "C10")
    ]
    assert reading.exit_code == (4 if code == "person_number" else 0)
    if code == "person_number":
        assert "3456 0001" not in everything(reading) and "3302011234560001" not in everything(reading)
        assert "199003" not in everything(reading)


def test_a_number_that_a_message_cuts_in_two_is_not_half_repeated():
    words = f"{'petugas ' * 14}3302011234560001"
    assert words.index("3302") == 112, "a message repeats 120 characters of it"
    reading = plan("Sosialisasi", status=words)
    (found,) = [problem.found for problem in reading.errors if problem.code == "code_unknown"]
    assert found.startswith("petugas") and "3302" not in everything(reading)


def test_a_number_among_the_texts_of_a_facility_is_not_repeated():
    header = ("Kode Wilayah", "Tahun", "Tingkat Fasilitas", "Pemilik", "Jumlah Fasilitas")
    reading = read(table(("16.07", 2023, "FKTP", "dr. Siti 3302011234560001", 2), header=header))
    assert [(one.code, one.cell) for one in reading.errors] == [("person_number", "D2")]
    assert "3302011234560001" not in everything(reading)


def test_rupiah_years_and_codes_in_activities_are_left_alone():
    reading = plan("Anggaran Rp 1.500.000.000.000 (5.1.02.01.01.0024), 2018 2019 2020 2021, RSUD 0902R003")
    assert reading.exit_code == 0
    assert "1.500.000.000.000" in everything(reading)


def test_a_signature_and_a_number_under_a_table_are_not_read_and_said():
    signature = ((), ("Mengetahui,",), ("Kepala Dinas",), ("NIP 19650101 199003 1 001",))
    assert plan("Sosialisasi", after=signature).exit_code == 0
    reading = plan("Sosialisasi", after=((), ("Sumber: petugas 3302011234560001",)))
    assert ("person_number_left_out", "A12", 1) in told(reading)
    assert reading.exit_code == 0 and "3302011234560001" not in everything(reading)


def test_one_number_in_a_remark_of_a_tidy_table_is_an_error_with_its_cell():
    header = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)", "Catatan")
    data = table(("16.07", "2016-08", "BP", 12, "koreksi 3302011234560001"), header=header)
    reading = read(data)
    assert ("person_number", "E2", None) in told(reading)
    assert "3302011234560001" not in everything(reading)


def test_a_number_among_figures_is_told_once():
    header = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)")
    reading = read(table(("16.07", "2016-08", "BP", 3302011234560001), ("16.71", "2016-08", "BP", 12), header=header))
    assert [(one.code, one.cell) for one in reading.errors] == [("count_too_large", "D2")]
    assert "3302011234560001" not in everything(reading)


def test_a_number_in_the_name_of_a_file_or_sheet_is_an_error():
    header = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)")
    row = ("16.07", "2016-08", "BP", 12)
    named = [
        read(table(row, header=header), name="3302011234560001.xlsx"),
        read(workbook({"3302011234560001": (header, row)})),
    ]
    assert ["person_number_in_name" in [one.code for one in reading.errors] for reading in named] == [True, True]
    assert not read(table(row, header=header), name="data 20230131120000.xlsx").errors


def test_words_that_are_no_heading_do_not_refuse_a_table():
    """Reasons why records did not match are labels with figures, not columns of persons."""
    rows = (("Penyebab data tidak padan", "Jumlah"), ("NIK", 120), ("Nama Lengkap", 45), ("Tanggal Lahir", 12))
    assert "personal_data" not in [one.code for one in read(workbook({"Padan": rows})).problems]


def test_names_of_areas_and_facilities_are_no_persons():
    rows = (("No", "Nama", "Alamat", "Jenis"), *((n, f"Puskesmas {n}", "Jl. A", "Puskesmas") for n in range(1, 5)))
    assert "personal_data" not in [one.code for one in read(workbook({"Faskes": rows})).problems]


def test_the_command_line_repeats_nobody(tmp_path, capsys):
    from loaders.__main__ import main

    path = Path(tmp_path) / "daftar.xlsx"
    path.write_bytes(people(*LIST, person(99, PLANTED, PLANTED)))
    for more in ([], ["--json"], ["--answer", "people=count"], ["--answer", "people=count", "--json"]):
        main(["check", str(path), *more])
    shown = capsys.readouterr()
    assert PLANTED.lower() not in (shown.out + shown.err).lower()
    assert "16070112039" not in shown.out + shown.err
