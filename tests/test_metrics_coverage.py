import math

import pandas as pd
import pytest
from metrics_frames import (
    BANYUASIN,
    BANYUASIN_MEMBERSHIP,
    BANYUASIN_POPULATION,
    BANYUASIN_TARGETS,
    membership,
    population,
)

from metrics import (
    area_denominators,
    change_between,
    coverage_by_region_period,
    coverage_headline,
    denominators,
    government_registered_by_region_period,
    latest_period,
    percent,
    points,
    population_at,
    previous_period,
    spread,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (370_202, 977_492, 37.87),
        (370_202, 930_523, 39.78),
        (370_202, 799_094, 46.33),
        (338_075, 930_523, 36.33),
        (4_012_978, 5_614_189, 71.48),
        (274_974, 316_933, 86.76),
        (230_665, 274_974, 83.89),
        (230_665, 316_933, 72.78),
        (726_521, 828_576, 87.68),
        (550_747, 726_521, 75.81),
        (842_070, 1_000_810, 84.14),
        (695_856, 842_070, 82.64),
        (897_471, 910_230, 98.60),
        (267_310_000, 279_120_000, 95.77),
        (1018, 1000, 101.8),
        (0, 10, 0.0),
    ],
)
def test_percent_of_published_figures(numerator: int, denominator: int, expected: float) -> None:
    assert round(percent(numerator, denominator), 2) == expected


@pytest.mark.parametrize("parts", [(None, 10), (10, None), (10, 0), (math.nan, 10), (0, 0), (None, None)])
def test_percent_without_data_is_no_number(parts: tuple[float | None, float | None]) -> None:
    assert math.isnan(percent(*parts))


def test_percent_of_columns_meets_a_target_exactly() -> None:
    have, of = pd.Series([98, 986, None], dtype="Int64"), pd.Series([100, 1000, 5], dtype="Int64")
    assert percent(have, of).tolist()[:2] == [98.0, 98.6]
    assert math.isnan(percent(have, of).iloc[2])
    assert [percent(count, 100) for count in (7, 14, 28, 29, 55)] == [7.0, 14.0, 28.0, 29.0, 55.0]


def test_points_are_later_less_earlier() -> None:
    assert points(37.87, 36.33) == pytest.approx(1.54)


def test_coverage_of_banyuasin() -> None:
    rows = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION).set_index("period")
    assert rows["registered_people"].to_dict() == {"2016-01": 338_075, "2016-08": 370_202}
    assert rows["coverage_pct"].round(2).to_dict() == {"2016-01": 36.33, "2016-08": 37.87}
    assert rows["active_share_pct"].isna().all()
    assert rows["population_source"].tolist() == ["bpjs", "bpjs"]


def test_coverage_under_the_chosen_source() -> None:
    rows = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, source="disdukcapil")
    august = rows[rows["period"] == "2016-08"].iloc[0]
    assert (round(august["coverage_pct"], 2), august["population_period"]) == (46.33, "2016-06")
    assert august["population_age_months"] == 2
    january = rows[rows["period"] == "2016-01"].iloc[0]
    assert math.isnan(january["people"])
    assert math.isnan(january["coverage_pct"])
    assert january["population_source"] == ""


def test_three_ratios_of_kota_pekalongan() -> None:
    rows = coverage_by_region_period(
        membership(("33.75", "2023-03", "total", 274_974, 230_665)), population(("33.75", "2023-03", "bpjs", 316_933))
    )
    row = rows.iloc[0]
    ratios = (row["coverage_pct"], row["active_share_pct"], row["active_coverage_pct"])
    assert [round(ratio, 2) for ratio in ratios] == [86.76, 83.89, 72.78]


def test_over_100_percent_is_flagged_and_not_cut_off() -> None:
    rows = coverage_by_region_period(
        membership(("35.72", "2023-03", "total", 1_018, None)), population(("35.72", "2023-01", "bps", 1_000))
    )
    assert rows["coverage_pct"].iloc[0] == pytest.approx(101.8)
    assert rows["is_over_100"].tolist() == [True]


def test_population_is_the_newest_row_at_or_before_and_never_of_another_region_or_later() -> None:
    people = population(
        ("16.07", "2016-01", "bps", 1),
        ("16.07", "2016-05", "bps", 2),
        ("16.07", "2016-09", "bpjs", 3),
        ("16.06", "2016-08", "bpjs", 4),
    )
    keys = pd.DataFrame(
        {"region_code": ["16.07"] * 4 + ["16.01"], "period": ["2015-12", "2016-04", "2016-08", "2016-09", "2016-09"]}
    )
    found = population_at(keys, people)
    assert found["people"].fillna(-1).tolist() == [-1, 1, 2, 3, -1]
    assert found["population_source"].tolist() == ["", "bps", "bps", "bpjs", ""]
    assert found["population_age_months"].fillna(-1).tolist() == [-1, 3, 3, 0, -1]


def test_denominators_of_banyuasin_with_the_older_row() -> None:
    rows = denominators(BANYUASIN_POPULATION, region_code=BANYUASIN, period="2016-08", registered_people=370_202)
    shown = [
        (row.source, row.population_period, round(row.coverage_pct, 2), row.is_newest, row.is_chosen)
        for row in rows.itertuples()
    ]
    assert shown == [
        ("bpjs", "2016-08", 37.87, True, True),
        ("bpjs", "2016-01", 39.78, False, False),
        ("disdukcapil", "2016-06", 46.33, True, False),
    ]


def test_spread_is_over_the_newest_row_of_each_source() -> None:
    rows = denominators(BANYUASIN_POPULATION, region_code=BANYUASIN, period="2016-08", registered_people=370_202)
    found = spread(rows)
    assert (round(found.lowest_pct, 2), round(found.highest_pct, 2)) == (37.87, 46.33)
    assert (found.lowest_source, found.highest_source) == ("bpjs", "disdukcapil")
    assert math.isnan(spread(rows.head(0)).points)


def test_a_source_without_a_row_in_time_is_not_a_denominator() -> None:
    rows = denominators(BANYUASIN_POPULATION, region_code=BANYUASIN, period="2016-05", registered_people=350_000)
    assert rows["source"].tolist() == ["bpjs"]
    assert denominators(BANYUASIN_POPULATION, region_code="16.06", period="2016-05", registered_people=None).empty


def test_change_of_banyuasin_tells_what_the_denominator_did() -> None:
    coverage = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION)
    change = change_between(coverage, region_code=BANYUASIN, from_period="2016-01", to_period="2016-08")
    assert change is not None
    assert (change.registered_change, change.people_change) == (32_127, 46_969)
    assert round(change.people_change_pct, 2) == 5.05
    assert round(change.points, 2) == 1.54
    assert round(change.points_at_fixed_denominator, 2) == 3.45
    assert change.points_at_fixed_denominator + change.points_from_denominator == pytest.approx(change.points)
    assert change.denominator_changed
    assert not change.source_changed


def test_a_change_needs_both_periods() -> None:
    coverage = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION)
    assert change_between(coverage, region_code=BANYUASIN, from_period="2015-12", to_period="2016-08") is None


def test_a_change_under_an_unchanged_denominator_is_the_members_alone() -> None:
    coverage = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION.head(1))
    change = change_between(coverage, region_code=BANYUASIN, from_period="2016-01", to_period="2016-08")
    assert change is not None
    assert not change.denominator_changed
    assert (round(change.points, 2), change.points_from_denominator) == (3.45, 0.0)


def test_periods_found() -> None:
    coverage = coverage_by_region_period(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION)
    assert latest_period(coverage) == "2016-08"
    assert latest_period(coverage, at="2016-07") == "2016-01"
    assert latest_period(coverage, region_code="16.06") is None
    assert previous_period(coverage, region_code=BANYUASIN, period="2016-08") == "2016-01"
    assert previous_period(coverage, region_code=BANYUASIN, period="2016-01") is None


def test_government_registered_share_is_known_only_where_the_segment_is_given() -> None:
    rows = government_registered_by_region_period(
        membership(("16.07", "2025-09", "pbi_apbd", 25, None), ("16.06", "2025-09", "pbi", 50, None)),
        population(("16.07", "2025-01", "bpjs", 100), ("16.06", "2025-01", "bpjs", 100)),
    ).set_index("region_code")
    assert rows.loc["16.07", "government_registered_share_pct"] == 25.0
    assert math.isnan(rows.loc["16.06", "government_registered_share_pct"])


def test_headline_of_banyuasin() -> None:
    headline = coverage_headline(
        BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, BANYUASIN_TARGETS, area=BANYUASIN, period="2016-08"
    )
    assert headline.figures is not None
    assert headline.figures["registered_people"] == 370_202
    assert headline.gaps[["scheme", "missing_people"]].to_numpy().tolist() == [
        ["rpjmn_2015_2019", 558_416],
        ["forum_banyuasin_2016", 607_290],
    ]
    assert headline.first_target is not None
    assert headline.first_target["scheme"] == "rpjmn_2015_2019"
    assert headline.change is not None
    assert headline.change.registered_change == 32_127
    assert not headline.is_stale
    assert headline.path["period"].iloc[[0, -1]].tolist() == ["2016-01", "2019-12"]


def test_headline_under_disdukcapil() -> None:
    headline = coverage_headline(
        BANYUASIN_MEMBERSHIP,
        BANYUASIN_POPULATION,
        BANYUASIN_TARGETS,
        area=BANYUASIN,
        period="2016-08",
        source="disdukcapil",
    )
    assert headline.gaps.set_index("scheme")["missing_people"]["rpjmn_2015_2019"] == 388_938
    assert headline.denominators.loc[headline.denominators["is_chosen"], "source"].tolist() == ["disdukcapil"]


def test_headline_says_when_it_is_older_than_asked() -> None:
    headline = coverage_headline(
        BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, BANYUASIN_TARGETS, area=BANYUASIN, period="2016-10"
    )
    assert (headline.data_period, headline.is_stale) == ("2016-08", True)


def test_headline_without_figures_is_empty_and_not_zero() -> None:
    headline = coverage_headline(
        BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, BANYUASIN_TARGETS, area="16.06", period="2016-08"
    )
    assert headline.figures is None
    assert headline.change is None
    assert headline.gaps["missing_people"].isna().all()
    assert headline.gaps["state"].tolist() == ["no_data"]


def test_denominators_of_an_area_are_sums_per_source() -> None:
    members = membership(("53.71", "2017-12", "total", 10, None), ("53.01", "2017-12", "total", 20, None))
    people = population(
        ("53.71", "2017-12", "bpjs", 20), ("53.01", "2017-12", "bpjs", 40), ("53.01", "2017-06", "bps", 25)
    )
    rows = area_denominators(members, people, area="branch:kupang", period="2017-12").set_index("source")
    assert rows["coverage_pct"].to_dict() == {"bpjs": 50.0, "bps": 80.0}
    assert rows["regions_with_data"].to_dict() == {"bpjs": 2, "bps": 1}
    assert rows["regions_expected"].tolist() == [5, 5]


def test_sources_that_count_other_regions_are_no_spread() -> None:
    members = membership(("53.71", "2017-12", "total", 10, None), ("53.01", "2017-12", "total", 20, None))
    people = population(("53.71", "2017-12", "bpjs", 20), ("53.01", "2017-12", "disdukcapil", 50))
    headline = coverage_headline(
        members, people, BANYUASIN_TARGETS, area="branch:kupang", period="2017-12", source="bpjs"
    )
    rows = headline.denominators.set_index("source")
    assert rows["covers_same_regions"].to_dict() == {"bpjs": True, "disdukcapil": False}
    assert rows["registered_people"].to_dict() == {"bpjs": 10, "disdukcapil": 20}
    assert (headline.spread.points, headline.spread.highest_source) == (0.0, "bpjs")


def test_headline_changes_only_between_periods_that_count_the_same_regions() -> None:
    members = membership(
        ("53.71", "2017-10", "total", 10, None),
        ("53.01", "2017-11", "total", 700, None),
        ("53", "2017-09", "total", 4_000_000, None),
        ("53.71", "2017-12", "total", 15, None),
        ("53.01", "2017-12", "total", 900, None),
    )
    people = population(("53.71", "2017-01", "bpjs", 20), ("53.01", "2017-01", "bpjs", 1_000))
    asked = {"area": "53", "period": "2017-12"}
    headline = coverage_headline(members, people, BANYUASIN_TARGETS, **asked)
    assert (headline.figures["regions_with_data"], headline.change, headline.first_change) == (2, None, None)
    more = pd.concat([members, membership(("53.71", "2017-11", "total", 12, None))])
    headline = coverage_headline(more, people, BANYUASIN_TARGETS, **asked)
    assert headline.change is not None
    assert (headline.change.from_period, headline.change.registered_change) == ("2017-11", 203)
    assert headline.first_change is not None
    assert headline.first_change.from_period == "2017-11"
