"""An agreement on the agenda: how it stands with its cause, and the fields that the meeting fills in."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.follow_up_words import (
    given,
    obstacle_words,
    progress_words,
    reported_words,
    status_words,
    timing_badge,
)
from pages.forum.mode_due import due_fields
from pages.forum.mode_save import LONGEST_TEXT, save_plan, save_report
from pages.forum.mode_settle import settle_fields
from pages.forum.mode_view import ModeView
from ui import blocks
from ui.live_field import Field, live_field
from ui.markup import element, html
from ui.words import code_word, day, dec, n, t
from vocab.codes import ActivityStatus, Obstacle

Item = dict[Any, Any]
NOTHING = ""
OFFERED = [status.value for status in ActivityStatus if status is not ActivityStatus.DONE]
"""The forum settles what is done by a button of its own."""


def activity_told(view: ModeView, item: Item) -> None:
    """Institution, status, timing, obstacle, people, how often it was carried over."""
    activity = view.activity(item["activity_id"])
    if activity is None:
        blocks.notice(t("mode.activity_gone"))
        return
    html(element("p", _owner(activity), css="mode-owner"))
    badge = timing_badge(activity)
    if badge:
        blocks.badge_line([badge])
    blocks.key_values([(t(f"mode.fact.{name}"), words) for name, words in _facts(activity).items() if words])
    _clarified(view, activity)


def _owner(activity: Item) -> str:
    parts = (activity["institution"], given(activity["office"]), given(activity["person"]))
    return " · ".join(part for part in parts if part)


def _facts(activity: Item) -> dict[str, str]:
    carried = activity["meetings_survived"]
    return {
        "status": ", ".join(part for part in (status_words(activity), _progress(activity)) if part),
        "due": _due(activity),
        "obstacle": obstacle_words(activity) if given(activity["obstacle"]) or activity["obstacle_note"] else "",
        "people": ""
        if pd.isna(activity["people_affected"])
        else t("mode.people", people=n(activity["people_affected"])),
        "carried": t("mode.carried", count=n(carried)) if carried else "",
        "reported": reported_words(activity),
        "evidence": given(activity["evidence"]),
        "check": code_word("evidence_check", activity["evidence_check"]) if given(activity["evidence"]) else "",
    }


def _progress(activity: Item) -> str:
    target, realised = activity["output_target"], activity["output_realised"]
    if pd.isna(target) or pd.isna(realised):
        return progress_words(activity)
    values = {"realised": _amount(realised), "target": _amount(target), "unit": activity["output_unit"]}
    return t("mode.output", **values).strip()


def _amount(value: float) -> str:
    return dec(value, 0 if float(value).is_integer() else 2)


def _due(activity: Item) -> str:
    if pd.isna(activity["due_date"]):
        return t("mode.no_due")
    words = day(activity["due_date"].date())
    if not activity["slips"]:
        return words
    return t("mode.slipped", due=words, first=day(activity["first_due_date"].date()), count=n(activity["slips"]))


def _clarified(view: ModeView, activity: Item) -> None:
    said = view.of_meeting(view.frames.clarifications)
    own = said[said["activity_id"] == activity["activity_id"]]
    for row in own.to_dict("records"):
        blocks.notice(row["clarification"], title=t("mode.clarification", institution=row["institution"]))


def activity_fields(view: ModeView, item: Item) -> None:
    """Status, obstacle and its note, volume, evidence, owner, date; each is saved as it is left."""
    activity = view.activity(item["activity_id"])
    if activity is None:
        return
    _choice(view, activity, "status", OFFERED, group="status")
    _choice(view, activity, "obstacle", [NOTHING, *(code.value for code in Obstacle)], group="obstacle")
    _text(view, activity, "note", stored=activity["obstacle_note"])
    if not pd.isna(activity["output_target"]):
        _volume(view, activity)
    _text(view, activity, "evidence", stored=activity["evidence"])
    settle_fields(view, activity)
    _institution(view, activity)
    due_fields(view, activity)


def _field(activity: Item, name: str, stored: Any, **more: Any) -> Field:
    return Field(f"act_{name}_{activity['activity_id']}", stored, int(activity["since"]), **more)


def _choice(view: ModeView, activity: Item, name: str, codes: list[str], *, group: str) -> None:
    stored = given(activity[name])
    options = codes if stored in codes else [*codes, stored]

    def words(code: str) -> str:
        return code_word(group, code) or t("mode.none")

    field = _field(activity, name, stored, words=words)
    live_field(
        field,
        draw=lambda key, value: st.selectbox(
            t(f"mode.field.{name}"), options, index=options.index(value), format_func=words, key=key
        ),
        save=lambda value, opened_at: save_report(view, activity, opened_at, form=field.name, **{name: value}),
    )


def _text(view: ModeView, activity: Item, name: str, *, stored: str) -> None:
    field = _field(activity, name, stored, is_text=True)
    live_field(
        field,
        draw=lambda key, value: st.text_input(t(f"mode.field.{name}"), value, max_chars=LONGEST_TEXT, key=key),
        save=lambda value, opened_at: save_report(view, activity, opened_at, form=field.name, **{name: value}),
    )


def _volume(view: ModeView, activity: Item) -> None:
    realised = activity["output_realised"]
    field = _field(activity, "volume", None if pd.isna(realised) else float(realised), words=_volume_words)
    label = t("mode.field.volume", target=_amount(activity["output_target"]), unit=activity["output_unit"])
    live_field(
        field,
        draw=lambda key, value: st.number_input(label, 0.0, None, value, 1.0, format="%.10g", key=key),
        save=lambda value, opened_at: save_report(view, activity, opened_at, form=field.name, output_realised=value),
    )


def _volume_words(value: float | None) -> str:
    return "" if value is None else _amount(value)


def _institution(view: ModeView, activity: Item) -> None:
    names = list(dict.fromkeys([*view.frames.members["institution"], activity["institution"]]))
    field = _field(activity, "institution", activity["institution"])
    live_field(
        field,
        draw=lambda key, value: st.selectbox(t("mode.field.institution"), names, index=names.index(value), key=key),
        save=lambda value, opened_at: save_plan(
            str(activity["activity_id"]), {"institution": value}, opened_at, form=field.name
        ),
    )


def as_date(value: Any) -> date | None:
    """A day of a row as a plain date."""
    return None if pd.isna(value) else value.date()
