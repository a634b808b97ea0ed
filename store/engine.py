"""Opens the store: the driver, the settings that keep acknowledged data, and who may write when."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from store.migrations import migrate
from vocab.refusal import Refusal

SAFE_WAL = (3, 51, 3)
"""SQLite before this version can corrupt a database in WAL mode (sqlite.org/wal.html, "WAL-reset bug")."""
DAMAGE = ("malformed", "not a database")
MEMORY = (None, "", ":memory:")
WRITER_LOCK = 0x43414B55
"""The PostgreSQL advisory lock of every writer, so that versions are committed in the order of their numbers."""


def open_store(url: str, *, must_exist: bool = False) -> Engine:
    """The store at a URL, made (unless it `must_exist`) and brought to the newest shape where needed.

    Raises Refusal: store_missing, store_unsafe (the database does not keep what it acknowledges), store_damaged,
    store_is_newer.
    """
    parsed = make_url(url)
    if must_exist and parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).exists():
        code = "store_missing"
        raise Refusal(code, name=parsed.database)
    engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
    with ExitStack() as on_failure:
        on_failure.callback(engine.dispose)
        _prepare(engine)
        on_failure.pop_all()
    return engine


def _prepare(engine: Engine) -> None:
    try:
        if engine.dialect.name == "sqlite":
            _verify(engine)
        with writing(engine) as connection:
            migrate(connection)
    except DatabaseError as error:
        if not any(sign in str(error.orig) for sign in DAMAGE):
            raise
        code = "store_damaged"
        raise Refusal(code) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write; only one at a time in the whole store. Raises Refusal store_busy after 10 s."""
    with engine.connect().execution_options(is_writer=True) as connection:
        try:
            transaction = connection.begin()
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            code = "store_busy"
            raise Refusal(code) from error
        with transaction:
            yield connection


def sqlite_driver() -> ModuleType:
    """The driver with its own newer SQLite where it is installed, else the one that comes with Python."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        from sqlite3 import dbapi2  # type: ignore[no-redef]
    return dbapi2  # type: ignore[no-any-return]


def sqlite_pragmas(version: tuple[int, ...], *, in_memory: bool = False) -> dict[str, str | int]:
    """The settings of every connection, by name with the value that must then be read back."""
    has_safe_wal = version >= SAFE_WAL
    journal = "memory" if in_memory else "wal" if has_safe_wal else "delete"
    synchronous_full, synchronous_extra = 2, 3
    return {
        "busy_timeout": 10_000,
        "journal_mode": journal,
        "synchronous": synchronous_full if has_safe_wal or in_memory else synchronous_extra,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def _sqlite(url: URL) -> Engine:
    in_memory = url.database in MEMORY
    pooling: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    if not in_memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, module=sqlite_driver(), connect_args={"check_same_thread": False}, **pooling)
    pragmas = _pragmas(engine)

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: BEGIN is ours, below.
        connection.isolation_level = None
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name} = {value}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that began as a reader could be refused in the middle, after the work is done.
        is_writer = connection.get_execution_options().get("is_writer", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine


def _pragmas(engine: Engine) -> dict[str, str | int]:
    return sqlite_pragmas(sqlite_driver().sqlite_version_info, in_memory=engine.url.database in MEMORY)


def _verify(engine: Engine) -> None:
    with engine.connect() as connection:
        for name, wanted in _pragmas(engine).items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if found != wanted:
                code = "store_unsafe"
                raise Refusal(code, setting=name, found=found)
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            code = "store_damaged"
            raise Refusal(code)


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url.set(drivername="postgresql+psycopg"))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("is_writer", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    return engine
