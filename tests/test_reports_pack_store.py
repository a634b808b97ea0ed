"""A meeting's pack from the store: the page and the command line give the same files, whatever came after closing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pack_store
import pytest
from meeting_store import AREA, FORUM
from pypdf import PdfReader
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from test_pages_meetings import page

import store
from reports.__main__ import main, pack_of_meeting
from reports.pack import pack_offers
from texts import text
from ui import data, downloads

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Held:
    """A store with two closed meetings."""

    url: str
    engine: Engine
    clock: pack_store.Clock
    meetings: tuple[int, int]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    url = pack_store.url_in(tmp_path_factory.mktemp("store"))
    engine, clock, meetings = pack_store.two_meetings(url)
    yield Held(url, engine, clock, meetings)
    engine.dispose()


@pytest.fixture(scope="module")
def second(held: Held, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the second meeting as it was closed."""
    return written(held, held.meetings[1], tmp_path_factory.mktemp("pack"))


def written(held: Held, meeting: object, folder: Path, *more: str) -> dict[str, bytes]:
    arguments = ["pack", "--meeting", str(meeting), "--database", held.url, "-o", str(folder), *more]
    assert main(arguments) == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def offered(meeting_id: int, **address: str) -> dict[str, bytes]:
    """Every file that the page of a meeting offers, by its name, as whoever clicks gets it."""
    app = AppTest.from_function(page, default_timeout=60)
    asked = {"wilayah": AREA, "rapat": str(meeting_id), "bagian": "bahan", **address}
    for key, value in asked.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    offers = [downloads.find(name) for name in app.session_state["download_addresses"].values()]
    return {offer.file_name: offer.build() for offer in offers}


def not_zipped(files: dict[str, bytes]) -> dict[str, bytes]:
    data.engine().dispose()
    return {name: content for name, content in files.items() if not name.endswith(".zip")}


def test_the_command_writes_every_file_by_its_name(held, tmp_path):
    command = [sys.executable, "-m", "reports", "pack", "--meeting", "latest", "--language", "en", "--forum", FORUM,
               "--paper", "F4", "--database", held.url, "-o", str(tmp_path / "new" / "folder")]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=os.environ)
    assert (done.returncode, done.stderr) == (0, "")
    inputs = pack_of_meeting(held.engine, held.meetings[1], paper="F4")
    files = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    assert set(files) == {one.name for one in pack_offers(inputs, language="en")}
    assert all(str(tmp_path / "new" / "folder" / name) in done.stdout for name in files)
    minutes = PdfReader(next((tmp_path / "new" / "folder").glob("*inutes*.pdf")))
    assert round(float(minutes.pages[0].mediabox.height) / 72 * 25.4) == 330


def test_the_page_offers_the_files_that_the_command_writes(held, second, monkeypatch):
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", held.url)
    found = offered(held.meetings[1])
    assert len([name for name in found if name.endswith(".zip")]) == 1
    assert not_zipped(found) == second


def test_a_closed_meeting_keeps_its_pack_whatever_comes_later(held, second, tmp_path):
    first = written(held, held.meetings[0], tmp_path / "first")
    pack_store.afterwards(held.engine, held.clock)
    assert written(held, held.meetings[1], tmp_path / "second-again") == second
    assert written(held, held.meetings[0], tmp_path / "first-again") == first
    assert first != second


def test_a_correction_is_told_with_its_number_and_changes_no_figure(held, second, tmp_path, monkeypatch):
    said = {"part": "decision", "subject": "Kesepakatan 1", "written": "Dinas Sosial", "corrected": "Dinas PMD",
            "reason": "Salah tulis instansi"}  # fmt: skip
    change = pack_store.change(held.clock)
    assert store.correct_meeting(held.engine, held.meetings[1], said, is_chair=True, change=change) == 1
    corrected = written(held, held.meetings[1], tmp_path)
    assert set(corrected) == set(second)
    changed = {name for name in second if corrected[name] != second[name]}
    minutes = next(name for name in changed if name.endswith(".pdf") and "erita" in name)
    told = "".join(page.extract_text() for page in PdfReader(tmp_path / minutes).pages)
    assert "Ralat 1" in " ".join(told.split())
    assert "Dinas PMD" in told
    assert not [name for name in changed if name.endswith((".ics", ".txt", ".pptx"))]
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", held.url)
    assert not_zipped(offered(held.meetings[1])) == corrected


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["pack", *arguments]) == 2
    return capsys.readouterr().err.strip()


def test_what_cannot_be_written_is_refused_with_what_there_is(held, tmp_path, capsys):
    place = ("--database", held.url, "-o", str(tmp_path))
    known = ", ".join(map(str, held.meetings))
    told = refused(capsys, "--meeting", "77", *place)
    assert told == text("reports.command.unknown_meeting", "id", meeting="77", known=known)
    told = refused(capsys, "--meeting", "latest", "--forum", "FKPKU lain", *place)
    assert told == text("reports.command.unknown_forum", "id", forum="FKPKU lain", known=FORUM)
    (tmp_path / "berkas").write_text("")
    told = refused(capsys, "--meeting", "latest", "--database", held.url, "-o", str(tmp_path / "berkas"))
    assert str(tmp_path / "berkas") in told
    empty = pack_store.url_in(tmp_path)
    told = refused(capsys, "--meeting", "latest", "--database", empty, "-o", str(tmp_path))
    assert told == text("reports.command.no_store", "id", url=empty)
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} == {"berkas", "cakupan.db"}
