"""The periods in which a forum has undertaken to meet and to hear of its activities."""

from datetime import date

import numpy as np
import pandas as pd

from metrics.activities import given_codes
from metrics.ratios import Numbers, numbers
from vocab.forum_codes import MONTHS_OF, Cadence
from vocab.periods import MONTHS_IN_YEAR

UNKNOWN_CADENCE = Cadence.MONTHLY
"""A forum that nobody has described is asked every month, so that no silence is hidden."""


def months_of_forums(forum_names: pd.Series, forums: pd.DataFrame | None) -> Numbers:
    """For each name the months in a period of its forum; `forums` has forum and cadence."""
    unknown = MONTHS_OF[UNKNOWN_CADENCE]
    if forums is None or forums.empty:
        return np.full(len(forum_names), float(unknown))
    known = forums.drop_duplicates("forum", keep="last")
    lengths = given_codes(known, "cadence").map({cadence.value: months for cadence, months in MONTHS_OF.items()})
    by_name = dict(zip(known["forum"].astype("str"), lengths.fillna(unknown), strict=True))
    return np.asarray(forum_names.astype("str").map(by_name).fillna(unknown), dtype="float64")


def period_numbers(days: pd.Series, months: Numbers) -> Numbers:
    """The running number of the period of so many months that each day falls in; NaN where there is no day."""
    month_numbers = numbers(days.dt.year * MONTHS_IN_YEAR + days.dt.month - 1)
    return np.asarray(np.floor(month_numbers / months))


def full_periods_since(days: pd.Series, months: Numbers, *, today: date) -> Numbers:
    """Whole periods that lie between the period of each day and that of today; NaN where there is no day."""
    now = period_numbers(pd.Series(pd.Timestamp(today), index=days.index), months)
    return np.maximum(now - period_numbers(days, months) - 1, 0.0)
