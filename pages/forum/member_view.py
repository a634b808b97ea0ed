"""What Anggota Forum looks at: a forum's members, what each institution holds, its papers, and the time to clarify."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from metrics import ClarificationWindow, clarification_window, follow_up, institution_summary
from pages.views import KEPT_VIEWS, key_of
from ui import blocks, filters, forum
from ui.blocks import Action
from ui.filters import Choice
from ui.forum import ForumFrames
from ui.forum_forms import plain_rows
from ui.words import t

Row = dict[str, Any]
"""One row as plain Python values: days as `date`, None where nothing is given."""
PAGE = "anggota"
PART, INSTITUTION = "bagian_anggota", "instansi_forum"
"""In the address: which part of the page, and the institution that is looked at."""
MEMBERS, PAPERS, PARTNERSHIP = "anggota", "dokumen", "kemitraan"
PARTS = (MEMBERS, PAPERS, PARTNERSHIP)


@dataclass(frozen=True)
class MembersView:
    """A forum with its members in the order of the decree, what each institution holds, and the time to clarify."""

    choice: Choice
    frames: ForumFrames
    forum: Row
    members: list[Row]
    followed: pd.DataFrame
    institutions: list[Row]
    window: ClarificationWindow | None

    @property
    def name(self) -> str:
        """The name of the forum."""
        return str(self.forum["forum"])

    @property
    def is_editable(self) -> bool:
        """Whether anything can be written: only in the present state."""
        return self.choice.version is None

    def institution(self, name: str) -> Row | None:
        """What an institution holds; None where it is no member and holds nothing."""
        return next((row for row in self.institutions if row["institution"] == name), None)

    def member(self, name: str) -> Row | None:
        """The entry of a member; None where the institution is none."""
        return next((row for row in self.members if row["institution"] == name), None)


def members_view(name: str, choice: Choice) -> MembersView:
    """What the page shows of a forum."""
    frames = forum.frames_of(choice, name)
    followed, institutions = _computed(key_of(choice, "forum_members", name), _frames=frames, _choice=choice)
    members = frames.members
    return MembersView(
        choice=choice,
        frames=frames,
        forum=plain_rows(frames.forums)[0],
        members=plain_rows(members[members["is_active"].astype(bool)]),
        followed=followed,
        institutions=institutions,
        window=clarification_window(frames.meetings, today=choice.today),
    )


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _frames: ForumFrames, _choice: Choice) -> tuple[pd.DataFrame, list[Row]]:  # noqa: ARG001 - the key
    followed = follow_up(
        _frames.activities,
        today=_choice.today,
        meetings=_frames.meetings,
        forums=_frames.forums,
        due_requests=_frames.due_requests,
    )
    summary = institution_summary(
        followed,
        members=_frames.members,
        meetings=_frames.meetings,
        attendance=_frames.attendance,
        documents=_frames.documents,
        receipts=_frames.receipts,
        reports=_frames.reports,
    )
    return followed, plain_rows(summary)


def address_of(**changes: str | None) -> str:
    """The address of this page with what it shows, but for the changes."""
    kept = {name: filters.param(name) for name in (forum.FORUM, PART, INSTITUTION)}
    return filters.link(PAGE, **{**kept, **changes})


def not_live(choice: Choice) -> None:
    """That nothing can be changed in an earlier state, and the way to the present one."""
    blocks.notice(t("members.not_live", version=choice.version))
    blocks.links((Action(t("members.open_live"), address_of(versi=None)),))
