"""The inputs of a meeting's pack, computed from frames of one version: as presented, whatever was loaded afterwards."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics import (
    CoverageHeadline,
    activity_changes,
    coverage_headline,
    facilities_by_area_year,
    facilities_by_region_year,
    figure_changes,
    follow_up,
    institution_summary,
)
from metrics.meetings_survived import held_meetings
from reports.inputs import StoreFrames, VersionFacts, WorkbookInputs, workbook_inputs
from reports.pack_inputs import ForumFrames, PackInputs, Row
from vocab.codes import OF_FIGURES, PopulationSource, VersionKind
from vocab.forum_codes import MeetingState
from vocab.people import Person
from vocab.periods import period_of
from vocab.regions import NATION, ancestors_of, is_under, members_of

OF_INSTITUTIONS = ("members", "meetings", "attendance", "documents", "receipts", "reports")
OF_MEETING = ("agenda", "attendance", "decisions")


@dataclass(frozen=True)
class Known:
    """What is known at a version: the forum's frames, the figures, and the areas that files brought (`areas_frame`)."""

    forum: ForumFrames
    figures: StoreFrames
    areas: pd.DataFrame


@dataclass(frozen=True)
class Stated:
    """The version that a pack is of: its number, when and by whom it was made, and all versions of figures."""

    number: int
    at: datetime
    by: Person
    files: pd.DataFrame


def version_of(meeting: Row, newest: int) -> int:
    """The version that the papers of a meeting are of: the one that closed it, else the newest."""
    return int(meeting["closed_version"] or newest)


def day_of(meeting: Row, today: date) -> date:
    """The day that the papers of a meeting look from: that of a closed meeting, else today."""
    return meeting["meeting_date"] if meeting["state"] == MeetingState.CLOSED else today


def meeting_row(meetings: pd.DataFrame, meeting_id: int) -> Row:
    """One meeting as plain values; KeyError where it is not among them."""
    found = meetings[meetings["meeting_id"] == meeting_id]
    if found.empty:
        raise KeyError(meeting_id)
    return plain_row(found)


def meeting_before(meetings: pd.DataFrame, meeting: Row) -> Row | None:
    """The meeting that the changes of this one are told from: the last one held before it, preparatory ones apart."""
    held = held_meetings(meetings, today=meeting["meeting_date"])
    earlier = held[(held["forum"] == meeting["forum"]) & (held["number"] < meeting["number"])]
    return plain_row(earlier.sort_values("number").tail(1)) if len(earlier) else None


def plain_row(frame: pd.DataFrame) -> dict[str, Any]:
    """The first row of a frame as plain Python values: days as `date`, None where nothing is given."""
    return {str(name): _plain(value) for name, value in frame.iloc[0].to_dict().items()}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def pack_inputs(
    now: Known,
    *,
    meeting_id: int,
    stated: Stated,
    today: date,
    before: Known | None = None,
    corrections: pd.DataFrame | None = None,
    paper: str = "A4",
) -> PackInputs:
    """Everything in the papers of a meeting; `now` as known at its version, `before` at that of `meeting_before`.

    `corrections` are those known today: a correction comes after the version that closed its meeting.
    """
    meeting = meeting_row(now.forum.meetings, meeting_id)
    forum = plain_row(now.forum.forums[now.forum.forums["forum"] == meeting["forum"]])
    previous = meeting_before(now.forum.meetings, meeting) if before is not None else None
    day = day_of(meeting, today)
    summary = _summary(now, forum, meeting, stated=stated, today=day)
    followed = _followed(now.forum, day)
    found = now.forum.corrections if corrections is None else corrections
    return PackInputs(
        summary=summary, version=stated.number, today=day, forum=forum, meeting=meeting, previous=previous,
        frames=now.forum, follow_up=followed, paper=paper,
        corrections=_of_meeting(found, meeting_id).sort_values("number", ignore_index=True),
        by_institution=_by_institution(now.forum, followed),
        **{name: _of_meeting(getattr(now.forum, name), meeting_id) for name in OF_MEETING},
        **_changes(summary, before, forum=forum, previous=previous, followed=followed),
    )  # fmt: skip


def _of_meeting(rows: pd.DataFrame, meeting_id: int) -> pd.DataFrame:
    return rows[rows["meeting_id"] == meeting_id].reset_index(drop=True)


def _followed(frames: ForumFrames, day: date) -> pd.DataFrame:
    return follow_up(
        frames.activities, today=day, meetings=frames.meetings, forums=frames.forums, due_requests=frames.due_requests
    )


def _by_institution(frames: ForumFrames, followed: pd.DataFrame) -> pd.DataFrame:
    kept = {name: getattr(frames, name) for name in OF_INSTITUTIONS}
    return institution_summary(followed, **kept)


def _summary(known: Known, forum: Row, meeting: Row, *, stated: Stated, today: date) -> WorkbookInputs:
    """The figures of the forum's area; of its activities only the forum's own, whatever other forums an area has."""
    area = str(forum["region_code"])
    members = members_at(area, known.areas)
    figures = replace(known.figures, activities=known.forum.activities, reports=known.forum.reports)
    facts = VersionFacts(
        number=stated.number, known_at=stated.at, is_live=True, is_sample=True, is_made_up=False,
        files=stated.files[stated.files["kind"].isin([kind.value for kind in OF_FIGURES])],
    )  # fmt: skip
    made = workbook_inputs(
        figures, area=area, members=members, version=facts, by=stated.by, made_at=stated.at, today=today,
        period=figures_period(meeting, figures.membership, {area, *members}),
        source=figures_source(meeting, figures.population, {area, *members}),
        names=dict(zip(known.areas["code"], known.areas["name"], strict=True)),
    )  # fmt: skip
    return replace(made, version=_marked(made.version, forum))


def _marked(version: VersionFacts, forum: Row) -> VersionFacts:
    """Whether the figures are published samples or made up, by the versions that they come from."""
    kinds = set(version.files["kind"])
    is_made_up = VersionKind.DEMO.value in kinds or bool(forum["is_made_up"])
    return replace(version, is_sample=VersionKind.SAMPLE.value in kinds, is_made_up=is_made_up)


def members_at(area: str, areas: pd.DataFrame) -> tuple[str, ...]:
    """What an area consists of, itself where nothing is under it; nothing made up is part of the nation."""
    brought = areas[~areas["is_made_up"].astype(bool)] if area == NATION else areas
    return members_of(area, also=tuple(sorted(brought["code"]))) or (area,)


def regions_of(area: str, areas: pd.DataFrame) -> tuple[str, ...] | None:
    """The areas whose figures a pack needs: the area, what is in it, and all above; None for everything."""
    if area == NATION:
        return None
    parts = {area, *members_at(area, areas)}
    under = {code for code in areas["code"] if any(is_under(code, part) for part in parts)}
    above = {code for part in parts for code in ancestors_of(part)}
    return tuple(sorted(parts | under | above))


def figures_period(meeting: Row, membership: pd.DataFrame, codes: set[str]) -> str:
    """The month of the figures: the one chosen for the meeting, else the newest known up to the meeting's month."""
    if meeting["figures_period"]:
        return str(meeting["figures_period"])
    month = period_of(meeting["meeting_date"])
    known = membership.loc[membership["region_code"].isin(codes), "period"]
    return max((period for period in known.unique() if period <= month), default=month)


def figures_source(meeting: Row, population: pd.DataFrame, codes: set[str]) -> str | None:
    """Whose population divides: as chosen for the meeting, else one for all areas in the usual order."""
    if meeting["figures_source"]:
        return str(meeting["figures_source"])
    found = set(population.loc[population["region_code"].isin(codes), "source"])
    return next((source.value for source in PopulationSource if source.value in found), None)


def _changes(
    summary: WorkbookInputs, before: Known | None, *, forum: Row, previous: Row | None,
    followed: pd.DataFrame,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """What changed since the previous meeting, in figures and activities; everything is new where there was none."""
    if before is None or previous is None:
        nothing = followed.iloc[:0]
        return {
            "figure_changes": figure_changes(None, summary.headline).iloc[:0],
            "activity_changes": activity_changes(nothing, nothing),
        }
    earlier = _followed(before.forum, previous["meeting_date"])
    headline, facilities = _figures_before(before, forum, previous)
    return {
        "figure_changes": figure_changes(
            headline, summary.headline, before_follow_up=earlier, after_follow_up=followed,
            before_facilities=facilities, after_facilities=summary.facilities_of_area,
        ),
        "activity_changes": activity_changes(earlier, followed),
    }  # fmt: skip


def _figures_before(known: Known, forum: Row, meeting: Row) -> tuple[CoverageHeadline, pd.DataFrame]:
    """The headline and the facilities of the area as the earlier meeting saw them."""
    area, figures = str(forum["region_code"]), known.figures
    members = members_at(area, known.areas)
    codes = {area, *members}
    headline = coverage_headline(
        figures.membership, figures.population, figures.targets, area=area, members=members,
        period=figures_period(meeting, figures.membership, codes),
        source=figures_source(meeting, figures.population, codes),
    )  # fmt: skip
    counts = facilities_by_region_year(figures.facilities)
    return headline, facilities_by_area_year(counts, area=area, members=members)
