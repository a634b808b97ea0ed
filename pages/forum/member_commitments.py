"""The open commitments of an institution with their timing, and room to clarify each before the next meeting."""

from typing import Any

import streamlit as st

from pages.forum.follow_up_words import (
    Activity,
    due_words,
    given,
    obstacle_words,
    progress_words,
    reported_words,
    slips_words,
    status_words,
    survived_words,
    timing_badge,
)
from pages.forum.member_view import MembersView, Row
from ui import blocks, filters, forum_acts
from ui.blocks import Action, Line
from ui.filters import link
from ui.forum_forms import (
    Change,
    Form,
    ask_who,
    begin,
    changed_meanwhile,
    is_open,
    open_button,
    plain_rows,
    submit,
    told,
)
from ui.words import day, n, t
from vocab.forum_codes import CLARIFY_DAYS_BEFORE
from vocab.refusal import Refusal

FORM_WIDTH = 720
LONGEST = 4000
FOLLOW_UP, OPENED = "tindak-lanjut", "kegiatan"


def commitments_block(row: Row, view: MembersView) -> None:
    """The open commitments, in the order of the plan, each with what was clarified and the form that clarifies it."""
    own = view.followed["institution"].eq(row["institution"]) & view.followed["is_unfinished"]
    activities = view.followed[own].to_dict("records")
    blocks.section(t("members.commitments.section", count=n(len(activities))), t("members.commitments.note"))
    _window(view)
    if not activities:
        blocks.paragraph(t("members.commitments.none"))
        return
    clarified = {given_row["activity_id"]: given_row for given_row in _clarifications(view)}
    with st.container(key="commitments", gap=None):
        for activity in activities:
            _commitment(activity, clarified.get(activity["activity_id"]), view)


def _window(view: MembersView) -> None:
    """Until when clarifications are taken, in words."""
    window = view.window
    if window is None:
        blocks.notice(t("members.clarify.no_meeting", days=n(CLARIFY_DAYS_BEFORE)))
        blocks.links((Action(t("members.clarify.no_meeting_link"), filters.link("rapat")),))
        return
    state = "open" if window.is_open else "closed"
    words = {"number": n(window.number), "day": day(window.meeting_date)}
    title = {"number": words["number"], **({"day": words["day"]} if window.is_open else {})}
    text = {"last_day": day(window.last_day), "days": n(CLARIFY_DAYS_BEFORE)}
    text |= {} if window.is_open else {"day": words["day"]}
    blocks.notice(t(f"members.clarify.{state}", **text), title=t(f"members.clarify.{state}_title", **title))


def _clarifications(view: MembersView) -> list[Row]:
    """What was said for the next meeting; nothing where none is planned."""
    if view.window is None:
        return []
    said = view.frames.clarifications
    return plain_rows(said[said["meeting_id"] == view.window.meeting_id])


def _commitment(activity: Activity, clarification: Row | None, view: MembersView) -> None:
    blocks.line(_line(activity, clarification))
    if view.window is None or not view.window.is_open or not view.is_editable:
        return
    form = _form(activity, clarification, view)
    if is_open(form.name):
        _clarify(form, activity, view)
    else:
        label = t("members.clarify.change" if clarification else "members.clarify.add")
        open_button(label, form.name, type="tertiary", help=activity["activity"])
    told(form.name, saved=t("members.clarify.saved"))


def _line(activity: Activity, clarification: Row | None) -> Line:
    badge = timing_badge(activity)
    parts = (
        status_words(activity),
        progress_words(activity),
        due_words(activity),
        slips_words(activity),
        reported_words(activity),
        survived_words(activity),
        obstacle_words(activity),
    )
    said = [(t("members.commitments.clarified"), clarification["clarification"])] if clarification else []
    return Line(
        title=activity["activity"],
        href=link(FOLLOW_UP, **{OPENED: activity["activity_id"]}),
        badges=[badge] if badge else [],
        facts=[part for part in parts if part],
        notes=said,
    )


def _form(activity: Activity, clarification: Row | None, view: MembersView) -> Form:
    said = given(clarification["clarification"]) if clarification else ""
    since = int(clarification["since"]) if clarification else 0
    meeting = view.window.meeting_id if view.window else 0
    name = f"clarify_{meeting}_{activity['activity_id']}"
    return Form(name, view.choice.known_at, standing={"clarification": said}, since=since, words=said)


def _clarify(form: Form, activity: Activity, view: MembersView) -> None:
    ask_who("clarify_who")
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        st.text_area(t("members.clarify.field"), max_chars=LONGEST, key=form.key("clarification"))
        submit(form, lambda change, typed: _save(change, typed, activity, view), label=t("members.clarify.save"))
    changed_meanwhile(form)


def _save(change: Change, typed: dict[str, Any], activity: Activity, view: MembersView) -> None:
    said = str(typed["clarification"]).strip()
    if not said or view.window is None:
        code = "clarification_needed"
        raise Refusal(code)
    values = {
        "meeting_id": view.window.meeting_id,
        "activity_id": activity["activity_id"],
        "institution": activity["institution"],
        "clarification": said,
    }
    forum_acts.clarify(values, forum=view.name, days_before=CLARIFY_DAYS_BEFORE, change=change)
