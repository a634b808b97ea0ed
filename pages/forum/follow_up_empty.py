"""What Tindak Lanjut says where an area has no activities yet."""

import texts
from loaders.templates.making import template_name, template_workbook
from ui import blocks, data, downloads, filters
from ui.blocks import Action
from ui.filters import Choice
from ui.words import t
from vocab.codes import Kind


def empty_block(choice: Choice) -> None:
    """Teach: what a plan brings here, its template, where to load it."""
    kind = Kind.ACTIVITIES
    template = downloads.offer(
        template_name(kind, choice.language, "xlsx"),
        lambda: template_workbook(kind, choice.language, words=texts.text),
    )
    actions = (
        Action(t("follow_up.template"), template),
        Action(t("follow_up.to_upload"), filters.link("unggah")),
    )
    title = t("follow_up.empty_title", area=data.area_name(choice.area))
    blocks.empty(title, t("follow_up.empty_text"), actions=actions)
