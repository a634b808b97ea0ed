"""What the title and the note of a trend say: what moved, whose population, how old."""

from typing import Any

import pandas as pd

from texts import number, percent, short_month, text
from vocab.codes import Metric

FULL = 100.0


def trend_title(drawn: pd.DataFrame, *, area_name: str, metric: Metric, change: Any, language: str) -> str:
    """The title: the latest value and, where the change is known, how members and denominator moved."""
    name = text(f"metric.{metric}", language)
    if drawn.empty:
        return text("charts.trend.title_empty", language, metric=name, area=area_name)
    last = drawn.iloc[-1]
    value, month = percent(last[f"{metric}_pct"], language), short_month(last["period"], language)
    if metric is not Metric.COVERAGE or not _is_told(change, drawn):
        return text("charts.trend.title", language, metric=name, area=area_name, value=value, month=month)
    return text(
        "charts.trend.title_change", language, metric=name, area=area_name, value=value, month=month,
        since=short_month(change.from_period, language), members=_members(change, language),
        population=_population(change, language),
    )  # fmt: skip


def _is_told(change: Any, drawn: pd.DataFrame) -> bool:
    """Whether a change may be said: known, of the same areas at both ends, and up to the latest figure."""
    if change is None or change.registered_change != change.registered_change:
        return False
    return bool(change.is_comparable) and change.to_period == drawn["period"].iloc[-1]


def _members(change: Any, language: str) -> str:
    way = _way(change.registered_change)
    return text(f"charts.trend.members_{way}", language, people=number(abs(change.registered_change), language))


def _population(change: Any, language: str) -> str:
    if change.people_change != change.people_change:
        return text("charts.trend.population_unknown", language)
    way = _way(change.people_change)
    words = text(
        f"charts.trend.population_{way}", language, people=number(abs(change.people_change), language),
        share=percent(abs(change.people_change_pct), language),
    )  # fmt: skip
    if not change.source_changed:
        return words
    source = text(f"source.{change.population_source_to}", language) if change.population_source_to else ""
    return words + text("charts.trend.source_changed", language, source=source)


def _way(amount: float) -> str:
    return "same" if amount == 0 else "up" if amount > 0 else "down"


def has_old_population(drawn: pd.DataFrame, metric: Metric) -> "pd.Series[bool]":
    """Which points rest on a population of an earlier month; none where the ratio does not divide by it."""
    return (drawn["population_age_months"].fillna(0) > 0) & (metric is not Metric.ACTIVE_SHARE)


def trend_note(drawn: pd.DataFrame, *, metric: Metric, target: Any, language: str) -> str:
    """What stands beneath: whose population and when, areas without data, the meaning of hollow marks."""
    last = drawn.iloc[-1]
    parts = [] if metric is Metric.ACTIVE_SHARE else [_denominator(last, language)]
    expected = last.get("regions_expected", 1)
    if expected > last.get("regions_with_data", expected):
        counted = number(last["regions_with_data"], language)
        parts.append(text("charts.regions_counted", language, counted=counted, expected=number(expected, language)))
    if has_old_population(drawn, metric).any():
        parts.append(text("charts.trend.hollow", language))
    if last[f"{metric}_pct"] > FULL:
        parts.append(text("charts.above_full", language))
    if target is not None and target.get("status") == "unconfirmed":
        parts.append(text("charts.trend.target_unconfirmed", language))
    return " ".join(part for part in parts if part)


def _denominator(last: Any, language: str) -> str:
    source, period = last["population_source"], last["population_period"]
    if not isinstance(period, str) or not period:
        return ""
    key = f"source.{source}" if isinstance(source, str) and source else "charts.several"
    return text("charts.denominator_note", language, source=text(key, language), month=short_month(period, language))
