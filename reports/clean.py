"""What people wrote as a file can hold it: without characters that XML forbids or that turn its direction."""

import re

from vocab.legal_text import legal_text

LONGEST_TEXT = 32_767
"""Characters that Excel holds in one cell."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """Text without characters that XML forbids or that turn its direction, at most as long as a cell holds."""
    if text.isascii() and text.isprintable():
        return text[:LONGEST_TEXT]
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DIRECTION_MARKS.sub("", legal_text(lines))[:LONGEST_TEXT]


def in_cell(text: str) -> str:
    """Clean text as a cell keeps it: Excel reads _x0041_ as the letter A, so its underscore is written as such."""
    return _LOOKS_ESCAPED.sub("_x005F_", clean(text))


def is_like_formula(text: str) -> bool:
    """Whether Excel would take a text for a formula once somebody edits it."""
    return text.startswith(FORMULA_STARTS)
