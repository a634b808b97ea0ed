"""Every row that was ever held for one figure or activity."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, literal, select, union_all

from store.checking import activity_ids
from store.reading import frame, frame_where, is_among
from store.records import FIGURES, RECORDS, Record
from store.versions import VERSION
from vocab.codes import Kind
from vocab.rows import activity_key

WRITER = {"number": "since", "kind": "version_kind"}
WRITER_FACTS = ("number", "kind", "by_name", "by_institution", "made_at")
FILE_FACTS = ("number", "file_name", "sha256")


def row_history(engine: Engine, kind: Kind, key: Mapping[str, object]) -> pd.DataFrame:
    """Every row held for a key, oldest first; activities by `activity_id` or by their four key columns.

    The columns of the row shape, since, until (missing: it stands), origin_version, sheet, cell; version_kind, by_name,
    by_institution, made_at of the version `since`; file_name, sha256 of `origin_version`.
    """
    record = FIGURES[kind]
    stored = [*record.columns, "since", "until", *record.carried]
    wanted = _stored_key(record, key)
    with engine.connect() as connection:
        conditions = [record.table.c[name] == wanted[name] for name in record.key]
        rows = frame_where(connection, record.table, *conditions, columns=stored)
        numbers = is_among(VERSION.c.number, sorted({*rows["since"], *rows["origin_version"]}), connection)
        facts = [VERSION.c[name] for name in dict.fromkeys(WRITER_FACTS + FILE_FACTS)]
        versions = frame(connection, select(*facts).where(numbers))
    writers = versions[[*WRITER_FACTS]].rename(columns=WRITER)
    files = versions[[*FILE_FACTS]].rename(columns={"number": "origin_version"})
    return (
        rows.merge(writers, on="since", how="left", validate="many_to_one")
        .merge(files, on="origin_version", how="left", validate="many_to_one")
        .sort_values("since", ignore_index=True)
    )


def _stored_key(record: Record, key: Mapping[str, object]) -> dict[str, object]:
    if record is not FIGURES[Kind.ACTIVITIES] or "activity_id" in key:
        return dict(key)
    named = pd.DataFrame([key]).assign(activity_key=activity_key(str(key["activity"])))
    return {"activity_id": activity_ids(named).iloc[0]}


def touched(engine: Engine, number: int) -> dict[str, int]:
    """How many rows of each table a version wrote, or ended with nothing in their place; by the table's name."""
    with engine.connect() as connection:
        counts = connection.execute(union_all(*(_touched(record, number) for record in RECORDS))).all()
    return {str(name): int(count) for name, count in counts if count}


def _touched(record: Record, number: int) -> Any:
    table = record.table
    written = select(func.count()).select_from(table).where(table.c.since == number).scalar_subquery()
    ended = (
        select(func.count()).select_from(table).where(table.c.until == number, table.c.absence_stated_in.is_not(None))
    )
    return select(literal(record.name), written + ended.scalar_subquery())
