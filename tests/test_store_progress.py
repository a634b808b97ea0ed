"""Reports on progress: what they change, what they need, and that none is lost when many report at once."""

# ruff: noqa: F401, F811 - pytest finds the fixtures by the names imported here

import threading
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Engine
from store_fixtures import ANI, BUDI, NOON, activities, engine, memory, postgresql, save, url

import store
from vocab.codes import ActivityStatus, Kind, Obstacle
from vocab.people import Person
from vocab.refusal import Refusal

DAY = date(2026, 11, 20)
THREADS, ATTEMPTS = 20, 5


def _one_activity(engine: Engine) -> str:
    save(engine, {Kind.ACTIVITIES: activities("Rapat")})
    return store.activities_frame(engine)["activity_id"].iloc[0]


def _send(
    engine: Engine, activity_id: str, *, opened_at: int, by: Person = BUDI, key: str | None = None, **said: object
) -> int:
    report = store.ProgressReport(**{"status": ActivityStatus.PARTLY_DONE, "reported_on": DAY} | said)
    return store.report_progress(engine, activity_id, report=report, opened_at=opened_at, by=by, at=NOON, key=key)


def test_a_report_brings_the_activity_up_to_date_and_is_kept(engine: Engine):
    activity_id = _one_activity(engine)
    said = {"progress_pct": 40, "obstacle": Obstacle.ACCESS, "note": "perairan", "evidence": "notulen"}
    said |= {"reported_by": "Budi", "reported_institution": "Bappeda"}
    assert _send(engine, activity_id, opened_at=1, **said) == 2
    activity = store.activities_frame(engine).iloc[0]
    assert (activity["status"], activity["progress_pct"], activity["obstacle"]) == ("partly_done", 40, "access")
    assert (activity["obstacle_note"], activity["evidence"], activity["reported_on"]) == (
        "perairan",
        "notulen",
        pd.Timestamp(DAY),
    )
    assert (activity["since"], activity["origin_version"], activity["cell"]) == (2, 1, "B3")
    report = store.reports_frame(engine).iloc[0]
    assert (report["activity_id"], report["note"], report["reported_by"]) == (activity_id, "perairan", "Budi")
    assert (report["region_code"], report["origin_version"], report["made_at"]) == ("16.07", 2, pd.Timestamp(NOON))
    assert store.reports_frame(engine, regions=["16.06"]).empty
    assert store.reports_frame(engine, version=1).empty
    history = store.row_history(engine, Kind.ACTIVITIES, {"activity_id": activity_id})
    assert list(history["version_kind"]) == ["import", "report"]
    assert list(history["by_name"]) == ["Ani", "Budi"]


def test_a_report_on_what_changed_since_is_refused(engine: Engine):
    activity_id = _one_activity(engine)
    _send(engine, activity_id, opened_at=1)
    with pytest.raises(Refusal) as refused:
        _send(engine, activity_id, opened_at=1, by=ANI)
    assert refused.value.args == ("changed_since", {"version": 2, "by": "Budi"})
    assert len(store.reports_frame(engine)) == 1
    assert _send(engine, activity_id, opened_at=2, by=ANI) == 3


def test_a_report_goes_ahead_when_only_other_rows_changed(engine: Engine):
    activity_id = _one_activity(engine)
    save(engine, {Kind.ACTIVITIES: activities("Kunjungan")})
    assert _send(engine, activity_id, opened_at=1) == 3


@pytest.mark.parametrize("status", [ActivityStatus.DONE_UNCONFIRMED])
def test_finished_needs_evidence(memory: Engine, status: ActivityStatus):
    activity_id = _one_activity(memory)
    with pytest.raises(Refusal) as refused:
        _send(memory, activity_id, opened_at=1, status=status, evidence="  ")
    assert refused.value.code == "evidence_needed"
    assert _send(memory, activity_id, opened_at=1, status=ActivityStatus.IN_PROGRESS, evidence="surat 7") == 2
    assert _send(memory, activity_id, opened_at=2, status=status) == 3
    assert list(store.activities_frame(memory)["evidence"]) == ["surat 7"]


def test_an_activity_that_is_not_there(memory: Engine):
    with pytest.raises(Refusal) as refused:
        _send(memory, "0" * 12, opened_at=1)
    assert refused.value.code == "activity_unknown"


def test_progress_beyond_a_hundred_percent_is_an_error(memory: Engine):
    activity_id = _one_activity(memory)
    with pytest.raises(ValueError, match="progress_pct"):
        _send(memory, activity_id, opened_at=1, progress_pct=101)
    assert store.latest_version(memory) == 1


def test_the_same_key_reports_once(engine: Engine):
    activity_id = _one_activity(engine)
    assert [_send(engine, activity_id, opened_at=1, key="form-1") for _ in range(2)] == [2, 2]
    assert len(store.reports_frame(engine)) == 1


def test_none_of_many_reports_at_once_is_lost(engine: Engine):
    activity_id = _one_activity(engine)
    acknowledged: dict[str, int] = {}
    together = threading.Barrier(THREADS)

    def work(name: int) -> None:
        together.wait()
        for attempt in range(ATTEMPTS):
            seen = int(store.activities_frame(engine)["since"].iloc[0])
            note = f"{name}/{attempt}"
            try:
                acknowledged[note] = _send(engine, activity_id, opened_at=seen, note=note)
            except Refusal as refused:
                assert refused.code in ("changed_since", "store_busy")

    threads = [threading.Thread(target=work, args=(name,)) for name in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reports = store.reports_frame(engine).set_index("note")["origin_version"].to_dict()
    assert reports == acknowledged
    assert acknowledged
    history = store.row_history(engine, Kind.ACTIVITIES, {"activity_id": activity_id})
    # Each report was made on the one before it: nobody's words were written over unseen.
    assert list(history["until"].iloc[:-1]) == list(history["since"].iloc[1:])
    assert set(history["obstacle_note"].iloc[1:]) == set(acknowledged)


def test_of_reports_opened_together_only_the_first_is_taken(engine: Engine):
    activity_id = _one_activity(engine)
    answers: list[str] = []
    together = threading.Barrier(THREADS)

    def work(name: int) -> None:
        together.wait()
        try:
            answers.append(str(_send(engine, activity_id, opened_at=1, note=str(name))))
        except Refusal as refused:
            answers.append(refused.code)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["2", *["changed_since"] * (THREADS - 1)]
    assert len(store.reports_frame(engine)) == 1
