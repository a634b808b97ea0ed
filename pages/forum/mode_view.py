"""What meeting mode shows: the meeting, its agenda in order, and the forum's activities as they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import follow_up
from ui import forum as forums
from ui.filters import Choice
from ui.forum import ForumFrames
from vocab.forum_codes import MeetingState


@dataclass(frozen=True)
class ModeView:
    """A meeting with its agenda (`items`, with `position` from 0) and the follow-up of its forum's activities."""

    choice: Choice
    frames: ForumFrames
    meeting: dict[Any, Any]
    items: pd.DataFrame
    followed: pd.DataFrame
    today: date

    @property
    def meeting_id(self) -> int:
        """The meeting's number in the store."""
        return int(self.meeting["meeting_id"])

    @property
    def forum(self) -> str:
        """The name of the forum that meets."""
        return str(self.meeting["forum"])

    @property
    def version(self) -> int:
        """The version of the store that is shown."""
        return self.frames.at

    @property
    def period(self) -> str:
        """The month of the figures that are presented."""
        period = self.meeting["figures_period"]
        return period if isinstance(period, str) else self.choice.period

    @property
    def is_editable(self) -> bool:
        """Whether anything can be written: not once the meeting is closed."""
        return str(self.meeting["state"]) != MeetingState.CLOSED

    def item_at(self, position: int) -> dict[Any, Any]:
        """The item at a position, as a row with plain values."""
        return self.items.iloc[position].to_dict()

    def position_of(self, item_id: int | None) -> int:
        """The position of an item; the first one where it is not, or no longer, on the agenda."""
        found = self.items.index[self.items["item_id"] == item_id] if item_id is not None else []
        return int(found[0]) if len(found) else 0

    def activity(self, activity_id: str) -> dict[Any, Any] | None:
        """One activity of the forum with its timing; None where it is no longer there."""
        found = self.followed[self.followed["activity_id"] == activity_id]
        return None if found.empty else found.iloc[0].to_dict()

    def of_meeting(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame that belong to this meeting."""
        return frame[frame["meeting_id"] == self.meeting_id]


def mode_view(choice: Choice, forum: str, meeting_id: int) -> ModeView:
    """What the meeting shows now; a closed one as it was closed."""
    frames = forums.frames_of(choice, forum)
    meeting = frames.meetings[frames.meetings["meeting_id"] == meeting_id].iloc[0].to_dict()
    today = choice.today
    if meeting["state"] == MeetingState.CLOSED:
        frames, today = (
            forums.frames_of(choice, forum, at=int(meeting["closed_version"])),
            meeting["meeting_date"].date(),
        )
    agenda = frames.agenda[frames.agenda["meeting_id"] == meeting_id].reset_index(drop=True)
    followed = follow_up(
        frames.activities, today=today, meetings=frames.meetings, forums=frames.forums, due_requests=frames.due_requests
    )
    return ModeView(choice, frames, meeting, agenda.assign(position=agenda.index), followed, today)
