"""The register of follow-up as a workbook: its columns, and what a returned one says that did not go out so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple


class RegisterPart(StrEnum):
    """What may be done with a column: nothing, an entry for what is new, an edit of the plan, a report, a request."""

    FIXED = "fixed"
    NEW_ONLY = "new_only"
    PLAN = "plan"
    REPORT = "report"
    REQUEST = "request"


class RegisterColumn(NamedTuple):
    """One column of the register; `group` is the heading that it stands under with its neighbours."""

    name: str
    format: str
    part: RegisterPart
    group: str


REGISTER_COLUMNS: tuple[RegisterColumn, ...] = (
    RegisterColumn("number", "count", RegisterPart.FIXED, "activity"),
    RegisterColumn("code", "text", RegisterPart.PLAN, "activity"),
    RegisterColumn("institution", "text", RegisterPart.PLAN, "activity"),
    RegisterColumn("activity", "text", RegisterPart.PLAN, "activity"),
    RegisterColumn("status", "code", RegisterPart.REPORT, "report"),
    RegisterColumn("output_realised", "decimal", RegisterPart.REPORT, "report"),
    RegisterColumn("output_target", "decimal", RegisterPart.PLAN, "report"),
    RegisterColumn("output_unit", "text", RegisterPart.PLAN, "report"),
    RegisterColumn("progress_pct", "percent", RegisterPart.REPORT, "report"),
    RegisterColumn("obstacle", "code", RegisterPart.REPORT, "report"),
    RegisterColumn("obstacle_note", "text", RegisterPart.REPORT, "report"),
    RegisterColumn("evidence", "text", RegisterPart.REPORT, "report"),
    RegisterColumn("due_date", "day", RegisterPart.PLAN, "due"),
    RegisterColumn("due_reason", "text", RegisterPart.REQUEST, "due"),
    RegisterColumn("first_due_date", "day", RegisterPart.FIXED, "due"),
    RegisterColumn("slips", "count", RegisterPart.FIXED, "due"),
    RegisterColumn("office", "text", RegisterPart.PLAN, "owner"),
    RegisterColumn("person", "text", RegisterPart.PLAN, "owner"),
    RegisterColumn("supporters", "text", RegisterPart.PLAN, "owner"),
    RegisterColumn("sector", "code", RegisterPart.PLAN, "owner"),
    RegisterColumn("people_expected", "count", RegisterPart.PLAN, "people"),
    RegisterColumn("people_segment", "code", RegisterPart.PLAN, "people"),
    RegisterColumn("problem", "text", RegisterPart.PLAN, "plan"),
    RegisterColumn("field", "code", RegisterPart.PLAN, "plan"),
    RegisterColumn("indicator", "text", RegisterPart.PLAN, "plan"),
    RegisterColumn("start_date", "day", RegisterPart.PLAN, "plan"),
    RegisterColumn("budget", "count", RegisterPart.PLAN, "budget"),
    RegisterColumn("budget_state", "code", RegisterPart.PLAN, "budget"),
    RegisterColumn("budget_source", "text", RegisterPart.PLAN, "budget"),
    RegisterColumn("region_code", "region", RegisterPart.PLAN, "origin"),
    RegisterColumn("origin", "text", RegisterPart.NEW_ONLY, "origin"),
)
"""The columns in their order."""
KEPT = (RegisterPart.FIXED, RegisterPart.NEW_ONLY)
"""What does not change for an activity that was agreed on."""
COLUMN_OF: dict[str, RegisterColumn] = {column.name: column for column in REGISTER_COLUMNS}
HIDDEN_COLUMNS = ("activity_id", "version")
"""Which activity a row is, and the version that it was written from; they stand left of the others, unseen."""
REGISTER_SHEET = "_cakupan"
REGISTER_MARK = "cakupan-register"
"""The hidden sheet: in its first row the mark, the layout's number, the forum, the version and its stamp."""
REGISTER_LAYOUT = "1"
NEEDED = ("institution", "activity", "region_code", "status")
"""What no activity can be without."""
NEEDED_FOR_NEW = ("institution", "activity", "origin")
"""What a new activity must say: its area is else the forum's, its status "not started"."""


def register_stamp(made_at: datetime) -> str:
    """What tells a version of this store from one of another: when it was made, to the microsecond."""
    return made_at.astimezone(UTC).isoformat()


def standing_values(activities: Any) -> dict[str, dict[str, Any]]:
    """The values of the register's columns by activity, as plain Python: None where nothing is given.

    `activities` is a frame as the store gives it; the reason for a later date is asked, so none stands.
    """
    names = [column.name for column in REGISTER_COLUMNS if column.name in activities]
    plain = {name: [_plain(value) for value in activities[name].tolist()] for name in names}
    by_row = zip(*plain.values(), strict=True)
    ids = activities["activity_id"].tolist()
    return {activity_id: dict(zip(names, values, strict=True)) for activity_id, values in zip(ids, by_row, strict=True)}


def _plain(value: Any) -> Any:
    """A value of a frame: every kind of missing is None, days are days."""
    if isinstance(value, str):
        return value or None
    if value is None or str(value) in ("<NA>", "NaT", "nan"):
        return None
    return value.date() if hasattr(value, "to_pydatetime") else value


class RegisterVerdict(StrEnum):
    """What becomes of a cell of a returned register."""

    CHANGE = "change"
    REQUEST = "request"
    CONFLICT = "conflict"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else than what went out (`before`); what is blank is None.

    `trouble` is the code of what is wrong with it, if anything is, with `found` and `details` for its sentence.
    """

    row: int
    cell: str
    activity_id: str
    column: str
    before: Any
    written: Any
    trouble: str = ""
    found: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NewActivity:
    """A row that was added by hand: what it says and the cell of each, and the cells that could not be read."""

    row: int
    entries: Mapping[str, Any]
    cells: Mapping[str, str]
    troubles: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class ReviewedCell:
    """A changed cell beside what stands now.

    `why` is the code of the reason where it is refused. A conflict was changed on both sides since it went out;
    `becomes` is what it would be if the file's value is taken: a change or a request.
    """

    change: CellChange
    verdict: RegisterVerdict
    standing: Any = None
    why: str = ""
    becomes: RegisterVerdict = RegisterVerdict.CHANGE


@dataclass(frozen=True)
class ReviewedActivity:
    """A new activity, and why it cannot be taken where it cannot (`column` names the cell)."""

    new: NewActivity
    why: str = ""
    column: str = ""


@dataclass(frozen=True)
class RegisterReview:
    """Each changed cell and each new activity, with what would become of it."""

    cells: tuple[ReviewedCell, ...] = ()
    new: tuple[ReviewedActivity, ...] = ()

    def with_verdict(self, *verdicts: RegisterVerdict) -> tuple[ReviewedCell, ...]:
        """The cells with one of the verdicts."""
        return tuple(cell for cell in self.cells if cell.verdict in verdicts)
