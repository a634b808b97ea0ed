"""What those who wait for a file are told, and how they give up."""

import signal
import subprocess

import pytest
from loaders_files import table

from loaders.files import cage
from loaders.reading import read_file

MONTHS = [f"{year}-{month:02d}" for year in range(1990, 2020) for month in range(1, 13)]
ROWS = [("16.07", month, segment, 300_000, None) for month in MONTHS for segment in ("PBI APBN", "PBI APBD", "PBPU")]
LONG = ("Kode Wilayah;Periode;Segmen;Peserta Terdaftar (jiwa)\n" + "16.07;2016-09;PBI;300000\n" * 300_000).encode()
"""Takes the child some seconds, so that it is still at work when somebody gives up."""


class GivenUp(BaseException):
    """What a click on Cancel raises in the middle of a run."""


def raise_given_up(step: str) -> None:
    raise GivenUp(step)


def test_steps_are_told_in_their_order():
    told: list[str] = []
    reading = read_file(table(*ROWS), file_name="besar.xlsx", tell=told.append)
    assert reading.tables
    assert list(dict.fromkeys(told)) == [step for step in ("opening", "recognising", "checking") if step in told]
    assert told[-1] == "checking"


def test_who_gives_up_leaves_no_child_and_no_place_behind(monkeypatch):
    children = []
    real = subprocess.Popen

    def noted(*given, **named):
        children.append(real(*given, **named))
        return children[-1]

    monkeypatch.setattr(cage.subprocess, "Popen", noted)
    for _ in range(cage.AT_ONCE + 1):
        with pytest.raises(GivenUp):
            read_file(LONG, file_name="besar.csv", tell=raise_given_up)
    assert [child.poll() for child in children] == [-signal.SIGKILL] * (cage.AT_ONCE + 1)


def test_who_waits_for_a_place_is_told_so_and_can_give_up():
    for _ in range(cage.AT_ONCE):
        assert cage._PLACES.acquire(timeout=1)
    try:
        with pytest.raises(GivenUp, match="waiting"):
            read_file(table(*ROWS[:2]), file_name="kecil.xlsx", tell=raise_given_up)
    finally:
        for _ in range(cage.AT_ONCE):
            cage._PLACES.release()
