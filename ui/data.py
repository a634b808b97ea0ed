"""Frames for the screens, read once per version and set of areas.

A version never changes, so what is kept under its number is right by construction; nothing expires by a guess.
"""

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

import store
from settings import read_settings
from ui import areas as region_sets
from ui.kept_frames import Frames
from ui.session import language
from vocab.codes import OF_FIGURES, PopulationSource
from vocab.regions import NATION, members_of

KEPT_LISTS = 256
_NEWEST = "newest_version_of_this_run"
_NAMES = "area_names_of_this_run"


class Looked(Protocol):
    """What is looked at: an area, as known at a version."""

    @property
    def area(self) -> str:
        """The code of the area."""

    @property
    def known_at(self) -> int:
        """The number of the version."""


@dataclass(frozen=True)
class SampleState:
    """Whether published sample figures, or made-up ones, are in the store."""

    published: bool
    demo: bool


def engine() -> Engine:
    """The one engine of this process for the configured database."""
    return _engine_for(os.environ.get("CAKUPAN_DATABASE_URL"))


def latest_version() -> int:
    """The number of the newest version; 0 while nothing has been saved."""
    return store.latest_version(engine())


def frames(choice: Looked) -> Frames:
    """The figures of the chosen area, what it consists of, what lies directly under it, and all areas above."""
    return frames_at(choice.area, choice.known_at)


def frames_around(choice: Looked) -> Frames:
    """The same with the areas beside it, for comparisons."""
    return frames_at(choice.area, choice.known_at, around=True)


def periods(choice: Looked) -> tuple[str, ...]:
    """Months for which the chosen area has membership figures, oldest first."""
    return periods_of(frames(choice), choice.area)


def versions() -> pd.DataFrame:
    """The versions of figures and plans, newest first; entries of a forum are not among them."""
    return versions_at(engine(), latest_version()).copy(deep=False)


def version(number: int) -> pd.Series:
    """One version of any kind, as `store.versions_frame` gives it."""
    return store.versions_frame(engine(), numbers=[int(number)]).iloc[0]


def version_facts(numbers: Sequence[int]) -> pd.DataFrame:
    """Some versions of any kind, by their number; those of figures and plans are kept already."""
    wanted = sorted({int(number) for number in numbers})
    kept = versions().set_index("number", drop=False)
    if kept.index.isin(wanted).sum() == len(wanted):
        return kept.loc[wanted]
    return store.versions_frame(engine(), numbers=wanted).set_index("number", drop=False)


def touched(number: int) -> dict[str, int]:
    """How many rows of each table a version wrote or ended."""
    return store.touched(engine(), number)


def entries(*, newest: int, before: int | None = None) -> pd.DataFrame:
    """The newest versions of all kinds, or the newest of those before one: single entries of a forum are among them."""
    return store.versions_frame(engine(), newest=newest, before=before)


def sample_state() -> SampleState:
    """Which samples stand in the store now."""
    return sample_state_at(engine(), latest_version())


def areas() -> pd.DataFrame:
    """Areas that came with files: code, name, is_made_up."""
    return store.areas_frame(engine())


def areas_at(version: int) -> pd.DataFrame:
    """Areas that came with files as known at a version; columns as in `areas`."""
    return store.areas_frame(engine(), version=version)


def answers() -> pd.DataFrame:
    """Every answer about files ever remembered, newest first, as `store.answers_frame` gives them."""
    return store.answers_frame(engine())


def remembered_answers() -> dict[str, dict[str, str]]:
    """The remembered answers in force, by scope and code."""
    return store.remembered_answers(engine())


def area_name(code: str, *, short: bool = False) -> str:
    """The name of an area as people say it; short for tables and axes."""
    return region_sets.name_in(_names_of_this_run(), code, short=short)


def begin_run() -> None:
    """Ask the store once which version is the newest; what stands around the page needs it many times."""
    newest = latest_version()
    st.session_state[_NEWEST] = newest
    st.session_state[_NAMES] = region_sets.names_from_files(engine(), newest)


def newest_of_run() -> int:
    """The newest version when this run began; what is saved later in the run is not in it."""
    newest: int | None = st.session_state.get(_NEWEST)
    return latest_version() if newest is None else newest


def area_labels() -> dict[str, str]:
    """Every area that can be looked at with its name and province, by code, in the order of lists."""
    return region_sets.labels(engine(), newest_of_run(), language())


def _names_of_this_run() -> dict[str, str]:
    names: dict[str, str] | None = st.session_state.get(_NAMES)
    return region_sets.names_from_files(engine(), latest_version()) if names is None else names


def members(choice: Looked) -> tuple[str, ...]:
    """The regencies and cities that the chosen area consists of, those that came with files among them."""
    return own_codes(frames(choice), choice.area)[1:]


def frames_at(area: str, at: int, *, around: bool = False) -> Frames:
    """The figures for an area as known at a version; `around` adds the areas beside it."""
    brought = tuple(sorted(region_sets.names_from_files(engine(), at)))
    select = region_sets.neighbourhood if around else region_sets.family
    return Frames(engine(), at, select(area, brought))


@functools.lru_cache(maxsize=KEPT_LISTS)
def periods_of(frames: Frames, area: str) -> tuple[str, ...]:
    """Months for which an area, or what it consists of, has membership figures, oldest first."""
    membership = frames.membership
    own = membership.loc[membership["region_code"].isin(own_codes(frames, area)), "period"]
    return tuple(sorted(own.unique()))


@functools.lru_cache(maxsize=KEPT_LISTS)
def sources_of(frames: Frames, area: str) -> tuple[str, ...]:
    """Who counted the population of an area, or of what it consists of, in the default order of choice."""
    population = frames.population
    found = set(population.loc[population["region_code"].isin(own_codes(frames, area)), "source"])
    return tuple(source.value for source in PopulationSource if source.value in found)


def own_codes(frames: Frames, area: str) -> tuple[str, ...]:
    """An area and what it consists of; made-up areas are no part of the nation."""
    left_out = region_sets.made_up(frames.store, frames.at) if area == NATION else frozenset()
    brought = tuple(sorted(region_sets.names_from_files(frames.store, frames.at).keys() - left_out))
    return (area, *members_of(area, also=brought))


@functools.lru_cache(maxsize=4)
def versions_at(engine_used: Engine, at: int) -> pd.DataFrame:  # noqa: ARG001 - the number is the key
    """The versions of figures up to now, newest first; `at` is the newest number, which keeps this current."""
    return store.versions_frame(engine_used, kinds=OF_FIGURES)


@functools.lru_cache(maxsize=8)
def sample_state_at(engine_used: Engine, at: int) -> SampleState:
    """Which samples have rows in force at a version."""
    counts = store.sample_state(engine_used, at)
    return SampleState(published=counts["sample"] > 0, demo=counts["demo"] > 0)


@functools.lru_cache(maxsize=8)
def adopted_at(engine_used: Engine, at: int) -> tuple[str, ...]:
    """Forums of the published example that somebody has taken over by meeting in them, as known at a version."""
    return store.adopted_forums(engine_used, at)


@functools.lru_cache(maxsize=KEPT_LISTS)
def kinds_of_sample_in(frames: Frames, area: str) -> frozenset[str]:
    """Which samples ("sample", "demo") the figures of an area come from; a forum that was taken over is no sample."""
    versions = versions_at(frames.store, frames.at)
    kind_of = dict(zip(versions["number"], versions["kind"], strict=True))
    codes = own_codes(frames, area)
    found: set[str] = set()
    activities = frames.activities
    activities = activities[~activities["forum"].isin(adopted_at(frames.store, frames.at))]
    for frame in (frames.membership, frames.population, frames.facilities, activities, frames.matching):
        shown = frame.loc[frame["region_code"].isin(codes), "origin_version"]
        found |= {kind_of.get(number, "") for number in shown.unique()}
    return frozenset(found & {"sample", "demo"})


@functools.cache
def _engine_for(_: str | None) -> Engine:
    """The engine for what the environment says; the variable is the key, because reading all settings takes longer."""
    return store.open_store(read_settings().database_url)
