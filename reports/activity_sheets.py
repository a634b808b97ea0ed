"""What the forum planned: first what is not finished, then everything."""

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import unfinished, unfinished_counts
from reports.page import FIRST_TABLE, TABLE_HEADER, note, open_sheet
from reports.styles import DAY, DECIMAL, STRONG_TEXT, SUBTITLE, TEXT, WHOLE, figures
from reports.table import Column, Placed, Row, as_value, write_table
from reports.words import Words
from reports.writer import put
from vocab.codes import Timing

WIDTHS = {
    "number": 5, "forum": 18, "origin": 12, "area": 18, "institution": 20, "office": 18, "person": 18,
    "supporters": 18, "sector": 14, "problem": 26, "activity": 38, "field": 18, "indicator": 20, "output_unit": 11,
    "output_target": 11, "output_realised": 11, "people_expected": 13, "people_segment": 16, "start_date": 15,
    "due_date": 15, "status": 17, "timing": 17, "obstacle": 19, "obstacle_note": 24, "progress_pct": 11, "budget": 15,
    "budget_state": 13, "budget_source": 15, "evidence": 26,
}  # fmt: skip
"""Every column of the sheet of all activities, in its order."""
UNFINISHED = ("number", "institution", "activity", "status", "timing", "due_date", "obstacle", "obstacle_note", "forum")
ALWAYS = ("number", "institution", "activity", "status", "timing", "due_date")
"""Columns that stand even where no row has anything in them."""


def unfinished_sheet(book: Workbook, words: Words) -> None:
    """The unfinished activities in the order of the institutions, with status, due date and cause."""
    sheet = open_sheet(book, "unfinished", words, widths=_widths(UNFINISHED), repeat=TABLE_HEADER)
    timed = words.inputs.activities
    rows = _rows(words, unfinished(timed))
    if not rows:
        note(sheet, FIRST_TABLE, words.of("nothing_unfinished" if len(timed) else "no_activities"), columns=6)
        return
    _told(sheet, words)
    filtered(sheet, write_table(sheet, _columns(words, UNFINISHED), rows, top=FIRST_TABLE))


def _told(sheet: Worksheet, words: Words) -> None:
    counts = unfinished_counts(words.inputs.activities)
    parts = ", ".join(f"{count} {words.code('status', status.value).lower()}" for status, count in counts.by_status)
    told = words.of("unfinished_counts", count=counts.total, parts=parts, late=counts.overdue)
    put(sheet["A2"], told if counts.total else words.of("nothing_unfinished"), SUBTITLE)


def activities_sheet(book: Workbook, words: Words) -> None:
    """All activities of the forums of the area; columns in which no row says anything are left out."""
    rows = _rows(words, words.inputs.activities)
    wanted = tuple(key for key in WIDTHS if key in ALWAYS or any(is_said(row[key]) for row in rows))
    sheet = open_sheet(book, "activities", words, widths=_widths(wanted), repeat=TABLE_HEADER)
    if not rows:
        note(sheet, FIRST_TABLE, words.of("no_activities"), columns=len(wanted))
        return
    filtered(sheet, write_table(sheet, _columns(words, wanted), rows, top=FIRST_TABLE))


def is_said(value: object) -> bool:
    """Whether a cell would show anything of a value."""
    return as_value(value) not in (None, "")


def _widths(wanted: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(WIDTHS[key] for key in wanted)


def filtered(sheet: Worksheet, placed: Placed) -> None:
    """Lets the lines of a table be filtered by their columns."""
    last = list(placed.letters.values())[-1]
    sheet.auto_filter.ref = f"A{placed.header}:{last}{placed.last}"


def _columns(words: Words, wanted: tuple[str, ...]) -> tuple[Column, ...]:
    styles = {
        "number": figures("0"),
        "activity": STRONG_TEXT,
        "start_date": figures(DAY[words.language]),
        "due_date": figures(DAY[words.language]),
        "output_target": figures(DECIMAL),
        "output_realised": figures(DECIMAL),
        "people_expected": figures(WHOLE),
        "progress_pct": figures("0%"),
        "budget": figures(WHOLE),
    }
    return tuple(Column(key, words.of(f"column.{key}"), styles.get(key, TEXT)) for key in wanted)


def _rows(words: Words, activities: pd.DataFrame) -> list[Row]:
    return [_row(words, row, place) for place, row in enumerate(activities.to_dict("records"), start=1)]


def _row(words: Words, row: Row, place: int) -> Row:
    progress = row.get("progress_pct")
    coded = {name: words.code(name, row[name]) for name in ("sector", "field", "status", "obstacle", "budget_state")}
    coded["people_segment"] = words.code("segment", row["people_segment"])
    return (
        row
        | coded
        | {
            "number": place,
            "area": words.area(row["region_code"]),
            "timing": _timing(words, row),
            "progress_pct": None if progress is None or progress != progress else progress / 100,
        }
    )


def _timing(words: Words, row: Row) -> str:
    if row["timing"] == Timing.OVERDUE:
        days = words.number(row["days_late"])
        return words.code("timing", "overdue_days").format(days=days)
    return words.code("timing", str(row["timing"]))
