"""Referensi & Target: targets and rules with sources, formulas in words, segments, regions, remembered answers."""

import streamlit as st

from pages.data import references_answers, references_areas, references_targets, references_words
from ui import blocks, filters
from ui.words import t

PARTS = {
    "target": references_targets.show,
    "rumus": references_words.show_indicators,
    "segmen": references_words.show_segments,
    "wilayah": references_areas.show,
    "jawaban": references_answers.show,
}

choice = filters.choice()
blocks.page_header(t("references.title"), t("references.answer"), question=t("references.question"))
part = st.segmented_control(
    t("references.parts"),
    tuple(PARTS),
    default="target",
    required=True,
    format_func=lambda name: t(f"references.part_{name}"),
    key="bagian_referensi",
    bind="query-params",
    label_visibility="collapsed",
)
PARTS[part or "target"](choice)
