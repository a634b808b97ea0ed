"""Server processor time of each page: the national store against the small sample, and Ringkasan against a bare page.

Both stores are looked at for Banyuasin, August 2016, and the large one for the nation too. Three things are told apart:
the very first run of a page in a server (nothing kept yet), the first run in a new session, and a rerun, which is what
a click costs that changes no figures. A "new view" is one that nobody has looked at: its figures are computed.
All servers run at once and take turns, so that a busy minute of the machine hits all alike.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks import national
from benchmarks.server import Server, running
from benchmarks.visit import Drawn, PageFaultError, Visit, visit
from store import SourceFile, open_store, save_import
from ui.menu import FIRST_PAGE, available
from ui.start import PROGRAM, load_sample
from vocab.codes import Kind

REGENCY = "wilayah=16.07&periode=2016-08"
NATION = "wilayah=00&periode=2016-08"
BRANCH = "wilayah=branch:klungkung"
ROUNDS = 5
RERUNS = 10
NEW_VIEWS = [
    f"wilayah=16.07&periode={period}&penyebut={source}&pandangan={view}"
    for period in ("2016-01", "2016-08")
    for source in ("bpjs", "disdukcapil")
    for view in ("empat", "enam")
    if (period, source, view) != ("2016-08", "bpjs", "empat")
]
"""Views of months that both stores have figures for, each looked at once: their figures are computed."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of server processor time: first run ever, first in a new session, rerun; and what was drawn."""

    cold: float
    first: float
    rerun: float
    drawn: Drawn


@dataclass(frozen=True)
class Look:
    """A page as it is opened on a server."""

    server: Server
    page: str
    query: str

    def visit(self, *, reruns: int = RERUNS) -> Visit:
        """The page in a new session; the first page of the menu has no address of its own."""
        page = "" if self.page == FIRST_PAGE.address else self.page
        return visit(self.server, page=page, query=self.query, reruns=reruns)


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


def compare() -> Iterator[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        folder = Path(name)

        def start(script: str, store: str) -> Server:
            log = folder / f"{Path(script).stem}_{Path(store).stem}.log"
            return servers.enter_context(running(script, database=store, log=log))

        small = start("dashboard.py", small_store(folder))
        large = start("dashboard.py", national_store(folder))
        bare = start("benchmarks/bare_page.py", f"sqlite:///{folder / 'small.db'}")
        yield from _page_lines(small, large)
        yield from _view_lines(small, large)
        yield from _bare_lines(small, bare)


def taking_turns(looks: dict[str, Look]) -> dict[str, Cost]:
    """What each look costs; every round opens each of them in a new session and runs it again some times."""
    seen: dict[str, list[Visit]] = {name: [] for name in looks}
    for _ in range(ROUNDS):
        for name, look in looks.items():
            seen[name].append(look.visit())
    return {name: _cost(visits) for name, visits in seen.items()}


def _cost(visits: list[Visit]) -> Cost:
    return Cost(
        cold=1000 * visits[0].first,
        first=1000 * median(one.first for one in visits[1:]),
        rerun=1000 * median(one.rerun for one in visits),
        drawn=visits[0].drawn,
    )


def _bare_lines(small: Server, bare: Server) -> list[tuple[str, str]]:
    """Ringkasan against the bare page with as many tiles, charts and table rows as it has itself."""
    ringkasan = Look(small, FIRST_PAGE.address, REGENCY)
    wanted = ringkasan.visit(reruns=0).drawn
    rows = ",".join(map(str, wanted.table_rows))
    query = f"tiles={wanted.tiles}&charts={wanted.charts}&rows={rows}"
    cost = taking_turns({"ringkasan": ringkasan, "bare": Look(bare, "", query)})
    drawn = cost["bare"].drawn
    if (drawn.tiles, drawn.charts, drawn.table_rows) != (wanted.tiles, wanted.charts, wanted.table_rows):
        message = f"the bare page drew {drawn}, Ringkasan {wanted}"
        raise PageFaultError(message)
    return [
        ("Ringkasan ÷ bare page, rerun", _ratio(cost["ringkasan"].rerun, cost["bare"].rerun)),
        ("Ringkasan ÷ bare page, first run in a session", _ratio(cost["ringkasan"].first, cost["bare"].first)),
        ("both pages have", f"{wanted.tiles} tiles, {wanted.charts} chart(s), tables with {rows} rows"),
    ]


def _page_lines(small: Server, large: Server) -> Iterator[tuple[str, str]]:
    """Each page of the menu on both stores, and for the nation."""
    queries = {"": REGENCY, " for a branch": BRANCH}
    asked = [(entry.address, "") for entry in available()] + [("fasilitas", " for a branch")]
    for page, words in asked:
        looks = {"small": Look(small, page, queries[words]), "large": Look(large, page, queries[words])}
        cost = taking_turns(looks | {"nation": Look(large, page, NATION)})
        yield from _lines(page + words, cost)


def _lines(page: str, cost: dict[str, Cost]) -> Iterator[tuple[str, str]]:
    kinds: dict[str, Callable[[Cost], float]] = {
        "rerun": lambda one: one.rerun,
        "first run in a session": lambda one: one.first,
        "first run in a server": lambda one: one.cold,
    }
    for kind, of in kinds.items():
        yield f"{page}, national ÷ small, {kind}", _ratio(of(cost["large"]), of(cost["small"]))
    nation = cost["nation"]
    label = f"{page}, the nation: rerun, in a session, in a server"
    yield label, _milliseconds(nation.rerun, nation.first, nation.cold)


def _view_lines(small: Server, large: Server) -> Iterator[tuple[str, str]]:
    """Pages with filters that nobody has chosen before, so that nothing computed can be shown again."""
    for page in ("ringkasan", "cakupan"):
        cost = [
            1000 * median(Look(server, page, query).visit(reruns=0).first for query in NEW_VIEWS)
            for server in (large, small)
        ]
        yield f"{page}, national ÷ small, new view", _ratio(*cost)


def _ratio(measured: float, against: float) -> str:
    return f"{measured / against:.2f} ({measured:.0f} ÷ {against:.0f} ms)"


def _milliseconds(*values: float) -> str:
    return ", ".join(f"{value:.0f} ms" for value in values)
