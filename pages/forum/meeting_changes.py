"""What changed since the last meeting, in figures and activities, and the papers of the meeting."""

from pages.forum.meeting_view import MeetingView


def changes_part(view: MeetingView) -> None:
    """The changes, then the papers."""
