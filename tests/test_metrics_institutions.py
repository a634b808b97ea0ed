"""What each institution has promised, done and received, and whether the forum met as often as it undertook to."""

import math
from datetime import date

import pandas as pd
import pytest
from metrics_forum_frames import FOUR_MEETINGS, INSTITUTIONS, TODAY, activities, many_activities, meetings, members
from metrics_frames import frame

from metrics import cadence_periods, follow_up, institution_summary, selection
from vocab.codes import Timing

ATTENDANCE = frame(
    "meeting_id, institution, attendance",
    (1, "Dinkes", "present"),
    (2, "Dinkes", "represented"),
    (3, "Dinkes", "present"),
    (4, "Dinkes", "excused"),
    (5, "Dinkes", "present"),
    (1, "Dinsos", "absent"),
)
DOCUMENTS = frame("document_id, kind", (1, "mou"), (2, "decree"))
RECEIPTS = frame(
    "document_id, institution, state",
    (1, "Dinkes", "received"),
    (2, "Dinkes", "passed_on"),
    (1, "Dinsos", "not_yet"),
    (3, "Dinsos", "received"),
    (1, "RSUD", "received"),
)


def summary(plan: pd.DataFrame, **given: object) -> pd.DataFrame:
    frames = {
        "members": members("Dinsos", "Dinkes", "Bappeda"),
        "meetings": FOUR_MEETINGS,
        "attendance": ATTENDANCE,
        "documents": DOCUMENTS,
        "receipts": RECEIPTS,
    }
    followed = follow_up(plan, today=TODAY, meetings=FOUR_MEETINGS)
    return institution_summary(followed, **{**frames, **given}).set_index("institution")


PLAN = activities(
    {"status": "done", "due_date": "2026-06-30", "reported_on": "2026-06-30", "slips": 1},
    {"status": "done", "due_date": "2026-06-30", "reported_on": "2026-07-04"},
    {"status": "done", "reported_on": "2026-07-04"},
    {"status": "cancelled", "due_date": "2026-06-30", "reported_on": "2026-09-30", "obstacle": "staff"},
    {"due_date": "2026-11-10", "agreed_on": "2026-01-20", "obstacle": "budget", "people_expected": 10, "slips": 2},
    {"status": "not_started", "due_date": "2026-11-22", "agreed_on": "2026-10-20", "reported_on": "2026-11-01"},
    {"status": "partly_done", "agreed_on": "2026-04-21", "obstacle": "access", "people_expected": 5},
    {"status": "partly_done", "obstacle": "access"},
    {"institution": "RSUD", "sector": "health", "obstacle": "data"},
)
"""Dinkes: one kept on time, one four days late, one overdue by twelve days; RSUD is no member."""


def test_an_institution_with_all_that_can_be_said_of_it() -> None:
    row = summary(PLAN).loc["Dinkes"]
    said = {
        "place": 2, "is_member": True, "activities": 8, "unfinished": 4, "not_started": 1, "partly_done": 2,
        "finished": 4, "kept_on_time": 1, "kept_late": 1, "late": 1, "fallen_due": 3, "median_days_late": 8.0,
        "longest_open_days": 306.0, "silent": 3, "carried_over": 2, "people_affected": 15.0, "slips": 3,
        "meetings_held": 4, "attended": 2, "represented": 1, "excused": 1, "absent": 0, "documents": 2, "received": 2,
        "passed_on": 1, "has_written_role": False,
    }  # fmt: skip
    assert {name: row[name] for name in said} == said
    assert row["kept_on_time_pct"] == pytest.approx(33.3333, abs=1e-3)
    assert row["obstacles"] == ("access", "budget")


def test_members_stand_in_the_order_of_the_decree_and_others_after_them() -> None:
    rows = summary(PLAN, members=members("Dinsos", "Dinkes", "Bappeda", written_role=["", "", "Rencana"]))
    assert rows.index.tolist() == ["Dinsos", "Dinkes", "Bappeda", "RSUD"]
    assert rows["is_member"].tolist() == [True, True, True, False]
    assert rows["has_written_role"].tolist() == [False, False, True, False]
    assert rows["documents"].tolist() == [2, 2, 2, 1]
    assert rows.loc["Dinsos", ["absent", "received", "activities"]].tolist() == [1, 0, 0]
    quiet = rows.loc["Bappeda"]
    assert quiet["obstacles"] == ()
    assert all(math.isnan(quiet[name]) for name in ("kept_on_time_pct", "median_days_late", "people_affected"))


def test_a_former_member_with_activities_is_listed_but_no_member() -> None:
    rows = summary(PLAN, members=members("Dinkes", "Bappeda", is_active=False))
    assert rows.index.tolist() == ["Dinkes", "RSUD"]
    assert not rows["is_member"].any()


REPORTS = frame(
    "activity_id, origin_version, status, reported_on",
    ("a1", 2, "done_unconfirmed", "2026-05-01"),
    ("a1", 3, "in_progress", "2026-05-20"),
    ("a1", 4, "done_unconfirmed", "2026-06-29"),
    ("a1", 5, "done_unconfirmed", "2026-07-02"),
    ("a1", 6, "done", "2026-07-21"),
)


@pytest.mark.parametrize(("given", "kept"), [(None, 1), (REPORTS, 2), (REPORTS.iloc[::-1], 2), (REPORTS.head(0), 1)])
def test_done_on_the_day_that_the_institution_said_so_and_not_when_the_forum_met(given, kept: int) -> None:
    assert summary(PLAN, reports=given).loc["Dinkes", "kept_on_time"] == kept


def test_what_was_taken_back_does_not_count_as_done_on_time() -> None:
    late_again = REPORTS.head(3).assign(reported_on=["2026-05-01", "2026-05-20", "2026-07-02"])
    row = summary(PLAN, reports=late_again).loc["Dinkes"]
    assert (row["kept_on_time"], row["kept_late"]) == (1, 1)
    assert row["median_days_late"] == 7.0


def test_a_paused_activity_that_was_late_is_in_no_median() -> None:
    waits = {"obstacle": "waiting_others", "paused_since": "2026-11-01", "due_date": "2026-10-01"}
    row = summary(activities(waits, {"due_date": "2026-11-20"})).loc["Dinkes"]
    assert (row["late"], row["fallen_due"], row["median_days_late"]) == (1, 1, 2.0)


@pytest.mark.parametrize(
    ("reported_on", "paused_days", "column"),
    [
        ("2026-02-28", 0, "kept_on_time"),
        ("2026-03-01", 0, "kept_late"),
        ("2026-03-01", 1, "kept_on_time"),
        ("2026-03-02", 1, "kept_late"),
    ],
)
def test_the_due_day_in_force_decides(reported_on: str, paused_days: int, column: str) -> None:
    done = {"status": "done", "due_date": "2026-02-28", "reported_on": reported_on, "paused_days": paused_days}
    assert summary(activities(done)).loc["Dinkes", column] == 1


COUNTED = ("activities", "unfinished", "finished", "not_started", "partly_done", "silent", "late", "carried_over")


@pytest.mark.parametrize("seed", range(3))
def test_institutions_add_up_to_the_whole(seed: int) -> None:
    plan = many_activities(120, seed=seed)
    rows, followed = summary(plan), follow_up(plan, today=TODAY, meetings=FOUR_MEETINGS)
    totals = rows[list(COUNTED)].sum()
    unfinished = selection(followed)
    assert totals["activities"] == len(followed)
    assert totals["unfinished"] == len(unfinished)
    assert totals["finished"] == len(followed) - len(unfinished)
    assert totals["not_started"] == len(selection(followed, status="not_started"))
    assert totals["partly_done"] == len(selection(followed, status="partly_done"))
    assert totals["silent"] == len(selection(followed, reporting="silent"))
    assert totals["late"] == len(selection(followed, timing=Timing.OVERDUE))
    assert totals["carried_over"] == (unfinished["meetings_survived"] >= 2).sum() > 0
    assert rows["people_affected"].sum() == unfinished["people_affected"].sum()
    for name, row in rows.iterrows():
        assert row["unfinished"] == len(selection(followed, institution=name))
        assert set(row["obstacles"]) == set(selection(followed, institution=name)["obstacle"].dropna())
    shuffled = institution_summary(
        followed.sample(frac=1, random_state=seed), members=members(*INSTITUTIONS), meetings=FOUR_MEETINGS,
        attendance=ATTENDANCE.iloc[::-1], documents=DOCUMENTS, receipts=RECEIPTS.iloc[::-1],
    )  # fmt: skip
    whole = summary(plan, members=members(*INSTITUTIONS))
    pd.testing.assert_frame_equal(shuffled.set_index("institution"), whole)


def states(cadence: str, *days: str, today: str = "2026-11-22", **forum: object) -> list[tuple[str, str]]:
    held = meetings(*enumerate(days, start=1))
    rows = cadence_periods({"forum": "F", "cadence": cadence, **forum}, held, today=date.fromisoformat(today))
    return list(zip(rows["period"], rows["state"], strict=True))


def test_periods_are_kept_missed_or_run() -> None:
    began = {"cadence_from": date(2026, 1, 1)}
    assert states("quarterly", "2026-01-01", "2026-09-30", **began) == [
        ("2026-Q1", "kept"), ("2026-Q2", "missed"), ("2026-Q3", "kept"), ("2026-Q4", "current"),
    ]  # fmt: skip
    assert states("semester", "2026-06-30", **began) == [("2026-S1", "kept"), ("2026-S2", "current")]
    assert states("semester", "2026-07-01", **began) == [("2026-S1", "missed"), ("2026-S2", "kept")]
    assert states("monthly", "2026-02-28", today="2026-03-01", **began) == [
        ("2026-01", "missed"), ("2026-02", "kept"), ("2026-03", "current"),
    ]  # fmt: skip


def test_periods_begin_with_the_cadence_else_the_decree_else_the_first_meeting() -> None:
    assert states("quarterly", decree_date=date(2026, 7, 1))[0] == ("2026-Q3", "missed")
    later = {"cadence_from": pd.Timestamp("2026-10-01"), "decree_date": date(2026, 7, 1)}
    assert states("quarterly", **later) == [("2026-Q4", "current")]
    assert states("quarterly", "2026-05-02", cadence_from=pd.NaT, decree_date=None)[0] == ("2026-Q2", "kept")
    assert states("quarterly") == [("2026-Q4", "current")]
    assert states("quarterly", cadence_from=date(2027, 1, 1)) == [("2026-Q4", "current")]


def test_only_meetings_that_took_place_keep_the_cadence() -> None:
    rows = meetings(
        (1, "2026-01-20", "draft"), (2, "2026-04-20", "closed", "preparatory"), (3, "2026-07-20", "running"),
        (4, "2026-10-20", "closed", "extraordinary"), (5, "2026-11-23"),
    )  # fmt: skip
    held = pd.concat([rows, meetings((6, "2026-01-21"), forum="G")])
    forum = {"forum": "F", "cadence": "quarterly", "cadence_from": date(2026, 1, 1)}
    periods = cadence_periods(forum, held, today=TODAY)
    assert periods["state"].tolist() == ["missed", "missed", "kept", "kept"]
    assert periods["meetings"].tolist() == [0, 0, 1, 1]
    assert periods["first_day"].iloc[0] == pd.Timestamp("2026-01-01")
    assert periods["last_day"].tolist() == [
        pd.Timestamp(day) for day in ("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31")
    ]
