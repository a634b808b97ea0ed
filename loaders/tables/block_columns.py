"""Tables side by side: columns that are blank between them, or a header that begins again."""

from collections import Counter
from collections.abc import Sequence

from loaders.files.sheets import Sheet
from loaders.tables.block_rows import Stretch
from loaders.tables.header_rows import AREA_HEADINGS, Row, is_running_number, read_row
from loaders.values.labels import normalise

SEEN_ROWS = 500
"""Rows of a body by which its columns are judged."""
MOSTLY = 0.5
EDGE_WORDS = ("no", "nomor", "kode", "nama", "wilayah")


def side_by_side(sheet: Sheet, stretch: Stretch) -> tuple[tuple[int, int], ...]:
    """The first and last column of each table in a stretch of rows; one pair where it is one table."""
    shown = range(stretch.header_top, min(stretch.bottom, stretch.header_top + SEEN_ROWS) + 1)
    rows = [read_row(sheet.rows[row]) for row in shown]
    header, body = rows[: stretch.body_top - stretch.header_top], rows[stretch.body_top - stretch.header_top :]
    starts = _starts(rows, header, body, left=stretch.left, right=stretch.right)
    ends = [*(start - 1 for start in starts[1:]), stretch.right]
    return tuple(zip(starts, ends, strict=True))


def _starts(rows: Sequence[Row], header: Sequence[Row], body: Sequence[Row], *, left: int, right: int) -> list[int]:
    filled = {column for row in rows if len(row.texts) > 1 for column in row.texts}
    after_gap = [column for column in range(left + 2, right) if column in filled and column - 1 not in filled]
    restarts = [column for column in after_gap if _restarts(column, header, body)]
    return [left, *restarts] if restarts else [left, *_repeats(header, body, left=left, right=right)]


def _restarts(column: int, header: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether labels or running numbers stand in a column, as at the left edge of a table."""
    cells = [row.texts[column] for row in body if column in row.texts]
    words = [row.texts[column] for row in body if column in row.texts and column not in row.numbers | row.years]
    counted = [text for text in cells if text not in words]
    beside = any(column + 1 in row.texts for row in body)
    is_counted = bool(counted) and all(map(is_running_number, counted)) and counted[0].strip("().") == "1"
    is_edge = len(words) > MOSTLY * len(cells) or is_counted or _is_said_again(column, header)
    return beside and bool(cells) and (is_edge or any(_is_edge(row.texts.get(column, "")) for row in header))


def _is_edge(text: str) -> bool:
    """Whether a heading stands over the first column of a table: "No", "Kode Wilayah", "Kabupaten/Kota"."""
    words = normalise(text)
    return words in AREA_HEADINGS or words.split(" ")[0] in EDGE_WORDS


def _is_said_again(column: int, header: Sequence[Row]) -> bool:
    """Whether a column has the heading of the table's first column."""
    return any(
        column in row.texts and normalise(row.texts[column]) == normalise(row.first) and min(row.texts) != column
        for row in header
    )


def _repeats(header: Sequence[Row], body: Sequence[Row], *, left: int, right: int) -> list[int]:
    """The columns where a whole header row begins again, its labels in words: a table set in several columns."""
    for row in header:
        names = [normalise(row.texts.get(column, "")) for column in range(left, right + 1)]
        length = next((n for n in range(2, len(names) // 2 + 1) if _is_period(names, n)), None)
        if length and all(Counter(names)[name] == len(names) // length for name in names[:length]):
            starts = range(left + length, right + 1, length)
            if all(_restarts(start, (), body) or _goes_on_counting(start, body) for start in starts):
                return list(starts)
    return []


def _goes_on_counting(column: int, body: Sequence[Row]) -> bool:
    """Whether running numbers stand in a column with labels beside them."""
    rows = [row for row in body if column in row.texts]
    words = [row for row in rows if column + 1 in row.texts and column + 1 not in row.numbers | row.years]
    return bool(rows) and len(words) == len(rows) and all(is_running_number(row.texts[column]) for row in rows)


def _is_period(names: Sequence[str], length: int) -> bool:
    return len(names) % length == 0 and all(names) and list(names) == list(names[:length]) * (len(names) // length)
