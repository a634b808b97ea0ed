"""The same members of an area under every population: of one region as it is, of a larger area summed over members."""

from collections.abc import Sequence

import pandas as pd

from metrics.areas import area_figures
from metrics.coverage import coverage_by_region_period
from metrics.lineage import area_members
from metrics.population import SOURCE_ORDER, denominators


def area_denominators(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    area: str,
    period: str,
    source: str | None = None,
    members: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The columns of `denominators`, registered_people (of the regions that take part), regions_with_data,
    regions_expected and covers_same_regions: whether the same regions take part as under the chosen source.

    Where the area's own figures are used (a regency, or a printed figure) older rows stand beside the newest ones;
    where members are added up there is one row per source, over the members that have this source.
    """
    at_period = membership[membership["period"] == period]
    figures = area_figures(at_period, population, area=area, source=source, members=members)
    return denominators_beside(figures, at_period, population, area=area, period=period, source=source, members=members)


def denominators_beside(
    figures: pd.DataFrame,
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    area: str,
    period: str,
    source: str | None,
    members: Sequence[str] | None,
) -> pd.DataFrame:
    """`area_denominators` where the row of `area_figures` for the period is already there."""
    if figures.empty or figures["basis"].iloc[0] == "own":
        return _own(figures, population, area=area, period=period, source=source)
    at_period = membership[membership["period"] == period]
    parts = at_period[at_period["region_code"].isin(area_members(area, members))]
    by_source = [
        area_figures(at_period, population, area=area, source=code, members=members).assign(
            source=code, regions=_regions(parts, population, source=code)
        )
        for code in SOURCE_ORDER
    ]
    return _added(pd.concat(by_source), source=source)


def _regions(parts: pd.DataFrame, population: pd.DataFrame, *, source: str) -> str:
    """The codes of the regions that have coverage under a source."""
    coverage = coverage_by_region_period(parts, population, source=source)
    return " ".join(sorted(coverage.loc[coverage["coverage_pct"].notna(), "region_code"]))


def _own(
    figures: pd.DataFrame, population: pd.DataFrame, *, area: str, period: str, source: str | None
) -> pd.DataFrame:
    registered, active = (
        (None, None)
        if figures.empty
        else (float(figures["registered_people"].iloc[0]), float(figures["active_people"].iloc[0]))
    )
    rows = denominators(
        population,
        region_code=area,
        period=period,
        registered_people=registered,
        active_people=active,
        source=source,
    )
    return rows.assign(
        registered_people=registered, regions_with_data=1, regions_expected=1, covers_same_regions=True
    ).astype({"registered_people": "float64"})


def _added(by_source: pd.DataFrame, *, source: str | None) -> pd.DataFrame:
    rows = by_source[by_source["people"].notna() & (by_source["basis"] == "members")].reset_index(drop=True)
    chosen = source if source is not None else (rows["source"].iloc[0] if len(rows) else "")
    names = ["source", "population_period", "people", "population_age_months", "coverage_pct", "active_coverage_pct"]
    is_chosen = rows["source"] == chosen
    same = rows["regions"].isin(rows.loc[is_chosen, "regions"])
    flagged = rows.assign(is_newest=True, is_chosen=is_chosen, covers_same_regions=same)
    return flagged[[*names, "is_newest", "is_chosen", *COUNTED]]


COUNTED: tuple[str, ...] = ("registered_people", "regions_with_data", "regions_expected", "covers_same_regions")
