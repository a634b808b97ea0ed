"""The sample: published figures are those of the papers and name their source; the made-up ones add up and say so."""

import re
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from loaders.reading import read_file
from sample_data.__main__ import FILES, file_text
from sample_data.catalogue import (
    DEMO,
    DEMO_FOLDER,
    PUBLISHED,
    PUBLISHED_FOLDER,
    SampleFile,
    comments,
    demo_areas,
    read_rows,
    reported_shares,
)
from sample_data.demo_areas import REGENCIES
from sample_data.forums import DEMO_AGREED, DEMO_FORUM, DEMO_REPORTS, PUBLISHED_FORUM
from vocab.codes import CLOSED_STATUSES, ActivityStatus, Kind, Segment
from vocab.regions import BRANCHES, REGIONS, parent_of
from vocab.rows import SHAPES, activity_key
from vocab.schemes import SCHEMES

ALL_FILES = tuple(dict.fromkeys((*PUBLISHED, *DEMO, DEMO_AGREED)))
OF_FORUMS = (PUBLISHED_FORUM, DEMO_FORUM, DEMO_REPORTS)
MADE_UP = "rekaan"


def _published(name: str) -> list[dict[str, str]]:
    return read_rows(PUBLISHED_FOLDER / f"{name}.csv")


def _demo(name: str) -> list[dict[str, str]]:
    return read_rows(DEMO_FOLDER / f"{name}.csv")


@pytest.mark.parametrize("file", ALL_FILES, ids=lambda file: file.key)
def test_every_row_has_the_shape_of_its_kind_and_stands_once(file: SampleFile) -> None:
    shape = SHAPES[file.kind]
    rows = read_rows(file.path)
    assert rows
    assert tuple(rows[0]) == shape.columns
    for row in rows:
        shape.row.model_validate({name: value for name, value in row.items() if value != ""})
    keys = Counter(
        tuple(activity_key(row[name]) if name == "activity" else row[name] for name in shape.key) for row in rows
    )
    assert max(keys.values()) == 1


@pytest.mark.parametrize("file", ALL_FILES, ids=lambda file: file.key)
def test_every_file_is_read_whole_and_without_a_question(file: SampleFile) -> None:
    areas = pd.DataFrame([asdict(area) for area in demo_areas()])
    reading = read_file(file.path.read_bytes(), file_name=file.name, areas=areas)
    assert reading.is_savable and not reading.problems
    assert {kind: len(rows) for kind, rows in reading.rows_by_kind.items()} == {file.kind: len(read_rows(file.path))}


@pytest.mark.parametrize("path", [*(file.path for file in ALL_FILES), *OF_FORUMS], ids=lambda path: path.name)
def test_every_file_says_what_it_is_where_it_is_from_and_whether_that_is_confirmed(path: Path) -> None:
    lines = comments(path)
    assert len(lines[0]) > 20
    assert any(line.startswith("sumber: ") and len(line) > 20 for line in lines)
    assert sum(line.startswith("status: ") for line in lines) == 1
    is_made_up = any(MADE_UP in line for line in lines)
    assert is_made_up == (path.parent == DEMO_FOLDER)


def test_every_file_in_the_folders_is_listed() -> None:
    listed = {file.path for file in ALL_FILES} | {PUBLISHED_FOLDER / "reported_shares.csv", DEMO_FOLDER / "areas.csv"}
    listed |= set(OF_FORUMS)
    assert {*PUBLISHED_FOLDER.glob("*"), *DEMO_FOLDER.glob("*")} == listed


def test_published_areas_are_shipped_regions_or_branches() -> None:
    known = {*REGIONS, *(branch.area_code for branch in BRANCHES.values())}
    assert {row["region_code"] for file in PUBLISHED for row in read_rows(file.path)} <= known


def test_banyuasin_is_as_in_the_paper() -> None:
    members = {
        (row["period"], row["segment"]): int(row["registered_people"])
        for row in _published("membership_banyuasin_2016")
    }
    assert members == {
        ("2016-01", "total"): 338_075,
        ("2016-08", "ppu_pn"): 20_547,
        ("2016-08", "pbi"): 300_659,
        ("2016-08", "ppu_bu"): 27_072,
        ("2016-08", "bp"): 3_334,
        ("2016-08", "pbpu"): 18_590,
    }
    august = sum(count for (period, _), count in members.items() if period == "2016-08")
    assert august == 370_202
    people = {(row["period"], row["source"]): int(row["people"]) for row in _published("population_banyuasin_2016")}
    assert people == {("2016-01", "bpjs"): 930_523, ("2016-08", "bpjs"): 977_492, ("2016-06", "disdukcapil"): 799_094}
    ratios = [round(100 * august / people[key], 2) for key in people]
    assert sorted(ratios) == [37.87, 39.78, 46.33]


def test_printed_shares_differ_from_computed_ones_in_two_places() -> None:
    members = {row["segment"]: int(row["registered_people"]) for row in _published("membership_banyuasin_2016")}
    computed = {share.segment: round(100 * members[share.segment] / 370_202, 2) for share in reported_shares()}
    differing = {share.segment: (share.reported_share_pct, computed[share.segment]) for share in reported_shares()}
    differing = {segment: both for segment, both in differing.items() if both[0] != both[1]}
    assert differing == {Segment.PPU_PN: (5.5, 5.55), Segment.PBPU: (5.03, 5.02)}
    assert {share.segment: share.decimals for share in reported_shares()}[Segment.PPU_PN] == 1
    assert len(reported_shares()) == 5


def test_four_activities_are_unfinished_and_none_has_a_date_or_a_budget() -> None:
    rows = _published("activities_banyuasin_2016")
    assert Counter(row["status"] for row in rows) == {"not_started": 2, "partly_done": 2}
    assert all(row["due_date"] == row["start_date"] == row["budget"] == row["evidence"] == "" for row in rows)
    assert {row["institution"]: row["status"] for row in rows} == {
        "Dinas Kesehatan": "partly_done",
        "Disdukcapil": "not_started",
        "Dinas Sosial": "not_started",
        "Disnakertrans": "partly_done",
    }


def test_klungkung_adds_up_to_the_printed_totals() -> None:
    totals: dict[str, dict[int, int]] = defaultdict(Counter)
    for row in _published("facilities_klungkung_2020_2024"):
        assert row["region_code"] in BRANCHES["klungkung"].regencies
        totals[row["facility_kind"]][int(row["year"])] += int(row["facilities"])
    assert list(totals["fktp"].values()) == [185, 194, 198, 204, 205]
    assert list(totals["fkrtl"].values()) == [15, 16, 17, 17, 19]


def test_klungkung_falls_in_five_places() -> None:
    series: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in _published("facilities_klungkung_2020_2024"):
        series[row["facility_kind"], row["region_code"]].append((int(row["year"]), int(row["facilities"])))
    falls = {
        (*key, later[0]) for key, years in series.items() for earlier, later in pairwise(years) if later[1] < earlier[1]
    }
    assert falls == {
        ("fktp", "51.07", 2022),
        ("fktp", "51.07", 2023),
        ("fktp", "51.06", 2024),
        ("fktp", "51.05", 2024),
        ("fkrtl", "51.04", 2021),
    }


def test_kupang_ntt_and_the_nation_are_as_printed() -> None:
    rows = _published("membership_kupang_2017")
    branch = [int(row["registered_people"]) for row in rows if row["region_code"] == "branch:kupang"]
    assert sum(branch) == 853_860
    (province,) = (int(row["registered_people"]) for row in rows if row["region_code"] == "53")
    (people,) = (int(row["people"]) for row in _published("population_ntt_2017"))
    assert round(100 * province / people, 2) == 71.48
    national: dict[str, int] = Counter()
    for row in _published("membership_national"):
        national[row["period"]] += int(row["registered_people"])
    assert national == {"2015-12": 144_330_879, "2016-12": 171_939_254, "2017-01": 172_968_072, "2023-11": 265_601_105}


def test_targets_carry_a_source_and_unconfirmed_ones_say_so() -> None:
    rows = [*_published("targets_national"), *_published("targets_banyuasin_2016")]
    assert {row["scheme"] for row in rows} == SCHEMES.keys() - {"rencana_daerah_contoh"}
    assert all(len(row["source"]) > 10 for row in rows)
    values = {(row["scheme"], row["metric"], row["period"]): (float(row["value_pct"]), row["status"]) for row in rows}
    assert values["rpjmn_2015_2019", "coverage", "2019-12"] == (95, "confirmed")
    assert values["rpjmn_2020_2024", "coverage", "2024-12"] == (98, "confirmed")
    assert values["forum_banyuasin_2016", "coverage", "2019-12"] == (100, "confirmed")
    unconfirmed = {key[:1] + key[2:] + (value[0],) for key, value in values.items() if value[1] == "unconfirmed"}
    assert unconfirmed == {
        ("rpjmn_2025_2029", "2025-12", 98.6),
        ("rpjmn_2025_2029", "2025-12", 80),
        ("rpjmn_2025_2029", "2029-12", 83.5),
    }


def test_the_made_up_files_are_what_the_program_writes() -> None:
    for name in FILES:
        assert (DEMO_FOLDER / f"{name}.csv").read_text(encoding="utf-8") == file_text(name)


def test_every_made_up_area_says_so_and_is_no_shipped_region() -> None:
    areas = demo_areas()
    assert len(areas) == 1 + 4 + 20
    assert all(MADE_UP in area.name and area.is_made_up for area in areas)
    assert not {area.code for area in areas} & REGIONS.keys()
    known = {area.code for area in areas}
    assert all(parent_of(area.code) in known | {"00"} for area in areas)
    used = {row["region_code"] for file in DEMO if file.path.parent == DEMO_FOLDER for row in read_rows(file.path)}
    assert used <= known


@pytest.mark.parametrize(
    ("name", "rest_of_key", "counts"),
    [
        ("membership", ("period", "segment"), ("registered_people", "active_people")),
        ("population", ("period", "source"), ("people",)),
    ],
)
def test_a_made_up_regency_is_the_sum_of_its_districts(
    name: str, rest_of_key: tuple[str, ...], counts: tuple[str, ...]
) -> None:
    regencies: dict[tuple[str, ...], list[int]] = {}
    districts: dict[tuple[str, ...], list[int]] = {}
    for row in _demo(name):
        values = [int(row[count]) for count in counts]
        code = row["region_code"]
        is_regency = code.count(".") == 1
        key = (code if is_regency else code.rpartition(".")[0], *(row[part] for part in rest_of_key))
        if is_regency:
            regencies[key] = values
        else:
            districts[key] = [sum(pair) for pair in zip(values, districts.get(key, [0] * len(values)), strict=True)]
    assert regencies == districts
    assert len(regencies) >= 4 * 3


def test_made_up_members_cover_36_months_and_all_six_segments() -> None:
    rows = _demo("membership")
    assert len(rows) == (4 + 20) * 36 * 6
    assert len({row["period"] for row in rows}) == 36
    assert (min(row["period"] for row in rows), max(row["period"] for row in rows)) == ("2023-01", "2025-12")
    assert all(0 <= int(row["active_people"]) <= int(row["registered_people"]) for row in rows)
    assert {row["source"] for row in _demo("population")} == {"bpjs", "disdukcapil", "bps"}


def test_made_up_regencies_stand_differently() -> None:
    members: dict[str, int] = Counter()
    for row in _demo("membership"):
        if row["period"] == "2025-12" and row["region_code"].count(".") == 1:
            members[row["region_code"]] += int(row["registered_people"])
    people = {
        row["region_code"]: int(row["people"])
        for row in _demo("population")
        if (row["period"], row["source"]) == ("2025-12", "bpjs")
    }
    coverage = {regency.code: 100 * members[regency.code] / people[regency.code] for regency in REGENCIES}
    assert coverage["99.03"] < 90 < coverage["99.01"] < 98 < coverage["99.02"] < 100 < coverage["99.04"]


def test_made_up_activities_have_every_status_and_due_dates_of_every_sort() -> None:
    rows = _demo("activities")
    assert len(rows) == 24
    assert {row["status"] for row in rows} == set(ActivityStatus)
    assert len({row["forum"] for row in rows}) == 2 and all(MADE_UP in row["forum"] for row in rows)
    open_rows = [row for row in rows if ActivityStatus(row["status"]) not in CLOSED_STATUSES]
    due = [date.fromisoformat(row["due_date"]) for row in open_rows if row["due_date"]]
    assert min(due) < date(2026, 1, 1) and max(due) > date(2027, 1, 1)
    assert any(not row["due_date"] for row in open_rows)
    finished = {ActivityStatus.DONE, ActivityStatus.DONE_UNCONFIRMED}
    assert all(row["evidence"] for row in rows if row["status"] in finished)
    assert {Kind.ACTIVITIES, *(file.kind for file in DEMO)} == set(Kind)


def test_the_readme_names_every_file() -> None:
    readme = (Path(PUBLISHED_FOLDER).parent / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9]+\.(?:csv|toml))`", readme))
    assert {path.name for path in PUBLISHED_FOLDER.glob("*")} <= named
    assert {path.name for path in (*OF_FORUMS, DEMO_AGREED.path)} <= named
