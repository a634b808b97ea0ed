"""What changed between two months, in people and in points, and how much of it the denominator explains."""

import streamlit as st

from metrics import Change, change_between
from pages.achievement.summary_view import SummaryView, comparable
from ui import blocks, data, filters
from ui.blocks import Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, month, n, pct, people_change, points_change, short_month, t


def change_block(view: SummaryView, choice: Choice) -> None:
    """Choose two months; a sentence and a table say what moved."""
    change = _chosen_change(view, choice)
    if change is None:
        blocks.notice(t("coverage.change.one_month"))
        return
    blocks.paragraph(change_sentence(change))
    blocks.table(change_table(change))


def change_sentence(change: Change) -> str:
    """What happened in plain words; that the denominator moved is never left out."""
    words = {
        "since": month(change.from_period),
        "until": month(change.to_period),
        "people": people_change(change.registered_change),
        "share": points_change(change.registered_change_pct),
    }
    sentence = t("coverage.change.members", **words)
    if change.people_change != change.people_change or change.points != change.points:
        return f"{sentence} {t('coverage.change.population_unknown')}"
    moved = {
        "population": people_change(change.people_change),
        "population_share": points_change(change.people_change_pct),
        "fixed": points_change(change.points_at_fixed_denominator),
        "denominator": points_change(change.points_from_denominator),
        "points": points_change(change.points),
    }
    key = "denominator_moved" if change.denominator_changed else "denominator_same"
    source = f" {t('coverage.change.source_changed')}" if change.source_changed else ""
    return f"{sentence} {t(f'coverage.change.{key}', **moved)}{source}"


def change_table(change: Change) -> Table:
    """Members, population and coverage in both months, and the change of each."""
    columns = (
        Column(t("coverage.change.figure")),
        Column(short_month(change.from_period), align="right"),
        Column(short_month(change.to_period), align="right"),
        Column(t("coverage.change.change"), align="right", strong=True),
    )
    rows = [
        (t("coverage.change.registered"), n(change.registered_from), n(change.registered_to),
         _people(change.registered_change)),
        (t("coverage.change.people"), *_populations(change), _people(change.people_change)),
        (t("summary.tile.coverage"), pct(change.coverage_from_pct), pct(change.coverage_to_pct),
         _points(change.points)),
        (Cell(t("coverage.change.from_members"), muted=True), "", "", _points(change.points_at_fixed_denominator)),
        (Cell(t("coverage.change.from_denominator"), muted=True), "", "", _points(change.points_from_denominator)),
    ]  # fmt: skip
    if change.active_change == change.active_change:
        active = (t("summary.checklist.active"), n(change.active_from), n(change.active_to))
        rows.append((*active, _people(change.active_change)))
    return Table(columns, rows, caption=_caption(change))


def _caption(change: Change) -> str:
    ends = {"since": month(change.from_period), "until": month(change.to_period)}
    return t("coverage.change.caption", area=data.area_name(change.region_code), **ends)


def _points(value: float) -> str:
    return t("coverage.points", points=points_change(value)) if value == value else points_change(value)


def _people(value: float) -> str:
    words = people_change(value)
    return f"{words} {t('summary.tile.people')}" if value == value else words


def _populations(change: Change) -> tuple[Cell, Cell]:
    ends = (
        (change.people_from, change.population_source_from, change.population_period_from),
        (change.people_to, change.population_source_to, change.population_period_to),
    )
    return tuple(
        Cell(
            n(people),
            note=" ".join(part for part in (code_word("source", source), period and short_month(period)) if part),
        )
        for people, source, period in ends
    )


def _chosen_change(view: SummaryView, choice: Choice) -> Change | None:
    known = comparable(view.by_period)
    periods = list(known["period"])
    if len(periods) < 2:
        return None
    left, right, _rest = st.columns([1, 1, 2])
    with left:
        since = _month("dari", periods[:-1], default=periods[0])
    with right:
        until = _month("sampai", [period for period in periods if period > since], default=periods[-1])
    return change_between(known, region_code=choice.area, from_period=since, to_period=until)


def _month(name: str, periods: list[str], *, default: str) -> str:
    asked = filters.param(name)
    start = asked if asked in periods else default
    picked = st.selectbox(
        t(f"coverage.change.{name}"), periods, index=periods.index(start), format_func=month, key=name
    )
    filters.set_param(name, None if picked == default else picked)
    return picked
