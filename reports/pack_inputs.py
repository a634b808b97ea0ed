"""What the papers of a meeting are made from: the forum's frames and the area's figures, all of one version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from reports.inputs import WorkbookInputs

Row = Mapping[str, Any]
"""One row as plain Python values: dates as `date`, None where nothing is given."""


@dataclass(frozen=True)
class ForumFrames:
    """What one forum keeps, as the store gives it at one version."""

    forums: pd.DataFrame
    members: pd.DataFrame
    meetings: pd.DataFrame
    agenda: pd.DataFrame
    attendance: pd.DataFrame
    decisions: pd.DataFrame
    clarifications: pd.DataFrame
    due_requests: pd.DataFrame
    documents: pd.DataFrame
    receipts: pd.DataFrame
    corrections: pd.DataFrame
    partnership_answers: pd.DataFrame
    activities: pd.DataFrame
    reports: pd.DataFrame


@dataclass(frozen=True)
class PackInputs:
    """Everything that stands in the papers of one meeting.

    `summary` are the figures of the forum's area at `version`; `follow_up` is `metrics.follow_up` on `today`, which for
    a closed meeting is the day of the meeting; `agenda`, `attendance`, `decisions`, `corrections` are this meeting's.
    """

    summary: WorkbookInputs
    version: int
    today: date
    forum: Row
    meeting: Row
    previous: Row | None
    frames: ForumFrames
    agenda: pd.DataFrame
    attendance: pd.DataFrame
    decisions: pd.DataFrame
    corrections: pd.DataFrame
    follow_up: pd.DataFrame
    by_institution: pd.DataFrame
    figure_changes: pd.DataFrame
    activity_changes: pd.DataFrame
    paper: str = "A4"
    """A4 or F4 (215 × 330 mm)."""
