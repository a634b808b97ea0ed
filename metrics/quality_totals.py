"""Reported totals beside computed ones: coarser segments, an area's own figure beside the sum of its parts."""

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics.facilities import facility_checks
from metrics.membership import MEASURES, members_by_region_period, segment_checks
from metrics.population import population_at
from metrics.quality_matching import matching_checks
from metrics.ratios import numbers, percent
from vocab.codes import FacilityMeasure

TOTAL_COLUMNS = [
    "code",
    "region_code",
    "period",
    "subject",
    "reported_people",
    "parts_people",
    "difference_people",
    "difference_pct",
    "points",
    "regions_with_data",
    "regions_expected",
    "is_judged",
]
"""`difference_pct` is of the sum of the parts, `points` the difference of registered members as a share of the
population; `is_judged`: the parts are all there, so that a difference means something."""
FOUND_COLUMNS = [name for name in TOTAL_COLUMNS if name not in ("difference_pct", "points")]


def total_differences(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    facilities: pd.DataFrame,
    matching: pd.DataFrame,
    *,
    children: Mapping[str, Sequence[str]],
    period: str,
) -> pd.DataFrame:
    """Every total that does not equal its parts in a month, in TOTAL_COLUMNS; counts of facilities are no people but
    stand in the same columns.

    code: `segment_total` (subject the coarser segment), `area_total` (an area beside those under it; subject
    registered_people, active_people or the population's source), `facility_total` (subject the kind),
    `matching_total` (subject the check).
    """
    regions = [*dict.fromkeys((*children, *(code for codes in children.values() for code in codes)))]
    parts = [
        _segments(membership[membership["region_code"].isin(regions)], period=period),
        _areas(_people(membership, population, regions, period=period), children),
        _facilities(facilities[facilities["region_code"].isin(regions)], period=period),
        _matching(matching, regions, period=period),
    ]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    differing = found[found["difference_people"] != 0]
    in_order = differing.sort_values(["code", "region_code", "subject"], ignore_index=True)
    return _with_points(in_order, population, period=period)[TOTAL_COLUMNS]


def _with_points(found: pd.DataFrame, population: pd.DataFrame, *, period: str) -> pd.DataFrame:
    keys = found[["region_code"]].astype("str").assign(period=period)
    is_registered = (found["subject"] == MEASURES[0]) | (
        (found["code"] == "segment_total") & ~found["subject"].str.contains(":", regex=False)
    )
    difference = found["difference_people"].astype("float64")
    points = percent(difference, population_at(keys, population)["people"])
    return found.assign(
        difference_pct=percent(difference, found["parts_people"].astype("float64")),
        points=points.where(is_registered.astype("bool")),
    )


def _segments(membership: pd.DataFrame, *, period: str) -> pd.DataFrame:
    checks = segment_checks(membership[membership["period"].astype("str") == period])
    # What a coarser figure holds beyond the finer ones given is people not divided, no contradiction.
    told = checks[~checks["is_counted_rest"]]
    subjects = told["segment"].where(told["measure"] == MEASURES[0], told["segment"] + ":" + told["measure"])
    rows = told.rename(columns={"finer_people": "parts_people"}).assign(code="segment_total", subject=subjects)
    return rows.assign(regions_with_data=1, regions_expected=1, is_judged=True)[FOUND_COLUMNS]


def _people(membership: pd.DataFrame, population: pd.DataFrame, regions: Sequence[str], *, period: str) -> pd.DataFrame:
    """Every count of people by area and subject: members of the month, population of all months up to it."""
    of_month = membership[membership["region_code"].isin(regions) & (membership["period"].astype("str") == period)]
    members = members_by_region_period(of_month)
    counts = [
        members[["region_code", "period"]].assign(subject=name, people=members[name].astype("float64"))
        for name in MEASURES
    ]
    rows = population[population["region_code"].isin(regions) & (population["period"].astype("str") <= period)]
    texts = {name: rows[name].astype("str") for name in ("region_code", "period")}
    counts.append(pd.DataFrame({**texts, "subject": rows["source"].astype("str"), "people": numbers(rows["people"])}))
    return pd.concat(counts, ignore_index=True).dropna(subset=["people"])


def _areas(people: pd.DataFrame, children: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    parts = [_area(people, parent, codes) for parent, codes in children.items() if tuple(codes) not in ((), (parent,))]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=FOUND_COLUMNS)


def _area(people: pd.DataFrame, parent: str, codes: Sequence[str]) -> pd.DataFrame:
    """The area's newest figure of each subject beside the sum of those under it in the same month."""
    own = people[people["region_code"] == parent].sort_values("period").drop_duplicates("subject", keep="last")
    groups = people[people["region_code"].isin(list(codes))].groupby(["subject", "period"], as_index=False)
    summed = groups.agg(parts_people=("people", "sum"), regions_with_data=("region_code", "nunique"))
    both = own.merge(summed, on=["subject", "period"], how="inner", validate="one_to_one")
    return both.rename(columns={"people": "reported_people"}).assign(
        code="area_total",
        difference_people=both["people"] - both["parts_people"],
        regions_expected=len(codes),
        is_judged=both["regions_with_data"] == len(codes),
    )[FOUND_COLUMNS]


def _facilities(facilities: pd.DataFrame, *, period: str) -> pd.DataFrame:
    of_year = facilities[facilities["year"].astype("int64") == int(period[:4])]
    checks = pd.concat([facility_checks(of_year, measure=measure) for measure in FacilityMeasure], ignore_index=True)
    return pd.DataFrame(
        {
            "code": "facility_total",
            "region_code": checks["region_code"],
            "period": period,
            "subject": checks["facility_kind"].astype("str"),
            "reported_people": checks["reported_facilities"],
            "parts_people": checks["finer_facilities"],
            "difference_people": checks["difference"],
            "regions_with_data": 1,
            "regions_expected": 1,
            "is_judged": True,
        },
        index=checks.index,
    )


def _matching(matching: pd.DataFrame, regions: Sequence[str], *, period: str) -> pd.DataFrame:
    checks = matching_checks(matching, regions=regions, period=period)
    subjects = checks["check"] + ":" + checks["source"]
    rows = checks.assign(code="matching_total", subject=subjects, regions_with_data=1, regions_expected=1)
    return rows.assign(is_judged=True)[FOUND_COLUMNS]
