"""Closed lists of the stakeholder forum: its kinds, meetings, people and papers. What a person reads is in `texts/`."""

from enum import StrEnum


class ForumKind(StrEnum):
    """Whose forum it is: the stakeholders of an area (FKPKU), or the facilities that work with BPJS (S000)."""

    FKPKU = "fkpku"
    FACILITY_PARTNERSHIP = "facility_partnership"


class Cadence(StrEnum):
    """How often a forum has undertaken to meet (domain.md 5); `MONTHS_OF` has the length of its period."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMESTER = "semester"


MONTHS_OF: dict[Cadence, int] = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.SEMESTER: 6}
"""Months in a period of each cadence; periods begin in January."""


class MemberRole(StrEnum):
    """The place of a member in the forum's decree, in the order of the decree."""

    PATRON = "patron"
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    AD_HOC = "ad_hoc"


class MeetingKind(StrEnum):
    """What kind of meeting it is."""

    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    PREPARATORY = "preparatory"


class MeetingState(StrEnum):
    """How far a meeting is, in its order; `MEETING_STEPS` says which step may follow which."""

    DRAFT = "draft"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"


MEETING_STEPS: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.DRAFT: (MeetingState.OPEN,),
    MeetingState.OPEN: (MeetingState.RUNNING, MeetingState.DRAFT),
    MeetingState.RUNNING: (MeetingState.CLOSED, MeetingState.OPEN),
    MeetingState.CLOSED: (MeetingState.RUNNING,),
}
"""From closed back to running is reopening, which needs a reason."""


class ChairCapacity(StrEnum):
    """As whom the chair presides: as chair, on behalf (a.n.), or acting (Plh.)."""

    CHAIR = "chair"
    ON_BEHALF = "on_behalf"
    ACTING = "acting"


class AgendaSection(StrEnum):
    """The parts of a meeting in the order of the template (ux.md); an agenda item belongs to one."""

    OPENING = "opening"
    COVERAGE = "coverage"
    FOLLOW_UP = "follow_up"
    DISCUSSION = "discussion"
    AGREEMENTS = "agreements"
    CLOSING = "closing"


class Attendance(StrEnum):
    """How an institution took part in a meeting."""

    PRESENT = "present"
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"


class RequestState(StrEnum):
    """What became of a request for a later due date."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class EvidenceCheck(StrEnum):
    """What the secretariat found of the evidence; `not_checked` while it has not looked."""

    NOT_CHECKED = "not_checked"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"


class DocumentKind(StrEnum):
    """A paper that binds the members of a forum."""

    MOU = "mou"
    DECREE = "decree"
    AGREEMENT = "agreement"


class ReceiptState(StrEnum):
    """Whether an institution has a paper, and whether its units have it (S002: MoU and SK did not reach everyone)."""

    NOT_YET = "not_yet"
    RECEIVED = "received"
    PASSED_ON = "passed_on"


class DocumentValidity(StrEnum):
    """Whether a paper is in force on a day; `open_ended` where it names no last day."""

    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    OPEN_ENDED = "open_ended"


EXPIRY_WARNING_DAYS = 90
"""A paper that ends within this many days is warned of: renewing a MoU passes legal review and two signatures."""
CLARIFY_DAYS_BEFORE = 3
"""Clarifications are taken until this many days before a meeting, so that the secretariat can put them into its papers
(ux.md)."""


class Proof(StrEnum):
    """How far a criterion of partnership can be shown (domain.md 8.3), the weakest last."""

    DOCUMENTED = "documented"
    SPOKEN = "spoken"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class CorrectedPart(StrEnum):
    """What part of a closed meeting a correction (ralat) is about."""

    MINUTES = "minutes"
    DECISION = "decision"
    ATTENDANCE = "attendance"
    ACTIVITY = "activity"
    OTHER = "other"


class DecisionNeed(StrEnum):
    """Why an unfinished activity needs the forum to decide, the first that fits; all others are for information."""

    SETTLE = "settle"
    DUE_REQUEST = "due_request"
    LATE = "late"
    CARRIED_OVER = "carried_over"
    PAUSED = "paused"
    NO_OWNER = "no_owner"
    NO_DUE_DATE = "no_due_date"


CARRIED_OVER_MEETINGS = 2
"""An activity still unfinished after this many meetings needs a decision; a house rule, stated on screen."""


class ForumFigure(StrEnum):
    """A figure whose change since the last meeting is told, in the order of the table."""

    REGISTERED_PEOPLE = "registered_people"
    PEOPLE = "people"
    COVERAGE = "coverage_pct"
    ACTIVE_PEOPLE = "active_people"
    ACTIVE_SHARE = "active_share_pct"
    ACTIVE_COVERAGE = "active_coverage_pct"
    FKTP = "fktp"
    FKRTL = "fkrtl"
    UNFINISHED = "unfinished"


class FigureReason(StrEnum):
    """Why a figure is another one than at the last meeting."""

    NEW_DATA = "new_data"
    CORRECTION = "correction"
    DENOMINATOR = "denominator"
    SAME = "same"


class ActivityChange(StrEnum):
    """What became of an activity since the last meeting, the first that fits."""

    NEW = "new"
    REMOVED = "removed"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    PROGRESSED = "progressed"
    SLIPPED = "slipped"
    REPORTED = "reported"
    REPLANNED = "replanned"
    SILENT = "silent"
    UNCHANGED = "unchanged"
