"""What Anggota Forum says where an area has no forum, or a forum has no members yet."""

from pages.forum.meeting_founding import founding_form
from ui import blocks, data
from ui.filters import Choice
from ui.words import t


def empty_block(choice: Choice) -> None:
    """Teach what members are for, and found the forum they sit in."""
    area = data.area_name(choice.area)
    blocks.empty(t("members.empty.title", area=area), t("members.empty.text"))
    if choice.version is None:
        founding_form(choice)
