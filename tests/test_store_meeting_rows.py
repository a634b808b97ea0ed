"""Rows of a meeting that two people touch at once; an agenda's order; a decision that becomes an activity; names."""

from datetime import date

import meeting_store
import pytest
from meeting_store import AREA, AT, CLERK, FORUM, TEMPLATE
from sqlalchemy import Engine
from store_fixtures import engine, memory, postgresql, url

import store
from store import Change
from vocab.codes import VersionKind
from vocab.forum_codes import MeetingState
from vocab.people import Person
from vocab.refusal import Refusal

__all__ = ["engine", "memory", "postgresql", "url"]

BUDI = Person("Budi", "Bappeda")


def change(engine: Engine | None = None, by: Person = CLERK) -> Change:
    opened_at = None if engine is None else store.latest_version(engine)
    return Change(by=by, at=AT, opened_at=opened_at, kind=VersionKind.MEETING)


@pytest.fixture
def meeting_id(engine: Engine) -> int:
    meeting_store.found(engine, activities=3)
    return meeting_store.planned(engine)


def titles(engine: Engine, meeting_id: int) -> list[str]:
    return list(store.forum_frame(engine, "agenda", meeting_id=[meeting_id])["title"])


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def decide(engine: Engine, meeting_id: int) -> int:
    values = {"decision": "Verifikasi PBI di 41 desa", "institution": "Dinas Sosial"}
    return store.add_decision(engine, meeting_id, values, forum=FORUM, change=change())


def test_an_item_moves_only_within_its_part(engine, meeting_id):
    before = titles(engine, meeting_id)
    assert before[2:5] == ["Kegiatan 01", "Kegiatan 02", "Kegiatan 03"]
    agenda = store.forum_frame(engine, "agenda", meeting_id=[meeting_id])
    second = int(agenda["item_id"][3])
    store.move_agenda_item(engine, meeting_id, second, before=True, forum=FORUM, change=change(engine))
    assert titles(engine, meeting_id)[2:5] == ["Kegiatan 02", "Kegiatan 01", "Kegiatan 03"]
    store.move_agenda_item(engine, meeting_id, second, before=True, forum=FORUM, change=change(engine))
    assert titles(engine, meeting_id)[2:5] == ["Kegiatan 02", "Kegiatan 01", "Kegiatan 03"]
    for _ in range(3):
        store.move_agenda_item(engine, meeting_id, second, before=False, forum=FORUM, change=change(engine))
    assert titles(engine, meeting_id)[2:5] == ["Kegiatan 01", "Kegiatan 03", "Kegiatan 02"]
    assert titles(engine, meeting_id)[5:] == before[5:]


def test_moving_keeps_what_was_read_back(engine, meeting_id):
    item = {"minutes": "Sudah 20 desa"}
    store.save_agenda_item(engine, meeting_id, 1, item, forum=FORUM, change=change())
    store.read_back(engine, meeting_id, forum=FORUM, change=change(engine))
    store.add_agenda_item(engine, meeting_id, section=TEMPLATE[0][0], title="Doa", forum=FORUM, change=change())
    store.move_agenda_item(engine, meeting_id, 1, before=False, forum=FORUM, change=change(engine))
    rows = store.forum_frame(engine, "agenda", meeting_id=[meeting_id])
    assert list(rows["title"][:2]) == ["Doa", TEMPLATE[0][1]]
    assert bool(rows["is_read_back"][1])


def test_what_was_taken_out_does_not_come_back_by_an_edit(engine, meeting_id):
    number = decide(engine, meeting_id)
    late = change(engine, BUDI)
    store.drop_decision(engine, meeting_id, number, forum=FORUM, change=change())
    store.drop_agenda_item(engine, meeting_id, 3, forum=FORUM, change=change())
    before = store.latest_version(engine)
    with refused("not_there"):
        store.save_decision(engine, meeting_id, number, {"decision": "Lain"}, forum=FORUM, change=late)
    with refused("not_there"):
        store.save_agenda_item(engine, meeting_id, 3, {"minutes": "Lain"}, forum=FORUM, change=late)
    with refused("not_there"):
        store.move_agenda_item(engine, meeting_id, 3, before=True, forum=FORUM, change=late)
    assert store.latest_version(engine) == before


def activity(text: str = "Verifikasi PBI di 41 desa") -> dict[str, object]:
    return {
        "forum": FORUM, "origin": "Rapat ke-1", "region_code": AREA, "institution": "Dinas Sosial", "activity": text,
        "due_date": date(2027, 2, 28),
    }  # fmt: skip


def test_a_decision_becomes_an_activity_of_its_meeting_and_is_tied_to_it(engine, meeting_id):
    number = decide(engine, meeting_id)
    store.read_back(engine, meeting_id, forum=FORUM, change=change(engine))
    activity_id, version = store.add_activity(
        engine, activity(), change=change(engine), meeting_id=meeting_id, decision_id=number
    )
    decision = store.forum_frame(engine, "decisions", meeting_id=[meeting_id]).iloc[0]
    assert (decision["activity_id"], bool(decision["is_read_back"])) == (activity_id, True)
    assert int(decision["since"]) == version
    rows = store.activities_frame(engine, forums=[FORUM])
    assert int(rows.set_index("activity_id").loc[activity_id, "meeting_id"]) == meeting_id


def test_a_decision_changed_meanwhile_makes_no_activity(engine, meeting_id):
    number = decide(engine, meeting_id)
    late = change(engine, BUDI)
    store.save_decision(engine, meeting_id, number, {"decision": "Verifikasi di 20 desa"}, forum=FORUM, change=change())
    before = store.latest_version(engine)
    with refused("changed_since"):
        store.add_activity(engine, activity(), change=late, meeting_id=meeting_id, decision_id=number)
    with refused("not_there"):
        store.add_activity(engine, activity(), change=change(engine), meeting_id=meeting_id, decision_id=9)
    assert store.latest_version(engine) == before
    assert len(store.activities_frame(engine, forums=[FORUM])) == 3


def test_a_forum_stays_with_its_area(engine, meeting_id):
    with refused("forum_name_taken"):
        store.save_forum(engine, {"forum": FORUM, "region_code": "16.71"}, change(engine))
    store.save_forum(engine, {"forum": FORUM, "region_code": AREA, "decree": "SK 2/2026"}, change(engine))
    store.save_forum(engine, {"forum": FORUM, "cadence": "monthly"}, change(engine))
    forum = store.forum_frame(engine, "forums").iloc[0]
    assert (forum["region_code"], forum["decree"], forum["cadence"]) == (AREA, "SK 2/2026", "monthly")
    assert store.forum_frame(engine, "meetings", forum=[FORUM])["state"].iloc[0] == MeetingState.DRAFT


@pytest.mark.parametrize(
    ("said", "is_active"), [({}, True), ({"is_active": None}, True), ({"is_active": False}, False)]
)
def test_a_member_is_active_unless_somebody_says_otherwise(memory, said, is_active):
    store.save_forum(memory, {"forum": FORUM, "region_code": AREA}, change())
    store.save_member(memory, {"forum": FORUM, "institution": "Dinas Sosial", "place": 1, **said}, change())
    members = store.forum_frame(memory, "members")
    assert members["is_active"].dtype == bool
    assert list(members["is_active"]) == [is_active]
