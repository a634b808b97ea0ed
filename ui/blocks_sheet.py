"""A part of a sheet, drawn as a spreadsheet program shows it, with what was made of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.markup import attribute, element, html, safe

SHAPES = {"header": "▬", "figure": "■", "skipped": "▨", "problem": "×", "warning": "!", "question": "?"}
"""What can be made of a cell, and the shape that tells it beside the colour."""
SAID_IN_CELL = ("problem", "warning", "question")


@dataclass(frozen=True)
class SheetCell:
    """A cell's text, what was made of it (a key of SHAPES or nothing), its words for this, and edges of a table."""

    text: str
    mark: str = ""
    words: str = ""
    edges: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetLine:
    """A row with its number; `is_after_gap` where rows above it are not shown."""

    number: int
    cells: Sequence[SheetCell]
    is_after_gap: bool = False


@dataclass(frozen=True)
class SheetPicture:
    """Rows of a sheet under their column letters; `legend` are marks with their words, `rest` what is not shown."""

    letters: Sequence[str]
    lines: Sequence[SheetLine]
    caption: str
    legend: Sequence[tuple[str, str]] = ()
    rest: str = ""


def sheet_picture(shown: SheetPicture) -> None:
    """Draw the sheet in a frame that scrolls by itself."""
    corner, beside = '<td class="corner"></td>', '<td class="beside"></td>'
    head = corner + "".join(f'<th scope="col">{safe(letters)}</th>' for letters in shown.letters) + beside
    body = "".join(_line(line, width=len(shown.letters)) for line in shown.lines)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    frame = f'<div class="scroll" tabindex="0" role="region"{attribute("aria-label", shown.caption)}>{table}</div>'
    html(f'<div class="sheet-picture">{_legend(shown.legend)}{frame}{element("p", shown.rest, css="source")}</div>')


def _legend(legend: Sequence[tuple[str, str]]) -> str:
    """The marks that occur in the picture, in words."""
    items = "".join(
        f'<li><span class="key {mark}" aria-hidden="true">{SHAPES[mark]}</span>{safe(words)}</li>'
        for mark, words in legend
    )
    return f"<ul>{items}</ul>" if items else ""


def _line(line: SheetLine, *, width: int) -> str:
    gap = f'<tr class="gap"><th scope="row">⋮</th><td colspan="{width + 1}"></td></tr>' if line.is_after_gap else ""
    cells = [*line.cells, *[SheetCell("")] * (width - len(line.cells))]
    filled = [place for place, cell in enumerate(cells) if cell != SheetCell("")]
    last = filled[-1] if filled else -1
    drawn = [*map(_cell, cells[: last + 1])]
    if _is_title(cells[last], is_alone=len(filled) == 1, is_last=last == width - 1):
        drawn[last] = _cell(cells[last], spans=width - last + 1)
    else:
        drawn += [*map(_cell, cells[last + 1 :]), '<td class="beside"></td>']
    return f'{gap}<tr><th scope="row">{line.number}</th>{"".join(drawn)}</tr>'


def _is_title(cell: SheetCell, *, is_alone: bool, is_last: bool) -> bool:
    """Whether a cell runs over the empty cells beside it, as spreadsheet programs show it."""
    return bool(cell.text) and not cell.edges and not _is_number(cell.text) and (is_alone or not is_last)


def _cell(cell: SheetCell, *, spans: int = 1) -> str:
    number = "number" if _is_number(cell.text) else ""
    css = " ".join(name for name in (cell.mark, number, *(f"edge-{edge}" for edge in cell.edges)) if name)
    is_said = cell.mark in SAID_IN_CELL
    shape = f'<span class="shape" aria-hidden="true">{SHAPES[cell.mark]}</span>' if is_said else ""
    spoken = element("span", f"{cell.words}: ", css="spoken") if is_said else ""
    title = attribute("title", cell.words if cell.mark else "")
    span = f' colspan="{spans}"' if spans > 1 else ""
    return f"<td{span}{attribute('class', css)}{title}>{shape}{spoken}{safe(cell.text)}</td>"


def _is_number(text: str) -> bool:
    return text[-1:].isdigit() and text.strip("0123456789.,-% ") == ""
