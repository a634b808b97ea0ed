"""What the forms of Kualitas & Pemadanan share: which row, until when, by whom, and what the last one did."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import streamlit as st

from pages.data.quality_view import QualityView
from pages.data.quality_words import Row, warning_words
from ui import blocks, data, reviews, session
from ui.blocks import Cell
from ui.filters import Choice
from ui.words import moment, t
from vocab.people import Person
from vocab.refusal import Refusal

_OUTCOME = "quality_outcome"
FORM_WIDTH = 640
WEEKS_OPEN = 4
"""Four weeks are proposed: until the next figures are there."""


def outcome() -> None:
    """What the last form did."""
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal):
        blocks.refusal(done)
    elif done is not None:
        blocks.notice(t(f"quality.done.{done}"), kind="good")


def may_change(choice: Choice) -> bool:
    """Only what is looked at live can be judged: an earlier version is history."""
    return choice.version is None


def ask_person(name: str) -> Person | None:
    """Who fills the form in, asked where it is not known."""
    with st.container(width=FORM_WIDTH):
        person = session.ask_person(key=f"quality_{name}")
    if person is None:
        blocks.paragraph(t("quality.who_first"))
    return person


def pick_warning(rows: pd.DataFrame, view: QualityView, *, name: str) -> None:
    """Which of the rows the form is about."""
    records = dict(enumerate(rows.to_dict("records")))
    st.selectbox(
        t("quality.which"),
        list(records),
        format_func=lambda place: _label(records[place], view),
        key=f"{name}_which",
    )


def _label(row: Row, view: QualityView) -> str:
    return t("quality.label", area=data.area_name(row["region_code"], short=True), found=warning_words(row, view))


def ask_day(choice: Choice, label: str, *, name: str) -> None:
    """The day up to which something holds; none that has passed."""
    proposed = choice.today + timedelta(weeks=WEEKS_OPEN)
    st.date_input(label, value=proposed, min_value=choice.today, format="DD/MM/YYYY", key=f"{name}_day")


def submit(label: str, person: Person | None, save: Callable[..., str], rows: pd.DataFrame, choice: Choice) -> None:
    """The button of a form; `save` gives the word for what was done."""
    st.form_submit_button(
        label, type="primary", disabled=person is None, on_click=_saved, args=(save, rows, choice.known_at)
    )


def _saved(save: Callable[..., str], rows: pd.DataFrame, opened_at: int) -> None:
    person = session.person()
    if person is None:
        return
    try:
        st.session_state[_OUTCOME] = save(rows, by=person, opened_at=opened_at)
    except Refusal as refusal:
        st.session_state[_OUTCOME] = refusal


def chosen(rows: pd.DataFrame, name: str) -> tuple[reviews.WarningKey, Row]:
    """The row that was picked, and its key."""
    row = rows.iloc[st.session_state[f"{name}_which"]].to_dict()
    return reviews.WarningKey(row["region_code"], row["period"], row["code"], row["subject"]), row


def who(row: Row) -> str:
    """Name and institution of who wrote something."""
    return ", ".join(part for part in (row["by_name"], row["by_institution"]) if part)


def ended(row: Row) -> Cell:
    """Who ended what was said, and when; or that it stands."""
    if pd.isna(row["until"]):
        return Cell(t("quality.accepted.stands"))
    return Cell(row["ended_by"], note=moment(row["ended_at"].to_pydatetime()))
