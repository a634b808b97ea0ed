"""Checks the rows of a tidy table: which are figures, which are skipped and why, and what is wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from loaders.files.sheets import Sheet
from loaders.layouts.printed import is_total, total_problem
from loaders.problems import Problem, Question, Reported, Skipped
from loaders.values.counts import ABROAD, SKIP, Asked, Trouble
from loaders.values.labels import NOTE, REQUIRED, normalise, read_text
from loaders.values.numbers import fraction_in
from loaders.values.readers import COUNTS
from vocab.codes import Kind

VALUES: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("registered_people", "active_people"),
    Kind.POPULATION: ("people",),
    Kind.FACILITIES: ("facilities",),
    Kind.TARGETS: ("value_pct",),
    Kind.ACTIVITIES: ("activity",),
    Kind.MATCHING: ("people",),
}
"""The columns that a row is about; its address is that of the first that is filled."""
SHOWN = 120
"""Characters of a cell that a message repeats."""
NEEDED: dict[Kind, tuple[str, ...]] = {
    kind: tuple(name for name in REQUIRED[kind] if kind is Kind.ACTIVITIES or name not in VALUES[kind]) for kind in Kind
}
"""What must stand in every row; a row without its figure is a placeholder, not a mistake."""
LEFT_OUT = {"outside": "outside_jkn", SKIP: "left_out", ABROAD: "abroad"}
"""Values that say that a row is no figure of ours, and why."""
LABELLED = ("region_code", "segment", "facility_kind", "facility_type")
OPEN = (Trouble, Asked)
EXAMPLE_MARKS = ("contoh", "example")


@dataclass(frozen=True)
class TidyRows:
    """A tidy table before its rows are judged: raw cells and read values a column, and where they stand."""

    kind: Kind
    sheet: Sheet
    first: int
    body: Sequence[Sequence[object]]
    letters: Mapping[str, str]
    cells: Mapping[str, Sequence[object]]
    values: Mapping[str, Sequence[object]]

    def address(self, name: str, row: int) -> str:
        """The address of a field's cell; of the row's first cell where the field has no column."""
        return f"{self.letters.get(name, self.sheet.letters(0))}{self.number(row)}"

    def number(self, row: int) -> int:
        """The row's number as a spreadsheet program shows it."""
        return self.sheet.number(self.first + row)

    def span(self, row: int) -> str:
        """The address of the whole row."""
        return self.sheet.area(self.first + row, 0, self.first + row, max(len(self.body[row]) - 1, 0))


@dataclass(frozen=True)
class JudgedRows:
    """The rows that stay, with what was skipped, checked and found wrong."""

    columns: Mapping[str, Sequence[object]]
    cell: Sequence[str]
    active_cell: Sequence[str | None] | None
    skipped: tuple[Skipped, ...]
    reported: tuple[Reported, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()


@dataclass
class _Findings:
    skipped: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)


def judge(rows: TidyRows) -> JudgedRows:
    """Only rows in doubt are looked at one by one; the others are right as they were read."""
    findings = _Findings()
    for row in sorted(_doubtful(rows)):
        why = _why_skipped(rows, row)
        if why is None:
            findings.problems += _row_problems(rows, row)
            _ask(rows, row, findings)
        else:
            findings.skipped[row] = why
    checks = tuple(_total_checks(rows, findings.skipped))
    findings.problems += [total_problem(rows.sheet, check) for check in checks if not check.is_consistent]
    return _kept(rows, findings, checks)


def _doubtful(rows: TidyRows) -> set[int]:
    doubtful = {row for values in rows.values.values() for row, value in enumerate(values) if value.__class__ in OPEN}
    for name in NEEDED[rows.kind]:
        doubtful |= {row for row, value in enumerate(rows.values.get(name, ())) if value is None}
    for name in LABELLED:
        doubtful |= {
            row for row, value in enumerate(rows.values.get(name, ())) if value.__class__ is str and value in LEFT_OUT
        }
    doubtful |= {
        row for row, cell in enumerate(rows.cells.get(NOTE, ())) if cell not in ("", None) and _is_marked(cell)
    }
    filled = [rows.values[name] for name in VALUES[rows.kind] if name in rows.values]
    return doubtful | {row for row, values in enumerate(zip(*filled, strict=True)) if values == (None,) * len(values)}


def _why_skipped(rows: TidyRows, row: int) -> str | None:
    words = [text for text in map(read_text, rows.body[row]) if text]
    if not words:
        return "blank"
    if words[0].startswith("#"):
        return "comment"
    if _is_example(rows, row, changed=False):
        return "example"
    if len(words) == 1:
        return "note"
    if words == [text for text in map(read_text, rows.sheet.rows[rows.first - 1]) if text]:
        return "header"
    if any(is_total(word) for word in words):
        return "total"
    if [word.strip("()") for word in words] == [str(number) for number in range(1, len(words) + 1)]:
        return "column_numbers"
    left_out = [LEFT_OUT[value] for name in LABELLED if (value := _plain(rows, name, row)) in LEFT_OUT]
    if left_out:
        return left_out[0]
    return "placeholder" if _is_placeholder(rows, row) else None


def _plain(rows: TidyRows, name: str, row: int) -> str | None:
    value = rows.values[name][row] if name in rows.values else None
    return value if isinstance(value, str) else None


def _ask(rows: TidyRows, row: int, findings: _Findings) -> None:
    """Each question once, where it first comes up."""
    for name, values in rows.values.items():
        value = values[row]
        if isinstance(value, Asked) and value.code not in findings.questions:
            findings.questions[value.code] = value.question(sheet=rows.sheet.name, cell=rows.address(name, row))


def _is_marked(cell: object) -> bool:
    """Whether a note begins with the mark of the template's example row."""
    return normalise(read_text(cell)).startswith(EXAMPLE_MARKS)


def _is_example(rows: TidyRows, row: int, *, changed: bool) -> bool:
    """Whether a row is the template's example, untouched or typed over."""
    if NOTE not in rows.cells or not _is_marked(rows.cells[NOTE][row]):
        return False
    # Loaded only for a file that still has an example row.
    from loaders.templates.columns import ExampleState, example_state

    state = example_state(rows.kind, {name: column[row] for name, column in rows.cells.items()})
    return state is (ExampleState.CHANGED if changed else ExampleState.EXAMPLE)


def _is_placeholder(rows: TidyRows, row: int) -> bool:
    """A row that names its area and period but has no figure at all: "-" or blank."""
    names = [name for name in VALUES[rows.kind] if name in rows.values]
    return bool(names) and rows.kind is not Kind.ACTIVITIES and all(rows.values[name][row] is None for name in names)


def _row_problems(rows: TidyRows, row: int) -> Iterator[Problem]:
    for name, values in rows.values.items():
        value = values[row]
        if isinstance(value, Trouble):
            cell = "" if value.is_secret else rows.cells[name][row]
            fraction = fraction_in(cell) if name in VALUES[rows.kind] else {}
            told = {"column": name, **fraction, **value.values}
            yield Problem(value.code, rows.sheet.name, rows.address(name, row), read_text(cell)[:SHOWN], told)
        elif value is None and name in NEEDED[rows.kind]:
            yield Problem("value_missing", rows.sheet.name, rows.address(name, row), "", {"column": name})
    if _is_example(rows, row, changed=True):
        found = read_text(rows.cells[NOTE][row])[:SHOWN]
        yield Problem("example_changed", rows.sheet.name, rows.address(NOTE, row), found)


def _total_checks(rows: TidyRows, skipped: Mapping[int, str]) -> Iterator[Reported]:
    """Printed totals against the sum of all rows above, or of those since the total before, if all could be read."""
    totals = [row for row, why in skipped.items() if why == "total"]
    for before, row in zip([-1, *totals], totals, strict=False):
        for name in COUNTS & rows.values.keys():
            reported = rows.values[name][row]
            is_readable = not any(isinstance(value, OPEN) for value in rows.values[name][:row])
            if isinstance(reported, int) and is_readable:
                yield _total_check(rows, name, row, reported=reported, before=before, skipped=skipped)


def _total_check(
    rows: TidyRows, name: str, row: int, *, reported: int, before: int, skipped: Mapping[int, str]
) -> Reported:
    since = _sum(rows.values[name], range(before + 1, row), skipped)
    whole = _sum(rows.values[name], range(row), skipped)
    computed = whole if reported == whole else since
    label = next(text for text in map(read_text, rows.body[row]) if text)
    return Reported(rows.address(name, row), "total", label, reported, computed, reported == computed)


def _sum(values: Sequence[object], rows: range, skipped: Mapping[int, str]) -> int:
    return sum(value for row in rows if row not in skipped and isinstance(value := values[row], int))


def _kept(rows: TidyRows, findings: _Findings, checks: tuple[Reported, ...]) -> JudgedRows:
    stays = [row not in findings.skipped for row in range(len(rows.body))]
    is_clean = not findings.problems and not findings.questions
    columns = {
        name: list(compress(values if is_clean else map(_value_or_none, values), stays))
        for name, values in rows.values.items()
    }
    numbers = list(compress(range(rows.number(0), rows.number(0) + len(stays)), stays))
    skipped = tuple(
        Skipped(rows.span(row), why, read_text(next(filter(read_text, rows.body[row]), ""))[:SHOWN])
        for row, why in findings.skipped.items()
        if why not in ("blank", "comment")
    )
    cell, active_cell = _addresses(rows, columns, numbers)
    questions = tuple(findings.questions.values())
    return JudgedRows(columns, cell, active_cell, skipped, checks, tuple(findings.problems), questions)


def _value_or_none(value: object) -> object:
    return None if value.__class__ in OPEN else value


def _addresses(
    rows: TidyRows, columns: Mapping[str, Sequence[object]], numbers: Sequence[int]
) -> tuple[list[str], list[str | None] | None]:
    """The address of each row's first filled value, and that of its active count."""
    names = [name for name in VALUES[rows.kind] if name in columns]
    leading = rows.letters.get(names[0] if names else "", rows.sheet.letters(0))
    first = [f"{leading}{number}" for number in numbers]
    if "active_people" not in columns:
        return first, None
    letter = rows.letters["active_people"]
    active = [
        None if value is None else f"{letter}{number}"
        for value, number in zip(columns["active_people"], numbers, strict=True)
    ]
    registered = columns.get("registered_people", [None] * len(numbers))
    return [
        active_at if value is None and active_at is not None else at
        for value, active_at, at in zip(registered, active, first, strict=True)
    ], active
