"""Health facilities by region and year: one count per kind, with finer types and printed totals held apart."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.lineage import area_members
from metrics.ratios import numbers, percent
from vocab.codes import FacilityMeasure

KEY = ["region_code", "year", "facility_kind"]


def facilities_by_region_year(facilities: pd.DataFrame, *, measure: str = FacilityMeasure.CONTRACTED) -> pd.DataFrame:
    """Facilities of one measure: region_code, year, facility_kind, facilities.

    Types and owners are added up; a total row counts where it is larger than they are together, because the rest is
    not divided. Divisions by type and by owner are two views of the same facilities and are never added.
    """
    parts = _total_and_finer(facilities, measure=measure)
    return parts[KEY].assign(facilities=parts[["total", "by_type", "by_owner"]].max(axis=1))


def facility_checks(facilities: pd.DataFrame, *, measure: str = FacilityMeasure.CONTRACTED) -> pd.DataFrame:
    """Total rows beside the sum of the finer ones: KEY, reported_facilities, finer_facilities, difference."""
    parts = _total_and_finer(facilities, measure=measure)
    finer = parts[["by_type", "by_owner"]].max(axis=1)
    rows = parts[KEY].assign(
        reported_facilities=parts["total"], finer_facilities=finer, difference=parts["total"] - finer
    )
    return rows[rows["difference"].notna()].reset_index(drop=True)


def _of_measure(facilities: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = facilities[facilities["measure"].astype("str") == measure]
    names = ["region_code", "facility_kind", "facility_type", "owner"]
    texts = {name: rows[name].astype("str").fillna("") for name in names}
    return rows.assign(**texts, year=rows["year"].astype("int64"), facilities=numbers(rows["facilities"]))


def _total_and_finer(facilities: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """Per region, year and kind: the total row, the sum over types, the sum over owners."""
    by_type = _by_type(_of_measure(facilities, measure))
    undivided = by_type["facility_type"] == ""
    amounts = by_type.assign(
        total=by_type["undivided"].where(undivided),
        by_type=by_type["facilities"].where(~undivided),
        by_owner=by_type["by_owner"].where(undivided),
    )
    grouped = amounts.groupby(KEY, as_index=False, observed=True, dropna=False)
    return grouped[["total", "by_type", "by_owner"]].sum(min_count=1)


def _by_type(rows: pd.DataFrame) -> pd.DataFrame:
    """Per region, year, kind and type: its own row, the sum over its owners, and the larger of the two."""
    has_owner = rows["owner"] != ""
    amounts = rows.assign(undivided=rows["facilities"].where(~has_owner), by_owner=rows["facilities"].where(has_owner))
    grouped = amounts.groupby([*KEY, "facility_type"], as_index=False, observed=True, dropna=False)
    summed = grouped[["undivided", "by_owner"]].sum(min_count=1)
    return summed.assign(facilities=summed[["undivided", "by_owner"]].max(axis=1))


def facilities_by_type_year(
    facilities: pd.DataFrame, *, members: Sequence[str], measure: str = FacilityMeasure.CONTRACTED
) -> pd.DataFrame:
    """Facilities of a group of regions by type: year, facility_kind, facility_type, facilities; "" is not divided."""
    chosen = facilities[facilities["region_code"].isin(list(members))]
    finer = _by_type(_of_measure(chosen, measure))
    typed = finer[finer["facility_type"] != ""]
    all_types = typed.groupby(KEY, as_index=False, observed=True, dropna=False)["facilities"].sum(min_count=1)
    counted = facilities_by_region_year(chosen, measure=measure)
    both = counted.merge(all_types, on=KEY, how="left", suffixes=("", "_typed"), validate="one_to_one")
    rest = both.assign(facility_type="", facilities=both["facilities"] - both["facilities_typed"].fillna(0))
    lines = pd.concat([typed, rest[rest["facilities"] > 0]])
    keys = ["year", "facility_kind", "facility_type"]
    return lines.groupby(keys, as_index=False, observed=True, dropna=False)[["facilities"]].sum(min_count=1)


def facilities_by_area_year(
    by_region_year: pd.DataFrame, *, area: str, members: Sequence[str] | None = None
) -> pd.DataFrame:
    """Facilities of an area by year: region_code (the area), year, facility_kind, facilities, regions_with_data,
    regions_expected, is_complete, own_facilities.

    Members are added up; the area's own count is used where members are incomplete, else it is a check.
    """
    parts = area_members(area, members)
    keys = ["year", "facility_kind"]
    of_members = by_region_year[by_region_year["region_code"].isin(parts) & by_region_year["facilities"].notna()]
    grouped = of_members.groupby(keys, as_index=False, observed=True, dropna=False)
    summed = grouped.agg(added=("facilities", "sum"), regions_with_data=("region_code", "nunique"))
    own = by_region_year.loc[by_region_year["region_code"] == area, [*keys, "facilities"]]
    own = own.rename(columns={"facilities": "own_facilities"})
    # pandas cannot join two frames without rows whose text columns come from an empty grouping: name the type.
    both = summed.astype({"facility_kind": "object"}).merge(own, on=keys, how="outer", validate="one_to_one")
    with_data = both["regions_with_data"].fillna(0).astype("int64")
    whole = with_data == len(parts)
    chosen = both["added"].where(whole | both["own_facilities"].isna(), both["own_facilities"])
    rows = both.assign(
        region_code=area,
        facilities=chosen,
        regions_with_data=with_data,
        regions_expected=len(parts),
        is_complete=whole | both["own_facilities"].notna(),
    )
    names = ["facilities", "regions_with_data", "regions_expected", "is_complete", "own_facilities"]
    return rows[["region_code", *keys, *names]]


def facility_changes(by_region_year: pd.DataFrame) -> pd.DataFrame:
    """Each count beside the one before it, with previous_year, previous_facilities, change, change_pct, is_drop.

    The one before is the region's newest earlier year with a count, so that a year without data hides no fall.
    """
    known = by_region_year[by_region_year["facilities"].notna()]
    ordered = known.sort_values(["facility_kind", "region_code", "year"], kind="stable", ignore_index=True)
    by_region = ordered.groupby(["facility_kind", "region_code"], observed=True, dropna=False)
    before = by_region[["year", "facilities"]].shift()
    change = ordered["facilities"] - before["facilities"]
    return ordered.assign(
        previous_year=before["year"],
        previous_facilities=before["facilities"],
        change=change,
        change_pct=percent(change, before["facilities"]),
        is_drop=np.asarray(change < 0),
    )


def facility_drops(by_region_year: pd.DataFrame, *, regions: Sequence[str] | None = None) -> pd.DataFrame:
    """Falls against the year before: facility_kind, region_code, year, previous_year, previous_facilities, facilities,
    change (negative); by kind, region and year."""
    chosen = by_region_year if regions is None else by_region_year[by_region_year["region_code"].isin(list(regions))]
    rows = facility_changes(chosen)
    drops = rows[rows["is_drop"]].astype({"previous_year": "int64"}).reset_index(drop=True)
    names = ["previous_year", "previous_facilities", "facilities", "change"]
    return drops[["facility_kind", "region_code", "year", *names]]
