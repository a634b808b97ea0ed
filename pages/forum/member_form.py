"""The forms over a forum's members: one is added or changed, several are entered at once, one is taken out."""

from typing import Any

import streamlit as st

from pages.forum.member_lines import read_lines
from pages.forum.member_view import MembersView, Row
from pages.forum.member_words import joined, role_in_forum, role_words, who
from ui import blocks, forum_acts
from ui.forum_forms import Change, Form, ask_who, begin, changed_meanwhile, is_open, open_button, submit, told
from ui.words import code_word, n, t
from vocab.codes import Sector
from vocab.forum_codes import MemberRole
from vocab.refusal import Refusal

FORM_WIDTH = 720
SHORT, LONG = 200, 4000
ADDING, LINES = "member_new", "member_lines"
FIELDS = (
    "place",
    "role",
    "sector",
    "position",
    "person",
    "decree",
    "contact",
    "written_role",
    "role_document",
)


def add_block(view: MembersView) -> None:
    """The two ways to enter members, and the form of the one that was chosen."""
    with st.container(horizontal=True):
        open_button(t("members.add.one"), ADDING, icon=":material/person_add:")
        open_button(t("members.add.several"), LINES, icon=":material/playlist_add:")
    if is_open(ADDING):
        add_form(view)
    if is_open(LINES):
        _lines_form(view)


def add_form(view: MembersView, *, institution: str = "") -> None:
    """The form that takes an institution into the forum, its name from those that hold commitments or a new one."""
    blocks.section(t("members.add.section"))
    ask_who("member_who")
    sector = (view.institution(institution) or {}).get("sector") or ""
    standing = {"institution": institution or None, "place": _next_place(view), "role": MemberRole.MEMBER.value}
    blank = dict.fromkeys(("position", "person", "contact", "written_role", "role_document"), "")
    form = Form(
        ADDING,
        view.choice.known_at,
        standing={**standing, "sector": sector, "decree": view.forum["decree"] or "", **blank},
    )
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        st.selectbox(
            t("members.field.institution"),
            _holders(view, institution),
            index=None,
            placeholder="",
            accept_new_options=True,
            key=form.key("institution"),
        )
        st.caption(t("members.field.institution_help"))
        _fields(form)
        submit(form, lambda change, typed: _add(change, typed, view), label=t("members.add.save"))
    told(form.name, saved=t("members.add.saved"))


def _holders(view: MembersView, institution: str) -> list[str]:
    """Institutions that hold commitments and are no members."""
    names = [row["institution"] for row in view.institutions if not row["is_member"] and row["institution"]]
    return names if not institution or institution in names else [institution, *names]


def _next_place(view: MembersView) -> int:
    return max((int(member["place"]) for member in view.members), default=0) + 1


def _add(change: Change, typed: dict[str, Any], view: MembersView) -> None:
    name = " ".join(str(typed["institution"] or "").split())
    known = {member["institution"].casefold() for member in view.members}
    if not name or name.casefold() in known:
        code = "member_exists" if name else "member_institution_needed"
        raise Refusal(code, institution=name)
    forum_acts.save_member({**_cleaned(typed), "institution": name, "forum": view.name, "is_active": True}, change)


def _cleaned(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed as the store keeps it: no white space around it, no sector for none."""
    stripped = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
    return stripped | {"sector": stripped["sector"] or None, "place": int(stripped["place"] or 1)}


def _fields(form: Form) -> None:
    with st.container(horizontal=True):
        st.number_input(t("members.field.place"), 1, 999, step=1, key=form.key("place"))
        _code(form, "role", "member_role", [role.value for role in MemberRole])
        _code(form, "sector", "sector", ["", *(sector.value for sector in Sector)])
    with st.container(horizontal=True):
        _text(form, "position")
        _text(form, "person")
    with st.container(horizontal=True):
        _text(form, "decree")
        _text(form, "contact")
    st.caption(t("members.field.contact_help"))
    st.text_area(
        t("members.field.written_role"),
        max_chars=LONG,
        key=form.key("written_role"),
    )
    st.caption(t("members.field.written_role_help"))
    _text(form, "role_document")


def _text(form: Form, name: str) -> None:
    st.text_input(t(f"members.field.{name}"), max_chars=SHORT, key=form.key(name))


def _code(form: Form, name: str, group: str, codes: list[str]) -> None:
    st.selectbox(
        t(f"members.field.{name}"),
        codes,
        format_func=lambda code: code_word(group, code) or t("members.field.no_sector"),
        key=form.key(name),
    )


def _lines_form(view: MembersView) -> None:
    blocks.section(t("members.add.lines_section"), t("members.add.lines_note", roles=role_words()))
    ask_who("member_who")
    form = Form(LINES, view.choice.known_at, standing={"lines": ""})
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        st.text_area(
            t("members.add.lines"), height=240, placeholder=t("members.add.lines_example"), key=form.key("lines")
        )
        submit(form, lambda change, typed: _add_lines(change, typed, view), label=t("members.add.save"))
    told(form.name, saved=t("members.add.lines_saved"))


def _add_lines(change: Change, typed: dict[str, Any], view: MembersView) -> None:
    known = [member["institution"] for member in view.members]
    rows = read_lines(typed["lines"], known=known, first_place=_next_place(view), expected=role_words())
    same = {"forum": view.name, "decree": view.forum["decree"] or "", "is_active": True}
    forum_acts.save_members([row | same for row in rows], change)


def change_form(member: Row, view: MembersView) -> None:
    """The form over one member's entry; the institution itself stays, because its commitments go by that name."""
    name = member["institution"]
    standing = {field: member[field] if member[field] is not None else "" for field in FIELDS}
    words = joined((role_in_forum(member), who(member), member["decree"], member["contact"]))
    form = Form(change_name(name), view.choice.known_at, standing=standing, since=member["since"], words=words)
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        _fields(form)
        submit(form, lambda change, typed: forum_acts.change_member(view.name, name, _cleaned(typed), change))
    told(form.name)
    changed_meanwhile(form)


def remove_form(member: Row, view: MembersView) -> None:
    """The question whether a member shall leave the forum, and the button that takes it out."""
    name = member["institution"]
    row = view.institution(name) or {}
    blocks.section(t("members.add.remove_section", institution=name))
    blocks.paragraph(t("members.add.remove_text", unfinished=n(row.get("unfinished", 0))))
    form = Form(remove_name(name), view.choice.known_at, since=member["since"])
    begin(form)
    with st.form(form.name, border=False):
        submit(
            form,
            lambda change, _: forum_acts.remove_member(view.name, name, change),
            label=t("members.add.remove_save"),
        )
    told(form.name, saved=t("members.add.removed", institution=name))
    changed_meanwhile(form)


def change_name(institution: str) -> str:
    """The name of the form over a member's entry."""
    return f"member_change_{institution}"


def remove_name(institution: str) -> str:
    """The name of the form that takes a member out."""
    return f"member_remove_{institution}"
