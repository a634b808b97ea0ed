"""What is taken to the meeting: the workbook and five short lines for a group chat."""

from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import area_words, target_words
from pages.sentences import status_parts
from pages.workbook_link import workbook_block
from ui import blocks
from ui.filters import Choice
from ui.words import code_word, month, n, pct, people_change, points_change, t

SHARE = "summary_share"


def take_block(view: SummaryView, choice: Choice) -> None:
    """The workbook as a link, and the text with its copy button."""
    blocks.section(t("summary.take.section"))
    workbook_block(choice)
    blocks.copyable(t("summary.take.share"), lambda: share_text(view, choice), key=SHARE)


def share_text(view: SummaryView, choice: Choice) -> str:
    """Five lines with totals only: a group text names no institution."""
    area = area_words(view.headline.figures, choice.area)
    lines = [t("summary.share_text.heading", area=area, month=month(view.headline.data_period or choice.period))]
    return "\n".join(
        [
            *lines,
            *(line for line in (_coverage(view), _change(view), _gap(view), _active(view), _unfinished(view)) if line),
        ]
    )


def _coverage(view: SummaryView) -> str:
    figures = view.headline.figures
    if figures["coverage_pct"] != figures["coverage_pct"]:
        return ""
    people = {"numerator": n(figures["registered_people"]), "denominator": n(figures["people"])}
    source = code_word("source", figures["population_source"]) or t("summary.tile.several_sources")
    return t("summary.share_text.coverage", share=pct(figures["coverage_pct"]), source=source, **people)


def _change(view: SummaryView) -> str:
    change = view.change
    if change is None or change.points != change.points:
        return ""
    return t(
        "summary.share_text.change",
        month=month(change.from_period),
        points=points_change(change.points),
        people=people_change(change.registered_change),
        population=people_change(change.people_change),
    )


def _gap(view: SummaryView) -> str:
    target = view.target
    if target is None or target["missing_people"] != target["missing_people"]:
        return ""
    key = "gap" if target["missing_people"] else "gap_closed"
    return t(f"summary.share_text.{key}", target=target_words(target, short=True), people=n(target["missing_people"]))


def _active(view: SummaryView) -> str:
    share = view.headline.figures["active_share_pct"]
    return (
        t("summary.share_text.active_missing") if share != share else t("summary.share_text.active", share=pct(share))
    )


def _unfinished(view: SummaryView) -> str:
    if not view.counts.total:
        return t("summary.share_text.no_unfinished") if view.counts.all_activities else ""
    parts = status_parts(view.counts.by_status)
    line = t("summary.share_text.unfinished_line", count=n(view.counts.total), parts=parts)
    return t("summary.share_text.unfinished", line=line)
