"""Anggota Forum: who sits in it, what each institution holds, which papers it has, and how far the partnership is."""

import streamlit as st

from pages.forum.document_list import documents_answer, documents_part
from pages.forum.member_empty import empty_block
from pages.forum.member_institution import institution_page
from pages.forum.member_list import members_part
from pages.forum.member_view import INSTITUTION, MEMBERS, PAPERS, PART, PARTNERSHIP, PARTS, members_view
from pages.forum.member_words import answer
from pages.forum.partnership_report import partnership_answer, partnership_part
from pages.views import pick
from ui import blocks, filters, forum
from ui.forum_forms import told_rest
from ui.words import t

ANSWERS = {MEMBERS: answer, PAPERS: documents_answer, PARTNERSHIP: partnership_answer}
DRAWN = {MEMBERS: members_part, PAPERS: documents_part, PARTNERSHIP: partnership_part}

choice = filters.choice()
name = forum.forum_of(choice)
if not name:
    blocks.page_header(t("members.title"), question=t("members.question"))
    empty_block(choice)
    st.stop()

view = members_view(name, choice)
opened = filters.param(INSTITUTION)
if opened:
    institution_page(opened, view)
    st.stop()

header = st.container()
forum.pick_forum(choice)
part = pick(PART, PARTS, label=t("members.parts"), words={code: t(f"members.part.{code}") for code in PARTS})
saved = st.container()
with header:
    blocks.page_header(t("members.title"), ANSWERS[part](view), question=t("members.question"))
DRAWN[part](view)
with saved:
    told_rest()
