"""Cakupan: the trend against the target, who the members are, the denominators, areas side by side, UHC."""

import streamlit as st

from pages.achievement.coverage_parts import draw_part, over_100_notice, rollup_words
from pages.achievement.summary_blocks import answer
from pages.achievement.summary_empty import empty_block, has_figures, stale_notice
from pages.achievement.summary_roles import Role
from pages.achievement.summary_sources import provenance_block
from pages.achievement.summary_tiles import tiles_for
from pages.achievement.summary_view import summary_view
from ui import blocks, filters
from ui.words import t

TILES = Role("coverage", tiles=("coverage", "registered", "gap", "active"), blocks=())

choice = filters.choice()
view = summary_view(choice)

sentence = " ".join(part for part in (answer(view, choice), rollup_words(view)) if part)
blocks.page_header(t("coverage.title"), sentence, question=t("coverage.question"))
if not has_figures(view):
    empty_block(choice)
    st.stop()

stale_notice(view, choice)
over_100_notice(view)
blocks.tiles(tiles_for(view, choice, TILES), label=t("summary.tiles_label"))
provenance_block(view, choice, key="coverage")
draw_part(view, choice)
