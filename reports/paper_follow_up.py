"""What papers of a meeting say about its activities: the table of follow-up, counts, and what needs a decision."""

from typing import Any

import pandas as pd

from metrics import selection, unfinished_counts
from reports.blocks import Lines, Table, joined, lines, one_line
from reports.pack_inputs import Row
from reports.paper_tables import columns
from reports.paper_words import BETWEEN, PaperWords, is_given, rows_of, text_of
from vocab.codes import ActivityStatus, Reporting, Timing
from vocab.forum_codes import DecisionNeed

MOST_PRINTED = 100
"""So many activities stand in a table of a paper; a longer list is read in the workbook."""


def printed(words: PaperWords, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The first rows of a list, as many as a paper prints, and the sentence that says how many more there are."""
    left = len(rows) - MOST_PRINTED
    return rows.head(MOST_PRINTED), more_sentence(words, left) if left > 0 else []


def more_sentence(words: PaperWords, count: int) -> list[str]:
    """That the rest of a list stands in the workbook."""
    return [words.of("more", count=words.number(count), sheet=words.figures.sheet("register"))]


def in_decree_order(words: PaperWords, rows: pd.DataFrame) -> pd.DataFrame:
    """Activities by institution as the decree lists them, each institution's in the order of the plan."""
    order = {name: place for place, name in enumerate(words.pack.by_institution["institution"])}
    places = rows["institution"].map(order).fillna(len(order))
    return rows.iloc[places.argsort(kind="stable")]


def unfinished_rows(words: PaperWords) -> pd.DataFrame:
    """What is unfinished, by institution."""
    return in_decree_order(words, selection(words.pack.follow_up))


def register_rows(words: PaperWords) -> pd.DataFrame:
    """What is unfinished, and what was closed since the meeting before, by institution."""
    rows, changes = words.pack.follow_up, words.pack.activity_changes
    moved = set(changes.loc[changes["change"] != "unchanged", "activity_id"]) if len(changes) else set()
    return in_decree_order(words, rows[rows["is_unfinished"] | rows["activity_id"].isin(moved)])


def follow_up_table(words: PaperWords, rows: pd.DataFrame, *, table: str) -> Table:
    """Activity, institution, due date with its slips, status, and why it is not finished."""
    cells = tuple(
        (_activity(words, row), owner(row), due(words, row), status(words, row), cause(words, row))
        for row in rows_of(rows)
    )
    named = (("activity", 4.0), ("institution", 2.9), ("due_date", 3.1), ("status", 3.3), ("obstacle", 3.3))
    return Table(columns(words, *named), cells, words.of("column.number"), words.under(table))


def _activity(words: PaperWords, row: Row) -> Lines:
    code = one_line(str(row["code"]))
    people = words.of("brings", people=words.people(row["people_affected"])) if is_given(row["people_affected"]) else ""
    small = BETWEEN.join(part for part in (code, people) if part)
    return joined((lines(str(row["activity"])), lines(small, "quiet")))


def owner(row: Row) -> Lines:
    """Whose activity it is: the institution, its office, then the person."""
    behind = [text_of(row[name]) for name in ("office", "person")]
    return joined((lines(str(row["institution"])), *(lines(part, "quiet") for part in behind)))


def due(words: PaperWords, row: Row) -> Lines:
    """The due date, how the activity stands against it, what the clock once stood, and from which date it slipped."""
    shown = words.day(row["due_date"]) if is_given(row["due_date"]) else words.code("timing", Timing.NO_DUE_DATE)
    is_told = row["is_unfinished"] and row["timing"] not in (Timing.NO_DUE_DATE, Timing.PAUSED)
    told = [words.timing(row)] if is_told else []
    if is_given(row["counted_until"]):
        until = words.day(row["counted_until"])
        told.append(words.of("stood", days=words.number(row["paused_days"]), until=until))
    slips = int(row["slips"])
    if slips:
        first = words.day(row["first_due_date"])
        told.append(words.of("slipped", slips=words.number(slips), first=first))
    return joined((lines(shown), *(lines(part, "quiet") for part in told)))


def status(words: PaperWords, row: Row) -> Lines:
    """The status, how much is there, and when it was last reported."""
    reported = words.of("reported_on", day=words.day(row["reported_on"])) if is_given(row["reported_on"]) else ""
    silent = words.code("reporting", Reporting.SILENT)
    told = [words.progress(row), reported or (silent if row["is_unfinished"] else "")]
    return joined((lines(words.code("status", str(row["status"]))), *(lines(part, "quiet") for part in told if part)))


def cause(words: PaperWords, row: Row) -> Lines:
    """The obstacle and its note; that none was named where something unfinished has none."""
    named = words.cause(row)
    if not named:
        is_open = row["is_unfinished"] and row["status"] != ActivityStatus.DONE_UNCONFIRMED
        return lines(words.of("no_cause"), "quiet") if is_open else ()
    paused = is_given(row["paused_since"]) and row["timing"] == Timing.PAUSED
    since = words.of("paused_since", day=words.day(row["paused_since"])) if paused else ""
    return joined((lines(named), lines(since, "quiet")))


def counts_sentence(words: PaperWords) -> str:
    """How much is unfinished, in which status, and how much of it is late."""
    counts = unfinished_counts(words.pack.follow_up)
    if not counts.total:
        return words.of("nothing_unfinished")
    named = ((words.code("status", code).lower(), count) for code, count in counts.by_status)
    parts = [words.of("count_part", what=name, count=words.number(count)) for name, count in named]
    late = words.number(counts.overdue)
    return words.of("counts", count=words.number(counts.total), parts="; ".join(parts), late=late)


def left_out_sentence(words: PaperWords, shown: pd.DataFrame) -> list[str]:
    """That what was closed earlier is not in the table, where there is any."""
    left = len(words.pack.follow_up) - len(shown)
    return [words.of("left_out", count=words.number(left))] if left else []


def needs(words: PaperWords) -> pd.DataFrame:
    """Unfinished activities that need the forum, by what is needed, then in the order of the decree."""
    rows = unfinished_rows(words)
    order = {need.value: place for place, need in enumerate(DecisionNeed)}
    places = rows["decision"].astype("str").map(order)
    return rows.assign(need_place=places)[places.notna()].sort_values("need_place", kind="stable")


def needs_table(words: PaperWords, rows: pd.DataFrame) -> Table:
    """What needs a decision: the activity, what is needed, why, and for how many people."""
    cells = tuple(
        (
            joined((lines(str(row["activity"])), lines(str(row["institution"]), "quiet"))),
            lines(words.code("decision_need", str(row["decision"]))),
            joined((due(words, row), cause(words, row))),
            lines(words.number(row["people_affected"])),
        )
        for row in rows_of(rows)
    )
    named: tuple[Any, ...] = (("activity", 5.4), ("need", 3.8), ("due_and_cause", 5.2), ("people", 2.2, "right"))
    return Table(columns(words, *named), cells, words.of("column.number"), words.under("need_decision"))


def institutions_table(words: PaperWords) -> Table:
    """Institutions that have something unfinished: how much, how it stands, and the causes that were named."""
    rows = words.pack.by_institution
    cells = tuple(
        (
            lines(str(row["institution"])),
            *(lines(words.number(row[name])) for name in ("unfinished", "late", "silent")),
            lines(_obstacles(words, row)),
            lines(words.number(row["people_affected"] or None)),
        )
        for row in rows_of(rows[rows["unfinished"] > 0])
    )
    figures = ((name, 2.0, "right") for name in ("unfinished", "late", "silent"))
    named: tuple[Any, ...] = (("institution", 4.2), *figures, ("obstacle", 4.6), ("people", 1.8, "right"))
    return Table(columns(words, *named), cells, under=words.under("by_institution"))


def _obstacles(words: PaperWords, row: Row) -> str:
    named = [words.code("obstacle", code) for code in row["obstacles"]]
    return "; ".join(name for name in named if name) or words.of("no_cause")
