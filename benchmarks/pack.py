"""The whole pack of a meeting from a store of ten thousand activities, each reported on twenty times."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Engine

from benchmarks.forum_store import MEETINGS_HELD, REGENCY, SECRETARIAT, Size, fill, forum_name
from reports.__main__ import pack_of_meeting
from reports.pack import pack_files, pack_offers
from store import Change, latest_version, move_meeting, open_store, plan_meeting, read_back
from store.forum_saving import save_row
from store.records import MEETINGS
from ui.start import PROGRAM, load_sample
from vocab.codes import VersionKind
from vocab.forum_codes import AgendaSection, MeetingState

SIZES = {"100": Size(forums=1, activities_each=100), "10.000": Size(forums=1, activities_each=10_000)}
HELD = date(2026, 7, 9)
TEMPLATE = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))


def compare() -> Iterator[tuple[str, str]]:
    """Label and measured text, one line a figure; nobody may call it a pack if a file is missing."""
    with tempfile.TemporaryDirectory() as name:
        for label, size in SIZES.items():
            engine, meeting_id = _store(Path(name) / f"{size.activities_each}.db", size)
            yield from _measured(engine, meeting_id, label)
            engine.dispose()


def _measured(engine: Engine, meeting_id: int, label: str) -> Iterator[tuple[str, str]]:
    """The whole pack as the command line and the zip on the page make it; then each of its files alone."""
    began, at = process_time(), perf_counter()
    inputs = pack_of_meeting(engine, meeting_id)
    yield f"pack, {label}: read and computed", _said(process_time() - began, perf_counter() - at)
    pack_files(inputs, language="id")
    yield f"pack, {label}: everything", _said(process_time() - began, perf_counter() - at)
    kinds: dict[str, list[float]] = {}
    for one in pack_offers(inputs, language="id"):
        before, since = process_time(), perf_counter()
        one.made(inputs, language="id")
        seconds = kinds.setdefault(f"{one.kind}.{one.ending}", [0.0, 0.0])
        seconds[0] += process_time() - before
        seconds[1] += perf_counter() - since
    for kind, (processor, wall) in kinds.items():
        yield f"pack, {label}: {kind}", _said(processor, wall)


def _said(processor: float, wall: float) -> str:
    return f"{processor:.2f} s of processor, {wall:.2f} s"


def _store(path: Path, size: Size) -> tuple[Engine, int]:
    """A store with a ninth meeting, held and closed, all that is open on its agenda."""
    engine = open_store(f"sqlite:///{path}")
    load_sample(engine, "published", at=datetime.now(UTC), by=PROGRAM)
    fill(engine, size)
    forum: dict[str, Any] = {"forum": forum_name(REGENCY)}
    values = forum | {"meeting_date": HELD, "figures_period": "2016-08", "next_date": HELD + timedelta(days=90)}
    meeting_id, _ = plan_meeting(engine, values, template=TEMPLATE, change=_change())
    save_row(engine, MEETINGS, {"meeting_id": MEETINGS_HELD, "closed_version": latest_version(engine) // 2}, _change())
    for to in (MeetingState.OPEN, MeetingState.RUNNING):
        move_meeting(engine, meeting_id, to=to, change=_change(), **forum)
    read_back(engine, meeting_id, change=_change(), **forum)
    move_meeting(engine, meeting_id, to=MeetingState.CLOSED, change=_change(), **forum)
    return engine, meeting_id


def _change() -> Change:
    return Change(by=SECRETARIAT, at=datetime.now(UTC), kind=VersionKind.MEETING)
