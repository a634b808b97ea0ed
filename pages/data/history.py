"""Riwayat Data: every change of the figures, by whom and from which file, and how to take one back."""

import streamlit as st

from pages.data.history_list import all_entries, ask_which, list_of_entries
from pages.data.history_parts import ask_undo, demo_offer, detail, outcome, summary, table_of
from ui import blocks, data, filters
from ui.words import t

choice = filters.choice()
versions = data.versions()

blocks.page_header(t("history.title"), summary(versions), question=t("history.question"))
if versions.empty:
    blocks.empty(
        t("history.empty_title"),
        t("history.empty_text"),
        actions=[blocks.Action(t("history.to_upload"), filters.link("unggah"))],
    )
    demo_offer()
    st.stop()

outcome()
chosen = filters.param("rincian")
opened = data.version_facts([int(chosen)]) if chosen.isdecimal() and len(chosen) < 10 else versions.iloc[:0]
if not opened.empty:
    version = opened.iloc[0]
    detail(version)
    ask_undo(version)
if ask_which():
    list_of_entries(all_entries(), opened=chosen)
else:
    blocks.section(t("history.all"), t("history.all_note"))
    blocks.table(table_of(versions, opened=chosen), visible_rows=30)
demo_offer()
