"""A way out where only some sheets of a file are in order: reading one of those alone."""

import streamlit as st

from loaders.reading import Reading
from pages.data import upload_file
from ui import blocks
from ui.words import escape_markdown, t

MOST = 3
"""Sheets that are offered; where more are in order, leaving all but one unread is no way out."""


def offer_sheets(reading: Reading) -> None:
    """The sheets with tables that need nothing, where others of the file do; each can be read alone."""
    sheets = sheets_in_order(reading)
    if not sheets:
        return
    blocks.paragraph(t("upload.one_sheet.note"))
    with st.container(horizontal=True):
        for sheet in sheets:
            label = t("upload.one_sheet.button", name=escape_markdown(sheet))
            st.button(label, key=f"upload_sheet_{sheet}", on_click=_read_alone, args=(sheet,))


def sheets_in_order(reading: Reading) -> tuple[str, ...]:
    """Sheets with tables and without errors or questions; none where all are so, or too many."""
    needing = {one.sheet for one in (*reading.errors, *reading.questions)}
    tables = dict.fromkeys(table.sheet for table in reading.tables if table.sheet is not None)
    found = tuple(sheet for sheet in tables if sheet not in needing)
    return found if needing and None not in needing and len(found) <= MOST else ()


def _read_alone(sheet: str) -> None:
    upload_file.answer({"sheet": sheet})
