"""The marks of xlsx sheets: formulas, lost values, hidden rows and columns.

python-calamine gives error cells and formulas that were never computed as empty cells; taken so, a broken cell would
silently become a missing figure.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from xml.etree import ElementTree

from loaders.files.marks import Marks, Odd
from loaders.files.sheets import column_index, column_letters

_TAG = re.compile(
    rb"<(?:\w+:)?(?:(row|col)\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""\b(r|t|min|max|hidden|ht|width)\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>/]*>([^<]*)</|<(?:\w+:)?f\b")
_NOTHING = re.compile(rb"0+(\.0*)?")
"""The height of a row or the width of a column that nobody sees, though it is not called hidden."""
_COLUMNS = 16_384


def marks(path: str, odd_parts: Sequence[str]) -> dict[str, Marks]:
    """The marks of the worksheet parts named, by the name of their sheet; other parts hold none."""
    if not odd_parts:
        return {}
    with zipfile.ZipFile(path) as archive:
        try:
            names = [(part, name) for name, part in _sheet_parts(archive) if part in odd_parts]
        except ElementTree.ParseError as damage:
            raise ValueError(path) from damage
        return {name: marks_of_part(archive.read(part)) for part, name in names}


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pairs of sheet name and worksheet part; the zip was found free of DOCTYPE before."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    for sheet in workbook.iter():
        if sheet.tag.endswith("}sheet"):
            identifier = next((value for name, value in sheet.attrib.items() if name.endswith("relationships}id")), "")
            target = posixpath.join("/xl", targets.get(identifier, ""))
            yield sheet.get("name", ""), posixpath.normpath(target).lstrip("/")


def marks_of_part(xml: bytes) -> Marks:
    """The marks of one worksheet part of an xlsx file."""
    odd: dict[str, Odd] = {}
    formulas: dict[str, str] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    row, column = 0, 0
    for tag in _TAG.finditer(xml):
        facts = dict(_ATTRIBUTE.findall(tag[2] or tag[3] or b""))
        if tag[1] == b"col" and _is_hidden(facts):
            columns.update(_columns(facts))
        elif tag[1] == b"row":
            row, column = int(facts[b"r"]) if facts.get(b"r", b"").isdigit() else row + 1, 0
            rows.update([row - 1] if _is_hidden(facts) else [])
        elif tag[1] is None:
            address, column = _address(facts.get(b"r", b"").decode(errors="replace").upper(), row=row, column=column)
            _note(address, facts.get(b"t", b""), tag[4] or b"", odd=odd, formulas=formulas)
    return Marks(odd, formulas, frozenset(rows), frozenset(columns))


def _is_hidden(facts: Mapping[bytes, bytes]) -> bool:
    nothing = any(_NOTHING.fullmatch(facts.get(name, b"")) for name in (b"ht", b"width"))
    return nothing or facts.get(b"hidden") in (b"1", b"true")


def _columns(facts: Mapping[bytes, bytes]) -> range:
    first, last = (int(facts[name]) if facts.get(name, b"").isdigit() else 1 for name in (b"min", b"max"))
    return range(first - 1, min(last, _COLUMNS))


def _address(written: str, *, row: int, column: int) -> tuple[str, int]:
    """The address of a cell and the next column; a cell that does not say where it is follows the one before."""
    said = _CELL.fullmatch(written)
    if said:
        return written, column_index(said[1]) + 1
    return f"{column_letters(column)}{row}", column + 1


def _note(address: str, kind: bytes, content: bytes, *, odd: dict[str, Odd], formulas: dict[str, str]) -> None:
    formula = _FORMULA.search(content)
    if kind != b"e" and not formula:
        return
    value = _VALUE.search(content)
    if formula and formula[1]:
        formulas[address] = unescape(formula[1].decode(errors="replace"))
    if kind == b"e":
        odd[address] = ("error_value", value[1].decode(errors="replace") if value else "")
    elif value is None and b"<is>" not in content and kind != b"str":
        odd[address] = ("formula_without_value", "=" + formulas.get(address, ""))
