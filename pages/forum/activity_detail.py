"""One activity's whole story: what the forum must decide, how it stands, what can be done, reports, plan, history."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.forum.activity_due import due_form
from pages.forum.activity_facts import plan_pairs, standing_pairs
from pages.forum.activity_history import history_block, source_link, source_pairs
from pages.forum.activity_periods import periods_block
from pages.forum.activity_plan import plan_form
from pages.forum.activity_proof import proof_form
from pages.forum.activity_report import report_form
from pages.forum.follow_up_pages import page_of
from pages.forum.follow_up_view import DOING, OPENED, PAGE, FollowUpView, address_of, listed
from pages.forum.follow_up_words import Activity, ask_words, group_words, timing_badge
from pages.sentences import in_sentence
from pages.views import pick
from ui import blocks, data
from ui.blocks import Action
from ui.filters import Choice
from ui.forum_forms import ask_who
from ui.words import t

COLUMNS = (("standing", "periods", "history"), ("report", "plan"))
"""What stands beside what; on a phone the style sheet puts the forms right after how things stand."""
FORMS = ("lapor", "rencana", "tenggat", "bukti")


def activity_detail(activity_id: str, view: FollowUpView, choice: Choice) -> None:
    """The activity that the address names; a friendly word when the area has none of that name."""
    found = view.rows[view.rows["activity_id"] == activity_id]
    if found.empty:
        back = Action(t("follow_up.detail.back"), address_of())
        text = t("follow_up.detail.unknown_text", area=data.area_name(choice.area))
        blocks.empty(t("follow_up.detail.unknown_title"), text, actions=(back,))
        return
    activity = found.to_dict("records")[0]
    _heading(activity, listed(view, choice))
    parts: dict[str, Callable[[], None]] = {
        "standing": lambda: _standing(activity, choice),
        "periods": lambda: periods_block(activity, choice),
        "history": lambda: history_block(activity, choice),
        "report": lambda: _forms(activity, view, choice),
        "plan": lambda: _plan(activity, choice),
    }
    with st.container(key="activity"):
        for column, names in zip(st.columns(2, gap="large"), COLUMNS, strict=True):
            for name in names:
                with column, st.container(key=f"activity_{name}"):
                    parts[name]()


def _heading(activity: Activity, keys: pd.DataFrame) -> None:
    institution = group_words("institution", activity["institution"])
    place = t("follow_up.board.institution_of_forum", institution=institution, forum=activity["forum"])
    blocks.section(activity["activity"], place)
    badge = timing_badge(activity)
    if badge:
        blocks.badge_line([badge])
    ask = ask_words(activity)
    if ask:
        blocks.notice(ask, kind="attention", title=t("activity.decide"))
    blocks.links(_ways(activity["activity_id"], list(keys["activity_id"])))


def _ways(activity_id: str, ids: list[str]) -> list[Action]:
    """Back to the page of the list with this activity, and to the activities before and after it."""
    if activity_id not in ids:
        return [Action(t("follow_up.detail.back"), address_of())]
    place = ids.index(activity_id)
    ways = [Action(t("follow_up.detail.back"), address_of(**{PAGE: page_of(place)}))]
    if place > 0:
        ways.append(Action(t("follow_up.detail.previous"), address_of(**{OPENED: ids[place - 1]})))
    if place < len(ids) - 1:
        ways.append(Action(t("follow_up.detail.next"), address_of(**{OPENED: ids[place + 1]})))
    return ways


def _standing(activity: Activity, choice: Choice) -> None:
    title = t("follow_up.detail.standing")
    if choice.version is not None:
        title = t("follow_up.detail.standing_at", version=choice.version)
    blocks.section(title)
    blocks.key_values(standing_pairs(activity, choice))


def _forms(activity: Activity, view: FollowUpView, choice: Choice) -> None:
    """One form at a time, as the address asks; none where an older state is looked at."""
    blocks.section(t("activity.doing"))
    if choice.version is not None:
        blocks.notice(t("follow_up.report.not_live", version=choice.version))
        activity_now = address_of(**{OPENED: activity["activity_id"], "versi": None})
        blocks.links((Action(t("follow_up.report.open_live"), activity_now),))
        return
    words = {name: t(f"activity.do.{name}") for name in FORMS}
    doing = pick(DOING, FORMS, label=t("activity.doing_label"), words=words)
    ask_who("reporter")
    forms: dict[str, Callable[[], None]] = {
        "lapor": lambda: report_form(activity, choice),
        "rencana": lambda: plan_form(activity, view, choice),
        "tenggat": lambda: due_form(activity, choice),
        "bukti": lambda: proof_form(activity, choice),
    }
    forms[doing]()


def _plan(activity: Activity, choice: Choice) -> None:
    pairs, empty = plan_pairs(activity, choice)
    blocks.section(t("follow_up.detail.plan"))
    blocks.key_values(pairs)
    if empty:
        blocks.paragraph(t("follow_up.detail.not_given", fields=", ".join(in_sentence(name) for name in empty)))
    with st.popover(t("follow_up.detail.source"), key="activity_source", type="tertiary", icon=":material/search:"):
        blocks.key_values(source_pairs(activity, choice))
        source_link(activity)
