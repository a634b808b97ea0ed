"""What a table does not say and a person knows: area, month, source, forum, meeting, kind of count."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from loaders.problems import Question
from loaders.reading import Options, Reading
from pages.data import upload_file
from texts.problems import question_text
from ui import blocks, data, filters
from ui.filter_bar import area_label
from ui.words import code_word, escape_markdown, month, n, t
from vocab.codes import FacilityKind, FacilityMeasure, PopulationSource

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

ANSWERS = tuple(option.name for option in fields(Options) if option.name not in ("sheet", "kind", "answers"))
OPTION_OF_COLUMN = {
    "region_code": "region",
    "period": "period",
    "source": "source",
    "forum": "forum",
    "origin": "origin",
}
"""Columns that may be missing from a table when the person says what belongs there."""
YEARS_BACK = 20
FORM_WIDTH = 640
Draw = Callable[[str, str, filters.Choice], str | None]
"""Draws the input for a question under a key and gives its answer."""


def ask(reading: Reading, file: "UploadedFile", choice: filters.Choice) -> None:
    """The questions that stand open; the file is read again with the answers."""
    wanted = _open(reading)
    if not wanted:
        return
    blocks.section(t("upload.questions.title"), t("upload.questions.note", count=n(len(wanted))))
    about = _about(reading.questions)
    if about:
        blocks.points(about)
    _form(wanted, file, choice, candidates=_candidates(reading.questions))


def offer_change(reading: Reading, file: "UploadedFile", choice: filters.Choice) -> None:
    """What the file itself said, or the person before, in case it is meant otherwise."""
    said = [name for name in _said(reading) if name not in _open(reading)]
    if said:
        with st.expander(t("upload.questions.change")):
            _form(said, file, choice, candidates={})


def _open(reading: Reading) -> list[str]:
    """The names of options that answer what is open: questions, and columns that are missing and can be said."""
    missing = [
        OPTION_OF_COLUMN.get(str(problem.values.get("column")), "")
        for problem in reading.errors
        if problem.code == "missing_column"
    ]
    asked = {question.code for question in reading.questions} | set(missing)
    return [name for name in ANSWERS if name in asked]


def _said(reading: Reading) -> list[str]:
    """What was taken from a title or a name, and what the person has answered before."""
    taken = {problem.values.get("what") for problem in reading.problems if problem.code == "taken_from"}
    return [name for name in ANSWERS if name in taken | set(upload_file.options().given)]


def _about(questions: tuple[Question, ...]) -> list[str]:
    told = [t("upload.questions.about", sheet=question.sheet or "–", words=question.about) for question in questions]
    return list(dict.fromkeys(words for words, question in zip(told, questions, strict=True) if question.about))


def _candidates(questions: tuple[Question, ...]) -> dict[str, tuple[str, ...]]:
    """The few answers that the file leaves to choose between, by question."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        found[question.code] = tuple(dict.fromkeys((*found.get(question.code, ()), *question.candidates)))
    return {name: codes for name, codes in found.items() if codes}


def _form(
    names: list[str], file: "UploadedFile", choice: filters.Choice, *, candidates: dict[str, tuple[str, ...]]
) -> None:
    key = f"upload_{'_'.join(names)}_{file.file_id}"
    draw = {name: _pick(candidates[name]) if name in candidates else _INPUTS[name] for name in names}
    with st.form(key, border=False, width=FORM_WIDTH):
        answers = {name: draw[name](name, f"{key}_{name}", choice) for name in names}
        if st.form_submit_button(t("upload.questions.read_again"), type="primary"):
            upload_file.answer({name: value or None for name, value in answers.items()})
            st.rerun()


def _label(name: str, choice: filters.Choice) -> str:
    return question_text(name, choice.language)


def _pick(codes: tuple[str, ...]) -> Draw:
    """One of the answers that the file itself leaves open."""

    def draw(name: str, key: str, choice: filters.Choice) -> str | None:
        written = _WRITTEN.get(name, str)
        return st.radio(
            _label(name, choice),
            codes,
            index=None,
            # The options of a radio are Markdown; those of a list to choose from are not.
            format_func=lambda code: escape_markdown(written(code)),
            horizontal=True,
            key=key,
        )

    return draw


def _region(name: str, key: str, choice: filters.Choice) -> str | None:
    areas = filters.selectable_areas()
    before = upload_file.options().region
    return st.selectbox(
        _label(name, choice),
        areas,
        index=areas.index(before) if before in areas else None,
        format_func=area_label,
        placeholder=t("start.type_a_name"),
        key=key,
    )


def _period(name: str, key: str, choice: filters.Choice) -> str | None:
    before = upload_file.options().period or ""
    years = tuple(range(choice.today.year, choice.today.year - YEARS_BACK, -1))
    blocks.paragraph(_label(name, choice))
    with st.container(horizontal=True):
        year = st.selectbox(
            t("upload.questions.year"),
            years,
            index=years.index(int(before[:4])) if before[:4].isdecimal() and int(before[:4]) in years else None,
            placeholder="–",
            key=f"{key}_year",
        )
        in_year = st.selectbox(
            t("upload.questions.month"),
            range(1, 13),
            index=int(before[5:7]) - 1 if before else None,
            format_func=lambda place: month(f"2000-{place:02d}").split()[0],
            placeholder="–",
            key=f"{key}_month",
        )
    return f"{year}-{in_year:02d}" if year and in_year else None


def _choose(codes: tuple[str, ...], group: str) -> Draw:
    def draw(name: str, key: str, choice: filters.Choice) -> str | None:
        before = getattr(upload_file.options(), name)
        return st.radio(
            _label(name, choice),
            codes,
            index=codes.index(before) if before in codes else None,
            format_func=lambda code: code_word(group, code),
            horizontal=True,
            key=key,
        )

    return draw


def _known(column: str) -> Draw:
    """One that is in the store already, or a new one."""

    def draw(name: str, key: str, choice: filters.Choice) -> str | None:
        met = data.frames(choice).activities[column].dropna().unique()
        names = tuple(dict.fromkeys(value for value in (getattr(upload_file.options(), name), *met) if value))
        return st.selectbox(
            _label(name, choice),
            names,
            index=None,
            accept_new_options=True,
            placeholder=t("upload.questions.type_or_choose"),
            key=key,
        )

    return draw


_WRITTEN: dict[str, Callable[[str], str]] = {
    "region": area_label,
    "period": month,
    "source": partial(code_word, "source"),
    "measure": partial(code_word, "facility_measure"),
    "facility_kind": partial(code_word, "facility_kind"),
}
_INPUTS: dict[str, Draw] = {
    "region": _region,
    "period": _period,
    "source": _choose(tuple(code.value for code in PopulationSource), "source"),
    "forum": _known("forum"),
    "origin": _known("origin"),
    "measure": _choose(tuple(code.value for code in FacilityMeasure), "facility_measure"),
    "facility_kind": _choose(tuple(code.value for code in FacilityKind), "facility_kind"),
}
