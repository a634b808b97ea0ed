"""Putting a warning aside with a reason until a day, taking that back, and asking an office to explain by a day."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import streamlit as st

from pages.data.quality_view import QualityView
from pages.data.quality_words import Row, warning_words
from ui import blocks, data, reviews, session
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import day, moment, short_month, t
from vocab.people import Person
from vocab.refusal import Refusal

_OUTCOME = "quality_outcome"
FORM_WIDTH = 640
WEEKS_OPEN = 4
"""Four weeks are proposed: until the next figures are there."""
LONGEST_REASON = 500
OFFICES = ("bpjs", "disdukcapil", "bps", "dinsos")


def outcome() -> None:
    """What the last form did."""
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal):
        blocks.refusal(done)
    elif done is not None:
        blocks.notice(t(f"quality.done.{done}"), kind="good")


def accept_form(view: QualityView, choice: Choice, part: str) -> None:
    """The form that puts one of the waiting warnings aside."""
    rows = view.waiting(part)
    if rows.empty or not _may_change(choice):
        return
    with st.expander(t("quality.accept.title")):
        blocks.paragraph(t("quality.accept.text"))
        person = _person("accept")
        with st.form("quality_accept", width=FORM_WIDTH):
            _pick_warning(rows, view, name="accept")
            st.text_area(t("quality.accept.reason"), max_chars=LONGEST_REASON, key="accept_reason", height=80)
            _ask_day(choice, t("quality.accept.until"), name="accept")
            _submit(t("quality.accept.button"), person, _accept, rows, choice)


def explain_form(view: QualityView, choice: Choice) -> None:
    """The form that names the office which explains a difference, and the day."""
    rows = view.warnings[view.warnings["part"] == "sources"]
    if rows.empty or not _may_change(choice):
        return
    with st.expander(t("quality.explain.title")):
        blocks.paragraph(t("quality.explain.text"))
        person = _person("explain")
        with st.form("quality_explain", width=FORM_WIDTH):
            _pick_warning(rows, view, name="explain")
            offices = [t(f"quality.office.{office}") for office in OFFICES]
            st.selectbox(t("quality.explain.who"), offices, accept_new_options=True, key="explain_who")
            _ask_day(choice, t("quality.explain.by"), name="explain")
            _submit(t("quality.explain.button"), person, _explain, rows, choice)


def accepted_part(view: QualityView, choice: Choice) -> None:
    """What is put aside, by whom, why and until when; the form that takes it back; and all that ever was."""
    blocks.section(t("quality.accepted.section"), t("quality.accepted.note"))
    if view.accepted.empty:
        blocks.paragraph(t("quality.accepted.none"))
    else:
        blocks.table(_accepted_table(view), visible_rows=30)
        _take_back_form(view, choice)
    past = reviews.history()
    if len(past):
        blocks.section(t("quality.accepted.history"), t("quality.accepted.history_note"))
        blocks.table(_history_table(past), visible_rows=10)


def _accepted_table(view: QualityView) -> Table:
    names = ("area", "found", "reason", "by", "until")
    columns = [Column(t(f"quality.accepted.column.{name}"), strong=name == "area") for name in names]
    lines = [
        [
            Cell(data.area_name(row["region_code"], short=True), note=short_month(row["period"])),
            warning_words(row, view),
            row["reason"],
            Cell(_who(row), note=moment(row["made_at"].to_pydatetime())),
            day(row["accepted_until"]),
        ]
        for row in view.accepted.to_dict("records")
    ]
    return Table(columns, lines, t("quality.accepted.section"))


def _history_table(past: pd.DataFrame) -> Table:
    names = ("area", "rule", "reason", "by", "until", "ended")
    columns = [Column(t(f"quality.accepted.column.{name}"), strong=name == "area") for name in names]
    lines = [
        [
            Cell(data.area_name(row["region_code"], short=True), note=short_month(row["period"])),
            t(f"quality.rule.{row['code']}"),
            row["reason"],
            Cell(_who(row), note=moment(row["made_at"].to_pydatetime())),
            day(row["accepted_until"]),
            _ended(row),
        ]
        for row in past.to_dict("records")
    ]
    return Table(columns, lines, t("quality.accepted.history"))


def _ended(row: Row) -> Cell:
    if pd.isna(row["until"]):
        return Cell(t("quality.accepted.stands"))
    return Cell(row["ended_by"], note=moment(row["ended_at"].to_pydatetime()))


def _who(row: Row) -> str:
    return ", ".join(part for part in (row["by_name"], row["by_institution"]) if part)


def _take_back_form(view: QualityView, choice: Choice) -> None:
    if not _may_change(choice):
        return
    with st.expander(t("quality.take_back.title")):
        person = _person("take_back")
        with st.form("quality_take_back", width=FORM_WIDTH):
            _pick_warning(view.accepted, view, name="take_back")
            _submit(t("quality.take_back.button"), person, _take_back, view.accepted, choice)


def _may_change(choice: Choice) -> bool:
    """Only what is looked at live can be judged: an earlier version is history."""
    return choice.version is None


def _person(name: str) -> Person | None:
    with st.container(width=FORM_WIDTH):
        person = session.ask_person(key=f"quality_{name}")
    if person is None:
        blocks.paragraph(t("quality.who_first"))
    return person


def _pick_warning(rows: pd.DataFrame, view: QualityView, *, name: str) -> None:
    records = dict(enumerate(rows.to_dict("records")))
    st.selectbox(
        t("quality.which"),
        list(records),
        format_func=lambda place: _label(records[place], view),
        key=f"{name}_which",
    )


def _label(row: Row, view: QualityView) -> str:
    return t("quality.label", area=data.area_name(row["region_code"], short=True), found=warning_words(row, view))


def _ask_day(choice: Choice, label: str, *, name: str) -> None:
    proposed = choice.today + timedelta(weeks=WEEKS_OPEN)
    st.date_input(label, value=proposed, min_value=choice.today, format="DD/MM/YYYY", key=f"{name}_day")


def _submit(label: str, person: Person | None, save: Callable[..., str], rows: pd.DataFrame, choice: Choice) -> None:
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


def _chosen(rows: pd.DataFrame, name: str) -> tuple[reviews.WarningKey, Row]:
    row = rows.iloc[st.session_state[f"{name}_which"]].to_dict()
    return reviews.WarningKey(row["region_code"], row["period"], row["code"], row["subject"]), row


def _accept(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:
    warning, row = _chosen(rows, "accept")
    said = {"reason": st.session_state["accept_reason"], "until": st.session_state["accept_day"]}
    key = session.idempotency_key("quality_accept")
    reviews.accept(warning, figures=row["figures"], **said, by=by, opened_at=opened_at, key=key)
    session.renew_key("quality_accept")
    return "accepted"


def _explain(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:
    warning, _ = _chosen(rows, "explain")
    asked = {"institution": st.session_state["explain_who"] or "", "due_date": st.session_state["explain_day"]}
    key = session.idempotency_key("quality_explain")
    reviews.ask_explanation(warning, **asked, by=by, opened_at=opened_at, key=key)
    session.renew_key("quality_explain")
    return "explained"


def _take_back(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:  # noqa: ARG001 - what stands is closed
    warning, _ = _chosen(rows, "take_back")
    reviews.take_back(warning, by=by)
    return "taken_back"
