"""Who the members are: shares by segment now and over time, and what the source printed."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import charts
from metrics import composition, composition_by_period
from pages.achievement.summary_checklist import differences_block, segment_table, segment_words
from pages.achievement.summary_roles import ROLES
from pages.achievement.summary_view import SummaryView
from pages.views import KEPT_VIEWS, screen_key
from ui import blocks, data
from ui.blocks import Column, Table
from ui.filters import Choice
from ui.start import reported_shares
from ui.words import code_word, pct, short_month, t
from vocab.codes import VersionKind
from vocab.segments import SEGMENTS


@dataclass(frozen=True)
class Drawn:
    """The composition of the month and over the months, each with its table; None where there is only one month."""

    now: go.Figure
    now_table: Table
    over_time: go.Figure | None
    over_time_table: Table


def segments_part(view: SummaryView, choice: Choice) -> None:
    """Composition at the period with its table, what was printed, and the composition over time."""
    blocks.section(t("coverage.segments.section"), t(f"coverage.segments.view_{choice.view}"))
    drawn = _drawn(screen_key(choice), _view=view, _choice=choice)
    blocks.chart_and_table(drawn.now, drawn.now_table, key="segments", alt=charts.plain_title(drawn.now))
    _printed_notice(view, choice, period=view.headline.data_period or choice.period)
    differences_block(view, ROLES["sekretariat"])
    if drawn.over_time is not None:
        alt = charts.plain_title(drawn.over_time)
        blocks.chart(drawn.over_time, key="segments_over_time", alt=alt, table=drawn.over_time_table)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(key: tuple[object, ...], *, _view: SummaryView, _choice: Choice) -> Drawn:  # noqa: ARG001 - the cache's key
    words = {"area_name": data.area_name(_choice.area, short=True), "language": _choice.language}
    at = _view.headline.data_period or _choice.period
    members = data.members(_choice) or None
    rows = composition_by_period(
        data.frames(_choice).membership, region_code=_choice.area, view=_choice.view, members=members
    )
    by_period = rows[rows["period"] <= _choice.period]
    has_several = len(by_period["period"].unique()) > 1
    return Drawn(
        now=charts.segment_composition(_view.composition, period=at, **words),
        now_table=segment_table(_view.composition),
        over_time=charts.composition_over_time(by_period, **words) if has_several else None,
        over_time_table=_over_time_table(by_period),
    )


def _over_time_table(by_period: pd.DataFrame) -> Table:
    segments = [code for code in SEGMENTS if code in set(by_period["segment"])]
    share = by_period.set_index(["period", "segment"])["share_pct"]
    columns = [Column(t("summary.trend_table.period"))]
    columns += [Column(segment_words(code), "%", align="right") for code in segments]
    periods = sorted(by_period["period"].unique(), reverse=True)
    rows = [[short_month(period), *(pct(share.get((period, code))) for code in segments)] for period in periods]
    return Table(columns, rows, caption=t("coverage.segments.over_time"))


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
