"""What a printed table's layout is called: how its areas, months and segments lie."""

from collections.abc import Sequence

from loaders.layouts.cross.columns import PARTS, PERIODS, VALUE, Column
from loaders.tables.blocks import Block

MEMBERS_BESIDE = 2
"""From so many measures or segments beside each other a table by area is a recap."""


def layout_of(block: Block, columns: Sequence[Column]) -> str:
    """The name of a layout, for the log and the preview."""
    if not block.header:
        return "headerless"
    roles = {column.role for column in columns}
    counts = [column for column in columns if column.role == VALUE]
    if any(column.facts.region for column in counts):
        return "areas_across"
    periods = {column.facts.period for column in counts if column.facts.period}
    if len(periods) > 1:
        return "years_across" if len({period[5:] for period in periods}) == 1 else "months_across"
    if roles & PARTS or "owner" in roles:
        return "long"
    has_areas = bool(roles & {"region_code", "region_name", "district", "village"})
    if "segment" in roles and not has_areas and not roles & PERIODS:
        return "categories"
    beside = {(column.facts.measure, column.facts.segment) for column in counts if column.facts.measure != "percent"}
    return "recap" if has_areas and "segment" not in roles and len(beside) >= MEMBERS_BESIDE else "long"
