"""Every institution of the forum in the order of the decree: what it promised, kept, left open, said and received."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.pack.words import PackWords
from reports.pack_inputs import Row
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.paper_words import rows_of
from reports.styles import PERCENT, STRONG_TEXT, TEXT, WHOLE, figures
from reports.table import Column, total, write_table

HEADER = 44
"""Points, for headers of three lines."""
COUNTS = (
    "activities", "unfinished", "not_started", "partly_done", "finished", "fallen_due", "kept_on_time", "kept_late",
    "late", "silent", "carried_over",
)  # fmt: skip
DAYS = ("median_days_late", "longest_open_days")
SEEN = ("meetings_held", "attended", "represented", "excused", "absent")
PAPERS = ("documents", "received", "passed_on")
WIDTHS = (6, 26, 13, *[8.5] * len(COUNTS), 9, *[9] * len(DAYS), 10, 36)


def institutions_sheet(book: Workbook, words: PackWords) -> None:
    """Writes the sheet: first what each institution promised, then how it took part."""
    sheet = open_sheet(book, "institutions", words, widths=WIDTHS, repeat=TITLES)
    rows = [_row(words, row, place) for place, row in enumerate(rows_of(words.pack.by_institution), start=1)]
    if not rows:
        note(sheet, FIRST_TABLE, words.say("no_members"), columns=6)
        return
    row = section(sheet, FIRST_TABLE, words.say("section.commitments"))
    row = _table(sheet, words, _commitments(words), rows, row=row, under="institutions_note")
    row = section(sheet, row + 1, words.say("section.taking_part"))
    _table(sheet, words, _taking_part(words), rows, row=row, under="taking_part_note")


def _table(
    sheet: Worksheet, words: PackWords, columns: tuple[Column, ...], rows: list[Row], *, row: int, under: str
) -> int:
    placed = write_table(sheet, columns, rows, top=row, total_words=words.of("total"))
    sheet.row_dimensions[row].height = HEADER
    below = note(sheet, placed.end + 1, words.say(under), columns=len(WIDTHS))
    return note(sheet, below, words.table("by_institution"), columns=len(WIDTHS))


def _named(words: PackWords) -> tuple[Column, ...]:
    return (
        Column("number", words.of("column.number"), figures("0")),
        Column("institution", words.of("column.institution"), STRONG_TEXT),
        Column("role", words.say("institution.role"), TEXT),
    )


def _counted(words: PackWords, names: tuple[str, ...], *, summed: bool = True) -> tuple[Column, ...]:
    style = figures(WHOLE)
    return tuple(
        Column(name, words.say(f"institution.{name}"), style, total=total(name) if summed else "") for name in names
    )


def _commitments(words: PackWords) -> tuple[Column, ...]:
    """The share of commitments kept on time is a formula over those whose day has come."""
    kept = '=IF({fallen_due}>0,{kept_on_time}/{fallen_due},"")'
    of_all = '=IF(SUM({fallen_due})>0,SUM({kept_on_time})/SUM({fallen_due}),"")'
    return (
        *_named(words),
        *_counted(words, COUNTS),
        Column("kept", words.say("institution.kept"), figures(PERCENT, strong=True), formula=kept, total=of_all),
        *_counted(words, DAYS, summed=False),
        *_counted(words, ("people_affected",)),
        Column("obstacles", words.say("institution.obstacles"), TEXT),
    )


def _taking_part(words: PackWords) -> tuple[Column, ...]:
    return (
        *_named(words),
        *_counted(words, SEEN[:1], summed=False),
        *_counted(words, SEEN[1:]),
        *_counted(words, PAPERS),
        Column("written_role", words.say("institution.written_role"), TEXT),
    )


def _row(words: PackWords, row: Row, place: int) -> Row:
    obstacles = [words.code("obstacle", code) for code in row["obstacles"]]
    role = words.code("member_role", row["role"]) if row["is_member"] else words.say("not_a_member")
    written = words.say("written" if row["has_written_role"] else "not_written") if row["is_member"] else ""
    return {**row, "number": place, "role": role, "written_role": written, "obstacles": "; ".join(obstacles)}
