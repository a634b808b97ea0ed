"""A long list a page at a time: however many activities there are, as many are drawn."""

from dataclasses import dataclass

import pandas as pd

from pages.forum.follow_up_view import PAGE, address_of
from ui import blocks, filters
from ui.blocks import Action
from ui.words import n, t

PAGE_SIZE = 60


@dataclass(frozen=True)
class PageOfRows:
    """The rows of one page, the place of the first in the whole list (from 0), and how many the list has."""

    rows: pd.DataFrame
    first: int
    count: int


def rows_of_page(rows: pd.DataFrame) -> PageOfRows:
    """The rows of the page in the address; the last page where it asks for one that is not there."""
    asked = filters.param(PAGE)
    last = max(0, (len(rows) - 1) // PAGE_SIZE)
    first = PAGE_SIZE * min(max(int(asked) - 1, 0) if asked.isdecimal() else 0, last)
    return PageOfRows(rows.iloc[first : first + PAGE_SIZE], first, len(rows))


def page_of(place: int) -> str | None:
    """The number of the page on which the row at a place of the list stands, as in the address."""
    return None if place < PAGE_SIZE else str(place // PAGE_SIZE + 1)


def page_links(shown: PageOfRows) -> None:
    """Which activities are shown, and the ways to those before and after them."""
    if shown.count <= PAGE_SIZE:
        return
    after = shown.first + len(shown.rows)
    words = {"first": n(shown.first + 1), "last": n(after), "count": n(shown.count)}
    blocks.paragraph(t("follow_up.board.page", **words))
    ways = []
    if shown.first:
        ways.append(Action(t("follow_up.board.earlier"), address_of(**{PAGE: page_of(shown.first - PAGE_SIZE)})))
    if after < shown.count:
        rest = min(PAGE_SIZE, shown.count - after)
        ways.append(Action(t("follow_up.board.later", count=n(rest)), address_of(**{PAGE: page_of(after)})))
    blocks.links(ways)
