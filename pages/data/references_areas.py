"""Regions by code: official name, statistics code, seat and other spellings; BPJS branches."""

import csv
from pathlib import Path

import vocab
from ui import blocks, data
from ui.filters import Choice
from ui.words import t
from vocab.regions import BRANCHES, REGIONS, ancestors_of, members_of, region_level

SPELLINGS = Path(vocab.__file__).parent / "region_names.csv"


def show(choice: Choice) -> None:
    """The chosen area's province: its regencies and cities with codes and the spellings that are understood."""
    province = _province(choice.area)
    blocks.section(t("references.areas_of", area=data.area_name(province)), t("references.areas_note"))
    blocks.table(_table(province), visible_rows=40)
    blocks.section(t("references.branches"), t("references.branches_note"))
    blocks.table(_branches())


def _province(area: str) -> str:
    lineage = (area, *ancestors_of(area)) if area in REGIONS else (area,)
    return next((code for code in lineage if region_level(code) == "province"), area)


def _table(area: str) -> blocks.Table:
    columns = [
        blocks.Column(t("references.code")),
        blocks.Column(t("references.name"), strong=True),
        blocks.Column(t("references.bps_code")),
        blocks.Column(t("references.seat")),
        blocks.Column(t("references.spellings")),
    ]
    spellings = _spellings()
    codes = [code for code in (area, *members_of(area)) if code in REGIONS]
    rows = [_row(code, spellings) for code in dict.fromkeys(codes)]
    return blocks.Table(columns, rows, t("references.part_wilayah"))


def _row(code: str, spellings: dict[str, list[str]]) -> list[blocks.Cell | str]:
    region = REGIONS[code]
    bps = f"{region.bps_code} ({region.bps_year})" if region.bps_code else "–"
    return [code, region.name, bps, region.seat or "–", ", ".join(spellings.get(code, []))]


def _spellings() -> dict[str, list[str]]:
    met: dict[str, list[str]] = {}
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            met.setdefault(row["code"], []).append(row["spelling"])
    return met


def _branches() -> blocks.Table:
    columns = [
        blocks.Column(t("references.branch"), strong=True),
        blocks.Column(t("references.members")),
        blocks.Column(t("references.source")),
    ]
    rows = [
        [branch.name, ", ".join(REGIONS[code].name for code in branch.regencies), branch.source]
        for branch in BRANCHES.values()
    ]
    return blocks.Table(columns, rows, t("references.branches"))
