"""One activity: how it stands, the form to report on it, its plan and where that came from, its history."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.forum.activity_history import history_block, source_link, source_pairs
from pages.forum.activity_report import report_block
from pages.forum.follow_up_view import OPENED, FollowUpView, address_of, listed
from pages.forum.follow_up_words import (
    Activity,
    given,
    progress_words,
    status_words,
    timing_badge,
    timing_words,
)
from pages.sentences import in_sentence
from ui import blocks, data
from ui.blocks import Action
from ui.filters import Choice
from ui.words import code_word, day, dec, n, t

Words = Callable[[Activity], str]
COLUMNS = (("standing", "history"), ("report", "plan"))
"""What stands beside what; on a phone the style sheet puts the form right after how things stand."""


def activity_detail(activity_id: str, view: FollowUpView, choice: Choice) -> None:
    """The activity that the address names; a friendly word when the area has none of that name."""
    found = view.timed[view.timed["activity_id"] == activity_id]
    if found.empty:
        back = Action(t("follow_up.detail.back"), address_of())
        text = t("follow_up.detail.unknown_text", area=data.area_name(choice.area))
        blocks.empty(t("follow_up.detail.unknown_title"), text, actions=(back,))
        return
    activity = found.to_dict("records")[0]
    _heading(activity, listed(view))
    parts: dict[str, Callable[[], None]] = {
        "standing": lambda: _standing(activity, choice),
        "history": lambda: history_block(activity, choice),
        "report": lambda: report_block(activity, choice),
        "plan": lambda: _plan(activity),
    }
    with st.container(key="activity"):
        for column, names in zip(st.columns(2, gap="large"), COLUMNS, strict=True):
            for name in names:
                with column, st.container(key=f"activity_{name}"):
                    parts[name]()


def _heading(activity: Activity, rows: pd.DataFrame) -> None:
    place = t("follow_up.board.institution_of_forum", institution=activity["institution"], forum=activity["forum"])
    blocks.section(activity["activity"], place)
    badge = timing_badge(activity)
    if badge:
        blocks.badge_line([badge])
    blocks.links(_ways(activity["activity_id"], list(rows["activity_id"])))


def _ways(activity_id: str, ids: list[str]) -> list[Action]:
    """Back to the list, and to the activities before and after this one in it."""
    ways = [Action(t("follow_up.detail.back"), address_of())]
    if activity_id not in ids:
        return ways
    place = ids.index(activity_id)
    if place > 0:
        ways.append(Action(t("follow_up.detail.previous"), address_of(**{OPENED: ids[place - 1]})))
    if place < len(ids) - 1:
        ways.append(Action(t("follow_up.detail.next"), address_of(**{OPENED: ids[place + 1]})))
    return ways


def _code(group: str, column: str) -> Words:
    return lambda activity: code_word(group, given(activity[column]))


def _text(column: str) -> Words:
    return lambda activity: given(activity[column])


def _day(column: str) -> Words:
    return lambda activity: day(activity[column].date()) if activity[column] == activity[column] else ""


def _amount(column: str) -> Words:
    def words(activity: Activity) -> str:
        amount = activity[column]
        if amount != amount:
            return ""
        digits = 0 if float(amount).is_integer() else 2
        return t("follow_up.fact.with_unit", amount=dec(amount, digits), unit=activity["output_unit"]).strip()

    return words


def _budget(activity: Activity) -> str:
    return "" if pd.isna(activity["budget"]) else t("follow_up.fact.rupiah", amount=n(activity["budget"]))


STANDING: dict[str, Words] = {
    "status": status_words,
    "progress": progress_words,
    "timing": timing_words,
    "obstacle": _code("obstacle", "obstacle"),
    "obstacle_note": _text("obstacle_note"),
    "evidence": _text("evidence"),
    "reported_on": lambda activity: _day("reported_on")(activity) or t("follow_up.board.never_reported"),
}
PLAN: dict[str, Words] = {
    "forum": _text("forum"),
    "origin": _text("origin"),
    "code": _text("code"),
    "region": lambda activity: data.area_name(activity["region_code"]),
    "institution": _text("institution"),
    "sector": _code("sector", "sector"),
    "field": _code("field", "field"),
    "output_target": _amount("output_target"),
    "output_realised": _amount("output_realised"),
    "start_date": _day("start_date"),
    "due_date": _day("due_date"),
    "budget": _budget,
    "budget_state": _code("budget_state", "budget_state"),
}


def _pairs(activity: Activity, fields: dict[str, Words]) -> list[tuple[str, str]]:
    return [(t(f"follow_up.fact.{name}"), words(activity)) for name, words in fields.items()]


def _standing(activity: Activity, choice: Choice) -> None:
    title = t("follow_up.detail.standing")
    if choice.version is not None:
        title = t("follow_up.detail.standing_at", version=choice.version)
    blocks.section(title)
    blocks.key_values(_pairs(activity, STANDING))


def _plan(activity: Activity) -> None:
    blocks.section(t("follow_up.detail.plan"), t("follow_up.detail.plan_note"))
    pairs = _pairs(activity, PLAN)
    blocks.key_values([(name, value) for name, value in pairs if value])
    empty = [name for name, value in pairs if not value]
    if empty:
        blocks.paragraph(t("follow_up.detail.not_given", fields=", ".join(in_sentence(name) for name in empty)))
    with st.popover(t("follow_up.detail.source"), key="activity_source", type="tertiary", icon=":material/search:"):
        blocks.key_values(source_pairs(activity))
        source_link(activity)
