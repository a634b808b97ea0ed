"""Years down and regencies across: one count a cell, with totals on the right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.counts import Trouble, count_of
from loaders.blocks import Block
from loaders.found import Context, Found
from loaders.labels import read_text
from loaders.layouts.printed import (
    HEADER_ROWS,
    Words,
    is_column_numbers,
    is_running_number,
    is_total,
    total_problem,
    words_of,
)
from loaders.months import read_year
from loaders.problems import Problem, Reported, Skipped
from loaders.sheets import Sheet
from loaders.titles import Settled, facility_kind_in, is_note, measure_in, settle, title_texts
from vocab.codes import FacilityKind, FacilityMeasure, Kind

FEWEST_AREAS = 2


@dataclass(frozen=True)
class Across:
    """The header row: the column of years, the areas by column (None where the name is in trouble), the totals."""

    row: int
    year_column: int
    areas: Mapping[int, str | None]
    totals: tuple[int, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Rows:
    region_code: list[str | None] = field(default_factory=list)
    year: list[int | None] = field(default_factory=list)
    facilities: list[int | None] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    reported: list[Reported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """A table of facilities whose header names at least two areas and whose rows begin with years."""
    sheet = block.sheet
    across = next(_headers(sheet, context), None)
    if across is None or context.option("kind") not in (None, Kind.FACILITIES):
        return ()
    titles = (*sheet.titles, *title_texts(sheet, across.row + 1))
    level = _settled("facility_kind", titles, sheet, context)
    if level.value is None and not any(
        "fasilitas" in text.casefold() or "faskes" in text.casefold() for text in titles
    ):
        return ()
    return (_read(sheet, across, level=level, measure=_settled("measure", titles, sheet, context)),)


_FINDERS = {"facility_kind": (facility_kind_in, FacilityKind), "measure": (measure_in, FacilityMeasure)}


def _settled(name: str, titles: Sequence[str], sheet: Sheet, context: Context) -> Settled:
    find, codes = _FINDERS[name]
    return settle(name, titles=titles, sheet=sheet, context=context, title=find, choices=tuple(codes))


def _headers(sheet: Sheet, context: Context) -> Iterator[Across]:
    for row, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        years = _year_column(sheet, row)
        if years is not None and row + 1 < len(sheet.rows):
            across = _header(sheet, row, year_column=years, context=context, cells=cells)
            if sum(code is not None for code in across.areas.values()) >= FEWEST_AREAS:
                yield across


def _year_column(sheet: Sheet, header: int) -> int | None:
    """The first column whose next filled cell under the header is a year."""
    for row in range(header + 1, min(header + 4, len(sheet.rows))):
        for column, cell in enumerate(sheet.rows[row]):
            if read_year(cell).year is not None:
                return column
    return None


def _header(sheet: Sheet, row: int, *, year_column: int, context: Context, cells: Sequence[object]) -> Across:
    areas: dict[int, str | None] = {}
    problems, totals = [], []
    for column, cell in enumerate(cells):
        text = read_text(cell)
        if not text or column <= year_column or not _has_counts(sheet, row, column):
            continue
        if is_total(text):
            totals.append(column)
            continue
        place = context.places.read(text, level="regency")
        areas[column] = place.code if place else None
        if place is not None and place.problem is not None:
            problems.append(
                Problem(
                    place.problem,
                    sheet.name,
                    sheet.address(row, column),
                    text,
                    {"column": "region_code", **place.values},
                )
            )
    return Across(row, year_column, areas, tuple(totals), tuple(problems))


def _has_counts(sheet: Sheet, header: int, column: int) -> bool:
    below = range(header + 1, min(header + HEADER_ROWS, len(sheet.rows)))
    return any(isinstance(count_of(sheet.value(row, column)), int) for row in below)


def _read(sheet: Sheet, across: Across, *, level: Settled, measure: Settled) -> Found:
    rows = _Rows()
    last = across.row
    for row in range(across.row + 1, len(sheet.rows)):
        last = row if _read_row(sheet, across, row, rows) else last
    length = len(rows.cell)
    return Found(
        kind=Kind.FACILITIES,
        layout="areas_across",
        sheet=sheet,
        range=sheet.area(across.row, 0, last, max(len(sheet.rows[across.row]) - 1, 0)),
        columns={
            "region_code": rows.region_code,
            "year": rows.year,
            "facility_kind": [level.value] * length,
            "measure": [measure.value] * length,
            "facilities": rows.facilities,
        },
        cell=rows.cell,
        skipped=tuple(rows.skipped),
        reported=tuple(rows.reported),
        problems=(*level.problems, *measure.problems, *across.problems, *rows.problems),
        questions=(*level.questions, *measure.questions),
    )


def _read_row(sheet: Sheet, across: Across, row: int, rows: _Rows) -> bool:
    """Adds the figures of one row; False for a row that is not part of the table."""
    words = words_of(sheet.rows[row])
    if not words.by_column:
        return False
    year = read_year(sheet.value(row, across.year_column)).year
    why = _why_skipped(words, year=year)
    if why is not None:
        rows.skipped.append(Skipped(sheet.area(row, 0, row, max(words.by_column)), why, words.first))
        return why != "note"
    if year is None:
        rows.problems.append(_year_problem(sheet, across, row))
    counts = {column: _count(sheet, row, column, rows) for column in across.areas}
    _add(sheet, across, row, rows, counts=counts, year=year)
    checks = list(_checks(sheet, across, row, counts=counts))
    rows.reported += checks
    rows.problems += [total_problem(sheet, check) for check in checks if not check.is_consistent]
    return True


def _why_skipped(words: Words, *, year: int | None) -> str | None:
    if is_note(words.first) or (year is None and len(words.by_column) == 1):
        return "note"
    if is_column_numbers(words) and year is None:
        return "column_numbers"
    return "total" if is_total(words.first) else None


def _year_problem(sheet: Sheet, across: Across, row: int) -> Problem:
    found = read_text(sheet.value(row, across.year_column))
    code = "period_unknown" if found and not is_running_number(found) else "value_missing"
    return Problem(code, sheet.name, sheet.address(row, across.year_column), found, {"column": "year"})


def _count(sheet: Sheet, row: int, column: int, rows: _Rows) -> object:
    cell = sheet.value(row, column)
    count = count_of(cell)
    if isinstance(count, Trouble):
        found = "" if count.is_secret else read_text(cell)[:120]
        rows.problems.append(
            Problem(count.code, sheet.name, sheet.address(row, column), found, {"column": "facilities", **count.values})
        )
    elif count is None:
        rows.skipped.append(Skipped(sheet.address(row, column), "placeholder", read_text(cell)))
    return count


def _add(
    sheet: Sheet, across: Across, row: int, rows: _Rows, *, counts: Mapping[int, object], year: int | None
) -> None:
    for column, count in counts.items():
        if count is not None:
            rows.region_code.append(across.areas[column])
            rows.year.append(year)
            rows.facilities.append(count if isinstance(count, int) else None)
            rows.cell.append(sheet.address(row, column))


def _checks(sheet: Sheet, across: Across, row: int, *, counts: Mapping[int, object]) -> Iterator[Reported]:
    if any(isinstance(count, Trouble) for count in counts.values()):
        return
    for column in across.totals:
        reported = count_of(sheet.value(row, column))
        if isinstance(reported, int):
            computed = sum(count for count in counts.values() if isinstance(count, int))
            label = read_text(sheet.value(row, across.year_column))
            yield Reported(sheet.address(row, column), "total", label, reported, computed, reported == computed)
