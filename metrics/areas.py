"""Roll-up to provinces, branches and the nation: sums over sums, and the area's own figure beside them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.coverage import COVERAGE_COLUMNS, coverage_by_region_period
from metrics.lineage import area_members
from metrics.ratios import percent

SUMMED: dict[str, tuple[str, tuple[str, ...]]] = {
    "registered_people": ("registered_people", ("registered_people", "people")),
    "people": ("people", ("registered_people", "people")),
    "active_people": ("active_people", ("active_people", "registered_people")),
    "active_registered_people": ("registered_people", ("active_people", "registered_people")),
    "covered_active_people": ("active_people", ("active_people", "people")),
    "active_population": ("people", ("active_people", "people")),
    "all_registered_people": ("registered_people", ("registered_people",)),
}
"""Each sum: the column added up, and the columns that a region must have to take part (decisions.md 8)."""

COUNTED: dict[str, tuple[str, ...]] = {
    "regions_with_data": ("registered_people", "people"),
    "regions_with_active": ("active_people", "registered_people"),
    "regions_with_active_coverage": ("active_people", "people"),
    "regions_with_registered": ("registered_people",),
}


def area_coverage_by_period(coverage: pd.DataFrame, *, members: Sequence[str]) -> pd.DataFrame:
    """Coverage of a group of regions for every period in which one of them has a row; sums over sums.

    Columns: period, registered_people, people, coverage_pct over the regions that have both (regions_with_data of
    regions_expected); active_people, active_registered_people, active_share_pct over those with both
    (regions_with_active); covered_active_people, active_population, active_coverage_pct likewise
    (regions_with_active_coverage); all_registered_people, regions_with_registered; population_source ("" where
    regions differ), population_period (oldest), population_age_months (largest), is_over_100, is_complete.
    """
    rows = coverage[coverage["region_code"].isin(list(members))]
    # Where nobody is said to live there is no ratio, so its members take no part in one.
    rows = rows.assign(people=rows["people"].where(rows["people"] != 0))
    parts = {name: rows[column].where(_has_all(rows, needed)) for name, (column, needed) in SUMMED.items()}
    counts = {name: _has_all(rows, needed).astype("int64") for name, needed in COUNTED.items()}
    by_period = rows.assign(**parts, **counts).groupby("period", observed=True, dropna=False, sort=True)
    summed = by_period[list(SUMMED)].sum(min_count=1).join(by_period[list(COUNTED)].sum())
    whole = by_period["is_complete"].all() & (summed["regions_with_registered"] == len(members))
    ratios = summed.assign(
        coverage_pct=percent(summed["registered_people"], summed["people"]),
        active_share_pct=percent(summed["active_people"], summed["active_registered_people"]),
        active_coverage_pct=percent(summed["covered_active_people"], summed["active_population"]),
        regions_expected=len(members),
        is_over_100=summed["registered_people"] > summed["people"],
        is_complete=whole,
    )
    return ratios.join(_population_facts(rows)).reset_index()


def _has_all(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    return rows[list(columns)].notna().all(axis=1)


def _population_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """Per period what is said about the populations used: the one source or "", the oldest row, the largest age."""
    used = rows[rows[["registered_people", "people"]].notna().all(axis=1)]
    by_period = used.groupby("period", observed=True, dropna=False)
    facts = by_period.agg(
        population_source=("population_source", "first"),
        sources=("population_source", "nunique"),
        population_period=("population_period", "min"),
        population_age_months=("population_age_months", "max"),
    ).reindex(pd.Index(sorted(rows["period"].unique()), name="period", dtype="str"))
    one_source = facts["population_source"].where(facts["sources"] == 1, "")
    named = facts.assign(population_source=one_source, population_period=facts["population_period"].fillna(""))
    return named.drop(columns="sources")


def area_figures(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    area: str,
    source: str | None = None,
    members: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The figures that stand for an area, one row per period: its members added up, or its own.

    Own figures (a printed count for a province or branch) are used where not all members have coverage; otherwise
    they are a check. Columns: COVERAGE_COLUMNS, basis ("own", "members"), regions_with_data, regions_expected,
    regions_with_active, own_registered_people, own_people, own_coverage_pct, members_registered_people,
    members_people, members_coverage_pct, difference_people (own less members), active_registered_people,
    active_population.
    """
    parts = area_members(area, members)
    rows = membership[membership["region_code"].isin([area, *parts])]
    coverage = coverage_by_region_period(rows, population, source=source)
    own = _own_figures(coverage[coverage["region_code"] == area])
    if parts == (area,):
        return _alone(own)
    added = area_coverage_by_period(coverage, members=parts)
    return _chosen(_side_by_side(own, added), area=area, expected=len(parts))


def _alone(own: pd.DataFrame) -> pd.DataFrame:
    """The figures of an area that consists of itself: nothing to add up and nothing to check."""
    checks = own[list(CHECKED)].add_prefix("own_")
    rows = pd.concat([own.assign(basis="own"), checks], axis=1).reindex(columns=FIGURE_COLUMNS)
    return rows.astype({name: "float64" for name in FIGURE_COLUMNS if name.startswith("members_")}).reset_index(
        drop=True
    )


def _own_figures(coverage: pd.DataFrame) -> pd.DataFrame:
    has = {
        "regions_with_data": coverage["coverage_pct"].notna(),
        "regions_with_active": coverage["active_share_pct"].notna(),
    }
    return coverage.assign(
        **{name: flags.astype("int64") for name, flags in has.items()},
        regions_expected=1,
        all_registered_people=coverage["registered_people"],
        active_registered_people=coverage["registered_people"].where(coverage["active_people"].notna()),
        active_population=coverage["people"].where(coverage["active_people"].notna()),
    )


def _side_by_side(own: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Own and added-up figures of every period, beside each other under `own.` and `members.`."""
    left, right = (
        rows.set_index("period").drop(columns="region_code", errors="ignore").add_prefix(f"{side}.")
        for side, rows in (("own", own), ("members", added))
    )
    return left.join(right, how="outer", validate="one_to_one").sort_index().rename_axis("period")


def _chosen(both: pd.DataFrame, *, area: str, expected: int) -> pd.DataFrame:
    is_own = _own_stands(both, expected=expected)
    names = [*COVERAGE_COLUMNS[2:], *BESIDE, "all_registered_people"]
    used = pd.DataFrame({name: both[f"own.{name}"].where(is_own, both[f"members.{name}"]) for name in names})
    rows = used.assign(
        region_code=area,
        basis=np.where(is_own, "own", "members"),
        registered_people=used["registered_people"].fillna(used["all_registered_people"]),
    )
    checks = {f"{side}_{name}": both[f"{side}.{name}"] for side in ("own", "members") for name in CHECKED}
    difference = checks["own_registered_people"] - checks["members_registered_people"]
    typed = rows.assign(**checks, difference_people=difference).astype(TYPES)
    return typed.reset_index()[FIGURE_COLUMNS]


def _own_stands(both: pd.DataFrame, *, expected: int) -> pd.Series:
    """Whether the area's own row is used: not all members have coverage, and it says at least as much as they do."""
    with_data = both["members.regions_with_data"].fillna(0)
    says_more = both["own.registered_people"].notna() | both["members.all_registered_people"].isna()
    has_own_row = both["own.regions_expected"].notna()
    only_own = has_own_row & (with_data == 0) & says_more
    return (both["own.coverage_pct"].notna() & (with_data < expected)) | only_own


BESIDE: tuple[str, ...] = (
    "regions_with_data",
    "regions_expected",
    "regions_with_active",
    "active_registered_people",
    "active_population",
)
CHECKED: tuple[str, ...] = ("registered_people", "people", "coverage_pct")
FIGURE_COLUMNS: list[str] = [
    *COVERAGE_COLUMNS,
    "basis",
    *BESIDE,
    *(f"{side}_{name}" for side in ("own", "members") for name in CHECKED),
    "difference_people",
]
TYPES: dict[str, str] = {
    "is_over_100": "bool",
    "is_complete": "bool",
    "regions_with_data": "int64",
    "regions_expected": "int64",
    "regions_with_active": "int64",
}


def area_table(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    members: Sequence[str],
    period: str,
    source: str | None = None,
) -> pd.DataFrame:
    """Coverage of every member in one period, in the order given; a member without figures has an empty row."""
    rows = membership[membership["region_code"].isin(list(members)) & (membership["period"] == period)]
    coverage = coverage_by_region_period(rows, population, source=source)
    keys = pd.DataFrame({"region_code": pd.array(list(members), dtype="str"), "period": period})
    table = keys.merge(coverage.drop(columns="period"), on="region_code", how="left", validate="one_to_one")
    texts = {name: table[name].fillna("") for name in ("population_source", "population_period")}
    flags = {name: table[name].eq(True) for name in ("is_over_100", "is_complete")}  # noqa: FBT003 - the value compared
    return table.assign(**texts, **flags)[COVERAGE_COLUMNS]
