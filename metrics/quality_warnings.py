"""All warnings of the quality page in one form, and which of them somebody has accepted."""

from datetime import date

import numpy as np
import pandas as pd

WARNING_KEY = ["region_code", "period", "code", "subject"]
WARNING_COLUMNS = [*WARNING_KEY, "people", "beside_people", "figures"]
PARTS: dict[str, tuple[str, ...]] = {
    "completeness": ("not_arrived",),
    "totals": ("segment_total", "area_total", "facility_total", "matching_total"),
    "sources": ("population_source", "pbi_source"),
    "outliers": ("over_100", "active_over_registered", "jump", "far_from_others", "unchanged"),
}
"""The rules by the part of the page that lists them."""
PART_OF: dict[str, str] = {code: part for part, codes in PARTS.items() for code in codes}
CODE_ORDER: dict[str, int] = {code: place for place, code in enumerate(PART_OF)}


def missing_warnings(completeness: pd.DataFrame) -> pd.DataFrame:
    """Data that were due and have not come, in WARNING_COLUMNS; the subject is the stream, the month when it was due.

    What was accepted until a day so stays accepted when the next month is looked at.
    """
    late = completeness[completeness["state"] != "arrived"]
    facts = late.assign(period=late["due_period"], code="not_arrived", subject=late["stream"])
    return facts.assign(people=np.nan, beside_people=np.nan, figures=late["newest_period"])[WARNING_COLUMNS]


def total_warnings(totals: pd.DataFrame) -> pd.DataFrame:
    """Totals that contradict their parts; those whose parts are not all there are shown, but warn of nothing."""
    rows = totals[totals["is_judged"].astype("bool")]
    return _warnings(rows.assign(people=rows["reported_people"], beside_people=rows["parts_people"]))


def source_warnings(differences: pd.DataFrame, *, code: str) -> pd.DataFrame:
    """Differences between two sources of an area; the whole of several areas only repeats them and is left out."""
    rows = differences[(differences["difference_people"] != 0) & (differences["regions_expected"] == 1)]
    subjects = rows["base_source"].astype("str") + ":" + rows["source"].astype("str")
    return _warnings(rows.assign(code=code, subject=subjects, beside_people=rows["base_people"]))


def outlier_warnings(jumps: pd.DataFrame, far: pd.DataFrame, impossible: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """Figures that stand out; percentages are told in hundredths, so that a figure of a warning is a whole number."""
    parts = [
        _warnings(jumps.assign(code="jump", beside_people=jumps["previous_people"])),
        _warnings(
            far.assign(
                code="far_from_others",
                period=period,
                people=(far["value_pct"] * 100).round(),
                beside_people=(far["median_pct"] * 100).round(),
            )
        ),
        _warnings(impossible.assign(period=period)),
    ]
    return pd.concat(parts, ignore_index=True)


def _warnings(rows: pd.DataFrame) -> pd.DataFrame:
    values = zip(rows["people"], rows["beside_people"], strict=True)
    figures = [f"{float(people):.0f}|{float(beside):.0f}" for people, beside in values]
    return rows.assign(figures=pd.array(figures, dtype="str"))[WARNING_COLUMNS]


def with_acceptance(warnings: pd.DataFrame, accepted: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Warnings with what was said about them, in the order of the rules, then of the areas.

    state: `open`; `accepted` (up to and with its day, for the same figures); `expired`; `changed` (other figures than
    were accepted). Also reason, accepted_until, by_name, by_institution, made_at of the acceptance.
    """
    said = accepted.rename(columns={"figures": "accepted_figures"})
    said = said[[*WARNING_KEY, "accepted_figures", "reason", "accepted_until", "by_name", "by_institution", "made_at"]]
    both = warnings.merge(said, on=WARNING_KEY, how="left", validate="one_to_one")
    is_said = both["accepted_figures"].notna()
    is_over = both["accepted_until"] < pd.Timestamp(today)
    is_other = both["accepted_figures"] != both["figures"]
    state = np.select([~is_said, is_other, is_over], ["open", "changed", "expired"], "accepted")
    judged = both.assign(state=pd.array(list(state), dtype="str"), part=both["code"].map(PART_OF))
    order = judged["code"].map(CODE_ORDER)
    return judged.assign(order=order).sort_values(["order", *WARNING_KEY], ignore_index=True).drop(columns="order")
