"""Matching results, accepted warnings and requested explanations in the store: saved, replaced, taken back, undone."""

from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI, NOON, engine, memory, postgresql, save, url

import store
from store import WarningKey
from vocab.codes import Kind
from vocab.refusal import Refusal

__all__ = ["engine", "memory", "postgresql", "url"]

OVER = WarningKey("16.07", "2016-08", "over_100")
APART = WarningKey("16.07", "2016-08", "population_source", "bpjs:disdukcapil")
DECEMBER, JANUARY = date(2026, 12, 31), date(2027, 1, 31)


def matching(people: int, match_class: str = "moved") -> pd.DataFrame:
    row = {"region_code": "16.07", "period": "2026-06", "source": "dinsos", "match_class": match_class}
    return pd.DataFrame([row | {"people": people, "sheet": "Juni", "cell": "E4"}])


def accept(engine: Engine, warning: WarningKey = OVER, **options: object) -> store.Saved:
    said = {"figures": "110|100", "reason": "Penduduk belum diperbarui.", "until": DECEMBER, "by": ANI, "at": NOON}
    return store.accept_warning(engine, warning, **(said | {"opened_at": store.latest_version(engine)} | options))


def in_force(engine: Engine, **options: object) -> list[tuple[object, ...]]:
    rows = store.accepted_warnings_frame(engine, **options)
    return list(rows[["code", "figures", "reason", "by_name"]].itertuples(index=False, name=None))


def refused(code: str, call: object, *values: object, **options: object) -> None:
    with pytest.raises(Refusal) as refusal:
        call(*values, **options)
    assert refusal.value.code == code


def test_matching_results_are_saved_changed_and_undone(engine: Engine):
    save(engine, {Kind.MATCHING: matching(120)})
    changed = save(engine, {Kind.MATCHING: matching(125)})
    assert (changed.new, changed.changed) == (0, 1)
    differences = store.differences(engine, Kind.MATCHING, matching(130))
    assert list(differences.changed["people_old"]) == [125]
    store.undo(engine, changed.version, by=BUDI, at=NOON)
    rows = store.matching_frame(engine)
    assert rows[["people", "sheet", "cell"]].to_numpy().tolist() == [[120, "Juni", "E4"]]
    assert list(store.matching_frame(engine, version=changed.version)["people"]) == [125]
    assert store.matching_frame(engine, regions=["51.04"]).empty


def test_an_acceptance_keeps_who_when_why_and_until(engine: Engine):
    saved = accept(engine)
    row = store.accepted_warnings_frame(engine).iloc[0]
    assert (saved.version, row["by_name"], row["by_institution"], row["by_role"]) == (1, "Ani", "Dinkes", "operator")
    assert (row["reason"], row["accepted_until"].date(), row["made_at"]) == (
        "Penduduk belum diperbarui.",
        DECEMBER,
        pd.Timestamp(NOON),
    )
    assert store.versions_frame(engine).iloc[0]["kind"] == "review"


def test_an_acceptance_is_replaced_and_taken_back_and_stays_in_the_history(engine: Engine):
    accept(engine)
    accept(engine, reason="Menunggu DKB.", until=JANUARY, by=BUDI, at=NOON + timedelta(hours=1))
    assert in_force(engine) == [("over_100", "110|100", "Menunggu DKB.", "Budi")]
    store.take_back_acceptance(engine, OVER, by=ANI, at=NOON + timedelta(hours=2))
    assert in_force(engine) == []
    assert in_force(engine, version=1) == [("over_100", "110|100", "Penduduk belum diperbarui.", "Ani")]
    past = store.acceptance_history(engine)
    assert past[["reason", "ended_by", "until"]].to_numpy().tolist() == [
        ["Menunggu DKB.", "Ani", 3],
        ["Penduduk belum diperbarui.", "Budi", 2],
    ]


def test_taking_back_can_itself_be_undone(engine: Engine):
    accept(engine)
    back = store.take_back_acceptance(engine, OVER, by=BUDI, at=NOON)
    store.undo(engine, back, by=BUDI, at=NOON)
    assert in_force(engine) == [("over_100", "110|100", "Penduduk belum diperbarui.", "Ani")]
    assert len(store.acceptance_history(engine)) == 1


def test_taking_back_stays_its_own_when_its_undo_is_undone(memory: Engine):
    accept(memory)
    back = store.take_back_acceptance(memory, OVER, by=BUDI, at=NOON)
    undone = store.undo(memory, back, by=BUDI, at=NOON)
    store.undo(memory, undone.version, by=BUDI, at=NOON)
    assert in_force(memory) == []
    assert store.undo(memory, back, by=BUDI, at=NOON).reverted_rows == 1
    assert len(in_force(memory)) == 1


def test_acceptances_stand_apart_by_area_month_rule_and_subject(memory: Engine):
    for warning in (
        OVER,
        APART,
        WarningKey("16.07", "2016-09", "over_100"),
        WarningKey("16.08", "2016-08", "over_100"),
    ):
        accept(memory, warning)
    assert len(in_force(memory)) == 4


def test_the_same_request_again_gives_the_first_answer(memory: Engine):
    assert accept(memory, key="a").version == accept(memory, key="a").version == 1


def test_somebody_who_was_faster_is_not_overwritten(memory: Engine):
    accept(memory)
    accept(memory, reason="Lain.", by=BUDI)
    refused("changed_since", accept, memory, reason="Lama.", opened_at=1)
    assert in_force(memory)[0][2] == "Lain."


@pytest.mark.parametrize(
    ("options", "code"), [({"reason": "  "}, "reason_needed"), ({"until": date(2026, 11, 21)}, "day_is_past")]
)
def test_an_acceptance_needs_a_reason_and_a_day_ahead(memory: Engine, options: dict[str, object], code: str):
    refused(code, accept, memory, **options)
    assert store.latest_version(memory) == 0


def test_the_day_itself_is_not_past(memory: Engine):
    assert accept(memory, until=NOON.date()).version == 1


def test_what_nobody_accepted_cannot_be_taken_back(memory: Engine):
    refused("not_accepted", store.take_back_acceptance, memory, OVER, by=ANI, at=NOON)
    assert store.latest_version(memory) == 0


def ask(engine: Engine, institution: str, **options: object) -> store.Saved:
    asked = {"institution": institution, "due_date": DECEMBER, "by": ANI, "at": NOON}
    return store.ask_explanation(engine, APART, **(asked | {"opened_at": store.latest_version(engine)} | options))


def test_who_explains_by_when_is_kept_and_replaced(engine: Engine):
    ask(engine, "Disdukcapil")
    ask(engine, "BPS", due_date=JANUARY, by=BUDI)
    row = store.explanations_frame(engine).iloc[0]
    assert (row["institution"], row["due_date"].date(), row["by_name"]) == ("BPS", JANUARY, "Budi")
    assert list(store.explanations_frame(engine, version=1)["institution"]) == ["Disdukcapil"]


def test_a_request_is_taken_back_and_stays_in_the_history(engine: Engine):
    ask(engine, "Disdukcapil")
    back = store.take_back_explanation(engine, APART, by=BUDI, at=NOON)
    assert store.explanations_frame(engine).empty
    past = store.explanation_history(engine)
    assert past[["institution", "by_name", "ended_by", "until"]].to_numpy().tolist() == [
        ["Disdukcapil", "Ani", "Budi", back]
    ]
    store.undo(engine, back, by=ANI, at=NOON)
    assert list(store.explanations_frame(engine)["institution"]) == ["Disdukcapil"]


def test_a_request_that_nobody_made_cannot_be_taken_back(memory: Engine):
    accept(memory, APART)
    refused("not_asked", store.take_back_explanation, memory, APART, by=ANI, at=NOON)
    assert len(in_force(memory)) == 1


def test_an_explanation_needs_an_institution(memory: Engine):
    refused("institution_needed", ask, memory, " ")


def test_accepting_changes_no_figure_and_no_other_form(memory: Engine):
    save(memory, {Kind.MATCHING: matching(120)})
    opened_at = store.latest_version(memory)
    accept(memory)
    saved = save(memory, {Kind.MATCHING: matching(121)}, expected_version=opened_at)
    assert saved.changed == 1
