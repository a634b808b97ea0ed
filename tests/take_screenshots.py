"""Takes the pictures of the README from a running dashboard: `make screenshots`."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from browser_fixtures import ARGUMENTS, EXAMPLE, PHONE, PROJECTOR, ROOT, Server, browser_path, serve, wait_until_ready
from playwright.sync_api import Browser, sync_playwright

from store import open_store
from ui import start
from ui.menu import available

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"projector": PROJECTOR, "phone": PHONE}
CHARTS_MS = 1500
"""Plotly draws after the script has finished."""


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        with serve(prepared(Path(place) / "first_start")) as server:
            take(browser, server, "", name="wilayah_anda")
        with serve(prepared(Path(place) / "example"), environment=EXAMPLE) as server:
            for entry in available():
                take(browser, server, entry.address, name=entry.address.replace("-", "_"))
        browser.close()


def prepared(folder: Path) -> Path:
    """A folder with the sample in its database."""
    folder.mkdir()
    engine = open_store(f"sqlite:///{folder / 'cakupan.db'}")
    start.prepare(engine, at=datetime.now(tz=UTC))
    engine.dispose()
    return folder


def take(browser: Browser, server: Server, address: str, *, name: str) -> None:
    for size_name, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="id-ID", timezone_id="Asia/Jakarta")
        page.goto(f"{server.url}/{address}")
        wait_until_ready(page)
        page.wait_for_timeout(CHARTS_MS)
        page.screenshot(path=FOLDER / f"{name}_{size_name}.png")
        page.close()


if __name__ == "__main__":
    main()
