"""Figures against those before them: jumps, slips of the unit, copied months, old months, areas that are absent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.doubts.absent_areas import absent_areas
from loaders.doubts.counts_in_time import counts_of, named, place, with_earlier
from loaders.problems import MANY, Problem
from vocab.codes import Kind
from vocab.periods import months_between
from vocab.regions import region_name


@dataclass(frozen=True)
class Jump:
    """A change that is pointed out: more than this share of the figure before and at least so many."""

    share: float
    least: int


JUMPS = {
    "registered_people": Jump(0.25, 1000),
    "active_people": Jump(0.25, 1000),
    "people": Jump(0.10, 1000),
    "facilities": Jump(0.50, 5),
}
"""A segment seldom moves by a quarter within a year, unless a regency enrols everybody at once, which is worth a look;
population grows by about one percent a year; facilities come one by one. House rules, stated on screen."""
SMALLEST_SHARE = min(jump.share for jump in JUMPS.values())
JUMP_MONTHS = 12
"""A jump is told against a figure at most a year old: over longer gaps figures grow by themselves."""
SLIPS = (10, 100, 1000)
SLIP_TOLERANCE = 0.25
SLIP_MONTHS = 36
SLIP_LEAST = 1000
"""A unit mistaken (people, tens, thousands) makes a figure about so many times the earlier one, and a large one."""
COPIED_LEAST = 1000
"""People in an area whose figures all equal those before: fewer can stay the same by chance."""


def history_warnings(given: Mapping[Kind, pd.DataFrame], standing: Mapping[Kind, pd.DataFrame]) -> Iterator[Problem]:
    """Warnings about the rows of a file beside the figures before them."""
    lines, known = counts_of(given), counts_of(standing)
    if lines.empty:
        return
    compared = with_earlier(lines, known)
    changed = compared[(compared["value"] - compared["before"]).abs() > SMALLEST_SHARE * compared["before"]]
    slipped = _slips(changed)
    yield from _told("unit_slip", slipped)
    yield from _told("jump", _jumps(changed.drop(slipped.index)))
    yield from _copied(compared)
    yield from _old(lines, known)
    yield from absent_areas(compared, known)


def _apart(lines: pd.DataFrame) -> pd.Series:
    pairs = lines[["earlier", "period"]].drop_duplicates()
    months = {pair: months_between(*pair) for pair in pairs.itertuples(index=False, name=None)}
    return pd.Series([months[pair] for pair in zip(lines["earlier"], lines["period"], strict=True)], lines.index, float)


def _slips(compared: pd.DataFrame) -> pd.DataFrame:
    larger, smaller = compared[["value", "before"]].max(axis=1), compared[["value", "before"]].min(axis=1)
    known = compared[compared["earlier"].notna() & (larger >= SLIP_LEAST) & (smaller > 0)]
    ratio = (larger / smaller)[known.index]
    factor = pd.Series(float("nan"), known.index)
    for slip in SLIPS:
        factor = factor.mask((ratio / slip - 1).abs() <= SLIP_TOLERANCE, slip)
    found = known.assign(factor=factor).dropna(subset="factor")
    return found[_apart(found) <= SLIP_MONTHS]


def _jumps(compared: pd.DataFrame) -> pd.DataFrame:
    known = compared[compared["earlier"].notna() & (compared["before"] > 0)]
    change = known["value"] - known["before"]
    share = known["column"].map({name: jump.share for name, jump in JUMPS.items()}).astype("float64")
    least = known["column"].map({name: jump.least for name, jump in JUMPS.items()}).astype("float64")
    is_jump = (change.abs() >= least) & (change.abs() > share * known["before"])
    found = known.assign(change_pct=change / known["before"] * 100)[is_jump]
    return found[_apart(found) <= JUMP_MONTHS]


def _told(code: str, found: pd.DataFrame) -> Iterator[Problem]:
    for row in found.head(MANY).to_dict("records"):
        values = {"counted": f"template.{row['kind']}.label.{row['column']}|{row['row']}"}
        values |= {"period": row["period"], "earlier": row["earlier"]}
        values |= {"now": int(row["value"]), "before": int(row["before"])}
        values |= {"factor": int(row["factor"])} if code == "unit_slip" else {"change": round(row["change_pct"], 2)}
        yield Problem(code, **place(row), found=region_name(row["region_code"]), values=values)
    if len(found) > MANY:
        yield Problem("more_of_same", values={"code": code, "count": len(found) - MANY})


def _copied(compared: pd.DataFrame) -> Iterator[Problem]:
    """Areas whose every figure of a month equals the figure before; facilities often stay, so they are not asked."""
    people = compared[compared["kind"] != Kind.FACILITIES.value]
    is_equal = people["earlier"].notna() & (people["value"] == people["before"])
    by_area = people.assign(is_equal=is_equal).groupby(["kind", "period", "region_code"], sort=True, dropna=False)
    areas = by_area.agg(
        is_copied=("is_equal", "all"),
        people=("value", "sum"),
        earlier=("earlier", "first"),
        sheet=("sheet", "first"),
        cell=("cell", "first"),
    ).reset_index()
    areas = areas.assign(is_copied=areas["is_copied"] & (areas["people"] >= COPIED_LEAST))
    for (kind, period), of_month in areas.groupby(["kind", "period"], sort=True):
        copied = of_month[of_month["is_copied"]]
        if len(copied):
            first = copied.iloc[0]
            values = {"table_kind": f"kind.{kind}", "period": period, "earlier": first["earlier"]}
            values |= {"count": len(copied), "of": len(of_month)}
            yield Problem("same_as_before", **place(first), found=_names(copied["region_code"]), values=values)


def _old(lines: pd.DataFrame, known: pd.DataFrame) -> Iterator[Problem]:
    """A file whose newest month is older than what stands for the same areas."""
    for kind, of_kind in lines.groupby("kind", sort=True):
        same = known[(known["kind"] == kind) & known["region_code"].isin(of_kind["region_code"].unique())]
        same = same if kind == Kind.MEMBERSHIP.value else same[same["row"].isin(of_kind["row"].unique())]
        newest = of_kind["period"].max()
        if len(same) and same["period"].max() > newest:
            row = of_kind[of_kind["period"] == newest].iloc[0]
            later = same[same["period"] > newest]["region_code"].unique()
            values = {"table_kind": f"kind.{kind}", "period": newest, "newer": same["period"].max()}
            yield Problem("older_than_standing", **place(row), found=_names(sorted(later)), values=values)


def _names(codes: pd.Series | list[str]) -> str:
    return named(map(region_name, codes))
