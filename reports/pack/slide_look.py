"""How a slide looks: 16:9, white ground, large type, one title that says what is seen, source and marks beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from reports.clean import clean
from reports.pack.slide_text import LINE, first_that_fits, fitted, width_of, wrapped
from reports.styles import INK, QUIET, TEAL
from reports.styles import LINE as RULE

TYPEFACE = "Arial"
WIDTH, HEIGHT = 960.0, 540.0
"""Points: 13,33 × 7,5 inches."""
SIDE = 40.0
SMALL, BODY, LARGE, TITLE = 18.0, 20.0, 24.0, 28.0
"""Sizes of type; nothing on a slide is smaller than the first."""
TITLE_LINES = 2
MARK_INK = "8A5A00"
QUIET_INK = QUIET
TITLE_ONLY = 5
"""The layout of the library's own template that has a title and nothing else."""


class Area(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


HEADING = Area(SIDE, 26, WIDTH - 2 * SIDE, TITLE_LINES * TITLE * LINE + 4)
CONTENT = Area(SIDE, 112, WIDTH - 2 * SIDE, 356)
FOOT = Area(SIDE, 478, WIDTH - 2 * SIDE, 2 * SMALL * LINE + 2)


@dataclass(frozen=True)
class Said:
    """Words in one size, weight and colour."""

    text: str
    size: float = SMALL
    is_bold: bool = False
    colour: str = INK


Paragraph = Said | tuple[Said, ...]
"""One paragraph: words that look alike, or several that do not."""


def strong(text: str, size: float = SMALL, colour: str = INK) -> Said:
    """Words that stand out."""
    return Said(text, size, is_bold=True, colour=colour)


def new_deck() -> Deck:
    """An empty presentation for a projector."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    return deck


def title_of(*variants: str) -> str:
    """The longest way of a title that needs no cutting."""
    return first_that_fits(variants, HEADING.width, TITLE, lines=TITLE_LINES, is_bold=True)


def add_slide(
    deck: Deck, title: str, *, heading: Area = HEADING, size: float = TITLE, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP
) -> Slide:
    """A slide with its title, which also stands in the outline and is read out."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    _place(shape, heading)
    lines = int(heading.height // (size * LINE))
    told = fitted(title, heading.width, size, lines=lines, is_bold=True)
    write(shape.text_frame, [strong(told, size, TEAL)], anchor=anchor)
    return slide


def add_foot(slide: Slide, source: str, version: str, marks: str) -> None:
    """What every slide has beneath: where its figures are from and of when, then what must not be missed."""
    add_plane(slide, Area(FOOT.left, FOOT.top - 4, FOOT.width, 0.75), RULE)
    first = Said(fitted(source, FOOT.width, SMALL), colour=QUIET_INK)
    room = FOOT.width - width_of(version, SMALL)
    second = (Said(version, colour=QUIET_INK), strong(fitted(marks, room, SMALL, is_bold=True), SMALL, MARK_INK))
    add_words(slide, FOOT, [first, second])


def add_plane(slide: Slide, area: Area, colour: str) -> None:
    """A plain surface: a rule, or the edge of the first slide."""
    plane = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    _place(plane, area)
    plane.shadow.inherit = False
    plane.line.fill.background()
    plane.fill.solid()
    plane.fill.fore_color.rgb = rgb(colour)


def add_words(
    slide: Slide, area: Area, said: Sequence[Paragraph], *, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    side: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:  # fmt: skip
    """Paragraphs in a box without a border."""
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    _place(box, area)
    write(box.text_frame, said, anchor=anchor, side=side)


def write(
    frame: Any, said: Sequence[Paragraph], *, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP, side: PP_ALIGN = PP_ALIGN.LEFT
) -> None:
    """Paragraphs into a text frame without inner margins, one below the other."""
    frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, anchor, None
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, one in enumerate(said):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.line_spacing = side, 1.0
        paragraph.space_before = paragraph.space_after = Pt(0)
        for part in one if isinstance(one, tuple) else (one,):
            run = paragraph.add_run()
            run.text = clean(part.text).replace("\n", " ")
            dress(run.font, part)


def dress(font: Any, one: Said) -> None:
    """A font as the words want it."""
    font.name, font.size, font.bold = TYPEFACE, Pt(one.size), one.is_bold
    font.color.rgb = rgb(one.colour)


def rgb(colour: str) -> RGBColor:
    """A colour from its six digits, with or without #."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def needed(said: Sequence[Said], width: float) -> float:
    """The height that paragraphs take, in points."""
    return sum(len(wrapped(one.text, width, one.size, is_bold=one.is_bold)) * one.size * LINE for one in said)


def _place(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in area)
