"""Bad files 130 to 133: separators, encodings, quotes and sizes of text files."""

import gzip
from collections.abc import Sequence

from bad_files import BadFile, bad_file
from loaders_files import archive
from raw_workbooks import HEADER, ROWS

TABLE = (HEADER, *ROWS)


def lines(rows: Sequence[Sequence[object]] = TABLE, *, between: str = ";", ending: str = "\n") -> str:
    return "".join(between.join(map(str, values)) + ending for values in rows)


def text(content: str, name: str = "berkas.csv", *, encoding: str = "utf-8") -> BadFile:
    return BadFile(content.encode(encoding), name)


@bad_file("130", name="semicolon")
def semicolons_and_decimal_comma() -> BadFile:
    return text(lines((HEADER, ("16.07", "2016-08", "PBI", "50,0", "40,0"), ROWS[1])))


@bad_file("130", name="tab")
def tabs() -> BadFile:
    return text(lines(between="\t"), "berkas.tsv")


@bad_file("130", name="pipe")
def pipes() -> BadFile:
    return text(lines(between="|"), "berkas.psv")


@bad_file("130", name="sep_line")
def a_line_that_names_the_separator() -> BadFile:
    return text("sep=;\r\n" + lines(ending="\r\n"))


@bad_file("131", name="utf_8_mark")
def marked() -> BadFile:
    return text(lines(), encoding="utf-8-sig")


@bad_file("131", name="utf_16")
def wide() -> BadFile:
    return text(lines(), encoding="utf-16")


@bad_file("131", name="utf_16_le")
def wide_without_a_mark() -> BadFile:
    return text(lines(), encoding="utf-16-le")


@bad_file("131", name="utf_16_be")
def wide_the_other_way_without_a_mark() -> BadFile:
    return text(lines(), encoding="utf-16-be")


@bad_file("131", name="cp1252")
def windows_letters() -> BadFile:
    return text("# Café – sumber\n" + lines(), encoding="cp1252")


@bad_file("131", name="mixed")
def two_encodings_in_one_file() -> BadFile:
    return BadFile("# Café\n".encode() + "# Café\n".encode("cp1252") + lines().encode(), "berkas.csv")


@bad_file("132", name="nul")
def nul_in_the_text() -> BadFile:
    return text(lines().replace(";50;", ";5\x000;"))


@bad_file("132", name="cr_only")
def carriage_returns_alone() -> BadFile:
    return text(lines(ending="\r"))


@bad_file("132", name="line_break_in_a_cell")
def line_break_in_a_cell() -> BadFile:
    return text(lines().replace("Peserta Terdaftar (jiwa)", '"Peserta Terdaftar\n(jiwa)"'))


@bad_file("132", name="open_quote")
def open_quote_that_swallows_the_rest() -> BadFile:
    return text(lines((HEADER, ROWS[0], ("16.08", "2016-08", '"PBI', 70, 60), ("16.09", "2016-08", "PBI", 1, 1))))


@bad_file("132", name="open_quote_long")
def open_quote_before_many_rows() -> BadFile:
    rows = [("16.09", "2016-08", "PBI", 1, 1)] * 20_000
    return text(lines((HEADER, ROWS[0], ("16.08", "2016-08", '"PBI', 70, 60), *rows)))


@bad_file("133", name="ragged")
def ragged_rows() -> BadFile:
    return text(lines(between=",").replace(",50,", ",1,250,"))


@bad_file("133", name="header_again")
def header_again() -> BadFile:
    return text(lines((HEADER, ROWS[0], HEADER, ROWS[1])))


@bad_file("133", name="a_million_rows")
def one_row_more_than_a_million() -> BadFile:
    return text(lines((HEADER,)) + "16.07;2016-08;PBI;5;4\n" * 1_000_200)


@bad_file("133", name="long_line")
def a_line_of_fifty_megabytes() -> BadFile:
    return text(lines() + "x" * 50_000_000)


@bad_file("133", name="long_line_of_cells")
def a_line_of_many_cells() -> BadFile:
    return text(lines() + "1;" * 4_000_000)


@bad_file("133", name="gzip")
def packed_by_gzip() -> BadFile:
    return BadFile(gzip.compress(lines().encode(), mtime=0), "berkas.csv")


@bad_file("133", name="zip")
def packed_by_zip() -> BadFile:
    return BadFile(archive({"berkas.csv": lines()}), "berkas.csv")
