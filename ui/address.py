"""The address bar: what is looked at stands there, so that a link opens the same view.

Streamlit drops parameters when a menu entry is clicked; the session remembers ours and puts them back.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

KEYS = ("wilayah", "periode", "penyebut", "pandangan", "versi", "per", "bahasa")
_MEMORY = "address_memory"


def restore() -> None:
    """Take over what the address says, and write back what a click on the menu dropped; once at the start of a run."""
    memory = _memory()
    for key in KEYS:
        if key in st.query_params:
            memory[key] = st.query_params[key]
        elif key in memory:
            st.query_params[key] = memory[key]


def value(key: str) -> str:
    """What the address says for a key; empty when it says nothing."""
    return st.query_params.get(key) or (_memory().get(key, "") if key in KEYS else "")


def change(key: str, new: str | None) -> None:
    """Write a value into the address; None or empty takes it out."""
    memory = _memory()
    if new:
        st.query_params[key] = new
    elif key in st.query_params:
        del st.query_params[key]
    if key in KEYS and new:
        memory[key] = new
    elif key in KEYS:
        memory.pop(key, None)


def link(page: str | None = None, **changes: str | None) -> str:
    """The address of the same view on a page (None: the page that is open), with changes; None or empty drops a key."""
    kept = {key: value(key) for key in KEYS}
    wanted = {key: new for key, new in {**kept, **changes}.items() if new}
    return with_query(page or "", wanted) if wanted or page else "?"


def with_query(page: str, parameters: Mapping[str, str]) -> str:
    """A page's address with parameters."""
    return f"{page}?{urlencode(parameters)}" if parameters else page


def _memory() -> dict[str, str]:
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {})
    return memory
