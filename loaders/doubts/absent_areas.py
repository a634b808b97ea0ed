"""Areas that are expected in a file and are not in it."""

from collections.abc import Iterator

import pandas as pd

from loaders.doubts.counts_in_time import named
from loaders.problems import Problem
from vocab.codes import Kind
from vocab.regions import BRANCHES, parent_of, region_name, siblings_of

MOST = 0.5
"""A file that holds at least half of the areas beside each other is taken to be meant for all of them."""


def absent_areas(compared: pd.DataFrame, known: pd.DataFrame) -> Iterator[Problem]:
    """For the newest month of each kind: areas beside those of the file that have no figure, in the file or the store.

    Expected is the whole province or branch where the file holds at least half of it, and every area whose figures
    before came in the same version as those of areas in the file.
    """
    for kind, of_kind in compared.groupby("kind", sort=True):
        period = of_kind["period"].max()
        newest = of_kind[of_kind["period"] == period]
        here = known[(known["kind"] == kind) & (known["period"] == period)]
        present = {*newest["region_code"], *here["region_code"]}
        came_before = known[known["kind"] == kind]
        for beside in _side_by_side(newest["region_code"]):
            expected = _whole(beside) | _came_with(newest, came_before, beside)
            yield from _told(Kind(kind), newest, beside, expected=expected, absent=expected - present)


def _side_by_side(codes: pd.Series) -> Iterator[set[str]]:
    """The areas of a file under one parent each, where there are several: one alone is no list."""
    distinct = pd.Series(codes.unique())
    for _, beside in distinct.groupby(distinct.map(lambda code: parent_of(code) or ""), sort=True):
        if len(beside) > 1:
            yield set(beside)


def _whole(beside: set[str]) -> set[str]:
    branches = [set(branch.regencies) for branch in BRANCHES.values()]
    lists = [*(regencies for regencies in branches if beside <= regencies), set(siblings_of(min(beside)))]
    return next((areas for areas in lists if len(beside) >= MOST * len(areas)), set())


def _came_with(newest: pd.DataFrame, known: pd.DataFrame, beside: set[str]) -> set[str]:
    """The areas whose last figures before this came in the same version as those of areas in the file."""
    ours = newest[newest["region_code"].isin(beside)]
    last = ours[["earlier", "earlier_version"]].dropna().drop_duplicates()
    together = known.merge(last, left_on=["period", "version"], right_on=["earlier", "earlier_version"], how="inner")
    parent = parent_of(min(beside))
    return {code for code in together["region_code"].unique() if parent_of(code) == parent}


def _told(
    kind: Kind, newest: pd.DataFrame, beside: set[str], *, expected: set[str], absent: set[str]
) -> Iterator[Problem]:
    if not absent:
        return
    row = newest[newest["region_code"].isin(beside)].iloc[0]
    values = {"table_kind": f"kind.{kind}", "period": row["period"], "count": len(absent), "of": len(expected)}
    sheet = row["sheet"] if isinstance(row["sheet"], str) else None
    yield Problem("region_absent", sheet, None, named(map(region_name, sorted(absent))), values)
