"""The invitation to a meeting, and the list on which those who come sign."""

from itertools import groupby
from operator import itemgetter

from reports.blocks import Column, Facts, Items, Lines, Paper, Paragraph, Table, lines
from reports.pack_inputs import PackInputs, Row
from reports.paper_parts import (
    Blocks,
    letterhead,
    notices,
    office_line,
    paper,
    signed_by_chair,
    title,
    when_and_where,
)
from reports.paper_tables import columns
from reports.paper_words import PaperWords, rows_of
from vocab.forum_codes import AgendaSection

MOST_NAMED = 5
"""So many activities are named one by one in an invitation; of more only their number."""
GUEST_LINES = 6
"""Empty lines of the attendance list, for who comes without being a member."""
SIGNING_HEIGHT_CM = 1.1


def invitation(inputs: PackInputs, language: str) -> Paper:
    """The invitation as blocks: to whom, when, where, about what; the number is left to the clerk."""
    words = PaperWords(inputs, language)
    return paper(
        words,
        "invitation",
        (*letterhead(words), *notices(words), _place_and_day(words), _letter_facts(words)),
        _addressed(words),
        (Paragraph(lines(words.of("invitation.opening", meeting=words.meeting, forum=words.forum))),),
        (Facts(tuple(when_and_where(words))), Paragraph(lines(words.of("invitation.agenda"))), _agenda(words)),
        (Paragraph(lines(words.of("invitation.request")), is_kept=True), *signed_by_chair(words, with_date=False)),
    )


def _place_and_day(words: PaperWords) -> Paragraph:
    """The clerk dates the letter, as he numbers it."""
    told = words.of("place_and_day", place=words.seat, day=words.of("blank_day"))
    return Paragraph(lines(told), side="right")


def _letter_facts(words: PaperWords) -> Facts:
    subject = words.of("invitation.subject", meeting=words.meeting, forum=words.forum)
    rows = (
        ("fact.number", words.of("blank")),
        ("fact.nature", words.of("nature")),
        ("fact.enclosure", words.of("enclosure")),
        ("fact.about", subject),
    )
    return Facts(tuple((words.of(key), lines(said)) for key, said in rows))


def _addressed(words: PaperWords) -> Blocks:
    """The members by their office, in the order of the decree."""
    members = words.pack.frames.members
    offices = [
        office_line(words, row["position"], row["institution"]) for row in rows_of(members[members["is_active"]])
    ]
    return (
        Paragraph(lines(words.of("invitation.to"))),
        Items(tuple(map(lines, offices))),
    )


def _agenda(words: PaperWords) -> Items | Paragraph:
    groups = groupby(rows_of(words.pack.agenda), key=itemgetter("section"))
    said = [line for section, items in groups for line in _points(words, str(section), list(items))]
    return Items(tuple(map(lines, said))) if said else Paragraph(lines(words.of("no_agenda")))


def _points(words: PaperWords, section: str, items: list[Row]) -> list[str]:
    name = words.code("agenda_section", section)
    titles = [str(item["title"]) for item in items]
    if section != AgendaSection.FOLLOW_UP:
        return titles
    if len(titles) > MOST_NAMED:
        return [words.of("point_count", what=name, count=words.number(len(titles)))]
    return [words.of("point_names", what=name, names="; ".join(titles))]


def attendance_list(inputs: PackInputs, language: str) -> Paper:
    """The list for signatures as blocks: members in the order of the decree, then empty lines."""
    words = PaperWords(inputs, language)
    members = words.pack.frames.members
    rows = [_to_sign(row) for row in rows_of(members[members["is_active"]])]
    empty: list[tuple[Lines, ...]] = [((), (), (), ())] * GUEST_LINES
    headers = columns(words, ("name", 4.4), ("position", 3.4), ("institution", 4.0))
    signing = Column(words.of("column.signature"), 4.2)
    table = Table(
        (*headers, signing), (*rows, *empty), words.of("column.number"), words.under("members"), SIGNING_HEIGHT_CM
    )
    head = (*letterhead(words), *title(words, "attendance_list"), *notices(words))
    return paper(words, "attendance_list", head, (Facts(tuple(when_and_where(words))), table))


def _to_sign(member: Row) -> tuple[Lines, ...]:
    return (*(lines(str(member[name])) for name in ("person", "position", "institution")), ())
