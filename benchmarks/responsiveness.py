"""How long a rerun takes in one session while another loads the national file, against the same rerun with no one else.

The file goes through the real uploader of a real browser: it is read, compared with what stands, looked at for doubts,
and saved. Wall time, because that is what the other person waits for.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from playwright.async_api import Locator, Page, async_playwright

from benchmarks import national
from benchmarks.server import Server, running
from benchmarks.visit import Session, opened, read_drawn
from store import open_store
from texts import text
from ui.menu import FIRST_PAGE
from ui.start import PROGRAM, load_sample

QUERY = "wilayah=16.07&periode=2016-08"
PAUSE_SECONDS = 0.25
IDLE_RERUNS = 60
LONGEST_SECONDS = 300
STEPS = ("read", "compared and looked at for doubts", "saved")


def compare() -> list[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = f"sqlite:///{folder / 'store.db'}"
        load_sample(open_store(store), "published", at=datetime.now(UTC), by=PROGRAM)
        file = national.write_xlsx(folder / "national.xlsx")
        with running("dashboard.py", database=store, log=folder / "server.log") as server:
            idle, busy = asyncio.run(_measured(server, file))
    return [line for step, seconds in busy.items() for line in _lines(step, seconds, idle)]


def _lines(step: str, busy: list[float], idle: list[float]) -> list[tuple[str, str]]:
    return [
        (f"rerun of {FIRST_PAGE.address} while a national file is {step} ÷ idle, median", _ratio(busy, idle, median)),
        ("the same, the slowest twentieth", _ratio(busy, idle, _slow)),
        ("the same, the slowest", _ratio(busy, idle, max)),
        ("reruns measured, idle and busy", f"{len(idle)}, {len(busy)}"),
    ]


def _slow(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


async def _measured(server: Server, file: Path) -> tuple[list[float], dict[str, list[float]]]:
    async with opened(server, page="", query=QUERY) as session, async_playwright() as play:
        browser = await play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = await browser.new_page()
        await page.goto(f"{server.address}/unggah?{QUERY}")
        chooser = page.locator("input[type=file]")
        await chooser.wait_for(state="attached", timeout=60_000)
        read_drawn(await session.run(), page=session.page)
        idle = [await _rerun(session) for _ in range(IDLE_RERUNS)]
        await chooser.set_input_files(file)
        busy = {step: seconds async for step, seconds in _steps(session, page)}
        await browser.close()
        return idle, busy


async def _steps(session: Session, page: Page) -> AsyncIterator[tuple[str, list[float]]]:
    """The steps of the other session, each with the reruns while it lasted."""
    button = page.get_by_role("button", name=text("upload.save.button"), exact=True)
    comparing = page.locator(".work li.current", has_text=text("upload.work.comparing"))
    yield STEPS[0], await _until(session, comparing.or_(button))
    yield STEPS[1], await _until(session, button)
    field = page.get_by_label(text("person.name"), exact=True).last
    await field.fill("Siti Aminah")
    await field.press("Tab")
    await button.click()
    yield STEPS[2], await _until(session, page.locator(".st-key-upload_undo"))


async def _until(session: Session, sign: Locator) -> list[float]:
    """Reruns until the other session sees a sign; one at least."""
    began, seconds = time.monotonic(), [await _rerun(session)]
    while not await sign.count():
        seconds.append(await _rerun(session))
        if time.monotonic() - began > LONGEST_SECONDS:
            message = f"the other session was not done within {LONGEST_SECONDS} s"
            raise RuntimeError(message)
    return seconds


async def _rerun(session: Session) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    began = time.perf_counter()
    await session.run()
    return time.perf_counter() - began


def _ratio(busy: list[float], idle: list[float], of: Callable[[list[float]], float]) -> str:
    return f"{of(busy) / of(idle):.2f} ({1000 * of(busy):.0f} ÷ {1000 * of(idle):.0f} ms)"
