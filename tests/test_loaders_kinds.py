"""The other four kinds in tidy tables: their rows, and what is wrong with them."""

from datetime import datetime

import pytest
from loaders_files import places, read, workbook

from vocab.codes import Kind

POPULATION = ("Kode Wilayah", "Periode", "Sumber Penduduk", "Jumlah Penduduk (jiwa)")
TARGETS = (
    "Skema",
    "Indikator",
    "Kode Wilayah",
    "Periode Target",
    "Nilai Target (%)",
    "Dasar / Sumber",
    "Status Sumber",
)
ACTIVITIES = (
    *("Forum", "Asal (rapat atau periode)", "Kode Wilayah", "Instansi", "Kegiatan", "Status", "Tenggat"),
    "Anggaran (Rp)",
)
FACILITIES = ("Kode Wilayah", "Tahun", "Tingkat Fasilitas", "Jumlah Fasilitas")


def only_row(header, *cells, **options):
    """The one row of a table, as a dictionary."""
    reading = read(workbook({"A": (header, cells)}), **options)
    assert reading.exit_code == 0, reading.problems
    ((_, rows),) = reading.rows_by_kind.items()
    (row,) = rows.to_dict("records")
    return row


def test_population_with_its_source():
    row = only_row(POPULATION, "16.07", "2016-06", "Disdukcapil", "799.094")
    assert (row["source"], row["people"], row["cell"]) == ("disdukcapil", 799094, "D2")


def test_population_whose_source_is_answered():
    without = (*POPULATION[:2], POPULATION[3])
    assert only_row(without, "16.07", "2016-06", 799094, source="bps")["source"] == "bps"
    asked = read(workbook({"A": (without, ("16.07", "2016-06", 799094))}))
    assert (asked.exit_code, [question.code for question in asked.questions]) == (3, ["source"])


def test_a_target_keeps_its_source_as_written():
    row = only_row(TARGETS, "rpjmn_2015_2019", "Cakupan", "00", "2019", 95, "Perpres 2/2015", "terkonfirmasi")
    assert [row[name] for name in ("scheme", "metric", "region_code", "period", "value_pct", "source", "status")] == [
        *("rpjmn_2015_2019", "coverage", "00", "2019-12", 95.0, "Perpres 2/2015", "confirmed")
    ]


def test_an_activity_with_its_day_and_money():
    cells = ("FKPKU", "Rapat I", "16.07", "Dinkes", "Sosialisasi", "Belum dilaksanakan", "30 September 2026")
    row = only_row(ACTIVITIES, *cells, "Rp 1.500.000,-")
    assert (row["due_date"], row["budget"], row["status"]) == (datetime(2026, 9, 30), 1500000, "not_started")  # noqa: DTZ001
    assert (row["cell"], row["code"], row["evidence"]) == ("E2", "", "")


def test_facilities_are_under_contract_where_the_table_does_not_say():
    row = only_row(FACILITIES, "51.05", 2020, "FKTP", 34)
    assert (row["year"], row["facility_kind"], row["measure"], row["facility_type"]) == (2020, "fktp", "contracted", "")


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (POPULATION, ("16.07", "2016-06", "dukun", 5), [("code_unknown", "C2")]),
        (
            TARGETS,
            ("x", "Cakupan", "00", "2019", 195, "y", "entah"),
            [("percent_out_of_range", "E2"), ("code_unknown", "G2")],
        ),
        (
            ACTIVITIES,
            ("F", "R", "16.07", "Dinkes", "Sosialisasi", "Entah", "31/06/2026", "x"),
            [("code_unknown", "F2"), ("period_impossible", "G2"), ("not_a_number", "H2")],
        ),
        (ACTIVITIES, ("F", "R", "16.07", "D" * 201, "S", "Tuntas", None, None), [("text_too_long", "D2")]),
        (ACTIVITIES, ("F", "R", "16.07", None, "S", "Tuntas", None, None), [("value_missing", "D2")]),
        (FACILITIES, ("51.05", "dahulu", "FKTP", 34), [("period_unknown", "B2")]),
    ],
)
def test_wrong_cells_of_the_other_kinds(header, cells, expected):
    assert places(read(workbook({"A": (header, cells)}))) == expected


PLANNED = ("RENCANA TINDAK LANJUT FORUM KEMITRAAN KABUPATEN BANYUASIN TRIWULAN III TAHUN 2024",)


def test_a_printed_plan_gives_its_days_money_and_output():
    header = ("No", "Instansi", "Kegiatan", "Satuan", "Target", "Target Selesai", "Anggaran (Rp)", "Status", "Kendala")
    row = (1, "Dinas Kesehatan", "Sosialisasi JKN", "desa", 50, "30 September 2024", "Rp 12.500.000,-", "Selesai", "-")
    reading = read(workbook({"A": (PLANNED, (), header, row, ("", "JUMLAH", "", "", "", "", 12500000, "", ""))}))
    ((_, rows),) = reading.rows_by_kind.items()
    (got,) = rows.to_dict("records")
    assert [got[name] for name in ("output_unit", "output_target", "budget", "status", "obstacle_note")] == [
        *("desa", 50, 12500000, "done", "")
    ]
    assert got["due_date"] == datetime(2024, 9, 30)  # noqa: DTZ001
    assert (reading.exit_code, [one.why for one in reading.tables[0].skipped]) == (0, ["total"])


def test_a_printed_plan_gives_who_carries_it_and_whom_it_should_bring():
    said = {
        "Permasalahan": ("problem", "Desa perairan sulit dijangkau"),
        "Indikator": ("indicator", "Desa yang didatangi"),
        "Target Peserta (jiwa)": ("people_expected", 1250),
        "Segmen": ("people_segment", "PBPU (mandiri)"),
        "Unit Kerja": ("office", "Bidang Pelayanan Kesehatan"),
        "Nama PIC": ("person", "Kepala Bidang"),
        "Instansi Pendukung": ("supporters", "BPJS; Dinas PMD"),
        "Sumber Anggaran": ("budget_source", "APBD-P"),
        "Kendala": ("obstacle_note", "Menunggu pusat"),
    }
    header, row = ("No", "Instansi", "Kegiatan", "Status"), (1, "Dinas Kesehatan", "Sosialisasi JKN", "Proses")
    filled = (*row, *(cell for _, cell in said.values()))
    reading = read(workbook({"A": (PLANNED, (), (*header, *said), filled)}))
    (got,) = reading.rows_by_kind[Kind.ACTIVITIES].to_dict("records")
    expected = dict(said.values()) | {"people_segment": "pbpu"}
    assert {name: got[name] for name in expected} == expected
    assert reading.exit_code == 0


def test_an_institution_over_several_activities_holds_for_all_of_them():
    header = ("No", "Instansi", "Kegiatan", "Status")
    rows = ((1, "Dinkes", "Sosialisasi", "Selesai"), ("", "", "Pemadanan", "Selesai"), (2, "Dinsos", "Uji", "Selesai"))
    reading = read(workbook({"A": (PLANNED, (), header, *rows)}))
    ((_, read_rows),) = reading.rows_by_kind.items()
    assert read_rows["institution"].tolist() == ["Dinkes", "Dinkes", "Dinsos"]
    assert ("filled_down", "B5") in [(problem.code, problem.cell) for problem in reading.problems]


def test_columns_of_a_plan_that_are_not_read_are_named():
    header = ("No", "Instansi", "Kegiatan", "Waktu Pelaksanaan", "Target", "Status")
    row = (1, "Dinkes", "Sosialisasi", "Juli - September 2024", "50 desa", "Selesai")
    reading = read(workbook({"A": (PLANNED, (), header, row)}))
    told = [(problem.code, problem.cell) for problem in reading.warnings]
    assert (reading.exit_code, told) == (0, [("unknown_column", "D3"), ("unknown_column", "E3")])


@pytest.mark.parametrize(("cell", "expected"), [(0.95, [("percent_share", "E2")]), ("0,95%", []), (95, []), (0, [])])
def test_a_target_that_a_spreadsheet_keeps_as_a_fraction_is_not_taken_for_percent(cell, expected):
    row = ("rpjmn_2015_2019", "Cakupan", "00", "2019", cell, "Perpres 2/2015", "terkonfirmasi")
    assert places(read(workbook({"A": (TARGETS, row)}))) == expected
