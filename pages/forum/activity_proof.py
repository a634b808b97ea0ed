"""Evidence and settling: the secretariat says whether the evidence is complete, then the forum settles the activity."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.follow_up_words import Activity, given
from ui import blocks, forum, forum_acts, session
from ui.filters import Choice
from ui.forum_forms import Form, begin, button, submit, told
from ui.words import code_word, day, n, role_word, t
from vocab.codes import ActivityStatus
from vocab.forum_codes import EvidenceCheck, MeetingState
from vocab.people import PersonRole

LONGEST_TEXT = 4000
OUTSIDE = 0
"""No meeting: the forum settled outside of one."""
ANSWERS = {"complete": EvidenceCheck.COMPLETE, "incomplete": EvidenceCheck.INCOMPLETE}


def proof_form(activity: Activity, choice: Choice) -> None:
    """The evidence with its check, and what is still missing before the forum can settle."""
    for name in (*ANSWERS, "settle"):
        saved = "activity.proof.settled" if name == "settle" else "activity.proof.checked"
        told(_name(activity, name), saved=t(saved))
    _evidence(activity, choice)
    st.markdown(f"**{t('activity.proof.settle_section')}**")
    missing = _missing(activity)
    if missing:
        blocks.paragraph(missing)
    elif not (session.is_chair() or session.is_secretariat()):
        st.caption(t("activity.proof.who"))
    else:
        _settle(activity, choice)


def _name(activity: Activity, what: str) -> str:
    return f"{what}_{activity['activity_id']}"


def _evidence(activity: Activity, choice: Choice) -> None:
    evidence = given(activity["evidence"])
    if not evidence:
        blocks.paragraph(t("activity.proof.none"))
        return
    check = code_word("evidence_check", given(activity["evidence_check"]))
    blocks.key_values([(t("follow_up.fact.evidence"), evidence), (t("activity.fact.evidence_check"), check)])
    if not session.is_secretariat():
        st.caption(t("activity.proof.secretariat", role=role_word(PersonRole.SECRETARIAT)))
        return
    st.caption(t("activity.proof.check"))
    with st.container(horizontal=True):
        for label, answer in ANSWERS.items():
            _check_button(activity, choice, label, answer)


def _check_button(activity: Activity, choice: Choice, label: str, answer: EvidenceCheck) -> None:
    def work(change: Any) -> None:
        forum_acts.check_evidence(str(activity["activity_id"]), check=answer, change=change)

    button(t(f"activity.proof.{label}"), _name(activity, label), work, known_at=choice.known_at)


def _missing(activity: Activity) -> str:
    """Why the forum cannot settle yet; nothing where it can."""
    if activity["status"] == ActivityStatus.DONE:
        return t("activity.proof.is_done")
    if activity["status"] != ActivityStatus.DONE_UNCONFIRMED:
        return t("activity.proof.needs_done", status=code_word("status", ActivityStatus.DONE_UNCONFIRMED))
    return "" if activity["evidence_check"] == EvidenceCheck.COMPLETE else t("activity.proof.needs_check")


def meetings_for(name: str, choice: Choice) -> dict[int, str]:
    """The meetings of a forum that are not closed, in words, newest first; last the way without a meeting."""
    rows = forum.rows_of(choice, "meetings", "forum", (name,))
    still = rows[rows["state"] != MeetingState.CLOSED.value].iloc[::-1]
    named = {
        int(row["meeting_id"]): t("meetings.name_of", number=n(row["number"]), day=day(row["meeting_date"].date()))
        for row in still.to_dict("records")
    }
    return named | {OUTSIDE: t("activity.proof.outside")}


def _settle(activity: Activity, choice: Choice) -> None:
    meetings = meetings_for(str(activity["forum"]), choice)
    standing = {"meeting": next(iter(meetings)), "note": ""}
    since = 0 if pd.isna(activity["since"]) else int(activity["since"])
    form = Form(_name(activity, "settle"), choice.known_at, standing=standing, since=since)
    begin(form)
    with st.form(form.name):
        st.selectbox(
            t("activity.proof.meeting"), list(meetings), format_func=lambda one: meetings[one], key=form.key("meeting")
        )
        st.text_input(t("activity.proof.note"), max_chars=LONGEST_TEXT, key=form.key("note"))
        submit(form, lambda change, typed: _save(activity, choice, change, typed), label=t("activity.proof.settle"))


def _save(activity: Activity, choice: Choice, change: Any, typed: dict[str, Any]) -> None:
    forum_acts.settle(
        str(activity["activity_id"]), meeting_id=typed["meeting"] or None, on=choice.today, change=change,
        note=typed["note"].strip(),
    )  # fmt: skip
