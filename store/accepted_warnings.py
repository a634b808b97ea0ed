"""Warnings accepted with a reason until a day, and who explains a difference by when; both with their history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, select

from store.bulk import close
from store.engine import writing
from store.reading import frame, frame_where, standing
from store.records import ACCEPTED_WARNINGS, EXPLANATIONS, Record
from store.saving import Saved, save_rows
from store.versions import VERSION, Occasion, add_version
from vocab.codes import VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

WRITER = ("number", "by_name", "by_institution", "by_role", "made_at")


@dataclass(frozen=True)
class WarningKey:
    """Which warning: the rule that found it, the area and month, and what in it (a segment, a source, a class)."""

    region_code: str
    period: str
    code: str
    subject: str = ""


def accept_warning(
    engine: Engine,
    warning: WarningKey,
    *,
    figures: str,
    reason: str,
    until: date,
    by: Person,
    at: datetime,
    opened_at: int,
    key: str | None = None,
) -> Saved:
    """Accept a warning about these figures up to and with a day.

    Raises Refusal reason_needed, day_is_past, changed_since (somebody accepted it after version `opened_at`).
    """
    _refuse_unless(reason.strip(), "reason_needed")
    _refuse_unless(until >= at.date(), "day_is_past")
    said = {"figures": figures, "reason": reason.strip(), "accepted_until": until}
    return _save(engine, ACCEPTED_WARNINGS, warning, said, by=by, at=at, opened_at=opened_at, key=key)


def ask_explanation(
    engine: Engine,
    warning: WarningKey,
    *,
    institution: str,
    due_date: date,
    note: str = "",
    by: Person,
    at: datetime,
    opened_at: int,
    key: str | None = None,
) -> Saved:
    """Name the institution that explains a difference, and the day by which; Refusal as for `accept_warning`."""
    _refuse_unless(institution.strip(), "institution_needed")
    _refuse_unless(due_date >= at.date(), "day_is_past")
    said = {"institution": institution.strip(), "due_date": due_date, "note": note.strip()}
    return _save(engine, EXPLANATIONS, warning, said, by=by, at=at, opened_at=opened_at, key=key)


def take_back_acceptance(engine: Engine, warning: WarningKey, *, by: Person, at: datetime) -> int:
    """Let a warning stand open again; returns the version. Refusal not_accepted when nobody has accepted it."""
    return _take_back(engine, ACCEPTED_WARNINGS, warning, by=by, at=at, refusal="not_accepted")


def take_back_explanation(engine: Engine, warning: WarningKey, *, by: Person, at: datetime) -> int:
    """Ask nobody any more to explain; returns the version. Refusal not_asked when nobody is asked."""
    return _take_back(engine, EXPLANATIONS, warning, by=by, at=at, refusal="not_asked")


def accepted_warnings_frame(engine: Engine, *, version: int | None = None) -> pd.DataFrame:
    """Acceptances in force, or as known at a version, with by_name, by_institution, by_role, made_at (UTC)."""
    return _frame(engine, ACCEPTED_WARNINGS, version)


def explanations_frame(engine: Engine, *, version: int | None = None) -> pd.DataFrame:
    """Who is asked to explain what by when, with by_name, by_institution, by_role, made_at (UTC) of who asked."""
    return _frame(engine, EXPLANATIONS, version)


def acceptance_history(engine: Engine) -> pd.DataFrame:
    """Every acceptance ever made, newest first, with who made it and `until`: the version that ended it (missing:
    it stands), ended_by and ended_at."""
    return _history(engine, ACCEPTED_WARNINGS)


def explanation_history(engine: Engine) -> pd.DataFrame:
    """Every request for an explanation ever made, as `acceptance_history` has acceptances."""
    return _history(engine, EXPLANATIONS)


def _history(engine: Engine, record: Record) -> pd.DataFrame:
    columns = [record.table.c[name] for name in (*record.columns, "since", "until", "stated_in")]
    with engine.connect() as connection:
        rows, writers = frame(connection, select(*columns)), _writers(connection)
    # Rows that an undo restated are what was said before, not another one.
    made = rows[rows["since"] == rows["stated_in"]]
    enders = writers.rename(columns={"number": "until", "by_name": "ended_by", "made_at": "ended_at"})
    with_end = made.merge(enders[["until", "ended_by", "ended_at"]], on="until", how="left", validate="many_to_one")
    return _named(with_end, writers).sort_values("stated_in", ascending=False, ignore_index=True)


def _take_back(engine: Engine, record: Record, warning: WarningKey, *, by: Person, at: datetime, refusal: str) -> int:
    conditions = [record.table.c[name] == getattr(warning, name) for name in record.key]
    with writing(engine) as connection:
        rows = frame_where(connection, record.table, record.table.c.until.is_(None), *conditions, columns=("id",))
        _refuse_unless(len(rows), refusal)
        number = add_version(connection, Occasion(VersionKind.REVIEW, by, at), changed=len(rows))
        close(connection, record, rows["id"], number=number, absence=number)
    return number


def _save(
    engine: Engine,
    record: Record,
    warning: WarningKey,
    said: Mapping[str, object],
    *,
    by: Person,
    at: datetime,
    opened_at: int,
    key: str | None,
) -> Saved:
    row = {"region_code": warning.region_code, "period": warning.period} | dict(said)
    row |= {"code": warning.code, "subject": warning.subject}
    occasion = Occasion(VersionKind.REVIEW, by, at, key=key)
    return save_rows(engine, {record: pd.DataFrame([row])}, occasion, opened_at=opened_at, refusal="changed_since")


def _frame(engine: Engine, record: Record, version: int | None) -> pd.DataFrame:
    columns = [record.table.c[name] for name in (*record.columns, "since", "stated_in")]
    with engine.connect() as connection:
        rows = frame(connection, standing(record.table, columns, version=version))
        return _named(rows, _writers(connection)).sort_values([*record.key], ignore_index=True)


def _writers(connection: Connection) -> pd.DataFrame:
    return frame(connection, select(*(VERSION.c[name] for name in WRITER)))


def _named(rows: pd.DataFrame, writers: pd.DataFrame) -> pd.DataFrame:
    by_version = writers.rename(columns={"number": "stated_in"})
    return rows.merge(by_version, on="stated_in", how="left", validate="many_to_one")


def _refuse_unless(condition: object, code: str) -> None:
    if not condition:
        raise Refusal(code)
