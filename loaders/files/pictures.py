"""A picture of each sheet as it was read: its first cells, and those that something is said about further down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.people.person_numbers import masked
from loaders.problems import Problem, Question
from loaders.values.labels import read_text

ROWS = 40
COLUMNS = 16
SHEETS = 12
NAMED_ROWS = 12
"""Rows beyond the first that are shown because a problem or a question names one of their cells."""
LONGEST = 120
"""Characters of a cell that are shown."""
_ROW = re.compile(r"[A-Z]+(\d+)")


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number and the texts of its first cells; a fraction stays a number, to be written."""

    number: int
    cells: tuple[str | float, ...]


@dataclass(frozen=True)
class Picture:
    """The part of a sheet that is shown; `first_column` counts from 0, the rest is only counted."""

    sheet: str | None
    first_column: int
    lines: tuple[Line, ...]
    more_rows: int = 0
    more_columns: int = 0


def pictures_of(sheets: Iterable[Sheet], said: Iterable[Problem | Question]) -> Iterator[Picture]:
    """A picture of each of the first sheets that hold anything; never call this for a file with people in it."""
    named: dict[str | None, list[int]] = {}
    for one in said:
        row = _ROW.match(one.cell or "")
        if row:
            named.setdefault(one.sheet, []).append(int(row[1]))
    filled = [sheet for sheet in sheets if sheet.rows]
    for sheet in filled[:SHEETS]:
        yield _picture(sheet, named.get(sheet.name, []))


def picture_from(facts: Mapping[str, object]) -> Picture:
    """A picture from the plain values that the parsing child wrote."""
    lines = tuple(Line(number, tuple(cells)) for number, cells in facts["lines"])  # type: ignore[attr-defined]
    plain = {name: value for name, value in facts.items() if name != "lines"}
    return Picture(lines=lines, **plain)  # type: ignore[arg-type]


def described(picture: Picture) -> dict[str, object]:
    """A picture as plain values for JSON."""
    plain = {name: getattr(picture, name) for name in ("sheet", "first_column", "more_rows", "more_columns")}
    return {**plain, "lines": [(line.number, line.cells) for line in picture.lines]}


def _picture(sheet: Sheet, named: list[int]) -> Picture:
    places = [number - sheet.first_row - 1 for number in dict.fromkeys(named)]
    further = sorted(place for place in places if ROWS <= place < len(sheet.rows))[:NAMED_ROWS]
    shown = [*range(min(ROWS, len(sheet.rows))), *further]
    lines = tuple(Line(sheet.number(row), tuple(map(_shown, sheet.rows[row][:COLUMNS]))) for row in shown)
    return Picture(
        sheet.name,
        sheet.first_column,
        lines,
        more_rows=len(sheet.rows) - len(shown),
        more_columns=max(sheet.width - COLUMNS, 0),
    )


def _shown(cell: object) -> str | float:
    """A fraction, or the text of a cell, cut; a number of a person that stands alone in a sheet is not repeated."""
    text = masked(read_text(cell))  # type: ignore[arg-type]
    if isinstance(cell, float) and text == repr(cell) and not cell.is_integer():
        return cell
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
