"""The follow-up of agreements on a day: the clock and its pauses, silence, meetings survived, what needs a decision."""

import math
from datetime import date

import pandas as pd
import pytest
from metrics_forum_frames import FOUR_MEETINGS, TODAY, activities, forums, many_activities, meetings
from metrics_frames import FIVE_ACTIVITIES

from metrics import (
    count_by,
    count_by_status,
    follow_up,
    lost_items,
    pareto,
    selection,
    unfinished_counts,
)
from vocab.codes import ActivityStatus, Reporting, Timing
from vocab.forum_codes import DecisionNeed

NONE = float("nan")
WAITS = {"obstacle": "waiting_others"}


def one(today: str | date = TODAY, **values: object) -> pd.Series:
    """The only activity of a plan on a day."""
    day = date.fromisoformat(today) if isinstance(today, str) else today
    return follow_up(activities(values), today=day).iloc[0]


@pytest.mark.parametrize(
    ("due", "today", "late", "left"),
    [
        ("2026-09-30", "2026-09-30", NONE, 0),
        ("2026-09-30", "2026-10-01", 1, -1),
        ("2026-09-30", "2026-09-29", NONE, 1),
        ("2026-01-31", "2026-02-28", 28, -28),
        ("2024-01-31", "2024-02-29", 29, -29),
        ("2026-02-28", "2026-03-01", 1, -1),
        ("2024-02-28", "2024-03-01", 2, -2),
        ("2025-12-31", "2026-01-01", 1, -1),
        ("2026-12-31", "2026-02-28", NONE, 306),
        (None, "2026-02-28", NONE, NONE),
    ],
)
def test_the_due_day_itself_is_not_late_across_ends_of_months(
    due: str | None, today: str, late: float, left: float
) -> None:
    row = one(today, due_date=due)
    assert [row["days_late"], row["days_left"]] == pytest.approx([late, left], nan_ok=True)
    assert (row["timing"] is Timing.OVERDUE) == (not math.isnan(late))
    assert (row["timing"] is Timing.NO_DUE_DATE) == (due is None)


@pytest.mark.parametrize(
    ("values", "today", "timing", "late", "left"),
    [
        ({"paused_since": "2026-03-10", **WAITS}, "2026-04-30", Timing.PAUSED, NONE, 21),
        ({"paused_since": "2026-03-31", **WAITS}, "2026-03-31", Timing.PAUSED, NONE, 0),
        ({"paused_since": "2026-04-05", **WAITS}, "2026-04-30", Timing.PAUSED, 5, -5),
        ({"paused_days": 20}, "2026-04-20", Timing.DUE_SOON, NONE, 0),
        ({"paused_days": 20}, "2026-04-21", Timing.OVERDUE, 1, -1),
        ({"paused_days": 25}, "2026-04-30", Timing.OVERDUE, 5, -5),
        ({"paused_days": 25}, "2026-05-01", Timing.OVERDUE, 6, -6),
        ({"paused_since": "2026-05-01", "paused_days": 20, **WAITS}, "2026-08-01", Timing.PAUSED, 11, -11),
        ({"paused_since": "2026-04-20", **WAITS}, "2026-04-10", Timing.PAUSED, 10, -10),
        (WAITS, "2026-04-02", Timing.OVERDUE, 2, -2),
        ({"paused_since": "2026-03-10", "obstacle": "budget"}, "2026-04-02", Timing.OVERDUE, 2, -2),
        ({"paused_since": "2026-03-10", "status": "done", **WAITS}, "2026-04-30", Timing.CLOSED, NONE, NONE),
    ],
)
def test_the_clock_stands_while_others_must_act(
    values: dict[str, object], today: str, timing: Timing, late: float, left: float
) -> None:
    """Due on 31 March; a pause in the middle, one that begins on the due day, one of an activity that was late."""
    row = one(today, due_date="2026-03-31", **values)
    assert row["timing"] is timing
    assert [row["days_late"], row["days_left"]] == pytest.approx([late, left], nan_ok=True)
    assert row["is_paused"] == (timing is Timing.PAUSED)


def test_days_that_the_clock_stood_move_the_due_date_and_keep_the_first_one() -> None:
    row = one(due_date="2026-01-31", first_due_date="2026-01-31", paused_days=28)
    assert row["effective_due_date"] == row["counted_until"] == pd.Timestamp("2026-02-28")
    assert row["due_date"] == row["first_due_date"] == pd.Timestamp("2026-01-31")


def test_an_accepted_later_date_counts_from_itself() -> None:
    """The chair accepted 28 February in place of 31 January: the pause before it is no longer added."""
    moved = {"due_date": "2026-02-28", "first_due_date": "2026-01-31", "slips": 1, "paused_days": 0}
    assert one("2026-02-28", **moved)["timing"] is Timing.DUE_SOON
    assert one("2026-03-01", **moved)["days_late"] == 1


def test_a_pause_without_a_due_date_is_still_told() -> None:
    row = one(paused_since="2026-03-10", office="x", **WAITS)
    assert (row["timing"], row["is_paused"], row["decision"]) == (Timing.NO_DUE_DATE, True, DecisionNeed.PAUSED)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"output_target": 304, "output_realised": 41}, 13.4868),
        ({"output_target": 304, "output_realised": 41, "progress_pct": 90}, 13.4868),
        ({"output_target": 304, "output_realised": 0, "progress_pct": 90}, 0),
        ({"output_target": 10, "output_realised": 12}, 120),
        ({"output_target": 304, "progress_pct": 25}, 25),
        ({"output_realised": 41, "progress_pct": 25}, 25),
        ({"output_target": 0, "output_realised": 0, "progress_pct": 25}, 25),
        ({}, NONE),
    ],
)
def test_progress_follows_from_the_volume_where_both_are_known(values: dict[str, object], expected: float) -> None:
    assert one(**values)["progress_pct"] == pytest.approx(expected, abs=1e-4, nan_ok=True)


@pytest.mark.parametrize(
    ("cadence", "today", "reported_on", "silent", "periods"),
    [
        ("monthly", "2026-11-22", "2026-10-01", False, 0),
        ("monthly", "2026-11-22", "2026-09-30", True, 1),
        ("monthly", "2026-11-01", "2026-09-30", True, 1),
        ("monthly", "2026-10-31", "2026-09-30", False, 0),
        ("monthly", "2026-01-01", "2025-11-30", True, 1),
        ("quarterly", "2026-11-22", "2026-07-01", False, 0),
        ("quarterly", "2026-11-22", "2026-06-30", True, 1),
        ("quarterly", "2026-11-22", "2026-03-31", True, 2),
        ("quarterly", "2026-09-30", "2026-06-30", False, 0),
        ("quarterly", "2026-10-01", "2026-06-30", True, 1),
        ("semester", "2026-11-22", "2026-01-01", False, 0),
        ("semester", "2026-11-22", "2025-12-31", True, 1),
        ("unheard of", "2026-11-22", "2026-09-30", True, 1),
        ("quarterly", "2026-11-22", "2026-12-01", False, 0),
    ],
)
def test_nothing_for_a_whole_period_of_the_cadence_is_silence(
    cadence: str, today: str, reported_on: str, silent: bool, periods: int
) -> None:
    plan = activities({"reported_on": reported_on})
    row = follow_up(plan, today=date.fromisoformat(today), forums=forums(F=cadence)).iloc[0]
    assert row["reporting"] == (Reporting.SILENT if silent else Reporting.REPORTED)
    assert row["silent_periods"] == periods


def test_a_forum_that_nobody_described_is_asked_every_month() -> None:
    plan = activities({"reported_on": "2026-09-30"}, {"reported_on": "2026-09-30", "forum": "G"})
    described = follow_up(plan, today=TODAY, forums=forums(G="quarterly"))
    assert described["reporting"].tolist() == ["silent", "reported"]
    assert follow_up(plan, today=TODAY)["reporting"].tolist() == ["silent", "silent"]


def test_what_was_never_reported_is_silent_since_it_was_agreed_on() -> None:
    row = one(agreed_on="2026-11-20")
    assert (row["reporting"], row["silent_days"], row["silent_periods"]) == (Reporting.SILENT, 2, 0)
    old = one(agreed_on="2026-03-31")
    assert (old["reporting"], old["silent_days"], old["silent_periods"]) == (Reporting.SILENT, 236, 7)
    heard = one(agreed_on="2026-03-31", reported_on="2026-11-22")
    assert (heard["reporting"], heard["silent_days"], heard["age_days"]) == (Reporting.REPORTED, 0, 236)


@pytest.mark.parametrize("status", ["done", "cancelled", "cannot_be_done"])
def test_what_is_finished_is_never_silent(status: str) -> None:
    row = one(status=status, agreed_on="2020-01-01")
    assert row["reporting"] == Reporting.REPORTED
    assert math.isnan(row["silent_days"])
    assert math.isnan(row["silent_periods"])
    assert math.isnan(row["age_days"])


SURVIVED = [
    ({"agreed_on": "2026-01-20", "meeting_id": 1}, 3),
    ({"agreed_on": "2026-01-10", "meeting_id": 1}, 3),
    ({"agreed_on": "2026-01-10"}, 4),
    ({"agreed_on": "2026-04-21", "meeting_id": 2}, 2),
    ({"agreed_on": "2026-04-22", "meeting_id": 2}, 2),
    ({"agreed_on": "2026-10-21"}, 0),
    ({"agreed_on": "2026-01-20", "forum": "G"}, 1),
    ({"agreed_on": "2026-01-20", "forum": "H"}, 0),
    ({"agreed_on": None}, 0),
    ({"agreed_on": "2026-01-20", "status": "done", "reported_on": "2026-07-21"}, 1),
    ({"agreed_on": "2026-01-20", "status": "cancelled", "reported_on": "2026-07-22"}, 2),
    ({"agreed_on": "2026-01-20", "status": "done"}, 0),
    ({"agreed_on": "2027-01-20"}, 0),
]
MORE_MEETINGS = pd.concat(
    [
        FOUR_MEETINGS,
        meetings((6, "2026-02-01"), (7, "2026-03-01", "open"), forum="G"),
        meetings((8, "2026-02-02", "closed", "preparatory"), (9, "2026-12-01")),
    ],
    ignore_index=True,
)
"""Of another forum, one not held, a preparatory one, and one after today."""


def test_closed_meetings_after_the_agreement_are_survived_but_not_the_one_it_comes_from() -> None:
    plan = activities(*(values for values, _ in SURVIVED))
    rows = follow_up(plan, today=TODAY, meetings=MORE_MEETINGS)
    assert rows["meetings_survived"].tolist() == [count for _, count in SURVIVED]
    turned = follow_up(plan, today=TODAY, meetings=MORE_MEETINGS.iloc[::-1])
    assert turned["meetings_survived"].tolist() == rows["meetings_survived"].tolist()
    assert set(follow_up(plan, today=TODAY)["meetings_survived"]) == {0}


WELL = {"due_date": "2026-12-31", "office": "Bidang", "agreed_on": "2026-10-21", "reported_on": "2026-11-20"}
DECISIONS = [
    (WELL, ""),
    ({**WELL, "status": "done"}, ""),
    ({**WELL, "status": "done_unconfirmed", "evidence_check": "complete"}, DecisionNeed.SETTLE),
    ({**WELL, "status": "done_unconfirmed", "evidence_check": "incomplete"}, ""),
    ({**WELL, "status": "partly_done", "evidence_check": "complete"}, ""),
    ({**WELL, "activity_id": "asked"}, DecisionNeed.DUE_REQUEST),
    ({**WELL, "activity_id": "asked", "due_date": "2026-01-01"}, DecisionNeed.DUE_REQUEST),
    ({**WELL, "activity_id": "answered"}, ""),
    ({**WELL, "due_date": "2026-11-21"}, DecisionNeed.LATE),
    ({**WELL, "due_date": "2026-11-22"}, ""),
    ({**WELL, "agreed_on": "2026-04-21", "meeting_id": 2}, DecisionNeed.CARRIED_OVER),
    ({**WELL, "agreed_on": "2026-07-21", "meeting_id": 3}, ""),
    ({**WELL, "paused_since": "2026-11-20", **WAITS}, DecisionNeed.PAUSED),
    ({**WELL, "office": " "}, DecisionNeed.NO_OWNER),
    ({**WELL, "office": "", "person": "Kepala Bidang"}, ""),
    ({**WELL, "institution": ""}, DecisionNeed.NO_OWNER),
    ({**WELL, "due_date": None}, DecisionNeed.NO_DUE_DATE),
    ({**WELL, "due_date": None, "office": ""}, DecisionNeed.NO_OWNER),
]
REQUESTS = pd.DataFrame({"activity_id": ["asked", "answered"], "state": ["waiting", "accepted"]})


@pytest.mark.parametrize(("values", "expected"), DECISIONS)
def test_what_needs_a_decision_of_the_forum(values: dict[str, object], expected: str) -> None:
    rows = follow_up(activities(values), today=TODAY, meetings=FOUR_MEETINGS, due_requests=REQUESTS)
    assert rows["decision"].tolist() == [expected]


def test_lost_items_have_lists_of_their_own() -> None:
    plan = activities(
        {**WELL, "due_date": None},
        {**WELL, "office": ""},
        {**WELL, "reported_on": None},
        WELL,
        {"status": "done"},
    )
    lost = lost_items(follow_up(plan, today=TODAY))
    assert {name: rows["activity_id"].tolist() for name, rows in lost.items()} == {
        "without_due_date": ["a0"],
        "without_owner": ["a1"],
        "without_report": ["a2"],
    }


def test_pareto_of_obstacles() -> None:
    plan = activities(
        {"obstacle": "budget", "people_expected": 10},
        {"obstacle": "data"},
        {"obstacle": "budget", "people_expected": 5},
        {"obstacle": "access"},
        {},
        {"obstacle": "access", "status": "done", "people_expected": 99},
    )
    rows = pareto(follow_up(plan, today=TODAY))
    assert rows["obstacle"].tolist() == ["budget", "access", "data", ""]
    assert rows["unfinished"].tolist() == [2, 1, 1, 1]
    assert rows["people_affected"].tolist() == pytest.approx([15, NONE, NONE, NONE], nan_ok=True)
    assert rows["cumulative_pct"].tolist() == pytest.approx([40, 60, 80, 100])


def test_the_four_of_banyuasin_without_any_column_of_the_follow_up() -> None:
    """Files that are looked at before they are saved have none of the columns that the store adds."""
    rows = follow_up(FIVE_ACTIVITIES, today=TODAY)
    counts = unfinished_counts(rows)
    assert (counts.total, counts.overdue, counts.paused, counts.no_due_date) == (4, 0, 0, 4)
    assert rows["reporting"].tolist() == ["silent"] * 4 + ["reported"]
    assert pareto(rows)["obstacle"].tolist() == ["access", "budget", ""]
    assert len(lost_items(rows)["without_due_date"]) == 4


SEEDS = range(3)
FILTERS = {"institution", "sector", "field", "obstacle", "status", "timing", "reporting", "decision", "region_code"}


def many(seed: int) -> pd.DataFrame:
    return follow_up(
        many_activities(120, seed=seed), today=TODAY, meetings=MORE_MEETINGS, forums=forums(F="quarterly", G="monthly")
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_counter_is_the_length_of_its_list(seed: int) -> None:
    rows = many(seed)
    counts = unfinished_counts(rows)
    assert counts.total == len(selection(rows)) == sum(count for _, count in counts.by_status)
    parts = (counts.overdue, counts.paused, counts.due_soon, counts.no_report, counts.on_time, counts.no_due_date)
    assert sum(parts) == counts.total
    for column in FILTERS:
        by_code = count_by(rows, column).set_index(column)
        for code, counted in by_code.iterrows():
            wanted = {column: code}
            assert counted["unfinished"] == len(selection(rows, **wanted))
            assert counted["all_activities"] == len(selection(rows, only_unfinished=False, **wanted))
            if column != "timing":
                for timing in (Timing.OVERDUE, Timing.PAUSED, Timing.DUE_SOON, Timing.NO_DUE_DATE):
                    assert counted[timing.value] == len(selection(rows, timing=timing, **wanted))
        assert by_code["unfinished"].sum() == pareto(rows, column)["unfinished"].sum() == counts.total
        if column != "status":
            assert count_by_status(rows, column)["activities"].sum() == counts.total


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_of_lost_items_are_selections_too(seed: int) -> None:
    rows = many(seed)
    lost = lost_items(rows)
    assert len(lost["without_due_date"]) == len(selection(rows, timing=Timing.NO_DUE_DATE))
    assert len(lost["without_report"]) == len(selection(rows, reporting=Reporting.SILENT))
    assert len(lost["without_owner"]) == len(selection(rows, has_owner=False))
    assert unfinished_counts(rows).no_due_date == len(lost["without_due_date"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    plan = many_activities(60, seed=seed)
    rows = follow_up(plan, today=TODAY, meetings=MORE_MEETINGS)
    turned = follow_up(plan.sample(frac=1, random_state=seed), today=TODAY, meetings=MORE_MEETINGS)
    pd.testing.assert_frame_equal(rows, turned)
    assert rows["activity_id"].tolist() == plan["activity_id"].tolist()


def test_every_status_occurs_in_the_made_plans() -> None:
    rows = pd.concat([many(seed) for seed in SEEDS])
    assert set(rows["status"]) == set(ActivityStatus)
    assert {Timing.PAUSED, Timing.OVERDUE, Timing.NO_DUE_DATE, Timing.ON_TIME, Timing.CLOSED} <= set(rows["timing"])
    assert set(rows["decision"]) >= {"", "settle", "late", "carried_over", "paused", "no_owner"}
