"""Completeness, totals, two sources, matching results, outliers and acceptance: small tables with answers by hand."""

from datetime import date

import pandas as pd
import pytest
from metrics_frames import (
    BANYUASIN,
    BANYUASIN_MEMBERSHIP,
    BANYUASIN_POPULATION,
    KLUNGKUNG_FACILITIES,
    acceptances,
    facilities,
    matching,
    membership,
    population,
)

import metrics
from metrics.quality_outliers import robust_spreads
from sample_data.catalogue import DEMO_FOLDER, read_rows

MEMBERS = ("51.04", "51.05", "51.06")
NOBODY = membership().head(0)


def arrived(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["stream", "region_code", "period"])


def states(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    keys = zip(rows["stream"], rows["region_code"], strict=True)
    return dict(zip(keys, zip(rows["state"], rows["due_period"], strict=True), strict=True))


def test_what_came_before_is_expected_and_what_never_came_is_expected_where_others_send_it():
    came = arrived(
        ("membership", "51.04", "2024-11"),
        ("membership", "51.04", "2024-12"),
        ("membership", "51.05", "2024-11"),
        ("population_disdukcapil", "51.04", "2024-06"),
        ("population_disdukcapil", "51.05", "2024-09"),
        ("facilities", "51.06", "2025-12"),
    )
    found = states(metrics.completeness(came, members=MEMBERS, period="2024-12"))
    assert found == {
        ("membership", "51.04"): ("arrived", "2025-01"),
        ("membership", "51.05"): ("missing", "2024-12"),
        ("membership", "51.06"): ("never", "2024-11"),
        ("population_disdukcapil", "51.04"): ("missing", "2024-12"),
        ("population_disdukcapil", "51.05"): ("arrived", "2025-03"),
        ("population_disdukcapil", "51.06"): ("never", "2024-06"),
    }


def test_the_nation_expects_what_its_provinces_expect():
    came = arrived(
        ("membership", "51.04", "2024-12"),
        ("facilities_existing", "51.04", "2024-12"),
        ("membership", "16.07", "2024-10"),
    )
    provinces = {"51": MEMBERS, "16": ("16.06", "16.07"), "11": ("11.01", "11.02")}
    nation = [code for codes in provinces.values() for code in codes]
    found = states(metrics.completeness(came, members=nation, period="2024-12"))
    apart = [states(metrics.completeness(came, members=codes, period="2024-12")) for codes in provinces.values()]
    assert found == {key: state for part in apart for key, state in part.items()}
    assert ("membership", "11.01") not in found  # nobody of its province has ever sent
    assert ("facilities_existing", "16.07") not in found
    assert found["membership", "16.06"] == ("never", "2024-10")


def test_what_was_accepted_as_late_stays_so_in_the_next_month():
    came = arrived(("membership", "51.04", "2024-09"), ("membership", "51.05", "2024-12"))
    keys = [
        metrics.missing_warnings(metrics.completeness(came, members=MEMBERS, period=period))[metrics.WARNING_KEY]
        for period in ("2024-12", "2025-01")
    ]
    merged = keys[0].merge(keys[1], on=metrics.WARNING_KEY)
    assert list(merged["region_code"]) == ["51.04", "51.06"]
    assert list(merged["period"]) == ["2024-10", "2024-09"]


def test_an_area_that_sends_more_often_is_held_to_its_own_rhythm():
    came = arrived(*(("population_bpjs", "51.04", f"2024-{month:02d}") for month in (1, 2, 3, 4, 6)))
    came = pd.concat([came, arrived(("population_bpjs", "51.05", "2024-01"), ("population_bpjs", "51.05", "2024-06"))])
    rows = metrics.completeness(came, members=MEMBERS[:2], period="2024-08").set_index("region_code")
    assert list(rows["rhythm_months"]) == [1, 5]
    assert list(rows["state"]) == ["missing", "arrived"]


def test_months_of_one_stream_are_those_of_exactly_that_month():
    came = arrived(("membership", "51.04", "2024-11"), ("active", "51.04", "2024-12"))
    rows = metrics.completeness_by_period(came, stream="membership", members=["51.04"], period="2024-12", months=3)
    assert list(rows["period"]) == ["2024-10", "2024-11", "2024-12"]
    assert list(rows["has_arrived"]) == [False, True, False]


def test_every_kind_of_row_arrives_under_its_stream():
    found = metrics.arrivals(
        BANYUASIN_MEMBERSHIP,
        BANYUASIN_POPULATION,
        KLUNGKUNG_FACILITIES,
        matching((BANYUASIN, "2016-08", "dinsos", "moved", 3)),
    )
    of_banyuasin = found[found["region_code"] == BANYUASIN]
    assert set(of_banyuasin["stream"]) == {
        "membership",
        "population_bpjs",
        "population_disdukcapil",
        "matching_dinsos",
    }
    assert found.loc[found["stream"] == "facilities_contracted", "period"].min() == "2020-12"


def test_population_of_banyuasin_under_two_sources():
    rows = metrics.population_differences(
        BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, area=BANYUASIN, members=[BANYUASIN], period="2016-08"
    )
    row = rows.iloc[0]
    assert len(rows) == 1
    assert (row["base_source"], row["source"], row["base_as_of"], row["as_of"]) == (
        "bpjs",
        "disdukcapil",
        "2016-08",
        "2016-06",
    )
    assert (row["base_people"], row["people"], row["difference_people"]) == (977_492, 799_094, -178_398)
    # 370.202 of 799.094 is 46,33 %, of 977.492 it is 37,87 %.
    assert row["points"] == pytest.approx(46.327716 - 37.872637, abs=1e-6)
    assert row["difference_pct"] == pytest.approx(-18.2506, abs=1e-4)


def test_the_whole_area_adds_up_only_members_that_have_both_sources():
    people = population(
        ("51.04", "2024-06", "bpjs", 100),
        ("51.04", "2024-06", "bps", 90),
        ("51.05", "2024-06", "bpjs", 200),
        ("51.05", "2024-12", "bps", 210),
        ("51.06", "2024-06", "bpjs", 400),
    )
    rows = metrics.population_differences(NOBODY, people, area="51", members=MEMBERS, period="2024-12")
    whole = rows[rows["region_code"] == "51"].iloc[0]
    assert (whole["people"], whole["base_people"], whole["difference_people"]) == (300, 300, 0)
    assert (whole["regions_with_both"], whole["regions_expected"], whole["as_of"]) == (2, 3, "2024-06")
    assert pd.isna(whole["points"])


def test_pbi_of_dinsos_stands_beside_the_count_of_bpjs_or_its_members():
    rows = metrics.pbi_differences(
        membership(("51.04", "2024-12", "pbi_apbn", 700, None), ("51.05", "2024-12", "pbi_apbn", 50, None)),
        population(("51.04", "2024-06", "bpjs", 2_000)),
        matching(
            ("51.04", "2024-10", "dinsos", "pbi_recorded", 750),
            ("51.04", "2025-01", "dinsos", "pbi_recorded", 9_999),
            ("51.05", "2024-10", "dinsos", "pbi_recorded", 40),
            ("51.05", "2024-11", "bpjs", "pbi_recorded", 60),
        ),
        area="51",
        members=MEMBERS,
        period="2024-12",
    )
    by_region = rows.set_index("region_code")
    assert list(by_region["base_source"][["51.04", "51.05"]]) == ["pbi_apbn", "bpjs"]
    assert list(by_region["difference_people"][["51.04", "51.05"]]) == [50, -20]
    assert by_region["points"]["51.04"] == 2.5
    assert pd.isna(by_region["points"]["51.05"])


def test_pbi_that_bpjs_does_not_divide_is_held_against_what_others_record():
    rows = metrics.pbi_differences(
        membership(
            ("51.04", "2024-12", "pbi", 700, None),
            ("51.05", "2024-06", "pbi_apbn", 50, None),
            ("51.05", "2024-12", "pbi", 80, None),
            ("51.06", "2024-12", "pbi_apbn", 20, None),
            ("51.06", "2024-12", "pbi", 30, None),
        ),
        population().head(0),
        matching(*((code, "2024-10", "dinsos", "pbi_recorded", 100) for code in MEMBERS)),
        area="51",
        members=MEMBERS,
        period="2024-12",
    ).set_index("region_code")
    assert list(rows.loc[list(MEMBERS), "base_source"]) == ["pbi", "pbi", "pbi_apbn"]
    assert list(rows.loc[list(MEMBERS), "base_people"]) == [700, 80, 20]


def test_a_difference_keeps_its_month_when_another_month_is_looked_at():
    keys = [
        metrics.source_warnings(
            metrics.population_differences(
                BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, area=BANYUASIN, members=[BANYUASIN], period=period
            ),
            code="population_source",
        )[[*metrics.WARNING_KEY, "figures"]]
        for period in ("2016-08", "2016-09")
    ]
    assert list(keys[0]["period"]) == ["2016-08"]
    pd.testing.assert_frame_equal(*keys)


def test_the_points_of_the_whole_area_are_those_of_its_members_that_have_them():
    people = population(
        *((code, "2024-06", source, count) for code in MEMBERS[:2] for source, count in (("bpjs", 100), ("bps", 80)))
    )
    members = membership(("51.04", "2024-12", "total", 40, None))
    rows = metrics.population_differences(members, people, area="51", members=MEMBERS, period="2024-12")
    whole = rows[rows["region_code"] == "51"].iloc[0]
    # 40/80 less 40/100; the people are those of both.
    assert (whole["difference_people"], whole["points"], whole["regions_with_points"]) == (-40, 10, 1)


RESULTS = matching(
    ("51.04", "2024-06", "dinsos", "matched", 90),
    ("51.04", "2024-06", "dinsos", "moved", 10),
    ("51.04", "2023-12", "dinsos", "deceased", 7),
    ("51.05", "2024-06", "dinsos", "matched", 300),
    ("51.05", "2024-06", "dinsos", "villages_verified", 11),
    ("51.05", "2024-06", "dinsos", "villages_all", 10),
    ("51.05", "2024-06", "dinsos", "proposals_sent", 9),
    ("51.05", "2024-06", "dinsos", "proposals_accepted", 5),
    ("51.05", "2024-06", "dinsos", "proposals_refused", 1),
    ("51.05", "2024-06", "dinsos", "proposals_waiting", 1),
    ("51.06", "2024-06", "dinsos", "proposals_sent", 4),
    ("51", "2024-06", "dinsos", "matched", 9_999),
)


def test_matching_counts_are_sums_of_the_newest_results_of_each_member():
    rows = metrics.matching_counts(RESULTS, area="51", members=MEMBERS, period="2024-12").set_index("match_class")
    assert rows["people"]["matched"] == 390
    assert rows["share_pct"]["matched"] == 97.5
    assert rows["share_pct"]["moved"] == 2.5  # of all that were compared, so that the classes add up
    assert "deceased" not in rows.index
    assert rows["people"]["proposals_sent"] == 13
    assert rows["share_pct"]["proposals_accepted"] == pytest.approx(100 * 5 / 13)
    assert (rows["regions_with_data"]["matched"], rows["regions_expected"]["matched"]) == (2, 3)


def test_shares_of_results_and_of_answers_with_what_is_left_add_up_to_a_hundred():
    asked = {"area": "51", "members": MEMBERS, "period": "2024-12"}
    rows = metrics.matching_counts(RESULTS, **asked)
    assert rows.loc[rows["group"] == "results", "share_pct"].sum() == 100
    left = metrics.unanswered_proposals(RESULTS, **asked)
    # 13 sent; 5, 1 and 1 answered.
    assert left[["source", "people"]].to_numpy().tolist() == [["dinsos", 6]]
    answered = rows["match_class"].isin(["proposals_accepted", "proposals_refused", "proposals_waiting"])
    assert rows.loc[answered, "share_pct"].sum() + left["share_pct"].iloc[0] == pytest.approx(100)


def test_answers_of_an_area_that_does_not_say_what_it_sent_are_in_no_share():
    counts = matching(
        ("51.04", "2024-06", "dinsos", "proposals_sent", 10),
        ("51.04", "2024-06", "dinsos", "proposals_accepted", 10),
        ("51.05", "2024-06", "dinsos", "proposals_accepted", 70),
    )
    asked = {"area": "51", "members": MEMBERS, "period": "2024-12"}
    rows = metrics.matching_counts(counts, **asked).set_index("match_class")
    assert (rows["people"]["proposals_accepted"], rows["share_pct"]["proposals_accepted"]) == (80, 100)
    assert list(metrics.unanswered_proposals(counts, **asked)["people"]) == [0]


def test_whoever_is_not_matched_can_be_asked_about():
    counts = metrics.matching_counts(RESULTS, area="51", members=MEMBERS, period="2024-12")
    rows = metrics.matching_findings(counts, area="51")
    assert rows.to_numpy().tolist() == [["51", "2024-06", "matching_class", "dinsos:moved", 10]]


def test_an_area_without_members_shows_its_own_results():
    rows = metrics.matching_counts(RESULTS, area="51", members=["51.99"], period="2024-12")
    assert list(rows["people"]) == [9_999]


def test_classes_that_belong_together_and_do_not_add_up():
    rows = metrics.matching_checks(RESULTS, regions=MEMBERS, period="2024-12")
    found = rows[["region_code", "check", "reported_people", "parts_people"]].to_numpy().tolist()
    # 51.06 says only what it sent: nothing to add up.
    assert found == [["51.05", "proposals", 9, 7], ["51.05", "villages", 10, 11]]


def totals(members: pd.DataFrame, people: pd.DataFrame, **options: object) -> pd.DataFrame:
    return metrics.total_differences(
        members,
        people,
        options.get("facilities", facilities().head(0)),
        matching().head(0),
        children={"51": MEMBERS},
        period="2024-12",
    )


def test_a_province_beside_the_sum_of_its_regencies():
    members = membership(
        ("51", "2024-12", "total", 1_000, 700),
        *((code, "2024-12", "total", people, 200) for code, people in zip(MEMBERS, (100, 200, 650), strict=True)),
    )
    people = population(("51", "2024-06", "bps", 900), ("51.04", "2024-06", "bps", 500), ("51.05", "2024-12", "bps", 1))
    rows = totals(members, people).set_index("subject")
    assert list(rows.index) == ["active_people", "bps", "registered_people"]
    assert (rows["reported_people"]["registered_people"], rows["parts_people"]["registered_people"]) == (1_000, 950)
    assert rows["difference_people"]["active_people"] == 100
    # 50 of 1.000; 50 of the 900 who live there. Active people and populations have no points of coverage.
    assert rows["difference_pct"]["registered_people"] == pytest.approx(100 * 50 / 950)
    assert rows["points"]["registered_people"] == pytest.approx(100 * 50 / 900)
    assert rows["points"][["active_people", "bps"]].isna().all()
    # Only one of three regencies has the same month: shown, but no warning.
    assert (rows["parts_people"]["bps"], rows["regions_with_data"]["bps"], rows["is_judged"]["bps"]) == (500, 1, False)
    assert set(metrics.total_warnings(totals(members, people))["subject"]) == {"active_people", "registered_people"}


def test_a_total_unlike_its_segments_is_told_and_people_not_divided_are_not():
    whole = [("51.04", "2024-12", code, 10, None) for code in ("pbi", "ppu", "pbpu", "bp")]
    rows = totals(membership(*whole, ("51.04", "2024-12", "total", 41, None)), population().head(0))
    assert rows[["code", "subject", "difference_people"]].to_numpy().tolist() == [["segment_total", "total", 1]]
    partly = membership(("51.04", "2024-12", "pbi_apbd", 10, None), ("51.04", "2024-12", "total", 41, None))
    assert totals(partly, population().head(0)).empty


def test_a_facility_total_unlike_its_types_is_told():
    counts = facilities(
        ("51.04", 2024, "fktp", "", "", 12), ("51.04", 2024, "fktp", "A", "", 5), ("51.04", 2024, "fktp", "B", "", 6)
    )
    rows = totals(NOBODY, population().head(0), facilities=counts)
    assert rows[["code", "reported_people", "parts_people"]].to_numpy().tolist() == [["facility_total", 12, 11]]


def monthly(*people: int, region: str = "51.04") -> pd.DataFrame:
    return membership(*((region, f"2024-{month:02d}", "total", count, None) for month, count in enumerate(people, 1)))


def test_a_jump_is_held_against_the_own_history():
    steady = (1_000, 1_010, 1_020, 1_030, 1_041, 1_051, 1_062)
    assert metrics.jumps(monthly(*steady), population().head(0), regions=MEMBERS, period="2024-07").empty
    rows = metrics.jumps(monthly(*steady, 1_130), population().head(0), regions=MEMBERS, period="2024-08")
    row = rows.iloc[0]
    assert (row["subject"], row["previous_people"], row["people"]) == ("registered_people", 1_062, 1_130)
    assert row["earlier_changes"] == 6
    # 6,2 % in a month, usually 1 %; the spread is the least one, half a percent: some ten spreads.
    assert row["spreads"] == pytest.approx((0.06206 - 0.00995) / 0.005, abs=0.15)


def test_a_short_history_is_told_only_beyond_ten_percent():
    assert metrics.jumps(monthly(1_000, 1_100), population().head(0), regions=MEMBERS, period="2024-02").empty
    rows = metrics.jumps(monthly(1_000, 1_101), population().head(0), regions=MEMBERS, period="2024-02")
    assert rows["change_pct"].tolist() == [pytest.approx(10.1)]
    assert rows["spreads"].isna().all()
    assert metrics.jumps(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, regions=[BANYUASIN], period="2016-08").empty


def test_months_between_count_in_a_jump_of_the_population():
    counts = population(*(("51.04", f"{2016 + year}-06", "bps", 1_000 + 12 * year) for year in range(7)))
    later = pd.concat([counts, population(("51.04", "2022-07", "bps", 1_200))])
    assert metrics.jumps(NOBODY, counts, regions=MEMBERS, period="2022-12").empty
    assert list(metrics.jumps(NOBODY, later, regions=MEMBERS, period="2022-12")["subject"]) == ["bps"]


def test_the_growth_of_a_year_in_one_month_is_a_jump():
    yearly = population(*(("51.04", f"{2015 + year}-12", "bps", round(1_000 * 1.12**year)) for year in range(7)))
    month_later = population(("51.04", "2022-01", "bps", round(1_000 * 1.12**7)))
    year_later = population(("51.04", "2022-12", "bps", round(1_000 * 1.12**7)))
    asked = {"regions": MEMBERS, "period": "2022-12"}
    assert len(metrics.jumps(NOBODY, pd.concat([yearly, month_later]), **asked)) == 1
    assert metrics.jumps(NOBODY, pd.concat([yearly, year_later]), **asked).empty


def side_by_side(*shares: int) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    codes = [f"51.{place:02d}" for place in range(1, len(shares) + 1)]
    members = membership(*((code, "2024-12", "total", share, None) for code, share in zip(codes, shares, strict=True)))
    return members, population(*((code, "2024-12", "bpjs", 100) for code in codes)), codes


def test_an_area_far_from_the_others_is_told_with_their_median_and_number():
    members, people, codes = side_by_side(90, 91, 92, 93, 60)
    rows = metrics.far_from_others(members, people, regions=codes, beside=codes, period="2024-12")
    row = rows.iloc[0]
    assert (len(rows), row["region_code"], row["value_pct"], row["median_pct"], row["areas"]) == (1, "51.05", 60, 91, 5)
    # The distances from 91 are 1, 0, 1, 2, 31: their median is 1, the spread 1,4826.
    assert row["spreads"] == pytest.approx(-31 / 1.4826)


def test_four_areas_are_too_few_to_judge_one_by_the_others():
    members, people, codes = side_by_side(90, 91, 92, 10)
    assert metrics.far_from_others(members, people, regions=codes, beside=codes, period="2024-12").empty


def test_areas_beside_are_compared_with_and_not_told():
    members, people, codes = side_by_side(90, 91, 92, 93, 60)
    rows = metrics.far_from_others(members, people, regions=[codes[0]], beside=codes, period="2024-12")
    assert rows.empty


def test_robust_spreads_do_not_shrink_below_the_least():
    found = robust_spreads(pd.Series([50.0, 50.0, 50.0, 52.0]).to_numpy(), least=1.0)
    assert list(found) == [0, 0, 0, 2]


def test_impossible_figures_are_told():
    members = membership(
        ("51.04", "2024-11", "pbi", 60, 50),
        ("51.04", "2024-11", "bp", 50, 20),
        ("51.04", "2024-12", "pbi", 60, 61),
        ("51.04", "2024-12", "bp", 50, None),
        ("51.05", "2024-11", "pbi", 60, 50),
        ("51.05", "2024-11", "bp", 50, 50),
        ("51.05", "2024-12", "pbi", 60, 50),
        ("51.05", "2024-12", "bp", 51, 51),
    )
    people = population(("51.04", "2024-06", "bpjs", 100), ("51.05", "2024-06", "bpjs", 111))
    rows = metrics.impossible_figures(members, people, regions=MEMBERS, period="2024-12")
    assert rows.to_numpy().tolist() == [
        ["active_over_registered", "51.04", "pbi", 61, 60],
        ["over_100", "51.04", "", 110, 100],
        ["unchanged", "51.04", "", 110, 110],
    ]


def test_ordinary_figures_tell_nothing():
    members = membership(("51.04", "2024-12", "pbi", 60, 50), ("51.04", "2024-12", "bp", 30, 20))
    people = population(("51.04", "2024-06", "bpjs", 100))
    assert metrics.impossible_figures(members, people, regions=MEMBERS, period="2024-12").empty


def warning(figures: str = "110|100") -> pd.DataFrame:
    row = {"region_code": "51.04", "period": "2024-12", "code": "over_100", "subject": "", "figures": figures}
    return pd.DataFrame([row | {"people": 110.0, "beside_people": 100.0}])


@pytest.mark.parametrize(
    ("figures", "until", "state"),
    [
        ("110|100", "2026-11-22", "accepted"),
        ("110|100", "2026-11-21", "expired"),
        ("111|100", "2026-11-22", "changed"),
        ("111|100", "2026-11-21", "changed"),
    ],
)
def test_an_acceptance_holds_to_its_day_and_for_its_figures(figures: str, until: str, state: str):
    said = acceptances(("51.04", "2024-12", "over_100", "", "110|100", until))
    rows = metrics.with_acceptance(warning(figures), said, today=date(2026, 11, 22))
    assert list(rows["state"]) == [state]
    assert list(rows["part"]) == ["outliers"]


def test_a_warning_that_nobody_accepted_is_open():
    other = acceptances(("51.05", "2024-12", "over_100", "", "110|100", "2026-12-31"))
    assert list(metrics.with_acceptance(warning(), other, today=date(2026, 11, 22))["state"]) == ["open"]


def test_every_part_has_rules_and_every_rule_one_part():
    codes = [code for codes in metrics.PARTS.values() for code in codes]
    assert len(codes) == len(set(codes))


def test_the_made_up_regencies_are_the_sums_of_their_districts_and_the_totals_of_two_sources_are_sums():
    frames = {name: pd.DataFrame(read_rows(DEMO_FOLDER / f"{name}.csv")) for name in ("membership", "population")}
    members = frames["membership"].astype({"registered_people": "Int64", "active_people": "Int64"})
    people = frames["population"].astype({"people": "Int64"})
    regencies = sorted({code for code in people["region_code"] if len(code) == 5})
    under = {code: sorted({one for one in people["region_code"] if one.startswith(f"{code}.")}) for code in regencies}
    none = (facilities().head(0), matching().head(0))
    assert metrics.total_differences(members, people, *none, children=under, period="2025-12").empty
    rows = metrics.population_differences(members, people, area="99", members=regencies, period="2025-12")
    whole = rows[rows["region_code"] == "99"].set_index("source")["difference_people"]
    parts = rows[rows["region_code"] != "99"].groupby("source")["difference_people"].sum()
    assert dict(whole) == dict(parts)
