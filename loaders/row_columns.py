"""The columns of each kind of row, and which a table must have: what `vocab.rows` declares, as plain names.

The parsing child reads every file by these; importing the row classes would cost it more time than most files do.
A test holds them equal to `vocab.rows.SHAPES`.
"""

from vocab.codes import Kind

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("region_code", "period", "segment", "registered_people", "active_people"),
    Kind.POPULATION: ("region_code", "period", "source", "people"),
    Kind.FACILITIES: ("region_code", "year", "facility_kind", "facility_type", "owner", "measure", "facilities"),
    Kind.TARGETS: ("scheme", "metric", "region_code", "period", "value_pct", "source", "status"),
    Kind.ACTIVITIES: (
        "forum",
        "code",
        "origin",
        "region_code",
        "institution",
        "sector",
        "activity",
        "problem",
        "field",
        "indicator",
        "output_unit",
        "output_target",
        "output_realised",
        "people_expected",
        "people_segment",
        "office",
        "person",
        "supporters",
        "start_date",
        "due_date",
        "status",
        "obstacle",
        "obstacle_note",
        "budget",
        "budget_state",
        "budget_source",
        "evidence",
    ),
    Kind.MATCHING: ("region_code", "period", "source", "match_class", "people"),
}
"""All columns, in the order of templates and tables."""

REQUIRED: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("region_code", "period", "segment", "registered_people"),
    Kind.POPULATION: ("region_code", "period", "source", "people"),
    Kind.FACILITIES: ("region_code", "year", "facility_kind", "facilities"),
    Kind.TARGETS: ("scheme", "metric", "region_code", "period", "value_pct", "source", "status"),
    Kind.ACTIVITIES: ("forum", "origin", "region_code", "institution", "activity", "status"),
    Kind.MATCHING: ("region_code", "period", "source", "match_class", "people"),
}
"""The columns that a table of a kind must have; a blank cell under them is another matter."""
