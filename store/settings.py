"""Choices that are no figures and have no history, such as the own region."""

from sqlalchemy import Connection, Engine, delete, insert, select

from store.engine import writing
from store.tables import metadata

SETTINGS = metadata.tables["settings"]


def read_setting(engine: Engine, name: str) -> str | None:
    """The value of a setting; None when it was never chosen."""
    with engine.connect() as connection:
        return read(connection, name)


def change_setting(engine: Engine, name: str, value: str | None) -> None:
    """Choose a setting; None forgets it."""
    with writing(engine) as connection:
        change(connection, name, value)


def read(connection: Connection, name: str) -> str | None:
    """The value of a setting as this transaction sees it."""
    return connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == name))


def change(connection: Connection, name: str, value: str | None) -> None:
    """Choose or forget a setting in this transaction."""
    connection.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
    if value is not None:
        connection.execute(insert(SETTINGS).values(name=name, value=value))
