"""Reports on the progress of an activity: appended, never edited, and refused when somebody else was first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from store.activity_rows import refuse_if_changed, rewrite, standing_activity
from store.bulk import insert
from store.checking import checked
from store.engine import writing
from store.records import REPORTS
from store.versions import Occasion, add_version, version_of_key
from vocab.codes import CLOSED_STATUSES, ActivityStatus, Obstacle, VersionKind
from vocab.forum_codes import EvidenceCheck
from vocab.people import Person
from vocab.refusal import Refusal

NEEDS_EVIDENCE = (ActivityStatus.DONE, ActivityStatus.DONE_UNCONFIRMED)
NEEDS_REASON = (ActivityStatus.CANCELLED, ActivityStatus.CANNOT_BE_DONE)
Changes = Mapping[str, Any]
NOTHING: Changes = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class ProgressReport:
    """How far an activity has come, by whom and for which day it is said."""

    status: ActivityStatus
    reported_on: date
    progress_pct: float | None = None
    output_realised: float | None = None
    obstacle: Obstacle | None = None
    note: str = ""
    evidence: str = ""
    reported_by: str = ""
    reported_institution: str = ""
    meeting_id: int | None = None


def report_progress(
    engine: Engine,
    activity_id: str,
    *,
    report: ProgressReport,
    opened_at: int,
    by: Person,
    at: datetime,
    key: str | None = None,
) -> int:
    """Append a report and bring its activity up to date; returns the version.

    Raises Refusal activity_unknown, changed_since (the activity changed after version `opened_at`), settled_by_forum
    (only the forum settles), evidence_needed, status_reason_needed; ValueError for a report that breaks its shape.
    """
    with writing(engine) as connection:
        answered = version_of_key(connection, key)
        if answered is not None:
            return int(answered.number)
        activity = standing_activity(connection, activity_id)
        refuse_if_changed(connection, activity, opened_at=opened_at)
        _refuse_unless_allowed(activity, report)
        number = add_version(connection, Occasion(VersionKind.REPORT, by, at, key=key), changed=1)
        append_report(connection, activity, report, number=number)
    return number


def _refuse_unless_allowed(activity: pd.DataFrame, report: ProgressReport) -> None:
    """The rules of statuses: the forum settles, evidence before done, a reason before nothing more is expected."""
    evidence = report.evidence or activity["evidence"].iloc[0]
    broken = broken_rule(activity["status"].iloc[0], report.status, evidence=evidence, note=report.note)
    if broken:
        raise Refusal(broken)


def broken_rule(was: str, becomes: str, *, evidence: str, note: str) -> str:
    """The code of the rule that a report would break, from one status to another; empty where it breaks none."""
    before, after = ActivityStatus(was), ActivityStatus(becomes)
    rules = {
        "settled_by_forum": after is ActivityStatus.DONE and before is not ActivityStatus.DONE,
        "evidence_needed": after in NEEDS_EVIDENCE and not evidence.strip(),
        "status_reason_needed": (after in NEEDS_REASON or before in CLOSED_STATUSES) and not note.strip(),
    }
    return next((code for code, is_broken in rules.items() if is_broken), "")


def append_report(
    connection: Connection, activity: pd.DataFrame, report: ProgressReport, *, number: int, changes: Changes = NOTHING
) -> None:
    """Write a report and bring its activity up to date, with other `changes` of its plan, in one version."""
    said = checked_report(report, activity_id=activity["activity_id"].iloc[0])
    newest = max(filter(None, (_day(activity["reported_on"]), report.reported_on)))
    brought_up = {
        "status": str(report.status),
        "progress_pct": report.progress_pct,
        "obstacle": str(report.obstacle) if report.obstacle else None,
        "obstacle_note": report.note,
        "reported_on": newest,
    }
    if report.output_realised is not None:
        brought_up["output_realised"] = report.output_realised
    if report.evidence:
        brought_up |= {"evidence": report.evidence, "evidence_check": EvidenceCheck.NOT_CHECKED.value}
    rewrite(connection, activity, {**brought_up, **changes}, number=number, on=report.reported_on)
    insert(connection, REPORTS, said.assign(origin_version=number), number=number)


def _day(values: pd.Series) -> date | None:
    value = values.iloc[0]
    return None if pd.isna(value) else value.date()


def checked_report(report: ProgressReport, *, activity_id: str) -> pd.DataFrame:
    """The report as the one row of its table."""
    return checked(REPORTS, pd.DataFrame([asdict(report) | {"activity_id": activity_id}]))
