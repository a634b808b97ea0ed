"""What Rapat Forum looks at: a forum's meetings with what was said in them, and one meeting as it is or was closed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from metrics import follow_up
from pages.views import KEPT_VIEWS, key_of
from ui import filters, forum
from ui.filters import Choice
from ui.forum import ForumFrames
from ui.forum_forms import plain_rows
from vocab.forum_codes import Attendance, MeetingState

Row = dict[str, Any]
"""One row as plain Python values: days as `date`, None where nothing is given."""
OPENED, PART, PAGE = "rapat", "bagian", "halaman"
"""In the address: the meeting that is looked at, which part of it, and which page of a long agenda."""
CAME = (Attendance.PRESENT.value, Attendance.REPRESENTED.value)


@dataclass(frozen=True)
class MeetingView:
    """One meeting with its own rows: a closed one reads everything at the version that closed it.

    `number_of` is the place of an item on the agenda, from 1; `corrections` are those known now.
    """

    choice: Choice
    forum: str
    frames: ForumFrames
    meeting: Row
    agenda: list[Row]
    attendance: list[Row]
    decisions: list[Row]
    clarifications: list[Row]
    corrections: list[Row]
    members: list[Row]
    follow_up: pd.DataFrame

    @property
    def meeting_id(self) -> int:
        """The meeting's number in the store."""
        return int(self.meeting["meeting_id"])

    @property
    def state(self) -> MeetingState:
        """How far the meeting is."""
        return MeetingState(self.meeting["state"])

    @property
    def is_closed(self) -> bool:
        """Whether the meeting is frozen."""
        return self.state is MeetingState.CLOSED

    @property
    def is_editable(self) -> bool:
        """Whether rows can be written: not once it is closed, and only in the present state."""
        return not self.is_closed and self.choice.version is None

    @property
    def known_at(self) -> int:
        """The version that the reader sees."""
        return self.choice.known_at

    def number_of(self, item_id: int | None) -> int | None:
        """The place of an item on the agenda, from 1; None for none."""
        return self._places.get(item_id)

    @cached_property
    def _places(self) -> dict[int | None, int]:
        return {item["item_id"]: place for place, item in enumerate(self.agenda, start=1)}

    def activity(self, activity_id: str) -> dict[Any, Any] | None:
        """A row of the follow-up; None where the activity is not in the plan."""
        place = self._rows.get(activity_id)
        return None if place is None else self.follow_up.iloc[place].to_dict()

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {activity_id: place for place, activity_id in enumerate(self.follow_up["activity_id"])}


def address_of(**changes: str | None) -> str:
    """The address of this page with what it shows, but for the changes."""
    kept = {name: filters.param(name) for name in (forum.FORUM, OPENED, PART)}
    return filters.link("rapat", **{**kept, **changes})


def followed(frames: ForumFrames, choice: Choice, *, today: date) -> pd.DataFrame:
    """The follow-up of a forum's activities on a day, from the cache where it was computed before."""
    key = (*key_of(choice, "meetings_follow_up", frames.forum), frames.at, today.isoformat())
    return _followed(key, _frames=frames, _today=today)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _followed(key: tuple[object, ...], *, _frames: ForumFrames, _today: date) -> pd.DataFrame:  # noqa: ARG001 - the key
    return follow_up(
        _frames.activities,
        today=_today,
        meetings=_frames.meetings,
        forums=_frames.forums,
        due_requests=_frames.due_requests,
    )


def forum_with(meeting_id: int, choice: Choice) -> str:
    """The forum of this area whose meeting it is; empty for a meeting of another area, or of none."""
    names = list(forum.forums_of(choice)["forum"])
    own = (name for name in names if meeting_id in set(forum.frames_of(choice, name).meetings["meeting_id"]))
    return next(own, "")


def meeting_view(meeting_id: int, name: str, choice: Choice) -> MeetingView:
    """A meeting of a forum as it stands, or as it was closed."""
    live = forum.frames_of(choice, name)
    meeting = plain_rows(live.meetings[live.meetings["meeting_id"] == meeting_id])[0]
    is_closed = meeting["state"] == MeetingState.CLOSED
    frames = forum.frames_of(choice, name, at=meeting["closed_version"]) if is_closed else live
    today = meeting["meeting_date"] if is_closed else choice.today
    members = frames.members[frames.members["is_active"].astype(bool)]
    own = {part: of_meeting(getattr(frames, part), meeting_id) for part in OF_MEETING}
    return MeetingView(
        choice, name, frames, meeting,
        corrections=of_meeting(live.corrections, meeting_id),
        members=plain_rows(members),
        follow_up=followed(frames, choice, today=today),
        **own,
    )  # fmt: skip


OF_MEETING = ("agenda", "attendance", "decisions", "clarifications")


def of_meeting(rows: pd.DataFrame, meeting_id: int) -> list[Row]:
    """The rows of one meeting as plain values."""
    return plain_rows(rows[rows["meeting_id"] == meeting_id])


def came(attendance: list[Row], members: list[Row]) -> int:
    """How many members attended or were represented."""
    names = {member["institution"] for member in members}
    return sum(row["attendance"] in CAME and row["institution"] in names for row in attendance)


def unrecorded(view: MeetingView) -> int:
    """How many members' attendance nobody has written down."""
    known = {row["institution"] for row in view.attendance}
    return sum(member["institution"] not in known for member in view.members)


def drafts(view: MeetingView) -> tuple[int, int]:
    """How many minutes and decisions have not been read back."""
    minutes = sum(bool(item["minutes"].strip()) and not item["is_read_back"] for item in view.agenda)
    return minutes, sum(not decision["is_read_back"] for decision in view.decisions)
