"""Criteria of the Continuum of Joint Effort and the eight dimensions of a partnership (`partnership.csv`; S002)."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).parent


class PartnershipLevel(StrEnum):
    """Types of joint effort, each closer than the one before it (domain.md 8.3)."""

    NOT_FORMED = "not_formed"
    NETWORK = "network"
    COOPERATION = "cooperation"
    COORDINATION = "coordination"
    COLLABORATION = "collaboration"
    PARTNERSHIP = "partnership"


class Dimension(StrEnum):
    """The eight dimensions that S002 looks at, in its order."""

    COMMUNICATION = "communication"
    RESOURCES = "resources"
    PLANNING = "planning"
    VALUES_GOALS = "values_goals"
    PARTICIPATION = "participation"
    LEADERSHIP = "leadership"
    FLEXIBILITY = "flexibility"
    TRUST = "trust"


class CriterionUse(StrEnum):
    """What a criterion is for: it decides the type, it only describes a type, or it only feeds a dimension."""

    TESTED = "tested"
    DESCRIPTIVE = "descriptive"
    DIMENSION = "dimension"


@dataclass(frozen=True)
class Criterion:
    """One criterion: its type and dimension ("" for none), its use, and the evidence that the store has for it.

    Without evidence only the secretariat can answer it.
    """

    code: str
    level: str
    dimension: str
    use: CriterionUse
    evidence: str


def _load() -> dict[str, Criterion]:
    with (HERE / "partnership.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = (
        Criterion(row["code"], row["level"], row["dimension"], CriterionUse(row["use"]), row["evidence"])
        for row in rows
    )
    return {one.code: one for one in named}


CRITERIA: dict[str, Criterion] = _load()
"""All criteria by code, in the order of the types, of one type those first that are shown first to be mended."""
ANSWERABLE: tuple[str, ...] = tuple(code for code, one in CRITERIA.items() if one.use is not CriterionUse.DESCRIPTIVE)
"""Criteria that have a proof; the descriptive ones are nothing to be reached."""
