"""Who is looking, in which language, on which day; and the keys that keep a form from being saved twice."""

import secrets
from datetime import UTC, date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

import texts
from texts import DEFAULT_LANGUAGE, LANGUAGES
from ui import address
from ui.door_language import LANGUAGE_COOKIE, LANGUAGE_PARAMETER
from ui.person_cookie import remembered_person
from vocab.people import Person, PersonRole

_LANGUAGE = "language_of_this_run"
_PERSON = "person_fields"
_KEYS = "idempotency_keys"
_TODAY_ZONE = ZoneInfo("Asia/Jakarta")


def language() -> str:
    """The language of this session: in the address, else in the cookie, else Indonesian."""
    settled: str | None = st.session_state.get(_LANGUAGE)
    return settled if settled is not None else _asked_language()


def settle_language() -> None:
    """Keep the language for this run: it is asked for with every word."""
    st.session_state[_LANGUAGE] = _asked_language()


def _asked_language() -> str:
    for chosen in (address.value(LANGUAGE_PARAMETER), st.context.cookies.get(LANGUAGE_COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return DEFAULT_LANGUAGE


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Today in Western Indonesian Time."""
    return datetime.now(tz=_TODAY_ZONE).date()


def person() -> Person | None:
    """Who is sitting here, or None while that has not been said."""
    fields = _person_fields()
    return Person(**fields) if fields["name"] else None


def ask_person(*, key: str) -> Person | None:
    """Draw the three fields that say who is sitting here; the answer is remembered for this browser."""
    before = _person_fields()
    fields = _fields_of(before, key=key)
    asked = {
        name: st.text_input(
            texts.text(f"person.{name}", language()),
            value=before[name],
            key=f"{fields}_{name}",
            max_chars=120,
            autocomplete=autocomplete,
        ).strip()
        for name, autocomplete in (("name", "name"), ("institution", "organization"))
    }
    asked["role"] = _ask_role(before["role"], key=f"{fields}_role")
    st.session_state[f"{key}_shown"] = asked
    if asked != before:
        remember(asked)
    return person()


def _ask_role(before: str, *, key: str) -> str:
    """The role as its code; what somebody wrote in words before roles were a list stays a choice."""
    roles = ["", *PersonRole]
    options = roles if before in roles else [*roles, before]
    picked = st.selectbox(
        texts.text("person.role", language()),
        options,
        index=options.index(before),
        format_func=lambda role: texts.role_word(role, language()) or texts.text("person.no_role", language()),
        key=key,
    )
    return str(picked or "")


def is_chair() -> bool:
    """Whether who sits here has chosen the chair's role, as whoever presides for the chair does too."""
    return _person_fields()["role"] == PersonRole.CHAIR


def is_secretariat() -> bool:
    """Whether who sits here has chosen the secretariat's role."""
    return _person_fields()["role"] == PersonRole.SECRETARIAT


def _fields_of(before: dict[str, str], *, key: str) -> str:
    """The key of a set of fields: a new one when something else was said elsewhere since they were drawn.

    They stand on the page and beside it, and a browser would go on sending what the older ones hold.
    """
    turn = st.session_state.get(f"{key}_turn", 0)
    if st.session_state.get(f"{key}_shown", before) != before:
        turn += 1
        st.session_state[f"{key}_turn"] = turn
    return f"{key}_{turn}" if turn else key


def remember(fields: dict[str, str]) -> None:
    """Keep who is sitting here, in the session and, by an address that answers with a cookie, in the browser."""
    st.session_state[_PERSON] = fields
    st.html(f'<img src="saya?{urlencode(fields)}" alt="" hidden>')


def idempotency_key(name: str) -> str:
    """The key of a form: the same until `renew_key`, so that a second click saves nothing twice."""
    keys: dict[str, str] = st.session_state.setdefault(_KEYS, {})
    return keys.setdefault(name, secrets.token_hex(16))


def renew_key(name: str) -> None:
    """A new key for a form that has been saved."""
    st.session_state.setdefault(_KEYS, {}).pop(name, None)


def _person_fields() -> dict[str, str]:
    if _PERSON not in st.session_state:
        st.session_state[_PERSON] = remembered_person(dict(st.context.cookies))
    fields: dict[str, str] = st.session_state[_PERSON]
    return fields
