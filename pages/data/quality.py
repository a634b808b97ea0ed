"""Kualitas & Pemadanan: whose data have not come, what does not add up, and what people said about it."""

import streamlit as st

from pages.data.quality_forms import outcome
from pages.data.quality_parts import answer, pick_part, pick_reference, show_part, tiles
from pages.data.quality_view import quality_view
from ui import blocks, data, filters
from ui.words import t

choice = filters.choice()
# The choices stand under the headline and shape it, so they are asked for first and drawn in their place.
headline = st.container()
part = pick_part()
reference = pick_reference(choice, part)
view = quality_view(choice, reference=reference)

with headline:
    blocks.page_header(t("quality.title"), answer(view), question=t("quality.question"))
    outcome()
    if not view.arrived.empty:
        blocks.tiles(tiles(view, part), label=t("quality.tiles"))
if view.arrived.empty:
    blocks.empty(
        t("quality.empty_title", area=data.area_name(choice.area)),
        t("quality.empty_text"),
        actions=[blocks.Action(t("quality.to_upload"), filters.link("unggah"))],
    )
else:
    show_part(part, view, choice)
