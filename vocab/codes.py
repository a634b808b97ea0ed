"""Closed lists of codes. What a person reads for a code stands in `texts/`."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of row that can be loaded from a file."""

    MEMBERSHIP = "membership"
    POPULATION = "population"
    FACILITIES = "facilities"
    TARGETS = "targets"
    ACTIVITIES = "activities"
    MATCHING = "matching"


class Segment(StrEnum):
    """A membership segment of JKN; `pbi` and `ppu` where a source says no more, `total` where it says none."""

    PBI_APBN = "pbi_apbn"
    PBI_APBD = "pbi_apbd"
    PBI = "pbi"
    PPU_PN = "ppu_pn"
    PPU_BU = "ppu_bu"
    PPU = "ppu"
    PBPU = "pbpu"
    BP = "bp"
    TOTAL = "total"


class PopulationSource(StrEnum):
    """Who counted the population; the order is the default order of choice (`bpjs` first)."""

    BPJS = "bpjs"
    DISDUKCAPIL = "disdukcapil"
    BPS = "bps"


class MatchSource(StrEnum):
    """Whose list the people of a matching result stand in."""

    BPJS = "bpjs"
    DINSOS = "dinsos"
    DISDUKCAPIL = "disdukcapil"


class MatchClass(StrEnum):
    """What a comparison of lists of people gave, as counts; `vocab/matching.py` has their groups and units."""

    MATCHED = "matched"
    NOT_FOUND = "not_found"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    MOVED = "moved"
    DATA_DIFFER = "data_differ"
    SEGMENT_DIFFERS = "segment_differs"
    DECILE_1_5_WITHOUT_PBI = "decile_1_5_without_pbi"
    DECILE_6_10_WITH_PBI = "decile_6_10_with_pbi"
    PBI_RECORDED = "pbi_recorded"
    PROPOSALS_SENT = "proposals_sent"
    PROPOSALS_ACCEPTED = "proposals_accepted"
    PROPOSALS_REFUSED = "proposals_refused"
    PROPOSALS_WAITING = "proposals_waiting"
    VILLAGES_VERIFIED = "villages_verified"
    VILLAGES_ALL = "villages_all"


class FacilityKind(StrEnum):
    """First-level (FKTP) or referral (FKRTL) facility."""

    FKTP = "fktp"
    FKRTL = "fkrtl"


class FacilityMeasure(StrEnum):
    """Facilities under contract with BPJS Kesehatan, or facilities that exist: two different counts."""

    CONTRACTED = "contracted"
    EXISTING = "existing"


class Metric(StrEnum):
    """A ratio that a target can be set for; the formulas are in `vocab/indicators.py`."""

    COVERAGE = "coverage"
    ACTIVE_SHARE = "active_share"
    ACTIVE_COVERAGE = "active_coverage"
    GOVERNMENT_REGISTERED_SHARE = "government_registered_share"


class SourceStatus(StrEnum):
    """Whether a target or rule was read in a source, or is only remembered."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class Sector(StrEnum):
    """Sector of the institution that carries an activity out."""

    HEALTH = "health"
    NON_HEALTH = "non_health"


class ActivityStatus(StrEnum):
    """How far an agreed activity has been carried out, in the order of the board."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PARTLY_DONE = "partly_done"
    DONE_UNCONFIRMED = "done_unconfirmed"
    DONE = "done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    CANNOT_BE_DONE = "cannot_be_done"


CLOSED_STATUSES = frozenset({ActivityStatus.DONE, ActivityStatus.CANCELLED, ActivityStatus.CANNOT_BE_DONE})
"""Statuses after which nothing more is expected; all others are unfinished."""


class Timing(StrEnum):
    """How an unfinished activity stands against its due date; `paused` while others must act, `closed` at the end."""

    OVERDUE = "overdue"
    PAUSED = "paused"
    DUE_SOON = "due_soon"
    NO_REPORT = "no_report"
    ON_TIME = "on_time"
    NO_DUE_DATE = "no_due_date"
    CLOSED = "closed"


class Reporting(StrEnum):
    """Whether an activity was reported on within the last full period of its forum; silence is not "fine"."""

    REPORTED = "reported"
    SILENT = "silent"


class Obstacle(StrEnum):
    """Why an activity is not finished; the words are in `obstacle_note`. `waiting_others` pauses the clock."""

    ACCESS = "access"
    BUDGET = "budget"
    DATA = "data"
    STAFF = "staff"
    REGULATION = "regulation"
    COMPLIANCE = "compliance"
    COORDINATION = "coordination"
    WAITING_OTHERS = "waiting_others"
    OTHER = "other"


class Field(StrEnum):
    """The six fields of cooperation of PP 85/2013 article 2(1)."""

    SERVICE = "service"
    INSTITUTION = "institution"
    PEOPLE = "people"
    INFORMATION = "information"
    AWARENESS = "awareness"
    OTHER = "other"


class BudgetState(StrEnum):
    """Whether the money for an activity is there."""

    AVAILABLE = "available"
    PROPOSED = "proposed"
    NONE = "none"


class TargetState(StrEnum):
    """State against a target; `near` is within NEAR_POINTS below it (decisions.md 7)."""

    BELOW = "below"
    NEAR = "near"
    REACHED = "reached"
    NO_DATA = "no_data"


NEAR_POINTS = 5.0
"""A value at most this many points under its target is "mendekati target"; a house rule, stated on screen."""


class VersionKind(StrEnum):
    """What made a version of the store."""

    IMPORT = "import"
    CORRECTION = "correction"
    REPORT = "report"
    UNDO = "undo"
    SAMPLE = "sample"
    DEMO = "demo"
    SAMPLE_REMOVED = "sample_removed"
    REVIEW = "review"
    FORUM = "forum"
    MEETING = "meeting"
    REGISTER = "register"


OF_FIGURES = frozenset(VersionKind) - {VersionKind.REPORT, VersionKind.FORUM, VersionKind.MEETING}
"""Kinds of versions that lists of versions show; the others are single entries of a forum, many a day."""
