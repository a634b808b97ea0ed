"""What is wrong with a file and what was assumed about it, in words, and a copy of it with the cells marked."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from loaders.files.marked_copy import marked_copy
from loaders.files.marking import Labels, Mark
from loaders.problems import Level, Problem
from loaders.reading import Reading
from pages.data import upload_file
from pages.data.upload_people import PEOPLE
from pages.data.upload_sheets import offer_sheets
from texts.formats import NO_BREAK_SPACE
from texts.problems import place_text, problem_text, question_text
from ui import blocks
from ui.words import code_word, n, t

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

VISIBLE = 15
MARKS = {Level.ERROR: "×", Level.WARNING: "!", Level.INFO: "i"}
"""The shape of each level, so that it is not told by the word alone."""
PERSONAL = "personal_data"
"""The error for a column about persons."""
WHOLE = ("no_table",)
"""Errors that name a cell and are about the whole sheet: there is nothing to mark in it."""
REMEMBERED = ("remembered", "remembered_region")


def refused(reading: Reading, file: "UploadedFile", language: str) -> None:
    """What must be mended before anything can be saved; with the copy in which it is marked.

    Of a list of persons that can be counted, its personal columns are told where counting is offered.
    """
    left = {PERSONAL} if any(question.code == PEOPLE for question in reading.questions) else set()
    rest = [problem for problem in reading.problems if problem.level is not Level.INFO and problem.code not in left]
    errors = sum(problem.count for problem in rest if problem.level is Level.ERROR)
    if errors:
        is_whole = all(problem.cell is None or problem.code in WHOLE for problem in reading.errors)
        said = t("upload.refused_file") if is_whole else t("upload.refused", count=n(errors))
        blocks.notice(said, kind="problem", title=t("upload.refused_title"))
        offer_sheets(reading)
        _offer_copy(reading, file, language)
        _table(rest, language)


def notes(reading: Reading, language: str) -> None:
    """What was assumed and done while reading; folded away, because it forbids nothing and changes no figure."""
    told = [problem for problem in reading.problems if problem.level is Level.INFO and problem.code not in REMEMBERED]
    if told:
        with st.expander(t("upload.problems.title", count=n(len(told)))):
            _table(told, language)


def remembered(reading: Reading, language: str) -> None:
    """One line that says which earlier answers were used."""
    told = [problem for problem in reading.problems if problem.code in REMEMBERED]
    if told:
        words = [problem_text(problem.code, problem.values, language).what for problem in told]
        blocks.notice(" ".join(words), title=t("upload.remembered", count=n(len(told))))


def warnings(problems: Sequence[Problem], reading: Reading, file: "UploadedFile", language: str) -> None:
    """What asks for a look before saving; a printed percentage that differs stands among the checks already."""
    told = [problem for problem in problems if problem.code != "percent_differs"]
    if told:
        count = sum(problem.count for problem in told)
        blocks.section(t("upload.warnings.title", count=n(count)), t("upload.warnings.note"))
        _table(told, language)
        if not reading.errors:
            _offer_copy(reading, file, language)


def _table(problems: Sequence[Problem], language: str) -> None:
    """Every problem at once, gravest first: where, what was found, and what to do."""
    names = ("level", "cell", "found", "mend")
    columns = [blocks.Column(t(f"upload.problems.{name}")) for name in names]
    rows = [_row(problem, language) for problem in problems]
    count = sum(problem.count for problem in problems)
    shown = blocks.Table(columns, rows, t("upload.problems.caption", count=n(count)), row_label_column=2)
    # On a phone each problem stands in lines under one another, so that what to do is never out of sight.
    with st.container(key=f"lines_{problems[0].level}"):
        blocks.table(shown, visible_rows=VISIBLE)


def _row(problem: Problem, language: str) -> list[blocks.Cell | str]:
    words = problem_text(problem.code, dict(problem.values, found=problem.found), language)
    level = f"{MARKS[problem.level]} {code_word('level', problem.level)}".replace(" ", NO_BREAK_SPACE)
    return [
        blocks.Cell(level, strong=problem.level is Level.ERROR, muted=problem.level is Level.INFO),
        blocks.Cell(problem.cell or "–", note=problem.sheet or ""),
        blocks.Cell(words.name, note=words.what),
        words.mend,
    ]


def _offer_copy(reading: Reading, file: "UploadedFile", language: str) -> None:
    """The marked copy, where there are cells to mark; sheets with people in them have no picture, and no copy."""
    marks = _marks(reading, language)
    if not (reading.pictures and any(mark.cell for mark in marks)):
        return
    name = t("upload.copy.file_name", name=PurePath(reading.file_name).stem)
    build = partial(marked_copy, file.getvalue(), marks, _labels(reading))
    blocks.download(t("upload.copy.button"), file_name=f"{name}.xlsx", build=build, key=upload_file.MARKED)
    blocks.paragraph(t("upload.copy.note"))


def _marks(reading: Reading, language: str) -> list[Mark]:
    """Errors, warnings and questions as they are written into cells."""
    marks = []
    for problem in reading.problems:
        if problem.level is not Level.INFO and problem.code not in WHOLE:
            words = problem_text(problem.code, dict(problem.values, found=problem.found), language)
            place = place_text(problem.sheet, problem.cell, language)
            level = code_word("level", problem.level)
            told = f"{words.name}. {words.what}"
            marks.append(Mark(problem.sheet, problem.cell, problem.level.value, level, place, told, words.mend))
    for question in reading.questions:
        place = place_text(question.sheet, question.cell, language)
        told, answered = question_text(question.code, language), t("upload.copy.answer")
        marks.append(Mark(question.sheet, question.cell, "warning", t("upload.copy.question"), place, told, answered))
    return marks


def _labels(reading: Reading) -> Labels:
    columns = (t("upload.copy.level"), t("upload.copy.place"), t("upload.copy.what"), t("upload.copy.mend"))
    title = t("upload.copy.title", name=reading.file_name)
    return Labels(t("upload.copy.sheet"), title, t("upload.copy.list_note"), t("upload.copy.data"), "Cakupan", columns)
