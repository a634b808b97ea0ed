"""Takes the pictures of the README from a running dashboard: `make screenshots`."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from browser_fixtures import (
    ARGUMENTS,
    EXAMPLE,
    NOTE_TALK,
    PHONE,
    PROJECTOR,
    ROOT,
    Server,
    browser_path,
    serve,
    wait_until_ready,
)
from loaders_files import workbook
from playwright.sync_api import Browser, Page, sync_playwright

from store import open_store
from texts import text
from ui import start
from ui.menu import available

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"projector": PROJECTOR, "phone": PHONE}
CHARTS_MS = 1500
"""Plotly draws after the script has finished."""
TALL = {"projector": (1440, 1750), "phone": (390, 2600)}
"""Sizes for a file that was read: what was recognised, its picture and what would change are one page."""
FILE_NAME = "belitung_timur_2023_tabel19.xlsx"
PRINTED = (
    ("CAKUPAN JAMINAN KESEHATAN NASIONAL MENURUT JENIS KEPESERTAAN",),
    ("KABUPATEN BELITUNG TIMUR",),
    ("TAHUN 2023",),
    (),
    ("NO", "JENIS KEPESERTAAN", "PESERTA TERDAFTAR", "%"),
    (1, 2, 3, 4),
    ("PENERIMA BANTUAN IURAN (PBI)",),
    (1, "PBI APBN", 33342, "26,1"),
    (2, "PBI APBD", 48546, "38,0"),
    ("", "SUB JUMLAH PBI", 81888, "64,1"),
    ("NON PBI",),
    (1, "Pekerja Penerima Upah (PPU)", 32778, "25,7"),
    (2, "Pekerja Bukan Penerima Upah (PBPU)/ Mandiri", 11007, "8,6"),
    (3, "Bukan Pekerja (BP)", 1982, "1,6"),
    ("", "SUB JUMLAH NON PBI", 45767, "35,9"),
    ("", "JUMLAH (KAB/KOTA)", 127655, "100,0"),
    (),
    ("Sumber: Dinas Kesehatan Kabupaten Belitung Timur",),
)
"""Members of Belitung Timur in 2023 in the layout in which its health office prints them."""


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
            take_preview(browser, server)
        browser.close()


def prepared(folder: Path) -> Path:
    """A folder with the sample in its database."""
    folder.mkdir()
    engine = open_store(f"sqlite:///{folder / 'cakupan.db'}")
    start.prepare(engine, at=datetime.now(tz=UTC))
    engine.dispose()
    return folder


def take(browser: Browser, server: Server, address: str, *, name: str) -> None:
    for size_name, size in SIZES.items():
        picture(opened(browser, server, address, size=size), name=f"{name}_{size_name}")


def take_preview(browser: Browser, server: Server) -> None:
    """The page Unggah Data with a file that was read and not yet saved."""
    file = {"name": FILE_NAME, "mimeType": "application/octet-stream", "buffer": workbook({"Tabel 19": PRINTED})}
    for size_name, size in TALL.items():
        page = opened(browser, server, "unggah", size=size)
        page.locator('input[type="file"]').set_input_files(file)
        page.get_by_text(text("upload.recognised.title"), exact=True).first.wait_for()
        wait_until_ready(page)
        picture(page, name=f"unggah_pratinjau_{size_name}")


def opened(browser: Browser, server: Server, address: str, *, size: tuple[int, int]) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_page(viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta")
    page.add_init_script(NOTE_TALK)
    page.goto(f"{server.url}/{address}")
    wait_until_ready(page)
    return page


def picture(page: Page, *, name: str) -> None:
    page.wait_for_timeout(CHARTS_MS)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
