"""Figures of the made-up province: the same at every run, and every regency is the sum of its districts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from sample_data.demo_areas import PROVINCE_CODE, REGENCIES, MadeUpRegency, named_areas
from vocab.codes import FacilityKind, FacilityMeasure, PopulationSource, Segment, SourceStatus
from vocab.periods import december, month_index, period_at

SEED = 99
FIRST_MONTH = "2023-01"
MONTHS = 36
FACILITY_YEARS = (2021, 2022, 2023, 2024, 2025)
MONTHLY_GROWTH = 0.0009

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class SegmentMix:
    """How a segment stands in the made-up province: its part of all members, and its active share beside the mean."""

    code: Segment
    part: float
    active_offset: float


MIX = (
    SegmentMix(Segment.PBI_APBN, 0.38, 0.06),
    SegmentMix(Segment.PBI_APBD, 0.17, 0.10),
    SegmentMix(Segment.PPU_PN, 0.06, 0.12),
    SegmentMix(Segment.PPU_BU, 0.14, 0.02),
    SegmentMix(Segment.PBPU, 0.21, -0.22),
    SegmentMix(Segment.BP, 0.04, 0.08),
)
POPULATION_FACTORS = {PopulationSource.BPJS: 1.0, PopulationSource.DISDUKCAPIL: 0.966, PopulationSource.BPS: 0.987}
FACILITY_STARTS = {
    (FacilityKind.FKTP, "Puskesmas"): (16, 12, 10, 14),
    (FacilityKind.FKTP, "Klinik Pratama"): (9, 7, 3, 21),
    (FacilityKind.FKTP, "Praktik Mandiri Dokter"): (14, 11, 5, 28),
    (FacilityKind.FKRTL, "Rumah Sakit"): (3, 2, 1, 7),
    (FacilityKind.FKRTL, "Klinik Utama"): (1, 1, 0, 4),
}


def _districts() -> Iterator[tuple[MadeUpRegency, str, float, float]]:
    """Regency, district code, the district's part of the regency's people, and how its coverage differs."""
    for regency in REGENCIES:
        dice = random.Random(f"{SEED} {regency.code}")  # noqa: S311 - made-up figures, not a secret
        weights = [dice.uniform(0.6, 1.4) for _ in regency.districts]
        for number, weight in enumerate(weights):
            yield regency, regency.district_code(number), weight / sum(weights), dice.uniform(-0.03, 0.03)


def _along(first_and_last: tuple[float, float], month: int) -> float:
    first, last = first_and_last
    return first + (last - first) * month / (MONTHS - 1)


def _people(regency: MadeUpRegency, part: float, month: int) -> float:
    return regency.people * part * (1 + MONTHLY_GROWTH * month)


def membership() -> list[Row]:
    """Rows of kind membership: regencies and districts, 36 months, six segments, registered and active."""
    start = month_index(FIRST_MONTH)
    rows: dict[tuple[str, str, str], tuple[int, int]] = {}
    for regency, district, part, offset in _districts():
        dice = random.Random(f"{SEED} members {district}")  # noqa: S311 - made-up figures, not a secret
        for month in range(MONTHS):
            members = _people(regency, part, month) * (_along(regency.coverage, month) + offset)
            for mix in MIX:
                registered = round(members * mix.part * dice.uniform(0.996, 1.004))
                active = round(registered * min(0.99, _along(regency.active, month) + mix.active_offset))
                for area in (regency.code, district):
                    key = (area, period_at(start + month), mix.code.value)
                    before = rows.get(key, (0, 0))
                    rows[key] = (before[0] + registered, before[1] + active)
    return [(*key, *counts) for key, counts in sorted(rows.items())]


def population() -> list[Row]:
    """Rows of kind population: BPJS and Disdukcapil per semester, BPS per year, one count before the first month."""
    start = month_index(FIRST_MONTH)
    rows: dict[tuple[str, str, str], int] = {}
    for regency, district, part, _ in _districts():
        for source, factor in POPULATION_FACTORS.items():
            step = 12 if source is PopulationSource.BPS else 6
            for month in range(-1, MONTHS, step):
                people = round(_people(regency, part, month) * factor)
                for area in (regency.code, district):
                    key = (area, period_at(start + month), source.value)
                    rows[key] = rows.get(key, 0) + people
    return [(*key, people) for key, people in sorted(rows.items())]


def facilities() -> list[Row]:
    """Rows of kind facilities: contracted facilities of each regency by type, five years, now and then one lost."""
    rows: list[Row] = []
    for (kind, facility_type), starts in FACILITY_STARTS.items():
        for regency, count in zip(REGENCIES, starts, strict=True):
            dice = random.Random(f"{SEED} {facility_type} {regency.code}")  # noqa: S311 - made-up figures
            running = count
            for year in FACILITY_YEARS:
                key = (regency.code, year, kind.value, facility_type, "", FacilityMeasure.CONTRACTED.value)
                rows.append((*key, running))
                is_fixed = facility_type == "Puskesmas"
                running = max(0, running + (0 if is_fixed else dice.choice((-1, 0, 1, 1, 2))))
    return sorted(rows)


def areas() -> list[Row]:
    """Rows of the list of made-up areas."""
    return list(named_areas())


def targets() -> list[Row]:
    """Rows of kind targets: the made-up plan of the province and its regencies."""
    scheme, source = "rencana_daerah_contoh", "Rencana daerah contoh (rekaan)"
    values = zip(REGENCIES, (97, 99, 90, 100), strict=True)
    of_regencies = tuple(("coverage", regency.code, value) for regency, value in values)
    of_province = (("coverage", PROVINCE_CODE, 98), ("active_share", PROVINCE_CODE, 82))
    return [
        (scheme, metric, area, december(2026), value, source, SourceStatus.CONFIRMED.value)
        for metric, area, value in (*of_province, *of_regencies)
    ]
