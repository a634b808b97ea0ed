"""The first visit: which area is yours, the example under its banner, and back again."""

import pytest
from browser_fixtures import EXAMPLE, PHONE, PROJECTOR, scrolls_sideways, serve, wait_until_ready

from texts import LANGUAGES, text
from ui import start

pytestmark = pytest.mark.browser
SIZES = (PROJECTOR, PHONE)


def test_the_example_of_the_tests_is_that_of_make_run():
    assert EXAMPLE == start.EXAMPLE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_first_screen_asks_for_the_area_in_both_languages_and_sizes(visit, empty_server, size, language):
    page = visit(empty_server, f"/?bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("start.title", language)
    assert "Banyuasin" not in page.locator(".st-key-context").all_inner_texts()
    assert page.evaluate("document.documentElement.lang") == language
    assert not scrolls_sideways(page)


def test_example_opens_under_a_banner_and_is_not_kept_as_ones_own(visit, empty_server):
    page = visit(empty_server)
    page.get_by_role("button", name=text("start.example_button")).click()
    wait_until_ready(page)
    assert text("start.banner_sample").partition(" — ")[0] in page.locator(".banner.sample").inner_text()
    assert "wilayah=16.07" in page.url
    assert "Banyuasin" in page.locator(".context").inner_text()
    again = visit(empty_server)
    assert again.get_by_role("heading", level=1).inner_text() == text("start.title")


def test_choosing_another_area_shows_nothing_of_the_example(visit, tmp_path):
    with serve(tmp_path) as server:
        page = visit(server)
        page.get_by_label(text("start.which"), exact=True).fill("Klaten")
        page.get_by_role("option").first.click()
        wait_until_ready(page)
        page.get_by_role("button", name=text("start.open")).click()
        wait_until_ready(page)
        assert "Klaten" in page.locator(".context").inner_text()
        assert page.locator(".banner").count() == 0
        assert "370.202" not in page.content()
        later = visit(server)
        assert "Klaten" in later.locator(".context").inner_text()
        assert "370.202" not in visit(server, "/?wilayah=16.07").content(), "the example has left the store"


def test_example_is_removed_in_one_click(visit, own_server):
    page = visit(own_server)
    assert page.locator(".banner.sample").count() == 1
    page.get_by_role("button", name=text("start.remove")).click()
    wait_until_ready(page)
    assert page.locator(".banner").count() == 0
    assert "370.202" not in page.content()


def test_made_up_figures_say_so_on_every_screen(visit, tmp_path):
    with serve(tmp_path) as server:
        page = visit(server)
        page.get_by_role("button", name=text("start.demo_button")).click()
        page.get_by_text(text("start.demo_loading")).wait_for()
        page.locator(".banner.demo").wait_for(timeout=120_000)
        wait_until_ready(page)
        loud = text("start.banner_demo").partition(" — ")[0]
        assert page.locator(".banner.demo strong").inner_text() == loud
        for path in ("/unggah", "/riwayat", "/tindak-lanjut"):
            assert visit(server, path + "?wilayah=16.07").locator(".banner.demo strong").inner_text() == loud
