"""Reads a register that came back: the value of every cell of its known columns, and which cells cannot be read."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.files.cage import Tell, caged
from loaders.files.safety import inspect
from loaders.problem_codes import Level
from loaders.problems import Problem, in_order, listed
from loaders.register_values import reader_of
from loaders.values.counts import Trouble
from loaders.values.labels import read_text
from vocab.codes import Kind
from vocab.register import COLUMN_OF, HIDDEN_COLUMNS, REGISTER_COLUMNS, RegisterPart

SHOWN = 120
WALL_SECONDS = 45
"""Ten thousand activities take four seconds of one processor, which others may need at the same time."""
FACTS = ("mark", "layout", "forum", "version", "stamp")
"""What the first row of the hidden sheet says."""
NOT_READ = "number"
"""The line's number says nothing of the activity; lines may be sorted."""


@dataclass(frozen=True)
class RegisterRow:
    """One row: which activity it is (empty: none yet), the version it was written from, its cells by column.

    `read` are the values, None where nothing stands, `raw` the cells as they were written; `troubles` what is wrong
    with cells that cannot be taken, by column.
    """

    row: int
    activity_id: str
    version: int | None
    read: Mapping[str, Any]
    raw: Mapping[str, Any]
    troubles: Mapping[str, Problem]


@dataclass(frozen=True)
class RegisterFile:
    """A register as it was read, and what it says of itself: the forum, the version it went out at, its stamp."""

    file_name: str
    sha256: str
    forum: str = ""
    version: int = 0
    stamp: str = ""
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[RegisterRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids reading the register at all."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)

    def cell(self, row: int, column: str) -> str:
        """The address of a cell."""
        return f"{self.letters.get(column, 'A')}{row}"


def read_register(
    data: bytes, *, file_name: str, areas: Mapping[str, str] | None = None, tell: Tell | None = None
) -> RegisterFile:
    """Reads a returned register in a process of its own; a bad file is a reading with problems, never an exception.

    `areas` (code: name) are areas known beside the official ones.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    container = inspect(data, file_name=file_name)
    if isinstance(container, Problem):
        return RegisterFile(file_name, sha256, problems=(container,))
    request = {"container": container.kind, "odd_parts": container.odd_parts, "options": {}, "register": True}
    with caged(data, request, wall_seconds=WALL_SECONDS, tell=tell) as answer:
        if answer.result is None:
            return RegisterFile(file_name, sha256, problems=(answer.problem,) if answer.problem else ())
        return register_of(answer.result, file_name=file_name, sha256=sha256, areas=areas)


def register_of(
    result: Mapping[str, Any], *, file_name: str, sha256: str, areas: Mapping[str, str] | None = None
) -> RegisterFile:
    """The register from what the child found in its cells."""
    problems = in_order(listed(_problems(result)))
    if "facts" not in result:
        return RegisterFile(file_name, sha256, problems=problems)
    facts = dict(zip(FACTS, [*result["facts"], *[""] * len(FACTS)], strict=False))
    return RegisterFile(
        file_name,
        sha256,
        forum=facts["forum"],
        version=_whole(facts["version"]) or 0,
        stamp=facts["stamp"],
        sheet=result["sheet"],
        letters=result["columns"],
        rows=tuple(_rows(result, areas or {})),
        problems=problems,
    )


def _problems(result: Mapping[str, Any]) -> Iterator[Problem]:
    yield from (Problem(**facts) for facts in result["problems"])
    missing = [column.name for column in REGISTER_COLUMNS if column.name not in result.get("columns", COLUMN_OF)]
    if missing:
        yield Problem("register_columns_missing", result["sheet"], values={"gone": ", ".join(missing)})


def _rows(result: Mapping[str, Any], areas: Mapping[str, str]) -> Iterator[RegisterRow]:
    """The rows that are an activity, or have something in a cell that people fill in."""
    letters: Mapping[str, str] = result["columns"]
    readers = {name: reader_of(COLUMN_OF[name], areas) for name in letters if name in COLUMN_OF and name != NOT_READ}
    filled_in = {name for name in readers if COLUMN_OF[name].part is not RegisterPart.FIXED}
    for number, cells in result["rows"]:
        raw = {name: _plain(cell) for name, cell in zip(letters, cells, strict=True)}
        read = {name: reader(raw[name]) for name, reader in readers.items()}
        at = {name: f"{letters[name]}{number}" for name in readers}
        distrusted = {name: result["troubles"][at[name]] for name in readers if at[name] in result["troubles"]}
        troubles = {
            name: _problem(name, raw[name], trouble, distrusted.get(name), (result["sheet"], at[name]))
            for name, (_, trouble) in read.items()
            if trouble is not None or name in distrusted
        }
        values = {name: value for name, (value, _) in read.items()}
        activity_id = read_text(raw[HIDDEN_COLUMNS[0]])
        if activity_id or any(raw[name] is not None for name in filled_in):
            yield RegisterRow(number, activity_id, _whole(raw[HIDDEN_COLUMNS[1]]), values, raw, troubles)


def _problem(
    name: str, raw: Any, trouble: Trouble | None, distrusted: list[str] | None, place: tuple[str, str]
) -> Problem:
    """What is wrong with a cell: that its value is not to be believed comes before what it says."""
    values = {"column": name, "kind": Kind.ACTIVITIES.value}
    if distrusted is not None or trouble is None:
        code, found = distrusted or ("", "")
        return Problem(code, *place, found, values)
    found = "" if trouble.is_secret else read_text(raw)[:SHOWN]
    return Problem(trouble.code, *place, found, {**values, **trouble.values})


def _plain(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def _whole(cell: Any) -> int | None:
    text = read_text(cell)
    return int(text) if text.isdecimal() and len(text) < SHOWN else None
