"""What became of each activity between two views of the follow-up, as at two meetings."""

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days
from vocab.codes import CLOSED_STATUSES, ActivityStatus, Reporting
from vocab.forum_codes import ActivityChange

STEPS: dict[str, int] = {
    status.value: place
    for place, status in enumerate(
        (
            ActivityStatus.NOT_STARTED,
            ActivityStatus.IN_PROGRESS,
            ActivityStatus.PARTLY_DONE,
            ActivityStatus.DONE_UNCONFIRMED,
        )
    )
}
"""Statuses that follow upon each other; a later one is progress."""
PLANNED = ("institution", "office", "person", "supporters", "start_date", "output_target", "budget", "budget_state")
"""What a plan says beside its due date; another value is another plan."""
CHANGE_COLUMNS = [
    "activity_id", "institution", "activity", "change", "also", "old_status", "new_status", "old_progress_pct",
    "new_progress_pct", "old_due_date", "new_due_date",
]  # fmt: skip


def activity_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Two frames of `follow_up` held against each other, in the order of the later one; what it lacks stands last.

    Columns: activity_id, institution, activity, change (an ActivityChange), also (slipped where the due date moved back
    beside progress, else ""), old_status, new_status, old_progress_pct, new_progress_pct, old_due_date, new_due_date.
    """
    sides = [_side(before, "old"), _side(after, "new")]
    ids = sides[1].index.append(sides[0].index.difference(sides[1].index, sort=False))
    both = pd.concat([side.reindex(ids) for side in sides], axis=1)
    names = {name: both[f"new_{name}"].fillna(both[f"old_{name}"]) for name in ("institution", "activity")}
    cases = _cases(both)
    conditions = [flags.to_numpy(dtype="bool", na_value=False) for flags in cases.values()]
    codes = np.select(conditions, [change.value for change in cases], ActivityChange.UNCHANGED.value)
    is_both = (codes == ActivityChange.PROGRESSED) & conditions[list(cases).index(ActivityChange.SLIPPED)]
    rows = both.assign(
        **names,
        change=pd.Series(codes, index=ids, dtype="str"),
        also=pd.Series(np.where(is_both, ActivityChange.SLIPPED.value, ""), index=ids, dtype="str"),
    )
    return rows.rename_axis("activity_id").reset_index()[CHANGE_COLUMNS]


def _side(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """What is compared of one frame, by activity, its columns named after the side."""
    days = {name: given_days(rows, name) for name in ("due_date", "reported_on", "start_date")}
    codes = {
        name: given_codes(rows, name)
        for name in ("status", "institution", "activity", "office", "person", "supporters", "budget_state", "reporting")
    }
    amounts = {
        name: pd.to_numeric(rows[name]).astype("float64") if name in rows else pd.Series(np.nan, index=rows.index)
        for name in ("progress_pct", "slips", "output_target", "budget")
    }
    compared = pd.DataFrame(days | codes | amounts).set_axis(pd.Index(given_codes(rows, "activity_id")), axis=0)
    return compared.assign(is_there=True).add_prefix(f"{side}_")


def _cases(both: pd.DataFrame) -> dict[ActivityChange, pd.Series]:
    """Each change with the rows that it fits; the first that fits counts."""
    closed = [status.value for status in CLOSED_STATUSES]
    was_closed, is_closed = both["old_status"].isin(closed), both["new_status"].isin(closed)
    is_settled = both["new_status"] == ActivityStatus.DONE
    later_report = (both["new_reported_on"] > both["old_reported_on"]) | (
        both["new_reported_on"].notna() & both["old_reported_on"].isna()
    )
    return {
        ActivityChange.NEW: both["old_is_there"].isna(),
        ActivityChange.REMOVED: both["new_is_there"].isna(),
        ActivityChange.SETTLED: is_settled & (both["old_status"] != ActivityStatus.DONE),
        ActivityChange.CANCELLED: is_closed & ~is_settled & (both["old_status"] != both["new_status"]),
        ActivityChange.REOPENED: was_closed & ~is_closed,
        ActivityChange.PROGRESSED: ~is_closed & _has_progressed(both),
        ActivityChange.SLIPPED: ~is_closed & _has_slipped(both),
        ActivityChange.REPORTED: later_report | (both["old_status"] != both["new_status"]),
        ActivityChange.REPLANNED: ~is_closed & _is_replanned(both),
        ActivityChange.SILENT: both["new_reporting"] == Reporting.SILENT,
    }


def _has_progressed(both: pd.DataFrame) -> pd.Series:
    further = both["new_status"].map(STEPS) > both["old_status"].map(STEPS)
    more = both["new_progress_pct"] > both["old_progress_pct"].fillna(0)
    return further | more


def _has_slipped(both: pd.DataFrame) -> pd.Series:
    later = both["new_due_date"] > both["old_due_date"]
    return later | (both["new_slips"] > both["old_slips"])


def _is_replanned(both: pd.DataFrame) -> pd.Series:
    """Another day, owner, volume or budget than before; what is missing on both sides is the same."""
    differs = [
        (both[f"old_{name}"] != both[f"new_{name}"]) & ~(both[f"old_{name}"].isna() & both[f"new_{name}"].isna())
        for name in ("due_date", *PLANNED)
    ]
    return pd.concat(differs, axis=1).any(axis=1)
