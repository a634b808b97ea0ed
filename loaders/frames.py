"""From the child's csv files to frames in the row shapes of `vocab.rows`."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pandas as pd
from pydantic import StringConstraints
from pydantic_core import PydanticUndefined

from vocab.codes import Kind
from vocab.rows import SHAPES

ADDRESSES = ("cell", "active_cell")
DTYPES: dict[type, str] = {int: "Int64", float: "float64", date: "datetime64[s]"}
"""How a column is held by the type of its field; all else is text."""
ROWS_AT_ONCE = 20_000
"""Rows of a table that are made in one go."""


def columns_of(kind: Kind) -> tuple[str, ...]:
    """The columns of a frame of loaded rows: the row shape, then sheet and cell, for membership also active_cell."""
    extra = ("sheet", "cell", "active_cell") if kind is Kind.MEMBERSHIP else ("sheet", "cell")
    return (*SHAPES[kind].columns, *extra)


@cache
def dtypes_of(kind: Kind) -> dict[str, str]:
    """The dtype of each column of a row shape."""
    fields = SHAPES[kind].row.model_fields
    types = {name: {field.annotation, *get_args(field.annotation)} for name, field in fields.items()}
    return {
        name: next((dtype for type_, dtype in DTYPES.items() if type_ in among), "str") for name, among in types.items()
    }


@cache
def text_limits() -> dict[str, dict[str, int]]:
    """By kind and column, how long a text may be."""
    return {kind.value: dict(_limits(kind)) for kind in Kind}


def _limits(kind: Kind) -> list[tuple[str, int]]:
    found = []
    for name, field in SHAPES[kind].row.model_fields.items():
        sizes = [
            rule.max_length for rule in field.metadata if isinstance(rule, StringConstraints) and rule.max_length
        ] + [
            rule.max_length
            for rule in field.metadata
            if hasattr(rule, "max_length") and not isinstance(rule, StringConstraints)
        ]
        found += [(name, min(sizes))] if sizes else []
    return found


def read_rows(path: Path, *, kind: Kind, sheet: str | None) -> pd.DataFrame:
    """One table's rows with the columns of `columns_of(kind)`; what the file does not say is missing or the default."""
    dtypes = dtypes_of(kind)
    read_as = {name: "str" if dtype.startswith("datetime") else dtype for name, dtype in dtypes.items()}
    frame = _in_pieces(path, read_as | dict.fromkeys(ADDRESSES, "str"))
    missing = {name: _default(kind, name, len(frame)) for name in dtypes if name not in frame.columns}
    texts = {name: frame[name].fillna("") for name in frame.columns if _is_free_text(kind, name)}
    days = {
        name: frame[name].astype(dtype)
        for name, dtype in dtypes.items()
        if dtype.startswith("datetime") and name in frame
    }
    frame = frame.assign(
        **missing, **texts, **days, sheet=pd.Series([sheet] * len(frame), dtype="str", index=frame.index)
    )
    if kind is Kind.MEMBERSHIP and "active_cell" not in frame.columns:
        frame = frame.assign(active_cell=pd.Series([None] * len(frame), dtype="str", index=frame.index))
    return frame[list(columns_of(kind))]


def _in_pieces(path: Path, dtypes: dict[str, str]) -> pd.DataFrame:
    """The csv file with columns of these types, some rows at a time: making the texts of all holds up other threads."""
    with pd.read_csv(
        path, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8", chunksize=ROWS_AT_ONCE
    ) as pieces:
        return pd.concat(pieces, ignore_index=True)


def _default(kind: Kind, name: str, length: int) -> pd.Series:
    default = SHAPES[kind].row.model_fields[name].default
    value = None if default is PydanticUndefined or default is None else str(getattr(default, "value", default))
    return pd.Series([value] * length, dtype=dtypes_of(kind)[name])


def _is_free_text(kind: Kind, name: str) -> bool:
    fields = SHAPES[kind].row.model_fields
    return name in fields and fields[name].default == ""


def empty_areas() -> pd.DataFrame:
    """No areas that came with a file."""
    return areas_of({})


def areas_of(brought: dict[str, str]) -> pd.DataFrame:
    """Areas that came with a file: code, name, is_made_up."""
    codes = sorted(brought)
    return pd.DataFrame(
        {
            "code": pd.Series(codes, dtype="str"),
            "name": pd.Series([brought[code] for code in codes], dtype="str"),
            "is_made_up": pd.Series([False] * len(codes), dtype="bool"),
        }
    )
