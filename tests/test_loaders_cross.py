"""Printed tables of any orientation: what lies across and what down, what is asked, added up, checked or left out."""

from datetime import datetime

import pytest
from loaders_files import example, read, table, workbook

from loaders.frames import areas_of
from loaders.problems import Level
from loaders.reading import Reading, read_file
from vocab.codes import Kind

BALI = "REKAPITULASI KEPESERTAAN JKN PROVINSI BALI"
RECAP = (
    (BALI,),
    ("POSISI 31 DESEMBER 2024",),
    (),
    ("No", "Kabupaten/Kota", "Jumlah Penduduk", "Peserta", "", "", "", "Jumlah Peserta", "Cakupan (%)", "Aktif", "%"),
    ("", "", "", "PBI APBN", "PBI APBD", "PPU", "PBPU", "", "", "", ""),
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    (1, "Kab. Klungkung", "211.000", "30.000", "60.000", "60.000", "40.000", "190.000", "90,05", "150.000", "78,95"),
    (2, "Kab. Bangli", "260.000", "50.000", "80.000", "60.000", "50.000", "240.000", "92,31", "200.000", "83,33"),
    ("", "JUMLAH", "471.000", "80.000", "140.000", "120.000", "90.000", "430.000", "91,30", "350.000", "81,40"),
    ("Sumber: BPJS Kesehatan",),
)


def rows_of(reading: Reading, kind: Kind, *columns: str) -> list[tuple[object, ...]]:
    rows = reading.rows_by_kind[kind][list(columns)].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).to_numpy()]


def one(rows, name: str = "berkas.xlsx", **options: str) -> Reading:
    return read(workbook({"Sheet1": rows}), name, **options)


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems if problem.code not in ("taken_from", "period_assumed")]


def asked(reading: Reading) -> list[str]:
    return [question.code for question in reading.questions]


def test_a_recap_gives_population_segments_and_active_people_in_one_reading():
    reading = one(RECAP)
    assert (reading.exit_code, asked(reading)) == (3, ["source"])
    assert rows_of(
        reading, Kind.MEMBERSHIP, "region_code", "segment", "registered_people", "active_people", "cell"
    ) == [
        ("51.05", "pbi_apbn", 30000, None, "D7"),
        ("51.05", "pbi_apbd", 60000, None, "E7"),
        ("51.05", "ppu", 60000, None, "F7"),
        ("51.05", "pbpu", 40000, None, "G7"),
        ("51.05", "total", None, 150000, "J7"),
        ("51.06", "pbi_apbn", 50000, None, "D8"),
        ("51.06", "pbi_apbd", 80000, None, "E8"),
        ("51.06", "ppu", 60000, None, "F8"),
        ("51.06", "pbpu", 50000, None, "G8"),
        ("51.06", "total", None, 200000, "J8"),
    ]
    assert rows_of(reading, Kind.POPULATION, "region_code", "period", "people", "cell") == [
        ("51.05", "2024-12", 211000, "C7"),
        ("51.06", "2024-12", 260000, "C8"),
    ]
    answered = one(RECAP, source="disdukcapil")
    assert (answered.exit_code, {found.layout for found in answered.tables}) == (0, {"recap"})


def test_the_printed_totals_and_percentages_of_a_recap_are_checked():
    reported = {check.cell: check for found in one(RECAP).tables for check in found.reported}
    assert all(check.is_consistent for check in reported.values())
    assert {reported[cell].what for cell in ("I7", "I8")} == {"percent_of_population"}
    assert {reported[cell].what for cell in ("K7", "K8")} == {"percent_of_registered"}
    assert {cell for cell, check in reported.items() if check.what == "total"} >= {"C9", "D9", "H7", "H8", "H9", "J9"}


@pytest.mark.parametrize(
    ("cell", "value", "code", "level"),
    [
        ((6, 7), "190.001", "total_differs", Level.ERROR),
        ((8, 3), "80.001", "total_differs", Level.ERROR),
        ((7, 8), "82,31", "percent_differs", Level.WARNING),
        ((7, 10), "38,33", "percent_differs", Level.WARNING),
    ],
)
def test_a_wrong_total_or_percentage_in_a_recap_is_named_by_its_cell(cell, value, code, level):
    at, column = cell
    rows = [list(row) for row in RECAP]
    rows[at][column] = value
    found = [(problem.code, problem.cell, problem.level) for problem in one(rows).problems]
    assert (code, f"{'ABCDEFGHIJK'[column]}{at + 1}", level) in found


def test_two_denominators_side_by_side_are_rows_of_two_sources():
    rows = (
        ("Cakupan Kepesertaan JKN Desember 2024",),
        ("No", "Kabupaten/Kota", "Penduduk BPJS", "Penduduk Dukcapil", "Peserta", "Cakupan BPJS", "Cakupan Dukcapil"),
        (1, "Klungkung", 211000, 220000, 190000, "90,05%", "86,36%"),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.POPULATION, "source", "people") == [("bpjs", 211000), ("disdukcapil", 220000)]
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("total", 190000)]
    assert (reading.exit_code, codes(reading)) == (0, [])


def test_registered_and_active_under_each_segment():
    rows = (
        ("Kepesertaan JKN Desember 2024",),
        ("Kabupaten/Kota", "PBI APBN", "", "PBPU", "", "Jumlah", ""),
        ("", "Terdaftar", "Aktif", "Terdaftar", "Aktif", "Terdaftar", "Aktif"),
        ("Klungkung", 100, 90, 50, 40, 150, 130),
    )
    reading = one(rows)
    assert rows_of(
        reading, Kind.MEMBERSHIP, "segment", "registered_people", "active_people", "cell", "active_cell"
    ) == [
        ("pbi_apbn", 100, 90, "B4", "C4"),
        ("pbpu", 50, 40, "D4", "E4"),
    ]
    assert {check.cell for check in reading.tables[0].reported} == {"F4", "G4"}


def test_an_unknown_heading_among_segments_is_asked_and_not_dropped():
    rows = (
        ("Rekap Kepesertaan JKN Januari 2024",),
        ("Kabupaten/Kota", "Peserta Terdaftar", "", "", "", "Peserta Aktif", "", "", ""),
        ("", "PBI APBN", "BPJS Daerah", "PPU", "Jumlah", "PBI APBN", "BPJS Daerah", "PPU", "Jumlah"),
        ("Klungkung", 50, 30, 20, 100, 45, 25, 15, 85),
        ("Bangli", 60, 40, 30, 130, 55, 35, 25, 115),
    )
    open_still = one(rows)
    assert (asked(open_still), open_still.exit_code) == (["segment:bpjs daerah"], 3)
    columns = ("segment", "registered_people", "active_people")
    assert rows_of(open_still, Kind.MEMBERSHIP, *columns)[1] == (None, 30, 25)
    settled = one(rows, answers=(("segment:bpjs daerah", "pbi_apbd"),))
    assert settled.exit_code == 0
    assert rows_of(settled, Kind.MEMBERSHIP, *columns) == [
        *(("pbi_apbn", 50, 45), ("pbi_apbd", 30, 25), ("ppu", 20, 15)),
        *(("pbi_apbn", 60, 55), ("pbi_apbd", 40, 35), ("ppu", 30, 25)),
    ]


def test_unknown_headings_at_the_edges_of_segments_are_asked_too():
    rows = (
        ("Rekap Kepesertaan JKN Januari 2024",),
        ("Kabupaten/Kota", "Daerah Lama", "Daerah Baru", "PBI APBN", "PPU", "Gotong Royong", "Jumlah"),
        ("Klungkung", 1, 2, 50, 30, 20, 103),
        ("Bangli", 2, 3, 60, 40, 30, 135),
    )
    assert set(asked(one(rows))) == {"segment:daerah lama", "segment:daerah baru", "segment:gotong royong"}


NAMED = ("PBI APBN", "PNS Pusat", "PNS Daerah", "TNI/POLRI", "Penerima Pensiun", "Veteran")
ADDED_UP = [("pbi_apbn", 10), ("ppu_pn", 12), ("bp", 11)]


@pytest.mark.parametrize(
    "rows",
    [
        (("Kabupaten/Kota", *NAMED, "Jumlah"), ("Bangli", 10, 3, 4, 5, 5, 6, 33)),
        (("Kategori", "Jumlah"), *zip(NAMED, (10, 3, 4, 5, 5, 6), strict=True), ("Jumlah", 33)),
        (("Kabupaten", "Segmen", "Peserta"), *zip(["Bangli"] * 6, NAMED, (10, 3, 4, 5, 5, 6), strict=True)),
        (
            ("Kabupaten", "Periode", "Segmen", "Peserta Terdaftar"),
            *zip(["Bangli"] * 6, ["2024-01"] * 6, NAMED, (10, 3, 4, 5, 5, 6), strict=True),
        ),
    ],
)
def test_people_of_one_segment_under_several_labels_are_added_up_and_said(rows):
    reading = one((("Peserta JKN Kabupaten Bangli Januari 2024",), *rows))
    assert (reading.exit_code, asked(reading)) == (0, [])
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == ADDED_UP
    assert "summed" in codes(reading)


@pytest.mark.parametrize(
    ("figures", "read_as"),
    [
        ((("PBI", 10), ("PBI APBN", 4), ("PBI APBD", 6), ("PPU", 5)), [("pbi_apbn", 4), ("pbi_apbd", 6), ("ppu", 5)]),
        ((("PBI APBN", 8), ("PNS", 7), ("PNS Pusat", 3), ("PNS Daerah", 4)), [("pbi_apbn", 8), ("ppu_pn", 7)]),
    ],
)
def test_a_printed_total_counts_a_wider_row_and_its_parts_once(figures, read_as):
    head = (("Peserta JKN Kabupaten Bangli Januari 2024",), ("Kategori", "Jumlah"))
    reading = one((*head, *figures, ("Jumlah", 15)))
    assert (codes(reading), reading.exit_code) == (["summed"] if "PNS" in str(figures) else [], 0)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == read_as


@pytest.mark.parametrize(("printed", "wrong"), [(7, []), (8, [("total_differs", "B4")])])
def test_a_wider_label_is_held_against_the_narrower_ones_and_not_added(printed, wrong):
    figures = (("PBI APBN", 10), ("PNS", printed), ("PNS Pusat", 3), ("PNS Daerah", 4), ("TNI/POLRI", 5))
    reading = one((("Peserta JKN Kabupaten Bangli Januari 2024",), ("Kategori", "Jumlah"), *figures))
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi_apbn", 10), ("ppu_pn", 12)]
    assert [(error.code, error.cell) for error in reading.errors] == wrong


@pytest.mark.parametrize(
    "rows",
    [
        (("Kabupaten/Kota", "PBI APBD", "BPJS Daerah", "PPU", "Jumlah"), ("Bangli", 3, 4, 5, 12)),
        (("Kategori", "Jumlah"), ("PBI APBD", 3), ("BPJS Daerah", 4), ("PPU", 5), ("Jumlah", 12)),
    ],
)
def test_a_label_that_a_person_explained_comes_on_top_of_others_of_its_segment(rows):
    answers = (("segment:bpjs daerah", "pbi_apbd"),)
    reading = one((("Peserta JKN Kabupaten Bangli Januari 2024",), *rows), answers=answers)
    assert (reading.exit_code, asked(reading)) == (0, [])
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi_apbd", 7), ("ppu", 5)]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (
            (
                ("Kabupaten", "Jenis Kelamin", "Jumlah Penduduk"),
                *(("Bangli", "Laki-laki", 10), ("Bangli", "Perempuan", 12), ("Bangli", "Laki-laki + Perempuan", 30)),
                *(("Gianyar", "Laki-laki", 10), ("Gianyar", "Perempuan", 12), ("Gianyar", "Laki-laki + Perempuan", 22)),
            ),
            "C5",
        ),
        (
            (
                ("Kabupaten", "Laki-laki", "Perempuan", "Laki-laki + Perempuan"),
                *(("Bangli", 10, 12, 30), ("Gianyar", 10, 12, 22)),
            ),
            "D3",
        ),
    ],
)
def test_a_figure_for_both_sexes_is_held_against_the_two(rows, cell):
    reading = one((("Penduduk Provinsi Bali Desember 2023",), *rows), source="bpjs")
    assert [(error.code, error.cell) for error in reading.errors] == [("total_differs", cell)]
    assert rows_of(reading, Kind.POPULATION, "region_code", "people") == [("51.06", 22), ("51.04", 22)]


def test_a_total_of_active_and_inactive_members_is_the_registered_ones():
    rows = (
        ("Kepesertaan JKN Desember 2023",),
        ("Kabupaten/Kota", "Aktif", "Non Aktif", "Jumlah"),
        ("Klungkung", 10, 5, 15),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people", "active_people") == [("total", 15, 10)]
    assert codes(reading) == ["unknown_column"]


def test_years_across_leave_out_the_years_that_are_not_there():
    rows = (
        ("Jumlah Peserta JKN Kabupaten/Kota",),
        ("Kabupaten/Kota", "Tahun 2018", "Tahun 2019", "Tahun 2021"),
        ("Klungkung", 10, 20, 30),
        ("Bangli", 40, "-", 60),
        ("Jumlah", 50, 20, 90),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "region_code", "period", "registered_people") == [
        *(("51.05", "2018-12", 10), ("51.05", "2019-12", 20), ("51.05", "2021-12", 30)),
        *(("51.06", "2018-12", 40), ("51.06", "2021-12", 60)),
    ]
    assert [(skipped.range, skipped.why) for skipped in reading.tables[0].skipped] == [
        ("C4", "placeholder"),
        ("A5:D5", "total"),
    ]
    assert (reading.tables[0].layout, reading.exit_code) == ("years_across", 0)


@pytest.mark.parametrize(
    "header",
    [
        [("Kabupaten/Kota", datetime(2023, 11, 1), datetime(2023, 12, 1), "Jan-24")],  # noqa: DTZ001
        [("Kabupaten/Kota", "2023", "", "2024"), ("", "November", "Des", "Jan")],
        [("Kabupaten/Kota", "Nopember 2023", "Des-23", "Januari  2024")],
    ],
)
def test_months_across_in_one_row_or_under_their_year(header):
    reading = one((("Jumlah Peserta Aktif JKN",), *header, ("Klungkung", 10, 20, 30)))
    assert rows_of(reading, Kind.MEMBERSHIP, "period", "active_people") == [
        ("2023-11", 10),
        ("2023-12", 20),
        ("2024-01", 30),
    ]
    assert (reading.tables[0].layout, reading.exit_code) == ("months_across", 0)


def test_bare_months_across_are_of_the_titles_year():
    rows = (("Jumlah Peserta Aktif JKN Tahun 2023",), ("Kabupaten/Kota", "Januari", "Febuari"), ("Klungkung", 10, 20))
    assert rows_of(one(rows), Kind.MEMBERSHIP, "period", "active_people") == [("2023-01", 10), ("2023-02", 20)]


def test_areas_across_and_months_of_the_titles_year_down():
    rows = (
        ("Jumlah Peserta JKN Terdaftar Tahun 2023",),
        ("Bulan", "Klungkung", "Bangli", "Jumlah"),
        ("Januari", 100, 200, 300),
        ("Pebruari", 110, 210, 321),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "region_code", "period", "registered_people") == [
        *(("51.05", "2023-01", 100), ("51.06", "2023-01", 200), ("51.05", "2023-02", 110), ("51.06", "2023-02", 210)),
    ]
    assert [(problem.code, problem.cell) for problem in reading.errors] == [("total_differs", "D4")]


def test_two_sexes_are_added_and_a_printed_sum_of_them_is_checked():
    rows = (
        ("Jumlah Penduduk Kabupaten Klungkung, DKB Semester II Tahun 2023",),
        ("Kecamatan", "Laki-laki", "Perempuan", "Jumlah"),
        ("Nusa Penida", 30000, 31000, 61000),
        ("Banjarangkan", 20000, 20500, 40500),
        ("Jumlah", 50000, 51500, 101500),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.POPULATION, "region_code", "period", "source", "people", "cell") == [
        ("51.05", "2023-12", "disdukcapil", 101500, "B3")
    ]
    (summed,) = [problem for problem in reading.problems if problem.code == "summed"]
    assert (summed.level, summed.values["over"], summed.values["count"]) == (Level.INFO, "sex, district", 4)


def test_one_sex_alone_is_not_taken_for_everybody():
    header = ("Kabupaten/Kota", "Jenis Kelamin", "Jumlah Penduduk", "Tahun")
    rows = (header, ("Klungkung", "Perempuan", 10, 2023), ("Bangli", "L", 4, 2023), ("Bangli", "P", 5, 2023))
    reading = one(rows, source="bps")
    assert [(problem.code, problem.cell) for problem in reading.errors] == [("sex_missing", "C2")]


def test_a_row_for_both_sexes_beside_the_two_is_only_checked():
    header = ("Kabupaten/Kota", "Jenis Kelamin", "Jumlah Penduduk", "Tahun")
    rows = [header, *(("Bangli", sex, people, 2023) for sex, people in (("L", 4), ("P", 5), ("L+P", 9)))]
    assert rows_of(one(rows, source="bps"), Kind.POPULATION, "people") == [(9,)]


def test_districts_whose_names_are_loaded_keep_their_rows():
    rows = (
        ("Jumlah Penduduk Disdukcapil Tahun 2023",),
        ("Kode Wilayah", "Kecamatan", "Jumlah Penduduk"),
        ("51.05.01", "Nusa Penida", 60),
        ("51.05.02", "Banjarangkan", 40),
    )
    data = workbook({"Sheet1": rows})
    assert rows_of(read(data), Kind.POPULATION, "region_code", "people") == [("51.05", 100)]
    known = areas_of({"51.05.01": "Nusa Penida", "51.05.02": "Banjarangkan"})
    reading = read_file(data, file_name="a.xlsx", areas=known)
    assert rows_of(reading, Kind.POPULATION, "region_code", "people") == [("51.05.01", 60), ("51.05.02", 40)]


def test_a_province_beside_its_regencies_is_a_check_and_never_added():
    rows = (
        ("Jumlah Peserta JKN Terdaftar per Desember 2023",),
        ("No", "Wilayah", "Jumlah"),
        (1, "Klungkung", 100),
        (2, "Bangli", 200),
        ("", "BALI", 310),
        ("", "INDONESIA", 300),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "region_code", "registered_people") == [("51.05", 100), ("51.06", 200)]
    assert [(problem.code, problem.cell, problem.level) for problem in reading.warnings] == [
        ("area_differs", "C5", Level.WARNING)
    ]


def test_sections_tell_regencies_from_cities_of_the_same_name():
    rows = (
        ("Jumlah Penduduk Provinsi Jawa Barat 2023 (DKB)",),
        ("No", "Wilayah", "Jumlah Penduduk"),
        ("KABUPATEN",),
        *((1, "Bandung", 100), (2, "Bogor", 200)),
        ("KOTA",),
        *((1, "Bandung", 10), (2, "Bogor", 20)),
    )
    assert rows_of(one(rows), Kind.POPULATION, "region_code", "people") == [
        *(("32.04", 100), ("32.01", 200), ("32.73", 10), ("32.71", 20))
    ]


def test_three_rows_of_totals_count_those_outside_jkn_only_in_the_last():
    rows = (
        ("Peserta BPJS Kesehatan Kabupaten Klungkung Desember 2023",),
        ("No", "Kelompok Peserta", "Jumlah", "Laki-laki", "Perempuan"),
        (1, "PBI APBN", 100, 50, 50),
        (2, "Mandiri", 50, 20, 30),
        ("", "JUMLAH", 150, 70, 80),
        ("", "BELUM MENGISI", 10, 5, 5),
        ("", "TOTAL", 160, 75, 85),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi_apbn", 100), ("pbpu", 50)]
    assert [skipped.why for skipped in reading.tables[0].skipped] == ["total", "outside_jkn", "total"]
    assert reading.exit_code == 0


def test_measures_down_for_one_regency():
    rows = (
        ("Capaian UHC Kabupaten Klungkung Desember 2024",),
        ("No", "Uraian", "Jumlah"),
        *((1, "Jumlah Penduduk", 211000), (2, "PBI APBN", 90000), (3, "PPU", 100000), (4, "Jumlah Peserta", 190000)),
        *((5, "Peserta Aktif", 150000), (6, "Cakupan (%)", "90,05"), (7, "Jumlah Bayi", 77)),
    )
    reading = one(rows, source="bpjs")
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people", "active_people") == [
        *(("pbi_apbn", 90000, None), ("ppu", 100000, None), ("total", None, 150000))
    ]
    assert rows_of(reading, Kind.POPULATION, "people") == [(211000,)]
    assert [(skipped.range, skipped.why) for skipped in reading.tables[0].skipped] == [
        *(("A8:C8", "percentage"), ("A9:C9", "other_subject"))
    ]
    assert [problem.cell for problem in reading.warnings if problem.code == "unknown_row"] == ["A9"]


def test_columns_that_cannot_be_told_apart_are_asked_and_the_answer_decides():
    rows = (
        ("Kepesertaan JKN Desember 2024",),
        ("Kabupaten/Kota", "Jumlah Peserta", "Peserta Terdaftar"),
        ("Klungkung", 100, 110),
    )
    reading = one(rows)
    assert asked(reading) == ["column:jumlah peserta", "column:peserta terdaftar"]
    assert rows_of(reading, Kind.MEMBERSHIP, "registered_people") == [(None,)]
    answered = one(rows, answers=(("column:jumlah peserta", "skip"),))
    assert rows_of(answered, Kind.MEMBERSHIP, "registered_people") == [(110,)]
    assert answered.exit_code == 0


def test_a_bare_count_by_area_is_asked_and_other_subjects_are_not_ours():
    rows = (("Kabupaten/Kota", "Tahun", "Jumlah"), ("Klungkung", 2023, 100), ("Bangli", 2023, 200))
    assert asked(one(rows)) == ["column:jumlah"]
    assert one(rows, answers=(("column:jumlah", "active_people"),)).exit_code == 0
    for title in ("Jumlah Ternak Sapi", "Jumlah Penduduk Miskin", "Jumlah Peserta Didik SD dan Penduduk Usia Sekolah"):
        assert one(((title,), *rows)).rows_by_kind.get(Kind.POPULATION) is None


def test_a_segment_nobody_knows_stays_open_until_it_is_answered():
    rows = (
        ("Peserta JKN Desember 2023",),
        ("Kabupaten/Kota", "PBI", "Jamkesda", "PPU", "Jumlah"),
        ("Klungkung", 10, 5, 1, 16),
    )
    reading = one(rows)
    assert (asked(reading), reading.exit_code) == (["segment:jamkesda"], 3)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi", 10), (None, 5), ("ppu", 1)]
    outside = one(rows, answers=(("segment:jamkesda", "outside"),))
    assert rows_of(outside, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi", 10), ("ppu", 1)]
    assert (outside.exit_code, [skipped.why for skipped in outside.tables[0].skipped]) == (0, ["outside_jkn"])
    left_out = one(rows, answers=(("segment:jamkesda", "skip"),))
    assert [(problem.code, problem.cell) for problem in left_out.errors] == [("total_differs", "E3")]


def test_a_population_repeated_on_the_row_of_each_segment_is_one_figure():
    rows = (
        ("Kepesertaan Desember 2023",),
        ("Kabupaten/Kota", "Segmen", "Peserta", "Jumlah Penduduk"),
        *(("Klungkung", "PBI APBN", 10, 100), ("Klungkung", "PPU", 20, 100)),
    )
    reading = one(rows, source="bps")
    assert rows_of(reading, Kind.POPULATION, "people") == [(100,)]
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi_apbn", 10), ("ppu", 20)]
    assert codes(reading) == []


def test_classes_of_one_segment_are_added():
    rows = (
        ("Peserta JKN Desember 2023",),
        ("Kabupaten/Kota", "PBI", "PBPU", "", "", "Jumlah"),
        ("", "", "Kelas I", "Kelas II", "Kelas III", ""),
        ("Klungkung", 10, 1, 2, 3, 16),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [("pbi", 10), ("pbpu", 6)]
    assert codes(reading) == ["summed"]


def test_types_of_facilities_across_with_one_that_is_none_and_one_that_is_asked():
    rows = (
        ("Jumlah Fasilitas Kesehatan yang bekerja sama dengan BPJS Tahun 2023",),
        ("Kabupaten/Kota", "Puskesmas", "Rumah Sakit", "Apotek", "Rumah Sakit Bersalin", "Jumlah"),
        ("Klungkung", 9, 3, 4, 1, 17),
    )
    reading = one(rows)
    assert asked(reading) == ["facility_type:rumah sakit bersalin"]
    answered = one(rows, answers=(("facility_type:rumah sakit bersalin", "fkrtl"),))
    assert rows_of(answered, Kind.FACILITIES, "year", "facility_kind", "facility_type", "measure", "facilities") == [
        (2023, "fktp", "Puskesmas", "contracted", 9),
        (2023, "fkrtl", "Rumah Sakit", "contracted", 3),
        (2023, "fkrtl", "Rumah Sakit Bersalin", "contracted", 1),
    ]
    assert ("D3:D3", "other_facility") in [(skipped.range, skipped.why) for skipped in answered.tables[0].skipped]
    assert answered.exit_code == 0


def test_a_unit_of_a_thousand_in_the_title_holds_for_the_population():
    rows = (
        ("Jumlah Penduduk menurut Kabupaten/Kota (Ribu Jiwa), BPS",),
        *(("Kabupaten/Kota", "2022", "2023"), ("Klungkung", "211,5", "212,6")),
    )
    assert rows_of(one(rows), Kind.POPULATION, "people") == [(211500,), (212600,)]


def test_a_name_written_once_over_several_rows_is_carried_down_and_said():
    data = "Kabupaten/Kota;Segmen;Peserta Terdaftar;Kelas\nKlungkung;PBI APBN;10;I\n;PPU;20;I\nBangli;PPU;6;I\n"
    reading = read(data.encode(), "desember_2023.csv")
    assert rows_of(reading, Kind.MEMBERSHIP, "region_code", "segment", "registered_people") == [
        *(("51.05", "pbi_apbn", 10), ("51.05", "ppu", 20), ("51.06", "ppu", 6))
    ]
    assert "filled_down" in codes(reading)


def test_without_a_header_segments_are_known_by_their_labels():
    data = b"PBI APBN;33342\nPBI APBD;48546\nPPU;32778\nMandiri;11007\nBP;1982\nBelum tercover;1393\n"
    reading = read(data, "belitung_timur_2023_tanpa_judul.csv")
    (found,) = reading.tables
    assert (found.layout, reading.exit_code) == ("headerless", 0)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [
        *(("pbi_apbn", 33342), ("pbi_apbd", 48546), ("ppu", 32778), ("pbpu", 11007), ("bp", 1982))
    ]
    assert [(skipped.range, skipped.why) for skipped in found.skipped] == [("A6:B6", "outside_jkn")]
    assert "taken_as_registered" in codes(reading)


def test_a_tidy_table_of_ours_is_still_read_as_one():
    assert read(table(("16.07", "2016-08", "PBI", 5, 4))).tables[0].layout == "template"


def test_jawa_barat_has_27_regencies_with_both_sexes_in_2024():
    reading = read(example("population/jabar_penduduk_per_jenis_kelamin_2013_2024.csv"), "jabar.csv", source="bps")
    rows = reading.rows_by_kind[Kind.POPULATION]
    latest = rows[rows["period"] == "2024-12"]
    assert (len(rows), len(latest), reading.exit_code) == (324, 27, 0)
    assert int(rows.loc[rows["period"].eq("2013-12") & rows["region_code"].eq("32.01"), "people"].iloc[0]) == 3757864


def test_kabupaten_bandung_agrees_with_itself_in_all_six_years():
    data = example("population/kab_bandung_dkb_tiga_lembar.xlsx")
    series = ("Series Column", "Series Row")
    across, down = (read(data, "kab_bandung_dkb_tiga_lembar.xlsx", sheet=name) for name in series)
    assert rows_of(across, Kind.POPULATION, "period", "people")[0] == ("2018-12", 3535992)
    (question,) = asked(down)
    assert question.startswith("thousands:")
    answered = read(data, "kab_bandung_dkb_tiga_lembar.xlsx", sheet="Series Row", answers=((question, "yes"),))
    key = ("region_code", "period", "source", "people")
    assert rows_of(answered, Kind.POPULATION, *key) == rows_of(across, Kind.POPULATION, *key)
    assert len(rows_of(answered, Kind.POPULATION, *key)) == 6


@pytest.mark.parametrize("heading", ["Peserta Prioritas", "Dokter Rumah Sakit", "Penduduk Terlayani"])
def test_a_heading_that_may_count_only_some_is_asked_and_never_taken(heading):
    rows = (("Kabupaten/Kota", "Tahun", heading), ("Klungkung", 2023, 100), ("Bangli", 2023, 200))
    reading = one(rows, source="bps")
    assert f"column:{heading.casefold()}" in asked(reading)
    assert all(rows.iloc[:, :7].isin([100, 200]).sum().sum() == 0 for rows in reading.rows_by_kind.values())


def test_beside_a_clear_heading_a_vague_one_is_told_and_left_out():
    rows = (
        ("Kepesertaan Des 2023",),
        ("Kabupaten/Kota", "Peserta JKN", "Peserta Prioritas", "Penduduk Usia 15-64 Tahun"),
        ("Klungkung", 10, 2, 7),
    )
    reading = one(rows)
    assert [problem.cell for problem in reading.warnings if problem.code == "unknown_column"] == ["C2", "D2"]
    assert (rows_of(reading, Kind.MEMBERSHIP, "registered_people"), reading.exit_code) == ([(10,)], 0)


def test_percentages_alone_are_no_figures_of_ours():
    rows = (
        ("Persentase Peserta JKN menurut Segmen Des 2023",),
        ("Kabupaten/Kota", "PBI", "PPU"),
        ("Klungkung", "50", "50"),
    )
    assert one(rows).tables == ()


def test_sexes_named_within_longer_headings_are_added():
    header = ("Kabupaten/Kota", "Jumlah Penduduk Laki-laki", "Jumlah Penduduk Perempuan", "Jumlah Penduduk")
    reading = one((("Data DKB Tahun 2023",), header, ("Klungkung", 10, 12, 22)))
    assert rows_of(reading, Kind.POPULATION, "people", "cell") == [(22, "B3")]


def test_jawa_barat_facilities_by_type_leave_posyandu_out_and_ask_for_maternity_hospitals():
    data = example("facilities/jabar_faskes_per_jenis_2018_2024.csv")
    assert sorted(asked(read(data, "jabar.csv"))) == ["facility_type:rumah sakit bersalin", "measure"]
    answers = (("facility_type:rumah sakit bersalin", "fkrtl"), ("measure", "existing"))
    reading = read(data, "jabar.csv", answers=answers)
    rows = reading.rows_by_kind[Kind.FACILITIES]
    bogor = rows[(rows["region_code"] == "32.01") & (rows["year"] == 2018)]
    assert dict(zip(bogor["facility_type"], bogor["facilities"], strict=True)) == {
        "Rumah Sakit Umum": 9,
        "Rumah Sakit Khusus": 0,
        "Rumah Sakit Bersalin": 0,
        "Puskesmas": 62,
    }
    assert (len(rows), reading.exit_code) == (27 * 7 * 4, 0)
    assert {skipped.why for skipped in reading.tables[0].skipped} == {"other_facility"}


def test_the_three_sheets_of_kabupaten_bandung_together():
    name = "kab_bandung_dkb_tiga_lembar.xlsx"
    data = example(f"population/{name}")
    (question,) = asked(read(data, name))
    reading = read(data, name, answers=((question, "yes"),))
    assert rows_of(reading, Kind.POPULATION, "period", "people") == [
        *(("2018-12", 3535992), ("2019-12", 3561679), ("2020-12", 3583056)),
        *(("2021-12", 3633437), ("2022-12", 3708344), ("2023-12", 3449868)),
    ]
    assert reading.exit_code == 0


def test_totals_of_groups_of_columns_are_held_against_their_own_group():
    rows = (
        ("Kepesertaan JKN Des 2023",),
        ("Kabupaten/Kota", "PBI", "", "", "NON PBI", "", "", "", "TOTAL"),
        ("", "APBN", "APBD", "Jumlah", "PPU", "PBPU", "BP", "Jumlah", ""),
        ("Klungkung", 1, 2, 3, 4, 5, 6, 15, 18),
    )
    reading = one(rows)
    assert rows_of(reading, Kind.MEMBERSHIP, "segment", "registered_people") == [
        *(("pbi_apbn", 1), ("pbi_apbd", 2), ("ppu", 4), ("pbpu", 5), ("bp", 6))
    ]
    assert {check.cell: check.computed for check in reading.tables[0].reported} == {"D4": 3, "H4": 15, "I4": 18}
    assert reading.exit_code == 0


def test_a_title_of_registered_and_active_members_does_not_say_which():
    rows = (("Peserta JKN Aktif dan Terdaftar Des 2024",), ("Kabupaten/Kota", "Jumlah"), ("Klungkung", 10))
    assert asked(one(rows)) == ["column:jumlah"]


def test_people_abroad_are_left_out_but_count_in_a_printed_total():
    rows = (
        ("Peserta JKN Terdaftar Des 2023",),
        ("Provinsi", "Jumlah"),
        ("Bali", 100),
        ("Luar Negeri", 4),
        ("Total", 104),
    )
    reading = one(rows)
    assert (rows_of(reading, Kind.MEMBERSHIP, "registered_people"), reading.exit_code) == ([(100,)], 0)
    assert [skipped.why for skipped in reading.tables[0].skipped] == ["abroad", "total"]
