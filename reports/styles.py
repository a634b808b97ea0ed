"""How a workbook looks: fonts, fills, borders and number formats that Excel and LibreOffice both understand."""

from dataclasses import dataclass, field
from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

TYPEFACE = "Calibri"
INK, QUIET, TEAL, LINE, SOFT = "1D2A30", "52616B", "0B6E6E", "C9D1D5", "EEF4F4"
WHITE = "FFFFFF"
STATE_INK = {"below": "B3261E", "near": "8A5A00", "reached": "1B6B3A", "no_data": "5B6770"}
"""The same colours as on the page and in the charts."""

WHOLE = "#,##0"
SIGNED_WHOLE = "+#,##0;-#,##0;0"
PERCENT = "0.00%"
SIGNED_POINTS = "+0.00;-0.00;0.00"
DECIMAL = "#,##0.00"
YEAR = "0"
DAY = {"id": "[$-421]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}
MONTH = {"id": "[$-421]mmm yyyy", "en": "[$-809]mmm yyyy"}
LONG_MONTH = {"id": "[$-421]mmmm yyyy", "en": "[$-809]mmmm yyyy"}
"""421 is Indonesian and 809 British English: month names stay right in any Excel."""

_THIN = Side(style="thin", color=LINE)
_RULE = Side(style="medium", color=TEAL)


@dataclass(frozen=True, eq=False)
class Style:
    """What a cell looks like; built once, shared by all cells that use it, and known by being the same one."""

    font: Font = field(default_factory=lambda: Font(name=TYPEFACE, size=10, color=INK))
    fill: PatternFill | None = None
    border: Border | None = None
    alignment: Alignment = field(default_factory=lambda: Alignment(vertical="center", wrap_text=True))
    number_format: str = "General"


def _font(size: float = 10, *, colour: str = INK, bold: bool = False, italic: bool = False) -> Font:
    return Font(name=TYPEFACE, size=size, color=colour, bold=bold, italic=italic)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_WRAPPED = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_UNWRAPPED = Alignment(horizontal="left", vertical="center")
_UNDER = Border(bottom=_THIN)

TITLE = Style(font=_font(16, colour=TEAL, bold=True), alignment=_UNWRAPPED)
SUBTITLE = Style(font=_font(11, colour=QUIET), alignment=_UNWRAPPED)
SECTION = Style(font=_font(12, colour=INK, bold=True), alignment=_UNWRAPPED)
NOTE = Style(font=_font(9, colour=QUIET), alignment=_WRAPPED)
MARK = Style(font=_font(11, colour="8A5A00", bold=True), fill=_fill("FFF4DC"), alignment=_LEFT)
_HEADING = Border(bottom=_RULE)
HEADER = Style(font=_font(10, colour=WHITE, bold=True), fill=_fill(TEAL), border=_HEADING, alignment=_CENTRE)
LABEL = Style(font=_font(10, colour=QUIET), border=_UNDER, alignment=_LEFT)
TEXT = Style(font=_font(), border=_UNDER, alignment=_LEFT)
STRONG_TEXT = Style(font=_font(bold=True), border=_UNDER, alignment=_LEFT)
_BIG = _font(20, bold=True)


@cache
def large(number_format: str) -> Style:
    """A main figure of the cover."""
    return Style(font=_BIG, alignment=_UNWRAPPED, number_format=number_format)


@cache
def figures(number_format: str, *, strong: bool = False, fill: str | None = None) -> Style:
    """A right-aligned number in a table."""
    return Style(
        font=_font(bold=strong),
        fill=_fill(fill) if fill else None,
        border=Border(bottom=_THIN, top=_THIN) if strong else _UNDER,
        alignment=_RIGHT,
        number_format=number_format,
    )


@cache
def total_text() -> Style:
    """The label of a line of sums."""
    return Style(font=_font(bold=True), fill=_fill(SOFT), border=Border(bottom=_THIN, top=_THIN), alignment=_LEFT)


@cache
def state_text(state: str, *, strong: bool = False) -> Style:
    """A state against a target in words, in its colour."""
    return Style(font=_font(colour=STATE_INK[state], bold=strong), border=_UNDER, alignment=_LEFT)
