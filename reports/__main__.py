"""Command line: `python -m reports workbook --region 16.07 --period 2016-08 -o FILE` from the stored figures."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import store
from reports import StoreFrames, VersionFacts, summary_workbook, workbook_inputs
from reports.inputs import VIEWS
from settings import read_settings
from texts import DEFAULT_LANGUAGE, LANGUAGES, text
from vocab.codes import PopulationSource
from vocab.people import Person
from vocab.regions import members_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file and says where; 2 where nothing has been loaded yet."""
    asked = _asked(arguments)
    engine = store.open_store(asked.database)
    number = store.latest_version(engine)
    if number == 0:
        print(text("reports.command.no_store", asked.language, url=asked.database), file=sys.stderr)
        return 2
    content = summary_workbook(_inputs(engine, asked, number), language=asked.language)
    asked.output.write_bytes(content)
    print(text("reports.command.written", asked.language, path=asked.output, size=len(content)))
    return 0


def _inputs(engine: Any, asked: argparse.Namespace, number: int) -> Any:
    versions, areas = store.versions_frame(engine), store.areas_frame(engine)
    now, state = datetime.now(UTC), store.sample_state(engine)
    made_up = set(areas.loc[areas["is_made_up"], "code"])
    members = members_of(asked.region, also=tuple(areas["code"])) or (asked.region,)
    return workbook_inputs(
        _frames(engine, number),
        area=asked.region,
        period=asked.period,
        names=dict(zip(areas["code"], areas["name"], strict=True)),
        version=VersionFacts(
            number=number,
            known_at=versions["made_at"].max().to_pydatetime(),
            is_live=True,
            is_sample=bool(state["sample"]),
            is_made_up=bool(made_up & {asked.region, *members}),
            files=versions,
        ),
        by=Person(asked.by),
        made_at=now,
        today=now.astimezone().date(),
        source=asked.source,
        view=asked.view,
        members=members,
    )


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
