"""The command line of the history: versions, undo, examples, in both languages."""

from pathlib import Path

import pytest
from store_fixtures import membership as membership_rows
from store_fixtures import save

import store
from store.__main__ import main
from texts import LANGUAGES, keys, text
from vocab.codes import Kind, VersionKind


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    opened = store.open_store(url)
    save(opened, {Kind.MEMBERSHIP: membership_rows(("pbi", 300_641, None), ("ppu", 1, None))})
    save(opened, {Kind.MEMBERSHIP: membership_rows(("pbi", 300_642, None), ("ppu", 2, None))})
    save(opened, {Kind.MEMBERSHIP: membership_rows(("ppu", 3, None))})
    opened.dispose()
    return url


def test_undo_says_what_went_back_and_what_stays(database: str, capsys: pytest.CaptureFixture[str]):
    assert main(["undo", "2", "--database", database]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Versi 2 dibatalkan (versi 4): 1 baris kembali seperti semula."
    assert said[2].strip() == "Kepesertaan · 16.07 · 2016-08 · ppu (versi 3)"
    assert main(["versions", "--database", database, "--language", "en"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split(".")[0] for line in listed] == ["4", "3", "2", "1"]
    assert listed[2].endswith("undone by version 4")
    assert "peserta.xlsx" in listed[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_done_is_said_without_a_traceback(
    database: str, language: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["undo", "99", "--database", database, "--language", language]) == 1
    assert capsys.readouterr().err.strip() == text("refusal.version_unknown", language, number=99)


def test_an_empty_store_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["versions", "--database", f"sqlite:///{tmp_path / 'y.db'}"]) == 0
    assert capsys.readouterr().out.strip() == "Belum ada data yang tersimpan."


def test_the_published_example_is_loaded_once_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    database = ["--database", f"sqlite:///{tmp_path / 'z.db'}"]
    assert main(["sample", "published", *database]) == 0
    assert main(["sample", "published", *database]) == 0
    assert "Contoh ini sudah ada" in capsys.readouterr().out
    assert main(["sample", "remove", *database]) == 0
    assert main(["sample", "remove", *database, "--language", "en"]) == 0
    assert "There is no example in the data." in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_version_has_a_name(language: str):
    assert {f"version_kind.{kind}" for kind in VersionKind} <= keys(language)
