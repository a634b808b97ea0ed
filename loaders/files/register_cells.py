"""The work of the parsing child on a returned register: the cells of its known columns, and what it says of itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from loaders.files.books import read_book
from loaders.files.sheets import Sheet, UnreadableFile
from loaders.people.person_numbers import is_person_number, masked
from loaders.problems import Problem
from loaders.values.labels import read_text
from vocab.register import COLUMN_OF, HIDDEN_COLUMNS, REGISTER_MARK, REGISTER_SHEET

NAMES_WITHIN = 40
"""The names of the columns stand no further down than this; rows may have been put in above."""
PERSON = "person_number"
MERGED = "register_merged"
SHOWN = 120
MISTRUSTED = frozenset(("error_value", "formula_without_value", "formula_outside", "formula_circular"))
"""Why the value of a cell is not to be believed; what else is odd about a formula changes nothing in what is shown."""


def register_cells(path: Path, request: Mapping[str, object]) -> dict[str, object]:
    """What a register says: facts, sheet, columns (name and letters), rows (number and cells), troubles by address."""
    facts = _facts(path, request)
    found = next(filter(None, map(_names, read_book(path, request).sheets)), None)
    if found is None:
        raise UnreadableFile(Problem("register_unknown"))
    sheet, line = found
    columns = {name: place for place, name in _named(sheet, line)}
    rows, troubles = _rows(sheet, line + 2, columns)
    return {
        "facts": facts,
        "sheet": sheet.name,
        "columns": {name: sheet.letters(place) for name, place in columns.items()},
        "rows": rows,
        "troubles": troubles,
        "problems": [asdict(problem) for problem in _unread(sheet, line, columns)],
    }


def _facts(path: Path, request: Mapping[str, object]) -> list[str]:
    """The first row of the hidden sheet; what has no such sheet is no register."""
    try:
        # Its formulas and what is hidden on it are of no account.
        hidden = read_book(path, {**request, "options": {"sheet": REGISTER_SHEET}, "odd_parts": ()}).sheets[0]
    except UnreadableFile as unreadable:
        if unreadable.problem.code != "sheet_missing":
            raise
        raise UnreadableFile(Problem("register_unknown")) from unreadable
    facts = [masked(read_text(cell)) for cell in (hidden.rows[0] if hidden.rows else ())]  # type: ignore[arg-type]
    if not facts or facts[0] != REGISTER_MARK:
        raise UnreadableFile(Problem("register_unknown"))
    return facts


def _names(sheet: Sheet) -> tuple[Sheet, int] | None:
    """The sheet and its row with the names of the columns, where it has one."""
    for line, cells in enumerate(sheet.rows[:NAMES_WITHIN]):
        if set(HIDDEN_COLUMNS) <= {cell for cell in cells if isinstance(cell, str)}:
            return sheet, line
    return None


def _named(sheet: Sheet, line: int) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, cell in enumerate(sheet.rows[line]):
        name = cell if isinstance(cell, str) else ""
        if name in (*HIDDEN_COLUMNS, *COLUMN_OF) and name not in seen:
            seen.add(name)
            yield place, name


def _unread(sheet: Sheet, line: int, columns: Mapping[str, int]) -> Iterator[Problem]:
    """Columns that somebody added: they are not read."""
    heading = sheet.rows[line + 1] if line + 1 < len(sheet.rows) else ()
    for place, cell in enumerate(heading):
        text = masked(read_text(cell))[:SHOWN]  # type: ignore[arg-type]
        if text and place not in columns.values():
            yield Problem("register_column", sheet.name, sheet.address(line + 1, place), text)


def _rows(
    sheet: Sheet, first: int, columns: Mapping[str, int]
) -> tuple[list[tuple[int, list[object]]], dict[str, tuple[str, str]]]:
    """The number and the cells of each row with anything in it, and by address why a cell is not to be believed."""
    places, plain = list(columns.values()), _Plain()
    rows = []
    troubles = {address: (code, masked(found)) for address, (code, found) in sheet.odd.items() if code in MISTRUSTED}
    troubles |= dict.fromkeys(_covered(sheet, first, places), (MERGED, ""))
    for line in range(first, len(sheet.rows)):
        cells = [sheet.value(line, place) for place in places]
        if any(cell not in ("", None) for cell in cells):
            looked_at = [plain[cell.__class__, cell] for cell in cells]
            rows.append((sheet.number(line), [cell for cell, _ in looked_at]))
            if any(is_secret for _, is_secret in looked_at):
                secret = [place for place, (_, is_secret) in zip(places, looked_at, strict=True) if is_secret]
                troubles |= {sheet.address(line, place): (PERSON, "") for place in secret}
    return rows, troubles


def _covered(sheet: Sheet, first: int, places: Sequence[int]) -> Iterator[str]:
    """Cells under a merged one: they look as if they said what it says, and hold nothing."""
    for top, left, bottom, right in sheet.merged:
        for line in range(max(top, first), min(bottom, len(sheet.rows) - 1) + 1):
            for place in places:
                if left <= place <= right and (line, place) != (top, left):
                    yield sheet.address(line, place)


class _Plain(dict[tuple[type, object], tuple[object, bool]]):
    """Cells by their type and value as JSON takes them, and whether one held a number of a person."""

    def __missing__(self, key: tuple[type, object]) -> tuple[object, bool]:
        """Looks at a cell that is met for the first time; True would be found under 1 without its type."""
        plain = _plain(key[1])
        is_secret = is_person_number(key[1]) or (isinstance(key[1], str) and key[1] != "" and plain != key[1])
        self[key] = plain, is_secret
        return self[key]


def _plain(cell: object) -> object:
    """A cell as JSON takes it: days as `{"day": …}`, numbers of persons left out."""
    if isinstance(cell, datetime | date):
        return {"day": cell.isoformat()[:10]}
    if isinstance(cell, bool | int | float):
        return None if is_person_number(cell) else cell
    return masked(str(cell)) if cell not in ("", None) else None
