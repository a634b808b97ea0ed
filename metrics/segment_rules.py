"""Which membership rows count: the finest segments, and of a coarser one only what no finer row covers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.ratios import Numbers, numbers
from vocab.codes import Segment
from vocab.segments import HEADLINE_GROUPS, finer_segments

Flags = npt.NDArray[np.bool_]

SEGMENT_ORDER: tuple[Segment, ...] = tuple(Segment)
"""The order of every table: finer segments before the coarser code above them, `total` last."""
COLUMN_OF: dict[str, int] = {segment.value: place for place, segment in enumerate(SEGMENT_ORDER)}
TOTAL = COLUMN_OF[Segment.TOTAL]
GROUPS: tuple[int, ...] = tuple(COLUMN_OF[group] for group in HEADLINE_GROUPS)
FINER: dict[int, list[int]] = {
    COLUMN_OF[group]: [COLUMN_OF[finer] for finer in finer_segments(group)] for group in HEADLINE_GROUPS
}
COARSE_GROUPS: tuple[int, ...] = tuple(group for group, finer in FINER.items() if finer)
PBI_APBD = COLUMN_OF[Segment.PBI_APBD]


@dataclass(frozen=True)
class WideMembership:
    """Membership with one line per region and period and one column per segment, in SEGMENT_ORDER; NaN is no figure."""

    keys: pd.DataFrame
    registered: Numbers
    active: Numbers
    has_row: Flags


def places(values: pd.Series) -> tuple[npt.NDArray[np.int64], pd.Index]:
    """Numbers of the distinct values, and the values in order; a missing key is an error and is never dropped."""
    codes, distinct = pd.factorize(values)
    if (codes < 0).any():
        raise ValueError(f"missing key in column {values.name}")
    ordered, order = pd.Index(distinct).astype("str").sort_values(return_indexer=True)
    place_of = np.empty(len(order), dtype=np.int64)
    place_of[order] = np.arange(len(order))
    return place_of[codes], ordered


def wide(membership: pd.DataFrame) -> WideMembership:
    """Membership rows laid out by region and period (sorted) × segment; a repeated key is an error."""
    regions, region_codes = places(membership["region_code"])
    periods, period_texts = places(membership["period"])
    segments, segment_codes = places(membership["segment"])
    columns = np.array([COLUMN_OF[str(code)] for code in segment_codes], dtype=np.int64)[segments]
    lines, pairs = pd.factorize(regions * max(len(period_texts), 1) + periods, sort=True)
    if pd.Index(lines * len(SEGMENT_ORDER) + columns).has_duplicates:
        raise ValueError("one region, period and segment stands twice")
    line_numbers = pd.RangeIndex(len(pairs))
    keys = pd.DataFrame(
        {
            "region_code": region_codes[pairs // max(len(period_texts), 1)].to_series(index=line_numbers),
            "period": period_texts[pairs % max(len(period_texts), 1)].to_series(index=line_numbers),
        }
    )
    has_row = _laid_out(np.ones(len(lines)), lines, columns, len(pairs)) == 1
    registered, active = (
        _laid_out(numbers(membership[name]), lines, columns, len(pairs))
        for name in ("registered_people", "active_people")
    )
    return WideMembership(keys, registered, active, has_row)


def _laid_out(values: Numbers, lines: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], height: int) -> Numbers:
    table = np.full((height, len(SEGMENT_ORDER)), np.nan)
    table[lines, columns] = values
    return table


def counted_amounts(values: Numbers) -> Numbers:
    """What counts in each segment: the finer figures as given, of a coarser one the rest that they leave."""
    counted = values.copy()
    for group in COARSE_GROUPS:
        finer = values[:, FINER[group]]
        counted[:, group] = undivided_rest(values[:, group], finer, is_covered=has_all(finer))
    counted[:, TOTAL] = undivided_rest(values[:, TOTAL], group_totals(counted), is_covered=has_all_groups(values))
    return counted


def undivided_rest(coarse: Numbers, finer: Numbers, *, is_covered: Flags) -> Numbers:
    """The part of a coarser figure that counts: all of it without finer ones, nothing where they cover it."""
    rest = coarse - sums(finer)
    counts = np.where(is_covered | ~(rest > 0), np.nan, rest)
    return np.asarray(np.where(np.isnan(finer).all(axis=1), coarse, counts))


def has_all(values: Numbers) -> Flags:
    """Whether a line has a figure in every column."""
    return np.asarray(~np.isnan(values).any(axis=1))


def group_totals(counted: Numbers) -> Numbers:
    """The four headline groups, each with the finer segments under it, in their usual order."""
    return np.column_stack([sums(counted[:, [*FINER[group], group]]) for group in GROUPS])


def has_all_groups(values: Numbers) -> Flags:
    """Whether each of the four groups is given whole: by its own code or by every finer one."""
    known = ~np.isnan(values)
    whole = [known[:, group] | (known[:, FINER[group]].all(axis=1) & bool(FINER[group])) for group in GROUPS]
    return np.asarray(np.column_stack(whole).all(axis=1))


def is_known(values: Numbers, has_row: Flags) -> Flags:
    """Whether the sum over segments is known: each segment that has a row has a figure, or a coarser row covers it."""
    known = ~np.isnan(values)
    groups = np.column_stack([_group_is_known(known, has_row, group) for group in GROUPS])
    has_figure = known[:, :TOTAL].any(axis=1)
    return np.asarray(known[:, TOTAL] | (groups.all(axis=1) & has_figure))


def _group_is_known(known: Flags, has_row: Flags, group: int) -> Flags:
    finer = FINER[group]
    finer_known = known[:, finer].any(axis=1) & ~(has_row[:, finer] & ~known[:, finer]).any(axis=1)
    return np.asarray(~has_row[:, [*finer, group]].any(axis=1) | known[:, group] | finer_known)


def sums(values: Numbers) -> Numbers:
    """Row sums that are NaN where every part is missing: nothing given is not zero."""
    total = np.nansum(values, axis=1)
    return np.asarray(np.where(np.isnan(values).all(axis=1), np.nan, total))
