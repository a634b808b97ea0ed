"""Saves a returned register: one version, exactly the changed cells, as reports, edits of the plan and requests."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from store.activity_rows import refuse_if_changed, rewrite, with_follow_up
from store.bulk import insert
from store.checking import checked
from store.engine import writing
from store.forum_saving import Change
from store.reading import frame, frame_where, is_among
from store.records import DUE_REQUESTS, FIGURES, REPORTS
from store.register_review import reviewed
from store.saving import Saved
from store.versions import Occasion, SourceFile, add_version, version_of_key
from vocab.codes import Kind, VersionKind
from vocab.forum_codes import EvidenceCheck
from vocab.refusal import Refusal
from vocab.register import (
    COLUMN_OF,
    CellChange,
    NewActivity,
    RegisterPart,
    RegisterReview,
    RegisterVerdict,
    standing_values,
)

RECORD = FIGURES[Kind.ACTIVITIES]
Cells = Mapping[str, Mapping[str, Any]]
"""The values to be written, by activity and column."""


def save_register(
    engine: Engine,
    forum: str,
    cells: Sequence[CellChange],
    new: Sequence[NewActivity] = (),
    *,
    file: SourceFile,
    on: date,
    change: Change,
) -> Saved:
    """Save cells and new activities of a register, all or nothing; the same key again gives the first answer.

    A cell that was changed on both sides is taken as the file has it: the caller gives only what a person chose.
    Refusal changed_since (an activity was written after `change.opened_at`), register_moved_on (a cell cannot be taken
    as things stand now; `cell` names it).
    """
    with writing(engine) as connection:
        answered = version_of_key(connection, change.key)
        if answered is not None:
            return Saved(answered.number, answered.new_rows, answered.changed_rows, answered.same_rows)
        activities = _opened(connection, cells, change)
        review = reviewed(connection, forum, cells, new)
        _refuse_what_cannot_be(review)
        edits, wanted = _taken(review, RegisterVerdict.CHANGE), _taken(review, RegisterVerdict.REQUEST)
        counts = {"new": len(new), "changed": len(edits.keys() | wanted.keys())}
        if not any(counts.values()):
            return Saved(None, **counts, same=0)
        occasion = Occasion(VersionKind.REGISTER, change.by, change.at, file=file, note=change.note, key=change.key)
        number = add_version(connection, occasion, **counts)
        edited = activities[activities["activity_id"].isin(list(edits))]
        _write_edits(connection, edited.reset_index(drop=True), edits, change, number=number, on=on)
        _write_requests(connection, wanted, activities, change, number=number, on=on)
        _write_new(connection, forum, new, file, number=number, on=on)
    return Saved(number, **counts, same=0)


def _opened(connection: Connection, cells: Sequence[CellChange], change: Change) -> pd.DataFrame:
    """The activities as they stand, none of them written since the register was looked at."""
    ids = list(dict.fromkeys(cell.activity_id for cell in cells))
    table = RECORD.table
    rows = frame_where(connection, table, table.c.until.is_(None), is_among(table.c.activity_id, ids, connection))
    newest = rows.sort_values("since", ascending=False)
    if len(newest) and change.opened_at is not None:
        refuse_if_changed(connection, newest, opened_at=change.opened_at)
    return rows


def _refuse_what_cannot_be(review: RegisterReview) -> None:
    cells = [look.change.cell for look in review.with_verdict(RegisterVerdict.REFUSED)]
    cells += [one.new.cells.get(one.column, str(one.new.row)) for one in review.new if one.why]
    if cells:
        code = "register_moved_on"
        raise Refusal(code, cell=cells[0], count=len(cells))


def _taken(review: RegisterReview, verdict: RegisterVerdict) -> dict[str, dict[str, Any]]:
    taken: dict[str, dict[str, Any]] = {}
    for look in review.cells:
        is_taken = look.verdict is verdict or (look.verdict is RegisterVerdict.CONFLICT and look.becomes is verdict)
        if is_taken:
            taken.setdefault(look.change.activity_id, {})[look.change.column] = look.change.written
    return taken


def _write_edits(
    connection: Connection, activities: pd.DataFrame, edits: Cells, change: Change, *, number: int, on: date
) -> None:
    """Write the activities anew, all at once, and a report for each of which something was reported."""
    if activities.empty:
        return
    after = _after(activities, edits)
    is_reported = _has(activities, edits, RegisterPart.REPORT)
    has_evidence = pd.Series(["evidence" in edits[one] for one in activities["activity_id"]], dtype="bool")
    today = pd.Series(pd.Timestamp(on), index=activities.index).astype("datetime64[s]")
    newest = activities["reported_on"].where(activities["reported_on"] > today, today)
    columns = dict.fromkeys(name for of_one in edits.values() for name in of_one)
    kept = {
        "reported_on": newest.where(is_reported, activities["reported_on"]),
        "evidence_check": activities["evidence_check"].mask(has_evidence, EvidenceCheck.NOT_CHECKED.value),
    }
    rewrite(connection, activities, {name: after[name] for name in columns} | kept, number=number, on=on)
    reports = _reports(after[is_reported], has_evidence[is_reported], change, on=on)
    insert(connection, REPORTS, reports.assign(origin_version=number), number=number)


def _after(activities: pd.DataFrame, edits: Cells) -> pd.DataFrame:
    """The plan's columns and the progress of the activities with the edits in them, checked."""
    edited = {
        name: [
            edits[one].get(name, value) for one, value in zip(activities["activity_id"], activities[name], strict=True)
        ]
        for name in dict.fromkeys(name for of_one in edits.values() for name in of_one)
    }
    complete = activities.assign(**{name: pd.Series(values, dtype=object) for name, values in edited.items()})
    plan = checked(RECORD, complete[[*RECORD.columns]])
    return plan.assign(
        activity_id=activities["activity_id"], progress_pct=pd.to_numeric(complete["progress_pct"]).astype("float64")
    )


def _has(activities: pd.DataFrame, edits: Cells, part: RegisterPart) -> pd.Series:
    found = [any(COLUMN_OF[name].part is part for name in edits[one]) for one in activities["activity_id"]]
    return pd.Series(found, index=activities.index, dtype="bool")


def _reports(after: pd.DataFrame, has_evidence: pd.Series, change: Change, *, on: date) -> pd.DataFrame:
    said = ["activity_id", "status", "progress_pct", "output_realised", "obstacle"]
    rows = after[said].assign(
        reported_on=on,
        note=after["obstacle_note"],
        evidence=after["evidence"].where(has_evidence, ""),
        reported_by=change.by.name,
        reported_institution=change.by.institution,
    )
    return checked(REPORTS, rows)


def _write_requests(
    connection: Connection, wanted: Cells, activities: pd.DataFrame, change: Change, *, number: int, on: date
) -> None:
    if not wanted:
        return
    standing, last = standing_values(activities), _last_requests(connection, list(wanted))
    rows = [
        {
            "activity_id": activity_id,
            "request_id": last.get(activity_id, 0) + 1,
            "due_date": standing[activity_id]["due_date"],
            "requested_due_date": asked["due_date"],
            "reason": asked["due_reason"],
            "institution": change.by.institution,
            "person": change.by.name,
            "requested_on": on,
        }
        for activity_id, asked in wanted.items()
    ]
    requests = checked(DUE_REQUESTS, pd.DataFrame(rows))
    insert(connection, DUE_REQUESTS, requests.assign(origin_version=number), number=number)


def _last_requests(connection: Connection, activity_ids: list[str]) -> dict[str, int]:
    """The highest number of a request ever given for each activity."""
    table = DUE_REQUESTS.table
    highest = func.max(table.c.request_id).label("request_id")
    asked = select(table.c.activity_id, highest).where(is_among(table.c.activity_id, activity_ids, connection))
    rows = frame(connection, asked.group_by(table.c.activity_id))
    return {one: int(last) for one, last in zip(rows["activity_id"], rows["request_id"], strict=True)}


def _write_new(
    connection: Connection, forum: str, new: Sequence[NewActivity], file: SourceFile, *, number: int, on: date
) -> None:
    if not new:
        return
    sheet = next(iter(file.sheets), None)
    rows = [{**one.entries, "forum": forum, "sheet": sheet, "cell": one.cells.get("activity")} for one in new]
    given = pd.DataFrame(rows)
    progress = given["progress_pct"] if "progress_pct" in given else pd.Series(None, index=given.index, dtype=object)
    begun = with_follow_up(checked(RECORD, given).assign(progress_pct=pd.to_numeric(progress).array), on=on)
    insert(connection, RECORD, begun.assign(origin_version=number), number=number)
