"""The next meeting and the due dates of what is unfinished, as a calendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from metrics import selection
from reports.clean import clean
from reports.pack.words import PackWords, pack_words
from reports.pack_inputs import PackInputs, Row
from reports.paper_words import is_given, plain_day, rows_of, text_of

LONGEST_TITLE = 120


def meeting_calendar(inputs: PackInputs, *, language: str) -> bytes:
    """The calendar as bytes of an ics file: whole days, each entry under the same name in every later file."""
    words = pack_words(inputs, language)
    calendar = Calendar()
    calendar.add("prodid", f"-//Cakupan//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(words.say("calendar.name", forum=words.forum)))
    for event in _events(words):
        calendar.add_component(event)
    return calendar.to_ical()


def _events(words: PackWords) -> Iterator[Event]:
    meeting = words.pack.meeting
    if meeting["next_date"] is not None:
        yield _next_meeting(words, meeting)
    for row in rows_of(selection(words.pack.follow_up)):
        if is_given(row["due_date"]):
            yield _due(words, row)
    for row in rows_of(words.pack.decisions):
        if is_given(row["due_date"]) and not row["activity_id"]:
            yield _decision(words, row)


def _next_meeting(words: PackWords, meeting: Row) -> Event:
    about = words.say("calendar.meeting_about", meeting=words.meeting, version=words.pack.version)
    title = words.say("calendar.meeting", forum=words.forum)
    event = _event(words, f"meeting:{int(meeting['number']) + 1}", title, about, meeting["next_date"])
    if meeting["next_place"]:
        event.add("location", clean(str(meeting["next_place"])))
    return event


def _due(words: PackWords, row: Row) -> Event:
    title = words.say("calendar.due", activity=row["activity"], institution=row["institution"])
    status = words.code("status", str(row["status"]))
    about = words.say("calendar.due_about", status=status, forum=words.forum, version=words.pack.version)
    return _event(words, f"activity:{row['activity_id']}", title, about, row["due_date"])


def _decision(words: PackWords, row: Row) -> Event:
    title = words.say("calendar.decision", decision=row["decision"])
    about = words.say("calendar.decision_about", meeting=words.meeting, version=words.pack.version)
    about = " ".join(part for part in (about, text_of(row["institution"])) if part)
    return _event(words, f"decision:{row['meeting_id']}:{row['decision_id']}", title, about, row["due_date"])


def _event(words: PackWords, name: str, title: str, about: str, day: object) -> Event:
    first = plain_day(day) or date.min
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{words.forum}/{name}')}@cakupan")
    event.add("dtstamp", words.inputs.made_at)
    event.add("sequence", words.pack.version)
    event.add("summary", _cut(" ".join(clean(title).split())))
    event.add("description", clean(" ".join([about, *(f"{mark}." for mark in words.marks)])))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
