"""The first slide and the last: which meeting this is, and when the next one comes."""

import pandas as pd
from pptx.enum.text import MSO_ANCHOR

from metrics import selection
from reports.pack.slide_frame import Show
from reports.pack.slide_look import (
    BODY,
    CONTENT,
    HEIGHT,
    LARGE,
    QUIET_INK,
    SIDE,
    TITLE,
    WIDTH,
    Area,
    Said,
    add_plane,
    add_slide,
    add_words,
    strong,
)
from reports.pack.slide_table import CODE_ROOM, SlideColumn, add_table, pages_of, words_cell
from reports.pack_inputs import PackInputs
from reports.paper_words import JOIN, rows_of
from reports.styles import INK, TEAL

EDGE = Area(0, 0, 20, HEIGHT)
FORUM = Area(SIDE + 8, 84, WIDTH - 2 * SIDE - 8, 112)
MEETING = Area(SIDE + 8, 220, WIDTH - 2 * SIDE - 8, 240)
MOST_ROWS = 20
"""More than fit on a slide."""
FORUM_SIZE = 44.0
NEXT = Area(SIDE, 112, WIDTH - 2 * SIDE, 60)
DUE = Area(SIDE, 186, WIDTH - 2 * SIDE, CONTENT.top + CONTENT.height - 186)


def title_slide(show: Show) -> None:
    """Area, forum, meeting, day and place, and of when the figures are."""
    words, meeting = show.words, show.words.pack.meeting
    slide = add_slide(show.deck, words.forum, heading=FORUM, size=FORUM_SIZE, anchor=MSO_ANCHOR.BOTTOM)
    add_plane(slide, EDGE, TEAL)
    day = words.papers.weekday(meeting["meeting_date"])
    place = JOIN.join(str(meeting[name]) for name in ("start_time", "place") if meeting[name])
    told = [Said(words.area_name, LARGE, colour=QUIET_INK)] if words.area_name not in words.forum else []
    told += [Said(words.papers.meeting, TITLE, is_bold=True), Said(day, TITLE)]
    told += [Said(str(text), BODY) for text in (place, meeting["subject"]) if text]
    told += [Said(words.say("slide.figures_of", period=words.period), BODY, colour=QUIET_INK)]
    add_words(slide, MEETING, told)
    show.foot(slide, show.figures_source())


def next_slide(show: Show) -> None:
    """When the forum meets again, and which commitments fall due until then."""
    words, meeting = show.words, show.words.pack.meeting
    due = due_until_next(words.pack)
    if meeting["next_date"] is None:
        title = words.say("slide.next_open")
    else:
        title = words.say("slide.next", day=words.papers.weekday(meeting["next_date"]))
    slide = show.slide(title, source=show.work_source(), table="not_done")
    told = [Said(str(meeting["next_place"]), LARGE)] if meeting["next_date"] and meeting["next_place"] else []
    key = "slide.due" if len(due) else "slide.nothing_due"
    told += [strong(words.say(key, count=words.number(len(due))), BODY, INK)]
    add_words(slide, NEXT, told)
    if len(due):
        _due_table(show, slide, due)


def due_until_next(pack: PackInputs) -> pd.DataFrame:
    """Unfinished activities whose due date lies ahead, up to the next meeting, the nearest first."""
    rows = selection(pack.follow_up)
    ahead = rows[rows["due_date"] >= pd.Timestamp(pack.today)]
    last = pack.meeting["next_date"]
    until = ahead if last is None else ahead[ahead["due_date"] <= pd.Timestamp(last)]
    return until.sort_values("due_date", kind="stable")


def _due_table(show: Show, slide: object, due: pd.DataFrame) -> None:
    """As many of them as fit; that there are more is said under them."""
    words = show.words
    columns = (
        SlideColumn(words.say("column.due_date"), 200),
        SlideColumn(words.say("column.institution"), 240),
        SlideColumn(words.say("column.activity"), 440),
    )
    rows = (
        [words_cell(words.papers.day(row["due_date"])), words_cell(row["institution"]), words_cell(row["activity"])]
        for row in rows_of(due.head(MOST_ROWS))
    )
    shown = next(pages_of(columns, rows, height=DUE.height - CODE_ROOM))
    end = add_table(slide, columns, shown, area=DUE, description=words.say("slide.due_table"))
    left = len(due) - len(shown)
    if left:
        more = words.say("slide.more", count=words.number(left), sheet=words.sheet("register"))
        add_words(slide, Area(SIDE, end + 4, DUE.width, 24), [Said(more, colour=QUIET_INK)])
