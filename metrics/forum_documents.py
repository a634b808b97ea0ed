"""The papers of a forum: how long each is still in force, and which institution has it."""

from datetime import date

import numpy as np
import pandas as pd

from metrics.activities import given_codes, given_days
from vocab.forum_codes import EXPIRY_WARNING_DAYS, DocumentValidity, ReceiptState


def document_validity(documents: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Documents with days_left (NaN without an end) and validity (a DocumentValidity) on a given day.

    The last day belongs to the time in force; a warning begins EXPIRY_WARNING_DAYS before it.
    """
    ends = given_days(documents, "valid_until")
    days_left = (ends - pd.Timestamp(today)).dt.days.astype("float64")
    cases = [days_left.isna(), days_left < 0, days_left <= EXPIRY_WARNING_DAYS]
    states = [DocumentValidity.OPEN_ENDED, DocumentValidity.EXPIRED, DocumentValidity.EXPIRING]
    codes = np.select([case.to_numpy(dtype="bool") for case in cases], states, DocumentValidity.IN_FORCE)
    return documents.assign(days_left=days_left, validity=pd.Series(codes, index=documents.index, dtype="str"))


def receipts_by_institution(
    documents: pd.DataFrame, receipts: pd.DataFrame, *, members: pd.DataFrame, today: date
) -> pd.DataFrame:
    """One row per document and institution: document_id, institution, state, since_date, days, note, since.

    Members in the order of the decree, then other institutions that a receipt names. Where nobody has said anything the
    state is not_yet; without another day it is since the document was signed. `since` is the version that wrote the
    receipt, 0 for none.
    """
    names = pd.Index(members.sort_values("place", kind="stable")["institution"])
    institutions = names.append(pd.Index(sorted(set(receipts["institution"]) - set(names)))).unique()
    papers = documents[["document_id"]].assign(signed_date=given_days(documents, "signed_date"))
    everyone = papers.merge(pd.DataFrame({"institution": institutions}), how="cross")
    kept = receipts[["document_id", "institution", "state", "since_date", "note", "since"]]
    rows = everyone.merge(kept, on=["document_id", "institution"], how="left", validate="one_to_one")
    state = given_codes(rows, "state").replace("", ReceiptState.NOT_YET.value)
    signed = given_days(rows, "signed_date").where(state == ReceiptState.NOT_YET)
    since_date = given_days(rows, "since_date").fillna(signed)
    return rows.drop(columns="signed_date").assign(
        state=state,
        since_date=since_date,
        days=(pd.Timestamp(today) - since_date).dt.days.astype("float64"),
        note=given_codes(rows, "note"),
        since=rows["since"].fillna(0).astype("int64"),
    )
