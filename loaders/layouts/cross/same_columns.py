"""Columns of figures whose headings say the same."""

from collections.abc import Iterator, Sequence

from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.headings import COLUMN, Headings, Measures, ask
from loaders.tables.facts import Facts
from loaders.values.labels import read_text


def told_apart(measures: Measures, around: Headings) -> Iterator[Column]:
    """Columns that say the same of the same rows: taken once where they are equal, else asked."""
    groups: dict[tuple[Facts, object], list[Column]] = {}
    for column in measures.counts:
        group = column.path[:-1] if column.is_total else ()
        groups.setdefault((column.facts, (*_labels(column), *group)), []).append(column)
    for same in groups.values():
        if len(same) == 1 or _are_equal(same, around):
            yield same[0]
            continue
        asked = [column if COLUMN in dict(column.open) else ask(column, around, measures) for column in same]
        yield asked[0]


def _labels(column: Column) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in column.open if pair[0] != COLUMN)


def _are_equal(columns: Sequence[Column], around: Headings) -> bool:
    sheet = around.block.sheet
    return all(len({read_text(sheet.value(line.at, column.index)) for column in columns}) == 1 for line in around.lines)
