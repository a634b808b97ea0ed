"""The forum itself: founded where an area has none, and changed: its decree, its kind, its cadence."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.forum.meeting_list import ForumView
from pages.forum.meeting_view import Row
from pages.forum.meeting_words import unit
from ui import blocks, data, filters, forum, forum_acts
from ui.filters import Choice
from ui.forum_forms import Change, Form, ask_who, begin, changed_meanwhile, submit, told
from ui.words import code_word, t
from vocab.forum_codes import Cadence, ForumKind
from vocab.refusal import Refusal

FORM_WIDTH = 640
LONGEST_NAME = 200
FOUNDING = "found_forum"
FIELDS = ("kind", "decree", "decree_date", "cadence", "cadence_from")
BEGINNING = {"kind": ForumKind.FKPKU.value, "decree": "", "decree_date": None, "cadence": Cadence.QUARTERLY.value}


def empty_block(choice: Choice) -> None:
    """Teach what a forum is for, and found it."""
    area = data.area_name(choice.area)
    blocks.empty(t("meetings.empty.title", area=area), t("meetings.empty.text"))
    if choice.version is None:
        founding_form(choice)


def founding_form(choice: Choice) -> None:
    """The form that founds a forum of the area; the name that loaded plans use is proposed first."""
    blocks.section(t("meetings.forum.section"), t("meetings.empty.note"))
    ask_who("found_who")
    planned = _name_in_plans(choice)
    name = planned or t("meetings.forum.name_fkpku", area=data.area_name(choice.area))
    if forum.forums_of(choice)["forum"].eq(name).any():
        name = ""
    form = Form(FOUNDING, choice.known_at, standing={"forum": name, **BEGINNING, "cadence_from": None})
    begin(form)
    with st.form(FOUNDING, width=FORM_WIDTH):
        st.text_input(t("meetings.forum.name"), max_chars=LONGEST_NAME, key=form.key("forum"))
        if planned and name:
            st.caption(t("meetings.empty.named_by_plan"))
        _fields(form)
        submit(form, _founder(choice), label=t("meetings.forum.found"))
    told(FOUNDING)


def _name_in_plans(choice: Choice) -> str:
    """The forum that plans of this area name, where they name one and nobody has founded it."""
    activities = data.frames(choice).activities
    own = activities[activities["region_code"] == choice.area]
    known = set(forum.all_forums(choice)["forum"])
    names = [name for name in own["forum"].unique() if name not in known]
    return str(names[0]) if len(names) == 1 else ""


def _founder(choice: Choice) -> Callable[[Change, dict[str, Any]], None]:
    made_up = data.areas()
    is_made_up = choice.area in set(made_up.loc[made_up["is_made_up"], "code"])

    def found(change: Change, typed: dict[str, Any]) -> None:
        name = typed["forum"].strip()
        rules = {
            "forum_name_needed": not name,
            "forum_name_taken": forum.all_forums(choice)["forum"].eq(name).any(),
        }
        broken = next((code for code, is_broken in rules.items() if is_broken), None)
        if broken is not None:
            raise Refusal(broken, forum=name)
        values = typed | {"forum": name, "region_code": choice.area, "is_made_up": is_made_up}
        forum_acts.save_forum(values, change)
        filters.set_param(forum.FORUM, name)

    return found


def _fields(form: Form) -> None:
    _code(form, "kind", "forum_kind", [kind.value for kind in ForumKind])
    with st.container(horizontal=True):
        st.text_input(t("meetings.forum.decree"), max_chars=LONGEST_NAME, key=form.key("decree"))
        st.date_input(t("meetings.forum.decree_date"), format="DD/MM/YYYY", key=form.key("decree_date"))
    with st.container(horizontal=True):
        _code(form, "cadence", "cadence", [cadence.value for cadence in Cadence])
        st.date_input(t("meetings.forum.cadence_from"), format="DD/MM/YYYY", key=form.key("cadence_from"))


def _code(form: Form, field: str, group: str, codes: list[str]) -> None:
    label = t(f"meetings.forum.{field}")
    st.selectbox(label, codes, format_func=lambda code: code_word(group, code), key=form.key(field))


def forum_line(row: Row) -> str:
    """What kind of forum it is, under which decree, how often it meets."""
    words = {"kind": code_word("forum_kind", row["kind"]), "unit": unit(row["cadence"])}
    if row["decree"]:
        return t("meetings.forum.facts", decree=row["decree"], **words)
    return t("meetings.forum.facts_without", **words)


def forum_form(view: ForumView) -> None:
    """The form that changes the forum."""
    row = view.forum
    form = Form(
        f"forum_{row['forum']}",
        view.choice.known_at,
        standing={name: row[name] for name in FIELDS},
        since=row["since"],
        words=forum_line(row),
    )
    begin(form)
    with st.form(form.name, border=False, width=FORM_WIDTH):
        _fields(form)
        submit(form, lambda change, typed: forum_acts.save_forum({"forum": row["forum"], **typed}, change))
    told(form.name)
    changed_meanwhile(form)


def forum_block(view: ForumView) -> None:
    """What can be changed of the forum, and another forum of the same area."""
    with st.expander(t("meetings.forum.change")):
        ask_who("forum_who")
        forum_form(view)
    with st.expander(t("meetings.forum.another")):
        founding_form(view.choice)
