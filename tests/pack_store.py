"""A store with the published figures, a forum of Banyuasin, and meetings held one after the other on them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import report_frames
from meeting_store import CLERK, FORUM, TEMPLATE, found
from sqlalchemy import Engine

import store
from store import Change, ProgressReport
from vocab.codes import ActivityStatus, Kind, Obstacle, VersionKind
from vocab.forum_codes import Attendance, MeetingState

FIRST_DAY, SECOND_DAY = date(2026, 6, 11), date(2026, 9, 10)
AT = datetime(2026, 6, 1, 3, tzinfo=UTC)
ACTIVITIES = 9


class Clock:
    """Versions one hour apart, so that each has its own time."""

    def __init__(self) -> None:
        self.now = AT

    def tick(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


def change(clock: Clock, *, in_meeting: bool = True) -> Change:
    return Change(by=CLERK, at=clock.tick(), kind=VersionKind.MEETING if in_meeting else VersionKind.FORUM)


def figures(engine: Engine, clock: Clock, membership: pd.DataFrame, name: str) -> int:
    """Membership, population and targets of Banyuasin as one import."""
    own = {
        Kind.MEMBERSHIP: membership,
        Kind.POPULATION: report_frames.population(),
        Kind.TARGETS: report_frames.targets(),
    }
    rows = {kind: frame[frame["region_code"].isin(["16.07", "00"])] for kind, frame in own.items()}
    file = store.SourceFile(name=name, sha256=f"{len(name):064x}")
    return store.save_import(engine, rows, file=file, by=CLERK, at=clock.tick()).version


def january(engine: Engine, clock: Clock) -> int:
    known = report_frames.membership()
    return figures(engine, clock, known[known["period"] == "2016-01"], "januari.xlsx")


def august(engine: Engine, clock: Clock) -> int:
    return figures(engine, clock, report_frames.membership(), "agustus.xlsx")


def held(engine: Engine, clock: Clock, on: date, *, period: str, decisions: int = 2) -> int:
    """A meeting from draft to closed: attendance, decisions, everything read back."""
    values = {
        "forum": FORUM, "meeting_date": on, "place": "Aula Setda", "start_time": "09.00", "figures_period": period,
        "figures_source": "bpjs", "chair_person": "Rahma", "chair_position": "Sekretaris Daerah",
        "next_date": on + timedelta(days=91), "next_place": "Aula Bappeda",
    }  # fmt: skip
    meeting_id, _ = store.plan_meeting(engine, values, template=TEMPLATE, change=change(clock))
    for to in (MeetingState.OPEN, MeetingState.RUNNING):
        store.move_meeting(engine, meeting_id, to=to, forum=FORUM, change=change(clock))
    came = {"institution": "Dinas Kesehatan", "attendance": Attendance.PRESENT.value}
    store.record_attendance(engine, meeting_id, came, forum=FORUM, change=change(clock))
    for place in range(1, decisions + 1):
        said = {"decision": f"Kesepakatan {place} rapat {on.isoformat()}", "institution": "Dinas Sosial",
                "due_date": on + timedelta(days=30), "people": 1000 * place, "budget": 5_000_000}  # fmt: skip
        store.add_decision(engine, meeting_id, said, forum=FORUM, change=change(clock))
    store.read_back(engine, meeting_id, forum=FORUM, change=change(clock))
    store.move_meeting(engine, meeting_id, to=MeetingState.CLOSED, forum=FORUM, change=change(clock))
    return meeting_id


def reported(engine: Engine, clock: Clock, place: int, status: ActivityStatus, *, on: date, **said: object) -> None:
    """A report on the activity at a place of the plan."""
    rows = store.activities_frame(engine, forums=[FORUM])
    activity_id = str(rows.sort_values("activity").iloc[place]["activity_id"])
    report = ProgressReport(status=status, reported_on=on, reported_institution="Dinas Kesehatan", **said)
    newest = store.latest_version(engine)
    store.report_progress(engine, activity_id, report=report, opened_at=newest, by=CLERK, at=clock.tick())


def two_meetings(url: str) -> tuple[Engine, Clock, tuple[int, int]]:
    """January's figures at the first meeting, August's and three reports at the second; both closed."""
    engine, clock = store.open_store(url), Clock()
    january(engine, clock)
    found(engine, activities=ACTIVITIES)
    first = held(engine, clock, FIRST_DAY, period="2016-01")
    august(engine, clock)
    reported(engine, clock, 0, ActivityStatus.PARTLY_DONE, on=date(2026, 8, 1), progress_pct=40.0,
             obstacle=Obstacle.ACCESS, note="Desa perairan")  # fmt: skip
    reported(engine, clock, 1, ActivityStatus.IN_PROGRESS, on=date(2026, 8, 2), output_realised=41.0)
    reported(engine, clock, 2, ActivityStatus.CANCELLED, on=date(2026, 8, 3), note="Digabung")
    return engine, clock, (first, held(engine, clock, SECOND_DAY, period="2016-08", decisions=3))


def afterwards(engine: Engine, clock: Clock) -> None:
    """What happens after the second meeting: a corrected import, its undo, a report, and a new activity."""
    more = report_frames.membership()
    doubled = more.assign(registered_people=more["registered_people"] * 2)
    version = figures(engine, clock, doubled, "koreksi-agustus.xlsx")
    reported(engine, clock, 3, ActivityStatus.IN_PROGRESS, on=date(2026, 9, 20), obstacle=Obstacle.BUDGET)
    store.undo(engine, version, by=CLERK, at=clock.tick())
    august(engine, clock)


def url_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'cakupan.db'}"
