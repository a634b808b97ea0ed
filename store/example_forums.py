"""Forums that come with an example: entered as one version, and taken away with everything that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select

from store.bulk import close, insert
from store.checking import checked
from store.comparing import example_versions
from store.engine import writing
from store.forum_saving import next_number
from store.reading import frame, frame_where, is_among, standing
from store.records import (
    AGENDA,
    ATTENDANCE,
    CLARIFICATIONS,
    CORRECTIONS,
    DECISIONS,
    DOCUMENTS,
    DUE_REQUESTS,
    FIGURES,
    FORUMS,
    HISTORY,
    MEETINGS,
    MEMBERS,
    PARTNERSHIP_ANSWERS,
    RECEIPTS,
    REPORTS,
    Record,
)
from store.saving import Saved
from store.versions import Occasion, SourceFile, add_version
from vocab.codes import Kind, VersionKind
from vocab.people import Person

ACTIVITIES = FIGURES[Kind.ACTIVITIES]
ENTERED = {"forums": FORUMS, "members": MEMBERS, "documents": DOCUMENTS, "receipts": RECEIPTS,
           "partnership_answers": PARTNERSHIP_ANSWERS}  # fmt: skip
"""What a file about a forum holds, in the order in which it is written."""
BY_FORUM = (FORUMS, MEMBERS, MEETINGS, DOCUMENTS, PARTNERSHIP_ANSWERS)
BY_MEETING = (AGENDA, ATTENDANCE, DECISIONS, CLARIFICATIONS, CORRECTIONS)
BY_ACTIVITY = (REPORTS, DUE_REQUESTS)
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ExampleForums:
    """The forums that go with the examples, those of them that are made up, and those that stay.

    A forum of the published example stays, with its activities, once somebody has recorded meetings in it.
    """

    going: tuple[str, ...]
    made_up: tuple[str, ...]
    adopted: tuple[str, ...]


def enter_forums(
    engine: Engine, rows: Mapping[str, Rows], *, file: SourceFile, by: Person, at: datetime, kind: VersionKind
) -> Saved:
    """Enter forums with their members, documents, receipts and answers as one version.

    `rows` has lists under the names of ENTERED; documents are numbered from 1 within the file. What is there already
    stays: a forum that somebody keeps is left alone with all that is said of it.
    """
    with writing(engine) as connection:
        known = set(_names(connection, FORUMS, "forum"))
        forums = [row for row in rows["forums"] if row["forum"] not in known]
        if not forums:
            return Saved(None, new=0, changed=0, same=len(rows["forums"]))
        chosen = _of_forums(rows, {str(row["forum"]) for row in forums})
        numbered = _numbered(chosen, first=next_number(connection, DOCUMENTS, "document_id"))
        count = sum(len(of_one) for of_one in numbered.values())
        number = add_version(connection, Occasion(kind, by, at, file=file), new=count)
        for name, record in ENTERED.items():
            if numbered[name]:
                complete = checked(record, pd.DataFrame(list(numbered[name])))
                insert(connection, record, complete.assign(origin_version=number), number=number)
    return Saved(number, new=count, changed=0, same=0)


def _names(connection: Connection, record: Record, column: str) -> list[str]:
    return list(connection.scalars(select(record.table.c[column]).where(record.table.c.until.is_(None))))


def _of_forums(rows: Mapping[str, Rows], names: set[str]) -> dict[str, Rows]:
    named = {name: [row for row in rows.get(name, ()) if row.get("forum", "") in names] for name in ENTERED}
    papers = {row["document_id"] for row in named["documents"]}
    return named | {"receipts": [row for row in rows.get("receipts", ()) if row["document_id"] in papers]}


def _numbered(rows: Mapping[str, Rows], *, first: int) -> dict[str, Rows]:
    return {
        name: [row | {"document_id": row["document_id"] + first - 1} if "document_id" in row else row for row in of_one]
        for name, of_one in rows.items()
    }


def example_forums(connection: Connection, version: int | None = None) -> ExampleForums:
    """The forums of the examples that stand, now or as known at a version."""
    columns = [FORUMS.table.c[name] for name in ("forum", "is_made_up")]
    forums = frame(connection, standing(FORUMS.table, columns, version=version))
    made_up = set(forums.loc[forums["is_made_up"], "forum"])
    published = set(forums["forum"]) & _entered_by(connection, example_versions(connection)) - made_up
    meetings = frame(connection, standing(MEETINGS.table, [MEETINGS.table.c.forum], version=version))
    adopted = published & set(meetings["forum"])
    return ExampleForums(tuple(sorted(made_up | published - adopted)), tuple(sorted(made_up)), tuple(sorted(adopted)))


def _entered_by(connection: Connection, versions: list[int]) -> set[str]:
    """Forums that one of these versions entered and nobody has taken out since: one founded anew is somebody's own."""
    rows = frame_where(connection, FORUMS.table, columns=("forum", *HISTORY, "origin_version"))
    ended = rows[rows["absence_stated_in"].notna()].groupby("forum")["until"].max()
    is_since_then = rows["since"] >= pd.to_numeric(rows["forum"].map(ended)).fillna(0)
    return set(rows.loc[is_since_then & rows["origin_version"].isin(versions), "forum"])


def adopted_forums(engine: Engine, version: int | None = None) -> tuple[str, ...]:
    """Forums of the published example in which meetings were recorded: they stay when the example is removed."""
    with engine.connect() as connection:
        return example_forums(connection, version).adopted


def rows_of_forums(connection: Connection, forums: Sequence[str]) -> dict[Record, pd.DataFrame]:
    """Every row that stands for these forums beside their activities, by table."""
    found = {record: _among(connection, record, "forum", forums) for record in BY_FORUM}
    meetings, documents = found[MEETINGS]["meeting_id"].tolist(), found[DOCUMENTS]["document_id"].tolist()
    found |= {record: _among(connection, record, "meeting_id", meetings) for record in BY_MEETING}
    return found | {RECEIPTS: _among(connection, RECEIPTS, "document_id", documents)}


def activities_of_forums(connection: Connection, forums: Sequence[str]) -> pd.DataFrame:
    """The activities that stand for these forums, whoever wrote them."""
    return _among(connection, ACTIVITIES, "forum", forums)


def rows_on_activities(connection: Connection, activity_ids: Sequence[str]) -> dict[Record, pd.DataFrame]:
    """Reports on activities and requests for their later due dates that stand."""
    return {record: _among(connection, record, "activity_id", activity_ids) for record in BY_ACTIVITY}


def _among(connection: Connection, record: Record, column: str, wanted: Sequence[object]) -> pd.DataFrame:
    table = record.table
    return frame_where(connection, table, table.c.until.is_(None), is_among(table.c[column], list(wanted), connection))


def close_all(connection: Connection, found: Mapping[Record, pd.DataFrame], *, number: int) -> None:
    """End rows with nothing in their place."""
    for record, rows in found.items():
        close(connection, record, rows["id"], number=number, absence=number)
