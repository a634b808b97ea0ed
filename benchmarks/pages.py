"""Server processor time of each page: the national store against the small sample, and Ringkasan against a bare page.

Both stores are looked at for Banyuasin, August 2016. The first run of a page in a session is told apart from a rerun; a
rerun is what a click costs.
"""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from benchmarks import national
from benchmarks.server import page_cost, running
from store import SourceFile, open_store, save_import
from ui.menu import available
from ui.start import PROGRAM, load_sample
from vocab.codes import Kind

QUERY = "wilayah=16.07&periode=2016-08"
NATION = "wilayah=00&periode=2016-08"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of server processor time of a page: first run in a session, and a rerun."""

    first: float
    rerun: float


def small_store(folder: Path) -> str:
    """A store with the published sample; its address."""
    address = f"sqlite:///{folder / 'small.db'}"
    load_sample(open_store(address), "published", at=datetime.now(UTC), by=PROGRAM)
    return address


def national_store(folder: Path) -> str:
    """The sample and, over it, 444.096 made-up membership rows with their population; its address."""
    address = f"sqlite:///{folder / 'national.db'}"
    engine = open_store(address)
    load_sample(engine, "published", at=datetime.now(UTC), by=PROGRAM)
    rows: dict[Kind, pd.DataFrame] = {
        Kind.MEMBERSHIP: national.membership().assign(sheet=None, cell=None),
        Kind.POPULATION: national.population().assign(sheet=None, cell=None),
    }
    save_import(engine, rows, file=SourceFile("national", "0" * 64), by=PROGRAM, at=datetime.now(UTC))
    return address


def costs(store: str, *, query: str, log: Path) -> dict[str, Cost]:
    """What each page of the menu costs on a store."""
    with running("dashboard.py", database=store, log=log) as server:
        return {
            entry.address: Cost(1000 * first, 1000 * rerun)
            for entry in available()
            for first, rerun, _ in [page_cost(server, page=entry.address, query=query)]
        }


def bare_cost(*, store: str, log: Path) -> Cost:
    """What the bare page costs; it reads nothing."""
    with running("benchmarks/bare_page.py", database=store, log=log) as server:
        first, rerun, _ = page_cost(server, page="", query="")
    return Cost(1000 * first, 1000 * rerun)


def compare() -> list[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = small_store(folder), national_store(folder)
        on_small = costs(small, query=QUERY, log=folder / "small.log")
        on_large = costs(large, query=QUERY, log=folder / "large.log")
        on_nation = costs(large, query=NATION, log=folder / "nation.log")
        bare = bare_cost(store=small, log=folder / "bare.log")
    lines = [
        ("Ringkasan ÷ bare page, rerun", f"{on_small['ringkasan'].rerun / bare.rerun:.2f}"),
        ("bare page, rerun", f"{bare.rerun:.0f} ms"),
    ]
    for page, cost in on_small.items():
        ratio = f"{on_large[page].rerun / cost.rerun:.2f} ({cost.rerun:.0f} → {on_large[page].rerun:.0f} ms)"
        lines.append((f"{page}, national ÷ small, rerun", ratio))
        lines.append((f"{page}, national ÷ small, first run", f"{on_large[page].first / cost.first:.2f}"))
        lines.append((f"{page}, the nation itself, rerun and first run", _both(on_nation[page])))
    return lines


def _both(cost: Cost) -> str:
    return f"{cost.rerun:.0f} ms, {cost.first:.0f} ms"
