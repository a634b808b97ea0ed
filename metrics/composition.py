"""Members by segment: the four headline groups, or every segment that the sources give."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.lineage import area_members
from metrics.membership import counted_segments, members_by_region_period
from metrics.ratios import percent
from metrics.segment_rules import COLUMN_OF
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
    rows = membership[membership["region_code"].isin([region_code, *parts])]
    used = _used_regions(members_by_region_period(rows), area=region_code, members=parts, basis=basis)
    lines = counted_segments(rows).merge(used, on=["region_code", "period"], validate="many_to_one")
    folded = lines.assign(segment=lines["segment"].map(VIEWS[view]))
    by_segment = _by_period_segment(folded[folded["registered_people"].notna()])
    facts = used.groupby("period", as_index=False, observed=True, dropna=False).agg(
        basis=("basis", "first"),
        regions_with_data=("region_code", "size"),
        regions_expected=("regions_expected", "first"),
    )
    return by_segment.merge(facts, on="period", validate="many_to_one")


def _used_regions(
    by_region_period: pd.DataFrame, *, area: str, members: tuple[str, ...], basis: str | None
) -> pd.DataFrame:
    """The regions whose rows stand for the area in each period: itself, or its members."""
    known = by_region_period[by_region_period["registered_people"].notna()]
    own = known[known["region_code"] == area]
    of_members = known[known["region_code"].isin(members)]
    present = of_members["period"].map(of_members["period"].value_counts())
    replaced = of_members["period"].isin(own["period"]) & (present < len(members))
    if basis is not None:
        own, of_members = (own, of_members.head(0)) if basis == "own" else (own.head(0), of_members)
    else:
        of_members = of_members[~replaced]
        own = own[~own["period"].isin(of_members["period"])]
    own = own.assign(basis="own", regions_expected=1)
    of_members = of_members.assign(basis="members", regions_expected=len(members))
    if members == (area,):
        of_members = of_members.assign(basis="own")
    return pd.concat([own, of_members])[["region_code", "period", "basis", "regions_expected"]]


def _by_period_segment(lines: pd.DataFrame) -> pd.DataFrame:
    active_known = lines["active_people"].notna()
    paired = lines.assign(
        paired_registered=lines["registered_people"].where(active_known),
        without_active=np.where(active_known | (lines["registered_people"] == 0), 0, 1),
    )
    grouped = paired.groupby(["period", "segment"], as_index=False, observed=True, dropna=False)
    summed = grouped[["registered_people", "active_people", "paired_registered", "without_active"]].sum(min_count=1)
    of_period = summed.groupby("period", observed=True, dropna=False)["registered_people"].transform("sum", min_count=1)
    shares = summed.assign(
        share_pct=percent(summed["registered_people"], of_period),
        active_share_pct=percent(summed["active_people"], summed["paired_registered"]),
        active_people=summed["active_people"].where(summed["without_active"] == 0),
        place=summed["segment"].map(COLUMN_OF),
    )
    return shares.sort_values(["period", "place"], ignore_index=True)[["period", *COLUMNS]]
