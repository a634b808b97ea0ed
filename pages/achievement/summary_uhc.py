"""The estimate of UHC status for an area at a period: criteria, verdicts and the people missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from metrics import CoverageHeadline, government_registered_by_region_period, uhc_status, uhc_verdicts


@dataclass(frozen=True)
class UhcView:
    """`criteria` as `metrics.uhc_status`, `verdicts` as `metrics.uhc_verdicts`; empty where no rule applied yet."""

    criteria: pd.DataFrame
    verdicts: pd.DataFrame


def uhc_view(
    membership: pd.DataFrame,
    population: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    headline: CoverageHeadline,
    area: str,
    source: str | None,
    members: Sequence[str] | None,
) -> UhcView:
    """Judge the figures of a headline by the criteria valid at its period.

    A part of the areas says nothing of the whole: what does not cover all of them is not judged.
    """
    counts = _judged(headline.figures)
    period = headline.data_period or headline.period
    own = members is None or tuple(members) == (area,)
    government = _government(membership, population, area=area, period=period, source=source) if own else None
    criteria = uhc_status(
        targets, region_code=area, period=period, government_registered_people=government, members=members, **counts
    )
    return UhcView(criteria=criteria, verdicts=uhc_verdicts(criteria))


def _judged(figures: pd.Series | None) -> dict[str, float | None]:
    """Registered people, active people and population of all areas; None where some are silent."""
    known = figures is not None and figures["regions_with_data"] >= figures["regions_expected"]
    active = figures is not None and figures["regions_with_active"] >= figures["regions_expected"]
    return {
        "registered_people": figures["registered_people"] if known else None,
        "active_people": figures["active_people"] if known and active else None,
        "people": figures["people"] if known else None,
    }


def _government(
    membership: pd.DataFrame, population: pd.DataFrame, *, area: str, period: str, source: str | None
) -> float | None:
    """People whom the local government registered; None where the sources do not tell them apart."""
    rows = membership[(membership["region_code"] == area) & (membership["period"] == period)]
    found = government_registered_by_region_period(rows, population, source=source)
    known = found["government_registered_people"].dropna()
    return None if known.empty else float(known.iloc[0])
