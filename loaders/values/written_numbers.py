"""Takes a written number apart: digits, thousands mark, decimal mark, sign, and the words around it."""

import re
import unicodedata
from typing import NamedTuple

LONGEST = 15
"""Digits that a spreadsheet keeps exactly; a longer number is already rounded, or is a person's NIK."""
LONGEST_TEXT = 200
"""Characters of a cell that can be a number with its words; a file may hold a cell made to take long."""
GROUP = 3

MISSING_WORDS = re.compile(
    r"n[./]?a\.?|t\.?a\.?d\.?|nihil|null|none|kosong|\(-\)|(?:data )?(?:tidak|belum) (?:ada|tersedia)"
    r"|(?:tidak|belum) ada data|no data|not available"
)
CELL_ERROR = re.compile(r"#(?:n/a|div/0!|ref!|value!|name\?|num!|null!|getting_data|spill!|calc!)")
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
CHARACTERS = str.maketrans(
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", None)
    | dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\u2015\ufe63\uff0d", "-")
    | {"\uff0c": ",", "\uff0e": ".", "\uff05": "%", "\u066a": "%", "\u066b": ",", "\u066c": " ", "\u2019": "'"}
)
ONLY_DASHES = re.compile(r"(?:rp\.?|idr)?[-._… ]*%?")
CURRENCY = re.compile(r"^(?:rp\.?|idr)\s*")
RUPIAH_END = re.compile(r"[.,]\s*[-=]+$")
UNIT_END = re.compile(
    r"\s*\(?(?:jiwa|orang|org|peserta|penduduk|unit|buah|faskes|fasilitas|rupiah|people|persons|members|facilities)\)?\.?$"
)
SIGNED = re.compile(r"[+-]? ?[^()+-]+|[^()+-]+-|\([^()+-]+\)")
NUMBER = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3})*|\d+)"
    r"(?:(?!(?P=mark))(?P<point>[.,])(?P<decimals>\d+))?"
)
DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}")
"""The usual Indonesian way; a national file has it half a million times."""
WORDS_THAT_TROUBLE = (
    ("number_is_boolean", re.compile(r"(?:true|false|benar|salah)$")),
    ("number_not_finite", re.compile(r"[+-]?(?:inf|infinity|nan)$")),
    ("number_scientific", re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$")),
    ("number_approximate", re.compile(r"[±~≈<>≥≤]|\+/-|(?:sekitar|kurang lebih|lebih|kurang dari|about|approx)\b")),
    (
        "number_in_words",
        re.compile(r".*(?<![a-z])(?:ratus|ribu|rb|juta|jt|miliar|milyar|triliun|thousand|million|billion)(?![a-z])"),
    ),
)


class Written(NamedTuple):
    """A number taken apart: digits before and after the decimal mark, the thousands mark and the decimal mark."""

    whole: str = ""
    decimals: str = ""
    mark: str = ""
    point: str = ""
    trouble: str | None = None
    missing: bool = False

    @property
    def value(self) -> float:
        """The number, as near as a float comes."""
        return float(f"{self.whole}.{self.decimals or 0}")

    @property
    def is_one_group(self) -> bool:
        """Whether the only mark stands before exactly three digits: 1.234 may be a thousand or a decimal number."""
        return self.mark in {".", ","} and not self.decimals and len(self.whole) <= 2 * GROUP


def plain_text(text: str) -> str:
    """A text with ordinary digits, spaces and minus signs, in lower case, without outer spaces and apostrophe prefix.

    Superscripts are left alone: `370.202²` carries a footnote, not another digit.
    """
    if not text.isascii():
        text = "".join(map(_ascii_digit, text.translate(CHARACTERS)))
    return " ".join(text.casefold().split()).removeprefix("'")


def is_missing_text(plain: str) -> bool:
    """Whether a text made plain says that there is no figure; `nihil` too, which may be said of an unknown number."""
    return (MISSING_WORDS.fullmatch(plain) or ONLY_DASHES.fullmatch(plain)) is not None


def take_apart(text: str) -> Written:
    """The parts of a written number, or the code of the trouble with it."""
    plain = plain_text(text)
    if is_missing_text(plain):
        return Written(missing=True)
    if len(plain) > LONGEST_TEXT:
        return Written(trouble="number_unreadable")
    trouble = _trouble_of_words(plain)
    return Written(trouble=trouble) if trouble else _parts(_without_units(plain))


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _trouble_of_words(plain: str) -> str | None:
    if CELL_ERROR.fullmatch(plain):
        return "cell_error"
    return next((trouble for trouble, pattern in WORDS_THAT_TROUBLE if pattern.match(plain)), None)


def _without_units(plain: str) -> str:
    return RUPIAH_END.sub("", UNIT_END.sub("", CURRENCY.sub("", plain))).strip()


def _parts(bare: str) -> Written:
    match = NUMBER.fullmatch(bare.strip("()+- "))
    if match is None or SIGNED.fullmatch(bare) is None:
        return Written(trouble="number_unreadable")
    whole = re.sub(r"\D", "", match["whole"]).lstrip("0") or "0"
    if len(whole) > LONGEST:
        return Written(trouble="number_too_long")
    written = Written(whole, match["decimals"] or "", match["mark"] or "", match["point"] or "")
    is_negative = bare.startswith(("-", "(")) or bare.endswith("-")
    return written._replace(trouble="number_negative") if is_negative and written.value else written
