"""From a label of a facility's type to its level (`facility_types.csv`): exact after normalising, never by likeness."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vocab.codes import FacilityKind
from vocab.segment_labels import normalise_label

HERE = Path(__file__).parent
NEITHER: Literal["neither"] = "neither"
"""A facility that is no FKTP and no FKRTL: a pharmacy, a posyandu."""
ASK: Literal["ask"] = "ask"
"""A type that is one or the other by licence or contract: a person decides."""
Level = FacilityKind | Literal["neither", "ask"]


@dataclass(frozen=True)
class FacilityType:
    """One label met: the type's usual name, its level, and where the label was seen."""

    name: str
    level: Level
    where_seen: str


def _level(written: str) -> Level:
    if written == NEITHER:
        return NEITHER
    return ASK if written == ASK else FacilityKind(written)


def _load() -> dict[str, FacilityType]:
    with (HERE / "facility_types.csv").open(encoding="utf-8", newline="") as file:
        return {
            normalise_label(row["label"]): FacilityType(row["type"], _level(row["kind"]), row["where_seen"])
            for row in csv.DictReader(file)
        }


FACILITY_TYPES: dict[str, FacilityType] = _load()
"""What each normalised label means."""


def facility_type_of(label: str) -> Level | None:
    """The level of a type: `fktp`, `fkrtl`, "neither", "ask" (a person must say), or None for an unknown label."""
    known = FACILITY_TYPES.get(normalise_label(label))
    return known.level if known else None


def facility_type_name(label: str) -> str:
    """The usual name of a type: "PUSKESMAS" and "UPTD Puskesmas" are "Puskesmas"; an unknown label as it stands."""
    known = FACILITY_TYPES.get(normalise_label(label))
    return known.name if known else " ".join(label.split())
