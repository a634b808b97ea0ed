"""People living in an area: the newest row of the chosen source at or before a period, and the other sources."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.ratios import Numbers, numbers, percent
from vocab.codes import PopulationSource
from vocab.periods import MONTHS_IN_YEAR, month_index

SOURCE_ORDER: tuple[str, ...] = tuple(source.value for source in PopulationSource)
OLDER_ROWS_MONTHS = MONTHS_IN_YEAR
"""How far back rows that a newer one of the same source replaced are still shown beside it."""


@dataclass(frozen=True)
class Spread:
    """Lowest and highest coverage over the newest row of each source, and the points between them."""

    lowest_pct: float
    highest_pct: float
    points: float
    lowest_source: str
    highest_source: str


def month_indexes(periods: pd.Series) -> Numbers:
    """Months since year 0 of each period, NaN where there is none; each distinct period is read once."""
    codes, distinct = pd.factorize(periods)
    known = np.array([month_index(str(period)) for period in distinct], dtype=float)
    return np.append(known, np.nan)[codes]


def population_at(keys: pd.DataFrame, population: pd.DataFrame, *, source: str | None = None) -> pd.DataFrame:
    """Rows with region_code and period, each with the population that stands for it (decisions.md 6).

    Adds people, population_source, population_period, population_age_months: the newest row of the source at or
    before the period. Without a source the first of bpjs, disdukcapil, bps that has such a row is taken.
    """
    chosen = population_row_places(keys, population, source=source)
    found = population.take(np.maximum(chosen, 0)) if len(population) else population.reindex(range(len(keys)))
    facts = found[["people", "source", "period"]].set_axis(keys.index).mask(pd.Series(chosen < 0, index=keys.index))
    return keys.assign(
        people=numbers(facts["people"]),
        population_source=facts["source"].astype("str").fillna(""),
        population_period=facts["period"].astype("str").fillna(""),
        population_age_months=month_indexes(keys["period"]) - month_indexes(facts["period"]),
    )


def population_row_places(keys: pd.DataFrame, population: pd.DataFrame, *, source: str | None) -> np.ndarray:
    """For each region and period the place of its population row in the frame, -1 where there is none."""
    chosen = np.full(len(keys), -1, dtype=np.int64)
    all_codes = population["source"].astype("str").to_numpy()
    for code in SOURCE_ORDER if source is None else (source,):
        places = np.flatnonzero(all_codes == code)
        newest = _newest_places(keys, population.take(places))
        found = (chosen < 0) & (newest >= 0)
        chosen[found] = places[newest[found]]
    return chosen


def _newest_places(keys: pd.DataFrame, of_source: pd.DataFrame) -> np.ndarray:
    """Place of the newest row at or before each key's period, by one sorted search over region and month together."""
    if of_source.empty:
        return np.full(len(keys), -1, dtype=np.int64)
    regions, distinct = pd.factorize(of_source["region_code"].astype("str"))
    region_of_key = pd.Index(distinct).get_indexer(pd.Index(keys["region_code"].astype("str")))
    months = month_indexes(of_source["period"]).astype(np.int64)
    step = 100_000 * MONTHS_IN_YEAR
    moments = regions * step + months
    order = np.argsort(moments, kind="stable")
    wanted = region_of_key * step + month_indexes(keys["period"]).astype(np.int64)
    last = np.searchsorted(moments[order], wanted, side="right") - 1
    candidates = order[np.maximum(last, 0)]
    fits = (last >= 0) & (region_of_key >= 0) & (regions[candidates] == region_of_key)
    return np.where(fits, candidates, -1)


def denominators(
    population: pd.DataFrame,
    *,
    region_code: str,
    period: str,
    registered_people: float | None,
    active_people: float | None = None,
    source: str | None = None,
) -> pd.DataFrame:
    """The same members under every population: the newest row of each source, and its rows of the year before.

    Columns: source, population_period, people, population_age_months, coverage_pct, active_coverage_pct, is_newest,
    is_chosen; order of sources, newest first.
    """
    rows = population[(population["region_code"] == region_code) & (population["period"].astype("str") <= period)]
    listed = rows.assign(
        population_period=rows["period"].astype("str"),
        people=numbers(rows["people"]),
        source=rows["source"].astype("str"),
        population_age_months=month_index(period) - month_indexes(rows["period"]),
        place=rows["source"].astype("str").map({code: place for place, code in enumerate(SOURCE_ORDER)}),
    ).sort_values(["place", "population_age_months"], kind="stable", ignore_index=True)
    newest = ~listed["source"].duplicated()
    shown = listed[newest | (listed["population_age_months"] <= OLDER_ROWS_MONTHS)]
    return _under_each(shown, registered_people, active_people, newest=newest, source=source)


def _under_each(
    shown: pd.DataFrame,
    registered_people: float | None,
    active_people: float | None,
    *,
    newest: pd.Series,
    source: str | None,
) -> pd.DataFrame:
    is_newest = newest.reindex(shown.index)
    chosen = source if source is not None else (shown["source"].iloc[0] if len(shown) else "")
    rows = shown.assign(
        coverage_pct=percent(_constant(registered_people, shown), shown["people"]),
        active_coverage_pct=percent(_constant(active_people, shown), shown["people"]),
        is_newest=is_newest,
        is_chosen=is_newest & (shown["source"] == chosen),
    )
    names = ["source", "population_period", "people", "population_age_months", "coverage_pct", "active_coverage_pct"]
    return rows[[*names, "is_newest", "is_chosen"]].reset_index(drop=True)


def _constant(value: float | None, like: pd.DataFrame) -> pd.Series:
    return pd.Series(np.nan if value is None else value, index=like.index, dtype="float64")


def spread(denominators: pd.DataFrame) -> Spread:
    """How far coverage moves with the source of the population, over the newest row of each source.

    Sources that count other regions of an area than the chosen one (covers_same_regions) say nothing about that.
    """
    is_same = denominators.get("covers_same_regions", True)
    rows = denominators[denominators["is_newest"] & denominators["coverage_pct"].notna() & is_same]
    if rows.empty:
        return Spread(np.nan, np.nan, np.nan, "", "")
    ordered = rows.sort_values("coverage_pct", kind="stable")
    low, high = float(ordered["coverage_pct"].iloc[0]), float(ordered["coverage_pct"].iloc[-1])
    return Spread(low, high, high - low, str(ordered["source"].iloc[0]), str(ordered["source"].iloc[-1]))
