import math
from datetime import date, timedelta

import pandas as pd
import pytest
from metrics_frames import FIVE_ACTIVITIES, frame

from metrics import DUE_SOON_DAYS, count_by, count_by_status, selection, timing, unfinished, unfinished_counts
from vocab.codes import CLOSED_STATUSES, ActivityStatus, Timing

TODAY = date(2026, 11, 22)


def one_activity(
    status: str = "in_progress", *, due_in: int | None = None, start_in: int | None = None, has_report: bool = False
) -> pd.DataFrame:
    due, start = (None if days is None else TODAY + timedelta(days=days) for days in (due_in, start_in))
    row = frame("activity_id, status, due_date, start_date, has_report", ("a", status, due, start, has_report))
    return row.astype({"due_date": "datetime64[s]", "start_date": "datetime64[s]"})


@pytest.mark.parametrize(
    ("status", "due_in", "start_in", "has_report", "expected"),
    [
        ("in_progress", -1, None, True, Timing.OVERDUE),
        ("in_progress", 0, None, True, Timing.DUE_SOON),
        ("in_progress", DUE_SOON_DAYS, None, True, Timing.DUE_SOON),
        ("in_progress", DUE_SOON_DAYS + 1, None, True, Timing.ON_TIME),
        ("in_progress", None, None, True, Timing.NO_DUE_DATE),
        ("not_started", 60, -5, False, Timing.NO_REPORT),
        ("not_started", 60, None, False, Timing.NO_REPORT),
        ("not_started", 60, 0, False, Timing.NO_REPORT),
        ("not_started", 60, 5, False, Timing.ON_TIME),
        ("not_started", 60, -5, True, Timing.ON_TIME),
        ("not_started", -5, -50, False, Timing.OVERDUE),
        ("not_started", None, -5, False, Timing.NO_DUE_DATE),
        ("partly_done", 60, -5, False, Timing.ON_TIME),
        ("postponed", -1, None, True, Timing.OVERDUE),
        ("done_unconfirmed", -1, None, True, Timing.OVERDUE),
        ("done", -400, None, True, Timing.CLOSED),
        ("cancelled", -1, None, True, Timing.CLOSED),
        ("cannot_be_done", None, None, True, Timing.CLOSED),
    ],
)
def test_timing_on_a_day(
    status: str, due_in: int | None, start_in: int | None, has_report: bool, expected: Timing
) -> None:
    rows = timing(one_activity(status, due_in=due_in, start_in=start_in, has_report=has_report), today=TODAY)
    assert rows["timing"].tolist() == [expected]
    assert rows["is_unfinished"].tolist() == [ActivityStatus(status) not in CLOSED_STATUSES]


def test_days_late_and_left() -> None:
    late = timing(one_activity(due_in=-12), today=TODAY).iloc[0]
    assert (late["days_late"], late["days_left"]) == (12, -12)
    due = timing(one_activity(due_in=0), today=TODAY).iloc[0]
    assert math.isnan(due["days_late"])
    assert due["days_left"] == 0
    closed = timing(one_activity("done", due_in=-12), today=TODAY).iloc[0]
    assert math.isnan(closed["days_late"])


def test_a_report_given_as_a_frame_breaks_the_silence() -> None:
    silent = one_activity("not_started", due_in=60)
    heard = timing(silent, today=TODAY, reports=pd.DataFrame({"activity_id": ["a"]}))
    assert heard["timing"].tolist() == [Timing.ON_TIME]
    without = timing(silent.drop(columns="has_report"), today=TODAY)
    assert without["timing"].tolist() == [Timing.NO_REPORT]


def test_days_given_as_python_dates_are_read_too() -> None:
    rows = (
        one_activity().astype({"due_date": "object"}).assign(due_date=pd.Series([date(2026, 11, 21)], dtype="object"))
    )
    assert timing(rows, today=TODAY)["days_late"].tolist() == [1]


def banyuasin() -> pd.DataFrame:
    return timing(FIVE_ACTIVITIES, today=TODAY)


def test_the_headline_of_banyuasin() -> None:
    counts = unfinished_counts(banyuasin())
    assert counts.total == 4
    assert counts.by_status == ((ActivityStatus.NOT_STARTED, 2), (ActivityStatus.PARTLY_DONE, 2))
    assert (counts.overdue, counts.no_due_date, counts.all_activities) == (0, 4, 5)


def test_a_counter_and_its_list_are_one_query() -> None:
    rows = banyuasin()
    counts = unfinished_counts(rows)
    for status, count in counts.by_status:
        assert len(selection(rows, status=status)) == count
    assert selection(rows).equals(unfinished(rows))
    assert len(selection(rows, only_unfinished=False)) == 5
    assert selection(rows, institution="Dinkes")["activity_id"].tolist() == ["a1"]
    assert selection(rows, obstacle="")["activity_id"].tolist() == ["a4"]
    assert selection(rows, sector="non_health", field="people")["activity_id"].tolist() == ["a2", "a3"]
    assert selection(rows, region_codes=("16.06",)).empty


def test_counts_by_institution_stand_as_given_and_by_code_in_the_order_of_the_list() -> None:
    by_institution = count_by(banyuasin(), "institution")
    assert by_institution["institution"].tolist() == ["Dinkes", "Disdukcapil", "Dinsos", "Disnakertrans"]
    assert by_institution["unfinished"].tolist() == [1, 1, 1, 1]
    assert by_institution["finished"].tolist() == [1, 0, 0, 0]
    by_obstacle = count_by(banyuasin(), "obstacle")
    assert by_obstacle[["obstacle", "unfinished"]].to_numpy().tolist() == [["access", 2], ["budget", 1], ["", 1]]
    assert count_by(banyuasin(), "field")["field"].tolist() == ["service", "people", "awareness"]
    assert count_by(banyuasin().head(0), "field").empty


@pytest.mark.parametrize(
    "column", ["institution", "sector", "field", "obstacle", "status", "timing", "forum", "region_code"]
)
def test_each_division_adds_up_to_the_headline(column: str) -> None:
    rows = banyuasin()
    assert count_by(rows, column)["unfinished"].sum() == unfinished_counts(rows).total
    if column != "status":
        assert count_by_status(rows, column)["activities"].sum() == 4


def test_unfinished_by_institution_and_status() -> None:
    assert count_by_status(banyuasin()).to_numpy().tolist() == [
        ["Dinkes", "partly_done", 1],
        ["Disdukcapil", "not_started", 1],
        ["Dinsos", "not_started", 1],
        ["Disnakertrans", "partly_done", 1],
    ]
    assert count_by_status(banyuasin().head(0)).empty
