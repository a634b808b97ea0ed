"""Tindak Lanjut (RTL): what was agreed and is not finished, by institution and obstacle; one activity's whole story."""

import streamlit as st

from pages.forum.activity_detail import activity_detail
from pages.forum.follow_up_board import board
from pages.forum.follow_up_charts import gathering
from pages.forum.follow_up_empty import empty_block
from pages.forum.follow_up_filters import count_tiles, filter_bar
from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_new import new_activity
from pages.forum.follow_up_view import NEW, OPENED, chosen, follow_up_view, listed
from pages.forum.follow_up_words import answer
from pages.forum.register_block import is_asked, register_block, register_link
from pages.workbook_link import workbook_block
from ui import blocks, data, filters
from ui.words import t

choice = filters.choice()
view = follow_up_view(choice)

has_activities = view.counts.all_activities > 0
to_decide = len(chosen(view.keys, {"keputusan": Concern.DECIDE}))
sentence = answer(view.counts, to_decide=to_decide) if has_activities else ""
blocks.page_header(t("follow_up.title"), sentence, question=t("follow_up.question"))
if filters.param(NEW):
    new_activity(view, choice)
    st.stop()
if is_asked():
    register_block(choice)
    st.stop()
if not has_activities:
    empty_block(choice)
    st.stop()

opened = filters.param(OPENED)
if opened:
    activity_detail(opened, view, choice)
    st.stop()

count_tiles(view, choice)
filter_bar(view, choice)
keys = listed(view, choice)
board(view, keys, choice)
gathering(view, keys, choice)
blocks.section(t("follow_up.take.section"), t("follow_up.take.note", area=data.area_name(choice.area)))
workbook_block(choice)
blocks.links([register_link()])
