"""'Dari mana angka ini?' for the figures of Ringkasan and Cakupan."""

import pandas as pd
import streamlit as st

from metrics import FigureSources
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import target_words
from pages.views import KEPT_VIEWS, screen_key
from ui import blocks, data
from ui.blocks import CellSource, Provenance
from ui.filters import Choice
from ui.words import code_word, month, n, pct, t

MOST_ROWS = 40
"""Rows of the store shown behind one figure; the workbook has all of them."""


def provenance_block(view: SummaryView, choice: Choice, *, key: str) -> None:
    """The origin of coverage, members, what is missing, and keaktifan where there is one."""
    if view.sources is not None and view.headline.figures is not None:
        blocks.provenance(_items(screen_key(choice), _view=view), key=key)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _items(key: tuple[object, ...], *, _view: SummaryView) -> tuple[Provenance, ...]:  # noqa: ARG001 - the cache's key
    found = (_coverage(_view), _registered(_view), _gap(_view), _active(_view))
    return tuple(item for item in found if item is not None)


def _coverage(view: SummaryView) -> Provenance | None:
    figures = view.headline.figures
    if figures["coverage_pct"] != figures["coverage_pct"]:
        return None
    parts = f"{n(figures['registered_people'])} ÷ {n(figures['people'])} × 100 = {pct(figures['coverage_pct'])}"
    return Provenance(
        t("indicators.coverage.name"),
        t("indicators.coverage.formula"),
        parts,
        _members(view.sources),
        _population(view.sources),
        _notes(view, view.sources.membership, view.sources.population),
    )


def _registered(view: SummaryView) -> Provenance:
    total = n(view.headline.figures["registered_people"])
    formula = t("summary.source.formula_sum")
    return Provenance(t("summary.source.title_people"), formula, total, _members(view.sources), (), _notes(view))


def _gap(view: SummaryView) -> Provenance | None:
    target = view.target
    if target is None or target["missing_people"] != target["missing_people"]:
        return None
    have = n(view.headline.figures["registered_people"])
    result = f"{n(target['needed_people'])} − {have} = {n(target['missing_people'])}"
    status = code_word("source_status", target["status"])
    basis = t("summary.source.note_target", target=target_words(target), source=target["source"], status=status)
    return Provenance(
        t("indicators.gap_people.name"),
        t("summary.source.formula_gap"),
        result,
        (),
        _population(view.sources),
        (basis,),
    )


def _active(view: SummaryView) -> Provenance | None:
    figures = view.headline.figures
    if figures["active_share_pct"] != figures["active_share_pct"]:
        return None
    active, registered = figures["active_people"], figures["active_registered_people"]
    result = f"{n(active)} ÷ {n(registered)} × 100 = {pct(figures['active_share_pct'])}"
    name, formula = t("indicators.active_share.name"), t("indicators.active_share.formula")
    rows = view.sources.membership
    counted = _named(rows[rows["is_counted_active"]]).head(MOST_ROWS)
    places = blocks.cell_sources(counted, what="what", value="active_people", prefix="active_")
    return Provenance(name, formula, result, places, _members(view.sources), _notes(view))


def _members(sources: FigureSources) -> tuple[CellSource, ...]:
    rows = sources.membership[sources.membership["registered_people"].notna()]
    return blocks.cell_sources(_named(rows).head(MOST_ROWS), what="what", value="registered_people")


def _population(sources: FigureSources) -> tuple[CellSource, ...]:
    rows = sources.population.head(MOST_ROWS)
    several = len(rows["region_code"].unique()) > 1
    words = [
        _with_area(
            t("summary.source.population", source=code_word("source", source), month=month(period)),
            code,
            several=several,
        )
        for source, period, code in zip(rows["source"], rows["period"], rows["region_code"], strict=True)
    ]
    return blocks.cell_sources(rows.assign(what=words), what="what", value="people")


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    several = len(rows["region_code"].unique()) > 1
    words = [
        _with_area(_segment(segment, is_counted=counted), code, several=several)
        for segment, code, counted in zip(rows["segment"], rows["region_code"], rows["is_counted"], strict=True)
    ]
    return rows.assign(what=words)


def _segment(code: str, *, is_counted: bool) -> str:
    word = code_word("segment", code)
    return word if is_counted else t("summary.source.check", segment=word)


def _with_area(words: str, code: str, *, several: bool) -> str:
    return t("summary.source.in_region", segment=words, area=data.area_name(code, short=True)) if several else words


def _notes(view: SummaryView, *frames: pd.DataFrame) -> tuple[str, ...]:
    rows = view.sources.membership
    expected = view.headline.figures["regions_expected"]
    left_out = max((len(frame) - MOST_ROWS for frame in frames or (rows,)), default=0)
    found = (
        t("summary.source.note_own") if view.sources.basis == "own" and expected > 1 else "",
        t("summary.source.note_members", count=n(len(rows["region_code"].unique())))
        if len(rows["region_code"].unique()) > 1
        else "",
        "" if rows["is_counted"].all() else t("summary.source.note_counted"),
        t("summary.source.note_more", count=n(left_out)) if left_out > 0 else "",
    )
    return tuple(note for note in found if note)
