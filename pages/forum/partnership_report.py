"""The partnership report: the type with its flags, the one step up, the eight dimensions, each criterion with evidence.

Shown to the secretariat and the chair: it is there to strengthen working together, and is no school grade.
"""

from collections.abc import Iterable

import streamlit as st

from metrics import Partnership
from pages.forum.member_view import MembersView, Row, not_live
from pages.forum.partnership_form import answers_block, criterion_name
from pages.forum.partnership_view import judged
from pages.sentences import in_sentence
from ui import blocks, session
from ui.blocks import Cell, Column, Line, Table
from ui.forum_forms import plain_rows
from ui.words import code_word, n, t
from vocab.codes import TargetState
from vocab.forum_codes import Proof
from vocab.partnership import PartnershipLevel

PROOF_STATES: dict[Proof, TargetState] = {
    Proof.DOCUMENTED: TargetState.REACHED,
    Proof.SPOKEN: TargetState.NEAR,
    Proof.ABSENT: TargetState.BELOW,
    Proof.UNKNOWN: TargetState.NO_DATA,
}


def partnership_answer(view: MembersView) -> str:
    """The type with its flags, for those who may see it."""
    if not _may_see():
        return t("partnership_page.closed_answer")
    found = judged(view)
    level = code_word("partnership.level", found.level)
    if not found.flags:
        return t("partnership_page.answer_level", level=level)
    return t("partnership_page.answer_flags", level=level, count=n(len(found.flags)))


def _may_see() -> bool:
    return session.is_secretariat() or session.is_chair()


def partnership_part(view: MembersView) -> None:
    """The report for those it is for; for others why it is closed and the choice of a role."""
    if not _may_see():
        blocks.empty(t("partnership_page.closed_title"), t("partnership_page.closed"))
        with st.container(key="partnership_who", horizontal=True):
            session.ask_person(key="partnership")
        if _may_see():
            st.rerun()
        return
    if not view.is_editable:
        not_live(view.choice)
    found = judged(view)
    rows = plain_rows(found.criteria)
    _type(found, rows)
    _step(found)
    _dimensions(found)
    _criteria(rows, view)


def _type(found: Partnership, rows: list[Row]) -> None:
    """Where the forum stands on the continuum, with the flags beside the type, and what that means."""
    blocks.section(t("partnership_page.section"), t("partnership_page.no_grade"))
    levels = list(PartnershipLevel)[1:]
    place = levels.index(found.level) if found.level in levels else -1
    blocks.steps([code_word("partnership.level", level) for level in levels], place)
    level = code_word("partnership.level", found.level)
    flags = t("partnership_page.flags", count=n(len(found.flags))) if found.flags else t("partnership_page.no_flags")
    state = TargetState.NEAR if found.flags else TargetState.REACHED
    badges = [(state, flags)] if place >= 0 else []
    with st.container(key="partnership_type"):
        blocks.line(Line(title=level, badges=badges, text=code_word("partnership.level_means", found.level)))
    blocks.paragraph(t("partnership_page.answer", count=n(len(rows)), **_counts(row["proof"] for row in rows)))
    if found.flags:
        blocks.section(t("partnership_page.flags_section"), t("partnership_page.flags_note"))
        by_code = {row["criterion"]: row for row in rows}
        blocks.points([f"{criterion_name(code)}: {_evidence(by_code[code])}" for code in found.flags])


def _counts(proofs: Iterable[str]) -> dict[str, str]:
    """How many criteria are in each state, by its code."""
    given = list(proofs)
    return {proof.value: n(given.count(proof.value)) for proof in Proof}


def _step(found: Partnership) -> None:
    blocks.section(t("partnership_page.step_section"))
    if found.next_step is None:
        blocks.paragraph(t("partnership_page.step_none"))
        return
    key = "step_up" if found.next_level is not None and found.missing else "step_strengthen"
    level = found.next_level if key == "step_up" else found.level
    words = {"level": code_word("partnership.level", level), "step": code_word("partnership.step", found.next_step)}
    blocks.notice(t(f"partnership_page.{key}", **words))
    if len(found.missing) > 1:
        names = ", ".join(in_sentence(criterion_name(code)) for code in found.missing)
        blocks.paragraph(t("partnership_page.missing", level=words["level"], names=names))


def _dimensions(found: Partnership) -> None:
    blocks.section(t("partnership_page.dimensions"), t("partnership_page.dimensions_note"))
    columns = [Column(t(f"partnership_page.{name}")) for name in ("dimension", "proof", "counts")]
    rows = [_dimension(row) for row in plain_rows(found.dimensions)]
    with st.container(key="lines_dimensions"):
        blocks.table(Table(columns, rows, caption=t("partnership_page.dimensions")))


def _dimension(row: Row) -> list[Cell]:
    word = code_word("proof", row["proof"])
    counts = [t(f"partnership_page.count.{proof}", count=n(row[proof.value])) for proof in Proof if row[proof.value]]
    return [
        Cell(code_word("partnership.dimension", row["dimension"]), strong=True),
        Cell(word, state=PROOF_STATES[Proof(row["proof"])], word=word),
        Cell(", ".join(counts)),
    ]


def _criteria(rows: list[Row], view: MembersView) -> None:
    """The criteria of each type, the closest first, then those that only complete a dimension."""
    blocks.section(t("partnership_page.criteria"), t("partnership_page.criteria_note"))
    for level in (*reversed(list(PartnershipLevel)), ""):
        of_level = [row for row in rows if row["level"] == level]
        if not of_level:
            continue
        title = code_word("partnership.level", level) or t("partnership_page.of_dimension")
        columns = [Column(t("partnership_page.criterion"), width="32%", strong=True)]
        columns += [Column(t("partnership_page.proof"), width="20%"), Column(t("partnership_page.by_evidence"))]
        with st.container(key=f"lines_criteria_{level}"):
            blocks.table(Table(columns, [_cells(row) for row in of_level], caption=title))
        if view.is_editable:
            answers_block(of_level, view)
    blocks.paragraph(t("partnership_page.source"))


def _cells(row: Row) -> list[Cell]:
    word = code_word("proof", row["proof"])
    source = t(f"partnership_page.{'from_store' if row['is_computed'] else 'from_secretariat'}")
    note = source if row["evidence_code"] != "unanswered" else ""
    evidence = row["note"] if row["evidence_code"] == "answered" and row["note"] else _evidence(row)
    return [
        Cell(criterion_name(row["criterion"])),
        Cell(word, state=PROOF_STATES[Proof(row["proof"])], word=word),
        Cell(evidence, note=note),
    ]


def _evidence(row: Row) -> str:
    counts = {"numerator": n(row["numerator"]), "denominator": n(row["denominator"])}
    return t(f"partnership.evidence.{row['evidence_code']}", **counts)
