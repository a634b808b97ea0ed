"""Activities in the store of a forum: agreed, changed, evidence checked, settled, later dates asked, the clock."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from datetime import date, timedelta

import pandas as pd
import pytest
from forum_store import BUDI, DAY, FORUM, OTHER, activity, agreed, by, closed, found, frame, planned, refused, report
from sqlalchemy import Engine
from store_fixtures import engine, postgresql, url

import store
from vocab.codes import ActivityStatus, Obstacle
from vocab.forum_codes import EvidenceCheck

DUE, LATER = date(2026, 6, 30), date(2026, 9, 30)
DONE, PROGRESS = ActivityStatus.DONE_UNCONFIRMED, ActivityStatus.IN_PROGRESS
WAITING = Obstacle.WAITING_OTHERS


@pytest.fixture
def forum(engine: Engine) -> Engine:
    found(engine)
    found(engine, OTHER, "16.10")
    return engine


def asked(engine: Engine, activity_id: str, wanted: date = LATER, *, on: date = DAY, reason: str = "Hujan") -> int:
    request, _ = store.request_due_date(engine, activity_id, wanted=wanted, reason=reason, on=on, change=by(BUDI))
    return request


def answered(engine: Engine, activity_id: str, request: int, *, accept: bool = True, **more: object) -> int:
    choices = {"is_chair": True, "on": DAY, "change": by(), "note": "" if accept else "Tetap"} | more
    return store.answer_due_request(engine, activity_id, request, accept=accept, **choices)


def test_an_activity_begins_with_its_meeting_and_the_day_it_was_agreed_on(forum: Engine):
    meeting_id = planned(forum)
    activity_id = agreed(forum, meeting_id=meeting_id)
    row = activity(forum, activity_id)
    assert (row["status"], row["slips"], row["paused_days"], row["evidence_check"]) == (
        "not_started", 0, 0, "not_checked",
    )  # fmt: skip
    assert (row["agreed_on"].date(), row["first_due_date"].date(), row["meeting_id"]) == (DAY, DUE, meeting_id)
    assert not row["has_report"]


def test_the_same_activity_is_agreed_on_once(forum: Engine):
    agreed(forum, "Verifikasi data PBI")
    with refused("activity_exists", forum):
        agreed(forum, "verifikasi  DATA, PBI")
    with pytest.raises(ValueError):
        agreed(forum, "Lain", due_date="besok")


def test_a_decision_is_tied_to_its_activity(forum: Engine):
    meeting_id = planned(forum)
    store.add_decision(forum, meeting_id, {"decision": "Verifikasi"}, forum=FORUM, change=by())
    plan = {"forum": FORUM, "origin": "1", "region_code": "16.07", "institution": "Dinsos", "activity": "Verifikasi"}
    activity_id, _ = store.add_activity(forum, plan, change=by(), meeting_id=meeting_id, decision_id=1)
    assert frame(forum, "decisions")["activity_id"].tolist() == [activity_id]
    with refused("not_there", forum):
        store.add_activity(forum, plan | {"activity": "Lain"}, change=by(), meeting_id=meeting_id, decision_id=9)


def test_a_plan_changes_but_not_what_only_a_report_says(forum: Engine):
    activity_id = agreed(forum)
    opened_at = store.latest_version(forum)
    store.change_activity(forum, activity_id, {"person": "Wati", "budget": 10}, change=by(BUDI, opened_at=opened_at))
    row = activity(forum, activity_id)
    assert (row["person"], row["budget"], row["agreed_on"].date()) == ("Wati", 10, DAY)
    with refused("changed_since", forum, by="Budi"):
        store.change_activity(forum, activity_id, {"person": "Tono"}, change=by(opened_at=opened_at))
    for name, value in (("status", "done"), ("obstacle", "access"), ("evidence", "x"), ("output_realised", 3.0)):
        with refused("report_needed", forum):
            store.change_activity(forum, activity_id, {name: value}, change=by())
    with refused("activity_unknown", forum):
        store.change_activity(forum, "0" * 12, {"person": "x"}, change=by())


def test_other_words_keep_the_activity_and_its_reports(forum: Engine):
    activity_id = agreed(forum, "Verifikasi")
    report(forum, activity_id, PROGRESS)
    store.change_activity(forum, activity_id, {"activity": "Verifikasi ulang"}, change=by())
    assert activity(forum, activity_id)["activity"] == "Verifikasi ulang"
    assert activity(forum, activity_id)["has_report"]


def test_an_earlier_date_is_a_change_and_a_later_one_a_request(forum: Engine):
    activity_id = agreed(forum)
    store.change_activity(forum, activity_id, {"due_date": DUE - timedelta(days=1)}, change=by())
    assert activity(forum, activity_id)["due_date"].date() == DUE - timedelta(days=1)
    for later in (DUE, None):
        with refused("due_needs_request", forum, due_date=DUE - timedelta(days=1)):
            store.change_activity(forum, activity_id, {"due_date": later}, change=by())
    undated = agreed(forum, "Tanpa tenggat", due_date=None)
    store.change_activity(forum, undated, {"due_date": DUE}, change=by())
    assert activity(forum, undated)["due_date"].date() == DUE


def test_evidence_is_checked_where_there_is_some_and_new_evidence_is_unchecked(forum: Engine):
    activity_id = agreed(forum)
    with refused("evidence_needed", forum):
        store.check_evidence(forum, activity_id, check=EvidenceCheck.COMPLETE, change=by())
    report(forum, activity_id, DONE, evidence="Berita acara")
    opened_at = store.latest_version(forum)
    store.check_evidence(forum, activity_id, check=EvidenceCheck.COMPLETE, change=by(opened_at=opened_at))
    with refused("changed_since", forum):
        store.check_evidence(forum, activity_id, check=EvidenceCheck.INCOMPLETE, change=by(BUDI, opened_at=opened_at))
    assert activity(forum, activity_id)["evidence_check"] == "complete"
    report(forum, activity_id, DONE)
    assert activity(forum, activity_id)["evidence_check"] == "complete"
    report(forum, activity_id, DONE, evidence="Berita acara kedua")
    assert activity(forum, activity_id)["evidence_check"] == "not_checked"


def test_only_the_forum_settles_and_only_what_is_proven(forum: Engine):
    activity_id, meeting_id = agreed(forum), planned(forum)

    def settle() -> int:
        return store.settle(forum, activity_id, meeting_id=meeting_id, on=DAY, change=by())

    with refused("settled_by_forum", forum):
        report(forum, activity_id, ActivityStatus.DONE, evidence="x")
    with refused("not_reported_done", forum):
        settle()
    with refused("evidence_needed", forum):
        report(forum, activity_id, DONE)
    report(forum, activity_id, DONE, evidence="Berita acara", progress_pct=100.0)
    with refused("evidence_not_checked", forum):
        settle()
    store.check_evidence(forum, activity_id, check=EvidenceCheck.INCOMPLETE, change=by())
    with refused("evidence_not_checked", forum):
        settle()
    store.check_evidence(forum, activity_id, check=EvidenceCheck.COMPLETE, change=by())
    settle()
    row = activity(forum, activity_id)
    assert (row["status"], row["progress_pct"], row["evidence"]) == ("done", 100.0, "Berita acara")
    reports = store.reports_frame(forum)
    assert reports["status"].tolist() == ["done_unconfirmed", "done"]
    assert reports["meeting_id"].tolist()[-1] == meeting_id


def test_a_closed_meeting_settles_nothing_and_another_forum_neither(forum: Engine):
    activity_id = agreed(forum)
    report(forum, activity_id, DONE, evidence="x")
    store.check_evidence(forum, activity_id, check=EvidenceCheck.COMPLETE, change=by())
    of_other, own = planned(forum, OTHER), planned(forum)
    with refused("meeting_of_other_forum", forum):
        store.settle(forum, activity_id, meeting_id=of_other, on=DAY, change=by())
    closed(forum, own)
    with refused("meeting_closed", forum):
        store.settle(forum, activity_id, meeting_id=own, on=DAY, change=by())
    opened_at = store.latest_version(forum)
    report(forum, activity_id, DONE)
    with refused("changed_since", forum):
        store.settle(forum, activity_id, meeting_id=None, on=DAY, change=by(opened_at=opened_at))
    store.settle(forum, activity_id, meeting_id=None, on=DAY, change=by())


@pytest.mark.parametrize("status", [ActivityStatus.CANCELLED, ActivityStatus.CANNOT_BE_DONE])
def test_giving_up_and_taking_up_again_need_a_reason(forum: Engine, status: ActivityStatus):
    activity_id = agreed(forum)
    with refused("status_reason_needed", forum):
        report(forum, activity_id, status, note="  ")
    report(forum, activity_id, status, note="Kewenangan pusat")
    with refused("status_reason_needed", forum):
        report(forum, activity_id, PROGRESS)
    report(forum, activity_id, PROGRESS, note="Dibuka kembali")
    assert activity(forum, activity_id)["status"] == PROGRESS


def test_a_later_date_is_asked_with_a_reason_once_at_a_time(forum: Engine):
    activity_id, undated = agreed(forum), agreed(forum, "Tanpa tenggat", due_date=None)
    with refused("due_reason_needed", forum):
        asked(forum, activity_id, reason=" ")
    with refused("no_due_date", forum):
        asked(forum, undated)
    for wanted in (DUE, DUE - timedelta(days=1)):
        with refused("due_not_later", forum):
            asked(forum, activity_id, wanted)
    assert asked(forum, activity_id) == 1
    with refused("request_waits", forum):
        asked(forum, activity_id, date(2027, 1, 1))
    assert activity(forum, activity_id)["due_date"].date() == DUE
    (row,) = frame(forum, "due_requests").to_dict("records")
    assert (row["state"], row["institution"], row["person"]) == ("waiting", "Dinsos", "Budi")
    with refused("activity_unknown", forum):
        asked(forum, "0" * 12)


def test_the_chair_accepts_and_the_first_date_stays_while_slips_are_counted(forum: Engine):
    activity_id = agreed(forum)
    for number, wanted in enumerate((LATER, date(2026, 12, 31)), start=1):
        assert asked(forum, activity_id, wanted) == number
        answered(forum, activity_id, number)
    row = activity(forum, activity_id)
    assert (row["due_date"].date(), row["first_due_date"].date(), row["slips"]) == (date(2026, 12, 31), DUE, 2)
    requests = frame(forum, "due_requests")
    assert requests["due_date"].dt.date.tolist() == [DUE, LATER]
    assert requests["answered_by"].tolist() == ["Ani", "Ani"]


def test_a_refused_request_changes_nothing_and_needs_a_reason(forum: Engine):
    activity_id = agreed(forum)
    request = asked(forum, activity_id)
    with refused("answer_note_needed", forum):
        answered(forum, activity_id, request, accept=False, note=" ")
    with refused("chair_needed", forum):
        answered(forum, activity_id, request, is_chair=False)
    opened_at = store.latest_version(forum)
    answered(forum, activity_id, request, accept=False)
    row = activity(forum, activity_id)
    assert (row["due_date"].date(), row["slips"]) == (DUE, 0)
    with refused("already_answered", forum):
        answered(forum, activity_id, request)
    with refused("not_there", forum):
        answered(forum, activity_id, 9)
    assert asked(forum, activity_id) == 2
    again = frame(forum, "due_requests")
    assert again["state"].tolist() == ["refused", "waiting"]
    assert opened_at < store.latest_version(forum)


def test_two_answers_at_once_the_second_is_told(forum: Engine):
    activity_id = agreed(forum)
    request = asked(forum, activity_id)
    opened_at = store.latest_version(forum)
    answered(forum, activity_id, request, change=by(BUDI, opened_at=opened_at))
    with refused("already_answered", forum):
        answered(forum, activity_id, request, change=by(opened_at=opened_at))


def test_a_request_asked_twice_with_one_key_is_one(forum: Engine):
    activity_id = agreed(forum)
    given = {"wanted": LATER, "reason": "Hujan", "on": DAY, "change": by(BUDI, key="k")}
    first = store.request_due_date(forum, activity_id, **given)
    answered(forum, activity_id, first[0])
    assert store.request_due_date(forum, activity_id, **given) == first
    assert len(frame(forum, "due_requests")) == 1


def test_the_clock_stands_still_while_others_must_act_and_the_days_are_counted(forum: Engine):
    activity_id = agreed(forum)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 1), obstacle=WAITING)
    assert activity(forum, activity_id)["paused_since"].date() == date(2026, 4, 1)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 11), obstacle=WAITING, note="Masih menunggu")
    assert activity(forum, activity_id)["paused_since"].date() == date(2026, 4, 1)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 21), obstacle=Obstacle.DATA)
    row = activity(forum, activity_id)
    assert pd.isna(row["paused_since"]) and row["paused_days"] == 20
    report(forum, activity_id, PROGRESS, on=date(2026, 5, 1), obstacle=WAITING)
    report(forum, activity_id, PROGRESS, on=date(2026, 5, 4))
    assert activity(forum, activity_id)["paused_days"] == 23


def test_an_accepted_later_date_begins_the_clock_anew(forum: Engine):
    activity_id = agreed(forum)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 1), obstacle=WAITING)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 21))
    answered(forum, activity_id, asked(forum, activity_id), on=date(2026, 5, 1))
    row = activity(forum, activity_id)
    assert (row["paused_days"], pd.isna(row["paused_since"])) == (0, True)
    waiting = agreed(forum, "Menunggu")
    report(forum, waiting, PROGRESS, on=date(2026, 4, 1), obstacle=WAITING)
    answered(forum, waiting, asked(forum, waiting), on=date(2026, 5, 1))
    row = activity(forum, waiting)
    assert (row["paused_days"], row["paused_since"].date()) == (0, date(2026, 5, 1))


def test_a_change_of_the_plan_leaves_the_clock_alone(forum: Engine):
    activity_id = agreed(forum)
    report(forum, activity_id, PROGRESS, on=date(2026, 4, 1), obstacle=WAITING)
    store.change_activity(forum, activity_id, {"person": "Wati"}, change=by(on=date(2026, 4, 9)))
    row = activity(forum, activity_id)
    assert (row["paused_since"].date(), row["paused_days"]) == (date(2026, 4, 1), 0)


def test_an_activity_can_be_reported_on_after_its_due_date_and_out_of_order(forum: Engine):
    activity_id = agreed(forum)
    report(forum, activity_id, PROGRESS, on=date(2026, 8, 1), output_realised=5.0)
    report(forum, activity_id, PROGRESS, on=date(2026, 7, 1))
    row = activity(forum, activity_id)
    assert (row["reported_on"].date(), row["output_realised"]) == (date(2026, 8, 1), 5.0)
    assert store.reports_frame(forum)["reported_on"].dt.date.tolist() == [date(2026, 8, 1), date(2026, 7, 1)]
