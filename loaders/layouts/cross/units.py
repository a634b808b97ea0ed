"""A column of units ("Satuan"): rows in thousands, and rows that count families or square kilometres."""

from collections.abc import Sequence

from loaders.layouts.cross.columns import Column
from loaders.layouts.cross.lines import Lines
from loaders.tables.blocks import Block
from loaders.tables.fact_words import role_of
from loaders.values.labels import normalise, read_text
from loaders.values.numbers import is_missing
from loaders.values.title_facts import unit_in
from vocab.facility_types import facility_type_of

OTHER_UNIT = "other_unit"
"""What stands for a row whose unit is none of people or facilities."""
_PLAIN = frozenset(
    (
        *("jiwa", "orang", "peserta", "penduduk", "anggota", "unit", "buah", "faskes", "fasilitas", "sarana"),
        *("lembaga", "people", "person", "persons", "members", "units", "facilities"),
    )
)


def other_units(cells: Sequence[object]) -> list[object] | None:
    """For each row None, or that it counts something else; None where all rows have one unit of people."""
    units = [_unit_of(cell) for cell in cells]
    if len(set(units)) == 1 and None not in units:
        return None
    return [None if unit == 1 else OTHER_UNIT for unit in units]


def unit_of_rows(block: Block, columns: Sequence[Column], lines: Lines) -> int:
    """What one stands for where all rows have one unit: 1000 for "Ribu Jiwa"."""
    for column in (one for one in columns if one.role == "unit"):
        units = {_unit_of(block.sheet.value(at, column.index)) for at in lines.figures}
        if len(units) == 1:
            return units.pop() or 1
    return 1


def has_other_units(block: Block) -> bool:
    """Whether a column of units says anything but single people or facilities."""
    indexes = [index for index, path in enumerate(block.columns) if role_of(" ".join(path)) == "unit"]
    cells = {row[index] for index in indexes for row in block.body if index < len(row)}
    return any(_unit_of(cell) != 1 for cell in cells)


def _unit_of(cell: object) -> int | None:
    text = read_text(cell)
    if is_missing(cell) or normalise(text) in _PLAIN or facility_type_of(text) is not None:
        return 1
    return unit_in(f"({text})")
