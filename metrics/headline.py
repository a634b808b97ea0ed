"""Everything that the first screen says about coverage, computed once."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.area_denominators import denominators_beside
from metrics.areas import area_figures
from metrics.change import Change, change_between
from metrics.population import Spread, spread
from metrics.targets import gaps, indicative_path, targets_for
from vocab.codes import Metric


@dataclass(frozen=True)
class CoverageHeadline:
    """Coverage of an area at a period: its figures, gaps to targets, the other populations, changes and the path.

    `gaps` is in the order of milestones: nearest deadline first, of one deadline the lower value; `first_target` is
    the first of them.
    """

    area: str
    period: str
    data_period: str | None
    is_stale: bool
    figures: pd.Series | None
    gaps: pd.DataFrame
    denominators: pd.DataFrame
    spread: Spread
    change: Change | None
    first_change: Change | None
    first_target: pd.Series | None
    path: pd.DataFrame


def coverage_headline(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    area: str,
    period: str,
    source: str | None = None,
    members: Sequence[str] | None = None,
) -> CoverageHeadline:
    """The headline of an area; where the period has no figures, those of the newest period before it (is_stale)."""
    by_period = area_figures(membership, population, area=area, source=source, members=members)
    known = by_period[by_period["registered_people"].notna() & (by_period["period"] <= period)]
    data_period = str(known["period"].iloc[-1]) if len(known) else None
    rows = _gaps(known, targets, area=area, period=period, members=members)
    beside = denominators_beside(
        known.tail(1), membership, population, area=area, period=data_period or period, source=source, members=members
    )
    first_target = rows.iloc[0] if len(rows) else None
    change, first_change = _changes(known, area=area)
    return CoverageHeadline(
        area=area,
        period=period,
        data_period=data_period,
        is_stale=data_period is not None and data_period != period,
        figures=known.iloc[-1] if len(known) else None,
        gaps=rows,
        denominators=beside,
        spread=spread(beside),
        change=change,
        first_change=first_change,
        first_target=first_target,
        path=path_to(by_period, first_target),
    )


def _gaps(
    known: pd.DataFrame, targets: pd.DataFrame, *, area: str, period: str, members: Sequence[str] | None
) -> pd.DataFrame:
    """The targets held against the newest figures, the next milestone first: nearest deadline, then lower value."""
    rows = targets_for(targets, region_code=area, metric=Metric.COVERAGE, period=period, members=members)
    newest = known.iloc[-1] if len(known) else {"registered_people": None, "people": None}
    found = gaps(rows, numerator=newest["registered_people"], denominator=newest["people"])
    return found.sort_values(["target_period", "value_pct"], kind="stable", ignore_index=True)


def comparable(by_period: pd.DataFrame) -> pd.DataFrame:
    """Rows of `area_figures` whose counts can be held against the newest one: printed like it, or added up from as
    many regions."""
    known = by_period[by_period["registered_people"].notna()]
    if known.empty:
        return known
    newest = known.iloc[-1]
    same: pd.DataFrame = known[
        (known["basis"] == newest["basis"]) & (known["regions_with_data"] == newest["regions_with_data"])
    ]
    return same


def _changes(known: pd.DataFrame, *, area: str) -> tuple[Change | None, Change | None]:
    """The changes to the newest period from the one before and from the first that it can be held against."""
    periods = list(comparable(known)["period"])
    if len(periods) < 2:
        return None, None
    before, first = (
        change_between(known, region_code=area, from_period=since, to_period=periods[-1])
        for since in (periods[-2], periods[0])
    )
    return before, first


def path_to(by_period: pd.DataFrame, target: pd.Series | None) -> pd.DataFrame:
    """The indicative path from an area's first coverage to a row of `targets_for`; empty where one is missing."""
    with_coverage = by_period[by_period["coverage_pct"].notna()]
    if target is None or with_coverage.empty:
        return indicative_path(first_period="2000-01", first_pct=0.0, target_period="2000-01", target_pct=0.0)
    first = with_coverage.iloc[0]
    return indicative_path(
        first_period=str(first["period"]),
        first_pct=float(first["coverage_pct"]),
        target_period=str(target["target_period"]),
        target_pct=float(target["value_pct"]),
    )
