"""The same quantity from two sources: population by who counted it, PBI by who records it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.membership import members_by_region_period
from metrics.population import SOURCE_ORDER, population_at
from metrics.ratios import numbers, percent, points
from vocab.codes import MatchClass, MatchSource, Segment

DIFFERENCE_COLUMNS = [
    "region_code",
    "period",
    "source",
    "people",
    "as_of",
    "base_source",
    "base_people",
    "base_as_of",
    "difference_people",
    "difference_pct",
    "points",
    "regions_with_points",
    "regions_with_both",
    "regions_expected",
]


def population_differences(
    membership: pd.DataFrame, population: pd.DataFrame, *, area: str, members: Sequence[str], period: str
) -> pd.DataFrame:
    """Each area's population under every source beside the first source that counted it, and the area as a whole.

    The newest row of each source at or before the month. Columns: region_code (the members, then the area where it
    has several), period (the later of the two months), source, people, as_of (its month), base_source, base_people,
    base_as_of, difference_people (source less base), difference_pct (of the base), points (coverage under the source
    less coverage under the base), regions_with_points, regions_with_both, regions_expected. The area adds up the
    members that have both, its points those that have members too.
    """
    keys = pd.DataFrame({"region_code": pd.array(list(members), dtype="str"), "period": period})
    by_source = {source: population_at(keys, population, source=source) for source in SOURCE_ORDER}
    registered = _registered_at(membership, keys, period=period)
    parts = [
        _beside(by_source[base], by_source[source], registered, base=base, source=source)
        for place, base in enumerate(SOURCE_ORDER)
        for source in SOURCE_ORDER[place + 1 :]
    ]
    rows = pd.concat(parts, ignore_index=True)
    # A third source is held against the first one, once.
    rows = rows.drop_duplicates(["region_code", "source"]).sort_values(["region_code", "source"])
    return _with_area(rows, area=area, members=members)


def _registered_at(membership: pd.DataFrame, keys: pd.DataFrame, *, period: str) -> pd.Series:
    at = membership[membership["period"].astype("str") == period]
    counts = members_by_region_period(at).set_index("region_code")["registered_people"]
    return pd.Series(counts.reindex(keys["region_code"].to_numpy()).to_numpy(dtype="float64"), index=keys.index)


def _beside(
    base_rows: pd.DataFrame, rows: pd.DataFrame, registered: pd.Series, *, base: str, source: str
) -> pd.DataFrame:
    both = base_rows["people"].notna() & rows["people"].notna()
    found = pd.DataFrame(
        {
            "region_code": rows["region_code"],
            "source": pd.Series(source, index=rows.index, dtype="str"),
            "people": rows["people"],
            "as_of": rows["population_period"],
            "base_source": pd.Series(base, index=rows.index, dtype="str"),
            "base_people": base_rows["people"],
            "base_as_of": base_rows["population_period"],
            "per_people": registered,
        }
    )
    return found[both]


def pbi_differences(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    matching: pd.DataFrame,
    *,
    area: str,
    members: Sequence[str],
    period: str,
) -> pd.DataFrame:
    """PBI as other offices record it beside BPJS, in the columns of `population_differences`.

    BPJS: its own recorded count, else its members of PBI APBN, else those of PBI where it does not divide them
    (base_source `bpjs`, `pbi_apbn`, `pbi`); the newest at or before the month. points: the difference as a share of
    the population.
    """
    recorded = matching[matching["match_class"].astype("str") == MatchClass.PBI_RECORDED]
    at_bpjs = _newest(recorded[recorded["source"].astype("str") == MatchSource.BPJS], "people", members, period=period)
    is_recorded = at_bpjs["people"].notna()
    paid, segments = _paid_members(membership, members, period=period)
    base = at_bpjs.where(is_recorded, paid)
    names = segments.mask(is_recorded, MatchSource.BPJS.value)
    keys = pd.DataFrame({"region_code": pd.array(list(members), dtype="str"), "period": period})
    people = population_at(keys, population).set_index("region_code")["people"]
    others = sorted(set(recorded["source"].astype("str")) - {MatchSource.BPJS})
    parts = [
        _recorded(recorded[recorded["source"].astype("str") == source], base, names, people, period)
        for source in others
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=RECORDED_COLUMNS)
    return _with_area(rows.sort_values(["region_code", "source"]), area=area, members=members)


def _paid_members(membership: pd.DataFrame, members: Sequence[str], *, period: str) -> tuple[pd.DataFrame, pd.Series]:
    """Newest members of PBI APBN, or of PBI where those are newer or alone, and which of the two they are."""
    segments = membership["segment"].astype("str")
    apbn, undivided = (
        _newest(membership[segments == segment], "registered_people", members, period=period)
        for segment in (Segment.PBI_APBN, Segment.PBI)
    )
    is_newer = undivided["people"].notna() & ~(apbn["as_of"] >= undivided["as_of"])
    names = pd.Series(np.where(is_newer, Segment.PBI.value, Segment.PBI_APBN.value), index=apbn.index, dtype="str")
    return undivided.where(is_newer, apbn), names


RECORDED_COLUMNS = ["region_code", *DIFFERENCE_COLUMNS[2:8], "population"]


def _recorded(
    of_source: pd.DataFrame, base: pd.DataFrame, base_names: pd.Series, people: pd.Series, period: str
) -> pd.DataFrame:
    found = _newest(of_source, "people", list(base.index), period=period)
    rows = pd.DataFrame(
        {
            "region_code": base.index,
            "source": of_source["source"].astype("str").iloc[0],
            "people": found["people"],
            "as_of": found["as_of"],
            "base_source": base_names,
            "base_people": base["people"],
            "base_as_of": base["as_of"],
            "population": people,
        }
    )
    return rows[rows["people"].notna() & rows["base_people"].notna()]


def _newest(rows: pd.DataFrame, value: str, members: Sequence[str], *, period: str) -> pd.DataFrame:
    """For each member the newest figure at or before a month: people, as_of; missing where there is none."""
    known = rows.assign(people=numbers(rows[value]), as_of=rows["period"].astype("str"))
    known = known[(known["as_of"] <= period) & known["people"].notna()]
    by_region = known.assign(region_code=known["region_code"].astype("str")).sort_values(["region_code", "as_of"])
    newest = by_region.drop_duplicates("region_code", keep="last").set_index("region_code")
    return newest[["people", "as_of"]].reindex(pd.Index(list(members), dtype="str", name="region_code"))


def _with_area(rows: pd.DataFrame, *, area: str, members: Sequence[str]) -> pd.DataFrame:
    counted = rows.assign(regions_with_both=1, regions_expected=1, **_with_share(rows))
    if tuple(members) != (area,) and len(rows):
        counted = pd.concat([counted, _summed(counted, area=area, expected=len(members))], ignore_index=True)
    numbered = ("people", "base_people", "shared_people", "shared_base")
    shown = counted.astype(dict.fromkeys(numbered, "float64"))
    shown = shown.assign(
        period=shown[["as_of", "base_as_of"]].max(axis=1).astype("str"),
        difference_people=shown["people"] - shown["base_people"],
    )
    shown = shown.assign(
        difference_pct=percent(shown["difference_people"], shown["base_people"]), points=_points(shown)
    )
    return shown[DIFFERENCE_COLUMNS].reset_index(drop=True)


def _with_share(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The figures of the pair where there is also what points are made of: members, or the population."""
    has_share = rows[_share_of(rows)].notna()
    shared = {"shared_people": rows["people"].where(has_share), "shared_base": rows["base_people"].where(has_share)}
    return shared | {"regions_with_points": has_share.astype("int64")}


def _share_of(rows: pd.DataFrame) -> str:
    return "population" if "population" in rows else "per_people"


def _points(rows: pd.DataFrame) -> pd.Series:
    share = rows[_share_of(rows)].astype("float64")
    if "population" in rows:
        return percent(rows["shared_people"] - rows["shared_base"], share)
    return points(percent(share, rows["shared_people"]), percent(share, rows["shared_base"]))


def _summed(rows: pd.DataFrame, *, area: str, expected: int) -> pd.DataFrame:
    """The area as a whole for each pair of sources: sums over the members that have both, the oldest month of each."""
    added = ("people", "base_people", "shared_people", "shared_base", _share_of(rows))
    groups = rows.groupby(["source", "base_source"], observed=True, dropna=False, as_index=False)
    summed = groups.agg(
        as_of=("as_of", "min"),
        base_as_of=("base_as_of", "min"),
        regions_with_both=("region_code", "nunique"),
        regions_with_points=("regions_with_points", "sum"),
        **{name: (name, lambda values: values.sum(min_count=1)) for name in added},
    )
    return summed.assign(region_code=area, regions_expected=expected)
