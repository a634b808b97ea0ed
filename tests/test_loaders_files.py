"""File types: each gives the same rows, and tells the same of errors, hidden rows and merged cells."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from binary_workbooks import ERROR, binary_workbook, old_workbook, open_document
from conftest import find_office
from loaders_files import bytes_of, changed_part, places, read
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH
from raw_workbooks import HEADER, ROWS, raw_workbook, row, sheet, table_rows

from loaders.files import worker
from loaders.files.formulas import circles, is_outside, remarks
from loaders.files.html_tables import read_page
from loaders.files.spreadsheet_xml import read_xml_workbook

TABLE = (HEADER, *ROWS)
WRITERS = {
    "xls": old_workbook,
    "xlsb": binary_workbook,
    "ods": open_document,
}


def figures(data: bytes, name: str, **options: object) -> list[tuple[object, ...]]:
    reading = read(data, name, **options)
    assert not reading.errors
    rows = reading.tables[0].rows
    return list(
        rows[["region_code", "period", "segment", "registered_people", "active_people", "cell"]].itertuples(
            index=False, name=None
        )
    )


EXPECTED = [("16.07", "2016-08", "pbi", 50, 40, "D2"), ("16.08", "2016-08", "pbi", 70, 60, "D3")]


@pytest.mark.parametrize("ending", WRITERS)
def test_each_type_gives_the_same_rows(ending):
    assert figures(WRITERS[ending](TABLE), f"berkas.{ending}") == EXPECTED


def test_excel_95_gives_the_same_rows():
    assert figures(old_workbook(TABLE, version=5), "berkas.xls") == EXPECTED


@pytest.mark.parametrize("ending", WRITERS)
def test_an_error_cell_of_each_type_is_named_and_not_empty(ending):
    data = WRITERS[ending]((HEADER, ROWS[0], (*ROWS[1][:3], ERROR, 60)))
    assert places(read(data, f"berkas.{ending}")) == [("error_value", "D3")]


@pytest.mark.parametrize("ending", WRITERS)
def test_a_hidden_row_of_each_type_is_asked_about(ending):
    data = WRITERS[ending](TABLE, hidden_row=2)
    (question,) = read(data, f"berkas.{ending}").questions
    assert (question.code, question.about, question.candidates) == ("hidden", "3:3", ("include", "exclude"))
    left_out = (("hidden", "exclude"),)
    assert figures(data, f"berkas.{ending}", answers=left_out) == EXPECTED[:1]


@pytest.mark.parametrize("ending", WRITERS)
def test_a_row_without_height_is_hidden_though_nothing_calls_it_so(ending):
    (question,) = read(WRITERS[ending](TABLE, flat_row=2), f"berkas.{ending}").questions
    assert (question.code, question.about) == ("hidden", "3:3")


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        ('<row r="3" ht="0" customHeight="1"', "3:3"),
        ('<row r="3" customHeight="1" ht="0.0"', "3:3"),
        ('<row r="3" ht="0.75" customHeight="0"', None),
    ],
)
def test_a_row_of_a_workbook_without_height_is_hidden(facts, about):
    data = raw_workbook(sheet(table_rows().replace('<row r="3"', facts)))
    assert [question.about for question in read(data).questions] == ([about] if about else [])


def test_a_column_without_width_is_hidden():
    columns = '<cols><col min="1" max="4" width="9"/><col min="5" max="5" width="0" customWidth="1"/></cols>'
    (question,) = read(raw_workbook(sheet(table_rows(), before=columns))).questions
    assert (question.code, question.about) == ("hidden", "E:E")


@pytest.mark.parametrize("facts", [' height="0"', ' style="height:0px"', ' style="display:none"'])
def test_a_row_of_a_web_page_without_height_is_hidden(facts):
    (found,) = read_page(f"<table><tr><td>a</td></tr><tr{facts}><td>b</td></tr></table>".encode()).sheets
    assert found.hidden_rows == {1}
    (found,) = read_page(b'<table><tr style="line-height:0;height:0.5em"><td>a</td></tr></table>').sheets
    assert not found.hidden_rows


def with_link(formula: str, shown: str) -> bytes:
    link = f'<c r="C2" t="str"><f>{formula}</f><v>{shown}</v></c>'
    return raw_workbook(sheet(table_rows().replace('<c r="C2" t="inlineStr"><is><t>PBI</t></is></c>', link)))


def test_words_that_a_link_shows_are_read_and_said_once():
    reading = read(with_link('HYPERLINK("http://contoh.invalid","PBI")', "PBI"))
    assert [(one.code, one.cell, one.values["count"]) for one in reading.problems] == [("link_shown", "C2", 1)]
    assert figures(with_link('HYPERLINK("#Rincian!A1","PBI")', "PBI"), "berkas.xlsx") == EXPECTED


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('HYPERLINK("http://contoh.invalid","50")', "50"),
        ('HYPERLINK("http://contoh.invalid","Rp 50")', "Rp 50"),
        ("HYPERLINK('[lain.xlsx]Januari'!A1)", "PBI"),
        ('HYPERLINK("http://contoh.invalid",WEBSERVICE("http://contoh.invalid"))', "PBI"),
    ],
)
def test_a_figure_or_a_value_of_another_file_in_a_link_is_refused(formula, shown):
    assert ("formula_outside", "C2") in places(read(with_link(formula, shown)))


def test_links_of_an_xml_workbook_are_read_as_they_are_shown():
    cells = '<Cell ss:Formula="=HYPERLINK(&quot;http://a&quot;)"><Data ss:Type="{}">{}</Data></Cell>'
    text = XML.replace('<Cell ss:Formula="=RC[-1]"/>', cells.format("String", "Banyuasin") + cells.format("Number", 5))
    (found,) = read_xml_workbook(text.encode()).sheets
    assert [found.odd[at][0] for at in ("D4", "E4")] == ["link_shown", "formula_outside"]


def test_an_xml_row_without_height_is_hidden():
    text = XML.replace('<Row ss:Hidden="1">', '<Row ss:Height="0">').replace('ss:Hidden="1"/>', 'ss:Width="0"/>')
    (found,) = read_xml_workbook(text.encode()).sheets
    assert (found.hidden_rows, found.hidden_columns) == ({3}, {1})


def test_signs_that_turn_the_writing_are_left_out_of_figures_and_said():
    rows = (("16.07\u202c", "\u202a2016-08", "\u200ePBI", "\u202a50\u202c", 40), ROWS[1])
    reading = read(raw_workbook(sheet(table_rows(rows))))
    assert [(one.code, one.cell, one.values) for one in reading.problems] == [("direction_signs", "A2", {"count": 4})]
    assert figures(raw_workbook(sheet(table_rows(rows))), "berkas.xlsx") == EXPECTED


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u202b"])
def test_a_figure_that_is_shown_backwards_is_not_read(sign):
    data = raw_workbook(sheet(table_rows((("16.07", "2016-08", "PBI", f"{sign}50", 40),))))
    assert places(read(data)) == [("not_a_number", "D2")]


def test_cells_keep_their_addresses_where_a_hidden_row_above_them_is_left_out():
    book = Workbook()
    for values in TABLE:
        book.active.append(values)
    book.active.row_dimensions[2].hidden = True
    assert figures(bytes_of(book), "berkas.xlsx", answers=(("hidden", "exclude"),)) == EXPECTED[1:]


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, CALENDAR_MAC_1904])
def test_days_are_the_same_whatever_year_they_are_counted_from(epoch):
    book = Workbook()
    book.epoch = epoch
    for values in (HEADER, ("16.07", date(2016, 8, 31), "PBI", 50, 40)):
        book.active.append(values)
    assert figures(bytes_of(book), "berkas.xlsx") == EXPECTED[:1]


def test_rows_out_of_order_shift_nothing():
    first, second = row(2, ROWS[0]), row(3, ROWS[1])
    data = raw_workbook(sheet(row(1, HEADER) + second + first))
    assert figures(data, "berkas.xlsx") == EXPECTED


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx", "html"])
def test_what_libreoffice_writes_gives_the_same_rows(ending, tmp_path):
    book = Workbook()
    for values in TABLE:
        book.active.append(values)
    book.active["A7"] = "Catatan"
    book.active.merge_cells("A7:B8")
    (tmp_path / "asal.xlsx").write_bytes(bytes_of(book))
    written = tmp_path / "hasil" / f"asal.{ending}"
    command = [find_office(), f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", written.parent, tmp_path / "asal.xlsx"], check=True, capture_output=True)
    assert [values[:5] for values in figures(written.read_bytes(), written.name)] == [one[:5] for one in EXPECTED]


PAGE = """<html><head><style>td {color: red}</style><script>document.write("<td>9</td>")</script></head><body>
<p>Jumlah Peserta</p><table><tr><th colspan=2>Wilayah</th><th rowspan="2">Peserta</th></tr><tr><th>Kode</th>
<th>Nama</th></tr><tr><td>16.07</td><td>Banyuasin<br>Sumsel</td><td x:num="1234.5">1.234,5</td></tr>
<tr style="display:none"><td>16.08</td><td>x</td><td>1</td></tr></table></body></html>"""


def test_a_web_page_becomes_cells_with_its_merged_and_hidden_ones():
    (found,) = read_page(PAGE.encode()).sheets
    assert found.rows == [
        ["Jumlah Peserta"],
        [],
        ["Wilayah", "", "Peserta"],
        ["Kode", "Nama"],
        ["16.07", "Banyuasin\nSumsel", 1234.5],
        ["16.08", "x", "1"],
    ]
    assert found.merged == ((2, 0, 2, 1), (2, 2, 3, 2))
    assert found.hidden_rows == {5}


XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="Isian"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">Kode</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="Number">5</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell>
<Cell ss:Formula="=[1]a!R1C1"><Data ss:Type="Number">7.5</Data></Cell><Cell ss:Formula="=RC[-1]"/></Row></Table>
</Worksheet><Worksheet ss:Name="Rahasia"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>
</x:WorksheetOptions></Worksheet></Workbook>"""


def test_an_xml_workbook_becomes_cells_with_what_is_odd_about_them():
    book = read_xml_workbook(XML.encode())
    (found,) = book.sheets
    assert found.rows == [[], [], ["", "Kode"], [5, "", 7.5, ""]]
    assert found.merged == ((2, 1, 2, 2),)
    assert (found.hidden_rows, found.hidden_columns) == ({3}, {1})
    assert {cell: code for cell, (code, _) in found.odd.items()} == {
        "B4": "error_value",
        "C4": "formula_outside",
        "D4": "formula_without_value",
    }
    assert [(problem.code, problem.sheet) for problem in book.problems] == [("sheet_hidden", "Rahasia")]


def test_rows_of_an_xml_workbook_that_end_before_the_header_are_read():
    """An empty last cell is not written at all."""
    written = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"String" if isinstance(value, str) else "Number"}">{value}</Data></Cell>'
            for value in values
        )
        + "</Row>"
        for values in (HEADER, ROWS[0], ROWS[1][:4])
    )
    text = f"{XML.partition('<Worksheet')[0]}<Worksheet ss:Name='Isian'><Table>{written}</Table></Worksheet></Workbook>"
    rows = read(text.encode(), "berkas.xml").tables[0].rows
    assert rows["registered_people"].tolist() == [50, 70]
    assert rows["active_people"].isna().tolist() == [False, True]


def test_formulas_of_an_open_document_are_computed_again_too():
    formula = b'table:formula="of:=SUM([.E2:.E3])" office:value="50"'
    data = changed_part(open_document(TABLE), "content.xml", b'office:value="50"', formula)
    (problem,) = read(data, "berkas.ods").problems
    assert (problem.code, problem.cell, problem.found) == ("formula_differs", "D2", "=SUM(E2:E3) → 100; 50")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("[1]Data!$B$2", True),
        ("'[data 2016.xlsx]Januari'!B2", True),
        ("'http://a.invalid/[b.xlsx]C'!A1", True),
        ("'\\\\server\\bagi\\[b.xlsx]C'!A1", True),
        ("cmd|'/C calc'!A0", True),
        ('HYPERLINK("http://a","b")', True),
        ("Tabel1[Jumlah]", False),
        ("SUM(Tabel1[[#This Row],[Jan]:[Mar]])", False),
        ("'Lembar 2'!B2+Lembar3!C4", False),
        ('IF(A1="[1]x!y",1,2)', False),
        ("SUM(D2:D10)", False),
        ("IMAGESEARCH", False),
    ],
)
def test_which_formulas_look_outside_the_file(formula, expected):
    assert is_outside(formula) is expected


@pytest.mark.parametrize(
    ("formula", "stored", "expected"),
    [
        ("SUM(A1:A3)", 6, False),
        ("SUM(A1:A3)", 7, True),
        ("SUM(A1,A2:A3)", 6, False),
        ("A1+A2-A3", 0, False),
        ("A1/A2*100", 50, False),
        ("A1/A2*100", 51, True),
        ("ROUND(A1/A3,2)", 0.33, False),
        ("ROUND(A1/A3,2)", 0.3333, True),
        ("AVERAGE(A1:A3)", 2, False),
        ("-(A1+A2)*50%", -1.5, False),
        ("A1/A9", 5, False),
        ("VLOOKUP(A1,B1:C9,2)", 99, False),
        ("Lembar2!A1+1", 99, False),
        ("SUM(LOG10(A1),A2)", 99, False),
        ("A1&A2", 12, False),
        ("(" * 200 + "A1", 9, False),
    ],
)
def test_simple_formulas_are_computed_again(formula, stored, expected):
    values = {(0, 0): 1, (1, 0): 2, (2, 0): 3, (4, 4): stored}
    found = dict(remarks({"E5": formula}, lambda row, column: values.get((row, column), "")))
    assert ("E5" in found) is expected


def test_circles_are_found_over_several_cells():
    formulas = {"A1": "A2", "A2": "A3+1", "A3": "A1", "B1": "B2", "B2": "5", "C3": "SUM(C1:C9)", "D1": "LOG10(2)"}
    assert circles(formulas) == {"A1", "A2", "A3", "C3"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can cut a process off from the network")
def test_the_child_has_no_network():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from loaders.files import worker;"
        "cut = worker.leave_network(); import socket; names = [name for _, name in socket.if_nameindex()];"
        "print(cut, names)"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, str(Path(worker.__file__).parents[2])], capture_output=True, text=True
    )
    if (
        ran.stdout.startswith("False")
        and subprocess.run(["unshare", "--user", "--net", "true"], check=False).returncode
    ):
        pytest.skip("this machine does not let a process leave its network")
    assert ran.stdout.split(" ", 1)[1].strip() == "['lo']", ran.stderr


def test_good_table_is_good():
    assert figures(raw_workbook(sheet(table_rows())), "berkas.xlsx") == EXPECTED
