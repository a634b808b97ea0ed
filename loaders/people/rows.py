"""Which rows of a list of persons are persons, and how often a person's number stands there twice."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.layouts.printed import is_subtotal, is_total
from loaders.people.privacy import FAMILY, PeopleList
from loaders.tables.header_rows import RowKind, is_numbering, kind_of, read_row
from loaders.values.labels import normalise

LOOKED_AT = 500
"""Rows whose width is taken for that of the list where it has no heading."""
_NOT_A_PERSON = (RowKind.BLANK, RowKind.TEXT, RowKind.NOTE, RowKind.SIGNATURE, RowKind.COLUMN_NUMBERS)


@dataclass(frozen=True)
class PersonRows:
    """Rows of a sheet, counted from its first read row: `rows` are persons, `left` look like one but are half empty.

    `twice` counts the rows whose number stood in the list before.
    """

    rows: Sequence[int]
    left: Sequence[int]
    twice: int


def person_rows(people: PeopleList) -> PersonRows:
    """The rows with a person's number, and those filled for at least a half that name somebody."""
    numbers = _number_column(people)
    certain = set(people.numbered[numbers]) if numbers is not None else set()
    last = max(certain, default=len(people.sheet.rows))
    rows, left = [], []
    for row in range(0 if people.header is None else people.header + 1, len(people.sheet.rows)):
        if row in certain:
            rows.append(row)
        elif _names_somebody(people, row):
            (rows if row < last and _is_full(people, row) else left).append(row)
    return PersonRows(rows, left, _twice(people, rows, numbers))


def _number_column(people: PeopleList) -> int | None:
    """The column that numbers persons; one that numbers families only where there is no other."""

    def worth(column: int) -> tuple[bool, int]:
        cells = {people.sheet.value(row, column) for row in people.numbered[column]}
        return not _is_of_families(people, column), len(cells)

    return max(people.numbered, key=worth, default=None)


def _is_of_families(people: PeopleList, column: int) -> bool:
    return normalise(people.columns[column][1]) in FAMILY


def _names_somebody(people: PeopleList, row: int) -> bool:
    """Whether a row has something in a telling column and is no heading, total, note or signature."""
    texts = read_row(people.sheet.rows[row])
    if not any(column in texts.texts for column in people.columns):
        return False
    if kind_of(texts) in _NOT_A_PERSON or is_numbering(texts):
        return False
    headings = {normalise(heading) for _, heading in people.columns.values() if heading}
    is_heading = any(normalise(texts.texts.get(column, "")) in headings for column in people.columns)
    return not is_heading and not any(is_total(text) or is_subtotal(text) for text in texts.texts.values())


def _is_full(people: PeopleList, row: int) -> bool:
    header = people.sheet.rows[people.header or 0]
    return 2 * len(read_row(people.sheet.rows[row]).texts) >= len(read_row(header).texts)


def _twice(people: PeopleList, rows: Sequence[int], numbers: int | None) -> int:
    """How many rows repeat a number; a number that a spreadsheet rounded to fifteen digits may be somebody else's."""
    if numbers is None or _is_of_families(people, numbers):
        return 0
    cells = (people.sheet.value(row, numbers) for row in rows)
    digits = Counter(re.sub(r"\D", "", cell) for cell in cells if isinstance(cell, str) and "E" not in cell.upper())
    del digits[""]
    return sum(count - 1 for count in digits.values())
