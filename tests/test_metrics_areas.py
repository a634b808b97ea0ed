import math

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from metrics_frames import membership, population

from metrics import (
    against_group,
    area_coverage_by_period,
    area_figures,
    area_table,
    change_between,
    coverage_by_region_period,
    heat_table,
    ranking,
    sources_of,
)
from vocab.codes import TargetState
from vocab.regions import members_of

untimed = settings(deadline=None, max_examples=40)
PERIOD = "2024-12"
REGIONS = members_of("51")

figures = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 3_000_000)),
        st.one_of(st.none(), st.integers(0, 3_000_000)),
        st.one_of(st.none(), st.integers(0, 3_000_000)),
    ),
    min_size=1,
    max_size=len(REGIONS),
)
"""(registered, active, people) of each region; None where it did not report."""


def store_frames(rows: list[tuple[int | None, int | None, int | None]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    codes = REGIONS[: len(rows)]
    members = membership(*((code, PERIOD, "total", row[0], row[1]) for code, row in zip(codes, rows, strict=True)))
    people = population(
        *((code, PERIOD, "bpjs", row[2]) for code, row in zip(codes, rows, strict=True) if row[2] is not None)
    )
    return members, people


def rolled_up(members: pd.DataFrame, people: pd.DataFrame, regions: tuple[str, ...] = REGIONS) -> dict[str, object]:
    coverage = coverage_by_region_period(members, people)
    return area_coverage_by_period(coverage, members=regions).iloc[0].to_dict()


def same(first: float, second: float) -> bool:
    return first == second or (math.isnan(first) and math.isnan(second))


@untimed
@given(figures)
@example([(0, None, 0)])
@example([(5, 3, 0), (7, 2, 10)])
def test_a_roll_up_is_the_sum_over_the_sum_of_regions_with_both(
    rows: list[tuple[int | None, int | None, int | None]],
) -> None:
    found = rolled_up(*store_frames(rows))
    # An area where nobody lives has no ratio, like one whose population nobody knows.
    both = [(registered, people) for registered, _, people in rows if registered is not None and people]
    assert found["regions_with_data"] == len(both)
    assert found["regions_expected"] == len(REGIONS)
    if both:
        assert found["registered_people"] == sum(registered for registered, _ in both)
        assert found["people"] == sum(people for _, people in both)
    else:
        assert math.isnan(found["coverage_pct"])
    active = [(registered, active) for registered, active, _ in rows if registered is not None and active is not None]
    assert found["regions_with_active"] == len(active)
    if active:
        assert found["active_people"] == sum(count for _, count in active)
        assert found["active_registered_people"] == sum(registered for registered, _ in active)


@untimed
@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    rows: list[tuple[int | None, int | None, int | None]], shuffler: object
) -> None:
    members, people = store_frames(rows)
    order = list(range(len(members)))
    shuffler.shuffle(order)
    shuffled = rolled_up(members.iloc[order], people.iloc[::-1])
    straight = rolled_up(members, people)
    assert all(same(straight[name], shuffled[name]) for name in ("coverage_pct", "active_share_pct", "people"))


@untimed
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_region_split_in_two_gives_the_same_roll_up(first: int, second: int, people_1: int, people_2: int) -> None:
    rest = (500, None, 1_000)
    whole = rolled_up(*store_frames([(first + second, None, people_1 + people_2), rest]))
    split = rolled_up(*store_frames([(first, None, people_1), (second, None, people_2), rest]))
    assert whole["coverage_pct"] == split["coverage_pct"]


@untimed
@given(figures)
def test_rolling_up_parts_and_then_the_whole_gives_the_whole(
    rows: list[tuple[int | None, int | None, int | None]],
) -> None:
    members, people = store_frames(rows)
    coverage = coverage_by_region_period(members, people)
    parts = pd.concat([area_coverage_by_period(coverage, members=codes) for codes in (REGIONS[:3], REGIONS[3:])])
    whole = rolled_up(members, people)
    for name in ("registered_people", "people", "active_people", "regions_with_data"):
        assert same(float(parts[name].sum(min_count=1)), float(whole[name]))


def test_members_of_a_region_where_nobody_is_said_to_live_take_no_part() -> None:
    found = rolled_up(*store_frames([(900, None, 1_000), (500, None, 0)]))
    assert (found["coverage_pct"], found["regions_with_data"]) == (90.0, 1)


def test_an_average_of_percentages_is_not_a_roll_up() -> None:
    found = rolled_up(*store_frames([(900, None, 1_000), (10, None, 100)]))
    assert found["coverage_pct"] == pytest.approx(910 / 1_100 * 100)


def test_own_figures_stand_where_members_are_incomplete_and_are_a_check_where_not() -> None:
    own = membership(("51", PERIOD, "total", 99, None))
    own_people = population(("51", PERIOD, "bpjs", 200))
    some, some_people = store_frames([(10, None, 20)] * 3)
    rows = area_figures(pd.concat([own, some]), pd.concat([own_people, some_people]), area="51").iloc[0]
    assert (rows["basis"], rows["coverage_pct"], rows["members_registered_people"]) == ("own", 49.5, 30)
    every, every_people = store_frames([(10, None, 20)] * len(REGIONS))
    rows = area_figures(pd.concat([own, every]), pd.concat([own_people, every_people]), area="51").iloc[0]
    assert (rows["basis"], rows["coverage_pct"], rows["difference_people"]) == ("members", 50.0, 99 - 10 * len(REGIONS))
    assert (rows["regions_with_data"], rows["regions_expected"]) == (len(REGIONS), len(REGIONS))


def test_members_stand_with_n_where_there_is_no_own_figure() -> None:
    rows = area_figures(*store_frames([(10, None, 20)] * 3), area="51").iloc[0]
    assert (rows["basis"], rows["coverage_pct"], rows["regions_with_data"]) == ("members", 50.0, 3)


def test_the_province_of_ntt_from_its_own_printed_figures() -> None:
    rows = area_figures(
        membership(("53", "2017-12", "total", 4_012_978, None)),
        population(("53", "2017-12", "bps", 5_614_189)),
        area="53",
    ).iloc[0]
    assert (rows["basis"], round(rows["coverage_pct"], 2)) == ("own", 71.48)


def test_members_without_population_give_people_and_no_ratio() -> None:
    members, _ = store_frames([(10, 8, None), (20, 10, None)])
    rows = area_figures(members, population(), area="51").iloc[0]
    assert rows["registered_people"] == 30
    assert math.isnan(rows["coverage_pct"])
    assert rows["active_share_pct"] == 60.0


def test_a_figure_of_the_area_is_never_added_to_its_members() -> None:
    own = membership(("51", PERIOD, "total", 1_000, None))
    some, people = store_frames([(10, None, 20)] * 3)
    coverage = coverage_by_region_period(pd.concat([own, some]), people)
    assert area_coverage_by_period(coverage, members=REGIONS)["registered_people"].tolist() == [30]


def test_a_change_between_roll_ups_of_other_regions_is_not_comparable() -> None:
    members = membership(
        ("51.01", "2024-11", "total", 10, None),
        ("51.01", "2024-12", "total", 10, None),
        ("51.02", "2024-12", "total", 5, None),
    )
    people = population(("51.01", "2024-06", "bpjs", 20), ("51.02", "2024-06", "bpjs", 20))
    rows = area_figures(members, people, area="51")
    change = change_between(rows, region_code="51", from_period="2024-11", to_period="2024-12")
    assert change is not None
    assert not change.is_comparable


def test_the_table_of_members_has_a_row_for_each() -> None:
    table = area_table(*store_frames([(10, None, 20)] * 2), members=REGIONS, period=PERIOD)
    assert table["region_code"].tolist() == list(REGIONS)
    assert table["coverage_pct"].notna().sum() == 2
    assert table["is_over_100"].dtype == bool


def test_rows_behind_a_roll_up_are_those_of_its_members() -> None:
    members, people = store_frames([(10, None, 20), (30, None, 40)])
    older = population(("51.01", "2020-12", "bpjs", 1), ("51.01", PERIOD, "bps", 2))
    own = membership(("51", PERIOD, "total", 1_000, None))
    found = sources_of(pd.concat([own, members]), pd.concat([older, people]), area="51", period=PERIOD)
    assert found.basis == "members"
    assert found.membership["registered_people"].sum() == 40
    assert found.population["people"].tolist() == [20, 40]


def heat_frames() -> pd.DataFrame:
    return coverage_by_region_period(*store_frames([(96, None, 100), (0, None, 100), (92, None, 100), (5, None, None)]))


def test_the_heat_table_shows_zero_and_missing_as_two_things() -> None:
    rows = heat_table(heat_frames(), regions=REGIONS[:5], periods=["2024-11", PERIOD], target_pct=95)
    assert len(rows) == 10
    december = rows[rows["period"] == PERIOD].set_index("region_code")
    assert december["state"].tolist() == ["reached", "below", "near", "no_data", "no_data"]
    assert december["value_pct"].iloc[1] == 0
    assert math.isnan(december["value_pct"].iloc[3])
    assert set(rows.loc[rows["period"] == "2024-11", "state"]) == {TargetState.NO_DATA}


def test_the_heat_table_without_a_target_has_no_state_but_the_missing_one() -> None:
    assert set(heat_table(heat_frames(), regions=REGIONS[:4])["state"]) == {"", TargetState.NO_DATA}


def test_ties_share_a_rank_and_missing_regions_have_none() -> None:
    coverage = coverage_by_region_period(
        *store_frames([(50, None, 100), (90, None, 100), (500, None, 1_000), (10, None, 100)])
    )
    rows = ranking(coverage, period=PERIOD, regions=REGIONS[:5])
    assert rows["region_code"].tolist() == ["51.02", "51.01", "51.03", "51.04", "51.05"]
    assert rows["rank"].fillna(0).tolist() == [1, 2, 2, 4, 0]
    assert rows["is_tied"].tolist() == [False, True, True, False, False]
    assert set(rows["n"]) == {4}


def test_an_area_is_held_against_the_weighted_value_of_its_group() -> None:
    coverage = coverage_by_region_period(*store_frames([(50, None, 100), (900, None, 1_000), (5, None, None)]))
    found = against_group(coverage, region_code="51.01", members=REGIONS[:3], period=PERIOD)
    assert found.group_pct == pytest.approx(950 / 1_100 * 100)
    assert found.others_pct == 90.0
    assert found.points == pytest.approx(50 - 950 / 11)
    assert (found.n, found.regions_expected, found.is_below) == (2, 3, True)
