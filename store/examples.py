"""The examples: whether they still stand, and taking them out again as one version that can be undone."""

from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, or_, select

from store.bulk import close, insert
from store.comparing import example_versions
from store.engine import writing
from store.example_forums import (
    ACTIVITIES,
    ExampleForums,
    activities_of_forums,
    close_all,
    example_forums,
    rows_of_forums,
    rows_on_activities,
)
from store.membership import COUNTS
from store.reading import frame_where, standing
from store.records import ACTIVE_SOURCE, AREAS, FIGURES, FORUMS, SOURCE, Record
from store.settings import change, read
from store.versions import EXAMPLES, VERSION, Occasion, add_version
from vocab.codes import Kind, VersionKind
from vocab.people import Person

HOME_REGION = "home_region"
COUNTED = (*FIGURES.values(), FORUMS)


def sample_state(engine: Engine, version: int | None = None) -> dict[str, Any]:
    """How many rows in force came with the published sample and with the demo, and whether there are figures at all.

    Forums that somebody has taken over, with their activities, are no longer counted as a sample's.
    """
    with engine.connect() as connection:
        brought = {kind: _versions_of(connection, kind) for kind in EXAMPLES}
        adopted = example_forums(connection, version).adopted
        counts = {
            str(kind): sum(_count(connection, record, version, numbers, adopted) for record in COUNTED)
            for kind, numbers in brought.items()
        }
        has_figures = any(_has_rows(connection, record, version) for record in FIGURES.values())
    return counts | {"has_figures": has_figures}


def _versions_of(connection: Connection, kind: VersionKind) -> list[int]:
    return list(connection.scalars(select(VERSION.c.number).where(VERSION.c.kind == kind.value)))


def _count(
    connection: Connection, record: Record, version: int | None, origins: list[int], adopted: tuple[str, ...]
) -> int:
    if not origins:
        return 0
    table = record.table
    filters = [table.c.origin_version.in_(origins)]
    if "forum" in table.c:
        filters.append(table.c.forum.not_in(adopted))
    rows = standing(table, [table.c.id], *filters, version=version).subquery()
    return connection.scalar(select(func.count()).select_from(rows)) or 0


def _has_rows(connection: Connection, record: Record, version: int | None) -> bool:
    return connection.scalar(standing(record.table, [record.table.c.id], version=version).limit(1)) is not None


def remove_sample(engine: Engine, *, by: Person, at: datetime) -> int | None:
    """Close every row that came with an example, and forget the own region when nothing stands for it any more.

    Made-up forums go with everything in them, whoever wrote it; reports on removed activities go with them. A forum of
    the published example in which meetings were recorded stays with its activities (`adopted_forums`).
    Returns the version, None when there was nothing to remove.
    """
    with writing(engine) as connection:
        examples, forums = example_versions(connection), example_forums(connection)
        figures = {record: _rows_of(connection, record, examples) for record in (*FIGURES.values(), AREAS)}
        figures[ACTIVITIES] = _activities(connection, figures[ACTIVITIES], forums)
        beside = rows_of_forums(connection, forums.going)
        beside |= rows_on_activities(connection, list(figures[ACTIVITIES]["activity_id"]))
        removed = sum(len(rows) for rows in (*figures.values(), *beside.values()))
        if not removed:
            return None
        number = add_version(connection, Occasion(VersionKind.SAMPLE_REMOVED, by, at), changed=removed)
        for record, rows in figures.items():
            _remove(connection, record, rows, number=number, examples=examples)
        close_all(connection, beside, number=number)
        _forget_home(connection)
    return number


def _activities(connection: Connection, of_examples: pd.DataFrame, forums: ExampleForums) -> pd.DataFrame:
    """Activities that go: of made-up forums all, of the others those of an example, of adopted forums none."""
    others = of_examples[~of_examples["forum"].isin([*forums.made_up, *forums.adopted])]
    return pd.concat([others, activities_of_forums(connection, forums.made_up)], ignore_index=True)


def _rows_of(connection: Connection, record: Record, examples: list[int]) -> pd.DataFrame:
    table = record.table
    origins = [table.c[name] for name in ("origin_version", "active_origin_version") if name in table.c]
    return frame_where(connection, table, table.c.until.is_(None), or_(*(origin.in_(examples) for origin in origins)))


def _remove(connection: Connection, record: Record, rows: pd.DataFrame, *, number: int, examples: list[int]) -> None:
    own = _own_counts(rows, examples) if record is FIGURES[Kind.MEMBERSHIP] else rows.iloc[:0]
    close(connection, record, rows["id"][~rows["id"].isin(own["id"])], number=number, absence=number)
    close(connection, record, own["id"], number=number)
    insert(connection, record, own.drop(columns="stated_in"), number=number)


def _own_counts(rows: pd.DataFrame, examples: list[int]) -> pd.DataFrame:
    """What is left of rows where one count is an example and the other came with somebody's own file."""
    registered, active = (rows[name].isin(examples) for name in ("origin_version", "active_origin_version"))
    mixed = rows[(registered | rows["registered_people"].isna()) != (active | rows["active_people"].isna())]
    only_active = mixed["origin_version"].isin(examples)
    moved = {old: mixed[old].mask(only_active, mixed[new]) for old, new in zip(SOURCE, ACTIVE_SOURCE, strict=True)}
    emptied = {new: mixed[new].where(only_active) for new in ACTIVE_SOURCE}
    counts = {name: mixed[name].where(keep) for name, keep in zip(COUNTS, (~only_active, only_active), strict=True)}
    return mixed.assign(**moved, **emptied, **counts)


def _forget_home(connection: Connection) -> None:
    home = read(connection, HOME_REGION)
    if home is not None and not any(_stands(connection, record, home) for record in FIGURES.values()):
        change(connection, HOME_REGION, None)


def _stands(connection: Connection, record: Record, region_code: str) -> bool:
    table = record.table
    row = select(table.c.id).where(table.c.until.is_(None), table.c.region_code == region_code).limit(1)
    return connection.scalar(row) is not None
