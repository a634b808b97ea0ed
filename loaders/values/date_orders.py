"""Dates in numbers: 03/04/2025 is 3 April, or 4 March where a program wrote the month first; the column may tell."""

import re
from collections.abc import Iterable

from loaders.values.labels import read_text

ORDERS = ("dmy", "mdy")
"""Day first, as Indonesians write, and month first, as an English spreadsheet writes."""
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTHS = 12


def order_of(cells: Iterable[object]) -> str | None:
    """Day first, where dates of the column can only have that and none the other order.

    Month first is never taken unasked: a program may have turned round only some of the dates.
    """
    parts = [match for cell in cells if isinstance(cell, str) and (match := _NUMERIC.search(cell))]
    has_day_first = any(int(match[1]) > _MONTHS for match in parts)
    return "dmy" if has_day_first and not any(int(match[3]) > _MONTHS for match in parts) else None


def is_undecided(cell: object) -> bool:
    """Whether a date in numbers is another day with the month first."""
    match = _NUMERIC.search(read_text(cell)) if isinstance(cell, str) else None
    return match is not None and match[1].zfill(2) != match[3].zfill(2) and max(int(match[1]), int(match[3])) <= _MONTHS


def day_first(cell: object, order: str | None) -> object:
    """The date written day first, where its column has the month first."""
    return swapped(cell) if order == "mdy" and isinstance(cell, str) else cell


def swapped(text: str) -> str:
    """The text with day and month of its dates in numbers exchanged."""
    return _NUMERIC.sub(r"\3\g<2>\1\g<2>\4", text)
