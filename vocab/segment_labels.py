"""From a label in somebody's table to a segment (`segment_labels.csv`): exact after normalising, never by likeness."""

import csv
import re
import unicodedata
from pathlib import Path
from typing import Literal

from vocab.codes import Segment

HERE = Path(__file__).parent
OUTSIDE: Literal["outside"] = "outside"
"""People who are not members of JKN: never part of a numerator."""
ASK: Literal["ask"] = "ask"
"""A label that stands for several segments, or for people who may or may not be members: a person decides."""

Meaning = Segment | Literal["outside", "ask"]


def normalise_label(label: str) -> str:
    """The label as compared: capitals and digits without punctuation, brackets and spaces."""
    return re.sub(r"[^A-Z0-9]+", "", unicodedata.normalize("NFKC", label).upper())


def _meaning(written: str) -> Meaning:
    if written == OUTSIDE:
        return OUTSIDE
    return ASK if written == ASK else Segment(written)


def _load() -> dict[str, Meaning]:
    with (HERE / "segment_labels.csv").open(encoding="utf-8", newline="") as file:
        met = {normalise_label(row["label"]): _meaning(row["segment"]) for row in csv.DictReader(file)}
    return met | {normalise_label(code): code for code in Segment}


LABELS: dict[str, Meaning] = _load()
"""What each normalised label means: the labels met in real files and our own codes."""


def segment_of(label: str) -> Meaning | None:
    """The segment a label stands for, "outside" (not JKN), "ask" (a person must say), or None for an unknown label."""
    return LABELS.get(normalise_label(label))
