"""The shipped regions and BPJS branches as published (`regions.csv`, `branches.csv`)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NATION = "00"
BRANCH_PREFIX = "branch:"


@dataclass(frozen=True)
class Region:
    """One area of the government's code list; the place is that of its seat.

    `kind` is nation, province, regency or city. `bps_code` is empty where that list does not have the area.
    Sources: Kemendagri codes and names of 2025, BPS bridging list of 2020.
    """

    code: str
    name: str
    kind: str
    parent: str | None
    bps_code: str
    bps_year: str
    seat: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class FormerCode:
    """A code that an area had until a year, under which older files still give its figures.

    Source: BPS bridging list of 2020 and the laws that made the four provinces of 2022.
    """

    former_code: str
    code: str
    until: str
    source: str


@dataclass(frozen=True)
class Branch:
    """A branch office of BPJS Kesehatan and the regencies it serves; in figures its code is `branch:<code>`."""

    code: str
    name: str
    regencies: tuple[str, ...]
    source: str

    @property
    def area_code(self) -> str:
        """The code that stands in a figure given for the branch as a whole."""
        return BRANCH_PREFIX + self.code


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent=row["parent"] or None,
        bps_code=row["bps_code"],
        bps_year=row["bps_year"],
        seat=row["seat"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
    )


def _branch(row: dict[str, str]) -> Branch:
    return Branch(code=row["code"], name=row["name"], regencies=tuple(row["regencies"].split()), source=row["source"])


REGIONS: dict[str, Region] = {region.code: region for region in map(_region, _rows("regions.csv"))}
"""All shipped regions by code: the nation, 38 provinces, 514 regencies and cities, in code order within each level."""

BRANCHES: dict[str, Branch] = {branch.code: branch for branch in map(_branch, _rows("branches.csv"))}
"""The branches named in published sources, by code without the prefix."""

FORMER_CODES: dict[str, FormerCode] = {
    former.former_code: former for former in (FormerCode(**row) for row in _rows("region_codes_former.csv"))
}
"""Codes that are no longer in use, none of which was given to another area."""
