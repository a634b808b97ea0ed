"""Fasilitas Kesehatan in a real browser: Klungkung and its five falls, both languages and sizes, empty areas."""

import io

import pytest
from browser_fixtures import PHONE, PROJECTOR, scrolls_sideways
from openpyxl import load_workbook
from playwright.sync_api import Page

from texts import LANGUAGES, text

pytestmark = pytest.mark.browser
KLUNGKUNG = "/fasilitas?wilayah=branch:klungkung"


def words_of(page: Page, place: str) -> str:
    return " ".join(page.locator(place).inner_text().replace("\u00a0", " ").split())


def test_klungkung_shows_the_published_growth(visit, example_server):
    page = visit(example_server, KLUNGKUNG)
    answer = words_of(page, ".page-header")
    assert "FKTP 185 → 205 (+10,81 %, 2020–2024)" in answer
    assert "FKRTL 15 → 19 (+26,67 %, 2020–2024)" in answer
    assert "5 penurunan" in answer


def test_klungkung_flags_exactly_the_five_falls(visit, example_server):
    page = visit(example_server, KLUNGKUNG)
    table = page.get_by_role("region", name=text("facilities.drops", "id"), exact=True)
    rows = [" ".join(row.inner_text().split()) for row in table.locator("tbody tr").all()]
    assert rows == [
        "FKTP Kabupaten Klungkung 2024 37 36 −1",
        "FKTP Kabupaten Bangli 2024 42 41 −1",
        "FKTP Kabupaten Karangasem 2022 37 36 −1",
        "FKTP Kabupaten Karangasem 2023 36 35 −1",
        "FKRTL Kabupaten Gianyar 2021 7 6 −1",
    ]


def test_counts_lead_to_file_and_cell(visit, example_server):
    page = visit(example_server, KLUNGKUNG)
    page.get_by_role("button", name=text("block.where_from", "id")).click()
    origin = words_of(page, ".provenance")
    assert "facilities_klungkung_2020_2024.csv" in origin
    assert "Kabupaten Gianyar 93" in origin


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PROJECTOR, PHONE])
@pytest.mark.parametrize("area", ["branch:klungkung", "51.04", "51", "00", "16.07"])
def test_every_kind_of_area_opens_and_fits_the_window(visit, example_server, size, language, area):
    page = visit(example_server, f"/fasilitas?wilayah={area}&bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("facilities.title", language)
    assert page.locator('[data-testid="stAlert"]').count() == 0
    assert not scrolls_sideways(page)


def test_area_without_facilities_says_what_to_do(visit, example_server):
    page = visit(example_server, "/fasilitas?wilayah=16.07")
    assert text("facilities.empty_title", "id", area="Kabupaten Banyuasin") in words_of(page, ".empty")
    page.get_by_role("link", name=text("facilities.to_example", "id")).click()
    page.wait_for_selector(".tiles")
    assert "Kantor Cabang Klungkung" in words_of(page, ".page-header")


def test_workbook_of_an_area_without_membership_holds_its_facilities(visit, example_server):
    page = visit(example_server, KLUNGKUNG)
    with page.expect_download() as caught:
        page.get_by_role("link", name=text("summary.take.workbook", "id")).click()
    book = load_workbook(io.BytesIO(caught.value.path().read_bytes()))
    values = {cell.value for row in book["Fasilitas"].iter_rows() for cell in row}
    assert {79, 83, 86, 90, 93} <= values
