"""Short tables as HTML: units in the header, figures tabular and right-aligned, sideways scrolling inside only."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks_state import MARKS
from ui.markup import anchor, attribute, element, html, safe
from ui.words import code_word, t
from vocab.codes import TargetState


@dataclass(frozen=True)
class Column:
    """A column's name and unit, and how it stands; numbers go to the right."""

    label: str
    unit: str = ""
    align: str = "left"
    width: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell's words; a state adds shape, word and colour, a shade (0 to 1) the ground of a heat table.

    `word` is said for the state in place of its own, where the cell is about something other than a target.
    """

    text: str
    state: TargetState | None = None
    stale: bool = False
    note: str = ""
    href: str = ""
    muted: bool = False
    shade: float | None = None
    strong: bool = False
    word: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption for those who hear it, its source beneath and an optional foot row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    caption: str = ""
    source: str = ""
    foot: Sequence[Cell | str] = ()
    highlight: frozenset[int] = frozenset()
    row_label_column: int = 0


def table(shown: Table, *, visible_rows: int | None = None) -> None:
    """Draw a table; rows beyond `visible_rows` open on demand."""
    cut = len(shown.rows) if visible_rows is None else visible_rows
    rows = [_row(shown, index) for index in range(len(shown.rows))]
    markup = _framed(shown, rows[:cut], foot=True)
    if rows[cut:]:
        more = element("summary", t("block.show_rest", count=len(rows) - cut))
        markup += f'<details class="rest">{more}{_framed(shown, rows[cut:], foot=False)}</details>'
    html(f'<div class="table-block">{markup}{element("p", shown.source, css="source")}</div>')


def heat_table(shown: Table, *, legend: tuple[str, str]) -> None:
    """Draw a table whose ground gets darker with `shade`; the legend names the light and the dark end."""
    light, dark = (element("span", words) for words in legend)
    key = f'<p class="heat-key">{light}<span class="heat-scale" aria-hidden="true"></span>{dark}</p>'
    rows = [_row(shown, index) for index in range(len(shown.rows))]
    source = element("p", shown.source, css="source")
    html(f'<div class="table-block heat">{key}{_framed(shown, rows, foot=True)}{source}</div>')


def _framed(shown: Table, rows: Sequence[str], *, foot: bool) -> str:
    caption = element("caption", shown.caption)
    head = "".join(_head(column) for column in shown.columns)
    last = _foot(shown) if foot and shown.foot else ""
    label = attribute("aria-label", shown.caption or t("block.table"))
    body = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>{last}</table>"
    return f'<div class="scroll" tabindex="0" role="region"{label}>{body}</div>'


def _head(column: Column) -> str:
    width = attribute("style", f"width:{column.width}") if column.width else ""
    unit = element("span", column.unit, css="unit")
    return f'<th scope="col" class="{column.align}"{width}>{safe(column.label)}{unit}</th>'


def _row(shown: Table, index: int) -> str:
    css = ' class="highlight"' if index in shown.highlight else ""
    return f"<tr{css}>{_cells(shown, shown.rows[index])}</tr>"


def _foot(shown: Table) -> str:
    return f"<tfoot><tr>{_cells(shown, shown.foot)}</tr></tfoot>"


def _cells(shown: Table, cells: Sequence[Cell | str]) -> str:
    pairs = zip(shown.columns, cells, strict=True)
    return "".join(
        _cell(column, cell, is_label=place == shown.row_label_column) for place, (column, cell) in enumerate(pairs)
    )


def _cell(column: Column, given: Cell | str, *, is_label: bool) -> str:
    cell = Cell(given) if isinstance(given, str) else given
    words = anchor(cell.text, cell.href) if cell.href else safe(cell.text)
    inner = _mark(cell) + words + element("span", cell.note, css="note")
    tag, scope = ("th", ' scope="row"') if is_label else ("td", "")
    return f'<{tag}{scope} class="{_css(column, cell)}"{_ground(cell)}>{inner}</{tag}>'


def _mark(cell: Cell) -> str:
    if cell.state is None:
        return ""
    state = TargetState(cell.state)
    word = cell.word or code_word("target_state", state)
    spoken = "" if word in cell.text else f'<span class="spoken">{safe(word)}: </span>'
    return f'<span class="mark {state.value}" aria-hidden="true">{MARKS[state]}</span>{spoken}'


def _css(column: Column, cell: Cell) -> str:
    flags = {"stale": cell.stale, "muted": cell.muted, "strong": cell.strong or column.strong}
    if cell.shade is not None:
        flags["dark"] = cell.shade >= DARK_GROUND
    return " ".join([column.align, *(name for name, is_on in flags.items() if is_on)])


DARK_GROUND = 0.85
"""From this shade on letters are white, before it black: the only point at which both keep a contrast of 4.5."""


def _ground(cell: Cell) -> str:
    if cell.shade is None:
        return ""
    share = round(8 + 92 * min(max(cell.shade, 0.0), 1.0))
    return f' style="background:color-mix(in srgb, #0B6E6E {share}%, #FFFFFF)"'
