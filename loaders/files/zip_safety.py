"""Whether a zip is honest, and which office file it holds: nothing is believed that can be counted."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from loaders.files.containers import Container, UnsafeFile
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
LOOKED_THROUGH = 20 * MEGABYTE
"""Larger sheets are not searched for addresses that stand twice: it would take as long as reading them."""
HEADER = 30
"""Bytes of a member's own header before its name."""

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "document"),
    ("ppt/presentation.xml", "slides"),
    ("content.xml", "document"),
)
_OTHER_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/embeddings/", "embedded"),
    ("xl/connections.xml", "connection"),
    ("xl/queryTables/", "connection"),
    ("xl/activeX/", "control"),
    ("xl/ctrlProps/", "control"),
    ("customUI/", "control"),
    ("xl/comments", "comments"),
    ("xl/threadedComments/", "comments"),
)
"""Parts that a spreadsheet program would open, run or show, and nothing here does."""
_MACRO_PARTS = re.compile(r"vbaProject\.bin$|^xl/(macrosheets|intlMacrosheets)/|^Basic/")
_WIDE_DOCTYPE = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_KNOWN_ENCODING = re.compile(rb"utf-?(8|16(le|be)?)|us-ascii|iso-8859-1|windows-1252", re.IGNORECASE)
_ENCODING = re.compile(rb"""^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)""")
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
_CELL_ADDRESS = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+[0-9]+)["']""")
_NEGATIVE_TEXT = re.compile(rb"""\bt=["']s["'][^>]*><(?:\w+:)?v>\s*-""")
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_FLAT = (b' ht="0', b" ht='0", b' width="0', b" width='0")
_FLAT_IN_OPEN_DOCUMENTS = tuple(
    f':{what}="0{unit}"'.encode() for what in ("row-height", "column-width") for unit in ("cm", "in", "mm", "pt")
)
"""Rows without height and columns without width: nobody sees them, though they are not called hidden."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def container(data: bytes) -> Container:
    """The workbook in a zip; raises `UnsafeFile` for a dishonest or damaged zip, or another document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, size=len(data))
            kind = _zip_kind(archive)
            odd_parts = tuple(_check_members(archive, members))
    except _DAMAGE as damage:
        raise UnsafeFile("file_damaged") from damage
    return Container(kind, odd_parts=odd_parts, notes=tuple(_notes([member.filename for member in members])))


def _notes(names: list[str]) -> Iterator[Problem]:
    if any(map(_MACRO_PARTS.search, names)):
        yield Problem("file_macro")
    found = [kind for start, kind in _OTHER_PARTS if any(name.startswith(start) for name in names)]
    yield from (Problem("file_parts", values={"type": kind}) for kind in dict.fromkeys(found))


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
    if _overlap(members) or sum(member.compress_size for member in members) > size:
        raise UnsafeFile("zip_bomb")


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes: one packed text can so unpack a thousand times."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(
        first.header_offset + HEADER + len(first.filename) + first.compress_size > second.header_offset
        for first, second in pairwise(ordered)
    )


def _zip_kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and _start(archive, "mimetype").startswith(OPEN_DOCUMENT):
        if "META-INF/manifest.xml" in names and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
            raise UnsafeFile("file_encrypted")
        return "ods"
    for part, kind in _OFFICE_PARTS:
        if part in names:
            raise UnsafeFile("file_other_kind", type=kind)
    if "[Content_Types].xml" in names:
        raise UnsafeFile("file_damaged")
    raise UnsafeFile("file_other_kind", type="archive")


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(CHUNK)


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Unpacks every member once, counting; gives back the worksheet parts to look at for more than values."""
    total = 0
    for member in members:
        is_odd = False
        unpacked = 0
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        marks: tuple[bytes, ...] = ()
        for chunk in _chunks(archive, member):
            if not unpacked and is_xml:
                _check_encoding(chunk, part=member.filename)
                marks = _marks(member.filename, chunk)
            unpacked += len(chunk) - OVERLAP
            _check_size(unpacked, packed=member.compress_size, total=total)
            if is_xml and _has_doctype(chunk):
                raise UnsafeFile("xml_doctype", part=member.filename)
            is_odd = is_odd or any(mark in chunk for mark in marks)
        total += unpacked
        if marks and unpacked <= LOOKED_THROUGH:
            _check_cells(archive.read(member))
        if is_odd:
            yield member.filename


def _check_cells(xml: bytes) -> None:
    """Refuses a sheet with an address twice, or a text before the first: two programs would read two values."""
    addresses = _CELL_ADDRESS.findall(xml)
    if len(set(addresses)) < len(addresses) or _NEGATIVE_TEXT.search(xml):
        raise UnsafeFile("file_damaged")


def _marks(name: str, start: bytes) -> tuple[bytes, ...]:
    """What stands in a sheet part with formulas, errors, or hidden rows or columns; `x:` may stand before a tag."""
    if name == "content.xml":
        return (b":formula=", b":visibility=", b"<text:p>#", b"<text:p>Err:", *_FLAT_IN_OPEN_DOCUMENTS)
    if not name.startswith("xl/worksheets/"):
        return ()
    prefix = _PREFIX.search(start)
    formula = b"<" + ((prefix[1] if prefix else None) or b"") + b"f"
    return (formula, b't="e"', b"t='e'", b'hidden="1"', b'hidden="true"', b"hidden='", *_FLAT)


def _check_encoding(start: bytes, *, part: str) -> None:
    """Refuses XML in an encoding in which a DOCTYPE would look like something else."""
    named = _ENCODING.search(start)
    if named and not _KNOWN_ENCODING.fullmatch(named[1].strip()):
        raise UnsafeFile("xml_doctype", part=part)


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
