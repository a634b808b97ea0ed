"""The forum of Banyuasin as tests of its screens need it: a plan beside the four published activities."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

import store
from store import Change
from ui import data, session
from vocab.codes import ActivityStatus, Kind, Obstacle
from vocab.forum_codes import AgendaSection, Attendance, EvidenceCheck, MeetingState
from vocab.people import Person

AREA, FORUM = "16.07", "FKPKU Kabupaten Banyuasin"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "secretariat")
OPERATOR = Person("Budi", "Dinas Sosial", "operator")
CHAIR = Person("Sekda", "Sekretariat Daerah", "chair")
CHANGE = Change(by=SITI, at=AT)
LATE, FAR = date(2020, 12, 31), date(2099, 12, 31)
PLAN: tuple[dict[str, Any], ...] = (
    {"code": "K-01", "institution": "Dinas Sosial", "activity": "Verifikasi PBI desa perairan", "status": "partly_done",
     "output_unit": "desa", "output_target": 42.0, "output_realised": 18.0, "due_date": LATE, "obstacle": "access",
     "obstacle_note": "Perlu perahu", "budget": 60_000_000, "budget_state": "proposed"},
    {"code": "K-02", "institution": "Bappeda", "activity": "Penyelarasan target", "status": "done_unconfirmed",
     "due_date": LATE, "evidence": "Rancangan RKPD", "office": "Bidang Perencanaan"},
    {"code": "K-03", "institution": "BPKAD", "activity": "Pelunasan tunggakan", "status": "postponed",
     "obstacle": "budget", "due_date": FAR, "office": "Bidang Anggaran", "people_expected": 900},
    {"code": "K-04", "institution": "Disdukcapil", "activity": "Pemadanan data peserta", "status": "in_progress",
     "office": "Bidang Data", "due_date": FAR, "people_expected": 1200},
    {"code": "K-05", "institution": "Dinas Kesehatan", "activity": "Pendampingan klinik", "status": "in_progress",
     "office": "Bidang Pelayanan"},
    {"code": "K-06", "institution": "Dinas PMD", "activity": "Pendaftaran perangkat desa", "status": "done",
     "evidence": "Rekap"},
    {"code": "K-08", "institution": "Bappeda", "activity": "Laporan tahunan forum", "status": "not_started"},
    {"code": "K-07", "institution": "Dinas Sosial", "activity": "Pendaftaran penghuni panti", "status": "cancelled"},
)  # fmt: skip


@pytest.fixture
def planned(tmp_path: Path, example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The published example with the plan above, in a database of the test's own."""
    shutil.copytree(example_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    load_plan(data.engine())
    yield data.engine()
    data.engine().dispose()


def load_plan(engine: Engine) -> None:
    same = {"forum": FORUM, "origin": "Triwulan III 2026", "region_code": AREA, "sector": "non_health", "sheet": "RTL"}
    rows = [{**same, "cell": f"G{line}", **row} for line, row in enumerate(PLAN, start=2)]
    soon = {"K-05": session.today() + timedelta(days=5)}
    dated = [row | {"due_date": soon.get(row["code"], row.get("due_date"))} for row in rows]
    file = store.SourceFile("rencana.xlsx", "ab" * 32)
    store.save_import(engine, {Kind.ACTIVITIES: pd.DataFrame(dated)}, file=file, by=SITI, at=AT)


def of_code(engine: Engine, code: str) -> pd.Series:
    """An activity of the plan as it stands."""
    rows = store.activities_frame(engine, forums=[FORUM])
    return rows[rows["code"] == code].iloc[0]


def register(engine: Engine) -> None:
    """The forum with its members, in quarters."""
    facts = {"forum": FORUM, "region_code": AREA, "cadence": "quarterly", "decree_date": date(2025, 7, 1)}
    store.save_forum(engine, facts, CHANGE)
    names = dict.fromkeys(["Dinas Kesehatan", "Disdukcapil", *(row["institution"] for row in PLAN)])
    members = [{"forum": FORUM, "institution": name, "place": place} for place, name in enumerate(names, start=1)]
    store.save_members(engine, members, CHANGE)


def meet(engine: Engine, on: date, *steps: MeetingState) -> int:
    """A meeting of the forum, as far as the steps bring it."""
    values = {"forum": FORUM, "meeting_date": on, "place": "Ruang rapat Setda"}
    template = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))
    meeting, _ = store.plan_meeting(engine, values, template=template, change=CHANGE)
    for step in steps:
        store.move_meeting(engine, meeting, to=step, forum=FORUM, change=CHANGE)
    return meeting


def number_of(engine: Engine, meeting: int) -> int:
    """The number that a meeting has in its forum."""
    return int(store.forum_frame(engine, "meetings", meeting_id=[meeting])["number"].iloc[0])


def say(engine: Engine, code: str, *, on: date, by: Person = SITI, **values: Any) -> int:
    """A report on an activity of the plan; returns the version."""
    report = store.ProgressReport(**({"status": ActivityStatus.IN_PROGRESS, "reported_on": on} | values))
    known, activity_id = store.latest_version(engine), of_code(engine, code)["activity_id"]
    return store.report_progress(engine, activity_id, report=report, opened_at=known, by=by, at=AT)


def live(engine: Engine) -> None:
    """Everything that can happen to activities: a meeting that they outlive, a clock that stands still, a request,
    evidence that is complete."""
    register(engine)
    closed = (MeetingState.OPEN, MeetingState.RUNNING, MeetingState.CLOSED)
    meeting = meet(engine, session.today(), *closed)
    attendance = {"institution": "Dinas Kesehatan", "attendance": Attendance.PRESENT}
    other = meet(engine, FAR, MeetingState.OPEN)
    store.record_attendance(engine, other, attendance, forum=FORUM, change=CHANGE)
    assert meeting < other
    say(engine, "K-04", obstacle=Obstacle.WAITING_OTHERS, note="Menunggu pusat", on=session.today())
    say(engine, "K-03", status=ActivityStatus.POSTPONED, on=session.today())
    done, asked = of_code(engine, "K-02"), of_code(engine, "K-01")
    store.check_evidence(engine, done["activity_id"], check=EvidenceCheck.COMPLETE, change=CHANGE)
    later = Change(by=OPERATOR, at=AT)
    store.request_due_date(engine, asked["activity_id"], wanted=FAR, reason="Hujan", on=AT.date(), change=later)
