"""A field that is saved as soon as it is left, by several people at once, over connections that drop.

The value in the browser is compared with the one that the field began with, in the run itself and not in a callback: a
browser that lost its connection sends what was typed when it is back, to a session that knows nothing of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui import session
from ui.blocks_text import notice, refusal
from ui.words import t
from vocab.refusal import Refusal

Save = Callable[[Any, int], object]
Draw = Callable[[str, Any], Any]
STALE = ("changed_since",)


@dataclass(frozen=True)
class Field:
    """A field: a name of its own, what the store has and since which version, and how the value reads in words."""

    name: str
    stored: Any
    since: int
    words: Callable[[Any], str] = str
    is_text: bool = False


@dataclass(frozen=True)
class _Base:
    value: Any
    since: int


def live_field(field: Field, *, draw: Draw, save: Save) -> None:
    """Draw a field with `draw(key, value)` and save what was entered with `save(value, opened_at)`.

    Where somebody else changed the same field meanwhile, both values are shown and the person chooses.
    """
    is_new = _slot(field, "base") not in st.session_state
    base = _base(field)
    typed = draw(_key(field), base.value)
    if typed == base.value:
        _tell_of_other(field, base)
        return
    if typed == field.stored:
        _set_base(field, typed, field.since)
        return
    is_safe = _continues(typed, field.stored) if is_new else field.stored == base.value
    if is_safe:
        _try(field, typed, save, opened_at=field.since)
    else:
        _ask(field, typed, save)


def _slot(field: Field, what: str) -> str:
    return f"live_{field.name}_{what}"


def _key(field: Field) -> str:
    return f"{field.name}_{st.session_state.get(_slot(field, 'turn'), 0)}"


def _base(field: Field) -> _Base:
    """What the field began with; a choice left alone follows the store, a text never does: it may be typed in."""
    base: _Base = st.session_state.setdefault(_slot(field, "base"), _Base(field.stored, field.since))
    key = _key(field)
    is_clean = st.session_state.get(key, base.value) == base.value
    if field.stored == base.value or (is_clean and not field.is_text):
        if field.stored != base.value:
            st.session_state[key] = field.stored
        base = _set_base(field, field.stored, field.since)
    return base


def _set_base(field: Field, value: Any, since: int) -> _Base:
    base = _Base(value, since)
    st.session_state[_slot(field, "base")] = base
    return base


def _continues(typed: Any, stored: Any) -> bool:
    """Whether a text that a browser brought back goes on from what stands, so that nobody's words are lost."""
    return isinstance(typed, str) and typed.startswith(str(stored or ""))


def _try(field: Field, typed: Any, save: Save, *, opened_at: int) -> None:
    try:
        save(typed, opened_at)
    except Refusal as refused:
        if refused.code in STALE:
            # A newer version is there: the next run sees whether it touched this field.
            st.rerun()
        refusal(refused)
        return
    session.renew_key(field.name)
    _set_base(field, typed, opened_at)
    st.rerun()


def _tell_of_other(field: Field, base: _Base) -> None:
    if field.stored == base.value:
        return
    notice(t("live.other", value=field.words(field.stored)), kind="attention", title=t("live.other_title"))
    st.button(t("live.take_other"), key=_slot(field, "take"), on_click=_take, args=(field,))


def _ask(field: Field, typed: Any, save: Save) -> None:
    """Both values, and a button for each."""
    words = t("live.both", other=field.words(field.stored) or t("live.nothing"), own=field.words(typed))
    notice(words, kind="attention", title=t("live.both_title"))
    with st.container(horizontal=True):
        is_mine = st.button(t("live.keep_own"), key=_slot(field, "keep"))
        st.button(t("live.take_other"), key=_slot(field, "take"), on_click=_take, args=(field,))
    if is_mine:
        _try(field, typed, save, opened_at=field.since)


def _take(field: Field) -> None:
    """Begin again with what the store has, as a new field: the browser keeps the value of the old one."""
    st.session_state[_slot(field, "turn")] = st.session_state.get(_slot(field, "turn"), 0) + 1
    _set_base(field, field.stored, field.since)
