"""One row a figure, one column a field: the product's own templates, and any table whose header says the fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.found import Context, Found
from loaders.labels import NOTE, REGION_NAME, REQUIRED, HeaderReading, read_header, read_text
from loaders.layouts.rows import JudgedRows, TidyRows, judge
from loaders.problems import Problem
from loaders.readers import Assumptions, read_column
from loaders.sheets import Sheet
from vocab.codes import Kind

HEADER_ROWS = 40
"""A header further down than this is not looked for."""
ENOUGH = 0.6
"""The share of a kind's required columns from which a header is taken as that kind with columns missing."""
CONSTANTS = ("region_code", "period", "source", "forum", "origin")
"""Columns that may be missing when the person's answer fills them."""
OPTION_OF = {"region_code": "region"}


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


def recognise(sheet: Sheet, context: Context) -> tuple[Found, ...]:
    """A table whose header has every required column, or a sheet of our own template."""
    headers = [header for header in _headers(sheet, context) if not _missing(header, context)]
    if headers:
        # One header can hold the columns of two kinds; that which leaves fewer of them unread is meant.
        first = min(headers, key=lambda header: (header.row, -len(header.reading.columns)))
        return (_read(sheet, first, context),)
    return recognise_incomplete(sheet, context) if context.template_kind else ()


def recognise_incomplete(sheet: Sheet, context: Context) -> tuple[Found, ...]:
    """A table whose header has most of a kind's required columns: read, with the missing ones named."""
    headers = [header for header in _headers(sheet, context) if _share(header) >= ENOUGH]
    best = max(headers, key=lambda header: (_share(header), len(header.reading.columns), -header.row), default=None)
    return () if best is None else (_read(sheet, best, context),)


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


def _missing(header: Header, context: Context) -> tuple[str, ...]:
    """Required columns that neither the table nor the person gives; active people alone are membership too."""
    has_active = "active_people" in header.reading.columns.values()
    given = {name for name in CONSTANTS if _constant(name, header.kind, context)} | (
        {"registered_people"} if has_active else set()
    )
    return tuple(name for name in header.reading.missing if name not in given)


def _constant(name: str, kind: Kind, context: Context) -> str | None:
    # The source of a target is the paper it stands in, not who counted the population.
    is_other = name == "source" and kind is not Kind.POPULATION
    return None if is_other else context.option(OPTION_OF.get(name, name))


def _share(header: Header) -> float:
    required = REQUIRED[header.kind]
    return 1 - len(header.reading.missing) / max(len(required), 1)


def _read(sheet: Sheet, header: Header, context: Context) -> Found:
    body, ragged = _body(sheet, header)
    assumptions = Assumptions()
    cells = _with_region({name: [row[index] for row in body] for name, index in header.column_of.items()})
    values = {
        name: read_column(name, column, kind=header.kind, context=context, assumptions=assumptions)
        for name, column in cells.items()
        if name not in (NOTE, REGION_NAME)
    }
    given = {name: _constant(name, header.kind, context) for name in header.reading.missing if name in CONSTANTS}
    constants = {name: value for name, value in given.items() if value}
    values |= {name: [value] * len(body) for name, value in constants.items()}
    rows = TidyRows(header.kind, sheet, header.row + 1, body, _letters(sheet, header), cells, values)
    found = _found(rows, judge(rows))
    said = (*_header_problems(sheet, header, context), *ragged, *_assumed(sheet, assumptions))
    return replace(found, problems=(*said, *found.problems))


def _body(sheet: Sheet, header: Header) -> tuple[Sequence[Sequence[object]], tuple[Problem, ...]]:
    """The rows under the header; in a csv each made as long as the header, and longer ones named."""
    body = sheet.rows[header.row + 1 :]
    if sheet.name is not None:
        return body, ()
    width = len(sheet.rows[header.row])
    if all(len(row) == width for row in body):
        return body, ()
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
    return [list(row[:width]) + [""] * (width - len(row)) for row in body], ragged


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


def _found(rows: TidyRows, judged: JudgedRows) -> Found:
    header = rows.first - 1
    width = len(rows.sheet.rows[header])
    return Found(
        kind=rows.kind,
        layout="template",
        sheet=rows.sheet,
        range=rows.sheet.area(header, 0, header + len(rows.body), max(width - 1, 0)),
        columns=judged.columns,
        cell=judged.cell,
        active_cell=judged.active_cell,
        skipped=judged.skipped,
        reported=judged.reported,
        problems=judged.problems,
    )


def _header_problems(sheet: Sheet, header: Header, context: Context) -> Iterator[Problem]:
    cells = sheet.rows[header.row]
    seen = ", ".join(filter(None, map(read_text, cells)))
    for name in _missing(header, context):
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
