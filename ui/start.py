"""The first start: fills an empty store with the published figures, and what `make run` starts."""

import os
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

import store
from loaders.reading import Reading, read_file
from sample_data.catalogue import (
    DEMO,
    DEMO_ACTIVITIES,
    HOME_OF_DEMO,
    HOME_OF_PUBLISHED,
    PUBLISHED,
    TARGETS_NATIONAL,
    SampleFile,
    demo_areas,
    reported_shares,
)
from sample_data.forums import DEMO_AGREED, DEMO_FORUM, PUBLISHED_FORUM, demo_story, forum_rows
from store import Saved, SourceFile
from texts import text
from ui.forum_story import OFFICE_HOUR, ForumStory, play
from vocab.codes import Kind, VersionKind
from vocab.forum_codes import AgendaSection
from vocab.people import Person
from vocab.rows import SHAPES

__all__ = ["HOME_OF_DEMO", "HOME_OF_PUBLISHED", "load_sample", "prepare", "reported_shares"]

ROOT = Path(__file__).parents[1]
PROGRAM = Person(name="Cakupan")
"""Who loads the sample when nobody has asked for it: the program itself."""
EXAMPLE = {"CAKUPAN_FIRST_REGION": "16.07", "CAKUPAN_FIRST_PERIOD": "2016-08"}
"""What `make run` opens on, unless the environment says otherwise."""
READERS_AT_ONCE = 4
"""Each file is read in a child process of its own, so threads here do not wait for each other."""

SAMPLES: dict[str, tuple[VersionKind, tuple[SampleFile, ...]]] = {
    "published": (VersionKind.SAMPLE, PUBLISHED),
    "demo": (VersionKind.DEMO, DEMO),
}


def prepare(engine: Engine, *, at: datetime) -> None:
    """Fill an empty store with the published sample; one that was emptied on purpose stays empty.

    A first start that was cut short is taken up where it stopped: its versions are the first files of the sample.
    """
    loaded = store.versions_frame(engine)["file_name"].tolist()[::-1]
    names = [*(file.name for file in PUBLISHED), PUBLISHED_FORUM.name]
    if loaded == names[: len(loaded)] and len(loaded) < len(names):
        _load(engine, "published", PUBLISHED[len(loaded) :], at=at, by=PROGRAM)


def load_sample(engine: Engine, name: str, *, at: datetime, by: Person) -> Saved | None:
    """Load the published or the made-up sample through the same loader and versions as anybody's file.

    One version a file, so that each figure leads to its own file; the story of the made-up forum is then played, at
    the times it tells. None when the sample is there already.
    """
    kind, files = SAMPLES[name]
    return None if store.sample_state(engine)[kind.value] else _load(engine, name, files, at=at, by=by)


def _load(engine: Engine, name: str, files: tuple[SampleFile, ...], *, at: datetime, by: Person) -> Saved:
    kind, _ = SAMPLES[name]
    if kind is VersionKind.DEMO:
        return _load_demo(engine, files, at=at, by=by)
    for file, reading in zip(files, _read_all(files, areas=None), strict=True):
        _save(engine, reading, kind=_kind_of(file, kind), at=at, by=by, areas=None)
    return _enter_forum(engine, PUBLISHED_FORUM, kind=kind, at=at, by=by)


def _load_demo(engine: Engine, files: tuple[SampleFile, ...], *, at: datetime, by: Person) -> Saved:
    """The first plan and its forum on the day the story begins, all figures now; then what happened in the forum."""
    areas = pd.DataFrame([asdict(area) for area in demo_areas()])
    *readings, agreed = _read_all((*files, DEMO_AGREED), areas=areas)
    begins = datetime.combine(demo_story().begins, OFFICE_HOUR)
    for file, reading in zip(files, readings, strict=True):
        told, kind = begins if file == DEMO_ACTIVITIES else at, _kind_of(file, VersionKind.DEMO)
        # Made-up areas come with made-up figures: with the real targets they would stay when those are removed.
        made_up = areas if kind is VersionKind.DEMO else None
        saved = _save(engine, reading, kind=kind, at=told, by=by, areas=made_up)
        if file == DEMO_ACTIVITIES:
            _enter_forum(engine, DEMO_FORUM, kind=VersionKind.DEMO, at=told, by=by)
    play(engine, _story(agreed))
    return saved


def _read_all(files: tuple[SampleFile, ...], *, areas: pd.DataFrame | None) -> list[Reading]:
    with ThreadPoolExecutor(max_workers=READERS_AT_ONCE) as pool:
        return list(pool.map(lambda file: _read(file, areas=areas), files))


def _enter_forum(engine: Engine, path: Path, *, kind: VersionKind, at: datetime, by: Person) -> Saved:
    file = SourceFile(path.name, sha256(path.read_bytes()).hexdigest())
    return store.enter_forums(engine, forum_rows(path), file=file, by=by, at=at, kind=kind)


def _story(agreed: Reading) -> ForumStory:
    """The story of the made-up forum, with what its meetings agree on as the loader read it."""
    told = demo_story()
    rows = agreed.rows_by_kind[Kind.ACTIVITIES].astype(object)
    plan = rows.where(rows.notna(), None)[list(SHAPES[Kind.ACTIVITIES].columns)].to_dict("records")
    titles = [(section, text(f"meetings.template.{section}")) for section in AgendaSection]
    return ForumStory(told.forum, told.said, told.reports, plan, titles)


def _kind_of(file: SampleFile, kind: VersionKind) -> VersionKind:
    """National targets are rules in force for everybody: they stay when the sample is removed."""
    return VersionKind.IMPORT if file == TARGETS_NATIONAL else kind


def _read(file: SampleFile, *, areas: pd.DataFrame | None) -> Reading:
    reading = read_file(file.path.read_bytes(), file_name=file.name, areas=areas)
    if not reading.is_savable:
        message = f"{file.name}: {reading.problems} {reading.questions}"
        raise ValueError(message)
    return reading


def _save(
    engine: Engine, reading: Reading, *, kind: VersionKind, at: datetime, by: Person, areas: pd.DataFrame | None
) -> Saved:
    source = SourceFile(reading.file_name, reading.sha256, reading.sheets)
    return store.save_import(engine, reading.rows_by_kind, file=source, by=by, at=at, kind=kind, areas=areas)


def main() -> None:
    """Open the dashboard on the Banyuasin example; in a browser too when a person sits at this terminal."""
    for name, value in EXAMPLE.items():
        os.environ.setdefault(name, value)
    os.chdir(ROOT)
    seen = ["--server.headless", "false", "--server.showEmailPrompt", "false"] if sys.stdout.isatty() else []
    sys.argv = ["streamlit", "run", "dashboard.py", *seen, *sys.argv[1:]]
    runpy.run_module("streamlit", run_name="__main__")


if __name__ == "__main__":
    main()
