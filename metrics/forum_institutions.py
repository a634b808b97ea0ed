"""What each institution of a forum has promised, done, said and received: one row an institution."""

import pandas as pd

from metrics.activities import given_codes, in_list_order
from metrics.commitments_kept import with_lateness
from metrics.meetings_survived import held_meetings
from metrics.ratios import percent
from vocab.codes import ActivityStatus, Reporting
from vocab.forum_codes import CARRIED_OVER_MEETINGS, Attendance, ReceiptState

OF_MEMBER = ("place", "role", "sector", "position", "person")
ATTENDANCE_COLUMNS: dict[str, Attendance] = {
    "attended": Attendance.PRESENT,
    "represented": Attendance.REPRESENTED,
    "excused": Attendance.EXCUSED,
    "absent": Attendance.ABSENT,
}


def institution_summary(
    followed: pd.DataFrame,
    *,
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    attendance: pd.DataFrame,
    documents: pd.DataFrame,
    receipts: pd.DataFrame,
    reports: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per institution: active members by their place, then others with activities of `follow_up`.

    institution, place, role, sector, position, person, is_member; activities, unfinished, not_started, partly_done,
    finished; kept_on_time, kept_late, fallen_due (those two and late), kept_on_time_pct (of fallen_due),
    median_days_late (of those late), longest_open_days, late, silent, carried_over, obstacles (codes of unfinished
    work, most frequent first), people_affected (of unfinished), slips; meetings_held, attended (in person),
    represented, excused, absent; documents, received (passed on or not), passed_on; has_written_role.
    """
    listed = _institutions(followed, members)
    counted = _counts(with_lateness(followed, reports))
    seen = _attendance(attendance, meetings)
    papers = _papers(documents, receipts)
    beside = [frame.reindex(listed["institution"]).reset_index(drop=True) for frame in (counted, seen, papers)]
    rows = pd.concat([listed, *beside], axis=1)
    whole = [*COUNTS, *ATTENDANCE_COLUMNS, *PAPER_COUNTS]
    rows = rows.assign(**{name: rows[name].fillna(0).astype("int64") for name in whole})
    return rows.assign(
        kept_on_time_pct=percent(rows["kept_on_time"], rows["fallen_due"]),
        obstacles=_obstacles(followed, rows["institution"]),
        meetings_held=len(held_meetings(meetings)),
        documents=rows["documents"].mask(rows["is_member"], len(documents)),
    )


def _institutions(followed: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    active = members[members["is_active"].astype("bool")] if "is_active" in members else members
    known = active.sort_values(["place", "institution"], kind="stable").drop_duplicates("institution")
    of_members = known.assign(has_written_role=given_codes(known, "written_role").str.strip() != "", is_member=True)
    names = ["institution", *OF_MEMBER, "is_member", "has_written_role"]
    first = followed.assign(institution=given_codes(followed, "institution")).drop_duplicates("institution")
    others = first.loc[~first["institution"].isin(of_members["institution"]), ["institution", "sector"]]
    guests = others.assign(
        place=float("nan"), role="", position="", person="", is_member=False, has_written_role=False
    )[names]
    both = guests if of_members.empty else pd.concat([of_members[names].astype({"place": "float64"}), guests])
    return both.astype({"institution": "str", "is_member": "bool", "has_written_role": "bool"}).reset_index(drop=True)


FLAGS: dict[str, str] = {
    "unfinished": "is_unfinished",
    "kept_on_time": "is_kept_on_time",
    "kept_late": "is_kept_late",
    "late": "is_late",
}
COUNTS = (
    "activities",
    *FLAGS,
    "fallen_due",
    "finished",
    "not_started",
    "partly_done",
    "silent",
    "carried_over",
    "slips",
)
PAPER_COUNTS = ("documents", "received", "passed_on")


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Everything that is counted over an institution's activities, by institution."""
    by_name = given_codes(rows, "institution").to_numpy()
    slips = pd.to_numeric(rows["slips"]).fillna(0) if "slips" in rows else 0
    counted = pd.DataFrame(_flags(rows)).astype("int64").assign(slips=slips).groupby(by_name).sum()
    is_open = rows["is_unfinished"].astype("bool")
    late = rows["commitment_days_late"].groupby(by_name).median()
    longest = rows["age_days"].where(is_open).groupby(by_name).max()
    people = rows["people_affected"].where(is_open).groupby(by_name).sum(min_count=1)
    return counted.assign(median_days_late=late, longest_open_days=longest, people_affected=people)


def _flags(rows: pd.DataFrame) -> dict[str, pd.Series]:
    is_open = rows["is_unfinished"].astype("bool")
    status = given_codes(rows, "status")
    return {name: rows[column] for name, column in FLAGS.items()} | {
        "activities": pd.Series(data=True, index=rows.index),
        "fallen_due": rows["is_kept_on_time"] | rows["is_kept_late"] | rows["is_late"],
        "finished": ~is_open,
        "not_started": status == ActivityStatus.NOT_STARTED,
        "partly_done": status == ActivityStatus.PARTLY_DONE,
        "silent": rows["reporting"] == Reporting.SILENT,
        "carried_over": is_open & (rows["meetings_survived"] >= CARRIED_OVER_MEETINGS),
    }


def _obstacles(followed: pd.DataFrame, institutions: pd.Series) -> pd.Series:
    """For each institution the obstacles of its unfinished activities, the most frequent first."""
    rows = followed[followed["is_unfinished"].astype("bool") & (given_codes(followed, "obstacle") != "")]
    pairs = pd.DataFrame({name: given_codes(rows, name) for name in ("institution", "obstacle")})
    counted = pairs.groupby(["institution", "obstacle"], sort=False).size()
    found: dict[str, tuple[str, ...]] = {}
    for name in pairs["institution"].unique():
        of_name = counted[name]
        ordered = of_name.reindex(in_list_order("obstacle", of_name.index)).sort_values(ascending=False, kind="stable")
        found[str(name)] = tuple(str(code) for code in ordered.index)
    return pd.Series([found.get(name, ()) for name in institutions.astype("str")], dtype="object")


def _attendance(attendance: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    held = attendance[attendance["meeting_id"].isin(held_meetings(meetings)["meeting_id"])]
    codes = given_codes(held, "attendance")
    flags = pd.DataFrame({name: codes == code for name, code in ATTENDANCE_COLUMNS.items()}).astype("int64")
    return flags.groupby(given_codes(held, "institution").to_numpy()).sum()


def _papers(documents: pd.DataFrame, receipts: pd.DataFrame) -> pd.DataFrame:
    of_forum = receipts[receipts["document_id"].isin(documents["document_id"])]
    states = given_codes(of_forum, "state")
    flags = {
        "documents": pd.Series(data=True, index=of_forum.index),
        "received": states.isin([ReceiptState.RECEIVED, ReceiptState.PASSED_ON]),
        "passed_on": states == ReceiptState.PASSED_ON,
    }
    return pd.DataFrame(flags).astype("int64").groupby(given_codes(of_forum, "institution").to_numpy()).sum()
