"""Reads a file of figures: rows to be trusted, and everything that is wrong with it or open in it, at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from loaders.answers import for_file
from loaders.doubts.plausibility import doubtful_counts
from loaders.files.cage import Tell, caged
from loaders.files.pictures import Picture, picture_from
from loaders.files.safety import inspect
from loaders.frames import areas_of, columns_of, empty_areas, read_rows, text_limits
from loaders.problems import Level, Problem, Question, Reported, Skipped, in_order, listed
from loaders.remembering import recalled_problems
from loaders.tables.checks import check_keys
from vocab.codes import Kind

SAVABLE, OPEN, REFUSED = 0, 3, 4
"""Exit codes: it could be saved as it is, questions are open, problems forbid it."""


@dataclass(frozen=True)
class Options:
    """What a person says about a file: which sheet and kind, and the answers to questions.

    `answers` are pairs of question code and value, for questions that have no option of their own
    (`segment:bpjs daerah`) or that are answered for one sheet alone (`period@Lembar 2`).
    """

    sheet: str | None = None
    kind: str | None = None
    region: str | None = None
    period: str | None = None
    source: str | None = None
    forum: str | None = None
    origin: str | None = None
    measure: str | None = None
    facility_kind: str | None = None
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The options and answers that were given, as plain text."""
        named = {name: value for name, value in asdict(self).items() if name != "answers" and value not in (None, "")}
        return {**named, **dict(self.answers)}


@dataclass(frozen=True)
class Table:
    """One recognised table: its rows (columns of `frames.columns_of(kind)`), what was skipped, what was checked."""

    kind: Kind
    sheet: str | None
    range: str
    layout: str
    rows: pd.DataFrame
    skipped: tuple[Skipped, ...] = ()
    reported: tuple[Reported, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True)
class Reading:
    """A file as it was read. A file with an error or an open question changes nothing.

    `answers` are those that decided something, by code; `recalled` the codes of those remembered from earlier files.
    `joined` are the rows of kinds that say something twice, once: its tables list them as they stand.
    """

    file_name: str
    sha256: str
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    areas: pd.DataFrame = field(default_factory=empty_areas)
    answers: Mapping[str, str] = field(default_factory=dict)
    recalled: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    joined: Mapping[Kind, pd.DataFrame] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid saving."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that ask for a look before saving."""
        return tuple(problem for problem in self.problems if problem.level is Level.WARNING)

    @property
    def exit_code(self) -> int:
        """4 where problems forbid saving, else 3 where questions are open, else 0."""
        if self.errors:
            return REFUSED
        return OPEN if self.questions else SAVABLE

    @property
    def is_savable(self) -> bool:
        """Whether the file could be saved as it is."""
        return self.exit_code == SAVABLE

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that tables were read from; none for csv."""
        return tuple(dict.fromkeys(table.sheet for table in self.tables if table.sheet is not None))

    @property
    def rows_by_kind(self) -> dict[Kind, pd.DataFrame]:
        """The rows of all tables of a kind together, each key once, with the columns of `frames.columns_of(kind)`."""
        return {**rows_by_kind(self.tables), **self.joined}


def rows_by_kind(tables: tuple[Table, ...]) -> dict[Kind, pd.DataFrame]:
    """The rows of all tables of a kind together."""
    kinds = dict.fromkeys(table.kind for table in tables)
    frames = {kind: [table.rows for table in tables if table.kind is kind] for kind in kinds}
    return {
        kind: rows[0] if len(rows) == 1 else pd.concat(rows, ignore_index=True)[list(columns_of(kind))]
        for kind, rows in frames.items()
    }


def read_file(
    data: bytes,
    *,
    file_name: str,
    options: Options = Options(),
    areas: pd.DataFrame | None = None,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    today: date | None = None,
    tell: Tell | None = None,
) -> Reading:
    """Reads a file in a process of its own; a bad file is a reading with problems, never an exception.

    `areas` (code, name) are areas known beside the official ones: those that came with earlier files. `remembered` are
    earlier answers, by scope (a table's fingerprint, or nothing for every file) and code. With `today` counts of
    months that are still ahead are pointed out. `tell` is called with the step that is being done while it is done.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    container = inspect(data, file_name=file_name)
    if isinstance(container, Problem):
        return Reading(file_name, sha256, problems=(container,))
    names = {} if areas is None else dict(zip(areas["code"], areas["name"], strict=True))
    request = {
        "container": container.kind,
        "odd_parts": container.odd_parts,
        "file_name": file_name,
        "options": options.given,
        "remembered": for_file(remembered or {}, file_name),
        "areas": names,
        "text_limits": text_limits(),
    }
    with caged(data, request, tell=tell) as answer:
        if answer.result is None:
            return Reading(file_name, sha256, problems=(answer.problem,) if answer.problem else ())
        if tell is not None:
            tell("checking")
        reading = _reading(answer.directory, answer.result, file_name=file_name, sha256=sha256)
    said = (*container.notes, *recalled_problems(reading.answers, reading.recalled, names))
    return _with_problems(reading, before=said, today=today)


def _reading(directory: Path, result: Mapping[str, list[dict[str, object]]], *, file_name: str, sha256: str) -> Reading:
    tables = tuple(_table(directory / f"table_{number}.csv", facts) for number, facts in enumerate(result["tables"]))
    # A district that was added to its regency does not become known: next month it is added again.
    codes = {code for table in tables for code in table.rows["region_code"].dropna().unique()}
    return Reading(
        file_name,
        sha256,
        tables=tables,
        problems=tuple(Problem(**facts) for facts in result["problems"]),
        questions=tuple(
            Question(**{**facts, "candidates": tuple(facts["candidates"])}) for facts in result["questions"]
        ),
        areas=areas_of({code: name for code, name in result["areas"].items() if code in codes}),
        answers=result["answers"]["used"],
        recalled=tuple(result["answers"]["recalled"]),
        pictures=tuple(map(picture_from, result["pictures"])),
    )


def _table(path: Path, facts: Mapping[str, object]) -> Table:
    kind = Kind(facts["kind"])
    return Table(
        kind=kind,
        sheet=facts["sheet"],
        range=facts["range"],
        layout=facts["layout"],
        fingerprint=facts["fingerprint"],
        rows=read_rows(path, kind=kind, sheet=facts["sheet"]),
        skipped=tuple(Skipped(**skipped) for skipped in facts["skipped"]),
        reported=tuple(Reported(**reported) for reported in facts["reported"]),
    )


def _with_problems(reading: Reading, *, before: tuple[Problem, ...], today: date | None) -> Reading:
    """Adds what only shows over the whole file; a file without one row of ours is refused."""
    reading, repeats = _once(reading)
    problems = [*before, *reading.problems, *repeats, *doubtful_counts(reading.rows_by_kind, today=today)]
    has_rows = any(len(table.rows) for table in reading.tables)
    if not has_rows and not any(problem.level is Level.ERROR for problem in problems):
        problems.append(Problem("no_rows", sheet=reading.tables[0].sheet if reading.tables else None))
    return replace(reading, problems=in_order(listed(problems)))


def _once(reading: Reading) -> tuple[Reading, tuple[Problem, ...]]:
    """The reading with rows that say the same taken once, and what is said about repeated keys."""
    kinds = dict.fromkeys(table.kind for table in reading.tables)
    checked = check_keys({kind: [table.rows for table in reading.tables if table.kind is kind] for kind in kinds})
    return replace(reading, joined=checked.rows), checked.problems
