"""Who explains a difference by which day: beside the difference, asked for, taken back, and as history."""

import pandas as pd
import streamlit as st

from pages.data import quality_forms as forms
from pages.data.quality_view import QualityView
from pages.data.quality_words import Row
from ui import blocks, data, reviews, session
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import day, moment, n, short_month, t
from vocab.people import Person

Requests = dict[tuple[str, str, str, str], Row]
KEY = ["region_code", "period", "code", "subject"]
OFFICES = ("bpjs", "disdukcapil", "bps", "dinsos", "dinkes")


def requests(choice: Choice) -> Requests:
    """Every standing request by the key of its difference."""
    return {key_of(row): row for row in reviews.explanations(choice.known_at).to_dict("records")}


def explained(row: Row, asked: Requests, choice: Choice) -> Cell:
    """Who was asked to explain this difference, and by when."""
    found = asked.get(key_of(row))
    if found is None:
        return Cell(t("quality.sources.nobody"), muted=True)
    late = (choice.today - found["due_date"].date()).days
    note = t("timing.overdue_days", days=n(late)) if late > 0 else t("quality.sources.by", day=day(found["due_date"]))
    return Cell(t("quality.sources.explains", institution=found["institution"]), note=note)


def key_of(row: Row) -> tuple[str, str, str, str]:
    """The key of a warning's row."""
    return (row["region_code"], row["period"], row["code"], row["subject"])


def explain_form(view: QualityView, choice: Choice, part: str) -> None:
    """The form that names the office which explains a difference, and the day; and the one that takes it back."""
    rows = view.to_explain(part)
    if rows.empty or not forms.may_change(choice):
        return
    with st.expander(t("quality.explain.title")):
        blocks.paragraph(t("quality.explain.text"))
        person = forms.ask_person("explain")
        with st.form("quality_explain", width=forms.FORM_WIDTH):
            forms.pick_warning(rows, view, name="explain")
            offices = [t(f"quality.office.{office}") for office in OFFICES]
            st.selectbox(t("quality.explain.who"), offices, accept_new_options=True, key="explain_who")
            forms.ask_day(choice, t("quality.explain.by"), name="explain")
            forms.submit(t("quality.explain.button"), person, _explain, rows, choice)
    _take_back_form(rows, view, choice)


def _take_back_form(rows: pd.DataFrame, view: QualityView, choice: Choice) -> None:
    asked = rows.merge(reviews.explanations(choice.known_at)[KEY], on=KEY, how="inner")
    if asked.empty:
        return
    with st.expander(t("quality.unask.title")):
        blocks.paragraph(t("quality.unask.text"))
        person = forms.ask_person("unask")
        with st.form("quality_unask", width=forms.FORM_WIDTH):
            forms.pick_warning(asked, view, name="unask")
            forms.submit(t("quality.unask.button"), person, _take_back, asked, choice)


def history() -> None:
    """Every request that was ever made."""
    past = reviews.explanation_history()
    if len(past):
        blocks.section(t("quality.explain.history"), t("quality.explain.history_note"))
        blocks.table(_history_table(past), visible_rows=10)


def _history_table(past: pd.DataFrame) -> Table:
    names = ("area", "rule", "who", "due", "by", "ended")
    columns = [Column(t(f"quality.explain.column.{name}"), strong=name == "area") for name in names]
    lines = [
        [
            Cell(data.area_name(row["region_code"], short=True), note=short_month(row["period"])),
            t(f"quality.rule.{row['code']}"),
            row["institution"],
            day(row["due_date"]),
            Cell(forms.who(row), note=moment(row["made_at"].to_pydatetime())),
            forms.ended(row),
        ]
        for row in past.to_dict("records")
    ]
    return Table(columns, lines, t("quality.explain.history"))


def _explain(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:
    warning, _ = forms.chosen(rows, "explain")
    asked = {"institution": st.session_state["explain_who"] or "", "due_date": st.session_state["explain_day"]}
    key = session.idempotency_key("quality_explain")
    reviews.ask_explanation(warning, **asked, by=by, opened_at=opened_at, key=key)
    session.renew_key("quality_explain")
    return "explained"


def _take_back(rows: pd.DataFrame, *, by: Person, opened_at: int) -> str:  # noqa: ARG001 - what stands is closed
    warning, _ = forms.chosen(rows, "unask")
    reviews.take_back_explanation(warning, by=by)
    return "unasked"
