"""The form that changes the plan of an activity: only what was changed is saved, and a later due date is not."""

from typing import Any

import streamlit as st

from pages.forum.activity_fields import (
    institutions_known,
    money_fields,
    owner_fields,
    plan_values,
    standing_plan,
    what_fields,
    when_fields,
)
from pages.forum.follow_up_view import FollowUpView
from pages.forum.follow_up_words import Activity, standing_words
from ui import forum, forum_acts
from ui.filters import Choice
from ui.forum_forms import Form, begin, changed_meanwhile, submit, told
from ui.words import t
from vocab.refusal import Refusal


def plan_form(activity: Activity, view: FollowUpView, choice: Choice) -> None:
    """The form with the plan as it stands, and what became of the last change."""
    standing = standing_plan(activity)
    form = Form(
        f"plan_{activity['activity_id']}",
        choice.known_at,
        standing=standing,
        since=int(activity["since"]),
        words=standing_words(activity),
    )
    begin(form)
    members = forum.rows_of(choice, "members", "forum", (activity["forum"],))
    st.caption(t("activity.plan.note"))
    with st.form(form.name):
        owner_fields(form, institutions_known(view.rows, activity, members))
        when_fields(form, latest_due=standing["due_date"])
        st.caption(t("activity.plan.due"))
        what_fields(form)
        money_fields(form)
        submit(form, lambda change, typed: _save(activity, change, typed), label=t("activity.plan.save"))
    told(form.name, saved=t("activity.plan.saved"))
    changed_meanwhile(form)


def _save(activity: Activity, change: Any, typed: dict[str, Any]) -> None:
    standing, values = plan_values(standing_plan(activity)), plan_values(typed)
    changed = {name: value for name, value in values.items() if value != standing[name]}
    if not changed:
        code = "nothing_changed"
        raise Refusal(code)
    forum_acts.change_activity(str(activity["activity_id"]), changed, change=change)
