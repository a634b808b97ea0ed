"""What screens of several sections share: what a computed view is kept under, which rows an area means, a switch."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from ui import data, filters
from ui.filters import Choice
from vocab.regions import NATION, is_under

KEPT_VIEWS = 256
"""Computed views that are kept at most, of each kind."""


def key_of(choice: Choice, *more: str) -> tuple[object, ...]:
    """What a computed view depends on: the store, the version in it and the filters; never a frame."""
    source = choice.source or ""
    address = str(data.engine().url)
    return (address, choice.known_at, choice.area, choice.period, source, choice.view, choice.today.isoformat(), *more)


def screen_key(choice: Choice) -> tuple[object, ...]:
    """What words and links of a block depend on beside its figures: the language and the address."""
    return key_of(choice, choice.language, filters.link())


def here(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Rows of an area and of those under it, without what belongs to the areas above; nothing made up in the nation."""
    area, brought = choice.area, data.areas()
    left_out = set(brought.loc[brought["is_made_up"], "code"]) if area == NATION else set()
    codes = [code for code in rows["region_code"].unique() if code == area or is_under(code, area)]
    return rows[rows["region_code"].isin(set(codes) - left_out)]


def pick(name: str, options: Sequence[str], *, label: str, words: Mapping[str, str]) -> str:
    """One of a few views, kept in the address under its code, so that a link opens it in either language."""
    asked = filters.param(name)
    picked = st.segmented_control(
        label,
        list(options),
        default=asked if asked in options else options[0],
        format_func=lambda code: words[code],
        key=name,
        required=True,
    )
    found = picked or options[0]
    filters.set_param(name, None if found == options[0] else found)
    return found
