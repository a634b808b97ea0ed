"""The shape of every row that a forum keeps beside its activities: who, which meetings, what was said, which papers."""

from datetime import date

from sqlmodel import Field, SQLModel, String

from vocab.codes import PopulationSource, Sector
from vocab.forum_codes import (
    AgendaSection,
    Attendance,
    Cadence,
    ChairCapacity,
    CorrectedPart,
    DocumentKind,
    ForumKind,
    MeetingKind,
    MeetingState,
    MemberRole,
    Proof,
    ReceiptState,
    RequestState,
)
from vocab.rows import Period, RegionCode, ShortText, Text


class Forum(SQLModel):
    """A forum; activities name it by `forum`. Its cadence counts from `cadence_from` (or its decree's date)."""

    forum: ShortText
    region_code: RegionCode
    kind: ForumKind = Field(default=ForumKind.FKPKU, sa_type=String)
    decree: ShortText = ""
    decree_date: date | None = None
    cadence: Cadence = Field(default=Cadence.QUARTERLY, sa_type=String)
    cadence_from: date | None = None
    is_made_up: bool = False


class Member(SQLModel):
    """An institution in a forum with its person: the place in the decree, the role, and the role as written down.

    An empty `written_role` is "belum tertulis". `contact` is an office's, never a private one.
    """

    forum: ShortText
    institution: ShortText
    place: int = Field(ge=1, le=999)
    role: MemberRole = Field(default=MemberRole.MEMBER, sa_type=String)
    sector: Sector | None = Field(default=None, sa_type=String)
    position: ShortText = ""
    person: ShortText = ""
    decree: ShortText = ""
    contact: ShortText = ""
    written_role: Text = ""
    role_document: ShortText = ""
    is_active: bool = True


class Meeting(SQLModel):
    """One meeting; `closed_version` is the version of the store that its figures and papers are of once closed."""

    meeting_id: int = Field(ge=1)
    forum: ShortText
    number: int = Field(ge=1)
    kind: MeetingKind = Field(default=MeetingKind.REGULAR, sa_type=String)
    subject: ShortText = ""
    meeting_date: date
    start_time: ShortText = ""
    place: ShortText = ""
    state: MeetingState = Field(default=MeetingState.DRAFT, sa_type=String)
    figures_period: Period | None = None
    figures_source: PopulationSource | None = Field(default=None, sa_type=String)
    chair_person: ShortText = ""
    chair_position: ShortText = ""
    chair_capacity: ChairCapacity = Field(default=ChairCapacity.CHAIR, sa_type=String)
    clerk: ShortText = ""
    next_date: date | None = None
    next_place: ShortText = ""
    closed_version: int | None = None
    reason: Text = ""


class AgendaItem(SQLModel):
    """A point of a meeting's agenda with its minutes; what is typed is a draft until it was read back.

    A follow-up item names its activity.
    """

    meeting_id: int
    item_id: int = Field(ge=1)
    place: int = Field(ge=1)
    section: AgendaSection = Field(sa_type=String)
    title: Text
    activity_id: ShortText = ""
    minutes: Text = ""
    is_read_back: bool = False


class AttendanceRow(SQLModel):
    """How one institution took part; `represented_by` is the position of who came in its head's place."""

    meeting_id: int
    institution: ShortText
    attendance: Attendance = Field(sa_type=String)
    represented_by: ShortText = ""
    person: ShortText = ""
    note: ShortText = ""


class Decision(SQLModel):
    """What a meeting decided; a direction of the chair has `is_direction`. A draft until it was read back."""

    meeting_id: int
    decision_id: int = Field(ge=1)
    place: int = Field(ge=1)
    decision: Text
    institution: ShortText = ""
    due_date: date | None = None
    people: int | None = Field(default=None, ge=0)
    budget: int | None = Field(default=None, ge=0)
    activity_id: ShortText = ""
    item_id: int | None = None
    is_direction: bool = False
    is_read_back: bool = False


class Clarification(SQLModel):
    """What an institution says about one of its activities before a meeting."""

    meeting_id: int
    activity_id: ShortText
    institution: ShortText
    clarification: Text


class DueRequest(SQLModel):
    """A request for a later due date, and the chair's answer; the first date stays with the activity."""

    activity_id: ShortText
    request_id: int = Field(ge=1)
    due_date: date
    requested_due_date: date
    reason: Text
    institution: ShortText = ""
    person: ShortText = ""
    requested_on: date
    state: RequestState = Field(default=RequestState.WAITING, sa_type=String)
    answered_on: date | None = None
    answered_by: ShortText = ""
    answer_note: Text = ""
    meeting_id: int | None = None


class Document(SQLModel):
    """A MoU, decree or agreement of a forum; `link` says where it is, `file_sha256` names a file kept in the store."""

    document_id: int = Field(ge=1)
    forum: ShortText
    kind: DocumentKind = Field(sa_type=String)
    number: ShortText
    subject: Text
    parties: Text = ""
    signed_date: date | None = None
    valid_until: date | None = None
    link: Text = ""
    file_name: ShortText = ""
    file_sha256: ShortText = ""


class Receipt(SQLModel):
    """Whether an institution has a document, since when."""

    document_id: int
    institution: ShortText
    state: ReceiptState = Field(sa_type=String)
    since_date: date | None = None
    note: ShortText = ""


class Correction(SQLModel):
    """A correction of a closed meeting (ralat): its visible number, what was written, what is right, why, by whom."""

    meeting_id: int
    number: int = Field(ge=1)
    part: CorrectedPart = Field(sa_type=String)
    subject: Text
    written: Text = ""
    corrected: Text
    reason: Text
    chair: ShortText
    corrected_on: date


class PartnershipAnswer(SQLModel):
    """The secretariat's answer to a criterion of partnership that the store has no evidence for."""

    forum: ShortText
    criterion: ShortText
    proof: Proof = Field(sa_type=String)
    evidence: Text = ""
