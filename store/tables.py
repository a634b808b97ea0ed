"""The tables: the row shapes of `vocab.rows` with the columns that make them a history."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, Index, Integer, Table, text
from sqlmodel import AutoString, Field, String

from store.forum_tables import FORUM_KEYS
from store.table_bases import History, StoreTable, WideInteger
from vocab.codes import ActivityStatus, Obstacle
from vocab.forum_codes import EvidenceCheck
from vocab.rows import (
    Activity,
    Facilities,
    Matching,
    Membership,
    Period,
    Population,
    RegionCode,
    ShortText,
    Target,
    Text,
)


class MembershipRow(History, Membership, table=True):
    """Membership; the active count has an origin of its own, because it often comes in another file."""

    __tablename__ = "membership"

    active_origin_version: int | None = Field(default=None, foreign_key="version.number")
    active_sheet: str | None = None
    active_cell: str | None = None


class PopulationRow(History, Population, table=True):
    """Population by source."""

    __tablename__ = "population"


class FacilitiesRow(History, Facilities, table=True):
    """Facilities by year."""

    __tablename__ = "facilities"


class TargetRow(History, Target, table=True):
    """Targets and criteria."""

    __tablename__ = "targets"


class ActivityRow(History, Activity, table=True):
    """Activities of the forum; the id is made from the key, so it outlives every new version of the plan.

    What the follow-up adds to the plan: the newest report's day, the first due date and how often it slipped, the day
    since which the clock stands still and the days it has stood, what the secretariat found of the evidence, the
    meeting it comes from and the day it was agreed on.
    """

    __tablename__ = "activities"

    activity_id: str
    activity_key: str
    progress_pct: float | None = None
    reported_on: date | None = None
    first_due_date: date | None = None
    slips: int = 0
    paused_since: date | None = None
    paused_days: int = 0
    evidence_check: EvidenceCheck = Field(default=EvidenceCheck.NOT_CHECKED, sa_type=String)
    meeting_id: int | None = None
    agreed_on: date | None = None


class MatchingRow(History, Matching, table=True):
    """Matching results as counts by class."""

    __tablename__ = "matching"


class ReportRow(History, table=True):
    """One report on the progress of an activity; the statement's version is its number."""

    __tablename__ = "progress_reports"

    activity_id: str
    reported_on: date
    status: ActivityStatus = Field(sa_type=String)
    progress_pct: float | None = Field(default=None, ge=0, le=100)
    output_realised: float | None = Field(default=None, ge=0)
    obstacle: Obstacle | None = Field(default=None, sa_type=String)
    note: Text = ""
    evidence: Text = ""
    reported_by: ShortText = ""
    reported_institution: ShortText = ""
    meeting_id: int | None = None


class AreaRow(History, table=True):
    """A district, village or made-up area that came with a file."""

    __tablename__ = "areas"

    code: RegionCode
    name: ShortText
    is_made_up: bool = False


class AcceptedWarningRow(History, table=True):
    """A warning about figures that somebody accepted with a reason until a day; `figures` are those it was about."""

    __tablename__ = "accepted_warnings"

    region_code: RegionCode
    period: Period
    code: ShortText
    subject: ShortText
    figures: ShortText
    reason: Text
    accepted_until: date


class ExplanationRow(History, table=True):
    """Which institution explains a difference between figures, and by which day."""

    __tablename__ = "explanations"

    region_code: RegionCode
    period: Period
    code: ShortText
    subject: ShortText
    institution: ShortText
    due_date: date
    note: Text = ""


class SettingRow(StoreTable, table=True):
    """A choice that is no figure and has no history, such as the own region."""

    __tablename__ = "settings"

    name: str = Field(primary_key=True)
    value: str


class AnswerRow(StoreTable, table=True):
    """An answer about files that is remembered; `ended_why` says whether it was replaced or taken back."""

    __tablename__ = "answers"

    number: int | None = Field(default=None, primary_key=True)
    scope: str
    code: str
    value: str
    about: str = ""
    by_name: str
    by_institution: str = ""
    by_role: str = ""
    made_at: datetime = Field(sa_type=DateTime(timezone=True))  # type: ignore[call-overload]
    version: int = Field(foreign_key="version.number")
    ended_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))  # type: ignore[call-overload]
    ended_by: str | None = None
    ended_why: str | None = None


metadata = StoreTable.metadata

CURRENT_KEYS: dict[str, tuple[str, ...]] = {
    "membership": ("region_code", "period", "segment"),
    "population": ("region_code", "period", "source"),
    "facilities": ("region_code", "year", "facility_kind", "facility_type", "owner", "measure"),
    "targets": ("region_code", "period", "scheme", "metric"),
    "activities": ("activity_id",),
    "matching": ("region_code", "period", "source", "match_class"),
    "progress_reports": ("activity_id", "stated_in"),
    "areas": ("code",),
    "accepted_warnings": ("region_code", "period", "code", "subject"),
    "explanations": ("region_code", "period", "code", "subject"),
    **FORUM_KEYS,
}
"""What may stand only once at a time, area and period first so that the same index finds the rows of an area.

Activities go by their id: the text itself can be longer than an index entry of PostgreSQL may be.
"""


def _index(table: Table, key: tuple[str, ...]) -> None:
    name, columns = table.name, [table.c[column] for column in key]
    current, past = text("until IS NULL"), text("until IS NOT NULL")
    Index(f"ux_{name}_current", *columns, unique=True, sqlite_where=current, postgresql_where=current)
    Index(f"ix_{name}_past", *columns, sqlite_where=past, postgresql_where=past)
    Index(f"ix_{name}_until", table.c.until, sqlite_where=past, postgresql_where=past)
    Index(f"ix_{name}_since", table.c.since)
    Index(f"ix_{name}_origin", table.c.origin_version, sqlite_where=current, postgresql_where=current)


def _settle_type(column: Column[object]) -> None:
    # Rupiah and made-up counts pass two thousand million, where a PostgreSQL INTEGER ends.
    if isinstance(column.type, Integer):
        column.type = WideInteger
    if isinstance(column.type, AutoString):
        column.type = String()


for _table in metadata.tables.values():
    for _column in _table.columns:
        _settle_type(_column)
    if _table.name in CURRENT_KEYS:
        _index(_table, CURRENT_KEYS[_table.name])
Index("ix_version_kind", metadata.tables["version"].c.kind)
_activities = metadata.tables["activities"]
Index("ix_activities_region_code", _activities.c.region_code, _activities.c.until)
Index("ix_activities_forum", _activities.c.forum, _activities.c.until)
_answers = metadata.tables["answers"]
_in_force = text("ended_at IS NULL")
Index(
    "ux_answers_current",
    _answers.c.scope,
    _answers.c.code,
    unique=True,
    sqlite_where=_in_force,
    postgresql_where=_in_force,
)
