"""Sentences that Ringkasan and Cakupan share: targets, sources, changes, counts of what is unfinished."""

from typing import Any

import pandas as pd

from metrics import Change, UnfinishedCounts
from pages.sentences import scheme_name
from ui import data
from ui.words import code_word, month, n, pct, people_change, points_change, short_month, t
from vocab.codes import SourceStatus
from vocab.schemes import SCHEMES


def target_value(value: float) -> str:
    """A target's percentage without decimals that say nothing: 95 %, 98,60 %."""
    return pct(value, 0 if float(value).is_integer() else 2)


def target_words(target: Any, *, short: bool = False) -> str:
    """A row of `metrics.gaps`: 95 % (RPJMN 2015–2019, Desember 2019); short: 95 % (RPJMN, 2019)."""
    above = target["operator"] == "above"
    words = {
        "value": target_value(target["value_pct"]),
        "month": _when(month(target["target_period"]), target),
        "year": _when(target["target_period"][:4], target),
    }
    known = SCHEMES.get(target["scheme"])
    if short:
        family = t(f"scheme_family.{known.family}") if known else target["scheme"]
        return t("summary.target.short_above" if above else "summary.target.short", scheme=family, **words)
    key = "summary.target.above" if above else "summary.target.at_least"
    return t(key, scheme=scheme_name(target["scheme"]), **words)


def _when(words: str, target: Any) -> str:
    """When a target is due; that it is not confirmed is said wherever it is used."""
    if target["status"] != SourceStatus.UNCONFIRMED:
        return words
    return t("summary.target.unconfirmed", when=words, status=code_word("source_status", SourceStatus.UNCONFIRMED))


def population_words(figures: pd.Series) -> str:
    """Which population stands under a coverage: its source and month."""
    if not figures["population_period"]:
        return ""
    if not figures["population_source"]:
        return t("summary.tile.several_sources")
    source = code_word("source", figures["population_source"])
    return t("summary.tile.population_source", source=source, month=short_month(figures["population_period"]))


def files_words(rows: pd.DataFrame) -> str:
    """The file that rows of the store came from, or how many files."""
    known = data.version_facts(rows["origin_version"].unique().tolist())["file_name"]
    files = [name for name in known.dropna().unique() if name]
    if len(files) == 1:
        return t("summary.tile.membership_source", file=files[0])
    return t("summary.tile.several_files", count=n(len(files))) if files else ""


def change_words(change: Change | None, *, key: str) -> str:
    """A change since the earlier period, in the sentence `key` of `summary.tile`; nothing where it is unknown."""
    if change is None or (key != "people_since" and change.points != change.points):
        return ""
    words = {"points": points_change(change.points), "people": people_change(change.registered_change)}
    return t(f"summary.tile.{key}", month=short_month(change.from_period), **words)


def timing_words(counts: UnfinishedCounts) -> str:
    """What is late, or why nothing can be."""
    if counts.overdue:
        return t("summary.tile.late", count=n(counts.overdue))
    if counts.no_due_date == counts.total:
        return t("summary.tile.none_late_undated")
    key = "none_late_some_undated" if counts.no_due_date else "none_late"
    return t(f"summary.tile.{key}", count=n(counts.no_due_date))


def area_words(figures: pd.Series, area: str) -> str:
    """The area's name; where not all of its areas have figures, how many of them are spoken of."""
    name = data.area_name(area)
    if figures["basis"] == "own" or figures["regions_with_data"] >= figures["regions_expected"]:
        return name
    counts = {"counted": n(figures["regions_with_data"]), "expected": n(figures["regions_expected"])}
    return t("summary.answer.part_of", area=name, **counts)
