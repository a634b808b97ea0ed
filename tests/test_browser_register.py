"""The register through Excel in a real browser: downloaded, filled in, uploaded, seen cell by cell, saved, undone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browser_fixtures import PHONE, PROJECTOR, scrolls_sideways, wait_until_ready
from playwright.sync_api import Page, expect
from register_files import edited
from test_browser_axe import axe, faults

import store
from texts import LANGUAGES, text
from vocab.people import Person

__all__ = ["axe"]

pytestmark = pytest.mark.browser
REGISTER = "/tindak-lanjut?wilayah=16.07&daftar=excel"
FORUM = "FKPKU Kabupaten Banyuasin"
DINKES, DUKCAPIL, DINSOS = "Dinas Kesehatan", "Disdukcapil", "Dinas Sosial"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


def download(page: Page, language: str = "id") -> bytes:
    with page.expect_download() as given:
        page.get_by_role("link", name=text("register.page.download", language, count="4")).click()
    assert given.value.suggested_filename.endswith(".xlsx")
    return Path(given.value.path()).read_bytes()


def upload(page: Page, content: bytes, language: str = "id") -> None:
    file = {"name": "daftar_opd.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    current = page.locator(".steps .current")
    expect(current).to_contain_text(text("register.page.step_upload", language), timeout=30_000)
    page.get_by_text(text("register.page.review", language), exact=True).first.wait_for(timeout=60_000)
    wait_until_ready(page, timeout=60_000)


def say_who(page: Page, language: str = "id") -> None:
    form = page.locator(".st-key-register_form")
    for field, said in (("name", "Siti Aminah"), ("institution", "Sekretariat")):
        box = form.get_by_label(text(f"person.{field}", language), exact=True)
        box.fill(said)
        box.press("Tab")
        wait_until_ready(page)


def press(page: Page, label: str, **values: object) -> None:
    page.get_by_role("button", name=text(label, **values), exact=True).click()
    wait_until_ready(page)


def shown(page: Page) -> str:
    return " ".join(page.locator("[data-testid=stMain]").inner_text().replace("\u00a0", " ").split())


def activities(url: str) -> dict[str, dict[str, object]]:
    engine = store.open_store(url)
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution", drop=False).astype(object)
    engine.dispose()
    # A missing value equals none, not even itself.
    return rows.where(rows.notna(), None).to_dict("index")


def change(url: str, institution: str, **values: object) -> None:
    """Somebody else changes an activity meanwhile."""
    engine = store.open_store(url)
    opened_at = store.latest_version(engine)
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    by = store.Change(Person("Budi", "Bappeda"), AT, opened_at=opened_at)
    store.change_activity(engine, rows.loc[institution, "activity_id"], values, change=by)
    engine.dispose()


def test_from_the_board_through_excel_and_back(visit, own_server):
    page = visit(own_server, "/tindak-lanjut?wilayah=16.07")
    page.get_by_role("link", name=text("register.page.open")).click()
    wait_until_ready(page)
    content = download(page)
    before = activities(own_server.database_url)
    typed = [
        (DUKCAPIL, "status", text("status.in_progress")),
        (DUKCAPIL, "output_realised", 12),
        (DINSOS, "due_date", date(2027, 6, 30)),
        (DINKES, "status", text("status.done")),
    ]
    upload(page, edited(content, *typed))
    assert text("register.why.settled_by_forum") in shown(page)
    assert activities(own_server.database_url) == before
    say_who(page)
    press(page, "register.page.button")
    version = max(int(row["since"]) for row in activities(own_server.database_url).values())
    assert text("register.page.saved_title", version=version) in shown(page)
    after = activities(own_server.database_url)
    assert (after[DUKCAPIL]["status"], after[DUKCAPIL]["output_realised"]) == ("in_progress", 12)
    assert str(after[DINSOS]["due_date"].date()) == "2027-06-30"
    assert after[DINKES] == before[DINKES]
    assert text("status.in_progress") in shown(visit(own_server, "/tindak-lanjut?wilayah=16.07"))
    press(page, "register.page.undo", version=version)
    assert {row["status"] for row in activities(own_server.database_url).values()} == {"not_started", "partly_done"}
    page.get_by_role("link", name=text("register.page.back")).click()
    wait_until_ready(page)
    assert text("status.in_progress") not in shown(page)


def test_two_sides_change_the_same_cell_and_a_person_chooses(visit, own_server):
    page = visit(own_server, REGISTER)
    content = edited(download(page), (DINKES, "person", "Kepala Bidang"), (DUKCAPIL, "person", "Sekretaris"))
    for institution in (DINKES, DUKCAPIL):
        change(own_server.database_url, institution, person="Kepala Seksi")
    upload(page, content)
    say_who(page)
    save = page.get_by_role("button", name=text("register.page.button"), exact=True)
    expect(save).to_be_disabled()
    mine = page.get_by_role("radio", name="Kepala Bidang")
    mine.locator("xpath=ancestor::label").click()
    wait_until_ready(page)
    expect(save).to_be_disabled()
    theirs = page.get_by_role("radiogroup").filter(has_text="Sekretaris").get_by_role("radio").first
    theirs.locator("xpath=ancestor::label").click()
    wait_until_ready(page)
    press(page, "register.page.button")
    rows = activities(own_server.database_url)
    assert (rows[DINKES]["person"], rows[DUKCAPIL]["person"]) == ("Kepala Bidang", "Kepala Seksi")


def test_what_is_saved_elsewhere_while_one_looks_is_told_and_not_overwritten(visit, own_server):
    page = visit(own_server, REGISTER)
    upload(page, edited(download(page), (DINKES, "person", "Kepala Bidang")))
    change(own_server.database_url, DINKES, person="Kepala Seksi")
    say_who(page)
    press(page, "register.page.button")
    assert "Budi" in shown(page)
    assert activities(own_server.database_url)[DINKES]["person"] == "Kepala Seksi"
    press(page, "register.page.look_again")
    assert text("register.page.conflicts", count="1") in shown(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
def test_every_part_fits_the_window_and_can_be_used_by_everybody(visit, own_server, axe, size, language):
    page = visit(own_server, f"{REGISTER}&bahasa={language}", size=size)
    assert not faults(page, axe), "nothing chosen"
    assert not scrolls_sideways(page)
    content = download(page, language)
    change(own_server.database_url, DINKES, person="Kepala Seksi")
    typed = [
        (DINKES, "person", "Kepala Bidang"),
        (DINKES, "status", text("status.done", language)),
        (DUKCAPIL, "problem", "Desa di tepi sungai besar yang hanya terjangkau perahu " * 6),
        (DINSOS, "budget", "seratus juta"),
        ("12", "institution", "BPKAD"),
        ("12", "activity", "Pelunasan tunggakan iuran"),
        ("12", "origin", "Triwulan IV 2026"),
    ]
    upload(page, edited(content, *typed), language)
    assert not faults(page, axe), "looked at"
    assert not scrolls_sideways(page)
