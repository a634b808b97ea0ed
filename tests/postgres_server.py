"""A private PostgreSQL server for the tests: its own cluster in a temporary folder, on a socket that only it uses."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

USER = "postgres"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _run(folder: Path, *command: str | Path) -> None:
    # The server refuses to run as root.
    as_user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    # A locale that the environment names may not be there; the plain one always is.
    environment = os.environ | {"LC_ALL": "C"}
    subprocess.run([*map(str, command)], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL, **as_user)


def start(folder: Path, binaries: Path) -> str:
    """Start a server in a folder and return the URL of its socket, with {} for the name of the database."""
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
    cluster = folder / "cluster"
    _run(folder, binaries / "initdb", "-D", cluster, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    _run(folder, binaries / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
    return f"postgresql://{USER}@/{{}}?host={folder}"


def serve() -> Iterator[str]:
    """A running server for as long as the caller needs it; skips, or fails where everything is required."""
    binaries = programs()
    if binaries is None:
        missing = "PostgreSQL is not installed (initdb not found)"
        if os.environ.get("CAKUPAN_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        yield start(folder, binaries)
        _run(folder, binaries / "pg_ctl", "-D", folder / "cluster", "-w", "-m", "immediate", "stop")


def fresh_database(server: str) -> str:
    """The URL of an empty database: the same one each time, emptied, which is quicker than a new one."""
    with psycopg.connect(server.format(USER), autocommit=True) as connection:
        connection.execute("SET client_min_messages = error")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server.format(USER)
