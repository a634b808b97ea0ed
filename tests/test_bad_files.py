"""Each of the 140 kinds of bad files gives its code, in time, and changes nothing it should not."""

import ast
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bad_files import EXPECTED, BadFile, Expectation, expectations, makers
from raw_workbooks import ROWS, raw_workbook, sheet, table_rows
from sqlalchemy import Engine, inspect, text

import texts
from loaders.__main__ import main
from loaders.files import worker
from loaders.problems import CODES
from loaders.reading import Reading, read_file
from store import open_store

resource = pytest.importorskip("resource", reason="Windows has no limits for a process")
ROOT = Path(__file__).parents[1]
WALL_SECONDS = 20
SMALL_FILE = 10_000_000
EXIT_CODES = {"refused": 4, "asked": 3, "read": 0, "read_and_said": 0}
LINES = expectations()
FILES = [line for line in LINES if line.expect != "held_by"]
STOPPED = [line for line in FILES if line.expect in ("refused", "asked")]
Rows = dict[str, list[tuple[object, ...]]]


def made(line: Expectation) -> BadFile:
    return makers()[line.number, line.case]()


def said(reading: Reading) -> list[tuple[str, str]]:
    return [
        *((problem.code, problem.cell or "") for problem in reading.problems),
        *((question.code, question.cell or "") for question in reading.questions),
    ]


def all_rows(engine: Engine) -> Rows:
    """Every row of every table of the store."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        assert tables
        # The names are the store's own.
        rows = {name: connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}  # noqa: S608
    return {name: sorted(map(tuple, found), key=repr) for name, found in rows.items()}


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Iterator[tuple[str, Engine, Rows]]:
    """A store that holds another table already, and all its rows; no file of these tests may change them."""
    folder = tmp_path_factory.mktemp("standing")
    url = f"sqlite:///{folder / 'cakupan.db'}"
    (folder / "baik.xlsx").write_bytes(raw_workbook(sheet(table_rows((("16.09", "2015-08", "PBI", 5, 4),)))))
    assert main(["import", str(folder / "baik.xlsx"), "--yes", "--database", url]) == 0
    engine = open_store(url)
    yield url, engine, all_rows(engine)
    engine.dispose()


@pytest.fixture
def imported(standing, tmp_path, monkeypatch) -> Callable[[BadFile], Reading]:
    """Imports a file as the command does, with `--yes` where it may save nothing; gives back how it was read.

    A file that could be saved comes as far as its preview: nobody is there to say yes.
    """
    url = standing[0]
    readings = []

    def noted(data: bytes, *, file_name: str, **named: object) -> Reading:
        readings.append(read_file(data, file_name=names[file_name], **named))
        return readings[-1]

    def nobody(_: str) -> str:
        raise EOFError

    def run(file: BadFile, *, is_stopped: bool) -> Reading:
        # A name as long or as odd as in the catalogue is none that a disk takes.
        names["berkas"] = file.file_name
        answers = [part for name, value in file.options.items() for part in ("--answer", f"{name}={value}")]
        (tmp_path / "berkas").write_bytes(file.data)
        main(["import", str(tmp_path / "berkas"), *(["--yes"] if is_stopped else []), "--database", url, *answers])
        (tmp_path / "berkas").unlink()
        return readings[-1]

    names: dict[str, str] = {}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("loaders.__main__.read_file", noted)
    monkeypatch.setattr("builtins.input", nobody)
    return run


def processor_seconds() -> float:
    """What the children that have ended so far have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def passed(*, taken: float, computed: float, size: int) -> list[str]:
    """The limits that one file has passed: of waiting, where it is small, and of the child's computing."""
    limits = {"wall": taken >= WALL_SECONDS and size < SMALL_FILE, "processor": computed > worker.CPU_SECONDS + 1}
    return [name for name, is_passed in limits.items() if is_passed]


@pytest.mark.parametrize("line", FILES, ids=str)
def test_each_bad_file_gives_what_the_table_says_and_changes_nothing(line, imported, standing, tmp_path):
    file = made(line)
    start, computed = time.monotonic(), processor_seconds()
    reading = imported(file, is_stopped=line in STOPPED)
    taken, computed = time.monotonic() - start, processor_seconds() - computed
    told = said(reading)
    assert reading.exit_code == EXIT_CODES[line.expect], told
    if line.code:
        assert line.code in [code for code, _ in told], told
    if line.cell:
        assert (line.code, line.cell) in told, told
    assert passed(taken=taken, computed=computed, size=len(file.data)) == []
    assert {code for code, _ in told} & {"limit_passed", "reader_died"} <= {line.code}
    assert [one.values["limit"] for one in reading.problems if one.code == "limit_passed"] in ([], ["memory"])
    _, engine, before = standing
    assert all_rows(engine) == before
    assert not list(tmp_path.iterdir())


def test_a_file_that_takes_long_or_computes_long_would_be_found():
    assert passed(taken=20.0, computed=3.0, size=5000) == ["wall"]
    assert passed(taken=20.0, computed=3.0, size=SMALL_FILE) == []
    assert passed(taken=1.0, computed=62.0, size=SMALL_FILE) == ["processor"]
    before = processor_seconds()
    subprocess.run([sys.executable, "-c", "sum(range(4_000_000))"], check=True)
    assert processor_seconds() > before


def test_a_file_that_changes_the_store_would_be_found(filled, tmp_path, monkeypatch):
    """The control of the test above: with the rule broken that an open file is not saved, the store shows it."""
    url, engine = filled
    before = all_rows(engine)
    other_month = table_rows([(code, "2016-09", *rest) for code, _, *rest in ROWS])
    file = BadFile(raw_workbook(sheet(other_month.replace('<row r="3"', '<row r="3" hidden="1"'))))
    assert main(import_arguments(tmp_path, file, url)) == 3
    assert all_rows(engine) == before
    monkeypatch.setattr(Reading, "is_savable", property(lambda _: True))
    main(import_arguments(tmp_path, file, url))
    assert all_rows(engine) != before


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


@pytest.fixture
def filled(tmp_path) -> Iterator[tuple[str, Engine]]:
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


def test_a_program_that_ends_between_preview_and_saving_stores_nothing(filled, tmp_path):
    """The preview waits for a yes when the program is killed; started again, the same file asks again and is saved."""
    url, engine = filled
    before = all_rows(engine)
    line = next(line for line in FILES if (line.number, line.case) == ("82", "indonesian"))
    asked = [part for part in import_arguments(tmp_path, made(line), url) if part != "--yes"]
    command = [sys.executable, "-u", "-m", "loaders", *asked]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as waiting:
        shown = ""
        while not shown.endswith(texts.text("loaders_command.confirm", "id")):
            letter = waiting.stdout.read(1)
            assert letter, shown
            shown += letter
        waiting.kill()
    assert waiting.returncode == -signal.SIGKILL
    assert all_rows(engine) == before
    again = subprocess.run(command, cwd=ROOT, input="ya\n", capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (0, "")
    assert all_rows(engine) != before
