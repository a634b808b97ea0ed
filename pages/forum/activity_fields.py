"""The fields of a plan: who, what, when and with which money; shared by a new activity and the change of one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.follow_up_words import Activity, given
from ui.forum_forms import Form
from ui.words import code_word, t
from vocab.codes import BudgetState, Field, Sector, Segment

SHORT_TEXT, LONG_TEXT = 300, 4000
TEXTS = (
    "institution", "office", "person", "supporters", "problem", "indicator", "output_unit", "code", "budget_source",
)  # fmt: skip
NUMBERS = ("output_target", "people_expected", "budget")
DAYS = ("start_date", "due_date")
CODES: dict[str, tuple[str, type[StrEnum]]] = {
    "sector": ("sector", Sector),
    "field": ("field", Field),
    "people_segment": ("segment", Segment),
    "budget_state": ("budget_state", BudgetState),
}
"""Columns of codes: where their words stand, and their list."""
WHOLE = ("people_expected", "budget")


def standing_plan(activity: Mapping[Any, Any]) -> dict[str, Any]:
    """The plan of an activity as its fields show it; what is missing is empty."""
    numbers = {name: _number(activity.get(name), whole=name in WHOLE) for name in NUMBERS}
    days = {name: None if _is_missing(activity.get(name)) else activity[name].date() for name in DAYS}
    return {name: given(activity.get(name)) for name in (*TEXTS, *CODES)} | numbers | days


def _is_missing(value: Any) -> bool:
    return bool(pd.isna(value))


def _number(value: Any, *, whole: bool) -> float | int | None:
    if _is_missing(value):
        return None
    return int(value) if whole else float(value)


def plan_values(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the store takes it: texts without space around them, None for no code."""
    texts = {name: str(typed[name] or "").strip() for name in TEXTS}
    return {
        **texts,
        **{name: typed[name] for name in (*NUMBERS, *DAYS)},
        **{name: typed[name] or None for name in CODES},
    }


def owner_fields(form: Form, institutions: Sequence[str]) -> None:
    """Who carries it out: an institution of the forum or another one, its office and person, and who supports it."""
    _heading("owner")
    names = list(dict.fromkeys([*institutions, form.standing["institution"] or ""]))
    st.selectbox(
        t("activity.fact.institution"), names, key=form.key("institution"), accept_new_options=True,
        format_func=lambda name: name or t("activity.plan.none"),
    )  # fmt: skip
    with st.container(horizontal=True):
        _text(form, "office")
        _text(form, "person")
    _text(form, "supporters")


def what_fields(form: Form) -> None:
    """The problem, how the result is counted, and whom it should bring."""
    _heading("what")
    st.text_area(t("activity.fact.problem"), max_chars=LONG_TEXT, height=80, key=form.key("problem"))
    _text(form, "indicator")
    with st.container(horizontal=True):
        label = t("activity.plan.target")
        st.number_input(label, 0.0, None, None, 1.0, format="%.10g", key=form.key("output_target"))
        _text(form, "output_unit")
    with st.container(horizontal=True):
        _whole(form, "people_expected", t("activity.plan.people"))
        _code(form, "people_segment", t("activity.fact.people_segment"))
    with st.container(horizontal=True):
        _code(form, "field", t("follow_up.fact.field"))
        _code(form, "sector", t("follow_up.fact.sector"))
    _text(form, "code")


def when_fields(form: Form, *, latest_due: date | None) -> None:
    """When it begins and is due; a due date that stands can only become earlier here."""
    _heading("when")
    with st.container(horizontal=True):
        st.date_input(t("follow_up.fact.start_date"), None, format="DD/MM/YYYY", key=form.key("start_date"))
        st.date_input(
            t("follow_up.fact.due_date"), None, max_value=latest_due, format="DD/MM/YYYY", key=form.key("due_date")
        )


def money_fields(form: Form) -> None:
    """What it costs, where the money stands and where it comes from."""
    _heading("money")
    with st.container(horizontal=True):
        _whole(form, "budget", t("activity.plan.budget"))
        _code(form, "budget_state", t("follow_up.fact.budget_state"))
    _text(form, "budget_source")


def _heading(name: str) -> None:
    st.markdown(f"**{t(f'activity.plan.{name}')}**")


def _text(form: Form, name: str) -> None:
    st.text_input(t(f"activity.fact.{name}"), max_chars=SHORT_TEXT, key=form.key(name))


def _whole(form: Form, name: str, label: str) -> None:
    st.number_input(label, 0, None, None, 1, format="%d", key=form.key(name))


def _code(form: Form, name: str, label: str) -> None:
    group, codes = CODES[name]
    st.selectbox(label, ["", *(code.value for code in codes)], format_func=_word(group), key=form.key(name))


def _word(group: str) -> Callable[[str], str]:
    return lambda code: code_word(group, code) or t("activity.plan.none")


def institutions_known(rows: pd.DataFrame, activity: Activity | None, members: pd.DataFrame) -> list[str]:
    """Institutions that can be chosen: the members in the order of the decree, then others that carry something out."""
    forum = rows if activity is None else rows[rows["forum"] == activity["forum"]]
    return [name for name in dict.fromkeys([*members["institution"], *forum["institution"]]) if name]
