"""Makes a store with many activities of forums, each reported on many times: one version a report; made-up figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from benchmarks.national import regency_codes
from store import Change, SourceFile, save_forum, save_import, save_members
from store.engine import writing
from store.forum_saving import save_row
from store.records import FIGURES, MEETINGS, REPORTS
from store.versions import VERSION, latest_number
from ui.start import PROGRAM
from vocab.codes import ActivityStatus, Kind, Obstacle, VersionKind
from vocab.forum_codes import MeetingState
from vocab.people import Person

REGENCY = "16.07"
AGREED = datetime(2024, 1, 8, 3, tzinfo=UTC)
DAYS_BETWEEN_REPORTS = 45
MEETINGS_HELD = 8
INSTITUTIONS = (
    "Dinas Kesehatan", "Dinas Sosial", "Disdukcapil", "Disnakertrans", "BPKAD", "Bappeda", "Dinas PMD", "DPMPTSP",
    "RSUD", "Bagian Hukum", "Bagian Pemerintahan", "BPJS Kesehatan",
)  # fmt: skip
STATUSES = (
    ActivityStatus.NOT_STARTED, ActivityStatus.IN_PROGRESS, ActivityStatus.PARTLY_DONE, ActivityStatus.POSTPONED,
    ActivityStatus.DONE_UNCONFIRMED, ActivityStatus.CANCELLED,
)  # fmt: skip
OBSTACLES = (None, *Obstacle)
SECRETARIAT = Person("Sari", "Sekretariat", "secretariat")
TABLE = FIGURES[Kind.ACTIVITIES].table
CHUNK = 5_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much a store holds: forums, each in a regency of its own and the first in Banyuasin; activities; reports."""

    forums: int
    activities_each: int
    reports_each: int = 20


def fill(engine: Engine, size: Size) -> None:
    """Found the forums, agree on their activities, hold meetings of the first one, and report on everything."""
    codes = [REGENCY, *(code for code in regency_codes() if code != REGENCY)][: size.forums]
    rows = pd.concat([_plan(code, size.activities_each) for code in codes], ignore_index=True)
    save_import(engine, {Kind.ACTIVITIES: rows}, file=SourceFile("rekaan", "0" * 64), by=PROGRAM, at=AGREED)
    _meet(engine)
    with writing(engine) as connection:
        _report(connection, size.reports_each)


def forum_name(code: str) -> str:
    """The name of the made-up forum of a regency."""
    return f"FKPKU {code} (rekaan)"


def _plan(code: str, count: int) -> pd.DataFrame:
    places = range(count)
    return pd.DataFrame(
        {
            "forum": forum_name(code), "origin": "Triwulan I 2024", "region_code": code,
            "institution": [INSTITUTIONS[place % len(INSTITUTIONS)] for place in places],
            "sector": ["health" if place % len(INSTITUTIONS) == 0 else "non_health" for place in places],
            "activity": [f"Kegiatan {place} di {code}" for place in places],
            "problem": "Sebagian desa belum terdata", "field": "information", "output_unit": "desa",
            "output_target": 304.0, "people_expected": [100 * (place % 50) for place in places],
            "office": ["Bidang Pelayanan" if place % 5 else "" for place in places],
            "due_date": [date(2026, 1, 1) + timedelta(days=place % 700) if place % 7 else None for place in places],
            "status": "not_started", "budget": 10_000_000, "budget_state": "proposed", "sheet": "RTL",
            "cell": [f"G{place + 2}" for place in places],
        }
    )  # fmt: skip


def _meet(engine: Engine) -> None:
    change, name = Change(by=SECRETARIAT, at=AGREED), forum_name(REGENCY)
    save_forum(engine, {"forum": name, "region_code": REGENCY, "cadence": "quarterly"}, change)
    members = [{"forum": name, "institution": one, "place": place} for place, one in enumerate(INSTITUTIONS, start=1)]
    save_members(engine, members, change)
    for number in range(1, MEETINGS_HELD + 1):
        held = AGREED.date() + timedelta(days=90 * number)
        row = {"meeting_id": number, "forum": name, "number": number, "meeting_date": held, "closed_version": 1}
        save_row(engine, MEETINGS, row | {"state": MeetingState.CLOSED.value}, change)


def _report(connection: Connection, times: int) -> None:
    """`times` reports on every activity, one version each, as if they had been saved one after the other."""
    standing = connection.execute(select(TABLE).where(TABLE.c.until.is_(None))).mappings().all()
    plans = [{name: value for name, value in row.items() if name != "id"} for row in standing]
    first = latest_number(connection) + 1
    for part in _chunks(_versions(first, times, len(plans))):
        connection.execute(insert(VERSION), part)
    for part in _chunks(_reports(plans, first, times)):
        connection.execute(insert(REPORTS.table), part)
    for place, row in enumerate(standing):
        connection.execute(update(TABLE).where(TABLE.c.id == row["id"]).values(until=first + place))
    for part in _chunks(_states(plans, first, times)):
        connection.execute(insert(TABLE), part)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            yield part
            part = []
    if part:
        yield part


def _said_on(time: int) -> datetime:
    return AGREED + timedelta(days=DAYS_BETWEEN_REPORTS * (time + 1))


def _versions(first: int, times: int, count: int) -> Iterator[Row]:
    same = {
        "kind": VersionKind.REPORT.value,
        "by_name": "Budi",
        "by_institution": "Dinas Sosial",
        "by_role": "operator",
    }
    counts = {"new_rows": 0, "changed_rows": 1, "same_rows": 0, "sheets": "[]", "note": ""}
    for time in range(times):
        for place in range(count):
            yield {"number": first + time * count + place, "made_at": _said_on(time), **same, **counts}


def _told(place: int, time: int, times: int) -> Row:
    """What a report says: activities move on with time, and some are silent in the last ones."""
    status = STATUSES[place % len(STATUSES)] if time == times - 1 else ActivityStatus.IN_PROGRESS
    obstacle = OBSTACLES[(place + time) % len(OBSTACLES)]
    return {
        "status": status.value, "obstacle": obstacle and obstacle.value, "output_realised": float(304 * time // times),
        "reported_on": _said_on(time).date(),
    }  # fmt: skip


def _reports(plans: list[Row], first: int, times: int) -> Iterator[Row]:
    for time in range(times):
        for place, plan in enumerate(plans):
            number = first + time * len(plans) + place
            by = {"reported_by": "Budi", "reported_institution": plan["institution"], "note": "", "evidence": ""}
            history = {"since": number, "stated_in": number, "origin_version": number}
            yield {"activity_id": plan["activity_id"], **_told(place, time, times), **by, **history}


def _states(plans: list[Row], first: int, times: int) -> Iterator[Row]:
    for time in range(times):
        for place, plan in enumerate(plans):
            number = first + time * len(plans) + place
            told = _told(place, time, times)
            waits = told["obstacle"] == Obstacle.WAITING_OTHERS
            clock = {"paused_since": told["reported_on"] if waits else None}
            until = None if time == times - 1 else number + len(plans)
            yield {**plan, **told, **clock, "since": number, "until": until, "stated_in": number}
