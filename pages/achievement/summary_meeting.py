"""The next meeting of the forums of the area: when and where."""

from typing import Any

import pandas as pd

from pages.sentences import capital
from ui import blocks, filters, forum
from ui.blocks import Action
from ui.filters import Choice
from ui.words import day, n, t
from vocab.forum_codes import MeetingState


def meeting_block(choice: Choice) -> None:
    """One sentence a forum of exactly this area, and the way to its meetings; nothing where there is none."""
    names = tuple(forum.forums_of(choice)["forum"])
    if not names:
        return
    meetings = forum.rows_of(choice, "meetings", "forum", names)
    sentences = [next_words(meetings[meetings["forum"] == name], choice) for name in names]
    if len(names) > 1:
        pairs = zip(names, sentences, strict=True)
        sentences = [t("summary.meeting.of", forum=name, sentence=sentence) for name, sentence in pairs]
    blocks.notice(" ".join(map(capital, sentences)))
    blocks.links((Action(t("summary.meeting.open"), filters.link("rapat")),))


def next_words(meetings: pd.DataFrame, choice: Choice) -> str:
    """The next meeting of one forum: planned, else only agreed on in the last one, else that there is none."""
    ahead = meetings[meetings["meeting_date"] >= pd.Timestamp(choice.today)]
    planned = ahead[ahead["state"] != MeetingState.CLOSED.value].sort_values("meeting_date")
    if len(planned):
        row = planned.to_dict("records")[0]
        name = t("meetings.name", number=n(row["number"]))
        when = day(row["meeting_date"].date())
        begins = t("summary.meeting.at", day=when, time=row["start_time"]) if row["start_time"] else when
        return t("summary.meeting.next", name=name, day=begins, place=_place(row["place"]))
    agreed = meetings[meetings["next_date"] >= pd.Timestamp(choice.today)].sort_values("number")
    if len(agreed):
        row = agreed.to_dict("records")[-1]
        return t("summary.meeting.agreed", day=day(row["next_date"].date()), place=_place(row["next_place"]))
    return t("summary.meeting.none")


def _place(place: Any) -> str:
    return t("summary.meeting.place", place=place) if place else ""
