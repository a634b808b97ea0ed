"""Meetings in the store: their steps, agenda, minutes and decisions, reading back, freezing, reopening, corrections."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from datetime import date

import pandas as pd
import pytest
from forum_store import (
    BUDI,
    DAY,
    FORUM,
    OTHER,
    TEMPLATE,
    activity,
    agreed,
    by,
    closed,
    found,
    frame,
    meeting,
    moved,
    planned,
    refused,
    report,
)
from sqlalchemy import Engine
from store_fixtures import engine, postgresql, url

import store
from vocab.codes import ActivityStatus, VersionKind
from vocab.forum_codes import MEETING_STEPS, AgendaSection, MeetingState

DRAFT, OPEN, RUNNING, CLOSED = MeetingState


@pytest.fixture
def forum(engine: Engine) -> Engine:
    found(engine)
    found(engine, OTHER, "16.10")
    return engine


def titles(engine: Engine, meeting_id: int, version: int | None = None) -> list[str]:
    return frame(engine, "agenda", meeting_id=[meeting_id], version=version)["title"].tolist()


def item(engine: Engine, meeting_id: int, title: str) -> int:
    rows = frame(engine, "agenda", meeting_id=[meeting_id])
    return int(rows.loc[rows["title"] == title, "item_id"].iloc[0])


def test_a_meeting_is_planned_with_its_agenda_and_the_open_activities_in_between(forum: Engine):
    first, later = agreed(forum, "Lama", on=date(2026, 1, 1)), agreed(forum, "Baru", on=date(2026, 2, 1))
    done = agreed(forum, "Selesai")
    report(forum, done, ActivityStatus.CANCELLED, note="Digabung")
    agreed(forum, "Lain", forum=OTHER, region_code="16.10")
    meeting_id = planned(forum)
    assert titles(forum, meeting_id) == ["Pembukaan", "Lama", "Baru", "Penutup"]
    rows = frame(forum, "agenda", meeting_id=[meeting_id])
    assert rows["activity_id"].tolist() == ["", first, later, ""]
    assert rows["section"].tolist() == ["opening", "follow_up", "follow_up", "closing"]
    facts = meeting(forum, meeting_id)
    assert (facts["number"], facts["state"], facts["kind"]) == (1, DRAFT, "regular")
    assert pd.isna(facts["closed_version"])


def test_meetings_are_numbered_by_forum_and_only_a_forum_that_is_there_meets(forum: Engine):
    assert (planned(forum), planned(forum, OTHER), planned(forum)) == (1, 2, 3)
    assert frame(forum, "meetings")[["forum", "number"]].to_numpy().tolist() == [[FORUM, 1], [FORUM, 2], [OTHER, 1]]
    with refused("forum_unknown", forum):
        planned(forum, "FKPKU Mana")


def test_the_same_key_plans_one_meeting(forum: Engine):
    values = {"forum": FORUM, "meeting_date": DAY}
    first = store.plan_meeting(forum, values, template=TEMPLATE, change=by(key="k"))
    planned(forum)
    moved(forum, first[0], OPEN)
    assert store.plan_meeting(forum, values, template=TEMPLATE, change=by(key="k")) == first
    assert len(frame(forum, "meetings")) == 2


@pytest.mark.parametrize("to", MeetingState)
@pytest.mark.parametrize("state", MeetingState)
def test_steps_that_do_not_follow_are_refused(forum: Engine, state: MeetingState, to: MeetingState):
    meeting_id = planned(forum)
    moved(forum, meeting_id, *(OPEN, RUNNING, CLOSED)[: list(MeetingState).index(state)])
    if to in MEETING_STEPS[state]:
        moved(forum, meeting_id, to, reason="Salah ketik")
        assert meeting(forum, meeting_id)["state"] == to
    else:
        with refused("wrong_step", forum, state=state.value, to=to.value):
            moved(forum, meeting_id, to)


def test_newly_open_activities_come_onto_the_agenda_by_themselves_and_finished_ones_leave(forum: Engine):
    first = agreed(forum, "Pertama")
    kept, dropped = agreed(forum, "Dibahas"), agreed(forum, "Dibatalkan")
    meeting_id = planned(forum)
    agreed(forum, "Kedua")
    moved(forum, meeting_id, OPEN)
    assert titles(forum, meeting_id)[1:-1] == ["Pertama", "Dibahas", "Dibatalkan", "Kedua"]
    said = {"minutes": "Sudah dibahas"}
    store.save_agenda_item(forum, meeting_id, item(forum, meeting_id, "Dibahas"), said, forum=FORUM, change=by())
    for activity_id in (kept, dropped):
        report(forum, activity_id, ActivityStatus.CANCELLED, note="Digabung")
    moved(forum, meeting_id, RUNNING)
    assert titles(forum, meeting_id)[1:-1] == ["Pertama", "Dibahas", "Kedua"]
    assert activity(forum, first)["status"] == "not_started"


def test_what_is_still_open_comes_to_the_next_meeting(forum: Engine):
    first = planned(forum)
    moved(forum, first, OPEN, RUNNING)
    carried = agreed(forum, "Disepakati", meeting_id=first)
    closed_at = moved(forum, first, CLOSED)
    second = planned(forum, on=date(2026, 6, 9))
    assert frame(forum, "agenda", meeting_id=[second])["activity_id"].tolist() == ["", carried, ""]
    assert carried not in frame(forum, "agenda", meeting_id=[first], version=closed_at)["activity_id"].tolist()


def test_closing_keeps_the_version_and_later_changes_do_not_reach_it(forum: Engine):
    activity_id = agreed(forum)
    meeting_id = planned(forum)
    at = closed(forum, meeting_id)
    assert meeting(forum, meeting_id)["closed_version"] == at == store.latest_version(forum)
    before = {name: frame(forum, name, version=at) for name in store.FORUM_FRAMES}
    report(forum, activity_id, ActivityStatus.IN_PROGRESS)
    store.save_member(forum, {"forum": FORUM, "institution": "Bappeda", "place": 1}, by())
    planned(forum)
    store.change_activity(forum, activity_id, {"person": "Wati"}, change=by())
    for name, rows in before.items():
        pd.testing.assert_frame_equal(rows, frame(forum, name, version=at))
    assert activity(forum, activity_id, at)["status"] == "not_started"


def test_a_closed_meeting_takes_nothing_more(forum: Engine):
    meeting_id = planned(forum)
    decision = {"decision": "Lapor tiap bulan"}
    number = store.add_decision(forum, meeting_id, decision, forum=FORUM, change=by())
    store.read_back(forum, meeting_id, forum=FORUM, change=by())
    opening = item(forum, meeting_id, "Pembukaan")
    closed(forum, meeting_id)
    of_forum = {"forum": FORUM, "change": by()}
    tries = (
        lambda: store.change_meeting(forum, meeting_id, {"place": "Aula"}, **of_forum),
        lambda: store.save_agenda_item(forum, meeting_id, opening, {"minutes": "x"}, **of_forum),
        lambda: store.move_agenda_item(forum, meeting_id, opening, before=True, **of_forum),
        lambda: store.add_agenda_item(forum, meeting_id, section=AgendaSection.DISCUSSION, title="x", **of_forum),
        lambda: store.drop_agenda_item(forum, meeting_id, opening, **of_forum),
        lambda: store.record_attendance(forum, meeting_id, {"institution": "x", "attendance": "present"}, **of_forum),
        lambda: store.add_decision(forum, meeting_id, decision, **of_forum),
        lambda: store.save_decision(forum, meeting_id, number, decision, **of_forum),
        lambda: store.drop_decision(forum, meeting_id, number, **of_forum),
        lambda: store.read_back(forum, meeting_id, **of_forum),
        lambda: agreed(forum, meeting_id=meeting_id),
    )
    for attempt in tries:
        with refused("meeting_closed", forum):
            attempt()


def test_nobody_touches_the_meeting_of_another_forum(forum: Engine):
    meeting_id = planned(forum)
    opening = item(forum, meeting_id, "Pembukaan")
    of_other = {"forum": OTHER, "change": by()}
    tries = (
        lambda: store.change_meeting(forum, meeting_id, {"place": "Aula"}, **of_other),
        lambda: store.move_meeting(forum, meeting_id, to=OPEN, **of_other),
        lambda: store.save_agenda_item(forum, meeting_id, opening, {"minutes": "x"}, **of_other),
        lambda: store.record_attendance(forum, meeting_id, {"institution": "x", "attendance": "present"}, **of_other),
        lambda: store.add_decision(forum, meeting_id, {"decision": "x"}, **of_other),
        lambda: store.read_back(forum, meeting_id, **of_other),
        lambda: agreed(forum, forum=OTHER, region_code="16.10", meeting_id=meeting_id),
    )
    for attempt in tries:
        with refused("meeting_of_other_forum", forum):
            attempt()
    moved(forum, meeting_id, OPEN, RUNNING)
    with refused("meeting_of_other_forum", forum):
        store.move_meeting(forum, meeting_id, to=CLOSED, **of_other)
    with refused("meeting_unknown", forum):
        store.move_meeting(forum, 99, to=OPEN, forum=FORUM, change=by())


def test_facts_of_a_meeting_change_but_not_what_its_steps_keep(forum: Engine):
    meeting_id = planned(forum)
    opened_at = store.latest_version(forum)
    values = {"place": "Aula", "state": "closed", "number": 9, "forum": OTHER, "closed_version": 3, "reason": "x"}
    store.change_meeting(forum, meeting_id, values, forum=FORUM, change=by(BUDI, opened_at=opened_at))
    facts = meeting(forum, meeting_id)
    assert (facts["place"], facts["state"], facts["number"], facts["forum"]) == ("Aula", DRAFT, 1, FORUM)
    with refused("changed_since", forum, by="Budi"):
        store.change_meeting(forum, meeting_id, {"place": "Ruang 2"}, forum=FORUM, change=by(opened_at=opened_at))
    with refused("changed_since", forum):
        store.move_meeting(forum, meeting_id, to=OPEN, forum=FORUM, change=by(opened_at=opened_at))


def test_what_was_not_read_back_holds_up_the_closing(forum: Engine):
    meeting_id = planned(forum)
    opening = item(forum, meeting_id, "Pembukaan")
    store.save_agenda_item(forum, meeting_id, opening, {"minutes": "Sambutan"}, forum=FORUM, change=by())
    store.add_decision(forum, meeting_id, {"decision": "Lapor tiap bulan"}, forum=FORUM, change=by())
    moved(forum, meeting_id, OPEN, RUNNING)
    with refused("not_read_back", forum, count=2):
        moved(forum, meeting_id, CLOSED)
    store.read_back(forum, meeting_id, forum=FORUM, change=by())
    assert frame(forum, "decisions")["is_read_back"].all()
    store.save_decision(forum, meeting_id, 1, {"decision": "Lapor tiap triwulan"}, forum=FORUM, change=by())
    with refused("not_read_back", forum, count=1):
        moved(forum, meeting_id, CLOSED)
    store.read_back(forum, meeting_id, forum=FORUM, change=by())
    store.save_agenda_item(forum, meeting_id, opening, {"title": "Sambutan Sekda"}, forum=FORUM, change=by())
    moved(forum, meeting_id, CLOSED)


def test_what_was_typed_after_the_reading_stays_a_draft(forum: Engine):
    meeting_id = planned(forum)
    store.add_decision(forum, meeting_id, {"decision": "Pertama"}, forum=FORUM, change=by())
    read_at = store.latest_version(forum)
    store.add_decision(forum, meeting_id, {"decision": "Kedua"}, forum=FORUM, change=by())
    store.read_back(forum, meeting_id, forum=FORUM, change=by(opened_at=read_at))
    assert frame(forum, "decisions")["is_read_back"].tolist() == [True, False]


def test_reopening_needs_a_reason_and_leaves_a_trace(forum: Engine):
    meeting_id = planned(forum)
    closed(forum, meeting_id)
    with refused("reopen_reason_needed", forum):
        moved(forum, meeting_id, RUNNING, reason="  ")
    moved(forum, meeting_id, RUNNING, reason=" Keputusan kedua belum tercatat ")
    assert meeting(forum, meeting_id)["reason"] == "Keputusan kedua belum tercatat"
    assert pd.isna(meeting(forum, meeting_id)["closed_version"])
    again = moved(forum, meeting_id, CLOSED)
    assert meeting(forum, meeting_id)["closed_version"] == again
    history = store.forum_history(forum, "meetings", meeting_id=meeting_id)
    assert history["state"].tolist() == [DRAFT, OPEN, RUNNING, CLOSED, RUNNING, CLOSED]
    assert history["reason"].tolist()[-2] == "Keputusan kedua belum tercatat"
    assert history["closed_version"].dropna().tolist() == [history["since"].iloc[3], again]


def test_reopening_does_not_change_what_was_on_the_agenda(forum: Engine):
    meeting_id = planned(forum)
    closed(forum, meeting_id)
    agreed(forum, "Sesudahnya")
    moved(forum, meeting_id, RUNNING, reason="Salah ketik")
    assert titles(forum, meeting_id) == ["Pembukaan", "Penutup"]


def test_items_come_to_the_end_of_their_part_and_change_places(forum: Engine):
    meeting_id = planned(forum)
    add = {"section": AgendaSection.DISCUSSION, "forum": FORUM, "change": by()}
    for title in ("Iuran", "Data", "Rujukan"):
        store.add_agenda_item(forum, meeting_id, title=title, **add)
    assert titles(forum, meeting_id) == ["Pembukaan", "Iuran", "Data", "Rujukan", "Penutup"]
    moving = {"forum": FORUM, "change": by()}
    store.move_agenda_item(forum, meeting_id, item(forum, meeting_id, "Rujukan"), before=True, **moving)
    store.move_agenda_item(forum, meeting_id, item(forum, meeting_id, "Iuran"), before=True, **moving)
    assert titles(forum, meeting_id) == ["Pembukaan", "Iuran", "Rujukan", "Data", "Penutup"]
    with refused("title_needed", forum):
        store.add_agenda_item(forum, meeting_id, title="  ", **add)
    with refused("not_there", forum):
        store.move_agenda_item(forum, meeting_id, 99, before=True, **moving)


def test_a_topic_leaves_the_agenda_but_an_open_activity_stays(forum: Engine):
    agreed(forum, "Terbuka")
    meeting_id = planned(forum)
    dropping = {"forum": FORUM, "change": by()}
    with refused("open_item_stays", forum):
        store.drop_agenda_item(forum, meeting_id, item(forum, meeting_id, "Terbuka"), **dropping)
    opening = item(forum, meeting_id, "Pembukaan")
    store.drop_agenda_item(forum, meeting_id, opening, **dropping)
    with refused("not_there", forum):
        store.drop_agenda_item(forum, meeting_id, opening, **dropping)
    with refused("not_there", forum):
        store.save_agenda_item(forum, meeting_id, opening, {"minutes": "x"}, **dropping)
    store.add_agenda_item(forum, meeting_id, section=AgendaSection.OPENING, title="Doa", **dropping)
    assert item(forum, meeting_id, "Doa") > opening


def test_attendance_is_one_row_an_institution_and_the_second_sees_the_first(forum: Engine):
    meeting_id = planned(forum)
    came = {"institution": "Dinas Sosial", "attendance": "present"}
    opened_at = store.record_attendance(forum, meeting_id, came, forum=FORUM, change=by())
    sent = came | {"attendance": "represented", "represented_by": "Sekretaris"}
    store.record_attendance(forum, meeting_id, sent, forum=FORUM, change=by(BUDI, opened_at=opened_at))
    with refused("changed_since", forum, by="Budi"):
        store.record_attendance(
            forum, meeting_id, came | {"attendance": "absent"}, forum=FORUM, change=by(opened_at=opened_at)
        )
    assert frame(forum, "attendance")["represented_by"].tolist() == ["Sekretaris"]


def test_decisions_are_numbered_within_their_meeting(forum: Engine):
    first, second = planned(forum), planned(forum)
    of_forum = {"forum": FORUM, "change": by()}
    assert store.add_decision(forum, first, {"decision": "A"}, **of_forum) == 1
    assert store.add_decision(forum, first, {"decision": "B"}, **of_forum) == 2
    assert store.add_decision(forum, second, {"decision": "C"}, **of_forum) == 1
    store.drop_decision(forum, first, 2, **of_forum)
    assert store.add_decision(forum, first, {"decision": "D"}, **of_forum) == 3
    with refused("decision_needed", forum):
        store.add_decision(forum, first, {"decision": " "}, **of_forum)
    with refused("not_there", forum):
        store.save_decision(forum, first, 2, {"decision": "E"}, **of_forum)
    assert frame(forum, "decisions", meeting_id=[first])["decision"].tolist() == ["A", "D"]


def test_the_same_key_writes_one_decision(forum: Engine):
    meeting_id = planned(forum)
    keyed = {"forum": FORUM, "change": by(key="k")}
    assert store.add_decision(forum, meeting_id, {"decision": "A"}, **keyed) == 1
    store.add_decision(forum, meeting_id, {"decision": "B"}, forum=FORUM, change=by())
    store.save_decision(forum, meeting_id, 1, {"decision": "A2"}, forum=FORUM, change=by())
    assert store.add_decision(forum, meeting_id, {"decision": "A"}, **keyed) == 1
    assert len(frame(forum, "decisions")) == 2


@pytest.mark.parametrize(("on", "is_taken"), [(date(2026, 3, 7), True), (date(2026, 3, 8), False)])
def test_an_institution_clarifies_until_three_days_before(forum: Engine, on: date, is_taken):
    activity_id = agreed(forum)
    meeting_id = planned(forum, on=date(2026, 3, 10))
    said = {
        "meeting_id": meeting_id, "activity_id": activity_id, "institution": "Dinas Sosial",
        "clarification": "Menunggu perahu",
    }  # fmt: skip
    if is_taken:
        store.clarify(forum, said, forum=FORUM, days_before=3, change=by(BUDI, on=on))
        assert frame(forum, "clarifications")["clarification"].tolist() == ["Menunggu perahu"]
    else:
        with refused("too_late_to_clarify", forum, days=3):
            store.clarify(forum, said, forum=FORUM, days_before=3, change=by(BUDI, on=on))


def test_a_correction_needs_the_chair_a_closed_meeting_and_what_is_right(forum: Engine):
    meeting_id = planned(forum)
    right = {"part": "attendance", "subject": "Diskominfo", "written": "Izin", "corrected": "Hadir", "reason": "Lembar"}
    with refused("meeting_not_closed", forum):
        store.correct_meeting(forum, meeting_id, right, is_chair=True, change=by())
    at = closed(forum, meeting_id)
    with refused("chair_needed", forum):
        store.correct_meeting(forum, meeting_id, right, is_chair=False, change=by())
    for missing in ("corrected", "reason"):
        with refused("correction_incomplete", forum):
            store.correct_meeting(forum, meeting_id, right | {missing: " "}, is_chair=True, change=by())
    with refused("meeting_unknown", forum):
        store.correct_meeting(forum, 99, right, is_chair=True, change=by())
    assert store.correct_meeting(forum, meeting_id, right, is_chair=True, change=by(key="k")) == 1
    assert store.correct_meeting(forum, meeting_id, right, is_chair=True, change=by()) == 2
    assert store.correct_meeting(forum, meeting_id, right, is_chair=True, change=by(key="k")) == 1
    rows = frame(forum, "corrections")
    assert rows["number"].tolist() == [1, 2]
    assert rows["corrected_on"].dt.date.tolist() == [DAY, DAY]
    assert meeting(forum, meeting_id)["closed_version"] == at
    assert frame(forum, "corrections", version=at).empty


def test_entries_of_a_meeting_are_not_undone_but_reports_are(forum: Engine):
    activity_id = agreed(forum)
    planned(forum)
    entry = store.latest_version(forum)
    assert store.versions_frame(forum, numbers=[entry])["kind"].tolist() == [VersionKind.FORUM]
    with refused("entry_of_forum", forum, number=entry):
        store.undo(forum, entry, by=BUDI, at=by().at)
    number = report(forum, activity_id, ActivityStatus.IN_PROGRESS)
    store.undo(forum, number, by=BUDI, at=by().at)
    assert activity(forum, activity_id)["status"] == "not_started"


def test_frames_at_the_version_of_a_meeting_outlive_an_undone_import(forum: Engine):
    """A report that a meeting saw and that is undone later stays what the meeting saw."""
    activity_id = agreed(forum)
    number = report(forum, activity_id, ActivityStatus.IN_PROGRESS)
    meeting_id = planned(forum)
    at = closed(forum, meeting_id)
    store.undo(forum, number, by=BUDI, at=by().at)
    assert activity(forum, activity_id)["status"] == "not_started"
    assert activity(forum, activity_id, at)["status"] == "in_progress"
