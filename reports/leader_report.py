"""The report on a meeting to who leads the area: the state, what was decided, what is unfinished and why, and what
is asked."""

import pandas as pd

from reports.blocks import Facts, Heading, Items, Lines, Paper, Paragraph, lines, one_line
from reports.pack_inputs import PackInputs
from reports.paper_follow_up import counts_sentence, institutions_table, needs, needs_table, printed, unfinished_rows
from reports.paper_parts import Blocks, chair_line, letterhead, notices, paper, signed_by_chair, title
from reports.paper_tables import attendance_counts, coverage_lines, coverage_table, decisions_table
from reports.paper_words import PaperWords, is_given
from vocab.codes import BudgetState
from vocab.forum_codes import CARRIED_OVER_MEETINGS, DecisionNeed

ASKED = (DecisionNeed.PAUSED, DecisionNeed.CARRIED_OVER, DecisionNeed.NO_OWNER, DecisionNeed.NO_DUE_DATE)
"""Needs that the leader is asked to help with; the others the forum settles itself."""


def leader_report(inputs: PackInputs, language: str) -> Paper:
    """The report as blocks."""
    words = PaperWords(inputs, language)
    return paper(
        words,
        "leader_report",
        (*letterhead(words), *title(words, "leader_report", with_number=True), *notices(words), _address(words)),
        (Heading(words.of("heading.held")), Paragraph(_held(words))),
        (Heading(words.of("heading.coverage")), Paragraph(coverage_lines(words)), coverage_table(words)),
        _decided(words),
        _unfinished(words),
        (Heading(words.of("heading.asked")), _asked(words)),
        (Paragraph(lines(words.of("report.closing")), is_kept=True),),
        signed_by_chair(words),
    )


def _address(words: PaperWords) -> Facts:
    rows = (
        ("fact.to", words.of("honoured", leader=words.leader)),
        ("fact.from", words.of("chair.chair", forum=words.forum)),
        ("fact.date", words.day(words.pack.today)),
        ("fact.about", words.of("report.subject", meeting=words.meeting, forum=words.forum)),
    )
    return Facts(tuple((words.of(key), lines(one_line(said))) for key, said in rows))


def _held(words: PaperWords) -> Lines:
    meeting = words.pack.meeting
    place = str(meeting["place"] or words.of("blank"))
    day = words.weekday(meeting["meeting_date"])
    held = words.of("report.held", meeting=words.meeting, day=day, place=place, chair=chair_line(words))
    return (*lines(one_line(held)), *lines(attendance_counts(words)))


def _decided(words: PaperWords) -> Blocks:
    head = Heading(words.of("heading.decisions"))
    if words.pack.decisions.empty:
        return (head, Paragraph(lines(words.of("no_decisions"))))
    return (head, decisions_table(words))


def _unfinished(words: PaperWords) -> Blocks:
    """The counts with their causes, institution by institution, and what needs a decision."""
    head = (Heading(words.of("heading.unfinished")), Paragraph(lines(counts_sentence(words))))
    if unfinished_rows(words).empty:
        return head
    rows = needs(words)
    shown, more = printed(words, rows)
    rest = tuple(Paragraph(lines(sentence, "quiet")) for sentence in more)
    asking = (Paragraph(lines(words.of("report.needs")), is_kept=True), needs_table(words, shown)) if len(rows) else ()
    return (*head, institutions_table(words), *asking, *rest)


def _asked(words: PaperWords) -> Items | Paragraph:
    """What only the leader can bring about, as far as the activities say it."""
    asked = (*_by_need(words), *_by_budget(words))
    return Items(tuple(map(lines, asked))) if asked else Paragraph(lines(words.of("report.nothing_asked")))


def _by_need(words: PaperWords) -> list[str]:
    rows = unfinished_rows(words)
    picked = {need: rows[rows["decision"] == need] for need in ASKED}
    picked[DecisionNeed.CARRIED_OVER] = rows[rows["meetings_survived"] >= CARRIED_OVER_MEETINGS]
    return [_ask(words, need, some) for need, some in picked.items() if len(some)]


def _ask(words: PaperWords, need: str, some: pd.DataFrame) -> str:
    institutions = ", ".join(dict.fromkeys(map(one_line, some["institution"])))
    asked = words.of(f"ask.{need}", count=words.number(len(some)), institutions=institutions)
    people = some["people_affected"].sum(min_count=1)
    return f"{asked} {words.of('ask.waiting', people=words.people(people))}" if is_given(people) else asked


def _by_budget(words: PaperWords) -> list[str]:
    rows = unfinished_rows(words)
    asked = []
    for state in (BudgetState.PROPOSED, BudgetState.NONE):
        some = rows[(rows["budget_state"] == state) & rows["budget"].map(is_given)]
        if len(some):
            total = words.rupiah(some["budget"].sum())
            asked.append(words.of(f"ask.budget_{state}", count=words.number(len(some)), rupiah=total))
    return asked
