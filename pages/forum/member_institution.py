"""One institution before the next meeting: how it keeps its commitments, which are open, what it is in the forum."""

import streamlit as st

from pages.forum.document_receipts import institution_papers
from pages.forum.member_commitments import commitments_block
from pages.forum.member_form import ADDING, add_form, change_form, change_name, remove_form, remove_name
from pages.forum.member_view import INSTITUTION, PART, MembersView, Row, address_of, not_live
from pages.forum.member_words import institution_answer, joined, late_words, role_in_forum, who
from ui import blocks
from ui.blocks import Action, Tile
from ui.forum_forms import ask_who, is_open, open_button, told_rest
from ui.words import code_word, dec, n, pct, t

FACTS = ("role", "place", "sector", "who", "decree", "contact", "written_role", "role_document")
RECORD = ("finished", "carried_over", "obstacles", "slips", "people", "attendance", "papers")


def institution_page(name: str, view: MembersView) -> None:
    """The page of an institution; a friendly word when the forum does not know it."""
    row = view.institution(name)
    if row is None:
        back = Action(t("members.place.back"), address_of(**{INSTITUTION: None}))
        text = t("members.place.unknown_text", institution=name, forum=view.name)
        blocks.page_header(t("members.title"))
        blocks.empty(t("members.place.unknown_title"), text, actions=(back,))
        return
    member = view.member(name)
    blocks.page_header(name, institution_answer(row, view), question=_role_line(member, view))
    blocks.links(_ways(name, view))
    saved = st.container()
    if not view.is_editable:
        not_live(view.choice)
    blocks.tiles(_tiles(row), label=t("members.tile.label"))
    commitments_block(row, view)
    with st.container(key="institution_facts"):
        left, right = st.columns(2, gap="large")
        with left:
            blocks.section(t("members.record.section"))
            blocks.key_values([(t(f"members.record.{field}"), RECORD_WORDS[field](row)) for field in RECORD])
        with right:
            _membership(row, member, view)
    institution_papers(name, view)
    with saved:
        told_rest()


def _role_line(member: Row | None, view: MembersView) -> str:
    return joined((role_in_forum(member) if member else t("members.place.guest"), view.name))


def _ways(name: str, view: MembersView) -> list[Action]:
    """Back to the list, and to the institutions before and after this one in it."""
    names = [row["institution"] for row in view.institutions if row["institution"]]
    place = names.index(name)
    ways = [Action(t("members.place.back"), address_of(**{INSTITUTION: None, PART: None}))]
    beside = (("follow_up.detail.previous", place - 1), ("follow_up.detail.next", place + 1))
    return ways + [
        Action(t(key), address_of(**{INSTITUTION: names[there]})) for key, there in beside if 0 <= there < len(names)
    ]


def _tiles(row: Row) -> list[Tile]:
    return [
        Tile(
            t("members.tile.unfinished"),
            n(row["unfinished"]),
            unit=t("members.tile.of_all", count=n(row["activities"])),
            gap=late_words(row) if row["unfinished"] else "",
        ),
        _on_time(row),
        _days("median", row["median_days_late"], none="none_median"),
        _days("longest", row["longest_open_days"], none="none_longest"),
        Tile(
            t("members.tile.silent"),
            n(row["silent"]),
            unit=t("members.tile.silent_unit"),
            target=t("members.tile.silent_fact"),
        ),
    ]


def _on_time(row: Row) -> Tile:
    if not row["fallen_due"]:
        return Tile(t("members.tile.on_time"), t("members.tile.none_due"))
    kept = t("members.tile.of_due", kept=n(row["kept_on_time"]), count=n(row["fallen_due"]))
    return Tile(t("members.tile.on_time"), pct(row["kept_on_time_pct"], 0), unit=kept)


def _days(name: str, days: float | None, *, none: str) -> Tile:
    if days is None:
        return Tile(t(f"members.tile.{name}"), t(f"members.tile.{none}"))
    value = dec(days, 0 if float(days).is_integer() else 1)
    return Tile(t(f"members.tile.{name}"), value, unit=t("members.tile.days_unit"))


def _obstacles(row: Row) -> str:
    return ", ".join(code_word("obstacle", code) for code in row["obstacles"]) or t("members.record.none_obstacles")


def _people(row: Row) -> str:
    people = row["people_affected"]
    return t("members.record.people_unknown") if people is None else t("members.record.people_count", count=n(people))


def _attendance(row: Row) -> str:
    if not row["meetings_held"]:
        return t("members.record.no_meetings")
    counts = {name: n(row[name]) for name in ("attended", "represented", "excused", "absent")}
    return t("members.record.attendance_count", meetings=n(row["meetings_held"]), **counts)


def _papers(row: Row) -> str:
    if not row["documents"]:
        return t("members.list.no_papers")
    return t(
        "members.record.papers_count",
        received=n(row["received"]),
        documents=n(row["documents"]),
        passed_on=n(row["passed_on"]),
    )


RECORD_WORDS = {
    "finished": lambda row: t("members.record.carried_count", count=n(row["finished"])),
    "carried_over": lambda row: t("members.record.carried_count", count=n(row["carried_over"])),
    "obstacles": _obstacles,
    "slips": lambda row: t("members.record.slip_count", count=n(row["slips"])),
    "people": _people,
    "attendance": _attendance,
    "papers": _papers,
}


def _membership(row: Row, member: Row | None, view: MembersView) -> None:
    """What the institution is in the forum, and the forms that change it."""
    blocks.section(t("members.facts.section"))
    name = row["institution"]
    if member is None:
        blocks.paragraph(t("members.place.guest"))
    else:
        blocks.key_values([(t(f"members.facts.{field}"), _fact(field, member)) for field in FACTS])
    if not view.is_editable:
        return
    forms = {change_name(name): "change", remove_name(name): "remove"} if member else {ADDING: "as_member"}
    with st.container(horizontal=True):
        for form, word in forms.items():
            open_button(t(f"members.add.{word}"), form)
    if member is None:
        if is_open(ADDING):
            add_form(view, institution=name)
        return
    if any(is_open(form) for form in forms):
        ask_who("member_who")
    if is_open(change_name(name)):
        change_form(member, view)
    elif is_open(remove_name(name)):
        remove_form(member, view)


def _fact(field: str, member: Row) -> str:
    words = {
        "role": role_in_forum(member),
        "place": n(member["place"]),
        "sector": code_word("sector", member["sector"]),
        "who": who(member),
    }
    missing = t("members.facts.not_written" if field == "written_role" else "members.facts.not_given")
    return words.get(field, member.get(field) or "") or missing
