"""Looks at an unknown file before anything parses it: what it is, and whether a zip is honest."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from loaders.problems import Problem

MEGABYTE = 1_000_000
MEMBER_LIMIT = 200 * MEGABYTE
UNPACKED_LIMIT = 500 * MEGABYTE
RATIO_LIMIT = 100
RATIO_FLOOR = 100_000
"""Below this size a high ratio says nothing: a few repeated cells pack well."""
MEMBERS_LIMIT = 200
CHUNK = 1 << 18
OVERLAP = 64

CONTAINERS = ("xlsx", "xlsb", "ods", "xls", "csv")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"SQLite format 3", "database"),
    (b"{\\rtf", "document"),
)
_OFFICE_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "document"),
    ("ppt/presentation.xml", "slides"),
    ("content.xml", "document"),
)
_WIDE_DOCTYPE = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")


@dataclass(frozen=True)
class Container:
    """What a file is; `odd_parts` are the worksheet parts that hold formulas or error cells."""

    kind: str
    odd_parts: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


class UnsafeFile(Exception):  # noqa: N818 - a finding about the file, turned into a problem at once
    """Stops the look at a file; carries the problem."""

    def __init__(self, code: str, **values: str | int | float) -> None:
        super().__init__(code)
        self.problem = Problem(code, values=values)


def inspect(data: bytes) -> Container | Problem:
    """The container of a file, or the problem that forbids parsing it."""
    try:
        return _container(data)
    except UnsafeFile as unsafe:
        return unsafe.problem


def _container(data: bytes) -> Container:
    if not data:
        raise UnsafeFile("file_empty")
    if data.startswith(b"PK"):
        return _zip_container(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_container(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnsafeFile("file_other_kind", type=kind)
    return _text_container(data)


def _compound_container(data: bytes) -> Container:
    """The old binary container holds xls, but also encrypted workbooks and other programs' documents."""
    names = {
        name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document")
    }
    if names["EncryptedPackage"]:
        raise UnsafeFile("file_encrypted")
    if names["WordDocument"]:
        raise UnsafeFile("file_other_kind", type="document")
    if names["PowerPoint Document"]:
        raise UnsafeFile("file_other_kind", type="slides")
    return Container("xls")


def _text_container(data: bytes) -> Container:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") and (b"<html" in start or b"<table" in start or b"<!doctype html" in start):
        raise UnsafeFile("file_html")
    if start.startswith(b"<?xml"):
        raise UnsafeFile("file_other_kind", type="xml")
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not is_utf16 and re.search(rb"[\x00-\x08\x0e-\x1f]", data):
        raise UnsafeFile("file_not_a_workbook")
    return Container("csv")


def _zip_container(data: bytes) -> Container:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, size=len(data))
            kind = _zip_kind(archive)
            odd_parts = tuple(_check_members(archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as damage:
        raise UnsafeFile("file_damaged") from damage
    notes = (Problem("file_macro"),) if any(name.filename.endswith("vbaProject.bin") for name in members) else ()
    return Container(kind, odd_parts=odd_parts, notes=notes)


def _check_directory(members: list[zipfile.ZipInfo], *, size: int) -> None:
    names = [member.filename for member in members]
    if len(members) > MEMBERS_LIMIT:
        raise UnsafeFile("zip_members", count=len(members), limit=MEMBERS_LIMIT)
    if len({name.casefold() for name in names}) < len(names):
        raise UnsafeFile("zip_names")
    if any(
        _UNSAFE_NAME.search(name) or stat.S_ISLNK(member.external_attr >> 16)
        for name, member in zip(names, members, strict=True)
    ):
        raise UnsafeFile("zip_names")
    if any(member.flag_bits & 1 for member in members):
        raise UnsafeFile("file_encrypted")
    if sum(member.compress_size for member in members) > size:
        raise UnsafeFile("zip_bomb")


def _zip_kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and archive.read("mimetype")[:60].startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        if b"encryption-data" in (archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""):
            raise UnsafeFile("file_encrypted")
        return "ods"
    for part, kind in _OFFICE_PARTS:
        if part in names:
            raise UnsafeFile("file_other_kind", type=kind)
    raise UnsafeFile("file_damaged" if "[Content_Types].xml" in names else "file_not_a_workbook")


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Unpacks every member once, counting; gives back the worksheet parts that hold formulas or errors."""
    total = 0
    for member in members:
        is_odd = False
        unpacked = 0
        is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
        is_sheet = member.filename.startswith("xl/worksheets/sheet")
        for chunk in _chunks(archive, member):
            unpacked += len(chunk) - OVERLAP
            _check_size(unpacked, packed=member.compress_size, total=total)
            if is_xml and _has_doctype(chunk):
                raise UnsafeFile("xml_doctype", part=member.filename)
            is_odd = is_odd or (is_sheet and (b"<f" in chunk or b't="e"' in chunk))
        total += unpacked
        if is_odd:
            yield member.filename


def _has_doctype(chunk: bytes) -> bool:
    return b"<!DOCTYPE" in chunk or (b"\x00" in chunk and any(mark in chunk for mark in _WIDE_DOCTYPE))


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content piece by piece, each with the end of the piece before, so that no word is cut in two."""
    end = b" " * OVERLAP
    with archive.open(member) as file:
        while piece := file.read(CHUNK):
            chunk = end + piece
            yield chunk
            end = chunk[-OVERLAP:]


def _check_size(unpacked: int, *, packed: int, total: int) -> None:
    if unpacked > MEMBER_LIMIT or total + unpacked > UNPACKED_LIMIT:
        raise UnsafeFile("zip_bomb")
    if unpacked > RATIO_FLOOR and unpacked > RATIO_LIMIT * max(packed, 1):
        raise UnsafeFile("zip_bomb")
