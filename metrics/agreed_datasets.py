"""Whether the offices of an area agree about their figures: two sources side by side, and who explains a difference."""

from collections.abc import Mapping

import pandas as pd

from metrics.quality_warnings import WARNING_KEY

DATASET_COLUMNS = [*WARNING_KEY, "is_agreed", "is_explained"]


def agreed_datasets(differences: Mapping[str, pd.DataFrame], explanations: pd.DataFrame) -> pd.DataFrame:
    """One row for every pair of figures that two sources give of one area.

    `differences` has `population_differences` under population_source and `pbi_differences` under pbi_source,
    `explanations` says who explains one (region_code, period, code, subject). Columns: region_code, period, code,
    subject, is_agreed (both figures are the same), is_explained (an office has been asked to explain the difference).
    """
    parts = [_pairs(rows, code=code) for code, rows in differences.items()]
    if not parts:
        return pd.DataFrame(columns=DATASET_COLUMNS).astype({"is_agreed": "bool", "is_explained": "bool"})
    pairs = pd.concat(parts, ignore_index=True)
    named = pd.MultiIndex.from_frame(explanations[WARNING_KEY].astype("str"))
    is_explained = pd.MultiIndex.from_frame(pairs[WARNING_KEY].astype("str")).isin(named)
    return pairs.assign(is_explained=is_explained & ~pairs["is_agreed"].to_numpy(dtype="bool"))[DATASET_COLUMNS]


def _pairs(rows: pd.DataFrame, *, code: str) -> pd.DataFrame:
    """Pairs of single areas; the whole of several only repeats them."""
    of_one = rows[rows["regions_expected"] == 1]
    subjects = of_one["base_source"].astype("str") + ":" + of_one["source"].astype("str")
    return of_one[["region_code", "period"]].assign(
        code=code, subject=subjects, is_agreed=of_one["difference_people"] == 0
    )
