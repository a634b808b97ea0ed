"""What loaders say of the row shapes is what `vocab.rows` declares."""

import pytest

from loaders.frames import columns_of, dtypes_of, text_limits
from loaders.row_columns import COLUMNS, REQUIRED
from vocab.codes import Kind
from vocab.rows import SHAPES


@pytest.mark.parametrize("kind", Kind)
def test_columns_by_name_are_those_of_the_row_class(kind):
    fields = SHAPES[kind].row.model_fields
    assert COLUMNS[kind] == SHAPES[kind].columns
    # Registered people may be blank in a row, but a table of members has the column, or that of the active.
    assert set(REQUIRED[kind]) - {"registered_people"} == {name for name in fields if fields[name].is_required()}


def test_the_dtypes_and_limits_come_from_the_fields():
    assert dtypes_of(Kind.MEMBERSHIP) == {
        "region_code": "str",
        "period": "str",
        "segment": "str",
        "registered_people": "Int64",
        "active_people": "Int64",
    }
    activities = dtypes_of(Kind.ACTIVITIES)
    assert (activities["due_date"], activities["output_target"], activities["budget"]) == (
        "datetime64[s]",
        "float64",
        "Int64",
    )
    assert (text_limits()["activities"]["activity"], text_limits()["activities"]["forum"]) == (4000, 200)
    assert columns_of(Kind.MEMBERSHIP)[-3:] == ("sheet", "cell", "active_cell")
