"""Meetings of a forum from draft to closed: their agenda, attendance, decisions; closing freezes them."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from store.agenda import Template, begin_agenda, bring_open_items
from store.forum_saving import (
    Change,
    Values,
    in_one_version,
    next_number,
    number_given,
    put,
    standing_row,
    standing_rows,
)
from store.records import AGENDA, DECISIONS, FORUMS, MEETINGS
from vocab.forum_codes import MEETING_STEPS, MeetingState
from vocab.refusal import Refusal

FROZEN = frozenset({"meeting_id", "forum", "number", "state", "closed_version", "reason"})
"""Columns of a meeting that only its steps change."""


def plan_meeting(engine: Engine, values: Values, *, template: Template, change: Change) -> tuple[int, int]:
    """Plan a meeting as a draft with its agenda; returns its id and the version.

    The agenda is the template's items, with the open activities of the forum in the part for follow-up.
    Refusal forum_unknown.
    """
    made: list[int] = []

    def work(connection: Connection, number: int) -> None:
        forum = str(values["forum"])
        standing_row(connection, FORUMS, refusal="forum_unknown", forum=forum)
        meeting_id = next_number(connection, MEETINGS, "meeting_id")
        ordinal = next_number(connection, MEETINGS, "number", forum=forum)
        meeting = {**values, "meeting_id": meeting_id, "number": ordinal, "state": MeetingState.DRAFT.value}
        put(connection, MEETINGS, meeting, change, number=number)
        begin_agenda(connection, meeting_id, template, change, number=number)
        bring_open_items(connection, meeting_id, forum, number=number)
        made.append(meeting_id)

    version = in_one_version(engine, change, work)
    return (made[0] if made else number_given(engine, MEETINGS, "meeting_id", version)), version


def change_meeting(engine: Engine, meeting_id: int, values: Values, *, forum: str, change: Change) -> int:
    """Change date, place, chair, next meeting and the like. Refusal meeting_closed, changed_since and those of
    `open_meeting`."""
    wanted = {name: value for name, value in values.items() if name not in FROZEN}

    def work(connection: Connection, number: int) -> None:
        put(connection, MEETINGS, {**wanted, "meeting_id": meeting_id}, change, number=number)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def move_meeting(
    engine: Engine, meeting_id: int, *, to: MeetingState, forum: str, change: Change, reason: str = ""
) -> int:
    """Bring a meeting to its next step; closing freezes it with the number of this version.

    Raises Refusal wrong_step, not_read_back (decisions that nobody has read back), reopen_reason_needed, changed_since,
    meeting_of_other_forum. Opening and starting bring newly open activities onto the agenda.
    """

    def work(connection: Connection, number: int) -> None:
        meeting = _of_forum(connection, meeting_id, forum)
        state = MeetingState(meeting["state"].iloc[0])
        _refuse_step(connection, meeting_id, state, to, reason=reason)
        values = {"meeting_id": meeting_id, "state": to.value, "reason": reason.strip()}
        values["closed_version"] = number if to is MeetingState.CLOSED else None
        put(connection, MEETINGS, values, change, number=number)
        if to in (MeetingState.OPEN, MeetingState.RUNNING) and state is not MeetingState.CLOSED:
            bring_open_items(connection, meeting_id, forum, number=number)

    return in_one_version(engine, change, work)


def _refuse_step(
    connection: Connection, meeting_id: int, state: MeetingState, to: MeetingState, *, reason: str
) -> None:
    if to not in MEETING_STEPS[state]:
        code = "wrong_step"
        raise Refusal(code, state=state.value, to=to.value)
    if state is MeetingState.CLOSED and not reason.strip():
        code = "reopen_reason_needed"
        raise Refusal(code)
    if to is MeetingState.CLOSED:
        unread = len(_unread(connection, meeting_id))
        if unread:
            code = "not_read_back"
            raise Refusal(code, count=unread)


def _unread(connection: Connection, meeting_id: int) -> pd.DataFrame:
    decisions = standing_rows(connection, DECISIONS, meeting_id=meeting_id)
    minutes = standing_rows(connection, AGENDA, meeting_id=meeting_id)
    written = minutes[minutes["minutes"].str.strip() != ""]
    rows = pd.concat([decisions[["is_read_back"]], written[["is_read_back"]]])
    return rows[~rows["is_read_back"].astype(bool)]


def read_back(engine: Engine, meeting_id: int, *, forum: str, change: Change) -> int:
    """Mark all minutes and decisions that stand as read back to the meeting. Refusal as for `in_meeting`.

    `change.opened_at` is the version that was read out: what was typed after it stays a draft.
    """

    def work(connection: Connection, number: int) -> None:
        for record, key in ((AGENDA, "item_id"), (DECISIONS, "decision_id")):
            for row in _drafts(connection, record, meeting_id, change.opened_at):
                values = {"meeting_id": meeting_id, key: row[key], "is_read_back": True}
                put(connection, record, values, change, number=number)

    return in_meeting(engine, meeting_id, work, forum=forum, change=change)


def _drafts(connection: Connection, record: Any, meeting_id: int, opened_at: int | None) -> list[dict[Any, Any]]:
    rows = standing_rows(connection, record, meeting_id=meeting_id)
    wanted = ~rows["is_read_back"].astype(bool)
    if record is AGENDA:
        wanted &= rows["minutes"].str.strip() != ""
    if opened_at is not None:
        wanted &= rows["since"] <= opened_at
    return rows[wanted].to_dict("records")


def in_meeting(
    engine: Engine, meeting_id: int, work: Callable[[Connection, int], None], *, forum: str, change: Change
) -> int:
    """Run `work` as one version if the meeting is this forum's and not closed.

    Refusal meeting_unknown, meeting_of_other_forum, meeting_closed.
    """

    def guarded(connection: Connection, number: int) -> None:
        refuse_closed(connection, meeting_id, forum)
        work(connection, number)

    return in_one_version(engine, change, guarded)


def refuse_closed(connection: Connection, meeting_id: int, forum: str) -> None:
    """Refusal meeting_closed, and those of a meeting that is not this forum's."""
    meeting = _of_forum(connection, meeting_id, forum)
    if meeting["state"].iloc[0] == MeetingState.CLOSED:
        code = "meeting_closed"
        raise Refusal(code)


def _of_forum(connection: Connection, meeting_id: int, forum: str) -> pd.DataFrame:
    meeting = standing_row(connection, MEETINGS, refusal="meeting_unknown", meeting_id=meeting_id)
    if meeting["forum"].iloc[0] != forum:
        code = "meeting_of_other_forum"
        raise Refusal(code)
    return meeting
