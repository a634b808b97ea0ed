"""What the tests of the store of a forum share: a small forum, its meeting and activities, how refusals are caught."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

import store
from store import Change, ProgressReport
from vocab.codes import ActivityStatus
from vocab.forum_codes import AgendaSection, MeetingState
from vocab.people import Person
from vocab.refusal import Refusal

ANI, BUDI = Person("Ani", "Sekretariat", "secretariat"), Person("Budi", "Dinsos", "operator")
FORUM, OTHER = "FKPKU Kabupaten Contoh", "FKPKU Kota Contoh"
NOON = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)
TEMPLATE = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))


def by(person: Person = ANI, *, opened_at: int | None = None, on: date | None = None, **more: Any) -> Change:
    """Who changes something: Ani, on the day of the meeting, unless said otherwise."""
    at = datetime.combine(on, NOON.timetz()) if on else NOON
    return Change(by=person, at=at, opened_at=opened_at, **more)


@contextmanager
def refused(code: str, engine: Engine | None = None, **values: object) -> Iterator[None]:
    """Holds that a Refusal with this code comes, with these values, and that the store made no version."""
    before = None if engine is None else store.latest_version(engine)
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code
    assert {name: caught.value.values[name] for name in values} == values  # noqa: PD011
    assert engine is None or store.latest_version(engine) == before


def found(engine: Engine, forum: str = FORUM, region: str = "16.07") -> None:
    store.save_forum(engine, {"forum": forum, "region_code": region}, by())


def planned(engine: Engine, forum: str = FORUM, on: date = DAY) -> int:
    meeting_id, _ = store.plan_meeting(engine, {"forum": forum, "meeting_date": on}, template=TEMPLATE, change=by())
    return meeting_id


def moved(engine: Engine, meeting_id: int, *steps: MeetingState, forum: str = FORUM, reason: str = "") -> int:
    """Bring a meeting through steps; returns the last version."""
    version = 0
    for step in steps:
        version = store.move_meeting(engine, meeting_id, to=step, forum=forum, change=by(), reason=reason)
    return version


def closed(engine: Engine, meeting_id: int, forum: str = FORUM) -> int:
    return moved(engine, meeting_id, MeetingState.OPEN, MeetingState.RUNNING, MeetingState.CLOSED, forum=forum)


def agreed(engine: Engine, text: str = "Verifikasi data PBI", *, meeting_id: int | None = None, **values: Any) -> str:
    """Agree on an activity of the forum; returns its id."""
    plan = {
        "forum": FORUM, "origin": "Rapat 1", "region_code": "16.07", "institution": "Dinas Sosial", "activity": text,
        "due_date": date(2026, 6, 30),
    }  # fmt: skip
    on = values.pop("on", None)
    return store.add_activity(engine, plan | values, change=by(on=on), meeting_id=meeting_id)[0]


def report(engine: Engine, activity_id: str, status: ActivityStatus, *, on: date = DAY, **said: Any) -> int:
    """Report on an activity as it stands."""
    given = ProgressReport(status=status, reported_on=on, **said)
    at = datetime.combine(on, NOON.timetz()) + timedelta(minutes=1)
    known = store.latest_version(engine)
    return store.report_progress(engine, activity_id, report=given, opened_at=known, by=BUDI, at=at)


def activity(engine: Engine, activity_id: str, version: int | None = None) -> pd.Series:
    rows = store.activities_frame(engine, version=version)
    return rows[rows["activity_id"] == activity_id].iloc[0]


def meeting(engine: Engine, meeting_id: int, version: int | None = None) -> dict[str, Any]:
    return store.forum_frame(engine, "meetings", version=version, meeting_id=[meeting_id]).iloc[0].to_dict()


def frame(engine: Engine, name: str, **among: list[object]) -> pd.DataFrame:
    return store.forum_frame(engine, name, **among)
