"""What changed since the last meeting: every figure old and new with the reason, and what became of each activity."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.pack.words import PackWords
from reports.pack_inputs import Row
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.paper_words import is_given, rows_of
from reports.styles import (
    DAY,
    PERCENT,
    SIGNED_POINTS,
    SIGNED_WHOLE,
    STRONG_TEXT,
    TEXT,
    WHOLE,
    Style,
    figures,
)
from reports.table import Column, write_table

WIDTHS = (6, 30, 40, 20, 20, 18, 14, 14, 18, 18)


def changes_sheet(book: Workbook, words: PackWords) -> None:
    """Writes the sheet; a change is a formula over the two figures beside it."""
    sheet = open_sheet(book, "changes", words, widths=WIDTHS, repeat=TITLES)
    previous = words.pack.previous
    if previous is None:
        note(sheet, FIRST_TABLE, words.say("no_previous"), columns=6)
        return
    since = words.say("since", number=previous["number"], day=words.day(previous["meeting_date"]))
    row = note(sheet, FIRST_TABLE, since, columns=6)
    row = _figures(sheet, words, row + 1)
    _activities(sheet, words, row + 1)


def _figures(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.figure_changes"))
    columns = (
        Column("number", words.of("column.number"), figures("0")),
        Column("name", words.of("column.measure"), STRONG_TEXT),
        Column("reason_words", words.say("column.reason"), TEXT),
        Column("before", words.say("column.before"), figures(WHOLE), style_of=_value_style),
        Column("now", words.say("column.now"), figures(WHOLE), style_of=_value_style),
        Column("change", words.of("column.change"), figures(SIGNED_WHOLE), needs=("before", "now"),
               formula=_difference, style_of=_change_style),
        Column("unit_words", words.of("column.unit"), TEXT),
        Column("old_when", words.say("column.old_period"), TEXT),
        Column("new_when", words.say("column.new_period"), TEXT),
    )  # fmt: skip
    rows = [_figure(words, one, place) for place, one in enumerate(rows_of(words.pack.figure_changes), start=1)]
    if not rows:
        return note(sheet, row, words.say("no_figures"), columns=6)
    placed = write_table(sheet, columns, rows, top=row)
    return note(sheet, placed.end + 1, words.table("changes_figures"), columns=6)


def is_share(row: Row) -> bool:
    """Whether a figure is a percentage, whose change is in points."""
    return row["unit"] == "points"


def _figure(words: PackWords, row: Row, place: int) -> Row:
    scale = 100 if is_share(row) else 1
    before, now = (row[side] / scale if is_given(row[side]) else None for side in ("old", "new"))
    return {
        **row,
        "number": place,
        "name": words.code("forum_figure", row["figure"]),
        "reason_words": words.reason(row),
        "unit_words": words.say(f"unit.{row['unit']}"),
        "before": before,
        "now": now,
        "change": None,
        "old_when": words.when(row["old_period"]),
        "new_when": words.when(row["new_period"]),
    }


def _difference(row: Row) -> str:
    return "=({now}-{before})*100" if is_share(row) else "={now}-{before}"


def _value_style(row: Row) -> Style:
    return figures(PERCENT if is_share(row) else WHOLE)


def _change_style(row: Row) -> Style:
    return figures(SIGNED_POINTS if is_share(row) else SIGNED_WHOLE, strong=True)


def _activities(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.activity_changes"))
    columns = (
        Column("number", words.of("column.number"), figures("0")),
        Column("institution", words.of("column.institution"), TEXT),
        Column("activity", words.of("column.activity"), STRONG_TEXT),
        Column("change_words", words.say("column.what_changed"), TEXT),
        Column("old_status_words", words.say("column.old_status"), TEXT),
        Column("new_status_words", words.say("column.new_status"), TEXT),
        Column("old_progress", words.say("column.old_progress"), figures("0.0%")),
        Column("new_progress", words.say("column.new_progress"), figures("0.0%")),
        Column("old_due_date", words.say("column.old_due_date"), figures(DAY[words.language])),
        Column("new_due_date", words.say("column.new_due_date"), figures(DAY[words.language])),
    )
    rows = [_activity(words, one, place) for place, one in enumerate(rows_of(words.pack.activity_changes), start=1)]
    if not rows:
        return note(sheet, row, words.of("no_activities"), columns=6)
    placed = write_table(sheet, columns, rows, top=row)
    return note(sheet, placed.end + 1, words.table("changes_activities"), columns=6)


def _activity(words: PackWords, row: Row, place: int) -> Row:
    return {
        **row,
        "number": place,
        "change_words": words.change(row),
        **{f"{side}_status_words": words.code("status", row[f"{side}_status"]) for side in ("old", "new")},
        **{f"{side}_progress": _share(row[f"{side}_progress_pct"]) for side in ("old", "new")},
    }


def _share(value: float) -> float | None:
    return value / 100 if is_given(value) else None
