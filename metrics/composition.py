"""Members by segment: the four headline groups, or every segment that the sources give."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.lineage import area_members
from metrics.ratios import Numbers, percent
from metrics.segment_rules import (
    COLUMN_OF,
    SEGMENT_ORDER,
    WideMembership,
    counted_amounts,
    is_known,
    places,
    sums,
    wide,
)
from vocab.codes import Segment
from vocab.segments import SEGMENTS

VIEWS: dict[str, dict[str, str]] = {
    "four": {code.value: (facts.group or Segment.TOTAL).value for code, facts in SEGMENTS.items()},
    "six": {code.value: code.value for code in SEGMENTS},
}
"""Which line of a view a segment belongs to; `four` folds people registered by local government into PBI."""

COLUMNS = ["segment", "registered_people", "active_people", "share_pct", "active_share_pct"]


def composition(
    membership: pd.DataFrame,
    *,
    region_code: str,
    period: str,
    view: str = "four",
    members: Sequence[str] | None = None,
    basis: str | None = None,
) -> pd.DataFrame:
    """Members of one area and period by segment, in the columns of COLUMNS.

    Only segments with a figure, in fixed order. `total` is what the source does not divide. A larger area is the sum
    of its members, or its own rows where members are incomplete; `basis` ("own", "members") settles it.
    """
    of_period = membership[membership["period"] == period]
    rows = composition_by_period(of_period, region_code=region_code, view=view, members=members, basis=basis)
    return rows[COLUMNS]


def composition_by_period(
    membership: pd.DataFrame,
    *,
    region_code: str,
    view: str = "four",
    members: Sequence[str] | None = None,
    basis: str | None = None,
) -> pd.DataFrame:
    """Members of one area by segment for every period: period, the columns of `composition`, basis,
    regions_with_data, regions_expected."""
    parts = area_members(region_code, members)
    laid_out = wide(membership[membership["region_code"].isin([region_code, *parts])])
    used = _used_lines(laid_out, area=region_code, members=parts, basis=basis)
    facts = used.groupby("period", as_index=False).agg(
        basis=("basis", "first"),
        regions_with_data=("region_code", "size"),
        regions_expected=("regions_expected", "first"),
    )
    return _by_period_segment(laid_out, used, view=view).merge(facts, on="period", validate="many_to_one")


def _used_lines(laid_out: WideMembership, *, area: str, members: tuple[str, ...], basis: str | None) -> pd.DataFrame:
    """The lines that stand for the area in each period: keys, basis (own, members), regions_expected."""
    known = laid_out.keys[is_known(laid_out.registered, laid_out.has_row)]
    own = known[known["region_code"] == area]
    of_members = known[known["region_code"].isin(members)] if members != (area,) else known.head(0)
    if basis is None:
        counts = of_members["period"].value_counts()
        complete = counts.index[counts == len(members)]
        replaced = [period for period in own["period"] if period not in complete]
        of_members = of_members[~of_members["period"].isin(replaced)]
        own = own[own["period"].isin(replaced)]
    elif members != (area,):
        own, of_members = (own, of_members.head(0)) if basis == "own" else (own.head(0), of_members)
    lines = [own.assign(basis="own", regions_expected=1)]
    return pd.concat([*lines, of_members.assign(basis="members", regions_expected=len(members))])


def _by_period_segment(laid_out: WideMembership, used: pd.DataFrame, *, view: str) -> pd.DataFrame:
    """Sums over the used lines by period and line of the view, with shares; only where registered people are known."""
    registered, active = (
        counted_amounts(values)[used.index.to_numpy()] for values in (laid_out.registered, laid_out.active)
    )
    months, periods = places(used["period"])
    by_segment = [
        _of_lines(registered[:, columns], active[:, columns])
        .groupby(months)
        .sum(min_count=1)
        .set_axis(periods.rename("period"))
        .reset_index()
        .assign(segment=segment, place=place)
        for place, (segment, columns) in enumerate(_columns_of(view).items())
    ]
    rows = pd.concat(by_segment).sort_values(["period", "place"], kind="stable")
    return _with_shares(rows[rows["registered_people"].notna()].reset_index(drop=True))


def _columns_of(view: str) -> dict[str, list[int]]:
    """The lines of a view in order, each with the columns of SEGMENT_ORDER that it adds up, the coarser code last."""
    folds = VIEWS[view]
    in_order = [code.value for code in SEGMENT_ORDER if code.value in folds.values()]
    return {segment: [place for code, place in COLUMN_OF.items() if folds[code] == segment] for segment in in_order}


def _of_lines(registered: Numbers, active: Numbers) -> pd.DataFrame:
    """People of one line of the view; active ones only where every part has them or the coarser code carries them."""
    lacks = (registered > 0) & np.isnan(active)
    is_known_active = ~lacks.any(axis=1) | ~np.isnan(active[:, -1])
    people, active_people = sums(registered), np.where(is_known_active, sums(active), np.nan)
    return pd.DataFrame(
        {
            "registered_people": people,
            "active_people": active_people,
            "paired_registered": np.where(np.isnan(active_people), np.nan, people),
            "without_active": ((people > 0) & np.isnan(active_people)).astype("float64"),
        }
    )


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    of_period = rows.groupby("period")["registered_people"].transform("sum")
    shares = rows.assign(
        share_pct=percent(rows["registered_people"], of_period),
        active_share_pct=percent(rows["active_people"], rows["paired_registered"]),
        active_people=rows["active_people"].where(rows["without_active"] == 0),
    )
    return shares[["period", *COLUMNS]].astype({"segment": "str"})
