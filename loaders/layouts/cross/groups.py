"""Labels that stand for members of several segments together: "Non PBI", "PBPU dan BP"."""

from collections.abc import Set

from loaders.layouts.cross.columns import Column
from loaders.values.labels import normalise
from vocab.segment_labels import ASK, segment_of
from vocab.segments import HEADLINE_GROUPS, finer_segments

_SEGMENTS = frozenset(("pbi", "ppu", "pbpu", "bp"))


def is_group(label: str) -> bool:
    """Whether a label stands for members of several segments, all of them in JKN."""
    return segment_of(label) == ASK and bool(_SEGMENTS & set(normalise(label).split()))


def adds_up_segments(column: Column, segments: Set[str]) -> bool:
    """Whether "Jumlah Non PBI" stands beside all the segments that it adds up."""
    is_whole = all({group, *finer_segments(group)} & segments for group in HEADLINE_GROUPS[1:])
    return is_whole and {"non", "pbi"} <= set(normalise(column.path[-1]).split())
