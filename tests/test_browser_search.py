"""The search box in a real browser: by keyboard, at phone size, and the way back from where a code led."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from meeting_store import AREA, planned, store_with_meeting
from playwright.sync_api import Page, expect
from test_browser_axe import axe, faults

from store import latest_version, open_store
from texts import LANGUAGES, text
from vocab.table_codes import table_code

__all__ = ["axe"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Iterator[Server]:
    """The example with a forum and a meeting; tests only look."""
    folder = tmp_path_factory.mktemp("search") / "copy"
    shutil.copytree(example_folder, folder)
    store_with_meeting(folder)
    engine = open_store(f"sqlite:///{folder / 'cakupan.db'}")
    planned(engine, on=date(2027, 2, 26))
    engine.dispose()
    with serve(folder, environment=EXAMPLE) as started:
        yield started


def version_before(server: Server) -> int:
    engine = open_store(server.database_url)
    at = latest_version(engine) - 1
    engine.dispose()
    return at


def box(page: Page, *, phone: bool) -> None:
    """Put the keyboard into the box beside the menu, which a phone opens first."""
    if phone:
        page.get_by_test_id("stExpandSidebarButton").press("Enter")
    page.get_by_role("search").get_by_role("searchbox").focus()


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
def test_a_code_leads_straight_to_its_table_and_the_way_back_is_free(visit, server, size):
    at = version_before(server)
    page = visit(server, "/cakupan", size=size)
    box(page, phone=size == PHONE)
    page.keyboard.type(table_code("not_done", 1, at).lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tindak-lanjut?**")
    wait_until_ready(page)
    assert f"versi={at}" in page.url
    assert "rapat=1" in page.url
    expect(page.locator(".context")).to_contain_text("Banyuasin")
    beside = "stSidebarNav" if size == PROJECTOR else "stExpandSidebarButton"
    expect(page.get_by_test_id(beside)).to_be_visible()
    page.go_back()
    wait_until_ready(page)
    assert "/cakupan" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
def test_what_is_found_can_be_opened_by_keyboard(visit, server, size, language, axe):
    page = visit(server, f"/cakupan?wilayah={AREA}&bahasa={language}", size=size)
    box(page, phone=size == PHONE)
    page.keyboard.type("kegiatan 07")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?**")
    wait_until_ready(page)
    assert f"bahasa={language}" in page.url
    expect(page.get_by_role("heading", name=text("search.activities", language, count=1))).to_be_visible()
    assert not scrolls_sideways(page)
    assert not faults(page, axe)
    page.get_by_role("link", name="Kegiatan 07").press("Enter")
    page.wait_for_url(re.compile("kegiatan="))
    wait_until_ready(page)
    expect(page.get_by_role("heading", name="Kegiatan 07").first).to_be_visible()


def test_a_wrong_code_is_told_its_mistake(visit, server, axe):
    page = visit(server, "/cari?q=CKP-41U1-23A", size=PHONE)
    expect(page.get_by_text(text("table_code.mistake.character"))).to_be_visible()
    assert not faults(page, axe)


def test_what_is_typed_stays_text(visit, server):
    page = visit(server, "/cari?q=<img src=x onerror=alert(1)>")
    expect(page.get_by_text("<img src=x onerror=alert(1)>", exact=False).first).to_be_visible()
    expect(page.locator(".stHtml img[src=x]")).to_have_count(0)
