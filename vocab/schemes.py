"""Schemes that targets and criteria come from (`schemes.csv`); their values are rows of kind `targets`, not code."""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scheme:
    """A plan, rule or award.

    `use` is target or criterion; `period_means` is deadline (to be reached by) or valid_from (first month of
    validity); `operator` is at_least or above. A criterion is met when all rows of its scheme are met. Schemes
    of one `family` and `grade` are alternative ways to the same grade; a later
    edition of a family takes the place of an earlier one.
    """

    code: str
    use: str
    period_means: str
    operator: str
    family: str
    grade: str
    legal_source: str


def _load() -> dict[str, Scheme]:
    with (HERE / "schemes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Scheme(**row) for row in csv.DictReader(file)}


SCHEMES: dict[str, Scheme] = _load()
"""The schemes that the program knows, by code; a name for the screen is in `texts/` under `scheme.<code>.name`."""


def scheme_of(code: str) -> Scheme:
    """The facts of a scheme; one that came with a user's file is a target to be reached by its period."""
    return SCHEMES.get(code) or Scheme(code, "target", "deadline", "at_least", family=code, grade="", legal_source="")
