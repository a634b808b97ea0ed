"""How long a rerun takes in one session while another loads the national file, against the same rerun with no one else.

The file goes through the real uploader of a real browser. Wall time, because that is what the other person waits for.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from playwright.async_api import async_playwright

from benchmarks import national
from benchmarks.server import Server, running
from benchmarks.visit import Session, opened, read_drawn
from store import open_store
from ui.menu import FIRST_PAGE
from ui.start import PROGRAM, load_sample

QUERY = "wilayah=16.07&periode=2016-08"
PAUSE_SECONDS = 0.25
IDLE_RERUNS = 60
LONGEST_SECONDS = 300
WHOLE_FILE = "444.096"
"""How the preview writes the number of rows of the file: when it stands there, the reading is done."""


def compare() -> list[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = f"sqlite:///{folder / 'store.db'}"
        load_sample(open_store(store), "published", at=datetime.now(UTC), by=PROGRAM)
        file = national.write_xlsx(folder / "national.xlsx")
        with running("dashboard.py", database=store, log=folder / "server.log") as server:
            idle, busy = asyncio.run(_measured(server, file))
    return [
        (f"rerun of {FIRST_PAGE.address} while a national file is read ÷ idle, median", _ratio(busy, idle, median)),
        ("the same, the slowest twentieth", _ratio(busy, idle, lambda seconds: quantiles(seconds, n=20)[-1])),
        ("the same, the slowest", _ratio(busy, idle, max)),
        ("reruns measured, idle and busy", f"{len(idle)}, {len(busy)}"),
    ]


async def _measured(server: Server, file: Path) -> tuple[list[float], list[float]]:
    async with opened(server, page="", query=QUERY) as session, async_playwright() as play:
        browser = await play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = await browser.new_page()
        await page.goto(f"{server.address}/unggah?{QUERY}")
        chooser = page.locator("input[type=file]")
        await chooser.wait_for(state="attached", timeout=60_000)
        read_drawn(await session.run(), page=session.page)
        idle = [await _rerun(session) for _ in range(IDLE_RERUNS)]
        await chooser.set_input_files(file)
        busy = await _while(session, lambda: _is_read(page))
        await browser.close()
        return idle, busy


async def _while(session: Session, is_done: Callable[[], Awaitable[bool]]) -> list[float]:
    """Reruns until the other session has its preview."""
    began, seconds = time.monotonic(), []
    while not await is_done():
        seconds.append(await _rerun(session))
        if time.monotonic() - began > LONGEST_SECONDS:
            message = f"the file was not read within {LONGEST_SECONDS} s"
            raise RuntimeError(message)
    return seconds


async def _is_read(page: object) -> bool:
    return WHOLE_FILE in await page.locator("main").inner_text()


async def _rerun(session: Session) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    began = time.perf_counter()
    await session.run()
    return time.perf_counter() - began


def _ratio(busy: list[float], idle: list[float], of: Callable[[list[float]], float]) -> str:
    return f"{of(busy) / of(idle):.2f} ({1000 * of(busy):.0f} ÷ {1000 * of(idle):.0f} ms)"
