"""Kelengkapan: who has sent what for a month, the months of one stream, and a reminder for each office."""

import functools
from collections import Counter

import pandas as pd

from metrics import completeness_by_period
from pages.data.quality_view import QualityView
from pages.data.quality_words import OFFICES, office_words, stream_column, stream_words
from pages.views import pick
from ui import blocks, data
from ui.blocks import Cell, Column, Table
from ui.words import month, n, short_month, t
from vocab.codes import TargetState
from vocab.regions import parent_of

MOST_LINES = 60
"""With more areas than this a line is a province and not a regency."""
AREA_WIDTH = "11rem"
NO_BREAK = "\N{NO-BREAK SPACE}"
STATES = {"arrived": TargetState.REACHED, "missing": TargetState.BELOW, "never": TargetState.NEAR}


def show(view: QualityView) -> None:
    """The matrix of areas and streams, that of the last months, and the reminders."""
    blocks.section(t("quality.due.section", month=month(view.due_at)), t("quality.due.how"))
    if view.completeness.empty:
        blocks.paragraph(t("quality.due.nothing"))
        return
    blocks.badge_line([(STATES[state], t(f"quality.due.{state}")) for state in STATES])
    blocks.table(_matrix(view), visible_rows=MOST_LINES)
    _not_listed(view)
    _months(view)
    _reminders(view)


def _matrix(view: QualityView) -> Table:
    streams = list(dict.fromkeys(view.completeness["stream"]))
    heads = [Column(*stream_column(stream)) for stream in streams]
    columns = [Column(t("quality.area"), strong=True, width=AREA_WIDTH), *heads]
    by_area = view.completeness.groupby(_lines(view.completeness), sort=True)
    rows = [
        [data.area_name(str(code), short=True), *(_cell(rows[rows["stream"] == stream]) for stream in streams)]
        for code, rows in by_area
    ]
    return Table(columns, rows, t("quality.due.caption"))


def _lines(rows: pd.DataFrame) -> pd.Series:
    """The area that each row stands under: itself, or its province where there are too many."""
    codes = rows["region_code"]
    is_many = codes.nunique() > MOST_LINES
    return codes.map(lambda code: (parent_of(code) or code) if is_many and "." in code else code)


def _not_listed(view: QualityView) -> None:
    """How many areas nothing is expected of yet."""
    silent = set(view.members) - set(view.completeness["region_code"])
    if silent:
        blocks.paragraph(t("quality.due.not_listed", count=n(len(silent)), all=n(len(view.members))))


def _cell(rows: pd.DataFrame) -> Cell:
    if rows.empty:
        return Cell("–", muted=True)
    if len(rows) > 1:
        came = int((rows["state"] == "arrived").sum())
        words = t("quality.due.of_areas", count=n(came), all=n(len(rows)))
        return Cell(words, state=STATES["arrived" if came == len(rows) else "missing"], word=words)
    row = rows.iloc[0]
    word = t(f"quality.due.{row['state']}")
    if row["state"] == "arrived":
        return Cell(short_month(row["newest_period"]).replace(" ", NO_BREAK), state=STATES["arrived"], word=word)
    newest = t("quality.due.newest", month=short_month(row["newest_period"])) if row["newest_period"] else ""
    return Cell(word, state=STATES[row["state"]], note=newest, word=word)


def _months(view: QualityView) -> None:
    streams = list(dict.fromkeys(view.completeness["stream"]))
    chosen = pick("aliran", streams, label=t("quality.months.label"), words={one: stream_words(one) for one in streams})
    areas = list(dict.fromkeys(view.completeness.loc[view.completeness["stream"] == chosen, "region_code"]))
    rows = completeness_by_period(view.arrived, stream=chosen, members=areas, period=view.due_at)
    blocks.section(t("quality.months.section", stream=stream_words(chosen)), t("quality.months.note"))
    named = rows.assign(line=_lines(rows))
    by_line = named.pivot_table(index="line", columns="period", values="has_arrived", aggfunc=["sum", "size"])
    # The newest month first: on a phone it is seen before anything is moved.
    periods = sorted(dict.fromkeys(rows["period"]), reverse=True)
    heads = [Column(*short_month(period).rsplit(" ", 1), align="center") for period in periods]
    columns = [Column(t("quality.area"), strong=True), *heads]
    lines = [
        [data.area_name(str(code), short=True), *(_month_cell(row["sum", one], row["size", one]) for one in periods)]
        for code, row in by_line.iterrows()
    ]
    blocks.table(Table(columns, lines, t("quality.months.caption", stream=stream_words(chosen))), visible_rows=20)


def _month_cell(came: int, expected: int) -> Cell:
    """Whether a figure of that very month is there; of several areas, of how many."""
    state = STATES["arrived"] if came == expected else TargetState.NO_DATA
    if expected > 1:
        word = t("quality.months.of", count=n(came), all=n(expected))
    else:
        word = t("quality.months.here") if came else t("quality.months.not_here")
    return Cell(word, state=state, word=word, muted=not came)


def _reminders(view: QualityView) -> None:
    late = view.waiting("completeness")
    blocks.section(t("quality.remind.section"), t("quality.remind.note"))
    if late.empty:
        blocks.paragraph(t("quality.remind.none"))
    for office, rows in late.groupby(late["subject"].map(OFFICES), sort=True):
        title = t("quality.remind.to", office=office_words(str(office)), count=n(len(rows)))
        words = functools.partial(reminder, rows, view, office=str(office))
        blocks.copyable(title, words, key=f"remind_{office}")


def reminder(late: pd.DataFrame, view: QualityView, *, office: str) -> str:
    """A short friendly message to one office: which data, for which areas, and how to send them; no figures."""
    in_order = late.sort_values("subject", key=lambda streams: streams.map(list(OFFICES).index), kind="stable")
    streams = in_order.groupby("subject", sort=False)
    lines = [
        t("quality.remind.line", stream=stream_words(str(stream)), areas=_areas(list(rows["region_code"]), view))
        for stream, rows in streams
    ]
    greeting = t("quality.remind.greeting", office=office_words(office))
    asked = t("quality.remind.asked", area=data.area_name(view.area), month=month(view.due_at))
    return "\n".join([greeting, asked, *lines, t("quality.remind.thanks")])


def _areas(codes: list[str], view: QualityView) -> str:
    """The areas by name; all of them, or those of many provinces, by their number."""
    if len(codes) == len(view.members) > 1:
        return t("quality.remind.all", count=n(len(codes)))
    if len(view.members) <= MOST_LINES:
        return ", ".join(data.area_name(code, short=True) for code in codes)
    by_province = Counter(parent_of(code) or code for code in codes)
    return ", ".join(
        t("quality.remind.province", area=data.area_name(code, short=True), count=n(count))
        for code, count in by_province.items()
    )
