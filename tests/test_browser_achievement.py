"""Ringkasan and Cakupan in a real browser: both languages and sizes, switches, links, the workbook, origins."""

import io

import pytest
from browser_fixtures import PHONE, PROJECTOR, scrolls_sideways, wait_until_ready
from openpyxl import load_workbook
from playwright.sync_api import Page

from pages.achievement.coverage_parts import PARTS
from pages.achievement.summary_roles import ROLES
from texts import LANGUAGES, text

pytestmark = pytest.mark.browser
SIZES = (PROJECTOR, PHONE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_summary_for_every_reader_fits_the_window(visit, example_server, size, language):
    page = visit(example_server, f"/?bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("summary.title", language)
    for role in ROLES:
        choose(page, text(f"summary.role.{role}", language))
        assert page.locator(".tiles .tile").count() == len(ROLES[role].tiles)
        assert not scrolls_sideways(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_part_of_coverage_fits_the_window(visit, example_server, size, language):
    page = visit(example_server, f"/cakupan?bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("coverage.title", language)
    for part in PARTS:
        choose(page, text(f"coverage.part.{part}", language))
        assert not scrolls_sideways(page)


def choose(page: Page, name: str) -> None:
    """Click one of a row of choices."""
    page.get_by_role("radio", name=name, exact=True).click()
    wait_until_ready(page)


def test_summary_shows_the_published_figures(visit, example_server):
    page = visit(example_server)
    tiles = " ".join(page.locator(".tiles").inner_text().replace("\u00a0", " ").split())
    for words in (
        "37,87 %",
        "370.202 dari 977.492 jiwa",
        "Kurang 558.416 jiwa",
        "607.290 jiwa menuju 100 %",
        "+32.127 jiwa",
    ):
        assert words in tiles
    assert "2 belum dilaksanakan, 2 terlaksana sebagian" in tiles


def test_title_of_the_trend_is_drawn_with_both_movements(visit, example_server):
    page = visit(example_server)
    chart = page.locator(".st-key-pair_summary_trend .js-plotly-plot")
    chart.locator("svg").first.wait_for()
    drawn = " ".join(chart.inner_text().split()) or " ".join(chart.all_text_contents())
    assert "32.127" in drawn
    assert "46.969" in drawn


def test_reader_is_kept_in_the_address(visit, example_server):
    page = visit(example_server)
    choose(page, text("summary.role.dinsos"))
    page.wait_for_url("**peran=dinsos**")
    assert (
        text("summary.own.section", institution=text("summary.institution.dinsos"))
        in page.locator("h2").all_inner_texts()
    )


def test_parts_of_coverage_are_reached_by_keyboard_and_kept_in_the_address(visit, example_server):
    page = visit(example_server, "/cakupan")
    page.get_by_role("radio", name=text("coverage.part.tren")).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    wait_until_ready(page)
    page.wait_for_url("**bagian=segmen**")
    assert text("coverage.segments.section") in page.locator("h2").all_inner_texts()


def test_where_a_figure_comes_from_reaches_file_and_cell(visit, example_server):
    page = visit(example_server)
    page.get_by_role("button", name=text("block.where_from")).click()
    origin = page.locator(".provenance")
    origin.wait_for()
    said = " ".join(origin.inner_text().split())
    assert "370.202 ÷ 977.492 × 100" in said
    assert "membership_banyuasin_2016.csv" in said
    assert text("block.cell", cell="D9") in said


def test_workbook_comes_down_under_its_name_and_holds_the_figures(visit, example_server):
    page = visit(example_server)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=text("summary.take.workbook")).click()
    assert waiting.value.suggested_filename.startswith("UHC_Kabupaten-Banyuasin_2016-08_")
    content = waiting.value.path().read_bytes()
    values = {cell.value for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row}
    assert {370202, 977492} <= values


def test_tile_leads_to_the_part_it_speaks_of(visit, example_server):
    page = visit(example_server)
    page.locator(".tile", has_text=text("summary.tile.registered")).first.click()
    wait_until_ready(page)
    assert "bagian=segmen" in page.url
    assert text("coverage.segments.section") in page.locator("h2").all_inner_texts()


def test_two_months_can_be_chosen(visit, example_server):
    page = visit(example_server, "/cakupan?dari=2016-01&sampai=2016-08")
    assert "+46.969" in page.locator("table", has_text=text("coverage.change.people")).inner_text()


def test_branch_without_membership_offers_the_template(visit, example_server):
    page = visit(example_server, "/cakupan?wilayah=branch%3Aklungkung", size=PHONE)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=text("summary.empty.template_membership")).click()
    assert load_workbook(io.BytesIO(waiting.value.path().read_bytes())).sheetnames[0] == "Isian"
