"""Server processor time of the board of the unfinished: ten thousand activities reported on twenty times each.

Three stores are looked at for Banyuasin: its forum has 100 activities in a store of 100, 100 activities in a store of
10.000 (a hundred forums), and all 10.000 of another store. All servers run at once and take turns.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.forum_store import REGENCY, SECRETARIAT, Size, fill, forum_name
from benchmarks.pages import Cost, Look, taking_turns
from benchmarks.server import Server, running
from store import ProgressReport, activities_frame, latest_version, open_store, report_progress
from ui.start import PROGRAM, load_sample
from vocab.codes import ActivityStatus

SIZES = {
    "100": Size(forums=1, activities_each=100),
    "100 of 10.000": Size(forums=100, activities_each=100),
    "10.000": Size(forums=1, activities_each=10_000),
}
PAGE = "tindak-lanjut"
BOARD = f"wilayah={REGENCY}&periode=2016-08"
NEW_VIEWS = [
    f"{BOARD}&{asked}"
    for asked in (
        "keputusan=decide", "tenggat=overdue", "instansi=Dinas+Sosial", "kendala=budget", "menurut=kendala",
        "lengkapi=tanpa-penanggung-jawab", "tampil=semua", "halaman=2", "status=partly_done",
    )
]  # fmt: skip
"""Lists that nobody has looked at: what is on them is chosen, counted and drawn."""
ROUNDS_OF_REPORTS = 5


def compare() -> Iterator[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        stores = {label: _store(Path(name) / f"{place}.db", size) for place, (label, size) in enumerate(SIZES.items())}
        started = {
            label: servers.enter_context(running("dashboard.py", database=store, log=Path(name) / f"{place}.log"))
            for place, (label, store) in enumerate(stores.items())
        }
        yield from _lines(
            "board", taking_turns({label: Look(server, PAGE, BOARD) for label, server in started.items()})
        )
        yield from _ratios("board, new view", _new_views(started))
        stories = {label: Look(server, PAGE, _story(stores[label])) for label, server in started.items()}
        yield from _lines("one activity's story", taking_turns(stories))
        yield from _ratios("board, first view after a report", _after_reports(started, stores))


def _store(path: Path, size: Size) -> str:
    address = f"sqlite:///{path}"
    engine = open_store(address)
    load_sample(engine, "published", at=datetime.now(UTC), by=PROGRAM)
    fill(engine, size)
    engine.dispose()
    return address


def _first_activity(address: str) -> str:
    rows = activities_frame(open_store(address), forums=[forum_name(REGENCY)])
    return str(rows["activity_id"].iloc[0])


def _story(address: str) -> str:
    return f"{BOARD}&kegiatan={_first_activity(address)}"


def _new_views(servers: dict[str, Server]) -> dict[str, float]:
    seen: dict[str, list[float]] = {label: [] for label in servers}
    for query in NEW_VIEWS:
        for label, server in servers.items():
            seen[label].append(1000 * Look(server, PAGE, query).visit(reruns=0).first)
    return {label: median(costs) for label, costs in seen.items()}


def _after_reports(servers: dict[str, Server], stores: dict[str, str]) -> dict[str, float]:
    """Somebody reports, which is a new version, and somebody looks at the board."""
    seen: dict[str, list[float]] = {label: [] for label in servers}
    for _ in range(ROUNDS_OF_REPORTS):
        for label, server in servers.items():
            _say(stores[label])
            seen[label].append(1000 * Look(server, PAGE, BOARD).visit(reruns=0).first)
    return {label: median(costs) for label, costs in seen.items()}


def _say(address: str) -> None:
    engine, now = open_store(address), datetime.now(UTC)
    said = ProgressReport(status=ActivityStatus.IN_PROGRESS, reported_on=now.date(), note="Rekaan")
    known = latest_version(engine)
    report_progress(engine, _first_activity(address), report=said, opened_at=known, by=SECRETARIAT, at=now)
    engine.dispose()


def _lines(what: str, cost: dict[str, Cost]) -> Iterator[tuple[str, str]]:
    yield from _ratios(f"{what}, rerun", {label: one.rerun for label, one in cost.items()})
    yield from _ratios(f"{what}, first run in a session", {label: one.first for label, one in cost.items()})
    yield from _ratios(f"{what}, first run in a server", {label: one.cold for label, one in cost.items()})


def _ratios(what: str, cost: dict[str, float]) -> Iterator[tuple[str, str]]:
    small, *others = cost
    for label in others:
        yield (
            f"{what}: {label} ÷ {small}",
            f"{cost[label] / cost[small]:.2f} ({cost[label]:.0f} ÷ {cost[small]:.0f} ms)",
        )
