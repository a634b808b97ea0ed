"""The one place where a numerator is divided by a denominator."""

from typing import overload

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]


def numbers(values: pd.Series) -> Numbers:
    """The values as float64 with NaN for what is missing; accepts nullable integers, floats and objects with None."""
    return np.asarray(pd.to_numeric(values).to_numpy(dtype="float64", na_value=np.nan))


@overload
def percent(numerator: pd.Series, denominator: pd.Series) -> pd.Series: ...
@overload
def percent(numerator: float | None, denominator: float | None) -> float: ...


def percent(numerator: pd.Series | float | None, denominator: pd.Series | float | None) -> pd.Series | float:
    """A ratio in percent; NaN where a part is missing or the denominator is zero, and never cut off at 100.

    The multiplication comes first, so that 98 of 100 is exactly 98 and can be held against a target.
    """
    if isinstance(numerator, pd.Series) and isinstance(denominator, pd.Series):
        return pd.Series(per(numbers(numerator), numbers(denominator), times=100.0), index=numerator.index)
    parts = pd.Series([numerator, denominator], dtype="Float64").to_numpy(dtype="float64", na_value=np.nan)
    return float(per(parts[:1], parts[1:], times=100.0)[0])


def per(numerator: Numbers, denominator: Numbers, *, times: float) -> Numbers:
    """Numerator for each `times` of the denominator: 100 for percent, 10.000 for a density; NaN for no data."""
    divisor = np.where(denominator == 0, np.nan, denominator)
    return np.asarray(numerator * times / divisor)


@overload
def points(later_pct: pd.Series, earlier_pct: pd.Series) -> pd.Series: ...
@overload
def points(later_pct: float, earlier_pct: float) -> float: ...


def points(later_pct: pd.Series | float, earlier_pct: pd.Series | float) -> pd.Series | float:
    """The difference of two percentages in percentage points."""
    return later_pct - earlier_pct
