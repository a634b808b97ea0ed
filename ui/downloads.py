"""Files that a page offers under `/unduh/{id}`: kept as a promise to build them, made only when somebody asks."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATH = "/unduh/"
KEPT_SECONDS = 30 * 60
KEPT_OFFERS = 2_000
"""A meeting's papers are some thirty offers: enough that nobody else's page takes one away meanwhile."""
_SESSION_KEY = "download_addresses"


@dataclass(frozen=True)
class Offer:
    """A file that can be built: its name, what it is and until when (monotonic seconds) it is offered."""

    file_name: str
    media_type: str
    build: Callable[[], bytes]
    expires: float


_offers: OrderedDict[str, Offer] = OrderedDict()
_lock = threading.Lock()


def offer(file_name: str, build: Callable[[], bytes], *, media_type: str = XLSX, key: str = "") -> str:
    """The address under which this session's file can be fetched for the next half hour.

    `build` runs in a worker thread without a Streamlit session: it holds all that it needs in its closure.
    The same session gets the same address again for the same key (by default the file's name).
    """
    identity = _address_of_session(key or file_name)
    keep(identity, Offer(file_name, media_type, build, time.monotonic() + KEPT_SECONDS))
    return PATH + identity


def keep(identity: str, kept: Offer) -> None:
    """Remember an offer; the oldest goes when there are too many."""
    with _lock:
        _offers[identity] = kept
        _offers.move_to_end(identity)
        while len(_offers) > KEPT_OFFERS:
            _offers.popitem(last=False)


def withdraw(key: str) -> None:
    """Offer a file of this session no more, and let go of all that it would have been built from."""
    identity = st.session_state.get(_SESSION_KEY, {}).pop(key, None)
    with _lock:
        _offers.pop(identity, None)


def find(identity: str, *, at: float | None = None) -> Offer | None:
    """The offer under an id, or None when there is none or its time is over."""
    moment = time.monotonic() if at is None else at
    with _lock:
        for old in [name for name, kept in _offers.items() if kept.expires <= moment]:
            del _offers[old]
        return _offers.get(identity)


def _address_of_session(key: str) -> str:
    addresses: dict[str, str] = st.session_state.setdefault(_SESSION_KEY, {})
    return addresses.setdefault(key, secrets.token_urlsafe(18))
