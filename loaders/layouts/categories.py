"""Categories down, for one area and month named in the title: members by segment, with totals and percentages."""

from collections.abc import Mapping

from loaders.blocks import Block
from loaders.counts import Trouble, count_of
from loaders.found import Context, Found
from loaders.labels import column_of, normalise, read_text
from loaders.layouts.category_checks import CategoryColumns, CategoryRows, check_problems, share_checks, total_checks
from loaders.layouts.printed import (
    HEADER_ROWS,
    Words,
    is_column_numbers,
    is_subtotal,
    is_total,
    words_of,
)
from loaders.problems import Problem, Skipped
from loaders.readers import segment_of_cell
from loaders.sheets import Sheet
from loaders.titles import is_note, period_in, settle, settle_region, title_texts
from vocab.codes import Kind

_LABEL_STARTS = ("kategori", "jenis kepesertaan", "jenis peserta", "segmen", "kelompok peserta", "jenis jaminan")
_COUNT_WORDS = ("jumlah", "peserta", "jiwa", "terdaftar")


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """A table with a column of categories and one of counts, at least one category of JKN among its rows."""
    sheet = block.sheet
    if context.option("kind") not in (None, Kind.MEMBERSHIP):
        return ()
    for row in range(min(HEADER_ROWS, len(sheet.rows))):
        columns = _columns(sheet, row)
        if columns is not None and _has_segment(sheet, columns):
            return (_read(sheet, columns, context),)
    return ()


def _columns(sheet: Sheet, row: int) -> CategoryColumns | None:
    """The columns of a header in one or two rows; None where it is none, or is of a table by area or month."""
    texts = words_of(sheet.rows[row]).by_column
    label = next((column for column, text in texts.items() if _is_label(text)), None)
    if label is None or {column_of(Kind.MEMBERSHIP, text) for text in texts.values()} & {"region_code", "period"}:
        return None
    full, last = _full_header(sheet, row, label=label)
    named = {column: normalise(text) for column, text in full.items() if column > label}
    percents = tuple(
        column for column, text in full.items() if column > label and ("%" in text or "persen" in text.casefold())
    )
    active = [column for column, text in named.items() if "aktif" in text and column not in percents]
    registered = [
        column
        for column, text in named.items()
        if column not in (*percents, *active) and any(word in text for word in _COUNT_WORDS)
    ]
    if len(registered) > 1 or len(active) > 1 or not (registered or active):
        return None
    return CategoryColumns(row, last, label, next(iter(registered), None), next(iter(active), None), percents)


def _is_label(text: str) -> bool:
    return column_of(Kind.MEMBERSHIP, text) == "segment" or normalise(text).startswith(_LABEL_STARTS)


def _full_header(sheet: Sheet, row: int, *, label: int) -> tuple[dict[int, str], int]:
    """The header's texts by column; a second row under it is joined to what spans it."""
    above = words_of(sheet.rows[row]).by_column
    below = words_of(sheet.rows[row + 1]).by_column if row + 1 < len(sheet.rows) else {}
    has_counts = any(isinstance(count_of(text), int) for text in below.values())
    if not below or min(below) <= label or has_counts:
        return above, row
    joined = {}
    for column in range(max(*above, *below) + 1):
        over = above.get(column) or next((above[left] for left in range(column, -1, -1) if left in above), "")
        joined[column] = f"{over} {below[column]}" if column in below else above.get(column, "")
    return {column: text for column, text in joined.items() if text}, row + 1


def _has_segment(sheet: Sheet, columns: CategoryColumns) -> bool:
    labels = (segment_of_cell(sheet.value(row, columns.label)) for row in range(columns.row + 1, len(sheet.rows)))
    return any(isinstance(label, str) and label != "outside" for label in labels)


def _read(sheet: Sheet, columns: CategoryColumns, context: Context) -> Found:
    titles = (*sheet.titles, *title_texts(sheet, columns.top))
    region = settle_region(titles, sheet=sheet, context=context)
    period = settle("period", titles=titles, sheet=sheet, context=context, title=period_in)
    rows = CategoryRows(counts={name: [] for name in columns.counts})
    last = _read_rows(sheet, columns, rows)
    checks = (*total_checks(sheet, columns, rows), *share_checks(sheet, columns, rows))
    problems = (*region.problems, *period.problems, *rows.problems, *check_problems(sheet, checks))
    return Found(
        kind=Kind.MEMBERSHIP,
        layout="categories",
        sheet=sheet,
        range=sheet.area(columns.top, 0, last, max(len(sheet.rows[columns.row]) - 1, 0)),
        columns={
            "region_code": [region.value] * len(rows.at),
            "period": [period.value] * len(rows.at),
            "segment": rows.segment,
            **rows.counts,
        },
        cell=[_cell(sheet, columns, rows, index) for index in range(len(rows.at))],
        active_cell=[sheet.address(row, columns.active) for row in rows.at] if columns.active is not None else None,
        skipped=tuple(rows.skipped),
        reported=checks,
        problems=problems,
        questions=(*region.questions, *period.questions),
    )


def _cell(sheet: Sheet, columns: CategoryColumns, rows: CategoryRows, index: int) -> str:
    filled = [column for name, column in columns.counts.items() if rows.counts[name][index] is not None]
    return sheet.address(rows.at[index], (filled or list(columns.counts.values()))[0])


def _read_rows(sheet: Sheet, columns: CategoryColumns, rows: CategoryRows) -> int:
    """Reads every row under the header; gives the last one that belongs to the table."""
    last = columns.row
    for row in range(columns.row + 1, len(sheet.rows)):
        words = words_of(sheet.rows[row])
        if not words.by_column:
            continue
        why = _why_skipped(sheet, columns, row, words=words, rows=rows)
        if why is not None:
            rows.skipped.append(Skipped(sheet.area(row, 0, row, max(words.by_column)), why, words.first[:120]))
        last = last if why == "note" else row
    return last


def _why_skipped(sheet: Sheet, columns: CategoryColumns, row: int, *, words: Words, rows: CategoryRows) -> str | None:
    """Adds a figure, or says why a row has none; totals and sections are remembered for the checks."""
    label = read_text(sheet.value(row, columns.label)) or words.first
    if is_note(words.first):
        return "note"
    if is_column_numbers(words):
        return "column_numbers"
    counts = {name: count_of(sheet.value(row, column)) for name, column in columns.counts.items()}
    if is_total(label) or is_subtotal(label):
        return _remember_total(row, "total" if is_total(label) else "subtotal", rows)
    if len(words.by_column) == 1:
        rows.section = len(rows.at)
        return "section" if any(sheet.value(at, columns.label) for at in range(row + 1, len(sheet.rows))) else "note"
    segment = segment_of_cell(label)
    if segment == "outside":
        rows.outside.append((row, counts))
        return "outside_jkn"
    if all(count is None for count in counts.values()):
        return "placeholder"
    _add(sheet, columns, row, rows, segment=segment, counts=counts, label=label)
    return None


def _remember_total(row: int, why: str, rows: CategoryRows) -> str:
    rows.totals.append((row, why, 0 if why == "total" else max(rows.section, 0)))
    rows.section = len(rows.at)
    return why


def _add(
    sheet: Sheet,
    columns: CategoryColumns,
    row: int,
    rows: CategoryRows,
    *,
    segment: object,
    counts: Mapping[str, object],
    label: str,
) -> None:
    if isinstance(segment, Trouble) or segment is None:
        code = segment.code if isinstance(segment, Trouble) else "value_missing"
        rows.problems.append(
            Problem(code, sheet.name, sheet.address(row, columns.label), label[:120], {"column": "segment"})
        )
    for name, count in counts.items():
        if isinstance(count, Trouble):
            found = "" if count.is_secret else read_text(sheet.value(row, columns.counts[name]))[:120]
            values = {"column": name, **count.values}
            rows.problems.append(
                Problem(count.code, sheet.name, sheet.address(row, columns.counts[name]), found, values)
            )
        rows.counts[name].append(count if isinstance(count, int) else None)
    rows.segment.append(segment if isinstance(segment, str) else None)
    rows.at.append(row)
