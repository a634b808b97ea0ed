"""Horizontal bars with their name and value written above them: readable at 390 pixels, nothing to look up."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.look import HIDDEN_AXIS, INK, PALE, QUIET, Part, draw, label, plain

ROW_HEIGHT = 40
BAR_WIDTH = 0.34
WORDS_ABOVE = 0.42


@dataclass(frozen=True)
class Bar:
    """One bar; all words as people wrote them (they are made harmless here)."""

    name: str
    value: float
    value_words: str
    colour: str
    hover: str = ""
    is_strong: bool = False


def labelled_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    language: str,
    note: str = "",
    scale_to: float | None = None,
    line_at: float | None = None,
    line_words: str = "",
) -> go.Figure:
    """Bars from zero in the given order, first on top; a thin labelled line where a target is given."""
    values = [bar.value for bar in bars if bar.value == bar.value]
    left = min([0.0, *values])
    right = max([scale_to or 0.0, line_at or 0.0, *values]) or 1.0
    height = len(bars) * ROW_HEIGHT + (22 if line_at is not None else 0)
    return draw(
        [_bars(bars), _words(bars, left, right)[0], _words(bars, left, right)[1]],
        title=title, language=language, plot_height=height, note=note, axis=False,
        annotations=_line_words(line_at, line_words), shapes=_lines(len(bars), line_at, left),
        barmode="overlay", xaxis=HIDDEN_AXIS | {"range": [left, right * 1.004]},
        yaxis=HIDDEN_AXIS | {"range": [len(bars) - 0.6, -0.75 - (0.5 if line_at is not None else 0)]},
    )  # fmt: skip


def _bars(bars: Sequence[Bar]) -> Part:
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(bars))), "x": [bar.value for bar in bars],
        "width": BAR_WIDTH, "marker": {"color": [bar.colour for bar in bars]}, "hoverinfo": "text", "name": "bars",
        "hovertext": [plain(bar.hover or f"{bar.name}: {bar.value_words}") for bar in bars],
    }  # fmt: skip


def _words(bars: Sequence[Bar], left: float, right: float) -> tuple[Part, Part]:
    above = [index - WORDS_ABOVE for index in range(len(bars))]
    common = {"type": "scatter", "mode": "text", "y": above, "hoverinfo": "skip", "cliponaxis": False}
    names = common | {
        "x": [left] * len(bars), "textposition": "middle right", "name": "names",
        "text": [_strong(bar.name, bar) for bar in bars], "textfont": {"size": 13, "color": INK},
    }  # fmt: skip
    values = common | {
        "x": [right] * len(bars), "textposition": "middle left", "name": "value words",
        "text": [f"<b>{plain(bar.value_words)}</b>" for bar in bars], "textfont": {"size": 13, "color": INK},
    }  # fmt: skip
    return names, values


def _strong(words: str, bar: Bar) -> str:
    return f"<b>{plain(words)}</b>" if bar.is_strong else plain(words)


def _lines(count: int, line_at: float | None, left: float) -> list[Part]:
    """The zero line where bars go both ways, and the target as a tick at every bar, clear of the words."""
    zero = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": PALE, "width": 1}}
    ticks = [
        {"type": "line", "x0": line_at, "x1": line_at, "y0": index - 0.23, "y1": index + 0.26,
         "line": {"color": INK, "width": 1.6}}
        for index in range(count) if line_at is not None
    ]  # fmt: skip
    return [zero, *ticks] if left < 0 else ticks


def _line_words(line_at: float | None, words: str) -> list[Part]:
    if line_at is None:
        return []
    place = {"xanchor": "right", "yref": "paper", "y": 1, "yanchor": "top", "xref": "paper", "x": 1}
    return [label(f"┃ {plain(words)}", font={"size": 12, "color": QUIET}, **place)]
