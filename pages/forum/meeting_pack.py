"""What the papers of a meeting are made from, as known at its version; the screen shows the same changes."""

import dataclasses

import streamlit as st

from pages.forum.meeting_view import MeetingView
from pages.views import KEPT_VIEWS, key_of
from reports.inputs import StoreFrames
from reports.pack.assembly import Known, Stated, meeting_before, pack_inputs, version_of
from reports.pack_inputs import ForumFrames, PackInputs
from ui import data, forum
from vocab.people import Person

FRAMES = tuple(field.name for field in dataclasses.fields(ForumFrames))
FIGURES = tuple(field.name for field in dataclasses.fields(StoreFrames))


def pack_of(view: MeetingView) -> PackInputs:
    """The inputs of a meeting's papers, from the cache where they were computed before."""
    key = (*key_of(view.choice, "meeting_pack", view.forum), view.meeting_id)
    return _computed(key, _view=view)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[object, ...], *, _view: MeetingView) -> PackInputs:  # noqa: ARG001 - what the cache knows it by
    newest = _view.choice.known_at
    number = version_of(_view.meeting, newest)
    earlier = meeting_before(_view.frames.meetings, _view.meeting)
    live = forum.frames_of(_view.choice, _view.forum)
    return pack_inputs(
        _known(_view, number),
        meeting_id=_view.meeting_id,
        stated=_stated(number),
        today=_view.choice.today,
        before=None if earlier is None else _known(_view, version_of(earlier, newest)),
        corrections=live.corrections,
    )


def _known(view: MeetingView, number: int) -> Known:
    frames = forum.frames_of(view.choice, view.forum, at=number)
    figures = data.frames_at(view.choice.area, number)
    return Known(
        forum=ForumFrames(**{name: getattr(frames, name) for name in FRAMES}),
        figures=StoreFrames(**{name: getattr(figures, name) for name in FIGURES}),
        areas=data.areas_at(number),
    )


def _stated(number: int) -> Stated:
    version = data.version(number)
    by = Person(*(str(version[name] or "") for name in ("by_name", "by_institution", "by_role")))
    files = data.versions()
    return Stated(number, version["made_at"].to_pydatetime(), by, files[files["number"] <= number])
