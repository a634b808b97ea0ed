"""Rows of our kinds out of the figures of a printed table: one a key, parts added up, coarser figures only checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.layouts.cross.cells import Figure
from loaders.tables.facts import KIND_OF, Facts
from loaders.tables.summing import Parts, Sum, sums_of
from vocab.codes import Kind, Segment
from vocab.segments import finer_segments

KEYS: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBERSHIP: ("region", "period", "segment"),
    Kind.POPULATION: ("region", "period", "source"),
    Kind.FACILITIES: ("region", "period", "facility_kind", "facility_type", "owner", "facility_measure"),
}
"""The facts that make the key of each kind."""
FIELDS: dict[Kind, tuple[str, ...]] = {kind: tuple(name for name, of in KIND_OF.items() if of is kind) for kind in KEYS}
TOTAL = Segment.TOTAL.value
Key = tuple[object, ...]


@dataclass(frozen=True)
class Record:
    """One row of ours: its facts, the labels that still wait for an answer, and a sum of figures a field."""

    facts: Facts
    open: tuple[tuple[str, str], ...]
    sums: Mapping[str, Sum[Figure]]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the row, those of the first field first."""
        return tuple(figure for one in self.sums.values() for figure in one.figures)


@dataclass(frozen=True)
class Coarser:
    """A count printed for several segments together, with the rows that are its parts."""

    figures: Sum[Figure]
    field: str
    label: str
    parts: tuple[Record, ...]


def records_of(kind: Kind, figures: Sequence[Figure]) -> list[Record]:
    """The rows of a kind, in the order of their first figures."""
    groups: dict[Key, dict[str, list[tuple[Parts, Figure]]]] = {}
    for figure in _once(kind, figures):
        by_field = groups.setdefault(_key(kind, figure), {})
        by_field.setdefault(figure.facts.measure or "", []).append((_parts(kind, figure.facts), figure))
    return [record for by_field in groups.values() for record in _records(kind, by_field)]


def _once(kind: Kind, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of a kind; a population that is repeated on the row of each segment is one figure."""
    seen: set[tuple[object, ...]] = set()
    for figure in figures:
        if KIND_OF[figure.facts.measure or ""] is not kind:
            continue
        same = (figure.column, *_key(kind, figure), _parts(kind, figure.facts), figure.value)
        if kind is Kind.POPULATION and (figure.facts.segment or "segment" in dict(figure.open)):
            if same in seen:
                continue
            seen.add(same)
        yield figure


def _key(kind: Kind, figure: Figure) -> Key:
    facts = figure.facts
    values = [getattr(facts, name) for name in KEYS[kind]]
    if kind is Kind.FACILITIES and facts.period is not None:
        values[1] = facts.period[:4]
    return (*values, _open(kind, figure))


def _open(kind: Kind, figure: Figure) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in figure.open if pair[0] in KEYS[kind])


def _parts(kind: Kind, facts: Facts) -> Parts:
    """The dimensions that the rows of a kind do not have."""
    owner = () if kind is Kind.FACILITIES or facts.owner is None else (("owner", facts.owner),)
    return (*facts.parts, *owner)


def _records(kind: Kind, by_field: Mapping[str, Sequence[tuple[Parts, Figure]]]) -> Iterator[Record]:
    sums = {name: list(sums_of(by_field[name])) for name in FIELDS[kind] if name in by_field}
    for number in range(max(map(len, sums.values()))):
        own = {name: found[number] for name, found in sums.items() if number < len(found)}
        first = next(iter(own.values())).figures[0]
        yield Record(first.facts, _open(kind, first), own)


def without_coarser(records: Sequence[Record]) -> tuple[list[Record], list[Coarser]]:
    """Members without the counts that finer segments of the same area and month make up; these are only checked.

    `total` gives way to any segment, `pbi` and `ppu` where both of their parts are given.
    """
    places: dict[Key, list[Record]] = {}
    for record in records:
        name = (record.facts.region, record.facts.period, tuple(p for p in record.open if p[0] != "segment"))
        places.setdefault(name, []).append(record)
    kept: list[Record] = []
    coarser: list[Coarser] = []
    finer_of = {id(record): place for place in places.values() for record in place}
    for record in records:
        sums = dict(record.sums)
        for name in record.sums:
            parts = _parts_of(record, name, finer_of[id(record)])
            if parts:
                coarser.append(Coarser(sums.pop(name), name, record.figures[0].label, parts))
        if sums:
            kept.append(Record(record.facts, record.open, sums))
    return kept, coarser


def _parts_of(record: Record, field: str, place: Sequence[Record]) -> tuple[Record, ...]:
    """The rows that make up a coarser one; none where it is the finest of its area and month."""
    if record.open and "segment" in dict(record.open):
        return ()
    segment = record.facts.segment or TOTAL
    given = {_name(other): other for other in place if field in other.sums and other is not record}
    if segment == TOTAL:
        names = [name for name in given if name != TOTAL]
        return tuple(given[name] for name in names if not _is_made_up(name, given))
    finer = [part.value for part in finer_segments(Segment(segment))]
    return tuple(given[name] for name in finer) if finer and all(name in given for name in finer) else ()


def _name(record: Record) -> str:
    return record.facts.segment or dict(record.open).get("segment") or TOTAL


def _is_made_up(name: str, given: Mapping[str, Record]) -> bool:
    if name not in set(Segment) or name == TOTAL:
        return False
    finer = [part.value for part in finer_segments(Segment(name))]
    return bool(finer) and all(part in given for part in finer)
