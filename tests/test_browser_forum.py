"""Tindak Lanjut in a real browser: board, filters in the address, a report from form to board, two people at once."""

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, Server, scrolls_sideways, serve, wait_until_ready
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

import store
from texts import LANGUAGES, text

pytestmark = pytest.mark.browser
SIZES = (PROJECTOR, PHONE)
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
ACTIVITY = "Verifikasi data PBI 2015 ke desa"
BANYUASIN = "/tindak-lanjut?wilayah=16.07"
MADE_UP = "/tindak-lanjut?wilayah=99.01"
STATES = (
    MADE_UP,
    f"{MADE_UP}&tampil=semua",
    f"{MADE_UP}&tenggat=overdue&instansi=Dinas+Sosial",
    f"{MADE_UP}&status=done",
    "/tindak-lanjut?wilayah=99",
    "/tindak-lanjut?wilayah=51.05",
    f"{MADE_UP}&kegiatan=000000000000",
    f"{MADE_UP}&menurut=kendala&keputusan=decide",
    f"{MADE_UP}&lengkapi=tanpa-laporan",
    f"{MADE_UP}&baru=ya",
)


@pytest.fixture(scope="module")
def forum_server(tmp_path_factory: pytest.TempPathFactory, both_samples_folder: Path) -> Iterator[Server]:
    """The published example and the made-up province; tests must not change their figures."""
    folder = tmp_path_factory.mktemp("forum") / "copy"
    shutil.copytree(both_samples_folder, folder)
    with serve(folder, environment=EXAMPLE) as server:
        yield server


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_one_activity_fits_the_window_now_and_as_known_before(visit, forum_server, size, language):
    page = visit(forum_server, f"{MADE_UP}&bahasa={language}", size=size)
    page.locator(".board a").first.click()
    wait_until_ready(page)
    assert page.get_by_role("button", name=text("follow_up.report.save", language)).count() == 1
    page.get_by_role("button", name=text("follow_up.detail.source", language)).click()
    assert "activities.csv" in page.get_by_test_id("stPopoverBody").inner_text()
    assert not scrolls_sideways(page)
    newest = page.url.partition("?")[2]
    before = store.latest_version(store.open_store(forum_server.database_url)) - 1
    go(page, forum_server, f"/tindak-lanjut?{newest}&versi={before}")
    assert page.get_by_role("button", name=text("follow_up.report.save", language)).count() == 0
    assert not scrolls_sideways(page)


def go(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    wait_until_ready(page)


def follow(page: Page, name: str, *, within: str = "body") -> None:
    page.locator(within).get_by_role("link", name=name).first.click()
    wait_until_ready(page)


def follow_tile(page: Page, label: str) -> None:
    """Open the list of a tile by its label: what others say beneath may hold the same words."""
    page.locator(".tiles a", has=page.locator(".label", has_text=label)).click()
    wait_until_ready(page)


def counters(page: Page) -> dict[str, int]:
    labels = page.locator(".tile .label").all_inner_texts()
    return dict(zip(labels, (int(value) for value in page.locator(".tile .value").all_inner_texts()), strict=True))


def listed(page: Page) -> int:
    return page.locator(".board .what").count()


def test_a_tile_opens_the_list_it_counted_and_the_address_keeps_it(visit, forum_server):
    page = visit(forum_server, MADE_UP)
    overdue = text("timing.overdue")
    count = counters(page)[overdue]
    follow_tile(page, overdue)
    assert listed(page) == count > 0
    assert page.locator('.tile[aria-current="true"] .label').inner_text() == overdue
    page.reload()
    wait_until_ready(page)
    assert listed(page) == count
    assert "tenggat=overdue" in page.url
    follow(page, text("follow_up.filter.clear"), within=".chips")
    assert listed(page) > count
    assert page.locator(".chips").count() == 0


def test_filters_chosen_on_screen_stand_in_the_address_and_survive_a_reload(visit, forum_server):
    page = visit(forum_server, MADE_UP)
    page.get_by_role("button", name=text("follow_up.filter.open")).click()
    panel = page.get_by_test_id("stPopoverBody")
    panel.get_by_label(text("follow_up.filter.instansi"), exact=True).click()
    page.get_by_role("option", name="Dinas Sosial").click()
    wait_until_ready(page)
    page.keyboard.press("Escape")
    page.get_by_role("radio", name=text("follow_up.show.semua"), exact=True).click()
    wait_until_ready(page)
    shown = listed(page)
    page.reload()
    wait_until_ready(page)
    assert "instansi=Dinas+Sosial" in page.url
    assert "tampil=semua" in page.url
    assert listed(page) == shown > 0
    # Once under what needs a decision, once under what the forum only has to know.
    assert page.locator(".board h3").all_inner_texts() == ["Dinas Sosial"] * 2
    assert "Dinas Sosial" in page.locator(".chips").inner_text()
    follow(page, "English")
    assert listed(page) == shown
    assert page.locator(".board h3").all_inner_texts() == ["Dinas Sosial"] * 2


def test_charts_and_tables_count_the_activities_of_the_list(visit, forum_server):
    page = visit(forum_server, MADE_UP)
    shown = listed(page)
    for name in ("by_group", "by_obstacle"):
        block = page.locator(f".st-key-chart_{name}")
        block.get_by_text(text("block.show_table")).click()
        assert block.locator("tfoot td").first.inner_text() == str(shown)


def open_activity(visit, server: Server, *, size: tuple[int, int] = PROJECTOR) -> Page:
    page = visit(server, BANYUASIN, size=size)
    follow(page, ACTIVITY, within=".board")
    return page


def say_who(page: Page, name: str, institution: str, role: str) -> None:
    form = page.locator(".st-key-activity_report")
    for field, value in (("name", name), ("institution", institution)):
        box = form.get_by_label(text(f"person.{field}"), exact=True)
        box.fill(value)
        box.press("Tab")
        wait_until_ready(page)
    pick(page, form.get_by_label(text("person.role"), exact=True), text(f"person_role.{role}"))
    wait_until_ready(page)


def choose(page: Page, field: str, option: str) -> None:
    form = page.locator(".st-key-activity_report")
    pick(page, form.get_by_label(text(f"follow_up.report.{field}"), exact=True), option)


def pick(page: Page, box: Locator, option: str) -> None:
    """Choose from a list; one that a run closed while it opened is opened anew by what is typed."""
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def write(page: Page, **typed: str) -> None:
    form = page.locator(".st-key-activity_report")
    for field, value in typed.items():
        form.get_by_label(text(f"follow_up.report.{field}"), exact=True).fill(value)


def save(page: Page) -> None:
    page.get_by_role("button", name=text("follow_up.report.save")).click()
    wait_until_ready(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_report_is_seen_in_counter_board_history_and_workbook(visit, own_server, size):
    page = open_activity(visit, own_server, size=size)
    say_who(page, "Siti Aminah", "Dinas Sosial", "secretariat")
    choose(page, "status", text("status.done_unconfirmed"))
    write(page, progress="100", note="*Tuntas* <b>", evidence="BA 3 https://example.org/ba, javascript:alert(1)")
    save(page)
    assert text("activity.report.saved") in page.locator(".notice.good").inner_text()
    assert "4 belum tuntas" in page.locator(".answer").inner_text()
    settle(page)
    assert "3 belum tuntas: 1 belum dilaksanakan, 2 terlaksana sebagian" in page.locator(".answer").inner_text()
    story = page.locator(".timeline")
    for words in (
        "Tuntas, 100",
        "Selesai, menunggu konfirmasi, 100",
        "*Tuntas* <b>",
        "Dinas Sosial, Siti Aminah, Sekretariat",
        "activities_banyuasin_2016.csv",
    ):
        assert words in story.inner_text().replace("\u00a0", " ")
    links = story.locator("a")
    assert links.all_inner_texts() == ["https://example.org/ba"]
    assert "noopener" in links.first.get_attribute("rel")
    follow(page, text("follow_up.detail.back"))
    assert counters(page)[text("follow_up.tile.unfinished")] == listed(page) == 3
    assert ACTIVITY not in page.locator(".board").inner_text()
    assert "3" in summary_tile(visit, own_server)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name=text("summary.take.workbook")).click()
    book = load_workbook(io.BytesIO(Path(downloaded.value.path()).read_bytes()))
    said = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "BA 3 https://example.org/ba, javascript:alert(1)" in said


def settle(page: Page) -> None:
    """The secretariat finds the evidence complete, then the forum settles."""
    page.get_by_role("radio", name=text("activity.do.bukti"), exact=True).click()
    wait_until_ready(page)
    for label in ("complete", "settle"):
        page.get_by_role("button", name=text(f"activity.proof.{label}"), exact=True).click()
        wait_until_ready(page)


def summary_tile(visit, server: Server) -> str:
    tiles = visit(server, "/ringkasan?wilayah=16.07").locator(".tile")
    return tiles.filter(has_text=text("summary.tile.unfinished")).locator(".value").inner_text()


def test_the_second_of_two_people_is_refused_with_the_text_kept(visit, own_server):
    first, second = open_activity(visit, own_server), open_activity(visit, own_server)
    say_who(second, "Budi", "Bappeda", "operator")
    say_who(first, "Siti", "Dinas Sosial", "operator")
    choose(first, "status", text("status.in_progress"))
    write(first, note="Dari yang pertama")
    save(first)
    assert first.locator(".notice.good").count() == 1
    write(second, note="Dari yang kedua", evidence="BA 9")
    save(second)
    refused = " ".join(second.locator(".notice").all_inner_texts())
    assert "Siti" in refused
    assert "Yang kini berlaku: Sedang berjalan" in refused
    assert "Dari yang pertama" in refused
    form = second.locator(".st-key-activity_report")
    expect(form.get_by_label(text("follow_up.report.note"), exact=True)).to_have_value("Dari yang kedua")
    expect(form.get_by_label(text("follow_up.report.evidence"), exact=True)).to_have_value("BA 9")
    second.get_by_role("button", name=text("forum_form.keep_mine")).click()
    wait_until_ready(second)
    expect(form.get_by_label(text("follow_up.report.note"), exact=True)).to_have_value("Dari yang kedua")
    save(second)
    assert second.locator(".notice.good").count() == 1
    assert "Dari yang pertama" in second.locator(".timeline").inner_text()
    assert "Dari yang kedua" in second.locator(".timeline").inner_text()


def test_finished_needs_evidence_and_the_person_is_remembered(visit, own_server):
    page = open_activity(visit, own_server)
    say_who(page, "Siti", "Dinas Sosial", "operator")
    choose(page, "status", text("status.done_unconfirmed"))
    write(page, note="Sudah dikerjakan")
    save(page)
    told = " ".join(page.locator(".notice.attention").all_inner_texts())
    assert text("refusal.evidence_needed") in told
    form = page.locator(".st-key-activity_report")
    expect(form.get_by_label(text("follow_up.report.note"), exact=True)).to_have_value("Sudah dikerjakan")
    write(page, evidence="Surat 12/2026")
    save(page)
    assert page.locator(".notice.good").count() == 1
    page.reload()
    wait_until_ready(page)
    assert text("forum_form.who_as", person="Siti, Dinas Sosial") in form.inner_text()
