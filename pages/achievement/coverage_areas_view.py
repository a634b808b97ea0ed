"""Areas side by side in one month and over the last months, computed once for a choice."""

import math
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from metrics import (
    COVERAGE_COLUMNS,
    GroupComparison,
    against_group,
    area_figures,
    coverage_by_region_period,
    heat_table,
    missing_people,
    points,
    ranking,
    states_against,
)
from pages.achievement.summary_view import SummaryView
from pages.views import KEPT_VIEWS, key_of
from ui import data
from ui.filters import Choice
from vocab.codes import TargetState
from vocab.regions import NATION, REGIONS, is_branch, parent_of, regencies_of, region_level, siblings_of

SHOWN_MONTHS = 12
TEN = 10.0
BELOW, BESIDE = "bawah", "sejajar"


@dataclass(frozen=True)
class AreasView:
    """Areas of one group: `rows` of the month in code order with state and missing people, `older` the newest value of
    those without one, `average` the area against its group, `heat` area × month, `ranked` as `metrics.ranking`."""

    codes: tuple[str, ...]
    period: str
    rows: pd.DataFrame
    older: pd.DataFrame
    average: GroupComparison
    heat: pd.DataFrame
    shade_from: float
    shade_to: float
    ranked: pd.DataFrame


def groups(choice: Choice) -> dict[str, tuple[str, ...]]:
    """Which areas can be compared: those beside the area, and those under it; only groups of two or more.

    Made-up areas stand beside made-up ones only, real ones beside real ones.
    """
    known = data.areas()
    brought, made_up = tuple(known["code"]), set(known.loc[known["is_made_up"], "code"])
    is_alone = choice.area == NATION or is_branch(choice.area)
    found = {
        BESIDE: () if is_alone else siblings_of(choice.area, also=brought),
        BELOW: _below(choice, brought),
    }
    order = (BESIDE, BELOW) if region_level(choice.area) != "province" else (BELOW, BESIDE)
    alike = {
        name: tuple(code for code in found[name] if (code in made_up) == (choice.area in made_up)) for name in order
    }
    return {name: codes for name, codes in alike.items() if len(codes) > 1}


def areas_view(view: SummaryView, choice: Choice, *, group: str) -> AreasView:
    """The comparison of a group, from the cache where it was computed before."""
    target = None if view.target is None else (view.target["value_pct"], view.target["operator"])
    period = view.headline.data_period or choice.period
    return _computed(key_of(choice, group), period=period, target=target, _choice=choice)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(
    key: tuple[object, ...],
    *,
    period: str,
    target: tuple[float, str] | None,
    _choice: Choice,
) -> AreasView:
    group = str(key[-1])
    codes = groups(_choice)[group]
    coverage = _coverage(_choice, codes, until=period)
    of_month = coverage[coverage["period"] == period].set_index("region_code")
    rows = of_month.reindex(pd.Index(codes, name="region_code")).reset_index()
    average = against_group(coverage, region_code=_choice.area, members=codes, period=period)
    ranked = ranking(coverage, period=period, regions=codes)
    heat = heat_table(coverage, regions=codes)
    low, high = _shade_ends(heat["value_pct"])
    older = coverage[coverage["coverage_pct"].notna()].drop_duplicates("region_code", keep="last")
    return AreasView(
        codes=codes,
        period=period,
        rows=_against_target(rows, target),
        older=older[older["period"] < period].set_index("region_code"),
        average=average,
        heat=heat.assign(shade=(heat["value_pct"] - low) / (high - low)),
        shade_from=low,
        shade_to=high,
        ranked=ranked.assign(points_to_average=points(ranked["value_pct"], average.group_pct)),
    )


def _shade_ends(values: pd.Series) -> tuple[float, float]:
    """The tens around the values, as light and dark end of the heat table: a small spread stays visible and honest."""
    known = values.dropna()
    if known.empty:
        return 0.0, 100.0
    return math.floor(known.min() / TEN) * TEN, (math.floor(known.max() / TEN) + 1) * TEN


def _against_target(rows: pd.DataFrame, target: tuple[float, str] | None) -> pd.DataFrame:
    if target is None:
        states = rows["coverage_pct"].isna().map({True: TargetState.NO_DATA, False: ""})
        return rows.assign(state=states, missing_people=float("nan"))
    value, operator = target
    return rows.assign(
        state=states_against(rows["coverage_pct"], value, operator=operator),
        missing_people=missing_people(rows["registered_people"], rows["people"], value_pct=value, operator=operator),
    )


def _below(choice: Choice, brought: tuple[str, ...]) -> tuple[str, ...]:
    if choice.area == NATION:
        return tuple(sorted(code for code in {*REGIONS, *brought} if region_level(code) == "province"))
    if region_level(choice.area) in ("province", "branch"):
        return data.members(choice)
    return tuple(sorted(code for code in brought if parent_of(code) == choice.area))


def _coverage(choice: Choice, codes: tuple[str, ...], *, until: str) -> pd.DataFrame:
    """COVERAGE rows of the areas for the last months; provinces as sums of their regencies, or as printed."""
    frames = data.frames_around(choice)
    membership = _last_months(frames.membership, until)
    if {region_level(code) for code in codes} != {"province"}:
        rows = membership[membership["region_code"].isin(codes)]
        return coverage_by_region_period(rows, frames.population, source=choice.source)
    brought = tuple(data.areas()["code"])
    figures = [
        area_figures(
            membership,
            frames.population,
            area=code,
            source=choice.source,
            members=regencies_of(code, also=brought) or None,
        )
        for code in codes
    ]
    return pd.concat(figures)[COVERAGE_COLUMNS]


def _last_months(membership: pd.DataFrame, until: str) -> pd.DataFrame:
    known = sorted(period for period in membership["period"].unique() if period <= until)[-SHOWN_MONTHS:]
    return membership[membership["period"].isin(known)]
