"""A returned register saved: one version, exactly the changed cells, and never over what somebody else wrote."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_files import ANI, AT, BARE, BUDI, FORUM, FULL, TODAY, begin, plan, standing
from sqlalchemy import Engine
from store_fixtures import engine, memory, postgresql, url

import store
from texts import LANGUAGES, keys
from vocab.codes import Kind, VersionKind
from vocab.forum_codes import EvidenceCheck
from vocab.refusal import Refusal
from vocab.register import COLUMN_OF, CellChange, NewActivity, RegisterPart, RegisterVerdict, standing_values

__all__ = ["engine", "memory", "postgresql", "url"]
DINKES, DUKCAPIL = FULL["institution"], BARE["institution"]
FILE = store.SourceFile("daftar.xlsx", "cd" * 32, ("Daftar",))
LATER, EARLIER = date(2027, 3, 31), date(2026, 11, 30)
NEW = {"institution": "BPKAD", "activity": "Pelunasan tunggakan", "origin": "Triwulan IV 2026"}


def cells(activities: pd.DataFrame, who: str = DINKES, /, **written: Any) -> list[CellChange]:
    """The cells of an activity as if these values had been typed into a register of that moment."""
    ids = dict(zip(activities["institution"], activities["activity_id"], strict=True))
    before = standing_values(activities)[ids[who]]
    return [CellChange(6, f"{name}6", ids[who], name, before.get(name), value) for name, value in written.items()]


def new(**entries: Any) -> NewActivity:
    """A row added by hand."""
    said = {"region_code": "16.07", "status": "not_started", **entries}
    return NewActivity(9, said, {name: f"{name}9" for name in said})


def save(engine: Engine, changed: list[CellChange], *added: NewActivity, **given: Any) -> store.Saved:
    opened_at = given.pop("opened_at", store.latest_version(engine))
    change = store.Change(BUDI, AT, opened_at=opened_at, key=given.pop("key", None), note="Dari OPD")
    return store.save_register(engine, FORUM, changed, added, file=FILE, on=TODAY, change=change)


def verdicts(engine: Engine, changed: list[CellChange]) -> dict[str, tuple[str, str]]:
    review = store.review_register(engine, FORUM, changed)
    return {look.change.column: (look.verdict.value, look.why) for look in review.cells}


def requests(engine: Engine) -> list[tuple[Any, ...]]:
    frame = store.forum_frame(engine, "due_requests")
    named = ["request_id", "due_date", "requested_due_date", "reason", "institution", "person", "requested_on", "state"]
    return list(frame[named].itertuples(index=False, name=None))


def differing(before: pd.DataFrame, after: pd.DataFrame) -> set[tuple[str, str]]:
    """The columns of the plan that differ, by activity."""
    one, other = standing_values(before), standing_values(after)
    return {(key, name) for key in one for name in one[key] if one[key][name] != other[key][name]}


def test_exactly_the_changed_cells_change_in_one_version(engine: Engine) -> None:
    before = begin(engine)
    changed = [
        *cells(before, office="Bidang Promkes", budget=None, due_date=EARLIER, supporters="BPJS"),
        *cells(before, DUKCAPIL, due_date=LATER, people_expected=900, people_segment="pbi_apbd"),
    ]
    assert save(engine, changed) == store.Saved(2, 0, 2, 0)
    after = standing(engine)
    assert differing(before, after) - {(changed[-1].activity_id, "first_due_date")} == {
        (cell.activity_id, cell.column) for cell in changed
    }
    version = store.versions_frame(engine).iloc[0]
    facts = ["kind", "by_name", "by_institution", "file_name", "sha256", "sheets", "note", "changed_rows"]
    assert version[facts].tolist() == ["register", *BUDI_FACTS, "daftar.xlsx", "cd" * 32, ("Daftar",), "Dari OPD", 2]
    assert set(after["since"]) == {2}
    assert store.reports_frame(engine).empty


BUDI_FACTS = (BUDI.name, BUDI.institution)


def test_what_is_reported_is_appended_as_a_report(engine: Engine) -> None:
    before = begin(engine)
    changed = cells(before, status="done_unconfirmed", evidence="BA 12", output_realised=304.0, progress_pct=100.0)
    save(engine, [*changed, *cells(before, DUKCAPIL, obstacle="staff")])
    reports = store.reports_frame(engine).set_index("activity_id")
    mine = reports.loc[changed[0].activity_id]
    said = ["status", "output_realised", "progress_pct", "obstacle", "note", "evidence", "reported_institution"]
    assert mine[said].tolist() == [
        *("done_unconfirmed", 304.0, 100.0, "access", FULL["obstacle_note"], "BA 12", BUDI.institution)
    ]
    assert (len(reports), str(mine["reported_on"].date())) == (2, str(TODAY))
    row = standing(engine).set_index("activity_id").loc[changed[0].activity_id]
    assert (row["status"], row["evidence"], row["has_report"]) == ("done_unconfirmed", "BA 12", True)


def test_new_evidence_is_to_be_looked_at_again_and_a_change_of_the_plan_leaves_what_was_found(engine: Engine) -> None:
    before = begin(engine, {**FULL, "evidence": "BA 1"})
    one = before["activity_id"].iloc[0]
    change = store.Change(ANI, AT, opened_at=1)
    store.check_evidence(engine, one, check=EvidenceCheck.COMPLETE, change=change)
    save(engine, cells(standing(engine), office="Bidang"))
    assert standing(engine)["evidence_check"].tolist() == ["complete"]
    save(engine, cells(standing(engine), evidence="BA 2"))
    assert standing(engine)["evidence_check"].tolist() == ["not_checked"]


def test_a_later_date_becomes_a_request_and_the_date_stays(engine: Engine) -> None:
    before = begin(engine)
    changed = cells(before, due_date=LATER, due_reason="Perahu rusak", person="Kepala Seksi")
    assert verdicts(engine, changed) == {
        "due_date": ("request", ""), "due_reason": ("request", ""), "person": ("change", ""),
    }  # fmt: skip
    save(engine, changed)
    assert requests(engine) == [
        (
            1,
            pd.Timestamp(FULL["due_date"]),
            pd.Timestamp(LATER),
            "Perahu rusak",
            *BUDI_FACTS[::-1],
            pd.Timestamp(TODAY),
            "waiting",
        )
    ]
    assert differing(before, standing(engine)) == {(changed[0].activity_id, "person")}
    again = cells(standing(engine), due_date=LATER, due_reason="Masih rusak")
    assert verdicts(engine, again)["due_date"] == ("refused", "request_waits")


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ({"status": "done"}, {"status": "settled_by_forum"}),
        ({"status": "done_unconfirmed"}, {"status": "evidence_needed"}),
        ({"status": "done_unconfirmed", "evidence": "BA 1"}, {}),
        ({"status": "cancelled", "obstacle_note": None}, {"status": "status_reason_needed"}),
        ({"status": "cancelled"}, {}),
        ({"status": "cannot_be_done", "obstacle_note": "Bukan kewenangan daerah"}, {}),
        ({"status": None}, {"status": "value_missing"}),
        ({"activity": None, "institution": None}, {"activity": "value_missing", "institution": "value_missing"}),
        ({"region_code": None}, {"region_code": "value_missing"}),
        ({"due_date": None}, {"due_date": "due_not_removed"}),
        ({"due_date": LATER}, {"due_date": "due_reason_needed"}),
        ({"due_reason": "Perlu waktu"}, {"due_reason": "reason_without_date"}),
        ({"due_date": EARLIER, "due_reason": "Perlu waktu"}, {"due_reason": "reason_without_date"}),
        ({"first_due_date": EARLIER}, {"first_due_date": "fixed_column"}),
        ({"slips": 0, "origin": "Lain"}, {"origin": "fixed_column"}),
    ],
)
def test_the_rules_of_the_forum_hold_in_a_register_too(
    memory: Engine, written: dict[str, Any], refused: dict[str, str]
) -> None:
    before = begin(memory)
    found = verdicts(memory, cells(before, **written))
    assert {name: why for name, (verdict, why) in found.items() if verdict == "refused"} == refused


def test_a_cell_that_cannot_be_read_takes_only_itself_out(memory: Engine) -> None:
    before = begin(memory)
    (date_cell,) = cells(before, due_date=None)
    wrong = CellChange(
        6, "O6", date_cell.activity_id, "due_date", FULL["due_date"], None, "date_unknown", "kapan-kapan"
    )
    assert verdicts(memory, [wrong, *cells(before, office="Bidang")]) == {
        "due_date": ("refused", "date_unknown"), "office": ("change", ""),
    }  # fmt: skip


def test_what_closed_needs_words_to_be_reported_on_again(memory: Engine) -> None:
    before = begin(memory, {**FULL, "status": "cancelled", "obstacle_note": ""})
    assert verdicts(memory, cells(before, output_realised=5.0)) == {
        "output_realised": ("refused", "status_reason_needed")
    }
    assert verdicts(memory, cells(before, output_realised=5.0, obstacle_note="Dibuka lagi")) == {
        "output_realised": ("change", ""), "obstacle_note": ("change", ""),
    }  # fmt: skip


def test_changed_on_both_sides_is_a_conflict_and_the_same_on_both_sides_is_none(engine: Engine) -> None:
    before = begin(engine)
    mine = cells(before, office="Bidang Promkes", person="Kepala Seksi", budget=1, due_date=LATER, due_reason="Banjir")
    theirs = {"office": "Seksi Rujukan", "person": "Kepala Seksi", "due_date": EARLIER}
    store.change_activity(engine, mine[0].activity_id, theirs, change=store.Change(ANI, AT, opened_at=1))
    review = store.review_register(engine, FORUM, mine)
    found = {look.change.column: (look.verdict.value, look.standing, look.becomes.value) for look in review.cells}
    assert found == {
        "office": ("conflict", "Seksi Rujukan", "change"),
        "person": ("already", "Kepala Seksi", "change"),
        "budget": ("change", FULL["budget"], "change"),
        "due_date": ("conflict", EARLIER, "request"),
        "due_reason": ("request", None, "change"),
    }
    kept = [look.change for look in review.with_verdict(RegisterVerdict.CHANGE)]
    save(engine, kept)
    assert standing(engine).set_index("activity_id").loc[mine[0].activity_id, "office"] == "Seksi Rujukan"
    save(engine, [look.change for look in review.with_verdict(RegisterVerdict.CONFLICT, RegisterVerdict.REQUEST)])
    row = standing(engine).set_index("activity_id").loc[mine[0].activity_id]
    assert (row["office"], row["due_date"].date(), len(requests(engine))) == ("Bidang Promkes", EARLIER, 1)


def test_a_register_that_was_looked_at_before_somebody_else_wrote_is_refused_whole(engine: Engine) -> None:
    before = begin(engine)
    mine = [*cells(before, office="Bidang Promkes"), *cells(before, DUKCAPIL, office="Bidang Capil")]
    opened_at = store.latest_version(engine)
    store.change_activity(engine, mine[0].activity_id, {"budget": 9}, change=store.Change(ANI, AT, opened_at=opened_at))
    stands = standing(engine)
    with pytest.raises(Refusal) as refusal:
        save(engine, mine, opened_at=opened_at)
    assert (refusal.value.code, refusal.value.args[1]["by"]) == ("changed_since", ANI.name)
    pd.testing.assert_frame_equal(standing(engine), stands)
    assert save(engine, mine).version == 3


def test_the_same_key_again_gives_the_first_answer(engine: Engine) -> None:
    before = begin(engine)
    mine = cells(before, office="Bidang Promkes")
    first = save(engine, mine, new(**NEW), key="satu")
    assert save(engine, mine, new(**NEW), key="satu") == first == store.Saved(2, 1, 1, 0)
    assert (store.latest_version(engine), len(standing(engine))) == (2, 3)


def test_nothing_to_save_makes_no_version(engine: Engine) -> None:
    before = begin(engine)
    assert save(engine, cells(before, office=FULL["office"])) == store.Saved(None, 0, 0, 0)
    assert store.latest_version(engine) == 1


def test_nothing_is_saved_where_one_cell_cannot_be(engine: Engine) -> None:
    before = begin(engine)
    mine = [*cells(before, office="Bidang Promkes"), *cells(before, DUKCAPIL, status="done")]
    with pytest.raises(Refusal) as refusal:
        save(engine, mine, new(**NEW))
    assert refusal.value.args == ("register_moved_on", {"cell": "status6", "count": 1})
    assert store.latest_version(engine) == 1
    pd.testing.assert_frame_equal(standing(engine), before)


def test_a_new_line_is_a_new_activity_with_the_cell_that_it_came_from(engine: Engine) -> None:
    begin(engine)
    entries = {**NEW, "due_date": LATER, "budget": 5_000_000, "progress_pct": 10.0, "obstacle": "waiting_others"}
    assert save(engine, [], new(**entries)) == store.Saved(2, 1, 0, 0)
    row = standing(engine).set_index("institution").loc["BPKAD"]
    named = ["activity", "origin", "region_code", "status", "budget", "progress_pct", "sheet", "cell", "origin_version"]
    assert row[named].tolist() == [
        *(NEW["activity"], NEW["origin"], "16.07", "not_started", 5_000_000, 10.0, "Daftar", "activity9", 2)
    ]
    days = ["due_date", "first_due_date", "agreed_on", "paused_since"]
    assert [str(row[name].date()) for name in days] == [str(LATER), str(LATER), str(TODAY), str(TODAY)]


@pytest.mark.parametrize(
    ("entries", "why", "column"),
    [
        ({**NEW, "institution": None}, "value_missing", "institution"),
        ({**NEW, "origin": None}, "value_missing", "origin"),
        ({**NEW, "status": "done"}, "settled_by_forum", "status"),
        ({**NEW, "status": "done_unconfirmed"}, "evidence_needed", "status"),
        ({name: BARE[name] for name in NEW}, "activity_exists", "activity"),
        (
            {**{name: BARE[name] for name in NEW}, "activity": BARE["activity"].upper() + "."},
            "activity_exists",
            "activity",
        ),
    ],
)
def test_a_new_line_keeps_the_rules_of_a_new_activity(
    memory: Engine, entries: dict[str, Any], why: str, column: str
) -> None:
    begin(memory)
    (reviewed,) = store.review_register(memory, FORUM, [], [new(**entries)]).new
    assert (reviewed.why, reviewed.column) == (why, column)
    with pytest.raises(Refusal, match="register_moved_on"):
        save(memory, [], new(**entries))


def test_the_same_new_activity_twice_is_refused_twice(memory: Engine) -> None:
    begin(memory)
    review = store.review_register(memory, FORUM, [], [new(**NEW), new(**NEW)])
    assert [one.why for one in review.new] == ["activity_exists", "activity_exists"]


def test_words_that_would_make_two_activities_one_are_refused(memory: Engine) -> None:
    other = {**FULL, "activity": "Pemadanan data"}
    before = begin(memory, FULL, other)
    moved = before[before["activity"] == "Pemadanan data"].assign(institution="Lain")
    changed = cells(moved, "Lain", activity=FULL["activity"])
    assert verdicts(memory, changed) == {"activity": ("refused", "activity_exists")}


def test_an_activity_keeps_its_id_under_new_words_and_the_plan_finds_it_again(engine: Engine) -> None:
    before = begin(engine)
    changed = cells(before, DUKCAPIL, activity="Pendataan penduduk perbatasan", institution="BPKAD")
    save(engine, changed)
    row = {**BARE, "activity": "Pendataan penduduk perbatasan", "institution": "BPKAD", "code": "7"}
    found = store.differences(engine, Kind.ACTIVITIES, plan(row))
    assert (len(found.new), found.changed["activity_id"].tolist()) == (0, [changed[0].activity_id])


def test_what_is_no_longer_there_is_said(engine: Engine) -> None:
    before = begin(engine)
    mine = cells(before, office="Bidang Promkes")
    store.undo(engine, 1, by=ANI, at=AT)
    assert verdicts(engine, mine) == {"office": ("refused", "activity_unknown")}
    with pytest.raises(Refusal, match="register_moved_on"):
        save(engine, mine)


def test_an_undo_takes_everything_of_a_register_back(engine: Engine) -> None:
    before = begin(engine)
    mine = [
        *cells(before, status="in_progress", due_date=LATER, due_reason="Banjir", office="Bidang Promkes"),
        *cells(before, DUKCAPIL, due_date=EARLIER),
    ]
    save(engine, mine, new(**NEW))
    assert (len(standing(engine)), len(requests(engine)), len(store.reports_frame(engine))) == (3, 1, 1)
    undone = store.undo(engine, 2, by=BUDI, at=AT)
    assert undone.kept.empty
    dropped = ["since"]
    pd.testing.assert_frame_equal(standing(engine).drop(columns=dropped), before.drop(columns=dropped))
    assert (requests(engine), len(store.reports_frame(engine))) == ([], 0)
    pd.testing.assert_frame_equal(standing(engine, version=1), before)


def test_the_clock_stands_still_while_others_must_act_and_runs_again(engine: Engine) -> None:
    before = begin(engine)
    save(engine, cells(before, obstacle="waiting_others"))
    paused = standing(engine).set_index("institution").loc[DINKES, "paused_since"]
    assert str(paused.date()) == str(TODAY)
    save(engine, cells(standing(engine), obstacle="budget"))
    assert pd.isna(standing(engine).set_index("institution").loc[DINKES, "paused_since"])


@pytest.fixture(scope="module")
def shared() -> Iterator[Engine]:
    """One store that the drawn edits follow one another in."""
    opened = store.open_store("sqlite://")
    begin(opened)
    yield opened
    opened.dispose()


DRAWN: dict[str, st.SearchStrategy[Any]] = {
    "code": st.none() | st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=9),
    "office": st.none() | st.sampled_from(("Bidang A", "Bidang B")),
    "problem": st.none() | st.sampled_from(("Jauh", "Jauh\nsekali")),
    "budget": st.none() | st.integers(0, 10**15),
    "people_expected": st.none() | st.integers(0, 10**6),
    "output_target": st.none() | st.floats(0, 1e9),
    "output_realised": st.none() | st.floats(0, 1e9),
    "progress_pct": st.none() | st.floats(0, 100),
    "status": st.sampled_from(("not_started", "in_progress", "partly_done", "postponed")),
    "obstacle": st.none() | st.sampled_from(("access", "budget", "waiting_others")),
    "obstacle_note": st.none() | st.sampled_from(("Banjir", "Surut")),
    "people_segment": st.none() | st.sampled_from(("pbpu", "bp")),
    "start_date": st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
}


@given(
    edits=st.fixed_dictionaries(
        {}, optional={(who, name): of for who in (DINKES, DUKCAPIL) for name, of in DRAWN.items()}
    )
)
@settings(max_examples=60)
def test_whatever_is_edited_exactly_that_differs(shared: Engine, edits: dict[tuple[str, str], Any]) -> None:
    before = standing(shared)
    mine = [cell for (who, name), value in edits.items() for cell in cells(before, who, **{name: value})]
    saved = save(shared, mine)
    after = standing(shared)
    real = {(cell.activity_id, cell.column): cell.written for cell in mine if not _same(cell.before, cell.written)}
    assert differing(before, after) == set(real)
    stands = standing_values(after)
    assert {key: stands[key[0]][key[1]] for key in real} == real
    assert (saved.version is None) == (not real)
    reported = {one for one, name in real if COLUMN_OF[name].part is RegisterPart.REPORT}
    reports = store.reports_frame(shared)
    assert set(reports.loc[reports["since"] == saved.version, "activity_id"]) == (reported if real else set())


def _same(one: Any, other: Any) -> bool:
    return one == other or (isinstance(one, float) and other is not None and abs(one - other) <= 1e-13 * abs(one))


def test_ten_thousand_activities_are_saved_at_once(memory: Engine) -> None:
    rows = [{**FULL, "activity": f"Kegiatan {place}", "code": f"{place}"} for place in range(10_000)]
    before = begin(memory, *rows)
    ids, values = before["activity_id"].tolist(), standing_values(before)
    mine = [
        CellChange(place, f"G{place}", one, name, values[one][name], value)
        for place, one in enumerate(ids, start=6)
        for name, value in (("status", "in_progress"), ("budget", place))
    ]
    assert save(memory, mine, new(**NEW)) == store.Saved(2, 1, 10_000, 0)
    after = standing(memory).set_index("activity_id")
    assert after.loc[ids, "budget"].tolist() == list(range(6, 10_006))
    assert len(store.reports_frame(memory)) == 10_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_refusal_has_words(language: str) -> None:
    reasons = {
        "fixed_column", "value_missing", "activity_unknown", "activity_exists", "settled_by_forum", "evidence_needed",
        "status_reason_needed", "due_not_removed", "due_reason_needed", "request_waits", "reason_without_date",
    }  # fmt: skip
    assert {f"register.why.{why}" for why in reasons} <= keys(language)
    assert "refusal.register_moved_on" in keys(language)
    assert f"version_kind.{VersionKind.REGISTER}" in keys(language)
