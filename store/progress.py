"""Reports on the progress of an activity: appended, never edited, and refused when somebody else was first."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, select

from store.bulk import close, insert
from store.checking import checked
from store.engine import writing
from store.reading import frame_where
from store.records import FIGURES, REPORTS
from store.versions import VERSION, Occasion, add_version, version_of_key
from vocab.codes import ActivityStatus, Kind, Obstacle, VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

NEEDS_EVIDENCE = (ActivityStatus.DONE, ActivityStatus.DONE_UNCONFIRMED)


@dataclass(frozen=True, kw_only=True)
class ProgressReport:
    """How far an activity has come, by whom and for which day it is said."""

    status: ActivityStatus
    reported_on: date
    progress_pct: float | None = None
    obstacle: Obstacle | None = None
    note: str = ""
    evidence: str = ""
    reported_by: str = ""
    reported_institution: str = ""


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

    Raises Refusal activity_unknown, changed_since (the activity changed after version `opened_at`), evidence_needed;
    ValueError for a report that breaks its shape.
    """
    with writing(engine) as connection:
        answered = version_of_key(connection, key)
        if answered is not None:
            return int(answered.number)
        activity = _standing_activity(connection, activity_id)
        _refuse_if_changed(connection, activity, opened_at=opened_at)
        _refuse_without_evidence(activity, report)
        number = add_version(connection, Occasion(VersionKind.REPORT, by, at, key=key), changed=1)
        _append(connection, activity, report, number=number)
    return number


def _standing_activity(connection: Connection, activity_id: str) -> pd.DataFrame:
    table = FIGURES[Kind.ACTIVITIES].table
    activity = frame_where(connection, table, table.c.activity_id == activity_id, table.c.until.is_(None))
    if activity.empty:
        code = "activity_unknown"
        raise Refusal(code)
    return activity


def _refuse_if_changed(connection: Connection, activity: pd.DataFrame, *, opened_at: int) -> None:
    since = int(activity["since"].iloc[0])
    if since > opened_at:
        by = connection.scalar(select(VERSION.c.by_name).where(VERSION.c.number == since))
        code = "changed_since"
        raise Refusal(code, version=since, by=by)


def _refuse_without_evidence(activity: pd.DataFrame, report: ProgressReport) -> None:
    evidence = report.evidence or activity["evidence"].iloc[0]
    if report.status in NEEDS_EVIDENCE and not evidence.strip():
        code = "evidence_needed"
        raise Refusal(code)


def _append(connection: Connection, activity: pd.DataFrame, report: ProgressReport, *, number: int) -> None:
    record = FIGURES[Kind.ACTIVITIES]
    said = checked_report(report, activity_id=activity["activity_id"].iloc[0])
    first = said.iloc[0]
    brought_up = activity.drop(columns="stated_in").assign(
        status=first["status"],
        progress_pct=first["progress_pct"],
        obstacle=first["obstacle"],
        obstacle_note=first["note"],
        evidence=first["evidence"] or activity["evidence"],
    )
    close(connection, record, activity["id"], number=number)
    insert(connection, record, brought_up, number=number)
    insert(connection, REPORTS, said.assign(origin_version=number), number=number)


def checked_report(report: ProgressReport, *, activity_id: str) -> pd.DataFrame:
    """The report as the one row of its table."""
    return checked(REPORTS, pd.DataFrame([asdict(report) | {"activity_id": activity_id}]))
