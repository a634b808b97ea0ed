"""The sheets of a file as they were read, with what was made of each cell."""

import re
from collections.abc import Iterator
from itertools import pairwise

import streamlit as st

from loaders.files.pictures import Picture
from loaders.files.sheets import column_index, column_letters
from loaders.problems import Level
from loaders.reading import Reading, Table
from texts.problems import problem_text, question_text, skip_text
from ui import blocks
from ui.words import code_word, escape_markdown, fraction, n, t

_CELL = re.compile(r"([A-Z]+)(\d+)")
Place = tuple[int, int]
"""The number of a row as shown, and the index of a column from 0."""
Marks = dict[Place, tuple[str, str]]
"""What was made of a cell, and the words for it."""
SUMMED = ("long",)
"""Layouts of which several cells make one figure: it names the first of them."""
LEGEND = ("header", "figure", "skipped", "problem", "warning", "question")


def show_pictures(reading: Reading, language: str) -> None:
    """Each sheet in a fold of its own; open stands the first that something must be done on, else the first table's."""
    shown = [picture for picture in reading.pictures if picture.lines]
    telling = [one.sheet for one in (*reading.errors, *reading.questions, *reading.tables)]
    opened = next((picture for sheet in telling for picture in shown if picture.sheet == sheet), None)
    for picture in shown:
        name = escape_markdown(picture.sheet or reading.file_name)
        with st.expander(t("upload.picture.title", name=name), expanded=picture is opened):
            blocks.sheet_picture(_picture(picture, reading, language))


def _picture(picture: Picture, reading: Reading, language: str) -> blocks.SheetPicture:
    tables = [table for table in reading.tables if table.sheet == picture.sheet]
    marks = _marks(picture, reading, tables, language)
    width = max(len(line.cells) for line in picture.lines)
    columns = range(picture.first_column, picture.first_column + max(width, 1))
    kinds = {mark for mark, _ in marks.values()}
    return blocks.SheetPicture(
        [column_letters(column) for column in columns],
        list(_lines(picture, marks, _edges(tables))),
        t("upload.picture.caption", sheet=picture.sheet or reading.file_name),
        [(mark, t(f"upload.picture.{mark}")) for mark in LEGEND if mark in kinds],
        _rest(picture),
    )


def _rest(picture: Picture) -> str:
    named = (("more_rows", picture.more_rows), ("more_columns", picture.more_columns))
    return " · ".join(t(f"upload.picture.{name}", count=n(count)) for name, count in named if count > 0)


def _lines(picture: Picture, marks: Marks, edges: dict[Place, tuple[str, ...]]) -> Iterator[blocks.SheetLine]:
    numbers = [picture.lines[0].number - 1, *(line.number for line in picture.lines)]
    for line, (before, number) in zip(picture.lines, pairwise(numbers), strict=True):
        places = [(number, picture.first_column + across) for across in range(len(line.cells))]
        cells = [
            blocks.SheetCell(_text(text), *marks.get(place, ("", "")), edges.get(place, ()))
            for text, place in zip(line.cells, places, strict=True)
        ]
        yield blocks.SheetLine(number, cells, is_after_gap=number > before + 1)


def _text(cell: str | float) -> str:
    """A cell as a spreadsheet in the session's language shows it."""
    return cell if isinstance(cell, str) else fraction(cell)


def _marks(picture: Picture, reading: Reading, tables: list[Table], language: str) -> Marks:
    """What was made of each cell that is shown; what must be mended lies over what was read."""
    shown = {line.number for line in picture.lines}
    marks: Marks = {}
    for table in tables:
        marks |= _read_cells(table, picture)
        for part in table.skipped:
            marks |= dict.fromkeys(_within(part.range, shown), ("skipped", skip_text(part.why, language)))
    for question in reading.questions:
        if question.sheet == picture.sheet and question.cell:
            words = question_text(question.code, language)
            marks |= dict.fromkeys(_within(question.cell, shown), ("question", words))
    for level, mark in ((Level.WARNING, "warning"), (Level.ERROR, "problem")):
        for problem in reading.problems:
            if problem.level is level and problem.sheet == picture.sheet and problem.cell:
                words = problem_text(problem.code, dict(problem.values, found=problem.found), language).name
                marks |= dict.fromkeys(_within(problem.cell, shown), (mark, words))
    return marks


def _read_cells(table: Table, picture: Picture) -> Marks:
    """The cells that figures were read from, and above them the heading of their table."""
    addresses = {
        f"{column_letters(picture.first_column + across)}{line.number}": (line.number, picture.first_column + across)
        for line in picture.lines
        for across in range(len(line.cells))
    }
    columns = [name for name in ("cell", "active_cell") if name in table.rows]
    found = {cell for name in columns for cell in table.rows.loc[table.rows[name].isin(addresses.keys()), name]}
    figures = [addresses[cell] for cell in found]
    if not figures:
        return {}
    if table.layout in SUMMED:
        last = _corners(table.range)[2]
        rows = [line.number for line in picture.lines if min(row for row, _ in figures) <= line.number <= last]
        figures = [(row, column) for row in rows for column in {column for _, column in figures}]
    words = code_word("kind", table.kind)
    above = range(min(row for row, _ in figures))
    heading = dict.fromkeys(_within(table.range, set(above)), ("header", t("upload.picture.header")))
    return heading | dict.fromkeys(figures, ("figure", words))


def _edges(tables: list[Table]) -> dict[Place, tuple[str, ...]]:
    """Which sides of a cell are an edge of a table."""
    found: dict[Place, set[str]] = {}
    for table in tables:
        top, left, bottom, right = _corners(table.range)
        for column in range(left, right + 1):
            found.setdefault((top, column), set()).add("top")
            found.setdefault((bottom, column), set()).add("bottom")
        for row in range(top, min(bottom, top + 400) + 1):
            found.setdefault((row, left), set()).add("left")
            found.setdefault((row, right), set()).add("right")
    return {place: tuple(sorted(sides)) for place, sides in found.items()}


def _within(address: str, rows: set[int]) -> Iterator[Place]:
    top, left, bottom, right = _corners(address)
    return ((row, column) for row in rows if top <= row <= bottom for column in range(left, right + 1))


def _corners(address: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of a cell or range; nothing at all for what is no address."""
    cells = [(int(row), column_index(letters)) for letters, row in _CELL.findall(address)]
    if not cells:
        return (1, 1, 0, 0)
    (top, left), (bottom, right) = cells[0], cells[-1]
    return top, left, bottom, right
