"""Indicators as records; their names, formulas and reasons in words are in `texts/` under `indicators.<code>`."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What an indicator is counted in."""

    PERCENT = "percent"
    POINTS = "points"
    PEOPLE = "people"
    PER_10000_PEOPLE = "per_10000_people"
    PEOPLE_PER_FACILITY = "people_per_facility"


class Direction(StrEnum):
    """Which way is better; `none` where neither is."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


@dataclass(frozen=True)
class Indicator:
    """One indicator: numerator and denominator (codes of `indicators.quantity`), unit, direction, where it is from.

    Indicators without a denominator are differences; their formula says between what. `source` names the paper or rule.
    """

    code: str
    numerator: str
    denominator: str | None
    unit: Unit
    direction: Direction
    source: str


_ALL = (
    Indicator(
        "coverage", "registered_people", "people", Unit.PERCENT, Direction.HIGHER, "S000, S002; BPJS Kesehatan (UHC)"
    ),
    Indicator(
        "active_share", "active_people", "registered_people", Unit.PERCENT, Direction.HIGHER, "BPJS Kesehatan (UHC)"
    ),
    Indicator(
        "active_coverage",
        "active_people",
        "people",
        Unit.PERCENT,
        Direction.HIGHER,
        "Satu Data Dharmasraya, Satu Data Kebumen",
    ),
    Indicator(
        "government_registered_share",
        "government_registered_people",
        "people",
        Unit.PERCENT,
        Direction.HIGHER,
        "UHC Awards 2026",
    ),
    Indicator("segment_share", "segment_people", "registered_people", Unit.PERCENT, Direction.NONE, "S002"),
    Indicator("gap_people", "needed_people", None, Unit.PEOPLE, Direction.LOWER, "S002"),
    Indicator("gap_points", "target", None, Unit.POINTS, Direction.LOWER, "S002"),
    Indicator("facility_growth", "facility_change", "first_facilities", Unit.PERCENT, Direction.HIGHER, "S001"),
    Indicator(
        "facilities_per_10000",
        "facilities",
        "people",
        Unit.PER_10000_PEOPLE,
        Direction.HIGHER,
        "Cakupan; no legal norm",
    ),
    Indicator(
        "members_per_fktp",
        "registered_people",
        "fktp",
        Unit.PEOPLE_PER_FACILITY,
        Direction.NONE,
        "Cakupan; no legal norm",
    ),
)

INDICATORS: dict[str, Indicator] = {indicator.code: indicator for indicator in _ALL}
"""All indicators by code, in the order of `docs/metrics.md`."""
