"""Command line: files from the stored figures.

python -m reports workbook --region 16.07 --period 2016-08 -o FILE
python -m reports pack --meeting latest -o FOLDER
"""

import argparse
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

import store
from reports import StoreFrames, VersionFacts, summary_workbook, workbook_inputs
from reports.inputs import VIEWS
from reports.pack import (
    Known,
    Stated,
    meeting_before,
    meeting_row,
    pack_files,
    pack_inputs,
    regions_of,
    version_of,
)
from reports.pack_inputs import ForumFrames, PackInputs
from reports.paper_words import text_of
from reports.writer import PAPERS
from settings import read_settings
from texts import DEFAULT_LANGUAGE, LANGUAGES, text
from vocab.codes import OF_FIGURES, ActivityStatus, PopulationSource
from vocab.people import Person
from vocab.regions import BRANCH_PREFIX, BRANCHES, NATION, REGIONS, members_of
from vocab.rows import PERIOD_PATTERN

REFUSED = 2
LATEST = "latest"
KINDS = ("membership", "population", "facilities", "targets", "activities", "reports")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the files and says where; 2 where that cannot be done, with the reason."""
    asked = _asked(arguments)
    engine = store.open_store(asked.database)
    number = store.latest_version(engine)
    if number == 0:
        return _refused(asked, "no_store", url=asked.database)
    return _workbook(engine, asked, number) if asked.command == "workbook" else _pack(engine, asked, number)


def _refused(asked: argparse.Namespace, why: str, **values: object) -> int:
    print(text(f"reports.command.{why}", asked.language, **values), file=sys.stderr)
    return REFUSED


def _written(asked: argparse.Namespace, files: Mapping[Path, bytes]) -> int:
    for path, content in files.items():
        try:
            path.write_bytes(content)
        except OSError as error:
            return _refused(asked, "not_written", path=path, reason=error.strerror)
        print(text("reports.command.written", asked.language, path=path, size=len(content)))
    return 0


def _workbook(engine: Any, asked: argparse.Namespace, number: int) -> int:
    if not re.match(PERIOD_PATTERN, asked.period):
        return _refused(asked, "wrong_period", period=asked.period)
    if asked.region not in _known_areas(store.areas_frame(engine)):
        return _refused(asked, "unknown_region", region=asked.region)
    content = summary_workbook(_inputs(engine, asked, number), language=asked.language)
    return _written(asked, {asked.output: content})


def _known_areas(brought: pd.DataFrame) -> set[str]:
    return {*REGIONS, *(f"{BRANCH_PREFIX}{code}" for code in BRANCHES), *brought["code"]}


def _inputs(engine: Any, asked: argparse.Namespace, number: int) -> Any:
    areas, now = store.areas_frame(engine), datetime.now(UTC)
    made_up = set(areas.loc[areas["is_made_up"], "code"])
    # As on the screen: nothing made up is part of the nation.
    brought = set(areas["code"]) - (made_up if asked.region == NATION else set())
    members = members_of(asked.region, also=tuple(sorted(brought))) or (asked.region,)
    frames = _frames(engine, number)
    return workbook_inputs(
        frames,
        area=asked.region,
        period=asked.period,
        names=dict(zip(areas["code"], areas["name"], strict=True)),
        version=_version(engine, number, is_made_up=bool(made_up & {asked.region, *members})),
        by=Person(asked.by),
        made_at=now,
        today=now.astimezone().date(),
        source=asked.source or _first_source(frames.population, {asked.region, *members}),
        view=asked.view,
        members=members,
    )


def _version(engine: Any, number: int, *, is_made_up: bool) -> VersionFacts:
    versions = store.versions_frame(engine)
    return VersionFacts(
        number=number,
        known_at=versions["made_at"].max().to_pydatetime(),
        is_live=True,
        is_sample=bool(store.sample_state(engine)["sample"]),
        is_made_up=is_made_up,
        files=versions,
    )


def _first_source(population: pd.DataFrame, codes: set[str]) -> str | None:
    """The source that divides while nobody has chosen one, as on the screen: one for all areas, in the usual order."""
    found = set(population.loc[population["region_code"].isin(codes), "source"])
    return next((source.value for source in PopulationSource if source.value in found), None)


def _frames(engine: Any, number: int, regions: Sequence[str] | None = None, **known: pd.DataFrame) -> StoreFrames:
    """The figures at a version, but for the frames that are known already."""
    read = {kind: getattr(store, f"{kind}_frame") for kind in KINDS if kind not in known}
    return StoreFrames(**known, **{kind: one(engine, version=number, regions=regions) for kind, one in read.items()})


def _pack(engine: Any, asked: argparse.Namespace, number: int) -> int:
    """All files of a meeting's pack in one folder, which is made where it is not there."""
    meetings = store.forum_frame(engine, "meetings", version=number)
    forums = store.forum_frame(engine, "forums", version=number)["forum"].tolist()
    if asked.forum is not None and asked.forum not in forums:
        return _refused(asked, "unknown_forum", forum=asked.forum, known="; ".join(forums) or "–")
    of_forum = meetings if asked.forum is None else meetings[meetings["forum"] == asked.forum]
    if of_forum.empty:
        return _refused(asked, "no_meetings")
    wanted = _wanted(of_forum, asked.meeting)
    if wanted is None:
        ids = ", ".join(map(str, of_forum["meeting_id"]))
        return _refused(asked, "unknown_meeting", meeting=asked.meeting, known=ids)
    try:
        asked.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _refused(asked, "not_written", path=asked.output, reason=error.strerror)
    files = pack_files(pack_of_meeting(engine, wanted, paper=asked.paper), language=asked.language)
    return _written(asked, {asked.output / name: content for name, content in files.items()})


def _wanted(meetings: pd.DataFrame, asked: str) -> int | None:
    """The meeting that is asked for, by number or as the newest by its day; None where it is not among them."""
    if asked == LATEST:
        return int(meetings.sort_values(["meeting_date", "meeting_id"])["meeting_id"].iloc[-1])
    return int(asked) if asked.isdecimal() and int(asked) in set(meetings["meeting_id"]) else None


def pack_of_meeting(engine: Any, meeting_id: int, *, paper: str = "A4") -> PackInputs:
    """The inputs of a meeting's pack, read from the store at the version that the meeting is of."""
    newest = store.latest_version(engine)
    known_now = store.forum_frame(engine, "meetings", version=newest, meeting_id=[meeting_id])
    meeting = meeting_row(known_now, meeting_id)
    forum, number = str(meeting["forum"]), version_of(meeting, newest)
    area = str(store.forum_frame(engine, "forums", version=newest, forum=[forum])["region_code"].iloc[0])
    now = _known(engine, forum, area, number, reported=(ActivityStatus.DONE,))
    earlier = meeting_before(now.forum.meetings, meeting)
    return pack_inputs(
        now,
        meeting_id=meeting_id,
        stated=_stated(engine, number),
        today=datetime.now(UTC).astimezone().date(),
        before=None if earlier is None else _known(engine, forum, area, version_of(earlier, newest)),
        corrections=store.forum_frame(engine, "corrections", meeting_id=[meeting_id]),
        paper=paper,
    )


def _known(engine: Any, forum: str, area: str, number: int, *, reported: Collection[ActivityStatus] = ()) -> Known:
    """What was known at a version; only of settled activities do papers ask when they were reported on."""
    frames = ForumFrames(**store.frames_of_forum(engine, forum, version=number, reported=reported))
    areas = store.areas_frame(engine, version=number)
    own = {"activities": frames.activities, "reports": frames.reports}
    return Known(frames, _frames(engine, number, regions_of(area, areas), **own), areas)


def _stated(engine: Any, number: int) -> Stated:
    version = store.versions_frame(engine, numbers=[number]).iloc[0]
    by = Person(*(text_of(version[name]) for name in ("by_name", "by_institution", "by_role")))
    return Stated(number, version["made_at"].to_pydatetime(), by, store.versions_frame(engine, kinds=OF_FIGURES))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m reports", description=text("reports.command.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    workbook = commands.add_parser("workbook")
    workbook.add_argument("--region", required=True)
    workbook.add_argument("--period", required=True)
    workbook.add_argument("--source", choices=[source.value for source in PopulationSource])
    workbook.add_argument("--view", choices=VIEWS, default=VIEWS[0])
    workbook.add_argument("--by", default="")
    pack = commands.add_parser("pack")
    pack.add_argument("--meeting", required=True, help=text("reports.command.help.meeting"))
    pack.add_argument("--forum", help=text("reports.command.help.forum"))
    pack.add_argument("--paper", choices=PAPERS, default=next(iter(PAPERS)))
    for command in (workbook, pack):
        command.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
        command.add_argument("--database", default=read_settings().database_url)
        command.add_argument("-o", "--output", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
