"""The register of bad files: one generator a case, found by its number in the catalogue and the case's name.

What each must give stands in `bad_files.csv`; `test_bad_files.py` reads every one of them. The generators live in
`bad_files_*.py`, use fixed seeds and take nothing from outside.
"""

import csv
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).with_suffix(".csv")
EXPECTED = ("refused", "asked", "read", "read_and_said", "held_by")
"""Refused (exit 4), asked (exit 3), read (exit 0), read with a code that says what was done; `held_by` names a test
of its own, for what is no file but an event (`remark` is `test_file.py::test_name`)."""


@dataclass(frozen=True)
class BadFile:
    """The bytes of a file, its name, and what a person said about it."""

    data: bytes
    file_name: str = "berkas.xlsx"
    options: Mapping[str, str] = field(default_factory=dict)


Maker = Callable[[], BadFile]
MAKERS: dict[tuple[str, str], Maker] = {}


def bad_file(number: str, *, name: str = "") -> Callable[[Maker], Maker]:
    """Registers a generator under its number in the catalogue; `name` tells cases of one number apart."""

    def register(maker: Maker) -> Maker:
        assert (number, name) not in MAKERS, f"two generators for {number} {name}"
        MAKERS[number, name] = maker
        return maker

    return register


@dataclass(frozen=True)
class Expectation:
    """A line of the table: what one bad file must give; an empty `code` or `cell` says nothing about it."""

    number: str
    case: str
    expect: str
    code: str
    cell: str
    remark: str

    def __str__(self) -> str:
        """The number and case, as a test is called."""
        return f"{self.number} {self.case}".strip()


def expectations() -> list[Expectation]:
    """All lines of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Expectation(**line) for line in csv.DictReader(file)]


def makers() -> Mapping[tuple[str, str], Maker]:
    """All generators, from every module beside this one that holds some."""
    for path in sorted(Path(__file__).parent.glob("bad_files_*.py")):
        importlib.import_module(path.stem)
    return MAKERS
