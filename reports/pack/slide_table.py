"""Native tables on slides, cut into as many slides as their words need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Pt

from reports.pack.slide_look import CONTENT, SMALL, Area, Said, needed, rgb, strong, write
from reports.pack.slide_text import LINE, fitted
from reports.styles import LINE as RULE
from reports.styles import TEAL, WHITE

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style without fill and lines."""
PADDING = 5.0
MOST_LINES = 4
"""No part of a cell goes over more lines; what is longer is cut and stands whole in the workbook."""
Cell = tuple[Said, ...]
CODE_ROOM = SMALL * LINE + 4


@dataclass(frozen=True)
class SlideColumn:
    """A column: its header, its width in points, and whether its cells are figures."""

    header: str
    width: float
    is_figure: bool = False


def words_cell(*said: Said | str) -> Cell:
    """A cell of one or more paragraphs; empty ones are left out."""
    made = (one if isinstance(one, Said) else Said(one) for one in said)
    return tuple(one for one in made if one.text)


def pages_of(
    columns: Sequence[SlideColumn], rows: Iterable[Sequence[Cell]], *, height: float
) -> Iterator[list[list[Cell]]]:
    """The rows cut into slides, on each as many as fit under the header; measured only as they are asked for."""
    page: list[list[Cell]] = []
    room = fresh = height - _header_height(columns)
    for row in (_shortened(columns, row) for row in rows):
        wanted = _height(columns, row)
        if page and wanted > room:
            yield page
            page, room = [], fresh
        page.append(row)
        room -= wanted
    if page:
        yield page


def add_table(
    slide: Slide, columns: Sequence[SlideColumn], rows: Sequence[Sequence[Cell]], *, area: Area = CONTENT,
    description: str = "", is_summed: bool = False,
) -> float:  # fmt: skip
    """A table with its header; gives the place under it. With `is_summed` the last row is that of sums."""
    rows = [_shortened(columns, row) for row in rows]
    heights = [_header_height(columns), *(_height(columns, row) for row in rows)]
    shape = slide.shapes.add_table(
        len(rows) + 1, len(columns), Pt(area.left), Pt(area.top), Pt(sum(column.width for column in columns)),
        Pt(sum(heights)),
    )  # fmt: skip
    shape.name = description
    table = shape.table
    table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    for place, column in enumerate(columns):
        table.columns[place].width = Pt(column.width)
        _fill(table.cell(0, place), (strong(column.header, SMALL, WHITE),), column, fill=TEAL)
    for line, row in enumerate(rows, start=1):
        is_sum = is_summed and line == len(rows)
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _fill(table.cell(line, place), cell, column, fill="EEF4F4" if is_sum else WHITE)
    for line, height in enumerate(heights):
        table.rows[line].height = Pt(height)
    return area.top + sum(heights)


def _fill(cell: Any, said: Cell, column: SlideColumn, *, fill: str) -> None:
    side = PP_ALIGN.RIGHT if column.is_figure else PP_ALIGN.LEFT
    write(cell.text_frame, said or (Said(""),), side=side)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Pt(PADDING)
    cell.margin_top = cell.margin_bottom = Pt(PADDING / 2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    _ruled(cell)


def _ruled(cell: Any) -> None:
    """A thin line under a cell; the library has no words for borders."""
    properties = cell._tc.get_or_add_tcPr()
    line = OxmlElement("a:lnB")
    line.set("w", "9525")
    solid, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", RULE)
    solid.append(colour)
    line.append(solid)
    properties.insert(0, line)


def _shortened(columns: Sequence[SlideColumn], row: Sequence[Cell]) -> list[Cell]:
    return [
        tuple(
            Said(fitted(one.text, _inner(column), one.size, lines=MOST_LINES, is_bold=one.is_bold), one.size,
                 one.is_bold, one.colour)
            for one in cell
        )
        for column, cell in zip(columns, row, strict=True)
    ]  # fmt: skip


def _inner(column: SlideColumn) -> float:
    return column.width - 2 * PADDING


def _height(columns: Sequence[SlideColumn], row: Sequence[Cell]) -> float:
    return max(
        SMALL * LINE, *(needed(cell, _inner(column)) for column, cell in zip(columns, row, strict=True))
    ) + 2 * (PADDING / 2) + 4  # fmt: skip


def _header_height(columns: Sequence[SlideColumn]) -> float:
    return max(needed((strong(column.header, SMALL),), _inner(column)) for column in columns) + PADDING + 4
