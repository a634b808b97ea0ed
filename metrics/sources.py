"""The rows of the store behind a figure, with the file, sheet and cell that they carry."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.areas import area_figures
from metrics.lineage import area_members
from metrics.population import population_row_places
from metrics.segment_rules import COLUMN_OF, counted_amounts, wide
from vocab.codes import FacilityMeasure


@dataclass(frozen=True)
class FigureSources:
    """Rows behind one figure of an area: of its members, or its own, as `basis` says."""

    membership: pd.DataFrame
    population: pd.DataFrame
    basis: str


def membership_rows(membership: pd.DataFrame, *, region_codes: Sequence[str], period: str) -> pd.DataFrame:
    """Input rows of these regions and this period, with is_counted (registered) and is_counted_active.

    A row that is only a check has False; a coarser row of which only the rest counts has True.
    """
    chosen = membership["region_code"].isin(list(region_codes)) & (membership["period"] == period)
    rows = membership[chosen]
    laid_out = wide(rows)
    lines = pd.Index(laid_out.keys["region_code"]).get_indexer(pd.Index(rows["region_code"].astype("str")))
    columns = rows["segment"].astype("str").map(COLUMN_OF).to_numpy(dtype="int64")
    flagged = rows.assign(
        is_counted=~np.isnan(counted_amounts(laid_out.registered)[lines, columns]),
        is_counted_active=~np.isnan(counted_amounts(laid_out.active)[lines, columns]),
        place=columns,
    )
    return flagged.sort_values(["region_code", "place"], kind="stable", ignore_index=True).drop(columns="place")


def population_rows(
    population: pd.DataFrame, *, region_codes: Sequence[str], period: str, source: str | None = None
) -> pd.DataFrame:
    """The input row of each region that is its denominator at the period, in the order of the regions."""
    keys = pd.DataFrame({"region_code": pd.array(list(region_codes), dtype="str"), "period": period})
    chosen = population_row_places(keys, population, source=source)
    return population.take(chosen[chosen >= 0]).reset_index(drop=True)


def facility_rows(
    facilities: pd.DataFrame,
    *,
    region_codes: Sequence[str],
    year: int,
    measure: str = FacilityMeasure.CONTRACTED,
) -> pd.DataFrame:
    """Input rows of one measure of these regions and this year."""
    is_measure = facilities["measure"].astype("str") == measure
    chosen = facilities["region_code"].isin(list(region_codes)) & (facilities["year"] == year) & is_measure
    return facilities[chosen].reset_index(drop=True)


def sources_of(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    area: str,
    period: str,
    source: str | None = None,
    members: Sequence[str] | None = None,
) -> FigureSources:
    """The rows behind the figures of `area_figures` at a period."""
    at_period = membership[membership["period"] == period]
    figures = area_figures(at_period, population, area=area, source=source, members=members)
    basis = str(figures["basis"].iloc[0]) if len(figures) else "own"
    regions = (area,) if basis == "own" else area_members(area, members)
    return FigureSources(
        membership=membership_rows(membership, region_codes=regions, period=period),
        population=population_rows(population, region_codes=regions, period=period, source=source),
        basis=basis,
    )
