"""The parts of Cakupan, one screen each, chosen in the address."""

from collections.abc import Callable

from pages.achievement.coverage_areas import areas_part
from pages.achievement.coverage_change import change_block
from pages.achievement.coverage_population import population_part
from pages.achievement.coverage_segments import segments_part
from pages.achievement.coverage_uhc import uhc_block
from pages.achievement.summary_trend import trend_block
from pages.achievement.summary_view import SummaryView
from pages.views import pick
from ui import blocks
from ui.filters import Choice
from ui.words import n, pct, t

CHOSEN_BY = "bagian"


def trend_part(view: SummaryView, choice: Choice) -> None:
    """The trend against the target path, and the change between two months."""
    blocks.section(t("coverage.trend.section"), t("coverage.trend.note"))
    trend_block(view, choice, key="coverage_trend")
    _own_against_members(view)
    blocks.section(t("coverage.change.section"), t("coverage.change.note"))
    change_block(view, choice)


PARTS: dict[str, Callable[[SummaryView, Choice], None]] = {
    "tren": trend_part,
    "segmen": segments_part,
    "penduduk": population_part,
    "wilayah": areas_part,
    "uhc": uhc_block,
}


def draw_part(view: SummaryView, choice: Choice) -> None:
    """The switch between the parts, and the part that is chosen."""
    names = {code: t(f"coverage.part.{code}") for code in PARTS}
    PARTS[pick(CHOSEN_BY, tuple(PARTS), label=t("coverage.part.label"), words=names)](view, choice)


def rollup_words(view: SummaryView) -> str:
    """How many areas stand behind the figure of a larger one."""
    figures = view.headline.figures
    if figures is None or figures["basis"] == "own" or figures["regions_expected"] == 1:
        return ""
    return t("coverage.rollup", counted=n(figures["regions_with_data"]), expected=n(figures["regions_expected"]))


def over_100_notice(view: SummaryView) -> None:
    """Coverage above 100 % is shown as it is, and accuses the denominator."""
    figures = view.headline.figures
    if figures is not None and figures["is_over_100"]:
        blocks.notice(t("coverage.over_100", share=pct(figures["coverage_pct"])), kind="attention")


def _own_against_members(view: SummaryView) -> None:
    figures = view.headline.figures
    difference = figures["difference_people"]
    if difference != difference or not difference:
        return
    people = {
        "own": n(figures["own_registered_people"]),
        "members": n(figures["members_registered_people"]),
        "difference": n(difference),
    }
    blocks.notice(t("coverage.own_differs", **people), kind="attention")
