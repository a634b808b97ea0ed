"""The first start: fills an empty store with the published figures, and what `make run` starts."""

import os
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

import store
from loaders.reading import Reading, read_file
from sample_data.catalogue import (
    DEMO,
    HOME_OF_DEMO,
    HOME_OF_PUBLISHED,
    PUBLISHED,
    TARGETS_NATIONAL,
    SampleFile,
    demo_areas,
    reported_shares,
)
from store import Saved, SourceFile
from vocab.codes import VersionKind
from vocab.people import Person

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
    names = [file.name for file in PUBLISHED]
    if loaded == names[: len(loaded)] and len(loaded) < len(names):
        _load(engine, "published", PUBLISHED[len(loaded) :], at=at, by=PROGRAM)


def load_sample(engine: Engine, name: str, *, at: datetime, by: Person) -> Saved | None:
    """Load the published or the made-up sample through the same loader and versions as anybody's file.

    One version a file, so that each figure leads to its own file. None when it is there already.
    """
    kind, files = SAMPLES[name]
    return None if store.sample_state(engine)[kind.value] else _load(engine, name, files, at=at, by=by)


def _load(engine: Engine, name: str, files: tuple[SampleFile, ...], *, at: datetime, by: Person) -> Saved:
    kind, _ = SAMPLES[name]
    areas = pd.DataFrame([asdict(area) for area in demo_areas()]) if kind is VersionKind.DEMO else None
    with ThreadPoolExecutor(max_workers=READERS_AT_ONCE) as pool:
        readings = list(pool.map(lambda file: _read(file, areas=areas), files))
    for file, reading in zip(files, readings, strict=True):
        saved = _save(engine, reading, kind=_kind_of(file, kind), at=at, by=by, areas=areas)
    return saved


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
