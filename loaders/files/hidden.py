"""Rows and columns that are hidden in a table: a person says whether they count; until then they are read and asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from loaders.files.sheets import Sheet, column_index
from loaders.found import Context, Found
from loaders.problems import Problem, Question

INCLUDE, EXCLUDE = "include", "exclude"
CODE = "hidden"
WHOLE_SHEET = "A1:XFD1048576"


def without_hidden(sheet: Sheet, context: Context) -> Sheet:
    """The sheet without its hidden rows and columns, where a person said so; the other cells keep their addresses."""
    if not (sheet.hidden_rows or sheet.hidden_columns) or context.option(CODE, sheet=sheet.name) != EXCLUDE:
        return sheet
    rows = [row for row in range(len(sheet.rows)) if row not in sheet.hidden_rows]
    columns = [column for column in range(sheet.width) if column not in sheet.hidden_columns]
    place = {row: at for at, row in enumerate(rows)}
    across = {column: at for at, column in enumerate(columns)}
    return replace(
        sheet,
        rows=[[sheet.value(row, column) for column in columns] for row in rows],
        kept_rows=rows,
        kept_columns=columns,
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
        merged=tuple(_moved(sheet.merged, place, across)),
    )


def _moved(
    merged: Iterable[tuple[int, int, int, int]], rows: dict[int, int], columns: dict[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges as far as their rows and columns are left."""
    for top, left, bottom, right in merged:
        down = [rows[row] for row in range(top, bottom + 1) if row in rows]
        across = [columns[column] for column in range(left, right + 1) if column in columns]
        if down and across and (len(down) > 1 or len(across) > 1):
            yield down[0], across[0], down[-1], across[-1]


def asked_about_hidden(table: Found, sheet: Sheet, context: Context) -> Found:
    """The table with the question about the hidden cells in it, or with what was done about them.

    `sheet` is the sheet as it was read, with its hidden rows and columns.
    """
    answer = context.option(CODE, sheet=sheet.name) if sheet.hidden_rows or sheet.hidden_columns else None
    # What was taken out lies beside the table that is left, not in it.
    found = ", ".join(_ranges(sheet, WHOLE_SHEET if answer == EXCLUDE else table.range))
    if not found:
        return table
    if answer in (INCLUDE, EXCLUDE):
        said = Problem(f"hidden_{answer}d", sheet.name, table.range.partition(":")[0], found)
        return replace(table, problems=(*table.problems, said))
    question = Question(CODE, found, (INCLUDE, EXCLUDE), sheet.name, table.range.partition(":")[0])
    return replace(table, questions=(*table.questions, question))


def _ranges(sheet: Sheet, area: str) -> Iterator[str]:
    """The hidden rows (5:7) and columns (C:C) of a range that hold something."""
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return
    start, end = (_position(at) for at in area.split(":"))
    rows = [row + sheet.first_row for row in sheet.hidden_rows if any(cell != "" for cell in sheet.rows[row])]
    columns = [column + sheet.first_column for column in sheet.hidden_columns if _holds_something(sheet, column)]
    for first, last in _runs(row for row in rows if start[0] <= row <= end[0]):
        yield f"{first + 1}:{last + 1}"
    for first, last in _runs(column for column in columns if start[1] <= column <= end[1]):
        yield f"{sheet.letters(first - sheet.first_column)}:{sheet.letters(last - sheet.first_column)}"


def _holds_something(sheet: Sheet, column: int) -> bool:
    return any(sheet.value(row, column) != "" for row in range(len(sheet.rows)))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers as first and last."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_index(letters)
