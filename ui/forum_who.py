"""Who writes something down in the forum: asked once a page, and told of a version."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui import session
from ui.markup import element, html
from ui.words import role_word, t

_WHO = "forum_form_who"


def ask_who(key: str) -> None:
    """Who writes, said once a page: the fields while they are not filled in, then one quiet line."""
    person = session.person()
    if person is None or not person.institution:
        st.session_state[_WHO] = True
    if st.session_state.get(_WHO):
        html(element("p", t("forum_form.who_note"), css="quiet"))
        with st.container(key=f"{key}_who", horizontal=True):
            session.ask_person(key=key)
    elif person is not None:
        with st.container(key=f"{key}_who", horizontal=True, vertical_alignment="center"):
            named = ", ".join(part for part in (person.name, person.institution) if part)
            html(element("p", t("forum_form.who_as", person=named), css="quiet"))
            with st.popover(t("forum_form.who_change"), key=f"{key}_popover", type="tertiary"):
                session.ask_person(key=key)


def who_is_known() -> None:
    """Something was saved: the fields may become one line."""
    st.session_state.pop(_WHO, None)


def by_words(version: Mapping[str, Any] | pd.Series) -> str:
    """Who made a version, the office before the person."""
    values = {name: _text(version[name]) for name in ("by_institution", "by_name", "by_role")}
    parts = (*list(values.values())[:2], role_word(values["by_role"]) if values["by_role"] else "")
    return ", ".join(part for part in parts if part) or t("block.nobody")


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
