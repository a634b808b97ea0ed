"""The form that plans a meeting, with the agenda of the template; what it asks is also what a meeting's facts are."""

from typing import Any

import streamlit as st

import texts
from pages.forum.meeting_list import ForumView, latest
from pages.forum.meeting_view import OPENED, PART, Row
from ui import blocks, data, filters, forum_acts
from ui.filters import Choice
from ui.forum_forms import Change, Form, ask_who, begin, plain_rows, submit, told
from ui.words import code_word, month, n, t
from vocab.codes import PopulationSource
from vocab.forum_codes import AgendaSection, ChairCapacity, MeetingKind, MemberRole
from vocab.refusal import Refusal

PLAN = "plan_meeting"
FORM_WIDTH = 720
LONGEST_WORDS = 200
AUTOMATIC = ""
KEPT_FROM_LAST = ("place", "chair_position", "chair_person", "clerk")


def template() -> tuple[tuple[AgendaSection, str], ...]:
    """The agenda of a new meeting; it is written down, so it is in the language of the papers."""
    return tuple(
        (part, texts.text(f"meetings.template.{part.value}", texts.DEFAULT_LANGUAGE)) for part in AgendaSection
    )


def plan_block(view: ForumView) -> None:
    """The form that plans the forum's next meeting."""
    with st.expander(t("meetings.plan.section"), expanded=not view.meetings, key="plan_open"):
        blocks.paragraph(t("meetings.plan.note", count=n(view.unfinished)))
        ask_who("plan_who")
        form = Form(PLAN, view.choice.known_at, standing=proposed(view), in_meeting=True)
        begin(form)
        with st.form(PLAN, border=False, width=FORM_WIDTH):
            meeting_fields(form, view.choice)
            submit(form, lambda change, typed: _plan(view, change, typed), label=t("meetings.plan.save"))
        told(PLAN)


def _plan(view: ForumView, change: Change, typed: dict[str, Any]) -> None:
    refuse_undated(typed)
    values = typed | {"forum": view.forum["forum"]}
    meeting_id, _ = forum_acts.plan_meeting(given(values), template=template(), change=change)
    filters.set_param(OPENED, str(meeting_id))
    filters.set_param(PART, None)


def refuse_undated(typed: dict[str, Any]) -> None:
    """Refusal meeting_date_needed for a meeting without a day."""
    if typed["meeting_date"] is None:
        code = "meeting_date_needed"
        raise Refusal(code)


def given(values: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the store keeps it: text without blanks around it, nothing for what is left to be chosen."""
    words = {name: value.strip() for name, value in values.items() if isinstance(value, str)}
    return values | words | {name: values[name] or None for name in ("figures_period", "figures_source")}


def proposed(view: ForumView) -> Row:
    """What a new meeting begins with: the date agreed on last, the place and the people of the last meeting."""
    last = latest(view) or {}
    agreed = last.get("next_date")
    kept = {name: last.get(name) or "" for name in KEPT_FROM_LAST}
    kept["chair_position"] = kept["chair_position"] or _chair_in_decree(view)
    return {
        "meeting_date": agreed if agreed and agreed >= view.choice.today else None,
        "start_time": last.get("start_time") or "",
        "kind": MeetingKind.REGULAR.value,
        "subject": "",
        "chair_capacity": ChairCapacity.CHAIR.value,
        "figures_period": AUTOMATIC,
        "figures_source": AUTOMATIC,
    } | (kept | {"place": last.get("next_place") or kept["place"]})


def _chair_in_decree(view: ForumView) -> str:
    chairs = [row for row in plain_rows(view.frames.members) if row["role"] == MemberRole.CHAIR]
    return next((row["position"] or row["institution"] for row in chairs), "")


def meeting_fields(form: Form, choice: Choice) -> None:
    """The fields of a meeting's facts."""
    with st.container(horizontal=True):
        st.date_input(t("meetings.field.meeting_date"), format="DD/MM/YYYY", key=form.key("meeting_date"))
        time = t("meetings.field.start_time_example")
        st.text_input(t("meetings.field.start_time"), max_chars=40, placeholder=time, key=form.key("start_time"))
        code_field(form, "kind", "meeting_kind", [kind.value for kind in MeetingKind])
    _words(form, "place")
    _words(form, "subject")
    with st.container(horizontal=True):
        _words(form, "chair_position")
        _words(form, "chair_person")
        code_field(form, "chair_capacity", "chair_capacity", [capacity.value for capacity in ChairCapacity])
    _words(form, "clerk")
    with st.container(horizontal=True):
        _period(form, choice)
        _source(form)


def _words(form: Form, name: str) -> None:
    st.text_input(t(f"meetings.field.{name}"), max_chars=LONGEST_WORDS, key=form.key(name))


def code_field(form: Form, name: str, group: str, codes: list[str]) -> None:
    """One of a closed list."""
    label = t(f"meetings.field.{name}")
    st.selectbox(label, codes, format_func=lambda code: code_word(group, code), key=form.key(name))


def _period(form: Form, choice: Choice) -> None:
    months = [*reversed(data.periods(choice))]
    stood = form.standing["figures_period"]
    options = [AUTOMATIC, *dict.fromkeys([*([stood] if stood else []), *months])]
    st.selectbox(
        t("meetings.field.figures_period"),
        options,
        format_func=lambda period: month(period) if period else t("meetings.field.automatic"),
        key=form.key("figures_period"),
    )


def _source(form: Form) -> None:
    st.selectbox(
        t("meetings.field.figures_source"),
        [AUTOMATIC, *(source.value for source in PopulationSource)],
        format_func=lambda code: code_word("source", code) or t("meetings.field.automatic_source"),
        key=form.key("figures_source"),
    )
