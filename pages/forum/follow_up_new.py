"""Tambah kesepakatan: the form that records what a forum agreed on, in a meeting or outside of one."""

from typing import Any

import streamlit as st

import texts
from pages.forum.activity_fields import (
    LONG_TEXT,
    SHORT_TEXT,
    institutions_known,
    money_fields,
    owner_fields,
    plan_values,
    standing_plan,
    what_fields,
    when_fields,
)
from pages.forum.activity_proof import OUTSIDE, meetings_for
from pages.forum.follow_up_view import OPENED, FollowUpView, address_of
from ui import blocks, data, filters, forum, forum_acts
from ui.blocks import Action
from ui.filters import Choice
from ui.forum_forms import Form, ask_who, begin, submit, told
from ui.words import t
from vocab.refusal import Refusal

NAME = "new_activity"
_MADE = "new_activity_made"


def new_activity(view: FollowUpView, choice: Choice) -> None:
    """The form, for a forum of exactly this area; where there is none, the way to register one."""
    blocks.section(t("activity.new.title"), t("activity.new.note"))
    blocks.links((Action(t("follow_up.detail.back"), address_of()),))
    names = _forums(view, choice)
    if not names or choice.version is not None:
        to_forum = Action(t("activity.new.to_forum"), filters.link("rapat", versi=None))
        title = t("activity.new.no_forum_title", area=data.area_name(choice.area))
        blocks.empty(title, t("activity.new.no_forum"), actions=(to_forum,))
        return
    name = forum.pick_forum(choice) or st.selectbox(t("activity.new.forum"), names, key=f"{NAME}_forum")
    ask_who("recorder")
    form = f"{NAME}_{names.index(str(name))}" if name in names else NAME
    _form(form, str(name), view, choice)
    _outcome(form)


def _forums(view: FollowUpView, choice: Choice) -> list[str]:
    """The forums registered for this area, else those that its plans name."""
    registered = list(forum.forums_of(choice)["forum"])
    own = view.rows[view.rows["region_code"] == choice.area]
    return registered or list(dict.fromkeys(own["forum"]))


def _form(form_name: str, name: str, view: FollowUpView, choice: Choice) -> None:
    meetings = meetings_for(name, choice)
    standing = {"activity": "", "meeting": next(iter(meetings)), "origin": "", "region_code": choice.area}
    form = Form(form_name, choice.known_at, standing=standing | standing_plan({}))
    members = forum.rows_of(choice, "members", "forum", (name,))
    of_forum = view.rows[view.rows["forum"] == name]
    begin(form)
    with st.form(form_name):
        _agreed(form, meetings, [choice.area, *of_forum["region_code"]])
        owner_fields(form, ["", *institutions_known(of_forum, None, members)])
        when_fields(form, latest_due=None)
        what_fields(form)
        money_fields(form)
        submit(form, lambda change, typed: _save(name, choice, change, typed), label=t("activity.new.save"))


def _agreed(form: Form, meetings: dict[int, str], areas: list[str]) -> None:
    """What was agreed on, where it came from, and for which area."""
    st.text_area(t("activity.new.activity"), max_chars=LONG_TEXT, height=80, key=form.key("activity"))
    with st.container(horizontal=True):
        st.selectbox(
            t("activity.new.meeting"), list(meetings), format_func=lambda one: meetings[one], key=form.key("meeting")
        )
        st.text_input(
            t("activity.new.origin"), max_chars=SHORT_TEXT, key=form.key("origin"),
            placeholder=t("activity.new.origin_empty"),
        )  # fmt: skip
    codes = list(dict.fromkeys(areas))
    st.selectbox(t("follow_up.fact.region"), codes, format_func=data.area_name, key=form.key("region_code"))


def _save(name: str, choice: Choice, change: Any, typed: dict[str, Any]) -> None:
    meeting = typed["meeting"] or None
    origin = typed["origin"].strip() or _origin(name, typed["meeting"], choice)
    agreed = {"forum": name, "activity": typed["activity"].strip(), "origin": origin}
    values = plan_values(typed) | agreed | {"region_code": typed["region_code"]}
    if not (values["activity"] and values["institution"] and origin):
        code = "new_activity_incomplete"
        raise Refusal(code)
    made, _ = forum_acts.add_activity(values, change=change, meeting_id=meeting)
    st.session_state[_MADE] = made


def _origin(name: str, meeting_id: int, choice: Choice) -> str:
    """The origin as the register names it, in the official language whatever the screen speaks."""
    if meeting_id == OUTSIDE:
        return ""
    rows = forum.rows_of(choice, "meetings", "forum", (name,))
    row = rows[rows["meeting_id"] == meeting_id].iloc[0]
    day = texts.day(row["meeting_date"].date(), texts.DEFAULT_LANGUAGE)
    return texts.text("meetings.origin", texts.DEFAULT_LANGUAGE, number=row["number"], day=day)


def _outcome(form_name: str) -> None:
    told(form_name, saved=t("activity.new.saved"))
    made = st.session_state.pop(_MADE, None)
    if made:
        blocks.links((Action(t("activity.new.open"), address_of(**{OPENED: made})),))
