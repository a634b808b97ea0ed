"""Members against the population that they will be divided by once the file is saved (decisions.md 6)."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from loaders.doubts.counts_in_time import named, place
from loaders.problems import MANY, Problem
from vocab.codes import Kind, PopulationSource, Segment
from vocab.periods import month_index
from vocab.regions import region_name
from vocab.segments import finer_segments

APART_MONTHS = 6
"""Members and population further apart than this are told: half a year is the step of the population register."""
PLACE = ["region_code", "period"]
ORDER = {source.value: place for place, source in enumerate(PopulationSource)}


def population_warnings(given: Mapping[Kind, pd.DataFrame], standing: Mapping[Kind, pd.DataFrame]) -> Iterator[Problem]:
    """Coverage over 100 %, fewer people than members, population of another time, a newer one of another source."""
    population = _after(given, standing, Kind.POPULATION)
    if population.empty:
        return
    members = _members(_after(given, standing, Kind.MEMBERSHIP))
    if members.empty:
        return
    candidates = _candidates(members, population)
    divided = candidates.drop_duplicates(PLACE)
    is_new, is_over = divided["is_new"], divided["registered_people"] > divided["people"]
    yield from _over("over_population", divided[is_new & is_over], cell="")
    below = divided[~is_new & divided["is_new_people"] & is_over]
    yield from _over("population_below_members", below.drop_duplicates("region_code", keep="last"), cell="_people")
    newer = _newer(candidates[candidates["is_new"]], divided[is_new])
    yield from _grouped("newer_population", newer, ["newer_source", "newer_period"])
    rest = divided[is_new].drop(newer.index)
    yield from _grouped("population_apart", rest[rest["age"] > APART_MONTHS], [])


def _after(given: Mapping[Kind, pd.DataFrame], standing: Mapping[Kind, pd.DataFrame], kind: Kind) -> pd.DataFrame:
    """The rows as they will stand, with `is_new` for those of the file; sheet and cell only for these."""
    key = [*PLACE, "segment" if kind is Kind.MEMBERSHIP else "source"]
    value = "registered_people" if kind is Kind.MEMBERSHIP else "people"
    names = [*key, value]
    new = given.get(kind, pd.DataFrame(columns=[*names, "sheet", "cell"]))
    old = standing.get(kind, pd.DataFrame(columns=names))[names].assign(sheet=None, cell=None, is_new=False)
    alike = {value: "float64", "sheet": "object", "cell": "object", "is_new": "bool"}
    rows = [frame.astype(alike) for frame in (new[[*names, "sheet", "cell"]].assign(is_new=True), old) if len(frame)]
    together = pd.concat(rows, ignore_index=True) if rows else old.astype(alike)
    return together.dropna(subset=names).drop_duplicates(key)


def _members(rows: pd.DataFrame) -> pd.DataFrame:
    """Registered people of each area and month over all segments; is_new where a row of the file is among them."""
    if rows.empty:
        return rows
    wide = rows.pivot_table(index=PLACE, columns="segment", values="registered_people", aggfunc="first")
    total = _total(wide.reindex(columns=[segment.value for segment in Segment]))
    first = rows.sort_values("is_new", ascending=False, kind="stable").drop_duplicates(PLACE).set_index(PLACE)
    places = first.loc[total.index, ["sheet", "cell", "is_new"]]
    return places.assign(registered_people=total).dropna(subset="registered_people").reset_index()


def _total(wide: pd.DataFrame) -> pd.Series:
    """Finer figures, and of a coarser one only what they leave (decisions.md 2)."""
    counts = wide.astype("float64")
    for coarse in (Segment.PBI, Segment.PPU, Segment.TOTAL):
        parts = counts[[part.value for part in finer_segments(coarse)]]
        whole = parts.sum(axis=1, min_count=len(parts.columns))
        largest = np.fmax(counts[coarse.value], parts.sum(axis=1, min_count=1))
        counts = counts.assign(**{coarse.value: whole.fillna(largest)})
    return counts[Segment.TOTAL.value]


def _candidates(members: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Each area and month with the newest population row of each source at or before it, the one that is used first."""
    asked = members[members["is_new"] | members["region_code"].isin(population[population["is_new"]]["region_code"])]
    in_time = _with_month(asked)
    rows = _with_month(population).assign(month_people=lambda by_row: by_row["month"])
    of_sources = [
        pd.merge_asof(in_time, of_source, on="month", by="region_code", suffixes=("", "_people"))
        for _, of_source in rows.groupby("source", sort=False)
    ]
    known = pd.concat(of_sources, ignore_index=True).dropna(subset="people").astype({"is_new_people": "bool"})
    ordered = known.assign(age=known["month"] - known["month_people"], rank=known["source"].map(ORDER))
    return ordered.sort_values([*PLACE, "rank"], kind="stable", ignore_index=True)


def _with_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in order of time, with `month` as a whole number."""
    months = {period: month_index(period) for period in rows["period"].unique()}
    whole = {"month": rows["period"].map(months).astype("int64"), "region_code": rows["region_code"].astype("str")}
    return rows.assign(**whole).sort_values("month", kind="stable")


def _newer(candidates: pd.DataFrame, divided: pd.DataFrame) -> pd.DataFrame:
    """Areas and months for which another source has a newer row than the one used."""
    newest = candidates.sort_values("age", kind="stable").drop_duplicates(PLACE)
    other = newest[[*PLACE, "source", "period_people"]].rename(
        columns={"source": "newer_source", "period_people": "newer_period"}
    )
    beside = divided.reset_index().merge(other, on=PLACE, validate="one_to_one").set_index("index")
    return beside[beside["newer_period"].astype("str") > beside["period_people"].astype("str")]


def _over(code: str, found: pd.DataFrame, *, cell: str) -> Iterator[Problem]:
    for row in found.head(MANY).to_dict("records"):
        values = {"period": row["period"], "members": int(row["registered_people"]), "people": int(row["people"])}
        values |= {"by": f"source.{row['source']}", "earlier": row["period_people"]}
        share = row["registered_people"] / row["people"] * 100 if row["people"] else None
        values |= {"share": "–" if share is None else round(share, 2)}
        where = place({"sheet": row[f"sheet{cell}"], "cell": row[f"cell{cell}"]})
        yield Problem(code, **where, found=region_name(row["region_code"]), values=values)
    if len(found) > MANY:
        yield Problem("more_of_same", values={"code": code, "count": len(found) - MANY})


def _grouped(code: str, found: pd.DataFrame, also: list[str]) -> Iterator[Problem]:
    """One problem for all areas that share month, population and reason."""
    for _, areas in found.groupby(["period", "source", "period_people", *also], sort=True):
        row = areas.iloc[0]
        values = {"period": row["period"], "by": f"source.{row['source']}", "earlier": row["period_people"]}
        values |= {"count": len(areas), "months": int(row["age"])}
        values |= {"newer_by": f"source.{row['newer_source']}", "newer": row["newer_period"]} if also else {}
        names = named(map(region_name, areas["region_code"]))
        yield Problem(code, **place(row), found=names, values=values)
