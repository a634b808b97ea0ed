"""Writes rows of history, many at a time: a national file is half a million rows in one transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, update

from store.checking import python_values
from store.reading import is_among
from store.records import Record

Rows = Iterable[tuple[Any, ...]]


def insert(connection: Connection, record: Record, rows: pd.DataFrame, *, number: int) -> None:
    """Add rows that stand from version `number` on; `stated_in` is that version unless the rows bring their own."""
    if rows.empty:
        return
    stated = rows.get("stated_in", number)
    complete = rows[[*record.stored]].assign(since=number, stated_in=stated)
    # What no row says is left to the table: the SQLite driver takes longer over a None than over any value.
    columns = {name: python_values(column) for name, column in complete.items()}
    said = {str(name): values for name, values in columns.items() if any(value is not None for value in values)}
    write = _copy if connection.dialect.name == "postgresql" else _execute_many
    write(connection, record.name, list(said), zip(*said.values(), strict=True))


def close(
    connection: Connection, record: Record, ids: Iterable[int], *, number: int, absence: int | None = None
) -> None:
    """End rows at version `number`; `absence` names the version that says there is nothing in their place."""
    closed = list(map(int, ids))
    if not closed:
        return
    table = record.table
    chosen = is_among(table.c.id, closed, connection)
    connection.execute(update(table).where(chosen).values(until=number, absence_stated_in=absence))


def _execute_many(connection: Connection, table: str, columns: Sequence[str], values: Rows) -> None:
    places = ", ".join("?" * len(columns))
    # The names are those of our own tables; the values go as parameters.
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    connection.connection.cursor().executemany(statement, values)


def _copy(connection: Connection, table: str, columns: Sequence[str], values: Rows) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)
