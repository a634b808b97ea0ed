"""Tables of a Word paper, written as XML in one piece: a table of many rows takes a hundredth of the usual time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.blocks import Facts, Line, Lines, Side, Signature, Signatures, Table, may_break

TWIPS_OF_CM = 567
CELL_MARGIN = 85
NUMBER_WIDTH_CM = 0.9
FACT_WIDTHS = (0.24, 0.025, 0.735)
HEADER_FILL, RULE = "E7EEEE", "8A979C"
LOOKS = {"strong": "Strong", "quiet": "SubtleEmphasis", "mark": "IntenseEmphasis"}
"""Character styles by the look of a line."""
SMALL_PT = 8.0
"""Size of quiet lines and marks in ruled tables."""
LINES_TO_SIGN = 3
"""Empty lines between the office and the name."""


@dataclass(frozen=True)
class Setting:
    """How the paragraphs of a row are set: the size of plain lines, and whether they stay with the next row."""

    size_pt: float
    is_kept: bool = False


FACT, SIGNED = Setting(size_pt=11.0), Setting(size_pt=11.0, is_kept=True)


def table_xml(table: Table, *, width_cm: float, list_number: int) -> object:
    """A ruled table: its header is repeated on every page and a row is not torn apart."""
    is_numbered = bool(table.number_header)
    widths = _widths([column.width for column in table.columns], width_cm, is_numbered=is_numbered)
    sides: list[Side] = [*(["left"] if is_numbered else []), *(column.side for column in table.columns)]
    headers = [*([table.number_header] if is_numbered else []), *(column.header for column in table.columns)]
    setting = Setting(table.size_pt)
    titles = zip(headers, sides, strict=True)
    head = _row(
        [_paragraphs((Line(words, "strong"),), side, setting) for words, side in titles],
        widths, "<w:cantSplit/><w:tblHeader/>", HEADER_FILL,
    )  # fmt: skip
    counted = [_number(list_number)] if is_numbered else []
    last = len(table.rows) - 1
    rows = (
        _ruled_row(row, table, sides[-len(table.columns) :], counted, widths, is_kept=place == last)
        for place, row in enumerate(table.rows)
    )
    return parse_xml(_table(widths, chain((head,), rows), is_ruled=True))


def _ruled_row(
    row: Sequence[Lines], table: Table, sides: Sequence[Side], counted: Sequence[str], widths: Sequence[int],
    *, is_kept: bool,
) -> str:  # fmt: skip
    """A row; the last one is kept with the line under the table."""
    setting = Setting(table.size_pt, is_kept and not may_break(row))
    cells = [_paragraphs(lines, side, setting) for lines, side in zip(row, sides, strict=True)]
    height = round(table.row_height_cm * TWIPS_OF_CM)
    room = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    whole = "" if may_break(row) else "<w:cantSplit/>"
    return _row([*counted, *cells], widths, f"{whole}{room}")


def facts_xml(facts: Facts, *, width_cm: float) -> object:
    """Names and what is said of them, side by side without rules."""
    widths = _widths(FACT_WIDTHS, width_cm, is_numbered=False)
    parts = (((Line(name),), (Line(":"),), said) for name, said in facts.rows)
    rows = (_row([_paragraphs(part, "left", FACT) for part in row], widths) for row in parts)
    return parse_xml(_table(widths, rows, is_ruled=False))


def signatures_xml(block: Signatures, *, width_cm: float) -> object:
    """Who signs, side by side with room above the names; a single one stands on the right."""
    signing = (None, *block.signatures) if len(block.signatures) == 1 else block.signatures
    widths = _widths([1.0] * len(signing), width_cm, is_numbered=False)
    rows = (
        _signing_row([_above(one) for one in signing], widths, SIGNED),
        _signing_row([(Line(one.name, "strong"),) if one else () for one in signing], widths, SIGNED),
        _signing_row([(Line(one.below),) if one else () for one in signing], widths, FACT),
    )
    return parse_xml(_table(widths, rows, is_ruled=False))


def _above(one: Signature | None) -> Lines:
    return (*(Line(words) for words in one.above), *[Line("")] * LINES_TO_SIGN) if one else ()


def _signing_row(cells: Sequence[Lines], widths: Sequence[int], setting: Setting) -> str:
    return _row([_paragraphs(lines, "center", setting) for lines in cells], widths, "<w:cantSplit/>")


def _widths(shares: Sequence[float], width_cm: float, *, is_numbered: bool) -> list[int]:
    left = width_cm - (NUMBER_WIDTH_CM if is_numbered else 0)
    widths = [round(share / sum(shares) * left * TWIPS_OF_CM) for share in shares]
    return [round(NUMBER_WIDTH_CM * TWIPS_OF_CM), *widths] if is_numbered else widths


def _table(widths: Sequence[int], rows: Iterable[str], *, is_ruled: bool) -> str:
    """A table; a ruled one begins with its rule at the margin, another with its text."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"/>'
    style = '<w:tblStyle w:val="TableGrid"/>' if is_ruled else ""
    properties = (
        f'<w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{CELL_MARGIN if is_ruled else 0}" w:type="dxa"/>{_rules() if is_ruled else ""}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>{look}</w:tblPr>'
    )
    return f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _rules() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    return f"<w:tblBorders>{rules}</w:tblBorders>"


def _row(cells: Iterable[str], widths: Sequence[int], properties: str = "", fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def _number(number: int) -> str:
    """The running number of a row, which Word counts."""
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="NoSpacing"/>{numbering}</w:pPr></w:p>'


def _paragraphs(lines: Lines, side: Side, setting: Setting) -> str:
    """The lines of a cell; an empty cell needs a paragraph too."""
    return "".join(_paragraph(line, side, setting) for line in lines or (Line(""),))


def _paragraph(line: Line, side: Side, setting: Setting) -> str:
    size = SMALL_PT if line.look in ("quiet", "mark") else setting.size_pt
    half_points = f'<w:sz w:val="{round(2 * size)}"/>'
    look = f'<w:rStyle w:val="{LOOKS[line.look]}"/>' if line.look in LOOKS else ""
    kept = "<w:keepNext/>" if setting.is_kept else ""
    justified = f'<w:jc w:val="{side}"/>' if side != "left" else ""
    run = f'<w:r><w:rPr>{look}{half_points}</w:rPr><w:t xml:space="preserve">{escape(line.text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="NoSpacing"/>{kept}{justified}</w:pPr>{run if line.text else ""}</w:p>'
