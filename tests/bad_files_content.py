"""Bad files 66 to 81: active and outside content, hidden cells, and formulas that are not to be believed."""

from collections.abc import Sequence
from datetime import date

from bad_files import BadFile, bad_file
from loaders_files import bytes_of
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.filters import FilterColumn
from raw_workbooks import HEADER, MAIN, RELATIONS, ROWS, XML, raw_workbook, sheet, table_rows


def with_formula(formula: str, value: str | None = "50", *, kind: str = "", facts: str = "") -> BadFile:
    """The good table with a formula in D2 and the value that is stored for it."""
    stored = "" if value is None else f"<v>{value}</v>"
    text = f'<c r="D2"{kind}><f{facts}>{formula}</f>{stored}</c>'
    return BadFile(raw_workbook(sheet(table_rows().replace('<c r="D2"><v>50</v></c>', text))))


@bad_file("66", name="network_drive")
def value_from_a_network_drive() -> BadFile:
    link = f'{XML}<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="r1"/></externalLink>'
    rows = table_rows().replace('<c r="D2"><v>50</v></c>', '<c r="D2"><f>[1]Data!$B$2</f><v>50</v></c>')
    return BadFile(raw_workbook(sheet(rows), {"xl/externalLinks/externalLink1.xml": link}))


@bad_file("66", name="address")
def value_from_an_address() -> BadFile:
    return with_formula("'http://contoh.invalid/[data.xlsx]Januari 2016'!$B$2")


@bad_file("67")
def value_from_another_program() -> BadFile:
    return with_formula("cmd|'/C calc'!A0")


for place, formula in (
    ("webservice", 'WEBSERVICE("http://contoh.invalid")'),
    ("image", '_xlfn.IMAGE("http://contoh.invalid/a.png")'),
    ("hyperlink", 'HYPERLINK("http://contoh.invalid","50")'),
):
    bad_file("68", name=place)(lambda formula=formula: with_formula(formula))


def with_link(address: str, shown: str) -> BadFile:
    """The good table with words in a cell that are those of a link."""
    place = f'<c r="{address}" t="inlineStr"><is><t>{shown}</t></is></c>'
    link = f'<c r="{address}" t="str"><f>HYPERLINK("http://contoh.invalid","{shown}")</f><v>{shown}</v></c>'
    rows = table_rows()
    assert place in rows
    return BadFile(raw_workbook(sheet(rows.replace(place, link))))


@bad_file("68", name="words of a link")
def words_of_a_link() -> BadFile:
    return with_link("C2", "PBI")


@bad_file("68", name="code of a link")
def code_of_a_link() -> BadFile:
    return with_link("A2", "16.07")


def with_part(name: str, content: str = "x") -> BadFile:
    return BadFile(raw_workbook(None, {name: content}))


@bad_file("69")
def embedded_object() -> BadFile:
    return with_part("xl/embeddings/oleObject1.bin")


@bad_file("70")
def connection() -> BadFile:
    return with_part("xl/connections.xml", f'{XML}<connections xmlns="{MAIN}"/>')


@bad_file("71", name="activex")
def active_control() -> BadFile:
    return with_part("xl/activeX/activeX1.xml", f"{XML}<ocx/>")


@bad_file("71", name="custom_screen")
def custom_screen() -> BadFile:
    return with_part("customUI/customUI.xml", f"{XML}<customUI/>")


@bad_file("71", name="doctype")
def custom_xml_with_a_doctype() -> BadFile:
    return with_part("customXml/item1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@bad_file("72")
def picture_with_a_script() -> BadFile:
    return with_part("xl/media/image1.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")


def two_sheets(state: str) -> BadFile:
    book = good_book()
    book.create_sheet("Rahasia").append(HEADER)
    book["Rahasia"].append(("16.09", "2016-08", "PBI", 1, 1))
    book["Rahasia"].sheet_state = state
    return BadFile(bytes_of(book))


def good_book(rows: Sequence[Sequence[object]] = ROWS) -> Workbook:
    book = Workbook()
    book.active.title = "Isian"
    for values in (HEADER, *rows):
        book.active.append(values)
    return book


@bad_file("73", name="hidden")
def hidden_sheet() -> BadFile:
    return two_sheets("hidden")


@bad_file("73", name="very_hidden")
def very_hidden_sheet() -> BadFile:
    return two_sheets("veryHidden")


@bad_file("74", name="row")
def hidden_row() -> BadFile:
    book = good_book()
    book.active.row_dimensions[3].hidden = True
    return BadFile(bytes_of(book))


@bad_file("74", name="row_left_out")
def hidden_row_left_out() -> BadFile:
    return BadFile(hidden_row().data, options={"hidden": "exclude"})


@bad_file("74", name="row_counted")
def hidden_row_counted() -> BadFile:
    return BadFile(hidden_row().data, options={"hidden": "include"})


@bad_file("74", name="column")
def hidden_column() -> BadFile:
    book = good_book()
    book.active.column_dimensions["E"].hidden = True
    return BadFile(bytes_of(book))


@bad_file("74", name="filter")
def active_filter() -> BadFile:
    book = good_book()
    book.active.auto_filter.ref = "A1:E3"
    book.active.auto_filter.filterColumn.append(FilterColumn(colId=0, vals=["16.07"]))
    book.active.row_dimensions[3].hidden = True
    return BadFile(bytes_of(book))


@bad_file("74", name="row without height")
def row_without_height() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows().replace('<row r="3"', '<row r="3" ht="0" customHeight="1"'))))


@bad_file("74", name="column without width")
def column_without_width() -> BadFile:
    columns = '<cols><col min="5" max="5" width="0" customWidth="1"/></cols>'
    return BadFile(raw_workbook(sheet(table_rows(), before=columns)))


@bad_file("75")
def comments_and_authors() -> BadFile:
    book = good_book()
    book.active["A2"].comment = Comment("NIK 1607012345678901, HP 081234567890", "Budi Santoso")
    book.properties.creator = "Budi Santoso, NIP 198001012005011001"
    return BadFile(bytes_of(book))


@bad_file("76")
def threads_controls_and_small_charts() -> BadFile:
    return BadFile(
        raw_workbook(
            None,
            {
                "xl/threadedComments/threadedComment1.xml": f"{XML}<ThreadedComments/>",
                "xl/slicers/slicer1.xml": f"{XML}<slicers/>",
                "xl/persons/person.xml": f"{XML}<personList/>",
            },
        )
    )


@bad_file("77")
def never_computed() -> BadFile:
    return with_formula("SUM(E2:E2)", None)


@bad_file("78", name="sum")
def sum_that_is_not() -> BadFile:
    return with_formula("SUM(E2:E3)", "50")


@bad_file("78", name="quotient")
def quotient_that_is_not() -> BadFile:
    return with_formula("E2/E3*90", "50")


@bad_file("78", name="right")
def sum_that_is_right() -> BadFile:
    return with_formula("E2+10", "50")


for place, word in (
    ("ref", "#REF!"),
    ("div", "#DIV/0!"),
    ("na", "#N/A"),
    ("value", "#VALUE!"),
    ("name", "#NAME?"),
):
    bad_file("79", name=place)(lambda word=word: with_formula("X1", word, kind=' t="e"'))


@bad_file("80", name="itself")
def counts_itself() -> BadFile:
    return with_formula("SUM(D2:D3)", "0")


@bad_file("80", name="each_other")
def count_each_other() -> BadFile:
    rows = table_rows().replace('<c r="D2"><v>50</v></c>', '<c r="D2"><f>D3+1</f><v>0</v></c>')
    return BadFile(raw_workbook(sheet(rows.replace('<c r="D3"><v>70</v></c>', '<c r="D3"><f>D2+1</f><v>0</v></c>'))))


@bad_file("81", name="array")
def array_formula() -> BadFile:
    return with_formula("E2:E2+10", "50", facts=' t="array" ref="D2"')


@bad_file("81", name="data_table")
def data_table() -> BadFile:
    return with_formula("", "50", facts=' t="dataTable" ref="D2:D3" dt2D="0" r1="A1"')


@bad_file("81", name="error_spilled")
def spill_error() -> BadFile:
    return with_formula("UNIQUE(A1:A9)", "#SPILL!", kind=' t="e"')


@bad_file("103")
def days_counted_from_1904() -> BadFile:
    book = good_book((("16.07", date(2016, 8, 31), "PBI", 50, 40),))
    book.epoch = CALENDAR_MAC_1904
    return BadFile(bytes_of(book))
