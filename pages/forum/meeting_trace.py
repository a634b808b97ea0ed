"""What became of a meeting: every step with who took it, when, and why it was reopened."""

from typing import Any

from pages.forum.meeting_view import MeetingView, Row
from pages.forum.meeting_words import joined, when
from ui import blocks, forum_acts
from ui.blocks import Entry
from ui.forum_forms import by_words
from ui.words import code_word, moment, t
from vocab.forum_codes import MeetingState

TITLES: dict[tuple[str | None, str], str] = {
    (None, MeetingState.DRAFT.value): "planned",
    (MeetingState.DRAFT.value, MeetingState.OPEN.value): "open",
    (MeetingState.OPEN.value, MeetingState.DRAFT.value): "draft",
    (MeetingState.OPEN.value, MeetingState.RUNNING.value): "running",
    (MeetingState.RUNNING.value, MeetingState.OPEN.value): "open_again",
    (MeetingState.RUNNING.value, MeetingState.CLOSED.value): "closed",
    (MeetingState.CLOSED.value, MeetingState.RUNNING.value): "reopened",
}
"""What happened, by the state before and after; anything else changed the meeting's facts."""


def trace(view: MeetingView) -> None:
    """The history of a meeting as a timeline, newest first."""
    rows = forum_acts.forum_history("meetings", meeting_id=view.meeting_id)
    known = rows[rows["since"] <= view.known_at].to_dict("records")
    before = [None, *(row["state"] for row in known)]
    entries = [_entry(row, state) for row, state in zip(known, before, strict=False)]
    blocks.section(t("meetings.history.section"), t("meetings.history.note"))
    blocks.timeline(entries[::-1])


def _entry(row: dict[Any, Any], before: str | None) -> Entry:
    title = TITLES.get((before, row["state"]), "changed")
    reason = row["reason"] if title == "reopened" else ""
    by = t("meetings.history.by", by=by_words(row), version=row["since"])
    text = t("meetings.history.reason", reason=reason) if reason else ""
    state = "" if title != "changed" else _facts(row)
    return Entry(moment(row["made_at"].to_pydatetime()), t(f"meetings.history.{title}"), text, by, state)


def _facts(row: Row) -> str:
    facts = {**row, "meeting_date": row["meeting_date"].date()}
    return joined((when(facts), row["place"], code_word("meeting_state", row["state"])))
