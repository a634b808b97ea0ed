"""What saving would do to the figures that the forum looks at, in one sentence each."""

from collections.abc import Iterator, Mapping

import pandas as pd

from metrics import area_figures, facilities_by_region_year, unfinished_counts
from metrics import timing as timed
from ui import data, filters
from ui.saving import Differences
from ui.words import code_word, month, n, pct, points_change, t
from vocab.codes import Kind
from vocab.rows import SHAPES, activity_key

AREAS = 3
"""Areas that are told one by one; a file with more is judged by the first of them, the chosen one ahead."""
Changes = Mapping[Kind, Differences]


def effects(found: Changes, choice: filters.Choice, *, at: int) -> list[str]:
    """Coverage by area, facilities by kind and unfinished activities, as known at a version and after saving."""
    areas = _areas(found, choice)
    told = [line for area in areas[:AREAS] for line in _coverage(found, area, at=at)]
    if told and len(areas) > AREAS:
        told.append(t("upload.effect.more_areas", count=n(len(areas) - AREAS)))
    return [*told, *_facilities(found, at=at), *_activities(found, choice, at=at)]


def _areas(found: Changes, choice: filters.Choice) -> list[str]:
    """The areas whose people change, the one that is looked at first."""
    kinds = [kind for kind in (Kind.MEMBERSHIP, Kind.POPULATION) if kind in found]
    codes = {code for kind in kinds for code in _changed(found[kind])["region_code"]}
    return sorted(codes, key=lambda code: (code != choice.area, code))


def _changed(found: Differences) -> pd.DataFrame:
    return pd.concat([found.new, found.changed], ignore_index=True)


def _after(kind: Kind, now: pd.DataFrame, found: Changes) -> pd.DataFrame:
    """The frame as it would stand: rows of the file in place of those with the same key."""
    if kind not in found:
        return now
    rows, key = _changed(found[kind]), list(SHAPES[kind].key)
    if rows.empty:
        return now
    together = pd.concat([now, rows[[*SHAPES[kind].columns]]], ignore_index=True)
    keys = together[key].astype("str")
    if kind is Kind.ACTIVITIES:
        keys = keys.assign(activity=keys["activity"].map(activity_key))
    return together[~keys.duplicated(keep="last")].reset_index(drop=True)


def _coverage(found: Changes, area: str, *, at: int) -> Iterator[str]:
    frames = data.frames_at(area, at)
    members = data.own_codes(frames, area)[1:]
    now, then = (
        area_figures(membership, population, area=area, members=members)
        for membership, population in (
            (frames.membership, frames.population),
            (
                _after(Kind.MEMBERSHIP, frames.membership, found),
                _after(Kind.POPULATION, frames.population, found),
            ),
        )
    )
    columns = ["period", "registered_people", "people", "coverage_pct", "population_source"]
    both = now[columns].merge(then[columns], on="period", how="right", suffixes=("_now", ""), validate="one_to_one")
    moved = both[_differs(both, "coverage_pct") | _differs(both, "registered_people")]
    if len(moved):
        yield _sentence(moved.sort_values("period").iloc[-1], area)
    if len(moved) > 1:
        yield t("upload.effect.more_months", area=data.area_name(area), count=n(len(moved) - 1))


def _differs(both: pd.DataFrame, column: str) -> pd.Series:
    before, after = both[f"{column}_now"], both[column]
    return (before != after) & ~(before.isna() & after.isna())


def _sentence(moved: pd.Series, area: str) -> str:
    where = {"area": data.area_name(area), "month": month(moved["period"])}
    if pd.isna(moved["coverage_pct"]):
        return _people(moved, where)
    values = {
        "after": pct(moved["coverage_pct"]),
        "registered": n(moved["registered_people"]),
        "people": n(moved["people"]),
        "source": code_word("source", moved["population_source"]) or t("upload.effect.several_sources"),
    }
    if pd.isna(moved["coverage_pct_now"]):
        return t("upload.effect.coverage_first", **where, **values)
    points = points_change(moved["coverage_pct"] - moved["coverage_pct_now"])
    return t("upload.effect.coverage", **where, **values, before=pct(moved["coverage_pct_now"]), points=points)


def _people(moved: pd.Series, where: dict[str, str]) -> str:
    before, after = moved["registered_people_now"], n(moved["registered_people"])
    if pd.isna(before):
        return t("upload.effect.people_first", **where, after=after)
    return t("upload.effect.people", **where, before=n(before), after=after)


def _facilities(found: Changes, *, at: int) -> Iterator[str]:
    if Kind.FACILITIES not in found:
        return
    rows = _changed(found[Kind.FACILITIES])
    codes = tuple(sorted(rows["region_code"].unique()))
    now = data.Frames(data.engine(), at, codes).facilities
    sums = [
        facilities_by_region_year(frame)
        .groupby(["facility_kind", "year"], observed=True)["facilities"]
        .sum(min_count=1)
        for frame in (now, _after(Kind.FACILITIES, now, found))
    ]
    for kind in sorted(rows["facility_kind"].unique(), reverse=True):
        year = rows.loc[rows["facility_kind"] == kind, "year"].max()
        before, after = (frame.get((kind, year)) for frame in sums)
        words = {"kind": code_word("facility_kind", kind), "year": year, "areas": n(len(codes)), "after": n(after)}
        if before is None or pd.isna(before):
            yield t("upload.effect.facilities_first", **words)
        elif before != after:
            yield t("upload.effect.facilities", **words, before=n(before))


def _by_kind_and_year(facilities: pd.DataFrame) -> pd.Series:
    by_region_year = facilities_by_region_year(facilities)
    return by_region_year.groupby(["facility_kind", "year"], observed=True)["facilities"].sum(min_count=1)


def _activities(found: Changes, choice: filters.Choice, *, at: int) -> Iterator[str]:
    if Kind.ACTIVITIES not in found:
        return
    codes = sorted(_changed(found[Kind.ACTIVITIES])["region_code"].unique())
    now = data.Frames(data.engine(), at, tuple(codes)).activities
    before, after = (
        unfinished_counts(timed(frame.drop(columns="has_report", errors="ignore"), today=choice.today)).total
        for frame in (now, _after(Kind.ACTIVITIES, now, found))
    )
    if before != after:
        where = ", ".join(data.area_name(code) for code in codes[:AREAS])
        yield t("upload.effect.activities", area=where, before=n(before), after=n(after))
