"""Each of the 140 kinds of bad files gives its code, in time, and changes nothing it should not."""

import tempfile
import time

import pytest
from bad_files import EXPECTED, Expectation, expectations, makers

from loaders.problems import CODES
from loaders.reading import Options, Reading, read_file

WALL_SECONDS = 20
EXIT_CODES = {"refused": 4, "asked": 3, "read": 0, "read_and_said": 0}
LINES = expectations()
FILES = [line for line in LINES if line.expect != "held_by"]


def reading_of(line: Expectation) -> Reading:
    made = makers()[line.number, line.case]()
    given = dict(made.options)
    named = {name: given.pop(name) for name in list(given) if name in Options.__dataclass_fields__}
    options = Options(**named, answers=tuple(given.items()))
    return read_file(made.data, file_name=made.file_name, options=options)


def said(reading: Reading) -> list[tuple[str, str]]:
    return [
        *((problem.code, problem.cell or "") for problem in reading.problems),
        *((question.code, question.cell or "") for question in reading.questions),
    ]


@pytest.mark.parametrize("line", FILES, ids=str)
def test_each_bad_file_gives_what_the_table_says(line, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    start = time.monotonic()
    reading = reading_of(line)
    taken = time.monotonic() - start
    told = said(reading)
    assert reading.exit_code == EXIT_CODES[line.expect], told
    if line.code:
        assert line.code in [code for code, _ in told], told
    if line.cell:
        assert (line.code, line.cell) in told, told
    assert taken < WALL_SECONDS
    assert not list(tmp_path.iterdir())


def test_the_table_has_every_number_once_and_each_line_its_generator():
    assert sorted({int(line.number) for line in LINES}) == list(range(1, 141))
    assert {line.expect for line in LINES} <= set(EXPECTED)
    cases = [(line.number, line.case) for line in LINES]
    assert len(cases) == len(set(cases))
    assert {(line.number, line.case) for line in FILES} == set(makers())


def test_every_refusal_names_a_code_that_exists():
    refusals = [line for line in LINES if line.expect == "refused"]
    assert not [str(line) for line in refusals if line.code not in CODES]
    assert not [str(line) for line in LINES if line.expect in ("asked", "read_and_said") and not line.code]
