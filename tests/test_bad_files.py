"""Each of the 140 kinds of bad files gives its code, in time, and changes nothing it should not."""

import ast
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from bad_files import EXPECTED, BadFile, Expectation, expectations, makers
from raw_workbooks import raw_workbook
from sqlalchemy import Engine, inspect, text

from loaders.__main__ import main
from loaders.problems import CODES
from loaders.reading import Options, Reading, read_file
from store import open_store

ROOT = Path(__file__).parents[1]
WALL_SECONDS = 20
SMALL_FILE = 10_000_000
EXIT_CODES = {"refused": 4, "asked": 3, "read": 0, "read_and_said": 0}
LINES = expectations()
FILES = [line for line in LINES if line.expect != "held_by"]
STOPPED = [line for line in FILES if line.expect in ("refused", "asked")]


def made(line: Expectation) -> BadFile:
    return makers()[line.number, line.case]()


def reading_of(file: BadFile) -> Reading:
    given = dict(file.options)
    named = {name: given.pop(name) for name in list(given) if name in Options.__dataclass_fields__}
    options = Options(**named, answers=tuple(given.items()))
    return read_file(file.data, file_name=file.file_name, options=options)


def said(reading: Reading) -> list[tuple[str, str]]:
    return [
        *((problem.code, problem.cell or "") for problem in reading.problems),
        *((question.code, question.cell or "") for question in reading.questions),
    ]


@pytest.mark.parametrize("line", FILES, ids=str)
def test_each_bad_file_gives_what_the_table_says(line, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = made(line)
    start = time.monotonic()
    reading = reading_of(file)
    taken = time.monotonic() - start
    told = said(reading)
    assert reading.exit_code == EXIT_CODES[line.expect], told
    if line.code:
        assert line.code in [code for code, _ in told], told
    if line.cell:
        assert (line.code, line.cell) in told, told
    assert taken < WALL_SECONDS or len(file.data) > SMALL_FILE
    assert not list(tmp_path.iterdir())


def test_the_table_has_every_number_and_each_line_its_generator():
    assert sorted({int(line.number) for line in LINES}) == list(range(1, 141))
    assert {line.expect for line in LINES} <= set(EXPECTED)
    cases = [(line.number, line.case) for line in LINES]
    assert len(cases) == len(set(cases))
    assert {(line.number, line.case) for line in FILES} == set(makers())


def test_every_refusal_names_a_code_that_exists():
    refusals = [line for line in LINES if line.expect == "refused"]
    assert not [str(line) for line in refusals if line.code not in CODES]
    assert not [str(line) for line in LINES if line.expect in ("asked", "read_and_said") and not line.code]


@pytest.mark.parametrize("line", [line for line in LINES if line.expect == "held_by"], ids=str)
def test_what_is_no_file_is_held_by_a_test_that_is_there(line):
    module, _, name = line.remark.partition("::")
    tree = ast.parse((ROOT / "tests" / module).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def all_rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the store."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        assert tables
        # The names are the store's own.
        rows = {name: connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}  # noqa: S608
    return {name: sorted(map(tuple, found), key=repr) for name, found in rows.items()}


@pytest.fixture
def filled(tmp_path) -> tuple[str, Engine]:
    """A store that holds the good table already."""
    url = f"sqlite:///{tmp_path / 'cakupan.db'}"
    (tmp_path / "baik.xlsx").write_bytes(raw_workbook())
    assert main(["import", str(tmp_path / "baik.xlsx"), "--yes", "--database", url]) == 0
    engine = open_store(url)
    yield url, engine
    engine.dispose()


def import_arguments(folder: Path, file: BadFile, url: str) -> list[str]:
    path = folder / file.file_name
    path.write_bytes(file.data)
    answers = [part for name, value in file.options.items() for part in ("--answer", f"{name}={value}")]
    return ["import", str(path), "--yes", "--database", url, *answers]


def test_no_file_that_is_refused_or_open_changes_the_store(filled, tmp_path):
    url, engine = filled
    before = all_rows(engine)
    for line in STOPPED:
        file = made(line)
        code = main(import_arguments(tmp_path, file, url))
        assert code == EXIT_CODES[line.expect], str(line)
        (tmp_path / file.file_name).unlink()
    assert all_rows(engine) == before


@pytest.mark.parametrize("number", ["3", "21", "50", "66", "77", "132"])
def test_the_command_itself_refuses_and_leaves_the_store(filled, tmp_path, number):
    url, engine = filled
    before = all_rows(engine)
    line = next(line for line in STOPPED if line.number == number)
    command = [sys.executable, "-m", "loaders", *import_arguments(tmp_path, made(line), url)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (EXIT_CODES[line.expect], "")
    assert all_rows(engine) == before


def test_the_same_file_twice_makes_one_version(filled, tmp_path):
    url, engine = filled
    before = all_rows(engine)
    assert main(["import", str(tmp_path / "baik.xlsx"), "--yes", "--database", url]) == 0
    assert all_rows(engine) == before
