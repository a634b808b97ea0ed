"""What this forum must decide: activities and figures; and what is unfinished by institution."""

import pandas as pd
import streamlit as st

from metrics import count_by, count_by_status, selection
from pages.achievement.summary_roles import Role, own_activities
from pages.achievement.summary_view import SummaryView
from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_words import ask_words
from pages.sentences import capital, in_sentence, status_parts
from pages.views import KEPT_VIEWS, screen_key
from ui import blocks, filters, session
from ui.blocks import Action, Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, day, dec, n, pct, t
from vocab.codes import TargetState, Timing
from vocab.forum_codes import DecisionNeed

MOST_ITEMS, MOST_SENTENCES = 3, 2
WIDE_SPREAD_POINTS = 1.0
"""Sources of the population are worth a decision when coverage moves by more than this; a house rule."""
VISIBLE_ROWS = 12


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def decisions(key: tuple[object, ...], *, _view: SummaryView) -> tuple[str, ...]:  # noqa: ARG001 - the cache's key
    """At most two things to decide about figures, the most pressing first; each follows from one on the screen."""
    found = (_denominator(_view), _active(_view), _obstacle(_view))
    return tuple(sentence for sentence in found if sentence)[:MOST_SENTENCES]


def to_decide(followed: pd.DataFrame) -> pd.DataFrame:
    """The activities that need a decision of the forum, the most pressing first: by need, then the longest delay."""
    rows = selection(followed, concern=Concern.DECIDE)
    places = {need.value: place for place, need in enumerate(DecisionNeed)}
    ordered = rows.assign(need=rows["decision"].map(places), late=rows["days_late"].fillna(0))
    by_urgency = ordered.sort_values(["need", "late"], ascending=[True, False], kind="stable")
    return by_urgency.drop(columns=["need", "late"])


def decide_block(view: SummaryView, choice: Choice) -> None:
    """Up to three activities that need a decision, and what to decide about the figures."""
    blocks.section(t("summary.decide.section"))
    items, sentences = _decide_table(screen_key(choice), _view=view), decisions(screen_key(choice), _view=view)
    if items.rows:
        blocks.table(items)
        count = len(selection(view.followed, concern=Concern.DECIDE))
        everything = filters.link("tindak-lanjut", keputusan=Concern.DECIDE.value)
        blocks.links((Action(t("summary.decide.open", count=n(count)), everything),))
    if sentences or not items.rows:
        blocks.points(sentences or [t("summary.decide.nothing")])


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _decide_table(key: tuple[object, ...], *, _view: SummaryView) -> Table:  # noqa: ARG001 - what the cache knows it by
    rows = to_decide(_view.followed).head(MOST_ITEMS).to_dict("records")
    columns = (Column(t("summary.own.activity")), Column(t("summary.decide.what")))
    cells = [
        (
            Cell(
                row["activity"],
                href=filters.link("tindak-lanjut", kegiatan=row["activity_id"]),
                note=str(row["institution"]),
            ),
            ask_words(row),
        )
        for row in rows
    ]
    return Table(columns, cells, caption=t("summary.institutions.caption", day=day(session.today())))


def institutions_block(view: SummaryView, choice: Choice) -> None:
    """Unfinished activities by institution, in the order of the agreed list."""
    blocks.section(t("summary.institutions.section"), t("summary.institutions.note") if view.counts.total else "")
    if not view.counts.all_activities:
        upload = Action(t("summary.empty.upload"), filters.link("unggah"))
        blocks.empty(t("summary.institutions.empty_title"), t("summary.institutions.empty"), actions=(upload,))
    elif not view.counts.total:
        blocks.notice(t("summary.institutions.none"), kind="good")
    else:
        blocks.table(institution_table(screen_key(choice), _view=view), visible_rows=VISIBLE_ROWS)
        blocks.links((Action(t("summary.institutions.open"), filters.link("tindak-lanjut")),))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def institution_table(key: tuple[object, ...], *, _view: SummaryView) -> Table:  # noqa: ARG001 - what the cache knows it by
    """Institution, unfinished, their status, obstacles and due dates; each institution leads to its activities."""
    counted = count_by(_view.followed, "institution")
    statuses = count_by_status(_view.followed)
    rows = [
        _institution_row(row, statuses, _view.followed) for row in counted[counted["unfinished"] > 0].to_dict("records")
    ]
    columns = (
        Column(t("summary.institutions.institution")),
        Column(t("summary.institutions.unfinished"), align="right", strong=True),
        Column(t("summary.institutions.status")),
        Column(t("summary.institutions.obstacle")),
        Column(t("summary.institutions.due")),
    )
    foot = (t("summary.institutions.total"), n(_view.counts.total), status_parts(_view.counts.by_status), "", "")
    return Table(columns, rows, caption=t("summary.institutions.caption", day=day(session.today())), foot=foot)


def own_block(view: SummaryView, role: Role) -> None:
    """The unfinished activities of the reader's own institution, one by one."""
    blocks.section(t("summary.own.section", institution=role.institution))
    rows = selection(own_activities(view.followed, role))
    if not view.counts.all_activities:
        blocks.paragraph(t("summary.tile.no_activities"))
    elif rows.empty:
        blocks.notice(t("summary.own.none", institution=role.institution), kind="good")
    else:
        blocks.table(_activity_table(rows), visible_rows=VISIBLE_ROWS)


def due_words(rows: pd.DataFrame) -> str:
    """How activities stand in time: the late ones first, else the nearest due date, else that there is none."""
    late = int((rows["timing"] == Timing.OVERDUE).sum())
    if late:
        return t("summary.tile.late", count=n(late))
    dated = rows["due_date"].dropna()
    return code_word("timing", Timing.NO_DUE_DATE) if dated.empty else day(dated.min().date())


def _institution_row(row: dict[str, object], statuses: pd.DataFrame, followed: pd.DataFrame) -> tuple[Cell | str, ...]:
    name = str(row["institution"])
    own = statuses[statuses["institution"] == name]
    parts = status_parts(zip(own["status"], own["activities"], strict=True))
    items = selection(followed, institution=name)
    obstacles = [in_sentence(code_word("obstacle", code)) for code in items["obstacle"].dropna().unique() if code]
    late = row["overdue"] or None
    return (
        Cell(name or "–", href=filters.link("tindak-lanjut", instansi=name)),
        n(float(str(row["unfinished"]))),
        capital(parts),
        Cell(capital(", ".join(obstacles)) or t("summary.institutions.no_obstacle"), muted=not obstacles),
        Cell(due_words(items), state=TargetState.BELOW if late else None, muted=not late),
    )


def _activity_table(rows: pd.DataFrame) -> Table:
    columns = (
        Column(t("summary.own.activity")),
        Column(t("summary.institutions.status")),
        Column(t("summary.institutions.obstacle")),
        Column(t("summary.institutions.due")),
    )
    cells = [
        (
            Cell(row["activity"], href=filters.link("tindak-lanjut", kegiatan=row["activity_id"])),
            code_word("status", row["status"]),
            code_word("obstacle", row["obstacle"] if row["obstacle"] == row["obstacle"] else "")
            or t("summary.institutions.no_obstacle"),
            due_words(rows.loc[[index]]),
        )
        for index, row in rows.iterrows()
    ]
    return Table(columns, cells, caption=t("summary.institutions.caption", day=day(session.today())))


def _denominator(view: SummaryView) -> str:
    figures, spread = view.headline.figures, view.headline.spread
    if figures is not None and figures["people"] != figures["people"]:
        return t("summary.decide.population")
    if not spread.points > WIDE_SPREAD_POINTS:
        return ""
    ends = {"low": pct(spread.lowest_pct), "high": pct(spread.highest_pct)}
    return t("summary.decide.denominator", points=dec(spread.points), **ends)


def _active(view: SummaryView) -> str:
    figures = view.headline.figures
    is_missing = figures is not None and figures["active_people"] != figures["active_people"]
    return t("summary.decide.active") if is_missing else ""


def _obstacle(view: SummaryView) -> str:
    counted = count_by(view.followed, "obstacle")
    named = counted[(counted["obstacle"] != "") & (counted["unfinished"] > 0)]
    if named.empty:
        return ""
    most = named.loc[named["unfinished"].idxmax()]
    return t(
        "summary.decide.obstacle",
        obstacle=in_sentence(code_word("obstacle", most["obstacle"])),
        count=n(most["unfinished"]),
    )
