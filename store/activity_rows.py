"""What the follow-up of an activity keeps beside its plan, and how one activity is written anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from store.bulk import close, insert
from store.reading import frame, frame_where, is_among, standing
from store.records import FIGURES, FOLLOWED_UP
from store.versions import VERSION
from vocab.codes import Kind, Obstacle
from vocab.forum_codes import EvidenceCheck
from vocab.refusal import Refusal
from vocab.rows import activity_key

RECORD = FIGURES[Kind.ACTIVITIES]
KEY = ("forum", "origin", "institution", "activity_key")


def with_follow_up(rows: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """Rows about to be written with the columns of FOLLOWED_UP: as they stood (`<name>_old`), else as they begin.

    `on` is the day of writing: the clock stops and runs again on it, and a new activity was agreed on it.
    """
    old = {name: _stood(rows, name) for name in FOLLOWED_UP}
    is_waiting = rows["obstacle"].astype("str").eq(Obstacle.WAITING_OTHERS.value)
    today = pd.Series(pd.Timestamp(on), index=rows.index).astype("datetime64[s]")
    since = pd.to_datetime(old["paused_since"]).astype("datetime64[s]")
    ended = since.notna() & ~is_waiting
    stood_still = (today - since).dt.days.where(ended, 0).clip(lower=0).astype("int64")
    progress = rows["progress_pct"] if "progress_pct" in rows else old["progress_pct"]
    return rows.assign(
        progress_pct=progress.astype("float64"),
        reported_on=_days(old["reported_on"]),
        first_due_date=_days(old["first_due_date"]).fillna(_days(rows["due_date"])),
        slips=_whole(old["slips"]),
        paused_since=since.fillna(today).where(is_waiting),
        paused_days=_whole(old["paused_days"]) + stood_still,
        evidence_check=old["evidence_check"].fillna(EvidenceCheck.NOT_CHECKED.value).astype("str"),
        meeting_id=pd.to_numeric(old["meeting_id"]).astype("Int64"),
        agreed_on=_days(old["agreed_on"]).fillna(today),
    )


def _stood(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[f"{name}_old"] if f"{name}_old" in rows else pd.Series(None, index=rows.index, dtype=object)


def _days(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values).astype("datetime64[s]")


def _whole(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values).fillna(0).astype("int64")


def recognised(connection: Connection, given: pd.DataFrame) -> pd.DataFrame:
    """Rows of a plan under the ids that stand: an activity that passed to another institution keeps its first id."""
    columns = [RECORD.table.c[name] for name in ("activity_id", *KEY)]
    forums = is_among(RECORD.table.c.forum, list(given["forum"].unique()), connection)
    known = frame(connection, standing(RECORD.table, columns, forums)).drop_duplicates(list(KEY))
    found = given[[*KEY]].merge(known, on=list(KEY), how="left", validate="one_to_one")["activity_id"]
    return given.assign(activity_id=found.fillna(given["activity_id"]).astype("str"))


def held_due_dates(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose due date stays where a plan says a later one: that is a request which the chair accepts."""
    later = (_days(rows["due_date"]) > _days(rows["due_date_old"])).fillna(value=False)
    return rows.assign(
        due_date_in_file=rows["due_date"],
        due_date=_days(rows["due_date"]).mask(later, _days(rows["due_date_old"])),
        is_due_held=later,
    )


def standing_activity(connection: Connection, activity_id: str) -> pd.DataFrame:
    """The row of an activity that stands; Refusal activity_unknown."""
    table = RECORD.table
    activity = frame_where(connection, table, table.c.activity_id == activity_id, table.c.until.is_(None))
    if activity.empty:
        code = "activity_unknown"
        raise Refusal(code)
    return activity


def refuse_if_changed(connection: Connection, row: pd.DataFrame, *, opened_at: int) -> None:
    """Refusal changed_since when a row was written after version `opened_at`, with who wrote it."""
    since = int(row["since"].iloc[0])
    if since > opened_at:
        by = connection.scalar(select(VERSION.c.by_name).where(VERSION.c.number == since))
        code = "changed_since"
        raise Refusal(code, version=since, by=by)


def rewrite(
    connection: Connection, activity: pd.DataFrame, changes: Mapping[str, Any], *, number: int, on: date
) -> None:
    """Write activities anew with changes; their ids stay, the clock follows the obstacle, the key the words."""
    if "activity" in changes:
        words = _column(changes["activity"], activity)
        changes = {**changes, "activity_key": pd.Series(words).map(activity_key).astype("str")}
    old = activity.rename(columns={name: f"{name}_old" for name in FOLLOWED_UP})
    plan = {name: value for name, value in changes.items() if name not in FOLLOWED_UP}
    kept = {name: value for name, value in changes.items() if name in FOLLOWED_UP}
    changed = with_follow_up(_with(old.drop(columns="stated_in"), plan), on=on)
    close(connection, RECORD, activity["id"], number=number)
    insert(connection, RECORD, _with(changed, {"progress_pct": activity["progress_pct"]} | kept), number=number)


def _with(rows: pd.DataFrame, changes: Mapping[str, Any]) -> pd.DataFrame:
    return rows.assign(**{name: _column(value, rows) for name, value in changes.items()})


def _column(value: Any, rows: pd.DataFrame) -> Any:
    if isinstance(value, pd.Series):
        return value.to_numpy()
    if isinstance(value, date):
        return pd.Series(pd.Timestamp(value), index=rows.index).astype("datetime64[s]")
    return pd.Series([value] * len(rows), index=rows.index, dtype="str" if isinstance(value, str) else object)
