"""How far a meeting is: the steps, the button of the next one, the way back, and the banner of what is frozen."""

from itertools import pairwise

import streamlit as st

from pages.forum.meeting_view import MeetingView, drafts, unrecorded
from ui import blocks, forum_acts
from ui.forum_forms import Change, Form, begin, button, changed_meanwhile, is_open, open_button, submit, told
from ui.words import code_word, day, n, t
from vocab.forum_codes import CLARIFY_DAYS_BEFORE, MeetingState

STATES = tuple(MeetingState)
NEXT = dict(pairwise(STATES))
BACK = {
    MeetingState.OPEN: (MeetingState.DRAFT, "to_draft"),
    MeetingState.RUNNING: (MeetingState.OPEN, "back_to_open"),
}
"""The step back from each state, with its words; from closed back is reopening, which needs a reason."""
FORM_WIDTH = 640
LONGEST_TEXT = 4000


def steps_block(view: MeetingView) -> None:
    """The steps of a meeting, and what can be done now."""
    with st.container(key="meeting_steps"):
        blocks.steps([code_word("meeting_state", state) for state in STATES], STATES.index(view.state))
        if view.choice.version is not None:
            return
        blocks.paragraph(_hint(view))
        with st.container(horizontal=True, key="meeting_step_buttons"):
            _buttons(view)
        saved = t("meetings.step.moved", state=code_word("meeting_state", view.state))
        for state in STATES:
            told(_name(view, state), saved=saved)
        _reopening(view, saved)


def _name(view: MeetingView, to: MeetingState) -> str:
    return f"move_{view.meeting_id}_{to.value}"


def reopening_name(view: MeetingView) -> str:
    """The name of the form that reopens a meeting."""
    return f"reopen_{view.meeting_id}"


def _buttons(view: MeetingView) -> None:
    to = NEXT.get(view.state)
    if to is not None:
        _step(view, to, t(f"meetings.step.to_{to.value}"), primary=True)
    if view.state in BACK:
        before, words = BACK[view.state]
        _step(view, before, t(f"meetings.step.{words}"), primary=False)
    if view.is_closed:
        open_button(t("meetings.step.reopen"), reopening_name(view))


def _step(view: MeetingView, to: MeetingState, label: str, *, primary: bool) -> None:
    def move(change: Change) -> None:
        forum_acts.move_meeting(view.meeting_id, to=to, forum=view.forum, change=change)

    look = "primary" if primary else "secondary"
    button(label, _name(view, to), move, known_at=view.known_at, in_meeting=True, type=look)


def _reopening(view: MeetingView, saved: str) -> None:
    """The reason for reopening; it stays in the meeting's history."""
    name = reopening_name(view)
    told(name, saved=saved)
    if not (view.is_closed and is_open(name)):
        return
    form = Form(name, view.known_at, standing={"reason": ""}, since=view.meeting["since"], in_meeting=True)
    begin(form)
    with st.form(name, width=FORM_WIDTH):
        st.text_area(t("meetings.step.reason"), max_chars=LONGEST_TEXT, key=form.key("reason"))
        st.caption(t("meetings.step.reason_note"))
        submit(form, lambda change, typed: _reopen(view, change, typed["reason"]), label=t("meetings.step.reopen"))
    changed_meanwhile(form)


def _reopen(view: MeetingView, change: Change, reason: str) -> None:
    forum_acts.move_meeting(view.meeting_id, to=MeetingState.RUNNING, forum=view.forum, change=change, reason=reason)


def _hint(view: MeetingView) -> str:
    """What the next step brings, or what is still to be done before the meeting is closed."""
    if view.state is MeetingState.DRAFT:
        return t("meetings.step.hint_draft", days=CLARIFY_DAYS_BEFORE)
    if view.state is MeetingState.OPEN:
        return t("meetings.step.hint_open")
    if view.is_closed:
        return ""
    parts = missing(view)
    return t("meetings.step.hint_missing", parts=", ".join(parts)) if parts else t("meetings.step.hint_ready")


def missing(view: MeetingView) -> list[str]:
    """What is not written down yet of a running meeting."""
    counts = {"drafts": sum(drafts(view)), "attendance": unrecorded(view)}
    parts = [t(f"meetings.step.missing_{name}", count=n(count)) for name, count in counts.items() if count]
    return parts if view.meeting["next_date"] else [*parts, t("meetings.step.missing_next")]


def frozen_banner(view: MeetingView) -> None:
    """That a closed meeting is shown as it was closed, and how many corrections there are."""
    if not view.is_closed:
        return
    words = t("meetings.step.frozen")
    if view.corrections:
        last = view.corrections[-1]["corrected_on"]
        words += " " + t("meetings.step.corrected", count=n(len(view.corrections)), day=day(last))
    blocks.notice(words, title=t("meetings.step.frozen_title", version=view.meeting["closed_version"]))
