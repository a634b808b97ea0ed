"""The minutes of a meeting (berita acara), as Word for the clerk to correct and number, and as PDF."""

from itertools import groupby
from operator import itemgetter

from reports.blocks import Block, Heading, Lines, Paper, Paragraph, Signatures, Table, joined, lines, one_line
from reports.pack_inputs import PackInputs, Row
from reports.paper_follow_up import (
    MOST_PRINTED,
    counts_sentence,
    follow_up_table,
    left_out_sentence,
    more_sentence,
    owner,
    printed,
    register_rows,
    status,
)
from reports.paper_parts import (
    Blocks,
    chair_signature,
    letterhead,
    meeting_facts,
    notices,
    paper,
    secretary_signature,
    title,
)
from reports.paper_tables import (
    attendance_counts,
    attendance_table,
    columns,
    corrections_table,
    coverage_lines,
    coverage_table,
    decisions_table,
)
from reports.paper_words import PaperWords, rows_of, text_of
from texts import LANGUAGES, text
from vocab.forum_codes import AgendaSection


def minutes(inputs: PackInputs, language: str) -> Paper:
    """The minutes as blocks."""
    words = PaperWords(inputs, language)
    head = (*letterhead(words), *title(words, "minutes", with_number=True), *notices(words))
    return paper(
        words,
        "minutes",
        head,
        meeting_facts(words),
        _corrections_first(words),
        (Heading(words.of("heading.attendance")), Paragraph(lines(attendance_counts(words))), attendance_table(words)),
        _course(words),
        _decisions(words),
        _follow_up(words),
        (Heading(words.of("heading.next")), Paragraph(lines(_next(words)))),
        _corrections(words),
        (Paragraph(lines(words.of("closing")), is_kept=True), _signatures(words)),
    )


def _corrections_first(words: PaperWords) -> Blocks:
    """That there are corrections, said before everything that they correct."""
    numbers = [words.of("correction", number=number) for number in sorted(words.pack.corrections["number"])]
    told = words.of("has_corrections", corrections=", ".join(numbers)) if numbers else ""
    return (Paragraph(lines(told, "strong")),) if told else ()


def _course(words: PaperWords) -> Blocks:
    """The agenda with what was said to each item, in the order of the meeting."""
    items = rows_of(words.pack.agenda)
    blocks: list[Block] = [Heading(words.of("heading.course"))]
    for section, group in groupby(items, key=itemgetter("section")):
        blocks += _section(words, str(section), list(group))
    return tuple(blocks if items else [*blocks, Paragraph(lines(words.of("no_agenda")))])


def _section(words: PaperWords, section: str, items: list[Row]) -> list[Block]:
    name = words.code("agenda_section", section)
    blocks: list[Block] = [Heading(name, 2)]
    if section == AgendaSection.COVERAGE:
        blocks += [Paragraph(coverage_lines(words)), coverage_table(words)]
    followed = [item for item in items if item["activity_id"]]
    for item in (item for item in items if not item["activity_id"]):
        head = _item_title(section, str(item["title"]), is_only=len(items) == 1)
        blocks += [*head, Paragraph(minutes_of(words, item))]
    return [*blocks, *_followed(words, followed)] if followed else blocks


def _item_title(section: str, title: str, *, is_only: bool) -> list[Block]:
    """A lettered heading where a section has several items; a single one is not lettered, nor said twice."""
    if not is_only:
        return [Heading(one_line(title), 3)]
    names = {text(f"agenda_section.{section}", language) for language in LANGUAGES}
    return [] if one_line(title) in names else [Paragraph(lines(title, "strong"), is_kept=True)]


def minutes_of(words: PaperWords, item: Row) -> Lines:
    """What was said to an item, marked as a draft until it is read back; that nothing was written where it is so."""
    said = lines(text_of(item["minutes"]))
    if not said:
        return lines(words.of("no_minutes"), "quiet")
    return said if item["is_read_back"] else joined((lines(words.of("not_read_back"), "mark"), said))


def _followed(words: PaperWords, every: list[Row]) -> list[Block]:
    """What was said to the activities on the agenda; of very many all to which something was said."""
    quiet = [item for item in every if not text_of(item["minutes"]).strip()]
    left = {item["item_id"] for item in quiet[max(0, MOST_PRINTED - len(every) + len(quiet)) :]}
    items = [item for item in every if item["item_id"] not in left]
    followed = words.pack.follow_up
    shown = followed[followed["activity_id"].isin([item["activity_id"] for item in items])]
    activities = {row["activity_id"]: row for row in rows_of(shown)}
    rows = tuple(_followed_row(words, item, activities.get(item["activity_id"])) for item in items)
    named = (("activity", 5.2), ("institution", 3.2), ("status", 3.4), ("minutes", 5.0))
    table = Table(columns(words, *named), rows, words.of("column.number"), words.under("minutes"))
    more = more_sentence(words, len(left)) if left else []
    return [table, *(Paragraph(lines(sentence, "quiet")) for sentence in more)]


def _followed_row(words: PaperWords, item: Row, activity: Row | None) -> tuple[Lines, ...]:
    facts = (owner(activity), status(words, activity)) if activity is not None else ((), ())
    return (lines(str(item["title"])), *facts, minutes_of(words, item))


def _decisions(words: PaperWords) -> Blocks:
    head = Heading(words.of("heading.decisions"))
    if words.pack.decisions.empty:
        return (head, Paragraph(lines(words.of("no_decisions"))))
    return (head, decisions_table(words))


def _follow_up(words: PaperWords) -> Blocks:
    rows = register_rows(words)
    head = Heading(words.of("heading.follow_up"))
    shown, more = printed(words, rows)
    told = [counts_sentence(words), *left_out_sentence(words, rows), *more]
    said = Paragraph(tuple(line for sentence in told for line in lines(sentence)))
    return (head, said, follow_up_table(words, shown, table="follow_up")) if len(rows) else (head, said)


def _next(words: PaperWords) -> str:
    meeting = words.pack.meeting
    if meeting["next_date"] is None:
        return words.of("next.open")
    day = words.weekday(meeting["next_date"])
    return words.of("next.at", day=day, place=meeting["next_place"]) if meeting["next_place"] else day


def _corrections(words: PaperWords) -> Blocks:
    if words.pack.corrections.empty:
        return ()
    return (Heading(words.of("heading.corrections")), corrections_table(words))


def _signatures(words: PaperWords) -> Signatures:
    return Signatures((secretary_signature(words), chair_signature(words, with_date=True)))
