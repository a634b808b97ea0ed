"""Corrections of a closed meeting beside the part that they correct, with their visible numbers."""

from pages.forum.meeting_view import MeetingView
from ui import blocks
from ui.words import n, t
from vocab.forum_codes import CorrectedPart


def notes_on(view: MeetingView, *parts: CorrectedPart) -> None:
    """What was corrected of these parts; nothing where nothing was."""
    own = [row for row in view.corrections if row["part"] in parts]
    if not own:
        return
    blocks.points(
        [
            t(
                "meetings.correction.short",
                number=n(row["number"]),
                subject=row["subject"],
                corrected=row["corrected"],
            )
            for row in own
        ]
    )
