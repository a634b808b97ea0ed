"""Matching results as counts by class: of an area, of its members, and whether they add up."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.ratios import numbers, percent
from vocab.codes import MatchClass
from vocab.matching import DECILES, MATCH_GROUPS, PROPOSALS, RESULTS, VILLAGES

GROUP_OF: dict[str, str] = {code.value: group for group, codes in MATCH_GROUPS.items() for code in codes}
CLASS_ORDER: dict[str, int] = {code.value: place for place, code in enumerate(MatchClass)}
BASES: dict[str, tuple[MatchClass, ...]] = {
    "results": RESULTS,
    "proposals": PROPOSALS[:1],
    "villages": VILLAGES[1:],
}
"""What the share of a class is of: all people compared, all proposals sent, all villages."""
TO_EXPLAIN: tuple[MatchClass, ...] = (*(code for code in RESULTS if code != MatchClass.MATCHED), *DECILES)
"""The classes that somebody can be asked to explain: everybody who is not simply matched."""


def newest_matching(matching: pd.DataFrame, *, regions: Sequence[str], period: str) -> pd.DataFrame:
    """The newest matching of each area and source at or before a month: region_code, period, source, match_class,
    people; classes of an older month are not mixed in."""
    texts = {name: matching[name].astype("str") for name in ("region_code", "period", "source", "match_class")}
    rows = pd.DataFrame({**texts, "people": numbers(matching["people"])})
    rows = rows[rows["region_code"].isin(list(regions)) & (rows["period"] <= period)]
    newest = rows.groupby(["region_code", "source"], observed=True, dropna=False)["period"].transform("max")
    kept = rows[rows["period"] == newest]
    order = kept["match_class"].map(CLASS_ORDER)
    return (
        kept.assign(order=order)
        .sort_values(["region_code", "source", "order"], ignore_index=True)
        .drop(columns="order")
    )


def matching_counts(matching: pd.DataFrame, *, area: str, members: Sequence[str], period: str) -> pd.DataFrame:
    """Counts by class of an area, added up over its members; its own where no member has any.

    Columns: source, match_class, group, people, share_pct (of the base of its group), regions_with_data,
    regions_expected, oldest_period, newest_period; in the order of the classes. The shares of the results add up to
    100, those of the answers to proposals with `unanswered_proposals`.
    """
    rows, expected = _counted_rows(matching, area=area, members=members, period=period)
    groups = rows.groupby(["source", "match_class"], observed=True, dropna=False, as_index=False)
    counts = groups.agg(
        people=("people", "sum"),
        regions_with_data=("region_code", "nunique"),
        oldest_period=("period", "min"),
        newest_period=("period", "max"),
    )
    shown = counts.assign(
        group=counts["match_class"].map(GROUP_OF).astype("str"),
        regions_expected=expected,
        order=counts["match_class"].map(CLASS_ORDER),
    ).sort_values(["source", "order"], ignore_index=True)
    return shown.assign(share_pct=_shares(rows, shown))[COUNT_COLUMNS]


COUNT_COLUMNS = [
    "source",
    "match_class",
    "group",
    "people",
    "share_pct",
    "regions_with_data",
    "regions_expected",
    "oldest_period",
    "newest_period",
]


def _counted_rows(
    matching: pd.DataFrame, *, area: str, members: Sequence[str], period: str
) -> tuple[pd.DataFrame, int]:
    newest = newest_matching(matching, regions=(*members, area), period=period)
    of_members = newest[newest["region_code"].isin(list(members))]
    return (of_members, len(members)) if len(of_members) else (newest, 1)


def _shares(rows: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """Each class over the base of its group, over the areas that have the base."""
    pairs = zip(shown["source"], shown["match_class"], shown["group"], strict=True)
    shares = [_share(rows[rows["source"] == source], code, group) for source, code, group in pairs]
    return pd.Series(shares, index=shown.index, dtype="float64")


def _share(of_source: pd.DataFrame, code: str, group: str) -> float:
    base = [one.value for one in BASES.get(group, ())]
    is_base, is_code = of_source["match_class"].isin(base), of_source["match_class"] == code
    areas = set(of_source.loc[is_base, "region_code"])
    # Classes divide the people compared, and an area without the class has none; villages are two separate counts.
    if group == "villages":
        areas &= set(of_source.loc[is_code, "region_code"])
    of_areas = of_source["region_code"].isin(areas)
    part = of_source.loc[of_areas & is_code, "people"].sum(min_count=1)
    return percent(part, of_source.loc[of_areas & is_base, "people"].sum(min_count=1))


def unanswered_proposals(matching: pd.DataFrame, *, area: str, members: Sequence[str], period: str) -> pd.DataFrame:
    """Proposals sent less those accepted, refused and waiting, over the areas that say how many they sent.

    Columns: source, people (below 0 where more are answered than sent), share_pct (of those sent); a row for each
    source that names an answer.
    """
    rows, _ = _counted_rows(matching, area=area, members=members, period=period)
    sent = rows[rows["match_class"] == PROPOSALS[0]]
    answered = rows[rows["match_class"].isin([code.value for code in PROPOSALS[1:]])]
    of_senders = answered.merge(sent[["region_code", "source"]], on=["region_code", "source"], how="inner")
    counts = pd.DataFrame(
        {
            "sent": sent.groupby("source")["people"].sum(),
            "answered": of_senders.groupby("source")["people"].sum(),
        }
    ).dropna()
    left = counts["sent"] - counts["answered"]
    return pd.DataFrame({"people": left, "share_pct": percent(left, counts["sent"])}).reset_index(names="source")


def matching_findings(counts: pd.DataFrame, *, area: str) -> pd.DataFrame:
    """The classes of `matching_counts` that somebody can be asked to explain, in the columns of warnings.

    The code is `matching_class`, the subject source and class, the month that of the newest matching.
    """
    rows = counts[counts["match_class"].isin([code.value for code in TO_EXPLAIN]) & (counts["people"] > 0)]
    subjects = rows["source"] + ":" + rows["match_class"]
    named = rows.assign(region_code=area, period=rows["newest_period"], code="matching_class", subject=subjects)
    return named[["region_code", "period", "code", "subject", "people"]].reset_index(drop=True)


def matching_checks(matching: pd.DataFrame, *, regions: Sequence[str], period: str) -> pd.DataFrame:
    """Where classes that belong together do not: region_code, period, source, check, reported_people, parts_people,
    difference_people.

    `proposals`: sent against accepted, refused and waiting, where all four are given. `villages`: more verified than
    there are.
    """
    newest = newest_matching(matching, regions=regions, period=period)
    wide = newest.pivot_table(index=["region_code", "period", "source"], columns="match_class", values="people")
    wide = wide.reindex(columns=[code.value for code in MatchClass])
    sent, *answered = (wide[code.value] for code in PROPOSALS)
    parts = sum(answered, start=pd.Series(0.0, index=wide.index))
    verified, everything = (wide[code.value] for code in VILLAGES)
    too_many = np.where(verified > everything, everything, np.nan)
    checks = pd.concat(
        [_check(sent, parts, "proposals"), _check(pd.Series(too_many, index=wide.index), verified, "villages")]
    )
    found = checks[checks["difference_people"].notna() & (checks["difference_people"] != 0)]
    return found.sort_values(["region_code", "source", "check"], ignore_index=True)


def _check(reported: pd.Series, parts: pd.Series, name: str) -> pd.DataFrame:
    rows = pd.DataFrame({"reported_people": reported, "parts_people": parts})
    return rows.assign(check=name, difference_people=reported - parts).reset_index()
