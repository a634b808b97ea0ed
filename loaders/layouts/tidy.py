"""One row a figure, one column a field: the product's own templates, and any table whose header says the fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from loaders.files.sheets import Sheet
from loaders.found import Context, Found
from loaders.layouts.printed import DIMENSIONS, MONTHS_APART
from loaders.layouts.rows import JudgedRows, TidyRows, judge
from loaders.layouts.surroundings import Surroundings, surroundings
from loaders.problems import Problem
from loaders.tables.blocks import Block, fingerprint_of
from loaders.tables.titles import title_texts, unit_in
from loaders.values.labels import NOTE, REGION_NAME, REQUIRED, HeaderReading, normalise, read_header, read_text
from loaders.values.number_columns import NumberColumn, read_number_column
from loaders.values.readers import Assumptions, read_column
from vocab.codes import Kind
from vocab.segment_labels import narrower_label

HEADER_ROWS = 40
"""A header further down than this is not looked for."""
ENOUGH = 0.6
"""The share of a kind's required columns from which a header is taken as that kind with columns missing."""
PEOPLE = frozenset(("registered_people", "active_people", "people", "facilities"))
"""Counts that are read a whole column at a time."""
OPTION_OF = {"region_code": "region"}
"""The question that asks for a column, where it has another name."""


@dataclass(frozen=True)
class Header:
    """Where the header stands and which column holds which field."""

    row: int
    kind: Kind
    reading: HeaderReading

    @property
    def column_of(self) -> Mapping[str, int]:
        """Field name to column index; of a repeated field the first."""
        return {name: index for index, name in reversed(self.reading.columns.items())}


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """A table whose header has every required column."""
    return recognise_sheet(block.sheet, context)


def recognise_incomplete(block: Block, context: Context) -> tuple[Found, ...]:
    """A table whose header has most of a kind's required columns; what stands around it may say what is missing."""
    return recognise_sheet_incomplete(block.sheet, context, notes=block.notes)


def recognise_sheet(sheet: Sheet, context: Context) -> tuple[Found, ...]:
    """A sheet with a header that has every required column and tells its rows apart by nothing else."""
    complete = [header for header in _headers(sheet, context) if not _missing(header, ())]
    headers = [header for header in complete if context.template_kind or not _has_dimension(sheet, header)]
    # One header can hold the columns of two kinds; that which leaves fewer of them unread is meant.
    header = min(headers, key=lambda header: (header.row, -len(header.reading.columns)), default=None)
    return () if header is None else (_read(sheet, header, Surroundings({}), context),)


def recognise_sheet_incomplete(sheet: Sheet, context: Context, *, notes: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """A sheet with most of a kind's required columns: read, with the missing ones named or asked."""
    headers = [header for header in _headers(sheet, context) if _share(header) >= ENOUGH]
    if not context.template_kind:
        headers = [header for header in headers if not _has_dimension(sheet, header)]
    best = max(headers, key=lambda header: (_share(header), len(header.reading.columns), -header.row), default=None)
    if best is None:
        return ()
    titles = (*sheet.titles, *title_texts(sheet, best.row), *notes)
    asked = best.reading.missing
    if context.template_kind:
        asked = tuple(name for name in asked if context.option(OPTION_OF.get(name, name), sheet=sheet.name))
    return (_read(sheet, best, surroundings(best.kind, asked, titles, sheet, context), context),)


def _has_dimension(sheet: Sheet, header: Header) -> bool:
    """Whether more than our key tells rows apart: sex, age, people of a segment, a month beside its year."""
    words = [normalise(read_text(cell)) for cell in sheet.rows[header.row]]
    is_apart = any(words[index] in MONTHS_APART for index in header.reading.repeated)
    is_apart = is_apart or any(words[index] in DIMENSIONS for index in header.reading.unknown)
    return is_apart or _has_narrower_labels(sheet, header)


def _has_narrower_labels(sheet: Sheet, header: Header) -> bool:
    index = header.column_of.get("segment")
    labels = set() if index is None else {row[index] for row in sheet.rows[header.row + 1 :] if index < len(row)}
    return any(narrower_label(read_text(label)) for label in labels)


def _headers(sheet: Sheet, context: Context) -> Iterator[Header]:
    """Every row near the top read as a header of every kind it could be."""
    wanted = context.option("kind") or context.template_kind
    kinds = (Kind(wanted),) if wanted else tuple(Kind)
    for row, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        if sum(1 for cell in cells if read_text(cell)) < 2 or read_text(cells[0]).startswith("#"):
            continue
        for kind in kinds:
            reading = read_header(list(cells), kind=kind)
            if len(set(reading.columns.values()) - {NOTE}) >= 2:
                yield Header(row, kind, reading)


def _missing(header: Header, given: Iterable[str]) -> tuple[str, ...]:
    """Required columns that the table lacks and nothing else gives; active people alone are membership too."""
    has_active = "active_people" in header.reading.columns.values()
    known = {*given} | ({"registered_people"} if has_active else set())
    return tuple(name for name in header.reading.missing if name not in known)


def _share(header: Header) -> float:
    required = REQUIRED[header.kind]
    return 1 - len(header.reading.missing) / max(len(required), 1)


def _read(sheet: Sheet, header: Header, around: Surroundings, context: Context) -> Found:
    body, ragged = _body(sheet, header)
    assumptions = Assumptions(sheet=sheet.name)
    cells = _with_region({name: [row[index] for row in body] for name, index in header.column_of.items()})
    columns = _columns(sheet, header, cells, context=context, assumptions=assumptions)
    values = {name: column.values for name, column in columns.items()}
    values |= {name: [value] * len(body) for name, value in around.values.items() if value}
    rows = TidyRows(header.kind, sheet, header.row + 1, body, _letters(sheet, header), cells, values)
    judged = judge(rows)
    found = _found(rows, judged, header)
    of_columns = chain.from_iterable(column.problems for column in columns.values())
    said = (*_header_problems(sheet, header, around), *around.problems, *ragged, *_assumed(sheet, assumptions))
    asked = chain.from_iterable(column.questions for column in columns.values())
    return replace(
        found,
        problems=(*said, *of_columns, *found.problems),
        questions=(*around.questions, *asked, *judged.questions),
    )


def _columns(
    sheet: Sheet, header: Header, cells: Mapping[str, list[object]], *, context: Context, assumptions: Assumptions
) -> dict[str, NumberColumn]:
    """The read columns of a table; those of counts with what was asked and done about the whole column."""
    read = {}
    letters = _letters(sheet, header)
    read_as = partial(read_column, kind=header.kind, context=context, assumptions=assumptions)
    for name, column in cells.items():
        if name in PEOPLE:
            read[name] = _counts(sheet, header, name, column, context=context)
        elif name not in (NOTE, REGION_NAME):
            read[name] = NumberColumn(read_as(name, column, addresses=partial(_address, sheet, header, letters[name])))
    return read


def _address(sheet: Sheet, header: Header, letters: str, row: int) -> str:
    return f"{letters}{sheet.number(header.row + 1 + row)}"


def _counts(sheet: Sheet, header: Header, name: str, column: list[object], *, context: Context) -> NumberColumn:
    index = header.column_of[name]
    # A comment line may speak of figures that are not in the file.
    titles = [text for text in title_texts(sheet, header.row) if not text.startswith("#")]
    return read_number_column(
        column,
        label=read_text(sheet.rows[header.row][index]),
        context=context,
        sheet=sheet.name,
        addresses=lambda row: sheet.address(header.row + 1 + row, index),
        unit=unit_in(" | ".join((*sheet.titles, *titles))) or 1,
    )


def _body(sheet: Sheet, header: Header) -> tuple[Sequence[Sequence[object]], tuple[Problem, ...]]:
    """The rows under the header, each at least as long; in a csv longer ones are cut and named."""
    body = sheet.rows[header.row + 1 :]
    width = len(sheet.rows[header.row])
    if all(len(row) == width for row in body):
        return body, ()
    filled = [[*row, *[""] * (width - len(row))] for row in body]
    if sheet.name is not None:
        return filled, ()
    first = sheet.number(header.row + 1)
    ragged = tuple(
        Problem(
            "row_too_long",
            cell=f"A{first + index}",
            found=_in_short(row),
            values={"count": len(row), "expected": width},
        )
        for index, row in enumerate(body)
        if any(str(cell).strip() for cell in row[width:]) and not str(row[0]).startswith("#")
    )
    return [row[:width] for row in filled], ragged


def _in_short(row: Sequence[object]) -> str:
    """A row in short, for a message."""
    return "; ".join(str(cell) for cell in row)[:120]


def _with_region(cells: dict[str, list[object]]) -> dict[str, list[object]]:
    """The area as one column: a name beside the code is read with it, so that the two are compared."""
    if REGION_NAME not in cells:
        return cells
    names = cells[REGION_NAME]
    codes = cells.get("region_code", [""] * len(names))
    together = [
        f"{code} {name}" if code not in ("", None) and name not in ("", None) else code or name
        for code, name in zip(codes, names, strict=True)
    ]
    return {**cells, "region_code": together}


def _letters(sheet: Sheet, header: Header) -> dict[str, str]:
    letters = {name: sheet.letters(index) for name, index in header.column_of.items()}
    return {"region_code": letters[REGION_NAME], **letters} if REGION_NAME in letters else letters


def _found(rows: TidyRows, judged: JudgedRows, header: Header) -> Found:
    width = len(rows.sheet.rows[header.row])
    return Found(
        kind=rows.kind,
        layout="template",
        sheet=rows.sheet,
        range=rows.sheet.area(header.row, 0, header.row + len(rows.body), max(width - 1, 0)),
        columns=judged.columns,
        cell=judged.cell,
        active_cell=judged.active_cell,
        skipped=judged.skipped,
        reported=judged.reported,
        problems=judged.problems,
        fingerprint=fingerprint_of([[read_text(cell)] for cell in rows.sheet.rows[header.row]]),
    )


def _header_problems(sheet: Sheet, header: Header, around: Surroundings) -> Iterator[Problem]:
    cells = sheet.rows[header.row]
    seen = ", ".join(filter(None, map(read_text, cells)))
    for name in _missing(header, around.values):
        where = sheet.area(header.row, 0, header.row, len(cells) - 1)
        yield Problem("missing_column", sheet.name, where, seen[:300], {"column": name, "kind": header.kind})
    for index in header.reading.repeated:
        yield Problem("duplicate_column", sheet.name, sheet.address(header.row, index), read_text(cells[index]))
    for index in header.reading.unknown:
        if read_text(cells[index]):
            yield Problem("unknown_column", sheet.name, sheet.address(header.row, index), read_text(cells[index]))


def _assumed(sheet: Sheet, assumptions: Assumptions) -> Iterator[Problem]:
    for assumption, (found, period) in assumptions.first.items():
        yield Problem("period_assumed", sheet.name, None, found, {"assumption": assumption, "period": period})
