"""What the tests of the store share: a fresh store on each database, and small frames of rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import postgres_server
import pytest
from sqlalchemy import Engine

import store
from vocab.codes import Kind
from vocab.people import Person

ANI, BUDI = Person("Ani", "Dinkes", "operator"), Person("Budi", "Bappeda")
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
FILE = store.SourceFile("peserta.xlsx", "ab" * 32, ("Agustus", "Juli"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    yield from postgres_server.serve()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'cakupan.db'}"
    return postgres_server.fresh_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = store.open_store(url)
    yield opened
    opened.dispose()


@pytest.fixture
def memory() -> Iterator[Engine]:
    opened = store.open_store("sqlite://")
    yield opened
    opened.dispose()


def membership(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows (segment, registered, active) of 16.07 in August 2016, each with the cells it came from."""
    return pd.DataFrame(
        [
            {
                "region_code": "16.07",
                "period": "2016-08",
                "segment": segment,
                "registered_people": registered,
                "active_people": active,
                "sheet": "Agustus",
                "cell": f"B{place}",
                "active_cell": f"C{place}",
            }
            for place, (segment, registered, active) in enumerate(rows, start=5)
        ]
    )


def population(people: int, *, period: str = "2016-08", region_code: str = "16.07") -> pd.DataFrame:
    figure = {"region_code": region_code, "period": period, "source": "bpjs", "people": people}
    return pd.DataFrame([figure | {"sheet": None, "cell": "D2"}])


def activities(*texts: str, status: str = "not_started", note: str = "", evidence: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "forum": "Forum Banyuasin",
                "origin": "2016",
                "region_code": "16.07",
                "institution": "Dinas Kesehatan",
                "activity": text,
                "status": status,
                "obstacle_note": note,
                "evidence": evidence,
                "sheet": "RTL",
                "cell": f"B{place}",
            }
            for place, text in enumerate(texts, start=3)
        ]
    )


def save(engine: Engine, rows: dict[Kind, pd.DataFrame], **options: object) -> store.Saved:
    number = store.latest_version(engine)
    choices = {"file": FILE, "by": ANI, "at": NOON + timedelta(minutes=number)} | options
    return store.save_import(engine, rows, **choices)


def people(engine: Engine, **options: object) -> dict[str, tuple[object, object]]:
    """The counts by segment as plain numbers."""
    frame = store.membership_frame(engine, **options)
    counts = frame[["registered_people", "active_people"]].astype(object).where(frame.notna(), None)
    return dict(zip(frame["segment"], counts.itertuples(index=False, name=None), strict=True))
