"""Every word a person reads is there in both languages, with the same places to fill."""

import re
import string
import tomllib
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest

import vocab.codes
import vocab.forum_codes
from sample_data.catalogue import DEMO, PUBLISHED
from texts import (
    LANGUAGES,
    change_in_people,
    change_in_points,
    day,
    decimal,
    keys,
    moment,
    month,
    number,
    percent,
    short_month,
    text,
)
from texts.catalogue import HERE, with_forms
from vocab.indicators import INDICATORS, Direction, Unit
from vocab.schemes import SCHEMES

ROOT = Path(__file__).parents[1]
NAMED_KEY = re.compile(r'\b(?:t|text|words)\(\s*"([a-z_]+\.[a-z0-9_.]+[a-z0-9_])"')
AREA_OF_ENUM = {
    "Kind": "kind",
    "Segment": "segment",
    "PopulationSource": "source",
    "FacilityKind": "facility_kind",
    "FacilityMeasure": "facility_measure",
    "Metric": "metric",
    "SourceStatus": "source_status",
    "Sector": "sector",
    "ActivityStatus": "status",
    "Timing": "timing",
    "Obstacle": "obstacle",
    "Reporting": "reporting",
    "Field": "field",
    "BudgetState": "budget_state",
    "TargetState": "target_state",
    "VersionKind": "version_kind",
    "MatchSource": "match_source",
    "MatchClass": "match_class",
}
AREA_OF_FORUM_ENUM = {
    "ForumKind": "forum_kind",
    "Cadence": "cadence",
    "MemberRole": "member_role",
    "MeetingKind": "meeting_kind",
    "MeetingState": "meeting_state",
    "ChairCapacity": "chair_capacity",
    "AgendaSection": "agenda_section",
    "Attendance": "attendance",
    "RequestState": "request_state",
    "EvidenceCheck": "evidence_check",
    "DocumentKind": "document_kind",
    "ReceiptState": "receipt_state",
    "DocumentValidity": "document_validity",
    "Proof": "proof",
    "CorrectedPart": "corrected_part",
    "DecisionNeed": "decision_need",
    "ForumFigure": "forum_figure",
    "FigureReason": "figure_reason",
    "ActivityChange": "activity_change",
}


def _places(key: str, language: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text(key, language)) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    indonesian, english = (keys(language) for language in LANGUAGES)
    assert indonesian - english == set()
    assert english - indonesian == set()


def test_both_languages_fill_the_same_places() -> None:
    common = keys("id") & keys("en")
    different = {key for key in common if _places(key, "id") != _places(key, "en")}
    assert different == set()


@pytest.mark.parametrize(
    ("days", "said"), [("0", "0 days overdue"), (1, "1 day overdue"), ("1", "1 day overdue"), ("21", "21 days overdue")]
)
def test_english_has_a_word_for_one(days: object, said: str) -> None:
    assert text("follow_up.timing.overdue", "en", days=days) == said


def test_every_word_for_one_is_written_as_one() -> None:
    wrong = {key for language in LANGUAGES for key in keys(language) if "|" in _with_every_form(key, language)}
    assert wrong == set()


def _with_every_form(key: str, language: str) -> str:
    return with_forms(text(key, language), dict.fromkeys(_places(key, language), "1"))


def test_every_key_named_in_the_code_has_a_text() -> None:
    """Keys put together while running are not seen here; the pages' own tests open them in both languages."""
    named = {(path.name, key) for path in _sources() for key in NAMED_KEY.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 1
    assert {(name, key) for name, key in named if key not in keys("id")} == set()


def _sources() -> list[Path]:
    packages = (path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in ("tests", "benchmarks"))
    return [*ROOT.glob("*.py"), *(path for package in packages for path in package.rglob("*.py"))]


def test_no_text_is_empty_or_ends_in_white_space() -> None:
    for language in LANGUAGES:
        wrong = {key for key in keys(language) if not text(key, language).strip() or text(key, language)[-1].isspace()}
        assert wrong == set()


def test_both_languages_have_the_same_files() -> None:
    files = [{path.name for path in (HERE / language).glob("*.toml")} for language in LANGUAGES]
    assert files[0] == files[1]
    for language in LANGUAGES:
        for path in (HERE / language).glob("*.toml"):
            assert tomllib.loads(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("module", "areas"), [(vocab.codes, AREA_OF_ENUM), (vocab.forum_codes, AREA_OF_FORUM_ENUM)], ids=["all", "forum"]
)
def test_every_code_has_a_text(module: ModuleType, areas: dict[str, str]) -> None:
    enums = {name: one for name, one in vars(module).items() if isinstance(one, type) and name != "StrEnum"}
    assert enums.keys() == areas.keys()
    needed = {f"{areas[name]}.{code}" for name, enum in enums.items() for code in enum}
    assert needed - keys("id") == set()


def test_indicators_schemes_and_sample_files_have_texts() -> None:
    needed = {f"indicators.{code}.{part}" for code in INDICATORS for part in ("name", "formula", "why")}
    quantities = {name for one in INDICATORS.values() for name in (one.numerator, one.denominator) if name}
    needed |= {f"indicators.quantity.{name}" for name in quantities}
    needed |= {f"indicators.unit.{unit}" for unit in Unit} | {f"indicators.direction.{way}" for way in Direction}
    needed |= {f"scheme.{code}.name" for code in SCHEMES}
    for scheme in SCHEMES.values():
        needed |= {f"scheme_use.{scheme.use}", f"period_means.{scheme.period_means}", f"operator.{scheme.operator}"}
        needed |= {f"scheme_family.{scheme.family}"} | ({f"scheme_grade.{scheme.grade}"} if scheme.grade else set())
    needed |= {f"sample_file.{file.key}" for file in (*PUBLISHED, *DEMO)}
    assert needed - keys("id") == set()


def test_nothing_is_left_of_indicators_or_schemes_that_are_gone() -> None:
    groups = {"quantity", "unit", "direction"}
    described = {key.split(".")[1] for key in keys("id") if key.startswith("indicators.")}
    assert described - groups == INDICATORS.keys()
    assert {key.split(".")[1] for key in keys("id") if key.startswith("scheme.")} == SCHEMES.keys()


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        (lambda language: number(370202, language), "370.202", "370,202"),
        (lambda language: number(0, language), "0", "0"),
        (lambda language: number(None, language), "–", "–"),
        (lambda language: number(float("nan"), language), "–", "–"),
        (lambda language: percent(37.8727, language), "37,87\u00a0%", "37.87\u00a0%"),
        (lambda language: decimal(2.5, language), "2,50", "2.50"),
        (lambda language: change_in_people(32127, language), "+32.127", "+32,127"),
        (lambda language: change_in_people(-5, language), "\u22125", "\u22125"),
        (lambda language: change_in_people(0, language), "0", "0"),
        (lambda language: change_in_points(1.54, language), "+1,54", "+1.54"),
        (lambda language: month("2016-08", language), "Agustus 2016", "August 2016"),
        (lambda language: short_month("2016-08", language), "Agu 2016", "Aug 2016"),
        (lambda language: day(date(2016, 8, 17), language), "17 Agustus 2016", "17 August 2016"),
        (lambda language: moment(datetime(2016, 8, 17, 14, 5), language), "17 Agu 2016 14.05", "17 Aug 2016 14:05"),  # noqa: DTZ001
    ],
)
def test_numbers_and_dates_as_people_write_them(written: object, indonesian: str, english: str) -> None:
    assert written("id") == indonesian
    assert written("en") == english


def test_a_text_without_a_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("no.such.key", "id")
