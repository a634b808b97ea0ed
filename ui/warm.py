"""What is done once before the first visitor: imports, the store, the sample, and the garbage collector put to rest."""

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import streamlit as st

from ui import data

SLOW_IMPORTS = (
    "pandas",
    "plotly.graph_objects",
    "openpyxl",
    "babel.numbers",
    "babel.dates",
    "metrics",
    "charts",
    "reports",
    "loaders.reading",
)
"""What pages need and what takes long to import: paid for before the first visitor."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up, serve, and close the store at the end."""
    await asyncio.to_thread(warm_up)
    yield {}
    data.engine().dispose()


def warm_up() -> None:
    """Pay for imports, migration and the first sample now, then keep them out of every later collection."""
    for name in SLOW_IMPORTS:
        importlib.import_module(name)
    from ui import start

    start.prepare(data.engine(), at=datetime.now(tz=UTC))
    gc.collect()
    gc.freeze()
