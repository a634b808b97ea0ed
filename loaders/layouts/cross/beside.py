"""Columns that give no row but are held against those that do: inactive members, and groups that a person left out."""

from collections.abc import Iterator, Mapping, Sequence

from loaders.layouts.cross.checks import Table
from loaders.layouts.cross.columns import Column
from loaders.problems import Reported
from loaders.tables.fact_words import INACTIVE
from loaders.values.labels import normalise

_PLAIN = frozenset(("jumlah", "total", "peserta", "tidak", "non", "nonaktif", "aktif", "jkn", "jiwa"))


def whole_totals(totals: Mapping[int, Sequence[Column]], counts: Sequence[Column], apart: Sequence[Column]) -> set[int]:
    """Printed totals of all members that are figures of their own, because a group was left out of their parts."""
    measures = {column.facts.measure for column in counts if column.facts.segment is not None}
    found = {one.index for one in counts if one.index in totals and one.facts.segment is None}
    return {index for index in found if _measure(index, counts) in measures} if apart else set()


def _measure(index: int, counts: Sequence[Column]) -> str | None:
    return next(column.facts.measure for column in counts if column.index == index)


def inactive_checks(table: Table, counts: Sequence[Column], inactive: Sequence[Column]) -> Iterator[Reported]:
    """Registered members against active and inactive ones beside them, row by row."""
    for column in inactive:
        same = [one for one in inactive if one.facts == column.facts]
        named = {one.facts.measure: one for one in counts if _is_beside(one, column)}
        registered, active = named.get("registered_people"), named.get("active_people")
        if len(same) > 1 or registered is None or active is None or set(normalise(column.path[-1]).split()) - _PLAIN:
            continue
        for line in table.lines:
            values = [table.number(line.at, one.index) for one in (registered, active, column)]
            if None not in values:
                printed, *parts = (value or 0 for value in values)
                cell = table.block.sheet.address(line.at, registered.index)
                yield Reported(cell, "total", line.label, printed, sum(parts), printed == sum(parts))


def _is_beside(count: Column, inactive: Column) -> bool:
    return not count.open and count.facts._replace(measure=INACTIVE) == inactive.facts
