"""Checks over all rows of a file together."""

from collections.abc import Iterator, Mapping

import pandas as pd

from loaders.problems import MANY, Problem
from vocab.codes import Kind
from vocab.rows import SHAPES, activity_key


def duplicate_keys(rows_by_kind: Mapping[Kind, pd.DataFrame]) -> Iterator[Problem]:
    """A problem for each row whose key stands in the file before, naming both cells."""
    for kind, rows in rows_by_kind.items():
        key = list(SHAPES[kind].key)
        keys = (
            rows[key].assign(activity=rows["activity"].map(activity_key, na_action="ignore"))
            if kind is Kind.ACTIVITIES
            else rows[key]
        )
        complete = keys.notna().all(axis="columns")
        repeated = complete & keys.duplicated(keep="first")
        if repeated.any():
            yield from _named(kind, rows, keys, repeated=repeated)


def _named(kind: Kind, rows: pd.DataFrame, keys: pd.DataFrame, *, repeated: pd.Series) -> Iterator[Problem]:
    first = rows.loc[~keys.duplicated(keep="first")].assign(**keys.loc[~keys.duplicated(keep="first")])
    listed = keys.loc[repeated].head(MANY).join(rows[["sheet", "cell"]])
    pairs = listed.merge(
        first[[*keys.columns, "sheet", "cell"]],
        on=list(keys.columns),
        how="left",
        suffixes=("", "_first"),
        validate="many_to_one",
    )
    for pair in pairs.to_dict("records"):
        found = " · ".join(str(pair[name]) for name in keys.columns if str(pair[name]))
        values = {
            "first": _place(pair["sheet_first"], pair["cell_first"], other_than=pair["sheet"]),
            "kind": kind.value,
        }
        yield Problem("duplicate_key", _text(pair["sheet"]), _text(pair["cell"]), found[:300], values)
    rest = int(repeated.sum()) - len(listed)
    if rest > 0:
        yield Problem("more_of_same", values={"code": "duplicate_key", "count": rest})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _place(sheet: object, cell: object, *, other_than: object) -> str:
    return f"{sheet}!{cell}" if isinstance(sheet, str) and sheet != other_than else str(cell)
