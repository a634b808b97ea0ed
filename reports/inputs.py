"""What the Excel summary is made from: metric frames and facts, computed once for page and command line alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics import (
    CoverageHeadline,
    area_figures,
    area_table,
    composition,
    coverage_headline,
    facilities_by_area_year,
    facilities_by_region_year,
    facility_drops,
    facility_growth,
    in_plan_order,
    states_against,
    timing,
)
from vocab.people import Person
from vocab.regions import NATION, ancestors_of, is_under, members_of, parent_of, region_level

VIEWS = ("four", "six")
MOST_SILENT = 60
"""Of a group with more areas than this only those with figures get a line; no province has so many regencies."""
_PARTS = {"regency": "district", "district": "village"}


@dataclass(frozen=True)
class StoreFrames:
    """Frames of the store: the area, the areas under it and those above it (for targets)."""

    membership: pd.DataFrame
    population: pd.DataFrame
    facilities: pd.DataFrame
    targets: pd.DataFrame
    activities: pd.DataFrame
    reports: pd.DataFrame


@dataclass(frozen=True)
class VersionFacts:
    """Which state of the data this is: the version, when it was made, and the files (`versions_frame`, all of it)."""

    number: int
    known_at: datetime | None
    is_live: bool
    is_sample: bool
    is_made_up: bool
    files: pd.DataFrame


@dataclass(frozen=True)
class WorkbookInputs:
    """Everything that stands in the workbook; `source` None means the default order of population sources."""

    area: str
    period: str
    source: str | None
    view: str
    names: Mapping[str, str]
    version: VersionFacts
    by: Person
    made_at: datetime
    today: date
    headline: CoverageHeadline
    by_area: pd.DataFrame
    compositions: Mapping[str, pd.DataFrame]
    by_period: pd.DataFrame
    facilities: pd.DataFrame
    facilities_of_area: pd.DataFrame
    facility_growth: pd.DataFrame
    facility_drops: pd.DataFrame
    members: tuple[str, ...]
    activities: pd.DataFrame
    targets: pd.DataFrame


def workbook_inputs(
    frames: StoreFrames,
    *,
    area: str,
    period: str,
    names: Mapping[str, str],
    version: VersionFacts,
    by: Person,
    made_at: datetime,
    today: date,
    source: str | None = None,
    view: str = "four",
    members: Sequence[str] | None = None,
) -> WorkbookInputs:
    """Computes all frames of the workbook from the store's frames, cut off after `period`.

    `members` for areas that only files brought (a made-up province); None takes them from the region table.
    """
    parts = tuple(members) if members is not None else members_of(area, also=tuple(names)) or (area,)
    return WorkbookInputs(
        area=area, period=period, source=source, view=view, names=names, by=by, made_at=made_at,
        today=today, members=parts,
        version=_behind(version, frames, area, parts),
        activities=_activities(frames, area, parts, today),
        targets=frames.targets[_is_of(frames.targets["region_code"], area, parts, above=True)],
        **_coverage(frames, period, {"area": area, "source": source, "members": parts}),
        **_facilities(frames.facilities, {"area": area, "members": parts}),
    )  # fmt: skip


def _behind(version: VersionFacts, frames: StoreFrames, area: str, parts: tuple[str, ...]) -> VersionFacts:
    """The version with only the files that the area's figures come from; it is a sample only where those are."""
    kinds = (frames.membership, frames.population, frames.facilities, frames.activities)
    used = [rows.loc[_is_of(rows["region_code"], area, parts, above=False), "origin_version"] for rows in kinds]
    files = version.files[version.files["number"].isin(set(pd.concat(used)))]
    return replace(version, files=files, is_sample=version.is_sample and bool(files["is_sample"].any()))


def _coverage(frames: StoreFrames, period: str, of: dict[str, Any]) -> dict[str, Any]:
    membership, population = frames.membership, frames.population
    headline = coverage_headline(membership, population, frames.targets, period=period, **of)
    by_period = area_figures(membership, population, **of)
    basis = None if headline.figures is None else str(headline.figures["basis"])
    at = {"region_code": of["area"], "period": headline.data_period or period, "members": of["members"], "basis": basis}
    return {
        "headline": headline,
        "by_area": _by_area(frames, headline, _rows_shown(frames, of["area"], of["members"]), of["source"]),
        "compositions": {view: composition(membership, view=view, **at) for view in VIEWS},
        "by_period": by_period[by_period["period"] <= period],
    }


def _facilities(facilities: pd.DataFrame, of: dict[str, Any]) -> dict[str, Any]:
    counts = facilities_by_region_year(facilities)
    return {
        "facilities": counts[counts["region_code"].isin(of["members"])],
        "facilities_of_area": facilities_by_area_year(counts, **of),
        "facility_growth": facility_growth(counts, **of),
        "facility_drops": facility_drops(counts, regions=of["members"]),
    }


def _by_area(
    frames: StoreFrames, headline: CoverageHeadline, rows: tuple[str, ...], source: str | None
) -> pd.DataFrame:
    table = area_table(
        frames.membership,
        frames.population,
        members=rows,
        period=headline.data_period or headline.period,
        source=source,
    )
    target = headline.first_target
    if target is None:
        return table.assign(state="")
    states = states_against(table["coverage_pct"], float(target["value_pct"]), operator=str(target["operator"]))
    return table.assign(state=states)


def _rows_shown(frames: StoreFrames, area: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The areas of the table: the members; for a single area those directly under it, where files brought any."""
    codes = set(frames.membership["region_code"]) | set(frames.population["region_code"])
    if parts != (area,) or region_level(area) not in _PARTS:
        return parts if len(parts) <= MOST_SILENT else tuple(code for code in parts if code in codes)
    under = tuple(sorted(code for code in codes if parent_of(code) == area))
    return under or parts


def _activities(frames: StoreFrames, area: str, parts: tuple[str, ...], today: date) -> pd.DataFrame:
    rows = frames.activities[_is_of(frames.activities["region_code"], area, parts, above=False)]
    # The store says of each activity whether it was reported on; asking many thousand reports again takes seconds.
    reports = None if "has_report" in rows else frames.reports
    return timing(in_plan_order(rows), today=today, reports=reports)


def _is_of(codes: pd.Series, area: str, parts: tuple[str, ...], *, above: bool) -> pd.Series:
    """Which codes are the area itself, its members or below; with `above` also the areas over it."""
    own = {area, *parts}
    known = {code: code in own or _is_part(code, area, parts) for code in set(codes)}
    if above:
        known = {code: found or any(is_under(part, code) for part in own) for code, found in known.items()}
    return codes.map(known).astype(bool)


def _is_part(code: str, area: str, parts: tuple[str, ...]) -> bool:
    """Whether an area lies in another; in the nation only with its members, so that nothing made up is counted."""
    if area != NATION:
        return is_under(code, area)
    return not {code, *ancestors_of(code), *members_of(code)}.isdisjoint(parts)
