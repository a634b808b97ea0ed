"""Rapat Forum: when the forum meets, what was agreed, what is not finished; one meeting from draft to closed."""

import streamlit as st

from pages.forum import mode
from pages.forum.meeting_detail import meeting_detail, unknown_meeting
from pages.forum.meeting_founding import empty_block, forum_block, forum_line
from pages.forum.meeting_list import answer, cadence_block, forum_view, list_block
from pages.forum.meeting_plan import plan_block
from pages.forum.meeting_view import OPENED, forum_with
from ui import blocks, filters, forum
from ui.words import t

choice = filters.choice()
opened = filters.param(OPENED)
if opened:
    name = forum_with(int(opened), choice) if opened.isdecimal() else ""
    if not name:
        unknown_meeting(choice)
    elif mode.is_asked():
        mode.meeting_mode(choice, name, int(opened))
    else:
        meeting_detail(int(opened), name, choice)
    st.stop()

name = forum.forum_of(choice)
if not name:
    blocks.page_header(t("meetings.title"), question=t("meetings.question"))
    empty_block(choice)
    st.stop()

view = forum_view(name, choice)
blocks.page_header(t("meetings.title"), answer(view), question=f"{name} · {forum_line(view.forum)}")
forum.pick_forum(choice)
list_block(view)
if choice.version is None:
    plan_block(view)
cadence_block(view)
if choice.version is None:
    forum_block(view)
