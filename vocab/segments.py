"""Segments of JKN membership with their headline group, payer and one fixed colour (`segments.csv`)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from vocab.codes import Segment

HERE = Path(__file__).parent
HEADLINE_GROUPS: tuple[Segment, ...] = (Segment.PBI, Segment.PPU, Segment.PBPU, Segment.BP)
"""The four categories of every report, in their usual order."""


@dataclass(frozen=True)
class SegmentFacts:
    """One segment: the headline group it belongs to, the coarser code above it, who pays, its colour."""

    code: Segment
    group: Segment | None
    parent: Segment | None
    payer: str
    is_government_registered: bool
    colour: str


def _read(row: dict[str, str]) -> SegmentFacts:
    return SegmentFacts(
        code=Segment(row["code"]),
        group=Segment(row["group"]) if row["group"] else None,
        parent=Segment(row["parent"]) if row["parent"] else None,
        payer=row["payer"],
        is_government_registered=row["government"] == "yes",
        colour=row["colour"],
    )


def _load() -> dict[Segment, SegmentFacts]:
    with (HERE / "segments.csv").open(encoding="utf-8", newline="") as file:
        return {facts.code: facts for facts in map(_read, csv.DictReader(file))}


SEGMENTS: dict[Segment, SegmentFacts] = _load()


def finer_segments(code: Segment) -> tuple[Segment, ...]:
    """The segments directly under a coarser one: `pbi` has `pbi_apbn` and `pbi_apbd`; `total` has the four groups."""
    if code is Segment.TOTAL:
        return HEADLINE_GROUPS
    return tuple(facts.code for facts in SEGMENTS.values() if facts.parent is code)
