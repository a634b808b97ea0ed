"""The short state of coverage in meeting mode: the same tiles as on Ringkasan, at the month of the meeting."""

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.achievement.summary_blocks import answer
from pages.achievement.summary_roles import ROLES
from pages.achievement.summary_tiles import tiles_for
from pages.achievement.summary_view import summary_view
from pages.forum.mode_view import ModeView
from ui import blocks
from ui.filters import Choice
from ui.words import t

Item = dict[Any, Any]
SEKDA = ROLES["sekda"]


def coverage_told(view: ModeView, _item: Item) -> None:
    """Coverage, people registered, people short, active members and what is unfinished."""
    choice = _choice(view)
    summary = summary_view(choice)
    with st.container(key="mode_tiles"):
        blocks.paragraph(answer(summary, choice))
        blocks.tiles(tiles_for(summary, choice, SEKDA), label=t("summary.tiles_label"))


def _choice(view: ModeView) -> Choice:
    """What is looked at, at the month and source that the meeting presents and the version that it is of."""
    source = view.meeting["figures_source"]
    chosen = {"source": source, "source_chosen": True} if isinstance(source, str) else {}
    return replace(view.choice, period=view.period, known_at=view.version, today=view.today, **chosen)
