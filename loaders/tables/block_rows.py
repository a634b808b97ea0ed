"""Tables one under the other: where each begins, which rows are its header, and what stands beneath it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.files.sheets import Sheet
from loaders.tables.header_rows import LONG_TITLE, Row, RowKind, Rows, is_headed, is_note_text, kind_of, read_row
from loaders.values.labels import normalise
from vocab.regions import find_regions
from vocab.segment_labels import segment_of

DEEPEST_HEADER = 5
"""Rows with texts only, more than these together, are a list in words under one header row."""
MOST_NAMED = 4
"""Cells of a row that names values: "Bulan : Januari 2024 | Kantor : Palembang"."""
_NUMBER_TITLE = ("tabel", "table", "lampiran", "daftar", "grafik")

_CONTINUED = ("lanjutan", "sambungan", "halaman", "continued")
"""How the title begins that a table has on its next page."""


@dataclass(frozen=True)
class Stretch:
    """The rows of one table, all counted from the sheet's first row; `left` and `right` are its columns.

    `top` is the first row of its titles, `end` the last of its notes. `lone_titles` are texts that stand alone in
    their row, with their column; `repeated` rows say the header again in the body.
    """

    top: int
    header_top: int
    body_top: int
    bottom: int
    end: int
    left: int
    right: int
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lone_titles: tuple[tuple[int, str], ...] = ()
    repeated: tuple[int, ...] = ()


@dataclass
class _Body:
    """What is known of a body while it is walked down."""

    bottom: int
    numeric: set[int] = field(default_factory=set)
    repeated: list[int] = field(default_factory=list)
    is_signed: bool = False


def stretches(sheet: Sheet, *, looked_at: int) -> Iterator[Stretch]:
    """The tables of a sheet from the top, told apart in its first rows; the rest belongs to the last one."""
    rows = Rows(sheet.rows[:looked_at])
    top = 0
    while top < len(rows.rows):
        first = _first_body(rows, top)
        if first is None:
            break
        header = _header(rows, top, first)
        body, following = _walk(rows, header, first)
        if following >= len(rows.rows) and len(sheet.rows) > looked_at:
            body.bottom = _last_row(sheet, looked_at=looked_at)
            following = len(sheet.rows)
        end = _notes_end(rows, body.bottom + 1, following)
        yield _stretch(sheet, rows, top=top, header=header, body=body, end=end)
        top = end + 1


def _first_body(rows: Rows, top: int) -> int | None:
    """The first row that carries values; of rows in words alone the second that has several cells."""
    valued = next((row for row in range(top, len(rows.kinds)) if rows.kinds[row] is RowKind.BODY), None)
    worded = [row for row in range(top, len(rows.kinds)) if rows.kinds[row] is RowKind.TEXTS]
    run = _run_above(rows, top, len(rows.kinds) if valued is None else valued)
    if valued is None:
        return worded[1] if len(worded) > 1 else None
    return run[0] + 1 if len(run) > DEEPEST_HEADER else valued


def _run_above(rows: Rows, top: int, first: int) -> list[int]:
    """The rows with several texts that stand together right above a row."""
    run: list[int] = []
    for row in range(first - 1, top - 1, -1):
        if rows.kinds[row] is RowKind.TEXTS:
            run.insert(0, row)
        elif run and rows.kinds[row] is RowKind.BLANK:
            break
    return run


def _header(rows: Rows, top: int, first: int) -> tuple[int, int]:
    """The first row of the header and the first row under it; the same where there is no header."""
    heads = (RowKind.TEXTS, RowKind.COLUMN_NUMBERS)
    under = next((row + 1 for row in range(first - 1, top - 1, -1) if _is_head(rows, row, heads=heads)), None)
    if under is None:
        return first, first
    above = under - 1
    while above > top and _belongs_above(rows, above - 1, lower=above):
        above -= 1
    while under - 1 > above and _is_figures(rows, under - 1, first=first):
        under -= 1
    return above, under


def _is_figures(rows: Rows, row: int, *, first: int) -> bool:
    """Whether a row of texts beneath a heading is one of figures that cannot be read: "Kab. Bangli | 370202*"."""
    cells, figures = rows.rows[row], rows.rows[first].numbers | rows.rows[first].years
    left = min(cells.texts)
    if left in figures or left not in rows.rows[row - 1].texts or is_headed(cells):
        return False
    is_named = bool(find_regions(cells.first)) or segment_of(cells.first) is not None
    return is_named or any(map(str.isdigit, "".join(cells.texts.get(column, "") for column in figures)))


def _is_head(rows: Rows, row: int, *, heads: tuple[RowKind, ...]) -> bool:
    if rows.kinds[row] in heads:
        return not _is_named_value(rows.rows[row])
    # A blank corner over the labels leaves a header of two columns with one text only.
    following = rows.kinds[row + 1] if row + 1 < len(rows.kinds) else RowKind.BLANK
    return rows.kinds[row] is RowKind.TEXT and following is RowKind.BODY and _stands_right(rows, row, lower=row + 1)


def _belongs_above(rows: Rows, row: int, *, lower: int) -> bool:
    """Whether a row is a header row over the one under it."""
    kind, cells = rows.kinds[row], rows.rows[row]
    if kind is RowKind.TEXTS:
        return not _is_named_value(cells)
    if kind is not RowKind.TEXT or is_note_text(cells.first):
        return False
    if rows.kinds[lower] is RowKind.COLUMN_NUMBERS:
        return False
    is_long = len(cells.first) > LONG_TITLE or normalise(cells.first).startswith(_NUMBER_TITLE)
    starts_left = min(cells.texts) <= min(rows.rows[lower].texts)
    covers = min(cells.texts) < min(rows.rows[lower].texts)
    return not is_long and (covers or not starts_left)


def _stands_right(rows: Rows, row: int, *, lower: int) -> bool:
    return min(rows.rows[row].texts) > min(rows.rows[lower].texts)


def _is_named_value(row: Row) -> bool:
    """ "Bulan : Januari 2024" in two or three cells, as above a table."""
    texts = list(row.texts.values())
    if len(texts) > MOST_NAMED:
        return False
    return any(text.endswith(":") for text in texts[:-1]) or any(text.startswith(":") for text in texts[1:])


def _walk(rows: Rows, header: tuple[int, int], first: int) -> tuple[_Body, int]:
    """The body from its first row, and the row where the next table's header begins."""
    body = _Body(bottom=max(first, header[1]) if rows.kinds[first] is RowKind.BODY else first)
    names = {rows.rows[row].words for row in range(*header)}
    for row in range(header[1], len(rows.rows)):
        kind, cells = rows.kinds[row], rows.rows[row]
        if kind is RowKind.SIGNATURE:
            body.is_signed = row > first
        elif kind is RowKind.BODY and not (body.is_signed and len(cells.texts) <= 2):
            body.bottom, body.is_signed = row, False
            body.numeric |= cells.numbers | cells.years
        elif cells.words in names or (kind is RowKind.COLUMN_NUMBERS and row > body.bottom):
            if _has_new_title(rows, row, body=body, header=header):
                return body, row
            body.repeated.append(row)
        elif kind is RowKind.TEXTS and not body.is_signed:
            if _is_new_header(rows, row, body=body, header=header):
                return body, row
            body.bottom = row
    return body, len(rows.rows)


def _has_new_title(rows: Rows, row: int, *, body: _Body, header: tuple[int, int]) -> bool:
    """Whether a text that was not said above stands over a header said again: it is another table then."""
    above = {one.words for one in rows.rows[: header[0]]}
    between = [at for at in range(body.bottom + 1, row) if rows.kinds[at] is RowKind.TEXT]
    titles = [rows.rows[at] for at in between if rows.rows[at].words not in above]
    return any(not normalise(title.first).startswith(_CONTINUED) for title in titles)


def _is_new_header(rows: Rows, row: int, *, body: _Body, header: tuple[int, int]) -> bool:
    """Whether texts stand where the body has numbers, above a body; right beneath figures only headings."""
    cells = rows.rows[row]
    under = cells.texts.keys() & body.numeric
    if _is_named_value(cells) or not _is_followed(rows, row):
        return False
    if under:
        is_apart = rows.kinds[row - 1] is not RowKind.BODY or is_headed(cells)
        return is_apart and not under & cells.numbers
    is_beside = bool(body.numeric) and rows.kinds[row - 1] in (RowKind.BLANK, RowKind.TEXT) and not cells.numbers
    return is_beside and row > header[1] and normalise(rows.rows[row].first).split(" ")[0] in ("no", "nomor", "tahun")


def _is_followed(rows: Rows, row: int) -> bool:
    for kind in rows.kinds[row + 1 : row + 1 + DEEPEST_HEADER]:
        if kind is RowKind.BODY:
            return True
        if kind is RowKind.BLANK:
            return False
    return False


def _last_row(sheet: Sheet, *, looked_at: int) -> int:
    """The last row with values of a long sheet."""
    for row in range(len(sheet.rows) - 1, looked_at - 1, -1):
        if kind_of(read_row(sheet.rows[row])) in (RowKind.BODY, RowKind.TEXTS):
            return row
    return looked_at - 1


def _notes_end(rows: Rows, start: int, following: int) -> int:
    """The last row that belongs to a table: its notes and signatures, but not the titles of the next one."""
    if following >= len(rows.rows):
        return max(following, start) - 1
    end = start - 1
    is_signed = False
    for row in range(start, following):
        is_signed = (is_signed or rows.kinds[row] is RowKind.SIGNATURE) and not _opens_table(rows.rows[row])
        if is_signed or rows.kinds[row] is RowKind.NOTE:
            end = row
    return end


def _opens_table(row: Row) -> bool:
    return normalise(row.first).startswith(_NUMBER_TITLE)


def _stretch(sheet: Sheet, rows: Rows, *, top: int, header: tuple[int, int], body: _Body, end: int) -> Stretch:
    inside = [row for row in rows.rows[header[0] : body.bottom + 1] if row.texts]
    left = min(min(row.texts) for row in inside)
    right = max(max(row.texts) for row in inside)
    above = [row for row in rows.rows[top : header[0]] if row.texts]
    beneath = [row for row in rows.rows[body.bottom + 1 : end + 1] if row.texts]
    return Stretch(
        top=top,
        header_top=header[0],
        body_top=header[1],
        bottom=body.bottom,
        end=max(end, body.bottom),
        left=left,
        right=max(right, sheet.width - 1) if len(sheet.rows) > len(rows.rows) else right,
        titles=_joined(above),
        notes=_joined(beneath),
        lone_titles=tuple((min(row.texts), row.first) for row in above if len(row.texts) == 1),
        repeated=tuple(row for row in body.repeated if row < body.bottom),
    )


def _joined(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(" ".join(row.texts.values()) for row in rows)
