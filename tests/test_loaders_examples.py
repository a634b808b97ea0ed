"""Every real file of the examples folder gives the right rows or the right refusal; they run where the folder is."""

import csv
import io
from collections import Counter

import pytest
from loaders_files import EXAMPLES, example, read

from loaders.reading import Reading
from vocab.codes import Kind

BANYUASIN = {"ppu_pn": 20547, "pbi": 300659, "ppu_bu": 27072, "bp": 3334, "pbpu": 18590}
BELITUNG = {"pbi_apbn": 33342, "pbi_apbd": 48546, "ppu": 32778, "pbpu": 11007, "bp": 1982}
BANDUNG = {2018: 3535992, 2019: 3561679, 2020: 3583056, 2021: 3633437, 2022: 3708344, 2023: 3449868}
FKTP = ((34, 79, 37, 35), (35, 83, 39, 37), (35, 86, 41, 36), (37, 90, 42, 35), (36, 93, 41, 35))
FKRTL = ((3, 7, 3, 2), (5, 6, 3, 2), (5, 7, 3, 2), (5, 7, 3, 2), (5, 8, 3, 3))
SERIES_ROW = "thousands:data penduduk hasil konsolidasi bersih"
HELD = (
    "actions/banyuasin_2016_rencana_kegiatan.xlsx",
    "facilities/jabar_faskes_per_jenis_2018_2024.csv",
    "facilities/klungkung_fktp_fkrtl_2020_2024.xlsx",
    "layout_traps/bandarlampung_321-DINAS_SOSIAL_2023.xlsx",
    "layout_traps/bandarlampung_788-DINAS_PU_2023.xlsx",
    "membership/banyuasin_2016_08_kategori.xlsx",
    "membership/belitung_timur_2023_tabel19.xlsx",
    "membership/belitung_timur_2023_tanpa_judul.csv",
    "population/jabar_penduduk_per_jenis_kelamin_2013_2024.csv",
    "population/kab_bandung_dkb_tiga_lembar.xlsx",
)
"""The files of the folder that hold figures or plans; regions and boundaries are read by the program elsewhere."""


def opened(name: str, **options) -> Reading:
    return read(example(name), name.rpartition("/")[2], **options)


def members(reading: Reading) -> dict[str, int]:
    rows = reading.rows_by_kind[Kind.MEMBERSHIP]
    return dict(zip(rows["segment"], rows["registered_people"], strict=True))


def records(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(example(name).decode("utf-8-sig"))))


def dotted(code: str) -> str:
    return f"{code[:2]}.{code[2:]}"


def test_every_file_of_the_folder_is_held_here():
    if not EXAMPLES.exists():
        pytest.skip("the examples folder is not there")
    folders = ("actions", "facilities", "layout_traps", "membership", "population")
    found = sorted(f"{folder}/{path.name}" for folder in folders for path in (EXAMPLES / folder).iterdir())
    assert found == sorted(HELD)


def test_categories_of_banyuasin():
    reading = opened("membership/banyuasin_2016_08_kategori.xlsx")
    assert (members(reading), sum(members(reading).values()), reading.exit_code) == (BANYUASIN, 370202, 0)


def test_the_printed_table_of_belitung_timur():
    reading = opened("membership/belitung_timur_2023_tabel19.xlsx")
    assert (members(reading), sum(members(reading).values()), reading.exit_code) == (BELITUNG, 127655, 0)
    rows = reading.rows_by_kind[Kind.MEMBERSHIP]
    assert set(zip(rows["region_code"], rows["period"], strict=True)) == {("19.06", "2023-12")}
    assert all(check.is_consistent for check in reading.tables[0].reported)


def test_the_headerless_table_of_belitung_timur():
    reading = opened("membership/belitung_timur_2023_tanpa_judul.csv")
    assert (members(reading), reading.exit_code, reading.tables[0].layout) == (BELITUNG, 0, "headerless")
    skipped = [(one.range, one.why, one.found) for one in reading.tables[0].skipped]
    assert skipped == [("A6:B6", "outside_jkn", "Belum tercover")]


def test_facilities_of_four_regencies():
    reading = opened("facilities/klungkung_fktp_fkrtl_2020_2024.xlsx")
    rows = reading.rows_by_kind[Kind.FACILITIES]
    assert (reading.exit_code, set(rows["measure"])) == (0, {"contracted"})
    regions = ("51.05", "51.04", "51.06", "51.07")
    expected = {
        (region, year, kind): count
        for kind, counts in (("fktp", FKTP), ("fkrtl", FKRTL))
        for year, line in zip(range(2020, 2025), counts, strict=True)
        for region, count in zip(regions, line, strict=True)
    }
    keys = zip(rows["region_code"], rows["year"], rows["facility_kind"], strict=True)
    assert dict(zip(keys, rows["facilities"], strict=True)) == expected


def test_facilities_by_type_of_west_java():
    name = "facilities/jabar_faskes_per_jenis_2018_2024.csv"
    asked = opened(name)
    assert asked.exit_code == 3
    assert {question.code for question in asked.questions} == {"measure", "facility_type:rumah sakit bersalin"}
    reading = opened(name, measure="existing", answers=(("facility_type:rumah sakit bersalin", "fkrtl"),))
    rows = reading.rows_by_kind[Kind.FACILITIES]
    expected: Counter[tuple[str, int, str]] = Counter()
    for record in records(name):
        kind = {"PUSKESMAS": "fktp", "POSYANDU": ""}.get(record["jenis_faskes"], "fkrtl")
        if kind:
            expected[dotted(record["kode_kabupaten_kota"]), int(record["tahun"]), kind] += int(record["jumlah_faskes"])
    found = rows.groupby(["region_code", "year", "facility_kind"])["facilities"].sum().to_dict()
    assert (found, reading.exit_code) == (dict(expected), 0)
    assert not rows["facility_type"].str.casefold().str.contains("posyandu").any()


def test_population_of_west_java_sums_both_sexes():
    name = "population/jabar_penduduk_per_jenis_kelamin_2013_2024.csv"
    assert [question.code for question in opened(name).questions] == ["source"]
    reading = opened(name, source="bps")
    rows = reading.rows_by_kind[Kind.POPULATION]
    expected: Counter[tuple[str, str]] = Counter()
    for record in records(name):
        expected[dotted(record["kode_kabupaten_kota"]), f"{record['tahun']}-12"] += int(record["jumlah_penduduk"])
    found = dict(zip(zip(rows["region_code"], rows["period"], strict=True), rows["people"], strict=True))
    assert (found, reading.exit_code) == (dict(expected), 0)
    assert len(rows[rows["period"] == "2024-12"]) == 27
    assert "summed" in {problem.code for problem in reading.problems}


def test_kabupaten_bandung_asks_for_its_lost_thousands():
    reading = opened("population/kab_bandung_dkb_tiga_lembar.xlsx")
    assert [question.code for question in reading.questions] == [SERIES_ROW]
    assert (reading.exit_code, [table.sheet for table in reading.tables]) == (3, ["Series Column", "Series Row"])
    assert [problem.sheet for problem in reading.problems if problem.code == "metadata_sheet"] == ["Metadata"]
    across = reading.tables[0].rows
    assert dict(zip(across["period"], across["people"], strict=True)) == by_december(BANDUNG)
    assert reading.tables[1].rows["people"].isna().all()


@pytest.mark.parametrize("options", [{}, {"sheet": "Series Row"}], ids=["whole", "alone"])
def test_kabupaten_bandung_answered_sums_exactly_in_all_six_years(options):
    reading = opened("population/kab_bandung_dkb_tiga_lembar.xlsx", answers=((SERIES_ROW, "yes"),), **options)
    down = reading.tables[-1].rows
    assert (reading.tables[-1].sheet, reading.exit_code) == ("Series Row", 0)
    assert down.groupby("period")["people"].sum().to_dict() == by_december(BANDUNG)
    once = reading.rows_by_kind[Kind.POPULATION]
    assert dict(zip(once["period"], once["people"], strict=True)) == by_december(BANDUNG)
    assert set(zip(once["region_code"], once["source"], strict=True)) == {("32.04", "disdukcapil")}


def by_december(years: dict[int, int]) -> dict[str, int]:
    return {f"{year}-12": people for year, people in years.items()}


def test_the_plan_of_banyuasin():
    reading = opened("actions/banyuasin_2016_rencana_kegiatan.xlsx")
    rows = reading.rows_by_kind[Kind.ACTIVITIES]
    assert (reading.exit_code, len(rows), set(rows["region_code"])) == (0, 4, {"16.07"})
    assert rows["status"].tolist() == ["partly_done", "not_started", "not_started", "partly_done"]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("layout_traps/bandarlampung_321-DINAS_SOSIAL_2023.xlsx", "JUMLAH DATA TERPADU KESEJAHTERAAN SOSIAL"),
        ("layout_traps/bandarlampung_788-DINAS_PU_2023.xlsx", "Panjang Jalan di Kota Bandar Lampung"),
    ],
)
def test_tables_of_other_subjects_are_refused_with_what_was_seen(name, seen):
    reading = opened(name)
    assert (reading.tables, reading.exit_code) == ((), 4)
    assert [problem.code for problem in reading.problems] == ["no_table"]
    assert seen in reading.problems[0].found
