"""What changed between two periods, in people and points, and how much of it the denominator explains."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from metrics.ratios import percent

CARRIED: dict[str, str] = {
    "registered_people": "registered",
    "active_people": "active",
    "people": "people",
    "coverage_pct": "coverage_pct",
    "active_share_pct": "active_share_pct",
    "active_coverage_pct": "active_coverage_pct",
    "population_source": "population_source",
    "population_period": "population_period",
}


@dataclass(frozen=True)
class Change:
    """A change of one area between two periods; counts in people, `points` in percentage points, NaN where unknown.

    points_at_fixed_denominator is what members alone would have done under the first population;
    points_from_denominator is the rest, which the change of population made (decisions.md 9). is_comparable is False
    where a roll-up has another number of regions, or another basis, in the two periods.
    """

    region_code: str
    from_period: str
    to_period: str
    registered_from: float
    registered_to: float
    registered_change: float
    registered_change_pct: float
    people_from: float
    people_to: float
    people_change: float
    people_change_pct: float
    coverage_from_pct: float
    coverage_to_pct: float
    points: float
    points_at_fixed_denominator: float
    points_from_denominator: float
    active_from: float
    active_to: float
    active_change: float
    active_share_points: float
    active_coverage_points: float
    denominator_changed: bool
    source_changed: bool
    population_source_from: str
    population_source_to: str
    population_period_from: str
    population_period_to: str
    is_comparable: bool


CHANGE_COLUMNS: list[str] = list(Change.__dataclass_fields__)


def change_by_region(coverage: pd.DataFrame, *, from_period: str, to_period: str) -> pd.DataFrame:
    """One row per region that has both periods, in the columns of `Change`."""
    first, last = (_of_period(coverage, period, side) for period, side in ((from_period, "from"), (to_period, "to")))
    both = first.merge(last, on="region_code", how="inner", validate="one_to_one")
    fixed = percent(both["registered_to"], both["people_from"])
    points = both["coverage_pct_to"] - both["coverage_pct_from"]
    people_change = both["people_to"] - both["people_from"]
    rows = both.assign(
        from_period=from_period,
        to_period=to_period,
        registered_change=both["registered_to"] - both["registered_from"],
        people_change=people_change,
        coverage_from_pct=both["coverage_pct_from"],
        coverage_to_pct=both["coverage_pct_to"],
        points=points,
        points_at_fixed_denominator=fixed - both["coverage_pct_from"],
        points_from_denominator=both["coverage_pct_to"] - fixed,
        active_change=both["active_to"] - both["active_from"],
        active_share_points=both["active_share_pct_to"] - both["active_share_pct_from"],
        active_coverage_points=both["active_coverage_pct_to"] - both["active_coverage_pct_from"],
        denominator_changed=people_change.fillna(0) != 0,
        source_changed=both["population_source_from"] != both["population_source_to"],
    )
    return _with_shares(rows)[CHANGE_COLUMNS]


def change_between(coverage: pd.DataFrame, *, region_code: str, from_period: str, to_period: str) -> Change | None:
    """The change of one region; None where one of the periods has no row."""
    of_region = coverage[coverage["region_code"] == region_code]
    rows = change_by_region(of_region, from_period=from_period, to_period=to_period)
    if rows.empty:
        return None
    return Change(**{name: _plain(rows[name].iloc[0]) for name in CHANGE_COLUMNS})


def _of_period(coverage: pd.DataFrame, period: str, side: str) -> pd.DataFrame:
    made_of = [name for name in ("basis", "regions_with_data") if name in coverage]
    rows = coverage.loc[coverage["period"] == period, ["region_code", *CARRIED, *made_of]]
    short_names = {**CARRIED, **{name: name for name in made_of}}
    return rows.rename(columns={name: f"{short}_{side}" for name, short in short_names.items()})


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    made_of = [name for name in ("basis", "regions_with_data") if f"{name}_from" in rows]
    same = [(rows[f"{name}_from"] == rows[f"{name}_to"]).to_numpy() for name in made_of]
    return rows.assign(
        is_comparable=np.all([np.ones(len(rows), dtype=bool), *same], axis=0),
        registered_change_pct=percent(rows["registered_change"], rows["registered_from"]),
        people_change_pct=percent(rows["people_change"], rows["people_from"]),
    )


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
