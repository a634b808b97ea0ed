"""Rapat Forum in a real browser: a meeting from plan to correction, two people at once, nobody else's meetings."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import meeting_store
import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from meeting_store import FORUM
from playwright.sync_api import Page, expect

import store
from metrics import selection, timing
from texts import text

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
LIST = "/rapat?wilayah=16.07"
PARTS = ("agenda", "kehadiran", "kesepakatan", "perubahan", "bahan", "riwayat")
OTHER_AREA, OTHER_FORUM = "51.05", "FKPKU Kabupaten Klungkung"
SOON = date.today() + timedelta(days=30)  # noqa: DTZ011 - any day ahead will do


@pytest.fixture
def folder(tmp_path: Path, example_folder: Path) -> Path:
    """The example with a forum of twelve institutions and six activities, and no meeting yet."""
    made = tmp_path / "meetings"
    shutil.copytree(example_folder, made)
    engine = store.open_store(f"sqlite:///{made / 'cakupan.db'}")
    meeting_store.found(engine, activities=6)
    engine.dispose()
    return made


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serve(folder, environment=EXAMPLE) as running:
        yield running


@pytest.fixture
def planned_server(folder: Path) -> Iterator[Server]:
    """The same with a meeting planned, and one of another area's forum."""
    engine = store.open_store(f"sqlite:///{folder / 'cakupan.db'}")
    meeting_store.planned(engine, on=SOON)
    meeting_store.found(engine, activities=1, forum=OTHER_FORUM, area=OTHER_AREA)
    meeting_store.planned(engine, forum=OTHER_FORUM, on=SOON)
    engine.dispose()
    with serve(folder, environment=EXAMPLE) as running:
        yield running


def frame(server: Server, name: str):
    engine = store.open_store(server.database_url)
    try:
        return store.forum_frame(engine, name)
    finally:
        engine.dispose()


def open_activities(server: Server) -> int:
    engine = store.open_store(server.database_url)
    try:
        return len(selection(timing(store.activities_frame(engine, forums=[FORUM]), today=SOON)))
    finally:
        engine.dispose()


def go(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    wait_until_ready(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    wait_until_ready(page)


def write(page: Page, **typed: str) -> None:
    """Fill fields by the key of their widget."""
    for key, value in typed.items():
        box = page.locator(f".st-key-{key}").locator("input, textarea").first
        box.fill(value)
        box.press("Tab")
    wait_until_ready(page)


def type_day(page: Page, key: str, value: date) -> None:
    """A day is typed part by part into the calendar's field."""
    box = page.locator(f".st-key-{key}")
    box.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{value:%d%m%Y}")
    page.keyboard.press("Tab")


def say_who(page: Page, *, name: str, institution: str, key: str) -> None:
    for field, value in (("name", name), ("institution", institution)):
        box = page.locator(f".st-key-{key}_{field} input")
        box.fill(value)
        box.press("Tab")
        wait_until_ready(page)


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=text(f"meetings.part.{name}"), exact=True).click()
    wait_until_ready(page)


def pick(page: Page, key: str, option: str) -> None:
    page.locator(f".st-key-{key} [role=combobox], .st-key-{key} input").first.click()
    page.get_by_role("option", name=option, exact=True).click()


def opened(visit, server: Server, *, size: tuple[int, int] = PROJECTOR, name: str = "Siti", at: str = "") -> Page:
    page = visit(server, f"{LIST}&rapat=1{at}", size=size)
    say_who(page, name=name, institution="Sekretariat", key="meeting_who")
    return page


@SIZES
def test_a_meeting_from_plan_to_correction(visit, server, size):
    page = visit(server, LIST, size=size)
    say_who(page, name="Siti", institution="Sekretariat", key="plan_who")
    type_day(page, "plan_meeting_meeting_date", SOON)
    write(page, plan_meeting_place="Aula Setda")
    press(page, text("meetings.plan.save"))
    assert "rapat=1" in page.url
    assert text("meetings.plan.planned") in page.locator(".notice.good").inner_text()
    assert page.locator(".st-key-meeting_agenda .line").count() == 6 + open_activities(server)
    press(page, text("meetings.step.to_open"))
    press(page, text("meetings.step.to_running"))
    part(page, "kehadiran")
    page.locator(".st-key-attendance_1_0").get_by_role("radio", name=text("attendance.represented")).click()
    wait_until_ready(page)
    expect(page.get_by_text("anggota hadir: 0 hadir langsung, 1 diwakili")).to_be_visible()
    part(page, "kesepakatan")
    write(page, add_decision_1_decision="Verifikasi PBI di 41 desa")
    page.get_by_role("button", name=text("meetings.decision.add"), exact=True).click()
    wait_until_ready(page)
    press(page, text("meetings.step.to_closed"))
    assert "1 catatan atau kesepakatan masih konsep" in page.locator(".notice.attention").first.inner_text()
    press(page, text("meetings.drafts.button"))
    press(page, text("meetings.step.to_closed"))
    assert "Ditutup pada versi" in page.locator(".answer").inner_text()
    assert not scrolls_sideways(page)
    reopened_and_corrected(page)
    corrections = frame(server, "corrections")
    assert list(corrections["number"]) == [1]
    assert list(frame(server, "attendance")["attendance"]) == ["represented"]


def reopened_and_corrected(page: Page) -> None:
    """Reopen with a reason, close again, and correct as acting chair."""
    part(page, "riwayat")
    press(page, text("meetings.step.reopen"))
    write(page, reopen_1_reason="Daftar hadir keliru")
    page.locator("[data-testid=stFormSubmitButton] button", has_text=text("meetings.step.reopen")).click()
    wait_until_ready(page)
    assert "Sedang berlangsung" in page.locator(".answer").inner_text()
    press(page, text("meetings.step.to_closed"))
    story = page.locator(".timeline").last.inner_text()
    assert "Alasan: Daftar hadir keliru" in story
    assert "Sekretariat, Siti" in story
    page.locator("summary", has_text=text("meetings.correction.add")).click()
    write(page, correct_1_subject="Kesepakatan 1", correct_1_corrected="40 desa", correct_1_reason="Salah hitung")
    page.locator("[data-testid=stFormSubmitButton] button", has_text=text("meetings.correction.save")).click()
    wait_until_ready(page)
    assert text("refusal.chair_needed") in page.locator(".notice.attention").first.inner_text()
    pick(page, "correct_1_capacity", text("chair_capacity.acting"))
    page.locator("[data-testid=stFormSubmitButton] button", has_text=text("meetings.correction.save")).click()
    wait_until_ready(page)
    assert text("meetings.correction.number", number=1) in page.locator(".timeline").first.inner_text()
    assert not scrolls_sideways(page)


def test_the_second_of_two_people_sees_what_changed_and_chooses(visit, planned_server):
    first = opened(visit, planned_server)
    second = opened(visit, planned_server, name="Budi")
    for page in (first, second):
        page.locator(".st-key-open_item_1_1 button").click()
        wait_until_ready(page)
    write(first, item_1_1_minutes="Dari yang pertama")
    press(first, text("forum_form.save"))
    write(second, item_1_1_minutes="Dari yang kedua")
    press(second, text("forum_form.save"))
    told = " ".join(second.locator(".notice").all_inner_texts())
    assert text("forum_form.changed_title") in told
    assert "Siti" in told
    assert "Dari yang pertama" in told
    expect(second.locator(".st-key-item_1_1_minutes textarea")).to_have_value("Dari yang kedua")
    assert frame(planned_server, "agenda")["minutes"].iloc[0] == "Dari yang pertama"
    press(second, text("forum_form.keep_mine"))
    press(second, text("forum_form.save"))
    assert frame(planned_server, "agenda")["minutes"].iloc[0] == "Dari yang kedua"


def test_another_forums_meeting_is_not_reachable(visit, planned_server):
    page = visit(planned_server, f"/rapat?wilayah={OTHER_AREA}&rapat=1")
    assert text("meetings.unknown_title") in page.locator(".empty").inner_text()
    assert FORUM not in page.locator("[data-testid=stMain]").inner_text()
    page.get_by_role("link", name=text("meetings.all")).click()
    wait_until_ready(page)
    assert OTHER_FORUM in page.locator(".page-header").inner_text()


def test_an_item_is_written_with_the_keyboard_alone(visit, planned_server):
    page = opened(visit, planned_server)
    page.locator(".st-key-open_item_1_2 button").focus()
    page.keyboard.press("Enter")
    wait_until_ready(page)
    page.locator(".st-key-item_1_2_minutes textarea").focus()
    page.keyboard.type("Cakupan 37,87 persen")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_until_ready(page)
    expect(page.locator(".line-text", has_text="Cakupan 37,87 persen")).to_be_visible()
