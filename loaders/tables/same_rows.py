"""Rows of one file that say the same: taken once, so that a table pasted twice is no contradiction."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from loaders.problems import Problem
from vocab.codes import Kind
from vocab.rows import SHAPES, activity_key

REGISTERED = "registered_people"


def keys_of(kind: Kind, rows: pd.DataFrame) -> pd.DataFrame:
    """The key of each row as it is compared."""
    keys = rows[list(SHAPES[kind].key)]
    if kind is Kind.ACTIVITIES:
        return keys.assign(activity=rows["activity"].map(activity_key, na_action="ignore"))
    return keys


def comparable(kind: Kind, rows: pd.DataFrame, keys: pd.DataFrame) -> pd.Series:
    """Which rows have a whole key and a figure; while a question is open they have not, and repeat nothing."""
    return keys.notna().all(axis="columns") & rows[list(SHAPES[kind].values)].notna().any(axis="columns")


def has_repeats(kind: Kind, frames: Sequence[pd.DataFrame]) -> bool:
    """Whether a complete key stands in more than one row."""
    rows = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    keys = keys_of(kind, rows)
    return bool(keys.duplicated().any() and keys[comparable(kind, rows, keys)].duplicated().any())


def taken_once(kind: Kind, rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The rows of a kind without those that repeat a key and contradict nothing before them, and what is said of it.

    Registered people in one table and active people in another of the same key become one row, each with its cell.
    """
    keys = keys_of(kind, rows)
    whole = comparable(kind, rows, keys)
    repeated = whole & keys[whole].duplicated(keep=False).reindex(keys.index, fill_value=False)
    twice = rows.loc[repeated].assign(
        group=keys.loc[repeated].groupby(list(keys.columns), sort=False, dropna=False, observed=True).ngroup()
    )
    agreeing = twice[twice["group"].isin(_agreeing(kind, twice))]
    if agreeing.empty:
        return rows, ()
    first = ~agreeing["group"].duplicated(keep="first")
    joined = agreeing[first].drop(columns="group")
    if kind is Kind.MEMBERSHIP:
        joined = _joined(agreeing, joined)
    kept = rows.drop(index=agreeing.index[~first])
    kept.loc[joined.index, joined.columns] = joined
    return kept.reset_index(drop=True), _said(agreeing, first)


def _agreeing(kind: Kind, twice: pd.DataFrame) -> pd.Index:
    """The groups of rows with one key whose other columns never differ; a blank contradicts nothing."""
    others = [name for name in SHAPES[kind].columns if name not in SHAPES[kind].key]
    values = twice[others].astype(object).replace("", None)
    different = values.groupby(twice["group"]).nunique(dropna=True).max(axis="columns")
    # Figures of nobody's are no agreement: two rows without any stay, to be named.
    return different.index[different <= 1]


def _joined(agreeing: pd.DataFrame, first: pd.DataFrame) -> pd.DataFrame:
    """The first rows with the counts that only a later row has, and the cells they stand in."""
    found: dict[str, Any] = {}
    for count, cell in ((REGISTERED, "cell"), ("active_people", "active_cell")):
        given = agreeing.dropna(subset=[count]).drop_duplicates("group").set_index("group")
        groups = agreeing.loc[first.index, "group"]
        found[count] = groups.map(given[count]).astype(first[count].dtype)
        found[cell] = groups.map(given[cell]).where(groups.isin(given.index), first[cell])
        if count == REGISTERED:
            found["sheet"] = groups.map(given["sheet"]).where(groups.isin(given.index), first["sheet"])
        else:
            # Nothing given at all comes as numbers, which no text can fill.
            elsewhere = groups.map(given["sheet"]).astype("object").fillna("")
            named = elsewhere + "!" + found[cell].astype("str")
            found[cell] = found[cell].where(
                elsewhere.isin(["", None]) | (elsewhere == found["sheet"].fillna("")), named
            )
    return first.assign(**found)


def _address(sheet: object, cell: object, beside: object) -> object:
    return f"{sheet}!{cell}" if isinstance(sheet, str) and sheet != beside else cell


def _said(agreeing: pd.DataFrame, first: pd.Series) -> tuple[Problem, ...]:
    """How many rows repeat what stands before them; a row that brings a count of its own repeats nothing."""
    counts = [name for name in (REGISTERED, "active_people") if name in agreeing]
    again = agreeing[~first]
    if counts:
        before = agreeing[first].set_index("group")[counts]
        known = before.loc[again["group"]].notna().to_numpy()
        again = again[(again[counts].notna().to_numpy() & known).any(axis=1)]
    if again.empty:
        return ()
    shown = again.iloc[0]
    origin = agreeing[first & (agreeing["group"] == shown["group"])].iloc[0]
    values = {"count": len(again), "first": str(_address(origin["sheet"], origin["cell"], shown["sheet"]))}
    sheet = shown["sheet"] if isinstance(shown["sheet"], str) else None
    return (Problem("same_twice", sheet, str(shown["cell"]), str(shown["cell"]), values),)
