"""Saves rows: in one transaction, as one version, with what they change closed and restated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, or_, select

from store.activity_rows import with_follow_up
from store.answers import keep
from store.bulk import close, insert
from store.comparing import Comparison, compare, example_versions
from store.engine import writing
from store.membership import with_sources
from store.reading import frame, is_among
from store.records import AREAS, FIGURES, Record
from store.versions import VERSION, Occasion, SourceFile, add_version, latest_number, version_of_key
from vocab.codes import Kind, VersionKind
from vocab.people import Person
from vocab.refusal import Refusal
from vocab.remembered import RememberedAnswer


@dataclass(frozen=True)
class Saved:
    """The answer to a save: the version (None when nothing was new or changed) and the number of rows."""

    version: int | None
    new: int
    changed: int
    same: int


def save_import(
    engine: Engine,
    rows: Mapping[Kind, pd.DataFrame],
    *,
    file: SourceFile,
    by: Person,
    at: datetime,
    kind: VersionKind = VersionKind.IMPORT,
    areas: pd.DataFrame | None = None,
    note: str = "",
    expected_version: int | None = None,
    key: str | None = None,
    answers: Iterable[RememberedAnswer] = (),
) -> Saved:
    """Save the rows of a file; the same `key` again gives the first answer.

    `answers` about the file are remembered in the same transaction, if it made a version.

    Raises Refusal store_moved_on when rows of this file changed after `expected_version`, the version that its
    preview was made on; ValueError for rows that break their shape.
    """
    given = {FIGURES[kind_of_row]: frame for kind_of_row, frame in rows.items()}
    if areas is not None:
        given |= {AREAS: areas}
    occasion = Occasion(kind, by, at, file=file, note=note, key=key)
    return save_rows(
        engine, given, occasion, opened_at=expected_version, refusal="store_moved_on", answers=tuple(answers)
    )


def save_correction(
    engine: Engine,
    kind: Kind,
    rows: pd.DataFrame,
    *,
    by: Person,
    at: datetime,
    opened_at: int,
    note: str = "",
    key: str | None = None,
) -> Saved:
    """Save rows typed in on a page; Refusal changed_since when one of them changed after version `opened_at`."""
    occasion = Occasion(VersionKind.CORRECTION, by, at, note=note, key=key)
    return save_rows(engine, {FIGURES[kind]: rows}, occasion, opened_at=opened_at, refusal="changed_since")


def save_rows(
    engine: Engine,
    given: Mapping[Record, pd.DataFrame],
    occasion: Occasion,
    *,
    opened_at: int | None,
    refusal: str,
    answers: tuple[RememberedAnswer, ...] = (),
) -> Saved:
    """Save rows of any table of history as one version; `refusal` when one changed after version `opened_at`."""
    with writing(engine) as connection:
        answered = version_of_key(connection, occasion.key)
        if answered is not None:
            return Saved(answered.number, answered.new_rows, answered.changed_rows, answered.same_rows)
        comparisons = [compare(connection, record, rows, kind=occasion.kind) for record, rows in given.items()]
        if opened_at is not None:
            refuse_if_changed(connection, comparisons, opened_at=opened_at, refusal=refusal)
        saved = _apply(connection, comparisons, occasion)
        if saved.version is not None:
            keep(connection, answers, version=saved.version, by=occasion.by, at=occasion.at)
        return saved


def _apply(connection: Connection, comparisons: Iterable[Comparison], occasion: Occasion) -> Saved:
    comparisons = list(comparisons)
    figures = [comparison for comparison in comparisons if comparison.record is not AREAS]
    counts = {
        name: sum(comparison.count(*verdicts) for comparison in figures)
        for name, verdicts in (("new", ("new",)), ("changed", ("changed",)), ("same", ("same", "adopted")))
    }
    if not any(comparison.count("new", "changed", "adopted") for comparison in comparisons):
        return Saved(None, **counts)
    number = add_version(connection, occasion, **counts)
    for comparison in comparisons:
        _write(connection, comparison, number=number, on=occasion.at.date())
    return Saved(number, **counts)


def _write(connection: Connection, comparison: Comparison, *, number: int, on: date) -> None:
    record, replaced = comparison.record, comparison.with_verdict("changed", "adopted")
    written = comparison.with_verdict("new", "changed", "adopted")
    if "id" in replaced:
        close(connection, record, replaced["id"], number=number)
    if record is FIGURES[Kind.MEMBERSHIP]:
        sourced = with_sources(written, number=number, examples=example_versions(connection))
    else:
        sourced = written.assign(origin_version=number)
    if record is FIGURES[Kind.ACTIVITIES]:
        sourced = with_follow_up(sourced, on=on)
    insert(connection, record, sourced.reindex(columns=[*record.stored]), number=number)


def refuse_if_changed(
    connection: Connection, comparisons: Iterable[Comparison], *, opened_at: int, refusal: str
) -> None:
    """Raise Refusal(refusal, version, by) when a row of these keys was written or closed after version `opened_at`."""
    if latest_number(connection) <= opened_at:
        return
    moved = [version for comparison in comparisons for version in _moved(connection, comparison, opened_at)]
    if moved:
        by = connection.scalar(select(VERSION.c.by_name).where(VERSION.c.number == max(moved)))
        raise Refusal(refusal, version=max(moved), by=by)


def _moved(connection: Connection, comparison: Comparison, opened_at: int) -> list[int]:
    record, table = comparison.record, comparison.record.table
    leading = is_among(table.c[record.key[0]], list(comparison.rows[record.key[0]].unique()), connection)
    columns = [table.c[name] for name in (*record.key, "since", "until")]
    later = select(*columns).where(leading, or_(table.c.since > opened_at, table.c.until > opened_at))
    touched = frame(connection, later).merge(comparison.rows[[*record.key]], on=[*record.key], how="inner")
    return [int(version) for version in touched[["since", "until"]].max(axis=1)]
