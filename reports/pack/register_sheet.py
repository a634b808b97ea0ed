"""The register in the meeting's workbook: every activity of the forum with its plan, its state and its history."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.activity_sheets import filtered, is_said
from reports.pack.words import PackWords
from reports.page import FIRST_TABLE, TABLE_HEADER, note, open_sheet
from reports.styles import DAY, DECIMAL, STRONG_TEXT, TEXT, WHOLE, Style, figures
from reports.table import Column, write_table

WIDTHS = {
    "number": 6, "code": 11, "institution": 24, "activity": 42, "status": 18, "timing": 18, "due_date": 16,
    "counted_until": 16, "first_due_date": 16, "slips": 8, "progress": 11, "owner": 24, "supporters": 20,
    "obstacle": 20, "obstacle_note": 28, "decision": 24, "people_expected": 12, "people_segment": 18, "output_unit": 12,
    "output_target": 11, "output_realised": 11, "indicator": 24, "problem": 30, "field": 20, "sector": 14, "area": 20,
    "origin": 18, "start_date": 16, "reported_on": 16, "reporting": 16, "meetings_survived": 10, "age_days": 10,
    "budget": 16, "budget_state": 14, "budget_source": 18, "evidence": 28, "evidence_check": 18,
}  # fmt: skip
"""Every column in its order, and how wide it is."""
ALWAYS = ("number", "institution", "activity", "status", "timing", "due_date")
"""Columns that stand even where no row has anything in them."""
REPEATED = 4
"""So many columns stand again on every page across."""
ONE_PAGE = 230
"""Characters that still can be read across one page."""


def register_sheet(book: Workbook, words: PackWords) -> None:
    """Writes the sheet; columns in which no row says anything are left out."""
    rows = words.register
    wanted = tuple(key for key in WIDTHS if key in ALWAYS or any(is_said(row[key]) for row in rows))
    sheet = open_sheet(book, "register", words, widths=[WIDTHS[key] for key in wanted], repeat=TABLE_HEADER)
    if not rows:
        note(sheet, FIRST_TABLE, words.of("no_activities"), columns=len(wanted))
        return
    placed = write_table(sheet, _columns(words, wanted), rows, top=FIRST_TABLE)
    filtered(sheet, placed)
    note(sheet, placed.end + 1, words.table("follow_up"), columns=REPEATED)
    _across(sheet, wanted)


def _across(sheet: Worksheet, wanted: tuple[str, ...]) -> None:
    """Wide registers go over several pages, each beginning with whose activity it is."""
    width = sum(WIDTHS[key] for key in wanted)
    repeated = sum(WIDTHS[key] for key in wanted[:REPEATED])
    sheet.page_setup.fitToWidth = max(1, -(-(width - repeated) // (ONE_PAGE - repeated)))
    sheet.print_title_cols = f"A:{sheet.cell(1, REPEATED).column_letter}"


def _columns(words: PackWords, wanted: tuple[str, ...]) -> tuple[Column, ...]:
    """Progress is a formula where the promised and the realised volume stand beside it, else what was reported."""
    styles, counts = _styles(words.language), ("output_target", "output_realised")
    progress = '=IF({output_target}>0,{output_realised}/{output_target},"")'
    return tuple(
        Column(
            key, words.say(f"column.{key}"), styles.get(key, TEXT), needs=counts,
            formula=progress if key == "progress" and set(counts) <= set(wanted) else "",
        )
        for key in wanted
    )  # fmt: skip


def _styles(language: str) -> dict[str, Style]:
    dates = ("start_date", "due_date", "counted_until", "first_due_date", "reported_on")
    days = dict.fromkeys(dates, figures(DAY[language]))
    whole = dict.fromkeys(("people_expected", "budget", "age_days", "slips", "meetings_survived"), figures(WHOLE))
    parts = dict.fromkeys(("output_target", "output_realised"), figures(DECIMAL))
    return {**days, **whole, **parts, "number": figures("0"), "activity": STRONG_TEXT, "progress": figures("0.0%")}
