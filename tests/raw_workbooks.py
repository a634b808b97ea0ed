"""Writes xlsx files part by part, so that tests can put into them what no program would write."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from loaders_files import archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADER = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)", "Peserta Aktif (jiwa)")
ROWS: Sequence[Sequence[object]] = (("16.07", "2016-08", "PBI", 50, 40), ("16.08", "2016-08", "PBI", 70, 60))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def cell(address: str, value: object) -> str:
    """One cell: a number, or a text in the cell itself."""
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def row(number: int, values: Sequence[object], *, facts: str = "") -> str:
    """One row of cells from column A."""
    cells = "".join(cell(f"{LETTERS[at]}{number}", value) for at, value in enumerate(values))
    return f'<row r="{number}"{facts}>{cells}</row>'


def table_rows(rows: Sequence[Sequence[object]] = ROWS) -> str:
    """The header and rows of a tidy membership table, from A1."""
    return "".join(row(number, values) for number, values in enumerate((HEADER, *rows), start=1))


def sheet(rows: str, *, before: str = "", after: str = "", space: str = MAIN) -> str:
    """A worksheet part."""
    head = f'{XML}<worksheet xmlns="{space}" xmlns:r="{RELATIONS}">{before}'
    return f"{head}<sheetData>{rows}</sheetData>{after}</worksheet>"


def members(sheet_xml: str | bytes, more: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet named Isian; `more` adds or replaces parts."""
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="Isian" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
        **(more or {}),
    }


def raw_workbook(sheet_xml: str | bytes | None = None, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet; without a sheet a good membership table of two rows."""
    return archive(members(sheet(table_rows()) if sheet_xml is None else sheet_xml, more))


def with_strings(strings: Sequence[str], rows: str, *, head: str = "", before: str = "") -> bytes:
    """A workbook whose texts stand in the table of shared strings; `before` is put before that table."""
    relations = (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    table = "".join(f"<si><t>{text}</t></si>" for text in strings)
    shared = f'{XML}{before}<sst xmlns="{MAIN}"{head}>{table}</sst>'
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>'
    types = str(members("")["[Content_Types].xml"]).replace("</Types>", override)
    more = {"[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": shared}
    return raw_workbook(sheet(rows), more)


def shared_table() -> tuple[list[str], str]:
    """The texts and the rows of the good table, each text as its place among the shared strings."""
    texts = [str(value) for values in (HEADER, *ROWS) for value in values]
    rows = "".join(
        f'<row r="{down + 1}">'
        + "".join(
            f'<c r="{LETTERS[across]}{down + 1}" t="s"><v>{len(HEADER) * down + across}</v></c>'
            for across in range(len(HEADER))
        )
        + "</row>"
        for down in range(1 + len(ROWS))
    )
    return texts, rows


def stored(parts: Sequence[tuple[str, bytes | str]], *, packed: bool = True) -> bytes:
    """A zip of these parts in order; a name may come twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as zipped:
        for name, content in parts:
            zipped.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return file.getvalue()
