"""Forums: who is in them, which papers bind them, who has those, and what is said of the partnership."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from store.engine import writing
from store.forum_saving import (
    Change,
    Values,
    drop,
    in_one_version,
    next_number,
    number_given,
    put,
    save_row,
    standing_row,
    standing_rows,
)
from store.records import DOCUMENTS, FORUMS, MEMBERS, PARTNERSHIP_ANSWERS, RECEIPTS, Record
from store.tables import metadata
from store.versions import Occasion, add_version
from vocab.codes import VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

FILES = metadata.tables["files"]
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes; a scanned MoU of a few pages is far smaller."""


def save_forum(engine: Engine, values: Values, change: Change) -> int:
    """Found a forum or change it; returns the version.

    Refusal changed_since, forum_name_taken (a forum of another area has this name, and stays that area's).
    """

    def work(connection: Connection, number: int) -> None:
        name = str(values["forum"])
        known = standing_rows(connection, FORUMS, forum=name)
        area = values.get("region_code")
        if area is not None and not known.empty and known["region_code"].iloc[0] != area:
            code = "forum_name_taken"
            raise Refusal(code, forum=name)
        put(connection, FORUMS, values, change, number=number)

    return in_one_version(engine, change, work)


def save_member(engine: Engine, values: Values, change: Change) -> int:
    """Take an institution into a forum or change its entry. Refusal changed_since, forum_unknown."""

    def work(connection: Connection, number: int) -> None:
        _refuse_unknown_forum(connection, str(values["forum"]))
        put(connection, MEMBERS, values, change, number=number)

    return in_one_version(engine, change, work)


def change_member(engine: Engine, forum: str, institution: str, values: Values, change: Change) -> int:
    """Change a member's entry. Refusal not_there once it was taken out, changed_since."""
    return _change(engine, MEMBERS, values, change, forum=forum, institution=institution)


def save_members(engine: Engine, rows: list[dict[str, Any]], change: Change) -> int:
    """Enter several members as one version, as a decree names them."""

    def work(connection: Connection, number: int) -> None:
        for values in rows:
            put(connection, MEMBERS, values, change, number=number)

    return in_one_version(engine, change, work)


def remove_member(engine: Engine, forum: str, institution: str, change: Change) -> int:
    """End an institution's membership; its commitments and history stay. Refusal not_there, changed_since."""

    def work(connection: Connection, number: int) -> None:
        drop(connection, MEMBERS, change, number=number, forum=forum, institution=institution)

    return in_one_version(engine, change, work)


def add_document(engine: Engine, values: Values, change: Change) -> tuple[int, int]:
    """Register a document; returns its number and the version. Refusal document_incomplete without link and file."""
    if not str(values.get("link", "")).strip() and not values.get("file_sha256"):
        code = "document_incomplete"
        raise Refusal(code)
    given: list[int] = []

    def work(connection: Connection, number: int) -> None:
        _refuse_unknown_forum(connection, str(values["forum"]))
        given.append(next_number(connection, DOCUMENTS, "document_id"))
        put(connection, DOCUMENTS, {**values, "document_id": given[0]}, change, number=number)

    version = in_one_version(engine, change, work)
    return (given[0] if given else number_given(engine, DOCUMENTS, "document_id", version)), version


def change_document(engine: Engine, document_id: int, values: Values, change: Change) -> int:
    """Change a document's entry. Refusal not_there once it was taken out, changed_since."""
    return _change(engine, DOCUMENTS, values, change, document_id=document_id)


def _change(engine: Engine, record: Record, values: Values, change: Change, **key: object) -> int:
    """Change a row that stands: one that was taken out meanwhile does not come back by an edit of it."""

    def work(connection: Connection, number: int) -> None:
        standing_row(connection, record, refusal="not_there", **key)
        put(connection, record, {**values, **key}, change, number=number)

    return in_one_version(engine, change, work)


def remove_document(engine: Engine, document_id: int, change: Change) -> int:
    """Take a document out of the register; its history stays. Refusal not_there, changed_since."""

    def work(connection: Connection, number: int) -> None:
        drop(connection, DOCUMENTS, change, number=number, document_id=document_id)

    return in_one_version(engine, change, work)


def save_receipt(engine: Engine, values: Values, change: Change) -> int:
    """Say whether an institution has a document. Refusal changed_since."""
    return save_row(engine, RECEIPTS, values, change)


def save_receipts(engine: Engine, rows: list[dict[str, Any]], change: Change) -> int:
    """Say for several institutions whether they have a document, as one version. Refusal changed_since."""

    def work(connection: Connection, number: int) -> None:
        for values in rows:
            put(connection, RECEIPTS, values, change, number=number)

    return in_one_version(engine, change, work)


def save_partnership_answer(engine: Engine, values: Values, change: Change) -> int:
    """Answer a criterion of partnership. Refusal changed_since."""
    return save_row(engine, PARTNERSHIP_ANSWERS, values, change)


def add_file(engine: Engine, *, file_name: str, media_type: str, content: bytes, by: Person, at: datetime) -> str:
    """Keep a file; returns its SHA-256. The same bytes are kept once. Refusal file_too_large, file_empty."""
    if not content or len(content) > LARGEST_FILE:
        code = "file_too_large" if content else "file_empty"
        raise Refusal(code, megabytes=LARGEST_FILE // 1024**2)
    digest = hashlib.sha256(content).hexdigest()
    with writing(engine) as connection:
        if connection.scalar(select(FILES.c.sha256).where(FILES.c.sha256 == digest)) is None:
            number = add_version(connection, Occasion(VersionKind.FORUM, by, at, note=file_name), new=1)
            facts = {"sha256": digest, "file_name": file_name, "media_type": media_type, "version": number}
            connection.execute(insert(FILES).values(content=content, **facts))
    return digest


def read_file(engine: Engine, sha256: str) -> Mapping[str, Any] | None:
    """A kept file: file_name, media_type, content; None where there is none."""
    columns = (FILES.c.file_name, FILES.c.media_type, FILES.c.content)
    with engine.connect() as connection:
        return connection.execute(select(*columns).where(FILES.c.sha256 == sha256)).mappings().one_or_none()


def _refuse_unknown_forum(connection: Connection, forum: str) -> None:
    table = FORUMS.table
    if connection.scalar(select(table.c.forum).where(table.c.forum == forum, table.c.until.is_(None))) is None:
        code = "forum_unknown"
        raise Refusal(code, forum=forum)
