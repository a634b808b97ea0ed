"""A store with a forum of twelve institutions, forty open activities and a meeting as a draft, for browser tests."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

import store
from store import Change
from vocab.codes import Kind, VersionKind
from vocab.forum_codes import AgendaSection, MemberRole
from vocab.people import Person

FORUM, AREA = "FKPKU Kabupaten Banyuasin", "16.07"
AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
CLERK = Person("Sari", "Sekretariat", "secretariat")
INSTITUTIONS = (
    "Bupati Banyuasin", "Sekretariat Daerah", "BPJS Kesehatan KCU Palembang", "Dinas Kesehatan", "Disnakertrans",
    "Disdukcapil", "Dinas Sosial", "BPKAD", "Bappeda", "Dinas PMD", "RSUD Banyuasin", "BPJS Kesehatan KLOK Banyuasin",
)  # fmt: skip
ROLES = (MemberRole.PATRON, MemberRole.CHAIR, MemberRole.SECRETARY, *([MemberRole.MEMBER] * 9))
TEMPLATE = (
    (AgendaSection.OPENING, "Pembukaan dan arahan"),
    (AgendaSection.COVERAGE, "Capaian singkat"),
    (AgendaSection.DISCUSSION, "Pembahasan"),
    (AgendaSection.AGREEMENTS, "Pembacaan kesepakatan"),
    (AgendaSection.CLOSING, "Penutup"),
)
STATUSES = ("not_started", "in_progress", "partly_done", "postponed")


def found(engine: Engine, *, activities: int = 40, forum: str = FORUM, area: str = AREA) -> None:
    """A forum with its members and its activities."""
    change = Change(by=CLERK, at=AT)
    store.save_forum(engine, {"forum": forum, "region_code": area, "decree": "SK 15/2016"}, change)
    members = [
        {"forum": forum, "institution": name, "place": place, "role": role.value, "is_active": True}
        for place, (name, role) in enumerate(zip(INSTITUTIONS, ROLES, strict=True), start=1)
    ]
    store.save_members(engine, members, change)
    file = store.SourceFile("rencana.xlsx", "ab" * 32, ("RTL",))
    store.save_import(engine, {Kind.ACTIVITIES: plan(activities, forum, area)}, file=file, by=CLERK, at=AT)


def plan(count: int, forum: str = FORUM, area: str = AREA) -> pd.DataFrame:
    """Activities 1 to `count`, one after the other for the institutions from Dinas Kesehatan on."""
    owners = INSTITUTIONS[3:]
    return pd.DataFrame(
        [
            {
                "forum": forum,
                "origin": "Triwulan III 2026",
                "region_code": area,
                "institution": owners[place % len(owners)],
                "activity": f"Kegiatan {place + 1:02d}",
                "output_unit": "desa",
                "output_target": 304.0 if place % 2 else None,
                "due_date": date(2026, 12, 31) if place % 3 else None,
                "status": STATUSES[place % len(STATUSES)],
                "sheet": "RTL",
                "cell": f"B{place + 3}",
            }
            for place in range(count)
        ]
    )


def planned(engine: Engine, *, forum: str = FORUM, on: date = date(2026, 11, 28)) -> int:
    """A meeting of the forum as a draft with its agenda."""
    values = {"forum": forum, "meeting_date": on, "place": "Ruang rapat Setda"}
    change = Change(by=CLERK, at=AT, kind=VersionKind.MEETING)
    meeting_id, _ = store.plan_meeting(engine, values, template=TEMPLATE, change=change)
    return meeting_id


def store_with_meeting(folder: Path) -> int:
    """Put the forum and its meeting into the database of a folder."""
    engine = store.open_store(f"sqlite:///{folder / 'cakupan.db'}")
    found(engine)
    meeting_id = planned(engine)
    engine.dispose()
    return meeting_id
