"""What type of joint effort a forum is on the Continuum of Joint Effort, with reasons and the one step up (S002)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.activities import given_codes
from metrics.partnership_evidence import EVIDENCE
from metrics.partnership_frames import Evidence, ForumEvidence, forum_evidence
from vocab.forum_codes import Proof
from vocab.partnership import ANSWERABLE, CRITERIA, CriterionUse, Dimension, PartnershipLevel

JUDGED = (PartnershipLevel.PARTNERSHIP, PartnershipLevel.COLLABORATION, PartnershipLevel.COORDINATION)
"""Types of which every criterion must be shown; the closest one that is, counts (domain.md 8.3)."""
LOOSE: dict[PartnershipLevel, str] = {
    PartnershipLevel.COOPERATION: "joint_activity",
    PartnershipLevel.NETWORK: "dialogue",
}
"""Types that rest on one criterion, the closer first."""
SHOWN = (Proof.DOCUMENTED, Proof.SPOKEN)
CRITERIA_COLUMNS = [
    "criterion", "level", "dimension", "proof", "is_computed", "evidence_code", "numerator", "denominator", "note",
]  # fmt: skip


@dataclass(frozen=True)
class Partnership:
    """A forum's type with its reasons.

    criteria: criterion, level ("" for those that only feed a dimension), dimension, proof, is_computed, evidence_code,
    numerator, denominator, note (what the secretariat wrote). dimensions: dimension, proof, documented, spoken, absent,
    unknown, criteria. flags: criteria of the type and of those below it that are only spoken or partly shown. missing:
    criteria that the next type lacks. next_step: the first of them; where there is no closer type, the first flag.
    """

    level: PartnershipLevel
    criteria: pd.DataFrame
    dimensions: pd.DataFrame
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    next_level: PartnershipLevel | None
    next_step: str | None


def partnership(
    *,
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    attendance: pd.DataFrame,
    documents: pd.DataFrame,
    receipts: pd.DataFrame,
    follow_up: pd.DataFrame,
    answers: pd.DataFrame,
    periods: pd.DataFrame,
    datasets: pd.DataFrame,
    today: date,
    reports: pd.DataFrame | None = None,
) -> Partnership:
    """The partnership of one forum on a day, from its frames, `cadence_periods` and `agreed_datasets`.

    What the store shows stands; where it shows nothing the secretariat's answer does (answers: criterion, proof,
    evidence); where nobody answered, what should be there and is not counts as absent.
    """
    forum = forum_evidence(
        members=members, meetings=meetings, attendance=attendance, documents=documents, receipts=receipts,
        followed=follow_up, periods=periods, datasets=datasets, today=today, reports=reports,
    )  # fmt: skip
    criteria = _criteria(forum, answers)
    proofs = dict(zip(criteria["criterion"], criteria["proof"], strict=True))
    level = _level(proofs)
    flags = _flags(proofs, level)
    next_level = _next(level)
    missing = () if next_level is None else tuple(code for code in _needed(next_level) if proofs[code] not in SHOWN)
    steps = missing or flags
    return Partnership(level, criteria, _dimensions(criteria), flags, missing, next_level, steps[0] if steps else None)


def _criteria(forum: ForumEvidence, answers: pd.DataFrame) -> pd.DataFrame:
    said = {str(row["criterion"]): row for row in answers.to_dict("records")}
    rows = [_criterion(code, forum, said.get(code)) for code in ANSWERABLE]
    return pd.DataFrame(rows, columns=CRITERIA_COLUMNS)


def _criterion(code: str, forum: ForumEvidence, answer: dict[Any, Any] | None) -> tuple[object, ...]:
    """The row of one criterion: shown by the store, else answered, else absent or unknown."""
    facts = CRITERIA[code]
    found = EVIDENCE[facts.evidence](forum) if facts.evidence else Evidence("unanswered", 0, 0, None)
    note = str(answer["evidence"]) if answer else ""
    said = Proof(answer["proof"]) if answer else Proof.UNKNOWN
    is_computed = found.proof is not None or (said is Proof.UNKNOWN and found.denominator > 0)
    if found.proof is not None:
        proof, evidence = found.proof, found.code
    elif said is not Proof.UNKNOWN:
        proof, evidence = said, "answered"
    else:
        is_empty = found.denominator == 0
        proof, evidence = (Proof.UNKNOWN, "unanswered") if is_empty else (Proof.ABSENT, found.code)
    counts = (found.numerator, found.denominator)
    return code, facts.level, facts.dimension, proof.value, is_computed, evidence, *counts, note


def _needed(level: PartnershipLevel) -> tuple[str, ...]:
    """The criteria that decide on a type."""
    if level in LOOSE:
        return (LOOSE[level],)
    of_level = (code for code, one in CRITERIA.items() if one.level == level and one.use is CriterionUse.TESTED)
    return tuple(of_level)


def _level(proofs: dict[str, str]) -> PartnershipLevel:
    for level in (*JUDGED, *LOOSE):
        if all(proofs[code] in SHOWN for code in _needed(level)):
            return level
    return PartnershipLevel.NOT_FORMED


def _next(level: PartnershipLevel) -> PartnershipLevel | None:
    order = list(PartnershipLevel)
    place = order.index(level) + 1
    return order[place] if place < len(order) else None


def _flags(proofs: dict[str, str], level: PartnershipLevel) -> tuple[str, ...]:
    """Criteria that are only spoken or partly shown, of the type itself first, then of those below it."""
    order = list(PartnershipLevel)
    reached = reversed(order[1 : order.index(level) + 1])
    return tuple(code for one in reached for code in _needed(one) if proofs[code] == Proof.SPOKEN)


def _dimensions(criteria: pd.DataFrame) -> pd.DataFrame:
    """Each dimension with its criteria: documented where all are, absent where none is shown, else partly."""
    rows = [_dimension(one, criteria[criteria["dimension"] == one.value]) for one in Dimension]
    return pd.DataFrame(rows)


def _dimension(dimension: Dimension, criteria: pd.DataFrame) -> dict[str, object]:
    proofs = given_codes(criteria, "proof")
    counts = {proof.value: int((proofs == proof).sum()) for proof in Proof}
    judged = len(criteria) - counts[Proof.UNKNOWN.value]
    if not judged:
        proof = Proof.UNKNOWN
    elif counts[Proof.DOCUMENTED.value] == len(criteria):
        proof = Proof.DOCUMENTED
    else:
        proof = Proof.ABSENT if counts[Proof.ABSENT.value] == judged else Proof.SPOKEN
    return {"dimension": dimension.value, "proof": proof.value, **counts, "criteria": tuple(criteria["criterion"])}
