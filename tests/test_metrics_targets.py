import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics_frames import BANYUASIN, BANYUASIN_TARGETS, CRITERIA, targets

from metrics import gap_to_target, gaps, indicative_path, missing_people, state_against, states_against, targets_for
from vocab.codes import NEAR_POINTS, TargetState


@pytest.mark.parametrize(
    ("have", "of", "target", "operator", "missing"),
    [
        (370_202, 977_492, 95, "at_least", 558_416),
        (370_202, 977_492, 100, "at_least", 607_290),
        (370_202, 799_094, 95, "at_least", 388_938),
        (0, 1_000, 98.6, "at_least", 986),
        (986, 1_000, 98.6, "at_least", 0),
        (986, 1_000, 98.6, "above", 1),
        (0, 100, 98, "above", 99),
        (99, 100, 98, "above", 0),
        (0, 101, 98, "at_least", 99),
        (0, 101, 98, "above", 99),
        (1_018, 1_000, 95, "at_least", 0),
        (0, 279_120_000, 98.6, "at_least", 275_212_320),
        (0, 100, 0, "at_least", 0),
        (0, 10_000, 0.28, "at_least", 28),
        (28, 10_000, 0.28, "at_least", 0),
    ],
)
def test_missing_people_in_whole_numbers(have: int, of: int, target: float, operator: str, missing: int) -> None:
    gap = gap_to_target(have, of, value_pct=target, operator=operator)
    assert gap.people == missing
    assert (gap.state is TargetState.REACHED) == (missing == 0)
    column = missing_people(pd.Series([have]), pd.Series([of]), value_pct=target, operator=operator)
    assert column.tolist() == [missing]


@settings(deadline=None)
@given(
    have=st.integers(0, 400_000_000),
    of=st.integers(1, 300_000_000),
    hundredths=st.integers(0, 10_000),
    operator=st.sampled_from(["at_least", "above"]),
)
def test_registering_the_missing_people_reaches_the_target_and_one_less_does_not(
    have: int, of: int, hundredths: int, operator: str
) -> None:
    target = hundredths / 100
    people = gap_to_target(have, of, value_pct=target, operator=operator).people
    assert people is not None
    line = Decimal(hundredths) * of / 10_000

    def reached(count: int) -> bool:
        return count > line if operator == "above" else count >= line

    assert reached(have + people)
    assert people == 0 or not reached(have + people - 1)


@pytest.mark.parametrize("parts", [(None, 10), (10, None), (5, 0), (math.nan, 5)])
def test_no_data_has_no_gap(parts: tuple[float | None, float | None]) -> None:
    gap = gap_to_target(*parts, value_pct=95)
    assert (gap.people, gap.points, gap.needed_people, gap.state) == (None, None, None, TargetState.NO_DATA)


def test_points_missing_are_never_negative() -> None:
    assert gap_to_target(99, 100, value_pct=95).points == 0
    assert gap_to_target(90, 100, value_pct=95).points == pytest.approx(5)


@pytest.mark.parametrize(
    ("value", "target", "operator", "state"),
    [
        (37.87, 95, "at_least", TargetState.BELOW),
        (90.0, 95, "at_least", TargetState.NEAR),
        (89.99, 95, "at_least", TargetState.BELOW),
        (93.6, 98.6, "at_least", TargetState.NEAR),
        (59.01, 64.01, "at_least", TargetState.NEAR),
        (95.0, 95, "at_least", TargetState.REACHED),
        (95.0, 95, "above", TargetState.NEAR),
        (101.8, 95, "at_least", TargetState.REACHED),
        (0.0, 95, "at_least", TargetState.BELOW),
        (math.nan, 95, "at_least", TargetState.NO_DATA),
    ],
)
def test_state_against_a_target(value: float, target: float, operator: str, state: TargetState) -> None:
    assert NEAR_POINTS == 5.0
    assert state_against(value, target, operator=operator) is state
    assert states_against(pd.Series([value]), target, operator=operator).tolist() == [state]


def test_targets_of_banyuasin_in_2016() -> None:
    rows = targets_for(BANYUASIN_TARGETS, region_code=BANYUASIN, metric="coverage", period="2016-08")
    assert rows[["scheme", "target_period", "value_pct", "is_own"]].to_numpy().tolist() == [
        ["forum_banyuasin_2016", "2019-12", 100.0, True],
        ["rpjmn_2015_2019", "2019-12", 95.0, False],
    ]


@pytest.mark.parametrize(
    ("period", "schemes"),
    [
        ("2019-12", ["rpjmn_2015_2019"]),
        ("2020-01", ["rpjmn_2020_2024"]),
        ("2024-12", ["rpjmn_2020_2024"]),
        ("2025-01", []),
    ],
)
def test_the_next_dated_target_of_a_plan_and_none_after_the_last(period: str, schemes: list[str]) -> None:
    rows = targets_for(BANYUASIN_TARGETS, region_code="16.06", metric="coverage", period=period)
    assert rows["scheme"].tolist() == schemes


def test_criteria_are_not_targets_and_other_metrics_and_areas_do_not_count() -> None:
    assert targets_for(CRITERIA, region_code=BANYUASIN, metric="coverage", period="2018-01").empty
    assert targets_for(BANYUASIN_TARGETS, region_code=BANYUASIN, metric="active_share", period="2016-08").empty
    of_another = targets_for(BANYUASIN_TARGETS, region_code="16.06", metric="coverage", period="2016-08")
    assert of_another["scheme"].tolist() == ["rpjmn_2015_2019"]


def test_a_scheme_that_people_typed_in_is_a_target_and_a_nearer_area_stands_first() -> None:
    typed = targets(
        ("rencana_provinsi", "coverage", "16", "2018-12", 80), ("rencana_kami", "coverage", "16.07", "2017-12", 60)
    )
    rows = targets_for(
        pd.concat([BANYUASIN_TARGETS, typed]), region_code=BANYUASIN, metric="coverage", period="2016-08"
    )
    assert rows["scheme"].tolist() == ["rencana_kami", "forum_banyuasin_2016", "rencana_provinsi", "rpjmn_2015_2019"]
    assert set(rows["operator"]) == {"at_least"}


def test_targets_of_a_branch_are_those_above_all_its_regencies() -> None:
    province = targets(("rencana_bali", "coverage", "51", "2018-12", 80))
    rows = targets_for(
        pd.concat([BANYUASIN_TARGETS, province]), region_code="branch:klungkung", metric="coverage", period="2016-08"
    )
    assert rows["scheme"].tolist() == ["rencana_bali", "rpjmn_2015_2019"]


def test_a_group_over_two_provinces_has_only_the_targets_above_both() -> None:
    province = targets(("rencana_bali", "coverage", "51", "2018-12", 80))
    rows = targets_for(
        pd.concat([BANYUASIN_TARGETS, province]),
        region_code="branch:made_up",
        metric="coverage",
        period="2016-08",
        members=("51.01", "52.01"),
    )
    assert rows["scheme"].tolist() == ["rpjmn_2015_2019"]


def test_gaps_of_all_targets() -> None:
    rows = targets_for(BANYUASIN_TARGETS, region_code=BANYUASIN, metric="coverage", period="2016-08")
    found = gaps(rows, numerator=370_202, denominator=977_492)
    assert found["missing_people"].tolist() == [607_290, 558_416]
    assert found["points"].round(2).tolist() == [62.13, 57.13]
    assert found["needed_people"].tolist() == [977_492, 928_618]
    assert gaps(rows.head(0), numerator=1, denominator=2).empty


def test_the_path_is_a_straight_line_by_month() -> None:
    path = indicative_path(first_period="2016-01", first_pct=36.0, target_period="2016-05", target_pct=40.0)
    assert path.to_numpy().tolist() == [
        ["2016-01", 36.0],
        ["2016-02", 37.0],
        ["2016-03", 38.0],
        ["2016-04", 39.0],
        ["2016-05", 40.0],
    ]


@pytest.mark.parametrize(("first", "value"), [("2019-12", 36.0), ("2020-01", 36.0), ("2016-01", math.nan)])
def test_there_is_no_path_to_a_target_that_is_not_ahead(first: str, value: float) -> None:
    assert indicative_path(first_period=first, first_pct=value, target_period="2019-12", target_pct=95.0).empty
