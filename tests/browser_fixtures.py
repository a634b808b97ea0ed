"""A running dashboard and a real Chromium that may reach nothing else; both are closed when the tests are over.

A browser test takes `visit` and one of the servers:

    @pytest.mark.browser
    def test_something(visit, example_server):
        page = visit(example_server, "/cakupan", size=PHONE)
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from store import open_store
from ui import start

ROOT = Path(__file__).parents[1]
PROJECTOR = (1440, 900)
PHONE = (390, 844)
EXAMPLE = {"CAKUPAN_FIRST_REGION": "16.07", "CAKUPAN_FIRST_PERIOD": "2016-08"}
"""What `make run` sets; a test of ui.start keeps the two the same."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with it, and CI runs as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
START_SECONDS = 90
PATIENCE = 15_000
"""Milliseconds that a click or an expectation waits at most: several test files share two processors."""
expect.set_options(timeout=PATIENCE)
IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
NOTE_TALK = """
window.asked = 0; window.answered = 0; window.heard = 0;
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", () => { window.answered = window.asked; window.heard = performance.now(); });
  }
  send(message) { window.asked += 1; super.send(message); }
};
"""
"""Notes what the page asks and hears: on a busy machine the run that a click asks for begins and is drawn late."""
SETTLED = """idle => document.querySelector(idle) && window.answered === window.asked
  && !(performance.now() - window.heard < 150)
  && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
  && [...document.images].every(image => image.complete)"""
"""No run, nothing unanswered, nothing stale, and no image under way: one may leave a cookie."""
DRAWN = """() => new Promise(done => {
  requestIdleCallback(() => requestIdleCallback(done, { timeout: 2000 }), { timeout: 2000 });
})"""
"""The browser has nothing left to draw: what came last is shown a moment after the run is said to be over."""


@dataclass(frozen=True)
class Server:
    """A dashboard that runs: its address, the file its log goes to, its folder with the database."""

    url: str
    log: Path
    folder: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'cakupan.db'}"


def browser_path() -> str | None:
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def serve(
    folder: Path,
    *,
    environment: dict[str, str] | None = None,
    arguments: tuple[str, ...] = (),
    port: int | None = None,
) -> Iterator[Server]:
    """Run the dashboard on a free port, or this one, with its own database; fails when its log holds a traceback."""
    port = port or free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "server.log", folder)
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CAKUPAN_")}
    settings = {**clean, "CAKUPAN_DATABASE_URL": server.database_url, **(environment or {})}
    with server.log.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_for_server(server, process)
        yield server
    finally:
        stop(process)
    said = server.log.read_text()
    assert "Traceback" not in said, said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_server(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Ask until it answers or has died; the pause is short because it answers within a second or two."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:  # noqa: S310
                if answer.read() == b"ok":
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"the dashboard did not start:\n{server.log.read_text()}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_ready(page: Page, *, timeout: float = 20_000) -> None:
    """Wait until everything the page asked for is answered and drawn; a click is sent a moment after it is made."""
    page.wait_for_selector(IDLE, state="attached", timeout=timeout)
    page.wait_for_timeout(150)
    page.wait_for_function(SETTLED, arg=IDLE, timeout=timeout)
    page.evaluate(DRAWN)
    page.wait_for_function(SETTLED, arg=IDLE, timeout=timeout)


def scrolls_sideways(page: Page) -> bool:
    """Whether the page as a whole is wider than its window."""
    widths = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
    return bool(page.evaluate(f"() => {widths}.some(part => part && part.scrollWidth > part.clientWidth)"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new installation whose area nobody has chosen; tests must leave it so."""
    with serve(tmp_path_factory.mktemp("empty")) as server:
        yield server


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database as the first start leaves it; made once, because reading nine files takes seconds."""
    folder = tmp_path_factory.mktemp("first_start")
    engine = open_store(Server("", folder / "server.log", folder).database_url)
    start.prepare(engine, at=datetime.now(tz=UTC))
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def both_samples_folder(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Path:
    """A folder with the published and the made-up sample; made once, because the made-up forum's story takes seconds.

    Tests must not write there: those that change something copy it.
    """
    folder = tmp_path_factory.mktemp("both_samples") / "copy"
    shutil.copytree(example_folder, folder)
    engine = open_store(Server("", folder / "server.log", folder).database_url)
    start.load_sample(engine, "demo", at=datetime.now(tz=UTC), by=start.PROGRAM)
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def example_server(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Iterator[Server]:
    """The Banyuasin example as `make run` opens it; tests must not change its figures."""
    folder = tmp_path_factory.mktemp("example") / "copy"
    shutil.copytree(example_folder, folder)
    with serve(folder, environment=EXAMPLE) as server:
        yield server


@pytest.fixture
def own_server(tmp_path: Path, example_folder: Path) -> Iterator[Server]:
    """The Banyuasin example for one test alone, which may change whatever it wants."""
    folder = tmp_path / "copy"
    shutil.copytree(example_folder, folder)
    with serve(folder, environment=EXAMPLE) as server:
        yield server


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a server; afterwards nothing may have failed, or have gone out to another host."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_page(server: Server, path: str = "/", *, size: tuple[int, int] = PROJECTOR, locale: str = "en-US") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            timezone_id="Asia/Jakarta",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_TALK)
        troubles = watch(context, server)
        opened.append((context, troubles))
        page = context.new_page()
        page.goto(server.url + path)
        wait_until_ready(page)
        return page

    yield open_page
    try:
        for context, troubles in opened:
            shown = [page.locator('[data-testid="stException"]').count() for page in context.pages]
            assert not troubles, troubles
            assert not any(shown), "a page shows an exception"
    finally:
        for context, _ in opened:
            context.close()


def watch(context: BrowserContext, server: Server) -> list[str]:
    """Note every request to another host, every script error and every breach of the Content-Security-Policy."""
    troubles: list[str] = []

    def note(request: Request) -> None:
        # Nothing is reached anyway (ARGUMENTS); to hold requests back would cost the browser its cache.
        if not request.url.startswith((server.url, "data:", "blob:")):
            troubles.append(f"request to {request.url}")

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            troubles.append(message.text)

    context.on("request", note)
    context.on("console", listen)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    return troubles
