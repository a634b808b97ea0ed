"""Versions, the figures and activities as a history, reports on progress, areas, settings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CURRENT, PAST = sa.text("until IS NULL"), sa.text("until IS NOT NULL")


def upgrade() -> None:
    _version()
    _figures()
    _activities()
    _areas_and_settings()


def _version() -> None:
    op.create_table(
        "version",
        _whole("number", autoincrement=False),
        _text("kind"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *(_text(name) for name in ("by_name", "by_institution", "by_role")),
        *(_text(name, nullable=True) for name in ("file_name", "sha256")),
        _text("sheets"),
        *(_whole(name) for name in ("new_rows", "changed_rows", "same_rows")),
        _text("note"),
        _whole("undo_of", nullable=True),
        _text("idempotency_key", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_version"),
        sa.ForeignKeyConstraint(["undo_of"], ["version.number"], name="fk_version_undo_of"),
        sa.UniqueConstraint("idempotency_key", name="uq_version_idempotency_key"),
    )


def _figures() -> None:
    _history_table(
        "membership",
        *(_text(name) for name in ("region_code", "period", "segment")),
        *(_whole(name, nullable=True) for name in ("registered_people", "active_people", "active_origin_version")),
        *(_text(name, nullable=True) for name in ("active_sheet", "active_cell")),
        sa.ForeignKeyConstraint(
            ["active_origin_version"], ["version.number"], name="fk_membership_active_origin_version"
        ),
        key=("region_code", "period", "segment"),
    )
    _history_table(
        "population",
        *(_text(name) for name in ("region_code", "period", "source")),
        _whole("people"),
        key=("region_code", "period", "source"),
    )
    _history_table(
        "facilities",
        _text("region_code"),
        _whole("year"),
        *(_text(name) for name in ("facility_kind", "facility_type", "owner", "measure")),
        _whole("facilities"),
        key=("region_code", "year", "facility_kind", "facility_type", "owner", "measure"),
    )
    _history_table(
        "targets",
        *(_text(name) for name in ("scheme", "metric", "region_code", "period")),
        sa.Column("value_pct", sa.Float(), nullable=False),
        *(_text(name) for name in ("source", "status")),
        key=("region_code", "period", "scheme", "metric"),
    )


def _activities() -> None:
    required = ("forum", "code", "origin", "region_code", "institution", "activity", "output_unit", "status")
    _history_table(
        "activities",
        *(_text(name) for name in (*required, "obstacle_note", "evidence", "activity_id", "activity_key")),
        *(_text(name, nullable=True) for name in ("sector", "field", "obstacle", "budget_state")),
        *(sa.Column(name, sa.Float()) for name in ("output_target", "output_realised", "progress_pct")),
        *(sa.Column(name, sa.Date()) for name in ("start_date", "due_date")),
        _whole("budget", nullable=True),
        key=("activity_id",),
    )
    op.create_index("ix_activities_region_code", "activities", ["region_code"])
    _history_table(
        "progress_reports",
        _text("activity_id"),
        sa.Column("reported_on", sa.Date(), nullable=False),
        *(_text(name) for name in ("status", "note", "evidence", "reported_by", "reported_institution")),
        sa.Column("progress_pct", sa.Float()),
        _text("obstacle", nullable=True),
        key=("activity_id", "stated_in"),
    )


def _areas_and_settings() -> None:
    _history_table(
        "areas",
        *(_text(name) for name in ("code", "name")),
        sa.Column("is_made_up", sa.Boolean(), nullable=False),
        key=("code",),
    )
    op.create_table("settings", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_settings"))


def _history_table(name: str, *parts: sa.schema.SchemaItem, key: Sequence[str]) -> None:
    columns = [part for part in parts if isinstance(part, sa.Column)]
    constraints = [part for part in parts if not isinstance(part, sa.Column)]
    op.create_table(
        name,
        _whole("id"),
        *columns,
        *(_whole(column) for column in ("since", "stated_in", "origin_version")),
        *(_whole(column, nullable=True) for column in ("until", "absence_stated_in")),
        *(_text(column, nullable=True) for column in ("sheet", "cell")),
        *constraints,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([column], ["version.number"], name=f"fk_{name}_{column}")
            for column in ("since", "until", "origin_version")
        ),
    )
    _history_indexes(name, list(key))


def _history_indexes(name: str, key: list[str]) -> None:
    op.create_index(f"ux_{name}_current", name, key, unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)
    op.create_index(f"ix_{name}_past", name, key, sqlite_where=PAST, postgresql_where=PAST)
    op.create_index(f"ix_{name}_until", name, ["until"], sqlite_where=PAST, postgresql_where=PAST)
    op.create_index(f"ix_{name}_since", name, ["since"])


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False, autoincrement: bool | str = "auto") -> sa.Column[int]:
    return sa.Column(name, WHOLE, nullable=nullable, autoincrement=autoincrement)
