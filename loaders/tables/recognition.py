"""From the sheets of a file to tables of ours: what is metadata, what is read, what is told as not ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from loaders.files.hidden import asked_about_hidden, without_hidden
from loaders.files.sheets import Sheet, column_index
from loaders.found import Context, Found
from loaders.layouts import Recognised, recognise
from loaders.problems import CODES, Level, Problem, Question
from loaders.tables.header_rows import read_row
from loaders.tables.metadata_sheets import Metadata, metadata_of
from loaders.tables.subjects import OTHER_PROGRAMME
from loaders.values.labels import read_text

GUIDE_SHEETS = frozenset(("petunjuk", "guide", "daftar wilayah", "regions"))
"""Sheets of our own templates that hold no entries."""
SEEN = 300
"""Characters of what was seen on a sheet that a message repeats."""
BETWEEN = " | "
SEEN_ROWS = 12


@dataclass(frozen=True)
class Recognition:
    """The tables of a file, what is said about its sheets, and the questions that stay open, each once."""

    tables: tuple[Found, ...]
    problems: tuple[Problem, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions; one about a label is asked once a file, any other once a sheet."""
        asked = [question for table in self.tables for question in table.questions]
        once = {(one.code, None if ":" in one.code else one.sheet): one for one in reversed(asked)}
        return tuple(reversed(once.values()))


def recognise_sheets(sheets: Iterable[Sheet], context: Context, *, counted: tuple[Found, ...] = ()) -> Recognition:
    """Reads all sheets; what a sheet of metadata says holds for the others. `counted` are tables of other sheets."""
    filled = [sheet for sheet in sheets if sheet.rows and not _is_guide(sheet)]
    described = [] if context.template_kind else list(filter(None, map(metadata_of, filled)))
    titles = tuple(title for metadata in described for title in metadata.titles)
    others = [sheet for sheet in filled if sheet not in [metadata.sheet for metadata in described]]
    shown = [replace(without_hidden(sheet, context), titles=(*titles, *sheet.titles)) for sheet in others]
    read = [recognise(sheet, context) for sheet in shown]
    checked = [
        asked_about_hidden(_checked(table), sheet, context)
        for sheet, one in zip(others, read, strict=True)
        for table in one.tables
    ]
    tables = (*counted, *checked)
    said = [*map(_metadata_said, described), *_not_ours(read, has_tables=bool(tables))]
    if not tables and not any(sheet.rows for sheet in others):
        said.append(Problem("no_rows"))
    return Recognition(tables, tuple(said))


def _is_guide(sheet: Sheet) -> bool:
    return (sheet.name or "").casefold() in GUIDE_SHEETS


def _metadata_said(metadata: Metadata) -> Problem:
    return Problem("metadata_sheet", metadata.sheet.name, None, " | ".join(metadata.titles)[:SEEN])


def _not_ours(read: Sequence[Recognised], *, has_tables: bool) -> Iterator[Problem]:
    """Sheets and tables that no layout knows: only mentioned beside others that were read, else the file is refused."""
    for one in read:
        if one.tables:
            for unknown in one.unknown:
                yield Problem("table_skipped", one.sheet.name, unknown.block.area, _seen(unknown.block.sheet))
            continue
        seen = _seen(one.sheet)
        if not seen:
            continue
        is_employment = any(unknown.why == OTHER_PROGRAMME for unknown in one.unknown)
        code = "sheet_skipped" if has_tables else OTHER_PROGRAMME if is_employment else "no_table"
        yield Problem(code, one.sheet.name, one.sheet.address(0, 0), seen)


def _seen(sheet: Sheet) -> str:
    """The first texts of a sheet, whole ones, as many as fit; what is left out is said by dots."""
    texts = [text for row in sheet.rows[:SEEN_ROWS] for text in map(read_text, row) if text]  # type: ignore[arg-type]
    ends = accumulate(len(text) + len(BETWEEN) for text in texts)
    fitting = sum(end - len(BETWEEN) <= SEEN for end in ends)
    if texts and not fitting:
        return texts[0][:SEEN]
    return BETWEEN.join([*texts[:fitting], *(["…"] if fitting < len(texts) else [])])


def _checked(table: Found) -> Found:
    """The table with its kind in its problems, so that a column can be called by its heading, and lost cells named."""
    told = _with_merged_figures(_with_lost_values(table))
    problems = (replace(problem, values={**problem.values, "kind": table.kind}) for problem in told.problems)
    return replace(told, problems=tuple(problems))


def _with_lost_values(table: Found) -> Found:
    """Names the cells inside a table whose value is not to be trusted; what else was said of lost ones is left out."""
    odd = {cell: said for cell, said in table.sheet.odd.items() if is_within(cell, table.range)}
    if not odd:
        return table
    said = [one for one in table.problems if one.cell not in odd or CODES[odd[one.cell][0]] is not Level.ERROR]
    links = [cell for cell, (code, _) in odd.items() if code == "link_shown"]
    named = [
        Problem(code, table.sheet.name, cell, found, {"column": "", "count": len(links)})
        for cell, (code, found) in odd.items()
        if cell not in links[1:]
    ]
    return replace(table, problems=(*said, *named))


def is_within(cell: str, area: str) -> bool:
    """Whether the address of a cell lies in a range."""
    (left, top), (right, bottom), (column, row) = (_position(at) for at in (*area.split(":"), cell))
    return left <= column <= right and top <= row <= bottom


def _position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return column_index(letters), int(address[len(letters) :])


def _with_merged_figures(table: Found) -> Found:
    """Names each figure whose cell is merged over several rows: whose figure it is cannot be known."""
    tall = [area for area in table.sheet.merged if area[2] > area[0]]
    if not tall:
        return table
    figures = {*table.cell, *filter(None, table.active_cell or ())}
    shared = [area for area in tall if table.sheet.address(*area[:2]) in figures and _has_others(table.sheet, area)]
    named = [
        Problem(
            "merged_figure",
            table.sheet.name,
            table.sheet.area(*area),
            read_text(table.sheet.value(*area[:2])),  # type: ignore[arg-type]
            {"count": area[2] - area[0] + 1},
        )
        for area in shared
    ]
    return replace(table, problems=(*table.problems, *named))


def _has_others(sheet: Sheet, area: tuple[int, int, int, int]) -> bool:
    """Whether rows under the first one of a merged cell have cells of their own."""
    top, _, bottom, _ = area
    return any(read_row(sheet.rows[row]).texts for row in range(top + 1, min(bottom + 1, len(sheet.rows))))
