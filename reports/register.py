"""The register of follow-up as a workbook that offices fill in and give back: one row an activity."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook

from reports.register_lists import draw_guide, draw_lists
from reports.register_sheet import draw_register
from reports.register_words import RegisterInputs
from reports.workbook import UNFIT_FOR_NAMES
from reports.writer import as_bytes, set_facts
from texts import text
from vocab.register import REGISTER_COLUMNS

__all__ = ["RegisterInputs", "register_name", "register_workbook"]


def register_workbook(inputs: RegisterInputs) -> bytes:
    """The workbook as bytes of an xlsx file: the register, a guide, and hidden lists for the drop-downs."""
    book = Workbook()
    book.remove(book.active)
    rows = [_row(row, place, inputs) for place, row in enumerate(inputs.activities.to_dict("records"), start=1)]
    sheet, placed = draw_register(book, rows, inputs)
    draw_guide(book, inputs)
    draw_lists(book, sheet, placed, inputs)
    set_facts(book, {"title": inputs.of("title", forum=inputs.forum), "creator": "Cakupan"})
    book.properties.created = book.properties.modified = inputs.made_at.replace(tzinfo=None)
    return as_bytes(book)


def register_name(forum: str, version: int, today: date, language: str) -> str:
    """The file name: Daftar-RTL_FKPKU-Kabupaten-Banyuasin_v12_2026-11-22.xlsx."""
    named = UNFIT_FOR_NAMES.sub("-", forum).strip("-.")[:80] or "forum"
    return f"{text('register.file_name', language)}_{named}_v{version}_{today.isoformat()}.xlsx"


def _row(row: Mapping[Any, Any], place: int, inputs: RegisterInputs) -> dict[str, Any]:
    """A row with codes as words: the hidden columns, then those that people see; a reason is asked, never given."""
    hidden = {"activity_id": row["activity_id"], "version": inputs.version}
    given = {**row, "number": place, "due_reason": None}
    return hidden | {column.name: inputs.written(column, given[column.name]) for column in REGISTER_COLUMNS}
