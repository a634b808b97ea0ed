"""Undo: a version that restates what another version replaced and closes what it added (decisions.md 10).

What a version did is undone figure by figure, where the state now is still that version's: its own row, or a row that
a later undo restated as its own. Figures that later versions replaced stay and are listed. An undo is undone alike.
"""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, Engine, and_, or_, select, union_all

from store.bulk import close, insert
from store.engine import writing
from store.reading import frame, frame_where, is_among
from store.records import FIGURES, HISTORY, IDENTITY, OF_FORUM, RECORDS, REPORTS, Record
from store.versions import VERSION, Occasion, add_version
from vocab.codes import Kind, VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

ENTRIES = (VersionKind.FORUM, VersionKind.MEETING)
KEPT_COLUMNS = ("kind", "region_code", "period", "what", "since")


@dataclass(frozen=True)
class Undone:
    """The answer to an undo: its version, how many rows went back, and the rows that stay (kind, region_code, …)."""

    version: int
    reverted_rows: int
    kept: pd.DataFrame


@dataclass(frozen=True)
class Reversal:
    """For one record, the keys that a version touched, split: those that go back, and those that stay.

    Columns: the key; `id`, `since` of the row now (missing: nothing stands); `id_before` of the row before the
    version (missing: there was none) and `absence_before`, the version that said so.
    """

    record: Record
    going_back: pd.DataFrame
    staying: pd.DataFrame


def undo(engine: Engine, number: int, *, by: Person, at: datetime) -> Undone:
    """Undo a version.

    Refusal version_unknown, entry_of_forum (a meeting is reopened or corrected, not undone), or nothing_to_undo when no
    figure of it stands any more.
    """
    with writing(engine) as connection:
        _refuse_unless_undoable(connection, number)
        reversals = _together([_reversal(connection, record, number) for record in RECORDS])
        reverted = sum(len(reversal.going_back) for reversal in reversals)
        if not reverted:
            code = "nothing_to_undo"
            raise Refusal(code, number=number)
        made = add_version(connection, Occasion(VersionKind.UNDO, by, at, undo_of=number), changed=reverted)
        for reversal in reversals:
            _go_back(connection, reversal, number=made)
        kept = _all_listed(connection, reversals)
    return Undone(made, reverted, kept)


def _refuse_unless_undoable(connection: Connection, number: int) -> None:
    kind = connection.scalar(select(VERSION.c.kind).where(VERSION.c.number == number))
    if kind is None or kind in ENTRIES:
        code = "version_unknown" if kind is None else "entry_of_forum"
        raise Refusal(code, number=number)


def _together(reversals: list[Reversal]) -> list[Reversal]:
    # A report and what it did to its activity are one: where the activity stays, its report stays.
    activities = next(reversal for reversal in reversals if reversal.record is FIGURES[Kind.ACTIVITIES])
    going = activities.going_back["activity_id"]
    return [_only(reversal, going) if reversal.record is REPORTS else reversal for reversal in reversals]


def _only(reports: Reversal, activity_ids: pd.Series) -> Reversal:
    going = reports.going_back["activity_id"].isin(activity_ids)
    return Reversal(reports.record, reports.going_back[going], reports.staying)


def _reversal(connection: Connection, record: Record, number: int) -> Reversal:
    states = _states(connection, record, number)
    is_its_own = (states["since"] == number) | (states["stated_now"] == number)
    went_back = states["stated_now"] == states["stated_before"]
    return Reversal(record, states[is_its_own].reset_index(), states[~is_its_own & ~went_back].reset_index())


def _states(connection: Connection, record: Record, number: int) -> pd.DataFrame:
    """For each key a version touched: what stands now and what stood before it, a row or its absence."""
    key = list(record.key)
    rows = _history_of_touched(connection, record, number)
    now, before = _by_key(rows[rows["until"].isna()], key), _by_key(rows[rows["until"] == number], key)
    closed = rows[rows["until"].notna()].sort_values("until")
    last, earlier = _last(closed, key), _last(closed[closed["until"] < number], key)
    states = pd.DataFrame(index=_by_key(rows, key).index.unique()).assign(
        id=now["id"], id_before=before["id"], absence_before=earlier["absence_stated_in"]
    )
    absence_before = states["absence_before"].fillna(0)
    return states.assign(
        since=now["since"].reindex(states.index).fillna(last["until"].reindex(states.index)),
        stated_now=now["stated_in"].reindex(states.index).fillna(last["absence_stated_in"].reindex(states.index)),
        absence_before=absence_before,
        stated_before=before["stated_in"].reindex(states.index).fillna(absence_before),
    )


def _history_of_touched(connection: Connection, record: Record, number: int) -> pd.DataFrame:
    table, key = record.table, list(record.key)
    touched = select(*(table.c[name] for name in key)).where(or_(table.c.since == number, table.c.until == number))
    keys = touched.distinct().subquery()
    names = dict.fromkeys([*key, *HISTORY])
    joined = table.join(keys, and_(*(table.c[name] == keys.c[name] for name in key)))
    found = select(*(table.c[name] for name in names)).select_from(joined)
    # In two halves, as in `standing`: what stands and what is past each have an index by key.
    rows = frame(connection, union_all(found.where(table.c.until.is_(None)), found.where(table.c.until.is_not(None))))
    return rows.astype(dict.fromkeys(HISTORY, "Int64"))


def _by_key(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    # Not dropped: the key of a report holds `stated_in`, which is asked for as a column too.
    return rows.set_index(key, drop=False)


def _last(sorted_rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return _by_key(sorted_rows.drop_duplicates(key, keep="last"), key)


def _go_back(connection: Connection, reversal: Reversal, *, number: int) -> None:
    record, going = reversal.record, reversal.going_back
    is_restated, stands = going["id_before"].notna(), going["id"].notna()
    close(connection, record, going.loc[stands & is_restated, "id"], number=number)
    for absence, removed in going[stands & ~is_restated].groupby("absence_before", dropna=False):
        close(connection, record, removed["id"], number=number, absence=int(absence))
    restated = [int(row) for row in going.loc[is_restated, "id_before"]]
    if restated:
        rows = frame_where(connection, record.table, is_among(record.table.c.id, restated, connection))
        insert(connection, record, rows, number=number)


def _all_listed(connection: Connection, reversals: list[Reversal]) -> pd.DataFrame:
    parts = [_listed(connection, reversal) for reversal in reversals if reversal.record not in UNLISTED]
    parts = [part for part in parts if not part.empty]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*KEPT_COLUMNS])


def _listed(connection: Connection, reversal: Reversal) -> pd.DataFrame:
    record, staying = reversal.record, reversal.staying
    if record is FIGURES[Kind.ACTIVITIES]:
        staying = _with_activity(connection, staying)
    place, moment = PLACE.get(record.name, "region_code"), MOMENT.get(record.name, "period")
    others = [name for name in (*record.key, "activity") if name in staying and name not in (place, moment, *IDENTITY)]
    return pd.DataFrame(
        {
            "kind": record.name,
            "region_code": staying[place],
            "period": staying[moment].astype("str") if moment in staying else "",
            "what": [" · ".join(filter(None, map(str, parts))) for parts in staying[others].itertuples(index=False)],
            "since": staying["since"],
        }
    )


UNLISTED = (REPORTS, *OF_FORUM)
PLACE = {"areas": "code"}
MOMENT = {"facilities": "year", "activities": "origin"}
"""Where a key does not call its place and its time `region_code` and `period`."""


def _with_activity(connection: Connection, staying: pd.DataFrame) -> pd.DataFrame:
    table = FIGURES[Kind.ACTIVITIES].table
    ids = is_among(table.c.activity_id, list(staying["activity_id"]), connection)
    held = frame_where(connection, table, ids, columns=("id", "activity_id", "region_code", "origin", "activity"))
    newest = held.sort_values("id").drop_duplicates("activity_id", keep="last").drop(columns="id")
    return staying.merge(newest, on="activity_id", how="left", validate="one_to_one")
