"""What the forum planned: first what is not finished, then everything."""

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import unfinished, unfinished_counts
from reports.page import FIRST_TABLE, note, open_sheet
from reports.styles import DAY, DECIMAL, STRONG_TEXT, SUBTITLE, TEXT, WHOLE, figures
from reports.table import Column, Placed, Row, write_table
from reports.words import Words
from reports.writer import put
from vocab.codes import Timing

UNFINISHED_WIDTHS = (5, 24, 46, 22, 22, 17, 24, 34, 24, 20)
ALL_WIDTHS = (5, 22, 16, 20, 22, 18, 40, 22, 11, 11, 11, 15, 15, 21, 21, 22, 30, 10, 16, 14, 30)


def unfinished_sheet(book: Workbook, words: Words) -> None:
    """The unfinished activities in the order of the institutions, with status, due date and cause."""
    sheet = open_sheet(book, "unfinished", words, widths=UNFINISHED_WIDTHS, header_row=FIRST_TABLE)
    timed = words.inputs.activities
    rows = _rows(words, unfinished(timed))
    if not rows:
        note(sheet, FIRST_TABLE, words.of("nothing_unfinished" if len(timed) else "no_activities"), columns=6)
        return
    _told(sheet, words)
    wanted = ("number", "institution", "activity", "status", "timing", "due_date", "obstacle", "obstacle_note")
    _filtered(sheet, write_table(sheet, _columns(words, (*wanted, "forum", "area")), rows, top=FIRST_TABLE))


def _told(sheet: Worksheet, words: Words) -> None:
    counts = unfinished_counts(words.inputs.activities)
    parts = ", ".join(f"{count} {words.code('status', status.value).lower()}" for status, count in counts.by_status)
    told = words.of("unfinished_counts", count=counts.total, parts=parts, late=counts.overdue)
    put(sheet["A2"], told if counts.total else words.of("nothing_unfinished"), SUBTITLE)


def activities_sheet(book: Workbook, words: Words) -> None:
    """All activities of the forums of the area."""
    sheet = open_sheet(book, "activities", words, widths=ALL_WIDTHS, header_row=FIRST_TABLE)
    rows = _rows(words, words.inputs.activities)
    if not rows:
        note(sheet, FIRST_TABLE, words.of("no_activities"), columns=6)
        return
    wanted = (
        "number", "forum", "origin", "area", "institution", "sector", "activity", "field", "output_unit",
        "output_target", "output_realised", "start_date", "due_date", "status", "timing", "obstacle", "obstacle_note",
        "progress_pct",
        "budget", "budget_state", "evidence",
    )  # fmt: skip
    _filtered(sheet, write_table(sheet, _columns(words, wanted), rows, top=FIRST_TABLE))


def _filtered(sheet: Worksheet, placed: Placed) -> None:
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
        "progress_pct": figures("0%"),
        "budget": figures(WHOLE),
    }
    return tuple(Column(key, words.of(f"column.{key}"), styles.get(key, TEXT)) for key in wanted)


def _rows(words: Words, activities: pd.DataFrame) -> list[Row]:
    return [_row(words, row, place) for place, row in enumerate(activities.to_dict("records"), start=1)]


def _row(words: Words, row: Row, place: int) -> Row:
    progress = row.get("progress_pct")
    coded = {name: words.code(name, row[name]) for name in ("sector", "field", "status", "obstacle", "budget_state")}
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
