"""How a meeting is told: its name, when and where, its state in a sentence, and the periods of a cadence."""

from collections.abc import Iterable
from typing import Any

from pages.forum.meeting_view import MeetingView, Row, came, drafts
from ui.words import code_word, day, month, n, t
from vocab.forum_codes import Cadence

ROMAN = ("I", "II", "III", "IV")


def name_of(meeting: Row) -> str:
    """Rapat ke-4."""
    return t("meetings.name", number=n(meeting["number"]))


def name_and_day(meeting: Row) -> str:
    """Rapat ke-4, 12 Desember 2026."""
    return t("meetings.name_of", number=n(meeting["number"]), day=day(meeting["meeting_date"]))


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """What is given of several parts, in one line."""
    return mark.join(part for part in parts if part)


def when(meeting: Row) -> str:
    """The day and the hour."""
    words = day(meeting["meeting_date"])
    time = meeting["start_time"]
    return t("meetings.fact.at", day=words, time=time) if time else words


def next_meeting(meeting: Row) -> str:
    """The day and the place of the next meeting; nothing where it is not set."""
    when_next = day(meeting["next_date"]) if meeting["next_date"] else ""
    return joined((when_next, meeting["next_place"]), ", ")


def chair(meeting: Row) -> str:
    """Who presides: the position, the person, and as whom."""
    who = joined((meeting["chair_position"], meeting["chair_person"]), ", ")
    capacity = code_word("chair_capacity", meeting["chair_capacity"])
    return t("meetings.fact.chair_as", capacity=capacity, chair=who) if who else ""


def figures(meeting: Row) -> str:
    """The month and the population whose figures the meeting uses."""
    period, source = meeting["figures_period"], code_word("source", meeting["figures_source"])
    if period and source:
        return t("meetings.fact.figures_of", month=month(period), source=source)
    if period:
        return t("meetings.fact.figures_month", month=month(period))
    return t("meetings.fact.figures_source", source=source) if source else t("meetings.fact.figures_newest")


def state_sentence(view: MeetingView) -> str:
    """The answer of a meeting's page."""
    meeting = view.meeting
    words: dict[str, Any] = {
        "day": day(meeting["meeting_date"]),
        "items": n(len(view.agenda)),
        "followed": n(sum(bool(item["activity_id"]) for item in view.agenda)),
        "clarified": n(len(view.clarifications)),
        "came": n(came(view.attendance, view.members)),
        "members": n(len(view.members)),
        "decisions": n(len(view.decisions)),
        "drafts": n(sum(drafts(view))),
        "version": meeting["closed_version"],
        "next": next_meeting(meeting) or t("meetings.state_now.no_next"),
    }
    return t(f"meetings.state_now.{view.state.value}", **words)


def period_words(period: str) -> str:
    """A period of a cadence: Triwulan III 2026, Semester II 2026, Juli 2026."""
    year, _, part = period.partition("-")
    for letter, key in (("Q", "quarter"), ("S", "semester")):
        if part.startswith(letter):
            return t(f"meetings.period.{key}", roman=ROMAN[int(part[1:]) - 1], year=year)
    return month(period)


def unit(cadence: str) -> str:
    """The period of a cadence in a sentence: triwulan."""
    return t(f"meetings.unit.{Cadence(cadence).value}")
