"""What a typed text finds in the forums of the area: meetings, institutions, activities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from pages.views import here
from ui import data, filters
from ui import forum as forums
from ui.filters import Choice
from ui.menu import exists
from ui.words import code_word, day, t
from vocab.institution_names import in_search_words, searchable

MOST = 20
"""Hits of each kind that are shown; how many more there are is said."""


@dataclass(frozen=True)
class Hit:
    """Something found: its name, a line about it, and where it is."""

    title: str
    about: str
    href: str


@dataclass(frozen=True)
class Hits:
    """Everything found, by kind; each list is complete and in the order of the screens it leads to."""

    meetings: Sequence[Hit]
    institutions: Sequence[Hit]
    activities: Sequence[Hit]

    @property
    def count(self) -> int:
        """How many things were found."""
        return len(self.meetings) + len(self.institutions) + len(self.activities)


def hits_of(typed: str, choice: Choice) -> Hits:
    """What is found for a text: all its words must occur, in any order, and short names of institutions count."""
    wanted = in_search_words(typed).split()
    if not wanted:
        return Hits((), (), ())
    activities = here(data.frames(choice).activities, choice)
    names = [str(name) for name in forums.forums_of(choice)["forum"]]
    kept = [forums.frames_of(choice, name) for name in names]
    return Hits(
        meetings=[hit for frames in kept for hit in _meetings(frames.meetings, wanted)],
        institutions=_institutions([frames.members for frames in kept], activities, wanted),
        activities=_activities(activities, wanted),
    )


def _fits(texts: Iterable[object], wanted: Sequence[str]) -> bool:
    held = searchable(" ".join(text for text in texts if isinstance(text, str)))
    return all(word in held for word in wanted)


def _meetings(meetings: pd.DataFrame, wanted: Sequence[str]) -> list[Hit]:
    found = []
    for meeting in meetings.to_dict("records"):
        kind, date = code_word("meeting_kind", meeting["kind"]), day(meeting["meeting_date"].date())
        title = t("search.meeting", kind=kind, number=meeting["number"], day=date)
        told = (title, meeting["subject"], meeting["place"], meeting["forum"], str(meeting["meeting_date"].date()))
        if _fits(told, wanted):
            state = code_word("meeting_state", meeting["state"])
            href = filters.link("rapat", rapat=str(meeting["meeting_id"]), forum=meeting["forum"])
            found.append(Hit(title, " · ".join(filter(None, (state, meeting["place"], meeting["forum"]))), href))
    return found


def _institutions(members: Sequence[pd.DataFrame], activities: pd.DataFrame, wanted: Sequence[str]) -> list[Hit]:
    rows = [row for frame in members for row in frame.to_dict("records")]
    found = {
        row["institution"]: code_word("member_role", row["role"])
        for row in rows
        if _fits((row["institution"], row["position"], row["person"]), wanted)
    }
    known = {row["institution"] for row in rows}
    others = [name for name in activities["institution"].unique() if name not in known and _fits((name,), wanted)]
    counts = activities["institution"].value_counts()
    return [
        Hit(name, _about_institution(role, int(counts.get(name, 0))), _institution_link(name))
        for name, role in (found | dict.fromkeys(sorted(others), "")).items()
    ]


def _about_institution(role: str, count: int) -> str:
    return " · ".join(filter(None, (role, t("search.activities_of", count=count) if count else "")))


def _institution_link(name: str) -> str:
    if exists("anggota"):
        return filters.link("anggota", instansi_forum=name)
    return filters.link("tindak-lanjut", instansi=name)


def _activities(activities: pd.DataFrame, wanted: Sequence[str]) -> list[Hit]:
    columns = ["code", "activity", "problem", "indicator", "office", "person"]
    rows = activities[[*columns, "institution", "status", "activity_id"]].to_dict("records")
    fitting = [row for row in rows if _fits([row[name] for name in columns], wanted)]
    fitting.sort(key=lambda row: in_search_words(row["code"]) != " ".join(wanted))
    return [_activity_hit(row) for row in fitting]


def _activity_hit(row: dict[str, str]) -> Hit:
    about = " · ".join(filter(None, (row["code"], row["institution"], code_word("status", row["status"]))))
    return Hit(row["activity"], about, filters.link("tindak-lanjut", kegiatan=row["activity_id"]))
