"""What each column of a printed table holds: figures with the facts of their heading, or labels of the rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.found import Context
from loaders.tables.blocks import Block
from loaders.tables.fact_words import PERCENT, is_total_word, measure_of, role_of, sex_of
from loaders.tables.facts import NOTHING_SAID, Facts, facts_of_path, period_of_label, segment_of_path
from loaders.tables.header_rows import is_running_number
from loaders.values.counts import Trouble, count_of
from loaders.values.labels import normalise, read_text
from loaders.values.months import read_period, read_year
from loaders.values.numbers import is_missing, read_percent
from vocab.facility_types import facility_type_of

LOOKED_AT = 500
"""Body rows from which the content of a column is told."""
MOSTLY = 0.5
"""The share of a column's cells that settles what it holds."""
_COVERAGE = frozenset(("cakupan", "capaian", "uhc", "coverage"))
MOST_PERCENT = 200
"""Coverage passes 100 % in real files, but not this."""
VALUE, LABEL, UNKNOWN, IGNORED, NUMBER = "value", "label", "unknown", "ignored", "number"
_DOTTED_CODE = re.compile(r"\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?")
"""Codes of areas as their owner writes them; under "Kabupaten/Kota" they are no figures."""
PERIODS = frozenset(("period", "year", "month", "semester", "quarter"))
_PARTS_OF_YEAR = frozenset(("i", "ii", "iii", "iv", *map(str, range(1, 13))))
PARTS_OF_YEAR = frozenset(("month", "semester", "quarter"))
PARTS = frozenset(("sex", "age", "class", "religion", "education", "work", "marriage", "nationality", "residence"))
"""Dimensions of rows that ours do not have: their figures are added up."""
CODED = frozenset(("region_code", "province", "district", "village", NUMBER, "unit", IGNORED))
"""Columns that may hold numbers and are none of figures all the same."""
PRINCIPAL = frozenset(("region_code", "region_name", "district", "village", "segment", "facility_type", *PERIODS))
"""Columns of labels beside which another column of unknown texts is only a remark."""


NAMING = (
    *("region_name", "segment", LABEL, "facility_type", "district", "village", "region_code"),
    *("year", "month", "period", "age", "sex", "class", "facility_kind", "owner", UNKNOWN),
)
"""Columns whose labels name a row, those first that name it best in a message."""


@dataclass(frozen=True)
class Column:
    """A column by its index: the texts of its heading, what it holds, and for figures what the heading says.

    `open` are fields whose label waits for an answer, each with the label.
    """

    index: int
    path: tuple[str, ...]
    role: str
    facts: Facts = NOTHING_SAID
    open: tuple[tuple[str, str], ...] = ()

    @property
    def header(self) -> str:
        """The texts of the heading in one line."""
        return " ".join(self.path)

    @property
    def is_total(self) -> bool:
        """Whether the lowest text of the heading says only that others are added up."""
        return bool(self.path) and is_total_word(self.path[-1])


def columns_of(block: Block, context: Context, *, year: int | None) -> tuple[Column, ...]:
    """Every column of a block with its role; `year` completes months that are written without one."""
    width = max(len(block.columns), max((len(row) for row in block.body[:LOOKED_AT]), default=0))
    columns = [_column(block, index, context, year=year) for index in range(width)]
    return tuple(_settled(columns))


def _column(block: Block, index: int, context: Context, *, year: int | None) -> Column:
    path = block.columns[index] if index < len(block.columns) else ()
    cells = [row[index] for row in block.body[:LOOKED_AT] if index < len(row)]
    role = _role(path, [cell for cell in cells if not is_missing(cell)], context)
    facts = facts_of_path(path, year=year) if role == VALUE and block.header else NOTHING_SAID
    if role == VALUE and _are_percentages(path, cells):
        facts = facts._replace(measure=PERCENT)
    return Column(index, path if block.header else (), role, facts)


def _are_percentages(path: Sequence[str], cells: Sequence[object]) -> bool:
    """Cells written with a percent sign, or small fractions under a heading of coverage."""
    filled = [cell for cell in cells if not is_missing(cell)]
    signed = sum("%" in cell for cell in filled if isinstance(cell, str))
    is_coverage = bool(_COVERAGE & set(normalise(" ".join(path)).split()))
    small = [
        reading for reading in map(read_percent, filled) if reading.value is not None and reading.value <= MOST_PERCENT
    ]
    return signed > MOSTLY * len(filled) or (is_coverage and len(small) == len(filled) > 0)


def _role(path: Sequence[str], cells: Sequence[object], context: Context) -> str:
    named = next(filter(None, map(role_of, (" ".join(path), *reversed(path)))), None)
    if not cells:
        return named if named in PRINCIPAL else IGNORED
    is_numeric = sum(map(is_figure, cells)) > MOSTLY * len(cells)
    if named in PERIODS and _share(cells, _is_part_of_year if named in PARTS_OF_YEAR else _is_period) >= MOSTLY:
        return named
    if _is_of_years(path) and _share(cells, lambda cell: read_year(cell).year is not None) >= MOSTLY:
        return "year"
    if named == "region_name" and all(segment_of_path((read_text(cell),)) for cell in cells):
        # The heading over the labels may say what stands across: areas, while segments stand down.
        return "segment"
    if named == "region_name" and all(_DOTTED_CODE.fullmatch(read_text(cell)) for cell in cells):
        return "region_code"
    if named in CODED or (named is not None and named not in PERIODS and not is_numeric):
        return named
    return _role_of_numbers(path, cells, context) if is_numeric else _role_of_texts(cells, context)


def is_figure(cell: object) -> bool:
    """Whether a cell holds a number, a damaged or doubtful one too."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    count = count_of(cell)
    return count is not None and not (
        isinstance(count, Trouble) and count.code == "not_a_number" and "%" not in str(cell)
    )


def _is_period(cell: object) -> bool:
    return read_period(cell).trouble in (None, "year_missing")


def _is_part_of_year(cell: object) -> bool:
    return normalise(read_text(cell)).lstrip("0") in _PARTS_OF_YEAR or _is_period(cell)


def _is_of_years(path: Sequence[str]) -> bool:
    """Whether a heading speaks of years ("Thn. kerja sama") and is none itself ("Tahun 2018")."""
    whole = " ".join(path)
    return bool({"tahun", "thn"} & set(normalise(whole).split())) and period_of_label(whole) is None


def _share(cells: Sequence[object], test: Callable[[object], bool]) -> float:
    distinct = list(dict.fromkeys(cells))
    return sum(map(test, distinct)) / len(distinct)


def _role_of_numbers(path: Sequence[str], cells: Sequence[object], context: Context) -> str:
    words = normalise(" ".join(path)).split()
    is_years = all(read_year(cell).year is not None for cell in cells)
    if is_years and not words:
        return "year"
    if words:
        return VALUE
    texts = [read_text(cell).strip("().") for cell in cells]
    if len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]:
        return NUMBER
    return "region_code" if len(set(texts)) > 1 and _share(cells, _area_test(context)) == 1 else VALUE


def _area_test(context: Context) -> Callable[[object], bool]:
    def is_area(cell: object) -> bool:
        place = context.places.read(cell)
        return place is not None and place.code is not None

    return is_area


def _role_of_texts(cells: Sequence[object], context: Context) -> str:
    texts = [cell for cell in cells if not is_total_word(read_text(cell)) and not is_running_number(read_text(cell))]
    tests: Mapping[str, Callable[[object], bool]] = {
        LABEL: _is_measure,
        "segment": lambda cell: segment_of_path((read_text(cell),)) is not None,
        "sex": lambda cell: sex_of(read_text(cell)) is not None,
        "period": lambda cell: isinstance(cell, str) and read_period(cell).period is not None,
        "facility_type": lambda cell: facility_type_of(read_text(cell)) is not None,
        "region_name": lambda cell: bool(context.places.named(read_text(cell))),
    }
    shares = {role: _share(texts, test) for role, test in tests.items()} if texts else {}
    if shares.get("segment", 0) > 0 and shares[LABEL] + shares["segment"] > MOSTLY and shares[LABEL] > 0:
        return LABEL
    return next((role for role, share in shares.items() if share >= MOSTLY), UNKNOWN)


def _is_measure(cell: object) -> bool:
    text = read_text(cell)
    return segment_of_path((text,)) is None and measure_of(text) is not None


def _settled(columns: Sequence[Column]) -> list[Column]:
    """Roles that depend on the other columns: provinces are the areas where no regencies stand beside them."""
    roles = {column.role for column in columns}
    if "province" in roles and not roles & {"region_code", "region_name"}:
        columns = [
            replace(column, role=_area_role(column)) if column.role == "province" else column for column in columns
        ]
    if not roles & (PRINCIPAL | {LABEL, "province"}):
        first = next((column for column in columns if column.role == UNKNOWN), None)
        columns = [replace(column, role=LABEL) if column is first else column for column in columns]
    return list(columns)


def _area_role(column: Column) -> str:
    return "region_code" if normalise(column.header).startswith("kode") else "region_name"
