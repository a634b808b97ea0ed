"""What is written down in a meeting: minutes by agenda item, attendance, decisions; and, once closed, corrections."""

from typing import Any

from sqlalchemy import Connection, Engine

from store.agenda import place_of
from store.forum_saving import (
    Change,
    Values,
    drop,
    in_one_version,
    next_number,
    number_given,
    put,
    standing_row,
    standing_rows,
)
from store.meetings import in_meeting
from store.records import AGENDA, ATTENDANCE, CLARIFICATIONS, CORRECTIONS, DECISIONS, MEETINGS, Record
from vocab.forum_codes import AgendaSection, MeetingState
from vocab.refusal import Refusal


def save_agenda_item(
    engine: Engine, meeting_id: int, item_id: int, values: Values, *, forum: str, change: Change
) -> int:
    """Change an item: its minutes, title or place. What is written anew is a draft until it is read back.

    Refusal not_there once it was taken off the agenda.
    """
    fresh = {"is_read_back": False} if "minutes" in values else {}
    return _change(
        engine, AGENDA, {**fresh, **values}, forum=forum, change=change, meeting_id=meeting_id, item_id=item_id
    )


def move_agenda_item(engine: Engine, meeting_id: int, item_id: int, *, before: bool, forum: str, change: Change) -> int:
    """Put an item before or after its neighbour in the same part of the agenda; at the end of the part it stays.

    Refusal not_there, changed_since for either of the two.
    """

    def work(connection: Connection, number: int) -> None:
        item = standing_row(connection, AGENDA, refusal="not_there", meeting_id=meeting_id, item_id=item_id)
        part = standing_rows(connection, AGENDA, meeting_id=meeting_id, section=item["section"].iloc[0])
        ordered = part.sort_values(["place", "item_id"], ignore_index=True)
        here = int(ordered.index[ordered["item_id"] == item_id][0])
        there = here + (-1 if before else 1)
        if there in ordered.index:
            for one, other in ((here, there), (there, here)):
                key = {"meeting_id": meeting_id, "item_id": int(ordered["item_id"][one])}
                put(connection, AGENDA, key | {"place": int(ordered["place"][other])}, change, number=number)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def add_agenda_item(
    engine: Engine, meeting_id: int, *, section: AgendaSection, title: str, forum: str, change: Change
) -> int:
    """Put an item at the end of its part of the agenda; returns the version. Refusal title_needed."""
    if not title.strip():
        code = "title_needed"
        raise Refusal(code)

    def work(connection: Connection, number: int) -> None:
        item = next_number(connection, AGENDA, "item_id", meeting_id=meeting_id)
        values = {"meeting_id": meeting_id, "item_id": item, "place": place_of(section, item)}
        put(connection, AGENDA, values | {"section": section.value, "title": title.strip()}, change, number=number)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def drop_agenda_item(engine: Engine, meeting_id: int, item_id: int, *, forum: str, change: Change) -> int:
    """Take an item off the agenda; an open activity cannot be taken off: Refusal open_item_stays."""

    def work(connection: Connection, number: int) -> None:
        item = standing_row(connection, AGENDA, refusal="not_there", meeting_id=meeting_id, item_id=item_id)
        if item["activity_id"].iloc[0]:
            code = "open_item_stays"
            raise Refusal(code)
        drop(connection, AGENDA, change, number=number, meeting_id=meeting_id, item_id=item_id)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def record_attendance(engine: Engine, meeting_id: int, values: Values, *, forum: str, change: Change) -> int:
    """Say how an institution took part."""
    return _save(engine, ATTENDANCE, {**values, "meeting_id": meeting_id}, forum=forum, change=change)


def add_decision(engine: Engine, meeting_id: int, values: Values, *, forum: str, change: Change) -> int:
    """Write down a decision as a draft; returns its number within the meeting. Refusal decision_needed."""
    if not str(values.get("decision", "")).strip():
        code = "decision_needed"
        raise Refusal(code)
    given: list[int] = []

    def work(connection: Connection, number: int) -> None:
        given.append(next_number(connection, DECISIONS, "decision_id", meeting_id=meeting_id))
        row = {**values, "meeting_id": meeting_id, "decision_id": given[0], "place": given[0]}
        put(connection, DECISIONS, row, change, number=number)

    version = in_meeting(engine, meeting_id, work, forum=forum, change=change)
    return given[0] if given else number_given(engine, DECISIONS, "decision_id", version)


def save_decision(
    engine: Engine, meeting_id: int, decision_id: int, values: Values, *, forum: str, change: Change
) -> int:
    """Change a decision; it is a draft again until it is read back. Refusal not_there once it was taken out."""
    fresh = {"is_read_back": False, **values}
    return _change(engine, DECISIONS, fresh, forum=forum, change=change, meeting_id=meeting_id, decision_id=decision_id)


def drop_decision(engine: Engine, meeting_id: int, decision_id: int, *, forum: str, change: Change) -> int:
    """Take a decision out of a meeting that is not closed; its history stays."""

    def work(connection: Connection, number: int) -> None:
        drop(connection, DECISIONS, change, number=number, meeting_id=meeting_id, decision_id=decision_id)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def clarify(engine: Engine, values: Values, *, forum: str, days_before: int, change: Change) -> int:
    """Keep what an institution says about an activity before a meeting; Refusal too_late_to_clarify later than
    `days_before` days before it, on the day of `change.at`."""

    def work(connection: Connection, number: int) -> None:
        meeting_id = int(values["meeting_id"])
        meeting = standing_row(connection, MEETINGS, refusal="meeting_unknown", meeting_id=meeting_id)
        days_left = (meeting["meeting_date"].iloc[0].date() - change.at.date()).days
        if days_left < days_before:
            code = "too_late_to_clarify"
            raise Refusal(code, days=days_before)
        put(connection, CLARIFICATIONS, values, change, number=number)

    return in_meeting(engine, int(values["meeting_id"]), work, forum=forum, change=change)


def correct_meeting(engine: Engine, meeting_id: int, values: Values, *, is_chair: bool, change: Change) -> int:
    """Correct a closed meeting (ralat); returns the correction's visible number.

    Refusal chair_needed, meeting_not_closed, correction_incomplete (what is right, and why).
    """
    complete = all(str(values.get(name, "")).strip() for name in ("corrected", "reason"))
    for is_broken, code in ((not is_chair, "chair_needed"), (not complete, "correction_incomplete")):
        if is_broken:
            raise Refusal(code)
    given: list[int] = []

    def work(connection: Connection, number: int) -> None:
        meeting = standing_row(connection, MEETINGS, refusal="meeting_unknown", meeting_id=meeting_id)
        if meeting["state"].iloc[0] != MeetingState.CLOSED:
            code = "meeting_not_closed"
            raise Refusal(code)
        given.append(next_number(connection, CORRECTIONS, "number", meeting_id=meeting_id))
        row = {**values, "meeting_id": meeting_id, "number": given[0], "chair": change.by.name}
        put(connection, CORRECTIONS, row | {"corrected_on": change.at.date()}, change, number=number)

    version = in_one_version(engine, change, work)
    return given[0] if given else number_given(engine, CORRECTIONS, "number", version)


def _save(engine: Engine, record: Record, row: dict[str, Any], *, forum: str, change: Change) -> int:
    def work(connection: Connection, number: int) -> None:
        put(connection, record, row, change, number=number)

    return in_meeting(engine, int(row["meeting_id"]), work, forum=forum, change=change)


def _change(engine: Engine, record: Record, values: Values, *, forum: str, change: Change, **key: int) -> int:
    """Change a row that stands: one that was taken out meanwhile does not come back by an edit of it."""

    def work(connection: Connection, number: int) -> None:
        standing_row(connection, record, refusal="not_there", **key)
        put(connection, record, {**values, **key}, change, number=number)

    return in_meeting(engine, key["meeting_id"], work, forum=forum, change=change)
