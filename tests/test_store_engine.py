"""The store opens on both databases, keeps what it acknowledges, and has the shape that the code believes."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, exc, text
from store_fixtures import engine, memory, people, postgresql, save, url
from store_fixtures import membership as membership_rows

import store
from store import migrations
from store.engine import SAFE_WAL, sqlite_driver, sqlite_pragmas, writing
from store.tables import metadata
from vocab.codes import Kind
from vocab.refusal import Refusal


def test_the_migrated_database_has_the_tables_of_the_code(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_difference_between_migration_and_code_is_found(engine: Engine):
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE settings ADD COLUMN extra INTEGER"))
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) != []


def test_head_is_the_newest_step():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def test_a_database_made_by_the_first_step_opens_and_keeps_its_rows(url: str):
    opened = store.open_store(url)
    with writing(opened) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        for table in reversed(metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("DROP TABLE alembic_version"))
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO version (number, kind, made_at, by_name, by_institution, by_role, sheets, new_rows,"
                " changed_rows, same_rows, note)"
                " VALUES (1, 'import', '2026-11-22 05:00:00+00', 'Ani', '', '', '[]', 1, 0, 0, '')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO membership (region_code, period, segment, registered_people, since, stated_in,"
                " origin_version) VALUES ('16.07', '2016-08', 'pbi', 300641, 1, 1, 1)"
            )
        )
    opened.dispose()
    again = store.open_store(url)
    assert people(again) == {"pbi": (300641, None)}
    assert save(again, {Kind.MEMBERSHIP: membership_rows(("pbi", 300642, None))}).version == 2
    again.dispose()


def test_figures_survive_closing_and_opening(url: str):
    first = store.open_store(url)
    save(first, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 2))})
    first.dispose()
    second = store.open_store(url)
    assert people(second) == {"pbi": (1, 2)}
    second.dispose()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url: str):
    opened = store.open_store(url)
    with writing(opened) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.dispose()
    with pytest.raises(Refusal) as refused:
        store.open_store(url)
    assert refused.value.code == "store_is_newer"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_every_connection_has_the_safe_settings(tmp_path: Path, name: str, value: object):
    if sqlite_driver().sqlite_version_info < SAFE_WAL:
        pytest.skip("this SQLite is too old for WAL")
    opened = store.open_store(f"sqlite:///{tmp_path / 'made' / 'for it' / 'x.db'}")
    with opened.connect() as one, opened.connect() as other:
        assert one.exec_driver_sql(f"PRAGMA {name}").scalar() == value
        assert other.exec_driver_sql(f"PRAGMA {name}").scalar() == value
    opened.dispose()


def test_an_sqlite_with_the_wal_fault_keeps_a_rollback_journal():
    old = sqlite_pragmas((3, 51, 2))
    assert (old["journal_mode"], old["synchronous"]) == ("delete", 3)
    new = sqlite_pragmas((3, 51, 3))
    assert (new["journal_mode"], new["synchronous"]) == ("wal", 2)


def test_a_setting_that_does_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("store.engine.sqlite_pragmas", lambda *_args, **_options: {"journal_mode": "paper"})
    with pytest.raises(Refusal) as refused:
        store.open_store(f"sqlite:///{tmp_path / 'x.db'}")
    assert (refused.value.code, refused.value.values["setting"]) == ("store_unsafe", "journal_mode")


def test_a_damaged_file_is_refused(tmp_path: Path):
    path = tmp_path / "x.db"
    opened = store.open_store(f"sqlite:///{path}")
    save(opened, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 2))})
    opened.dispose()
    damaged = bytearray(path.read_bytes())
    page = 4096
    for start in range(page, len(damaged), page):
        damaged[start : start + 64] = b"\xff" * 64
    path.write_bytes(bytes(damaged))
    with pytest.raises(Refusal) as refused:
        store.open_store(f"sqlite:///{path}")
    assert refused.value.code == "store_damaged"


def test_a_row_of_a_version_that_does_not_exist_is_refused_by_the_database(engine: Engine):
    row = (
        "INSERT INTO population (region_code, period, source, people, since, stated_in, origin_version)"
        " VALUES ('16.07', '2016-08', 'bpjs', 1, 99, 99, 99)"
    )
    with pytest.raises(exc.IntegrityError), writing(engine) as connection:
        connection.execute(text(row))


def test_two_rows_in_force_for_one_key_are_refused_by_the_database(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 2))})
    twin = (
        "INSERT INTO membership (region_code, period, segment, since, stated_in, origin_version)"
        " VALUES ('16.07', '2016-08', 'pbi', 1, 1, 1)"
    )
    with pytest.raises(exc.IntegrityError), writing(engine) as connection:
        connection.execute(text(twin))


def test_a_writer_that_has_to_wait_too_long_is_told_so(tmp_path: Path):
    opened = store.open_store(f"sqlite:///{tmp_path / 'x.db'}")
    impatient = create_engine(f"sqlite:///{tmp_path / 'x.db'}", module=sqlite_driver())
    with impatient.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        other.exec_driver_sql("BEGIN IMMEDIATE")
        with opened.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 20")
        with pytest.raises(Refusal) as refused, writing(opened):
            pass
    assert refused.value.code == "store_busy"
    impatient.dispose()
    opened.dispose()


def test_languages_have_the_sentences(memory: Engine):
    from texts import text as words

    for code in ("store_unsafe", "store_damaged", "store_is_newer", "store_busy"):
        values = {"setting": "x", "found": "y"}
        assert words(f"refusal.{code}", "id", **values) != words(f"refusal.{code}", "en", **values)


def test_activities_and_reports_of_the_third_step_keep_their_follow_up(url: str):
    """What stood before the forum had tables of its own: the newest report's day, the due date, the day agreed on."""
    opened = store.open_store(url)
    with writing(opened) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        for table in reversed(metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("DROP TABLE alembic_version"))
        command.upgrade(config, "0003")
        version = text(
            "INSERT INTO version (number, kind, made_at, by_name, by_institution, by_role, sheets, new_rows,"
            " changed_rows, same_rows, note) VALUES (:number, :kind, :at, 'Ani', '', '', '[]', 1, 0, 0, '')"
        )
        for number, kind, day in ((1, "import", "2026-03-10"), (2, "report", "2026-05-04")):
            connection.execute(version, {"number": number, "kind": kind, "at": f"{day} 05:00:00.000000"})
        activity = text(
            "INSERT INTO activities (forum, code, origin, region_code, institution, activity, output_unit,"
            " obstacle_note, evidence, status, due_date, activity_id, activity_key, since, until, stated_in,"
            " origin_version) VALUES ('Forum Banyuasin', '', '2016', '16.07', 'Dinas Sosial', 'Verifikasi', '', '', '',"
            " :status, '2026-06-30', 'abcdefabcdef', 'verifikasi', :since, :until, :since, 1)"
        )
        for status, since, until in (("not_started", 1, 2), ("in_progress", 2, None)):
            connection.execute(activity, {"status": status, "since": since, "until": until})
        connection.execute(
            text(
                "INSERT INTO progress_reports (activity_id, reported_on, status, note, evidence, reported_by,"
                " reported_institution, since, stated_in, origin_version)"
                " VALUES ('abcdefabcdef', '2026-05-03', 'in_progress', '', '', 'Budi', '', 2, 2, 2)"
            )
        )
    opened.dispose()
    again = store.open_store(url)
    (row,) = store.activities_frame(again).to_dict("records")
    days = {name: row[name].date() for name in ("reported_on", "first_due_date", "agreed_on", "due_date")}
    assert {name: day.isoformat() for name, day in days.items()} == {
        "reported_on": "2026-05-03",
        "first_due_date": "2026-06-30",
        "agreed_on": "2026-03-10",
        "due_date": "2026-06-30",
    }
    assert (row["slips"], row["paused_days"], row["evidence_check"], row["has_report"]) == (0, 0, "not_checked", True)
    (before,) = store.activities_frame(again, version=1).to_dict("records")
    assert (before["status"], before["reported_on"] is None or before["reported_on"] != before["reported_on"]) == (
        "not_started",
        True,
    )
    assert all(store.forum_frame(again, name).empty for name in store.FORUM_FRAMES)
    again.dispose()
