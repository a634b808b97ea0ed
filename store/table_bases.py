"""What every table of the store stands on: the naming of its parts, the versions, and the columns of a history."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Integer, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel, String

from vocab.codes import VersionKind

WideInteger = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers its rows only through a column declared INTEGER."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class StoreTable(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base with a registry of its own: a reload of the modules by Streamlit must not meet the tables of before."""


class VersionRow(StoreTable, table=True):
    """One change of the store: who, when, from which file, and what it did."""

    __tablename__ = "version"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: VersionKind = Field(sa_type=String)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))  # type: ignore[call-overload]
    by_name: str
    by_institution: str = ""
    by_role: str = ""
    file_name: str | None = None
    sha256: str | None = None
    sheets: str = "[]"
    new_rows: int = 0
    changed_rows: int = 0
    same_rows: int = 0
    note: str = ""
    undo_of: int | None = Field(default=None, foreign_key="version.number")
    idempotency_key: str | None = Field(default=None, unique=True)


class History(StoreTable):
    """What makes a row a piece of history: the versions it stands between and where its value came from.

    `stated_in` is the version that first made this statement: an undo that restates a row gives it a new `since`
    and leaves `stated_in`, so that the row is still that version's to undo. `absence_stated_in` is the same for the
    absence that follows a row which was closed and not replaced (0: the key had never been there).
    """

    id: int | None = Field(default=None, primary_key=True)
    since: int = Field(foreign_key="version.number")
    until: int | None = Field(default=None, foreign_key="version.number")
    stated_in: int
    absence_stated_in: int | None = None
    origin_version: int = Field(foreign_key="version.number")
    sheet: str | None = None
    cell: str | None = None
