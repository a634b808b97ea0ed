"""Rows of a file held against what stands: each warning with its place and words, and silence where all is well."""

from dataclasses import asdict
from datetime import date

import pandas as pd
import pytest

from loaders.doubts.against_store import regions_to_compare, warnings_against
from loaders.problems import CODES, Level, Problem
from texts import LANGUAGES
from texts.problems import problem_text
from vocab.codes import Kind
from vocab.regions import members_of

TODAY = date(2026, 11, 22)
HERE = "16.07"
BALI = members_of("51")


def members(*rows: tuple[object, ...], version: int | None = None) -> pd.DataFrame:
    """Rows (region, period, segment, registered[, active]); of the store where a version is named."""
    full = [(*row, None)[:5] for row in rows]
    names = ["region_code", "period", "segment", "registered_people", "active_people"]
    frame = pd.DataFrame(full, columns=names).astype(dict.fromkeys(names[3:], "Int64"))
    return placed(frame, version, active="E")


def people(*rows: tuple[object, ...], version: int | None = None) -> pd.DataFrame:
    """Rows (region, period, source, people)."""
    frame = pd.DataFrame(rows, columns=["region_code", "period", "source", "people"]).astype({"people": "Int64"})
    return placed(frame, version)


def facilities(*rows: tuple[object, ...], version: int | None = None) -> pd.DataFrame:
    """Rows (region, year, facilities) of contracted FKTP."""
    frame = pd.DataFrame(rows, columns=["region_code", "year", "facilities"]).astype({"facilities": "Int64"})
    same = {"facility_kind": "fktp", "facility_type": "Puskesmas", "owner": "", "measure": "contracted"}
    return placed(frame.assign(**same), version)


def placed(frame: pd.DataFrame, version: int | None, *, active: str | None = None) -> pd.DataFrame:
    cells = {"sheet": "Isian", "cell": [f"D{place}" for place in range(2, 2 + len(frame))]}
    also = {} if active is None else {"active_cell": [f"{active}{place}" for place in range(2, 2 + len(frame))]}
    origin = {"origin_version": version, "active_origin_version": version} if version else {}
    return frame.assign(**cells, **also, **origin)


def told(given: dict[Kind, pd.DataFrame], standing: dict[Kind, pd.DataFrame] | None = None) -> list[Problem]:
    return list(warnings_against(given, standing or {}, today=TODAY))


def facts(problem: Problem) -> dict[str, object]:
    return asdict(problem)["values"]


def codes(given: dict[Kind, pd.DataFrame], standing: dict[Kind, pd.DataFrame] | None = None) -> list[str]:
    return [problem.code for problem in told(given, standing)]


def against(registered: int, before: int, *, period: str = "2016-08", earlier: str = "2016-07") -> list[Problem]:
    given = {Kind.MEMBERSHIP: members((HERE, period, "pbi", registered))}
    return told(given, {Kind.MEMBERSHIP: members((HERE, earlier, "pbi", before), version=1)})


@pytest.mark.parametrize(
    ("registered", "before", "expected"),
    [
        (125_000, 100_000, []),
        (125_001, 100_000, ["jump"]),
        (74_999, 100_000, ["jump"]),
        (999, 500, []),
        (1_000_000, 100_000, ["unit_slip"]),
        (300_659, 300_659_000, ["unit_slip"]),
        (10_000, 100, ["unit_slip"]),
        (500, 50, []),
        (700_000, 100_000, ["jump"]),
        (0, 100_000, ["jump"]),
    ],
)
def test_a_jump_or_a_slip_of_the_unit_against_the_last_period(registered, before, expected):
    assert [problem.code for problem in against(registered, before)] == expected


def test_a_jump_names_its_cell_and_both_figures():
    (jump,) = against(130_000, 100_000)
    assert (jump.sheet, jump.cell, jump.found) == ("Isian", "D2", "Kabupaten Banyuasin")
    assert {name: facts(jump)[name] for name in ("now", "before", "period", "earlier", "change")} == {
        "now": 130_000,
        "before": 100_000,
        "period": "2016-08",
        "earlier": "2016-07",
        "change": 30.0,
    }
    (slip,) = against(100_500, 100)
    assert facts(slip)["factor"] == 1000


def test_figures_too_far_apart_in_time_are_no_jump():
    assert [problem.code for problem in against(200_000, 100_000, earlier="2015-07")] == []
    assert [problem.code for problem in against(200_000, 100_000, earlier="2015-08")] == ["jump"]
    assert [problem.code for problem in against(1_000_000, 100_000, earlier="2013-08")] == ["unit_slip"]
    assert [problem.code for problem in against(1_000_000, 100_000, earlier="2013-07")] == []


def test_the_last_period_may_stand_in_the_same_file_and_later_ones_do_not_count():
    given = {Kind.MEMBERSHIP: members((HERE, "2016-07", "pbi", 100_000), (HERE, "2016-08", "pbi", 200_000))}
    standing = {Kind.MEMBERSHIP: members((HERE, "2016-06", "pbi", 101_000), version=1)}
    (jump,) = told(given, standing)
    assert (jump.cell, facts(jump)["before"]) == ("D3", 100_000)


def test_active_people_and_facilities_and_population_have_their_own_rules():
    given = {Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 100_000, 60_000))}
    (jump,) = told(given, {Kind.MEMBERSHIP: members((HERE, "2016-07", "pbi", 100_000, 90_000), version=1)})
    assert (jump.code, jump.cell, facts(jump)["counted"]) == (
        "jump",
        "E2",
        "template.membership.label.active_people|segment.pbi",
    )
    assert codes({Kind.POPULATION: people((HERE, "2016-08", "bps", 111_000), (HERE, "2016-01", "bps", 100_000))}) == [
        "jump"
    ]
    assert codes({Kind.POPULATION: people((HERE, "2016-08", "bps", 110_000), (HERE, "2016-01", "bps", 100_000))}) == []
    standing = {Kind.FACILITIES: facilities((HERE, 2023, 10), version=1)}
    assert codes({Kind.FACILITIES: facilities((HERE, 2024, 16))}, standing) == ["jump"]
    assert codes({Kind.FACILITIES: facilities((HERE, 2024, 15))}, standing) == []
    assert codes({Kind.FACILITIES: facilities((HERE, 2024, 10))}, standing) == []


def test_a_file_sent_again_under_a_new_month():
    before = members((HERE, "2016-07", "pbi", 900, 3), (HERE, "2016-07", "bp", 150, 7), version=1)
    again = members((HERE, "2016-08", "pbi", 900, 3), (HERE, "2016-08", "bp", 150, 7))
    (found,) = told({Kind.MEMBERSHIP: again}, {Kind.MEMBERSHIP: before})
    assert (found.code, found.sheet, found.cell, found.found) == (
        "same_as_before",
        "Isian",
        "D2",
        "Kabupaten Banyuasin",
    )
    assert (facts(found)["count"], facts(found)["of"], facts(found)["earlier"]) == (1, 1, "2016-07")
    other = members((HERE, "2016-08", "pbi", 900, 3), (HERE, "2016-08", "bp", 151, 7))
    assert codes({Kind.MEMBERSHIP: other}, {Kind.MEMBERSHIP: before}) == []
    one_more = members(
        (HERE, "2016-08", "pbi", 900, 3), (HERE, "2016-08", "bp", 150, 7), (HERE, "2016-08", "pbpu", 1, 1)
    )
    assert codes({Kind.MEMBERSHIP: one_more}, {Kind.MEMBERSHIP: before}) == []


def test_small_counts_may_stay_the_same():
    assert [problem.code for problem in against(999, 999)] == []
    assert [problem.code for problem in against(1000, 1000)] == ["same_as_before"]


def test_a_month_older_than_what_stands():
    (found,) = against(100_000, 100_000, period="2016-06")
    assert (found.code, facts(found)["newer"], facts(found)["period"]) == ("older_than_standing", "2016-07", "2016-06")
    elsewhere = {Kind.MEMBERSHIP: members(("16.08", "2016-07", "pbi", 5), version=1)}
    assert codes({Kind.MEMBERSHIP: members((HERE, "2016-06", "pbi", 5))}, elsewhere) == []
    of_others = {Kind.POPULATION: people((HERE, "2016-07", "bps", 5), version=1)}
    assert codes({Kind.POPULATION: people((HERE, "2016-06", "bpjs", 5))}, of_others) == []


def test_areas_of_a_province_that_are_not_in_its_file():
    given = members(*((code, "2016-08", "pbi", 5) for code in BALI[:-1]))
    (absent,) = told({Kind.MEMBERSHIP: given})
    assert (absent.code, absent.found, facts(absent)["count"], facts(absent)["of"]) == (
        "region_absent",
        "Kota Denpasar",
        1,
        9,
    )
    stands = {Kind.MEMBERSHIP: members((BALI[-1], "2016-08", "pbi", 5), version=1)}
    assert codes({Kind.MEMBERSHIP: given}, stands) == []
    assert codes({Kind.MEMBERSHIP: members((BALI[0], "2016-08", "pbi", 5))}) == []


def test_areas_of_a_branch_are_expected_and_not_the_whole_province():
    three = members(*((code, "2016-08", "pbi", 5) for code in ("51.04", "51.05", "51.06")))
    (absent,) = told({Kind.MEMBERSHIP: three})
    assert (absent.found, facts(absent)["of"]) == ("Kabupaten Karangasem", 4)


def test_areas_that_came_in_the_same_file_last_time_are_expected():
    before = members(*((code, "2016-07", "pbi", 5) for code in ("32.01", "32.02", "32.03")), version=4)
    others = members(("32.04", "2016-07", "pbi", 5), version=5)
    standing = {Kind.MEMBERSHIP: pd.concat([before, others], ignore_index=True)}
    given = members(("32.01", "2016-08", "pbi", 5), ("32.02", "2016-08", "pbi", 5))
    (absent,) = told({Kind.MEMBERSHIP: given}, standing)
    assert absent.found == "Kabupaten Cianjur"


def test_what_came_last_time_is_expected_beside_the_branch():
    before = members(("51.04", "2016-07", "pbi", 5), ("51.01", "2016-07", "pbi", 5), version=4)
    given = members(*((code, "2016-08", "pbi", 5) for code in ("51.04", "51.05", "51.06")))
    (absent,) = told({Kind.MEMBERSHIP: given}, {Kind.MEMBERSHIP: before})
    assert absent.found == "Kabupaten Jembrana, Kabupaten Karangasem"


def test_coverage_over_one_hundred_percent_counts_the_finer_segments_once():
    population = {Kind.POPULATION: people((HERE, "2016-06", "bps", 1000), version=1)}
    rows = [(HERE, "2016-08", "pbi", 500), (HERE, "2016-08", "pbi_apbn", 300), (HERE, "2016-08", "pbi_apbd", 200)]
    exactly = members(*rows, (HERE, "2016-08", "bp", 500), (HERE, "2016-08", "total", 1000))
    assert codes({Kind.MEMBERSHIP: exactly}, population) == []
    coarser = [(HERE, "2016-08", "pbi", 600), *rows[1:], (HERE, "2016-08", "bp", 500)]
    assert codes({Kind.MEMBERSHIP: members(*coarser)}, population) == []
    partly = [(HERE, "2016-08", "pbi", 600), rows[1], (HERE, "2016-08", "bp", 401)]
    assert codes({Kind.MEMBERSHIP: members(*partly)}, population) == ["over_population"]
    over = members(*rows, (HERE, "2016-08", "bp", 501))
    (found,) = told({Kind.MEMBERSHIP: over}, population)
    assert (found.code, found.cell, facts(found)["members"], facts(found)["people"], facts(found)["share"]) == (
        "over_population",
        "D2",
        1001,
        1000,
        100.1,
    )


def test_segments_that_stand_already_are_counted_too():
    standing = {
        Kind.POPULATION: people((HERE, "2016-06", "bps", 1000), version=1),
        Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 900), (HERE, "2016-08", "bp", 50), version=2),
    }
    assert codes({Kind.MEMBERSHIP: members((HERE, "2016-08", "bp", 100))}, standing) == []
    assert codes({Kind.MEMBERSHIP: members((HERE, "2016-08", "bp", 101))}, standing) == ["over_population"]


def test_a_population_below_the_members_that_stand():
    standing = {Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 900), (HERE, "2016-07", "pbi", 899), version=1)}
    (found,) = told({Kind.POPULATION: people((HERE, "2016-06", "bps", 898))}, standing)
    assert (found.code, found.cell, facts(found)["period"], facts(found)["people"]) == (
        "population_below_members",
        "D2",
        "2016-08",
        898,
    )
    assert codes({Kind.POPULATION: people((HERE, "2016-06", "bps", 900))}, standing) == []
    assert codes({Kind.POPULATION: people((HERE, "2016-09", "bps", 5))}, standing) == []
    of_before = people((HERE, "2016-06", "bps", 800), version=1)
    assert (
        codes({Kind.POPULATION: people((HERE, "2016-09", "bps", 900))}, standing | {Kind.POPULATION: of_before}) == []
    )


def test_a_newer_population_than_the_one_that_would_be_used():
    population = people((HERE, "2016-01", "bpjs", 800_000), (HERE, "2016-06", "disdukcapil", 810_000), version=1)
    given = {Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 5))}
    (found,) = told(given, {Kind.POPULATION: population})
    assert found.code == "newer_population"
    assert {name: facts(found)[name] for name in ("by", "earlier", "newer_by", "newer", "count")} == {
        "by": "source.bpjs",
        "earlier": "2016-01",
        "newer_by": "source.disdukcapil",
        "newer": "2016-06",
        "count": 1,
    }
    later = people((HERE, "2016-07", "bpjs", 800_000), (HERE, "2016-09", "disdukcapil", 810_000), version=1)
    assert codes(given, {Kind.POPULATION: later}) == []


@pytest.mark.parametrize(("earlier", "expected"), [("2016-02", []), ("2016-01", ["population_apart"])])
def test_members_and_population_more_than_half_a_year_apart(earlier, expected):
    given = {Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 5), ("16.08", "2016-08", "pbi", 5))}
    population = people((HERE, earlier, "bpjs", 1000), ("16.08", earlier, "bpjs", 1000), version=1)
    found = told(given, {Kind.POPULATION: population})
    assert [problem.code for problem in found] == expected
    assert [facts(problem)["count"] for problem in found] == [2] * len(expected)


def test_months_ahead_are_left_to_their_own_warning_and_other_kinds_to_none():
    given = {Kind.MEMBERSHIP: members((HERE, "2026-12", "pbi", 200_000), (HERE, "2026-11", "pbi", 100_000))}
    assert codes(given) == []
    assert told({Kind.ACTIVITIES: pd.DataFrame(), Kind.MEMBERSHIP: members()}) == []


def test_open_fields_do_not_stop_it():
    rows = members((HERE, None, "pbi", 5), (None, "2016-08", "pbi", 5), (HERE, "2016-08", "bp", None))
    assert codes({Kind.MEMBERSHIP: rows}, {Kind.POPULATION: people((HERE, "2016-08", "bps", 1), version=1)}) == []


def test_rows_whose_segment_or_source_is_not_said_yet_are_held_against_nothing():
    open_labels = members((HERE, "2016-07", None, 1_000), (HERE, "2016-08", None, 100_000))
    open_source = people((HERE, "2016-12", None, 800_000), (HERE, "2017-12", None, 8_000))
    assert told({Kind.MEMBERSHIP: open_labels}) == []
    assert told({Kind.POPULATION: open_source}) == []
    assert codes({Kind.POPULATION: open_source.assign(source="bps")}) == ["unit_slip"]


def test_the_areas_to_ask_the_store_for():
    wanted = regions_to_compare({Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 5))})
    assert {"16", HERE, "16.08", "16.71"} <= set(wanted)
    assert not {code for code in wanted if code.startswith("17")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_warning_is_told_in_words_without_codes(language):
    bali = [(code, "2016-08", "pbi", 100_000) for code in BALI[:-1]]
    given = {
        Kind.MEMBERSHIP: members((HERE, "2016-08", "pbi", 2_000_000), (HERE, "2016-06", "bp", 1000), *bali),
        Kind.POPULATION: people((HERE, "2016-08", "bps", 7), ("16.08", "2016-05", "bps", 7)),
        Kind.FACILITIES: facilities((HERE, 2016, 40)),
    }
    standing = {
        Kind.MEMBERSHIP: members(
            (HERE, "2016-07", "pbi", 200_000),
            (HERE, "2016-05", "bp", 1000),
            (HERE, "2016-12", "bp", 5),
            ("16.08", "2016-06", "pbi", 9),
            *((code, "2016-07", "pbi", 100_000) for code in BALI),
            version=1,
        ),
        Kind.POPULATION: people((HERE, "2015-08", "bpjs", 100), ("51.01", "2015-01", "bpjs", 9 * 10**6), version=1),
        Kind.FACILITIES: facilities((HERE, 2015, 5), version=1),
    }
    found = told(given, standing)
    assert {problem.code for problem in found} == {
        "jump",
        "unit_slip",
        "same_as_before",
        "older_than_standing",
        "region_absent",
        "over_population",
        "population_below_members",
        "newer_population",
        "population_apart",
    }
    assert {CODES[problem.code] for problem in found} == {Level.WARNING}
    for problem in found:
        words = problem_text(problem.code, {**facts(problem), "found": problem.found}, language)
        for code in ("pbi", "bpjs ", "2016-", "2015-", "registered_people", "template.", "source.", "16.0", "kind."):
            assert code not in words.what, words.what
