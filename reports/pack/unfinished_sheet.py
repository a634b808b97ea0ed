"""What is not carried out, told with its causes: not begun apart from partly done, then obstacle by obstacle."""

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import lost_items, pareto, selection, unfinished_counts
from reports.pack.words import PackWords
from reports.pack_inputs import Row
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.paper_follow_up import counts_sentence, in_decree_order
from reports.paper_words import rows_of
from reports.styles import DAY, PERCENT, STRONG_TEXT, SUBTITLE, TEXT, WHOLE, Style, figures
from reports.table import Column, total, write_table
from reports.writer import put
from vocab.codes import ActivityStatus

WIDTHS = {
    "number": 6, "institution": 24, "activity": 40, "status": 18, "timing": 18, "due_date": 16, "meetings_survived": 10,
    "obstacle": 20, "obstacle_note": 28, "people_expected": 12, "decision": 24,
}  # fmt: skip


def unfinished_work_sheet(book: Workbook, words: PackWords) -> None:
    """Writes the sheet: two lists, the obstacles with their share, and what could be lost."""
    sheet = open_sheet(book, "unfinished", words, widths=list(WIDTHS.values()), repeat=TITLES)
    put(sheet["A2"], counts_sentence(words.papers), SUBTITLE)
    rows = in_decree_order(words.papers, selection(words.pack.follow_up))
    if rows.empty:
        note(sheet, FIRST_TABLE, words.of("nothing_unfinished"), columns=6)
        return
    is_begun = rows["status"] != ActivityStatus.NOT_STARTED
    row = _listed(sheet, words, rows[~is_begun], row=FIRST_TABLE, key="not_started")
    row = _listed(sheet, words, rows[is_begun], row=row + 1, key="begun")
    row = _by_status(sheet, words, row + 1)
    row = _obstacles(sheet, words, row + 1)
    _lost(sheet, words, row + 1)


def _listed(sheet: Worksheet, words: PackWords, rows: pd.DataFrame, *, row: int, key: str) -> int:
    row = section(sheet, row, words.say(f"section.{key}", count=words.number(len(rows))))
    if rows.empty:
        return note(sheet, row, words.say(f"none.{key}"), columns=6)
    known = {line["activity_id"]: line for line in words.register}
    lines = [{**known[one], "number": place} for place, one in enumerate(rows["activity_id"], start=1)]
    columns = tuple(Column(name, words.say(f"column.{name}"), _style(name, words.language)) for name in WIDTHS)
    placed = write_table(sheet, columns, lines, top=row)
    return note(sheet, placed.end + 1, words.table("not_done"), columns=6)


def _style(name: str, language: str) -> Style:
    if name == "due_date":
        return figures(DAY[language])
    if name == "number":
        return figures("0")
    if name in ("meetings_survived", "people_expected"):
        return figures(WHOLE)
    return STRONG_TEXT if name == "activity" else TEXT


def _by_status(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.by_status"))
    counts = unfinished_counts(words.pack.follow_up).by_status
    lines = [{"name": words.code("status", code.value), "count": count} for code, count in counts]
    return _counted(sheet, words, lines, row=row, name=words.of("column.status"), table="not_done")


def _lost(sheet: Worksheet, words: PackWords, row: int) -> int:
    row = section(sheet, row, words.say("section.lost"))
    lines = [
        {"name": words.say(f"lost.{key}"), "count": len(rows)} for key, rows in lost_items(words.pack.follow_up).items()
    ]
    return _counted(sheet, words, lines, row=row, name=words.say("column.lost"), table="lost_items", summed=False)


def _counted(
    sheet: Worksheet, words: PackWords, lines: list[Row], *, row: int, name: str, table: str, summed: bool = True
) -> int:
    columns = (
        Column("number", words.of("column.number"), figures("0")),
        Column("name", name, STRONG_TEXT),
        Column("count", words.say("column.activities"), figures(WHOLE, strong=True), total=total("count")),
    )
    numbered: list[Row] = [{**line, "number": place} for place, line in enumerate(lines, start=1)]
    placed = write_table(sheet, columns, numbered, top=row, total_words=words.of("total") if summed else "")
    return note(sheet, placed.end + 1, words.table(table), columns=6)


def _obstacles(sheet: Worksheet, words: PackWords, row: int) -> int:
    """The obstacles, the biggest first, with shares computed from the counts beside them."""
    row = section(sheet, row, words.say("section.obstacles"))
    found = rows_of(pareto(words.pack.follow_up))
    lines = [_obstacle(words, one, place) for place, one in enumerate(found, start=1)]
    first, sums = row + 1, row + len(lines) + 1
    columns = (
        Column("number", words.of("column.number"), figures("0")),
        Column("name", words.of("column.obstacle"), STRONG_TEXT),
        Column("unfinished", words.say("column.activities"), figures(WHOLE, strong=True), total=total("unfinished")),
        Column("share", words.say("column.share"), figures(PERCENT), formula=f"={{unfinished}}/C${sums}"),
        Column("cumulative", words.say("column.cumulative"), figures(PERCENT),
               formula=f"=SUM(C${first}:{{unfinished}})/C${sums}"),
        Column("people_affected", words.say("column.people_expected"), figures(WHOLE), total=total("people_affected")),
    )  # fmt: skip
    placed = write_table(sheet, columns, lines, top=row, total_words=words.of("total"))
    return note(sheet, placed.end + 1, words.table("obstacles"), columns=6)


def _obstacle(words: PackWords, row: Row, place: int) -> Row:
    name = words.code("obstacle", row["obstacle"]) or words.say("no_obstacle")
    return {**row, "number": place, "name": name}
