"""Command line: `python -m reports workbook --region 16.07 --period 2016-08 -o FILE` from the stored figures."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

import store
from reports import StoreFrames, VersionFacts, summary_workbook, workbook_inputs
from reports.inputs import VIEWS
from settings import read_settings
from texts import DEFAULT_LANGUAGE, LANGUAGES, text
from vocab.codes import PopulationSource
from vocab.people import Person
from vocab.regions import BRANCH_PREFIX, BRANCHES, NATION, REGIONS, members_of
from vocab.rows import PERIOD_PATTERN

REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file and says where; 2 where that cannot be done, with the reason."""
    asked = _asked(arguments)
    engine = store.open_store(asked.database)
    number = store.latest_version(engine)
    if number == 0:
        return _refused(asked, "no_store", url=asked.database)
    if not re.match(PERIOD_PATTERN, asked.period):
        return _refused(asked, "wrong_period", period=asked.period)
    if asked.region not in _known_areas(store.areas_frame(engine)):
        return _refused(asked, "unknown_region", region=asked.region)
    content = summary_workbook(_inputs(engine, asked, number), language=asked.language)
    try:
        asked.output.write_bytes(content)
    except OSError as error:
        return _refused(asked, "not_written", path=asked.output, reason=error.strerror)
    print(text("reports.command.written", asked.language, path=asked.output, size=len(content)))
    return 0


def _refused(asked: argparse.Namespace, why: str, **values: object) -> int:
    print(text(f"reports.command.{why}", asked.language, **values), file=sys.stderr)
    return REFUSED


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


def _frames(engine: Any, number: int) -> StoreFrames:
    kinds = ("membership", "population", "facilities", "targets", "activities", "reports")
    return StoreFrames(**{kind: getattr(store, f"{kind}_frame")(engine, version=number) for kind in kinds})


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m reports", description=text("reports.command.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    workbook = commands.add_parser("workbook")
    workbook.add_argument("--region", required=True)
    workbook.add_argument("--period", required=True)
    workbook.add_argument("--source", choices=[source.value for source in PopulationSource])
    workbook.add_argument("--view", choices=VIEWS, default=VIEWS[0])
    workbook.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    workbook.add_argument("--by", default="")
    workbook.add_argument("--database", default=read_settings().database_url)
    workbook.add_argument("-o", "--output", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
