"""What is kept as history: for each table its key, its values, and what travels with a row unchanged."""

from dataclasses import dataclass

from sqlalchemy import Table
from sqlmodel import SQLModel

from store.forum_tables import (
    AgendaItemRow,
    AttendanceRow,
    ClarificationRow,
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    DueRequestRow,
    ForumRow,
    MeetingRow,
    MemberRow,
    PartnershipAnswerRow,
    ReceiptRow,
)
from store.tables import CURRENT_KEYS, AcceptedWarningRow, AreaRow, ExplanationRow, ReportRow, metadata
from vocab.codes import Kind
from vocab.rows import SHAPES

SOURCE = ("origin_version", "sheet", "cell")
ACTIVE_SOURCE = ("active_origin_version", "active_sheet", "active_cell")
IDENTITY = ("activity_id", "activity_key")
FOLLOWED_UP = (
    "progress_pct", "reported_on", "first_due_date", "slips", "paused_since", "paused_days", "evidence_check",
    "meeting_id", "agreed_on",
)  # fmt: skip
"""What the follow-up of an activity adds to its plan; no file says it."""
HISTORY = ("id", "since", "until", "stated_in", "absence_stated_in")


@dataclass(frozen=True)
class Record:
    """A table of history: the class its rows are checked with and the columns by their part."""

    name: str
    row: type[SQLModel]
    columns: tuple[str, ...]
    """What a file says, in the order of the row shape."""
    compared: tuple[str, ...]
    """The columns whose difference is a change."""
    carried: tuple[str, ...]
    """What is kept beside it: where it came from, and what is made from its key."""

    @property
    def table(self) -> Table:
        """The table in the database."""
        return metadata.tables[self.name]

    @property
    def key(self) -> tuple[str, ...]:
        """What may stand only once at a time."""
        return CURRENT_KEYS[self.name]

    @property
    def stored(self) -> tuple[str, ...]:
        """Everything of a row that is not its place in history."""
        return (*self.columns, *self.carried)


def _of_kind(kind: Kind) -> Record:
    columns = SHAPES[kind].columns
    extra = {Kind.MEMBERSHIP: ACTIVE_SOURCE, Kind.ACTIVITIES: (*IDENTITY, *FOLLOWED_UP)}.get(kind, ())
    values = tuple(name for name in columns if name not in CURRENT_KEYS[kind.value])
    return Record(kind.value, SHAPES[kind].row, columns, values, (*SOURCE, *extra))


def _beside(row: type[SQLModel], name: str) -> Record:
    history = {*HISTORY, *SOURCE}
    columns = tuple(column for column in row.model_fields if column not in history)
    return Record(name, row, columns, tuple(column for column in columns if column not in CURRENT_KEYS[name]), SOURCE)


AREAS = _beside(AreaRow, "areas")
REPORTS = _beside(ReportRow, "progress_reports")
FIGURES: dict[Kind, Record] = {kind: _of_kind(kind) for kind in Kind}
ACCEPTED_WARNINGS = _beside(AcceptedWarningRow, "accepted_warnings")
EXPLANATIONS = _beside(ExplanationRow, "explanations")
FORUMS = _beside(ForumRow, "forums")
MEMBERS = _beside(MemberRow, "members")
MEETINGS = _beside(MeetingRow, "meetings")
AGENDA = _beside(AgendaItemRow, "agenda_items")
ATTENDANCE = _beside(AttendanceRow, "attendance")
DECISIONS = _beside(DecisionRow, "decisions")
CLARIFICATIONS = _beside(ClarificationRow, "clarifications")
DUE_REQUESTS = _beside(DueRequestRow, "due_requests")
DOCUMENTS = _beside(DocumentRow, "documents")
RECEIPTS = _beside(ReceiptRow, "receipts")
CORRECTIONS = _beside(CorrectionRow, "corrections")
PARTNERSHIP_ANSWERS = _beside(PartnershipAnswerRow, "partnership_answers")
OF_FORUM: tuple[Record, ...] = (
    FORUMS, MEMBERS, MEETINGS, AGENDA, ATTENDANCE, DECISIONS, CLARIFICATIONS, DUE_REQUESTS, DOCUMENTS, RECEIPTS,
    CORRECTIONS, PARTNERSHIP_ANSWERS,
)  # fmt: skip
RECORDS: tuple[Record, ...] = (*FIGURES.values(), REPORTS, AREAS, ACCEPTED_WARNINGS, EXPLANATIONS, *OF_FORUM)
"""Activities stand before their reports: what happens to a report follows from its activity."""
