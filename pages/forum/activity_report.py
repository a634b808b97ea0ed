"""The form that reports progress: what was typed stays when it cannot be saved, and a stale form is told so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.forum.activity_periods import period_words, periods_of
from pages.forum.follow_up_words import Activity, amount, given, standing_words
from ui import saving
from ui.filters import Choice
from ui.forum_forms import Form, begin, changed_meanwhile, submit, told
from ui.saving import ProgressReport
from ui.words import code_word, t
from vocab.codes import ActivityStatus, Obstacle

NO_OBSTACLE = ""
LONGEST_TEXT = 4000
PERCENT_STEP = 5.0
MOST_PERIODS = 8
"""Reports can be given for this period and those before it."""


def report_form(activity: Activity, choice: Choice) -> None:
    """The form with its rules, and what became of the last report."""
    days = _days_of_periods(activity, choice)
    form = Form(
        f"report_{activity['activity_id']}",
        choice.known_at,
        standing=_standing(activity, next(iter(days))),
        since=int(activity["since"]),
        words=standing_words(activity),
    )
    begin(form)
    with st.form(form.name):
        _fields(form, activity, tuple(days))
        submit(form, lambda change, typed: _save(activity, change, typed, days), label=t("follow_up.report.save"))
    told(form.name, saved=t("activity.report.saved"))
    changed_meanwhile(form)


def _days_of_periods(activity: Activity, choice: Choice) -> dict[str, date]:
    """The periods that can be reported on, newest first, and the day that a report on each is of."""
    rows = periods_of(activity, choice).iloc[::-1].head(MOST_PERIODS)
    return {row["period"]: min(row["last_day"].date(), choice.today) for row in rows.to_dict("records")}


def _has_volume(activity: Activity) -> bool:
    return not pd.isna(activity["output_target"])


def _standing(activity: Activity, period: str) -> Mapping[str, Any]:
    told_as = "realised" if _has_volume(activity) else "progress"
    value = activity["output_realised" if _has_volume(activity) else "progress_pct"]
    return {
        "status": given(activity["status"]),
        told_as: None if pd.isna(value) else float(value),
        "period": period,
        "obstacle": given(activity["obstacle"]),
        "note": given(activity["obstacle_note"]),
        "evidence": "",
    }


def _statuses(activity: Activity) -> list[str]:
    """The statuses that a report can give: the forum settles, nobody reports that."""
    now = given(activity["status"])
    return [status.value for status in ActivityStatus if status is not ActivityStatus.DONE or status == now]


def _fields(form: Form, activity: Activity, periods: tuple[str, ...]) -> None:
    st.selectbox(t("follow_up.report.status"), _statuses(activity), format_func=_status_word, key=form.key("status"))
    with st.container(horizontal=True):
        _progress(form, activity)
        st.selectbox(t("activity.report.period"), periods, format_func=_period_word(periods), key=form.key("period"))
    if _has_volume(activity):
        st.caption(t("activity.report.share_follows"))
    obstacles = [NO_OBSTACLE, *(obstacle.value for obstacle in Obstacle)]
    st.selectbox(t("follow_up.report.obstacle"), obstacles, format_func=_obstacle_word, key=form.key("obstacle"))
    st.caption(t("activity.report.pause", waiting=code_word("obstacle", Obstacle.WAITING_OTHERS)))
    st.text_area(t("follow_up.report.note"), max_chars=LONGEST_TEXT, key=form.key("note"))
    st.text_input(t("follow_up.report.evidence"), max_chars=LONGEST_TEXT, key=form.key("evidence"))
    st.caption(_rules(activity))


def _progress(form: Form, activity: Activity) -> None:
    if not _has_volume(activity):
        label, key = t("follow_up.report.progress"), form.key("progress")
        st.number_input(label, 0.0, 100.0, None, PERCENT_STEP, format="%.0f", key=key)
        return
    target, unit = amount(activity["output_target"]), given(activity["output_unit"])
    label = t("activity.report.realised", target=target, unit=unit).replace(" )", ")")
    st.number_input(label, 0.0, None, None, 1.0, format="%.10g", key=form.key("realised"))


def _rules(activity: Activity) -> str:
    """When evidence or a reason is needed, and who settles."""
    words = {code.value: _status_word(code) for code in (ActivityStatus.DONE, ActivityStatus.DONE_UNCONFIRMED)}
    closed = {"cancelled": _status_word("cancelled"), "cannot": _status_word("cannot_be_done")}
    lines = [t("follow_up.report.evidence_help", **words), t("activity.report.no_done", **words)]
    lines.append(t("activity.report.reason", **closed))
    return " ".join([*lines, *([t("follow_up.report.evidence_kept")] if given(activity["evidence"]) else [])])


def _status_word(code: str) -> str:
    return code_word("status", code)


def _obstacle_word(code: str) -> str:
    return code_word("obstacle", code) or t("follow_up.report.no_obstacle")


def _period_word(periods: tuple[str, ...]) -> Any:
    now = periods[0]
    return lambda period: (
        t("activity.report.period_now", period=period_words(period)) if period == now else period_words(period)
    )


def _save(activity: Activity, change: Any, typed: dict[str, Any], days: Mapping[str, date]) -> None:
    report = ProgressReport(
        status=ActivityStatus(typed["status"]),
        progress_pct=typed.get("progress"),
        output_realised=typed.get("realised"),
        obstacle=Obstacle(typed["obstacle"]) if typed["obstacle"] else None,
        note=typed["note"].strip(),
        evidence=typed["evidence"].strip(),
        reported_on=days[typed["period"]],
        reported_by=change.by.name,
        reported_institution=change.by.institution,
    )
    saving.report(str(activity["activity_id"]), report, by=change.by, opened_at=change.opened_at, key=change.key)
