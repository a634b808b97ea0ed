"""The meetings of a forum, whether it met in each period, and the page's answer."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from metrics import cadence_periods
from pages.forum.meeting_view import OPENED, PART, Row, address_of, came, followed, of_meeting
from pages.forum.meeting_words import joined, name_of, period_words, unit, when
from ui import blocks, forum
from ui.blocks import Cell, Column, Mark, Table
from ui.filters import Choice
from ui.forum import ForumFrames
from ui.forum_forms import plain_rows
from ui.words import code_word, day, n, t
from vocab.codes import TargetState
from vocab.forum_codes import MeetingState

SHOWN_PERIODS = 8
VISIBLE_MEETINGS = 12
HELD = (MeetingState.RUNNING, MeetingState.CLOSED)
PERIOD_STATES = {"kept": TargetState.REACHED, "missed": TargetState.BELOW, "current": TargetState.NO_DATA}


@dataclass(frozen=True)
class ForumView:
    """A forum with its meetings, newest first, the follow-up of its activities, and its periods, oldest first."""

    choice: Choice
    frames: ForumFrames
    forum: Row
    meetings: list[Row]
    follow_up: pd.DataFrame
    periods: list[Row]

    @property
    def unfinished(self) -> int:
        """How many activities are unfinished."""
        return int(self.follow_up["is_unfinished"].sum())


def forum_view(name: str, choice: Choice) -> ForumView:
    """What the list of meetings shows."""
    frames = forum.frames_of(choice, name)
    row = plain_rows(frames.forums)[0]
    periods = cadence_periods(row, frames.meetings, today=choice.today)
    return ForumView(
        choice=choice,
        frames=frames,
        forum=row,
        meetings=plain_rows(frames.meetings)[::-1],
        follow_up=followed(frames, choice, today=choice.today),
        periods=plain_rows(periods),
    )


def answer(view: ForumView) -> str:
    """When the forum meets next, what is unfinished, and how well the cadence is kept."""
    parts = {"next": _next(view), "unfinished": _unfinished(view), "cadence": _cadence(view)}
    return t("meetings.answer.whole", **parts)


def _next(view: ForumView) -> str:
    ahead = [row for row in reversed(view.meetings) if row["state"] != MeetingState.CLOSED]
    running = next((row for row in ahead if row["state"] == MeetingState.RUNNING), None)
    if running is not None:
        return t("meetings.answer.running", name=name_of(running))
    if ahead:
        return _planned(min(ahead, key=lambda row: row["meeting_date"]), view.choice.today)
    agreed = view.meetings[0]["next_date"] if view.meetings else None
    return t("meetings.answer.agreed", day=day(agreed)) if agreed else t("meetings.answer.none")


def _planned(meeting: Row, today: date) -> str:
    words = {"name": name_of(meeting), "day": day(meeting["meeting_date"])}
    if meeting["meeting_date"] < today:
        return t("meetings.answer.passed", **words)
    return t("meetings.answer.next", day=words["day"])


def _unfinished(view: ForumView) -> str:
    if view.follow_up.empty:
        return t("meetings.answer.no_activities")
    return (
        t("meetings.answer.unfinished", count=n(view.unfinished)) if view.unfinished else t("meetings.answer.all_done")
    )


def _cadence(view: ForumView) -> str:
    """How many of the periods that are over, or in which the forum has met already, were kept."""
    states = [row["state"] for row in view.periods]
    counted, period = [state for state in states if state != "current"], unit(view.forum["cadence"])
    if not counted:
        return t("meetings.answer.cadence_new", unit=period)
    return t("meetings.answer.cadence", kept=n(counted.count("kept")), count=n(len(counted)), unit=period)


def cadence_block(view: ForumView) -> None:
    """Each period as kept, missed or running; the newest ones."""
    blocks.section(t("meetings.cadence.section"), _cadence_note(view))
    marks = [_mark(row, view.meetings) for row in view.periods[-SHOWN_PERIODS:]]
    blocks.strip(marks, label=t("meetings.cadence.label"))


def _cadence_note(view: ForumView) -> str:
    cadence = code_word("cadence", view.forum["cadence"])
    return t("meetings.cadence.note", cadence=cadence, day=day(view.periods[0]["first_day"]))


def _mark(period: Row, meetings: list[Row]) -> Mark:
    held = [row for row in meetings if row["state"] in HELD]
    within = [row for row in held if period["first_day"] <= row["meeting_date"] <= period["last_day"]]
    note = joined((day(row["meeting_date"]) for row in reversed(within)), ", ")
    word = t(f"meetings.cadence.{period['state']}")
    return Mark(period_words(period["period"]), PERIOD_STATES[period["state"]], word, note)


def list_block(view: ForumView) -> None:
    """The meetings as a table, newest first; what to do where there is none."""
    if not view.meetings:
        blocks.empty(t("meetings.list.none_title"), t("meetings.list.none", count=n(view.unfinished)))
        return
    blocks.section(t("meetings.list.section"))
    names = ("meeting", "when", "state", "attendance", "decisions", "open_items")
    columns = [Column(t(f"meetings.list.{name}"), strong=name == "meeting") for name in names]
    rows = [_row(row, view) for row in view.meetings]
    with st.container(key="lines_meetings"):
        blocks.table(Table(columns, rows, caption=t("meetings.list.note")), visible_rows=VISIBLE_MEETINGS)


def _row(meeting: Row, view: ForumView) -> list[Cell]:
    meeting_id = meeting["meeting_id"]
    corrections = of_meeting(view.frames.corrections, meeting_id)
    return [
        Cell(
            name_of(meeting),
            href=address_of(**{OPENED: str(meeting_id), PART: None}),
            note=joined((code_word("meeting_kind", meeting["kind"]), meeting["subject"])),
        ),
        Cell(when(meeting), note=meeting["place"]),
        Cell(
            code_word("meeting_state", meeting["state"]),
            note=t("meetings.list.corrected", count=n(len(corrections))) if corrections else "",
        ),
        _attendance(meeting, view),
        _decisions(meeting_id, view),
        _open_items(meeting_id, view),
    ]


def _attendance(meeting: Row, view: ForumView) -> Cell:
    """How many of the members of that time attended."""
    frames = view.frames
    if meeting["closed_version"]:
        frames = forum.frames_of(view.choice, view.forum["forum"], at=meeting["closed_version"])
    rows = of_meeting(frames.attendance, meeting["meeting_id"])
    if not rows:
        return Cell(t("meetings.list.nobody"), muted=True)
    members = plain_rows(frames.members[frames.members["is_active"].astype(bool)])
    represented = sum(row["attendance"] == "represented" for row in rows)
    words = t("meetings.list.came", came=n(came(rows, members)), count=n(len(members)))
    return Cell(words, note=t("meetings.list.represented", count=n(represented)) if represented else "")


def _decisions(meeting_id: int, view: ForumView) -> Cell:
    rows = of_meeting(view.frames.decisions, meeting_id)
    if not rows:
        return Cell(t("meetings.list.undecided"), muted=True)
    drafts = sum(not row["is_read_back"] for row in rows)
    note = t("meetings.list.drafts", count=n(drafts)) if drafts else ""
    return Cell(t("meetings.list.decided", count=n(len(rows))), note=note)


def _open_items(meeting_id: int, view: ForumView) -> Cell:
    """What was agreed on in a meeting and is unfinished now."""
    rows = view.follow_up[(view.follow_up["meeting_id"] == meeting_id).fillna(value=False).astype(bool)]
    if rows.empty:
        return Cell(t("meetings.list.no_items"), muted=True)
    unfinished = int(rows["is_unfinished"].sum())
    if not unfinished:
        return Cell(t("meetings.list.finished", count=n(len(rows))))
    return Cell(t("meetings.list.unfinished", unfinished=n(unfinished), count=n(len(rows))))


def latest(view: ForumView) -> Row | None:
    """The newest meeting, whose place, chair and clerk the next one is likely to have."""
    return view.meetings[0] if view.meetings else None
