"""The board, one activity's story and each of its forms fit the window and are open to everybody (axe-core)."""

import pytest
from browser_fixtures import PHONE, PROJECTOR, scrolls_sideways, wait_until_ready
from playwright.sync_api import Page
from test_browser_axe import axe, faults
from test_browser_forum import MADE_UP, STATES, forum_server, go, say_who

from texts import LANGUAGES, text

__all__ = ["axe", "forum_server"]

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
FORMS = ("lapor", "rencana", "tenggat", "bukti")


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_the_board(visit, forum_server, axe, size, language):
    page = visit(forum_server, f"{STATES[0]}&bahasa={language}", size=size)
    for state in STATES:
        go(page, forum_server, f"{state}&bahasa={language}")
        assert page.get_by_role("heading", level=1).inner_text() == text("follow_up.title", language)
        assert page.locator('[data-testid="stException"]').count() == 0
        assert not scrolls_sideways(page), state
        assert not faults(page, axe), state
    go(page, forum_server, f"{MADE_UP}&bahasa={language}")
    page.get_by_role("button", name=text("follow_up.filter.open", language)).click()
    wait_until_ready(page)
    assert not faults(page, axe), "the panel of filters"


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_activity_with_each_of_its_forms(visit, forum_server, axe, size, language):
    page = visit(forum_server, f"{MADE_UP}&bahasa={language}", size=size)
    page.locator(".board .what a").first.click()
    wait_until_ready(page)
    for doing in FORMS:
        open_form(page, doing, language)
        assert not scrolls_sideways(page), doing
        assert not faults(page, axe), doing


def open_form(page: Page, doing: str, language: str = "id") -> None:
    page.get_by_role("radio", name=text(f"activity.do.{doing}", language), exact=True).click()
    wait_until_ready(page)


@SIZES
def test_forms_that_refuse_and_that_have_saved(visit, own_server, axe, size):
    page = visit(own_server, "/tindak-lanjut?wilayah=16.07", size=size)
    page.locator(".board .what a").first.click()
    wait_until_ready(page)
    page.get_by_role("button", name=text("follow_up.report.save")).click()
    wait_until_ready(page)
    assert text("refusal.person_needed") in page.locator(".notice.attention").last.inner_text()
    assert not faults(page, axe), "refused"
    say_who(page, "Siti", "Dinas Kesehatan", "chair")
    page.get_by_role("button", name=text("follow_up.report.save")).click()
    wait_until_ready(page)
    assert text("activity.report.saved") in page.locator(".notice.good").inner_text()
    assert not faults(page, axe), "saved"
    for doing in FORMS:
        open_form(page, doing)
        assert not faults(page, axe), doing


@SIZES
@pytest.mark.parametrize("role", ["sekda", "sekretariat"])
def test_ringkasan_with_what_must_be_decided(visit, forum_server, axe, size, role):
    page = visit(forum_server, f"/ringkasan?wilayah=99.01&peran={role}", size=size)
    assert not faults(page, axe)
