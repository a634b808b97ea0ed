"""Who has which paper of the forum: the table of all, the form that records it, and the papers of one institution."""

from typing import Any

import streamlit as st

from pages.forum.document_words import (
    RECEIPT_STATES,
    paper_name,
    papers_of,
    receipts_of,
    since_words,
    validity_badge,
)
from pages.forum.member_view import INSTITUTION, MembersView, Row, address_of
from pages.forum.member_words import joined
from ui import attachments, blocks, forum_acts
from ui.blocks import Cell, Column, Table
from ui.forum_forms import Change, Form, ask_who, begin, changed_meanwhile, is_open, open_button, submit, told
from ui.words import code_word, t
from vocab.forum_codes import ReceiptState
from vocab.refusal import Refusal

FORM_WIDTH = 720
SHORT = 200


def receipts_table(papers: list[Row], receipts: list[Row], view: MembersView) -> None:
    """Institutions down, papers across."""
    blocks.section(t("documents.receipt.section"), t("documents.receipt.note"))
    columns = [Column(t("documents.receipt.institution"), strong=True)]
    columns += [Column(paper_name(document)) for document in papers]
    by_key = {(row["institution"], row["document_id"]): row for row in receipts}
    names = list(dict.fromkeys(row["institution"] for row in receipts))
    rows = [[_name(name, view), *(_cell(by_key[name, paper["document_id"]]) for paper in papers)] for name in names]
    with st.container(key="receipts"):
        blocks.table(Table(columns, rows, caption=t("documents.receipt.section")))


def _name(name: str, view: MembersView) -> Cell:
    is_known = view.institution(name) is not None
    return Cell(name, href=address_of(**{INSTITUTION: name}) if is_known else "")


def _cell(receipt: Row) -> Cell:
    word = code_word("receipt_state", receipt["state"])
    state = RECEIPT_STATES[ReceiptState(receipt["state"])]
    return Cell(word, state=state, word=word, note=joined((since_words(receipt), receipt["note"])))


def record_name(number: int) -> str:
    """The name of the form that records who has a paper."""
    return f"receipts_{number}"


def record_form(document: Row, receipts: list[Row], view: MembersView) -> None:
    """The form that records for several institutions at once whether they have a paper."""
    number = document["document_id"]
    waiting = [row["institution"] for row in receipts if row["state"] == ReceiptState.NOT_YET]
    form = Form(
        record_name(number),
        view.choice.known_at,
        standing={**_beginning(view), "institutions": waiting},
        since=max((row["since"] for row in receipts), default=0),
    )
    blocks.section(t("documents.receipt.record_section", paper=paper_name(document)))
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        names = [row["institution"] for row in receipts]
        st.multiselect(t("documents.receipt.institutions"), names, placeholder="", key=form.key("institutions"))
        _fields(form)
        submit(form, lambda change, typed: _record(change, typed, number), label=t("documents.receipt.save"))
    told(form.name, saved=t("documents.receipt.saved"))
    changed_meanwhile(form)


def _beginning(view: MembersView) -> dict[str, Any]:
    return {"state": ReceiptState.RECEIVED.value, "since_date": view.choice.today, "note": ""}


def _fields(form: Form) -> None:
    with st.container(horizontal=True):
        states = [state.value for state in ReceiptState]
        st.selectbox(
            t("documents.receipt.state"),
            states,
            format_func=lambda code: code_word("receipt_state", code),
            key=form.key("state"),
        )
        st.date_input(t("documents.receipt.since_date"), format="DD/MM/YYYY", key=form.key("since_date"))
    st.text_input(t("documents.receipt.remark"), max_chars=SHORT, key=form.key("note"))


def _record(change: Change, typed: dict[str, Any], number: int) -> None:
    names = typed["institutions"]
    if not names:
        code = "receipt_needs_institution"
        raise Refusal(code)
    facts = {"document_id": number, "state": typed["state"], "since_date": typed["since_date"]}
    facts["note"] = typed["note"].strip()
    forum_acts.save_receipts([{**facts, "institution": name} for name in names], change)


def institution_papers(name: str, view: MembersView) -> None:
    """The papers of the forum as one institution has them, each with the form that changes it."""
    papers = papers_of(view)
    if not papers:
        return
    blocks.section(t("documents.receipt.of_institution"), t("documents.receipt.of_institution_note"))
    known = {row["document_id"]: row for row in receipts_of(view) if row["institution"] == name}
    missing = {"institution": name, "state": ReceiptState.NOT_YET.value, "since_date": None, "days": None}
    rows = [
        {**known.get(paper["document_id"], {**missing, "note": "", "since": 0}), "paper": paper} for paper in papers
    ]
    columns = [Column(t("documents.receipt.paper"), strong=True), Column(t("documents.receipt.validity"))]
    columns += [Column(t("documents.receipt.state"))]
    cells = [[_paper(row["paper"]), _validity(row["paper"]), _cell(row)] for row in rows]
    with st.container(key="lines_institution_papers"):
        blocks.table(Table(columns, cells, caption=t("documents.receipt.of_institution")))
    if view.is_editable:
        _changes(rows, view)


def _paper(document: Row) -> Cell:
    address = ""
    if document["file_sha256"]:
        address = attachments.address_of(document["file_sha256"], document["file_name"])
    return Cell(paper_name(document), note=document["subject"], href=address)


def _validity(document: Row) -> Cell:
    state, words = validity_badge(document)
    return Cell(words, state=state, word=words)


def _changes(rows: list[Row], view: MembersView) -> None:
    with st.container(horizontal=True):
        for row in rows:
            words = joined((t("documents.receipt.record"), paper_name(row["paper"])), ": ")
            open_button(words, _form(row, view).name, type="tertiary")
    for row in rows:
        form = _form(row, view)
        if is_open(form.name):
            _receipt_form(form, row)
        told(form.name, saved=t("documents.receipt.saved"))


def _form(row: Row, view: MembersView) -> Form:
    standing = {"state": row["state"], "since_date": row["since_date"] or view.choice.today, "note": row["note"]}
    words = joined((code_word("receipt_state", row["state"]), since_words(row), row["note"]))
    name = f"receipt_{row['paper']['document_id']}_{row['institution']}"
    return Form(name, view.choice.known_at, standing=standing, since=row["since"], words=words)


def _receipt_form(form: Form, row: Row) -> None:
    ask_who("document_who")
    begin(form)
    names = {"institutions": [row["institution"]]}
    with st.form(form.name, width=FORM_WIDTH):
        _fields(form)
        submit(
            form,
            lambda change, typed: _record(change, typed | names, row["paper"]["document_id"]),
            label=t("documents.receipt.save"),
        )
    changed_meanwhile(form)
