"""What a forum planned: one activity a row under sector headings, its status often under "Kendala"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from loaders.files.sheets import Sheet
from loaders.found import Context, Found
from loaders.layouts.activity_columns import further_columns, once
from loaders.layouts.printed import HEADER_ROWS, is_column_numbers, is_total, words_of
from loaders.layouts.surroundings import settle_forum
from loaders.problems import Problem, Skipped
from loaders.tables.blocks import Block
from loaders.tables.titles import Settled, is_note, origin_in, settle, settle_region, title_texts
from loaders.values.labels import column_of, normalise, read_code, read_text
from loaders.values.numbers import is_missing
from vocab.codes import ActivityStatus, Kind, Sector

_INSTITUTION = (
    "instansi",
    "area sektor",
    "sektor",
    "opd",
    "pelaksana",
    "penanggung jawab",
    "dinas",
    "perangkat daerah",
)
_ACTIVITY = ("kegiatan", "perencanaan kegiatan", "rencana kegiatan", "uraian kegiatan", "rencana tindak lanjut")
_STATUS = ("status", "kendala", "realisasi", "capaian", "keterangan")
MOSTLY = 0.5
"""The share of status words from which a column is taken as the status, whatever its heading says."""


@dataclass(frozen=True)
class Columns:
    """Where the header stands and which columns hold what."""

    row: int
    institution: int
    activity: int
    status: int | None
    obstacle_note: int | None


@dataclass
class _Rows:
    institution: list[str | None] = field(default_factory=list)
    sector: list[str | None] = field(default_factory=list)
    activity: list[str | None] = field(default_factory=list)
    status: list[str | None] = field(default_factory=list)
    obstacle_note: list[str | None] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    above: str | None = None


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """A table with a column of institutions and one of activities, and status words in a third."""
    sheet = block.sheet
    if context.option("kind") not in (None, Kind.ACTIVITIES):
        return ()
    for row in range(min(HEADER_ROWS, len(sheet.rows))):
        columns = _columns(sheet, row)
        if columns is not None:
            return (_read(sheet, columns, context),)
    return ()


def _columns(sheet: Sheet, row: int) -> Columns | None:
    texts = words_of(sheet.rows[row]).by_column
    activity = _column(texts, _ACTIVITY, field_name="activity")
    institution = _column(texts, _INSTITUTION, field_name="institution")
    if activity is None or institution is None or activity == institution:
        return None
    others = [column for column in texts if column not in (activity, institution)]
    status = next((column for column in others if _is_status(sheet, row, column)), None)
    notes = [column for column in others if column != status and normalise(texts[column]).startswith("kendala")]
    return Columns(row, institution, activity, status, next(iter(notes), None)) if status is not None else None


def _column(texts: Mapping[int, str], words: Sequence[str], *, field_name: str) -> int | None:
    exact = (column for column, text in texts.items() if normalise(text) in words)
    return next(exact, next((c for c, text in texts.items() if column_of(Kind.ACTIVITIES, text) == field_name), None))


def _is_status(sheet: Sheet, header: int, column: int) -> bool:
    """Whether most filled cells under a heading are status words, as under "Kendala" in Banyuasin's plan."""
    cells = [
        sheet.value(row, column)
        for row in range(header + 1, len(sheet.rows))
        if len(words_of(sheet.rows[row]).by_column) > 1
    ]
    filled = [text for text in map(read_text, cells) if text]
    known = [text for text in filled if status_of(text) is not None]
    is_named = normalise(read_text(sheet.value(header, column))).startswith(_STATUS)
    return bool(filled) and (len(known) > MOSTLY * len(filled) or (is_named and bool(known)))


def status_of(text: str) -> str | None:
    """The status that a cell says, with or without a final full stop."""
    code = read_code(ActivityStatus, text) or read_code(ActivityStatus, text.rstrip(". "))
    return None if code is None else str(code.value)


def _read(sheet: Sheet, columns: Columns, context: Context) -> Found:
    titles = (*sheet.titles, *title_texts(sheet, columns.row))
    region = settle_region(titles, sheet=sheet, context=context)
    settled = {
        "forum": settle_forum(region, sheet=sheet, context=context),
        "origin": settle("origin", titles=titles, sheet=sheet, context=context, title=origin_in),
        "region_code": region,
    }
    rows = _Rows()
    last = _read_rows(sheet, columns, rows)
    taken = (columns.institution, columns.activity, columns.status, columns.obstacle_note)
    further = further_columns(sheet, columns.row, rows.at, taken=taken, context=context)
    same = {name: [one.value] * len(rows.cell) for name, one in settled.items()}
    around = (region, settled["origin"], settled["forum"])
    return Found(
        kind=Kind.ACTIVITIES,
        layout="activity_plan",
        sheet=sheet,
        range=sheet.area(columns.row, 0, last, max(len(sheet.rows[columns.row]) - 1, 0)),
        columns=same | further.columns | _own(columns, rows),
        cell=rows.cell,
        skipped=tuple(rows.skipped),
        problems=(*_told(around), *rows.problems, *_too_long(sheet, columns, rows, context), *further.problems),
        questions=(*(question for one in around for question in one.questions), *once(further.questions)),
    )


def _told(around: Sequence[Settled]) -> Iterator[Problem]:
    return (problem for one in around for problem in one.problems)


def _own(columns: Columns, rows: _Rows) -> dict[str, list[str | None]]:
    """The columns that every plan has; a note of its own beside the status where there is one."""
    own = {name: getattr(rows, name) for name in ("institution", "sector", "activity", "status")}
    return own | ({"obstacle_note": rows.obstacle_note} if columns.obstacle_note is not None else {})


def _read_rows(sheet: Sheet, columns: Columns, rows: _Rows) -> int:
    sector: str | None = None
    last = columns.row
    for row in range(columns.row + 1, len(sheet.rows)):
        words = words_of(sheet.rows[row])
        if not words.by_column:
            continue
        span = sheet.area(row, 0, row, max(words.by_column))
        if is_note(words.first):
            rows.skipped.append(Skipped(span, "note", words.first[:120]))
            continue
        last = row
        if is_column_numbers(words):
            rows.skipped.append(Skipped(span, "column_numbers"))
        elif len(words.by_column) == 1:
            sector, rows.above = _sector(words.first) or sector, None
            rows.skipped.append(Skipped(span, "section", words.first[:120]))
        elif is_total(words.first) and columns.activity not in words.by_column:
            rows.skipped.append(Skipped(span, "total", words.first[:120]))
        else:
            _add(sheet, columns, row, rows, sector=sector)
    return last


def _sector(text: str) -> str | None:
    """The sector that a section row names."""
    words = normalise(text).split(" ")
    if "kesehatan" not in words:
        return None
    return Sector.NON_HEALTH.value if "non" in words or "nonkesehatan" in words else Sector.HEALTH.value


def _add(sheet: Sheet, columns: Columns, row: int, rows: _Rows, *, sector: str | None) -> None:
    institution = read_text(sheet.value(row, columns.institution)) or _filled_down(sheet, columns, row, rows)
    activity = read_text(sheet.value(row, columns.activity))
    for name, text, column in (
        ("institution", institution, columns.institution),
        ("activity", activity, columns.activity),
    ):
        getattr(rows, name).append(text or None)
        if not text:
            rows.problems.append(Problem("value_missing", sheet.name, sheet.address(row, column), "", {"column": name}))
    rows.above = institution or None
    rows.at.append(row)
    note = sheet.value(row, columns.obstacle_note) if columns.obstacle_note is not None else ""
    rows.obstacle_note.append(None if is_missing(note) else read_text(note))
    rows.sector.append(sector)
    rows.status.append(_status(sheet, columns, row, rows))
    rows.cell.append(sheet.address(row, columns.activity))


def _filled_down(sheet: Sheet, columns: Columns, row: int, rows: _Rows) -> str:
    """The institution of the row above, written once over several activities; that is said."""
    if rows.above is None:
        return ""
    if not any(problem.code == "filled_down" for problem in rows.problems):
        where = sheet.address(row, columns.institution)
        rows.problems.append(Problem("filled_down", sheet.name, where, rows.above[:120]))
    return rows.above


def _too_long(sheet: Sheet, columns: Columns, rows: _Rows, context: Context) -> Iterator[Problem]:
    """Texts that are longer than they may be stored."""
    limits = context.text_limits[Kind.ACTIVITIES]
    for name in ("institution", "activity", "obstacle_note"):
        for text, place in zip(getattr(rows, name), rows.cell, strict=True):
            if text and name in limits and len(text) > limits[name]:
                cell = f"{sheet.letters(getattr(columns, name))}{place.lstrip(ascii_uppercase)}"
                values = {"column": name, "limit": limits[name], "count": len(text)}
                yield Problem("text_too_long", sheet.name, cell, text[:120], values)


def _status(sheet: Sheet, columns: Columns, row: int, rows: _Rows) -> str | None:
    text = read_text(sheet.value(row, columns.status if columns.status is not None else -1))
    status = status_of(text) if text else None
    if status is None:
        where = sheet.address(row, columns.status or 0)
        code, values = (
            ("code_unknown", {"column": "status", "allowed": ", ".join(ActivityStatus), "group": "status"})
            if text
            else ("value_missing", {"column": "status"})
        )
        rows.problems.append(Problem(code, sheet.name, where, text[:120], values))
    return status
