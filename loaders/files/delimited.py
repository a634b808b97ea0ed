"""Text files of rows: the encoding, the separator and the quotes are found out; the name of the file says nothing."""

import csv
import io
import re
from collections.abc import Iterator

from loaders.files.sheets import CELL_LIMIT, Book, Sheet, UnreadableFile, check_size
from loaders.files.wide_text import wide_encoding
from loaders.problems import Problem

DELIMITERS = (";", ",", "\t", "|")
_SNIFFED_LINES = 60
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_LETTER_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
"""What letters beyond ASCII look like in UTF-8."""


def read_delimited(data: bytes) -> Book:
    """The one sheet of a text file; comment lines count as rows, as a spreadsheet program would show them."""
    text, encoding = decoded(data)
    separator = _SEPARATOR_LINE.match(text)
    delimiter = separator[1] if separator else _delimiter(text)
    rows = list(_rows(text, delimiter))
    check_size(len(rows), max(map(len, rows), default=0))
    said = () if encoding == "utf-8-sig" else (Problem("csv_encoded", values={"encoding": _NAMES[encoding]}),)
    return Book((Sheet(None, [[], *rows[1:]] if separator else rows),), said)


_NAMES = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        # The row begins at `line`; if the reader has gone on to later lines, an open quote has swallowed them.
        if "field limit" in str(error) and reader.line_num <= line:
            values = {"count": max(map(len, text.split("\n", line)[line - 1].split(delimiter))), "limit": CELL_LIMIT}
            raise UnreadableFile(Problem("cell_too_long", cell=f"A{line}", values=values)) from error
        raise UnreadableFile(Problem("csv_quote", cell=f"A{line}", values={"line": line})) from error


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding; raises `UnreadableFile` where two encodings are mixed or none fits."""
    wide = wide_encoding(data)
    encodings = (wide,) if wide else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            failure = error
            continue
        if encoding == "cp1252" and _LETTER_PAIR.search(data):
            # Letters in UTF-8 beside bytes that are none: read in either way some words would be wrong.
            break
        return text, encoding
    raise UnreadableFile(Problem("csv_encoding", values={"byte": failure.start})) from failure


def _delimiter(text: str) -> str:
    """The separator that cuts the most of the first lines into the same number of cells."""
    lines = [line for line in text[:200_000].splitlines() if line.strip() and not line.startswith("#")][:_SNIFFED_LINES]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines]
    usual = max(set(counts), key=lambda count: (count > 0, counts.count(count)), default=0)
    return (counts.count(usual) if usual else 0, usual)
