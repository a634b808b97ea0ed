"""The board: what the forum must decide, then what it should know, by institution or another group, page by page."""

import pandas as pd
import streamlit as st

from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_pages import page_links, rows_of_page
from pages.forum.follow_up_view import (
    GROUPINGS,
    OPENED,
    FollowUpView,
    address_of,
    drawing_key,
    grouping,
)
from pages.forum.follow_up_words import (
    Activity,
    ask_words,
    due_words,
    given,
    group_words,
    obstacle_words,
    people_words,
    progress_words,
    reported_words,
    slips_words,
    status_colour,
    status_words,
    survived_words,
    timing_badge,
)
from pages.views import KEPT_VIEWS
from ui import blocks, data
from ui.blocks import Card, CardGroup
from ui.filters import Choice
from ui.words import day, n, t
from vocab.codes import Timing

Board = dict[Concern, list[CardGroup]]


def board(view: FollowUpView, keys: pd.DataFrame, choice: Choice) -> None:
    """The activities of the list on the page that the address asks for."""
    if keys.empty:
        blocks.section(t("follow_up.board.nothing_title"))
        blocks.notice(t("follow_up.board.nothing"))
        return
    shown = rows_of_page(keys)
    drawn = _drawn((*drawing_key(choice, "follow_up_board"), shown.first), _view=view, _keys=keys, _shown=shown.rows)
    counts = keys["concern"].value_counts()
    for place, (concern, groups) in enumerate(drawn.items()):
        note = t("follow_up.board.decide_note") if concern is Concern.DECIDE else ""
        when = "" if place else t("follow_up.board.note", day=day(choice.today))
        blocks.section(t(f"follow_up.board.{concern}", count=n(counts[concern])), " ".join((note, when)).strip())
        blocks.cards(groups, visible=len(shown.rows))
    page_links(shown)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _drawn(key: tuple[object, ...], *, _view: FollowUpView, _keys: pd.DataFrame, _shown: pd.DataFrame) -> Board:  # noqa: ARG001 - the key
    column, several_forums = GROUPINGS[grouping()], _has_several(_keys["forum"])
    names = ["concern", column, *(["forum"] if several_forums and column == "institution" else [])]
    sizes = _keys.groupby(names, sort=False).size()
    board: Board = {}
    for found, of_group in _shown.groupby(names, sort=False):
        rows = _view.rows.loc[of_group.index]
        title = _title(column, *map(str, found[1:]))
        group = CardGroup(title, t("follow_up.board.group", count=n(sizes[found])), _cards(rows, _keys, column))
        board.setdefault(Concern(str(found[0])), []).append(group)
    return board


def _has_several(values: pd.Series) -> bool:
    return len(values.unique()) > 1


def _title(column: str, code: str, forum: str = "") -> str:
    name = group_words(column, code)
    return t("follow_up.board.institution_of_forum", institution=name, forum=forum) if forum else name


def _cards(rows: pd.DataFrame, keys: pd.DataFrame, column: str) -> list[Card]:
    tells_area = column != "region_code" and _has_several(keys["region_code"])
    tells_institution = column != "institution"
    return [_card(row, _places(row, institution=tells_institution, area=tells_area)) for row in rows.to_dict("records")]


def _places(row: Activity, *, institution: bool, area: bool) -> str:
    """Who carries an activity out and where, as far as the heading of its group does not say it."""
    parts = [
        group_words("institution", given(row["institution"])) if institution else "",
        data.area_name(row["region_code"]) if area else "",
    ]
    return " · ".join(part for part in parts if part)


def _card(row: Activity, places: str) -> Card:
    obstacle = obstacle_words(row) if row["is_unfinished"] or given(row["obstacle_note"]) else ""
    share = row["progress_pct"]
    return Card(
        title=row["activity"],
        href=address_of(**{OPENED: row["activity_id"]}),
        lines=[line for line in (places, obstacle) if line],
        ask=ask_words(row),
        status=status_words(row),
        colour=status_colour(row),
        progress_pct=None if share != share else float(share),
        progress=progress_words(row),
        badge=timing_badge(row),
        facts=_facts(row),
        state_facts=[line for line in (people_words(row),) if line],
    )


def _facts(row: Activity) -> list[str]:
    """Due date, reports and meetings outlived; that there was no report only where the badge does not say it."""
    is_said = row["timing"] in (Timing.NO_REPORT, Timing.CLOSED) and pd.isna(row["reported_on"])
    reported = "" if is_said else reported_words(row)
    return [line for line in (due_words(row), slips_words(row), reported, survived_words(row)) if line]
