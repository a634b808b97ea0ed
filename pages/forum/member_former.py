"""Institutions that were members of a forum once: since when, until when, and who took them out."""

from typing import Any

import pandas as pd

from pages.forum.member_view import INSTITUTION, MembersView, address_of
from pages.forum.member_words import joined
from ui import blocks, data, forum_acts
from ui.blocks import Cell, Column, Table
from ui.forum_forms import by_words
from ui.words import code_word, moment, t

NAMES = ("institution", "role", "former_until", "former_by")


def former_block(view: MembersView) -> None:
    """The former members, the one who left last first; nothing where nobody left."""
    rows = former_members(view)
    if not rows:
        return
    blocks.section(t("members.list.former"), t("members.list.former_note"))
    columns = [Column(t(f"members.list.{name}"), strong=name == "institution") for name in NAMES]
    blocks.table(Table(columns, [_cells(row, view) for row in rows], caption=t("members.list.former")))


def former_members(view: MembersView) -> list[dict[Any, Any]]:
    """The last entry of every institution that is a member no more, with `until`, the version that ended it."""
    history = forum_acts.forum_history("members", forum=view.name)
    ended = history[history["until"].notna() & (history["until"] <= view.choice.known_at)]
    last = ended.sort_values("until").drop_duplicates("institution", keep="last")
    now = {member["institution"] for member in view.members}
    gone: pd.DataFrame = last[~last["institution"].isin(now)]
    return gone.sort_values("until", ascending=False).to_dict("records")


def _cells(row: dict[Any, Any], view: MembersView) -> list[Cell]:
    """A former member; one that still holds commitments has a page."""
    name = str(row["institution"])
    version = data.version(int(row["until"]))
    who = joined((str(row["position"]), str(row["person"])), ", ")
    return [
        Cell(name, href=address_of(**{INSTITUTION: name}) if view.institution(name) else ""),
        Cell(code_word("member_role", row["role"]), note=who),
        Cell(moment(version["made_at"].to_pydatetime())),
        Cell(by_words(version)),
    ]
