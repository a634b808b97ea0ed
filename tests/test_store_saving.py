"""Saving rows: what is new, changed and the same; one version for all of it, or none."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

import threading

import pandas as pd
import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI, FILE, NOON, activities, engine, memory, people, population, postgresql, save, url
from store_fixtures import membership as membership_rows

import store
from vocab.codes import ActivityStatus, Kind, VersionKind
from vocab.refusal import Refusal

AUGUST = (("pbi", 300_641, None), ("ppu", 47_626, 40_000))


def test_new_changed_and_same_are_counted_and_shown(engine: Engine):
    assert save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}) == store.Saved(1, 2, 0, 0)
    rows = membership_rows(("pbi", 300_642, None), ("ppu", 47_626, 40_000), ("bp", 0, None))
    shown = store.differences(engine, Kind.MEMBERSHIP, rows)
    assert list(shown.new["segment"]) == ["bp"]
    assert list(shown.same["segment"]) == ["ppu"]
    changed = shown.changed.iloc[0]
    assert (changed["registered_people_old"], changed["registered_people"]) == (300_641, 300_642)
    assert (changed["since"], changed["origin_version"], changed["cell"]) == (1, 1, "B5")
    assert store.latest_version(engine) == 1
    assert save(engine, {Kind.MEMBERSHIP: rows}) == store.Saved(2, 1, 1, 1)
    assert people(engine) == {"pbi": (300_642, None), "ppu": (47_626, 40_000), "bp": (0, None)}
    assert people(engine, version=1) == {"pbi": (300_641, None), "ppu": (47_626, 40_000)}


def test_the_same_file_again_makes_no_version(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)})
    assert save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}) == store.Saved(None, 0, 0, 2)
    assert len(store.versions_frame(engine)) == 1


def test_a_version_tells_who_when_and_from_which_file(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST), Kind.POPULATION: population(977_492)}, note="rapat")
    version = store.versions_frame(engine).iloc[0]
    assert version["made_at"].to_pydatetime() == NOON
    assert (version["by_name"], version["by_institution"], version["by_role"]) == ("Ani", "Dinkes", "operator")
    assert (version["file_name"], version["sha256"], version["sheets"]) == (FILE.name, FILE.sha256, FILE.sheets)
    assert (version["kind"], version["note"], version["new_rows"]) == ("import", "rapat", 3)
    assert not version["is_sample"]
    assert version[["undo_of", "undone_by"]].isna().all()


def test_an_empty_count_says_nothing_and_each_count_keeps_its_own_source(engine: Engine):
    registered = membership_rows(("pbi", 300_641, None)).assign(active_cell=None)
    save(engine, {Kind.MEMBERSHIP: registered})
    only_active = membership_rows(("pbi", None, 250_000)).assign(sheet="Aktif", cell="F9", active_cell="F9")
    assert save(engine, {Kind.MEMBERSHIP: only_active}).changed == 1
    row = store.membership_frame(engine).iloc[0]
    assert (row["registered_people"], row["active_people"]) == (300_641, 250_000)
    assert (row["origin_version"], row["sheet"], row["cell"]) == (1, "Agustus", "B5")
    assert (row["active_origin_version"], row["active_sheet"], row["active_cell"]) == (2, "Aktif", "F9")
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 300_700, None))})
    row = store.membership_frame(engine).iloc[0]
    assert (row["registered_people"], row["active_people"]) == (300_700, 250_000)
    assert (row["origin_version"], row["active_origin_version"]) == (3, 2)


def test_a_row_with_active_people_alone_leads_to_their_cell(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", None, 7)).assign(cell="F9", active_cell=None)})
    row = store.membership_frame(engine).iloc[0]
    assert (row["cell"], row["active_cell"]) == ("F9", "F9")
    assert (row["origin_version"], row["active_origin_version"]) == (1, 1)


def test_activities_are_compared_without_case_and_punctuation(engine: Engine):
    save(engine, {Kind.ACTIVITIES: activities("Sosialisasi: JKN, desa")})
    again = activities("sosialisasi JKN  desa").assign(due_date="2026-12-31")
    assert save(engine, {Kind.ACTIVITIES: again}) == store.Saved(2, 0, 1, 0)
    standing = store.activities_frame(engine)
    assert list(standing["activity"]) == ["sosialisasi JKN  desa"]
    assert list(standing["due_date"]) == [pd.Timestamp("2026-12-31")]
    by_words = {"forum": "Forum Banyuasin", "origin": "2016", "institution": "Dinas Kesehatan"}
    history = store.row_history(engine, Kind.ACTIVITIES, by_words | {"activity": "SOSIALISASI JKN desa"})
    assert list(history["since"]) == [1, 2]
    assert list(history["until"].fillna(0)) == [2, 0]
    assert list(history["file_name"]) == [FILE.name] * 2


def test_a_plan_that_says_less_empties_nothing(engine: Engine):
    full = activities("Rapat", note="desa terpencil").assign(due_date="2026-12-31", budget=5_000_000)
    save(engine, {Kind.ACTIVITIES: full})
    shorter = activities("Rapat").assign(due_date=None, budget=None, output_unit="desa")
    assert save(engine, {Kind.ACTIVITIES: shorter}) == store.Saved(2, 0, 1, 0)
    row = store.activities_frame(engine).iloc[0]
    assert (row["obstacle_note"], row["due_date"]) == ("desa terpencil", pd.Timestamp("2026-12-31"))
    assert (row["budget"], row["output_unit"]) == (5_000_000, "desa")
    assert save(engine, {Kind.ACTIVITIES: activities("Rapat")}).version is None


def test_a_plan_loaded_again_keeps_what_a_report_says(engine: Engine):
    save(engine, {Kind.ACTIVITIES: activities("Rapat", "Kunjungan")})
    activity_id = store.activities_frame(engine).set_index("activity")["activity_id"]["Rapat"]
    report = store.ProgressReport(
        status=ActivityStatus.DONE_UNCONFIRMED, reported_on=NOON.date(), evidence="surat 1", progress_pct=100
    )
    store.report_progress(engine, activity_id, report=report, opened_at=1, by=BUDI, at=NOON)
    plan = activities("Rapat", "Kunjungan", note="dari rencana").assign(budget=3_000_000_000)
    shown = store.differences(engine, Kind.ACTIVITIES, plan)
    assert list(shown.kept_reports["activity"]) == ["Rapat"]
    kept = shown.kept_reports.iloc[0]
    assert (kept["status"], kept["status_old"], kept["obstacle_note"]) == (
        "not_started",
        "done_unconfirmed",
        "dari rencana",
    )
    save(engine, {Kind.ACTIVITIES: plan})
    row = store.activities_frame(engine).set_index("activity").loc["Rapat"]
    assert (row["status"], row["evidence"], row["obstacle_note"], row["progress_pct"]) == (
        "done_unconfirmed",
        "surat 1",
        "",
        100,
    )
    assert (row["budget"], row["has_report"], row["reported_on"]) == (3_000_000_000, True, pd.Timestamp(NOON.date()))
    other = store.activities_frame(engine).set_index("activity").loc["Kunjungan"]
    assert (other["obstacle_note"], other["has_report"]) == ("dari rencana", False)


def test_the_same_key_gives_the_first_answer(engine: Engine):
    first = save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}, key="a")
    again = save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 1))}, key="a")
    assert first == again == store.Saved(1, 2, 0, 0)
    assert people(engine)["pbi"] == (300_641, None)


def test_a_preview_that_others_have_overtaken_is_refused(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)})
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 5, None))}, by=BUDI)
    with pytest.raises(Refusal) as refused:
        save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 6, None))}, expected_version=1)
    assert refused.value.args == ("store_moved_on", {"version": 2, "by": "Budi"})
    assert people(engine)["pbi"] == (5, None)


def test_a_preview_goes_ahead_when_others_changed_other_figures(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)})
    save(engine, {Kind.POPULATION: population(977_492)})
    save(engine, {Kind.MEMBERSHIP: membership_rows(("ppu", 1, None))})
    assert save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 6, None))}, expected_version=1).changed == 1


def test_an_undo_in_between_counts_as_a_change(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, None))})
    save(engine, {Kind.MEMBERSHIP: membership_rows(("bp", 1, None))})
    store.undo(engine, 1, by=BUDI, at=NOON)
    with pytest.raises(Refusal):
        save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 6, None))}, expected_version=2)


def test_a_correction_is_refused_when_the_row_changed_since(engine: Engine):
    save(engine, {Kind.POPULATION: population(977_492)})
    options = {"by": ANI, "at": NOON, "opened_at": 1}
    assert store.save_correction(engine, Kind.POPULATION, population(977_500), **options).version == 2
    with pytest.raises(Refusal) as refused:
        store.save_correction(engine, Kind.POPULATION, population(1), **options)
    assert refused.value.code == "changed_since"
    assert list(store.population_frame(engine)["people"]) == [977_500]
    assert store.versions_frame(engine)["kind"].iloc[0] == "correction"


WRONG = {
    "negative": membership_rows(("pbi", -1, None)),
    "fraction": membership_rows(("pbi", 1.5, None)),
    "segment": membership_rows(("tercover", 1, None)),
    "region": membership_rows(("pbi", 1, None)).assign(region_code="1607"),
    "period": membership_rows(("pbi", 1, None)).assign(period="2016-13"),
    "missing column": membership_rows(("pbi", 1, None)).drop(columns="period"),
    "twice": membership_rows(("pbi", 1, None), ("pbi", 2, None)),
}


@pytest.mark.parametrize("name", WRONG)
def test_rows_that_break_their_shape_change_nothing(memory: Engine, name: str):
    save(memory, {Kind.MEMBERSHIP: membership_rows(*AUGUST)})
    with pytest.raises(ValueError):
        save(memory, {Kind.POPULATION: population(5), Kind.MEMBERSHIP: WRONG[name]})
    assert store.latest_version(memory) == 1
    assert store.population_frame(memory).empty
    assert people(memory) == {"pbi": (300_641, None), "ppu": (47_626, 40_000)}


def test_a_time_without_a_zone_is_an_error(memory: Engine):
    with pytest.raises(ValueError, match="time zone"):
        save(memory, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}, at=NOON.replace(tzinfo=None))


def test_the_frame_of_the_caller_is_left_alone(memory: Engine):
    rows = membership_rows(*AUGUST)
    before = rows.copy(deep=True)
    save(memory, {Kind.MEMBERSHIP: rows})
    save(memory, {Kind.MEMBERSHIP: rows.assign(registered_people=1)})
    pd.testing.assert_frame_equal(rows, before)


def test_two_imports_at_once_are_both_there_and_numbered_one_after_the_other(engine: Engine):
    months = [f"20{year}-{month:02d}" for year in range(10, 20) for month in range(1, 13)]
    files = [
        pd.concat([population(place, period=month, region_code=code) for place, month in enumerate(months)])
        for code in ("16.07", "16.06")
    ]
    together = threading.Barrier(2)

    def load(rows: pd.DataFrame) -> None:
        together.wait()
        store.save_import(engine, {Kind.POPULATION: rows}, file=FILE, by=ANI, at=NOON)

    threads = [threading.Thread(target=load, args=(rows,)) for rows in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(store.versions_frame(engine)["number"]) == [2, 1]
    assert len(store.population_frame(engine)) == 2 * len(months)
    assert store.population_frame(engine, version=1)["region_code"].drop_duplicates().size == 1


def test_a_file_that_repeats_an_example_makes_the_figures_its_own(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}, kind=VersionKind.SAMPLE)
    assert save(engine, {Kind.MEMBERSHIP: membership_rows(*AUGUST)}) == store.Saved(2, 0, 0, 2)
    assert set(store.membership_frame(engine)["origin_version"]) == {2}
    assert store.remove_sample(engine, by=ANI, at=NOON) is None
    assert people(engine) == {"pbi": (300_641, None), "ppu": (47_626, 40_000)}


def test_an_example_never_replaces_a_figure_that_somebody_loaded(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, None))})
    example = membership_rows(("pbi", 2, 2), ("bp", 3, None))
    assert save(engine, {Kind.MEMBERSHIP: example}, kind=VersionKind.DEMO) == store.Saved(2, 1, 0, 1)
    assert people(engine) == {"pbi": (1, None), "bp": (3, None)}
