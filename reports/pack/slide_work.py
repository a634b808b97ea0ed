"""What is not carried out: whose it is and how far, and what stands in the way."""

import pandas as pd

from charts.look import STATUS_COLOURS
from metrics import count_by_status, pareto, unfinished_counts
from reports.pack.slide_charts import Series, add_bars, add_stacked_bars
from reports.pack.slide_frame import Show
from reports.pack.slide_look import CONTENT, title_of
from reports.paper_follow_up import counts_sentence
from reports.styles import TEAL
from vocab.codes import ActivityStatus

MOST_BARS = 12
"""Institutions on one slide."""
MOST_SLIDES = 3
"""With more institutions than these hold, the rest stands together in the last bar."""
NOT_NAMED = "5B6770"


def institution_slides(show: Show) -> None:
    """Unfinished activities by institution and status, in the order of the decree."""
    words = show.words
    counts = count_by_status(words.pack.follow_up)
    if counts.empty:
        slide = show.slide(words.of("nothing_unfinished"), source=show.work_source(), table="by_institution")
        show.nothing(slide, words.say("slide.all_done"))
        return
    names = _in_order(show, counts)
    groups = _with_rest(show, counts, names)
    statuses = [status for status in ActivityStatus if status in set(counts["status"])]
    parts = _in_parts(list(groups))
    for place, part in enumerate(parts, start=1):
        told = _told(show)
        title = words.say("slide.part", title=told, part=place, parts=len(parts)) if len(parts) > 1 else told
        slide = show.slide(title, source=show.work_source(), table="by_institution")
        series = [
            Series(words.code("status", status), [groups[name].get(status) for name in part], STATUS_COLOURS[status])
            for status in statuses
        ]
        add_stacked_bars(slide, CONTENT, names=part, series=series, description=title)


def _in_parts(names: list[str]) -> list[list[str]]:
    return [names[start : start + MOST_BARS] for start in range(0, len(names), MOST_BARS)]


def _told(show: Show) -> str:
    """How much is unfinished, in which status, and what holds most of it up."""
    words, counts = show.words, unfinished_counts(show.words.pack.follow_up)
    found = pareto(words.pack.follow_up)
    named = found[found["obstacle"] != ""]
    short = words.say("slide.unfinished", count=words.number(counts.total), late=words.number(counts.overdue))
    if named.empty:
        return title_of(counts_sentence(words.papers), short)
    cause = words.say("slide.cause", obstacle=_named(show, named.iloc[0]["obstacle"]))
    told = (counts_sentence(words.papers), short)
    return title_of(*(words.say("slide.with_cause", title=one.rstrip("."), cause=cause) for one in told), *told)


def _in_order(show: Show, counts: pd.DataFrame) -> list[str]:
    order = [name for name in show.words.pack.by_institution["institution"] if name in set(counts["institution"])]
    return [*order, *(name for name in dict.fromkeys(counts["institution"]) if name not in set(order))]


def _with_rest(show: Show, counts: pd.DataFrame, names: list[str]) -> dict[str, dict[str, float]]:
    """The counts of each institution by status; what is more than the slides hold is added up under its number."""
    most = MOST_BARS * MOST_SLIDES
    shown = names if len(names) <= most else names[: most - 1]
    rest = show.words.say("slide.other_institutions", count=show.words.number(len(names) - len(shown)))
    named = {name: name or show.words.say("slide.no_institution") for name in shown}
    groups: dict[str, dict[str, float]] = {}
    for row in counts.to_dict("records"):
        group = groups.setdefault(named.get(row["institution"], rest), {})
        group[row["status"]] = group.get(row["status"], 0) + float(row["activities"])
    return {name: groups[name] for name in (*named.values(), rest) if name in groups}


def obstacle_slide(show: Show) -> None:
    """The obstacles, the most frequent first, with how much of the unfinished work they account for together."""
    words = show.words
    rows = pareto(words.pack.follow_up)
    if rows.empty:
        return
    title = _title(show, rows)
    names = [
        words.say("slide.cumulative", name=_named(show, code), share=words.percent(share))
        for code, share in zip(rows["obstacle"], rows["cumulative_pct"], strict=True)
    ]
    slide = show.slide(title, source=show.work_source(), table="obstacles")
    add_bars(
        slide, CONTENT, names=names, figures=[float(count) for count in rows["unfinished"]],
        colours=[TEAL if code else NOT_NAMED for code in rows["obstacle"]], series=words.say("column.activities"),
        description=title,
    )  # fmt: skip


def _title(show: Show, rows: pd.DataFrame) -> str:
    """The most frequent cause that was named, and how much has none named."""
    words = show.words
    total = words.number(unfinished_counts(words.pack.follow_up).total)
    named = rows[rows["obstacle"] != ""]
    unnamed = int(rows.loc[rows["obstacle"] == "", "unfinished"].sum())
    if named.empty:
        return words.say("slide.no_obstacle", count=words.number(unnamed), total=total)
    first = named.iloc[0]
    key = "slide.obstacle_and_unnamed" if unnamed else "slide.obstacle"
    facts = {"obstacle": _named(show, first["obstacle"]), "count": words.number(first["unfinished"]), "total": total}
    return words.say(key, **facts, unnamed=words.number(unnamed))


def _named(show: Show, code: str) -> str:
    return show.words.code("obstacle", code) or show.words.say("no_obstacle")
