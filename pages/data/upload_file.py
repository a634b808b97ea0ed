"""The file that lies on the table: read once for each set of answers, and forgotten as soon as it is put away."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from loaders.reading import Options, Reading, read_file
from ui import blocks, data, session
from ui.words import escape_markdown, t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

STEPS = ("file", "recognised", "review", "save")
_NUMBER, _OPEN, _READING, _PREVIEW = "upload_number", "upload_open", "upload_reading", "upload_preview"


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
    for name in (_OPEN, _READING, _PREVIEW):
        st.session_state.pop(name, None)


def put_away() -> None:
    """Empty the uploader after its file has been saved."""
    forget()
    st.session_state[_NUMBER] += 1


def options() -> Options:
    """What the person has answered about the file."""
    chosen: Options = st.session_state[_OPEN][1]
    return chosen


def answer(answers: dict[str, str | None]) -> None:
    """Take over answers about the file; it is read again with them."""
    file_id, before = st.session_state[_OPEN]
    st.session_state[_OPEN] = (file_id, replace(before, **answers))


def read(file: "UploadedFile") -> Reading:
    """The file as read with the answers given so far and the areas known so far."""
    areas = data.areas()
    key = (file.file_id, options(), tuple(areas["code"]))

    def build() -> Reading:
        with st.spinner(t("upload.reading", name=escape_markdown(file.name))):
            today = session.today()
            return read_file(file.getvalue(), file_name=file.name, options=options(), areas=areas, today=today)

    return _kept(_READING, key, build)


def kept_preview(key: object, build: Any) -> Any:
    """The differences as first shown for a reading: what a person looks at must be what is saved."""
    return _kept(_PREVIEW, key, build)


def look_again() -> None:
    """Compare with the store once more."""
    st.session_state.pop(_PREVIEW, None)


def _kept(name: str, key: object, build: Any) -> Any:
    kept = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = (key, build())
        st.session_state[name] = kept
    return kept[1]
