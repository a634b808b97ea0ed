"""The one sequence of versions: who changed what, when, from which file."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select

from store.reading import is_among
from store.tables import metadata
from vocab.codes import OF_FIGURES, VersionKind
from vocab.people import Person

VERSION = metadata.tables["version"]
EXAMPLES = (VersionKind.SAMPLE, VersionKind.DEMO)
COUNTS = ("new_rows", "changed_rows", "same_rows")
NEWEST = select(func.coalesce(func.max(VERSION.c.number), 0))


@dataclass(frozen=True)
class SourceFile:
    """The file that figures come from: its name as given, its SHA-256 and the sheets that were read."""

    name: str
    sha256: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """Who makes a version, when and why; `key` makes a repeated request give the first answer."""

    kind: VersionKind
    by: Person
    at: datetime
    file: SourceFile | None = None
    note: str = ""
    undo_of: int | None = None
    key: str | None = None


def latest_version(engine: Engine) -> int:
    """The number of the newest version; 0 when nothing was saved yet."""
    with engine.connect() as connection:
        return latest_number(connection)


def latest_number(connection: Connection) -> int:
    """The number of the newest version as this transaction sees it."""
    return connection.scalar(NEWEST) or 0


def add_version(connection: Connection, occasion: Occasion, *, new: int = 0, changed: int = 0, same: int = 0) -> int:
    """Record the next version and return its number. Raises ValueError for a time without a time zone."""
    if occasion.at.tzinfo is None:
        message = "the time of a version needs a time zone"
        raise ValueError(message)
    number = latest_number(connection) + 1
    person = {"by_name": occasion.by.name, "by_institution": occasion.by.institution, "by_role": occasion.by.role}
    counts = dict(zip(COUNTS, (new, changed, same), strict=True))
    facts = {"kind": occasion.kind.value, "note": occasion.note, "undo_of": occasion.undo_of}
    made_at = occasion.at.astimezone(UTC)
    values = person | counts | facts | _file_facts(occasion.file)
    connection.execute(insert(VERSION).values(number=number, made_at=made_at, idempotency_key=occasion.key, **values))
    return number


def _file_facts(file: SourceFile | None) -> dict[str, Any]:
    if file is None:
        return {"sheets": "[]"}
    return {"file_name": file.name, "sha256": file.sha256, "sheets": json.dumps(file.sheets, ensure_ascii=False)}


def version_of_key(connection: Connection, key: str | None) -> Any | None:
    """The version that a request with this idempotency key made already."""
    if key is None:
        return None
    return connection.execute(select(VERSION).where(VERSION.c.idempotency_key == key)).one_or_none()


def version_of_file(engine: Engine, sha256: str) -> int | None:
    """The newest version that was made of a file with this SHA-256 and has not been undone."""
    versions = versions_frame(engine, kinds=OF_FIGURES)
    made = versions[(versions["sha256"] == sha256) & versions["undone_by"].isna()]
    return int(made["number"].max()) if len(made) else None


def versions_frame(
    engine: Engine,
    *,
    kinds: Collection[VersionKind] | None = None,
    numbers: Sequence[int] | None = None,
    newest: int | None = None,
    before: int | None = None,
) -> pd.DataFrame:
    """Versions, newest first; all of them, or only those of some kinds or numbers: a forum makes many a day.

    `newest` limits how many there are, `before` leaves out that version and all later ones.
    number, kind, made_at (UTC), by_name, by_institution, by_role, file_name, sha256, sheets (tuple), new_rows,
    changed_rows, same_rows, note, undo_of, undone_by, is_sample.
    """
    columns = [column for column in VERSION.c if column.name != "idempotency_key"]
    query = select(*columns).order_by(VERSION.c.number.desc())
    if kinds is not None:
        query = query.where(VERSION.c.kind.in_([kind.value for kind in kinds]))
    if before is not None:
        query = query.where(VERSION.c.number < before)
    if newest is not None:
        query = query.limit(newest)
    with engine.connect() as connection:
        if numbers is not None:
            query = query.where(is_among(VERSION.c.number, list(numbers), connection))
        rows = connection.execute(query).mappings().all()
        undone = _undone_by(connection)
    by_version = pd.DataFrame(rows, columns=[column.name for column in columns])
    return by_version.astype(dict.fromkeys(TEXTS, "str")).assign(
        made_at=pd.to_datetime(by_version["made_at"], utc=True).astype("datetime64[us, UTC]"),
        sheets=[tuple(json.loads(sheets)) for sheets in by_version["sheets"]],
        undo_of=by_version["undo_of"].astype("Int64"),
        undone_by=by_version["number"].map(undone).astype("Int64"),
        is_sample=by_version["kind"].isin([str(kind) for kind in EXAMPLES]),
    )


TEXTS = ("kind", "by_name", "by_institution", "by_role", "file_name", "sha256", "note")


def undone_versions(engine: Engine) -> frozenset[int]:
    """The numbers of all versions that were undone, and whose undo stands."""
    with engine.connect() as connection:
        return frozenset(_undone_by(connection))


def _undone_by(connection: Connection) -> dict[int, int]:
    """The undo that stands for each version that was undone."""
    undos = select(VERSION.c.number, VERSION.c.undo_of).where(VERSION.c.kind == VersionKind.UNDO.value)
    # Newest first, so that an undo is already known to be undone itself when its version is reached.
    undone: dict[int, int] = {}
    for number, undo_of in connection.execute(undos.order_by(VERSION.c.number.desc())):
        if number not in undone:
            undone.setdefault(int(undo_of), int(number))
    return undone
