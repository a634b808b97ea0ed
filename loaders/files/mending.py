"""Mends workbooks that python-calamine will not open, though every spreadsheet program does."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

_FALSE_RANGE = re.compile(rb"""<dimension ref=["'](?![A-Z]{1,3}[1-9])[^"']*["']\s*/>""")
"""A used range that cannot be (A0:AZ48943), as some programs write it before the first row."""
_NEW_ERROR = re.compile(rb"#(SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|EXTERNAL|PYTHON|TIMEOUT)!(?=</)")
"""Errors that came after 2019; that the cell has one is told from the file as it was."""
_OLD_ERROR = b"#VALUE!"
_START = 4096


def mended(path: str, odd_parts: Sequence[str]) -> BytesIO | None:
    """A copy of an xlsx file that can be opened, or nothing where it needs no mending."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        broken = {name for name in sheets if _is_broken(archive, name, whole=name in odd_parts)}
        if not broken:
            return None
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name in archive.namelist():
                content = archive.read(name)
                target.writestr(name, _repaired(content) if name in broken else content)
    copy.seek(0)
    return copy


def _is_broken(archive: zipfile.ZipFile, name: str, *, whole: bool) -> bool:
    with archive.open(name) as part:
        start = part.read(_START)
        return bool(_FALSE_RANGE.search(start)) or (whole and bool(_NEW_ERROR.search(start + part.read())))


def _repaired(content: bytes) -> bytes:
    return _NEW_ERROR.sub(_OLD_ERROR, _FALSE_RANGE.sub(b"", content, count=1))
