"""Recaps of members as branches and portals send them: what titles, sheets and headings rule out or narrow."""

import pytest
from loaders_files import Rows, read, workbook

from loaders.reading import Reading
from vocab.codes import Kind

AREAS = ("Kab. Klungkung", "Kab. Bangli")


def one(rows: Rows, name: str = "berkas.xlsx", sheet: str = "Sheet1", **options: object) -> Reading:
    return read(workbook({sheet: rows}), name, **options)  # type: ignore[arg-type]


def members(reading: Reading) -> list[tuple[object, ...]]:
    """Region, month, segment, registered and active people of each row of members."""
    names = ["region_code", "period", "segment", "registered_people", "active_people"]
    if Kind.MEMBERSHIP not in reading.rows_by_kind:
        return []
    rows = reading.rows_by_kind[Kind.MEMBERSHIP][names].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).to_numpy()]


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems if problem.code not in ("taken_from", "period_assumed")]


def asked(reading: Reading) -> list[str]:
    return [question.code for question in reading.questions]


def by_segment(title: str) -> Rows:
    header = ("No", "Kabupaten/Kota", "PBI APBN", "PBPU", "Jumlah Peserta")
    return ((title,), header, *((number, area, 10, 5, 15) for number, area in enumerate(AREAS, 1)))


@pytest.mark.parametrize(
    "title",
    [
        "PENAMBAHAN PESERTA JKN DESEMBER 2024",
        "MUTASI KELUAR PESERTA JKN DESEMBER 2024",
        "KUOTA PESERTA JKN TAHUN 2024",
        "TARGET KEPESERTAAN JKN TAHUN 2024",
        "REALISASI IURAN PESERTA JKN TAHUN 2024 (Rp)",
        "PESERTA JKN TIDAK AKTIF DESEMBER 2024",
        "PENDUDUK BELUM TERDAFTAR JKN DESEMBER 2024",
    ],
)
def test_a_title_of_flows_quotas_targets_money_or_inactive_members_gives_no_members(title):
    reading = one(by_segment(title))
    assert (members(reading), reading.exit_code) == ([], 4)


@pytest.mark.parametrize("name", ["Non Aktif", "Penambahan", "Kuota", "Target 2024"])
def test_the_name_of_a_sheet_rules_out_what_its_title_leaves_open(name):
    assert members(one(by_segment("KEPESERTAAN JKN DESEMBER 2024"), sheet=name)) == []


def test_a_title_that_names_a_target_only_as_an_aim_still_counts_members():
    assert len(members(one(by_segment("KEPESERTAAN JKN TERHADAP TARGET UHC DESEMBER 2024")))) == 4


@pytest.mark.parametrize(
    ("title", "sheet"), [("PESERTA AKTIF JKN DES 2024", "Sheet1"), ("KEPESERTAAN JKN DES 2024", "Aktif")]
)
def test_a_heading_of_peserta_alone_counts_the_active_ones_where_title_or_sheet_say_so(title, sheet):
    reading = one((*by_segment(title)[:3],), sheet=sheet)
    assert members(reading) == [("51.05", "2024-12", "pbi_apbn", None, 10), ("51.05", "2024-12", "pbpu", None, 5)]
    assert codes(reading) == []


def test_beside_a_column_of_active_members_a_heading_of_peserta_counts_the_registered_ones():
    rows = (("PESERTA AKTIF JKN DES 2024",), ("Kabupaten/Kota", "Jumlah Peserta", "Aktif"), (AREAS[0], 100, 80))
    assert members(one(rows)) == [("51.05", "2024-12", "total", 100, 80)]


def test_a_total_of_peserta_under_aktif_counts_the_active_ones():
    rows = (
        ("KEPESERTAAN JKN DES 2024",),
        ("Kabupaten/Kota", "TERDAFTAR", "", "", "AKTIF", "", ""),
        ("", "PBI", "PBPU", "Jumlah Peserta", "PBI", "PBPU", "Jumlah Peserta"),
        (AREAS[0], 10, 5, 15, 8, 4, 12),
    )
    reading = one(rows)
    assert members(reading) == [("51.05", "2024-12", "pbi", 10, 8), ("51.05", "2024-12", "pbpu", 5, 4)]
    assert codes(reading) == []


def test_where_only_the_files_name_says_active_it_is_asked():
    reading = one(by_segment("KEPESERTAAN JKN DESEMBER 2024"), "Peserta Aktif Des 2024.xlsx")
    assert asked(reading) == ["column:pbi apbn", "column:pbpu", "column:jumlah peserta"]
    assert {row[3:] for row in members(reading)} == {(None, None)}


def test_labels_of_rows_that_say_peserta_count_what_the_title_counts():
    rows = (
        ("PESERTA AKTIF JKN KABUPATEN KLUNGKUNG DES 2024",),
        ("Segmen", "Jumlah"),
        ("Peserta PBI", 8),
        ("Peserta Mandiri", 4),
    )
    assert members(one(rows)) == [("51.05", "2024-12", "pbi", None, 8), ("51.05", "2024-12", "pbpu", None, 4)]


def of_areas(title: str, *counts: int) -> Rows:
    rows = ((number, area, count) for number, (area, count) in enumerate(zip(AREAS, counts, strict=True), 1))
    return ((title,), ("No", "Kabupaten/Kota", "Jumlah Peserta"), *rows)


@pytest.mark.parametrize(
    ("title", "segment"),
    [
        ("JUMLAH PESERTA PBI APBD KABUPATEN/KOTA SE-BALI DESEMBER 2024", "pbi_apbd"),
        ("PESERTA SEGMEN PBPU/BP PEMDA, DESEMBER 2024", "pbi_apbd"),
        ("PESERTA PPU BADAN USAHA DES 2024", "ppu_bu"),
        ("PESERTA PBI APBN DAN APBD DES 2024", "pbi"),
        ("PESERTA PBI (APBN DAN APBD) DES 2024", "pbi"),
        ("PESERTA BUKAN PEKERJA (BP) DES 2024", "bp"),
        ("PESERTA JKN PBI DAN NON PBI DES 2024", "total"),
        ("PESERTA JKN PBI, PPU, PBPU, BP DES 2024", "total"),
        ("PESERTA JKN BANK MANDIRI DES 2024", "total"),
    ],
)
def test_the_segment_of_a_title_holds_for_a_table_that_names_none(title, segment):
    reading = one(of_areas(title, 100, 200))
    assert [row[2:4] for row in members(reading)] == [(segment, 100), (segment, 200)]
    assert reading.exit_code == 0


def test_several_segments_or_a_group_of_them_in_a_title_are_asked():
    for label in ("PBPU dan BP", "Non PBI"):
        reading = one(of_areas(f"Peserta {label} Desember 2024", 100, 200))
        assert (asked(reading), {row[2] for row in members(reading)}) == ([f"segment:{label.casefold()}"], {None})
        answered = one(of_areas(f"Peserta {label} Desember 2024", 100, 200), answers=((asked(reading)[0], "skip"),))
        assert (members(answered), answered.exit_code) == ([], 4)


def test_sheets_named_after_segments_and_stacked_tables_are_of_theirs():
    sheets = {"PBI APBN": of_areas("PESERTA JKN DES 2024", 10, 20), "BP": of_areas("PESERTA JKN DES 2024", 1, 2)}
    expected = [("pbi_apbn", 10), ("pbi_apbn", 20), ("bp", 1), ("bp", 2)]
    assert [row[2:4] for row in members(read(workbook(sheets)))] == expected
    stacked = (*of_areas("Peserta PBI APBN Des 2024", 10, 20), (), *of_areas("Peserta BP Des 2024", 1, 2))
    assert [row[2:4] for row in members(one(stacked))] == expected


def test_a_segment_that_only_the_files_name_says_is_asked():
    reading = one(of_areas("PESERTA JKN DES 2024", 10, 20), "Peserta PBI APBD.xlsx")
    assert asked(reading) == ["segment:pbi apbd"]
    assert reading.questions[0].candidates == ("pbi_apbd", "total")
    answers = ((asked(reading)[0], "total"),)
    answered = one(of_areas("PESERTA JKN DES 2024", 10, 20), "Peserta PBI APBD.xlsx", answers=answers)
    assert [row[2] for row in members(answered)] == ["total", "total"]


def test_a_sheet_named_after_a_month_is_of_that_month_in_the_year_of_the_files_name():
    reading = one(of_areas("REKAP PESERTA JKN", 10, 20), "rekap jkn 2024.xlsx", sheet="FEB")
    assert {row[1] for row in members(reading)} == {"2024-02"}


def test_a_sheet_named_after_another_month_than_its_title_is_said():
    reading = one(of_areas("REKAP PESERTA JKN JANUARI 2024", 10, 20), sheet="FEB")
    assert ({row[1] for row in members(reading)}, codes(reading)) == ({"2024-01"}, ["name_differs"])


@pytest.mark.parametrize("change", ["Naik/Turun", "Kenaikan", "+/-", "Selisih", "Pertumbuhan", "Perubahan"])
def test_what_changed_between_two_months_is_no_count_of_members(change):
    header = (("Kabupaten/Kota", "PBI", "", "", "PBPU", "", ""), ("", *("Juli 2024", "Agustus 2024", change) * 2))
    rows = (("Kepesertaan JKN",), *header, (AREAS[0], 10, 8, -2, 5, 9, 4), (AREAS[1], 20, 26, 6, 7, 7, 0))
    reading = one(rows)
    assert [row[1:4] for row in members(reading)][:4] == [
        *(("2024-07", "pbi", 10), ("2024-08", "pbi", 8), ("2024-07", "pbpu", 5), ("2024-08", "pbpu", 9))
    ]
    assert (reading.exit_code, len(members(reading))) == (0, 8)


def test_sub_totals_of_groups_of_columns_are_only_checked():
    rows = (
        ("Kepesertaan JKN Des 2024",),
        ("Kabupaten/Kota", "PBI", "", "", "NON PBI", "", "", "TOTAL"),
        ("", "APBN", "APBD", "SUB JUMLAH", "PPU", "PBPU", "SUB JUMLAH", ""),
        (AREAS[0], 10, 5, 15, 7, 3, 10, 25),
    )
    reading = one(rows)
    assert [row[2:4] for row in members(reading)] == [("pbi_apbn", 10), ("pbi_apbd", 5), ("ppu", 7), ("pbpu", 3)]
    assert (reading.exit_code, {check.cell for check in reading.tables[0].reported}) == (0, {"D4", "G4", "H4"})


@pytest.mark.parametrize("names", [("51.05", "51.06"), ("51.05 Kabupaten Klungkung", "51.06 Kab. Bangli")])
def test_codes_of_areas_across_and_down(names):
    expected = [("51.05", 10), ("51.06", 20)]
    across = (("PESERTA JKN TERDAFTAR 2024",), ("Bulan", *names), ("Januari", 10, 20))
    assert [(row[0], row[3]) for row in members(one(across))] == expected
    down = (("PESERTA JKN JANUARI 2024",), ("Kabupaten/Kota", "Jumlah Peserta"), (names[0], 10), (names[1], 20))
    assert [(row[0], row[3]) for row in members(one(down))] == expected


def test_registered_and_active_members_under_each_area():
    rows = (
        ("KEPESERTAAN JKN DES 2024",),
        ("Segmen", AREAS[0], "", AREAS[1], ""),
        ("", "Terdaftar", "Aktif", "Terdaftar", "Aktif"),
        ("PBI", 10, 9, 20, 18),
    )
    assert members(one(rows)) == [("51.05", "2024-12", "pbi", 10, 9), ("51.06", "2024-12", "pbi", 20, 18)]


def test_a_month_in_a_column_beside_its_year():
    header = ("Kabupaten/Kota", "Tahun", "Bulan", "Segmen", "Jumlah Peserta")
    for months in ((7, 8), ("07", "08"), ("Juli", "Agt")):
        rows = (header, *((AREAS[0], 2024, month, "PBI", 10) for month in months))
        assert [row[1:4] for row in members(one(rows))] == [("2024-07", "pbi", 10), ("2024-08", "pbi", 10)]


@pytest.mark.parametrize(("heading", "cell"), [("Tahun", "tahun lalu"), ("Bulan", "bulan lalu")])
def test_last_year_in_a_cell_never_takes_the_year_of_the_files_name(heading, cell):
    rows = (("Kabupaten/Kota", heading, "Jumlah Peserta"), (AREAS[0], cell, 10), (AREAS[1], "Mei 2023", 12))
    reading = one(rows, "rekap 2024.xlsx")
    assert reading.exit_code == 4
    assert [row[1] for row in members(reading)] == [None, "2023-05"]


def test_a_group_that_is_left_out_leaves_the_printed_total_a_figure():
    rows = (("PESERTA JKN DES 2024",), ("Kabupaten/Kota", "PBI", "Non PBI", "Total"), (AREAS[0], 100, 50, 150))
    assert asked(one(rows)) == ["segment:non pbi"]
    reading = one(rows, answers=(("segment:non pbi", "skip"),))
    assert [row[2:4] for row in members(reading)] == [("pbi", 100), ("total", 150)]
    assert reading.exit_code == 0
    wrong = one((*rows[:2], (AREAS[0], 100, 50, 160)), answers=(("segment:non pbi", "skip"),))
    assert [(problem.code, problem.cell) for problem in wrong.errors] == [("total_differs", "D3")]


def test_non_pbi_beside_its_segments_is_only_looked_at():
    header = ("Kabupaten/Kota", "PBI APBN", "PBI APBD", "JUMLAH PBI", "PPU", "PBPU", "BP", "JUMLAH NON PBI", "TOTAL")
    reading = one((("PESERTA JKN DES 2024",), header, (AREAS[0], 1, 2, 3, 4, 5, 6, 15, 18)))
    assert [row[2:4] for row in members(reading)] == [
        *(("pbi_apbn", 1), ("pbi_apbd", 2), ("ppu", 4), ("pbpu", 5), ("bp", 6))
    ]
    assert ("H3:H3", "subtotal") in [(skipped.range, skipped.why) for skipped in reading.tables[0].skipped]
    assert reading.exit_code == 0


@pytest.mark.parametrize("heading", ["Tidak Aktif", "Peserta Non Aktif"])
def test_inactive_members_are_held_against_registered_and_active_ones(heading):
    rows = [("PESERTA JKN DES 2024",), ("Kabupaten/Kota", "Terdaftar", "Aktif", heading), (AREAS[0], 100, 80, 20)]
    assert members(one(rows)) == [("51.05", "2024-12", "total", 100, 80)]
    assert [check.cell for check in one(rows).tables[0].reported] == ["B3"]
    wrong = one([*rows[:2], (AREAS[0], 100, 80, 30)])
    assert [(problem.code, problem.cell) for problem in wrong.errors] == [("total_differs", "B3")]


def test_inactive_members_of_segments_down_are_held_too():
    rows = (
        ("Kepesertaan JKN Kabupaten Klungkung Desember 2024",),
        ("Segmen", "Aktif", "Non Aktif", "Jumlah"),
        ("PBI", 80, 20, 110),
        ("PBPU", 70, 30, 100),
    )
    assert [problem.cell for problem in one(rows).errors] == ["D3"]


def test_counts_of_enterprises_are_no_members():
    rows = (("Jumlah Badan Usaha terdaftar JKN Des 2024",), ("Kabupaten/Kota", "Jumlah Badan Usaha"), (AREAS[0], 3))
    assert members(one(rows)) == []
