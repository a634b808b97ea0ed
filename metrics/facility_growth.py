"""Growth of facilities, what each region added to it, and facilities held against people and members."""

from collections.abc import Sequence

import pandas as pd

from metrics.lineage import area_members
from metrics.membership import members_by_region_period
from metrics.population import population_at
from metrics.ratios import numbers, per, percent
from vocab.periods import december

GROWTH_COLUMNS: list[str] = [
    "facility_kind",
    "region_code",
    "is_area",
    "first_year",
    "last_year",
    "first_facilities",
    "last_facilities",
    "change",
    "growth_pct",
    "contribution_points",
    "contribution_share_pct",
]


def facility_growth(
    by_region_year: pd.DataFrame,
    *,
    area: str,
    members: Sequence[str] | None = None,
    first_year: int | None = None,
    last_year: int | None = None,
) -> pd.DataFrame:
    """Growth between the first and last year in which every member has data, in the columns of GROWTH_COLUMNS.

    Members in code order, then the area. contribution_points is a member's change over the area's first count, so
    that the members' points add up to the area's growth; contribution_share_pct is its part of the area's change.
    """
    parts = area_members(area, members)
    ends = _compared_years(by_region_year, members=parts, first_year=first_year, last_year=last_year)
    counts = by_region_year[by_region_year["region_code"].isin(parts)]
    first, last = (_counts_at(counts, ends, side) for side in ("first", "last"))
    regions = first.merge(last, on=["facility_kind", "region_code"], validate="one_to_one")
    sides = ["first_facilities", "last_facilities"]
    whole = regions.groupby(["facility_kind", "first_year", "last_year"], as_index=False, observed=True)[sides].sum()
    rows = pd.concat([regions.assign(is_area=False), whole.assign(is_area=True, region_code=area)])
    ordered = rows.sort_values(["facility_kind", "is_area", "region_code"], kind="stable", ignore_index=True)
    return _with_growth(ordered, whole)


def _compared_years(
    by_region_year: pd.DataFrame, *, members: tuple[str, ...], first_year: int | None, last_year: int | None
) -> pd.DataFrame:
    """Per kind the first and the last year, within the years asked for, in which all members have a count."""
    rows = by_region_year[by_region_year["region_code"].isin(members) & by_region_year["facilities"].notna()]
    within = rows["year"].between(first_year or rows["year"].min(), last_year or rows["year"].max())
    by_year = rows[within].groupby(["facility_kind", "year"], as_index=False, observed=True)
    regions = by_year.agg(regions=("region_code", "nunique"))
    by_kind = regions[regions["regions"] == len(members)].groupby("facility_kind", as_index=False, observed=True)
    ends = by_kind.agg(first_year=("year", "min"), last_year=("year", "max"))
    return ends[ends["first_year"] < ends["last_year"]]


def _counts_at(counts: pd.DataFrame, ends: pd.DataFrame, side: str) -> pd.DataFrame:
    found = counts.rename(columns={"year": f"{side}_year", "facilities": f"{side}_facilities"})
    years = ends[["facility_kind", f"{side}_year"]]
    return found.merge(years, on=["facility_kind", f"{side}_year"], validate="many_to_one")


def _with_growth(rows: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    of_area = whole.set_index("facility_kind")
    first = rows["facility_kind"].map(of_area["first_facilities"])
    total_change = rows["facility_kind"].map(of_area["last_facilities"] - of_area["first_facilities"])
    change = rows["last_facilities"] - rows["first_facilities"]
    grown = rows.assign(
        change=change,
        growth_pct=percent(change, rows["first_facilities"]),
        contribution_points=percent(change, first),
        contribution_share_pct=percent(change, total_change),
    )
    return grown[GROWTH_COLUMNS]


def facility_density(
    by_region_year: pd.DataFrame,
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    area: str,
    members: Sequence[str] | None = None,
    source: str | None = None,
) -> pd.DataFrame:
    """Facilities per 10.000 people and members per facility, for each member and for the area, by year and kind.

    Population is the newest row at or before December of the year; members are those of the newest period within the
    year. For the area both are sums over the members that have facilities and the other side; NaN where none has; its
    population_source is "" where regions differ and its population_period the oldest.
    Columns: region_code, year, facility_kind, facilities, people, per_10_000_people, registered_people,
    members_per_facility, population_source, population_period, membership_period, is_area, regions_with_people,
    regions_with_members, regions_expected.
    """
    parts = area_members(area, members)
    rows = by_region_year[by_region_year["region_code"].isin(parts)]
    keys = rows.assign(period=rows["year"].map(december))
    with_people = population_at(keys, population, source=source)
    counts = with_people.merge(
        _members_in_year(membership, parts), on=["region_code", "year"], how="left", validate="many_to_one"
    )
    regions = counts.assign(
        is_area=False,
        regions_expected=1,
        regions_with_people=(counts["people"].notna() & counts["facilities"].notna()).astype("int64"),
        regions_with_members=(counts["registered_people"].notna() & counts["facilities"].notna()).astype("int64"),
        membership_period=counts["membership_period"].fillna(""),
        counted_for_people=counts["facilities"].where(counts["people"].notna()),
        counted_for_members=counts["facilities"].where(counts["registered_people"].notna()),
    )
    whole = _density_of_area(regions, area=area, expected=len(parts)) if parts != (area,) else regions.head(0)
    return _with_density(pd.concat([regions, whole]))


def _members_in_year(membership: pd.DataFrame, regions: tuple[str, ...]) -> pd.DataFrame:
    """Registered people of each region in its newest period of each year."""
    rows = members_by_region_period(membership[membership["region_code"].isin(regions)])
    known = rows[rows["registered_people"].notna()]
    dated = known.assign(year=known["period"].str[:4].astype("int64"), membership_period=known["period"])
    newest = dated.drop_duplicates(["region_code", "year"], keep="last")
    return newest[["region_code", "year", "membership_period", "registered_people"]]


def _density_of_area(regions: pd.DataFrame, *, area: str, expected: int) -> pd.DataFrame:
    """Sums over the members that have facilities and the other side of the ratio."""
    summed = ["facilities", "people", "registered_people", "counted_for_people", "counted_for_members"]
    counted = ["regions_with_people", "regions_with_members"]
    grouped = regions.groupby(["year", "facility_kind"], as_index=False, observed=True, dropna=False)
    whole = grouped[[*summed, *counted]].sum(min_count=1)
    named = whole.merge(_population_used(regions), on=["year", "facility_kind"], how="left", validate="one_to_one")
    return named.assign(
        region_code=area,
        is_area=True,
        regions_expected=expected,
        population_source=named["population_source"].fillna(""),
        population_period=named["population_period"].fillna(""),
        membership_period="",
    )


def _population_used(regions: pd.DataFrame) -> pd.DataFrame:
    """Per year and kind the one source of the populations summed ("" where regions differ) and the oldest month."""
    used = regions[regions["regions_with_people"] == 1]
    facts = used.groupby(["year", "facility_kind"], as_index=False, observed=True, dropna=False).agg(
        population_source=("population_source", "first"),
        sources=("population_source", "nunique"),
        population_period=("population_period", "min"),
    )
    one_source = facts["population_source"].where(facts["sources"] == 1, "")
    return facts.assign(population_source=one_source).drop(columns="sources")


def _with_density(rows: pd.DataFrame) -> pd.DataFrame:
    per_people = per(numbers(rows["counted_for_people"]), numbers(rows["people"]), times=10_000.0)
    each = per(numbers(rows["registered_people"]), numbers(rows["counted_for_members"]), times=1.0)
    ordered = rows.assign(per_10_000_people=per_people, members_per_facility=each).sort_values(
        ["facility_kind", "is_area", "region_code", "year"], kind="stable", ignore_index=True
    )
    counts = ["facilities", "people", "per_10_000_people", "registered_people", "members_per_facility"]
    facts = ["population_source", "population_period", "membership_period", "is_area"]
    parts = ["regions_with_people", "regions_with_members", "regions_expected"]
    return ordered[["region_code", "year", "facility_kind", *counts, *facts, *parts]]
