"""Writes small workbooks in the binary formats (xls, xlsb) and as OpenDocument, cell by cell."""

import struct
from collections.abc import Iterable, Sequence
from html import escape

from compound_files import compound
from loaders_files import archive
from raw_workbooks import PACKAGE, RELATIONS, XML

Rows = Sequence[Sequence[object]]
ERROR = "#REF!"
"""A text that is written as an error cell where the format has one."""
ERROR_CODE = 23
_HIDDEN, _FLAT = ' table:visibility="collapse"', ' table:style-name="ro2"'
_FLAT_STYLES = (
    '<office:automatic-styles><style:style style:name="ro1" style:family="table-row">'
    '<style:table-row-properties style:row-height="0.452cm"/></style:style>'
    '<style:style style:name="ro2" style:family="table-row">'
    '<style:table-row-properties style:row-height="0cm"/></style:style></office:automatic-styles>'
)


def old_workbook(
    rows: Rows,
    *,
    version: int = 8,
    is_encrypted: bool = False,
    hidden_row: int | None = None,
    flat_row: int | None = None,
) -> bytes:
    """An xls file of one sheet named Isian: BIFF8 (Excel 97 to 2003) or BIFF5 (Excel 95)."""
    number = 0x600 if version == 8 else 0x500
    start = record(0x809, struct.pack("<HHHHII", number, 5, 0x1FAA, 0x7CD, 0, 6))
    start += record(0x2F, struct.pack("<HHH16s16s16s", 1, 1, 1, b"a", b"b", b"c")) if is_encrypted else b""
    name = short_text("Isian", version)
    length = len(start) + 4 + 6 + len(name) + 4
    book = start + record(0x85, struct.pack("<IBB", length, 0, 0) + name) + record(0x0A, b"")
    sheet = record(0x809, struct.pack("<HHHHII", number, 0x10, 0x1FAA, 0x7CD, 0, 6))
    size = "<IIHHH" if version == 8 else "<HHHHH"
    sheet += record(0x200, struct.pack(size, 0, len(rows), 0, 10, 0))
    if hidden_row is not None:
        sheet += record(0x208, struct.pack("<HHHHHHI", hidden_row, 0, 10, 0xFF, 0, 0, 0x120))
    if flat_row is not None:
        sheet += record(0x208, struct.pack("<HHHHHHI", flat_row, 0, 10, 0, 0, 0, 0x140))
    sheet += b"".join(old_cells(rows, version)) + record(0x0A, b"")
    return compound({"Workbook" if version == 8 else "Book": book + sheet})


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def short_text(text: str, version: int) -> bytes:
    return struct.pack("<B", len(text)) + (b"\0" if version == 8 else b"") + text.encode("latin-1")


def old_cells(rows: Rows, version: int) -> Iterable[bytes]:
    for down, values in enumerate(rows):
        for across, value in enumerate(values):
            place = struct.pack("<HHH", down, across, 0)
            if value == ERROR:
                yield record(0x205, place + struct.pack("<BB", ERROR_CODE, 1))
            elif isinstance(value, str) and value:
                text = value.encode("latin-1")
                yield record(0x204, place + struct.pack("<H", len(text)) + (b"\0" if version == 8 else b"") + text)
            elif isinstance(value, int | float):
                yield record(0x203, place + struct.pack("<d", value))


def binary_workbook(rows: Rows, *, hidden_row: int | None = None, flat_row: int | None = None) -> bytes:
    """An xlsb file of one sheet named Isian."""
    relations = (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        '<Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
    )
    book = struct.pack("<II", 0, 1) + long_text("rId1") + long_text("Isian")
    width = max(map(len, rows))
    sheet = part(129) + part(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + part(145)
    for down, values in enumerate(rows):
        is_flat = down == flat_row
        flags = bytes([0, 0x10 if down == hidden_row else 0x20 if is_flat else 0, 0])
        sheet += part(0, struct.pack("<IIH", down, 0, 0 if is_flat else 300) + flags + struct.pack("<I", 0))
        sheet += b"".join(binary_cell(across, value) for across, value in enumerate(values))
    types = "application/vnd.ms-excel"
    return archive(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            f'<Override PartName="/xl/workbook.bin" ContentType="{types}.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": relations.format(f"{RELATIONS}/officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": relations.format(f"{RELATIONS}/worksheet", "worksheets/sheet1.bin"),
            "xl/workbook.bin": part(131) + part(143) + part(156, book) + part(144) + part(132),
            "xl/worksheets/sheet1.bin": sheet + part(146) + part(130),
        }
    )


def part(number: int, content: bytes = b"") -> bytes:
    """A record: its number and length in seven bits a byte."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = b"", len(content)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + length + content


def binary_cell(across: int, value: object) -> bytes:
    place = struct.pack("<II", across, 0)
    if value == ERROR:
        return part(3, place + bytes([ERROR_CODE]))
    if isinstance(value, str):
        return part(6, place + long_text(value)) if value else b""
    return part(5, place + struct.pack("<d", value))  # type: ignore[arg-type]


def long_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def open_document(rows: Rows, *, hidden_row: int | None = None, flat_row: int | None = None) -> bytes:
    """An ods file of one sheet named Isian."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = "".join(f' xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "style", "table", "text"))
    lines = "".join(
        f"<table:table-row{_HIDDEN if down == hidden_row else _FLAT if down == flat_row else ''}>"
        + "".join(map(open_cell, values))
        + "</table:table-row>"
        for down, values in enumerate(rows)
    )
    styles = "" if flat_row is None else _FLAT_STYLES
    content = (
        f'{XML}<office:document-content{names} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
        f'xmlns:calcext:1.0">{styles}<office:body><office:spreadsheet>'
        f'<table:table table:name="Isian">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'{XML}<manifest:manifest xmlns:manifest="{space}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def open_cell(value: object) -> str:
    if value == ERROR:
        facts = 'table:formula="of:=[.ZZ1]" office:value-type="string" calcext:value-type="error"'
        return f"<table:table-cell {facts}><text:p>{ERROR}</text:p></table:table-cell>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    facts = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {facts}><text:p>{value}</text:p></table:table-cell>"
