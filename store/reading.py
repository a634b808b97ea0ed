"""Rows out of the database as frames: one statement for each frame, so that it is one moment of the history."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    Select,
    String,
    Table,
    any_,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

Rows = Select[Any] | CompoundSelect[Any]


def is_among(column: ColumnElement[Any], wanted: Sequence[object], connection: Connection) -> ColumnElement[bool]:
    """Whether a column is one of many values, given as one parameter: there may be more than a statement can take."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(_as_json(wanted)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(literal(list(wanted), ARRAY(column.type)))


def _as_json(values: Sequence[object]) -> str:
    return pd.Series(list(values), dtype=object).to_json(orient="values")


def standing(
    table: Table, columns: Sequence[Column[Any]], *filters: ColumnElement[bool], version: int | None = None
) -> Rows:
    """The rows in force now, or as known at a version (design.md: `since <= V and (until is null or until > V)`).

    In two halves, because each has an index of its own: what still stands, and what has been closed since.
    """
    now = select(*columns).where(table.c.until.is_(None), *filters)
    if version is None:
        return now
    # As a sum, because SQLite would else look through all rows ever written by the index of `since`.
    known = table.c.since + 0 <= version
    closed_since = select(*columns).where(table.c.until > version, known, *filters)
    return union_all(now.where(known), closed_since)


def in_order(rows: Rows, key: Sequence[str], connection: Connection) -> Rows:
    """Rows ordered by their key, character by character on every database."""
    columns = [rows.selected_columns[name] for name in key]
    is_sqlite = connection.dialect.name == "sqlite"
    if isinstance(rows, CompoundSelect):
        inner = rows.subquery()
        rows, columns = select(inner), [inner.c[name] for name in key]
    return rows.order_by(
        *(column if is_sqlite or not isinstance(column.type, String) else column.collate("C") for column in columns)
    )


def frame(connection: Connection, rows: Rows) -> pd.DataFrame:
    """The rows of a statement, typed by its columns: whole numbers that may be missing are Int64, text is `str`."""
    columns = {column.name: column for column in rows.selected_columns}
    fetched = connection.execute(rows).cursor.fetchall()
    lists = {name: [row[place] for row in fetched] for place, name in enumerate(columns)}
    return pd.DataFrame({name: _array(lists[name], column) for name, column in columns.items()})


def frame_where(
    connection: Connection, table: Table, *filters: ColumnElement[bool], columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """All rows ever held that meet the conditions, with every column or those named."""
    chosen = [table.c[name] for name in columns] if columns else list(table.c)
    return frame(connection, select(*chosen).where(*filters))


def _array(values: list[Any], column: ColumnElement[Any]) -> Any:
    """A column as an array: a frame of arrays is made four times as fast as one of series, which it must align."""
    kind = column.type
    if isinstance(kind, Date):
        return np.array(values, dtype="datetime64[s]")
    if isinstance(kind, DateTime):
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object), utc=True)).astype("datetime64[us, UTC]").array
    if isinstance(kind, Integer):
        return pd.array(values, dtype="Int64") if getattr(column, "nullable", True) else np.array(values, dtype="int64")
    if isinstance(kind, String):
        return pd.array(values, dtype=TEXT)
    return np.array(values, dtype=next(name for of_kind, name in DTYPES.items() if isinstance(kind, of_kind)))


DTYPES: Mapping[type[Any], str] = {Float: "float64", Boolean: "bool"}
TEXT = pd.Series([], dtype="str").dtype
