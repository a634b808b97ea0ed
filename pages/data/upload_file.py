"""The file that lies on the table: read once for each set of answers, and forgotten as soon as it is put away."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from loaders.reading import Options, Reading, read_file
from pages.data import upload_progress
from ui import blocks, data, downloads, session
from ui.words import t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

STEPS = ("file", "recognised", "review", "save")
NAMED = tuple(option.name for option in fields(Options) if option.name != "answers")
"""Questions that have an option of their own; all others are pairs of code and value."""
MARKED = "marked_copy"
"""The key under which the marked copy is offered for download."""
_NUMBER, _OPEN, _READING, _PREVIEW = "upload_number", "upload_open", "upload_reading", "upload_preview"
_SHEETS, _ASKED = "upload_sheets", "upload_asked"


def show_step(place: "DeltaGenerator", step: str) -> None:
    """Where one stands among the four steps; drawn again in the same place as the file gets further."""
    with place:
        blocks.steps([t(f"upload.step.{name}") for name in STEPS], STEPS.index(step))


def ask_file() -> "UploadedFile | None":
    """The uploader. Every kind of file may be chosen, so that the answer to a wrong one is ours and says what to do."""
    number = st.session_state.setdefault(_NUMBER, 0)
    file = st.file_uploader(t("upload.choose"), key=f"upload_file_{number}")
    if file is None or st.session_state.get(_OPEN, ("",))[0] != file.file_id:
        forget()
    if file is not None:
        st.session_state.setdefault(_OPEN, (file.file_id, Options()))
    return file


def forget() -> None:
    """Keep nothing of a file that is no longer there."""
    for name in (_OPEN, _READING, _PREVIEW, _SHEETS, _ASKED):
        st.session_state.pop(name, None)
    downloads.withdraw(MARKED)


def put_away() -> None:
    """Empty the uploader: its file has been saved, or given up."""
    forget()
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1


def options() -> Options:
    """What the person has answered about the file."""
    chosen: Options = st.session_state[_OPEN][1]
    return chosen


def answer(answers: Mapping[str, str | None], *, about: Mapping[str, str] | None = None) -> None:
    """Take over answers about the file, with the words they were asked with; it is read again with them.

    An answer of None takes an earlier one back.
    """
    file_id, before = st.session_state[_OPEN]
    named = {code: value for code, value in answers.items() if code in NAMED}
    others = {**dict(before.answers), **{code: value for code, value in answers.items() if code not in NAMED}}
    pairs = tuple(sorted((code, value) for code, value in others.items() if value is not None))
    st.session_state[_OPEN] = (file_id, replace(before, answers=pairs, **named))
    st.session_state[_ASKED] = {**asked_words(), **(about or {})}


def asked_words() -> dict[str, str]:
    """The words that stood in the file where something was asked, by the code of the question."""
    words: dict[str, str] = st.session_state.get(_ASKED, {})
    return words


def sheets() -> tuple[str, ...]:
    """The sheets that the file has, as seen when it was first read."""
    seen: tuple[str, ...] = st.session_state.get(_SHEETS, ())
    return seen


def read(file: "UploadedFile") -> Reading:
    """The file as read with the answers given so far, those remembered, and the areas known so far."""
    areas, remembered = data.areas(), data.remembered_answers()
    key = (file.file_id, options(), tuple(areas["code"]), remembered)

    def build() -> Reading:
        with upload_progress.told("reading", on_cancel=put_away) as tell:
            return read_file(
                file.getvalue(),
                file_name=file.name,
                options=options(),
                areas=areas,
                remembered=remembered,
                today=session.today(),
                tell=tell,
            )

    reading: Reading = _kept(_READING, key, build)
    seen = tuple(picture.sheet for picture in reading.pictures if picture.sheet is not None)
    st.session_state.setdefault(_SHEETS, seen)
    return reading


def kept_preview(key: object, build: Callable[[], Any]) -> Any:
    """The differences as first shown for a reading: what a person looks at must be what is saved."""
    return _kept(_PREVIEW, key, build)


def look_again() -> None:
    """Compare with the store once more."""
    st.session_state.pop(_PREVIEW, None)


def _kept(name: str, key: object, build: Callable[[], Any]) -> Any:
    kept = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = (key, build())
        st.session_state[name] = kept
    return kept[1]
