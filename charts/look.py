"""The one look of all figures: ground, grid, font, colours with a fixed meaning, and how Plotly speaks a language."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from babel import Locale

from texts import percent, text
from vocab.codes import ActivityStatus, Segment, TargetState
from vocab.segments import SEGMENTS

Part = dict[str, Any]
"""A piece of a figure as Plotly takes it."""
Row = Mapping[Any, Any]
"""One row of a metric frame."""

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'
INK = "#1D2A30"
QUIET = "#52616B"
GRID = "#E3E8EA"
ACCENT = "#0B6E6E"
PALE = "#B9C3C8"
NO_BREAK_SPACE = "\u00a0"
SEPARATORS = {"id": ",.", "en": ".,"}

TITLE_WIDTH = 50
NOTE_WIDTH = 60
"""Characters that fit a line of a 390 pixel screen at the size of titles and of notes."""
TITLE_LINE, NOTE_LINE, AXIS_LINE = 20, 15, 26
TITLE_SIZE, TEXT_SIZE, NOTE_SIZE = 15, 13, 12
MARGIN = 6
TITLE_NAME = "title"
_BEFORE_YEAR = re.compile(r" (?=\d{4}\b)")


@dataclass(frozen=True)
class StateMark:
    """Colour, written shape and Plotly symbol of a state against a target; colour never stands alone."""

    colour: str
    shape: str
    symbol: str


STATE_MARKS: dict[TargetState, StateMark] = {
    TargetState.BELOW: StateMark("#B3261E", "■", "square"),
    TargetState.NEAR: StateMark("#8A5A00", "◆", "diamond"),
    TargetState.REACHED: StateMark("#1B6B3A", "●", "circle"),
    TargetState.NO_DATA: StateMark("#5B6770", "▨", "square-open"),
}
"""Every colour has at least 4,5 : 1 on white, so it may also colour words."""

STATUS_COLOURS: dict[ActivityStatus, str] = {
    ActivityStatus.NOT_STARTED: "#37474F",
    ActivityStatus.IN_PROGRESS: "#2F6F9F",
    ActivityStatus.PARTLY_DONE: "#3E8E86",
    ActivityStatus.DONE_UNCONFIRMED: "#6E943C",
    ActivityStatus.DONE: "#1B6B3A",
    ActivityStatus.POSTPONED: "#A07A2C",
    ActivityStatus.CANCELLED: "#6B767D",
    ActivityStatus.CANNOT_BE_DONE: "#7D6B74",
}
"""Every colour has at least 3 : 1 on white, as shapes must."""


def segment_colour(code: str) -> str:
    """The colour that a segment has everywhere."""
    return SEGMENTS[Segment(code)].colour


def on_colour(colour: str) -> str:
    """White or ink, whichever is better read on a colour (WCAG contrast)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else INK


def plain(value: object) -> str:
    """Text of people made harmless for Plotly, which reads a kind of HTML and fills places like %{x}."""
    escaped = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("%{", "%\u200b{").replace("$", "&#36;")


def wrapped(value: object, width: int) -> str:
    """Text of people on several lines, made harmless line by line."""
    together = _BEFORE_YEAR.sub(NO_BREAK_SPACE, str(value))
    lines = textwrap.wrap(together, width, break_long_words=True) or [""]
    return "<br>".join(plain(line) for line in lines)


def draw(
    traces: Sequence[Part],
    *,
    title: str,
    language: str,
    plot_height: int,
    note: str = "",
    axis: bool = True,
    left: int = MARGIN,
    right: int = 14,
    annotations: Sequence[Part] = (),
    **layout: object,
) -> go.Figure:
    """A figure in the common look: title above, note beneath, room for both whatever their length.

    Built from plain parts in one call, which takes about 2 ms; `axis` keeps room for the words of the x axis.
    """
    heading, notes = _title(title, left), _note(note, left, axis=axis)
    above = TITLE_LINE * (heading["text"].count("<br>") + 1) + 14
    beneath = (AXIS_LINE if axis else 10) + sum(NOTE_LINE * (part["text"].count("<br>") + 1) + 4 for part in notes)
    margin = {"l": left, "r": right, "t": above, "b": beneath, "pad": 2}
    common = _common(language) | {"height": plot_height + above + beneath, "margin": margin}
    for name in ("xaxis", "yaxis"):
        layout[name] = AXIS | _part(layout.get(name))
    words = [heading, *annotations, *notes]
    return go.Figure({"data": list(traces), "layout": common | layout | {"annotations": words}})


def _title(title: str, left: int) -> Part:
    # An annotation, because Plotly's own title cuts off the first of several lines.
    place = {
        "xref": "paper",
        "x": 0,
        "xshift": MARGIN - left,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 6,
    }
    font = {"size": TITLE_SIZE, "weight": 600}
    return label(wrapped(title, TITLE_WIDTH), font=font, name=TITLE_NAME, **place)


def _part(value: object) -> Part:
    return dict(value) if isinstance(value, Mapping) else {}


def _note(note: str, left: int, *, axis: bool) -> list[Part]:
    if not note:
        return []
    return [
        label(
            wrapped(note, NOTE_WIDTH), xref="paper", x=0, xshift=MARGIN - left, yref="paper", y=0,
            yshift=-(AXIS_LINE if axis else 10),
            yanchor="top", font={"size": NOTE_SIZE, "color": QUIET}, name="note",
        )
    ]  # fmt: skip


def label(markup: str, **place: object) -> Part:
    """Words in a figure, left-aligned and without an arrow; people's text must come through `plain` or `wrapped`."""
    return {"text": markup, "showarrow": False, "xanchor": "left", "align": "left"} | place


AXIS: Part = {
    "showgrid": False, "zeroline": False, "gridcolor": GRID, "linecolor": GRID, "fixedrange": True, "automargin": False,
    "tickfont": {"size": NOTE_SIZE, "color": QUIET}, "ticks": "",
}  # fmt: skip
HIDDEN_AXIS: Part = {"visible": False, "fixedrange": True}


def _common(language: str) -> Part:
    words = {"family": FONT, "size": TEXT_SIZE, "color": INK}
    return {
        "font": words,
        "separators": SEPARATORS[language],
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "showlegend": False,
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": PALE, "align": "left", "font": words},
        "dragmode": False,
    }  # fmt: skip


def no_data(*, title: str, language: str, note: str = "") -> go.Figure:
    """What stands where there is nothing to draw: the words, never an empty frame."""
    words = f"{STATE_MARKS[TargetState.NO_DATA].shape} {plain(text('target_state.no_data', language))}"
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "xanchor": "center", "font": {"color": QUIET}}
    return draw(
        [], title=title, language=language, plot_height=80, note=note, axis=False,
        annotations=[label(words, **place)], xaxis=HIDDEN_AXIS, yaxis=HIDDEN_AXIS,
    )  # fmt: skip


def short_percent(value: float, language: str) -> str:
    """A target in percent, without decimals where it has none."""
    return percent(value, language, 0 if float(value).is_integer() else 2)


def message(*, title: str, language: str) -> go.Figure:
    """A figure that says all it has to say in its title."""
    return draw([], title=title, language=language, plot_height=10, axis=False, xaxis=HIDDEN_AXIS, yaxis=HIDDEN_AXIS)


def plain_title(drawn: go.Figure) -> str:
    """The title as plain words, for the text that stands in for a picture."""
    titles = (part.text for part in drawn.layout.annotations if part.name == TITLE_NAME)
    words = str(next(titles, "")).replace("<br>", " ").replace("&#36;", "$").replace("\u200b", "")
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plotly_config(language: str) -> dict[str, object]:
    """What Plotly is told beside a figure; the months stand inline, as its bundle has none but English."""
    locale = Locale.parse(language)
    months, days = locale.months["format"], locale.days["format"]
    formats = {
        "days": [days["wide"][index] for index in SUNDAY_FIRST],
        "shortDays": [days["abbreviated"][index] for index in SUNDAY_FIRST],
        "months": [months["wide"][index] for index in range(1, 13)],
        "shortMonths": [months["abbreviated"][index] for index in range(1, 13)],
        "date": "%d/%m/%Y",
        "decimal": SEPARATORS[language][0],
        "thousands": SEPARATORS[language][1],
    }
    dictionary = {name: text(f"charts.plotly.{key}", language) for key, name in PLOTLY_WORDS.items()}
    return {
        "locale": language,
        "locales": {language: {"dictionary": dictionary, "format": formats}},
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": "cakupan", "scale": 2},
    }


SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
PLOTLY_WORDS = {"download_png": "Download plot as a PNG", "download": "Download plot"}
"""Plotly's own English words that a reader can meet, by our key."""
