"""Matching results of the made-up province: half-yearly; one regency has not sent the last ones."""

import random
from collections.abc import Iterator

from sample_data.demo_areas import REGENCIES, MadeUpRegency
from sample_data.demo_figures import SEED, Row, membership
from vocab.codes import MatchClass, MatchSource, Segment

MONTHS = ("2024-12", "2025-06", "2025-12")
SILENT = ("99.03", MONTHS[-1])
"""The regency that has not answered, and when, so that the page has somebody to remind."""
PARTS = {
    MatchClass.NOT_FOUND: 0.021,
    MatchClass.DUPLICATE: 0.004,
    MatchClass.DECEASED: 0.009,
    MatchClass.MOVED: 0.007,
    MatchClass.DATA_DIFFER: 0.013,
    MatchClass.SEGMENT_DIFFERS: 0.006,
}
"""The part of the people compared that each class has, more or less; the rest is matched."""
VILLAGES_OF_A_DISTRICT = 12


def matching() -> list[Row]:
    """Rows of kind matching: what BPJS and Dinsos record as PBI, and what became of the list of Dinsos."""
    pbi = {row[:2]: int(row[3]) for row in membership() if row[2] == Segment.PBI_APBN.value}
    rows: list[Row] = []
    for regency in REGENCIES:
        for place, month in enumerate(MONTHS):
            if (regency.code, month) != SILENT:
                rows += _of_regency(regency, month, place=place, recorded=pbi[regency.code, month])
    return sorted(rows)


def _of_regency(regency: MadeUpRegency, month: str, *, place: int, recorded: int) -> Iterator[Row]:
    dice = random.Random(f"{SEED} matching {regency.code} {month}")  # noqa: S311 - made-up figures, not a secret
    yield (regency.code, month, MatchSource.BPJS.value, MatchClass.PBI_RECORDED.value, recorded)
    listed = round(recorded * dice.uniform(1.008, 1.042))
    counts = {MatchClass.PBI_RECORDED: listed, **_results(listed, dice), **_others(regency, listed, dice, place=place)}
    for code, people in counts.items():
        yield (regency.code, month, MatchSource.DINSOS.value, code.value, people)


def _results(listed: int, dice: random.Random) -> dict[MatchClass, int]:
    found = {code: round(listed * part * dice.uniform(0.7, 1.3)) for code, part in PARTS.items()}
    return {MatchClass.MATCHED: listed - sum(found.values()), **found}


def _others(regency: MadeUpRegency, listed: int, dice: random.Random, *, place: int) -> dict[MatchClass, int]:
    answered = {
        MatchClass.PROPOSALS_ACCEPTED: round(listed * dice.uniform(0.008, 0.014)),
        MatchClass.PROPOSALS_REFUSED: round(listed * dice.uniform(0.002, 0.004)),
        MatchClass.PROPOSALS_WAITING: round(listed * dice.uniform(0.003, 0.009)),
    }
    villages = VILLAGES_OF_A_DISTRICT * len(regency.districts)
    return {
        MatchClass.DECILE_1_5_WITHOUT_PBI: round(listed * dice.uniform(0.05, 0.12)),
        MatchClass.DECILE_6_10_WITH_PBI: round(listed * dice.uniform(0.02, 0.05)),
        MatchClass.PROPOSALS_SENT: sum(answered.values()),
        **answered,
        MatchClass.VILLAGES_VERIFIED: round(villages * min(1, 0.45 + 0.2 * place + dice.uniform(0, 0.1))),
        MatchClass.VILLAGES_ALL: villages,
    }
