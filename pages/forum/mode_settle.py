"""Evidence in meeting mode: the secretariat says whether it is complete, then the forum settles the activity."""

from typing import Any

import streamlit as st

from pages.forum.mode_view import ModeView
from ui import blocks, forum, forum_acts, session
from ui.words import t
from vocab.codes import ActivityStatus
from vocab.forum_codes import EvidenceCheck
from vocab.refusal import Refusal

Item = dict[Any, Any]


def settle_fields(view: ModeView, activity: Item) -> None:
    """The next step of an activity that was reported as done; nothing for all others."""
    if activity["status"] != ActivityStatus.DONE_UNCONFIRMED:
        return
    activity_id, opened_at = str(activity["activity_id"]), int(activity["since"])
    if activity["evidence_check"] != EvidenceCheck.COMPLETE:
        if st.button(t("mode.evidence_complete"), key=f"complete_{activity_id}"):
            _check(activity_id, opened_at)
        return
    if st.button(t("mode.settle"), key=f"settle_{activity_id}", type="primary"):
        _settle(view, activity_id, opened_at)


def _check(activity_id: str, opened_at: int) -> None:
    form = f"complete_{activity_id}"
    try:
        change = forum.change(form, opened_at=opened_at, in_meeting=True)
        forum_acts.check_evidence(activity_id, check=EvidenceCheck.COMPLETE, change=change)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    session.renew_key(form)
    st.rerun()


def _settle(view: ModeView, activity_id: str, opened_at: int) -> None:
    form = f"settle_{activity_id}"
    try:
        change = forum.change(form, opened_at=opened_at, in_meeting=True)
        forum_acts.settle(activity_id, meeting_id=view.meeting_id, on=view.choice.today, change=change)
    except Refusal as refused:
        blocks.refusal(refused)
        return
    session.renew_key(form)
    st.rerun()
