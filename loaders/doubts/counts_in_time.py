"""Counts of all kinds laid out alike, one a line, so that each can be held against the figure before it."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from vocab.codes import Kind

COUNTS: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("registered_people", "active_people"),
    Kind.POPULATION: ("people",),
    Kind.FACILITIES: ("facilities",),
}
WORDS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.MEMBERSHIP: (("segment", "segment"),),
    Kind.POPULATION: (("source", "source"),),
    Kind.FACILITIES: (
        ("facility_kind", "facility_kind"),
        ("", "facility_type"),
        ("", "owner"),
        ("facility_measure", "measure"),
    ),
}
"""The columns that tell rows of one area and time apart, each with the group of its words (none: words of people)."""
IDENTITY = ["kind", "region_code", "row", "column"]
LINES = [*IDENTITY, "period", "value", "sheet", "cell", "version"]


def counts_of(rows_by_kind: Mapping[Kind, pd.DataFrame]) -> pd.DataFrame:
    """kind, region_code, row (keys of its words, `|` between them), column, period, value, sheet, cell, version.

    A row whose segment, source or kind nobody has said yet is None. A year of facilities stands as its December; lines
    without a figure, an area or a time are left out.
    """
    frames = [
        _lines(kind, rows, column)
        for kind, rows in rows_by_kind.items()
        if kind in COUNTS and len(rows)
        for column in COUNTS[kind]
    ]
    lines = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=LINES)
    return lines.dropna(subset=["region_code", "period", "value"]).astype({"value": "float64"})


def with_earlier(lines: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The file's lines with the figure before each, in the file or the store: earlier (period), before (value).

    A line whose row is not known yet has no figure before it: it could be that of another segment or source.
    """
    key = [*IDENTITY, "period"]
    kept = lines.drop_duplicates(key).assign(is_new=True)
    together = pd.concat([kept, standing.assign(is_new=False)], ignore_index=True) if len(standing) else kept
    in_time = _in_time(together.drop_duplicates(key))
    last = in_time.groupby(IDENTITY, sort=False, dropna=False)[["period", "value", "version"]].shift()
    last = last.where(in_time["row"].notna())
    found = in_time.assign(earlier=last["period"], before=last["value"], earlier_version=last["version"])
    return found[found["is_new"]].sort_index()


def _in_time(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines by period, by its place among the few hundred: sorting a million texts holds up every other thread."""
    places, _ = pd.factorize(lines["period"], sort=True)
    return lines.iloc[np.argsort(places, kind="stable")]


def _lines(kind: Kind, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    period = rows["year"].astype("str") + "-12" if kind is Kind.FACILITIES else rows["period"]
    is_active = column == "active_people"
    return pd.DataFrame(
        {
            "kind": kind.value,
            "region_code": rows["region_code"],
            "row": _row(kind, rows),
            "column": column,
            "period": period.astype("object"),
            "value": pd.to_numeric(rows[column]).astype("float64"),
            "sheet": _given(rows, "sheet"),
            "cell": _given(rows, "active_cell" if is_active else "cell"),
            "version": _given(rows, "active_origin_version" if is_active else "origin_version"),
        }
    )


def _row(kind: Kind, rows: pd.DataFrame) -> pd.Series:
    parts = [
        (f"{group}." if group else "") + rows[name].astype("object").fillna("").astype("str")
        for group, name in WORDS[kind]
    ]
    first, *others = parts
    row = first.str.cat(others, sep="|") if others else first
    is_known = rows[[name for group, name in WORDS[kind] if group]].notna().all(axis="columns")
    return row.where(is_known, None)


def _given(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[name].astype("object") if name in rows else pd.Series(None, index=rows.index, dtype="object")


def place(row: Mapping[Any, Any]) -> dict[str, str | None]:
    """Sheet and cell of a line."""
    return {name: row[name] if isinstance(row[name], str) else None for name in ("sheet", "cell")}


def named(names: Iterable[str], *, most: int = 5) -> str:
    """The first few of many names."""
    listed = list(names)
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
