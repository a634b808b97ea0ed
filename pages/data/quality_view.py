"""What the page Kualitas & Pemadanan computes once for a choice and keeps under the version it was read at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from metrics import (
    arrivals,
    completeness,
    far_from_others,
    impossible_figures,
    jumps,
    matching_counts,
    matching_findings,
    missing_warnings,
    newest_matching,
    outlier_warnings,
    pbi_differences,
    population_differences,
    source_warnings,
    total_differences,
    total_warnings,
    unanswered_proposals,
    with_acceptance,
)
from pages.views import KEPT_VIEWS, key_of
from ui import data, reviews
from ui.filters import Choice
from vocab.periods import month_index, period_at, period_of
from vocab.regions import parent_of, region_level, siblings_of

SEEN, LAST_MONTH = "dilihat", "bulan_lalu"
"""The month that completeness is judged at: the one looked at, or the last that is over."""


@dataclass(frozen=True)
class QualityView:
    """Everything the page shows of an area at a month; `due_at` is the month that completeness is judged at."""

    area: str
    members: tuple[str, ...]
    period: str
    due_at: str
    arrived: pd.DataFrame
    completeness: pd.DataFrame
    totals: pd.DataFrame
    population: pd.DataFrame
    pbi: pd.DataFrame
    matching: pd.DataFrame
    unanswered: pd.DataFrame
    newest_matching: pd.DataFrame
    jumps: pd.DataFrame
    far: pd.DataFrame
    compared: int
    """How many areas of the month have what outliers are told by."""
    warnings: pd.DataFrame

    def waiting(self, part: str) -> pd.DataFrame:
        """The warnings of a part that nobody has accepted, or that have come back."""
        of_part = self.warnings["part"] == part
        return self.warnings[of_part & (self.warnings["state"] != "accepted")]

    def to_explain(self, part: str) -> pd.DataFrame:
        """What of a part somebody can be asked to explain; an accepted warning too."""
        if part == "matching":
            return matching_findings(self.matching, area=self.area)
        return self.warnings[self.warnings["part"] == part]

    @property
    def accepted(self) -> pd.DataFrame:
        """The warnings that are put aside."""
        return self.warnings[self.warnings["state"] == "accepted"]


def last_month(choice: Choice) -> str:
    """The last month that is over."""
    return period_at(month_index(period_of(choice.today)) - 1)


def quality_view(choice: Choice, *, reference: str) -> QualityView:
    """The figures of the page, from the cache where they were computed before."""
    return _computed(key_of(choice, reference), _choice=choice, _reference=reference)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _choice: Choice, _reference: str) -> QualityView:  # noqa: ARG001 - the key
    frames, area = data.frames(_choice), _choice.area
    members = data.members(_choice) or (area,)
    period = _choice.period or last_month(_choice)
    due_at = last_month(_choice) if _reference == LAST_MONTH else period
    arrived = arrivals(frames.membership, frames.population, frames.facilities, frames.matching)
    under = _children(_choice, members)
    missing = _completeness(arrived, _choice, members=members, under=under, period=due_at)
    parts = _figures(frames, _choice, members=members, under=under, period=period)
    beside = _beside(_choice, members)
    outliers = _outliers(_choice, members=members, beside=beside, period=period)
    compared = _compared(_choice, beside, period=period)
    found = [
        missing_warnings(missing),
        total_warnings(parts["totals"]),
        source_warnings(parts["population"], code="population_source"),
        source_warnings(parts["pbi"], code="pbi_source"),
        outlier_warnings(*outliers, period=period),
    ]
    accepted = reviews.acceptances(_choice.known_at)
    warnings = pd.concat([rows for rows in found if len(rows)] or found[:1], ignore_index=True)
    judged = with_acceptance(warnings, accepted, today=_choice.today)
    places = {"area": area, "members": members, "period": period, "due_at": due_at}
    told = {"jumps": outliers[0], "far": outliers[1], "compared": compared, "warnings": judged}
    return QualityView(**places, **parts, **told, arrived=arrived, completeness=missing)


def _children(choice: Choice, members: Sequence[str]) -> tuple[str, ...]:
    """What lies directly under the area: its regencies, or the districts that came with files."""
    if tuple(members) != (choice.area,):
        return tuple(members)
    return tuple(sorted(code for code in data.areas()["code"] if parent_of(code) == choice.area))


def _completeness(
    arrived: pd.DataFrame, choice: Choice, *, members: Sequence[str], under: Sequence[str], period: str
) -> pd.DataFrame:
    """Each level by itself: what a regency sends is not expected of its districts."""
    sent = set(arrived["region_code"])
    own = () if choice.area in members or choice.area not in sent else (choice.area,)
    levels = dict.fromkeys((own, tuple(members), tuple(under) if sent & set(under) else ()))
    parts = [completeness(arrived, members=codes, period=period) for codes in levels if codes]
    return pd.concat(parts, ignore_index=True)


def _figures(
    frames: data.Frames, choice: Choice, *, members: Sequence[str], under: Sequence[str], period: str
) -> dict[str, Any]:
    people = (frames.membership, frames.population)
    asked = {"area": choice.area, "members": members, "period": period}
    children = {choice.area: under, **{code: () for code in members if code != choice.area}}
    return {
        "totals": total_differences(*people, frames.facilities, frames.matching, children=children, period=period),
        "population": population_differences(*people, **asked),
        "pbi": pbi_differences(*people, frames.matching, **asked),
        "matching": matching_counts(frames.matching, **asked),
        "unanswered": unanswered_proposals(frames.matching, **asked),
        "newest_matching": newest_matching(frames.matching, regions=members, period=period),
    }


def _beside(choice: Choice, members: Sequence[str]) -> tuple[str, ...]:
    """The areas that each is held against: a regency's are those of its province."""
    is_one = tuple(members) == (choice.area,) and region_level(choice.area) == "regency"
    return siblings_of(choice.area, also=tuple(data.areas()["code"])) if is_one else tuple(members)


def _compared(choice: Choice, beside: Sequence[str], *, period: str) -> int:
    rows = data.frames_around(choice).membership
    at = rows[(rows["period"].astype("str") == period) & rows["region_code"].isin(list(beside))]
    return int(at["region_code"].nunique())


def _outliers(
    choice: Choice, *, members: Sequence[str], beside: Sequence[str], period: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    frames = data.frames_around(choice)
    people, asked = (frames.membership, frames.population), {"regions": members, "period": period}
    return (
        jumps(*people, **asked),
        far_from_others(*people, **asked, beside=beside, source=choice.source),
        impossible_figures(*people, **asked, source=choice.source),
    )
