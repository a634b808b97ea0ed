"""What is done once before the first visitor: imports, the store, the sample, and the garbage collector put to rest."""

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from ui import data

SLOW_IMPORTS = ("pandas", "plotly.graph_objects", "openpyxl", "pydantic", "babel.numbers", "babel.dates")
OWN_PACKAGES = ("vocab", "texts", "metrics", "charts", "reports", "loaders")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up, serve, and close the store at the end."""
    await asyncio.to_thread(warm_up)
    yield {}
    data.engine().dispose()


def warm_up() -> None:
    """Pay for imports, migration and the first sample now, then keep them out of every later collection."""
    for name in (*SLOW_IMPORTS, *_own_modules()):
        importlib.import_module(name)
    from ui import start

    start.prepare(data.engine(), at=datetime.now(tz=UTC))
    gc.collect()
    gc.freeze()


def _own_modules() -> list[str]:
    root = Path(__file__).parents[1]
    return [
        f"{package}.{path.stem}"
        for package in OWN_PACKAGES
        for path in sorted((root / package).glob("[a-z]*.py"))
        if path.stem != "reader"
    ]
