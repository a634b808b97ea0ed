"""Completeness: which figures came for which areas and months, and which were due and did not."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.population import month_indexes
from vocab.codes import FacilityMeasure, MatchSource, PopulationSource
from vocab.periods import MONTHS_IN_YEAR, december, month_index, period_at
from vocab.regions import parent_of

HALF_YEAR = MONTHS_IN_YEAR // 2
RHYTHMS: dict[str, int] = {
    "membership": 1,
    "active": 1,
    f"population_{PopulationSource.BPJS}": HALF_YEAR,
    f"population_{PopulationSource.DISDUKCAPIL}": HALF_YEAR,
    f"population_{PopulationSource.BPS}": MONTHS_IN_YEAR,
    **{f"facilities_{measure}": MONTHS_IN_YEAR for measure in FacilityMeasure},
    **{f"matching_{source}": HALF_YEAR for source in MatchSource},
}
"""The streams of data, and after how many months each is due again at the latest; a house rule, said on screen.

An area that sends a stream more often is held to its own rhythm.
"""
STREAM_ORDER: tuple[str, ...] = tuple(RHYTHMS)
KEY = ["stream", "region_code", "period"]


def arrivals(
    membership: pd.DataFrame, population: pd.DataFrame, facilities: pd.DataFrame, matching: pd.DataFrame
) -> pd.DataFrame:
    """Which figures are there: stream, region_code, period, one row each; a year of facilities is its December."""
    has_active = membership["active_people"].notna()
    years = facilities["year"].astype("int64").map(december)
    parts = [
        _of(membership[membership["registered_people"].notna()], "membership"),
        _of(membership[has_active], "active"),
        *_divided(population, "population", by="source"),
        *_divided(facilities.assign(period=years.astype("str")), "facilities", by="measure"),
        *_divided(matching, "matching", by="source"),
    ]
    return pd.concat(parts).sort_values(KEY, ignore_index=True)


def _divided(rows: pd.DataFrame, kind: str, *, by: str) -> list[pd.DataFrame]:
    codes = rows[by].astype("str")
    return [_of(rows[codes == code], f"{kind}_{code}") for code in sorted(codes.unique())]


def _of(rows: pd.DataFrame, stream: str) -> pd.DataFrame:
    texts = {name: rows[name].astype("str") for name in ("region_code", "period")}
    named = pd.DataFrame({"stream": pd.Series(stream, index=rows.index, dtype="str"), **texts})
    return named.drop_duplicates(KEY)


def completeness(arrived: pd.DataFrame, *, members: Sequence[str], period: str) -> pd.DataFrame:
    """Every area and stream at a month: who has sent, and who is late.

    A stream is expected of all areas with the same parent as soon as one of them has sent it by then, so that the
    nation counts what its provinces count. Columns: stream, region_code, newest_period ("" for none), rhythm_months,
    due_period (where an area never sent: the month in which the first beside it did), state: `arrived` (this month or
    still within its rhythm), `missing` (sent before, now due), `never`.
    """
    known = arrived[arrived["region_code"].isin(list(members)) & (arrived["period"] <= period)]
    beside = {code: parent_of(code) or code for code in members}
    first = known.groupby(["stream", known["region_code"].map(beside)])["period"].min().to_dict()
    pairs = [(stream, code) for stream in STREAM_ORDER for code in members if (stream, beside[code]) in first]
    wanted = pd.MultiIndex.from_arrays([[stream for stream, _ in pairs], [code for _, code in pairs]], names=KEY[:2])
    by_series = known.groupby(KEY[:2], observed=True, dropna=False)
    newest = by_series["period"].max().reindex(wanted)
    rhythm = _rhythms(known).reindex(wanted)
    default = pd.Series([RHYTHMS[stream] for stream, _ in pairs], index=wanted, dtype="int64")
    months = pd.concat([rhythm, default], axis=1).min(axis=1).astype("int64")
    return _judged(newest, months, [first[stream, beside[code]] for stream, code in pairs], period=period)


def _rhythms(known: pd.DataFrame) -> pd.Series:
    """The median months between what each area has sent of a stream; nothing for what came only once."""
    ordered = known.sort_values(KEY)
    months = pd.Series(month_indexes(ordered["period"]), index=ordered.index)
    gaps = months.groupby([ordered[name] for name in KEY[:2]], observed=True).diff()
    median = gaps.groupby([ordered[name] for name in KEY[:2]], observed=True, dropna=False).median()
    return median.apply(np.floor)


def _judged(newest: pd.Series, rhythm: pd.Series, first: Sequence[str], *, period: str) -> pd.DataFrame:
    now = month_index(period)
    months = month_indexes(newest)
    is_due = now - months >= rhythm.to_numpy()
    state = np.select([newest.isna().to_numpy(), is_due], ["never", "missing"], "arrived")
    due = [
        beside if np.isnan(month) else period_at(int(month) + int(gap))
        for month, gap, beside in zip(months, rhythm, first, strict=True)
    ]
    rows = pd.DataFrame({"newest_period": newest.fillna("").astype("str"), "rhythm_months": rhythm})
    judged = rows.assign(due_period=pd.array(due, dtype="str"), state=pd.array(list(state), dtype="str"))
    return judged.reset_index().astype({"stream": "str", "region_code": "str"})


def completeness_by_period(
    arrived: pd.DataFrame, *, stream: str, members: Sequence[str], period: str, months: int = MONTHS_IN_YEAR
) -> pd.DataFrame:
    """One stream over the last months: region_code, period, has_arrived (a figure of exactly that month)."""
    last = month_index(period)
    periods = [period_at(month) for month in range(last - months + 1, last + 1)]
    wanted = pd.MultiIndex.from_product([list(members), periods], names=KEY[1:])
    there = arrived[arrived["stream"] == stream].set_index(KEY[1:]).index
    return pd.DataFrame({"has_arrived": wanted.isin(there)}, index=wanted).reset_index()
