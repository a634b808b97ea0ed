"""What a returned register says otherwise than it went out, cell by cell, and which activities it adds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any

import pandas as pd

from loaders.people.person_numbers import masked
from loaders.problems import Problem, in_order, listed
from loaders.register import RegisterFile, RegisterRow
from loaders.register_values import plain_text
from vocab.codes import ActivityStatus
from vocab.register import COLUMN_OF, REGISTER_COLUMNS, CellChange, NewActivity, RegisterPart, standing_values

Values = Mapping[str, Any]
NEVER_SAME = frozenset(("error_value", "formula_without_value", "formula_outside", "formula_circular"))
"""Troubles of cells that look blank and are not."""
MOST_VERSIONS = 12
"""So many other registers may have given rows; those of more are compared with the file's own version."""
MOST_LINES = 5
"""Rows of the same activity that are named."""
CLOSE = 1e-13
"""Numbers this near are the same: a spreadsheet keeps fifteen digits."""
NUMBERS = ("count", "decimal", "percent")
WITH_IT = ("activity", "institution")
"""Where a row is pointed at: the first of these that the file has."""


@dataclass(frozen=True)
class RegisterChanges:
    """The changed cells and the new activities, how many rows say what went out, and what is to be told."""

    cells: tuple[CellChange, ...] = ()
    new: tuple[NewActivity, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


def versions_in(file: RegisterFile) -> tuple[int, ...]:
    """The versions that rows of a register were written from: the file's, and those of rows put in from others."""
    counted = Counter(row.version for row in file.rows if row.version is not None)
    return tuple(dict.fromkeys((file.version, *(version for version, _ in counted.most_common(MOST_VERSIONS)))))


def changes_in(
    file: RegisterFile, activities: Mapping[int, pd.DataFrame], *, forum: str, region_code: str, stamp: str
) -> RegisterChanges:
    """The register against what went out: `activities` of the forum by version, as `store.activities_frame` gives them.

    `stamp` is that of this store's version of the file's number (empty: it has none); `region_code` is the area of a
    new activity that names none. A register of another forum or of another store is a problem and changes nothing.
    """
    wrong = tuple(_of_another(file, forum=forum, stamp=stamp))
    if file.errors or wrong:
        return RegisterChanges(problems=in_order([*file.problems, *wrong]))
    bases = {version: standing_values(frame) for version, frame in activities.items()}
    lines = _lines_of(file)
    base_of = {row.row: _base(row, file, bases) for row in file.rows}
    known = [
        row
        for row in file.rows
        if row.activity_id and len(lines[row.activity_id]) == 1 and base_of[row.row] is not None
    ]
    cells = {row.row: tuple(_changed_cells(file, row, base_of[row.row] or {})) for row in known}
    new = tuple(_new(file, row, region_code) for row in file.rows if not row.activity_id)
    said = [*file.problems, *_rows_not_read(file, lines, base_of), *_left_out(file, bases, lines)]
    return RegisterChanges(
        cells=tuple(cell for of_row in cells.values() for cell in of_row),
        new=new,
        unchanged=sum(not of_row for of_row in cells.values()),
        problems=in_order(listed([*said, *_not_for_new(file)])),
    )


def _of_another(file: RegisterFile, *, forum: str, stamp: str) -> Iterator[Problem]:
    if file.errors:
        return
    if file.forum != " ".join(masked(forum).split()):
        yield Problem("register_other_forum", values={"of": file.forum, "forum": forum})
    elif not stamp or file.stamp != stamp:
        yield Problem("register_other_store", values={"number": str(file.version)})


def _lines_of(file: RegisterFile) -> dict[str, list[int]]:
    """The numbers of the rows by their activity."""
    lines: dict[str, list[int]] = {}
    for row in file.rows:
        lines.setdefault(row.activity_id, []).append(row.row)
    return lines


def _base(row: RegisterRow, file: RegisterFile, bases: Mapping[int, Mapping[str, Values]]) -> Values | None:
    """What went out in a row; None where this forum had no such activity."""
    of_version = bases.get(file.version if row.version is None else row.version, bases.get(file.version, {}))
    return of_version.get(row.activity_id)


def _changed_cells(file: RegisterFile, row: RegisterRow, base: Values) -> Iterator[CellChange]:
    for name, value in row.read.items():
        trouble, before = row.troubles.get(name), base.get(name)
        is_same = _is_same(COLUMN_OF[name].format, before, value, raw=row.raw[name], is_troubled=trouble is not None)
        if not is_same or (trouble is not None and trouble.code in NEVER_SAME):
            yield _cell_change(file, row, name, before)


def _cell_change(file: RegisterFile, row: RegisterRow, name: str, before: Any) -> CellChange:
    trouble = row.troubles.get(name)
    said = (trouble.code, trouble.found, dict(trouble.values)) if trouble else ("", "", {})
    return CellChange(row.row, file.cell(row.row, name), row.activity_id, name, before, row.read[name], *said)


def _is_same(kind: str, before: Any, value: Any, *, raw: Any, is_troubled: bool) -> bool:
    """Whether a cell says what went out, in the form that a spreadsheet keeps: fifteen digits, no unseen characters."""
    if before is None:
        return value is None and (raw is None or not is_troubled)
    if kind == "text":
        return _seen(before) == _seen(value or "")
    if value is None or kind not in NUMBERS:
        return bool(before == value)
    return isclose(before, value, rel_tol=CLOSE)


def _seen(text: Any) -> str:
    """A text as it is compared: what went out without the numbers of persons, whatever the spaces between words."""
    return " ".join(plain_text(masked(str(text))).split())


def _rows_not_read(
    file: RegisterFile, lines: Mapping[str, list[int]], base_of: Mapping[int, Values | None]
) -> Iterator[Problem]:
    for row in file.rows:
        place = (file.sheet, file.cell(row.row, next((name for name in WITH_IT if name in file.letters), "")))
        if row.activity_id and base_of[row.row] is None:
            yield Problem("register_row_unknown", *place)
        elif row.activity_id and len(lines[row.activity_id]) > 1:
            yield Problem("register_row_twice", *place, values={"rows": _others(row, lines[row.activity_id])})


def _others(row: RegisterRow, lines: list[int]) -> str:
    others = [str(line) for line in lines[: MOST_LINES + 1] if line != row.row]
    return ", ".join(others[:MOST_LINES]) + (", …" if len(lines) > MOST_LINES + 1 else "")


def _left_out(
    file: RegisterFile, bases: Mapping[int, Mapping[str, Values]], lines: Mapping[str, list[int]]
) -> Iterator[Problem]:
    """How many activities that went out did not come back: they stay as they are."""
    missing = len(bases.get(file.version, {}).keys() - lines.keys())
    if missing:
        yield Problem("register_rows_missing", file.sheet, values={"count": missing})


def _new(file: RegisterFile, row: RegisterRow, region_code: str) -> NewActivity:
    taken = [name for name in row.read if COLUMN_OF[name].part not in (RegisterPart.FIXED, RegisterPart.REQUEST)]
    said = {name: row.read[name] for name in taken if row.read[name] is not None}
    return NewActivity(
        row=row.row,
        entries={"region_code": region_code, "status": ActivityStatus.NOT_STARTED.value, **said},
        cells={name: file.cell(row.row, name) for name in taken},
        troubles=tuple(_cell_change(file, row, name, None) for name in taken if name in row.troubles),
    )


def _not_for_new(file: RegisterFile) -> Iterator[Problem]:
    """Cells of new activities under columns that are not read there."""
    unread = [one.name for one in REGISTER_COLUMNS if one.part in (RegisterPart.FIXED, RegisterPart.REQUEST)]
    for row in file.rows:
        for name in unread if not row.activity_id else ():
            if row.read.get(name) is not None:
                yield Problem("register_cell_unread", file.sheet, file.cell(row.row, name), str(row.read[name]))
