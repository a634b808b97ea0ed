"""The words of a register: headings of columns, codes and areas as people choose them from a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from texts import text
from vocab.codes import ActivityStatus, BudgetState, Field, Obstacle, Sector, Segment
from vocab.regions import region_name
from vocab.register import RegisterColumn

OWN_LABELS = frozenset(("number", "progress_pct", "due_reason", "first_due_date", "slips"))
"""Columns that the template of activities does not have."""
CODES: dict[str, tuple[str, tuple[StrEnum, ...]]] = {
    "status": ("status", tuple(status for status in ActivityStatus if status is not ActivityStatus.DONE)),
    "obstacle": ("obstacle", tuple(Obstacle)),
    "sector": ("sector", tuple(Sector)),
    "field": ("field", tuple(Field)),
    "people_segment": ("segment", tuple(Segment)),
    "budget_state": ("budget_state", tuple(BudgetState)),
}
"""Where the words of each closed list stand in the texts, and which can be chosen: only the forum settles."""


@dataclass(frozen=True)
class RegisterInputs:
    """What stands in a register: activities as `store.activities_frame` gives them at `version`, made at `made_at`.

    `members` are the members of the forum in their order; `regions` the areas that may be chosen, `names` of those that
    came with files.
    """

    activities: pd.DataFrame
    forum: str
    version: int
    made_at: datetime
    members: pd.DataFrame
    language: str
    regions: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str, **values: object) -> str:
        """The text under `register.`."""
        return text(f"register.{key}", self.language, **values)

    def label(self, column: RegisterColumn) -> str:
        """The heading of a column."""
        own = column.name in OWN_LABELS
        return self.of(f"label.{column.name}") if own else self._template("label", column)

    def content(self, column: RegisterColumn) -> str:
        """What a column holds."""
        own = column.name in OWN_LABELS
        return self.of(f"content.{column.name}") if own else self._template("content", column)

    def writing(self, column: RegisterColumn) -> str:
        """How its cells are written."""
        return text(f"template.writing.{column.format}", self.language)

    def written(self, column: RegisterColumn, value: Any) -> Any:
        """A value of a frame as it stands in the cell; None where nothing is given."""
        if value is None or value is pd.NA or value != value or value == "":
            return None
        if column.format == "code":
            return text(f"{CODES[column.name][0]}.{value}", self.language)
        return self.region(value) if column.format == "region" else value

    def region(self, code: str) -> str:
        """Code and name in one cell, so that a person can read it and the code cannot become a number."""
        return f"{code} {region_name(code, self.names)}"

    def choices(self, column: RegisterColumn) -> tuple[str, ...]:
        """What can be chosen in a column; nothing where people write freely."""
        if column.format == "code":
            group, codes = CODES[column.name]
            return tuple(text(f"{group}.{code}", self.language) for code in codes)
        if column.format == "region":
            used = self.activities["region_code"].dropna().unique()
            return tuple(map(self.region, dict.fromkeys((*self.regions, *used))))
        if column.name == "institution":
            return tuple(dict.fromkeys((*self.members["institution"], *self.activities["institution"].unique())))
        return ()

    def _template(self, part: str, column: RegisterColumn) -> str:
        return text(f"template.activities.{part}.{column.name}", self.language)
