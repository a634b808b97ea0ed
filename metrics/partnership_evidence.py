"""What the store knows of each criterion of partnership: so many of so many, and how far that shows it."""

from collections.abc import Callable

import pandas as pd

from metrics.activities import given_codes, given_days
from metrics.forum_cadence import KEPT, MISSED
from metrics.partnership_frames import Evidence, ForumEvidence, enough, share
from vocab.codes import ActivityStatus, BudgetState, Timing
from vocab.forum_codes import Attendance, ChairCapacity, DocumentKind, Proof, ReceiptState


def _meetings_held(forum: ForumEvidence) -> Evidence:
    return enough("meetings_held", len(forum.meetings), len(forum.periods))


def _activities_agreed(forum: ForumEvidence) -> Evidence:
    return enough("activities_agreed", len(forum.activities), len(forum.activities))


def _papers_registered(forum: ForumEvidence) -> Evidence:
    return enough("papers_registered", len(forum.papers), forum.all_papers)


def _periods_with_meetings(forum: ForumEvidence) -> Evidence:
    with_meetings = int((forum.periods["meetings"] > 0).sum())
    return enough("periods_with_meetings", with_meetings, len(forum.periods), least=2)


def _institutions_planning(forum: ForumEvidence) -> Evidence:
    planning = given_codes(forum.activities, "institution").nunique()
    return enough("institutions_planning", planning, max(planning, len(forum.members)), least=2)


def _cadence_kept(forum: ForumEvidence) -> Evidence:
    states = given_codes(forum.periods, "state")
    return share("cadence_kept", int((states == KEPT).sum()), int(states.isin([KEPT, MISSED]).sum()))


def _decree(forum: ForumEvidence) -> Evidence:
    decrees = int((given_codes(forum.papers, "kind") == DocumentKind.DECREE).sum())
    if decrees:
        return enough("decree", decrees, forum.all_papers)
    return share("members_by_decree", _filled(forum.members, "decree"), len(forum.members))


def _filled(rows: pd.DataFrame, column: str) -> int:
    return int((given_codes(rows, column).str.strip() != "").sum())


def _plans_complete(forum: ForumEvidence) -> Evidence:
    """A plan that lacks days, owners or volumes is partly shown: it was agreed on, but not written out."""
    rows = forum.activities
    is_complete = given_days(rows, "due_date").notna() & rows["has_owner"] & (given_codes(rows, "output_target") != "")
    complete = int(is_complete.sum())
    whole = share("plans_complete", complete, len(rows))
    return whole if whole.proof or rows.empty else Evidence("plans_complete", complete, len(rows), Proof.SPOKEN)


def _budgets_available(forum: ForumEvidence) -> Evidence:
    available = int((given_codes(forum.activities, "budget_state") == BudgetState.AVAILABLE).sum())
    return share("budgets_available", available, len(forum.activities))


def _papers_received(forum: ForumEvidence) -> Evidence:
    """An agreement that not everyone has, or a decree without an agreement, is partly shown."""
    has_it = given_codes(forum.receipts, "state").isin([ReceiptState.RECEIVED, ReceiptState.PASSED_ON])
    received, expected = int(has_it.sum()), len(forum.papers) * len(forum.members)
    if forum.papers.empty:
        return Evidence("papers_received", 0, 0, None)
    agreements = given_codes(forum.papers, "kind").isin([DocumentKind.MOU, DocumentKind.AGREEMENT])
    is_whole = agreements.any() and received >= expected > 0
    return Evidence("papers_received", received, expected, Proof.DOCUMENTED if is_whole else Proof.SPOKEN)


def _roles_written(forum: ForumEvidence) -> Evidence:
    return share("roles_written", _filled(forum.members, "written_role"), len(forum.members))


def _plan_carried_out(forum: ForumEvidence) -> Evidence:
    """The joint plan wholly carried out, partly, or not begun."""
    status = given_codes(forum.activities, "status")
    settled = int((status == ActivityStatus.DONE).sum())
    if settled:
        return share("plan_carried_out", settled, len(status))
    begun = ~status.isin([ActivityStatus.NOT_STARTED, ActivityStatus.POSTPONED])
    proof = Proof.SPOKEN if begun.any() else None
    return Evidence("plan_begun", int(begun.sum()), len(status), proof)


def _supporters(forum: ForumEvidence) -> Evidence:
    return share("supporters", _filled(forum.activities, "supporters"), len(forum.activities))


def _newest_period(forum: ForumEvidence) -> Evidence:
    """Whether the forum still meets: in the last full period or in the one that runs."""
    newest = forum.periods.tail(2)
    met = int((newest["meetings"] > 0).sum())
    ever = bool((forum.periods["meetings"] > 0).any())
    return Evidence("newest_period", met, len(newest), Proof.DOCUMENTED if met else Proof.SPOKEN if ever else None)


def _papers_passed_on(forum: ForumEvidence) -> Evidence:
    passed_on = int((given_codes(forum.receipts, "state") == ReceiptState.PASSED_ON).sum())
    return share("papers_passed_on", passed_on, len(forum.papers) * len(forum.members))


def _meetings_well_attended(forum: ForumEvidence) -> Evidence:
    """Meetings that more than half of the members came to, themselves or by somebody."""
    came = given_codes(forum.attendance, "attendance").isin([Attendance.PRESENT, Attendance.REPRESENTED])
    counts = forum.attendance[came].groupby("meeting_id")["institution"].nunique()
    return share("meetings_well_attended", int((counts * 2 > len(forum.members)).sum()), len(forum.meetings))


def _chaired_in_person(forum: ForumEvidence) -> Evidence:
    chaired = int((given_codes(forum.meetings, "chair_capacity") == ChairCapacity.CHAIR).sum())
    return share("chaired_in_person", chaired, len(forum.meetings))


def _plans_adjusted(forum: ForumEvidence) -> Evidence:
    """Of the activities that could not be done as planned, those whose plan was changed with the forum's knowledge."""
    rows = forum.activities
    slips = pd.to_numeric(rows["slips"]).fillna(0) if "slips" in rows else pd.Series(0, index=rows.index)
    adjusted = (slips > 0) | rows["is_paused"]
    return share("plans_adjusted", int(adjusted.sum()), int((adjusted | (rows["timing"] == Timing.OVERDUE)).sum()))


def _kept_on_time(forum: ForumEvidence) -> Evidence:
    rows = forum.activities
    fallen_due = rows["is_kept_on_time"] | rows["is_kept_late"] | rows["is_late"]
    return share("kept_on_time", int(rows["is_kept_on_time"].sum()), int(fallen_due.sum()))


def _data_agreed(forum: ForumEvidence) -> Evidence:
    """Figures of two sources that agree; where none does, those that somebody explains show it partly."""
    agreed = int(forum.datasets["is_agreed"].sum())
    if agreed:
        return share("data_agreed", agreed, len(forum.datasets))
    explained = int(forum.datasets["is_explained"].sum())
    return Evidence("data_explained", explained, len(forum.datasets), Proof.SPOKEN if explained else None)


EVIDENCE: dict[str, Callable[[ForumEvidence], Evidence]] = {
    "meetings_held": _meetings_held,
    "activities_agreed": _activities_agreed,
    "papers_registered": _papers_registered,
    "periods_with_meetings": _periods_with_meetings,
    "institutions_planning": _institutions_planning,
    "cadence_kept": _cadence_kept,
    "decree": _decree,
    "plans_complete": _plans_complete,
    "budgets_available": _budgets_available,
    "papers_received": _papers_received,
    "roles_written": _roles_written,
    "plan_carried_out": _plan_carried_out,
    "supporters": _supporters,
    "newest_period": _newest_period,
    "papers_passed_on": _papers_passed_on,
    "meetings_well_attended": _meetings_well_attended,
    "chaired_in_person": _chaired_in_person,
    "plans_adjusted": _plans_adjusted,
    "kept_on_time": _kept_on_time,
    "data_agreed": _data_agreed,
}
"""How each evidence of `vocab/partnership.csv` is found."""
EVIDENCE_CODES: tuple[str, ...] = (
    *EVIDENCE,
    "members_by_decree",
    "plan_begun",
    "data_explained",
    "answered",
    "unanswered",
)
"""Every sentence that may be said of a criterion; `texts/` has them under partnership.evidence."""
