"""Who the members are: shares by segment now and over time, and what the source printed."""

import pandas as pd
import streamlit as st

import charts
from metrics import composition, composition_by_period
from pages.achievement.summary_checklist import differences_block, segment_table
from pages.achievement.summary_roles import ROLES
from pages.achievement.summary_view import KEPT_VIEWS, SummaryView, key_of
from ui import blocks, data
from ui.filters import Choice
from ui.start import reported_shares
from ui.words import code_word, pct, t
from vocab.codes import VersionKind

SHOWN_DECIMALS = 2


def segments_part(view: SummaryView, choice: Choice) -> None:
    """Composition at the period with its table, what was printed, and the composition over time."""
    name = data.area_name(choice.area, short=True)
    at = view.headline.data_period or choice.period
    blocks.section(t("coverage.segments.section"), t(f"coverage.segments.view_{choice.view}"))
    figure = charts.segment_composition(view.composition, period=at, area_name=name, language=choice.language)
    table = segment_table(view.composition)
    blocks.chart_and_table(figure, table, key="segments", alt=charts.plain_title(figure))
    _printed_notice(view, choice, period=at)
    differences_block(view, ROLES["sekretariat"])
    by_period = _by_period(key_of(choice), _choice=choice)
    if len(by_period["period"].unique()) > 1:
        over_time = charts.composition_over_time(by_period, area_name=name, language=choice.language)
        blocks.chart(over_time, key="segments_over_time", alt=charts.plain_title(over_time))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _by_period(key: tuple[object, ...], *, _choice: Choice) -> pd.DataFrame:  # noqa: ARG001 - what the cache knows it by
    members = data.members(_choice) or None
    rows = composition_by_period(
        data.frames(_choice).membership, region_code=_choice.area, view=_choice.view, members=members
    )
    return rows[rows["period"] <= _choice.period]


def _printed_notice(view: SummaryView, choice: Choice, *, period: str) -> None:
    """Shares as the source printed them, where these are the sample's figures and a printed share differs."""
    printed = [share for share in reported_shares() if (share.region_code, share.period) == (choice.area, period)]
    if not printed or not _is_sample(view):
        return
    finest = composition(data.frames(choice).membership, region_code=choice.area, period=period, view="six")
    computed = finest.set_index("segment")["share_pct"]
    different = [
        (share, computed[share.segment])
        for share in printed
        if share.segment in computed.index and pct(computed[share.segment]) != pct(share.reported_share_pct)
    ]
    if different:
        parts = [_printed_words(share, value) for share, value in different]
        blocks.notice("; ".join(parts) + ".", title=t("coverage.segments.printed", source=different[0][0].source))


def _printed_words(share: object, computed: float) -> str:
    printed = pct(share.reported_share_pct, share.decimals)
    return t(
        "coverage.segments.printed_part",
        segment=code_word("segment", share.segment),
        printed=printed,
        computed=pct(computed),
    )


def _is_sample(view: SummaryView) -> bool:
    versions = data.versions().set_index("number")["kind"]
    origins = view.sources.membership["origin_version"].unique() if view.sources else []
    return set(versions.reindex(origins)) == {VersionKind.SAMPLE.value}
