"""The clock of an activity from the store to the board: it stands, runs on, is late, gets a later date, is settled."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Engine
from store_fixtures import memory

import store
from metrics import follow_up
from store import Change, ProgressReport
from vocab.codes import ActivityStatus, Obstacle, Timing
from vocab.forum_codes import DecisionNeed, EvidenceCheck
from vocab.people import Person

DINSOS, SECRETARY, CHAIR = Person("Dewi", "Dinsos"), Person("Sari", "BPJS Kesehatan"), Person("Rahman", "Sekda")
FORUM = "FKPKU Rekaan"
PLAN = {
    "forum": FORUM, "origin": "2026", "region_code": "16.07", "institution": "Dinsos", "office": "Bidang Linjamsos",
    "activity": "Verifikasi data PBI", "due_date": date(2026, 3, 31),
}  # fmt: skip


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T05:00").replace(tzinfo=UTC)


def report(engine: Engine, activity_id: str, day: str, **said: object) -> None:
    told = ProgressReport(reported_on=date.fromisoformat(day), **{"status": ActivityStatus.IN_PROGRESS, **said})
    opened_at = store.latest_version(engine)
    store.report_progress(engine, activity_id, report=told, opened_at=opened_at, by=DINSOS, at=at(day))


def on(engine: Engine, day: str) -> pd.Series:
    requests = store.forum_frame(engine, "due_requests")
    rows = follow_up(store.activities_frame(engine), today=date.fromisoformat(day), due_requests=requests)
    return rows.iloc[0]


def test_from_agreed_to_settled_with_a_pause_and_a_later_date(memory: Engine) -> None:
    engine = memory
    activity_id, _ = store.add_activity(engine, PLAN, change=Change(SECRETARY, at("2026-01-20")))
    assert on(engine, "2026-03-31")["timing"] is Timing.DUE_SOON

    report(engine, activity_id, "2026-03-10", obstacle=Obstacle.WAITING_OTHERS, note="Menunggu SK Kemensos")
    waiting = on(engine, "2026-03-29")
    assert (waiting["timing"], waiting["days_left"]) == (Timing.PAUSED, 21)
    assert waiting["decision"] == DecisionNeed.PAUSED

    report(engine, activity_id, "2026-03-30", progress_pct=40.0)
    assert on(engine, "2026-04-20")["timing"] is Timing.DUE_SOON
    late = on(engine, "2026-04-21")
    assert (late["timing"], late["days_late"], late["decision"]) == (Timing.OVERDUE, 1, DecisionNeed.LATE)

    report(engine, activity_id, "2026-04-25", progress_pct=60.0)
    assert on(engine, "2026-04-25")["progress_pct"] == 60

    request_id, _ = store.request_due_date(
        engine, activity_id, wanted=date(2026, 6, 30), reason="Banjir", on=date(2026, 4, 26),
        change=Change(DINSOS, at("2026-04-26")),
    )  # fmt: skip
    asked = on(engine, "2026-04-26")
    assert (asked["decision"], asked["days_late"]) == (DecisionNeed.DUE_REQUEST, 6)
    store.answer_due_request(
        engine, activity_id, request_id, accept=True, is_chair=True, on=date(2026, 4, 28),
        change=Change(CHAIR, at("2026-04-28")),
    )  # fmt: skip
    moved = on(engine, "2026-06-30")
    assert (moved["timing"], moved["days_left"], moved["slips"]) == (Timing.DUE_SOON, 0, 1)
    assert moved["first_due_date"] == pd.Timestamp("2026-03-31")
    assert on(engine, "2026-07-01")["days_late"] == 1

    report(engine, activity_id, "2026-06-30", status=ActivityStatus.DONE_UNCONFIRMED, evidence="BA 12/2026")
    assert on(engine, "2026-06-30")["decision"] == ""
    checked = Change(SECRETARY, at("2026-07-02"))
    store.check_evidence(engine, activity_id, check=EvidenceCheck.COMPLETE, change=checked)
    assert on(engine, "2026-07-02")["decision"] == DecisionNeed.SETTLE
    store.settle(engine, activity_id, meeting_id=None, on=date(2026, 7, 21), change=Change(CHAIR, at("2026-07-21")))
    done = on(engine, "2026-08-01")
    assert (done["timing"], done["decision"], done["is_unfinished"]) == (Timing.CLOSED, "", False)


def test_an_activity_that_was_late_before_its_pause_stays_as_late_as_it_was(memory: Engine) -> None:
    activity_id, _ = store.add_activity(memory, PLAN, change=Change(SECRETARY, at("2026-01-20")))
    report(memory, activity_id, "2026-04-05", obstacle=Obstacle.WAITING_OTHERS)
    paused = on(memory, "2026-05-01")
    assert (paused["timing"], paused["days_late"]) == (Timing.PAUSED, 5)
    report(memory, activity_id, "2026-05-01")
    assert on(memory, "2026-05-01")["days_late"] == 5
    assert on(memory, "2026-05-02")["days_late"] == 6
