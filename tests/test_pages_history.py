"""Riwayat Data: changes of figures and plans, every entry page by page, and what is taken back and what is not."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from pages.data import history_list
from texts import LANGUAGES, text
from ui import data, start
from vocab.codes import OF_FIGURES

PAGE = Path(start.ROOT) / "pages" / "data" / "history.py"
AT = datetime(2026, 11, 28, 5, tzinfo=UTC)


@pytest.fixture
def engine(both_samples_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    shutil.copytree(both_samples_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def screen(**address: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).replace("\u00a0", " ").split())


def opened_from(app: AppTest) -> list[int]:
    """The versions that the list leads to, in its order."""
    return [int(number) for number in re.findall(r"riwayat\?[^\"]*rincian=(\d+)", unescape(markup(app)))]


def newest_of(engine: Engine, kind: str) -> int:
    versions = store.versions_frame(engine)
    return int(versions.loc[versions["kind"] == kind, "number"].iloc[0])


def test_the_first_list_has_figures_and_plans_only(engine):
    listed = opened_from(screen())
    assert listed == store.versions_frame(engine, kinds=OF_FIGURES)["number"].tolist()
    assert len(listed) < store.latest_version(engine) / 4


def test_all_entries_come_page_by_page_and_none_is_left_out(engine, monkeypatch):
    monkeypatch.setattr(history_list, "A_PAGE", 60)
    seen, before = [], {}
    while True:
        app = screen(catatan="semua", **before)
        page = opened_from(app)
        seen += page
        assert len(page) <= 60
        older = re.findall(r"riwayat\?[^\"]*sebelum=(\d+)", unescape(markup(app)))
        if not older:
            break
        before = {"sebelum": older[0]}
    assert seen == list(range(store.latest_version(engine), 0, -1))
    assert text("history.newest") in words(app)
    assert "catatan=semua" in unescape(markup(app))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("asked", ["0", "1", "abc", "99999999999", "-4"])
def test_an_address_of_older_entries_that_has_none_is_told_so(asked):
    app = screen(catatan="semua", sebelum=asked)
    assert (text("history.no_older") in words(app)) == (asked in ("0", "1"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["forum", "meeting"])
def test_an_entry_of_a_forum_is_shown_and_not_taken_back(engine, language, kind):
    number = newest_of(engine, kind)
    app = screen(rincian=str(number), bahasa=language)
    said = words(app)
    assert text("history.version_n", language, number=number) in said
    assert text("refusal.entry_of_forum", language, number=number) in said
    assert not [button for button in app.button if str(number) in button.label]


def test_an_entry_says_what_it_wrote(engine):
    attendance = store.forum_frame(engine, "attendance")
    number = int(attendance["since"].iloc[0])
    assert store.touched(engine, number) == {"attendance": 1}
    assert text("history.touched", what=text("history.record.attendance"), rows=1) in words(screen(rincian=str(number)))


def test_every_table_has_a_name():
    from store.records import RECORDS

    for record in RECORDS:
        assert all(text(f"history.record.{record.name}", language) for language in LANGUAGES)


def test_a_progress_report_can_be_taken_back(engine):
    number = newest_of(engine, "report")
    app = screen(rincian=str(number))
    assert text("history.undo_button", number=number) in [button.label for button in app.button]
    before = store.reports_frame(engine)
    store.undo(engine, number, by=start.PROGRAM, at=AT)
    assert len(store.reports_frame(engine)) == len(before) - 1


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("asked", ["999999", "0", "x", "12345678901234567890"])
def test_a_version_that_does_not_exist_is_left_out(asked):
    assert text("history.version_n", number=asked) not in words(screen(rincian=asked))


def test_the_origin_of_an_activity_agreed_in_a_meeting_is_known(engine):
    """Its version is an entry of a meeting, which lists of versions leave out."""
    activities = store.activities_frame(engine, regions=["99.01"])
    agreed = activities[activities["code"] == "M-40"]
    (origin,) = agreed["origin_version"]
    assert origin not in set(data.versions()["number"])
    assert data.version_facts([origin])["kind"].tolist() == ["meeting"]
    assert data.version_facts([1, origin, 1])["number"].tolist() == [origin, 1]
