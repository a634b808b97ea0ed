"""Lines of long tables as XML of our own: openpyxl takes forty microseconds for a cell, this takes two.

The lines wait beside their sheet and are put into the finished file; nothing else of the file is touched.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils.datetime import to_excel

from reports.clean import in_cell, is_like_formula

Value = str | int | float | date | None
Line = tuple[int, str]
"""A line's number and its XML."""
QUICK = 3
"""How hard a long file is packed."""
LAST_LINE = 1_048_577
"""One more than a sheet has."""
_ROW = re.compile(rb'<row r="(\d+)"')
_END = b"</sheetData>"
_EMPTY = b"<sheetData/>"
_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+\d+:[A-Z]+)(\d+)"')


class Formula(str):
    """A formula of ours; never made of anything that came from a file or a person."""

    __slots__ = ()


def line_xml(line: int, height: float, cells: Sequence[str]) -> Line:
    """A line of cells (`cell_xml`)."""
    return line, f'<row r="{line}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def cell_xml(address: str, value: Value, styles: tuple[int, int]) -> str:
    """A cell: text always as text, numbers and days as such, nothing where there is no figure, formulas not computed.

    `styles` are the numbers of its style for any value and for text that looks like a formula.
    """
    if value is None:
        return f'<c r="{address}" s="{styles[0]}"/>'
    if isinstance(value, Formula):
        return f'<c r="{address}" s="{styles[0]}"><f>{escape(value.removeprefix("="))}</f><v></v></c>'
    if isinstance(value, str):
        words, is_quoted = _words(value)
        style = styles[is_quoted]
        return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
    return f'<c r="{address}" s="{styles[0]}"><v>{to_excel(value) if isinstance(value, date) else value}</v></c>'


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, bool]:
    written = in_cell(text)
    return escape(written), is_like_formula(written)


def with_lines(content: bytes, lines: Mapping[str, Sequence[Line]]) -> bytes:
    """The file with the lines of each sheet (its path in the file) among the lines that stand there."""
    if not lines:
        return content
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED, compresslevel=QUICK) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, _with_lines(part, lines[entry.filename]) if entry.filename in lines else part)
    return written.getvalue()


def _with_lines(sheet: bytes, lines: Sequence[Line]) -> bytes:
    """Both kinds of lines in their order, which is what Excel asks for."""
    sheet = sheet.replace(_EMPTY, b"<sheetData>" + _END)
    starts = [(int(found[1]), found.start()) for found in _ROW.finditer(sheet)]
    parts, done, waiting = [], 0, deque(lines)
    for number, start in [*starts, (LAST_LINE, sheet.index(_END))]:
        parts.append(sheet[done:start])
        done = start
        while waiting and waiting[0][0] < number:
            parts.append(waiting.popleft()[1].encode())
    return _DIMENSION.sub(lambda found: _grown(found, lines), b"".join([*parts, sheet[done:]]))


def _grown(found: re.Match[bytes], lines: Sequence[Line]) -> bytes:
    last = max(int(found[2]), *(line for line, _ in lines))
    return b'<dimension ref="%s%d"' % (found[1], last)
