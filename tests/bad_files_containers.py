"""Bad files 1 to 40: containers and types, whatever the name of the file promises."""

import random
import struct
import zipfile
import zlib
from io import BytesIO

from bad_files import BadFile, bad_file
from binary_workbooks import binary_workbook, old_workbook, open_document
from compound_files import compound
from loaders_files import archive
from raw_workbooks import HEADER, MAIN, RELATIONS, ROWS, XML, members, raw_workbook, sheet, stored, table_rows

GOOD = raw_workbook()
TABLE = (HEADER, *ROWS)
CSV = "\n".join(";".join(map(str, values)) for values in TABLE).encode()
MACRO = b"\xcc\x61" * 2000
STRICT = "http://purl.oclc.org/ooxml"


@bad_file("1")
def nothing() -> BadFile:
    return BadFile(b"")


@bad_file("2")
def one_byte() -> BadFile:
    return BadFile(b"P")


@bad_file("3")
def random_bytes() -> BadFile:
    return BadFile(random.Random(3).randbytes(1_000_000))  # noqa: S311 - any bytes will do


@bad_file("4")
def old_binary() -> BadFile:
    return BadFile(old_workbook(TABLE), "berkas.xls")


@bad_file("4", name="all_rows_full")
def old_binary_to_its_last_row() -> BadFile:
    return BadFile(old_workbook((*TABLE, *[()] * (65_536 - 1 - len(TABLE)), ("Sumber: BPJS Kesehatan",))), "berkas.xls")


@bad_file("5")
def old_binary_named_xlsx() -> BadFile:
    return BadFile(old_workbook(TABLE))


@bad_file("6")
def binary_of_1995() -> BadFile:
    return BadFile(old_workbook(TABLE, version=5), "berkas.xls")


@bad_file("7")
def web_page_named_xls() -> BadFile:
    rows = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>" for values in TABLE)
    return BadFile(f"<html><body><table border=1>{rows}</table></body></html>".encode(), "laporan.xls")


@bad_file("7", name="no_table")
def web_page_without_a_table() -> BadFile:
    return BadFile(b"<!DOCTYPE html><html><body>Sesi Anda berakhir, silakan masuk lagi</body></html>", "laporan.xls")


@bad_file("7", name="saved_page")
def saved_web_page() -> BadFile:
    return BadFile(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table></table>", "laporan.xls")


@bad_file("8")
def workbook_as_xml() -> BadFile:
    rows = "".join("<Row>" + "".join(map(xml_cell, values)) + "</Row>" for values in TABLE)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="Isian"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    return BadFile(text.encode(), "laporan.xls")


def xml_cell(value: object) -> str:
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


@bad_file("9")
def binary_workbook_named_so() -> BadFile:
    return BadFile(binary_workbook(TABLE), "berkas.xlsb")


@bad_file("10")
def open_document_workbook() -> BadFile:
    return BadFile(open_document(TABLE), "berkas.ods")


@bad_file("11")
def macro_workbook() -> BadFile:
    return BadFile(raw_workbook(None, {"xl/vbaProject.bin": MACRO}), "berkas.xlsm")


@bad_file("12")
def macro_workbook_named_xlsx() -> BadFile:
    return BadFile(typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml", {"xl/vbaProject.bin": MACRO}))


def typed(content_type: str, more: dict[str, str | bytes] | None = None) -> bytes:
    parts = members(sheet(table_rows()), more)
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(main, content_type)
    return archive(parts)


@bad_file("13", name="xltx")
def template() -> BadFile:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    return BadFile(typed(kind), "templat.xltx")


@bad_file("13", name="xltm")
def macro_template() -> BadFile:
    kind = "application/vnd.ms-excel.template.macroEnabled.main+xml"
    return BadFile(typed(kind, {"xl/vbaProject.bin": MACRO}), "templat.xltm")


@bad_file("14")
def add_in() -> BadFile:
    return BadFile(
        typed("application/vnd.ms-excel.addin.macroEnabled.main+xml", {"xl/vbaProject.bin": MACRO}), "a.xlam"
    )


@bad_file("15")
def macro_sheet() -> BadFile:
    macro = f'{XML}<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'
    return BadFile(raw_workbook(None, {"xl/macrosheets/sheet1.xml": macro}))


@bad_file("16")
def portable_document() -> BadFile:
    return BadFile(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF")


@bad_file("17")
def text_document() -> BadFile:
    return BadFile(archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}))


@bad_file("18")
def slides() -> BadFile:
    return BadFile(archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:presentation/>"}))


@bad_file("19")
def picture_with_a_workbook_behind() -> BadFile:
    return BadFile(b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + GOOD)


@bad_file("20")
def program_with_a_workbook_behind() -> BadFile:
    return BadFile(b"MZ\x90\0" + b"\0" * 512 + GOOD)


@bad_file("20", name="script")
def script_with_a_workbook_behind() -> BadFile:
    return BadFile(b"#!/bin/sh\nexit 0\n" + GOOD)


@bad_file("21")
def encrypted() -> BadFile:
    info = (
        struct.pack("<HHI", 4, 4, 0x40) + b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    )
    package = struct.pack("<Q", 9000) + random.Random(21).randbytes(9008)  # noqa: S311 - any bytes will do
    return BadFile(compound({"EncryptionInfo": info, "EncryptedPackage": package}))


@bad_file("21", name="xls")
def encrypted_old_binary() -> BadFile:
    return BadFile(old_workbook(TABLE, is_encrypted=True), "berkas.xls")


@bad_file("22")
def encrypted_members() -> BadFile:
    data = bytearray(GOOD)
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + 8] |= 1
        start = struct.unpack_from("<I", data, place + 42)[0]
        data[start + 6] |= 1
        place += 4
    return BadFile(bytes(data))


@bad_file("23")
def protected_sheet() -> BadFile:
    protection = '<sheetProtection password="CC2A" sheet="1" objects="1" scenarios="1"/>'
    return BadFile(raw_workbook(sheet(table_rows(), after=protection)))


@bad_file("24")
def marked_as_final() -> BadFile:
    properties = (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool>'
        "</property></Properties>"
    )
    return BadFile(raw_workbook(None, {"docProps/custom.xml": properties}))


@bad_file("25")
def cut_in_half() -> BadFile:
    return BadFile(GOOD[: len(GOOD) // 2])


@bad_file("26")
def without_its_end() -> BadFile:
    return BadFile(GOOD[:-22])


@bad_file("27")
def one_flipped_bit() -> BadFile:
    with zipfile.ZipFile(BytesIO(GOOD)) as zipped:
        part = zipped.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(GOOD)
    data[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 4
    return BadFile(bytes(data))


@bad_file("28")
def workbook_named_csv() -> BadFile:
    return BadFile(GOOD, "berkas.csv")


@bad_file("29")
def csv_named_xlsx() -> BadFile:
    return BadFile(CSV, "berkas.xlsx")


@bad_file("30", name="exe_at_the_end")
def two_endings() -> BadFile:
    return BadFile(GOOD, "berkas.xlsx.exe")


@bad_file("30", name="exe_in_the_middle")
def hidden_ending() -> BadFile:
    return BadFile(GOOD, "berkas.exe;.xlsx")


@bad_file("30", name="upper_case")
def upper_case() -> BadFile:
    return BadFile(GOOD, "BERKAS.XLSX")


@bad_file("31")
def strict_workbook() -> BadFile:
    parts = {
        name: str(content)
        .replace(MAIN, f"{STRICT}/spreadsheetml/main")
        .replace(RELATIONS, f"{STRICT}/officeDocument/relationships")
        for name, content in members(sheet(table_rows())).items()
    }
    return BadFile(archive(parts))


@bad_file("33")
def without_content_types() -> BadFile:
    return BadFile(archive({name: part for name, part in members(sheet(table_rows())).items() if "Types" not in name}))


@bad_file("34", name="no_relations")
def without_relations() -> BadFile:
    parts = members(sheet(table_rows()))
    return BadFile(archive({name: part for name, part in parts.items() if not name.endswith("workbook.xml.rels")}))


@bad_file("34", name="no_sheet")
def without_the_sheet() -> BadFile:
    parts = members(sheet(table_rows()))
    return BadFile(archive({name: part for name, part in parts.items() if "worksheets" not in name}))


@bad_file("35")
def same_name_twice() -> BadFile:
    other = sheet(table_rows((("16.07", "2016-08", "PBI", 999, 9),)))
    data = stored([*members(sheet(table_rows())).items(), ("xl/worksheets/sheetX.xml", other)])
    return BadFile(data.replace(b"xl/worksheets/sheetX.xml", b"xl/worksheets/sheet1.xml"))


@bad_file("36")
def same_name_in_capitals() -> BadFile:
    return BadFile(stored([*members(sheet(table_rows())).items(), ("XL/Worksheets/Sheet1.XML", sheet(""))]))


def named(name: str) -> BadFile:
    return BadFile(raw_workbook(None, {name: "x"}))


@bad_file("37", name="above")
def a_part_above() -> BadFile:
    return named("../../etc/cron.d/x")


@bad_file("37", name="absolute")
def a_part_from_the_root() -> BadFile:
    return named("/abs")


@bad_file("37", name="drive")
def a_part_on_a_drive() -> BadFile:
    return named("C:x")


@bad_file("37", name="backslash")
def a_part_with_backslashes() -> BadFile:
    return BadFile(raw_workbook(None, {"..XevilXx": "x"}).replace(b"..XevilXx", b"..\\evil\\x"))


@bad_file("38")
def symbolic_link() -> BadFile:
    file = BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as zipped:
        link = zipfile.ZipInfo("xl/tautan")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
    return BadFile(file.getvalue())


@bad_file("39")
def ten_thousand_members() -> BadFile:
    return BadFile(raw_workbook(None, {f"xl/media/{number}.png": "" for number in range(10_000)}))


@bad_file("40")
def lying_sizes() -> BadFile:
    """A part that says it holds 1 kB and unpacks to 300 MB, in the large form of zip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(30)) + packer.flush()
    data = bytearray(stored([*members(sheet(table_rows())).items(), ("xl/media/a.png", packed)], packed=False))
    place = data.index(b"xl/media/a.png") - 30
    struct.pack_into("<H", data, place + 8, 8)
    struct.pack_into("<I", data, place + 22, 1024)
    place = data.rindex(b"xl/media/a.png") - 46
    struct.pack_into("<H", data, place + 10, 8)
    struct.pack_into("<I", data, place + 24, 1024)
    return BadFile(bytes(data))
