"""Rows of a file in words: which figure, its value before and after, and the cell that it comes from."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import pandas as pd

from ui import blocks, data
from ui.words import code_word, day, dec, month, n, pct, people_change, points_change, t
from vocab.codes import Kind
from vocab.rows import SHAPES
from vocab.schemes import SCHEMES

Row = dict[Hashable, Any]
FIGURE: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("region_code", "period", "segment"),
    Kind.POPULATION: ("region_code", "period", "source"),
    Kind.FACILITIES: ("region_code", "year", "facility_kind", "facility_type", "owner"),
    Kind.TARGETS: ("scheme", "metric", "region_code", "period"),
    Kind.ACTIVITIES: ("activity", "institution", "origin", "forum"),
    Kind.MATCHING: ("region_code", "period", "source", "match_class"),
}
"""What names a figure, the most telling first."""
SHOWN: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("registered_people", "active_people"),
    Kind.POPULATION: ("people",),
    Kind.FACILITIES: ("facilities",),
    Kind.TARGETS: ("value_pct", "source", "status"),
    Kind.ACTIVITIES: ("status", "due_date", "obstacle_note"),
    Kind.MATCHING: ("people",),
}
"""The values of a new row that stand in the table; the rest is in the file."""
CODES: dict[tuple[Kind, str], str] = {
    (Kind.MEMBERSHIP, "segment"): "segment",
    (Kind.POPULATION, "source"): "source",
    (Kind.FACILITIES, "facility_kind"): "facility_kind",
    (Kind.FACILITIES, "measure"): "facility_measure",
    (Kind.TARGETS, "metric"): "metric",
    (Kind.TARGETS, "status"): "source_status",
    (Kind.ACTIVITIES, "sector"): "sector",
    (Kind.ACTIVITIES, "field"): "field",
    (Kind.ACTIVITIES, "people_segment"): "segment",
    (Kind.ACTIVITIES, "status"): "status",
    (Kind.ACTIVITIES, "obstacle"): "obstacle",
    (Kind.ACTIVITIES, "budget_state"): "budget_state",
    (Kind.MATCHING, "source"): "match_source",
    (Kind.MATCHING, "match_class"): "match_class",
}
"""Columns of closed lists, and where their words stand in the texts."""
COUNTS = ("registered_people", "active_people", "people", "facilities", "people_expected", "budget")
DECIMALS = ("output_target", "output_realised")
WRITERS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(COUNTS, n),
    **dict.fromkeys(DECIMALS, dec),
    "value_pct": pct,
    "period": month,
    "start_date": day,
    "due_date": day,
    "region_code": data.area_name,
    "scheme": lambda code: t(f"scheme.{code}.name") if code in SCHEMES else code,
}


def written(kind: Kind, column: str, value: Any) -> str:
    """A value as people read it; nothing where it is missing."""
    if pd.isna(value) or value == "":
        return ""
    group = CODES.get((kind, column))
    return code_word(group, value) if group else WRITERS.get(column, str)(value)


def label(kind: Kind, column: str) -> str:
    """The name of a column, as in the template."""
    return t(f"template.{kind}.label.{column}")


def figure(kind: Kind, row: Row) -> blocks.Cell:
    """Which figure a row is: the most telling word, the rest beneath."""
    first, *rest = (written(kind, column, row[column]) for column in FIGURE[kind])
    return blocks.Cell(first, note=" · ".join(word for word in rest if word))


def place(row: Row, *, column: str = "") -> blocks.Cell:
    """The cell of the file that a value comes from."""
    active = row.get("active_cell") if column == "active_people" else None
    cell = active if isinstance(active, str) and active else row["cell"]
    sheet = row["sheet"]
    return blocks.Cell(cell if isinstance(cell, str) else "–", note=sheet if isinstance(sheet, str) else "")


def new_table(kind: Kind, rows: pd.DataFrame, caption: str) -> blocks.Table:
    """Rows that the store does not have yet."""
    values = [column for column in SHOWN[kind] if rows[column].notna().any() and (rows[column] != "").any()]
    columns = [
        blocks.Column(t("upload.review.figure"), strong=True),
        *(blocks.Column(label(kind, column), align="right" if _is_number(column) else "left") for column in values),
        blocks.Column(t("upload.review.cell")),
    ]
    lines = [
        [figure(kind, row), *(written(kind, column, row[column]) or "–" for column in values), place(row)]
        for row in rows.to_dict("records")
    ]
    return blocks.Table(columns, lines, caption)


def changed_table(kind: Kind, rows: pd.DataFrame, caption: str) -> blocks.Table:
    """One line a value that changes: what stands, what the file says, and the cell that says so."""
    is_text = kind is Kind.ACTIVITIES
    side = "left" if is_text else "right"
    columns = [
        blocks.Column(t("upload.review.figure"), strong=True),
        blocks.Column(t("upload.review.entry")),
        blocks.Column(t("upload.review.before"), align=side),
        blocks.Column(t("upload.review.after"), align=side),
        *([] if is_text else [blocks.Column(t("upload.review.difference"), align="right")]),
        blocks.Column(t("upload.review.cell")),
    ]
    lines = [line for row in rows.to_dict("records") for line in _changes(kind, row, with_difference=not is_text)]
    return blocks.Table(columns, lines, caption)


def kept_table(rows: pd.DataFrame) -> blocks.Table:
    """Activities whose reported status stays: what the file says, and what was reported since."""
    columns = [
        blocks.Column(label(Kind.ACTIVITIES, "activity"), strong=True),
        blocks.Column(t("upload.review.in_file")),
        blocks.Column(t("upload.review.stays")),
    ]
    lines = [
        [
            figure(Kind.ACTIVITIES, row),
            written(Kind.ACTIVITIES, "status", row["status"]) or "–",
            written(Kind.ACTIVITIES, "status", row["status_old"]),
        ]
        for row in rows.to_dict("records")
    ]
    return blocks.Table(columns, lines, t("upload.review.kept_caption"))


def held_table(rows: pd.DataFrame) -> blocks.Table:
    """Activities whose due date stays: the later one of the file, the one that stands, and the cell."""
    columns = [
        blocks.Column(label(Kind.ACTIVITIES, "activity"), strong=True),
        blocks.Column(t("upload.review.due_in_file")),
        blocks.Column(t("upload.review.due_stays")),
        blocks.Column(t("upload.review.cell")),
    ]
    lines = [
        [figure(Kind.ACTIVITIES, row), day(row["due_date_in_file"]), day(row["due_date"]), place(row)]
        for row in rows.to_dict("records")
    ]
    return blocks.Table(columns, lines, t("upload.review.held_caption"))


def _changes(kind: Kind, row: Row, *, with_difference: bool) -> Iterator[list[blocks.Cell | str]]:
    for column in SHAPES[kind].values:  # noqa: PD011 - columns of a shape, no frame
        before, after = (written(kind, column, row.get(name)) for name in (f"{column}_old", column))
        if before != after:
            since = t("upload.review.since", version=row["since"])
            yield [
                figure(kind, row),
                label(kind, column),
                blocks.Cell(before or t("upload.review.blank"), note=since, muted=True),
                blocks.Cell(after or t("upload.review.blank"), strong=bool(after), muted=not after),
                *([_difference(column, row)] if with_difference else []),
                place(row, column=column),
            ]


def _difference(column: str, row: Row) -> str:
    before, after = row.get(f"{column}_old"), row[column]
    if not _is_number(column) or pd.isna(before) or pd.isna(after):
        return "–"
    return points_change(after - before) if column == "value_pct" else people_change(after - before)


def _is_number(column: str) -> bool:
    return column in (*COUNTS, *DECIMALS, "value_pct")
