"""Answers about files that are remembered, with who gave them and who took them back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CURRENT = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("number", WHOLE, nullable=False),
        *(_text(name) for name in ("scope", "code", "value", "about", "by_name", "by_institution", "by_role")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("ended_by", "ended_why")),
        sa.PrimaryKeyConstraint("number", name="pk_answers"),
        sa.ForeignKeyConstraint(["version"], ["version.number"], name="fk_answers_version"),
    )
    op.create_index(
        "ux_answers_current",
        "answers",
        ["scope", "code"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)
