"""What came of each file of an import, as values that become lines for people and records for machines."""

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.reading import OPEN, REFUSED, SAVABLE, Reading
from vocab.refusal import Refusal

OUTCOMES = {
    "saved": SAVABLE,
    "nothing_new": SAVABLE,
    "same_file": SAVABLE,
    "skipped": SAVABLE,
    "not_saved": SAVABLE,
    "open": OPEN,
    "refused": REFUSED,
    "store_refused": REFUSED,
    "too_large": REFUSED,
    "unreadable": REFUSED,
}
"""Every outcome with its exit code; `same_file` was imported before, `not_saved` was not confirmed."""

FAILURES = ("store_refused", "too_large", "unreadable")
"""Outcomes that are no fault of what stands in the file."""


@dataclass(frozen=True)
class Outcome:
    """What came of one file; `version` is the one it made, or for the same file the one it made before."""

    name: str
    what: str
    reading: Reading | None = None
    version: int | None = None
    new: int = 0
    changed: int = 0
    same: int = 0
    refusal: Refusal | None = None

    @property
    def exit_code(self) -> int:
        """As a command ends for this file alone."""
        return OUTCOMES[self.what]


def exit_code_of(outcomes: Iterable[Outcome]) -> int:
    """The worst of all."""
    return max((outcome.exit_code for outcome in outcomes), default=SAVABLE)


def counts_of_outcomes(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many files had each outcome."""
    found = [outcome.what for outcome in outcomes]
    return {what: found.count(what) for what in OUTCOMES}
