"""Cells of an xlsx whose value is lost: errors such as #REF!, and formulas that were never computed.

python-calamine gives both as empty cells; taken so, a broken cell would silently become a missing figure.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from loaders.problems import Problem
from loaders.sheets import UnreadableFile

NEVER_COMPUTED = "="
"""Marks a formula without a stored value."""
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3}[0-9]{1,7})["']""")
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def lost_values(path: str, parts: Sequence[str]) -> dict[str, dict[str, str]]:
    """By sheet name: address of a cell to its error word, or `NEVER_COMPUTED`; only the parts named are read."""
    with zipfile.ZipFile(path) as archive:
        try:
            names = {part: name for name, part in _sheet_parts(archive) if part in parts}
        except (KeyError, ElementTree.ParseError) as damage:
            raise UnreadableFile(Problem("file_damaged")) from damage
        return {names[part]: dict(_lost(archive.read(part))) for part in parts if part in names}


def _lost(xml: bytes) -> Iterator[tuple[str, str]]:
    for cell in _CELL.finditer(xml):
        head, content = cell[1], cell[2] or b""
        is_error = b't="e"' in head
        if not is_error and b"<f" not in content:
            continue
        address, value = _ADDRESS.search(head), _VALUE.search(content)
        if address and (is_error or (value is None and b"<is>" not in content)):
            yield address[1].decode(), value[1].decode(errors="replace") if is_error and value else NEVER_COMPUTED


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pairs of sheet name and worksheet part; the zip was found free of DOCTYPE before."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    for sheet in workbook.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            yield sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
