"""axe-core finds no serious or critical fault on Unggah Data and Kualitas & Pemadanan, under the real policy.

axe-core (its version stands in the first line of the script) comes with the package axe-playwright-python, pinned in
requirements-dev.txt; nothing else of that package is used.
"""

from importlib.util import find_spec
from pathlib import Path

import pytest
from browser_fixtures import PHONE, PROJECTOR, wait_until_ready
from conftest import missing
from playwright.sync_api import Page, expect
from test_browser_data import FAULTY, changed_categories, choose
from test_browser_quality import PARTS, demo_folder, demo_server
from test_browser_upload import labelled

from texts import LANGUAGES, text

__all__ = ["demo_folder", "demo_server"]

pytestmark = pytest.mark.browser
FORBIDDEN = ("serious", "critical")
SIZES = pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const inMenu = node => document.querySelector(node.target[0])?.closest("[data-testid=stSidebarNavItems]");
  const ofMenu = rule => ["list", "listitem"].includes(rule.id);
  for (const rule of violations) rule.nodes = rule.nodes.filter(node => !ofMenu(rule) || !inMenu(node));
  return violations.filter(rule => rule.nodes.length);
}"""
"""The menu is Streamlit's own: it puts the sections of its list into plain boxes, which these two rules forbid."""
NOT_INSTALLED = "axe-core is not installed (pip install -r requirements-dev.txt)"


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that is put into each page."""
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        missing(NOT_INSTALLED)
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, axe: str) -> list[str]:
    """Serious and critical faults, one line each: the rule, and the first places that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    found = [one for one in page.evaluate(RUN) if one["impact"] in FORBIDDEN]
    return [f"{one['id']} ({one['impact']}): {[node['html'][:200] for node in one['nodes'][:3]]}" for one in found]


def test_a_planted_fault_is_found(visit, demo_server, axe):
    page = visit(demo_server, "/kualitas")
    page.evaluate("document.querySelector('h1').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in faults(page, axe))


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_quality(visit, demo_server, axe, size, language):
    page = visit(demo_server, f"/kualitas?bahasa={language}", size=size)
    for part in PARTS:
        page.get_by_role("radio", name=text(f"quality.part.{part}", language), exact=True).click()
        wait_until_ready(page)
        for form in page.get_by_test_id("stExpander").all():
            form.locator("summary").click()
        wait_until_ready(page)
        assert not faults(page, axe), part


@SIZES
def test_upload_with_a_question_open(visit, example_server, axe, size):
    page = visit(example_server, "/unggah", size=size)
    assert not faults(page, axe), "nothing chosen"
    choose(page, labelled("2016-09", 5000), "rekap_september_2016.xlsx")
    expect(page.get_by_role("combobox", name="Sebutan “Jamkesda”")).to_be_visible()
    assert not faults(page, axe)


@SIZES
@pytest.mark.parametrize(
    ("file", "heading"), [(changed_categories(), "upload.save.button"), (FAULTY, "upload.copy.button")]
)
def test_upload_with_its_preview(visit, example_server, axe, size, file, heading):
    page = visit(example_server, "/unggah", size=size)
    choose(page, file)
    expect(page.get_by_text(text(heading)).first).to_be_visible()
    assert not faults(page, axe)
