"""The Excel summary of one area and period: nine sheets, every percentage a formula over the counts beside it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from reports.activity_sheets import activities_sheet, unfinished_sheet
from reports.coverage_sheets import regions_sheet, segments_sheet, trend_sheet
from reports.facility_sheet import facilities_sheet
from reports.fact_sheets import cover_sheet, definitions_sheet
from reports.headline_sheet import headline_sheet
from reports.inputs import WorkbookInputs
from reports.words import Words
from reports.writer import as_bytes, set_facts

AddSheet = Callable[[Workbook, Any], None]
"""Adds a sheet; the words are those of the summary or of a meeting."""
FIGURE_SHEETS: tuple[AddSheet, ...] = (regions_sheet, segments_sheet, trend_sheet, facilities_sheet)
SUMMARY_SHEETS: tuple[AddSheet, ...] = (*FIGURE_SHEETS, unfinished_sheet, activities_sheet)
UNFIT_FOR_NAMES = re.compile(r"[^\w.-]+")


def summary_workbook(inputs: WorkbookInputs, *, language: str) -> bytes:
    """The workbook as bytes of an xlsx file."""
    return as_bytes(summary_book(inputs, language=language))


def summary_book(inputs: WorkbookInputs, *, language: str) -> Workbook:
    """The workbook before it is written, for tests that look into it."""
    return book_of(Words(inputs, language), SUMMARY_SHEETS)


def book_of(words: Words, sheets: Sequence[AddSheet]) -> Workbook:
    """A workbook of cover, main figures, the given sheets, and definitions."""
    book = Workbook()
    book.remove(book.active)
    cells = headline_sheet(book, words)
    for add in (*sheets, definitions_sheet):
        add(book, words)
    cover_sheet(book, words, cells)
    book.move_sheet(words.sheet("cover"), offset=-len(book.sheetnames) + 1)
    book.active = 0
    set_facts(book, {"title": words.of("title.cover", area=words.area_name), "creator": "Cakupan"})
    book.properties.created = book.properties.modified = words.inputs.made_at.replace(tzinfo=None)
    return book


def workbook_name(area_name: str, period: str, today: date) -> str:
    """The file name, e.g. UHC_Kabupaten-Banyuasin_2016-08_2026-11-22.xlsx, safe on every system."""
    area = UNFIT_FOR_NAMES.sub("-", area_name).strip("-.")[:80] or "wilayah"
    return f"UHC_{area}_{period}_{today.isoformat()}.xlsx"
