"""Files without a clock: the same content gives the same bytes, whenever the program that writes them has run."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
PACKED = (".xlsx", ".docx", ".pptx")
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
OLDEST = 1980
"""The first year that a zip file can name."""


def settled(content: bytes, at: datetime) -> bytes:
    """An office file whose parts, and whose own properties, are all dated at the given time; so are files inside it."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(_entry(name, at), _settled_part(name, old.read(name), at))
    return written.getvalue()


def packed(files: dict[str, bytes], at: datetime) -> bytes:
    """Files in one zip file, in the order of their names."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in sorted(files):
            new.writestr(_entry(name, at), files[name])
    return written.getvalue()


def _settled_part(name: str, part: bytes, at: datetime) -> bytes:
    if name == CORE:
        return _TIMES.sub(rb"\g<1>%s\g<3>" % f"{at:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
    return settled(part, at) if name.endswith(PACKED) else part


def _entry(name: str, at: datetime) -> ZipInfo:
    moment = (max(at.year, OLDEST), at.month, at.day, at.hour, at.minute, at.second)
    entry = ZipInfo(name, date_time=moment)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    return entry
