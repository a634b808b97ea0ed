"""The remembered answers about files: what was asked and meant, for what, by whom; and taking one back."""

import pandas as pd
import streamlit as st

from texts.answers import about_text, meaning_text
from ui import blocks, data, filters, saving, session
from ui.session import language
from ui.words import moment, t
from vocab.refusal import Refusal

_OUTCOME, _CHOSEN = "answers_outcome", "answer_to_take_back"
FORM_WIDTH = 640
NAME_MARK = "/"
"""In a scope between the form and the name of its files."""


def show(_choice: filters.Choice) -> None:
    """The answers in force with the form that takes one back, then those that are no longer used."""
    _outcome()
    answers = data.answers()
    in_force, past = answers[answers["is_in_force"]], answers[~answers["is_in_force"]]
    blocks.section(t("remembered.title"), t("remembered.note"))
    if in_force.empty:
        blocks.empty(
            t("remembered.empty"),
            t("remembered.empty_about"),
            actions=[blocks.Action(t("remembered.upload"), filters.link("unggah"))],
        )
    else:
        blocks.table(_table(in_force, t("remembered.title")), visible_rows=40)
        _ask_take_back(in_force)
    if len(past):
        with st.expander(t("remembered.past")):
            blocks.table(_table(past, t("remembered.past")), visible_rows=20)


def _table(answers: pd.DataFrame, caption: str) -> blocks.Table:
    """Few columns, so that a phone shows what was answered by whom without moving sideways."""
    columns = [
        blocks.Column(t("remembered.what"), strong=True),
        blocks.Column(t("remembered.meaning")),
        blocks.Column(t("remembered.by")),
        blocks.Column(t("remembered.file")),
    ]
    return blocks.Table(columns, [_row(row) for row in answers.to_dict("records")], caption)


def _row(row: dict) -> list[blocks.Cell | str]:
    what, meaning = _what(row)
    by = ", ".join(filter(None, (row["by_name"], row["by_institution"])))
    return [
        what,
        blocks.Cell(meaning, note=_holds_for(row["scope"]) if row["is_in_force"] else _why(row)),
        blocks.Cell(by, note=moment(row["made_at"].to_pydatetime())),
        blocks.Cell(row["file_name"] or "–", href=filters.link("riwayat", rincian=str(row["version"]))),
    ]


def _what(row: dict) -> list[str]:
    return [about_text(row["code"], row["about"], language()), _meaning(row)]


def _meaning(row: dict) -> str:
    is_region = row["code"].partition(":")[0] == "region" and row["value"] != "skip"
    return data.area_name(row["value"]) if is_region else meaning_text(row["code"], row["value"], language())


def _holds_for(scope: str) -> str:
    if not scope:
        return t("remembered.any_file")
    return t("remembered.same_form_and_name" if NAME_MARK in scope else "remembered.same_form")


def _why(row: dict) -> str:
    if not isinstance(row["ended_why"], str):
        return t("remembered.why_undone", version=row["version"])
    return t(f"remembered.why_{row['ended_why']}", by=row["ended_by"])


def _ask_take_back(answers: pd.DataFrame) -> None:
    labels = {row["number"]: " → ".join(_what(row)) for row in answers.to_dict("records")}
    with st.expander(t("remembered.take_back")):
        blocks.paragraph(t("remembered.take_back_note"))
        with st.container(width=FORM_WIDTH):
            chosen = st.selectbox(
                t("remembered.which"),
                tuple(labels),
                index=None,
                placeholder=t("remembered.choose"),
                format_func=lambda number: labels.get(number, ""),
                key=_CHOSEN,
            )
            person = session.ask_person(key="answers_person")
        if person is None:
            blocks.paragraph(t("remembered.who_first"))
        is_ready = person is not None and chosen is not None
        st.button(t("remembered.button"), type="primary", disabled=not is_ready, on_click=_take_back, args=(chosen,))


def _take_back(number: int) -> None:
    person = session.person()
    if person is None:
        return
    try:
        saving.take_back(int(number), by=person)
    except Refusal as refusal:
        st.session_state[_OUTCOME] = refusal
        return
    st.session_state[_OUTCOME] = t("remembered.taken_back")


def _outcome() -> None:
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal):
        blocks.refusal(done)
    elif done is not None:
        blocks.notice(done, kind="good")
