"""Damaged files: thousands of small changes to good ones; whatever comes, there is an answer, and no figure is false.

`CAKUPAN_FUZZ` sets how many are tried, `CAKUPAN_FUZZ_SEED` which; a failure prints what makes the same file again.
"""

import io
import os
import re
import threading
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from damaged_files import SEED, SEEDS, Damaged, damaged

from loaders.files import cage
from loaders.problems import CODES, Level, Problem
from loaders.reading import Reading, read_file
from vocab.codes import Kind

TRIED = int(os.environ.get("CAKUPAN_FUZZ", "240"))
FAILED_ONCE = (240, 1753, 1807, 1996, 2564, 3229)
"""Numbers that found a fault of the default seed; they are tried in every run."""
OUT = os.environ.get("CAKUPAN_FUZZ_COUNTS")
"""A file for the counts of answers by kind."""
LAST_LINES = 12
"""Lines of a traceback that a failure shows; the last ones say where it was and what."""
HEARD = threading.local()
"""What the last child of this thread said when it died of an exception of our own."""


def differences(file: Damaged, reading: Reading) -> Iterator[str]:
    """Figures of an accepted xlsx file that another reader sees otherwise in the same cells."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True)
    except Exception:  # noqa: BLE001 - what the other reader cannot open says nothing about ours
        return
    rows = reading.rows_by_kind.get(Kind.MEMBERSHIP)
    for line in [] if rows is None else rows.to_dict("records"):
        counts = [(line["cell"], "registered_people"), (line["active_cell"], "active_people")]
        # A row without a registered count stands where its active count does.
        for cell, count in counts[line["cell"] == line["active_cell"] :]:
            if isinstance(cell, str) and line["sheet"] in book.sheetnames:
                seen = re.sub(r"\.0$", "", str(book[line["sheet"]][cell].value)).replace(".", "")
                ours = "" if line[count] is None or line[count] != line[count] else str(int(line[count]))
                if seen not in (ours, "None") and seen.strip() != ours:
                    yield f"{line['sheet']}!{cell}: {seen} / {ours}"


def last_lines(said: str) -> str:
    return "\n".join(said.rstrip().splitlines()[-LAST_LINES:])


def verdict(number: int) -> tuple[str, str]:
    """The kind of answer, and what is wrong with it."""
    file, HEARD.said = damaged(number), ""
    try:
        kind, wrong = answered(file)
    except Exception:  # noqa: BLE001 - that there is none is what is tested
        kind, wrong = "crash", last_lines(traceback.format_exc())
    wrong = wrong or last_lines(HEARD.said)
    return kind, f"number {number} of seed {SEED} ({file.name}): {wrong}" if wrong else ""


def answered(file: Damaged) -> tuple[str, str]:
    reading = read_file(file.data, file_name=file.name)
    if reading.exit_code == 4:
        known = all(problem.code in CODES for problem in reading.problems) and reading.errors
        codes = [problem.code for problem in reading.problems if problem.level is Level.ERROR]
        return codes[0], "" if known else "no code"
    if not reading.is_savable or not file.data.startswith(b"PK") or not file.name.endswith("xlsx"):
        return f"exit {reading.exit_code}", ""
    return "exit 0", "\n".join(differences(file, reading))


@pytest.fixture(autouse=True)
def _hear(monkeypatch):
    """Children that die of an exception of our own are heard; python-calamine's aborts are an answer."""
    ended = cage.ended

    def heard(code: int, *, said: bytes) -> Problem | None:
        words = said.decode(errors="replace")
        # Python ends with 1; "Traceback" is not among the words that are kept of a long one.
        if code == 1 and "PanicException" not in words:
            HEARD.said = words
        return ended(code, said=said)

    monkeypatch.setattr(cage, "ended", heard)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no limits for a process")
def test_damaged_files_have_an_answer_and_no_false_figure():
    with ThreadPoolExecutor(cage.AT_ONCE) as pool:
        verdicts = list(pool.map(verdict, dict.fromkeys((*range(TRIED), *FAILED_ONCE))))
    if OUT:
        Path(OUT).write_text(str(Counter(kind for kind, _ in verdicts).most_common()), encoding="utf-8")
    if wrong := [one for _, one in verdicts if one]:
        pytest.fail("\n\n".join(wrong), pytrace=False)


def test_every_failure_is_told_by_its_number_with_the_end_of_its_traceback(monkeypatch, tmp_path):
    """Of a child that died far inside, more was said than is kept: its traceback has no first line."""
    died = tmp_path / "died.py"
    calls = "".join(f"def step_{n}_{'x' * 80}(): step_{n + 1}_{'x' * 80}()\n" for n in range(40))
    died.write_text(f"{calls}def step_40_{'x' * 80}(): raise TypeError('ours')\nstep_0_{'x' * 80}()\n")
    monkeypatch.setattr(cage.worker, "__file__", str(died))
    kind, wrong = verdict(7)
    assert kind == "reader_died"
    assert wrong.startswith(f"number 7 of seed {SEED} (book.xml): ")
    assert wrong.endswith("\nTypeError: ours")


@pytest.mark.parametrize("name", [name for name in SEEDS if name.endswith("xlsx")])
def test_the_other_reader_sees_the_same_in_what_was_not_damaged(name):
    """Without this the comparison could pass because the other reader opens none of the files."""
    file = Damaged(0, name, SEEDS[name])
    reading = read_file(file.data, file_name=name)
    assert reading.is_savable
    assert list(differences(file, reading)) == []
    reading.tables[0].rows.loc[0, "registered_people"] += 1
    assert len(list(differences(file, reading))) == 1


def test_the_changes_leave_some_files_good_and_break_others():
    """Without this a fuzz run that only breaks zips would pass while it tests nothing behind them."""
    kinds = Counter(verdict(number)[0] for number in range(36))
    assert len(kinds) > 3
    assert kinds["exit 0"]
