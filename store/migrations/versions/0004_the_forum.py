"""Forums with their members, meetings, decisions, papers; what the follow-up of an activity keeps beside its plan."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BEFORE = (
    "membership", "population", "facilities", "targets", "activities", "matching", "progress_reports", "areas",
    "accepted_warnings", "explanations",
)  # fmt: skip
CURRENT, PAST = sa.text("until IS NULL"), sa.text("until IS NOT NULL")
REPORTED_ON = """
UPDATE activities SET reported_on = (
    SELECT max(report.reported_on) FROM progress_reports report
    WHERE report.activity_id = activities.activity_id AND report.since <= activities.since
      AND (report.until IS NULL OR report.until > activities.since)
)
"""
AGREED_ON = """
UPDATE activities SET first_due_date = due_date, agreed_on = (
    SELECT date(version.made_at) FROM version
    WHERE version.number = (
        SELECT min(first.since) FROM activities first WHERE first.activity_id = activities.activity_id
    )
)
"""


def upgrade() -> None:
    # A forum makes many versions a day; lists of versions are of the other kinds.
    op.create_index("ix_version_kind", "version", ["kind"])
    for name in BEFORE:
        _index_origin(name)
    _activities()
    _forums()
    _meetings()
    _papers()


def _activities() -> None:
    plan = (_text("problem", default=""), _text("indicator", default=""), _whole("people_expected", nullable=True))
    people = (_text("people_segment", nullable=True), *(_text(name, default="") for name in PEOPLE))
    followed = (
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("reported_on", "first_due_date", "paused_since")),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        *(sa.Column(name, WHOLE, nullable=False, server_default="0") for name in ("slips", "paused_days")),
        _text("evidence_check", default="not_checked"),
        _whole("meeting_id", nullable=True),
    )
    for column in (*plan, *people, *followed):
        op.add_column("activities", column)
    op.add_column("progress_reports", sa.Column("output_realised", sa.Float(), nullable=True))
    op.add_column("progress_reports", _whole("meeting_id", nullable=True))
    # With `until`: an activity has a row for every report on it, and nearly always only the last one is asked for.
    op.drop_index("ix_activities_region_code", "activities")
    op.create_index("ix_activities_region_code", "activities", ["region_code", "until"])
    op.create_index("ix_activities_forum", "activities", ["forum", "until"])
    op.execute(REPORTED_ON)
    op.execute(AGREED_ON)


PEOPLE = ("office", "person", "supporters", "budget_source")


def _forums() -> None:
    _history_table(
        "forums",
        *map(_text, ("forum", "region_code", "kind", "decree", "cadence")),
        *map(_day, ("decree_date", "cadence_from")),
        _yes("is_made_up"),
        key=("forum",),
    )
    texts = ("forum", "institution", "role", "position", "person", "decree", "contact", "written_role", "role_document")
    _history_table(
        "members",
        *map(_text, texts),
        _text("sector", nullable=True),
        _whole("place"),
        _yes("is_active"),
        key=("forum", "institution"),
    )
    _history_table(
        "partnership_answers",
        *map(_text, ("forum", "criterion", "proof", "evidence")),
        key=("forum", "criterion"),
    )


def _meetings() -> None:
    texts = ("forum", "kind", "subject", "start_time", "place", "state", "chair_person", "chair_position")
    _history_table(
        "meetings",
        *map(_text, (*texts, "chair_capacity", "clerk", "next_place", "reason")),
        *(_text(name, nullable=True) for name in ("figures_period", "figures_source")),
        *map(_whole, ("meeting_id", "number")),
        _whole("closed_version", nullable=True),
        sa.Column("meeting_date", sa.Date(), nullable=False),
        _day("next_date"),
        key=("meeting_id",),
    )
    _history_table(
        "agenda_items",
        *map(_whole, ("meeting_id", "item_id", "place")),
        *map(_text, ("section", "title", "activity_id", "minutes")),
        _yes("is_read_back"),
        key=("meeting_id", "item_id"),
    )
    _history_table(
        "attendance",
        _whole("meeting_id"),
        *map(_text, ("institution", "attendance", "represented_by", "person", "note")),
        key=("meeting_id", "institution"),
    )
    _decisions()


def _decisions() -> None:
    _history_table(
        "decisions",
        *map(_whole, ("meeting_id", "decision_id", "place")),
        *map(_text, ("decision", "institution", "activity_id")),
        *(_whole(name, nullable=True) for name in ("people", "budget", "item_id")),
        _day("due_date"),
        *map(_yes, ("is_direction", "is_read_back")),
        key=("meeting_id", "decision_id"),
    )
    _history_table(
        "clarifications",
        _whole("meeting_id"),
        *map(_text, ("activity_id", "institution", "clarification")),
        key=("meeting_id", "activity_id"),
    )
    _history_table(
        "corrections",
        *map(_whole, ("meeting_id", "number")),
        *map(_text, ("part", "subject", "written", "corrected", "reason", "chair")),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        key=("meeting_id", "number"),
    )


def _papers() -> None:
    _history_table(
        "due_requests",
        *map(_text, ("activity_id", "reason", "institution", "person", "state", "answered_by", "answer_note")),
        *map(_whole, ("request_id",)),
        _whole("meeting_id", nullable=True),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("due_date", "requested_due_date", "requested_on")),
        _day("answered_on"),
        key=("activity_id", "request_id"),
    )
    _history_table(
        "documents",
        _whole("document_id"),
        *map(_text, ("forum", "kind", "number", "subject", "parties", "link", "file_name", "file_sha256")),
        *map(_day, ("signed_date", "valid_until")),
        key=("document_id",),
    )
    _history_table(
        "receipts",
        _whole("document_id"),
        *map(_text, ("institution", "state", "note")),
        _day("since_date"),
        key=("document_id", "institution"),
    )
    op.create_table(
        "files",
        *map(_text, ("sha256", "file_name", "media_type")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _whole("version"),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
        sa.ForeignKeyConstraint(["version"], ["version.number"], name="fk_files_version"),
    )


def _history_table(name: str, *columns: sa.Column, key: Sequence[str]) -> None:
    versions = ("since", "until", "origin_version")
    op.create_table(
        name,
        _whole("id"),
        *columns,
        *(_whole(column) for column in ("since", "stated_in", "origin_version")),
        *(_whole(column, nullable=True) for column in ("until", "absence_stated_in")),
        *(_text(column, nullable=True) for column in ("sheet", "cell")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(sa.ForeignKeyConstraint([column], ["version.number"], name=f"fk_{name}_{column}") for column in versions),
    )
    op.create_index(f"ux_{name}_current", name, list(key), unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)
    op.create_index(f"ix_{name}_past", name, list(key), sqlite_where=PAST, postgresql_where=PAST)
    op.create_index(f"ix_{name}_until", name, ["until"], sqlite_where=PAST, postgresql_where=PAST)
    op.create_index(f"ix_{name}_since", name, ["since"])
    _index_origin(name)


def _index_origin(name: str) -> None:
    """What came with an example, and still stands, is counted after every version."""
    op.create_index(f"ix_{name}_origin", name, ["origin_version"], sqlite_where=CURRENT, postgresql_where=CURRENT)


def _text(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable, server_default=default)


def _whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, WHOLE, nullable=nullable, autoincrement="auto")


def _day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=True)


def _yes(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)
