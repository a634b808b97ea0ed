"""A returned register beside what stands now: what each changed cell would do, and what cannot be done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isclose
from typing import Any

from sqlalchemy import Connection, Engine

from store.forum_saving import standing_rows
from store.progress import broken_rule
from store.reading import frame_where, is_among
from store.records import DUE_REQUESTS, FIGURES
from vocab.codes import ActivityStatus, Kind
from vocab.forum_codes import RequestState
from vocab.register import (
    COLUMN_OF,
    KEPT,
    NEEDED,
    NEEDED_FOR_NEW,
    CellChange,
    NewActivity,
    RegisterPart,
    RegisterReview,
    RegisterVerdict,
    ReviewedActivity,
    ReviewedCell,
    standing_values,
)
from vocab.rows import activity_key

RECORD = FIGURES[Kind.ACTIVITIES]
Values = Mapping[str, Any]
Keys = Counter[tuple[object, ...]]
"""How often each origin, institution and words would stand."""
Looks = dict[str, ReviewedCell]
"""The cells of one activity by column."""
BLAMED = {
    "settled_by_forum": ("status",),
    "evidence_needed": ("status", "evidence"),
    "status_reason_needed": ("status", "obstacle_note"),
}
"""Which cell is refused first where a rule of statuses is broken; then whatever else was reported."""
CLOSE = 1e-13
"""Numbers this near are the same: a spreadsheet keeps fifteen digits."""


def review_register(
    engine: Engine, forum: str, cells: Sequence[CellChange], new: Sequence[NewActivity] = ()
) -> RegisterReview:
    """What saving a register would do now; nothing is saved."""
    with engine.connect() as connection:
        return reviewed(connection, forum, cells, new)


def reviewed(
    connection: Connection, forum: str, cells: Sequence[CellChange], new: Sequence[NewActivity]
) -> RegisterReview:
    """The review within a transaction."""
    standing = standing_values(standing_rows(connection, RECORD, forum=forum))
    by_activity: dict[str, list[CellChange]] = {}
    for cell in cells:
        by_activity.setdefault(cell.activity_id, []).append(cell)
    waiting = _waiting(connection, list(by_activity))
    looked = {
        activity_id: _looked_at(of_one, standing.get(activity_id), is_waiting=activity_id in waiting)
        for activity_id, of_one in by_activity.items()
    }
    keys = Counter(_key(_after(values, looked.get(activity_id, {}))) for activity_id, values in standing.items())
    keys.update(_key(one.entries) for one in new)
    settled = [_once(looks, standing.get(activity_id), keys) for activity_id, looks in looked.items()]
    return RegisterReview(
        tuple(_held_against(cell) for looks in settled for cell in looks.values()),
        tuple(_reviewed_new(one, keys) for one in new),
    )


def _waiting(connection: Connection, activity_ids: list[str]) -> frozenset[str]:
    """The activities with a request that the chair has not answered."""
    table = DUE_REQUESTS.table
    ids, unanswered = is_among(table.c.activity_id, activity_ids, connection), RequestState.WAITING.value
    rows = frame_where(
        connection, table, table.c.until.is_(None), table.c.state == unanswered, ids, columns=("activity_id",)
    )
    return frozenset(rows["activity_id"])


def _looked_at(cells: Iterable[CellChange], now: Values | None, *, is_waiting: bool) -> Looks:
    if now is None:
        return {
            cell.column: _refused(ReviewedCell(cell, RegisterVerdict.REFUSED), "activity_unknown") for cell in cells
        }
    looks = {cell.column: _first_look(cell, now.get(cell.column)) for cell in cells}
    return _with_status(_with_request(looks, now, is_waiting=is_waiting), now)


def _first_look(cell: CellChange, standing: Any) -> ReviewedCell:
    look = ReviewedCell(cell, RegisterVerdict.CHANGE, standing)
    if cell.trouble:
        return _refused(look, cell.trouble)
    if is_same(cell.written, standing):
        return replace(look, verdict=RegisterVerdict.ALREADY)
    if COLUMN_OF[cell.column].part in KEPT:
        return _refused(look, "fixed_column")
    return _refused(look, "value_missing") if cell.written is None and cell.column in NEEDED else look


def _with_request(looks: Looks, now: Values, *, is_waiting: bool) -> Looks:
    """A later due date is a request to the chair, with its reason; a reason alone says nothing."""
    due, reason = looks.get("due_date"), looks.get("due_reason")
    standing, has_reason = now.get("due_date"), reason is not None and _is_taken(reason)
    if due is not None and _is_taken(due) and standing is not None:
        wanted = due.change.written
        rules = {
            "due_not_removed": wanted is None,
            "request_waits": wanted is not None and wanted > standing and is_waiting,
            "due_reason_needed": wanted is not None and wanted > standing and not has_reason,
        }
        why = next((code for code, is_broken in rules.items() if is_broken), "")
        is_later = wanted is not None and wanted > standing
        due = _refused(due, why) if why else replace(due, verdict=RegisterVerdict.REQUEST) if is_later else due
        looks = {**looks, "due_date": due}
    if reason is not None and has_reason:
        is_request = due is not None and due.verdict is RegisterVerdict.REQUEST
        asked = replace(reason, verdict=RegisterVerdict.REQUEST)
        looks = {**looks, "due_reason": asked if is_request else _refused(reason, "reason_without_date")}
    return looks


def _with_status(looks: Looks, now: Values) -> Looks:
    """The rules of statuses over all that is reported of an activity; what breaks them is refused, cell by cell."""
    while True:
        reported = [name for name, look in looks.items() if _is_report(name) and _is_taken(look)]
        why = _broken(_after(now, looks), now) if reported else ""
        if not why:
            return looks
        blamed = next(name for name in (*BLAMED[why], *reported) if name in reported)
        looks = {**looks, blamed: _refused(looks[blamed], why)}


def _broken(after: Values, before: Values) -> str:
    said = {name: after.get(name) or "" for name in ("evidence", "obstacle_note")}
    return broken_rule(before["status"], after["status"], evidence=said["evidence"], note=said["obstacle_note"])


def _after(now: Values, looks: Looks) -> dict[str, Any]:
    """The values of an activity once its cells are taken."""
    return {**now, **{name: look.change.written for name, look in looks.items() if look.verdict is _CHANGE}}


def _once(looks: Looks, now: Values | None, keys: Keys) -> Looks:
    """Two activities of a forum cannot have the same words, institution and origin."""
    if now is None or keys[_key(_after(now, looks))] < 2:
        return looks
    named = [name for name in ("activity", "institution") if name in looks and looks[name].verdict is _CHANGE]
    return {**looks, **{name: _refused(looks[name], "activity_exists") for name in named}}


def _key(values: Values) -> tuple[object, ...]:
    return (values.get("origin"), values.get("institution"), activity_key(str(values.get("activity") or "")))


def _held_against(look: ReviewedCell) -> ReviewedCell:
    """A conflict where both sides changed the cell since it went out."""
    if not _is_taken(look) or look.change.column == "due_reason" or is_same(look.change.before, look.standing):
        return look
    return replace(look, verdict=RegisterVerdict.CONFLICT, becomes=look.verdict)


def _reviewed_new(new: NewActivity, keys: Keys) -> ReviewedActivity:
    missing = next((name for name in NEEDED_FOR_NEW if new.entries.get(name) is None), "")
    why = _broken(new.entries, {"status": ActivityStatus.NOT_STARTED.value})
    rules = (
        (bool(new.troubles), new.troubles[0].trouble if new.troubles else "", _column_of(new)),
        (bool(missing), "value_missing", missing),
        (bool(why), why, "status"),
        (keys[_key(new.entries)] > 1, "activity_exists", "activity"),
    )
    return next((ReviewedActivity(new, code, column) for is_so, code, column in rules if is_so), ReviewedActivity(new))


def _column_of(new: NewActivity) -> str:
    return new.troubles[0].column if new.troubles else ""


def _is_taken(look: ReviewedCell) -> bool:
    return look.verdict in (RegisterVerdict.CHANGE, RegisterVerdict.REQUEST)


def _is_report(name: str) -> bool:
    return COLUMN_OF[name].part is RegisterPart.REPORT


def _refused(look: ReviewedCell, why: str) -> ReviewedCell:
    return replace(look, verdict=RegisterVerdict.REFUSED, why=why)


_CHANGE = RegisterVerdict.CHANGE


def is_same(one: Any, other: Any) -> bool:
    """Whether two values of a cell say the same: numbers to the digits of a spreadsheet, texts word by word."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=CLOSE)
    return bool(one == other)
