"""Members and papers of a forum: what was taken out stays out, receipts of several institutions are one version."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI

import store
from store import Change
from vocab.people import Person
from vocab.refusal import Refusal

FORUM = "FKPKU Banyuasin"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


def change(opened_at: int | None = None, by: Person = ANI) -> Change:
    return Change(by=by, at=AT, opened_at=opened_at)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = store.open_store(f"sqlite:///{tmp_path / 'cakupan.db'}")
    store.save_forum(opened, {"forum": FORUM, "region_code": "16.07"}, change())
    store.save_members(opened, [member("Dinkes", 1), member("Dinsos", 2)], change())
    yield opened
    opened.dispose()


def member(institution: str, place: int) -> dict[str, Any]:
    return {"forum": FORUM, "institution": institution, "place": place, "role": "member", "is_active": True}


def document(engine: Engine, **values: str) -> int:
    facts = {"forum": FORUM, "kind": "mou", "number": "1", "subject": "JKN", "link": "Arsip"}
    return store.add_document(engine, facts | values, change())[0]


def test_a_member_is_changed_and_its_former_entry_kept(engine):
    store.change_member(engine, FORUM, "Dinsos", {"person": "Budi"}, change(store.latest_version(engine)))
    assert store.forum_frame(engine, "members")["person"].tolist() == ["", "Budi"]
    assert len(store.forum_history(engine, "members", institution="Dinsos")) == 2


def test_a_member_that_was_taken_out_does_not_come_back_by_an_edit(engine):
    opened_at = store.latest_version(engine)
    store.remove_member(engine, FORUM, "Dinsos", change(opened_at, by=BUDI))
    with pytest.raises(Refusal) as caught:
        store.change_member(engine, FORUM, "Dinsos", {"person": "Budi"}, change(opened_at))
    assert caught.value.code == "not_there"
    assert store.forum_frame(engine, "members")["institution"].tolist() == ["Dinkes"]
    assert store.forum_history(engine, "members", institution="Dinsos")["until"].notna().all()


def test_a_paper_that_was_taken_out_does_not_come_back_by_an_edit(engine):
    number = document(engine)
    opened_at = store.latest_version(engine)
    store.remove_document(engine, number, change(opened_at))
    with pytest.raises(Refusal) as caught:
        store.change_document(engine, number, {"subject": "x"}, change(opened_at))
    assert caught.value.code == "not_there"
    assert store.forum_frame(engine, "documents").empty
    assert document(engine) == number + 1, "a number is never used for another paper"


def receipts(number: int, *institutions: str, state: str = "received") -> list[dict[str, Any]]:
    return [{"document_id": number, "institution": name, "state": state} for name in institutions]


def test_receipts_of_several_institutions_are_one_version_and_all_or_nothing(engine):
    number = document(engine)
    opened_at = store.latest_version(engine)
    version = store.save_receipts(engine, receipts(number, "Dinkes", "Dinsos"), change(opened_at))
    assert version == opened_at + 1
    assert store.forum_frame(engine, "receipts")["state"].tolist() == ["received", "received"]
    with pytest.raises(Refusal) as caught:
        store.save_receipts(engine, receipts(number, "RSUD", "Dinsos", state="passed_on"), change(opened_at, by=BUDI))
    assert caught.value.code == "changed_since"
    assert store.forum_frame(engine, "receipts")["institution"].tolist() == ["Dinkes", "Dinsos"]
    assert store.latest_version(engine) == version
