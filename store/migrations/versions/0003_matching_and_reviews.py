"""Matching results as counts, warnings that were accepted, and who explains a difference by when."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CURRENT, PAST = sa.text("until IS NULL"), sa.text("until IS NOT NULL")
WARNING_KEY = ("region_code", "period", "code", "subject")


def upgrade() -> None:
    matching_key = ("region_code", "period", "source", "match_class")
    _history_table("matching", *map(_text, matching_key), _whole("people"), key=matching_key)
    _history_table(
        "accepted_warnings",
        *map(_text, (*WARNING_KEY, "figures", "reason")),
        sa.Column("accepted_until", sa.Date(), nullable=False),
        key=WARNING_KEY,
    )
    _history_table(
        "explanations",
        *map(_text, (*WARNING_KEY, "institution", "note")),
        sa.Column("due_date", sa.Date(), nullable=False),
        key=WARNING_KEY,
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


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, WHOLE, nullable=nullable, autoincrement="auto")
