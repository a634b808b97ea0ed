"""The meeting itself on one sheet: its facts, agenda with minutes, who came, what was decided, what was corrected."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.pack.words import PackWords
from reports.pack_inputs import Row
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.paper_parts import chair_line
from reports.paper_tables import attendance_counts, attendance_rows, attendance_word
from reports.paper_words import JOIN, rows_of
from reports.styles import DAY, LABEL, MARK, STRONG_TEXT, TEXT, WHOLE, figures
from reports.table import Column, total, write_table
from reports.writer import put

WIDTHS = (6, 25, 46, 42, 26, 18, 14, 18, 20)
NUMBER = figures("0")


def agenda_sheet(book: Workbook, words: PackWords) -> None:
    """Writes the sheet; what nobody read back to the meeting is called a draft."""
    sheet = open_sheet(book, "agenda", words, widths=WIDTHS, repeat=TITLES)
    row = _facts(sheet, words, FIRST_TABLE)
    for part in (_agenda, _attendance, _decisions, _corrections):
        row = part(sheet, words, row + 1)


def _facts(sheet: Worksheet, words: PackWords, row: int) -> int:
    for mark in words.marks:
        put(sheet.cell(row, 1), mark, MARK)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.row_dimensions[row].height = 20
        row += 1
    for label, value in _told(words):
        put(sheet.cell(row, 1), label, LABEL)
        put(sheet.cell(row, 3), value, TEXT)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        row += 1
    return row


def _told(words: PackWords) -> list[tuple[str, str]]:
    meeting = words.pack.meeting
    place = JOIN.join(str(meeting[name]) for name in ("start_time", "place") if meeting[name])
    following = [words.day(meeting["next_date"])] if meeting["next_date"] else []
    following += [str(meeting["next_place"])] if following and meeting["next_place"] else []
    not_said = words.of("not_said")
    return [
        (words.say("fact.forum"), words.forum),
        (words.say("fact.meeting"), words.meeting),
        (words.say("fact.subject"), str(meeting["subject"] or not_said)),
        (words.say("fact.place"), place or not_said),
        (words.say("fact.chair"), chair_line(words.papers)),
        (words.say("fact.clerk"), str(meeting["clerk"] or not_said)),
        (words.say("fact.state"), words.code("meeting_state", meeting["state"])),
        (words.say("fact.next"), JOIN.join(following) or not_said),
    ]


def _agenda(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.agenda"))
    columns = (
        Column("number", words.of("column.number"), NUMBER),
        Column("part", words.say("column.part"), TEXT),
        Column("title", words.say("column.item"), STRONG_TEXT),
        Column("minutes", words.say("column.minutes"), TEXT),
        Column("institution", words.of("column.institution"), TEXT),
        Column("draft", words.say("column.state"), TEXT),
    )
    owners = dict(zip(words.pack.follow_up["activity_id"], words.pack.follow_up["institution"], strict=True))
    rows = [_item(words, item, owners, place) for place, item in enumerate(rows_of(words.pack.agenda), start=1)]
    return _table(sheet, words, columns, rows, row=row, table="agenda", nothing="no_agenda")


def _item(words: PackWords, item: Row, owners: dict[str, str], place: int) -> Row:
    return {
        "number": place,
        "part": words.code("agenda_section", item["section"]),
        "title": item["title"],
        "minutes": item["minutes"],
        "institution": owners.get(item["activity_id"], ""),
        "draft": _read(words, item) if item["minutes"] else "",
    }


def _read(words: PackWords, row: Row) -> str:
    return words.say("read_back" if row["is_read_back"] else "draft")


def _attendance(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.attendance"))
    row = note(sheet, row, attendance_counts(words.papers), columns=6)
    columns = (
        Column("number", words.of("column.number"), NUMBER),
        Column("institution", words.of("column.institution"), STRONG_TEXT),
        Column("position", words.say("column.position"), TEXT),
        Column("person", words.say("column.person"), TEXT),
        Column("how", words.say("column.attendance"), TEXT),
        Column("by", words.say("column.represented_by"), TEXT),
        Column("note", words.say("column.note"), TEXT),
    )
    rows = [
        row | {"number": place, "how": attendance_word(words.papers, row["attendance"])}
        for place, row in enumerate(attendance_rows(words.papers), start=1)
    ]
    return _table(sheet, words, columns, rows, row=row, table="attendance", nothing="no_members")


def _decisions(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.decisions"))
    columns = (
        Column("number", words.of("column.number"), NUMBER),
        Column("kind", words.say("column.decision_kind"), TEXT),
        Column("decision", words.say("column.decision_text"), STRONG_TEXT),
        Column("activity", words.of("column.activity"), TEXT),
        Column("institution", words.of("column.institution"), TEXT),
        Column("due_date", words.of("column.due_date"), figures(DAY[words.language])),
        Column("people", words.say("column.people"), figures(WHOLE), total=total("people")),
        Column("budget", words.of("column.budget"), figures(WHOLE), total=total("budget")),
        Column("draft", words.say("column.state"), TEXT),
    )
    named = dict(zip(words.pack.follow_up["activity_id"], words.pack.follow_up["activity"], strict=True))
    rows = [_decision(words, one, named, place) for place, one in enumerate(rows_of(words.pack.decisions), start=1)]
    return _table(sheet, words, columns, rows, row=row, table="decisions", nothing="no_decisions", summed=True)


def _decision(words: PackWords, row: Row, named: dict[str, str], place: int) -> Row:
    kind = words.say("direction" if row["is_direction"] else "agreement")
    activity = named.get(row["activity_id"], "")
    return {**row, "number": place, "kind": kind, "activity": activity, "draft": _read(words, row)}


def _corrections(sheet: Worksheet, words: PackWords, row: int) -> int:
    if words.pack.corrections.empty:
        return row
    row = section(sheet, row, words.say("section.corrections"))
    columns = (
        Column("number", words.of("column.number"), NUMBER),
        Column("part_words", words.say("column.part"), TEXT),
        Column("written", words.say("column.written"), TEXT),
        Column("corrected", words.say("column.corrected"), STRONG_TEXT),
        Column("subject", words.say("column.subject"), TEXT),
        Column("reason", words.say("column.reason"), TEXT),
        Column("chair", words.say("column.chair"), TEXT),
        Column("corrected_on", words.say("column.day"), figures(DAY[words.language])),
    )
    rows = [row | {"part_words": words.code("corrected_part", row["part"])} for row in rows_of(words.pack.corrections)]
    return _table(sheet, words, columns, rows, row=row, table="corrections", nothing="no_corrections")


def _table(
    sheet: Worksheet, words: PackWords, columns: tuple[Column, ...], rows: list[Row], *, row: int, table: str,
    nothing: str, summed: bool = False,
) -> int:  # fmt: skip
    """A table with its code under it, or that there is nothing; gives the line after it."""
    if not rows:
        return note(sheet, row, words.say(nothing), columns=6)
    placed = write_table(sheet, columns, rows, top=row, total_words=words.of("total") if summed else "")
    return note(sheet, placed.end + 1, words.table(table), columns=6)
