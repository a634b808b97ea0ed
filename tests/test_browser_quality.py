"""Kualitas & Pemadanan in a browser: tiles lead to lists, a warning is accepted, a reminder copied, a phone fits."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser_fixtures import PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from playwright.sync_api import Page, expect

from store import open_store
from texts import LANGUAGES, text
from ui import start
from vocab.people import Person

pytestmark = pytest.mark.browser
DEMO = "99"
PARTS = ("kelengkapan", "jumlah", "sumber", "pemadanan", "menonjol", "diterima")


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    engine = open_store(Server("", folder / "server.log", folder).database_url)
    start.load_sample(engine, "demo", at=datetime.now(tz=UTC), by=Person("Cakupan", "", ""))
    engine.dispose()
    return folder


@pytest.fixture(scope="module")
def demo_server(demo_folder: Path) -> Iterator[Server]:
    with serve(demo_folder, environment={"CAKUPAN_FIRST_REGION": DEMO}) as server:
        yield server


@pytest.fixture
def own_demo_server(demo_folder: Path, tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "copy"
    shutil.copytree(demo_folder, folder)
    with serve(folder, environment={"CAKUPAN_FIRST_REGION": DEMO}) as server:
        yield server


def label_of(page: Page, key: str) -> None:
    expect(page.get_by_text(text(key, "id")).first).to_be_visible()


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_fits_the_screen_in_both_languages(visit, demo_server, size, language):
    page = visit(demo_server, f"/kualitas?bahasa={language}", size=size)
    for part in PARTS:
        page.get_by_role("radio", name=text(f"quality.part.{part}", language), exact=True).click()
        wait_until_ready(page)
        assert not scrolls_sideways(page), part
    expect(page.locator(".tile")).to_have_count(5)


def test_a_tile_leads_to_its_list_and_the_link_opens_it_again(visit, demo_server):
    page = visit(demo_server, "/kualitas")
    page.locator(".tile", has_text=text("quality.tile.sources", "id")).click()
    wait_until_ready(page)
    assert "bagian=sumber" in page.url
    label_of(page, "quality.sources.population")
    again = visit(demo_server, page.url.removeprefix(demo_server.url))
    expect(again.locator(".tile[aria-current=true] .value")).to_have_text("12")


def test_a_reminder_is_there_to_be_copied(visit, demo_server):
    page = visit(demo_server, "/kualitas")
    page.get_by_text("Pengingat untuk Dinas Sosial").click()
    message = page.get_by_test_id("stCode").filter(has_text="Yth. Dinas Sosial").first
    expect(message).to_contain_text("• Pemadanan (Dinas Sosial): Kab. Pulau Contoh (rekaan)")
    message.hover()
    expect(message.get_by_role("button")).to_have_count(1)


def test_a_warning_is_accepted_and_opened_again(visit, own_demo_server):
    page = visit(own_demo_server, "/kualitas?bagian=menonjol")
    page.get_by_text(text("quality.accept.title", "id")).click()
    page.get_by_label(text("person.name", "id")).last.fill("Siti Aminah")
    page.get_by_label(text("person.name", "id")).last.press("Tab")
    wait_until_ready(page)
    page.get_by_label(text("quality.accept.reason", "id")).fill("Penduduk BPJS belum diperbarui.")
    page.get_by_role("button", name=text("quality.accept.button", "id"), exact=True).click()
    wait_until_ready(page)
    label_of(page, "quality.done.accepted")
    label_of(page, "quality.outliers.none")
    page.get_by_role("radio", name=text("quality.part.diterima", "id"), exact=True).click()
    wait_until_ready(page)
    expect(page.get_by_text("Penduduk BPJS belum diperbarui.").first).to_be_visible()
    page.get_by_text(text("quality.take_back.title", "id")).click()
    page.get_by_role("button", name=text("quality.take_back.button", "id"), exact=True).click()
    wait_until_ready(page)
    label_of(page, "quality.done.taken_back")
    expect(page.locator(".tile .value").nth(3)).to_have_text("1")
