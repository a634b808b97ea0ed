"""The rows of a list of facilities: which are facilities, where, of what type, of which year, under contract or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.found import Context
from loaders.layouts.facility_columns import Columns
from loaders.layouts.facility_levels import Level, Listed, levels_of
from loaders.layouts.facility_totals import is_total_label
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import Block
from loaders.tables.header_rows import RowKind, kind_of, read_row
from loaders.tables.titles import Said, measure_in, period_in, settle, settle_region
from loaders.values.counts import Memo
from loaders.values.labels import normalise, read_code, read_text
from loaders.values.months import read_year
from loaders.values.readers import region_of_cell
from vocab.codes import FacilityKind, FacilityMeasure
from vocab.facility_types import facility_type_of

CONTRACTED, EXISTING = FacilityMeasure.CONTRACTED.value, FacilityMeasure.EXISTING.value
_YES = frozenset(
    ("ya", "y", "sudah", "kerja sama", "kerjasama", "bekerja sama", "bekerjasama", "sudah bekerja sama", "v")
)
_NO = frozenset(("tidak", "t", "belum", "tidak bekerja sama", "belum bekerja sama", "belum bekerjasama", ""))
_CLOSED = frozenset(("tutup", "tidak aktif", "non aktif", "nonaktif", "tidak beroperasi", "belum beroperasi"))
LONGEST_LABEL = 5
"""Words of the longest type with which a facility's name begins."""


class Facility(NamedTuple):
    """A row that is a facility; `identity` is the same where it is listed again."""

    row: int
    identity: object
    region: object
    year: object
    owner: str
    measures: tuple[str | None, ...]


@dataclass
class Listing:
    """The facilities of a list with their levels, and what is said about the rows and the table."""

    rows: list[Facility] = field(default_factory=list)
    levels: Sequence[Level] = ()
    contradicted: dict[str, tuple[str, int]] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


class _Cells:
    """The texts of a list by column."""

    def __init__(self, block: Block) -> None:
        self.block = block

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell; empty where the list has no such column."""
        return "" if column is None else read_text(self.block.sheet.value(row, column))  # type: ignore[arg-type]


def listing_of(block: Block, columns: Columns, context: Context) -> Listing:
    """Reads the rows of a list."""
    listing, cells = Listing(), _Cells(block)
    rows, sections = _rows(block, columns, cells, listing)
    listed = [
        Listed(
            cells.text(row, columns.type) or section,
            cells.text(row, columns.grade),
            _kind(cells.text(row, columns.kind)),
            cells.text(row, columns.code).replace(" ", "").upper(),
        )
        for row, section in zip(rows, sections, strict=True)
    ]
    if not any(facility_type_of(one.label) for one in listed):
        listed = _labelled_by_name(listed, [cells.text(row, columns.name) for row in rows], columns)
    levels = levels_of(listed, context, sheet=block.sheet.name)
    listing.levels, listing.contradicted = levels.of_rows, levels.contradicted
    listing.rows = list(_facilities(rows, columns, cells, context, listing))
    return listing


def _rows(block: Block, columns: Columns, cells: _Cells, listing: Listing) -> tuple[list[int], list[str]]:
    """The rows that are facilities, each with the type that a section above it names."""
    rows, sections, section = [], [], ""
    for row in range(block.header, len(block.sheet.rows)):
        texts = read_row(block.sheet.rows[row])
        kind = kind_of(texts)
        name = cells.text(row, columns.name)
        if kind in (RowKind.BLANK, RowKind.COLUMN_NUMBERS):
            continue
        why = _why_skipped(texts.texts.values(), kind, name=name, state=cells.text(row, columns.state))
        if why is None:
            rows.append(row)
            sections.append(section)
            continue
        if why == "total":
            listing.totals.append(row)
        if why == "section":
            section = _section(texts.first)
        span = block.sheet.area(row, min(texts.texts), row, max(texts.texts))
        listing.skipped.append(Skipped(span, why, texts.first[:120]))
    return rows, sections


def _why_skipped(texts: Sequence[str], kind: RowKind, *, name: str, state: str) -> str | None:
    words = list(texts)
    if kind in (RowKind.NOTE, RowKind.SIGNATURE):
        return "note"
    if any(map(is_total_label, words)):
        return "total"
    if len(words) == 1:
        return "section"
    if not name:
        return "placeholder"
    return "left_out" if normalise(state) in _CLOSED else None


def _section(text: str) -> str:
    """The type that a section names, without its letter or number: "A. Puskesmas"."""
    words = text.split(" ")
    without = " ".join(words[1:]) if len(words) > 1 and len(words[0].strip(".()")) <= len("VIII") else text
    return next((label for label in (text, without) if facility_type_of(label) is not None), "")


def _kind(text: str) -> str | None:
    code = read_code(FacilityKind, text) if text else None
    return None if code is None else code.value


def _labelled_by_name(listed: Sequence[Listed], names: Sequence[str], columns: Columns) -> list[Listed]:
    """Types from the heading ("Nama Puskesmas"), else from how each name begins, where all names say it."""
    of_name = columns.of_name.removeprefix("nama ")
    labels = [of_name if facility_type_of(of_name) else _label_of_name(name) for name in names]
    return (
        [one._replace(label=label) for one, label in zip(listed, labels, strict=True)] if all(labels) else list(listed)
    )


def _label_of_name(name: str) -> str:
    words = name.split(" ")
    starts = (" ".join(words[:length]) for length in range(min(LONGEST_LABEL, len(words)), 0, -1))
    return next((start for start in starts if facility_type_of(start) is not None), "")


def _facilities(
    rows: Sequence[int], columns: Columns, cells: _Cells, context: Context, listing: Listing
) -> Iterator[Facility]:
    sheet = cells.block.sheet
    years = _years(rows, columns, cells, context, listing)
    measures = _measures(rows, columns, cells, context, listing)
    common = None if columns.region is not None else _common_region(cells, context, listing)
    regions = Memo(lambda pair: region_of_cell(pair[0], context=context, sheet=sheet.name, province=pair[1] or None))
    for row, year, measure in zip(rows, years, measures, strict=True):
        written, name = cells.text(row, columns.region), cells.text(row, columns.name)
        region = (
            common
            if columns.region is None
            else regions[sheet.value(row, columns.region), _province(cells.text(row, columns.province), context)]
        )
        code = normalise(cells.text(row, columns.code))
        who = code or (normalise(name), normalise(written), normalise(cells.text(row, columns.address)))
        yield Facility(row, (who, year), region, year, cells.text(row, columns.owner), measure)


def _province(text: str, context: Context) -> str:
    place = context.places.read(text, level="province") if text else None
    return place.code if place is not None and place.code is not None else ""


def _common_region(cells: _Cells, context: Context, listing: Listing) -> str | None:
    settled = settle_region(cells.block.titles, sheet=cells.block.sheet, context=context)
    listing.problems += settled.problems
    listing.questions += settled.questions
    return settled.value


def _years(
    rows: Sequence[int], columns: Columns, cells: _Cells, context: Context, listing: Listing
) -> list[int | None]:
    """The year of each row, where the column says years of the list and not when each facility began."""
    own = (
        [read_year(cells.block.sheet.value(row, columns.year)).year for row in rows] if columns.year is not None else []
    )
    if own and None not in own and _are_of_the_list(own, [cells.text(row, columns.name) for row in rows]):
        return list(own)
    settled = settle("period", titles=cells.block.titles, sheet=cells.block.sheet, context=context, title=period_in)
    listing.problems += settled.problems
    listing.questions += settled.questions
    return [int(settled.value[:4]) if settled.value else None] * len(rows)


def _are_of_the_list(years: Sequence[int | None], names: Sequence[str]) -> bool:
    """One year for all, or the same facilities year after year; years that differ by facility are beginnings."""
    repeated = len(names) - len(set(names))
    return len(set(years)) == 1 or 2 * repeated >= len(set(names))


def _measures(
    rows: Sequence[int], columns: Columns, cells: _Cells, context: Context, listing: Listing
) -> list[tuple[str | None, ...]]:
    """What each row counts as: existing, and contracted where a column says so for each facility."""
    words = [normalise(cells.text(row, columns.contract)) for row in rows]
    if columns.contract is not None and set(words) <= _YES | _NO:
        return [(EXISTING, CONTRACTED) if word in _YES else (EXISTING,) for word in words]
    settled = settle(
        "measure",
        titles=cells.block.titles,
        sheet=cells.block.sheet,
        context=context,
        title=_measure_of_list,
        choices=tuple(FacilityMeasure),
    )
    listing.problems += settled.problems
    listing.questions += settled.questions
    return [(settled.value,)] * len(rows)


def _measure_of_list(text: str) -> Said:
    """A list "of BPJS" is one of partners, unless it is of those who are not yet or no more."""
    said, words = measure_in(text), set(normalise(text).split(" "))
    if words & {"belum", "tidak", "non", "calon"}:
        return Said()
    return said if said.candidates or "bpjs" not in words else Said((CONTRACTED,))
