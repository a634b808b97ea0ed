"""Forums in the store: members, papers, receipts, answers and files as histories, one row against one opening."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from forum_store import ANI, BUDI, FORUM, NOON, OTHER, by, found, frame, refused
from sqlalchemy import Engine
from store_fixtures import engine, postgresql, url

import store
from store.forums import LARGEST_FILE
from texts import LANGUAGES, keys

HERE = Path(__file__).parent
MEMBER = {"forum": FORUM, "institution": "Dinas Sosial", "place": 1}
PAPER = {"forum": FORUM, "kind": "mou", "number": "1/2026", "subject": "Kerja sama", "link": "Arsip"}


def member(**values: object) -> dict[str, object]:
    return MEMBER | values


def test_a_forum_is_kept_with_what_it_begins_with(engine: Engine):
    found(engine)
    (forum,) = frame(engine, "forums").to_dict("records")
    assert (forum["kind"], forum["cadence"], forum["is_made_up"], forum["decree"]) == ("fkpku", "quarterly", False, "")
    store.save_forum(engine, {"forum": FORUM, "region_code": "16.07", "cadence": "monthly"}, by())
    assert frame(engine, "forums")["cadence"].tolist() == ["monthly"]
    assert frame(engine, "forums", version=1)["cadence"].tolist() == ["quarterly"]


def test_a_change_leaves_alone_what_it_does_not_name(engine: Engine):
    found(engine)
    store.save_forum(engine, {"forum": FORUM, "region_code": "16.07", "decree": "SK 1"}, by())
    store.save_forum(engine, {"forum": FORUM, "cadence": "semester"}, by())
    (forum,) = frame(engine, "forums").to_dict("records")
    assert (forum["decree"], forum["cadence"], forum["region_code"]) == ("SK 1", "semester", "16.07")


def test_a_name_stays_with_the_area_that_has_it(engine: Engine):
    found(engine)
    with refused("forum_name_taken", engine, forum=FORUM):
        found(engine, FORUM, "16.10")
    found(engine, OTHER, "16.10")
    assert frame(engine, "forums")["region_code"].tolist() == ["16.07", "16.10"]


def test_members_stand_in_the_order_of_the_decree(engine: Engine):
    found(engine)
    rows = [member(institution=name, place=place) for place, name in ((3, "Bappeda"), (1, "Bupati"), (2, "Sekda"))]
    version = store.save_members(engine, rows, by())
    assert frame(engine, "members")["institution"].tolist() == ["Bupati", "Sekda", "Bappeda"]
    assert set(frame(engine, "members")["since"]) == {version}


def test_only_a_forum_that_is_there_has_members(engine: Engine):
    with refused("forum_unknown", engine, forum=FORUM):
        store.save_member(engine, MEMBER, by())


def test_values_that_break_the_shape_are_a_fault_of_ours_and_save_nothing(engine: Engine):
    found(engine)
    before = store.latest_version(engine)
    for wrong in ({"place": 0}, {"role": "boss"}, {"institution": "x" * 201}):
        with pytest.raises(ValueError):
            store.save_member(engine, member(**wrong), by())
    assert store.latest_version(engine) == before


def test_the_second_of_two_people_is_told_who_was_first(engine: Engine):
    found(engine)
    opened_at = store.save_member(engine, MEMBER, by())
    store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Wati"}, by(BUDI, opened_at=opened_at))
    with refused("changed_since", engine, by="Budi"):
        store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Tono"}, by(opened_at=opened_at))
    assert frame(engine, "members")["person"].tolist() == ["Wati"]
    store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Tono"}, by(opened_at=store.latest_version(engine)))
    assert frame(engine, "members")["person"].tolist() == ["Tono"]


def test_changes_of_other_rows_do_not_come_between(engine: Engine):
    found(engine)
    opened_at = store.save_member(engine, MEMBER, by())
    store.save_member(engine, member(institution="Bappeda", place=2), by(BUDI))
    store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Tono"}, by(opened_at=opened_at))
    assert "Tono" in frame(engine, "members")["person"].tolist()


def test_two_who_enter_the_same_institution_do_not_overwrite_each_other(engine: Engine):
    found(engine)
    opened_at = store.latest_version(engine)
    store.save_member(engine, member(person="Wati"), by(BUDI, opened_at=opened_at))
    with refused("changed_since", engine):
        store.save_member(engine, member(person="Tono"), by(opened_at=opened_at))


def test_the_same_key_saves_once(engine: Engine):
    found(engine)
    first = store.save_member(engine, MEMBER, by(key="k"))
    assert store.save_member(engine, member(person="Wati"), by(key="k")) == first
    assert frame(engine, "members")["person"].tolist() == [""]


def test_a_member_that_left_keeps_its_history_and_does_not_come_back_by_an_edit(engine: Engine):
    found(engine)
    opened_at = store.save_member(engine, MEMBER, by())
    store.remove_member(engine, FORUM, "Dinas Sosial", by(BUDI, opened_at=opened_at))
    assert frame(engine, "members").empty
    with refused("not_there", engine):
        store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Wati"}, by())
    with refused("not_there", engine):
        store.remove_member(engine, FORUM, "Dinas Sosial", by())
    history = store.forum_history(engine, "members", forum=FORUM, institution="Dinas Sosial")
    assert history["by_name"].tolist() == ["Ani"]
    assert history["until"].tolist() == [opened_at + 1]
    assert len(frame(engine, "members", version=opened_at)) == 1


def test_a_member_changed_meanwhile_is_not_taken_out(engine: Engine):
    found(engine)
    opened_at = store.save_member(engine, MEMBER, by())
    store.change_member(engine, FORUM, "Dinas Sosial", {"person": "Wati"}, by(BUDI))
    with refused("changed_since", engine):
        store.remove_member(engine, FORUM, "Dinas Sosial", by(opened_at=opened_at))


def test_papers_are_numbered_and_numbers_are_not_used_again(engine: Engine):
    found(engine)
    assert store.add_document(engine, PAPER, by())[0] == 1
    second, version = store.add_document(engine, PAPER | {"number": "2/2026"}, by())
    store.remove_document(engine, second, by(opened_at=version))
    assert store.add_document(engine, PAPER | {"number": "3/2026"}, by())[0] == 3
    with refused("not_there", engine):
        store.change_document(engine, second, {"subject": "x"}, by())
    store.change_document(engine, 1, {"valid_until": date(2027, 1, 1)}, by())
    assert frame(engine, "documents")["document_id"].tolist() == [1, 3]
    assert frame(engine, "documents")["valid_until"].dt.date.tolist()[0] == date(2027, 1, 1)


def test_a_paper_says_where_it_is(engine: Engine):
    found(engine)
    with refused("document_incomplete", engine):
        store.add_document(engine, PAPER | {"link": " "}, by())
    with refused("forum_unknown", engine):
        store.add_document(engine, PAPER | {"forum": OTHER}, by())
    assert store.add_document(engine, PAPER | {"link": "", "file_sha256": "ab"}, by())[0] == 1


def test_the_same_key_registers_one_paper_and_gives_its_number(engine: Engine):
    found(engine)
    first = store.add_document(engine, PAPER, by(key="k"))
    store.add_document(engine, PAPER | {"number": "2"}, by())
    assert store.add_document(engine, PAPER, by(key="k")) == first


def test_receipts_and_answers_are_one_row_each(engine: Engine):
    found(engine)
    store.add_document(engine, PAPER, by())
    receipt = {"document_id": 1, "institution": "Dinas Sosial", "state": "received"}
    opened_at = store.save_receipt(engine, receipt, by())
    version = store.save_receipts(engine, [receipt | {"institution": name} for name in ("Bappeda", "BPKAD")], by())
    assert len(frame(engine, "receipts", document_id=[1])) == 3
    store.save_receipt(engine, receipt | {"state": "passed_on"}, by(BUDI, opened_at=opened_at))
    with refused("changed_since", engine, version=version + 1):
        store.save_receipt(engine, receipt | {"state": "not_yet"}, by(opened_at=opened_at))
    answer = {"forum": FORUM, "criterion": "shared_vision", "proof": "spoken", "evidence": "Arahan"}
    opened_at = store.save_partnership_answer(engine, answer, by())
    store.save_partnership_answer(engine, answer | {"proof": "documented"}, by(opened_at=opened_at))
    assert frame(engine, "partnership_answers")["proof"].tolist() == ["documented"]


def test_a_file_is_kept_once_by_its_content(engine: Engine):
    kept = {"file_name": "mou.pdf", "media_type": "application/pdf", "by": ANI, "at": NOON}
    digest = store.add_file(engine, content=b"%PDF isi", **kept)
    version = store.latest_version(engine)
    assert store.add_file(engine, content=b"%PDF isi", **kept | {"file_name": "lain.pdf"}) == digest
    assert store.latest_version(engine) == version
    read = store.read_file(engine, digest)
    assert read is not None
    assert (read["file_name"], read["media_type"], bytes(read["content"])) == (
        "mou.pdf", "application/pdf", b"%PDF isi",
    )  # fmt: skip
    assert store.read_file(engine, "00") is None
    with refused("file_empty", engine):
        store.add_file(engine, content=b"", **kept)
    with refused("file_too_large", engine, megabytes=10):
        store.add_file(engine, content=b"x" * (LARGEST_FILE + 1), **kept)
    assert store.add_file(engine, content=b"x" * LARGEST_FILE, **kept)


def test_frames_are_narrowed_down_and_known_at_a_version(engine: Engine):
    found(engine)
    found(engine, OTHER, "16.10")
    store.save_member(engine, MEMBER, by())
    store.save_member(engine, member(forum=OTHER), by())
    at = store.latest_version(engine)
    store.remove_member(engine, OTHER, "Dinas Sosial", by())
    assert frame(engine, "members", forum=[FORUM, OTHER], version=at)["forum"].tolist() == [FORUM, OTHER]
    assert frame(engine, "members", forum=[OTHER]).empty
    assert frame(engine, "members", forum=[]).empty
    for name in store.FORUM_FRAMES:
        assert frame(engine, name, version=0).empty, name


def codes_of(module: str) -> set[str]:
    """The codes of refusals that a module of the store can raise, read from its source."""
    tree = ast.parse((Path(store.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    found_codes: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "code" for to in node.targets):
            found_codes |= {one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)}
        elif isinstance(node, ast.keyword) and node.arg == "refusal" and isinstance(node.value, ast.Constant):
            found_codes.add(str(node.value.value))
        elif isinstance(node, ast.Dict):
            found_codes |= {one.value for one in node.keys if isinstance(one, ast.Constant)}
    return {code for code in found_codes if isinstance(code, str) and f"refusal.{code}" in keys("id")}


MODULES = ("forums", "forum_saving", "meetings", "agenda", "minutes", "settling", "progress", "activity_rows")


def test_every_refusal_of_the_forum_is_tried_and_has_words():
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_store_*.py"))
    codes = set().union(*(codes_of(module) for module in MODULES))
    assert len(codes) > 25
    assert {code for code in codes if not re.search(rf'refused\(\s*"{code}"|== "{code}"', tests)} == set()
    for language in LANGUAGES:
        assert {f"refusal.{code}" for code in codes} <= keys(language)
