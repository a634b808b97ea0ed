import math

import pandas as pd
import pytest
from metrics_frames import (
    KLUNGKUNG_BRANCH,
    KLUNGKUNG_FACILITIES,
    PRINTED_FACILITIES,
    facilities,
    membership,
    population,
)

from metrics import (
    facilities_by_area_year,
    facilities_by_region_year,
    facilities_by_type_year,
    facility_changes,
    facility_checks,
    facility_density,
    facility_drops,
    facility_growth,
    facility_rows,
)

BRANCH = "branch:klungkung"
KLUNGKUNG, GIANYAR, BANGLI, KARANGASEM = KLUNGKUNG_BRANCH


def by_region_year() -> pd.DataFrame:
    return facilities_by_region_year(KLUNGKUNG_FACILITIES)


def test_the_branch_is_the_sum_of_its_regencies_and_the_printed_total_a_check() -> None:
    rows = facilities_by_area_year(by_region_year(), area=BRANCH)
    for kind, by_year in PRINTED_FACILITIES.items():
        of_kind = rows[rows["facility_kind"] == kind].set_index("year")
        assert of_kind["facilities"].to_dict() == {year: counts[-1] for year, counts in by_year.items()}
        assert (of_kind["facilities"] == of_kind["own_facilities"]).all()
        assert of_kind["is_complete"].all()


def test_growth_of_the_branch_and_of_gianyar() -> None:
    rows = facility_growth(by_region_year(), area=BRANCH).set_index(["facility_kind", "region_code"])
    assert {key: round(rows.loc[key, "growth_pct"], 2) for key in (("fktp", BRANCH), ("fkrtl", BRANCH))} == {
        ("fktp", BRANCH): 10.81,
        ("fkrtl", BRANCH): 26.67,
    }
    assert round(rows.loc[("fktp", GIANYAR), "growth_pct"], 1) == 17.7
    assert round(rows.loc[("fkrtl", GIANYAR), "growth_pct"], 1) == 14.3
    assert rows.loc[("fktp", BRANCH), "change"] == 20
    assert rows.loc[("fktp", BRANCH), "first_year"] == 2020


def test_contributions_add_up_to_the_growth_of_the_branch() -> None:
    rows = facility_growth(by_region_year(), area=BRANCH)
    for _, of_kind in rows.groupby("facility_kind"):
        members = of_kind[~of_kind["is_area"]]
        assert members["contribution_points"].sum() == pytest.approx(of_kind[of_kind["is_area"]]["growth_pct"].item())
        assert members["contribution_share_pct"].sum() == pytest.approx(100)
    assert rows[rows["is_area"]]["region_code"].tolist() == [BRANCH, BRANCH]
    assert rows["region_code"].tolist()[:4] == sorted(KLUNGKUNG_BRANCH)


def test_only_years_in_which_all_members_have_data_are_compared() -> None:
    rows = by_region_year()
    gap = rows[~((rows["year"] == 2020) & (rows["region_code"] == BANGLI))]
    found = facility_growth(gap, area=BRANCH)
    assert set(found["first_year"]) == {2021}
    assert found.loc[found["is_area"] & (found["facility_kind"] == "fktp"), "first_facilities"].tolist() == [194]


def test_without_two_complete_years_there_is_no_growth() -> None:
    assert facility_growth(by_region_year(), area=BRANCH, first_year=2024).empty
    assert facility_growth(by_region_year(), area="branch:kupang").empty


def test_exactly_the_five_drops_are_flagged() -> None:
    rows = facility_drops(by_region_year(), regions=KLUNGKUNG_BRANCH)
    found = {(row.facility_kind, row.region_code, row.year): row.change for row in rows.itertuples()}
    assert found == {
        ("fktp", KARANGASEM, 2022): -1,
        ("fktp", KARANGASEM, 2023): -1,
        ("fktp", BANGLI, 2024): -1,
        ("fktp", KLUNGKUNG, 2024): -1,
        ("fkrtl", GIANYAR, 2021): -1,
    }


def test_a_missing_year_is_missing_and_hides_no_fall() -> None:
    rows = by_region_year()
    gap = rows[~((rows["year"] == 2021) & (rows["region_code"] == KARANGASEM))]
    changes = facility_changes(gap)
    of_region = changes[(changes["region_code"] == KARANGASEM) & (changes["facility_kind"] == "fktp")].set_index("year")
    assert 2021 not in of_region.index
    assert of_region.loc[2022, "previous_year"] == 2020
    assert of_region.loc[2022, "change"] == 1


def test_an_area_with_members_missing_uses_its_own_count_or_says_n() -> None:
    rows = by_region_year()
    gap = rows[~((rows["year"] == 2021) & (rows["region_code"] == BANGLI))]
    own = facilities_by_area_year(gap, area=BRANCH).set_index(["facility_kind", "year"]).loc[("fktp", 2021)]
    assert (own["facilities"], own["regions_with_data"], own["is_complete"]) == (194, 3, True)
    without_own = gap[gap["region_code"] != BRANCH]
    partial = facilities_by_area_year(without_own, area=BRANCH).set_index(["facility_kind", "year"]).loc[("fktp", 2021)]
    assert (partial["facilities"], partial["regions_with_data"], partial["is_complete"]) == (155, 3, False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("", "", 36)], 36),
        ([("puskesmas", "", 9), ("klinik", "", 27)], 36),
        ([("puskesmas", "", 9), ("klinik", "", 27), ("", "", 36)], 36),
        ([("puskesmas", "", 9), ("", "", 36)], 36),
        ([("puskesmas", "", 9), ("klinik", "", 27), ("", "", 30)], 36),
        ([("", "public", 20), ("", "private", 16)], 36),
        ([("puskesmas", "public", 9), ("klinik", "public", 2), ("klinik", "private", 25), ("klinik", "", 27)], 36),
        ([("puskesmas", "", 9), ("klinik", "", 27), ("", "public", 20), ("", "private", 16)], 36),
    ],
)
def test_types_owners_and_totals_are_never_counted_twice(rows: list[tuple[str, str, int]], expected: int) -> None:
    given = facilities(*((KLUNGKUNG, 2024, "fktp", kind, owner, count) for kind, owner, count in rows))
    assert facilities_by_region_year(given)["facilities"].tolist() == [expected]


def test_a_total_that_differs_from_its_parts_is_a_check() -> None:
    given = facilities(
        (KLUNGKUNG, 2024, "fktp", "puskesmas", "", 9),
        (KLUNGKUNG, 2024, "fktp", "klinik", "", 27),
        (KLUNGKUNG, 2024, "fktp", "", "", 30),
        (GIANYAR, 2024, "fktp", "", "", 93),
    )
    checks = facility_checks(given)
    assert checks[["region_code", "reported_facilities", "finer_facilities", "difference"]].to_numpy().tolist() == [
        [KLUNGKUNG, 30, 36, -6]
    ]


def test_types_of_an_area_with_what_is_not_divided() -> None:
    given = facilities(
        (KLUNGKUNG, 2024, "fktp", "puskesmas", "", 9),
        (KLUNGKUNG, 2024, "fktp", "", "", 36),
        (GIANYAR, 2024, "fktp", "puskesmas", "", 13),
        (GIANYAR, 2024, "fktp", "klinik", "", 80),
    )
    rows = facilities_by_type_year(given, members=KLUNGKUNG_BRANCH)
    assert dict(zip(rows["facility_type"], rows["facilities"], strict=True)) == {"": 27, "klinik": 80, "puskesmas": 22}


def test_facilities_that_exist_are_not_those_under_contract() -> None:
    both = pd.concat([KLUNGKUNG_FACILITIES, KLUNGKUNG_FACILITIES.assign(measure="existing", facilities=1)])
    assert facilities_by_region_year(both).equals(by_region_year())
    assert set(facilities_by_region_year(both, measure="existing")["facilities"]) == {1}


def test_density_of_regions_and_of_the_area() -> None:
    members = membership(
        (KLUNGKUNG, "2024-06", "total", 180_000, None),
        (KLUNGKUNG, "2024-11", "total", 198_000, None),
        (GIANYAR, "2023-12", "total", 400_000, None),
    )
    people = population((KLUNGKUNG, "2023-06", "bps", 200_000), (GIANYAR, "2024-12", "bps", 500_000))
    rows = facility_density(by_region_year(), members, people, area=BRANCH)
    fktp = rows[(rows["facility_kind"] == "fktp") & (rows["year"] == 2024)].set_index("region_code")
    assert fktp.loc[KLUNGKUNG, "per_10_000_people"] == pytest.approx(36 / 20)
    assert fktp.loc[KLUNGKUNG, "members_per_facility"] == pytest.approx(198_000 / 36)
    assert fktp.loc[KLUNGKUNG, "membership_period"] == "2024-11"
    assert math.isnan(fktp.loc[GIANYAR, "members_per_facility"])
    assert math.isnan(fktp.loc[BANGLI, "per_10_000_people"])
    assert fktp.loc[BRANCH, "per_10_000_people"] == pytest.approx((36 + 93) / 70)
    assert fktp.loc[BRANCH, "members_per_facility"] == pytest.approx(198_000 / 36)
    assert (fktp.loc[BRANCH, "regions_with_people"], fktp.loc[BRANCH, "regions_expected"]) == (2, 4)
    assert (fktp.loc[BRANCH, "population_source"], fktp.loc[BRANCH, "population_period"]) == ("bps", "2023-06")


def test_rows_behind_a_count_of_facilities() -> None:
    rows = facility_rows(KLUNGKUNG_FACILITIES.assign(cell="B4"), region_codes=KLUNGKUNG_BRANCH, year=2024)
    assert rows["facilities"].sum() == 205 + 19
    assert set(rows["cell"]) == {"B4"}
