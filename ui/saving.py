"""What screens change: imports, corrections, progress reports and undo, with who and when filled in.

Each returns what the store answers and lets its `Refusal` through, so that a screen can show it with `blocks.refusal`.
"""

from collections.abc import Iterable, Mapping

import pandas as pd
from sqlmodel import SQLModel

import store
from store import Differences, ProgressReport, Saved, SourceFile, Undone
from ui import data, session
from vocab.codes import Kind
from vocab.people import Person
from vocab.remembered import RememberedAnswer

__all__ = [
    "Differences",
    "ProgressReport",
    "Saved",
    "SourceFile",
    "Undone",
    "correct",
    "differences",
    "report",
    "row_history",
    "save",
    "take_back",
    "undo",
]


def differences(kind: Kind, rows: pd.DataFrame) -> Differences:
    """What the rows of a file would change now."""
    return store.differences(data.engine(), kind, rows)


def save(
    rows: Mapping[Kind, pd.DataFrame],
    *,
    file: SourceFile,
    by: Person,
    key: str,
    expected_version: int,
    areas: pd.DataFrame | None = None,
    note: str = "",
    answers: Iterable[RememberedAnswer] = (),
) -> Saved:
    """Save the rows of a file as one version, and remember what was answered about it."""
    return store.save_import(
        data.engine(),
        rows,
        file=file,
        by=by,
        at=session.now(),
        areas=areas,
        note=note,
        expected_version=expected_version,
        key=key,
        answers=answers,
    )


def correct(kind: Kind, row: SQLModel, *, by: Person, opened_at: int, key: str, note: str = "") -> Saved:
    """Save one row typed in on a screen."""
    rows = pd.DataFrame([row.model_dump(mode="json")])
    return store.save_correction(
        data.engine(), kind, rows, by=by, at=session.now(), opened_at=opened_at, note=note, key=key
    )


def report(activity_id: str, progress: ProgressReport, *, by: Person, opened_at: int, key: str) -> int:
    """Append a progress report to an activity."""
    return store.report_progress(
        data.engine(), activity_id, report=progress, opened_at=opened_at, by=by, at=session.now(), key=key
    )


def undo(number: int, *, by: Person) -> Undone:
    """Bring back what stood before a version."""
    return store.undo(data.engine(), number, by=by, at=session.now())


def take_back(number: int, *, by: Person) -> None:
    """Use a remembered answer no more."""
    store.take_back(data.engine(), number, by=by, at=session.now())


def row_history(kind: Kind, key: Mapping[str, object]) -> pd.DataFrame:
    """Every row ever held for a key, oldest first."""
    return store.row_history(data.engine(), kind, key)
