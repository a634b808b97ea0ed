"""How rows of a forum are written: one row at a time, compared with the version at which its form was opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from store.activity_rows import refuse_if_changed
from store.bulk import close, insert
from store.checking import checked, python_values
from store.engine import writing
from store.reading import frame_where
from store.records import Record
from store.versions import Occasion, add_version, version_of_key
from vocab.codes import VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """Who changes something, when, and on which state: `opened_at` None where nothing could have come between."""

    by: Person
    at: datetime
    opened_at: int | None = None
    key: str | None = None
    note: str = ""
    kind: VersionKind = VersionKind.FORUM


def in_one_version(engine: Engine, change: Change, work: Callable[[Connection, int], None]) -> int:
    """Run `work(connection, version)` in one transaction as one version; the same key again gives the first version."""
    with writing(engine) as connection:
        answered = version_of_key(connection, change.key)
        if answered is not None:
            return int(answered.number)
        occasion = Occasion(change.kind, change.by, change.at, note=change.note, key=change.key)
        number = add_version(connection, occasion, changed=1)
        work(connection, number)
    return number


def standing_rows(connection: Connection, record: Record, **key: Any) -> pd.DataFrame:
    """The rows of a table that stand and have these values."""
    table = record.table
    return frame_where(connection, table, table.c.until.is_(None), *(table.c[name] == key[name] for name in key))


def standing_row(connection: Connection, record: Record, *, refusal: str, **key: Any) -> pd.DataFrame:
    """The one row of a key that stands; Refusal(refusal) where there is none."""
    rows = standing_rows(connection, record, **key)
    if rows.empty:
        raise Refusal(refusal, **key)
    return rows


def values_of(row: pd.DataFrame, record: Record) -> dict[str, Any]:
    """The values of a row as plain Python values, by column."""
    return {name: python_values(row[name])[0] for name in record.columns}


def put(connection: Connection, record: Record, values: Values, change: Change, *, number: int) -> None:
    """Write a row in place of the one that stands for its key.

    What `values` leaves out stays as it was. Refusal changed_since when that one was written after `opened_at`, or a
    new one has come.
    """
    key = {name: values[name] for name in record.key}
    old = standing_rows(connection, record, **key)
    complete = dict(values)
    if not old.empty:
        if change.opened_at is not None:
            refuse_if_changed(connection, old, opened_at=change.opened_at)
        complete = values_of(old, record) | complete
        close(connection, record, old["id"], number=number)
    rows = checked(record, pd.DataFrame([complete]))
    insert(connection, record, rows.assign(origin_version=number), number=number)


def drop(connection: Connection, record: Record, change: Change, *, number: int, **key: Any) -> None:
    """End a row without another in its place. Refusal not_there, changed_since."""
    old = standing_row(connection, record, refusal="not_there", **key)
    if change.opened_at is not None:
        refuse_if_changed(connection, old, opened_at=change.opened_at)
    close(connection, record, old["id"], number=number, absence=number)


def save_row(engine: Engine, record: Record, values: Values, change: Change) -> int:
    """Save one row of a forum's table; returns the version. Refusal changed_since."""

    def work(connection: Connection, number: int) -> None:
        put(connection, record, values, change, number=number)

    return in_one_version(engine, change, work)


def number_given(engine: Engine, record: Record, column: str, version: int) -> int:
    """The number that a version gave to what it wrote, whatever became of that since: a repeated request is told it."""
    table = record.table
    with engine.connect() as connection:
        return int(connection.scalar(select(table.c[column]).where(table.c.stated_in == version)) or 0)


def next_number(connection: Connection, record: Record, column: str, **of: Any) -> int:
    """One more than the highest number ever given, so that a number is never used for something else."""
    table = record.table
    conditions = [table.c[name] == of[name] for name in of]
    return (connection.scalar(select(func.max(table.c[column])).where(*conditions)) or 0) + 1
