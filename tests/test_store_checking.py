"""Rows are checked a column at a time, with the same outcome as the row class gives one row."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from store.checking import activity_ids, checked, python_values
from store.records import FIGURES
from vocab.codes import Kind
from vocab.rows import SHAPES, activity_key

CODES = st.sampled_from(["16.07", "00", "branch:klungkung", "1607", "16.7", "", "16.07.01.2001", "16.07\n", "branch:K"])
PERIODS = st.sampled_from(["2016-08", "2016-13", "1999-12", "1899-01", "Agustus", "2016-8", ""])
COUNTS = st.sampled_from([0, 1, 370_202, -1, None, 3_000_000_000])
PERCENTS = st.sampled_from([0.0, 98.6, 100.0, 100.1, -0.1, None])
TEXTS = st.sampled_from(["", "a", "x" * 200, "x" * 201, "x" * 4000, "x" * 4001, None])
DAYS = st.sampled_from([None, pd.Timestamp("2026-12-31").date()])


def _code(*codes: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*codes, "tidak_ada", "", None])


ROWS: dict[Kind, dict[str, st.SearchStrategy[object]]] = {
    Kind.MEMBERSHIP: {
        "region_code": CODES, "period": PERIODS, "segment": _code("pbi", "total"),
        "registered_people": COUNTS, "active_people": COUNTS,
    },
    Kind.POPULATION: {"region_code": CODES, "period": PERIODS, "source": _code("bpjs", "bps"), "people": COUNTS},
    Kind.FACILITIES: {
        "region_code": CODES, "year": st.sampled_from([1989, 1990, 2024, 2101, None]), "facility_kind": _code("fktp"),
        "facility_type": TEXTS.filter(lambda text: text is not None),
        "owner": TEXTS.filter(lambda text: text is not None),
        "measure": _code("existing").filter(lambda code: code is not None), "facilities": COUNTS,
    },
    Kind.TARGETS: {
        "scheme": TEXTS, "metric": _code("coverage"), "region_code": CODES, "period": PERIODS, "value_pct": PERCENTS,
        "source": TEXTS, "status": _code("confirmed"),
    },
    Kind.ACTIVITIES: {
        "forum": TEXTS, "origin": TEXTS, "region_code": CODES, "institution": TEXTS, "activity": TEXTS,
        "sector": _code("health"), "output_target": PERCENTS, "due_date": DAYS, "status": _code("done"),
        "obstacle": _code("access"), "budget": COUNTS,
    },
    Kind.MATCHING: {
        "region_code": CODES, "period": PERIODS, "source": _code("dinsos"), "match_class": _code("moved"),
        "people": COUNTS,
    },
}  # fmt: skip


def test_every_kind_is_compared():
    assert set(ROWS) == set(Kind)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", list(Kind))
def test_the_outcome_is_that_of_the_row_class(kind: Kind, data: st.DataObject):
    good = data.draw(st.sampled_from([GOOD[kind]]))
    touched = data.draw(st.lists(st.sampled_from(sorted(ROWS[kind])), max_size=2, unique=True))
    row = good | {name: data.draw(ROWS[kind][name], label=name) for name in touched}
    assert _accepts_column_wise(kind, row) == _accepts_row_wise(kind, row)


GOOD: dict[Kind, dict[str, object]] = {
    Kind.MEMBERSHIP: {"region_code": "16.07", "period": "2016-08", "segment": "pbi", "registered_people": 300_641},
    Kind.POPULATION: {"region_code": "16.07", "period": "2016-01", "source": "bpjs", "people": 930_523},
    Kind.FACILITIES: {"region_code": "51.05", "year": 2024, "facility_kind": "fktp", "facilities": 205},
    Kind.TARGETS: {
        "scheme": "rpjmn_2015_2019", "metric": "coverage", "region_code": "00", "period": "2019-12", "value_pct": 95.0,
        "source": "Perpres 2/2015", "status": "confirmed",
    },
    Kind.ACTIVITIES: {
        "forum": "Forum", "origin": "2016", "region_code": "16.07", "institution": "Dinkes", "activity": "Rapat",
        "status": "not_started",
    },
    Kind.MATCHING: {
        "region_code": "16.07", "period": "2026-06", "source": "dinsos", "match_class": "not_found", "people": 1250,
    },
}  # fmt: skip


def _accepts_row_wise(kind: Kind, row: dict[str, object]) -> bool:
    try:
        SHAPES[kind].row.model_validate(row)
    except ValidationError:
        return False
    return True


def _accepts_column_wise(kind: Kind, row: dict[str, object]) -> bool:
    try:
        checked(FIGURES[kind], pd.DataFrame([row], dtype=object))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("kind", list(Kind))
def test_a_wrong_row_is_found_among_right_ones(kind: Kind):
    rows = pd.DataFrame([GOOD[kind], GOOD[kind] | {"region_code": "salah"}], dtype=object)
    with pytest.raises(ValueError, match="pattern"):
        checked(FIGURES[kind], rows)


def test_the_id_of_an_activity_never_changes():
    rows = pd.DataFrame([GOOD[Kind.ACTIVITIES]]).assign(activity_key=activity_key("Rapat"))
    assert list(activity_ids(rows)) == ["1c2a335a511a"]


def test_missing_values_become_none():
    assert python_values(pd.Series([1, None], dtype="Int64")) == [1, None]
    assert python_values(pd.Series(["a", None], dtype="str")) == ["a", None]
    assert python_values(pd.Series([pd.NaT], dtype="datetime64[s]")) == [None]
