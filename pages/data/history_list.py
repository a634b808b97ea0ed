"""The list of Riwayat Data: changes of figures and plans, or every single entry, page by page."""

import pandas as pd

from pages.data.history_parts import table_of
from pages.views import pick
from ui import blocks, data, filters
from ui.blocks import Action
from ui.words import n, t

WHICH, FIGURES, EVERYTHING = "catatan", "angka", "semua"
BEFORE = "sebelum"
"""In the address: which list, and the version that the page of older entries ends before."""
A_PAGE = 200


def ask_which() -> bool:
    """The switch between the two lists; True for every entry."""
    words = {code: t(f"history.which.{code}") for code in (FIGURES, EVERYTHING)}
    return pick(WHICH, (FIGURES, EVERYTHING), label=t("history.which.label"), words=words) == EVERYTHING


def all_entries() -> pd.DataFrame:
    """One page of entries of all kinds, newest first: a forum makes hundreds of thousands, too many for one list."""
    asked = filters.param(BEFORE)
    before = int(asked) if asked.isdecimal() and 0 < len(asked) < 10 else None
    return data.entries(newest=A_PAGE, before=before)


def list_of_entries(entries: pd.DataFrame, *, opened: str) -> None:
    """The table of a page of entries, and the ways to older and to the newest ones."""
    if entries.empty:
        blocks.notice(t("history.no_older"))
        blocks.links([Action(t("history.newest"), _page(None))])
        return
    first, last = int(entries["number"].max()), int(entries["number"].min())
    note = t("history.entries_note", first=n(first), last=n(last), count=n(data.latest_version()))
    blocks.section(t("history.entries"), note)
    blocks.table(table_of(entries, opened=opened, **{WHICH: EVERYTHING}), visible_rows=A_PAGE)
    ways = [Action(t("history.older"), _page(last))] if last > 1 else []
    ways += [Action(t("history.newest"), _page(None))] if first < data.latest_version() else []
    blocks.links(ways)


def _page(before: int | None) -> str:
    return filters.link("riwayat", **{WHICH: EVERYTHING, BEFORE: None if before is None else str(before)})
