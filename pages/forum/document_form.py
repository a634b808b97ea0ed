"""The forms over a paper of the forum: entered with its file, changed, taken out of the list."""

from typing import Any

import streamlit as st

from pages.forum.document_words import paper_name
from pages.forum.member_view import MembersView, Row
from pages.forum.member_words import joined
from ui import attachments, blocks, forum_acts
from ui.attachments import MEGABYTES
from ui.forum import known_person
from ui.forum_forms import Change, Form, begin, changed_meanwhile, submit, told
from ui.words import code_word, day, t
from vocab.forum_codes import DocumentKind
from vocab.refusal import Refusal

FORM_WIDTH = 720
SHORT, LONG = 200, 4000
ADDING = "document_new"
FIELDS = ("kind", "number", "subject", "parties", "signed_date", "valid_until", "link")
_TURN = "document_file_turn"


def add_form(view: MembersView) -> None:
    """The form that enters a paper."""
    blank = dict.fromkeys(("number", "subject", "parties", "link"), "")
    standing = {"kind": DocumentKind.MOU.value, **blank, "signed_date": None, "valid_until": None}
    form = Form(ADDING, view.choice.known_at, standing=standing)
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        _fields(form)
        submit(form, lambda change, typed: _add(form, change, typed, view), label=t("documents.save"))
    told(form.name, saved=t("documents.saved"))


def change_form(document: Row, view: MembersView) -> None:
    """The form over a paper's entry."""
    form = Form(
        change_name(document["document_id"]),
        view.choice.known_at,
        standing={name: document[name] for name in FIELDS},
        since=document["since"],
        words=joined((paper_name(document), document["subject"], document["parties"], document["link"])),
    )
    blocks.section(t("documents.change_section", paper=paper_name(document)))
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        _fields(form, file_name=document["file_name"])
        submit(form, lambda change, typed: _change(form, change, typed, document), label=t("documents.save"))
    told(form.name)
    changed_meanwhile(form)


def remove_form(document: Row, view: MembersView) -> None:
    """The question whether a paper shall leave the list, and the button that takes it out."""
    number = document["document_id"]
    form = Form(remove_name(number), view.choice.known_at, since=document["since"])
    blocks.section(t("documents.remove_section", paper=paper_name(document)))
    blocks.paragraph(t("documents.remove_text"))
    begin(form)
    with st.form(form.name, border=False):
        submit(form, lambda change, _: forum_acts.remove_document(number, change), label=t("documents.remove_save"))
    told(form.name, saved=t("documents.removed"))
    changed_meanwhile(form)


def change_name(number: int) -> str:
    """The name of the form over a paper's entry."""
    return f"document_change_{number}"


def remove_name(number: int) -> str:
    """The name of the form that takes a paper out."""
    return f"document_remove_{number}"


def _fields(form: Form, *, file_name: str = "") -> None:
    with st.container(horizontal=True):
        kinds = [kind.value for kind in DocumentKind]
        st.selectbox(
            t("documents.field.kind"),
            kinds,
            format_func=lambda code: code_word("document_kind", code),
            key=form.key("kind"),
        )
        st.text_input(t("documents.field.number"), max_chars=SHORT, key=form.key("number"))
    st.text_input(t("documents.field.subject"), max_chars=LONG, key=form.key("subject"))
    st.text_input(t("documents.field.parties"), max_chars=LONG, key=form.key("parties"))
    with st.container(horizontal=True):
        st.date_input(t("documents.field.signed_date"), format="DD/MM/YYYY", key=form.key("signed_date"))
        st.date_input(t("documents.field.valid_until"), format="DD/MM/YYYY", key=form.key("valid_until"))
    st.caption(t("documents.field.valid_until_help"))
    st.text_input(t("documents.field.link"), max_chars=LONG, key=form.key("link"))
    with st.container(key="paper_file"):
        st.file_uploader(t("documents.field.file"), max_upload_size=MEGABYTES, key=_file_key(form))
    if file_name:
        st.caption(t("documents.field.file_kept", file=file_name))


def _file_key(form: Form) -> str:
    """The key of the uploader; another one after each saving, which is the only way to empty it."""
    return f"{form.name}_file_{st.session_state.get(_TURN, 0)}"


def _add(form: Form, change: Change, typed: dict[str, Any], view: MembersView) -> None:
    values = _checked(typed)
    forum_acts.add_document({**values, **_kept_file(form, change), "forum": view.name}, change)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _change(form: Form, change: Change, typed: dict[str, Any], document: Row) -> None:
    values = _checked(typed)
    file = _kept_file(form, change)
    if not values["link"] and not (file or document["file_sha256"]):
        code = "document_incomplete"
        raise Refusal(code)
    forum_acts.change_document(document["document_id"], {**values, **file}, change)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _checked(typed: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
    if not values["number"] or not values["subject"]:
        code = "document_number_needed"
        raise Refusal(code)
    signed, last = values["signed_date"], values["valid_until"]
    if signed and last and last < signed:
        code = "document_ends_before"
        raise Refusal(code, signed=day(signed), valid_until=day(last))
    return values


def _kept_file(form: Form, change: Change) -> dict[str, str]:
    """The file that was chosen, kept in the store; nothing where none was."""
    chosen = st.session_state.get(_file_key(form))
    if chosen is None:
        return {}
    taken = attachments.attachment(chosen.name, chosen.getvalue())
    digest = forum_acts.add_file(
        file_name=taken.file_name,
        media_type=taken.media_type,
        content=taken.content,
        by=known_person(),
        at=change.at,
    )
    return {"file_name": taken.file_name, "file_sha256": digest}
