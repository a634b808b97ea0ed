"""What forums keep, as frames: as it stands now, or as known at a version."""

from collections.abc import Collection, Sequence

import pandas as pd
from sqlalchemy import Engine, select

from store.frames import activities_frame, reports_frame
from store.reading import frame, frame_where, is_among, standing
from store.records import (
    AGENDA,
    ATTENDANCE,
    CLARIFICATIONS,
    CORRECTIONS,
    DECISIONS,
    DOCUMENTS,
    DUE_REQUESTS,
    FORUMS,
    MEETINGS,
    MEMBERS,
    PARTNERSHIP_ANSWERS,
    RECEIPTS,
    Record,
)
from store.versions import VERSION
from vocab.codes import ActivityStatus

FORUM_FRAMES: dict[str, Record] = {
    "forums": FORUMS,
    "members": MEMBERS,
    "meetings": MEETINGS,
    "agenda": AGENDA,
    "attendance": ATTENDANCE,
    "decisions": DECISIONS,
    "clarifications": CLARIFICATIONS,
    "due_requests": DUE_REQUESTS,
    "documents": DOCUMENTS,
    "receipts": RECEIPTS,
    "corrections": CORRECTIONS,
    "partnership_answers": PARTNERSHIP_ANSWERS,
}
"""The frames of a forum by name."""
OF_FORUM = ("forums", "members", "meetings", "documents", "partnership_answers")
OF_MEETINGS = ("agenda", "attendance", "decisions", "clarifications", "corrections")
ORDER: dict[str, tuple[str, ...]] = {
    "members": ("forum", "place", "institution"),
    "agenda": ("meeting_id", "place", "item_id"),
    "decisions": ("meeting_id", "place", "decision_id"),
    "meetings": ("forum", "number"),
}


def forum_frame(engine: Engine, name: str, *, version: int | None = None, **among: Sequence[object]) -> pd.DataFrame:
    """The rows of a frame of FORUM_FRAMES with since and origin_version, in their order.

    `among` narrows a column down to values (`forum=["FKPKU …"]`, `meeting_id=[3]`).
    """
    record = FORUM_FRAMES[name]
    columns = [record.table.c[column] for column in (*record.columns, "since", "origin_version")]
    with engine.connect() as connection:
        filters = [is_among(record.table.c[column], list(wanted), connection) for column, wanted in among.items()]
        rows = frame(connection, standing(record.table, columns, *filters, version=version))
    return rows.sort_values([*ORDER.get(name, record.key)], ignore_index=True)


def frames_of_forum(
    engine: Engine,
    forum: str,
    *,
    version: int | None = None,
    reported: Collection[ActivityStatus] = tuple(ActivityStatus),
) -> dict[str, pd.DataFrame]:
    """Everything one forum keeps by name: FORUM_FRAMES narrowed down to it, its activities and their reports.

    `reported` are the statuses of the activities whose reports are read: there may be very many.
    """

    def read(name: str, **among: Sequence[object]) -> pd.DataFrame:
        return forum_frame(engine, name, version=version, **among)

    own = {name: read(name, forum=[forum]) for name in OF_FORUM}
    meetings = own["meetings"]["meeting_id"].tolist()
    own |= {name: read(name, meeting_id=meetings) for name in OF_MEETINGS}
    own["receipts"] = read("receipts", document_id=own["documents"]["document_id"].tolist())
    rows = own["activities"] = activities_frame(engine, version=version, forums=[forum])
    own["due_requests"] = read("due_requests", activity_id=rows["activity_id"].tolist())
    wanted = rows.loc[rows["status"].isin([status.value for status in reported]), "activity_id"].tolist()
    return own | {"reports": reports_frame(engine, version=version, activities=wanted)}


def forum_history(engine: Engine, name: str, **key: object) -> pd.DataFrame:
    """Every row ever held for a key, oldest first: its columns, since, until, by_name, by_institution, by_role,
    made_at."""
    record = FORUM_FRAMES[name]
    wanted = [record.table.c[column] == value for column, value in key.items()]
    with engine.connect() as connection:
        rows = frame_where(connection, record.table, *wanted, columns=(*record.columns, "since", "until", "stated_in"))
        numbers = is_among(VERSION.c.number, [int(number) for number in rows["since"].unique()], connection)
        facts = [VERSION.c[column] for column in ("number", "by_name", "by_institution", "by_role", "made_at")]
        writers = frame(connection, select(*facts).where(numbers)).rename(columns={"number": "since"})
    return rows.merge(writers, on="since", how="left", validate="many_to_one").sort_values("since", ignore_index=True)
