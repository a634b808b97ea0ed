"""Types of facilities that are parts of another type beside them: counted once, the wider one is only checked."""

from collections.abc import Iterator, Mapping, Sequence

from loaders.layouts.cross.records import Coarser, Record
from loaders.tables.summing import Sum
from vocab.facility_types import facility_type_name

_CLASSES = tuple(f"Rumah Sakit Kelas {letter}" for letter in "ABCD")
_GENERAL, _SPECIAL = "Rumah Sakit Umum", "Rumah Sakit Khusus"
FINER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Puskesmas": (("Puskesmas Rawat Inap", "Puskesmas Non Rawat Inap"),),
    "Rumah Sakit": ((_GENERAL, _SPECIAL), _CLASSES),
}
"""By type the ways in which it is divided."""
_FEWEST = 2
"""Parts of a type that make it up; a single one beside it is another thing."""
FIELD = "facilities"


def without_wider_types(records: Sequence[Record]) -> tuple[list[Record], list[Coarser]]:
    """Facilities without the counts that finer types of the same area, year and owner make up."""
    places: dict[object, dict[str, Record]] = {}
    for record in records:
        if not record.open:
            places.setdefault(_place(record), {})[record.facts.facility_type or ""] = record
    wider = [one for given in places.values() for one in _classes_again(given)]
    again = {id(figure) for one in wider for figure in one.figures.figures}
    kept: list[Record] = []
    for record in records:
        if FIELD in record.sums and id(record.first) in again:
            continue
        parts = () if record.open else _parts_of(record.facts.facility_type or "", places[_place(record)])
        if parts and FIELD in record.sums:
            wider.append(Coarser(record.sums[FIELD], FIELD, record.first.label, parts))
        else:
            kept.append(record)
    return kept, wider


def _place(record: Record) -> object:
    year = (record.facts.period or "")[:4]
    return record.facts._replace(period=year, facility_type=None, parts=())


def _parts_of(name: str, given: Mapping[str, Record]) -> tuple[Record, ...]:
    """The parts of a type that stand beside it; of a level without a type all its types."""
    if not name:
        again = _CLASSES if _GENERAL in given else ()
        types = {other: record for other, record in given.items() if other and other not in again}
        return tuple(record for other, record in types.items() if not _parts_of(other, given))
    for division in FINER.get(name, ()):
        found = tuple(given[part] for part in division if part in given)
        if len(found) >= _FEWEST:
            return found
    return ()


def _classes_again(given: Mapping[str, Record]) -> Iterator[Coarser]:
    """Hospitals counted by class beside the general ones: the same once more, held against these."""
    classes = [given[name] for name in _CLASSES if name in given and FIELD in given[name].sums]
    if not classes or _GENERAL not in given or FIELD not in given[_GENERAL].sums:
        return
    counted = Sum(tuple(figure for record in classes for figure in record.sums[FIELD].figures))
    general = (given[_GENERAL],)
    every = (*general, given[_SPECIAL]) if _SPECIAL in given and FIELD in given[_SPECIAL].sums else general
    # Special hospitals may have no class.
    is_general = counted.value is not None and counted.value == given[_GENERAL].sums[FIELD].value
    yield Coarser(counted, FIELD, classes[0].first.label, general if is_general else every)


def has_wider_types(types: Sequence[object]) -> bool:
    """Whether a type stands beside parts that make it up, or hospitals are counted in two ways."""
    given = {facility_type_name(one) for one in set(types) if isinstance(one, str)}
    if _GENERAL in given and given.intersection(_CLASSES):
        return True
    return any(
        name in given and len(given.intersection(division)) >= _FEWEST
        for name, divisions in FINER.items()
        for division in divisions
    )
