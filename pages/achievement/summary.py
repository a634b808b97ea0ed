"""Ringkasan: how far we are, who is behind, what this forum must decide."""

import streamlit as st

from pages.achievement import summary_roles
from pages.achievement.coverage_parts import over_100_notice
from pages.achievement.summary_blocks import answer, beside_block, draw
from pages.achievement.summary_empty import empty_block, has_figures, stale_notice
from pages.achievement.summary_sources import provenance_block
from pages.achievement.summary_take import take_block
from pages.achievement.summary_tiles import tiles_for
from pages.achievement.summary_view import summary_view
from ui import blocks, filters
from ui.words import t

choice = filters.choice()
view = summary_view(choice)

blocks.page_header(t("summary.title"), answer(view, choice), question=t("summary.question"))
if not has_figures(view):
    empty_block(choice)
    if view.counts.all_activities:
        for name in ("meeting", "decide", "institutions"):
            draw(name, view, choice, next(iter(summary_roles.ROLES.values())))
    st.stop()

role = summary_roles.chosen()
stale_notice(view, choice)
blocks.tiles(tiles_for(view, choice, role), label=t("summary.tiles_label"))
over_100_notice(view)
beside_block(view)
provenance_block(view, choice, key="summary")
for name in role.blocks:
    draw(name, view, choice, role)
take_block(view, choice)
