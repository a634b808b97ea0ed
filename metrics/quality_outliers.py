"""Figures that stand out: jumps against their own history, far from the other areas, impossible, or unchanged."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.coverage import coverage_by_region_period
from metrics.membership import MEASURES, members_by_region_period
from metrics.population import month_indexes
from metrics.ratios import Numbers, numbers, percent

FAR = 3.5
"""Robust spreads from the median at which a figure stands out (Iglewicz and Hoaglin 1993, modified z-score)."""
TO_STANDARD = 1.4826
"""The median absolute deviation times this is the standard deviation of a normal distribution."""
LEAST_GROWTH_SPREAD = 0.005
"""Half a percent a month: a history as smooth as a line must not make every ordinary month an outlier."""
LEAST_POINTS_SPREAD = 1.0
ENOUGH_CHANGES = 5
"""Earlier changes from which a figure is held against its own history; with fewer, against SMALL_HISTORY_PCT."""
SMALL_HISTORY_PCT = 10.0
ENOUGH_AREAS = 5
"""Areas with data from which one is held against the others."""
RATIOS = ("coverage_pct", "active_share_pct")


def jumps(membership: pd.DataFrame, population: pd.DataFrame, *, regions: Sequence[str], period: str) -> pd.DataFrame:
    """The newest figure of each series at or before a month, where it is far from what went before.

    Columns: region_code, subject (`registered_people`, `active_people` or the population's source), period, people,
    previous_period, previous_people, change_pct, earlier_changes (n), spreads (missing where n is under 5: then a
    change of more than 10 % is told).
    """
    series = pd.concat([_member_series(membership, regions), _population_series(population, regions)])
    known = series[(series["period"] <= period) & (series["people"] > 0)].sort_values(SERIES, ignore_index=True)
    changes = _changes(known)
    newest = ~changes.duplicated(["subject", "region_code"], keep="last")
    judged = _judged_changes(changes, newest)
    is_far = judged["spreads"].abs() > FAR
    is_large = judged["spreads"].isna() & (judged["change_pct"].abs() > SMALL_HISTORY_PCT)
    return judged[is_far | is_large][JUMP_COLUMNS].reset_index(drop=True)


SERIES = ["subject", "region_code", "period"]
JUMP_COLUMNS = [
    "region_code",
    "subject",
    "period",
    "people",
    "previous_period",
    "previous_people",
    "change_pct",
    "earlier_changes",
    "spreads",
]


def _member_series(membership: pd.DataFrame, regions: Sequence[str]) -> pd.DataFrame:
    counts = members_by_region_period(membership[membership["region_code"].isin(list(regions))])
    return pd.concat([_series(counts, name, value=name) for name in MEASURES])


def _population_series(population: pd.DataFrame, regions: Sequence[str]) -> pd.DataFrame:
    rows = population[population["region_code"].isin(list(regions))]
    return _series(rows, rows["source"].astype("str"), value="people")


def _series(rows: pd.DataFrame, subject: str | pd.Series, *, value: str) -> pd.DataFrame:
    texts = {name: rows[name].astype("str") for name in ("region_code", "period")}
    named = pd.DataFrame({**texts, "people": numbers(rows[value])}).assign(subject=subject)
    return named.astype({"subject": "str"})


def _changes(known: pd.DataFrame) -> pd.DataFrame:
    """Each figure beside the one before it in its series, with the growth per month as a logarithm."""
    by_series = known.groupby(["subject", "region_code"], observed=True)
    previous = by_series[["period", "people"]].shift()
    months = month_indexes(known["period"]) - month_indexes(previous["period"])
    growth = np.log(known["people"] / previous["people"]) / months
    rows = known.assign(
        previous_period=previous["period"],
        previous_people=previous["people"],
        change_pct=percent(known["people"] - previous["people"], previous["people"]),
        growth=growth,
    )
    return rows[rows["previous_people"].notna()].reset_index(drop=True)


def _judged_changes(changes: pd.DataFrame, newest: pd.Series) -> pd.DataFrame:
    keys = ["subject", "region_code"]
    before = changes[~newest]
    typical = before.groupby(keys, observed=True)["growth"].agg(["median", "count"]).rename(columns={"count": "n"})
    centred = before.join(typical, on=keys)
    deviation = (centred["growth"] - centred["median"]).abs()
    mad = deviation.groupby([centred[name] for name in keys], observed=True).median().rename("mad")
    rows = changes[newest].join(typical, on=keys).join(mad, on=keys)
    spread = np.maximum(TO_STANDARD * numbers(rows["mad"]), LEAST_GROWTH_SPREAD)
    spreads: pd.Series = (rows["growth"] - rows["median"]) / spread
    earlier = rows["n"].fillna(0).astype("int64")
    return rows.assign(earlier_changes=earlier, spreads=spreads.where(earlier >= ENOUGH_CHANGES))


def far_from_others(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    regions: Sequence[str],
    beside: Sequence[str],
    period: str,
    source: str | None = None,
) -> pd.DataFrame:
    """Areas whose ratio in a month lies far from that of the areas beside them.

    Columns: region_code, subject (coverage_pct, active_share_pct), value_pct, median_pct, spreads, areas (n, with
    data). Nothing where fewer than five areas have data.
    """
    group = [*dict.fromkeys((*beside, *regions))]
    rows = membership[membership["region_code"].isin(group) & (membership["period"].astype("str") == period)]
    ratios = coverage_by_region_period(rows, population, source=source)
    parts = [_far(ratios[["region_code", name]].dropna(), name) for name in RATIOS]
    found = pd.concat(parts, ignore_index=True)
    return found[found["region_code"].isin(list(regions))].reset_index(drop=True)


def _far(ratios: pd.DataFrame, name: str) -> pd.DataFrame:
    values = ratios[name].astype("float64")
    spreads = robust_spreads(numbers(values), least=LEAST_POINTS_SPREAD)
    is_far = (np.abs(spreads) > FAR) & (len(values) >= ENOUGH_AREAS)
    rows = ratios.assign(
        region_code=ratios["region_code"].astype("str"),
        subject=pd.Series(name, index=ratios.index, dtype="str"),
        value_pct=values,
        median_pct=values.median(),
        spreads=spreads,
        areas=len(values),
    )
    return rows[is_far][["region_code", "subject", "value_pct", "median_pct", "spreads", "areas"]]


def robust_spreads(values: Numbers, *, least: float) -> Numbers:
    """How many robust spreads each value lies from the median: (x - median) / max(1,4826 · MAD, least)."""
    if not len(values):
        return values
    median = np.median(values)
    mad = np.median(np.abs(values - median))
    return np.asarray((values - median) / max(TO_STANDARD * mad, least))


def impossible_figures(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    *,
    regions: Sequence[str],
    period: str,
    source: str | None = None,
) -> pd.DataFrame:
    """What cannot be so or is hardly so in a month: code, region_code, subject, people, beside_people.

    `over_100`: more registered than people living there. `active_over_registered`: by segment. `unchanged`: every
    count of at least two segments as in the area's month before.
    """
    of_regions = membership[membership["region_code"].isin(list(regions))]
    of_month = of_regions[of_regions["period"].astype("str") == period]
    ratios = coverage_by_region_period(of_month, population, source=source)
    over = ratios[ratios["is_over_100"]]
    over = over.assign(subject="", people=over["registered_people"], beside_people=over["people"])
    registered, active = (numbers(of_month[name]) for name in MEASURES)
    is_more = active > registered
    more = of_month[is_more].assign(people=active[is_more], beside_people=registered[is_more])
    more = more.assign(subject=more["segment"].astype("str"))
    parts = {"over_100": over, "active_over_registered": more, "unchanged": _unchanged(of_regions, period=period)}
    names = ["code", "region_code", "subject", "people", "beside_people"]
    found = pd.concat([rows.assign(code=code)[names] for code, rows in parts.items()], ignore_index=True)
    typed = found.astype({"code": "str", "region_code": "str", "subject": "str"})
    return typed.sort_values(["code", "region_code", "subject"], ignore_index=True)


def _unchanged(membership: pd.DataFrame, *, period: str) -> pd.DataFrame:
    texts = {name: membership[name].astype("str") for name in ("region_code", "period", "segment")}
    rows = membership.assign(**texts, count=numbers(membership["registered_people"]))
    rows = rows[(rows["period"] <= period) & rows["count"].notna()]
    earlier = rows[rows["period"] < period]
    last = earlier["period"] == earlier.groupby("region_code", observed=True)["period"].transform("max")
    keys = ["region_code", "segment"]
    pairs = rows[rows["period"] == period].merge(earlier[last], on=keys, suffixes=("", "_before"), how="left")
    pairs = pairs.assign(is_same=pairs["count"] == pairs["count_before"])
    by_region = pairs.groupby("region_code", observed=True, as_index=False).agg(
        is_same=("is_same", "all"), segments=("segment", "nunique"), people=("count", "sum")
    )
    same = by_region[by_region["is_same"] & (by_region["segments"] > 1)]
    return same.assign(subject="", beside_people=same["people"])
