"""A file's rows against what stands in the store: what a person should look at before saving; forbids nothing."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from loaders.doubts.against_history import history_warnings
from loaders.doubts.against_population import population_warnings
from loaders.problems import Problem
from vocab.codes import Kind
from vocab.regions import parent_of, siblings_of

COMPARED = (Kind.MEMBERSHIP, Kind.POPULATION, Kind.FACILITIES)
"""Kinds that have figures by area and time."""


def warnings_against(
    rows_by_kind: Mapping[Kind, pd.DataFrame], standing: Mapping[Kind, pd.DataFrame], *, today: date
) -> tuple[Problem, ...]:
    """Jumps, slips of the unit, absent areas, copied or old months, and population that does not fit the members.

    `rows_by_kind` are the rows of a file, `standing` what stands now, at least for `regions_to_compare`, both in the
    row shapes of `vocab.rows` (rows of the file also with sheet, cell, active_cell); months after `today` are told
    elsewhere and compared with nothing.
    """
    last = f"{today.year:04d}-{today.month:02d}"
    given = {kind: _until(kind, rows, last) for kind, rows in rows_by_kind.items() if kind in COMPARED and len(rows)}
    known = {kind: rows for kind, rows in standing.items() if kind in COMPARED}
    return (*history_warnings(given, known), *population_warnings(given, known))


def regions_to_compare(rows_by_kind: Mapping[Kind, pd.DataFrame]) -> tuple[str, ...]:
    """The areas of a file, those beside them and those directly above."""
    frames = [rows for kind, rows in rows_by_kind.items() if kind in COMPARED and len(rows)]
    codes = {code for rows in frames for code in rows["region_code"].dropna().unique()}
    parents = {parent_of(code) for code in codes} - {None}
    beside = {sibling for code in _one_a_parent(codes) for sibling in siblings_of(code)}
    return tuple(sorted(codes | parents | beside))


def _one_a_parent(codes: set[str]) -> tuple[str, ...]:
    return tuple({parent_of(code): code for code in sorted(codes)}.values())


def _until(kind: Kind, rows: pd.DataFrame, last: str) -> pd.DataFrame:
    is_told = rows["year"] > int(last[:4]) if kind is Kind.FACILITIES else rows["period"] > last
    return rows[~is_told.fillna(value=False).astype(bool)]
