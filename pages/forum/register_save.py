"""Saving a returned register as one version, what came of it, and the way back."""

from dataclasses import dataclass

import streamlit as st

from pages.forum import register_file
from pages.forum.register_file import Look
from ui import blocks, data, filters, forum_acts, saving, session
from ui import forum as forums
from ui.filters import Choice
from ui.words import n, t
from vocab.refusal import Refusal

_OUTCOME, _NOTE, _REFUSED, _UNDONE = "register_outcome", "register_note", "register_refused", "register_undone"
FORM, LONGEST_NOTE, FORM_WIDTH = "register", 500, 640


@dataclass(frozen=True)
class Outcome:
    """What was saved of which file, and how many cells were not taken."""

    name: str
    saved: saving.Saved
    refused: int


def outcome() -> None:
    """Say what the last save did, with the way to take it back; gone once it is undone."""
    _say_undone()
    done: Outcome | None = st.session_state.get(_OUTCOME)
    if done is None or done.saved.version is None:
        return
    versions, number = data.versions(), done.saved.version
    if versions.loc[versions["number"] == number, "undone_by"].notna().any():
        del st.session_state[_OUTCOME]
        return
    said = t("register.page.saved", name=done.name, changed=n(done.saved.changed), new=n(done.saved.new))
    left = t("register.page.saved_left", count=n(done.refused)) if done.refused else ""
    blocks.notice(f"{said} {left}".strip(), kind="good", title=t("register.page.saved_title", version=number))
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="content"):
            history = filters.link("riwayat", rincian=str(number))
            blocks.links([blocks.Action(t("register.page.history"), history)])
        st.button(t("register.page.undo", version=number), key="register_undo", on_click=_undo, args=(number,))


def _undo(number: int) -> None:
    try:
        st.session_state[_UNDONE] = (number, saving.undo(number, by=forums.known_person()))
    except Refusal as refusal:
        st.session_state[_UNDONE] = refusal


def _say_undone() -> None:
    undone = st.session_state.pop(_UNDONE, None)
    if isinstance(undone, Refusal):
        blocks.refusal(undone)
    elif undone is not None:
        number, done = undone
        kept = t("register.page.undone_kept", count=n(len(done.kept))) if len(done.kept) else ""
        told = t("register.page.undone", version=number, number=done.version)
        blocks.notice(f"{told} {kept}".strip(), kind="good", title=t("register.page.undone_title"))


def ask(look: Look, choice: Choice, forum: str) -> None:
    """Who, a note and the button; what stands in the way is said instead."""
    blocks.section(t("register.page.save"), t("register.page.save_note"))
    refusal = st.session_state.pop(_REFUSED, None)
    if refusal is not None:
        blocks.refusal(refusal)
    if refusal is not None or look.version < data.latest_version():
        st.button(t("register.page.look_again"), key="register_again", on_click=register_file.look_again)
    with st.container(width=FORM_WIDTH, key="register_form"):
        person = session.ask_person(key="register")
        st.text_area(t("register.page.remark"), max_chars=LONGEST_NOTE, key=_NOTE, height=80)
    if person is None or not person.institution:
        blocks.paragraph(t("register.page.who_first"))
    if look.open_conflicts:
        blocks.paragraph(t("register.page.choose_first", count=n(look.open_conflicts)))
    is_ready = not look.open_conflicts and bool(look.to_save() or look.new)
    with st.container(horizontal=True):
        given = (look, choice, forum)
        st.button(t("register.page.button"), type="primary", disabled=not is_ready, on_click=_save, args=given)
        st.button(t("register.page.give_up"), key="register_give_up", on_click=register_file.put_away)


def _save(look: Look, choice: Choice, forum: str) -> None:
    """Save and put the file away; a refusal leaves everything as it is."""
    sheets = (look.file.sheet,) if look.file.sheet else ()
    try:
        saved = forum_acts.save_register(
            forum,
            look.to_save(),
            [one.new for one in look.new],
            file=saving.SourceFile(look.file.file_name, look.file.sha256, sheets),
            on=choice.today,
            change=forums.change(FORM, opened_at=look.version, note=str(st.session_state.get(_NOTE, "")).strip()),
        )
    except Refusal as refusal:
        st.session_state[_REFUSED] = refusal
        return
    session.renew_key(FORM)
    st.session_state[_OUTCOME] = Outcome(look.file.file_name, saved, look.refused_count)
    register_file.put_away()
