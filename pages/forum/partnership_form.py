"""The secretariat's answer to a criterion of partnership that the store has no evidence for."""

from typing import Any

import streamlit as st

from pages.forum.member_view import MembersView, Row
from pages.forum.member_words import joined
from ui import blocks, forum_acts, session
from ui.forum_forms import (
    Change,
    Form,
    ask_who,
    begin,
    changed_meanwhile,
    is_open,
    open_button,
    plain_rows,
    submit,
    told,
)
from ui.words import code_word, t
from vocab.forum_codes import Proof
from vocab.refusal import Refusal

FORM_WIDTH = 720
LONGEST = 4000
SHOWN = (Proof.DOCUMENTED, Proof.SPOKEN)


def answers_block(rows: list[Row], view: MembersView) -> None:
    """The buttons and the form that answer criteria of one type; none for what the forum's records show."""
    open_to_answer = [row for row in rows if not (row["is_computed"] and row["proof"] in SHOWN)]
    forms = {row["criterion"]: _form(row["criterion"], view) for row in open_to_answer}
    with st.container(horizontal=True):
        for criterion, form in forms.items():
            label = t(f"partnership_page.form.{'change' if form.since else 'answer'}")
            open_button(f"{label}: {criterion_name(criterion)}", form.name, type="tertiary")
    for criterion, form in forms.items():
        if is_open(form.name):
            _answer(form, criterion, view)
        told(form.name, saved=t("partnership_page.form.saved"))


def criterion_name(criterion: str) -> str:
    """A criterion in words."""
    return code_word("partnership.criterion", criterion)


def _form(criterion: str, view: MembersView) -> Form:
    kept = view.frames.partnership_answers
    rows = plain_rows(kept[kept["criterion"] == criterion])
    row: Row = rows[0] if rows else {"proof": Proof.UNKNOWN.value, "evidence": "", "since": 0}
    return Form(
        f"partnership_{criterion}",
        view.choice.known_at,
        standing={"proof": row["proof"], "evidence": row["evidence"]},
        since=row["since"],
        words=joined((code_word("proof", row["proof"]), row["evidence"]), ": "),
    )


def _answer(form: Form, criterion: str, view: MembersView) -> None:
    ask_who("partnership_answer_who")
    blocks.paragraph(code_word("partnership.ask", criterion))
    begin(form)
    with st.form(form.name, width=FORM_WIDTH):
        st.radio(
            t("partnership_page.form.proof"),
            [proof.value for proof in Proof],
            format_func=lambda code: code_word("proof", code),
            horizontal=True,
            key=form.key("proof"),
        )
        st.text_area(t("partnership_page.form.evidence"), max_chars=LONGEST, key=form.key("evidence"))
        st.caption(t("partnership_page.form.evidence_help"))
        submit(form, lambda change, typed: _save(change, typed, criterion, view), label=t("partnership_page.form.save"))
    changed_meanwhile(form)


def _save(change: Change, typed: dict[str, Any], criterion: str, view: MembersView) -> None:
    evidence = typed["evidence"].strip()
    rules = {
        "partnership_not_yours": not (session.is_secretariat() or session.is_chair()),
        "partnership_evidence_needed": typed["proof"] == Proof.DOCUMENTED and not evidence,
    }
    broken = next((code for code, is_broken in rules.items() if is_broken), None)
    if broken is not None:
        raise Refusal(broken)
    values = {"forum": view.name, "criterion": criterion, "proof": typed["proof"], "evidence": evidence}
    forum_acts.save_partnership_answer(values, change)
