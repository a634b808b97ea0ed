"""The figures of some areas as known at a version, each frame read when it is first touched and kept under its version.

Each access hands out a shallow copy: pandas copies on write, so no page can change what another one sees.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine

import store

KEPT_FRAMES = 48
READERS: dict[str, Callable[..., pd.DataFrame]] = {
    "membership": store.membership_frame,
    "population": store.population_frame,
    "facilities": store.facilities_frame,
    "targets": store.targets_frame,
    "activities": store.activities_frame,
    "matching": store.matching_frame,
    "reports": store.reports_frame,
}


@dataclass(frozen=True)
class Frames:
    """The figures of some areas (None: all) as known at a version; each frame is read when first touched."""

    store: Engine
    at: int
    regions: tuple[str, ...] | None

    @property
    def membership(self) -> pd.DataFrame:
        """People by segment."""
        return self._frame("membership")

    @property
    def population(self) -> pd.DataFrame:
        """People living there, by source."""
        return self._frame("population")

    @property
    def facilities(self) -> pd.DataFrame:
        """Facilities by year."""
        return self._frame("facilities")

    @property
    def targets(self) -> pd.DataFrame:
        """Targets and criteria."""
        return self._frame("targets")

    @property
    def activities(self) -> pd.DataFrame:
        """What the forum agreed on."""
        return self._frame("activities")

    @property
    def matching(self) -> pd.DataFrame:
        """Matching results by class."""
        return self._frame("matching")

    @property
    def reports(self) -> pd.DataFrame:
        """Progress reports on activities."""
        return self._frame("reports")

    def _frame(self, kind: str) -> pd.DataFrame:
        return _read(self.store, kind, self.at, self.regions).copy(deep=False)


def _activities(engine_used: Engine, at: int, regions: tuple[str, ...] | None) -> pd.DataFrame:
    """Activities change with every report: those of a version shortly before are brought up to this one."""
    before = _NEWEST.get((engine_used, regions))
    if before is not None and 0 < at - before[0] <= MOST_BEHIND:
        number, known = before
        rows = store.activities_brought_up(engine_used, known, from_version=number, version=at, regions=regions)
    else:
        rows = store.activities_frame(engine_used, version=at, regions=regions)
    if len(_NEWEST) >= KEPT_FRAMES:
        _NEWEST.clear()
    _NEWEST[(engine_used, regions)] = (at, rows)
    return rows


MOST_BEHIND = 200
"""Over more versions than this the activities are read anew."""
_NEWEST: dict[tuple[Engine, tuple[str, ...] | None], tuple[int, pd.DataFrame]] = {}
"""The activities of some areas at the version that was read last."""


@functools.lru_cache(maxsize=KEPT_FRAMES)
def _read(engine_used: Engine, kind: str, at: int, regions: tuple[str, ...] | None) -> pd.DataFrame:
    if kind == "activities":
        return _activities(engine_used, at, regions)
    return READERS[kind](engine_used, version=at, regions=regions)
