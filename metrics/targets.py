"""Dated targets: which one applies, how many people are missing, and the state against it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from metrics.lineage import areas_above
from metrics.ratios import numbers, percent
from vocab.codes import NEAR_POINTS, TargetState
from vocab.periods import month_index, months_between, period_at
from vocab.schemes import scheme_of

ROUNDING_DIGITS = 9
"""Differences of percentages are compared after rounding to this many digits, so that float noise decides nothing."""

TARGET_COLUMNS: list[str] = [
    "scheme",
    "metric",
    "region_code",
    "target_period",
    "value_pct",
    "operator",
    "source",
    "status",
    "is_own",
]


@dataclass(frozen=True)
class Gap:
    """What is missing to a target: whole people (never negative), points, the state; None where there is no data."""

    people: int | None
    points: float | None
    needed_people: int | None
    value_pct: float
    target_pct: float
    state: TargetState


def is_deadline(scheme: str) -> bool:
    """Whether the periods of a scheme are deadlines of targets, not first days of criteria."""
    facts = scheme_of(scheme)
    return facts.use == "target" and facts.period_means == "deadline"


def targets_for(
    targets: pd.DataFrame, *, region_code: str, metric: str, period: str, members: Sequence[str] | None = None
) -> pd.DataFrame:
    """Targets that an area has to reach, in the columns of TARGET_COLUMNS (decisions.md 7).

    Of each family of schemes (a later plan follows an earlier one) and area the next dated target at or after the
    period; the area's own first, then those of the areas above it, nearest first, then the earlier ones.
    """
    nearness = {code: place for place, code in enumerate((region_code, *areas_above(region_code, members)))}
    rows = targets[(targets["metric"].astype("str") == metric) & (targets["period"].astype("str") >= period)]
    dated = rows.assign(
        target_period=rows["period"].astype("str"),
        place=numbers(rows["region_code"].astype("str").map(nearness)),
        is_own=rows["region_code"] == region_code,
        operator=rows["scheme"].astype("str").map(lambda scheme: scheme_of(scheme).operator),
        family=rows["scheme"].astype("str").map(lambda scheme: scheme_of(scheme).family),
    )[rows["scheme"].astype("str").map(is_deadline).astype(bool)]
    ordered = dated[dated["place"].notna()].sort_values(["place", "target_period", "scheme"], kind="stable")
    return ordered.drop_duplicates(["family", "region_code"])[TARGET_COLUMNS].reset_index(drop=True)


def gap_to_target(
    numerator: float | None, denominator: float | None, *, value_pct: float, operator: str = "at_least"
) -> Gap:
    """People still missing to `value_pct` percent of the denominator, computed in whole numbers.

    at_least needs ⌈value × denominator⌉ people, above needs one more than ⌊value × denominator⌋.
    """
    actual = percent(numerator, denominator)
    state = state_against(actual, value_pct, operator=operator)
    if state is TargetState.NO_DATA or numerator is None or denominator is None:
        return Gap(None, None, None, actual, value_pct, state)
    needed = needed_people(int(denominator), value_pct=value_pct, operator=operator)
    return Gap(max(needed - int(numerator), 0), max(value_pct - actual, 0.0), needed, actual, value_pct, state)


def needed_people(denominator: int, *, value_pct: float, operator: str) -> int:
    """The smallest whole number of people that reaches a target, free of float noise (98,6 % is 986 of 1.000)."""
    exact = Fraction(str(value_pct)) * denominator / 100
    return math.floor(exact) + 1 if operator == "above" else math.ceil(exact)


def missing_people(
    numerator: pd.Series, denominator: pd.Series, *, value_pct: float, operator: str = "at_least"
) -> pd.Series:
    """`gap_to_target(...).people` of whole columns, by the same whole-number arithmetic; NaN for no data."""
    pairs = zip(numbers(numerator), numbers(denominator), strict=True)
    missing = [
        max(needed_people(int(of), value_pct=value_pct, operator=operator) - int(have), 0)
        if have >= 0 and of > 0
        else math.nan
        for have, of in pairs
    ]
    return pd.Series(missing, index=numerator.index, dtype="float64")


def state_against(value_pct: float, target_pct: float, *, operator: str = "at_least") -> TargetState:
    """The state of a value against a target; near is at most NEAR_POINTS below it."""
    return TargetState(states_against(pd.Series([value_pct], dtype="float64"), target_pct, operator=operator).iloc[0])


def states_against(values: pd.Series, target_pct: float, *, operator: str = "at_least") -> pd.Series:
    """The state of each value, as codes of TargetState."""
    short = np.round(target_pct - numbers(values), ROUNDING_DIGITS)
    is_reached = short < 0 if operator == "above" else short <= 0
    cases = [np.isnan(short), is_reached, short <= NEAR_POINTS]
    codes = np.select(cases, [TargetState.NO_DATA, TargetState.REACHED, TargetState.NEAR], TargetState.BELOW)
    return pd.Series([TargetState(code) for code in codes], index=values.index, dtype="object")


def gaps(targets_for_area: pd.DataFrame, *, numerator: float | None, denominator: float | None) -> pd.DataFrame:
    """Rows of `targets_for`, each with value_now_pct, points, missing_people, needed_people and state."""
    found = [
        gap_to_target(numerator, denominator, value_pct=value, operator=operator)
        for value, operator in zip(targets_for_area["value_pct"], targets_for_area["operator"], strict=True)
    ]
    index = targets_for_area.index
    return targets_for_area.assign(
        value_now_pct=pd.Series([gap.value_pct for gap in found], index=index, dtype="float64"),
        points=pd.Series([gap.points for gap in found], index=index, dtype="float64"),
        missing_people=pd.Series([gap.people for gap in found], index=index, dtype="float64"),
        needed_people=pd.Series([gap.needed_people for gap in found], index=index, dtype="float64"),
        state=pd.Series([gap.state for gap in found], index=index, dtype="object"),
    )


def indicative_path(*, first_period: str, first_pct: float, target_period: str, target_pct: float) -> pd.DataFrame:
    """A straight line by month from the first figure to the target: period, path_pct; ours, from no source.

    Empty where the target does not lie after the first figure or there is no first figure.
    """
    months = months_between(first_period, target_period)
    count = months + 1 if months > 0 and not math.isnan(first_pct) else 0
    start = month_index(first_period)
    periods = pd.Series([period_at(start + step) for step in range(count)], dtype="str")
    return pd.DataFrame({"period": periods, "path_pct": np.linspace(first_pct, target_pct, count)})
