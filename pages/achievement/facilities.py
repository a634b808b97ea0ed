"""Fasilitas Kesehatan: FKTP and FKRTL per area and year, growth, drops, and how many people each serves."""

import streamlit as st

from pages.achievement.facilities_parts import answer, density, drops, growth, provenance, trend
from pages.achievement.facilities_tiles import tiles
from pages.achievement.facilities_view import chosen_measure, facilities_view
from pages.workbook_link import workbook_block
from ui import blocks, data, filters
from ui.words import t
from vocab.codes import FacilityKind

choice = filters.choice()
view = facilities_view(choice, measure=chosen_measure(choice))

blocks.page_header(t("facilities.title"), answer(view, data.area_name(choice.area)), question=t("facilities.question"))
if view.by_area_year.empty:
    blocks.empty(
        t("facilities.empty_title", area=data.area_name(choice.area)),
        t("facilities.empty_text"),
        actions=[
            blocks.Action(t("facilities.to_upload"), filters.link("unggah")),
            blocks.Action(t("facilities.to_example"), filters.link(wilayah="branch:klungkung", periode=None)),
        ],
    )
    st.stop()

blocks.tiles(tiles(view), label=t("facilities.tiles_label"))
provenance(view, choice)
for kind in FacilityKind:
    trend(view, kind)
    growth(view, kind)
drops(view)
density(view, choice)
blocks.section(t("facilities.take"))
workbook_block(choice)
