"""Brings a database of any earlier commit to the shape of `store.tables`; one file in `versions/` for each step."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from vocab.refusal import Refusal

HEAD = "0004"
"""The newest step; known here so that a database that is up to date opens without loading Alembic."""


def migrate(connection: Connection) -> None:
    """Run the steps a database lacks, in the connection's transaction; Refusal store_is_newer for an unknown one."""
    found = revision(connection)
    if found == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        code = "store_is_newer"
        raise Refusal(code)
    command.upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """The step that a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
