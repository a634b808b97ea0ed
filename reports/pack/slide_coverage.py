"""How far the area is: coverage against its target, and who the members are."""

from datetime import date

import pandas as pd
from pptx.slide import Slide

from charts.look import segment_colour, short_percent
from charts.segments import segment_name
from charts.trend_words import trend_title
from reports.pack.slide_charts import Series, add_bars, add_lines
from reports.pack.slide_frame import Show
from reports.pack.slide_look import CONTENT, QUIET_INK, SMALL, Area, Said, add_words, strong, title_of
from reports.pack.slide_text import fitted
from reports.styles import INK, MONTH, TEAL
from reports.words import first_day
from texts import change_in_people, short_month
from vocab.codes import Metric
from vocab.periods import month_index, period_at
from vocab.schemes import SCHEMES

TILES = 290.0
VALUE = 40.0
CHART = Area(CONTENT.left, CONTENT.top, CONTENT.width - TILES - 24, CONTENT.height)
PATH_INK = "8A5A00"


def coverage_slide(show: Show) -> None:
    """Coverage over the months against the target, with members, gap and activity as tiles."""
    words, inputs = show.words, show.words.inputs
    drawn = inputs.by_period[inputs.by_period["coverage_pct"].notna()].sort_values("period")
    title = _title(show, drawn)
    slide = show.slide(title, source=show.figures_source(), table="coverage")
    if drawn.empty:
        show.nothing(slide, words.of("no_membership"))
        return
    _trend(show, slide, drawn, title)
    _tiles(show, slide)


def _title(show: Show, drawn: pd.DataFrame) -> str:
    """The latest value and what moved, members and the population that divides; shorter where that is too long."""
    words, change = show.words, show.words.inputs.headline.change
    facts = {"area_name": words.area_name, "metric": Metric.COVERAGE, "language": words.language}
    full = trend_title(drawn, change=change, **facts)
    short = trend_title(drawn, change=None, **facts)
    if change is None or full == short:
        return title_of(full, short)
    told = words.say(
        "slide.moved_both", title=short, since=short_month(change.from_period, words.language),
        members=change_in_people(change.registered_change, words.language),
        people=change_in_people(change.people_change, words.language),
    )  # fmt: skip
    return title_of(full, told, short)


def _trend(show: Show, slide: Slide, drawn: pd.DataFrame, title: str) -> None:
    words, headline = show.words, show.words.inputs.headline
    months = _months([*drawn["period"], *headline.path["period"]])
    value = dict(zip(drawn["period"], drawn["coverage_pct"] / 100, strict=True))
    path = dict(zip(headline.path["period"], headline.path["path_pct"] / 100, strict=True))
    known = [place for place, month in enumerate(months) if month in value]
    figures = [value.get(month) for month in months]
    series = [Series(words.code("metric", "coverage"), figures, TEAL, labelled=tuple({known[0], known[-1]}))]
    if headline.first_target is not None:
        goal = [float(headline.first_target["value_pct"]) / 100] * len(months)
        series.append(Series(_target(show), goal, QUIET_INK, is_marked=False))
    if path:
        line = [path.get(month) for month in months]
        series.append(Series(words.of("column.path"), line, PATH_INK, is_dashed=True, is_marked=False))
    days = [first_day(month) or date.min for month in months]
    add_lines(slide, CHART, months=days, series=series, month_format=MONTH[words.language], description=title)


def _months(periods: list[str]) -> list[str]:
    first, last = month_index(min(periods)), month_index(max(periods))
    return [period_at(place) for place in range(first, last + 1)]


def _target(show: Show) -> str:
    """The target with its value and month; one that no source confirms says so."""
    words, target = show.words, show.words.inputs.headline.first_target
    value = short_percent(float(target["value_pct"]), words.language)
    key = f"slide.target.{target['operator']}"
    told = words.say(key, value=value, month=short_month(target["target_period"], words.language))
    return words.say("slide.unconfirmed", target=told) if target["status"] == "unconfirmed" else told


def _tiles(show: Show, slide: Slide) -> None:
    left, top, height = CHART.left + CHART.width + 24, CONTENT.top, CONTENT.height / 3
    for place, (label, value, under) in enumerate(_told(show)):
        said = [
            strong(fitted(label, TILES, SMALL, is_bold=True), SMALL, QUIET_INK),
            strong(fitted(value, TILES, VALUE, is_bold=True), VALUE, INK),
            Said(fitted(under, TILES, SMALL), SMALL, colour=QUIET_INK),
        ]
        add_words(slide, Area(left, top + place * height, TILES, height), said)


def _told(show: Show) -> list[tuple[str, str, str]]:
    words, headline = show.words, show.words.inputs.headline
    row = headline.figures
    of_people = words.say("slide.of_people", people=words.number(row["people"]))
    told = [(words.of("measure.registered"), words.papers.people(row["registered_people"]), of_people)]
    target = headline.first_target
    if target is not None and target["missing_people"] == target["missing_people"]:
        known = SCHEMES.get(str(target["scheme"]))
        scheme = words.code("scheme_family", known.family) if known else str(target["scheme"])
        missing = words.papers.people(target["missing_people"])
        value = short_percent(float(target["value_pct"]), words.language)
        told.append((words.say("slide.gap"), missing, words.say("slide.towards", value=value, scheme=scheme)))
    share = row["active_share_pct"]
    active = words.say("slide.active", people=words.number(row["active_people"]))
    missing_words = words.say("slide.no_active")
    known_active = share == share
    value = words.percent(share) if known_active else words.of("no_data_short")
    return [*told, (words.code("metric", "active_share"), value, active if known_active else missing_words)]


def segments_slide(show: Show) -> None:
    """The members by segment, in people, each with its share."""
    words, inputs = show.words, show.words.inputs
    rows = inputs.compositions[inputs.view]
    rows = rows[rows["registered_people"].notna() & (rows["registered_people"] > 0)]
    total = rows["registered_people"].sum()
    source = show.figures_source()
    if rows.empty:
        slide = show.slide(words.say("slide.segments_none", area=words.area_name), source=source, table="segments")
        show.nothing(slide, words.of("no_membership"))
        return
    biggest = rows.sort_values("registered_people", ascending=False).iloc[0]
    title = words.say(
        "slide.segments", segment=segment_name(biggest["segment"], words.language),
        share=words.percent(biggest["share_pct"]), people=words.number(total), area=words.area_name,
    )  # fmt: skip
    names = [
        words.say("slide.share", name=segment_name(code, words.language), share=words.percent(share))
        for code, share in zip(rows["segment"], rows["share_pct"], strict=True)
    ]
    slide = show.slide(title, source=source, table="segments")
    add_bars(
        slide, CONTENT, names=names, figures=[float(value) for value in rows["registered_people"]],
        colours=[segment_colour(code) for code in rows["segment"]], series=words.of("measure.registered"),
        description=title,
    )  # fmt: skip
