"""Anggota Forum in a real browser: every part in both languages and sizes, forms, files there and back, two people."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from browser_fixtures import PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from meeting_store import AREA, CLERK, FORUM, found, planned
from playwright.sync_api import Page, expect
from test_browser_axe import axe, faults

import store
from store import Change
from texts import LANGUAGES, text
from ui import session

__all__ = ["axe"]

pytestmark = pytest.mark.browser
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
DINKES = "Dinas Kesehatan"
SARI = {"name": "Sari Wulandari", "institution": "Bappeda", "role": "secretariat"}
BUDI = {"name": "Budi", "institution": DINKES, "role": "operator"}
LIST, PAPERS, PARTNERSHIP = (
    f"/anggota?wilayah={AREA}&bagian_anggota={part}" for part in ("anggota", "dokumen", "kemitraan")
)
INSTITUTION = f"/anggota?wilayah={AREA}&instansi_forum={quote(DINKES)}"
STATES = (
    LIST,
    PAPERS,
    PARTNERSHIP,
    INSTITUTION,
    f"/anggota?wilayah={AREA}&instansi_forum=RSUD",
    "/anggota?wilayah=16.06",
    f"{LIST}&versi=3",
)
SIZES = pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
PDF = b"%PDF-1.7\n% rekaan, bukan MoU sungguhan\n"


def prepared(folder: Path) -> None:
    """A forum with members, activities, a meeting in a month, a paper that ends soon and one that has ended."""
    engine = store.open_store(f"sqlite:///{folder / 'cakupan.db'}")
    found(engine, activities=12)
    planned(engine, on=session.today() + timedelta(days=30))
    for number, ends in (("440/15/2016", 45), ("77/PKS/2024", -12)):
        values = {"forum": FORUM, "kind": "mou", "number": number, "subject": "Optimalisasi jaminan sosial di daerah"}
        until = session.today() + timedelta(days=ends)
        store.add_document(engine, values | {"valid_until": until, "link": "Arsip Setda"}, Change(by=CLERK, at=AT))
    engine.dispose()


@pytest.fixture(scope="module")
def members_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A forum that tests only look at."""
    folder = tmp_path_factory.mktemp("members")
    prepared(folder)
    with serve(folder, environment={"CAKUPAN_FIRST_REGION": AREA}) as server:
        yield server


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A forum for one test alone."""
    prepared(tmp_path)
    with serve(tmp_path, environment={"CAKUPAN_FIRST_REGION": AREA}) as server:
        yield server


def go(page: Page, server: Server, path: str, *, by: dict[str, str] | None = None) -> Page:
    if by is not None:
        headers = {"sec-fetch-site": "same-origin"}
        assert page.context.request.get(f"{server.url}/saya?{urlencode(by)}", headers=headers).status == 204
    page.goto(server.url + path)
    wait_until_ready(page)
    return page


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    wait_until_ready(page)


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_fits_the_window_and_is_open_to_everybody(visit, members_server, axe, size, language):
    page = visit(members_server, f"/?bahasa={language}", size=size)
    for state in STATES:
        go(page, members_server, f"{state}&bahasa={language}", by=SARI)
        assert page.get_by_role("heading", level=1).count() == 1, state
        assert page.locator('[data-testid="stException"]').count() == 0, state
        assert not scrolls_sideways(page), state
        assert not faults(page, axe), state


@SIZES
def test_every_form_fits_the_window_and_is_open_to_everybody(visit, members_server, axe, size):
    page = visit(members_server, "/", size=size)
    forms: tuple[tuple[str, str], ...] = (
        (LIST, text("members.forum.change")),
        (LIST, text("members.add.one")),
        (LIST, text("members.add.several")),
        (INSTITUTION, text("members.add.change")),
        (INSTITUTION, text("members.add.remove")),
        (INSTITUTION, text("members.clarify.add")),
        (PAPERS, text("documents.add")),
        (PAPERS, text("documents.change")),
        (PAPERS, text("documents.receipt.record")),
        (PARTNERSHIP, f"{text('partnership_page.form.answer')}: {text('partnership.criterion.shared_vision')}"),
    )
    for path, button in forms:
        go(page, members_server, path, by=SARI)
        click(page, button)
        assert page.locator('[data-testid="stForm"]').count() > 0, button
        assert not scrolls_sideways(page), button
        assert not faults(page, axe), button


def test_others_see_why_the_report_is_closed_and_open_it_by_their_role(visit, members_server, axe):
    page = go(visit(members_server), members_server, PARTNERSHIP, by=BUDI)
    expect(page.get_by_text(text("partnership_page.closed"))).to_be_visible()
    assert not faults(page, axe)
    place = page.locator(".st-key-partnership_who")
    place.get_by_label(text("person.role"), exact=True).click()
    page.get_by_role("option", name=text("person_role.chair"), exact=True).click()
    expect(page.get_by_role("heading", name=text("partnership_page.criteria"))).to_be_visible()
    wait_until_ready(page)


IN_FOCUS = """() => {
  const here = document.activeElement;
  return here.ariaLabel || (here.tagName === "BUTTON" ? here.innerText.trim().split("\\n").pop() : "");
}"""


def tab_to(page: Page, name: str) -> None:
    """Go on with the key until the field or button of this name is in focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(IN_FOCUS) == name:
            return
    pytest.fail(f"{name} cannot be reached with the keyboard")


def test_a_member_is_entered_with_the_keyboard_alone(visit, own):
    page = go(visit(own), own, LIST, by=SARI)
    tab_to(page, text("members.add.one"))
    page.keyboard.press("Enter")
    wait_until_ready(page)
    tab_to(page, text("members.field.institution"))
    page.keyboard.type("RSUD Sukajadi")
    page.keyboard.press("Enter")
    tab_to(page, text("members.field.position"))
    page.keyboard.type("Direktur")
    tab_to(page, text("members.add.save"))
    page.keyboard.press("Enter")
    wait_until_ready(page)
    row = page.locator(".st-key-roster tbody tr").last
    assert "RSUD Sukajadi" in row.inner_text()
    assert "Direktur" in row.inner_text()


def test_a_file_goes_there_and_comes_back_the_same(visit, own):
    page = go(visit(own), own, PAPERS, by=SARI)
    click(page, text("documents.add"))
    form = page.locator('[data-testid="stForm"]')
    form.get_by_label(text("documents.field.number"), exact=True).fill("15/2016")
    form.get_by_label(text("documents.field.subject"), exact=True).fill("Pembentukan forum")
    assert "10 MB" in page.evaluate(UPLOAD_WORDS)
    choose_file(page, "SK 15 & lampiran.pdf", b"<html>bukan pdf</html>")
    click(page, text("documents.save"))
    expect(
        page.get_by_text(text("refusal.file_not_what_it_says", file="SK 15 & lampiran.pdf", ending="pdf"))
    ).to_be_visible()
    expect(form.get_by_label(text("documents.field.number"), exact=True)).to_have_value("15/2016")
    page.get_by_test_id("stFileChipDeleteBtn").get_by_role("button").click()
    wait_until_ready(page)
    choose_file(page, "SK 15 & lampiran.pdf", PDF)
    click(page, text("documents.save"))
    link = page.get_by_role("link", name=text("documents.download", file="SK 15 & lampiran.pdf"))
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "SK 15 & lampiran.pdf"
    assert Path(waiting.value.path()).read_bytes() == PDF
    answer = page.context.request.get(own.url + str(link.get_attribute("href")))
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"


UPLOAD_WORDS = """() => getComputedStyle(
  document.querySelector('[data-testid=stFileUploaderDropzoneInstructions]'), '::after').content"""


def choose_file(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator('.st-key-paper_file input[type="file"]').set_input_files(file)
    wait_until_ready(page)


def test_two_people_change_the_same_member_and_nothing_is_overwritten_silently(visit, own):
    first, second = (go(visit(own), own, INSTITUTION, by=who) for who in (SARI, BUDI))
    for page, name in ((first, "Nama dari Sari"), (second, "Nama dari Budi")):
        click(page, text("members.add.change"))
        page.locator('[data-testid="stForm"]').get_by_label(text("members.field.person"), exact=True).fill(name)
    click(first, text("forum_form.save"))
    click(second, text("forum_form.save"))
    notice = second.locator(".notice.attention")
    expect(notice).to_contain_text(text("forum_form.changed_title"))
    expect(notice).to_contain_text("Nama dari Sari")
    expect(notice).to_contain_text("Sari Wulandari")
    click(second, text("forum_form.take_standing"))
    field = second.locator('[data-testid="stForm"]').get_by_label(text("members.field.person"), exact=True)
    expect(field).to_have_value("Nama dari Sari")


@SIZES
def test_an_institution_clarifies_and_the_secretariat_reads_it(visit, own, size):
    page = go(visit(own, size=size), own, INSTITUTION, by=BUDI)
    click(page, text("members.clarify.add"))
    page.get_by_label(text("members.clarify.field"), exact=True).fill("Perahu sedang diperbaiki; **jadwal** menyusul.")
    click(page, text("members.clarify.save"))
    expect(page.get_by_text("Perahu sedang diperbaiki; **jadwal** menyusul.")).to_be_visible()
    other = go(visit(own), own, INSTITUTION, by=SARI)
    expect(other.get_by_text("Perahu sedang diperbaiki; **jadwal** menyusul.")).to_be_visible()


def test_what_people_write_stays_text(visit, own):
    engine = store.open_store(own.database_url)
    evil = {
        "person": "<img src=x onerror=alert(1)>",
        "contact": "[klik](https://contoh.go.id)",
        "written_role": "**x**",
    }
    store.change_member(engine, FORUM, DINKES, evil, Change(by=CLERK, at=AT))
    engine.dispose()
    page = go(visit(own), own, LIST)
    assert page.locator("img[src=x]").count() == 0
    assert "<img src=x onerror=alert(1)>" in page.locator(".st-key-roster").inner_text()
    go(page, own, INSTITUTION)
    assert page.locator("img[src=x]").count() == 0
    assert page.get_by_role("link", name="klik").count() == 0
