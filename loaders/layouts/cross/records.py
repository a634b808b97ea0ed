"""Rows of our kinds out of the figures of a printed table: one a key, parts added up, coarser figures only checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from loaders.layouts.cross.cells import Figure
from loaders.tables.facts import ANSWERED, KIND_OF, Facts
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
_KEY_OF = {kind: itemgetter(*map(Facts._fields.index, names)) for kind, names in KEYS.items()}
_FINER = {segment.value: tuple(part.value for part in finer_segments(segment)) for segment in Segment}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of ours: its facts, the labels that still wait for an answer, and a sum of figures a field."""

    facts: Facts
    open: tuple[tuple[str, str], ...]
    sums: Mapping[str, Sum[Figure]]

    @property
    def first(self) -> Figure:
        """The first figure of the first field, which stands for the row."""
        return next(iter(self.sums.values())).figures[0]


@dataclass(frozen=True)
class Coarser:
    """A count printed for several segments together, with the rows that are its parts."""

    figures: Sum[Figure]
    field: str
    label: str
    parts: tuple[Record, ...]


def records_of(kind: Kind, figures: Sequence[Figure]) -> list[Record]:
    """The rows of a kind, in the order of their first figures."""
    groups: dict[Key, list[Figure]] = {}
    for figure in _once(kind, figures):
        groups.setdefault(_key(kind, figure), []).append(figure)
    # Half a million keys of a national table fill the memory: each goes as soon as its row is made.
    return [record for key in list(groups) for record in _records(kind, _on_top(_by_field(kind, groups.pop(key))))]


def _by_field(kind: Kind, figures: Sequence[Figure]) -> dict[str, list[tuple[Parts, Figure]]]:
    by_field: dict[str, list[tuple[Parts, Figure]]] = {}
    for figure in figures:
        by_field.setdefault(figure.facts.measure or "", []).append((_parts(kind, figure.facts), figure))
    return by_field


def _on_top(by_field: Mapping[str, Sequence[tuple[Parts, Figure]]]) -> Mapping[str, Sequence[tuple[Parts, Figure]]]:
    """The figures of one key with those of a label that a person explained beside the others, not among them."""
    if all(name != ANSWERED for own in by_field.values() for parts, _ in own for name, _ in parts):
        return by_field
    return {
        field: [(parts if ANSWERED in dict(parts) else (*parts, (ANSWERED, "")), figure) for parts, figure in own]
        for field, own in by_field.items()
    }


def _once(kind: Kind, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of a kind; a population that is repeated on the row of each segment is one figure."""
    seen: set[tuple[object, ...]] = set()
    for figure in figures:
        if KIND_OF[figure.facts.measure or ""] is not kind:
            continue
        if kind is Kind.POPULATION and (figure.facts.segment or "segment" in dict(figure.open)):
            same = (figure.column, *_key(kind, figure), _parts(kind, figure.facts), figure.value)
            if same in seen:
                continue
            seen.add(same)
        yield figure


def _key(kind: Kind, figure: Figure) -> Key:
    facts = figure.facts
    values = _KEY_OF[kind](facts)
    if kind is Kind.FACILITIES and facts.period is not None:
        values = (values[0], facts.period[:4], *values[2:])
    return (*values, _open(kind, figure)) if figure.open else values


def _open(kind: Kind, figure: Figure) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in figure.open if pair[0] in KEYS[kind]) if figure.open else ()


def _parts(kind: Kind, facts: Facts) -> Parts:
    """The dimensions that the rows of a kind do not have."""
    if kind is Kind.FACILITIES or facts.owner is None:
        return facts.parts
    return (*facts.parts, ("owner", facts.owner))


def _records(kind: Kind, by_field: Mapping[str, Sequence[tuple[Parts, Figure]]]) -> Iterator[Record]:
    sums = {name: list(sums_of(by_field[name])) for name in FIELDS[kind] if name in by_field}
    for number in range(max(map(len, sums.values()))):
        own = {name: found[number] for name, found in sums.items() if number < len(found)}
        first = next(iter(own.values())).figures[0]
        yield Record(first.facts, _open(kind, first), own)


def without_coarser(records: Sequence[Record], *, keeps_total: bool = False) -> tuple[list[Record], list[Coarser]]:
    """Members without the counts that finer segments of the same area and month make up; these are only checked.

    `total` gives way to any segment unless it is kept, `pbi` and `ppu` where both of their parts are given.
    """
    if not any(map(_may_be_coarser, records)):
        return list(records), []
    places: dict[Key, list[Record]] = {}
    for record in records:
        name = (record.facts.region, record.facts.period, tuple(p for p in record.open if p[0] != "segment"))
        places.setdefault(name, []).append(record)
    parts_of = dict(found for place in places.values() if len(place) > 1 for found in _coarser_of(place))
    kept: list[Record] = []
    coarser: list[Coarser] = []
    for record in records:
        is_kept = keeps_total and record.facts.segment in (None, TOTAL)
        parts = {} if is_kept else parts_of.get(id(record), {})
        coarser += [Coarser(record.sums[name], name, record.first.label, parts[name]) for name in parts]
        sums = {name: one for name, one in record.sums.items() if name not in parts} if parts else record.sums
        if sums:
            kept.append(Record(record.facts, record.open, sums))
    return kept, coarser


def _may_be_coarser(record: Record) -> bool:
    is_asked = bool(record.open) and "segment" in dict(record.open)
    return not is_asked and bool(_FINER[record.facts.segment or TOTAL])


def _coarser_of(place: Sequence[Record]) -> Iterator[tuple[int, dict[str, tuple[Record, ...]]]]:
    """The identities of the coarser rows of one area and month, with the rows that make up each of their counts."""
    may_be = list(filter(_may_be_coarser, place))
    names = FIELDS[Kind.MEMBERSHIP] if may_be else ()
    given = {name: {_name(other): other for other in place if name in other.sums} for name in names}
    for record in may_be:
        found = {name: parts for name in record.sums if (parts := _parts_of(record, given[name]))}
        if found:
            yield id(record), found


def _parts_of(record: Record, given: Mapping[str, Record]) -> tuple[Record, ...]:
    """The rows that make up a coarser one; none where it is the finest of its area and month."""
    segment = record.facts.segment or TOTAL
    if segment == TOTAL:
        names = [name for name in given if name != TOTAL]
        return tuple(given[name] for name in names if not _is_made_up(name, given))
    finer = _FINER[segment]
    return tuple(given[name] for name in finer) if all(name in given for name in finer) else ()


def _name(record: Record) -> str:
    return record.facts.segment or dict(record.open).get("segment") or TOTAL


def _is_made_up(name: str, given: Mapping[str, Record]) -> bool:
    finer = () if name == TOTAL else _FINER.get(name, ())
    return bool(finer) and all(part in given for part in finer)
