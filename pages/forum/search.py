"""Cari: where a printed code leads, and what a typed text finds in the forums of the area."""

import streamlit as st

from pages.forum.search_hits import hits_of
from pages.forum.search_view import code_block, hits_block
from ui import blocks, data, filters
from ui.search_box import asked_for, search_box
from ui.words import t

choice = filters.choice()
typed = asked_for()
blocks.page_header(t("search.title"), question=t("search.question", area=data.area_name(choice.area)))
search_box("page", value=typed)
if not typed or code_block(typed):
    st.stop()

hits = hits_of(typed, choice)
if hits.count:
    hits_block(hits)
else:
    blocks.empty(t("search.nothing", typed=typed), t("search.nothing_help", area=data.area_name(choice.area)))
