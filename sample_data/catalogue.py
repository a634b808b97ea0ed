"""What the sample files are, in the order they are loaded, and what papers printed beside their counts."""

import csv
from dataclasses import dataclass
from pathlib import Path

from vocab.codes import Kind, Segment

HERE = Path(__file__).parent
PUBLISHED_FOLDER = HERE / "published"
DEMO_FOLDER = HERE / "demo"
COMMENT = "#"


@dataclass(frozen=True)
class SampleFile:
    """One file in the product's own csv template; its title for the screen is the text `sample_file.<key>`.

    `source` names the paper (S000 to S004 of the research behind the product) or publisher; the file's own first
    lines say the table or page, whether it is confirmed, and how it was read.
    """

    key: str
    kind: Kind
    path: Path
    source: str

    @property
    def name(self) -> str:
        """The file name as it stands in the history of versions."""
        return self.path.name


def _published(name: str, kind: Kind, source: str) -> SampleFile:
    return SampleFile(name, kind, PUBLISHED_FOLDER / f"{name}.csv", source)


def _demo(name: str, kind: Kind) -> SampleFile:
    return SampleFile(f"demo_{name}", kind, DEMO_FOLDER / f"{name}.csv", "Cakupan, rekaan")


TARGETS_NATIONAL = _published("targets_national", Kind.TARGETS, "RPJMN, Inpres, BPJS Kesehatan")

PUBLISHED: tuple[SampleFile, ...] = (
    TARGETS_NATIONAL,
    _published("targets_banyuasin_2016", Kind.TARGETS, "S002"),
    _published("population_banyuasin_2016", Kind.POPULATION, "S002"),
    _published("membership_banyuasin_2016", Kind.MEMBERSHIP, "S002"),
    _published("activities_banyuasin_2016", Kind.ACTIVITIES, "S002"),
    _published("facilities_klungkung_2020_2024", Kind.FACILITIES, "S001"),
    _published("population_ntt_2017", Kind.POPULATION, "S000"),
    _published("membership_kupang_2017", Kind.MEMBERSHIP, "S000"),
    _published("membership_national", Kind.MEMBERSHIP, "S000; Profil Kesehatan Indonesia 2016; Bisnis"),
)
"""The published sample, in loading order."""

DEMO_ACTIVITIES = _demo("activities", Kind.ACTIVITIES)

DEMO: tuple[SampleFile, ...] = (
    TARGETS_NATIONAL,
    _demo("targets", Kind.TARGETS),
    _demo("population", Kind.POPULATION),
    _demo("membership", Kind.MEMBERSHIP),
    _demo("facilities", Kind.FACILITIES),
    DEMO_ACTIVITIES,
    _demo("matching", Kind.MATCHING),
)
"""The made-up province, in loading order; the national targets are the real ones."""

HOME_OF_PUBLISHED = "16.07"
"""The area that the published sample opens on."""
HOME_OF_DEMO = "99"
"""The area that the made-up sample opens on."""


@dataclass(frozen=True)
class Area:
    """An area that is not among the shipped regions."""

    code: str
    name: str
    is_made_up: bool


@dataclass(frozen=True)
class ReportedShare:
    """A share of all members as a source printed it, with as many decimals as it printed."""

    region_code: str
    period: str
    segment: Segment
    reported_share_pct: float
    decimals: int
    source: str


def demo_areas() -> tuple[Area, ...]:
    """The made-up province, its regencies and districts, in code order."""
    return tuple(Area(row["code"], row["name"], is_made_up=True) for row in read_rows(DEMO_FOLDER / "areas.csv"))


def reported_shares() -> tuple[ReportedShare, ...]:
    """The printed shares of `published/reported_shares.csv`."""
    return tuple(_reported_share(row) for row in read_rows(PUBLISHED_FOLDER / "reported_shares.csv"))


def _reported_share(row: dict[str, str]) -> ReportedShare:
    printed = row["reported_share_pct"]
    return ReportedShare(
        region_code=row["region_code"],
        period=row["period"],
        segment=Segment(row["segment"]),
        reported_share_pct=float(printed),
        decimals=len(printed.partition(".")[2]),
        source=row["source"],
    )


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a sample file as text by column, without its comment lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith(COMMENT)))


def comments(path: Path) -> tuple[str, ...]:
    """The lines at the top of a sample file that say what it holds, where it is from and how it was read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.removeprefix(COMMENT).strip() for line in lines if line.startswith(COMMENT))
