"""The leader's directions (Arahan Pimpinan): three to five decisions taken or to take, on one page."""

from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any

import pandas as pd

from reports.blocks import (
    Block,
    Facts,
    Letterhead,
    Lines,
    Notice,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
    joined,
    lines,
    one_line,
    shortened,
)
from reports.pack_inputs import PackInputs, Row
from reports.paper_follow_up import counts_sentence, needs
from reports.paper_parts import Blocks, letterhead, notices, paper, signed_by_chair, title
from reports.paper_tables import columns, target_sentences
from reports.paper_words import BETWEEN, PaperWords, is_given, rows_of, text_of

FEWEST, MOST = 3, 5
LONGEST_WHAT, LONGEST_SMALL, LONGEST_HEAD, LONGEST_SIGNED = 150, 75, 60, 40
"""Characters of a decision, the lines under it, the head and the signature; what is cut ends in an ellipsis."""
TEXT_PT = 10.0
CHARACTERS_A_LINE, CAPITAL = 50, 1.4
"""How many characters a line of the table holds, and how much wider than others a capital is."""
LINE_CM, SMALL_LINE_CM, PADDING_CM = 0.43, 0.36, 0.3
"""The height of a line of a row, of a small one, and of what is around them."""
ROOM_CM, NOTICE_CM, FACT_LINE_CM, SIGNED_LINE_CM = 13.0, 1.0, 0.5, 0.48
"""What A4 leaves for rows and facts with one line of notice and three of the signature; what each line takes of it."""
FACT_CHARACTERS, SIGNED_LINES = 58, 3


@dataclass(frozen=True)
class Direction:
    """One line of the page: what, the small lines under it, for how many people and for what money."""

    what: str
    under: tuple[str, ...]
    mark: str
    people: object
    budget: object

    @property
    def height_cm(self) -> float:
        """About how high the line will be."""
        small = len(self.under) + bool(self.mark)
        return ceil(_width(self.what) / CHARACTERS_A_LINE) * LINE_CM + small * SMALL_LINE_CM + PADDING_CM


def _width(words: str) -> float:
    """How wide a text is, in usual characters."""
    return sum(CAPITAL if character.isupper() else 1 for character in words)


def _narrowed(words: str, most: int) -> str:
    """The text as far as it is no wider than so many usual characters."""
    whole = one_line(words)
    widths = accumulate(_width(character) for character in whole)
    return shortened(whole, max(2, sum(width <= most for width in widths)))


def directions(inputs: PackInputs, language: str) -> Paper:
    """The page as blocks: the state in figures, the directions, and what else there is to read."""
    words = PaperWords(inputs, language)
    waiting = _to_take(words)
    every = [*_taken(words), *(_needed(words, row) for row in rows_of(waiting.head(MOST)))]
    state, signed = _state(words), tuple(map(_short, signed_by_chair(words)))
    shown = _that_fit(every, _room(words, state, signed))
    left = len(every) + max(0, len(waiting) - MOST) - len(shown)
    rest = words.of("directions.rest", count=words.number(left)) if left else ""
    table: Blocks = (_table(words, shown),) if shown else (Paragraph(lines(words.of("directions.none"))),)
    return paper(
        words,
        "directions",
        tuple(_short(block) for block in (*letterhead(words), *title(words, "directions"))),
        (*notices(words), state),
        table,
        (Paragraph(lines(rest, "quiet")),) if rest else (),
        signed,
    )


def _room(words: PaperWords, state: Facts, signed: Blocks) -> float:
    """About how much height is left for the rows of the table."""
    facts = sum(ceil(_width(line.text) / FACT_CHARACTERS) for _, said in state.rows for line in said)
    offices = [
        line for block in signed if isinstance(block, Signatures) for one in block.signatures for line in one.above
    ]
    signing = sum(ceil(_width(line) / LONGEST_SIGNED) for line in offices) - SIGNED_LINES
    warnings = sum(len(block.lines) for block in notices(words) if isinstance(block, Notice))
    return ROOM_CM - NOTICE_CM * warnings - FACT_LINE_CM * (facts - SIGNED_LINES) - SIGNED_LINE_CM * signing


def _that_fit(every: list[Direction], room_cm: float) -> list[Direction]:
    """Five where they fit on the page, of long ones fewer, at least three."""
    heights = list(accumulate(one.height_cm for one in every[:MOST]))
    fitting = sum(height <= room_cm for height in heights)
    return every[: max(FEWEST, fitting)]


def _short(block: Block) -> Block:
    """Head and signature with lines of about one line each."""
    if isinstance(block, Letterhead):
        return Letterhead(tuple(_narrowed(line, LONGEST_HEAD) for line in block.lines))
    if isinstance(block, Title):
        return Title(block.text, tuple(_narrowed(line, LONGEST_HEAD) for line in block.under))
    if isinstance(block, Signatures):
        return Signatures(tuple(_short_signature(one) for one in block.signatures))
    return block


def _short_signature(one: Signature) -> Signature:
    place_and_day, *offices = one.above
    above = (place_and_day, *(_narrowed(line, LONGEST_SIGNED) for line in offices))
    return Signature(above, _narrowed(one.name, LONGEST_SIGNED), one.below)


def _state(words: PaperWords) -> Facts:
    """When the meeting was, how far coverage is, and how much is unfinished."""
    said = (
        ("fact.day", words.weekday(words.pack.meeting["meeting_date"])),
        ("fact.coverage", "\n".join((_coverage(words), *target_sentences(words)))),
        ("fact.follow_up", counts_sentence(words)),
    )
    return Facts(tuple((words.of(key), lines(what)) for key, what in said))


def _coverage(words: PaperWords) -> str:
    """Coverage with its counts, denominator and month."""
    row = words.pack.summary.headline.figures
    if row is None or not is_given(row["coverage_pct"]):
        return words.code("target_state", "no_data")
    counts = {"registered": words.number(row["registered_people"]), "people": words.number(row["people"])}
    value, of = words.percent(row["coverage_pct"]), words.figures.denominator
    return words.of("directions.coverage", value=value, period=words.figures.period, denominator=of, **counts)


def _taken(words: PaperWords) -> list[Direction]:
    """What the meeting decided, the chair's own directions first."""
    activities = {row["activity_id"]: row for row in rows_of(words.pack.follow_up)}
    rows = words.pack.decisions.sort_values("is_direction", ascending=False, kind="stable")
    return [_decided(words, row, activities.get(row["activity_id"], {})) for row in rows_of(rows)]


def _decided(words: PaperWords, row: Row, activity: Row) -> Direction:
    """A decision; what it does not say is as in the plan of its activity."""
    mark = "" if row["is_read_back"] else words.of("not_read_back")
    people, budget, due = (
        row[name] if is_given(row[name]) else activity.get(other)
        for name, other in (("people", "people_affected"), ("budget", "budget"), ("due_date", "due_date"))
    )
    under = _small(_whose(words, text_of(row["institution"]), due))
    return Direction(_narrowed(str(row["decision"]), LONGEST_WHAT), under, mark, people, budget)


def _to_take(words: PaperWords) -> pd.DataFrame:
    """What needs a decision and was not decided on, by what is needed."""
    rows = needs(words)
    return rows[~rows["activity_id"].isin(set(words.pack.decisions["activity_id"]))]


def _needed(words: PaperWords, row: Row) -> Direction:
    what = _narrowed(words.of(f"need.{row['decision']}", activity=row["activity"]), LONGEST_WHAT)
    cause = words.cause(row)
    told = words.of("directions.cause", cause=cause) if cause else ""
    under = _small(_whose(words, str(row["institution"]), row["due_date"]), told)
    return Direction(what, under, words.of("directions.to_take"), row["people_affected"], row["budget"])


def _whose(words: PaperWords, institution: str, due: object) -> str:
    day = words.of("directions.due", day=words.day(due)) if is_given(due) else ""
    return BETWEEN.join(part for part in (_narrowed(institution, LONGEST_SMALL - 35), day) if part)


def _small(*told: str) -> tuple[str, ...]:
    return tuple(_narrowed(words, LONGEST_SMALL) for words in told if words)


def _table(words: PaperWords, shown: list[Direction]) -> Table:
    named: tuple[Any, ...] = (("direction", 9.2), ("people", 2.2, "right"), ("rupiah", 3.6, "right"))
    rows = tuple(
        (_cell(one), lines(words.number(one.people)), lines(words.rupiah(one.budget))) for one in shown
    )  # fmt: skip
    return Table(
        columns(words, *named), rows, words.of("column.number"), words.under("directions"), size_pt=TEXT_PT
    )  # fmt: skip


def _cell(one: Direction) -> Lines:
    return joined((lines(one.what), *(lines(part, "quiet") for part in one.under), lines(one.mark, "mark")))
