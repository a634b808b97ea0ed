"""What Ringkasan and Cakupan say where an area has no membership yet."""

import texts
from loaders.templates.making import template_name, template_workbook
from pages.achievement.summary_view import SummaryView
from pages.views import here
from ui import blocks, data, downloads, filters
from ui.blocks import Action
from ui.filters import Choice
from ui.words import month, t
from vocab.codes import Kind


def has_figures(view: SummaryView) -> bool:
    """Whether there is anything to show coverage of."""
    return view.headline.figures is not None


def empty_block(choice: Choice) -> None:
    """Teach: which data is missing, its template, where to load it; or which months there are."""
    known = data.periods(choice)
    if known:
        _other_months(choice, known)
        return
    if choice.version is not None:
        _later_version(choice)
        return
    kind = Kind.MEMBERSHIP
    template = downloads.offer(
        template_name(kind, choice.language, "xlsx"),
        lambda: template_workbook(kind, choice.language, words=texts.text),
    )
    actions = [
        Action(t("summary.empty.template_membership"), template),
        Action(t("summary.empty.upload"), filters.link("unggah")),
    ]
    if len(here(data.frames(choice).facilities, choice)):
        actions.append(Action(t("summary.empty.facilities"), filters.link("fasilitas")))
    blocks.empty(t("summary.empty.title", area=data.area_name(choice.area)), t("summary.empty.text"), actions=actions)


def stale_notice(view: SummaryView, choice: Choice) -> None:
    """Say when the figures are older than the month asked for."""
    if view.headline.is_stale and view.headline.data_period:
        words = {"month": month(view.headline.data_period), "asked": month(choice.period)}
        blocks.notice(t("summary.empty.stale", area=data.area_name(choice.area), **words), kind="attention")


def _other_months(choice: Choice, known: tuple[str, ...]) -> None:
    first, last = month(known[0]), month(known[-1])
    blocks.empty(
        t("summary.empty.period_title", area=data.area_name(choice.area), month=month(choice.period)),
        t("summary.empty.period_text", first=first, last=last),
        actions=(Action(t("summary.empty.open_last", month=last), filters.link(periode=known[-1])),),
    )


def _later_version(choice: Choice) -> None:
    blocks.empty(
        t("summary.empty.version_title", area=data.area_name(choice.area), version=choice.version),
        t("summary.empty.version_text"),
        actions=(Action(t("summary.empty.live"), filters.link(versi=None)),),
    )
