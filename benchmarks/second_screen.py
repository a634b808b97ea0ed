"""How soon a second screen shows what somebody does in meeting mode: the next item, and words that are typed.

Wall time in real browsers on this machine, because that is what the room waits for; the aim is two seconds.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks.forum_store import REGENCY, SECRETARIAT, Size, fill, forum_name
from benchmarks.server import Server, running
from store import Change, move_meeting, open_store, plan_meeting
from texts import text
from ui.start import PROGRAM, load_sample
from vocab.codes import VersionKind
from vocab.forum_codes import AgendaSection, MeetingState

ROUNDS = 20
FORTY = Size(forums=1, activities_each=40)
TEMPLATE = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))
WINDOW = {"width": 1440, "height": 900}


def compare() -> Iterator[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        store = f"sqlite:///{folder / 'store.db'}"
        meeting_id = _store(store)
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with running("dashboard.py", database=store, log=folder / "server.log") as server:
            desk, screen = (_opened(browser, server, meeting_id, mode) for mode in ("rapat", "layar"))
            _say_who(desk)
            yield _said("the next item", [_next_item(desk, screen) for _ in range(ROUNDS)])
            yield _said("words typed in the minutes", [_typed(desk, screen, number) for number in range(ROUNDS)])
        browser.close()


def _store(address: str) -> int:
    """A forum with forty activities and its meeting under way."""
    engine = open_store(address)
    load_sample(engine, "published", at=datetime.now(UTC), by=PROGRAM)
    fill(engine, FORTY)
    forum = forum_name(REGENCY)
    values = {"forum": forum, "meeting_date": date(2026, 7, 9), "figures_period": "2016-08"}
    meeting_id, _ = plan_meeting(engine, values, template=TEMPLATE, change=_change())
    for to in (MeetingState.OPEN, MeetingState.RUNNING):
        move_meeting(engine, meeting_id, to=to, forum=forum, change=_change())
    engine.dispose()
    return meeting_id


def _change() -> Change:
    return Change(by=SECRETARIAT, at=datetime.now(UTC), kind=VersionKind.MEETING)


def _opened(browser: Browser, server: Server, meeting_id: int, mode: str) -> Page:
    page = browser.new_context(viewport=WINDOW).new_page()  # type: ignore[arg-type]
    page.goto(f"{server.address}/rapat?wilayah={REGENCY}&rapat={meeting_id}&mode={mode}")
    _title(page).wait_for(timeout=60_000)
    return page


def _say_who(page: Page) -> None:
    for field, words in (("name", "Sari"), ("institution", "Sekretariat Daerah")):
        box = page.get_by_label(text(f"person.{field}"), exact=True).last
        box.fill(words)
        box.press("Tab")
        page.wait_for_timeout(1500)


def _title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def _next_item(desk: Page, screen: Page) -> float:
    before = _title(screen).inner_text()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("PageDown")
    return _until(screen, lambda: _title(screen).inner_text() != before)


def _typed(desk: Page, screen: Page, number: int) -> float:
    desk.get_by_label(text("mode.minutes_field"), exact=True).last.fill(f"Catatan nomor {number}.")
    desk.keyboard.press("Control+Enter")
    return _until(screen, lambda: f"Catatan nomor {number}." in screen.locator("body").inner_text())


def _until(screen: Page, is_shown: Callable[[], bool]) -> float:
    """Seconds until the screen shows it, looked at every twentieth of a second; then a moment of rest."""
    began = time.perf_counter()
    while not is_shown():
        screen.wait_for_timeout(50)
    seconds = time.perf_counter() - began
    screen.wait_for_timeout(700)
    return seconds


def _said(what: str, seconds: list[float]) -> tuple[str, str]:
    return f"second screen, {what}", f"median {median(seconds):.2f} s, longest {max(seconds):.2f} s of {len(seconds)}"
