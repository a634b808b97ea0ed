"""Meeting mode in a real browser: forty activities by keyboard, a second screen, lost connections, two people."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, Server, free_port, scrolls_sideways, serve, wait_until_ready
from meeting_store import FORUM, INSTITUTIONS, store_with_meeting
from playwright.sync_api import Page, expect

import store
from texts import LANGUAGES, text
from vocab.codes import ActivityStatus
from vocab.forum_codes import Attendance, MeetingState

pytestmark = pytest.mark.browser
MEETING = 1
AREA = "wilayah=16.07"
PATIENCE_MS = 15_000
"""How soon a second screen follows is measured in `benchmarks/second_screen.py`."""
WITHOUT_PAUSE = """() => { const later = window.setTimeout;
  window.setTimeout = (work, after, ...given) => after === 1500 ? 0 : later(work, after, ...given); }"""
"""Words stay in the field until a key hands them over, so that two people can be in the middle of writing."""


def address(*, mode: str = "rapat", language: str = "id") -> str:
    return f"/rapat?{AREA}&rapat={MEETING}&mode={mode}&bahasa={language}"


@pytest.fixture
def folder(tmp_path: Path, example_folder: Path) -> Path:
    made = tmp_path / "meeting"
    shutil.copytree(example_folder, made)
    assert store_with_meeting(made) == MEETING
    return made


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serve(folder, environment=EXAMPLE) as running:
        yield running


def frames(server: Server, name: str):
    engine = store.open_store(server.database_url)
    try:
        return store.activities_frame(engine) if name == "activities" else store.forum_frame(engine, name)
    finally:
        engine.dispose()


def focused(page: Page) -> str:
    """The accessible name of what has the keyboard."""
    return str(
        page.evaluate(
            """() => { const at = document.activeElement;
              if (!at.matches('input, textarea, button, a, select, summary')) return '';
              return at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || ''; }"""
        )
    )


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until the control of this name has the keyboard."""
    for _ in range(most):
        if name in focused(page):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {name!r}, but {focused(page)!r}")


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list by keyboard: to the list, type the option, Enter."""
    tab_to(page, label)
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    wait_until_ready(page)


def say_who(page: Page) -> None:
    for field, words in (("name", "Sari"), ("institution", "Sekretariat Daerah")):
        tab_to(page, text(f"person.{field}"))
        page.keyboard.type(words)
        page.keyboard.press("Tab")
        wait_until_ready(page)


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")
    wait_until_ready(page)


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def go_on(page: Page, key: str = "PageDown") -> None:
    """Next or previous; keys in a field belong to the field, so the keyboard leaves it first."""
    before = title(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    wait_until_ready(page)


def go_to(page: Page, wanted: str) -> None:
    for _ in range(60):
        if title(page) == wanted:
            return
        go_on(page)
    pytest.fail(f"{wanted!r} is not on the agenda")


def test_a_meeting_of_forty_activities_by_keyboard(visit, server):
    page = visit(server, address())
    say_who(page)
    press(page, text("mode.closing.to_open"))
    press(page, text("mode.closing.to_running"))
    for institution in INSTITUTIONS[:-1]:
        choose(page, institution, text("attendance.present"))
    choose(page, INSTITUTIONS[-1], text("attendance.represented"))
    tab_to(page, text("mode.attendance.represented_by", institution=INSTITUTIONS[-1]))
    page.keyboard.type("Kepala Bidang")
    page.keyboard.press("Tab")
    wait_until_ready(page)
    go_to(page, "Kegiatan 01")
    for number in range(1, 41):
        assert title(page) == f"Kegiatan {number:02d}"
        if number % 10 == 1:
            work_on(page, number)
        go_on(page)
    go_to(page, "Pembacaan kesepakatan")
    press(page, text("mode.read_back_all"))
    go_to(page, "Penutup")
    press(page, text("mode.closing.to_closed"))
    expect(page.get_by_text(text("meeting_state.closed"), exact=True)).to_be_visible()
    held(server)


def work_on(page: Page, number: int) -> None:
    """What the meeting does with an activity: its status, its minutes, a decision."""
    choose(page, text("mode.field.status"), text("status.in_progress"))
    tab_to(page, text("mode.minutes_field"))
    page.keyboard.type(f"Dibahas nomor {number}")
    page.keyboard.press("Control+Enter")
    wait_until_ready(page)
    tab_to(page, text("mode.decide.text"))
    page.keyboard.type(f"Kesepakatan {number}")
    page.keyboard.press("Enter")
    wait_until_ready(page)


def held(server: Server) -> None:
    """The store has everything that was typed, and the meeting is frozen with its version."""
    meeting = frames(server, "meetings").iloc[0]
    assert (meeting["state"], meeting["closed_version"]) == (MeetingState.CLOSED, meeting["since"])
    attendance = frames(server, "attendance").set_index("institution")
    assert list(attendance["attendance"].value_counts().to_dict().items()) == [
        (Attendance.PRESENT, 11),
        (Attendance.REPRESENTED, 1),
    ]
    assert attendance.loc[INSTITUTIONS[-1], "represented_by"] == "Kepala Bidang"
    decisions = frames(server, "decisions")
    assert list(decisions["decision"]) == [f"Kesepakatan {number}" for number in (1, 11, 21, 31)]
    assert decisions["is_read_back"].all()
    minutes = frames(server, "agenda").set_index("title")["minutes"]
    assert [minutes[f"Kegiatan {number:02d}"] for number in (1, 11, 21, 31)] == [
        f"Dibahas nomor {number}" for number in (1, 11, 21, 31)
    ]
    worked_on = frames(server, "activities").set_index("activity")
    assert (worked_on.loc[["Kegiatan 01", "Kegiatan 11", "Kegiatan 21"], "status"] == ActivityStatus.IN_PROGRESS).all()


def test_a_second_screen_shows_what_is_written_and_the_item(visit, server):
    page = visit(server, address())
    say_who(page)
    screen = visit(server, address(mode="layar"))
    assert screen.get_by_test_id("stMain").locator("textarea, input").count() == 0
    go_to(page, "Kegiatan 01")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Kegiatan 01", timeout=PATIENCE_MS)
    tab_to(page, text("mode.minutes_field"))
    page.keyboard.type("Terlihat di layar kedua")
    page.keyboard.press("Control+Enter")
    expect(screen.get_by_text("Terlihat di layar kedua")).to_be_visible(timeout=PATIENCE_MS)
    expect(screen.locator(".mode-block .draft")).to_have_text(text("mode.draft"))


def test_what_is_typed_while_the_server_is_gone_is_saved_when_it_is_back(visit, folder):
    port = free_port()
    with serve(folder, environment=EXAMPLE, port=port) as first:
        page = visit(first, address())
        say_who(page)
        go_to(page, "Kegiatan 01")
        tab_to(page, text("mode.minutes_field"))
        page.keyboard.type("Tidak boleh ")
        first_words(first)
        page.keyboard.type("hilang")
    page.wait_for_selector('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])', state="attached")
    with serve(folder, environment=EXAMPLE, port=port) as again:
        page.wait_for_selector('[data-test-connection-state="CONNECTED"]', state="attached", timeout=60_000)
        expect(page.locator(".mode-block").get_by_text("Tidak boleh hilang")).to_be_visible()
        minutes = frames(again, "agenda").set_index("title")["minutes"]
        assert minutes["Kegiatan 01"] == "Tidak boleh hilang"


def first_words(server: Server) -> None:
    """What is typed is saved at a pause, without any key that ends it."""
    end = time.monotonic() + 20
    while time.monotonic() < end and "Tidak boleh" not in "".join(frames(server, "agenda")["minutes"]):
        time.sleep(0.2)
    assert "Tidak boleh" in {minutes.strip() for minutes in frames(server, "agenda")["minutes"]}


def test_two_people_in_one_field_the_second_sees_it_and_chooses(visit, server):
    first, second = visit(server, address()), visit(server, address())
    for page, name in ((first, "Ani"), (second, "Budi")):
        page.evaluate(WITHOUT_PAUSE)
        say_who(page)
        go_to(page, "Kegiatan 01")
        tab_to(page, text("mode.minutes_field"))
        page.keyboard.type(f"Tulisan {name}")
    first.keyboard.press("Control+Enter")
    expect(first.locator(".mode-block").get_by_text("Tulisan Ani")).to_be_visible()
    expect(second.locator(".mode-block").get_by_text("Tulisan Ani")).to_be_visible()
    expect(second.get_by_label(text("mode.minutes_field"))).to_have_value("Tulisan Budi")
    second.keyboard.press("Control+Enter")
    expect(second.get_by_text(text("live.both_title"))).to_be_visible()
    assert "Tulisan Ani" in second.get_by_role("note").filter(has_text=text("live.both_title")).inner_text()
    assert frames(server, "agenda").set_index("title").loc["Kegiatan 01", "minutes"] == "Tulisan Ani"
    second.get_by_role("button", name=text("live.keep_own")).click()
    expect(first.locator(".mode-block").get_by_text("Tulisan Budi")).to_be_visible()
    assert frames(server, "agenda").set_index("title").loc["Kegiatan 01", "minutes"] == "Tulisan Budi"


def test_two_people_in_different_fields_of_one_activity_do_not_disturb_each_other(visit, server):
    first, second = visit(server, address()), visit(server, address())
    for page in (first, second):
        say_who(page)
        go_to(page, "Kegiatan 01")
    choose(first, text("mode.field.status"), text("status.in_progress"))
    choose(second, text("mode.field.obstacle"), text("obstacle.budget"))
    row = frames(server, "activities").set_index("activity").loc["Kegiatan 01"]
    assert (row["status"], row["obstacle"]) == (ActivityStatus.IN_PROGRESS, "budget")
    assert second.get_by_text(text("live.both_title")).count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PROJECTOR, PHONE])
def test_meeting_mode_fits_the_window_and_has_no_menu(visit, server, size, language):
    page = visit(server, address(language=language), size=size)
    for _ in range(3):
        assert not scrolls_sideways(page)
        assert not page.get_by_test_id("stSidebar").is_visible()
        assert FORUM in page.locator(".mode-line").inner_text()
        go_on(page)
    screen = visit(server, address(mode="layar", language=language), size=size)
    assert not scrolls_sideways(screen)
    assert title(screen) == title(page)
