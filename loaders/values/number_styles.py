"""How the numbers of a column are written: which mark parts the thousands, which the decimals, what is undecided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.values.counts import LARGEST_COUNT, Trouble, number_trouble
from loaders.values.numbers import as_shown, read_decimal
from loaders.values.written_numbers import DOTTED, GROUP, plain_text, take_apart

STYLES = ("thousands", "decimal")
"""What the single mark of `1.234` may be."""
SHOWN = 4
FOOTNOTE = re.compile(r"(?<=\d)(?:\s*(?:[*†‡]+|[¹²³⁰-⁹]+)\)?|\s+(?:\d{1,2}|[a-z]{1,2})\)|\s+r)$")
"""`370.202*`, `370.202²`, `370.202 1)`, `370.202 r`: a mark that belongs to the text under the table."""
_MARKS = {".", ","}
NO_MARKS = ("", "", False)


@dataclass(frozen=True)
class Marks:
    """The marks met in a column: surely of thousands, surely of decimals, and those standing before three digits."""

    thousands: frozenset[str]
    decimal: frozenset[str]
    open: frozenset[str]
    undecided: tuple[str, ...]
    marked: tuple[str, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether the column says two things about its marks."""
        return (
            len(self.open | self.thousands) > 1 or bool(self.open & self.decimal) or bool(self.thousands & self.decimal)
        )

    def examples(self) -> str:
        """Cells that show the difference: the undecided ones first, one for each mark."""
        kept: dict[tuple[str, str], str] = {}
        for cell in (*self.undecided, *self.marked):
            written = take_apart(cell)
            kept.setdefault((written.mark, written.point), " ".join(cell.split()))
        return " · ".join(list(kept.values())[:SHOWN])


def marks_of(cells: Iterable[object]) -> Marks:
    """The marks of the distinct texts of a column."""
    thousands: set[str] = set()
    decimal: set[str] = set()
    undecided: dict[str, str] = {}
    marked = []
    for cell in cells:
        mark, point, is_open = _marks(cell) if isinstance(cell, str) else NO_MARKS
        if mark or point:
            marked.append(cell)
        if is_open:
            undecided[cell] = mark
        else:
            thousands |= {mark} & _MARKS
            decimal |= {point} & _MARKS
    open_marks = frozenset(undecided.values())
    return Marks(frozenset(thousands), frozenset(decimal), open_marks, tuple(undecided), tuple(marked))


def _marks(cell: str) -> tuple[str, str, bool]:
    """The thousands mark and the decimal mark of a text, and whether the first may be a decimal one."""
    if DOTTED.fullmatch(cell):
        return ".", "", len(cell) <= 2 * GROUP + 1
    written = take_apart(cell)
    # 1234.567 says nothing surely: three digits after the mark may be a group.
    is_sure = written.mark or len(written.decimals) != GROUP
    return written.mark, written.point if is_sure else "", written.is_one_group


def styled(cell: object, *, style: str, unit: int) -> object:
    """The count that a cell stands for, its undecided mark read in a style, times the unit."""
    if isinstance(cell, str):
        written = take_apart(cell)
        if written.missing:
            return None
        if written.trouble:
            return number_trouble(written.trouble, cell)
        if written.is_one_group and style == "decimal":
            written = written._replace(whole=written.whole[:-GROUP], decimals=written.whole[-GROUP:])
        return _whole(written.value * unit)
    reading = read_decimal(cell)
    if reading.trouble is not None:
        return number_trouble(reading.trouble, cell)
    return None if reading.value is None else _whole(reading.value * unit)


def _whole(number: float) -> object:
    shown = as_shown(number)
    if shown >= LARGEST_COUNT:
        return Trouble("count_too_large", is_secret=True)
    return int(shown) if shown.is_integer() else Trouble("fraction")


def without_footnote(cell: str) -> str | None:
    """The text without its footnote mark; None where it carries none."""
    plain = plain_text(cell)
    bare = FOOTNOTE.sub("", plain)
    return None if bare == plain else bare
