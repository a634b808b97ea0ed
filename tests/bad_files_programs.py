"""Bad file 32: workbooks as other programs than Excel write them; the values are the same."""

import io
import re
import zipfile

from bad_files import BadFile, bad_file
from loaders_files import archive
from raw_workbooks import (
    HEADER,
    MAIN,
    RELATIONS,
    ROWS,
    TYPES,
    XML,
    cell,
    members,
    raw_workbook,
    row,
    shared_table,
    sheet,
    table_rows,
    with_strings,
)

DATE_STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def prefixed(parts: dict[str, str | bytes]) -> BadFile:
    """As workbooks written by the Open XML libraries of many applications look."""
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        text = re.sub(r"<(/?)([a-z])", r"<\1x:\2", str(parts[name]), flags=re.IGNORECASE)
        parts[name] = text.replace("xmlns=", "xmlns:x=")
    return BadFile(archive(parts))


def with_error(rows: str) -> str:
    return rows.replace('<c r="D2"><v>50</v></c>', '<c r="D2" t="e"><v>#REF!</v></c>')


@bad_file("32", name="prefixed")
def every_tag_with_a_prefix() -> BadFile:
    return prefixed(members(sheet(table_rows())))


@bad_file("32", name="prefixed error")
def error_in_a_tag_with_a_prefix() -> BadFile:
    return prefixed(members(sheet(with_error(table_rows()))))


@bad_file("32", name="prefixed hidden row")
def hidden_row_in_a_tag_with_a_prefix() -> BadFile:
    return prefixed(members(sheet(table_rows().replace('<row r="3"', '<row r="3" hidden="1"'))))


def from_the_root(rows: str) -> BadFile:
    """Relations that name their parts from the root of the file, to a sheet part with a name of its own."""
    parts = members(sheet(rows))
    parts["xl/worksheets/Lembar.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = str(parts[relations]).replace("worksheets/sheet1.xml", "/xl/worksheets/Lembar.xml")
    types = "[Content_Types].xml"
    parts[types] = str(parts[types]).replace("sheet1.xml", "Lembar.xml")
    return BadFile(archive(parts))


@bad_file("32", name="absolute targets")
def absolute_targets() -> BadFile:
    return from_the_root(table_rows())


@bad_file("32", name="absolute targets error")
def error_behind_absolute_targets() -> BadFile:
    return from_the_root(with_error(table_rows()))


@bad_file("32", name="google sheets")
def as_google_sheets_writes() -> BadFile:
    """No used range, numbers with a decimal, styled empty cells, and a thousand empty rows of their own height."""
    strings, rows = shared_table()
    text_of_a_number = re.compile(r'(<c r="[DE][23]") t="s"><v>(\d+)</v>')
    rows = text_of_a_number.sub(lambda found: f"{found[1]}><v>{float(strings[int(found[2])])}</v>", rows)
    rows = rows.replace("<row ", '<row ht="15.75" customHeight="1" ').replace("</row>", '<c r="F{}" s="0"/></row>')
    for at in (1, 2, 3):
        rows = rows.replace("F{}", f"F{at}", 1)
    rows += "".join(f'<row r="{at}" ht="15.75" customHeight="1"/>' for at in range(4, 1001))
    return BadFile(with_strings(strings, rows))


@bad_file("32", name="wps")
def as_wps_writes() -> BadFile:
    """Properties of its own, readings beside the texts, and each text kept with its spaces."""
    with zipfile.ZipFile(io.BytesIO(with_strings(*shared_table(), head=' count="15" uniqueCount="15"'))) as zipped:
        parts: dict[str, str | bytes] = {name: zipped.read(name).decode() for name in zipped.namelist()}
    strings = str(parts["xl/sharedStrings.xml"]).replace("<t>", '<t xml:space="preserve">')
    parts["xl/sharedStrings.xml"] = strings.replace("</si>", '<phoneticPr fontId="1" type="noConversion"/></si>')
    parts["docProps/custom.xml"] = f'{XML}<Properties><property name="KSOProductBuildVer"/></Properties>'
    return BadFile(archive(parts))


@bad_file("32", name="numbers")
def as_numbers_writes() -> BadFile:
    """A sheet about the export first, then each table on a sheet of its own under its merged title."""
    words = "This document was exported from Numbers. Each table was converted to an Excel worksheet."
    names = ("Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name")
    summary = row(3, (words,)) + row(7, names) + row(8, ("Lembar 1",)) + row(9, ("", "Tabel 1", "Lembar 1 - Tabel 1"))
    lines = row(1, ("Tabel 1",)) + "".join(row(at, values) for at, values in enumerate((HEADER, *ROWS), start=2))
    merged = '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>'
    return BadFile(raw_workbook(sheet(summary), second_sheet(sheet(lines, after=merged))))


def second_sheet(xml: str) -> dict[str, str | bytes]:
    """The parts that make a workbook of two sheets, the second with this content."""
    parts = members("")
    relation = f'<Relationship Id="r2" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    override = f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{TYPES}.worksheet+xml"/></Types>'
    names = (
        '<sheet name="Export Summary" sheetId="1" r:id="r1"/><sheet name="Lembar 1 - Tabel 1" sheetId="2" r:id="r2"/>'
    )
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    return {
        types: str(parts[types]).replace("</Types>", override),
        relations: str(parts[relations]).replace("</Relationships>", relation),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/worksheets/sheet2.xml": xml,
    }


@bad_file("32", name="texts as results")
def texts_as_results_of_formulas() -> BadFile:
    """As SheetJS writes: each text is called the result of a formula that is not there."""
    rows = re.sub(r't="inlineStr"><is><t>([^<]*)</t></is>', r't="str"><v>\1</v>', table_rows())
    return BadFile(raw_workbook(sheet(rows)))


@bad_file("32", name="formatted texts")
def texts_in_pieces() -> BadFile:
    """Each text in differently formatted pieces, with a reading of it that is no part of the text."""
    pieces = r"<is><r><t>\1</t></r><r><rPr><b/></rPr><t>\2</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is>"
    return BadFile(raw_workbook(sheet(re.sub(r"<is><t>([^<])([^<]*)</t></is>", pieces, table_rows()))))


@bad_file("32", name="no addresses")
def no_addresses() -> BadFile:
    """As report servers write: neither rows nor cells say where they stand."""
    return BadFile(raw_workbook(sheet(re.sub(r' r="[A-Z]*\d+"', "", table_rows()))))


@bad_file("32", name="no addresses error")
def error_without_an_address() -> BadFile:
    return BadFile(raw_workbook(sheet(re.sub(r' r="[A-Z]*\d+"', "", with_error(table_rows())))))


@bad_file("32", name="days in words")
def days_as_iso_texts() -> BadFile:
    """Days as texts of their own type, as the strict form allows."""
    day = '<c r="B{}" s="1" t="d"><v>2016-08-31T00:00:00</v></c>'
    rows = table_rows()
    for at in (2, 3):
        rows = rows.replace(cell(f"B{at}", "2016-08"), day.format(at))
    relation = f'<Relationship Id="r3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    relations = str(members("")["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", relation)
    more = {"xl/_rels/workbook.xml.rels": relations, "xl/styles.xml": DATE_STYLES}
    return BadFile(raw_workbook(sheet(rows), more))
