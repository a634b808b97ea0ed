"""What each row under a header is: figures, a total of those above, the title of a section, or nothing of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from loaders.found import Context
from loaders.layouts.cross.columns import LABEL, NAMING, PARTS, VALUE, Column
from loaders.problems import Skipped
from loaders.tables.blocks import Block
from loaders.tables.fact_words import OUTSIDE, is_total_word, measure_of
from loaders.tables.facts import NOTHING_SAID, Facts, facts_of_path, segment_of_path
from loaders.tables.header_rows import is_note_text, is_numbering, is_running_number, read_row
from loaders.values.counts import Memo
from loaders.values.labels import normalise, read_text
from loaders.values.numbers import is_missing

_TOTALS = frozenset(("jumlah", "jml", "total", "sub", "subtotal", "subjumlah", "grand"))
_TOTAL_STARTS = frozenset(word[:3] for word in _TOTALS)
"""Looked at first: a table of villages has a hundred thousand labels, hardly one of them a total."""
_ONLY_AREAS = frozenset(("district", "village", "province", "region_code"))
_NEVER_OUTSIDE = _ONLY_AREAS | PARTS
"""Columns that say nothing of JKN: whose religion is "belum mengisi" is among the population."""
_SUBTOTALS = frozenset(("sub", "subtotal", "subjumlah"))
_AREA_WORDS = {"kabupaten": "Kabupaten", "kab": "Kabupaten", "kota": "Kota", "kotamadya": "Kota"}
_WORDS_OF_NOTE = 2
"""Cells that a note under a table has at most."""
SHOWN = 120
"""Characters of a cell that a message repeats."""


@dataclass(frozen=True)
class Section:
    """What the title of a section says of the rows under it; `prefix` is "Kota" over names without it."""

    facts: Facts = NOTHING_SAID
    prefix: str = ""


@dataclass(frozen=True)
class Total:
    """A row that adds up others: its row, and where its section begins."""

    at: int
    what: str
    since: int
    label: str


@dataclass
class Lines:
    """The rows of a table by what they are."""

    figures: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    last: int = 0


class _Ordinary:
    """Knows most rows of figures at a glance: a label that says only its own, and a number."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.labels = [(one.index, Memo(partial(_says_own, one))) for one in columns if one.role != VALUE]
        self.values = [column.index for column in columns if column.role == VALUE]

    def holds(self, row: Sequence[object]) -> bool:
        """Whether a row is one of figures for certain; the others are looked at closely."""
        width, labels = len(row), 0
        for index, memo in self.labels:
            if index < width:
                own = memo[row[index]] if row[index].__class__ in (str, int, float) else None
                if own is None:
                    return False
                labels += bool(own)
        numbers = sum(_is_number(row[index]) for index in self.values if index < width)
        return labels > 0 and numbers > 0 and labels + numbers > _WORDS_OF_NOTE


def _says_own(column: Column, cell: object) -> bool | None:
    """True for a label, False for a blank or a running number, None for what may be a total or outside JKN."""
    text = read_text(cell)
    if not text or is_running_number(text):
        return False
    is_other = _total_of({column.index: text}, {column.index: column}) is not None
    return None if is_other or (column.role not in _NEVER_OUTSIDE and _is_outside(text)) else True


def _is_number(cell: object) -> bool:
    return cell.__class__ in (int, float) or (cell.__class__ is str and cell[:1].isdecimal())  # type: ignore[index]


@dataclass
class _State:
    section: Section = field(default_factory=Section)
    since: int = 0


def lines_of(block: Block, columns: Sequence[Column], context: Context) -> Lines:
    """Every row under the header, told apart; `sections` has what is said over each row of figures."""
    lines, state = Lines(last=max(block.header - 1, 0)), _State(since=block.header)
    by_index = {column.index: column for column in columns}
    for at in range(block.header):
        if is_numbering(read_row(block.sheet.rows[at])):
            lines.skipped.append(Skipped(_span(block, at), "column_numbers"))
    ordinary = _Ordinary(columns)
    for at in range(block.header, len(block.sheet.rows)):
        if ordinary.holds(block.sheet.rows[at]):
            _count(at, lines, state)
            continue
        texts = {index: text for index, cell in enumerate(block.sheet.rows[at]) if (text := read_text(cell))}
        if texts:
            why = _place(block, at, texts, by_index, lines, state, context)
            if why is not None:
                lines.skipped.append(Skipped(_span(block, at), why, _first(texts)[:SHOWN]))
            lines.last = lines.last if why == "note" else at
    return lines


def _span(block: Block, at: int) -> str:
    filled = [index for index, cell in enumerate(block.sheet.rows[at]) if read_text(cell)]
    return block.sheet.area(at, 0, at, max(filled, default=0))


def _first(texts: Mapping[int, str]) -> str:
    return next((text for text in texts.values() if not is_running_number(text)), "")


def _place(
    block: Block,
    at: int,
    texts: Mapping[int, str],
    columns: Mapping[int, Column],
    lines: Lines,
    state: _State,
    context: Context,
) -> str | None:
    """Puts a row among the figures or totals, or says why it gives none."""
    first = _first(texts)
    values = [i for i in texts if columns[i].role == VALUE and not is_missing(block.sheet.rows[at][i])]
    labels = {i: text for i, text in texts.items() if columns[i].role != VALUE and not is_running_number(text)}
    if is_note_text(first) and len(texts) <= _WORDS_OF_NOTE:
        return "note"
    if not labels and is_numbering(read_row(block.sheet.rows[at])):
        return "column_numbers"
    if not values:
        return _without_figures(block, at, texts, labels, state, context)
    named = [column for column in columns.values() if column.role in NAMING]
    is_nameless = bool(named) and not labels and not any(column.index in texts for column in named)
    what = "total" if is_nameless else _total_of(labels, columns)
    if what is not None:
        lines.totals.append(Total(at, what, state.since, first))
        state.since = at + 1
        return what
    if any(_is_outside(text) for index, text in labels.items() if columns[index].role not in _NEVER_OUTSIDE):
        lines.outside.append(at)
        return "outside_jkn"
    _count(at, lines, state)
    return None


def _count(at: int, lines: Lines, state: _State) -> None:
    lines.figures.append(at)
    lines.sections.append(state.section)
    lines.last = at


def _without_figures(
    block: Block, at: int, texts: Mapping[int, str], labels: Mapping[int, str], state: _State, context: Context
) -> str:
    if len(texts) > 1 and any(is_missing(block.sheet.rows[at][index]) for index in texts):
        return "placeholder"
    if not any(map(read_text, (cell for row in block.sheet.rows[at + 1 :][:1000] for cell in row))):
        return "note"
    if len(labels) == 1:
        state.section = _section(next(iter(labels.values())), context)
        state.since = at + 1
        return "section"
    return "placeholder"


def _section(text: str, context: Context) -> Section:
    words = normalise(text).split()
    prefix = _AREA_WORDS.get(words[0], "") if words else ""
    if prefix and (len(words) == 1 or words[-1] in ("regency", "municipality", "city")):
        return Section(prefix=prefix)
    codes = context.places.named(text)
    facts = facts_of_path((text,))
    return Section(facts._replace(region=codes[0]) if len(codes) == 1 else facts)


def _total_of(labels: Mapping[int, str], columns: Mapping[int, Column]) -> str | None:
    """`total` or `subtotal` where a label of the row says so."""
    for index, text in labels.items():
        if text[:3].casefold() not in _TOTAL_STARTS:
            continue
        words = normalise(text).split()
        if not words or words[0] not in _TOTALS or columns[index].role == "sex":
            continue
        if words[0] in _SUBTOTALS:
            return "subtotal"
        # Among measures "Jumlah Penduduk" and "Jumlah Bayi" are figures of their own.
        if is_total_word(text) or columns[index].role != LABEL:
            return "total"
    return None


@lru_cache(maxsize=4096)
def _is_outside(text: str) -> bool:
    return segment_of_path((text,)) == OUTSIDE or measure_of(text) == OUTSIDE
