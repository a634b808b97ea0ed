"""The register of MoU, decrees and agreements: each paper with its term and file, and who has received it."""

import streamlit as st

from pages.forum.document_form import ADDING, add_form, change_form, change_name, remove_form, remove_name
from pages.forum.document_receipts import receipts_table, record_form, record_name
from pages.forum.document_words import paper_name, papers_of, receipts_of, validity_badge
from pages.forum.member_view import MembersView, Row, not_live
from ui import attachments, blocks
from ui.blocks_papers import Paper, paper
from ui.forum_forms import ask_who, is_open, open_button
from ui.words import day, n, t
from vocab.forum_codes import EXPIRY_WARNING_DAYS, DocumentValidity, ReceiptState


def documents_part(view: MembersView) -> None:
    """The papers one under the other, then who has which."""
    papers, receipts = papers_of(view), receipts_of(view)
    if not view.is_editable:
        not_live(view.choice)
    if papers:
        blocks.section(t("documents.section"), t("documents.note", days=n(EXPIRY_WARNING_DAYS)))
    else:
        blocks.empty(t("documents.empty.title"), t("documents.empty.text"))
    if view.is_editable:
        open_button(t("documents.add"), ADDING, icon=":material/note_add:")
        if is_open(ADDING):
            blocks.section(t("documents.add_section"))
            ask_who("document_who")
            add_form(view)
    for document in papers:
        of_paper = [row for row in receipts if row["document_id"] == document["document_id"]]
        with st.container(key=f"paper_{document['document_id']}"):
            paper(_paper(document, of_paper, view))
            if view.is_editable:
                _changes(document, of_paper, view)
    if papers and view.members:
        receipts_table(papers, receipts, view)


def documents_answer(view: MembersView) -> str:
    """How many papers are in force, end soon or have ended, and how many every member has."""
    papers, receipts = papers_of(view), receipts_of(view)
    if not papers:
        return t("documents.answer_none")
    states = [row["validity"] for row in papers]
    in_force = states.count(DocumentValidity.IN_FORCE) + states.count(DocumentValidity.OPEN_ENDED)
    return t(
        "documents.answer",
        count=n(len(papers)),
        in_force=n(in_force),
        expiring=n(states.count(DocumentValidity.EXPIRING)),
        expired=n(states.count(DocumentValidity.EXPIRED)),
        days=n(EXPIRY_WARNING_DAYS),
        complete=n(sum(_is_complete(document, receipts, view) for document in papers)),
    )


def _is_complete(document: Row, receipts: list[Row], view: MembersView) -> bool:
    """Whether every member has a paper."""
    own = _of_members([row for row in receipts if row["document_id"] == document["document_id"]], view)
    return bool(own) and all(row["state"] != ReceiptState.NOT_YET for row in own)


def _of_members(receipts: list[Row], view: MembersView) -> list[Row]:
    names = {member["institution"] for member in view.members}
    return [row for row in receipts if row["institution"] in names]


def _paper(document: Row, receipts: list[Row], view: MembersView) -> Paper:
    signed, file = document["signed_date"], document["file_name"]
    facts = [
        t("documents.signed", day=day(signed)) if signed else t("documents.not_signed"),
        t("documents.parties", parties=document["parties"]) if document["parties"] else "",
        "" if file else t("documents.no_file"),
        _received(_of_members(receipts, view)),
    ]
    address = attachments.address_of(document["file_sha256"], file) if document["file_sha256"] else ""
    return Paper(
        title=paper_name(document),
        subject=document["subject"],
        badge=validity_badge(document),
        facts=[fact for fact in facts if fact],
        where=(t("documents.where"), document["link"]) if document["link"] else None,
        file=(t("documents.download", file=file), address) if address else None,
    )


def _received(receipts: list[Row]) -> str:
    if not receipts:
        return t("documents.no_members")
    states = [row["state"] for row in receipts]
    passed_on = states.count(ReceiptState.PASSED_ON)
    received = states.count(ReceiptState.RECEIVED) + passed_on
    return t("documents.received", received=n(received), count=n(len(states)), passed_on=n(passed_on))


def _changes(document: Row, receipts: list[Row], view: MembersView) -> None:
    """The forms over a paper, one open at a time."""
    number = document["document_id"]
    words = {record_name(number): "receipt.record", change_name(number): "change", remove_name(number): "remove"}
    with st.container(horizontal=True):
        for form, word in words.items():
            open_button(t(f"documents.{word}"), form, type="tertiary", help=paper_name(document))
    if any(is_open(form) for form in words):
        ask_who("document_who")
    if is_open(record_name(number)):
        record_form(document, receipts, view)
    elif is_open(change_name(number)):
        change_form(document, view)
    elif is_open(remove_name(number)):
        remove_form(document, view)
