"""Every public function leaves its arguments as they are, and reads the same from every kind of column."""

import dataclasses
import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from metrics_forum_frames import FOUR_MEETINGS, many_activities, members
from metrics_frames import (
    BANYUASIN,
    BANYUASIN_MEMBERSHIP,
    BANYUASIN_POPULATION,
    BANYUASIN_TARGETS,
    CRITERIA,
    FIVE_ACTIVITIES,
    KLUNGKUNG_BRANCH,
    KLUNGKUNG_FACILITIES,
    acceptances,
    matching,
    membership,
    population,
)

import metrics

TODAY = date(2026, 11, 22)
AUGUST = {"region_code": BANYUASIN, "period": "2016-08"}

MEMBERSHIP = pd.concat(
    [
        BANYUASIN_MEMBERSHIP,
        membership(
            (BANYUASIN, "2016-08", "total", 370_202, 300_000),
            ("51.04", "2024-12", "pbi_apbd", 70, 60),
            ("51.04", "2024-12", "pbi", 100, 80),
            ("51.05", "2024-12", "total", 150, None),
        ),
    ],
    ignore_index=True,
)
POPULATION = pd.concat(
    [
        BANYUASIN_POPULATION,
        population(("51.04", "2024-06", "bpjs", 200), ("51.05", "2024-06", "bps", 160)),
    ],
    ignore_index=True,
)
TARGETS = pd.concat([BANYUASIN_TARGETS, CRITERIA], ignore_index=True)

FACILITIES = KLUNGKUNG_FACILITIES.copy(deep=True)
MATCHING = matching(
    ("51.04", "2024-06", "dinsos", "matched", 90),
    ("51.04", "2024-06", "dinsos", "moved", 10),
    ("51.04", "2024-06", "dinsos", "pbi_recorded", 100),
    ("51.04", "2024-06", "bpjs", "pbi_recorded", 95),
    ("51.05", "2024-06", "dinsos", "proposals_sent", 9),
    ("51.05", "2024-06", "dinsos", "proposals_accepted", 5),
    ("51.05", "2024-06", "dinsos", "proposals_refused", 1),
    ("51.05", "2024-06", "dinsos", "proposals_waiting", 1),
)
ACTIVITIES = FIVE_ACTIVITIES.copy(deep=True)

PAPERS = pd.DataFrame({"document_id": [1, 2], "signed_date": ["2026-11-01", None], "valid_until": ["2027-01-01", None]})
PAPERS_RECEIVED = pd.DataFrame(
    {"document_id": [1], "institution": ["RSUD"], "state": ["received"], "since_date": ["2026-11-02"], "note": [""]}
).assign(since=4)
FORUM_MEMBERS = pd.DataFrame({"institution": ["Dinkes", "Dinsos"], "place": [2, 1]})
PLANNED_MEETING = pd.DataFrame(
    {"meeting_id": [1], "number": [1], "kind": ["regular"], "state": ["draft"], "meeting_date": ["2026-12-01"]}
)


def copies(*frames: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Frames to make further arguments from, so that a function that changes its argument is still found out."""
    return tuple(given.copy(deep=True) for given in frames)


COVERAGE = metrics.coverage_by_region_period(*copies(MEMBERSHIP, POPULATION))
BY_REGION_YEAR = metrics.facilities_by_region_year(*copies(FACILITIES))
PLANNED = ACTIVITIES.assign(origin_version=1, sheet="RTL", cell=[f"G{9 - place}" for place in range(len(ACTIVITIES))])
TIMED = metrics.timing(*copies(ACTIVITIES), today=TODAY)
AREA_TARGETS = metrics.targets_for(*copies(TARGETS), metric="coverage", **AUGUST)
STATUS = metrics.uhc_status(
    *copies(TARGETS), region_code="16.07", period="2026-01", registered_people=99, active_people=90, people=100
)
VERDICTS = metrics.uhc_verdicts(*copies(STATUS))
FIGURES = metrics.area_figures(*copies(MEMBERSHIP, POPULATION), area=BANYUASIN)
FIRST_TARGET = metrics.gaps(*copies(AREA_TARGETS), numerator=1, denominator=2).iloc[0]
DENOMINATORS = metrics.denominators(*copies(POPULATION), registered_people=370_202, **AUGUST)
BRANCH = {"area": "branch:klungkung"}

ARRIVED = metrics.arrivals(*copies(MEMBERSHIP, POPULATION, FACILITIES, MATCHING))
MEMBERS = {"members": KLUNGKUNG_BRANCH, "period": "2024-12"}
REGIONS = {"regions": [BANYUASIN, *KLUNGKUNG_BRANCH], "period": "2024-12"}
COMPLETE = metrics.completeness(*copies(ARRIVED), **MEMBERS)
TOTALS = metrics.total_differences(
    *copies(MEMBERSHIP, POPULATION, FACILITIES, MATCHING),
    children={"branch:klungkung": KLUNGKUNG_BRANCH},
    period="2024-12",
)
DIFFERENCES = metrics.pbi_differences(*copies(MEMBERSHIP, POPULATION, MATCHING), **MEMBERS, **BRANCH)
JUMPS = metrics.jumps(*copies(MEMBERSHIP, POPULATION), **REGIONS)
FAR = metrics.far_from_others(*copies(MEMBERSHIP, POPULATION), beside=[], **REGIONS)
IMPOSSIBLE = metrics.impossible_figures(*copies(MEMBERSHIP, POPULATION), **REGIONS)
MATCHED = metrics.matching_counts(*copies(MATCHING), **MEMBERS, **BRANCH)
WARNINGS = metrics.missing_warnings(*copies(COMPLETE))
ACCEPTED = acceptances(("51.05", "2024-12", "not_arrived", "active", "", "2026-12-31"))

PLAN = many_activities(30, seed=1)
MEETINGS = FOUR_MEETINGS.copy(deep=True)
FORUM = {"forum": "F", "cadence": "quarterly"}
FORUMS = pd.DataFrame([FORUM])
REQUESTS = pd.DataFrame({"activity_id": ["a1"], "state": ["waiting"]})
COUNCIL = members("Dinsos", "Dinkes", "Bappeda")
ATTENDANCE = pd.DataFrame(
    {"meeting_id": [1, 2], "institution": ["Dinkes", "Dinsos"], "attendance": ["present", "absent"]}
)
DECREES = pd.DataFrame({"document_id": [1], "kind": ["decree"], "valid_until": [None]})
HELD = pd.DataFrame({"document_id": [1], "institution": ["Dinkes"], "state": ["received"]})
SAID = pd.DataFrame({"reported_on": ["2026-09-01", "2026-10-02"], "status": ["in_progress", "partly_done"]}).assign(
    progress_pct=[10.0, 20.0], output_realised=None, obstacle=["data", None]
)
ANSWERS = pd.DataFrame({"criterion": ["shared_vision"], "proof": ["spoken"], "evidence": ["said"]})
FOLLOWED = metrics.follow_up(*copies(PLAN), today=TODAY, meetings=MEETINGS.copy(deep=True))
OF_FORUM = {
    "members": COUNCIL, "meetings": MEETINGS, "attendance": ATTENDANCE, "documents": DECREES, "receipts": HELD,
}  # fmt: skip
BOTH_SOURCES = metrics.population_differences(
    *copies(MEMBERSHIP, POPULATION), area=BANYUASIN, members=[BANYUASIN], period="2016-08"
)
EXPLAINED = pd.DataFrame([{**AUGUST, "code": "population_source", "subject": "bpjs:disdukcapil"}])
HEADLINES = [
    metrics.coverage_headline(*copies(MEMBERSHIP, POPULATION, TARGETS), area=BANYUASIN, period=period)
    for period in ("2016-01", "2016-08")
]

CASES: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "percent": ((MEMBERSHIP["active_people"], MEMBERSHIP["registered_people"]), {}),
    "points": ((COVERAGE["coverage_pct"], COVERAGE["active_share_pct"]), {}),
    "members_by_region_period": ((MEMBERSHIP,), {}),
    "counted_segments": ((MEMBERSHIP,), {}),
    "segment_checks": ((MEMBERSHIP,), {}),
    "composition": ((MEMBERSHIP,), {**AUGUST, "view": "six"}),
    "composition_by_period": ((MEMBERSHIP,), {"region_code": "branch:klungkung"}),
    "population_at": ((COVERAGE[["region_code", "period"]], POPULATION), {}),
    "denominators": ((POPULATION,), {**AUGUST, "registered_people": 370_202}),
    "area_denominators": ((MEMBERSHIP, POPULATION), {**BRANCH, "period": "2024-12"}),
    "spread": ((DENOMINATORS,), {}),
    "coverage_by_region_period": ((MEMBERSHIP, POPULATION), {}),
    "government_registered_by_region_period": ((MEMBERSHIP, POPULATION), {}),
    "latest_period": ((MEMBERSHIP,), {"at": "2020-01"}),
    "previous_period": ((COVERAGE,), AUGUST),
    "area_coverage_by_period": ((COVERAGE,), {"members": KLUNGKUNG_BRANCH}),
    "area_figures": ((MEMBERSHIP, POPULATION), BRANCH),
    "area_table": ((MEMBERSHIP, POPULATION), {"members": KLUNGKUNG_BRANCH, "period": "2024-12"}),
    "change_by_region": ((COVERAGE,), {"from_period": "2016-01", "to_period": "2016-08"}),
    "change_between": ((COVERAGE,), {"region_code": BANYUASIN, "from_period": "2016-01", "to_period": "2016-08"}),
    "targets_for": ((TARGETS,), {**AUGUST, "metric": "coverage"}),
    "gap_to_target": ((370_202, 977_492), {"value_pct": 95}),
    "missing_people": ((MEMBERSHIP["active_people"], MEMBERSHIP["registered_people"]), {"value_pct": 95}),
    "state_against": ((37.87, 95), {}),
    "states_against": ((COVERAGE["coverage_pct"], 95), {}),
    "gaps": ((AREA_TARGETS,), {"numerator": 370_202, "denominator": 977_492}),
    "indicative_path": (
        (),
        {"first_period": "2016-01", "first_pct": 36.3, "target_period": "2019-12", "target_pct": 95.0},
    ),
    "path_to": ((FIGURES, FIRST_TARGET), {}),
    "coverage_headline": ((MEMBERSHIP, POPULATION, TARGETS), {"area": BANYUASIN, "period": "2016-08"}),
    "comparable": ((FIGURES,), {}),
    "heat_table": ((COVERAGE,), {"regions": KLUNGKUNG_BRANCH, "target_pct": 95}),
    "ranking": ((COVERAGE,), {"period": "2024-12", "regions": KLUNGKUNG_BRANCH}),
    "against_group": ((COVERAGE,), {"region_code": "51.04", "members": KLUNGKUNG_BRANCH, "period": "2024-12"}),
    "facilities_by_region_year": ((FACILITIES,), {}),
    "facility_checks": ((FACILITIES,), {}),
    "facilities_by_type_year": ((FACILITIES,), {"members": KLUNGKUNG_BRANCH}),
    "facilities_by_area_year": ((BY_REGION_YEAR,), BRANCH),
    "facility_changes": ((BY_REGION_YEAR,), {}),
    "facility_drops": ((BY_REGION_YEAR,), {}),
    "facility_growth": ((BY_REGION_YEAR,), BRANCH),
    "facility_density": ((BY_REGION_YEAR, MEMBERSHIP, POPULATION), BRANCH),
    "uhc_criteria": ((TARGETS,), {"region_code": "16.07", "period": "2026-01"}),
    "uhc_status": (
        (TARGETS,),
        {"region_code": "16.07", "period": "2026-01", "registered_people": 9, "active_people": 8, "people": 10},
    ),
    "uhc_verdicts": ((STATUS,), {}),
    "uhc_grades": ((VERDICTS,), {}),
    "in_plan_order": ((PLANNED,), {}),
    "timing": ((ACTIVITIES,), {"today": TODAY}),
    "document_validity": ((PAPERS,), {"today": TODAY}),
    "receipts_by_institution": ((PAPERS, PAPERS_RECEIVED), {"members": FORUM_MEMBERS, "today": TODAY}),
    "clarification_window": ((PLANNED_MEETING,), {"today": TODAY}),
    "follow_up": ((PLAN,), {"today": TODAY, "meetings": MEETINGS, "forums": FORUMS, "due_requests": REQUESTS}),
    "report_periods": ((SAID,), {"agreed_on": date(2026, 8, 3), "today": TODAY}),
    "lost_items": ((FOLLOWED,), {}),
    "pareto": ((FOLLOWED,), {}),
    "institution_summary": ((FOLLOWED,), OF_FORUM),
    "cadence_periods": ((FORUM, MEETINGS), {"today": TODAY}),
    "figure_changes": (tuple(HEADLINES), {"before_follow_up": FOLLOWED, "after_follow_up": FOLLOWED}),
    "activity_changes": ((FOLLOWED.head(20), FOLLOWED.tail(20)), {}),
    "agreed_datasets": (({"population_source": BOTH_SOURCES}, EXPLAINED), {}),
    "partnership": (
        (),
        {
            **OF_FORUM,
            "follow_up": FOLLOWED,
            "answers": ANSWERS,
            "periods": metrics.cadence_periods(FORUM, *copies(MEETINGS), today=TODAY),
            "datasets": metrics.agreed_datasets({"population_source": BOTH_SOURCES}, EXPLAINED),
            "today": TODAY,
        },
    ),
    "unfinished": ((TIMED,), {}),
    "selection": ((TIMED,), {"institution": "Dinkes"}),
    "unfinished_counts": ((TIMED,), {}),
    "count_by": ((TIMED, "institution"), {}),
    "count_by_status": ((TIMED,), {}),
    "arrivals": ((MEMBERSHIP, POPULATION, FACILITIES, MATCHING), {}),
    "completeness": ((ARRIVED,), MEMBERS),
    "completeness_by_period": ((ARRIVED,), {**MEMBERS, "stream": "facilities"}),
    "population_differences": ((MEMBERSHIP, POPULATION), {"area": "16", "members": [BANYUASIN], "period": "2016-08"}),
    "pbi_differences": ((MEMBERSHIP, POPULATION, MATCHING), {**MEMBERS, **BRANCH}),
    "newest_matching": ((MATCHING,), REGIONS),
    "matching_counts": ((MATCHING,), {**MEMBERS, **BRANCH}),
    "unanswered_proposals": ((MATCHING,), {**MEMBERS, **BRANCH}),
    "matching_findings": ((MATCHED,), BRANCH),
    "matching_checks": ((MATCHING,), REGIONS),
    "total_differences": (
        (MEMBERSHIP, POPULATION, FACILITIES, MATCHING),
        {"children": {"branch:klungkung": KLUNGKUNG_BRANCH}, "period": "2024-12"},
    ),
    "jumps": ((MEMBERSHIP, POPULATION), REGIONS),
    "far_from_others": ((MEMBERSHIP, POPULATION), {**REGIONS, "beside": []}),
    "impossible_figures": ((MEMBERSHIP, POPULATION), REGIONS),
    "missing_warnings": ((COMPLETE,), {}),
    "total_warnings": ((TOTALS,), {}),
    "source_warnings": ((DIFFERENCES,), {"code": "pbi_source"}),
    "outlier_warnings": ((JUMPS, FAR, IMPOSSIBLE), {"period": "2024-12"}),
    "with_acceptance": ((WARNINGS, ACCEPTED), {"today": TODAY}),
    "membership_rows": ((MEMBERSHIP,), {"region_codes": [BANYUASIN], "period": "2016-08"}),
    "population_rows": ((POPULATION,), {"region_codes": [BANYUASIN], "period": "2016-08"}),
    "facility_rows": ((FACILITIES,), {"region_codes": KLUNGKUNG_BRANCH, "year": 2024}),
    "sources_of": ((MEMBERSHIP, POPULATION), {**BRANCH, "period": "2024-12"}),
    "area_members": ((BANYUASIN,), {}),
    "areas_above": (("branch:klungkung",), {}),
}

COUNTS = ["registered_people", "active_people", "people", "facilities"]
CODES = [
    "region_code",
    "period",
    "segment",
    "source",
    "facility_kind",
    "measure",
    "scheme",
    "metric",
    "status",
    "sector",
]


def as_floats(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({name: "float64" for name in COUNTS if name in rows})


def as_categories(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({name: "category" for name in CODES if name in rows})


def as_objects(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({name: "object" for name in (*COUNTS, *CODES) if name in rows})


FORUM_FRAMES = (PLAN, MEETINGS, FORUMS, REQUESTS, COUNCIL, ATTENDANCE, DECREES, HELD, ANSWERS)
STORE_FRAMES = (MEMBERSHIP, POPULATION, TARGETS, FACILITIES, ACTIVITIES, MATCHING, *FORUM_FRAMES)


def converted(values: tuple[Any, ...], convert: Callable[[pd.DataFrame], pd.DataFrame]) -> tuple[Any, ...]:
    return tuple(convert(value) if is_from_the_store(value) else value for value in values)


def converted_options(options: dict[str, Any], convert: Callable[[pd.DataFrame], pd.DataFrame]) -> dict[str, Any]:
    return dict(zip(options, converted(tuple(options.values()), convert), strict=True))


def is_from_the_store(value: Any) -> bool:
    return any(value is given for given in STORE_FRAMES)


def plain(value: Any) -> Any:
    """An answer as something that compares, whatever the kinds of its columns are."""
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, pd.DataFrame):
        return plain_table(value)
    if isinstance(value, pd.Series):
        return plain_table(value.rename("value").to_frame())
    return repr(value)


def plain_table(rows: pd.DataFrame) -> list[list[str]]:
    as_object = rows.astype("object")
    return [list(rows.columns), *[[written(value) for value in row] for row in as_object.itertuples(index=False)]]


def written(value: Any) -> str:
    if pd.isna(value):
        return "missing"
    return f"{value:.9f}" if isinstance(value, (int, float)) else str(value)


def test_every_public_function_has_a_case() -> None:
    functions = {name for name in metrics.__all__ if inspect.isfunction(getattr(metrics, name))}
    assert functions == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_arguments_stay_as_they_are(name: str) -> None:
    values, options = CASES[name]
    given = (*values, *options.values())
    before = [value.copy(deep=True) if isinstance(value, (pd.DataFrame, pd.Series)) else value for value in given]
    getattr(metrics, name)(*values, **options)
    for value, copy in zip(given, before, strict=True):
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, copy)
        elif isinstance(value, pd.Series):
            pd.testing.assert_series_equal(value, copy)


@pytest.mark.parametrize("convert", [as_floats, as_categories, as_objects])
@pytest.mark.parametrize("name", [name for name, (values, options) in CASES.items() if values or options])
def test_answers_do_not_depend_on_the_kind_of_column(
    name: str, convert: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    values, options = CASES[name]
    function = getattr(metrics, name)
    answer = function(*converted(values, convert), **converted_options(options, convert))
    assert plain(answer) == plain(function(*values, **options))


FROM_THE_STORE = [
    name
    for name, (values, options) in CASES.items()
    if any(is_from_the_store(value) for value in (*values, *options.values()))
]
NEVER_EMPTY = ("area_table", "population_at", "facility_density", "institution_summary", "cadence_periods")
"""Answers whose rows come from elsewhere: areas asked for, activities, the calendar."""
KEEPS_ORDER = ("timing", "facility_rows", "membership_rows", "population_rows")


@pytest.mark.parametrize("name", FROM_THE_STORE)
def test_frames_without_rows_give_answers_without_rows(name: str) -> None:
    values, options = CASES[name]

    def without_rows(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.head(0)

    answer = getattr(metrics, name)(*converted(values, without_rows), **converted_options(options, without_rows))
    if isinstance(answer, pd.DataFrame):
        assert answer.empty or name in NEVER_EMPTY


@pytest.mark.parametrize("name", [name for name in FROM_THE_STORE if name not in KEEPS_ORDER])
def test_the_order_of_input_rows_does_not_matter(name: str) -> None:
    values, options = CASES[name]
    function = getattr(metrics, name)

    def turn(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.iloc[::-1].reset_index(drop=True)

    answer = function(*converted(values, turn), **converted_options(options, turn))
    assert plain(answer) == plain(function(*values, **options))
