import math

import pandas as pd
import pytest
from metrics_frames import CRITERIA, targets

from metrics import Verdict, uhc_criteria, uhc_grades, uhc_status, uhc_verdicts

SIDES = {"registered_people": 9_900, "active_people": 9_405, "people": 10_000}


def award(coverage: int, active_share: int, government: int | None) -> dict[str, Verdict]:
    """Grades of the award of 2026 for whole percentages of 10.000 people."""
    registered = coverage * 100
    status = uhc_status(
        CRITERIA,
        region_code="16.07",
        period="2026-01",
        registered_people=registered,
        active_people=registered * active_share // 100,
        people=10_000,
        government_registered_people=None if government is None else government * 100,
    )
    grades = uhc_grades(uhc_verdicts(status[status["family"] == "uhc_award"]))
    return dict(zip(grades["grade"], grades["verdict"], strict=True))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((99, 95, 18), "utama"),
        ((99, 100, 0), "utama"),
        ((99, 95, 17), "madya"),
        ((98, 85, 0), "madya"),
        ((98, 80, 25), "madya"),
        ((98, 80, 10), "pratama"),
        ((97, 99, 30), None),
        ((98, 79, 30), None),
    ],
)
def test_award_of_2026(figures: tuple[int, int, int], expected: str | None) -> None:
    grades = award(*figures)
    assert next((grade for grade, verdict in grades.items() if verdict == Verdict.MET), None) == expected


def test_97_99_percent_is_no_grade() -> None:
    status = uhc_status(
        CRITERIA, region_code="16.07", period="2026-01", registered_people=9_799, active_people=9_702, people=10_000
    )
    grades = uhc_grades(uhc_verdicts(status))
    assert Verdict.MET not in set(grades["verdict"])


def test_without_people_registered_by_government_the_higher_grade_stays_open() -> None:
    grades = award(99, 95, None)
    assert grades == {"utama": "cannot_be_judged", "madya": "met", "pratama": "met"}


def test_pamekasan_lacks_active_people_and_not_members() -> None:
    status = uhc_status(
        CRITERIA,
        region_code="35.28",
        period="2025-01",
        registered_people=897_471,
        active_people=710_259,
        people=910_230,
    ).set_index("metric")
    assert round(status.loc["coverage", "actual_pct"], 2) == 98.60
    assert round(status.loc["active_share", "actual_pct"], 2) == 79.14
    assert status["is_met"].to_dict() == {"coverage": "met", "active_share": "not_met"}
    assert status.loc["active_share", "missing_people"] == 717_977 - 710_259
    assert status["action"].to_dict() == {"coverage": "register", "active_share": "activate"}


def test_above_is_not_at_least() -> None:
    status = uhc_status(
        CRITERIA, region_code="16.07", period="2025-01", registered_people=98, active_people=80, people=100
    ).set_index("metric")
    assert status["is_met"].to_dict() == {"coverage": "not_met", "active_share": "met"}
    assert status.loc["coverage", "missing_people"] == 1


def test_without_active_people_the_rest_is_still_judged() -> None:
    status = uhc_status(
        CRITERIA, region_code="16.07", period="2025-01", registered_people=99, active_people=None, people=100
    )
    assert status["is_met"].tolist() == ["met", "cannot_be_judged"]
    verdict = uhc_verdicts(status).iloc[0]
    assert verdict["verdict"] == "cannot_be_judged"
    assert verdict["people_to_register"] == 0
    assert math.isnan(verdict["people_to_activate"])


def test_a_part_that_is_not_met_decides_without_the_other() -> None:
    status = uhc_status(
        CRITERIA, region_code="16.07", period="2025-01", registered_people=50, active_people=None, people=100
    )
    assert uhc_verdicts(status)["verdict"].tolist() == ["not_met"]


@pytest.mark.parametrize(
    ("period", "schemes"),
    [
        ("2016-08", []),
        ("2018-05", ["uhc_2018"]),
        ("2024-12", ["uhc_2018"]),
        ("2025-01", ["uhc_2025"]),
    ],
)
def test_the_newest_edition_in_force(period: str, schemes: list[str]) -> None:
    assert uhc_criteria(CRITERIA, region_code="16.07", period=period)["scheme"].unique().tolist() == schemes


def test_a_corrected_row_of_an_edition_takes_the_place_of_that_row_only() -> None:
    corrected = pd.concat([CRITERIA, targets(("uhc_2025", "active_share", "00", "2025-06", 82))])
    rows = uhc_criteria(corrected, region_code="16.07", period="2025-08").set_index("metric")
    assert rows["value_pct"].to_dict() == {"coverage": 98.0, "active_share": 82.0}


def test_an_unconfirmed_rule_is_said() -> None:
    unconfirmed = CRITERIA.assign(status="unconfirmed")
    status = uhc_status(unconfirmed, region_code="16.07", period="2018-05", **SIDES)
    assert uhc_verdicts(status)["has_unconfirmed"].tolist() == [True]


def test_without_criteria_there_is_nothing_to_judge() -> None:
    status = uhc_status(CRITERIA, region_code="16.07", period="2016-08", **SIDES)
    assert status.empty
    assert uhc_grades(uhc_verdicts(status)).empty
