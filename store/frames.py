"""Figures, activities and reports as frames: as they stand now, or as known at a version."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, or_, select

from store.reading import frame, in_order, is_among, standing
from store.records import AREAS, FIGURES, REPORTS, Record
from store.versions import VERSION
from vocab.codes import Kind

Codes = Sequence[str] | None
ACTIVITY_ORDER = ("forum", "origin", "institution", "activity_key")


def membership_frame(
    engine: Engine, *, version: int | None = None, regions: Codes = None, periods: Codes = None
) -> pd.DataFrame:
    """Membership with since, origin_version, sheet, cell of the registered and active_… of the active count."""
    with engine.connect() as connection:
        return _figures(connection, Kind.MEMBERSHIP, version, region_code=regions, period=periods)


def population_frame(
    engine: Engine, *, version: int | None = None, regions: Codes = None, periods: Codes = None
) -> pd.DataFrame:
    """Population by source with since, origin_version, sheet, cell."""
    with engine.connect() as connection:
        return _figures(connection, Kind.POPULATION, version, region_code=regions, period=periods)


def facilities_frame(engine: Engine, *, version: int | None = None, regions: Codes = None) -> pd.DataFrame:
    """Facilities by year with since, origin_version, sheet, cell."""
    with engine.connect() as connection:
        return _figures(connection, Kind.FACILITIES, version, region_code=regions)


def targets_frame(engine: Engine, *, version: int | None = None, regions: Codes = None) -> pd.DataFrame:
    """Targets and criteria with since, origin_version, sheet, cell."""
    with engine.connect() as connection:
        return _figures(connection, Kind.TARGETS, version, region_code=regions)


def activities_frame(
    engine: Engine, *, version: int | None = None, regions: Codes = None, forums: Codes = None
) -> pd.DataFrame:
    """Activities with since, origin_version, sheet, cell, activity_id, activity_key and the columns of FOLLOWED_UP.

    reported_on is the day of the newest report that stands (NaT without one), has_report whether there is one.
    """
    with engine.connect() as connection:
        activities = _figures(connection, Kind.ACTIVITIES, version, ACTIVITY_ORDER, region_code=regions, forum=forums)
    return activities.assign(has_report=activities["reported_on"].notna())


def activities_brought_up(
    engine: Engine, known: pd.DataFrame, *, from_version: int, version: int, regions: Codes = None
) -> pd.DataFrame:
    """`activities_frame` at a version, made from the one of an earlier version: only what changed between is read."""
    table = FIGURES[Kind.ACTIVITIES].table
    later = or_(table.c.since > from_version, table.c.until > from_version)
    columns = [table.c[name] for name in known if name != "has_report"]
    with engine.connect() as connection:
        wanted = _filters(connection, FIGURES[Kind.ACTIVITIES], region_code=regions)
        rows = frame(connection, select(*columns, table.c.until).where(later, table.c.since <= version, *wanted))
    if rows.empty:
        return known
    stands = rows["until"].isna() | (rows["until"] > version).fillna(value=False)
    changed = rows[stands].drop(columns="until")
    kept = known[~known["activity_id"].isin(rows["activity_id"])]
    whole = pd.concat([kept, changed.assign(has_report=changed["reported_on"].notna())])
    return whole.sort_values([*ACTIVITY_ORDER], kind="stable", ignore_index=True)


def matching_frame(
    engine: Engine, *, version: int | None = None, regions: Codes = None, periods: Codes = None
) -> pd.DataFrame:
    """Matching results by class with since, origin_version, sheet, cell."""
    with engine.connect() as connection:
        return _figures(connection, Kind.MATCHING, version, region_code=regions, period=periods)


def reports_frame(
    engine: Engine, *, version: int | None = None, regions: Codes = None, activities: Codes = None
) -> pd.DataFrame:
    """Reports on progress, oldest first: the columns of a report, region_code, since, origin_version, made_at (UTC).

    `regions` and `activities` (ids) narrow them down in the database.
    """
    with engine.connect() as connection:
        areas = _standing(
            connection, FIGURES[Kind.ACTIVITIES], ("activity_id", "region_code"), version,
            region_code=regions, activity_id=activities,
        )  # fmt: skip
        wanted = None if regions is None and activities is None else list(areas["activity_id"])
        columns = (*REPORTS.columns, "since", "origin_version")
        reports = _standing(connection, REPORTS, columns, version, activity_id=wanted)
        numbers = is_among(VERSION.c.number, reports["origin_version"].unique().tolist(), connection)
        times = frame(connection, select(VERSION.c.number, VERSION.c.made_at).where(numbers))
    made_at = times.set_index("number")["made_at"]
    return (
        reports.merge(areas, on="activity_id", how="inner", validate="many_to_one")
        .assign(made_at=lambda by_report: made_at.reindex(by_report["origin_version"]).array)
        .sort_values(["origin_version", "activity_id"], ignore_index=True)
    )


def areas_frame(engine: Engine, *, version: int | None = None) -> pd.DataFrame:
    """Areas that came with files: code, name, is_made_up."""
    with engine.connect() as connection:
        return _standing(connection, AREAS, AREAS.columns, version, order=AREAS.key)


def _figures(
    connection: Connection, kind: Kind, version: int | None, order: Sequence[str] = (), **codes: Codes
) -> pd.DataFrame:
    record = FIGURES[kind]
    columns = (*record.columns, "since", *record.carried)
    return _standing(connection, record, columns, version, order=order or record.key, **codes)


def _standing(
    connection: Connection,
    record: Record,
    columns: Sequence[str],
    version: int | None,
    *,
    order: Sequence[str] = (),
    **codes: Codes,
) -> pd.DataFrame:
    chosen = [record.table.c[name] for name in columns]
    rows = standing(record.table, chosen, *_filters(connection, record, **codes), version=version)
    return frame(connection, in_order(rows, order, connection) if order else rows)


def _filters(connection: Connection, record: Record, **codes: Codes) -> list[ColumnElement[bool]]:
    return [
        is_among(record.table.c[name], list(wanted), connection) for name, wanted in codes.items() if wanted is not None
    ]
