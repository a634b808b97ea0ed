"""What changed since the last meeting: figures with their reason, activities with what became of them."""

import pandas as pd
import pytest
from metrics_forum_frames import TODAY, activities, many_activities
from metrics_frames import (
    BANYUASIN,
    BANYUASIN_MEMBERSHIP,
    BANYUASIN_POPULATION,
    BANYUASIN_TARGETS,
    KLUNGKUNG_FACILITIES,
    membership,
    population,
)

from metrics import (
    CoverageHeadline,
    activity_changes,
    coverage_headline,
    facilities_by_area_year,
    facilities_by_region_year,
    figure_changes,
    follow_up,
    selection,
)
from vocab.codes import CLOSED_STATUSES


def headline(members: pd.DataFrame, people: pd.DataFrame, period: str, source: str | None = None) -> CoverageHeadline:
    return coverage_headline(members, people, BANYUASIN_TARGETS, area=BANYUASIN, period=period, source=source)


def banyuasin(period: str, source: str | None = None) -> CoverageHeadline:
    return headline(BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, period, source)


def changes(before: CoverageHeadline | None, after: CoverageHeadline, **given: pd.DataFrame) -> pd.DataFrame:
    return figure_changes(before, after, **given).set_index("figure")


def reasons(before: CoverageHeadline | None, after: CoverageHeadline) -> dict[str, tuple[str, str]]:
    rows = changes(before, after)
    return {str(name): (row["reason"], row["also"]) for name, row in rows.iterrows()}


def test_the_year_of_banyuasin() -> None:
    rows = changes(banyuasin("2016-01"), banyuasin("2016-08"))
    assert rows.index.tolist() == ["registered_people", "people", "coverage_pct"]
    assert rows["change"].tolist() == pytest.approx([32_127, 46_969, 1.5409], abs=1e-4)
    assert rows["unit"].tolist() == ["people", "people", "points"]
    coverage = rows.loc["coverage_pct"]
    assert (coverage["reason"], coverage["also"]) == ("new_data", "denominator")
    assert coverage["from_denominator"] == pytest.approx(-1.9117, abs=1e-4)
    assert (coverage["old_period"], coverage["new_period"]) == ("2016-01", "2016-08")


def test_the_same_figures_are_the_same() -> None:
    rows = changes(banyuasin("2016-08"), banyuasin("2016-08"))
    assert set(rows["reason"]) == {"same"}
    assert rows["change"].tolist() == [0, 0, 0]


def test_another_source_of_population_is_another_denominator() -> None:
    found = reasons(banyuasin("2016-08"), banyuasin("2016-08", "disdukcapil"))
    assert found == {
        "registered_people": ("same", ""), "people": ("denominator", ""), "coverage_pct": ("denominator", ""),
    }  # fmt: skip


FIRST = membership((BANYUASIN, "2016-08", "total", 100, 80))
PEOPLE = population((BANYUASIN, "2016-08", "bpjs", 200))


@pytest.mark.parametrize(
    ("members", "people", "period", "expected"),
    [
        ((90, 80), (200, "2016-08"), "2016-08", {"coverage_pct": ("correction", ""), "people": ("same", "")}),
        ((100, 80), (250, "2016-08"), "2016-08", {"coverage_pct": ("denominator", ""), "people": ("correction", "")}),
        ((100, 80), (250, "2016-07"), "2016-08", {"coverage_pct": ("denominator", ""), "people": ("new_data", "")}),
        ((90, 80), (250, "2016-08"), "2016-08", {"coverage_pct": ("correction", "denominator")}),
        ((90, 80), (250, "2016-08"), "2016-09", {"coverage_pct": ("new_data", "denominator")}),
        ((100, 80), (200, "2016-08"), "2016-09", {"coverage_pct": ("new_data", ""), "active_people": ("new_data", "")}),
        (
            (100, 70),
            (200, "2016-08"),
            "2016-08",
            {"active_share_pct": ("correction", ""), "people": ("same", "")},
        ),
        (
            (90, 80),
            (200, "2016-08"),
            "2016-08",
            {"active_share_pct": ("correction", ""), "people": ("same", "")},
        ),
        ((100, 80), (250, "2016-08"), "2016-08", {"active_coverage_pct": ("denominator", "")}),
        ((100, None), (200, "2016-08"), "2016-08", {"active_people": ("correction", "")}),
    ],
)
def test_why_a_figure_is_another_one(members, people, period: str, expected) -> None:
    newer = membership((BANYUASIN, period, "total", *members))
    after = headline(newer, population((BANYUASIN, people[1], "bpjs", people[0])), period)
    found = reasons(headline(FIRST, PEOPLE, "2016-08"), after)
    assert {name: found[name] for name in expected} == expected


def test_figures_that_were_not_known_before_are_new_and_those_of_nobody_are_left_out() -> None:
    rows = changes(None, banyuasin("2016-08"))
    assert set(rows["reason"]) == {"new_data"}
    assert rows["change"].isna().all()
    assert "active_people" not in rows.index
    without = headline(membership((BANYUASIN, "2016-08", "total", 100, None)), PEOPLE, "2016-08")
    assert reasons(without, headline(FIRST, PEOPLE, "2016-08"))["active_people"] == ("new_data", "")
    assert changes(banyuasin("2016-08"), headline(FIRST.head(0), PEOPLE, "2016-08")).loc["people", "new_period"] == ""


def test_facilities_of_the_newest_year_and_unfinished_activities() -> None:
    by_year = facilities_by_area_year(facilities_by_region_year(KLUNGKUNG_FACILITIES), area="51.06")
    before = follow_up(activities({}, {}, {"status": "done"}), today=TODAY)
    after = follow_up(activities({"status": "done"}, {}, {"status": "done"}), today=TODAY)
    rows = changes(
        None, banyuasin("2016-08"), before_facilities=by_year[by_year["year"] < 2024], after_facilities=by_year,
        before_follow_up=before, after_follow_up=after,
    )  # fmt: skip
    assert rows.loc["fktp", ["old", "new", "change", "unit", "reason"]].tolist() == [
        42,
        41,
        -1,
        "facilities",
        "new_data",
    ]
    assert rows.loc["fktp", ["old_period", "new_period"]].tolist() == ["2023", "2024"]
    assert rows.loc["unfinished", ["old", "new", "change", "reason"]].tolist() == [2, 1, -1, "new_data"]
    corrected = by_year.assign(facilities=by_year["facilities"] + 1)
    again = changes(None, banyuasin("2016-08"), before_facilities=by_year, after_facilities=corrected)
    assert again.loc["fkrtl", ["change", "reason"]].tolist() == [1, "correction"]


BEFORE: dict[str, object] = {
    "status": "in_progress", "progress_pct": 20, "due_date": "2026-12-31", "reported_on": "2026-11-01", "office": "x",
}  # fmt: skip
LATER = {"reported_on": "2026-11-20"}


@pytest.mark.parametrize(
    ("values", "change", "also"),
    [
        ({}, "unchanged", ""),
        ({"status": "done", **LATER}, "settled", ""),
        ({"status": "cancelled", **LATER}, "cancelled", ""),
        ({"status": "cannot_be_done", "due_date": "2027-01-31", "slips": 1}, "cancelled", ""),
        ({"status": "partly_done", **LATER}, "progressed", ""),
        ({"status": "done_unconfirmed", **LATER}, "progressed", ""),
        ({"progress_pct": 30, **LATER}, "progressed", ""),
        ({"progress_pct": 30, "due_date": "2027-01-31", "slips": 1}, "progressed", "slipped"),
        ({"progress_pct": 10, **LATER}, "reported", ""),
        ({"status": "not_started", **LATER}, "reported", ""),
        ({"status": "postponed", **LATER}, "reported", ""),
        (LATER, "reported", ""),
        ({"due_date": "2027-01-31", "slips": 1, **LATER}, "slipped", ""),
        ({"due_date": "2027-01-01"}, "slipped", ""),
        ({"due_date": "2026-12-30"}, "replanned", ""),
        ({"office": "y"}, "replanned", ""),
        ({"budget": 5}, "replanned", ""),
        ({"reported_on": None}, "silent", ""),
    ],
)
def test_what_became_of_an_activity(values: dict[str, object], change: str, also: str) -> None:
    before = follow_up(activities(BEFORE), today=TODAY)
    row = activity_changes(before, follow_up(activities({**BEFORE, **values}), today=TODAY)).iloc[0]
    assert (row["change"], row["also"]) == (change, also)
    assert row["old_status"] == "in_progress"


def test_a_first_report_and_a_reopened_activity() -> None:
    pairs = [
        ({"status": "in_progress"}, {"status": "in_progress", **LATER}, "reported"),
        ({"status": "done"}, {"status": "in_progress"}, "reopened"),
        ({"status": "cancelled"}, {"status": "done"}, "settled"),
        ({"status": "done"}, {"status": "done", "due_date": "2027-01-31"}, "unchanged"),
        ({"status": "done", "progress_pct": 60}, {"status": "done", "progress_pct": 100}, "unchanged"),
        ({"status": "cancelled"}, {"status": "cancelled", "slips": 1}, "unchanged"),
        ({"status": "in_progress", "due_date": None}, {"status": "in_progress", "due_date": "2027-01-31"}, "replanned"),
    ]
    for before, after, expected in pairs:
        sides = [follow_up(activities(values), today=TODAY) for values in (before, after)]
        assert activity_changes(*sides)["change"].tolist() == [expected]


def test_new_and_removed_activities_are_listed() -> None:
    sides = [
        follow_up(activities(*rows), today=TODAY)
        for rows in (
            ({"activity_id": "old"}, {"activity_id": "both"}),
            ({"activity_id": "both"}, {"activity_id": "new"}),
        )
    ]
    rows = activity_changes(*sides)
    assert rows[["activity_id", "change"]].to_numpy().tolist() == [
        ["both", "silent"],
        ["new", "new"],
        ["old", "removed"],
    ]
    assert rows["institution"].tolist() == ["Dinkes"] * 3


@pytest.mark.parametrize("seed", range(3))
def test_changes_explain_the_difference_of_the_counters(seed: int) -> None:
    plans = [many_activities(80, seed=seed), many_activities(90, seed=seed + 100)]
    before, after = (follow_up(plan, today=TODAY) for plan in plans)
    rows = activity_changes(before, after)
    count = rows["change"].value_counts()
    closed_new = rows["change"].eq("new") & rows["new_status"].isin(list(CLOSED_STATUSES))
    was_open = ~rows["old_status"].isin(list(CLOSED_STATUSES))
    closed = (rows["change"].isin(["settled", "cancelled"]) & was_open).sum()
    opened = count.get("new", 0) - closed_new.sum() + count.get("reopened", 0)
    assert len(selection(after)) - len(selection(before)) == opened - closed - count.get("removed", 0)
    assert len(rows) == 90
    turned = activity_changes(before.iloc[::-1], after.iloc[::-1])
    pd.testing.assert_frame_equal(
        turned.sort_values("activity_id", ignore_index=True), rows.sort_values("activity_id", ignore_index=True)
    )
