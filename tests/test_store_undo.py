"""Undo brings back what was there; later figures stay; and the history can be read as it was known at any version."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

from dataclasses import dataclass, field

import pandas as pd
import postgres_server
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from store_fixtures import ANI, NOON, activities, engine, memory, people, population, postgresql, save, url
from store_fixtures import membership as membership_rows

import store
from store.engine import writing
from store.tables import metadata
from vocab.codes import ActivityStatus, Kind, VersionKind
from vocab.refusal import Refusal

VALUES = ["region_code", "period", "segment", "registered_people", "active_people"]
SOURCES = ["origin_version", "sheet", "cell", "active_origin_version", "active_sheet", "active_cell"]


def undo(engine: Engine, number: int) -> store.Undone:
    return store.undo(engine, number, by=ANI, at=NOON)


def refusal(engine: Engine, number: int) -> str:
    with pytest.raises(Refusal) as refused:
        undo(engine, number)
    return refused.value.code


def test_undo_brings_back_the_earlier_figures_exactly_with_their_source(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 2), ("ppu", 3, None))})
    before = store.membership_frame(engine)
    later = membership_rows(("pbi", 9, 2), ("ppu", 3, 4), ("bp", 5, None)).assign(sheet="Baru", cell="Z1")
    save(engine, {Kind.MEMBERSHIP: later, Kind.POPULATION: population(7)})
    done = undo(engine, 2)
    assert (done.version, done.reverted_rows, len(done.kept)) == (3, 4, 0)
    after = store.membership_frame(engine)
    pd.testing.assert_frame_equal(after[VALUES + SOURCES], before[VALUES + SOURCES])
    assert set(after["since"]) == {3}
    assert store.population_frame(engine).empty
    pd.testing.assert_frame_equal(store.membership_frame(engine, version=1), before)


def test_figures_that_a_later_version_replaced_stay_and_are_listed(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, None), ("ppu", 1, None))})
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 2, None), ("ppu", 2, None))})
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 3, None))})
    done = undo(engine, 2)
    assert people(engine) == {"pbi": (3, None), "ppu": (1, None)}
    kept = done.kept.iloc[0]
    assert len(done.kept) == 1
    assert (kept["kind"], kept["region_code"], kept["period"], kept["what"], kept["since"]) == (
        "membership",
        "16.07",
        "2016-08",
        "pbi",
        3,
    )


def test_undoing_one_version_after_the_other_goes_back_to_the_start(engine: Engine):
    for people_now in (1, 2, 3):
        save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", people_now, None))})
    for number, left in ((3, {"pbi": (2, None)}), (2, {"pbi": (1, None)}), (1, {})):
        undo(engine, number)
        assert people(engine) == left


def test_an_undo_is_undone_the_same_way_and_the_versions_say_so(engine: Engine):
    save(engine, {Kind.MEMBERSHIP: membership_rows(("pbi", 1, 2))})
    undo(engine, 1)
    versions = store.versions_frame(engine).set_index("number")
    assert (versions.loc[1, "undone_by"], versions.loc[2, "undo_of"]) == (2, 1)
    assert refusal(engine, 1) == "nothing_to_undo"
    undo(engine, 2)
    assert people(engine) == {"pbi": (1, 2)}
    versions = store.versions_frame(engine).set_index("number")
    assert versions["undone_by"].fillna(0).to_dict() == {3: 0, 2: 3, 1: 0}
    undo(engine, 1)
    assert people(engine) == {}
    assert store.versions_frame(engine).set_index("number").loc[1, "undone_by"] == 4


def test_a_version_that_does_not_exist(engine: Engine):
    assert refusal(engine, 7) == "version_unknown"


def test_undo_of_a_report_takes_back_the_activity_and_the_report(engine: Engine):
    save(engine, {Kind.ACTIVITIES: activities("Rapat")})
    before = store.activities_frame(engine)
    _report(engine, opened_at=1)
    assert undo(engine, 2).version == 3
    pd.testing.assert_frame_equal(store.activities_frame(engine).drop(columns="since"), before.drop(columns="since"))
    assert store.reports_frame(engine).empty
    assert len(store.reports_frame(engine, version=2)) == 1
    undo(engine, 3)
    assert list(store.reports_frame(engine)["origin_version"]) == [2]
    assert list(store.activities_frame(engine)["status"]) == ["partly_done"]


def test_a_report_stays_with_an_activity_that_was_loaded_again_after_it(engine: Engine):
    save(engine, {Kind.ACTIVITIES: activities("Rapat")})
    _report(engine, opened_at=1)
    save(engine, {Kind.ACTIVITIES: activities("Rapat").assign(due_date="2026-12-31")})
    assert refusal(engine, 2) == "nothing_to_undo"
    assert list(store.activities_frame(engine)["has_report"]) == [True]
    assert refusal(engine, 1) == "nothing_to_undo"


def test_an_activity_with_a_report_stays_when_its_plan_is_undone(engine: Engine):
    save(engine, {Kind.ACTIVITIES: activities("Rapat", "Kunjungan")})
    _report(engine, opened_at=1)
    done = undo(engine, 1)
    assert list(store.activities_frame(engine)["activity"]) == ["Rapat"]
    kept = done.kept.iloc[0]
    assert (kept["kind"], kept["region_code"], kept["period"]) == ("activities", "16.07", "2016")
    assert "Rapat" in kept["what"]


def _report(engine: Engine, *, opened_at: int) -> None:
    by_activity = store.activities_frame(engine).set_index("activity")
    report = store.ProgressReport(status=ActivityStatus.PARTLY_DONE, reported_on=NOON.date(), progress_pct=40)
    store.report_progress(
        engine, by_activity.loc["Rapat", "activity_id"], report=report, opened_at=opened_at, by=ANI, at=NOON
    )


# The laws, against a model of a few lines: each key has a list of states, one for each version that touched it.

SEGMENTS = ("pbi", "ppu", "bp")


@dataclass(frozen=True)
class State:
    """What is said of a key: a value or nothing, the version that said it first, the version that says it now."""

    value: int | None
    stated_in: int
    since: int


NOTHING = State(None, 0, 0)


@dataclass
class Model:
    """The store as it should be."""

    states: dict[str, list[State]] = field(default_factory=lambda: {segment: [NOTHING] for segment in SEGMENTS})
    latest: int = 0

    def known_at(self, version: int) -> dict[str, int]:
        found = {segment: self.state_at(segment, version).value for segment in SEGMENTS}
        return {segment: value for segment, value in found.items() if value is not None}

    def state_at(self, segment: str, version: int) -> State:
        return [state for state in self.states[segment] if state.since <= version][-1]

    def save(self, rows: dict[str, int]) -> None:
        changed = {segment: value for segment, value in rows.items() if self.states[segment][-1].value != value}
        if changed:
            self.latest += 1
        for segment, value in changed.items():
            self.states[segment].append(State(value, self.latest, self.latest))

    def undo(self, number: int) -> bool:
        touched = [name for name in SEGMENTS if any(state.since == number for state in self.states[name])]
        own = [name for name in touched if number in (self.states[name][-1].stated_in, self.states[name][-1].since)]
        self.latest += bool(own)
        for name in own:
            before = self.state_at(name, number - 1)
            self.states[name].append(State(before.value, before.stated_in, self.latest))
        return bool(own)

    def remove_all(self) -> None:
        standing = [name for name in SEGMENTS if self.states[name][-1].value is not None]
        self.latest += bool(standing)
        for name in standing:
            self.states[name].append(State(None, self.latest, self.latest))


FILES = st.dictionaries(st.sampled_from(SEGMENTS), st.integers(0, 3), min_size=1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), FILES), st.tuples(st.just("undo"), st.integers(1, 8)), st.just(("remove", None))
    ),
    max_size=9,
)


def _play(engine: Engine, steps: list[tuple[str, object]]) -> Model:
    model = Model()
    for step, what in steps:
        if step == "save":
            rows = membership_rows(*((segment, value, None) for segment, value in what.items()))
            save(engine, {Kind.MEMBERSHIP: rows}, kind=VersionKind.SAMPLE)
            model.save(what)
        elif step == "remove":
            store.remove_sample(engine, by=ANI, at=NOON)
            model.remove_all()
        elif 1 <= what <= model.latest:
            assert _is_undone(engine, what) == model.undo(what)
    return model


def _is_undone(engine: Engine, number: int) -> bool:
    try:
        undo(engine, number)
    except Refusal as refused:
        assert refused.code == "nothing_to_undo"
        return False
    return True


def _check(engine: Engine, model: Model) -> None:
    assert store.latest_version(engine) == model.latest
    for version in (*range(model.latest + 1), None):
        known = {name: int(counts[0]) for name, counts in people(engine, version=version).items()}
        assert known == model.known_at(model.latest if version is None else version)


def _empty(engine: Engine) -> None:
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


REMOVED_TWICE = [("save", {"pbi": 1}), ("remove", None), ("save", {"pbi": 2}), ("undo", 3), ("undo", 2), ("undo", 1)]


def _agrees(engine: Engine, *, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(steps=STEPS)
    @example(steps=REMOVED_TWICE)
    def agrees(steps: list[tuple[str, object]]) -> None:
        _empty(engine)
        _check(engine, _play(engine, steps))

    agrees()


def test_any_sequence_of_saves_undos_and_removals_agrees_with_the_model(memory: Engine):
    _agrees(memory, examples=60)


@pytest.mark.postgresql
def test_the_model_agrees_on_postgresql_too(postgresql: str):
    opened = store.open_store(postgres_server.fresh_database(postgresql))
    _agrees(opened, examples=15)
    opened.dispose()
