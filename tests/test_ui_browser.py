"""What only a browser can show: the address bar, the language of the page, who is remembered, what stays in sight."""

from urllib.parse import quote_plus

import pytest
from browser_fixtures import PHONE, PROJECTOR, scrolls_sideways, wait_until_ready
from playwright.sync_api import expect

from texts import text

pytestmark = pytest.mark.browser


def test_filters_go_to_the_address_and_survive_the_menu(visit, example_server):
    page = visit(example_server)
    page.locator(".st-key-filters button").first.click()
    page.locator(".st-key-filter_period [role=combobox], .st-key-filter_period input").first.click()
    page.get_by_role("option", name="Januari 2016").click()
    wait_until_ready(page)
    assert "periode=2016-01" in page.url
    page.keyboard.press("Escape")
    page.get_by_role("link", name=text("menu.cakupan"), exact=True).click()
    wait_until_ready(page)
    assert "/cakupan" in page.url
    assert "periode=2016-01" in page.url
    assert "Januari 2016" in page.locator(".context").inner_text()


def test_language_switch_keeps_the_view_and_turns_the_page(visit, example_server):
    page = visit(example_server, "/cakupan?wilayah=16.07&periode=2016-01")
    assert page.evaluate("(1234.5).toLocaleString(navigator.languages[0])") == "1.234,5"
    page.get_by_role("link", name=text("ui.language_en"), exact=True).click()
    page.wait_for_url("**bahasa=en**")
    wait_until_ready(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("(1234.5).toLocaleString(navigator.languages[0])") == "1,234.5"
    assert "January 2016" in page.locator(".context").inner_text()
    page.goto(example_server.url)
    wait_until_ready(page)
    assert page.evaluate("document.documentElement.lang") == "en", "the choice is remembered"


def test_person_is_remembered_when_the_page_is_loaded_again(visit, example_server):
    page = visit(example_server)
    page.get_by_role("button", name=text("person.who")).click()
    for field, words in (("name", "Siti Aminah"), ("institution", "Dinas Sosial")):
        page.get_by_label(text(f"person.{field}"), exact=True).fill(words)
        with page.expect_response(lambda answer, words=words: quote_plus(words) in answer.url):
            page.keyboard.press("Tab")
        wait_until_ready(page)
    page.reload()
    wait_until_ready(page)
    page.get_by_role("button", name="Siti Aminah").click()
    expect(page.get_by_label(text("person.institution"), exact=True)).to_have_value("Dinas Sosial")


@pytest.mark.parametrize("size", [PROJECTOR, PHONE])
def test_what_is_looked_at_stays_in_sight(visit, example_server, size):
    page = visit(example_server, size=size)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 900")
    page.wait_for_timeout(300)
    box = page.locator(".context").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 120
    assert not scrolls_sideways(page)


def test_long_name_of_the_first_page_opens_it(visit, example_server):
    page = visit(example_server, "/ringkasan?wilayah=16.07")
    assert page.url == f"{example_server.url}/?wilayah=16.07"
    assert page.get_by_role("dialog").count() == 0


def test_no_english_of_the_program_is_left_on_the_upload_page(visit, example_server):
    page = visit(example_server, "/unggah")
    shown = page.locator("[data-testid=stFileUploader]").inner_text()
    assert "Drag and drop" not in shown
    assert "per file" not in shown
    place = "document.querySelector('[data-testid=stFileUploaderDropzoneInstructions]')"
    assert text("ui.upload_here") in page.evaluate(f"getComputedStyle({place}, '::before').content")
