"""The next meeting and the due dates of what is unfinished, as a calendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import vText

from metrics import selection
from reports.clean import clean
from reports.pack.words import PackWords, pack_words
from reports.pack_inputs import PackInputs, Row
from reports.paper_words import plain_day, rows_of

LONGEST_TITLE = 120
LONGEST_LINE = 75
"""Bytes of a line; what is longer goes on behind a space on the next."""
ASKED = ["activity_id", "activity", "institution", "status", "due_date"]


def meeting_calendar(inputs: PackInputs, *, language: str) -> bytes:
    """The calendar as bytes of an ics file: whole days, each entry under the same name in every later file.

    Lines are joined here, because the library takes a millisecond an entry and a forum may have thousands.
    """
    words = pack_words(inputs, language)
    head = (
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Cakupan//{language.upper()}", "METHOD:PUBLISH",
        _said("X-WR-CALNAME", words.say("calendar.name", forum=words.forum)),
    )  # fmt: skip
    return _joined((*head, *_entries(words), "END:VCALENDAR"))


def _entries(words: PackWords) -> Iterator[str]:
    meeting = words.pack.meeting
    if meeting["next_date"] is not None:
        yield from _next_meeting(words, meeting)
    due = selection(words.pack.follow_up)[ASKED].dropna(subset=["due_date"])
    for row in rows_of(due):
        yield from _due(words, row)
    decided = words.pack.decisions.dropna(subset=["due_date"])
    for row in rows_of(decided[decided["activity_id"] == ""]):
        yield from _decision(words, row)


def _next_meeting(words: PackWords, meeting: Row) -> Iterator[str]:
    title = words.say("calendar.meeting", forum=words.forum)
    about = words.say("calendar.meeting_about", meeting=words.meeting, version=words.pack.version)
    place = [_said("LOCATION", str(meeting["next_place"]))] if meeting["next_place"] else []
    yield from _entry(words, f"meeting:{int(meeting['number']) + 1}", title, about, meeting["next_date"], place)


def _due(words: PackWords, row: Row) -> Iterator[str]:
    title = words.say("calendar.due", activity=row["activity"], institution=row["institution"])
    status = words.code("status", str(row["status"]))
    about = words.say("calendar.due_about", status=status, forum=words.forum, version=words.pack.version)
    yield from _entry(words, f"activity:{row['activity_id']}", title, about, row["due_date"])


def _decision(words: PackWords, row: Row) -> Iterator[str]:
    title = words.say("calendar.decision", decision=row["decision"])
    about = words.say("calendar.decision_about", meeting=words.meeting, version=words.pack.version)
    about = " ".join(part for part in (about, str(row["institution"])) if part)
    yield from _entry(words, f"decision:{row['meeting_id']}:{row['decision_id']}", title, about, row["due_date"])


def _entry(words: PackWords, name: str, title: str, about: str, day: object, more: Iterable[str] = ()) -> Iterator[str]:
    """A whole day that blocks nobody; DTSTAMP and SEQUENCE are those of the version, so that a later file prevails."""
    first = plain_day(day) or date.min
    marked = " ".join([about, *(f"{mark}." for mark in words.marks)])
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'{words.forum}/{name}')}@cakupan"
    yield f"DTSTAMP:{words.inputs.made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{words.pack.version}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}"
    yield _said("SUMMARY", _cut(title))
    yield _said("DESCRIPTION", marked)
    yield from more
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _said(name: str, words: str) -> str:
    return f"{name}:{vText(' '.join(clean(words).split())).to_ical().decode()}"


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _joined(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    """A line in pieces of at most LONGEST_LINE bytes, no character cut in two."""
    whole, pieces, start = line.encode(), [], 0
    while start < len(whole):
        end = start + LONGEST_LINE - bool(pieces)
        while end < len(whole) and whole[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(whole[start:end])
        start = end
    return b"\r\n ".join(pieces)
