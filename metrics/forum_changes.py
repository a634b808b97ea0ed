"""Which figures changed since the last meeting of a forum, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.activities import given_codes, unfinished
from metrics.headline import CoverageHeadline
from metrics.ratios import numbers, percent
from vocab.codes import FacilityKind
from vocab.forum_codes import FigureReason, ForumFigure

PER_POPULATION: dict[ForumFigure, ForumFigure] = {
    ForumFigure.COVERAGE: ForumFigure.REGISTERED_PEOPLE,
    ForumFigure.ACTIVE_COVERAGE: ForumFigure.ACTIVE_PEOPLE,
}
"""Ratios to the population, with their numerator."""
UNITS: dict[ForumFigure, str] = {
    ForumFigure.FKTP: "facilities",
    ForumFigure.FKRTL: "facilities",
    ForumFigure.UNFINISHED: "activities",
    ForumFigure.ACTIVE_SHARE: "points",
    **dict.fromkeys(PER_POPULATION, "points"),
}
FIGURE_COLUMNS = [
    "figure", "old", "new", "change", "unit", "reason", "also", "from_denominator", "old_period", "new_period",
]  # fmt: skip


@dataclass(frozen=True)
class _Side:
    """One figure as a meeting saw it: its value, the period it is of, and for the population its source."""

    value: float = float("nan")
    period: str = ""
    source: str = ""


Sides = Mapping[ForumFigure, _Side]


def figure_changes(
    before: CoverageHeadline | None,
    after: CoverageHeadline,
    *,
    before_facilities: pd.DataFrame | None = None,
    after_facilities: pd.DataFrame | None = None,
    before_follow_up: pd.DataFrame | None = None,
    after_follow_up: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The figures of two meetings side by side, in the order of `ForumFigure`; those that neither knows are left out.

    Facilities are rows of `facilities_by_area_year`, activities those of `follow_up`. Columns: figure, old, new, change
    (points for ratios), unit (people, points, facilities, activities), reason, also, from_denominator, old_period,
    new_period. reason: new_data where the period moved on, correction where the same period has another value,
    denominator where only the population row changed (its source, month or number), same. A ratio of which both sides
    moved has the reason of its numerator and `also` = denominator, with from_denominator the points that it made.
    """
    old, new = _sides(before, before_facilities, before_follow_up), _sides(after, after_facilities, after_follow_up)
    rows = [_change(figure, old, new) for figure in ForumFigure if _is_known(figure, old) or _is_known(figure, new)]
    return pd.DataFrame(rows, columns=FIGURE_COLUMNS)


def _sides(headline: CoverageHeadline | None, facilities: pd.DataFrame | None, followed: pd.DataFrame | None) -> Sides:
    sides = dict.fromkeys(ForumFigure, _Side())
    if headline is not None and headline.figures is not None:
        sides |= _coverage_sides(headline.figures)
    if facilities is not None:
        sides |= {ForumFigure(kind.value): _newest_facilities(facilities, kind) for kind in FacilityKind}
    if followed is not None:
        sides[ForumFigure.UNFINISHED] = _Side(float(len(unfinished(followed))))
    return sides


def _is_known(figure: ForumFigure, sides: Sides) -> bool:
    return not np.isnan(sides[figure].value)


def _coverage_sides(figures: pd.Series) -> dict[ForumFigure, _Side]:
    period = str(figures["period"])
    sides = {name: _Side(_number(figures[name.value]), period) for name in ForumFigure if name.value in figures}
    month, source = str(figures["population_period"]), str(figures["population_source"])
    return sides | {ForumFigure.PEOPLE: _Side(_number(figures["people"]), month, source)}


def _newest_facilities(facilities: pd.DataFrame, kind: FacilityKind) -> _Side:
    rows = facilities[(given_codes(facilities, "facility_kind") == kind) & facilities["facilities"].notna()]
    if rows.empty:
        return _Side()
    newest = rows.sort_values("year").iloc[-1]
    return _Side(_number(newest["facilities"]), str(int(newest["year"])))


def _number(value: object) -> float:
    return float(numbers(pd.Series([value], dtype="object"))[0])


def _change(figure: ForumFigure, old: Sides, new: Sides) -> tuple[object, ...]:
    was, now = old[figure], new[figure]
    reason, also = _reasons(figure, old, new)
    made = _points_of_denominator(old, new) if figure is ForumFigure.COVERAGE else np.nan
    unit = UNITS.get(figure, "people")
    change = now.value - was.value
    return figure.value, was.value, now.value, change, unit, reason.value, also, made, was.period, now.period


def _points_of_denominator(old: Sides, new: Sides) -> float:
    """Points of coverage that the population made: the new coverage less that under the old population."""
    fixed = percent(new[ForumFigure.REGISTERED_PEOPLE].value, old[ForumFigure.PEOPLE].value)
    return new[ForumFigure.COVERAGE].value - fixed


def _reasons(figure: ForumFigure, old: Sides, new: Sides) -> tuple[FigureReason, str]:
    """The main reason, and the denominator where it moved beside the numerator."""
    if figure not in PER_POPULATION or not _is_known(figure, old):
        return _own_reason(figure, old, new), ""
    numerator = _own_reason(PER_POPULATION[figure], old, new)
    if _own_reason(ForumFigure.PEOPLE, old, new) is FigureReason.SAME:
        return _own_reason(figure, old, new), ""
    if numerator is FigureReason.SAME:
        return FigureReason.DENOMINATOR, ""
    return numerator, FigureReason.DENOMINATOR.value


def _own_reason(figure: ForumFigure, old: Sides, new: Sides) -> FigureReason:
    was, now = old[figure], new[figure]
    is_same_value = was.value == now.value or (np.isnan(was.value) and np.isnan(now.value))
    if is_same_value and (was.period, was.source) == (now.period, now.source):
        return FigureReason.SAME
    if was.source and was.source != now.source:
        return FigureReason.DENOMINATOR
    is_newer = was.period != now.period or figure is ForumFigure.UNFINISHED
    return FigureReason.NEW_DATA if is_newer or np.isnan(was.value) else FigureReason.CORRECTION
