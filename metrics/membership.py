"""Members by region and period, by segment, and the checks between finer and coarser figures."""

import numpy as np
import pandas as pd

from metrics.ratios import Numbers
from metrics.segment_rules import (
    COARSE_GROUPS,
    FINER,
    SEGMENT_ORDER,
    TOTAL,
    Flags,
    WideMembership,
    counted_amounts,
    group_totals,
    has_all,
    has_all_groups,
    is_known,
    sums,
    undivided_rest,
    wide,
)

MEASURES: tuple[str, ...] = ("registered_people", "active_people")


def members_by_region_period(membership: pd.DataFrame) -> pd.DataFrame:
    """Members of each region and period: region_code, period, registered_people, active_people, is_complete.

    Finest segments are added up; a count is NaN where a segment has a row but no figure for it and no coarser row
    covers it. `is_complete`: all four groups or a total row stand behind the registered people.
    """
    laid_out = wide(membership)
    counted = {name: counted_total(values, laid_out.has_row) for name, values in _measures(laid_out)}
    whole = has_all_groups(laid_out.registered) | ~np.isnan(laid_out.registered[:, TOTAL])
    return laid_out.keys.assign(**counted, is_complete=whole)


def counted_total(values: Numbers, has_row: Flags) -> Numbers:
    """The sum over the segments that count; NaN where it is not known."""
    return np.asarray(np.where(is_known(values, has_row), sums(counted_amounts(values)), np.nan))


def counted_segments(membership: pd.DataFrame) -> pd.DataFrame:
    """What counts in each segment: region_code, period, segment, registered_people, active_people.

    A coarser code stands here only with what no finer row covers. Only segments with a figure have a row.
    """
    laid_out = wide(membership)
    registered, active = (counted_amounts(values) for _, values in _measures(laid_out))
    lines, columns = np.nonzero(~np.isnan(registered) | ~np.isnan(active))
    names = np.array([segment.value for segment in SEGMENT_ORDER], dtype=object)
    return (
        laid_out.keys.iloc[lines]
        .assign(
            segment=pd.array(names[columns], dtype="str"),
            registered_people=registered[lines, columns],
            active_people=active[lines, columns],
        )
        .reset_index(drop=True)
    )


def segment_checks(membership: pd.DataFrame) -> pd.DataFrame:
    """Coarser figures beside the finer ones that count, one row per check (a difference of 0 is a check that agrees).

    Columns: region_code, period, segment (the coarser code), measure, reported_people, finer_people,
    difference_people (reported less finer), is_covered (every finer segment is given), is_counted_rest (the
    difference counts as people of the coarser code that the source does not divide).
    """
    laid_out = wide(membership)
    parts = [
        _checks_of(laid_out.keys, values, group=group, measure=name)
        for name, values in _measures(laid_out)
        for group in (*COARSE_GROUPS, TOTAL)
    ]
    return pd.concat(parts).sort_values(["region_code", "period"], kind="stable", ignore_index=True)


def _checks_of(keys: pd.DataFrame, values: Numbers, *, group: int, measure: str) -> pd.DataFrame:
    if group == TOTAL:
        finer, is_covered = group_totals(counted_amounts(values)), has_all_groups(values)
    else:
        finer = values[:, FINER[group]]
        is_covered = has_all(finer)
    reported, finer_people = values[:, group], sums(finer)
    rows = keys.assign(
        segment=SEGMENT_ORDER[group].value,
        measure=measure,
        reported_people=reported,
        finer_people=finer_people,
        difference_people=reported - finer_people,
        is_covered=is_covered,
        is_counted_rest=undivided_rest(reported, finer, is_covered=is_covered) > 0,
    )
    return rows[~np.isnan(reported) & ~np.isnan(finer_people)]


def _measures(laid_out: WideMembership) -> tuple[tuple[str, Numbers], ...]:
    return tuple(zip(MEASURES, (laid_out.registered, laid_out.active), strict=True))
