"""What Ringkasan and Cakupan compute once for a choice and keep under the version that they were read at."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from metrics import (
    Change,
    CoverageHeadline,
    FigureSources,
    UnfinishedCounts,
    area_figures,
    change_between,
    comparable,
    composition,
    coverage_headline,
    gap_to_target,
    path_to,
    segment_checks,
    selection,
    sources_of,
    unfinished_counts,
)
from pages.achievement.summary_uhc import UhcView, uhc_view
from pages.forum.follow_up_frame import followed_up
from pages.views import KEPT_VIEWS, here, key_of
from ui import data
from ui.filters import Choice
from vocab.codes import Reporting, Segment
from vocab.periods import period_of


@dataclass(frozen=True)
class SummaryView:
    """All figures of the first screen; `target` is the next milestone, `other_targets` those after it."""

    headline: CoverageHeadline
    change: Change | None
    first_change: Change | None
    by_period: pd.DataFrame
    target: pd.Series | None
    other_targets: pd.DataFrame
    path: pd.DataFrame
    beside: list[dict[str, Any]]
    composition: pd.DataFrame
    subsidised: pd.DataFrame
    checks: pd.DataFrame
    uhc: UhcView
    followed: pd.DataFrame
    counts: UnfinishedCounts
    unreported: int
    sources: FigureSources | None


def summary_view(choice: Choice) -> SummaryView:
    """The figures of an area, from the cache where they were computed before."""
    return _computed(key_of(choice), _choice=choice)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _choice: Choice) -> SummaryView:  # noqa: ARG001 - what the cache knows it by
    frames = data.frames(_choice)
    asked = {"area": _choice.area, "source": _choice.source, "members": data.members(_choice) or None}
    period = _choice.period or period_of(_choice.today)
    figures = (frames.membership, frames.population)
    headline = coverage_headline(*figures, frames.targets, period=period, **asked)
    by_period = area_figures(*figures, **asked)
    at = headline.data_period or period
    return SummaryView(
        headline=headline,
        uhc=uhc_view(*figures, frames.targets, headline=headline, **asked),
        sources=sources_of(*figures, period=at, **asked) if headline.data_period else None,
        checks=_differences(frames.membership, _choice, period=at),
        **_trend(standing(by_period[by_period["period"] <= period]), headline),
        **_segments(frames.membership, _choice, period=at),
        **_activities(_choice),
    )


def _trend(by_period: pd.DataFrame, headline: CoverageHeadline) -> dict[str, Any]:
    target = headline.first_target
    return {
        "by_period": by_period,
        "change": _change(by_period, area=headline.area, since_first=False),
        "first_change": _change(by_period, area=headline.area, since_first=True),
        "target": target,
        "other_targets": headline.gaps.iloc[1:],
        "path": path_to(by_period, target),
        "beside": other_denominators(headline, target).to_dict("records"),
    }


def _segments(membership: pd.DataFrame, choice: Choice, *, period: str) -> dict[str, Any]:
    asked = {"region_code": choice.area, "period": period, "members": data.members(choice) or None}
    four = composition(membership, view="four", **asked)
    chosen = four if choice.view == "four" else composition(membership, view=choice.view, **asked)
    return {"composition": chosen, "subsidised": four[four["segment"] == Segment.PBI]}


def _activities(choice: Choice) -> dict[str, Any]:
    """The same frame as Tindak Lanjut, so that no counter can differ."""
    followed = followed_up(choice)
    unreported = len(selection(followed, reporting=Reporting.SILENT))
    return {"followed": followed, "counts": unfinished_counts(followed), "unreported": unreported}


def other_denominators(headline: CoverageHeadline, target: pd.Series | None) -> pd.DataFrame:
    """The newest population of every other source for the same regions, with the people missing to the target."""
    rows = headline.denominators
    is_other = rows["is_newest"] & ~rows["is_chosen"] & rows["covers_same_regions"]
    beside = rows[is_other & rows["coverage_pct"].notna()]
    pairs = zip(beside["registered_people"], beside["people"], strict=True)
    missing = [_missing(registered, people, target) for registered, people in pairs]
    return beside.assign(missing_people=pd.Series(missing, index=beside.index, dtype="float64"))


def _missing(registered: float | None, people: float, target: pd.Series | None) -> float | None:
    if target is None:
        return None
    return gap_to_target(registered, people, value_pct=target["value_pct"], operator=target["operator"]).people


def standing(by_period: pd.DataFrame) -> pd.DataFrame:
    """Months that may speak for the area: printed for it, added up from at least half of its areas, or from as many
    as the newest month; one regency's coverage is not drawn as the nation's."""
    known = by_period[by_period["registered_people"].notna()]
    if known.empty:
        return by_period
    newest, counted = known.iloc[-1], by_period["regions_with_data"]
    is_like = (by_period["basis"] == newest["basis"]) & (counted == newest["regions_with_data"])
    return by_period[(by_period["basis"] == "own") | (counted * 2 >= by_period["regions_expected"]) | is_like]


def _change(by_period: pd.DataFrame, *, area: str, since_first: bool) -> Change | None:
    periods = list(comparable(by_period)["period"])
    if len(periods) < 2:
        return None
    since = periods[0] if since_first else periods[-2]
    return change_between(by_period, region_code=area, from_period=since, to_period=periods[-1])


def _differences(membership: pd.DataFrame, choice: Choice, *, period: str) -> pd.DataFrame:
    """Counts of a coarser segment that do not agree with the finer ones beside them."""
    rows = membership[(membership["period"] == period)]
    checks = segment_checks(here(rows, choice))
    return checks[checks["difference_people"] != 0]
