"""Made-up frames of a forum for the tests of `metrics`: in the columns and kinds that the store gives."""

import random
from datetime import date, timedelta
from typing import Any

import pandas as pd

from vocab.codes import ActivityStatus, Field, Obstacle, Sector

TODAY = date(2026, 11, 22)
DAYS = ("start_date", "due_date", "reported_on", "first_due_date", "paused_since", "agreed_on")
AMOUNTS = ("output_target", "output_realised", "people_expected", "progress_pct")
PLAIN: dict[str, Any] = {
    "forum": "F", "origin": "2026", "region_code": "99.01", "institution": "Dinkes", "sector": "health",
    "activity": "one", "field": "people", "output_unit": "desa", "office": "", "person": "", "supporters": "",
    "status": "in_progress", "obstacle": None, "obstacle_note": "", "budget": None, "budget_state": None,
    "evidence": "", "slips": 0, "paused_days": 0, "evidence_check": "not_checked", "meeting_id": None,
    "origin_version": 1, "sheet": "RTL",
}  # fmt: skip
INSTITUTIONS = ("Dinkes", "Disdukcapil", "Dinsos", "Disnakertrans", "BPKAD", "Bappeda")


def activities(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows in the columns of the store; what a row does not say is as in PLAIN, its days and amounts are missing."""
    nothing = dict.fromkeys((*DAYS, *AMOUNTS))
    given = [
        {**PLAIN, **nothing, "activity_id": f"a{place}", "cell": f"G{place + 2}", **row}
        for place, row in enumerate(rows)
    ]
    columns = [*PLAIN, *nothing, "activity_id", "cell"]
    table = pd.DataFrame(given, columns=columns)
    kinds = {
        **dict.fromkeys(DAYS, "datetime64[s]"),
        **dict.fromkeys(AMOUNTS, "float64"),
        "meeting_id": "Int64",
        "obstacle": "str",
    }
    return table.astype(kinds).assign(has_report=table["reported_on"].notna())


def meetings(*rows: tuple[object, ...], forum: str = "F") -> pd.DataFrame:
    """Rows of meeting_id, meeting_date, state, kind, forum; what a row leaves out is closed, regular and of `forum`."""
    whole = [(*row, *("closed", "regular", forum)[len(row) - 2 :]) for row in rows]
    given = pd.DataFrame(whole, columns=["meeting_id", "meeting_date", "state", "kind", "forum"])
    return given.assign(chair_capacity="chair").astype({"meeting_date": "datetime64[s]"})


def forums(**cadences: str) -> pd.DataFrame:
    """Forums by name with their cadence."""
    return pd.DataFrame({"forum": list(cadences), "cadence": list(cadences.values())})


def members(*names: str, **columns: object) -> pd.DataFrame:
    """Members in the order of the decree."""
    rows = [("F", name, place, "member") for place, name in enumerate(names, start=1)]
    given = pd.DataFrame(rows, columns=["forum", "institution", "place", "role"])
    said = {"sector": "health", "position": "", "person": "", "decree": "", "written_role": "", "is_active": True}
    return given.assign(**{**said, **columns})


def many_activities(count: int, *, seed: int) -> pd.DataFrame:
    """Activities of two forums in every state, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up rows, no secret
    return activities(*(_one(chance) for _ in range(count)))


def _one(chance: random.Random) -> dict[str, Any]:
    def day(least: int, most: int, often: float = 0.8) -> date | None:
        return TODAY + timedelta(days=chance.randint(least, most)) if chance.random() < often else None

    def some(values: Any, often: float = 0.6) -> Any:
        return chance.choice([str(value) for value in values]) if chance.random() < often else None

    obstacle, due = some(Obstacle), day(-200, 100)
    return {
        "forum": chance.choice(["F", "G"]), "institution": chance.choice(INSTITUTIONS), "sector": some(Sector),
        "field": some(Field), "status": chance.choice([str(status) for status in ActivityStatus]),
        "region_code": chance.choice(["99.01", "99.02"]), "obstacle": obstacle, "due_date": due,
        "first_due_date": due, "start_date": day(-300, 30), "reported_on": day(-300, 0), "agreed_on": day(-400, 0, 1),
        "paused_since": day(-90, 0, 1) if obstacle == Obstacle.WAITING_OTHERS else None,
        "paused_days": chance.choice([0, 0, 12]), "slips": chance.choice([0, 0, 1, 3]),
        "people_expected": chance.choice([None, 0, 250, 1_200]), "office": chance.choice(["", "Bidang Yankes"]),
        "meeting_id": chance.choice([None, 1, 2]), "evidence_check": chance.choice(["not_checked", "complete"]),
        "output_target": chance.choice([None, 304]), "output_realised": chance.choice([None, 41]),
    }  # fmt: skip


FOUR_MEETINGS = meetings(
    (1, "2026-01-20"), (2, "2026-04-21"), (3, "2026-07-21"), (4, "2026-10-20"), (5, "2026-11-22", "running")
)
"""Three closed ones were a year's; the last one runs."""
