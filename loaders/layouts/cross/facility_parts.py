"""Types of facilities that are parts of another type beside them: counted once, the wider one is only checked."""

from collections.abc import Mapping, Sequence

from loaders.layouts.cross.records import Coarser, Record
from vocab.facility_types import facility_type_name

_CLASSES = tuple(f"Rumah Sakit Kelas {letter}" for letter in "ABCD")
FINER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Puskesmas": (("Puskesmas Rawat Inap", "Puskesmas Non Rawat Inap"),),
    "Rumah Sakit": (("Rumah Sakit Umum", "Rumah Sakit Khusus"), _CLASSES),
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
    kept: list[Record] = []
    wider: list[Coarser] = []
    for record in records:
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
        return tuple(record for other, record in given.items() if other and not _parts_of(other, given))
    for division in FINER.get(name, ()):
        found = tuple(given[part] for part in division if part in given)
        if len(found) >= _FEWEST:
            return found
    return ()


def has_wider_types(types: Sequence[object]) -> bool:
    """Whether a type stands beside parts that make it up."""
    given = {facility_type_name(one) for one in set(types) if isinstance(one, str)}
    return any(
        name in given and len(given.intersection(division)) >= _FEWEST
        for name, divisions in FINER.items()
        for division in divisions
    )
