"""Remembered answers: kept with the figures they led to, replaced, taken back, and gone with an undone version."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI, FILE, NOON, engine, membership, postgresql, save, url

import store
from vocab.codes import Kind
from vocab.refusal import Refusal
from vocab.remembered import RememberedAnswer

LABEL = RememberedAnswer("", "segment:bpjs daerah", "pbi_apbd", "BPJS Daerah")
FORM = RememberedAnswer("0123456789abcdef", "source", "bps", "Penduduk")


def figures(registered: int) -> dict[Kind, object]:
    return {Kind.MEMBERSHIP: membership(("pbi", registered, None))}


def listed(engine: Engine, *names: str) -> list[list[object]]:
    frame = store.answers_frame(engine)[[*names]]
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def test_answers_are_remembered_with_who_when_and_the_file(engine: Engine):
    save(engine, figures(1), answers=(LABEL, FORM))
    assert store.remembered_answers(engine) == {
        "": {"segment:bpjs daerah": "pbi_apbd"},
        "0123456789abcdef": {"source": "bps"},
    }
    (form, label) = store.answers_frame(engine).to_dict("records")
    assert (label["about"], label["by_name"], label["by_institution"]) == ("BPJS Daerah", "Ani", "Dinkes")
    assert (label["made_at"].to_pydatetime(), label["version"], label["file_name"]) == (NOON, 1, FILE.name)
    assert form["is_in_force"]


def test_a_file_that_was_not_saved_leaves_no_answer(engine: Engine):
    save(engine, figures(1))
    assert save(engine, figures(1), answers=(LABEL,)).version is None
    save(engine, figures(2), by=BUDI)
    with pytest.raises(Refusal, match="store_moved_on"):
        save(engine, figures(3), answers=(LABEL,), expected_version=1)
    with pytest.raises(ValueError, match=r".+"):
        save(engine, figures(-3), answers=(LABEL,))
    assert store.remembered_answers(engine) == {}
    assert listed(engine, "code") == []


def test_the_same_request_again_remembers_once(engine: Engine):
    for _ in range(2):
        save(engine, figures(1), answers=(LABEL,), key="once")
    assert listed(engine, "code", "is_in_force") == [["segment:bpjs daerah", True]]


def test_a_newer_answer_replaces_the_older_and_both_are_listed(engine: Engine):
    save(engine, figures(1), answers=(LABEL,))
    newer = RememberedAnswer("", LABEL.code, "outside", LABEL.about)
    save(engine, figures(2), answers=(newer,), by=BUDI, at=NOON + timedelta(days=1))
    assert store.remembered_answers(engine) == {"": {LABEL.code: "outside"}}
    assert listed(engine, "value", "is_in_force", "ended_by", "ended_why") == [
        ["outside", True, None, None],
        ["pbi_apbd", False, "Budi", "replaced"],
    ]


def test_an_answer_for_one_form_leaves_the_one_of_another_form(engine: Engine):
    other = RememberedAnswer("fedcba9876543210", "source", "bpjs", "Penduduk")
    save(engine, figures(1), answers=(FORM, other))
    assert store.remembered_answers(engine) == {FORM.scope: {"source": "bps"}, other.scope: {"source": "bpjs"}}


def test_an_answer_is_taken_back_once_and_can_be_given_again(engine: Engine):
    save(engine, figures(1), answers=(LABEL,))
    (number,) = store.answers_frame(engine)["number"]
    store.take_back(engine, number, by=BUDI, at=NOON + timedelta(hours=1))
    assert store.remembered_answers(engine) == {}
    assert listed(engine, "value", "ended_by", "ended_why") == [["pbi_apbd", "Budi", "taken_back"]]
    with pytest.raises(Refusal, match="answer_not_there"):
        store.take_back(engine, number, by=BUDI, at=NOON)
    save(engine, figures(2), answers=(LABEL,))
    assert store.remembered_answers(engine) == {"": {LABEL.code: "pbi_apbd"}}


def test_answers_of_an_undone_version_are_asked_again(engine: Engine):
    save(engine, figures(1), answers=(LABEL,))
    undone = store.undo(engine, 1, by=ANI, at=NOON)
    assert store.remembered_answers(engine) == {}
    assert listed(engine, "is_in_force", "ended_why") == [[False, None]]
    store.undo(engine, undone.version, by=ANI, at=NOON)
    assert store.remembered_answers(engine) == {"": {LABEL.code: "pbi_apbd"}}
