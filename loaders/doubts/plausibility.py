"""Counts that can be read and cannot all be true: said before saving, and forbidding nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from loaders.problems import MANY, Problem
from vocab.codes import Kind, Segment
from vocab.periods import period_of
from vocab.regions import region_name
from vocab.segments import finer_segments

COUNTS = {"registered_people": "cell", "active_people": "active_cell"}
"""The counts of membership, each with the column that names its cell."""
PLACE = ["region_code", "period"]
KEY = [*PLACE, "segment"]
COARSER = (Segment.PBI, Segment.PPU, Segment.TOTAL)
"""From the finer to the coarser, so that a total can be held against groups that are sums themselves."""


def doubtful_counts(rows_by_kind: Mapping[Kind, pd.DataFrame], *, today: date | None) -> Iterator[Problem]:
    """A warning for more active than registered people, a total unlike its parts, nobody living there, and, where
    `today` is known, a month or year that is still ahead."""
    membership = rows_by_kind.get(Kind.MEMBERSHIP)
    if membership is not None:
        yield from _more_active(membership)
        for name in COUNTS:
            yield from _unlike_parts(membership, name)
    population = rows_by_kind.get(Kind.POPULATION)
    if population is not None:
        yield from _told("population_zero", population[population["people"] == 0], "region_code")
    if today is not None:
        yield from _ahead(rows_by_kind, today=today)


def _more_active(rows: pd.DataFrame) -> Iterator[Problem]:
    found = rows[(rows["active_people"] > rows["registered_people"]).fillna(value=False)]
    values = ("registered_people", "active_people")
    yield from _told("active_exceeds", found, "segment", cell="active_cell", values=values)


def _unlike_parts(rows: pd.DataFrame, name: str) -> Iterator[Problem]:
    """Coarser counts that differ from their parts, where every part is given."""
    coarse = rows.loc[rows["segment"].isin(COARSER), PLACE].drop_duplicates()
    if coarse.empty:
        return
    given = rows.dropna(subset=[*KEY, name]).drop_duplicates(KEY)
    known = given.merge(coarse, on=PLACE, how="inner", validate="many_to_one")
    wide = known.pivot_table(index=PLACE, columns="segment", values=name, aggfunc="first", observed=True)
    counts = wide.astype("float64").reindex(columns=[segment.value for segment in Segment])
    for coarser in COARSER:
        parts = counts[[part.value for part in finer_segments(coarser)]].sum(axis="columns", skipna=False)
        reported = counts[coarser.value]
        differs = (reported != parts) & reported.notna() & parts.notna()
        facts = pd.DataFrame({"reported": reported, "computed": parts})[differs].assign(segment=coarser.value)
        yield from _differing(known, facts.reset_index(), cell=COUNTS[name])
        counts = counts.assign(**{coarser.value: reported.fillna(parts)})


def _differing(known: pd.DataFrame, facts: pd.DataFrame, *, cell: str) -> Iterator[Problem]:
    placed = facts.merge(known[[*KEY, "sheet", cell]], on=KEY, how="left", validate="one_to_one")
    told = placed.assign(difference=(placed["reported"] - placed["computed"]).abs())
    yield from _told("parts_differ", told, "segment", cell=cell, values=("reported", "computed", "difference"))


def _ahead(rows_by_kind: Mapping[Kind, pd.DataFrame], *, today: date) -> Iterator[Problem]:
    membership, facilities = rows_by_kind.get(Kind.MEMBERSHIP), rows_by_kind.get(Kind.FACILITIES)
    if membership is not None:
        yield from _told("ahead_of_today", membership[membership["period"] > period_of(today)], "period")
    if facilities is not None:
        yield from _told("ahead_of_today", facilities[facilities["year"] > today.year], "year")


def _told(
    code: str, rows: pd.DataFrame, found: str, *, cell: str = "cell", values: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """One problem for each of the first rows, then how many more there are; a segment or month is named."""
    for row in rows.head(MANY).to_dict("records"):
        said: dict[str, Any] = {name: int(row[name]) for name in values}
        said |= {"segment": str(row["segment"])} if found == "segment" else {}
        said |= {"period": str(row[found])} if found in ("period", "year") else {}
        name = region_name(row[found]) if found == "region_code" else str(row[found])
        yield Problem(code, _text(row["sheet"]), _text(row[cell]), name, said)
    if len(rows) > MANY:
        yield Problem("more_of_same", values={"code": code, "count": len(rows) - MANY})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
