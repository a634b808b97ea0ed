import math

import pandas as pd
import pytest
from metrics_frames import BANYUASIN, BANYUASIN_MEMBERSHIP, membership

from metrics import (
    composition,
    composition_by_period,
    counted_segments,
    members_by_region_period,
    membership_rows,
    segment_checks,
)
from vocab.codes import Segment

SIX_SEGMENTS = {"pbi_apbn": 1, "pbi_apbd": 2, "ppu_pn": 4, "ppu_bu": 8, "pbpu": 16, "bp": 32}


def registered(**people: int | None) -> pd.DataFrame:
    return membership(*((BANYUASIN, "2016-08", segment, count, None) for segment, count in people.items()))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (SIX_SEGMENTS, 63),
        (SIX_SEGMENTS | {"pbi": 3, "ppu": 12, "total": 63}, 63),
        (SIX_SEGMENTS | {"pbi": 999, "ppu": 999, "total": 999}, 63),
        ({"total": 100}, 100),
        ({"pbi": 50, "ppu": 30}, 80),
        ({"pbi": 50, "pbi_apbd": 20}, 50),
        ({"pbi": 50, "pbi_apbd": 60}, 60),
        ({"total": 100, "pbi_apbd": 20}, 100),
        ({"total": 100, "pbi_apbn": 30, "pbi_apbd": 20, "ppu": 10, "pbpu": 5, "bp": 5}, 70),
        ({"total": 100, "pbi": 40, "pbi_apbd": 20, "ppu": 10}, 100),
        ({"pbi": 0}, 0),
        ({"pbi": 50, "bp": None}, math.nan),
        ({"pbi": 50, "bp": None, "total": 60}, 60),
        ({"pbi": None, "pbi_apbn": 30, "pbi_apbd": 20}, 50),
        ({"pbi": None, "pbi_apbn": 30, "pbi_apbd": None}, math.nan),
    ],
)
def test_the_finer_count_counts_and_nothing_is_counted_twice_or_lost(
    people: dict[str, int | None], expected: float
) -> None:
    found = members_by_region_period(registered(**people))["registered_people"].iloc[0]
    assert found == expected or (math.isnan(found) and math.isnan(expected))


def test_what_finer_rows_do_not_cover_counts_under_the_coarser_code() -> None:
    rows = counted_segments(registered(total=100, pbi=40, pbi_apbd=25, ppu=10))
    assert dict(zip(rows["segment"], rows["registered_people"], strict=True)) == {
        "pbi_apbd": 25,
        "pbi": 15,
        "ppu": 10,
        "total": 50,
    }


def test_differences_between_coarse_and_finer_are_reported() -> None:
    checks = segment_checks(registered(**SIX_SEGMENTS, pbi=10, total=70)).set_index("segment")
    assert checks["difference_people"].to_dict() == {"pbi": 7, "total": 7}
    assert checks["is_covered"].tolist() == [True, True]
    assert checks["is_counted_rest"].tolist() == [False, False]
    partial = segment_checks(registered(pbi=50, pbi_apbd=20)).iloc[0]
    assert (partial["difference_people"], partial["is_covered"], partial["is_counted_rest"]) == (30, False, True)


def test_a_check_that_agrees_is_listed_with_no_difference() -> None:
    checks = segment_checks(pd.concat([BANYUASIN_MEMBERSHIP, registered(total=370_202)]))
    assert checks["difference_people"].tolist() == [0.0]


def test_active_people_may_come_from_the_total_row() -> None:
    rows = membership(
        (BANYUASIN, "2024-12", "pbi", 60, None),
        (BANYUASIN, "2024-12", "ppu", 40, None),
        (BANYUASIN, "2024-12", "total", None, 75),
    )
    found = members_by_region_period(rows).iloc[0]
    assert (found["registered_people"], found["active_people"]) == (100, 75)


def test_active_people_of_some_segments_only_are_not_the_active_people() -> None:
    rows = membership((BANYUASIN, "2024-12", "pbi", 60, 50), (BANYUASIN, "2024-12", "ppu", 40, None))
    found = members_by_region_period(rows).iloc[0]
    assert found["registered_people"] == 100
    assert math.isnan(found["active_people"])


def test_active_people_without_registered_ones_are_kept() -> None:
    found = members_by_region_period(membership((BANYUASIN, "2024-12", "total", None, 75))).iloc[0]
    assert math.isnan(found["registered_people"])
    assert found["active_people"] == 75


@pytest.mark.parametrize(
    ("people", "expected"),
    [(SIX_SEGMENTS, True), ({"total": 5}, True), ({"pbi": 5, "ppu": 5, "pbpu": 5}, False), ({"pbi_apbn": 5}, False)],
)
def test_whether_all_groups_stand_behind_the_count(people: dict[str, int], expected: bool) -> None:
    assert members_by_region_period(registered(**people))["is_complete"].tolist() == [expected]


def test_composition_of_banyuasin_in_four_groups() -> None:
    rows = composition(BANYUASIN_MEMBERSHIP, region_code=BANYUASIN, period="2016-08")
    assert list(zip(rows["segment"], rows["share_pct"].round(2), strict=True)) == [
        ("pbi", 81.21),
        ("ppu", 12.86),
        ("pbpu", 5.02),
        ("bp", 0.90),
    ]


def test_composition_of_banyuasin_in_segments() -> None:
    rows = composition(BANYUASIN_MEMBERSHIP, region_code=BANYUASIN, period="2016-08", view="six")
    assert list(zip(rows["segment"], rows["share_pct"].round(2), strict=True)) == [
        ("pbi", 81.21),
        ("ppu_pn", 5.55),
        ("ppu_bu", 7.31),
        ("pbpu", 5.02),
        ("bp", 0.90),
    ]


def test_people_registered_by_government_are_folded_into_pbi_only_in_the_view_of_four() -> None:
    rows = registered(**SIX_SEGMENTS)
    four = composition(rows, region_code=BANYUASIN, period="2016-08")
    six = composition(rows, region_code=BANYUASIN, period="2016-08", view="six")
    assert dict(zip(four["segment"], four["registered_people"], strict=True)) == {
        "pbi": 3,
        "ppu": 12,
        "pbpu": 16,
        "bp": 32,
    }
    assert dict(zip(six["segment"], six["registered_people"], strict=True)) == SIX_SEGMENTS


def test_active_share_by_segment() -> None:
    rows = membership(
        (BANYUASIN, "2025-07", "pbi_apbn", 100, 81),
        (BANYUASIN, "2025-07", "pbi_apbd", 100, 97),
        (BANYUASIN, "2025-07", "pbpu", 50, None),
    )
    four = composition(rows, region_code=BANYUASIN, period="2025-07").set_index("segment")
    assert four.loc["pbi", "active_share_pct"] == 89.0
    assert math.isnan(four.loc["pbpu", "active_share_pct"])


def test_composition_of_an_area_is_the_sum_of_its_members_with_n() -> None:
    rows = membership(
        ("53.71", "2017-12", "pbi", 60, None),
        ("53.71", "2017-12", "ppu", 40, None),
        ("53.01", "2017-12", "pbi", 100, None),
        ("53.99", "2017-12", "pbi", 7, None),
    )
    found = composition_by_period(rows, region_code="branch:kupang")
    assert dict(zip(found["segment"], found["share_pct"], strict=True)) == {"pbi": 80.0, "ppu": 20.0}
    assert found["regions_with_data"].tolist() == [2, 2]
    assert found["regions_expected"].tolist() == [5, 5]


def test_composition_of_branch_kupang_from_its_own_printed_rows() -> None:
    printed = {"pbi": 542_962, "ppu": 187_576, "pbpu": 97_050, "bp": 26_272}
    own = membership(*(("branch:kupang", "2017-12", segment, people, None) for segment, people in printed.items()))
    one_member = membership(("53.71", "2017-12", "pbi", 60, None))
    found = composition_by_period(pd.concat([own, one_member]), region_code="branch:kupang")
    assert found["registered_people"].sum() == 853_860
    assert set(found["basis"]) == {"own"}
    forced = composition_by_period(pd.concat([own, one_member]), region_code="branch:kupang", basis="members")
    assert forced["registered_people"].sum() == 60


def test_a_trend_of_segments_has_a_row_per_period_and_segment() -> None:
    rows = composition_by_period(BANYUASIN_MEMBERSHIP, region_code=BANYUASIN)
    assert rows[["period", "segment"]].to_numpy().tolist() == [
        ["2016-01", "total"],
        ["2016-08", "pbi"],
        ["2016-08", "ppu"],
        ["2016-08", "pbpu"],
        ["2016-08", "bp"],
    ]


def test_rows_behind_a_count_are_marked_and_keep_their_cell() -> None:
    rows = pd.concat([BANYUASIN_MEMBERSHIP, registered(total=370_202)]).assign(cell="C5")
    found = membership_rows(rows, region_codes=[BANYUASIN], period="2016-08")
    assert found.loc[found["is_counted"], "registered_people"].sum() == 370_202
    assert found.loc[~found["is_counted"], "segment"].tolist() == ["total"]
    assert set(found["cell"]) == {"C5"}


def test_a_repeated_key_and_a_missing_key_are_errors_of_ours() -> None:
    with pytest.raises(ValueError, match="twice"):
        members_by_region_period(pd.concat([registered(pbi=1), registered(pbi=1)]))
    with pytest.raises(ValueError, match="missing key"):
        members_by_region_period(membership((None, "2016-08", "pbi", 1, None)))


def test_every_segment_has_a_place_in_both_views() -> None:
    for segment in Segment:
        for view in ("four", "six"):
            rows = composition(registered(**{segment.value: 1}), region_code=BANYUASIN, period="2016-08", view=view)
            assert rows["registered_people"].tolist() == [1]
