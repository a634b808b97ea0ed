"""The workbook of a meeting: the summary's sheets, and agenda, register, unfinished work, institutions and changes."""

from openpyxl import Workbook

from reports.pack.agenda_sheet import agenda_sheet
from reports.pack.changes_sheet import changes_sheet
from reports.pack.institutions_sheet import institutions_sheet
from reports.pack.register_sheet import register_sheet
from reports.pack.unfinished_sheet import unfinished_work_sheet
from reports.pack.words import PackWords, pack_words
from reports.pack_inputs import PackInputs
from reports.page import print_under
from reports.styles import SUBTITLE, TITLE
from reports.workbook import FIGURE_SHEETS, book_of
from reports.writer import as_bytes, put, set_facts

MEETING_SHEETS = (agenda_sheet, register_sheet, unfinished_work_sheet, institutions_sheet, changes_sheet)
FIGURE_TABLES = {
    "headline": "headline", "regions": "areas", "segments": "segments", "trend": "coverage", "facilities": "facilities",
}  # fmt: skip
"""The table whose code stands under each sheet of the summary."""


def meeting_workbook(inputs: PackInputs, *, language: str) -> bytes:
    """The workbook as bytes of an xlsx file."""
    return as_bytes(meeting_book(inputs, language=language))


def meeting_book(inputs: PackInputs, *, language: str) -> Workbook:
    """The workbook before it is written, for tests that look into it."""
    words = pack_words(inputs, language)
    book = book_of(words, (*FIGURE_SHEETS, *MEETING_SHEETS))
    for sheet, table in FIGURE_TABLES.items():
        print_under(book[words.sheet(sheet)], words.table(table), code=words.table_code(table))
    _entitle(book, words)
    return book


def _entitle(book: Workbook, words: PackWords) -> None:
    cover = book[words.sheet("cover")]
    title = words.say("cover.title", forum=words.forum)
    put(cover["A1"], title, TITLE)
    put(cover["A2"], words.say("cover.subtitle", meeting=words.meeting, period=words.period), SUBTITLE)
    set_facts(book, {"title": title})
