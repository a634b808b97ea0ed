"""The frames in which a forum's partnership is looked for, and how a count shows a criterion."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.activities import given_codes
from metrics.commitments_kept import with_lateness
from metrics.forum_documents import document_validity
from metrics.meetings_survived import held_meetings
from vocab.codes import ActivityStatus
from vocab.forum_codes import DocumentValidity, Proof


@dataclass(frozen=True)
class Evidence:
    """`numerator` of `denominator` and what that shows; without a proof the store shows nothing either way.

    `code` names the sentence that tells it.
    """

    code: str
    numerator: int
    denominator: int
    proof: Proof | None


@dataclass(frozen=True)
class ForumEvidence:
    """All frames that evidence is looked for in, narrowed down to what counts today.

    Active members, papers in force, receipts of both, held meetings, activities that were not given up.
    """

    members: pd.DataFrame
    papers: pd.DataFrame
    all_papers: int
    receipts: pd.DataFrame
    meetings: pd.DataFrame
    attendance: pd.DataFrame
    activities: pd.DataFrame
    periods: pd.DataFrame
    datasets: pd.DataFrame


def forum_evidence(
    *,
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    attendance: pd.DataFrame,
    documents: pd.DataFrame,
    receipts: pd.DataFrame,
    followed: pd.DataFrame,
    periods: pd.DataFrame,
    datasets: pd.DataFrame,
    today: date,
    reports: pd.DataFrame | None = None,
) -> ForumEvidence:
    """The frames of a forum, narrowed down to what counts on a day."""
    active = members[members["is_active"].astype("bool")] if "is_active" in members else members
    papers = document_validity(documents, today=today)
    in_force = papers[papers["validity"] != DocumentValidity.EXPIRED]
    is_of_both = receipts["document_id"].isin(in_force["document_id"]) & _is_member(receipts, active)
    held = held_meetings(meetings, today=today)
    seen = attendance[attendance["meeting_id"].isin(held["meeting_id"]) & _is_member(attendance, active)]
    given_up = given_codes(followed, "status").isin([ActivityStatus.CANCELLED, ActivityStatus.CANNOT_BE_DONE])
    activities = with_lateness(followed, reports)[~given_up]
    return ForumEvidence(active, in_force, len(papers), receipts[is_of_both], held, seen, activities, periods, datasets)


def _is_member(rows: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    return given_codes(rows, "institution").isin(given_codes(members, "institution"))


def share(code: str, numerator: int, denominator: int) -> Evidence:
    """Documented where all, partly where some, nothing shown where none."""
    proof = None if not numerator else Proof.DOCUMENTED if numerator >= denominator else Proof.SPOKEN
    return Evidence(code, numerator, denominator, proof)


def enough(code: str, numerator: int, denominator: int, *, least: int = 1) -> Evidence:
    """Documented from so many on, partly below."""
    proof = None if not numerator else Proof.DOCUMENTED if numerator >= least else Proof.SPOKEN
    return Evidence(code, numerator, denominator, proof)
