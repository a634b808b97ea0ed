"""What a file does not say and a person knows; answered, the file is read again with it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from loaders.problems import Question
from loaders.reading import Reading
from pages.data import upload_file
from pages.data.upload_asked import Asked, stands
from pages.data.upload_inputs import ANSWERABLE, draw
from pages.data.upload_people import PEOPLE, offer_count
from pages.data.upload_sheets import offer_sheets
from texts.answers import about_text
from texts.problems import place_text, question_text
from ui import blocks, filters
from ui.markup import element, html
from ui.words import n, t
from vocab.codes import Kind

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

OPTION_OF_COLUMN = {name: name for name in ("period", "source", "forum", "origin")} | {"region_code": "region"}
"""Columns that may be missing from a table when the person says what belongs there."""
LABELS = ("segment", "region_label", "facility_type", "column")
"""Questions about labels: they are many and short, and stand in lines under one heading."""
EXTENT = ("sheet", "kind")
"""What is read of the file, and as what; asked for in fields of their own."""
LINES = 25
"""Labels of a kind that are asked at once; the others follow when these are answered."""
FORM_WIDTH = 760
LINE = (3, 4)
"""Width of a label and of its answer."""


def ask(reading: Reading, file: "UploadedFile", choice: filters.Choice) -> None:
    """The questions that stand open."""
    asked = questions_of(reading, choice.language)
    for one in asked:
        if one.name == PEOPLE:
            offer_count(one)
    wanted = [one for one in asked if one.name != PEOPLE]
    if not wanted:
        return
    blocks.section(t("upload.questions.title"), t("upload.questions.note", count=n(len(wanted))))
    _form(wanted, choice, key=f"upload_ask_{file.file_id}_{_mark(wanted)}")
    if not reading.errors:
        offer_sheets(reading)


def offer_change(reading: Reading, file: "UploadedFile", choice: filters.Choice) -> None:
    """What the file itself said, or the person before, in case it is meant otherwise; which sheet, which kind."""
    open_codes = {one.code for one in questions_of(reading, choice.language)}
    said = [one for one in _said(reading) if one.code not in open_codes]
    if not (said or reading.tables or upload_file.sheets()):
        return
    with st.expander(t("upload.questions.change")):
        _form(said, choice, key=f"upload_change_{file.file_id}_{_mark(said)}", with_extent=True)


def questions_of(reading: Reading, language: str) -> list[Asked]:
    """The open questions, each once; one that two sheets ask about different things is asked for each of them."""
    by_code: dict[str, list[Question]] = {}
    for question in reading.questions:
        by_code.setdefault(question.code, []).append(question)
    asked = [one for questions in by_code.values() for one in _asked(questions, language)]
    codes = set(by_code)
    missing = [
        OPTION_OF_COLUMN.get(str(problem.values.get("column")), "")
        for problem in reading.errors
        if problem.code == "missing_column"
    ]
    return [*asked, *(Asked(code) for code in dict.fromkeys(missing) if code and code not in codes)]


def _asked(questions: list[Question], language: str) -> Iterable[Asked]:
    code = questions[0].code
    sheets = dict.fromkeys(question.sheet for question in questions)
    differ = ":" not in code and len(sheets) > 1 and len({question.about for question in questions}) > 1
    groups = [[one for one in questions if one.sheet == sheet] for sheet in sheets] if differ else [questions]
    for group in groups:
        first = group[0]
        candidates = tuple(dict.fromkeys(code for question in group for code in question.candidates))
        place = place_text(first.sheet, first.cell, language) if first.sheet or first.cell else ""
        yield Asked(f"{code}@{first.sheet}" if differ else code, first.about, place, candidates)


def _said(reading: Reading) -> list[Asked]:
    """What was taken from a title or a name, answered before, or remembered from earlier files."""
    taken = [str(problem.values.get("what")) for problem in reading.problems if problem.code == "taken_from"]
    given = upload_file.options().given
    codes = dict.fromkeys((*taken, *given, *reading.recalled))
    before = {**reading.answers, **given}
    words = upload_file.asked_words()
    asked = [Asked(code, about=words.get(code, ""), before=before.get(code)) for code in codes]
    return [one for one in asked if one.name in ANSWERABLE and one.code not in EXTENT]


def _mark(asked: list[Asked]) -> str:
    """Tells one set of questions from another: a form whose fields change is another form."""
    return str(abs(hash(tuple(one.code for one in asked))))


def _form(wanted: list[Asked], choice: filters.Choice, *, key: str, with_extent: bool = False) -> None:
    with st.form(key, border=False, width=FORM_WIDTH):
        answers = _extent(key) if with_extent else {}
        for asked in wanted:
            if asked.name not in LABELS:
                answers[asked.code] = _field(asked, key=key, choice=choice)
        for name in LABELS:
            answers |= _lines([one for one in wanted if one.name == name], key=key, choice=choice)
        if st.form_submit_button(t("upload.questions.read_again"), type="primary"):
            about = {one.code: one.about for one in wanted if one.about}
            upload_file.answer({code: value or None for code, value in answers.items()}, about=about)
            st.rerun()


def _extent(key: str) -> dict[str, str | None]:
    """Which sheet is to be read, and as what; nothing chosen leaves it to the file."""
    options, sheets = upload_file.options(), upload_file.sheets()
    answers: dict[str, str | None] = {}
    if len(sheets) > 1:
        answers["sheet"] = st.selectbox(
            t("upload.questions.sheet"),
            sheets,
            index=sheets.index(options.sheet) if options.sheet in sheets else None,
            placeholder=t("upload.questions.all_sheets"),
            key=f"{key}_sheet",
        )
    kinds = tuple(kind.value for kind in Kind)
    answers["kind"] = st.selectbox(
        t("upload.questions.kind"),
        kinds,
        index=kinds.index(options.kind) if options.kind in kinds else None,
        format_func=lambda kind: t(f"kind.{kind}"),
        placeholder=t("upload.questions.as_recognised"),
        key=f"{key}_kind",
    )
    return answers


def _field(asked: Asked, *, key: str, choice: filters.Choice) -> str | None:
    """A question, under it where it stands and what stands there, and then its answers."""
    label = question_text(asked.code, choice.language)
    subject = about_text(asked.code, "", choice.language) if ":" in asked.code else ""
    about = " · ".join(part for part in (subject, asked.place, stands(asked, choice.language)) if part)
    html(f'<p class="label-asked question">{element("strong", label)}{element("span", about, css="note")}</p>')
    return draw(asked, key=f"{key}_{asked.code}", label=label, choice=choice)


def _lines(group: list[Asked], *, key: str, choice: filters.Choice) -> Mapping[str, str | None]:
    """Labels as they are written, each with where it stands and what it means."""
    if not group:
        return {}
    question = element("strong", question_text(group[0].code, choice.language))
    html(f'<p class="label-asked question">{question}</p>')
    answers = {}
    for asked in group[:LINES]:
        label = asked.about or asked.code.partition(":")[2]
        words, answer = st.columns(LINE, vertical_alignment="center")
        with words:
            html(f'<p class="label-asked">{element("span", label)}{element("span", asked.place, css="note")}</p>')
        with answer:
            in_words = about_text(asked.code, asked.about, choice.language)
            answers[asked.code] = draw(asked, key=f"{key}_{asked.code}", label=in_words, choice=choice, is_in_line=True)
    if len(group) > LINES:
        blocks.paragraph(t("upload.questions.more", count=n(len(group) - LINES)))
    return answers
