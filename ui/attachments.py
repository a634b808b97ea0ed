"""Files that papers and evidence point to: only kinds that do nothing by themselves, told by their content."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from ui import downloads, forum_acts
from ui.downloads import XLSX
from vocab.refusal import Refusal

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS: dict[str, str] = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX, "png": PNG, "jpg": JPEG, "jpeg": JPEG}
"""The endings of a file's name that are taken, and what its content must then be."""
SIGNATURES: dict[str, bytes] = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
PACKAGE = b"PK\x03\x04"
MAIN_PARTS: dict[str, bytes] = {
    DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
"""What the list of parts of an Office file says of its main part; files with programs say something else."""
PROGRAMS = (b"macroEnabled", b"vbaProject")
DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, ValueError, OSError)
"""What reading a broken or locked package may raise."""
LARGEST_LIST = 1024 * 1024
"""Bytes of an Office file's list of parts that are looked at; real ones have some thousand."""
LONGEST_NAME = 200
MEGABYTES = 10
"""What the uploader is told; the store holds it, too."""


@dataclass(frozen=True)
class Attachment:
    """A file that may be kept: its name without folders, what it is, its bytes."""

    file_name: str
    media_type: str
    content: bytes


def attachment(file_name: str, content: bytes) -> Attachment:
    """A file as it may be kept. Refusal file_empty, file_too_large, file_kind_refused, file_not_what_it_says."""
    if not content or len(content) > MEGABYTES * 1024**2:
        code = "file_too_large" if content else "file_empty"
        raise Refusal(code, megabytes=MEGABYTES)
    name = plain_name(file_name)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        code = "file_kind_refused"
        raise Refusal(code, file=name)
    if not _is(ENDINGS[ending], content):
        code = "file_not_what_it_says"
        raise Refusal(code, file=name, ending=ending)
    return Attachment(name, ENDINGS[ending], content)


def plain_name(file_name: str) -> str:
    """A file's name without folders and without signs that are not printed; its ending stays when it is cut."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    printed = "".join(mark for mark in last if mark.isprintable()).strip()
    suffix = PurePath(printed).suffix[:LONGEST_NAME]
    return printed if len(printed) <= LONGEST_NAME else printed[: LONGEST_NAME - len(suffix)] + suffix


def _is(media_type: str, content: bytes) -> bool:
    if media_type in SIGNATURES:
        return content.startswith(SIGNATURES[media_type])
    return content.startswith(PACKAGE) and _is_office(content, MAIN_PARTS[media_type])


def _is_office(content: bytes, main_part: bytes) -> bool:
    """Whether an Office file has this main part and no programs; only its list of parts is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            with package.open("[Content_Types].xml") as parts:
                listed = parts.read(LARGEST_LIST)
    except DAMAGE:
        return False
    has_programs = any(mark in listed for mark in PROGRAMS) or any("vbaproject" in name.lower() for name in names)
    return main_part in listed and not has_programs


def address_of(sha256: str, file_name: str) -> str:
    """The address under which a kept file can be fetched, always as an attachment, as what its ending says it is."""
    ending = PurePath(file_name).suffix.lower().removeprefix(".")
    media_type = ENDINGS.get(ending, "application/octet-stream")
    return downloads.offer(file_name, lambda: _kept(sha256), media_type=media_type, key=f"file_{sha256}")


def _kept(sha256: str) -> bytes:
    file = forum_acts.read_file(sha256)
    return bytes(file["content"]) if file else b""
