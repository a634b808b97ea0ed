"""The papers of a forum and the time for clarifications, held at the day before, the day itself and the day after."""

from datetime import date, timedelta

import pandas as pd
import pytest

from metrics import clarification_window, document_validity, receipts_by_institution
from vocab.forum_codes import CLARIFY_DAYS_BEFORE, EXPIRY_WARNING_DAYS

TODAY = date(2026, 11, 29)
DOCUMENTS = pd.DataFrame(
    {
        "document_id": [1, 2],
        "signed_date": [pd.Timestamp("2026-11-19"), pd.NaT],
        "valid_until": [pd.Timestamp("2027-11-19"), pd.NaT],
    }
)
MEMBERS = pd.DataFrame({"institution": ["Dinas Sosial", "Dinas Kesehatan"], "place": [2, 1]})
RECEIPTS = pd.DataFrame(
    [
        (1, "Dinas Kesehatan", "passed_on", pd.Timestamp("2026-11-24"), "Semua puskesmas", 7),
        (2, "RSUD", "received", pd.NaT, "", 8),
        (2, "Dinas Kesehatan", "not_yet", pd.Timestamp("2026-11-01"), "Hilang di jalan", 9),
    ],
    columns=["document_id", "institution", "state", "since_date", "note", "since"],
)


@pytest.mark.parametrize(
    ("ends_in", "validity"),
    [
        (None, "open_ended"),
        (EXPIRY_WARNING_DAYS + 1, "in_force"),
        (EXPIRY_WARNING_DAYS, "expiring"),
        (0, "expiring"),
        (-1, "expired"),
    ],
)
def test_a_paper_is_in_force_on_its_last_day_and_warned_of_ninety_days_ahead(ends_in, validity):
    ends = None if ends_in is None else pd.Timestamp(TODAY + timedelta(days=ends_in))
    row = document_validity(pd.DataFrame({"valid_until": [ends]}), today=TODAY).iloc[0]
    assert row["validity"] == validity
    assert (ends_in is None and row["days_left"] != row["days_left"]) or row["days_left"] == ends_in


def test_no_papers_have_no_validity():
    none = document_validity(DOCUMENTS.iloc[:0], today=TODAY)
    assert list(none.columns) == [*DOCUMENTS.columns, "days_left", "validity"]


def test_every_member_has_a_line_for_every_paper_and_others_only_where_a_receipt_names_them():
    rows = receipts_by_institution(DOCUMENTS, RECEIPTS, members=MEMBERS, today=TODAY)
    assert list(zip(rows["document_id"], rows["institution"], rows["state"], strict=True)) == [
        (1, "Dinas Kesehatan", "passed_on"),
        (1, "Dinas Sosial", "not_yet"),
        (1, "RSUD", "not_yet"),
        (2, "Dinas Kesehatan", "not_yet"),
        (2, "Dinas Sosial", "not_yet"),
        (2, "RSUD", "received"),
    ]
    by_key = rows.set_index(["document_id", "institution"])
    assert by_key.loc[(1, "Dinas Kesehatan"), ["days", "note", "since"]].tolist() == [5, "Semua puskesmas", 7]
    waiting = by_key.loc[(1, "Dinas Sosial")]
    assert (waiting["since_date"], waiting["days"], waiting["since"]) == (pd.Timestamp("2026-11-19"), 10, 0)
    assert pd.isna(by_key.loc[(2, "Dinas Sosial"), "since_date"]), "nobody knows since when"
    assert pd.isna(by_key.loc[(2, "RSUD"), "since_date"])


def test_a_paper_that_did_not_come_waits_since_it_was_signed_or_since_somebody_said_so():
    rows = receipts_by_institution(DOCUMENTS, RECEIPTS, members=MEMBERS, today=TODAY)
    lost = rows[(rows["document_id"] == 2) & (rows["institution"] == "Dinas Kesehatan")].iloc[0]
    assert (lost["state"], lost["since_date"]) == ("not_yet", pd.Timestamp("2026-11-01"))


def test_without_papers_or_members_there_is_no_line():
    assert receipts_by_institution(DOCUMENTS.iloc[:0], RECEIPTS.iloc[:0], members=MEMBERS, today=TODAY).empty
    assert receipts_by_institution(DOCUMENTS, RECEIPTS.iloc[:0], members=MEMBERS.iloc[:0], today=TODAY).empty


def meetings(*rows: tuple[int, str, str, date]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["meeting_id", "state", "kind", "meeting_date"])
    return frame.assign(number=frame["meeting_id"], meeting_date=pd.to_datetime(frame["meeting_date"]))


@pytest.mark.parametrize(("days_ahead", "is_open"), [(CLARIFY_DAYS_BEFORE, True), (CLARIFY_DAYS_BEFORE - 1, False)])
def test_clarifications_are_taken_until_three_days_before_that_day_included(days_ahead, is_open):
    on = TODAY + timedelta(days=days_ahead)
    window = clarification_window(meetings((4, "draft", "regular", on)), today=TODAY)
    assert window is not None
    assert (window.meeting_id, window.is_open) == (4, is_open)
    assert window.last_day == on - timedelta(days=3)


def test_the_next_meeting_is_the_first_planned_one_that_is_not_over():
    planned = meetings(
        (1, "closed", "regular", TODAY),
        (2, "draft", "regular", TODAY - timedelta(days=1)),
        (3, "open", "preparatory", TODAY),
        (4, "draft", "extraordinary", TODAY + timedelta(days=30)),
        (5, "open", "regular", TODAY + timedelta(days=20)),
        (6, "running", "regular", TODAY),
    )
    window = clarification_window(planned, today=TODAY)
    assert window is not None
    assert window.meeting_id == 5
    assert clarification_window(planned.iloc[:3], today=TODAY) is None
    assert clarification_window(planned.iloc[:0], today=TODAY) is None
