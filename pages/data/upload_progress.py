"""Says what is being done with a file while it takes long, and lets a person give up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from ui.markup import element, html
from ui.words import t

STEPS = ("opening", "recognising", "checking", "comparing")
"""The steps of reading in their order; `waiting` for a free place comes before them."""
MARKS = {"done": "✓", "current": "…", "ahead": "○"}


@contextmanager
def told(work: str, *, on_cancel: Callable[[], None]) -> Iterator[Callable[[str], None]]:
    """Gives a function that shows the step of a piece of work, with a button that gives it up; gone when it is done.

    `work` tells one piece from another. A click on the button ends this run at the next call of the function.
    """
    place = st.empty()
    drawn: list[st.delta_generator.DeltaGenerator] = []

    def tell(step: str) -> None:
        if not drawn:
            with place.container():
                drawn.append(st.empty())
                st.button(t("upload.cancel"), key=f"upload_cancel_{work}", on_click=on_cancel)
        with drawn[0]:
            html(_steps(step))

    yield tell
    place.empty()


def _steps(step: str) -> str:
    current = STEPS.index(step) if step in STEPS else -1
    waiting = element("li", t("upload.work.waiting"), css="current") if step == "waiting" else ""
    items = "".join(_item(name, place, current) for place, name in enumerate(STEPS))
    return f'<ol class="work" role="status">{waiting}{items}</ol>'


def _item(name: str, place: int, current: int) -> str:
    state = "done" if place < current else "current" if place == current else "ahead"
    mark = f'<span aria-hidden="true">{MARKS[state]}</span>'
    return f'<li class="{state}">{mark}{element("span", t(f"upload.work.{name}"))}</li>'
