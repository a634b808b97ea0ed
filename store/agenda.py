"""The agenda of a meeting: the template's items, and by themselves all open activities, first among the topics."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, func, select

from store.bulk import close, insert
from store.checking import checked
from store.forum_saving import Change, put, standing_rows
from store.records import AGENDA, FIGURES
from vocab.codes import CLOSED_STATUSES, Kind
from vocab.forum_codes import AgendaSection

STEP = 10
"""Places are this far apart, so that an item can be put between two others."""
LONGEST_TITLE = 4000


Template = Sequence[tuple[AgendaSection, str]]


def begin_agenda(connection: Connection, meeting_id: int, template: Template, change: Change, *, number: int) -> None:
    """Put the template's items on the agenda, in their order."""
    for place, (section, title) in enumerate(template, start=1):
        values = {"meeting_id": meeting_id, "item_id": place, "place": place_of(section, place), "title": title}
        put(connection, AGENDA, values | {"section": section.value}, change, number=number)


def bring_open_items(connection: Connection, meeting_id: int, forum: str, *, number: int) -> None:
    """Put every activity of the forum that is unfinished and not on the agenda yet into the part for follow-up.

    The oldest agreements come first. What is finished by now and has no minutes leaves the agenda.
    """
    agenda = standing_rows(connection, AGENDA, meeting_id=meeting_id)
    activities = standing_rows(connection, FIGURES[Kind.ACTIVITIES], forum=forum)
    closed = activities["status"].isin([status.value for status in CLOSED_STATUSES])
    _leave(connection, agenda, activities[closed], number=number)
    waiting = activities[~closed & ~activities["activity_id"].isin(agenda["activity_id"])]
    ordered = waiting.sort_values(["agreed_on", "since", "id"], na_position="first")
    if ordered.empty:
        return
    first = max(agenda["item_id"].max() if len(agenda) else 0, _highest(connection, meeting_id)) + 1
    items = range(int(first), int(first) + len(ordered))
    rows = pd.DataFrame(
        {
            "meeting_id": meeting_id,
            "item_id": list(items),
            "place": [place_of(AgendaSection.FOLLOW_UP, item) for item in items],
            "section": AgendaSection.FOLLOW_UP.value,
            "title": list(ordered["activity"].str.slice(0, LONGEST_TITLE)),
            "activity_id": list(ordered["activity_id"]),
        }
    )
    insert(connection, AGENDA, checked(AGENDA, rows).assign(origin_version=number), number=number)


def _leave(connection: Connection, agenda: pd.DataFrame, finished: pd.DataFrame, *, number: int) -> None:
    done = agenda[agenda["activity_id"].isin(finished["activity_id"]) & (agenda["minutes"].str.strip() == "")]
    close(connection, AGENDA, done["id"], number=number, absence=number)


def _highest(connection: Connection, meeting_id: int) -> int:
    table = AGENDA.table
    return connection.scalar(select(func.max(table.c.item_id)).where(table.c.meeting_id == meeting_id)) or 0


def place_of(section: AgendaSection, order: int) -> int:
    """The place of an item on the agenda: sections in their order, items in theirs."""
    return (list(AgendaSection).index(section) * 100_000 + order) * STEP
