"""Formulas in words and the segments of membership, with the labels that files use for them."""

import csv
from pathlib import Path

import streamlit as st

import vocab
from ui import blocks
from ui.filters import Choice
from ui.words import code_word, t
from vocab.indicators import INDICATORS, Indicator
from vocab.segments import SEGMENTS

LABELS = Path(vocab.__file__).parent / "segment_labels.csv"


def show_indicators(_choice: Choice) -> None:
    """Every indicator: its formula in words, why it is shown, which way is better, where it is from."""
    blocks.section(t("references.part_rumus"), t("references.formulas_note"))
    for indicator in INDICATORS.values():
        _indicator(indicator)


def show_segments(_choice: Choice) -> None:
    """The segments, who pays for each, and the labels of office files that are read as each of them."""
    blocks.section(t("references.part_segmen"), t("references.segments_note"))
    columns = [
        blocks.Column(t("references.segment"), strong=True),
        blocks.Column(t("references.group")),
        blocks.Column(t("references.payer")),
    ]
    rows = [
        [code_word("segment", facts.code), code_word("segment", facts.group), code_word("payer", facts.payer or None)]
        for facts in SEGMENTS.values()
    ]
    blocks.table(blocks.Table(columns, rows, t("references.part_segmen")))
    blocks.section(t("references.labels"), t("references.labels_note"))
    blocks.table(_labels(), visible_rows=20)


def _indicator(indicator: Indicator) -> None:
    key = f"indicators.{indicator.code}"
    with st.container(key=f"indicator_{indicator.code}"):
        blocks.section(t(f"{key}.name"), t(f"{key}.formula"))
        blocks.paragraph(t(f"{key}.why"))
        blocks.key_values(
            [
                (t("references.unit"), t(f"indicators.unit.{indicator.unit}")),
                (t("references.direction"), t(f"indicators.direction.{indicator.direction}")),
                (t("references.source"), indicator.source),
            ]
        )


def _labels() -> blocks.Table:
    columns = [blocks.Column(t("references.label"), strong=True), blocks.Column(t("references.read_as"))]
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [[row["label"], _meaning(row["segment"])] for row in csv.DictReader(file)]
    return blocks.Table(columns, rows, t("references.labels"))


def _meaning(segment: str) -> str:
    return t(f"references.label_{segment}") if segment in {"outside", "ask"} else code_word("segment", segment)
