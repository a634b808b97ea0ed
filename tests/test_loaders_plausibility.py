"""Counts that cannot all be true are pointed out with their cell, and forbid nothing."""

from datetime import date

import pytest
from loaders_files import HEADER, table, workbook

from loaders.problems import MANY
from loaders.reading import Reading, read_file

TODAY = date(2026, 11, 22)
POPULATION = ("Kode Wilayah", "Periode", "Sumber Penduduk", "Jumlah Penduduk (jiwa)")
FACILITIES = ("Kode Wilayah", "Tahun", "Tingkat Fasilitas", "Jumlah Fasilitas")
PARTS = (("PBI", 70), ("PPU", 10), ("PBPU", 10), ("BP", 5))


def read(data: bytes, *, today: date | None = TODAY) -> Reading:
    return read_file(data, file_name="berkas.xlsx", today=today)


def warned(reading: Reading) -> list[tuple[str, str | None, dict[str, object]]]:
    assert reading.is_savable
    return [(problem.code, problem.cell, dict(problem.values)) for problem in reading.warnings]


def rows(period: str, *counts: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [("16.07", period, *count) for count in counts]


def test_more_active_than_registered_people():
    found = warned(read(table(*rows("2016-08", ("PBI", 9, 10), ("PBPU", 9, 9), ("BP", None, 3)))))
    values = {"registered_people": 9, "active_people": 10, "segment": "pbi"}
    assert found == [("active_exceeds", "E2", values)]


def test_a_total_unlike_its_parts():
    found = warned(read(table(*rows("2016-08", ("Total", 100, None), *PARTS))))
    assert found == [("parts_differ", "D2", {"reported": 100, "computed": 95, "difference": 5, "segment": "total"})]


def test_a_group_unlike_its_parts_and_a_total_over_groups_that_are_sums():
    parts = (("PPU Penyelenggara Negara", 4), ("PPU Badan Usaha", 5), *PARTS)
    found = warned(read(table(*rows("2016-08", ("Total", 95, None), *parts))))
    assert [(code, cell) for code, cell, _ in found] == [("parts_differ", "D6")]
    finest = (*parts[:2], *(part for part in PARTS if part[0] != "PPU"))
    found = warned(read(table(*rows("2016-08", ("Total", 95, None), *finest))))
    assert [(code, cell, values["computed"]) for code, cell, values in found] == [("parts_differ", "D2", 94)]


def test_active_people_are_held_against_their_parts_too():
    counts = [(segment, people, people - 1) for segment, people in PARTS]
    found = warned(read(table(*rows("2016-08", ("Total", 95, 90), *counts))))
    assert [(code, cell, values["computed"]) for code, cell, values in found] == [("parts_differ", "E2", 91)]


@pytest.mark.parametrize("counts", [PARTS, PARTS[1:], (("PBI", None), *PARTS[1:])])
def test_a_total_that_agrees_or_has_no_complete_parts_says_nothing(counts):
    assert warned(read(table(*rows("2016-08", ("Total", 95), *counts)))) == []


def test_a_population_of_zero():
    data = workbook({"Isian": (POPULATION, ("16.07", "2016-08", "BPJS Kesehatan", 0), ("16.08", "2016-08", "BPS", 1))})
    assert warned(read(data)) == [("population_zero", "D2", {})]
    assert [problem.found for problem in read(data).warnings] == ["Kabupaten Banyuasin"]


@pytest.mark.parametrize(("period", "codes"), [("2026-11", []), ("2026-12", ["ahead_of_today"])])
def test_a_month_that_is_still_ahead(period, codes):
    data = table(*rows(period, ("PBI", 5)))
    assert [code for code, *_ in warned(read(data))] == codes
    assert warned(read(data, today=None)) == []


def test_a_year_that_is_still_ahead():
    data = workbook({"Isian": (FACILITIES, ("16.07", 2027, "FKTP", 5), ("16.07", 2026, "FKTP", 5))})
    assert warned(read(data)) == [("ahead_of_today", "D2", {"period": "2027"})]


def test_many_are_counted_and_not_all_listed():
    months = [f"{year}-{month:02d}" for year in range(2000, 2020) for month in range(1, 13)]
    found = read(workbook({"Isian": (HEADER, *(("16.07", month, "PBI", 1, 2) for month in months))}))
    assert len([problem for problem in found.warnings if problem.code == "active_exceeds"]) == MANY
    (rest,) = [problem for problem in found.problems if problem.code == "more_of_same"]
    assert rest.values == {"code": "active_exceeds", "count": len(months) - MANY}
