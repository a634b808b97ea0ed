"""Search: what is found in the forums of the area, where a printed code leads, and what a wrong one is told."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import meeting_store
import pytest
from door_requests import ask
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from store import Change
from texts import LANGUAGES, text
from ui import data, session
from ui.code_address import CodeAddress, NotHere, address_of_code
from ui.menu import MENU, exists
from vocab.forum_codes import MeetingState
from vocab.institution_names import searchable, short_names
from vocab.table_codes import TABLES, CodeMistake, table_code

FORUM, AREA = meeting_store.FORUM, meeting_store.AREA
OTHER = "FKPKU Kabupaten Ogan Ilir"
MEETING = {
    "forum": FORUM,
    "meeting_date": date(2026, 11, 30),
    "place": "Ruang Rapat Sekda",
    "figures_period": "2026-10",
    "figures_source": "bpjs",
}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A forum with forty activities and a meeting, and a forum of another area with one activity."""
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    opened = data.engine()
    change = Change(by=meeting_store.CLERK, at=meeting_store.AT)
    meeting_store.found(opened)
    meeting_store.found(opened, activities=1, forum=OTHER, area="16.10")
    store.plan_meeting(opened, MEETING, template=meeting_store.TEMPLATE, change=change)
    store.plan_meeting(opened, {**MEETING, "forum": OTHER}, template=meeting_store.TEMPLATE, change=change)
    yield opened
    opened.dispose()


def page() -> None:
    """What the shell does before a page, and the page."""
    import runpy
    from pathlib import Path

    import ui
    from ui import address, filters

    address.restore()
    filters.settle(home="")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "search.py"))


def searched(typed: str, **address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in {"wilayah": AREA, "q": typed, **address}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """What a reader sees of our own blocks, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).replace("\u00a0", " ").split())


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_meetings_institutions_and_activities_are_found_with_links(language):
    said = searched("rapat" if language == "id" else "meeting", bahasa=language)
    assert text("search.meetings", language, count=1) in words(said)
    assert "rapat?" in markup(said)
    assert "rapat=1" in markup(said)
    institutions = searched("dinas", bahasa=language)
    assert text("search.institutions", language, count=5) in words(institutions)
    activity = searched("kegiatan 07", bahasa=language)
    assert text("search.activities", language, count=1) in words(activity)
    assert "kegiatan=" in markup(activity)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("typed", ["Dinas Kependudukan dan Pencatatan Sipil", "dukcapil", "DISDUKCAPIL"])
def test_short_and_long_names_of_institutions_find_each_other(typed):
    assert "Disdukcapil" in words(searched(typed))


def test_every_short_name_leads_to_its_long_one_and_back():
    for short, long in short_names():
        assert long in searchable(short)
        assert short in searchable(f"Kepala {long.title()}, Muara")


@pytest.mark.usefixtures("engine")
def test_many_hits_are_counted_and_shortened():
    said = words(searched("kegiatan"))
    assert text("search.activities", "id", count=40) in said
    assert text("search.first_of", "id", shown=20, count=40) in said


@pytest.mark.usefixtures("engine")
def test_nothing_of_another_forum_is_found():
    assert "Ogan Ilir" not in words(searched("fkpku"))
    assert text("search.activities", "id", count=1) in words(searched("kegiatan", wilayah="16.10"))


@pytest.mark.usefixtures("engine")
def test_what_is_typed_is_shown_as_text():
    wicked = "<img src=x onerror=alert(1)>*a*"
    said = searched(wicked)
    assert "<img" not in markup(said)
    assert "onerror=alert(1)" in words(said)


@pytest.mark.usefixtures("engine")
def test_all_words_must_occur_in_any_order():
    assert text("search.institutions", "id", count=1) in words(searched("palembang bpjs kcu"))
    assert text("search.nothing", "id", typed="palembang dinas") in words(searched("palembang dinas"))


@pytest.mark.parametrize("table", TABLES)
def test_a_code_opens_its_table_of_its_meeting_at_its_version(engine, table):
    at = data.latest_version() - 1
    found = address_of_code(table_code(table, 1, at).lower())
    assert isinstance(found, CodeAddress)
    assert (found.forum, found.number, found.meeting_date) == (FORUM, 1, date(2026, 11, 30))
    assert found.page == TABLES[table].page if exists(TABLES[table].page) else found.page == "tindak-lanjut"
    of_all = {"wilayah": AREA, "periode": "2026-10", "penyebut": "bpjs", "versi": str(at)}
    assert of_all.items() <= found.parameters.items()
    if TABLES[table].route == "meeting":
        assert {"forum": FORUM, "rapat": "1"}.items() <= found.parameters.items()


def test_the_code_of_a_closed_meeting_looks_from_the_day_of_the_meeting(engine):
    change = Change(by=meeting_store.CLERK, at=meeting_store.AT)
    for step in (MeetingState.OPEN, MeetingState.RUNNING):
        store.move_meeting(engine, 1, to=step, forum=FORUM, change=change)
    running = address_of_code(table_code("not_done", 1, data.latest_version()))
    closed = store.move_meeting(engine, 1, to=MeetingState.CLOSED, forum=FORUM, change=change)
    assert isinstance(running, CodeAddress) and "per" not in running.parameters
    found = address_of_code(table_code("not_done", 1, closed))
    assert isinstance(found, CodeAddress)
    assert found.parameters["per"] == "2026-11-30"


def looked() -> None:
    import streamlit as st

    from ui import address, filters

    address.restore()
    choice = filters.settle(home="")
    st.text(choice.today.isoformat())
    st.text(filters.known_words(choice))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ({"versi": "2", "per": "2026-03-10"}, "2026-03-10"),
        ({"versi": "2", "per": "2999-01-01"}, "today"),
        ({"versi": "2", "per": "2026-13-40"}, "today"),
        ({"versi": "2", "per": "x"}, "today"),
        ({"per": "2026-03-10"}, "today"),
    ],
)
def test_an_older_version_can_be_looked_at_from_its_day(asked, day):
    app = AppTest.from_function(looked, default_timeout=30)
    for key, value in asked.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    today = session.today().isoformat()
    assert app.text[0].value == (today if day == "today" else day)
    assert ("10 Maret 2026" in app.text[1].value) == (day != "today")


@pytest.mark.usefixtures("engine")
def test_the_box_leads_straight_to_the_table_and_keeps_the_view():
    at = data.latest_version() - 1
    code = table_code("follow_up", 1, at).replace("-", "%20").lower()
    answer = ask(f"/tuju?q={code}&bahasa=en&wilayah=99.01")
    assert answer.status == 303
    (location,) = answer.header("location")
    assert location.startswith("tindak-lanjut?")
    for part in ("bahasa=en", f"wilayah={AREA}", f"versi={at}", "rapat=1", "periode=2026-10"):
        assert part in location.split("?")[1].split("&")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("typed", ["dinas", "CKP-4101-23A", "", "//elsewhere"])
def test_all_else_leads_to_the_page_of_what_was_found(typed):
    (location,) = ask(f"/tuju?q={typed}&wilayah={AREA}&evil=1").header("location")
    assert location.startswith(f"cari?wilayah={AREA}&q=")
    assert "evil" not in location


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_code_is_told_which_mistake_it_has(language):
    code = table_code("agenda", 1, 3)
    assert not code.endswith("Z")
    for typed, mistake in ((code[:-1] + "?Z", CodeMistake.MISTYPED), (code[:-1], CodeMistake.TOO_SHORT)):
        said = words(searched(typed, bahasa=language))
        assert text(f"table_code.mistake.{mistake}", language) in said
        assert text("search.code_wrong", language) in said
    for typed, problem in (
        (table_code("agenda", 1, 999_999), NotHere.OTHER_STORE),
        (table_code("agenda", 77, 3), NotHere.NO_MEETING),
    ):
        assert text(f"search.{problem}", language) in words(searched(typed, bahasa=language))


@pytest.mark.usefixtures("engine")
def test_a_right_code_in_the_address_offers_its_table():
    said = searched(table_code("agenda", 1, data.latest_version() - 1))
    assert text("search.open_table", "id") in words(said)
    assert text("table_code.name.agenda", "id") in words(said)


def test_the_page_is_opened_by_its_address_only():
    assert [entry.address for entry in MENU if entry.is_hidden] == ["cari"]
