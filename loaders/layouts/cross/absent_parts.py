"""Sums over districts that lack some which other sums of the table have: a smaller number that looks like a fall."""

from collections.abc import Iterator, Sequence

from loaders.files.sheets import Sheet
from loaders.layouts.cross.cells import Figure
from loaders.layouts.cross.records import Record
from loaders.problems import Problem

SHOWN = 5
"""Names that a message repeats."""
Names = frozenset[str]


def absent_parts(records: Sequence[Record], blanks: Sequence[Figure], sheet: Sheet) -> Iterator[Problem]:
    """A warning where districts of an area have a figure in one month and none in another; `blanks` have none."""
    given = [
        (record.facts.region, one.figures, names)
        for record in records
        for one in record.sums.values()
        if (names := _names(one.figures))
    ]
    known: dict[str | None, set[str]] = {}
    for region, _, names in given:
        known.setdefault(region, set()).update(names)
    for blank in blanks:
        if blank.facts.region in known:
            known[blank.facts.region] |= _names([blank])
    short = [(figures, known[region] - names) for region, figures, names in given if known[region] - names]
    if short:
        figures, absent = short[0]
        values: dict[str, str | int | float] = {
            "count": len(short),
            "missing": len(absent),
            "all": len(known[figures[0].facts.region]),
            "period": figures[0].facts.period or "",
        }
        named = ", ".join(name.title() for name in sorted(absent)[:SHOWN])
        where = sheet.address(figures[0].at, figures[0].column)
        yield Problem("sum_incomplete", sheet.name, where, named, values)


def _names(figures: Sequence[Figure]) -> Names:
    """The lowest areas that figures are of."""
    areas = (dict(figure.facts.parts) for figure in figures if figure.facts.parts)
    return frozenset(name for area in areas if (name := area.get("village") or area.get("district")))
