"""Activities brought up from one version to a later one are those that are read anew, whatever happened between."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI, NOON, activities, engine, postgresql, save, url

import store
from store import Change, ProgressReport
from ui import kept_frames
from vocab.codes import ActivityStatus, Kind

CHANGE = Change(by=BUDI, at=NOON)
REGIONS = ["16.07"]


def report(engine: Engine, activity_id: str) -> int:
    said = ProgressReport(status=ActivityStatus.IN_PROGRESS, reported_on=date(2026, 11, 20), note="b")
    known = store.latest_version(engine)
    return store.report_progress(engine, activity_id, report=said, opened_at=known, by=ANI, at=NOON)


def lived(engine: Engine) -> list[int]:
    """A plan to which everything happens: reports, a change, a new one, one that moves away, an undo, a new plan."""
    save(engine, {Kind.ACTIVITIES: activities("satu", "Éka", "dua", "tiga")})
    ids = list(store.activities_frame(engine)["activity_id"])
    seen = [store.latest_version(engine)]
    reported = report(engine, ids[0])
    seen.append(store.change_activity(engine, ids[1], {"person": "Kepala"}, change=CHANGE))
    values = {"forum": "Forum Banyuasin", "origin": "2026", "institution": "Bappeda", "activity": "baru"}
    seen.append(store.add_activity(engine, values | {"region_code": "16.07"}, change=CHANGE)[1])
    seen.append(store.change_activity(engine, ids[2], {"region_code": "16.71"}, change=CHANGE))
    seen.append(store.undo(engine, reported, by=ANI, at=NOON).version)
    save(engine, {Kind.ACTIVITIES: activities("satu", "empat", note="berubah")})
    return [*seen, store.latest_version(engine)]


def test_from_every_version_to_every_later_one(engine):
    versions = lived(engine)
    assert len(store.activities_frame(engine, version=versions[0], regions=REGIONS)) == 4
    for place, before in enumerate(versions):
        known = store.activities_frame(engine, version=before, regions=REGIONS)
        for version in versions[place:]:
            found = store.activities_brought_up(engine, known, from_version=before, version=version, regions=REGIONS)
            wanted = store.activities_frame(engine, version=version, regions=REGIONS)
            pd.testing.assert_frame_equal(found, wanted)


@pytest.mark.parametrize("order", [1, -1])
def test_screens_see_each_version_as_it_is_read(engine, order):
    for version in lived(engine)[::order]:
        shown = kept_frames.Frames(engine, version, tuple(REGIONS)).activities
        pd.testing.assert_frame_equal(shown, store.activities_frame(engine, version=version, regions=REGIONS))
