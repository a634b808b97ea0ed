"""Frames: their columns and types, also when empty; areas found by the index; settings and examples."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

import pandas as pd
import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, NOON, activities, engine, memory, people, population, postgresql, save, url
from store_fixtures import membership as membership_rows

import store
from store.reading import in_order, is_among, standing
from store.records import FIGURES
from vocab.codes import Kind, VersionKind
from vocab.rows import SHAPES

FRAMES = {
    Kind.MEMBERSHIP: store.membership_frame,
    Kind.POPULATION: store.population_frame,
    Kind.FACILITIES: store.facilities_frame,
    Kind.TARGETS: store.targets_frame,
    Kind.ACTIVITIES: store.activities_frame,
}
TARGET = {
    "scheme": ["rpjmn_2015_2019"], "metric": "coverage", "region_code": "00", "period": "2019-12", "value_pct": 95.0,
    "source": "Perpres 2/2015", "status": "confirmed",
}  # fmt: skip
FACILITY = {"region_code": ["51.05"], "year": 2024, "facility_kind": "fktp", "facilities": 205}


def _filled(engine: Engine) -> None:
    rows = {
        Kind.MEMBERSHIP: membership_rows(("ppu", 1, None), ("bp", 2, 1)),
        Kind.POPULATION: population(977_492),
        Kind.FACILITIES: pd.DataFrame(FACILITY),
        Kind.TARGETS: pd.DataFrame(TARGET),
        Kind.ACTIVITIES: activities("Rapat"),
    }
    save(engine, rows, areas=pd.DataFrame({"code": ["16.07.01"], "name": "Betung", "is_made_up": False}))


@pytest.mark.parametrize("kind", FRAMES)
def test_an_empty_frame_has_the_columns_and_types_of_a_full_one(engine: Engine, kind: Kind):
    empty = FRAMES[kind](engine)
    _filled(engine)
    full = FRAMES[kind](engine)
    assert (len(empty), len(full) > 0) == (0, True)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(full.columns[: len(SHAPES[kind].columns)]) == list(SHAPES[kind].columns)
    pd.testing.assert_frame_equal(FRAMES[kind](engine, version=1), full)
    pd.testing.assert_frame_equal(FRAMES[kind](engine, version=0), empty)


def test_types(engine: Engine):
    _filled(engine)
    members = store.membership_frame(engine)
    assert (str(members["registered_people"].dtype), str(members["segment"].dtype)) == ("Int64", "str")
    assert list(members["segment"]) == ["bp", "ppu"]
    assert store.targets_frame(engine)["value_pct"].to_list() == [95.0]
    assert store.facilities_frame(engine)["measure"].to_list() == ["contracted"]
    assert str(store.activities_frame(engine)["due_date"].dtype) == "datetime64[s]"
    assert store.areas_frame(engine).to_dict("records") == [{"code": "16.07.01", "name": "Betung", "is_made_up": False}]
    assert str(store.versions_frame(engine)["made_at"].dtype) == "datetime64[us, UTC]"


def test_only_the_areas_and_periods_asked_for_however_many(engine: Engine):
    rows = [population(place, region_code=f"{11 + place // 90}.{place % 90:02d}") for place in range(1000)]
    save(engine, {Kind.POPULATION: pd.concat([*rows, population(5, period="2017-01", region_code="11.05")])})
    every = [f"{11 + place // 90}.{place % 90:02d}" for place in range(1000)]
    assert len(store.population_frame(engine, regions=every)) == 1001
    assert store.population_frame(engine, regions=every[3:5])["people"].to_list() == [3, 4]
    assert store.population_frame(engine, regions=["11.05"], periods=["2017-01"])["people"].to_list() == [5]
    assert store.population_frame(engine, regions=[]).empty
    assert store.population_frame(engine, version=1, regions=every[3:4])["people"].to_list() == [3]


def _plan(engine: Engine, regions: list[str] | None, version: int | None) -> str:
    table = FIGURES[Kind.MEMBERSHIP].table
    with engine.connect() as connection:
        wanted = [] if regions is None else [is_among(table.c.region_code, regions, connection)]
        rows = in_order(standing(table, list(table.c), *wanted, version=version), ("region_code",), connection)
        compiled = rows.compile(engine, compile_kwargs={"literal_binds": True})
        return " | ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}"))


@pytest.mark.parametrize("version", [None, 1])
def test_an_area_is_found_by_the_index(memory: Engine, version: int | None):
    plan = _plan(memory, ["16.07"], version)
    assert "USING INDEX ux_membership_current (region_code=?)" in plan
    assert "SCAN membership" not in plan


def test_the_whole_table_is_not_read_row_by_row_through_the_version(memory: Engine):
    assert "ix_membership_since" not in _plan(memory, None, 1)


def test_a_setting_is_chosen_changed_and_forgotten(engine: Engine):
    assert store.read_setting(engine, "home_region") is None
    for value in ("16.07", "16.06", None):
        store.change_setting(engine, "home_region", value)
        assert store.read_setting(engine, "home_region") == value


def test_the_example_goes_in_one_version_and_can_come_back(engine: Engine):
    rows = {Kind.MEMBERSHIP: membership_rows(("pbi", 1, None)), Kind.ACTIVITIES: activities("Rapat")}
    areas = pd.DataFrame({"code": ["99.01"], "name": "Contoh", "is_made_up": True})
    save(engine, rows, kind=VersionKind.SAMPLE, areas=areas)
    save(engine, {Kind.POPULATION: population(5, region_code="16.06")})
    store.change_setting(engine, "home_region", "16.07")
    activity_id = store.activities_frame(engine)["activity_id"].iloc[0]
    report = store.ProgressReport(status="in_progress", reported_on=NOON.date())
    store.report_progress(engine, activity_id, report=report, opened_at=2, by=ANI, at=NOON)
    assert store.sample_state(engine) == {"sample": 2, "demo": 0, "has_figures": True}
    assert store.remove_sample(engine, by=ANI, at=NOON) == 4
    assert store.sample_state(engine) == {"sample": 0, "demo": 0, "has_figures": True}
    assert store.sample_state(engine, 1)["sample"] == 2
    assert [len(frame) for frame in _all_frames(engine)] == [0, 0, 0, 0]
    assert store.population_frame(engine)["people"].to_list() == [5]
    assert store.read_setting(engine, "home_region") is None
    assert store.remove_sample(engine, by=ANI, at=NOON) is None
    store.undo(engine, 4, by=ANI, at=NOON)
    assert [len(frame) for frame in _all_frames(engine)] == [1, 1, 1, 1]


def _all_frames(engine: Engine) -> list[pd.DataFrame]:
    frames = (store.membership_frame, store.activities_frame, store.reports_frame, store.areas_frame)
    return [frame(engine) for frame in frames]


def test_the_own_region_stays_when_own_figures_remain(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, None))}, kind=VersionKind.SAMPLE)
    save(engine, {Kind.POPULATION: population(5)})
    store.change_setting(engine, "home_region", "16.07")
    store.remove_sample(engine, by=ANI, at=NOON)
    assert store.read_setting(engine, "home_region") == "16.07"


def test_a_count_of_ones_own_stays_when_the_example_beside_it_goes(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 10, None), ("ppu", None, 4))}, kind=VersionKind.SAMPLE)
    own = membership_rows(("pbi", None, 8), ("ppu", 5, None)).assign(active_cell="F9", cell="G9")
    save(engine, {Kind.MEMBERSHIP: own})
    store.remove_sample(engine, by=ANI, at=NOON)
    assert people(engine) == {"pbi": (None, 8), "ppu": (5, None)}
    by_segment = store.membership_frame(engine).set_index("segment")
    assert by_segment.loc["pbi", ["origin_version", "cell", "active_origin_version", "active_cell"]].to_list() == [
        2, "F9", 2, "F9",
    ]  # fmt: skip
    assert by_segment.loc["ppu", ["origin_version", "cell"]].to_list() == [2, "G9"]
    assert pd.isna(by_segment.loc["ppu", "active_origin_version"])
