"""The members of a forum in the order of its decree, other institutions that hold commitments, and former members."""

import streamlit as st

from pages.forum.meeting_founding import forum_form, forum_line
from pages.forum.meeting_list import forum_view
from pages.forum.member_form import add_block
from pages.forum.member_former import former_block
from pages.forum.member_view import INSTITUTION, MembersView, Row, address_of, not_live
from pages.forum.member_words import joined, late_words, papers_words, role_in_forum, who
from ui import blocks, session
from ui.blocks import Action, Cell, Column, Table
from ui.forum_forms import ask_who, is_open, open_button
from ui.words import code_word, day, n, t
from vocab.codes import TargetState

OF_MEMBER = ("place", "institution", "role", "who", "written", "commitments", "reports", "papers")
OF_OTHER = ("institution", "commitments", "reports")
WIDTHS = {"place": "4%", "institution": "18%", "who": "18%", "written": "13%", "commitments": "13%", "reports": "13%"}


def members_part(view: MembersView) -> None:
    """The forum's decree and cadence, its members, and what can be added."""
    _forum_block(view)
    if view.members:
        blocks.section(t("members.list.section"), t("members.list.note"))
        _own_link(view)
        _table("roster", OF_MEMBER, [row for row in view.institutions if row["is_member"]], view)
    else:
        blocks.empty(t("members.empty.none_title"), t("members.empty.none_text"))
    if view.is_editable:
        add_block(view)
    others = [row for row in view.institutions if not row["is_member"] and row["institution"]]
    if others:
        blocks.section(t("members.list.others"), t("members.list.others_note"))
        _table("roster_others", OF_OTHER, others, view)
    former_block(view)


def _forum_block(view: MembersView) -> None:
    """Under which decree the forum meets and how often, and what can be changed of it."""
    signed = view.forum["decree_date"]
    form = f"forum_{view.name}"
    with st.container(horizontal=True, vertical_alignment="center", key="forum_line"):
        blocks.paragraph(joined((view.name, forum_line(view.forum), day(signed) if signed else "")))
        if view.is_editable:
            open_button(t("members.forum.change"), form, type="tertiary")
    if not view.is_editable:
        not_live(view.choice)
        return
    if is_open(form):
        blocks.section(t("members.forum.section"))
        ask_who("forum_who")
        forum_form(forum_view(view.name, view.choice))


def _own_link(view: MembersView) -> None:
    """The way to the institution of who sits here, where the forum knows it."""
    person = session.person()
    if person is not None and view.institution(person.institution) is not None:
        words = t("members.list.own", institution=person.institution)
        blocks.links((Action(words, address_of(**{INSTITUTION: person.institution})),))


def _table(key: str, names: tuple[str, ...], rows: list[Row], view: MembersView) -> None:
    widths = WIDTHS if len(names) > len(OF_OTHER) else {}
    columns = [
        Column(t(f"members.list.{name}"), strong=name == "institution", width=widths.get(name, "")) for name in names
    ]
    cells = [[CELLS[name](row, view.member(row["institution"]) or {}) for name in names] for row in rows]
    caption = t("members.list.section" if "role" in names else "members.list.others")
    with st.container(key=key):
        blocks.table(Table(columns, cells, caption=caption, row_label_column=names.index("institution")))


def _institution(row: Row, member: Row) -> Cell:
    sector = code_word("sector", member.get("sector") or row["sector"])
    return Cell(row["institution"], href=address_of(**{INSTITUTION: row["institution"]}), note=sector)


def _role(_: Row, member: Row) -> Cell:
    return Cell(role_in_forum(member), note=member["decree"] or t("members.list.no_decree"))


def _who(_: Row, member: Row) -> Cell:
    name = who(member) or t("members.list.no_person")
    return Cell(name, note=member["contact"] or t("members.list.no_contact"), muted=not who(member))


def _written(row: Row, member: Row) -> Cell:
    if not row["has_written_role"]:
        return Cell(t("members.list.not_written"), state=TargetState.NO_DATA, word=t("members.list.not_written"))
    return Cell(t("members.list.is_written"), note=member["role_document"])


def _commitments(row: Row, _: Row) -> Cell:
    if not row["activities"]:
        return Cell(t("members.list.no_activities"), muted=True)
    if not row["unfinished"]:
        return Cell(t("members.list.none_unfinished"))
    words = t("members.list.unfinished", count=n(row["unfinished"]))
    if not row["late"]:
        return Cell(words)
    return Cell(words, state=TargetState.BELOW, word=late_words(row), note=late_words(row))


def _reports(row: Row, _: Row) -> Cell:
    if not row["unfinished"]:
        return Cell("–", muted=True)
    if not row["silent"]:
        return Cell(t("members.list.none_silent"))
    words = t("members.list.silent", count=n(row["silent"]))
    return Cell(words, state=TargetState.NO_DATA, word=words)


def _papers(row: Row, _: Row) -> Cell:
    note = t("members.list.passed_on", count=n(row["passed_on"])) if row["passed_on"] else ""
    return Cell(papers_words(row), note=note, muted=not row["documents"])


CELLS = {
    "place": lambda row, _: Cell(n(row["place"])),
    "institution": _institution,
    "role": _role,
    "who": _who,
    "written": _written,
    "commitments": _commitments,
    "reports": _reports,
    "papers": _papers,
}
