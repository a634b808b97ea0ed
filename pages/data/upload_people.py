"""A list of people: what may be done with it, on the word of whoever brought it."""

import streamlit as st

from pages.data import upload_file
from pages.data.upload_asked import Asked
from ui import blocks
from ui.words import t

PEOPLE, COUNT = "people", "count"


def offer_count(asked: Asked) -> None:
    """Say what stands in the file and what counting does, with the button that counts."""
    note = t("upload.people.note", columns=asked.about, place=asked.place)
    blocks.notice(note, kind="attention", title=t("upload.people.title"))
    blocks.points([t(f"upload.people.{step}") for step in ("counted", "dropped", "otherwise")])
    st.button(t("upload.people.count"), type="primary", on_click=_count, args=(asked,))


def _count(asked: Asked) -> None:
    upload_file.answer({asked.code: COUNT}, about={asked.code: asked.about})
