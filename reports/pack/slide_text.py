"""How much room words take on a slide: measured with the widths of Arial, so that nothing is cut off on a projector."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageFont

from reports.clean import clean

FONT_PACKAGE = "fontpkg_arimo"
"""Arimo (OFL 1.1) has the widths of Arial."""
FONT_FILE = "Arimo[wght].ttf"
REGULAR, BOLD = 400, 700
LINE = 1.2
"""Height of a line in sizes of its type."""
_SPACES = re.compile(r"[ \t\n]+")
"""Not the space that keeps a number and its % together."""
ELLIPSIS = "…"
SAFE = 0.98
"""Of a width is used: programs break lines a little differently."""


def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of words on one line, in points."""
    return float(_font(is_bold=is_bold).getlength(text)) * size / _MEASURED


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The lines that words take in a width in points."""
    return [line for part in clean(text).split("\n") for line in _lines(part, width * SAFE, size, is_bold=is_bold)]


def height_of(text: str, width: float, size: float, *, is_bold: bool = False) -> float:
    """The height that words take in a width, in points."""
    return len(wrapped(text, width, size, is_bold=is_bold)) * size * LINE


def fitted(text: str, width: float, size: float, *, lines: int = 1, is_bold: bool = False) -> str:
    """Words on at most so many lines; what does not fit ends in an ellipsis."""
    words = _SPACES.sub(" ", clean(text)).strip()
    if len(wrapped(words, width, size, is_bold=is_bold)) <= lines:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        short = words[:middle].rstrip() + ELLIPSIS
        low, high = (middle, high) if len(wrapped(short, width, size, is_bold=is_bold)) <= lines else (low, middle - 1)
    return words[:low].rstrip() + ELLIPSIS


def first_that_fits(variants: Iterable[str], width: float, size: float, *, lines: int, is_bold: bool = False) -> str:
    """The first of several ways to say something that needs no cutting; the last one where all do."""
    told = list(variants)
    fitting = (one for one in told if len(wrapped(one, width, size, is_bold=is_bold)) <= lines)
    return next(fitting, told[-1])


def _lines(text: str, width: float, size: float, *, is_bold: bool) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(longer, size, is_bold=is_bold) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
        lines[-1:] = _broken(lines[-1], width, size, is_bold=is_bold)
    return lines


def _broken(word: str, width: float, size: float, *, is_bold: bool) -> list[str]:
    """A word that is wider than the line, in pieces."""
    pieces = [word]
    while len(pieces[-1]) > 1 and width_of(pieces[-1], size, is_bold=is_bold) > width:
        end = len(pieces[-1])
        while end > 1 and width_of(pieces[-1][:end], size, is_bold=is_bold) > width:
            end -= 1
        pieces[-1:] = [pieces[-1][:end], pieces[-1][end:]]
    return pieces


_MEASURED = 100
"""Size at which widths are measured; widths are proportional to it."""


@cache
def _font(*, is_bold: bool) -> ImageFont.FreeTypeFont:
    path = Path(str(files(FONT_PACKAGE) / "files" / FONT_FILE))
    font = ImageFont.truetype(path, _MEASURED)
    font.set_variation_by_axes([BOLD if is_bold else REGULAR])
    return font
