"""The forums of the area that is looked at, and what they keep, read once per version."""

import functools
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

import store
from store import Change
from ui import data, filters, session
from ui.filters import Choice
from ui.words import LOCAL_TIME, t
from vocab.codes import VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

FORUM = "forum"
"""The parameter of the address that names the forum where an area has several."""
KEPT = 96


@dataclass(frozen=True)
class ForumFrames:
    """What one forum keeps as known at a version; each frame is read when first touched."""

    store: Engine
    at: int
    forum: str

    def _of_forum(self, name: str) -> pd.DataFrame:
        return _read(self.store, self.at, name, "forum", (self.forum,)).copy(deep=False)

    def _of_meetings(self, name: str) -> pd.DataFrame:
        ids = tuple(self.meetings["meeting_id"].tolist())
        return _read(self.store, self.at, name, "meeting_id", ids).copy(deep=False)

    @property
    def forums(self) -> pd.DataFrame:
        """The forum itself, one row."""
        return self._of_forum("forums")

    @property
    def members(self) -> pd.DataFrame:
        """Its members in the order of the decree."""
        return self._of_forum("members")

    @property
    def meetings(self) -> pd.DataFrame:
        """Its meetings by number."""
        return self._of_forum("meetings")

    @property
    def documents(self) -> pd.DataFrame:
        """Its MoU, decrees and agreements."""
        return self._of_forum("documents")

    @property
    def partnership_answers(self) -> pd.DataFrame:
        """The secretariat's answers to criteria of partnership."""
        return self._of_forum("partnership_answers")

    @property
    def receipts(self) -> pd.DataFrame:
        """Who has which document."""
        ids = tuple(self.documents["document_id"].tolist())
        return _read(self.store, self.at, "receipts", "document_id", ids).copy(deep=False)

    @property
    def agenda(self) -> pd.DataFrame:
        """The agendas of its meetings with their minutes."""
        return self._of_meetings("agenda")

    @property
    def attendance(self) -> pd.DataFrame:
        """Who took part in its meetings."""
        return self._of_meetings("attendance")

    @property
    def decisions(self) -> pd.DataFrame:
        """What its meetings decided."""
        return self._of_meetings("decisions")

    @property
    def clarifications(self) -> pd.DataFrame:
        """What institutions said before its meetings."""
        return self._of_meetings("clarifications")

    @property
    def corrections(self) -> pd.DataFrame:
        """Corrections of its closed meetings."""
        return self._of_meetings("corrections")

    @property
    def activities(self) -> pd.DataFrame:
        """Its activities, as `store.activities_frame` gives them, whatever their area."""
        return _activities(self.store, self.at, self.forum).copy(deep=False)

    @property
    def due_requests(self) -> pd.DataFrame:
        """Requests for later due dates of its activities."""
        ids = tuple(self.activities["activity_id"].tolist())
        return _read(self.store, self.at, "due_requests", "activity_id", ids).copy(deep=False)

    @property
    def reports(self) -> pd.DataFrame:
        """Reports on its activities, oldest first."""
        ids = tuple(self.activities["activity_id"].tolist())
        return _reports(self.store, self.at, ids).copy(deep=False)


@functools.lru_cache(maxsize=KEPT)
def _read(engine: Engine, at: int, name: str, column: str, among: tuple[object, ...]) -> pd.DataFrame:
    return store.forum_frame(engine, name, version=at, **{column: among})


@functools.lru_cache(maxsize=KEPT)
def _activities(engine: Engine, at: int, forum: str) -> pd.DataFrame:
    return store.activities_frame(engine, version=at, forums=[forum])


@functools.lru_cache(maxsize=KEPT)
def _reports(engine: Engine, at: int, ids: tuple[str, ...]) -> pd.DataFrame:
    return store.reports_frame(engine, version=at, activities=list(ids))


@functools.lru_cache(maxsize=KEPT)
def _forums_at(engine: Engine, at: int) -> pd.DataFrame:
    return store.forum_frame(engine, "forums", version=at)


def forums_of(choice: Choice) -> pd.DataFrame:
    """The forums of exactly the area that is looked at: no forum of another area is seen from here."""
    forums = _forums_at(data.engine(), choice.known_at)
    return forums[forums["region_code"] == choice.area]


def all_forums(choice: Choice) -> pd.DataFrame:
    """Every forum there is, for lists that only count."""
    return _forums_at(data.engine(), choice.known_at).copy(deep=False)


def forum_of(choice: Choice) -> str:
    """The forum that is looked at: the one in the address, else the first of the area; empty where there is none."""
    names = list(forums_of(choice)["forum"])
    asked = filters.param(FORUM)
    return asked if asked in names else next(iter(names), "")


def pick_forum(choice: Choice) -> str:
    """The forum that is looked at, with a choice on the page where the area has several."""
    names = list(forums_of(choice)["forum"])
    if len(names) < 2:
        return forum_of(choice)
    now = forum_of(choice)
    st.session_state["pick_forum"] = now
    picked = st.selectbox(t("forum.pick"), names, key="pick_forum", on_change=_picked)
    return str(picked or now)


def _picked() -> None:
    filters.set_param(FORUM, st.session_state["pick_forum"])


def rows_of(choice: Choice, name: str, column: str, among: tuple[object, ...]) -> pd.DataFrame:
    """Rows of a frame of any forums (`store.FORUM_FRAMES`) whose column is among values, for lists that only count."""
    return _read(data.engine(), choice.known_at, name, column, among).copy(deep=False)


def reports_on(choice: Choice, activity_id: str) -> pd.DataFrame:
    """Reports on one activity, oldest first, as `store.reports_frame` gives them."""
    return _reports(data.engine(), choice.known_at, (activity_id,)).copy(deep=False)


def frames_of(choice: Choice, forum: str, *, at: int | None = None) -> ForumFrames:
    """What a forum keeps, as known at the version that is looked at, or at another one."""
    return ForumFrames(data.engine(), choice.known_at if at is None else at, forum)


def change(form: str, *, opened_at: int | None = None, in_meeting: bool = False, note: str = "") -> Change:
    """Who changes something now, on the local day; Refusal person_needed while nobody has said who sits here.

    `form` names what is saved, so that a second click saves nothing twice; call `session.renew_key(form)` after saving.
    """
    kind = VersionKind.MEETING if in_meeting else VersionKind.FORUM
    key = session.idempotency_key(form) if form else None
    at = session.now().astimezone(LOCAL_TIME)
    return Change(by=known_person(), at=at, opened_at=opened_at, key=key, note=note, kind=kind)


def known_person() -> Person:
    """Who sits here; Refusal person_needed while name or institution is not said."""
    person = session.person()
    if person is None or not person.institution:
        code = "person_needed"
        raise Refusal(code)
    return person
