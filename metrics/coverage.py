"""The three ratios by region and period: coverage, active share, active coverage."""

import numpy as np
import pandas as pd

from metrics.membership import members_by_region_period
from metrics.population import population_at
from metrics.ratios import percent
from metrics.segment_rules import PBI_APBD, counted_amounts, wide
from vocab.codes import Metric

COVERAGE_COLUMNS: list[str] = [
    "region_code",
    "period",
    "registered_people",
    "active_people",
    "people",
    "population_source",
    "population_period",
    "population_age_months",
    "coverage_pct",
    "active_share_pct",
    "active_coverage_pct",
    "is_over_100",
    "is_complete",
]
METRIC_COLUMNS: dict[str, str] = {metric: f"{metric.value}_pct" for metric in Metric}
"""The column that carries each metric."""


def coverage_by_region_period(
    membership: pd.DataFrame, population: pd.DataFrame, *, source: str | None = None
) -> pd.DataFrame:
    """One row per region and period with membership, in the columns of COVERAGE_COLUMNS; no population, no ratio."""
    return with_ratios(population_at(members_by_region_period(membership), population, source=source))


def with_ratios(counts: pd.DataFrame) -> pd.DataFrame:
    """The three ratios of rows with registered_people, active_people and people, in the order of COVERAGE_COLUMNS."""
    coverage = percent(counts["registered_people"], counts["people"])
    rows = counts.assign(
        coverage_pct=coverage,
        active_share_pct=percent(counts["active_people"], counts["registered_people"]),
        active_coverage_pct=percent(counts["active_people"], counts["people"]),
        is_over_100=coverage > 100,
    )
    return rows[COVERAGE_COLUMNS]


def government_registered_by_region_period(
    membership: pd.DataFrame, population: pd.DataFrame, *, source: str | None = None
) -> pd.DataFrame:
    """People registered by local government (pbi_apbd) over the population, one row per region and period.

    Columns: region_code, period, government_registered_people, people, government_registered_share_pct; NaN where
    the source does not give the segment apart.
    """
    laid_out = wide(membership)
    people = counted_amounts(laid_out.registered)[:, PBI_APBD]
    rows = population_at(laid_out.keys.assign(government_registered_people=people), population, source=source)
    share = percent(rows["government_registered_people"], rows["people"])
    names = ["region_code", "period", "government_registered_people", "people"]
    return rows[names].assign(government_registered_share_pct=share)


def latest_period(frame: pd.DataFrame, *, region_code: str | None = None, at: str | None = None) -> str | None:
    """The newest period in a frame, of one region and at or before `at` where these are given."""
    rows = frame if region_code is None else frame[frame["region_code"] == region_code]
    periods = [str(period) for period in rows["period"].unique() if at is None or str(period) <= at]
    return max(periods, default=None)


def previous_period(coverage: pd.DataFrame, *, region_code: str, period: str) -> str | None:
    """The newest period before the given one in which the region has registered people."""
    of_region = coverage[(coverage["region_code"] == region_code) & (coverage["period"] < period)]
    periods = of_region.loc[np.isfinite(of_region["registered_people"]), "period"]
    return str(periods.max()) if len(periods) else None
