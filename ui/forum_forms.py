"""Forms of the forum: each remembers the version at which it was opened, and who was first is told before it saves.

One form is open at a time. What was typed stays when it cannot be saved; a form whose row was changed by somebody else
says who did, what stands now, and lets the person choose. A page draws a form so:

    form = Form("decision_3_7", standing={"decision": row["decision"]}, since=row["since"], known_at=choice.known_at)
    begin(form)
    with st.form(form.name, border=False):
        st.text_area(t("…"), key=form.key("decision"))
        submit(form, work)  # work(change, typed) calls `ui.forum_acts`
    told(form.name)
    changed_meanwhile(form)
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from store import Change
from ui import blocks_text, data, forum, session
from ui.forum_who import ask_who, by_words, who_is_known
from ui.words import moment, t
from vocab.refusal import Refusal

__all__ = [
    "Change",
    "Form",
    "ask_who",
    "begin",
    "button",
    "by_words",
    "changed_meanwhile",
    "chosen",
    "close",
    "is_open",
    "open_button",
    "open_form",
    "plain_rows",
    "save",
    "submit",
    "told",
    "told_rest",
]

Work = Callable[[Change, dict[str, Any]], object]
"""Saves what was typed, by field, with `ui.forum_acts`; its Refusal leaves the form as it is."""
SAVED = "saved"
_SIGNS = re.compile(r"[\\`*_{}\[\]#<>$:~&|!]")
_OPENED_AT = "forum_form_opened_at"
_OUTCOMES = "forum_form_outcomes"
_OPEN = "forum_form_open"


@dataclass(frozen=True)
class Form:
    """A form over one row: its fields as they stand, the version that wrote the row (0: none yet), what stands in
    words."""

    name: str
    known_at: int
    standing: Mapping[str, Any] = field(default_factory=dict)
    since: int = 0
    words: str = ""
    in_meeting: bool = False

    def key(self, name: str) -> str:
        """The key of a field's widget."""
        return f"{self.name}_{name}"


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain Python values, as widgets take them: days as `date`, None where nothing is given."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows.to_dict("records")]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def begin(form: Form) -> None:
    """Fill a form that is not drawn yet with what stands, and remember at which version it was opened."""
    drawn = all(form.key(name) in st.session_state for name in form.standing)
    if not drawn or form.name not in _opened_versions():
        _fill(form)


def submit(form: Form, work: Work, *, label: str = "", primary: bool = True) -> None:
    """The button of a form that saves it, and the one that puts it away where it was opened by a button."""
    with st.container(horizontal=True):
        words = label or t("forum_form.save")
        st.form_submit_button(words, type="primary" if primary else "secondary", on_click=save, args=(form, work))
        if is_open(form.name):
            st.form_submit_button(t("forum_form.cancel"), key=form.key("cancel"), on_click=close, args=(form,))


def save(form: Form, work: Work) -> None:
    """Save what was typed in a form, under the version at which it was opened."""
    typed = {name: st.session_state[form.key(name)] for name in form.standing}
    if _done(form.name, lambda change: work(change, typed), opened_at=_opened_versions()[form.name], form=form):
        close(form)


def button(
    label: str,
    name: str,
    work: Callable[[Change], object],
    *,
    known_at: int | None,
    in_meeting: bool = False,
    **look: Any,
) -> None:
    """A button that saves something by itself; `known_at` is the version that its reader saw."""
    form = Form(name, known_at or 0, in_meeting=in_meeting)
    st.button(label, key=name, on_click=_done, args=(name, work), kwargs={"opened_at": known_at, "form": form}, **look)


def chosen(
    label: str, name: str, codes: list[str], standing: str | None, work: Callable[[Change, str], object], *,
    words: Callable[[str], str], known_at: int, in_meeting: bool = False,
) -> None:  # fmt: skip
    """One of a few codes that is saved as soon as it is chosen; it shows what stands, also after a refusal."""
    form = Form(name, known_at, in_meeting=in_meeting)
    st.session_state[name] = standing

    def save_choice() -> None:
        code = st.session_state[name]
        if code is not None:
            _done(name, lambda change: work(change, code), opened_at=known_at, form=form)

    st.segmented_control(
        _spoken(label), codes, format_func=words, key=name, on_change=save_choice, label_visibility="collapsed"
    )


def _spoken(label: str) -> str:
    """A label that is read out and not shown: without signs that would make links or pictures of people's text."""
    return _SIGNS.sub(" ", label)


def _done(name: str, work: Callable[[Change], object], *, opened_at: int | None, form: Form) -> bool:
    try:
        work(forum.change(name, opened_at=opened_at, in_meeting=form.in_meeting))
    except Refusal as refusal:
        _outcomes()[name] = refusal
        return False
    session.renew_key(name)
    who_is_known()
    _outcomes()[name] = SAVED
    return True


def told(name: str, *, saved: str = "") -> None:
    """What became of the last saving under this name; that somebody was first is told by `changed_meanwhile`."""
    done = _outcomes().pop(name, None)
    if done == SAVED:
        blocks_text.notice(saved or t("forum_form.saved"), kind="good")
    elif isinstance(done, Refusal) and (done.code != "changed_since" or name not in _opened_versions()):
        _refused(done)


def told_rest() -> None:
    """What became of savings whose place is no longer on the page; draw it last, in a container at the top."""
    for name in list(_outcomes()):
        told(name)


def _refused(refusal: Refusal) -> None:
    if refusal.code == "changed_since":
        blocks_text.notice(t("forum_form.changed_button", **refusal.values), kind="attention")
    else:
        blocks_text.refusal(refusal)


def changed_meanwhile(form: Form) -> None:
    """Somebody else changed the row while the form was open: who, what stands now, and the two ways on."""
    if form.since <= _opened_versions().get(form.name, form.known_at):
        return
    version = data.version(form.since)
    made_at = moment(version["made_at"].to_pydatetime())
    facts = {"by": by_words(version), "moment": made_at, "version": form.since}
    key = "changed_to" if form.words else "changed"
    words = t(f"forum_form.{key}", **facts, **({"standing": form.words} if form.words else {}))
    blocks_text.notice(words, kind="attention", title=t("forum_form.changed_title"))
    with st.container(key=form.key("changed"), horizontal=True):
        st.button(t("forum_form.keep_mine"), key=form.key("keep"), on_click=_set_opened_at, args=(form,))
        st.button(t("forum_form.take_standing"), key=form.key("take"), on_click=_fill, args=(form,))


def open_button(label: str, name: str, **look: Any) -> None:
    """A button that opens the form of this name; the one that was open is put away."""
    st.button(label, key=f"open_{name}", on_click=open_form, args=(name,), **look)


def open_form(name: str) -> None:
    """Open the form of this name, and no other."""
    st.session_state[_OPEN] = name


def is_open(name: str) -> bool:
    """Whether the form of this name was opened by its button."""
    return bool(st.session_state.get(_OPEN) == name)


def close(form: Form) -> None:
    """Put a form away: it opens anew with what stands then."""
    _opened_versions().pop(form.name, None)
    for name in form.standing:
        st.session_state.pop(form.key(name), None)
    if is_open(form.name):
        st.session_state.pop(_OPEN)


def _fill(form: Form) -> None:
    for name, value in form.standing.items():
        st.session_state[form.key(name)] = value
    _set_opened_at(form)


def _set_opened_at(form: Form) -> None:
    _opened_versions()[form.name] = form.known_at


def _opened_versions() -> dict[str, int]:
    versions: dict[str, int] = st.session_state.setdefault(_OPENED_AT, {})
    return versions


def _outcomes() -> dict[str, Any]:
    outcomes: dict[str, Any] = st.session_state.setdefault(_OUTCOMES, {})
    return outcomes
