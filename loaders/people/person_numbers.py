"""Numbers that stand for a person, however they are written: found, masked, never repeated."""

import re

from vocab.region_table import REGIONS

_GAP = r"(?:\s{1,2}|\s?[.\-–]\s?)"
_GROUPINGS = ((4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4), (6, 2, 2, 2, 4), (4, 2, 6, 4), (8, 8))
"""How sixteen digits are cut into groups by hand; thousands and pairs of dates are cut otherwise."""
_GROUPED = "|".join(_GAP.join(rf"\d{{{length}}}" for length in lengths) for lengths in (*_GROUPINGS, (6, 10), (12, 4)))
_NIK = re.compile(r"(?<![\d.,])\d{16}(?!\d|[.,]\d)")
_NIK_IN_GROUPS = re.compile(rf"(?<![\d.,])(?:{_GROUPED})(?!\d|[.,]\d)")
_NIK_AS_POWER = re.compile(r"(?<![\d.,])\d[.,]\d{3,15}E\+?15(?!\d)", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,])000\d{10}(?!\d)")
"""The number of a BPJS Kesehatan card."""
_OFFICIAL = re.compile(
    rf"(?<![\d.,])(?:19|20)\d{{6}}(?:{_GAP})?(?:19|20)\d{{4}}(?:{_GAP})?[12](?:{_GAP})?\d{{3}}(?!\d)"
)
"""An NIP: day of birth, month of appointment, sex, serial number."""
_PHONE = re.compile(r"(?<![\d.,])(?:\+?62[\s\-]?|0)8\d{1,2}(?:[\s.\-]?\d{3,4}){2}\d{0,2}(?!\d)")
_LONG = re.compile(r"\d[\d\s.,\-–eE+]{7,}\d")
"""What every one of these numbers is, so that most texts are looked at once."""
LAST_IN_PROVINCE = 79
"""Regencies of a province are numbered from 01, cities from 71."""
SHORTEST = 9
"""Characters of the shortest writing of a number looked for: 3.302E+15."""
DIGITS = 16
SMALLEST = 1e15
"""The smallest number of sixteen digits."""
CUTS = (60, 80, 120, 200, 300)
"""The lengths to which messages cut what stood in a file."""
_CUT_OFF = re.compile(r"\d[\d\s.\-–]{3,}$")
MASK = "••••"


def is_person_number(cell: object) -> bool:
    """Whether a cell holds a NIK, a family card or a member card: as text, or as the number a spreadsheet made of it.

    A spreadsheet keeps fifteen digits of sixteen, so that a number is told by its first four: an area's code.
    """
    if cell.__class__ is str:
        is_plain = len(cell) == DIGITS and cell.isdecimal()  # type: ignore[arg-type,attr-defined]
        return is_plain or (len(cell) >= SHORTEST and bool(_spans(cell)))  # type: ignore[arg-type]
    return isinstance(cell, int | float) and SMALLEST <= cell < 10 * SMALLEST and _begins_with_area(str(int(cell)))


def is_official_number(cell: object) -> bool:
    """Whether a text holds the number of a civil servant (NIP)."""
    return cell.__class__ is str and _OFFICIAL.search(cell) is not None  # type: ignore[arg-type]


def is_phone_number(cell: object) -> bool:
    """Whether a text holds the number of a mobile phone."""
    return cell.__class__ is str and _PHONE.search(cell) is not None  # type: ignore[arg-type]


def masked(text: str) -> str:
    """The text with every number of a person in it replaced by dots."""
    if len(text) < SHORTEST:
        return text
    for start, end in sorted(_spans(text), reverse=True):
        text = text[:start] + MASK + text[end:]
    return _OFFICIAL.sub(MASK, text)


def masked_when_cut(text: str) -> str:
    """The same for a text that may have been cut for a message: a number that was cut off at its end is masked, too."""
    whole = masked(text)
    return _CUT_OFF.sub(MASK, whole) if len(text) in CUTS else whole


def _spans(text: str) -> list[tuple[int, int]]:
    if not _LONG.search(text):
        return []
    found = [
        match.span()
        for match in _NIK.finditer(text)
        if _begins_with_area(match[0]) or not _is_in_address(text[: match.start()])
    ]
    for pattern in (_NIK_IN_GROUPS, _NIK_AS_POWER):
        found += [match.span() for match in pattern.finditer(text) if _begins_with_area(match[0])]
    return [*found, *(match.span() for match in _CARD.finditer(text))]


def _is_in_address(before: str) -> bool:
    """Whether a text ends inside the address of a page: these hold long serial numbers of their own."""
    word = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    return "://" in word or "www." in word


def _begins_with_area(number: str) -> bool:
    """Whether the first four digits are the code of a province and a number within it, as in every NIK."""
    digits = re.sub(r"\D", "", number)[:4].ljust(4, "0")
    return digits[:2] in REGIONS and 1 <= int(digits[2:]) <= LAST_IN_PROVINCE
