"""What the columns of the templates hold, their example rows, and the rule by which an example row is known again."""

import csv
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from loaders.row_columns import COLUMNS
from loaders.values.labels import (
    CODE_COLUMNS,
    NOTE,
    REGION_NAME,
    normalise,
    read_code,
    read_region,
    read_scheme,
    read_text,
)
from loaders.values.months import read_day, read_period, read_year
from loaders.values.numbers import Cell, read_count, read_decimal, read_percent
from vocab.codes import Kind

HERE = Path(__file__).parent
DATA_SHEETS = {"id": "Isian", "en": "Entries"}
"""The sheet that a person fills in; the loader knows a template by these names, so they are no mere words."""
GUIDE_SHEETS = {"id": "Petunjuk", "en": "Guide"}
REGION_SHEETS = {"id": "Daftar wilayah", "en": "Regions"}
LIST_SHEET = "_cakupan"
"""Hidden: what the template is (first row) and the words of the drop-down lists."""
TEMPLATE_MARK = "cakupan-template"
TEMPLATE_VERSION = "1"
EXAMPLE_MARKS = {"id": "CONTOH", "en": "EXAMPLE"}
TEMPLATE_NAMES: dict[Kind, dict[str, str]] = {
    Kind.MEMBERSHIP: {"id": "templat_kepesertaan", "en": "template_membership"},
    Kind.POPULATION: {"id": "templat_penduduk", "en": "template_population"},
    Kind.FACILITIES: {"id": "templat_fasilitas_kesehatan", "en": "template_health_facilities"},
    Kind.TARGETS: {"id": "templat_target", "en": "template_targets"},
    Kind.ACTIVITIES: {"id": "templat_rencana_kegiatan", "en": "template_planned_activities"},
    Kind.MATCHING: {"id": "templat_hasil_pemadanan", "en": "template_matching_results"},
}


class ExampleState(StrEnum):
    """An ordinary row, the example as we wrote it, or a row marked as the example that somebody has typed over."""

    NONE = "none"
    EXAMPLE = "example"
    CHANGED = "changed"


class TemplateColumn(NamedTuple):
    """One column of a template; the example is written in codes, empty where the example leaves the cell blank."""

    kind: Kind
    name: str
    format: str
    width: int
    example: str


def template_columns(kind: Kind) -> tuple[TemplateColumn, ...]:
    """The columns of a kind in the order of its row shape."""
    return tuple(_COLUMNS[kind][name] for name in COLUMNS[kind])


def example_state(kind: Kind, cells: Mapping[str, Cell]) -> ExampleState:
    """Whether a row, given by column name with its `note`, is the example of the template.

    It is the example only when its note says so and every column still reads as the example does: real figures typed
    over the example are never skipped, they are CHANGED while the mark is left standing.
    """
    if normalise(read_text(cells.get(NOTE))) not in _MARKS:
        return ExampleState.NONE
    is_unchanged = all(_reads_as_example(column, cells.get(column.name)) for column in template_columns(kind))
    is_named_otherwise = bool(read_text(cells.get(REGION_NAME)))
    return ExampleState.EXAMPLE if is_unchanged and not is_named_otherwise else ExampleState.CHANGED


def _reads_as_example(column: TemplateColumn, cell: Cell) -> bool:
    if column.format == "code":
        return (read_code(CODE_COLUMNS[column.kind][column.name], cell) or read_text(cell)) == column.example
    read = READERS[column.format]
    return read(cell) == read(column.example)


def _load() -> dict[Kind, dict[str, TemplateColumn]]:
    columns: dict[Kind, dict[str, TemplateColumn]] = {kind: {} for kind in Kind}
    with (HERE / "template_columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Kind(row["kind"])
            columns[kind][row["column"]] = TemplateColumn(
                kind, row["column"], row["format"], int(row["width"]), row["example"]
            )
    return columns


def _read_area(cell: Cell) -> object:
    region = read_region(cell)
    return region.code or read_text(cell)


def _with_text(read: Callable[[Cell], tuple[object, ...]]) -> Callable[[Cell], object]:
    """Compares by what a cell reads as, and by its text where it cannot be read: an unreadable cell is a change."""
    return lambda cell: read(cell)[0] if read(cell)[0] is not None else read_text(cell)


READERS: dict[str, Callable[[Cell], object]] = {
    "region": _read_area,
    "period": _with_text(read_period),
    "year": _with_text(read_year),
    "day": _with_text(read_day),
    "count": _with_text(read_count),
    "decimal": _with_text(read_decimal),
    "percent": _with_text(read_percent),
    "scheme": read_scheme,
    "text": read_text,
}
_COLUMNS = _load()
_MARKS = frozenset(map(normalise, EXAMPLE_MARKS.values()))
