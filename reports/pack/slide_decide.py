"""What the forum must decide, what changed since it last met, and what it decided."""

from collections.abc import Iterable, Sequence
from itertools import islice

import pandas as pd

from reports.pack.changes_sheet import is_share
from reports.pack.slide_charts import add_bars
from reports.pack.slide_frame import Show
from reports.pack.slide_look import CONTENT, QUIET_INK, SIDE, SMALL, Area, Said, add_words, strong, title_of
from reports.pack.slide_table import CODE_ROOM, Cell, SlideColumn, add_table, pages_of, words_cell
from reports.pack_inputs import Row
from reports.paper_follow_up import needs
from reports.paper_words import JOIN, is_given, rows_of, text_of
from reports.styles import TEAL
from texts import change_in_people, change_in_points
from vocab.codes import Timing
from vocab.forum_codes import ActivityChange, DecisionNeed

MOST_ROWS = 60
"""More than fit on the slides of one list."""
MOST_PAGES = 4
"""Of a long list so many slides; what is left over is said on the last and stands whole in the workbook."""
DRAFT_INK = "8A5A00"


def need_slides(show: Show) -> None:
    """Unfinished activities that need the forum, by what is needed; none where there is nothing to decide."""
    words = show.words
    rows = needs(words.papers)
    if rows.empty:
        return
    columns = (
        SlideColumn(words.say("column.activity"), 350),
        SlideColumn(words.say("slide.needed"), 210),
        SlideColumn(words.say("slide.why"), 240),
        SlideColumn(words.say("column.people"), 80, is_figure=True),
    )
    cells = (_need(show, row) for row in rows_of(rows.head(MOST_ROWS)))
    counts = rows["decision"].astype("str").value_counts()
    parts = [
        words.say("slide.count_of", count=words.number(counts[need.value]), what=words.say(f"slide.need.{need}"))
        for need in DecisionNeed
        if need.value in counts
    ]
    title = _needs_title(show, len(rows), parts)
    _paged(show, title, columns, cells, len(rows), source=show.work_source(), table="need_decision", sheet="unfinished")


def _needs_title(show: Show, count: int, parts: list[str]) -> str:
    """How many need a decision and of which kind; with many kinds the first of them."""
    words, number = show.words, show.words.number(count)
    join = JOIN.join
    some = [
        words.say("slide.needs_some", count=number, parts=join(parts[:most])) for most in range(len(parts) - 1, 0, -1)
    ]
    return title_of(words.say("slide.needs", count=number, parts=join(parts)), *some)


def _need(show: Show, row: Row) -> list[Cell]:
    words = show.words
    is_paused = row["timing"] == Timing.PAUSED
    cause = text_of(row["obstacle_note"]) if is_paused else words.code("obstacle", row["obstacle"])
    return [
        words_cell(Said(str(row["activity"]), is_bold=True), Said(str(row["institution"]), colour=QUIET_INK)),
        words_cell(words.code("decision_need", str(row["decision"]))),
        words_cell(words.papers.timing(row), Said(cause, colour=QUIET_INK)),
        words_cell(words.number(row["people_affected"])),
    ]


def _paged(
    show: Show, title: str, columns: Sequence[SlideColumn], rows: Iterable[Sequence[Cell]], count: int, *, source: str,
    table: str, sheet: str,
) -> None:  # fmt: skip
    """A table over as many slides as it needs, up to MOST_PAGES; `count` rows are in the whole list."""
    words = show.words
    listed = list(rows)
    shown = list(islice(pages_of(columns, listed, height=CONTENT.height), MOST_PAGES))
    if sum(map(len, shown)) < count:
        shown = list(islice(pages_of(columns, listed, height=CONTENT.height - CODE_ROOM), MOST_PAGES))
    left = count - sum(map(len, shown))
    for place, page in enumerate(shown, start=1):
        told = words.say("slide.part", title=title, part=place, parts=len(shown)) if len(shown) > 1 else title
        slide = show.slide(told, source=source, table=table)
        end = add_table(slide, columns, page, description=told)
        if left and place == len(shown):
            more = words.say("slide.more", count=words.number(left), sheet=words.sheet(sheet))
            add_words(slide, Area(SIDE, end + 4, CONTENT.width, CODE_ROOM), [Said(more, colour=QUIET_INK)])


def changes_slides(show: Show) -> None:
    """Figures of the last meeting beside those of this one, then what became of the activities."""
    words, previous = show.words, show.words.pack.previous
    if previous is None:
        return
    since = words.say("slide.since", number=previous["number"], day=words.day(previous["meeting_date"]))
    rows = words.pack.figure_changes
    if len(rows):
        _figures(show, rows, since)
    changed = words.pack.activity_changes
    if len(changed):
        _activities(show, changed, since)


def _figures(show: Show, rows: pd.DataFrame, since: str) -> None:
    words = show.words
    columns = (
        SlideColumn(words.of("column.measure"), 230),
        SlideColumn(words.say("column.before"), 130, is_figure=True),
        SlideColumn(words.say("column.now"), 130, is_figure=True),
        SlideColumn(words.of("column.change"), 130, is_figure=True),
        SlideColumn(words.say("column.reason"), 260),
    )
    cells = (_figure(show, row) for row in rows_of(rows))
    told = [_moved(show, row) for row in rows_of(rows) if row["figure"] in ("registered_people", "coverage_pct")]
    parts = JOIN.join(part for part in told if part)
    title = words.say("slide.figures_changed", since=since, parts=parts) if parts else since
    _paged(
        show, title, columns, cells, len(rows), source=show.figures_source(), table="changes_figures", sheet="changes"
    )


def _figure(show: Show, row: Row) -> list[Cell]:
    words = show.words
    shown = words.percent if is_share(row) else words.number
    return [
        words_cell(Said(words.code("forum_figure", row["figure"]), is_bold=True)),
        words_cell(shown(row["old"])),
        words_cell(shown(row["new"])),
        words_cell(Said(_change(show, row), is_bold=True)),
        words_cell(Said(words.reason(row), colour=QUIET_INK)),
    ]


def _change(show: Show, row: Row) -> str:
    words = show.words
    if not is_share(row):
        return change_in_people(row["change"], words.language)
    points = change_in_points(row["change"], words.language)
    return words.say("slide.points", points=points) if is_given(row["change"]) else points


def _moved(show: Show, row: Row) -> str:
    name = show.words.code("forum_figure", row["figure"]).lower()
    return show.words.say("slide.moved", name=name, change=_change(show, row)) if is_given(row["change"]) else ""


def _activities(show: Show, changed: pd.DataFrame, since: str) -> None:
    """How many activities were settled, moved on, slipped, or stayed silent."""
    words = show.words
    counts = changed["change"].value_counts()
    found = [change for change in ActivityChange if change.value in counts]
    named = [words.code("activity_change", change.value) for change in found]
    told = [
        words.say("slide.change_count", count=words.number(counts[change.value]), what=name.lower())
        for change, name in zip(found, named, strict=True)
    ]
    title = words.say("slide.activities_changed", since=since, parts=JOIN.join(told))
    slide = show.slide(title, source=show.work_source(), table="changes_activities")
    add_bars(
        slide, CONTENT, names=named, figures=[float(counts[change.value]) for change in found],
        colours=[TEAL] * len(found), series=words.say("column.activities"), description=title,
    )  # fmt: skip


def decision_slides(show: Show) -> None:
    """What the meeting decided, for how many people and for what money, the chair's directions first."""
    words = show.words
    rows = words.pack.decisions.sort_values("is_direction", ascending=False, kind="stable")
    if rows.empty:
        return
    columns = (
        SlideColumn(words.say("column.decision_text"), 345),
        SlideColumn(words.say("column.institution"), 150),
        SlideColumn(words.say("column.due_date"), 165),
        SlideColumn(words.say("column.people"), 80, is_figure=True),
        SlideColumn(words.say("slide.rupiah"), 140, is_figure=True),
    )
    people, budget = rows["people"].sum(min_count=1), rows["budget"].sum(min_count=1)
    parts = [words.papers.people(people)] if is_given(people) else []
    parts += [words.papers.rupiah(budget)] if is_given(budget) else []
    title = words.say("slide.decisions", count=words.number(len(rows)))
    if parts:
        title = words.say("slide.decisions_for", title=title, parts=JOIN.join(parts))
    cells = (_decision(show, row) for row in rows_of(rows.head(MOST_ROWS)))
    source = words.say("slide.decisions_source", meeting=words.meeting)
    _paged(show, title, columns, cells, len(rows), source=source, table="decisions", sheet="agenda")


def _decision(show: Show, row: Row) -> list[Cell]:
    words = show.words
    direction = strong(words.say("direction"), SMALL, TEAL) if row["is_direction"] else ""
    draft = "" if row["is_read_back"] else strong(words.say("draft"), SMALL, DRAFT_INK)
    return [
        words_cell(direction, str(row["decision"]), draft),
        words_cell(text_of(row["institution"])),
        words_cell(words.papers.day(row["due_date"])),
        words_cell(words.number(row["people"] if is_given(row["people"]) else None)),
        words_cell(words.number(row["budget"] if is_given(row["budget"]) else None)),
    ]
