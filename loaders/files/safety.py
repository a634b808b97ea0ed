"""Looks at an unknown file before anything parses it: what it is, by its content alone."""

import re
from dataclasses import replace
from pathlib import PurePath

from loaders.files import compound, zip_safety
from loaders.files.containers import Container, UnsafeFile
from loaders.files.wide_text import wide_encoding
from loaders.problems import Problem

__all__ = ["Container", "inspect"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
    (b"{\\rtf", "document"),
)
_ENDINGS: dict[str, tuple[str, ...]] = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm", "xlam"),
    "xlsb": ("xlsb",),
    "xls": ("xls", "xlt"),
    "ods": ("ods", "ots"),
    "html": ("html", "htm"),
    "spreadsheetml": ("xml",),
    "csv": ("csv", "tsv", "psv", "txt", "tab", ""),
}
"""How files of each kind are usually named."""
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters that stand in no text; NUL is told apart, and so is ESC, which old terminals left in exports."""
_PIECE = 1 << 20
_TABLE_PAGE = re.compile(rb"<table[\s>]", re.IGNORECASE)


def inspect(data: bytes, *, file_name: str = "") -> Container | Problem:
    """The container of a file, or the problem that forbids parsing it; a name that promises something else is said."""
    try:
        container = _container(data)
    except UnsafeFile as unsafe:
        return unsafe.problem
    return replace(container, notes=(*container.notes, *_misnamed(file_name, kind=container.kind)))


def _misnamed(file_name: str, *, kind: str) -> tuple[Problem, ...]:
    ending = PurePath(file_name.strip()).suffix.lower().removeprefix(".")
    if not file_name or ending in _ENDINGS[kind]:
        return ()
    return (Problem("file_named_otherwise", values={"ending": f".{ending}", "type": kind}),)


def _container(data: bytes) -> Container:
    if not data:
        raise UnsafeFile("file_empty")
    if data.startswith(b"PK"):
        return zip_safety.container(data)
    if data.startswith(compound.MAGIC):
        return compound.container(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnsafeFile("file_other_kind", type=kind)
    return _text_container(data)


def _text_container(data: bytes) -> Container:
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"mime-version:"):
        raise UnsafeFile("file_other_kind", type="mhtml")
    if start.startswith(b"<"):
        return _marked_up(data, start)
    if wide_encoding(data) is None:
        _check_controls(data)
    return Container("csv")


def _marked_up(data: bytes, start: bytes) -> Container:
    """A web page with a table, or a workbook as XML; both are common exports of applications under the name .xls."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise UnsafeFile("xml_doctype", part="XML")
        return Container("spreadsheetml")
    if start.startswith(b"<?xml") and b"<html" not in start:
        raise UnsafeFile("file_other_kind", type="xml")
    if not _TABLE_PAGE.search(data.replace(b"\0", b"")):
        raise UnsafeFile("file_html" if b"<html" in start or b"<!doctype html" in start else "file_not_a_workbook")
    return Container("html")


def _check_controls(data: bytes) -> None:
    # A search through the whole of a large file holds up every other thread.
    if any(_CONTROLS.search(data, start, start + _PIECE) for start in range(0, len(data), _PIECE)):
        raise UnsafeFile("file_not_a_workbook")
    nul = data.find(b"\0")
    if nul >= 0:
        raise UnsafeFile("csv_nul", line=data.count(b"\n", 0, nul) + 1)
