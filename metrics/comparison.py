"""Areas beside each other: the heat table, the ranking with its ties, one area against its group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.areas import area_coverage_by_period
from metrics.coverage import METRIC_COLUMNS
from metrics.targets import states_against
from vocab.codes import Metric, TargetState


def heat_table(
    coverage: pd.DataFrame,
    *,
    regions: Sequence[str],
    periods: Sequence[str] | None = None,
    metric: str = Metric.COVERAGE,
    target_pct: float | None = None,
    operator: str = "at_least",
) -> pd.DataFrame:
    """Every region × period in the order given: region_code, period, value_pct, state.

    What is missing has a row with NaN and the state no_data; without a target the others have the state "".
    """
    found = coverage[coverage["region_code"].isin(list(regions))]
    columns = sorted(found["period"].unique()) if periods is None else list(periods)
    grid = pd.MultiIndex.from_product([list(regions), columns], names=["region_code", "period"])
    values = found.set_index(["region_code", "period"])[METRIC_COLUMNS[metric]].reindex(grid)
    rows = values.rename("value_pct").reset_index().astype({"region_code": "str", "period": "str"})
    return rows.assign(state=_states(rows["value_pct"], target_pct, operator=operator))


def _states(values: pd.Series, target_pct: float | None, *, operator: str) -> pd.Series:
    if target_pct is not None:
        return states_against(values, target_pct, operator=operator)
    return pd.Series(np.where(values.isna(), TargetState.NO_DATA, ""), index=values.index, dtype="object")


def ranking(
    coverage: pd.DataFrame, *, period: str, regions: Sequence[str], metric: str = Metric.COVERAGE
) -> pd.DataFrame:
    """Regions of one period from high to low: region_code, value_pct, rank, is_tied, n.

    Equal values share a rank (1, 2, 2, 4); values count as equal at the two decimals that are shown. n is how many
    have a value; regions without one stand last, in code order, without a rank.
    """
    values = heat_table(coverage, regions=sorted(regions), periods=[period], metric=metric)
    shown = values["value_pct"].round(2)
    ranked = values.assign(
        rank=shown.rank(method="min", ascending=False),
        is_tied=shown.duplicated(keep=False) & shown.notna(),
        n=int(shown.notna().sum()),
    )
    ordered = ranked.sort_values("rank", kind="stable", na_position="last", ignore_index=True)
    return ordered[["region_code", "value_pct", "rank", "is_tied", "n"]]


@dataclass(frozen=True)
class GroupComparison:
    """One area against its group: group_pct is the weighted value of all members, others_pct without the area."""

    value_pct: float
    group_pct: float
    others_pct: float
    points: float
    points_to_others: float
    n: int
    regions_expected: int
    is_below: bool


COUNTS_OF: dict[str, str] = {
    Metric.COVERAGE: "regions_with_data",
    Metric.ACTIVE_SHARE: "regions_with_active",
    Metric.ACTIVE_COVERAGE: "regions_with_active_coverage",
}


def against_group(
    coverage: pd.DataFrame, *, region_code: str, members: Sequence[str], period: str, metric: str = Metric.COVERAGE
) -> GroupComparison:
    """An area against the weighted value of its group (sum over sums) in one period, with and without the area."""
    column = METRIC_COLUMNS[metric]
    of_period = coverage[coverage["period"] == period]
    own = of_period.loc[of_period["region_code"] == region_code, column]
    value = float(own.iloc[0]) if len(own) else np.nan
    group, others = (
        area_coverage_by_period(of_period, members=codes)
        for codes in (list(members), [code for code in members if code != region_code])
    )
    group_pct, others_pct = (float(rows[column].iloc[0]) if len(rows) else np.nan for rows in (group, others))
    n = int(group[COUNTS_OF[metric]].iloc[0]) if len(group) else 0
    is_below = bool(value < group_pct)
    points, to_others = value - group_pct, value - others_pct
    return GroupComparison(value, group_pct, others_pct, points, to_others, n, len(members), is_below)
