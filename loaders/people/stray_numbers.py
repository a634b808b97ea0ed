"""Single numbers of persons in files of figures: in cells of tables, outside of them, in names, in texts to store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.found import Found
from loaders.people.person_numbers import is_official_number, is_person_number, is_phone_number
from loaders.problems import Problem
from loaders.tables.recognition import is_within
from loaders.values.labels import read_text
from vocab.codes import Kind


@dataclass(frozen=True)
class NumbersOn:
    """A sheet that is no list of persons, and the rows of each column where a person's number stands all the same."""

    sheet: Sheet
    cells: Mapping[int, Sequence[int]]


def stray_numbers(numbers: Sequence[NumbersOn], tables: Sequence[Found], *, file_name: str) -> Iterator[Problem]:
    """A problem for each cell of a table, one for all cells outside of tables; the numbers are not repeated."""
    if is_person_number(file_name) or any(is_person_number(one.sheet.name) for one in numbers):
        yield Problem("person_number_in_name")
    for one in numbers:
        yield from _on_sheet(one, [table for table in tables if table.sheet.name == one.sheet.name])
    for table in tables:
        if table.kind == Kind.ACTIVITIES:
            yield from _in_texts(table)


def _on_sheet(numbers: NumbersOn, tables: Sequence[Found]) -> Iterator[Problem]:
    sheet = numbers.sheet
    told = {problem.cell for table in tables for problem in table.problems if problem.code == "count_too_large"}
    cells = sorted((row, column) for column, rows in numbers.cells.items() for row in rows)
    outside = []
    for row, column in cells if tables else ():
        cell = sheet.address(row, column)
        if cell in told:
            continue
        if any(is_within(cell, table.range) for table in tables):
            yield Problem("person_number", sheet.name, cell)
        else:
            outside.append(cell)
    if outside:
        yield Problem("person_number_left_out", sheet.name, outside[0], "", {"count": len(outside)})


def _in_texts(table: Found) -> Iterator[Problem]:
    """Numbers of civil servants and telephones in texts that would be stored."""
    texts = {value for values in table.columns.values() for value in values if isinstance(value, str)}
    phones = {text: "phone_number" for text in texts if is_phone_number(text)}
    telling = phones | {text: "person_number" for text in texts if is_official_number(text)}
    for row, cells in enumerate(table.sheet.rows if telling else ()):
        for column, cell in enumerate(cells):
            code = telling.get(read_text(cell))  # type: ignore[arg-type]
            if code is not None:
                yield Problem(code, table.sheet.name, table.sheet.address(row, column))
