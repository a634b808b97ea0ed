"""The slides of a meeting for the projector: how far, who is behind and why, what this forum must decide."""

from io import BytesIO

from reports.pack.slide_coverage import coverage_slide, segments_slide
from reports.pack.slide_decide import changes_slides, decision_slides, need_slides
from reports.pack.slide_frame import Show
from reports.pack.slide_look import new_deck
from reports.pack.slide_meeting import next_slide, title_slide
from reports.pack.slide_work import institution_slides, obstacle_slide
from reports.pack.words import pack_words
from reports.pack_inputs import PackInputs

SLIDES = (
    title_slide, coverage_slide, segments_slide, institution_slides, obstacle_slide, need_slides, changes_slides,
    decision_slides, next_slide,
)  # fmt: skip
"""The slides in their order; each adds one, several, or none where it has nothing to say."""


def meeting_slides(inputs: PackInputs, *, language: str) -> bytes:
    """The slides as bytes of a pptx file."""
    words = pack_words(inputs, language)
    show = Show(new_deck(), words)
    for add in SLIDES:
        add(show)
    facts, made_at = show.deck.core_properties, inputs.summary.made_at
    facts.title, facts.author, facts.language = words.say("cover.title", forum=words.forum), "Cakupan", language
    facts.created = facts.modified = made_at.replace(tzinfo=None)
    facts.last_modified_by, facts.revision = "Cakupan", 1
    stream = BytesIO()
    show.deck.save(stream)
    return stream.getvalue()
