"""Bad files 41 to 65: bombs and traps for the memory, the time and the XML reader of the program."""

import struct
import zlib

from bad_files import BadFile, bad_file
from loaders_files import archive, workbook
from raw_workbooks import (
    HEADER,
    LETTERS,
    MAIN,
    PACKAGE,
    RELATIONS,
    ROWS,
    XML,
    cell,
    members,
    raw_workbook,
    row,
    shared_table,
    sheet,
    stored,
    table_rows,
    with_strings,
)

LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
QUADRATIC = f"<!DOCTYPE a [<!ENTITY a '{'x' * 50_000}'>]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd" [<!ENTITY % b SYSTEM "http://localhost:9/b">%b;]>'


def in_strings(doctype: str, text: str) -> BadFile:
    strings, rows = shared_table()
    return BadFile(with_strings([*strings, text], rows, before=doctype))


@bad_file("41")
def one_string_of_a_gigabyte() -> BadFile:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"x" * (1 << 20)) for _ in range(1024)) + packer.flush()
    parts = members(sheet(table_rows()))
    data = stored([*parts.items(), ("xl/sharedStrings.xml", packed[2:-4])], packed=False)
    return BadFile(as_packed(data, b"xl/sharedStrings.xml", 1 << 30))


def as_packed(data: bytes, name: bytes, size: int) -> bytes:
    """The zip with one stored part declared as packed, unpacking to that size."""
    changed = bytearray(data)
    for place, method, length in ((data.index(name) - 30, 8, 22), (data.rindex(name) - 46, 10, 24)):
        struct.pack_into("<H", changed, place + method, 8)
        struct.pack_into("<I", changed, place + length, size)
    return bytes(changed)


@bad_file("42")
def overlapping_members() -> BadFile:
    """Many entries of the directory that all point to the same packed bytes."""
    data = bytearray(
        stored([*members(sheet(table_rows())).items(), *[(f"xl/media/{n:02}.png", "x" * 60_000) for n in range(50)]])
    )
    place = data.find(b"PK\x01\x02")
    first = None
    while place >= 0:
        if data[place + 46 : place + 55] == b"xl/media/":
            first = struct.unpack_from("<I", data, place + 42)[0] if first is None else first
            struct.pack_into("<I", data, place + 42, first)
        place = data.find(b"PK\x01\x02", place + 4)
    return BadFile(bytes(data))


@bad_file("43")
def zip_in_zip() -> BadFile:
    inner = archive({"0.xml": b" " * 10_000_000})
    for _ in range(3):
        inner = archive({"a.zip": inner})
    return BadFile(archive({"lapisan.zip": inner}))


@bad_file("43", name="in_a_workbook")
def zip_in_a_workbook() -> BadFile:
    return BadFile(raw_workbook(None, {"xl/media/a.zip": archive({"0.xml": b" " * 90_000_000})}))


@bad_file("44")
def billion_laughs() -> BadFile:
    return in_strings(LAUGHS, "&a9;")


def put_before(part: str) -> BadFile:
    root = {"xl/workbook.xml": None, "[Content_Types].xml": None, "xl/_rels/workbook.xml.rels": None}
    parts = members(sheet(table_rows()))
    content = str(parts[part]) if part in root else f"{XML}<a>&a9;</a>"
    return BadFile(archive({**parts, part: content.replace(XML, XML + LAUGHS)}))


for place, part in (
    ("workbook", "xl/workbook.xml"),
    ("styles", "xl/styles.xml"),
    ("types", "[Content_Types].xml"),
    ("core", "docProps/core.xml"),
    ("theme", "xl/theme/theme1.xml"),
    ("drawing", "xl/drawings/drawing1.xml"),
    ("relations", "xl/_rels/workbook.xml.rels"),
    ("comments", "xl/comments1.xml"),
):
    bad_file("45", name=place)(lambda part=part: put_before(part))


@bad_file("46")
def quadratic_blow_up() -> BadFile:
    return in_strings(QUADRATIC, "&a;" * 4000)


@bad_file("47")
def local_file() -> BadFile:
    return in_strings(OUTSIDE, "&a;")


@bad_file("48")
def remote_file() -> BadFile:
    return in_strings(REMOTE, "x")


def encoded(encoding: str, name: str, *, mark: bytes = b"") -> BadFile:
    text = f'<?xml version="1.0" encoding="{name}"?>{OUTSIDE}<styleSheet xmlns="{MAIN}"/>'
    return BadFile(raw_workbook(None, {"xl/styles.xml": mark + text.encode(encoding)}))


@bad_file("49", name="utf_16")
def wide_doctype() -> BadFile:
    return encoded("utf-16-le", "UTF-16", mark=b"\xff\xfe")


@bad_file("49", name="utf_16_big")
def wide_doctype_the_other_way() -> BadFile:
    return encoded("utf-16-be", "UTF-16", mark=b"\xfe\xff")


@bad_file("49", name="utf_7")
def seven_bit_doctype() -> BadFile:
    text = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-'
    return BadFile(raw_workbook(None, {"xl/styles.xml": text}))


@bad_file("50")
def one_cell_in_the_far_corner() -> BadFile:
    return BadFile(raw_workbook(sheet(f'<row r="1048576">{cell("XFD1048576", 1)}</row>')))


@bad_file("50", name="both_corners")
def cells_in_both_corners() -> BadFile:
    rows = f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("XFD1048576", 1)}</row>'
    return BadFile(raw_workbook(sheet(rows)))


@bad_file("51")
def first_and_last_column() -> BadFile:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", n)}{cell(f"XFD{n}", n)}</row>' for n in range(1, 1001))
    return BadFile(raw_workbook(sheet(rows)))


@bad_file("52")
def false_count_of_strings() -> BadFile:
    strings, rows = shared_table()
    return BadFile(with_strings(strings, rows, head=' count="4294967295" uniqueCount="4294967295"'))


@bad_file("53")
def a_million_formatted_empty_rows() -> BadFile:
    rows = table_rows() + "".join(f'<row r="{n}" s="1" customFormat="1" ht="15"/>' for n in range(4, 1_048_577))
    return BadFile(raw_workbook(sheet(rows)))


@bad_file("53", name="cells")
def a_million_formatted_empty_cells() -> BadFile:
    rows = table_rows() + "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, 1_048_577)
    )
    return BadFile(raw_workbook(sheet(rows)))


@bad_file("54")
def all_columns() -> BadFile:
    rows = "".join(
        f'<row r="{n}">' + "".join(f"<c><v>{(n * 7919 + at) % 99_991}</v></c>" for at in range(16_384)) + "</row>"
        for n in range(1, 501)
    )
    return BadFile(raw_workbook(sheet(rows)))


def long_cell(length: int) -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows((*ROWS, ("16.09", "2016-08", "x" * length, 1, 1))))))


@bad_file("55", name="ten_megabytes")
def a_cell_of_ten_megabytes() -> BadFile:
    words = " ".join(str(n * 7919 % 99_991) for n in range(1_700_000))
    return BadFile(raw_workbook(sheet(table_rows((*ROWS, ("16.09", "2016-08", words, 1, 1))))))


@bad_file("55", name="32767")
def a_cell_as_long_as_excel_has_it() -> BadFile:
    return long_cell(32_767)


@bad_file("55", name="4001")
def a_long_cell() -> BadFile:
    head = ("No.", "Area / Sektor", "Perencanaan /Kegiatan", "Kendala")
    lines = (("Sektor Kesehatan",), ("1.", "Dinas Kesehatan", "x" * 4001, "Belum terealisasi"))
    title = ("Perencanaan Kegiatan Perluasan Kepesertaan JKN di Kabupaten Banyuasin Tahun 2016",)
    return BadFile(workbook({"Isian": (title, (), head, *lines)}))


@bad_file("56")
def many_styles() -> BadFile:
    formats = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 64_000
    fonts = '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    styles = f'{XML}<styleSheet xmlns="{MAIN}">{fonts}<cellXfs count="64000">{formats}</cellXfs></styleSheet>'
    relations = (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    )
    # Differing numbers, so that the part does not look like a bomb to those who count.
    styles = "".join(piece + f"<!--{n * 7919 % 99_991}-->" for n, piece in enumerate(styles.split("/><xf")) if piece)
    return BadFile(raw_workbook(None, {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations}))


@bad_file("57")
def overlapping_merges() -> BadFile:
    areas = "".join(f'<mergeCell ref="{LETTERS[n % 5]}{n % 900 + 1}:Z{n + 1}"/>' for n in range(50_000))
    return BadFile(raw_workbook(sheet(table_rows(), after=f'<mergeCells count="50000">{areas}</mergeCells>')))


@bad_file("58")
def names_and_a_deep_formula() -> BadFile:
    names = "".join(f'<definedName name="n{n}">Isian!$A${n % 900 + 1}</definedName>' for n in range(10_000))
    book = str(members("")["xl/workbook.xml"]).replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>")
    formula = "(" * 3990 + "1" + "+1)" * 3990
    deep = f'<row r="6"><c r="A6"><f>{formula}</f><v>3991</v></c></row>'
    return BadFile(raw_workbook(sheet(table_rows() + deep), {"xl/workbook.xml": book}))


@bad_file("59")
def five_hundred_sheets() -> BadFile:
    return BadFile(workbook({f"Lembar {n}": ((n,),) for n in range(500)}))


@bad_file("60")
def many_conditional_formats() -> BadFile:
    rule = '<cfRule type="expression" priority="{0}"><formula>A{0}&gt;{1}</formula></cfRule>'
    one = f'<conditionalFormatting sqref="A{{0}}">{rule}</conditionalFormatting>'
    rules = "".join(one.format(n, n * 7919 % 99_991) for n in range(1, 100_001))
    return BadFile(raw_workbook(sheet(table_rows(), after=rules)))


def dimension(said: str) -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows(), before=f'<dimension ref="{said}"/>' if said else "")))


for place, said in (("a1", "A1"), ("row_zero", "A0:AZ48943"), ("absent", ""), ("beyond", "ZZZZ9")):
    bad_file("61", name=place)(lambda said=said: dimension(said))


def rows_as(*rows: str) -> BadFile:
    return BadFile(raw_workbook(sheet("".join(rows))))


HEAD = row(1, HEADER)
FIRST, SECOND = row(2, ROWS[0]), row(3, ROWS[1])


@bad_file("62", name="out_of_order")
def rows_out_of_order() -> BadFile:
    return rows_as(HEAD, SECOND, FIRST)


@bad_file("62", name="row_twice")
def a_row_twice() -> BadFile:
    return rows_as(HEAD, FIRST, FIRST.replace("50", "51"), SECOND)


@bad_file("62", name="no_addresses")
def cells_without_addresses() -> BadFile:
    return rows_as(*(bare(one) for one in (HEAD, FIRST, SECOND)))


def bare(text: str) -> str:
    return "".join(piece if not n else piece[piece.index('"') + 1 :] for n, piece in enumerate(text.split(' r="')))


@bad_file("62", name="small_letters")
def small_letters() -> BadFile:
    return rows_as(HEAD, FIRST.replace('r="D2"', 'r="d2"'), SECOND)


def string_number(number: str) -> BadFile:
    strings, rows = shared_table()
    return BadFile(with_strings(strings, rows.replace("<v>7</v>", f"<v>{number}</v>")))


@bad_file("63", name="beyond")
def string_beyond_the_last() -> BadFile:
    return string_number("4000")


@bad_file("63", name="negative")
def string_before_the_first() -> BadFile:
    return string_number("-1")


NAMES = [f"a{n * 7919 % 99_991}" for n in range(100_000)]
DEEP = "".join(f"<{name}>" for name in NAMES) + "".join(f"</{name}>" for name in reversed(NAMES))


@bad_file("64")
def nested_deep() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows(), after=f"<extLst>{DEEP}</extLst>")))


@bad_file("64", name="workbook")
def nested_deep_in_the_workbook() -> BadFile:
    book = str(members("")["xl/workbook.xml"]).replace("</workbook>", f"{DEEP}</workbook>")
    return BadFile(raw_workbook(None, {"xl/workbook.xml": book}))


@bad_file("65")
def large_pictures() -> BadFile:
    noise = b"".join(struct.pack("<I", n * 2_654_435_761 % (1 << 32)) for n in range(1_250_000))
    return BadFile(
        stored(
            [
                *members(sheet(table_rows())).items(),
                ("xl/media/image1.emf", noise),
                ("xl/media/image2.png", noise[::-1]),
            ],
            packed=False,
        )
    )
