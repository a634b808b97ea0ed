"""Rapat Forum, the list, every part of a meeting and its forms, fits the window and is open to everybody (axe-core)."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import meeting_store
import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from meeting_store import CLERK, FORUM
from test_browser_axe import axe, faults
from test_browser_meetings import LIST, PARTS, go

import store
from store import Change
from texts import LANGUAGES, text
from vocab.forum_codes import MeetingState

__all__ = ["axe"]

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
CHANGE = Change(by=CLERK, at=datetime(2026, 11, 28, 3, tzinfo=UTC))


@pytest.fixture(scope="module")
def meetings_server(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Iterator[Server]:
    """Two meetings, the first closed with a correction, the second running with a draft."""
    folder = tmp_path_factory.mktemp("axe_meetings") / "copy"
    shutil.copytree(example_folder, folder)
    engine = store.open_store(f"sqlite:///{folder / 'cakupan.db'}")
    meeting_store.found(engine, activities=4)
    first, second = (meeting_store.planned(engine) for _ in range(2))
    for meeting in (first, second):
        for state in (MeetingState.OPEN, MeetingState.RUNNING):
            store.move_meeting(engine, meeting, to=state, forum=FORUM, change=CHANGE)
        values = {"decision": "Verifikasi PBI", "institution": "Dinas Sosial", "is_direction": True}
        store.add_decision(engine, meeting, values, forum=FORUM, change=CHANGE)
        for name in meeting_store.INSTITUTIONS[:6]:
            row = {"institution": name, "attendance": "present"}
            store.record_attendance(engine, meeting, row, forum=FORUM, change=CHANGE)
    store.read_back(engine, first, forum=FORUM, change=CHANGE)
    store.move_meeting(engine, first, to=MeetingState.CLOSED, forum=FORUM, change=CHANGE)
    correction = {"part": "decision", "subject": "Kesepakatan 1", "corrected": "40 desa", "reason": "Salah hitung"}
    store.correct_meeting(engine, first, correction, is_chair=True, change=CHANGE)
    engine.dispose()
    with serve(folder, environment=EXAMPLE) as server:
        yield server


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_and_every_part_of_a_meeting(visit, meetings_server, axe, size, language):
    page = visit(meetings_server, f"{LIST}&bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("meetings.title", language)
    assert not scrolls_sideways(page)
    for form in page.get_by_test_id("stExpander").all():
        form.locator("summary").click()
    wait_until_ready(page)
    assert not faults(page, axe), "list"
    for meeting in (1, 2):
        for part in PARTS:
            go(page, meetings_server, f"{LIST}&rapat={meeting}&bagian={part}&bahasa={language}")
            for form in page.get_by_test_id("stExpander").all():
                form.locator("summary").click()
            wait_until_ready(page)
            assert page.locator('[data-testid="stException"]').count() == 0
            assert not scrolls_sideways(page), (meeting, part)
            assert not faults(page, axe), (meeting, part)
    go(page, meetings_server, f"/rapat?wilayah=73.71&bahasa={language}")
    assert not scrolls_sideways(page), "an area without a forum"


@SIZES
def test_forms_that_open_on_demand_and_an_area_without_a_forum(visit, meetings_server, axe, size):
    page = visit(meetings_server, f"{LIST}&rapat=2", size=size)
    for address, key in (
        ("agenda", "open_facts_2"), ("agenda", "open_item_2_1"), ("kehadiran", "open_attendance_2_0_details"),
        ("kesepakatan", "open_decision_2_1"), ("kesepakatan", "open_activity_2_1"),
    ):  # fmt: skip
        go(page, meetings_server, f"{LIST}&rapat=2&bagian={address}")
        page.locator(f".st-key-{key} button").click()
        wait_until_ready(page)
        assert not faults(page, axe), key
    go(page, meetings_server, f"{LIST}&rapat=1")
    page.locator(".st-key-open_reopen_1 button").click()
    wait_until_ready(page)
    assert not faults(page, axe), "reopening"
    for address in ("/rapat?wilayah=51.05", "/rapat?wilayah=51.05&rapat=1"):
        go(page, meetings_server, address)
        assert not faults(page, axe), address
