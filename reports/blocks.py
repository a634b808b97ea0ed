"""What a paper consists of before it is Word or PDF: blocks, so that both carry the same words and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.writer import clean

Look = Literal["plain", "strong", "quiet", "mark"]
"""How a line is set; a mark is what must not be missed, such as that something is only a draft."""
Side = Literal["left", "right", "center"]

SIZES_CM: dict[str, tuple[float, float]] = {"A4": (21.0, 29.7), "F4": (21.5, 33.0)}
"""Width and height of the papers that offices use (domain.md 9)."""
MARGINS_CM = {"top": 2.5, "bottom": 3.0, "left": 3.0, "right": 2.5}
"""Usual margins of official papers (domain.md 9)."""


@dataclass(frozen=True)
class Line:
    """One paragraph of text and how it is set."""

    text: str
    look: Look = "plain"


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Letterhead:
    """The head of the paper: the last of its lines is the smallest."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    """What the paper is called, and the lines under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """A framed warning that holds for the whole paper."""

    lines: Lines


@dataclass(frozen=True)
class Heading:
    """A numbered heading of level 1 (A.), 2 (1.) or 3 (a.)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Lines of running text; `is_kept` keeps them on one page with what follows."""

    lines: Lines
    side: Side = "left"
    is_kept: bool = False


@dataclass(frozen=True)
class Items:
    """A numbered list; an item is one or more lines."""

    items: tuple[Lines, ...]


@dataclass(frozen=True)
class Facts:
    """Names and what is said of each, side by side without rules."""

    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, its share of the width, and the side its cells keep to."""

    header: str
    width: float
    side: Side = "left"


@dataclass(frozen=True)
class Table:
    """A ruled table whose header stands on every page; `number_header` adds a column of running numbers.

    `under` is the quiet line below: the code that leads to the same table, and the version. `size_pt` is that of its
    plain text.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Lines, ...], ...]
    number_header: str = ""
    under: str = ""
    row_height_cm: float = 0.0
    size_pt: float = 9.0


LONGEST_UNBROKEN = 600
"""Characters of a cell up to which its row stays on one page; a longer one may need more than a page."""


def may_break(row: Sequence[Lines]) -> bool:
    """Whether a row of a table may go on on the next page."""
    return any(sum(len(line.text) for line in cell) > LONGEST_UNBROKEN for cell in row)


@dataclass(frozen=True)
class WritingSpace:
    """Empty ruled lines to be written on by hand."""

    lines: int


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines above the space, the name, and the line below it."""

    above: tuple[str, ...]
    name: str
    below: str = ""


@dataclass(frozen=True)
class Signatures:
    """Signatures side by side; a single one stands on the right."""

    signatures: tuple[Signature, ...]


Block = Letterhead | Title | Notice | Heading | Paragraph | Items | Facts | Table | WritingSpace | Signatures


@dataclass(frozen=True)
class Paper:
    """A paper: what it is called in its properties, its size and language, its blocks, and what stands at the foot.

    `page_words` has the places {page} and {pages}.
    """

    name: str
    language: str
    size: str
    day: date
    foot: str
    page_words: str
    blocks: tuple[Block, ...]


def lines(text: str, look: Look = "plain") -> Lines:
    """What a person wrote, or a text of ours, as lines: one a paragraph, without empty ones."""
    return tuple(Line(part.strip(), look) for part in clean(text).split("\n") if part.strip())


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(clean(text).split())


def joined(parts: Iterable[Lines]) -> Lines:
    """Lines one after the other."""
    return tuple(line for part in parts for line in part)


def shortened(text: str, most: int) -> str:
    """The text on one line, at most so long; what was cut off at a word is marked with an ellipsis."""
    whole = one_line(text)
    if len(whole) <= most:
        return whole
    kept = whole[: most - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{head if space and len(head) > most // 2 else kept}…"


def blocks_of(*groups: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the parts of a paper, one after the other."""
    return tuple(block for group in groups for block in group)
