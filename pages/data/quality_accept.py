"""Putting a warning aside with a reason until a day, taking that back, and all that was ever accepted."""

import pandas as pd
import streamlit as st

from pages.data import quality_explain
from pages.data import quality_forms as forms
from pages.data.quality_view import QualityView
from pages.data.quality_words import warning_words
from ui import blocks, data, reviews, session
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import day, moment, short_month, t
from vocab.people import Person

LONGEST_REASON = 500


def accept_form(view: QualityView, choice: Choice, part: str) -> None:
    """The form that puts one of the waiting warnings aside."""
    rows = view.waiting(part)
    if rows.empty or not forms.may_change(choice):
        return
    with st.expander(t("quality.accept.title")):
        blocks.paragraph(t("quality.accept.text"))
        person = forms.ask_person("accept")
        with st.form("quality_accept", width=forms.FORM_WIDTH):
            forms.pick_warning(rows, view, name="accept")
            st.text_area(t("quality.accept.reason"), max_chars=LONGEST_REASON, key="accept_reason", height=80)
            forms.ask_day(choice, t("quality.accept.until"), name="accept")
            forms.submit(t("quality.accept.button"), person, _accept, rows, choice)


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
    quality_explain.history()


def _accepted_table(view: QualityView) -> Table:
    names = ("area", "found", "reason", "by", "until")
    columns = [Column(t(f"quality.accepted.column.{name}"), strong=name == "area") for name in names]
    lines = [
        [
            Cell(data.area_name(row["region_code"], short=True), note=short_month(row["period"])),
            warning_words(row, view),
            row["reason"],
            Cell(forms.who(row), note=moment(row["made_at"].to_pydatetime())),
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
            Cell(forms.who(row), note=moment(row["made_at"].to_pydatetime())),
            day(row["accepted_until"]),
            forms.ended(row),
        ]
        for row in past.to_dict("records")
    ]
    return Table(columns, lines, t("quality.accepted.history"))


def _take_back_form(view: QualityView, choice: Choice) -> None:
    if not forms.may_change(choice):
        return
    with st.expander(t("quality.take_back.title")):
        person = forms.ask_person("take_back")
        with st.form("quality_take_back", width=forms.FORM_WIDTH):
            forms.pick_warning(view.accepted, view, name="take_back")
            forms.submit(t("quality.take_back.button"), person, _take_back, view.accepted, choice)


def _accept(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:
    warning, row = forms.chosen(rows, "accept")
    said = {"reason": st.session_state["accept_reason"], "until": st.session_state["accept_day"]}
    key = session.idempotency_key("quality_accept")
    reviews.accept(warning, figures=row["figures"], **said, by=by, opened_at=opened_at, key=key)
    session.renew_key("quality_accept")
    return "accepted"


def _take_back(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:  # noqa: ARG001 - what stands is closed
    warning, _ = forms.chosen(rows, "take_back")
    reviews.take_back(warning, by=by)
    return "taken_back"
