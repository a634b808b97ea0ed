"""The tables of the forum: the row shapes of `vocab.forum_rows` as histories, and the files that papers point to."""

from sqlalchemy import LargeBinary
from sqlmodel import Field

from store.table_bases import History, StoreTable
from vocab import forum_rows


class ForumRow(History, forum_rows.Forum, table=True):
    """Forums."""

    __tablename__ = "forums"


class MemberRow(History, forum_rows.Member, table=True):
    """Members of forums."""

    __tablename__ = "members"


class MeetingRow(History, forum_rows.Meeting, table=True):
    """Meetings."""

    __tablename__ = "meetings"


class AgendaItemRow(History, forum_rows.AgendaItem, table=True):
    """Agendas with minutes."""

    __tablename__ = "agenda_items"


class AttendanceRow(History, forum_rows.AttendanceRow, table=True):
    """Attendance by institution."""

    __tablename__ = "attendance"


class DecisionRow(History, forum_rows.Decision, table=True):
    """Decisions of meetings."""

    __tablename__ = "decisions"


class ClarificationRow(History, forum_rows.Clarification, table=True):
    """Clarifications before a meeting."""

    __tablename__ = "clarifications"


class DueRequestRow(History, forum_rows.DueRequest, table=True):
    """Requests for later due dates."""

    __tablename__ = "due_requests"


class DocumentRow(History, forum_rows.Document, table=True):
    """MoU, decrees and agreements."""

    __tablename__ = "documents"


class ReceiptRow(History, forum_rows.Receipt, table=True):
    """Who has which document."""

    __tablename__ = "receipts"


class CorrectionRow(History, forum_rows.Correction, table=True):
    """Corrections of closed meetings."""

    __tablename__ = "corrections"


class PartnershipAnswerRow(History, forum_rows.PartnershipAnswer, table=True):
    """Answers to criteria of partnership."""

    __tablename__ = "partnership_answers"


class FileRow(StoreTable, table=True):
    """The bytes of a file that a document or evidence points to, by their SHA-256."""

    __tablename__ = "files"

    sha256: str = Field(primary_key=True)
    file_name: str
    media_type: str
    content: bytes = Field(sa_type=LargeBinary)
    version: int = Field(foreign_key="version.number")


FORUM_KEYS: dict[str, tuple[str, ...]] = {
    "forums": ("forum",),
    "members": ("forum", "institution"),
    "meetings": ("meeting_id",),
    "agenda_items": ("meeting_id", "item_id"),
    "attendance": ("meeting_id", "institution"),
    "decisions": ("meeting_id", "decision_id"),
    "clarifications": ("meeting_id", "activity_id"),
    "due_requests": ("activity_id", "request_id"),
    "documents": ("document_id",),
    "receipts": ("document_id", "institution"),
    "corrections": ("meeting_id", "number"),
    "partnership_answers": ("forum", "criterion"),
}
"""What may stand only once at a time."""
