"""The small code under a printed table: typed into the search box, it leads to the same table at the same version.

A code is "CKP-" and the characters of Crockford's base 32, which leaves out I, L, O and U. They say the table, the
meeting and the version of the store, so a code needs no list to be looked up in. The last two are check characters of
a Reed-Solomon code over the 32 characters: up to two wrong characters anywhere, and hence every single wrong one and
every swap of two, are noticed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "CKP"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("OIL", "011")
"""What people write for the characters that look like them."""
CHECKS = 2
SHORTEST = 3 + CHECKS
GROUP = 4
"""Printed in groups of this many characters."""
_STEP = 2
_FIELD = 0b100101
"""The polynomial x^5 + x^2 + 1, in which `_STEP` runs through all 31 characters that are not zero."""


class TableRoute(StrEnum):
    """What a table's page is opened with: the meeting, or the area and month of the meeting's figures."""

    MEETING = "meeting"
    FIGURES = "figures"


@dataclass(frozen=True)
class PrintedTable:
    """A table that papers print: its number in codes (never used again for another), page, and what of the page.

    `part` is what the page's address calls it; empty for what the page shows by itself.
    """

    number: int
    page: str
    route: TableRoute
    part: str = ""


TABLES: dict[str, PrintedTable] = {
    "agenda": PrintedTable(1, "rapat", TableRoute.MEETING, "agenda"),
    "attendance": PrintedTable(2, "rapat", TableRoute.MEETING, "kehadiran"),
    "decisions": PrintedTable(3, "rapat", TableRoute.MEETING, "kesepakatan"),
    "follow_up": PrintedTable(4, "tindak-lanjut", TableRoute.MEETING, "semua"),
    "not_done": PrintedTable(5, "tindak-lanjut", TableRoute.MEETING),
    "by_institution": PrintedTable(6, "tindak-lanjut", TableRoute.MEETING),
    "changes_figures": PrintedTable(7, "rapat", TableRoute.MEETING, "perubahan"),
    "changes_activities": PrintedTable(8, "rapat", TableRoute.MEETING, "perubahan"),
    "coverage": PrintedTable(9, "cakupan", TableRoute.FIGURES),
    "segments": PrintedTable(10, "cakupan", TableRoute.FIGURES),
    "facilities": PrintedTable(11, "fasilitas", TableRoute.FIGURES),
    "requests": PrintedTable(12, "tindak-lanjut", TableRoute.MEETING),
    "corrections": PrintedTable(13, "rapat", TableRoute.MEETING, "riwayat"),
    "minutes": PrintedTable(14, "rapat", TableRoute.MEETING, "agenda"),
    "members": PrintedTable(15, "anggota", TableRoute.MEETING, "anggota"),
    "documents": PrintedTable(16, "anggota", TableRoute.MEETING, "dokumen"),
    "partnership": PrintedTable(17, "anggota", TableRoute.MEETING, "kemitraan"),
    "headline": PrintedTable(18, "ringkasan", TableRoute.FIGURES),
    "areas": PrintedTable(19, "cakupan", TableRoute.FIGURES),
    "lost_items": PrintedTable(20, "tindak-lanjut", TableRoute.MEETING),
    "obstacles": PrintedTable(21, "tindak-lanjut", TableRoute.MEETING),
    "directions": PrintedTable(22, "rapat", TableRoute.MEETING, "kesepakatan"),
    "institution": PrintedTable(23, "anggota", TableRoute.MEETING, "anggota"),
    "need_decision": PrintedTable(24, "tindak-lanjut", TableRoute.MEETING),
}
"""Every table that can have a code."""
_NAMES = {table.number: name for name, table in TABLES.items()}


@dataclass(frozen=True)
class TableCode:
    """What a code says: which table, of which meeting, at which version of the store."""

    table: str
    meeting_id: int
    version: int


class CodeMistake(StrEnum):
    """Why a text is not a code that leads anywhere."""

    NO_CODE = "no_code"
    CHARACTER = "character"
    TOO_SHORT = "too_short"
    MISTYPED = "mistyped"
    UNKNOWN_TABLE = "unknown_table"


def table_code(table: str, meeting_id: int, version: int) -> str:
    """The printed code of a table of a meeting at a version, as "CKP-4101-23AB".

    Raises ValueError for a table that is not in TABLES, or for numbers below one.
    """
    if table not in TABLES or meeting_id < 1 or version < 1:
        message = f"no code for table {table!r}, meeting {meeting_id}, version {version}"
        raise ValueError(message)
    symbols = [TABLES[table].number, *_with_ends(meeting_id), *_digits(version, 32)]
    body = "".join(ALPHABET[symbol] for symbol in (*symbols, *_checks(symbols)))
    return "-".join([PREFIX, *(body[start : start + GROUP] for start in range(0, len(body), GROUP))])


def read_table_code(text: str) -> TableCode | None:
    """What a code says, however it was typed: lower case, spaces, dashes, O for 0, I or L for 1; None for others."""
    body = _body(text)
    if mistake_in(text) is not None or body is None:
        return None
    table, *rest = [ALPHABET.index(character) for character in body[:-CHECKS]]
    meeting_id, used = _until_end(rest)
    return TableCode(_NAMES[table], meeting_id, _number(rest[used:], 32))


def looks_like_code(text: str) -> bool:
    """Whether somebody means a code: it begins with the letters of all codes."""
    return _body(text) is not None


def mistake_in(text: str) -> CodeMistake | None:
    """What is wrong with a text as a code; None when it is one."""
    body = _body(text)
    if body is None:
        return CodeMistake.NO_CODE
    if not set(body) <= set(ALPHABET):
        return CodeMistake.CHARACTER
    if len(body) < SHORTEST:
        return CodeMistake.TOO_SHORT
    symbols = [ALPHABET.index(character) for character in body]
    if any(_checked(symbols)) or not _is_written_by_us(symbols[1:-CHECKS]):
        return CodeMistake.MISTYPED
    return None if symbols[0] in _NAMES else CodeMistake.UNKNOWN_TABLE


def _body(text: str) -> str | None:
    """The characters after the prefix as they are meant; None where a text does not begin with it."""
    typed = re.sub(r"[\W_]+", "", text).upper()
    return typed.removeprefix(PREFIX).translate(READ_AS) if typed.startswith(PREFIX) else None


def _is_written_by_us(rest: list[int]) -> bool:
    """Whether meeting and version have no needless digits, so that there is one code for one thing."""
    ends = [place for place, symbol in enumerate(rest) if symbol < 16]
    if not ends or len(rest) == ends[0] + 1:
        return False
    meeting_id, used = _until_end(rest)
    return meeting_id > 0 and rest[0] % 16 > 0 and rest[used] > 0


def _with_ends(number: int) -> list[int]:
    """A number in base 16, each digit but the last with 16 added: the last one says where it ends."""
    *leading, last = _digits(number, 16)
    return [*(digit + 16 for digit in leading), last]


def _until_end(symbols: list[int]) -> tuple[int, int]:
    used = next(place for place, symbol in enumerate(symbols) if symbol < 16) + 1
    return _number([symbol % 16 for symbol in symbols[:used]], 16), used


def _digits(number: int, base: int) -> list[int]:
    rest, last = divmod(number, base)
    return [*(_digits(rest, base) if rest else []), last]


def _number(digits: list[int], base: int) -> int:
    total = 0
    for digit in digits:
        total = total * base + digit
    return total


def _times(first: int, second: int) -> int:
    """The product of two characters in the field of 32."""
    product = 0
    for bit in range(5):
        if second >> bit & 1:
            product ^= first << bit
    for bit in (8, 7, 6, 5):
        if product >> bit & 1:
            product ^= _FIELD << (bit - 5)
    return product


def _checked(symbols: list[int]) -> tuple[int, int]:
    """The two sums that are zero for a code as printed: of the characters, and of them weighted by their places."""
    plain, weighted = 1, 1
    for symbol in symbols:
        plain, weighted = plain ^ symbol, _times(weighted, _STEP) ^ symbol
    return plain, weighted


def _checks(symbols: list[int]) -> tuple[int, int]:
    plain, weighted = _checked([*symbols, 0, 0])
    first = next(one for one in range(32) if _times(one, 1 ^ _STEP) == plain ^ weighted)
    return first, first ^ plain
