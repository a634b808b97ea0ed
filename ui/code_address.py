"""Where the code under a printed table leads: the same table, of the same meeting, at the same version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import store
from ui import data
from ui.menu import exists
from vocab.forum_codes import MeetingState
from vocab.table_codes import TABLES, CodeMistake, TableCode, TableRoute, mistake_in, read_table_code

FALLBACK = "tindak-lanjut"
"""Where a table is looked at while its own page is not there."""
PARTS: Mapping[str, str] = {"rapat": "bagian", "anggota": "bagian_anggota", "tindak-lanjut": "tampil"}
"""How the address of each page calls which part of it is open."""


class NotHere(StrEnum):
    """A code is written correctly and still leads nowhere here: it comes from another store, or its meeting does."""

    OTHER_STORE = "other_store"
    NO_MEETING = "no_meeting"


@dataclass(frozen=True)
class CodeAddress:
    """A table with its meeting, and the page and parameters that open it."""

    code: TableCode
    forum: str
    number: int
    meeting_date: date
    page: str
    parameters: Mapping[str, str]


def address_of_code(typed: str) -> CodeAddress | CodeMistake | NotHere:
    """Where a typed code leads, or what is wrong with it."""
    code = read_table_code(typed)
    if code is None:
        return mistake_in(typed) or CodeMistake.MISTYPED
    if code.version > data.latest_version():
        return NotHere.OTHER_STORE
    meetings = store.forum_frame(data.engine(), "meetings", version=code.version, meeting_id=[code.meeting_id])
    if meetings.empty:
        return NotHere.NO_MEETING
    return _found(code, meetings.iloc[0].to_dict())


def _found(code: TableCode, meeting: dict[Any, Any]) -> CodeAddress:
    page = TABLES[code.table].page
    return CodeAddress(
        code=code,
        forum=meeting["forum"],
        number=int(meeting["number"]),
        meeting_date=meeting["meeting_date"].date(),
        page=page if exists(page) else FALLBACK,
        parameters=_parameters(code, meeting),
    )


def _parameters(code: TableCode, meeting: dict[Any, Any]) -> dict[str, str]:
    """The area of the forum, the month and population of the meeting, its version and day; and the meeting itself."""
    table = TABLES[code.table]
    forums = store.forum_frame(data.engine(), "forums", version=code.version, forum=[meeting["forum"]])
    found = {
        "wilayah": next(iter(forums["region_code"]), ""),
        "periode": meeting["figures_period"],
        "penyebut": meeting["figures_source"],
        "versi": str(code.version),
    }
    if meeting["state"] == MeetingState.CLOSED:
        # Papers of a closed meeting look from its day: what was late then is shown as late, by as many days.
        found["per"] = str(meeting["meeting_date"].date())
    if table.route is TableRoute.MEETING:
        found |= {"forum": meeting["forum"], "rapat": str(code.meeting_id), PARTS[table.page]: table.part}
    return {name: value for name, value in found.items() if isinstance(value, str) and value}
