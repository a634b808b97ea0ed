"""Bad files 134 to 138: texts and file names that are meant to be run, to break out, or to deceive the eye."""

import io
import re
import zipfile

from bad_files import BadFile, bad_file
from loaders_files import PLAN, archive, bytes_of
from openpyxl import Workbook
from raw_workbooks import raw_workbook, sheet, table_rows

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", ";=1", '"=1"', "=cmd|'/C calc'!A0", '=HYPERLINK("http://a")')
MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "![](http://contoh.invalid/a.png)",
    r"$\LaTeX$",
    ":material/delete:",
    ":red[merah]",
    "{{7*7}}",
    "%s%n",
    "{0.__class__}",
)
STATEMENTS = ("'; DROP TABLE versions; --", '" OR 1=1 --', "100%", "a_b", "x' UNION SELECT 1 --")
NONCHARACTER, ITS_PLACE = "\ufffe", "\ue000"
"""What openpyxl refuses to write is put where a private character stood."""
DECEIVING = (
    "laporan\u202excod.exe",
    "a\u2066b\u2069c",
    "a\u200bb\u200dc",
    "Dinаs",
    "e\u0301 é",
    "👩\u200d👩\u200d👧",
    f"a{ITS_PLACE}b",
    "a_x000B_b",
)


def plan_with(texts: tuple[str, ...]) -> bytes:
    """A plan of activities whose activities are these texts."""
    rows = [
        (f"{number}.", "Dinas Kesehatan", words, "Belum terealisasi") for number, words in enumerate(texts, start=1)
    ]
    book = Workbook()
    book.active.title = "Isian"
    for down, values in enumerate((*PLAN[:5], *rows), start=1):
        for across, value in enumerate(values, start=1):
            place = book.active.cell(down, across, "x")
            # As text, whatever it looks like.
            place.value, place.data_type = value, "s"
    return bytes_of(book)


def with_noncharacter(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    # Written as it is, or as its number.
    places = f"{ITS_PLACE}|&#{ord(ITS_PLACE)};".encode()
    return archive({name: re.sub(places, NONCHARACTER.encode(), part) for name, part in parts.items()})


@bad_file("134")
def texts_like_formulas() -> BadFile:
    return BadFile(plan_with(FORMULAS), options={"origin": "2016"})


@bad_file("135")
def texts_like_markup() -> BadFile:
    return BadFile(plan_with(MARKUP), options={"origin": "2016"})


@bad_file("136")
def texts_like_statements() -> BadFile:
    return BadFile(plan_with(STATEMENTS), options={"origin": "2016"})


@bad_file("136", name="label")
def statement_as_a_label() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows().replace("PBI", "'; DROP TABLE versions; --", 1))))


@bad_file("137")
def deceiving_texts() -> BadFile:
    return BadFile(with_noncharacter(plan_with(DECEIVING)), options={"origin": "2016"})


@bad_file("137", name="figure")
def signs_around_figures() -> BadFile:
    row = ("16.07\u202c", "\u202a2016-08", "\u200ePBI", "\u202a50\u202c", 40)
    return BadFile(raw_workbook(sheet(table_rows((row,)))))


@bad_file("137", name="figure backwards")
def figure_shown_backwards() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows((("16.07", "2016-08", "PBI", "\u202e50", 40),)))))


@bad_file("137", name="control_character")
def control_character_in_the_xml() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows().replace("PBI", "P\x0bBI", 1))))


@bad_file("137", name="lone_surrogate")
def half_a_letter_in_the_xml() -> BadFile:
    return BadFile(raw_workbook(sheet(table_rows().replace("PBI", "P&#xD800;BI", 1))))


for place, name in (
    ("above", "../../a.xlsx"),
    ("long", "a" * 300 + ".xlsx"),
    ("device", "CON.xlsx"),
    ("line_break", "a\r\nSet-Cookie:x.xlsx"),
    ("turned_around", "laporan\u202exslx.exe"),
    ("quotes", "a\"'`.xlsx"),
    ("nul", "a\0.xlsx"),
):
    bad_file("138", name=place)(lambda name=name: BadFile(raw_workbook(), name))
