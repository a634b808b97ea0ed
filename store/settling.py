"""Activities as a forum keeps them: agreed on in a meeting, changed, checked, settled; later due dates are requests."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from store.activity_rows import refuse_if_changed, rewrite, standing_activity, with_follow_up
from store.bulk import insert
from store.checking import checked
from store.forum_saving import (
    Change,
    Values,
    in_one_version,
    next_number,
    number_given,
    put,
    standing_row,
    standing_rows,
    values_of,
)
from store.meetings import refuse_closed
from store.progress import ProgressReport, append_report
from store.records import DECISIONS, DUE_REQUESTS, FIGURES
from vocab.codes import ActivityStatus, Kind, Obstacle
from vocab.forum_codes import EvidenceCheck, RequestState
from vocab.refusal import Refusal

RECORD = FIGURES[Kind.ACTIVITIES]
BY_REPORT = frozenset({"status", "obstacle", "obstacle_note", "output_realised", "evidence"})
"""Columns that a report changes, not an edit of the plan."""


def add_activity(
    engine: Engine, values: Values, *, change: Change, meeting_id: int | None = None, decision_id: int | None = None
) -> tuple[str, int]:
    """Agree on an activity, in a meeting where it is named; returns its id and the version.

    A decision of the meeting that it follows from is tied to it. Refusal activity_exists, meeting_closed,
    meeting_of_other_forum, changed_since (the decision), not_there; ValueError for values that break the shape.
    """
    row = checked(RECORD, pd.DataFrame([{"status": ActivityStatus.NOT_STARTED.value, **values}]))
    activity_id = str(row["activity_id"].iloc[0])

    def work(connection: Connection, number: int) -> None:
        if meeting_id is not None:
            refuse_closed(connection, meeting_id, str(values["forum"]))
        if not standing_rows(connection, RECORD, activity_id=activity_id).empty:
            code = "activity_exists"
            raise Refusal(code)
        begun = with_follow_up(row, on=change.at.date()).assign(origin_version=number)
        meeting = pd.Series([meeting_id], dtype="Int64")
        insert(connection, RECORD, begun.assign(meeting_id=meeting), number=number)
        if meeting_id is not None and decision_id is not None:
            key = {"meeting_id": meeting_id, "decision_id": decision_id}
            standing_row(connection, DECISIONS, refusal="not_there", **key)
            put(connection, DECISIONS, key | {"activity_id": activity_id}, change, number=number)

    return activity_id, in_one_version(engine, change, work)


def change_activity(engine: Engine, activity_id: str, values: Values, *, change: Change) -> int:
    """Change an activity's plan: owner, date, budget and the like.

    Refusal due_needs_request for a later due date, report_needed for what only a report changes, changed_since.
    """
    if BY_REPORT & set(values):
        code = "report_needed"
        raise Refusal(code)

    def work(connection: Connection, number: int) -> None:
        activity = _opened(connection, activity_id, change)
        _refuse_later_due(activity, values)
        plan = checked(RECORD, pd.DataFrame([values_of(activity, RECORD) | dict(values)]))
        changes = {name: plan[name] for name in values}
        rewrite(connection, activity, changes, number=number, on=change.at.date())

    return in_one_version(engine, change, work)


def _refuse_later_due(activity: pd.DataFrame, values: Values) -> None:
    now, wanted = activity["due_date"].iloc[0], values.get("due_date")
    if "due_date" in values and not pd.isna(now) and (wanted is None or wanted > now.date()):
        code = "due_needs_request"
        raise Refusal(code, due_date=now.date())


def check_evidence(engine: Engine, activity_id: str, *, check: EvidenceCheck, change: Change) -> int:
    """Keep what the secretariat found of the evidence. Refusal evidence_needed where there is none, changed_since."""

    def work(connection: Connection, number: int) -> None:
        activity = _opened(connection, activity_id, change)
        if check is EvidenceCheck.COMPLETE and not activity["evidence"].iloc[0].strip():
            code = "evidence_needed"
            raise Refusal(code)
        rewrite(connection, activity, {"evidence_check": check.value}, number=number, on=change.at.date())

    return in_one_version(engine, change, work)


def settle(
    engine: Engine, activity_id: str, *, meeting_id: int | None, on: date, change: Change, note: str = ""
) -> int:
    """The forum settles an activity as done (tuntas).

    Refusal not_reported_done, evidence_needed, evidence_not_checked (the secretariat has not found it complete),
    meeting_closed, changed_since.
    """

    def work(connection: Connection, number: int) -> None:
        activity = _opened(connection, activity_id, change)
        if meeting_id is not None:
            refuse_closed(connection, meeting_id, activity["forum"].iloc[0])
        _refuse_unproven(activity)
        report = ProgressReport(
            status=ActivityStatus.DONE, reported_on=on, note=note, progress_pct=_number(activity["progress_pct"]),
            reported_by=change.by.name, reported_institution=change.by.institution, meeting_id=meeting_id,
        )  # fmt: skip
        append_report(connection, activity, report, number=number)

    return in_one_version(engine, change, work)


def _refuse_unproven(activity: pd.DataFrame) -> None:
    first = activity.iloc[0]
    rules = {
        "not_reported_done": first["status"] != ActivityStatus.DONE_UNCONFIRMED,
        "evidence_needed": not first["evidence"].strip(),
        "evidence_not_checked": first["evidence_check"] != EvidenceCheck.COMPLETE,
    }
    broken = next((code for code, is_broken in rules.items() if is_broken), None)
    if broken is not None:
        raise Refusal(broken)


def _number(values: pd.Series) -> float | None:
    return None if pd.isna(values.iloc[0]) else float(values.iloc[0])


def request_due_date(
    engine: Engine, activity_id: str, *, wanted: date, reason: str, on: date, change: Change
) -> tuple[int, int]:
    """Ask for a later due date; returns the request's number and the version.

    Refusal due_reason_needed, no_due_date, due_not_later, request_waits (another one is unanswered).
    """
    given: list[int] = []

    def work(connection: Connection, number: int) -> None:
        activity = standing_activity(connection, activity_id)
        now = activity["due_date"].iloc[0]
        waiting = standing_rows(connection, DUE_REQUESTS, activity_id=activity_id, state=RequestState.WAITING.value)
        rules = {
            "due_reason_needed": not reason.strip(),
            "no_due_date": pd.isna(now),
            "due_not_later": not pd.isna(now) and wanted <= now.date(),
            "request_waits": not waiting.empty,
        }
        _refuse_first(rules)
        given.append(next_number(connection, DUE_REQUESTS, "request_id", activity_id=activity_id))
        row = {"activity_id": activity_id, "request_id": given[0], "due_date": now.date(), "requested_due_date": wanted}
        said = {"reason": reason.strip(), "institution": change.by.institution, "person": change.by.name}
        put(connection, DUE_REQUESTS, row | said | {"requested_on": on}, change, number=number)

    version = in_one_version(engine, change, work)
    return (given[0] if given else number_given(engine, DUE_REQUESTS, "request_id", version)), version


def answer_due_request(
    engine: Engine, activity_id: str, request_id: int, *, accept: bool, is_chair: bool, on: date, change: Change,
    note: str = "", meeting_id: int | None = None,
) -> int:  # fmt: skip
    """The chair accepts or refuses a later due date; an accepted one counts as a slip and the first date stays.

    Refusal chair_needed, answer_note_needed (a refusal has a reason), already_answered, changed_since.
    """
    _refuse_first({"chair_needed": not is_chair, "answer_note_needed": not accept and not note.strip()})

    def work(connection: Connection, number: int) -> None:
        key: dict[str, Any] = {"activity_id": activity_id, "request_id": request_id}
        request = standing_row(connection, DUE_REQUESTS, refusal="not_there", **key)
        _refuse_first({"already_answered": request["state"].iloc[0] != RequestState.WAITING})
        state = RequestState.ACCEPTED if accept else RequestState.REFUSED
        answer = {"state": state.value, "answered_on": on, "answered_by": change.by.name, "answer_note": note.strip()}
        put(connection, DUE_REQUESTS, key | answer | {"meeting_id": meeting_id}, change, number=number)
        if accept:
            _postpone(connection, activity_id, request, number=number, on=on)

    return in_one_version(engine, change, work)


def _postpone(connection: Connection, activity_id: str, request: pd.DataFrame, *, number: int, on: date) -> None:
    """The clock starts anew at the new date: days that it stood still before are no longer added."""
    activity = standing_activity(connection, activity_id)
    is_waiting = activity["obstacle"].iloc[0] == Obstacle.WAITING_OTHERS
    changes = {
        "due_date": request["requested_due_date"],
        "slips": activity["slips"] + 1,
        "paused_days": 0,
        "paused_since": pd.Series([pd.Timestamp(on) if is_waiting else pd.NaT], dtype="datetime64[s]"),
    }
    rewrite(connection, activity, changes, number=number, on=on)


def _opened(connection: Connection, activity_id: str, change: Change) -> pd.DataFrame:
    activity = standing_activity(connection, activity_id)
    if change.opened_at is not None:
        refuse_if_changed(connection, activity, opened_at=change.opened_at)
    return activity


def _refuse_first(rules: dict[str, bool]) -> None:
    broken = next((code for code, is_broken in rules.items() if is_broken), None)
    if broken is not None:
        raise Refusal(broken)
