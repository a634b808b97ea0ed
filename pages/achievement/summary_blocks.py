"""The headline sentence of Ringkasan, the other denominators, and the blocks by name."""

from collections.abc import Callable

from pages.achievement.coverage_change import change_sentence
from pages.achievement.coverage_uhc import uhc_block
from pages.achievement.summary_checklist import checklist_block, differences_block, payers_block
from pages.achievement.summary_decide import decide_block, institutions_block, own_block
from pages.achievement.summary_meeting import meeting_block
from pages.achievement.summary_roles import Role
from pages.achievement.summary_trend import trend_block
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import area_words, target_words
from ui import blocks, filters
from ui.blocks import Action
from ui.filters import Choice
from ui.words import code_word, month, n, pct, short_month, t
from vocab.codes import TargetState


def answer(view: SummaryView, choice: Choice) -> str:
    """How far the area is, in one sentence."""
    figures, target = view.headline.figures, view.target
    if figures is None:
        return ""
    words = {"area": area_words(figures, choice.area), "month": month(view.headline.data_period or choice.period)}
    if figures["coverage_pct"] != figures["coverage_pct"]:
        return t("summary.answer.no_population", registered=n(figures["registered_people"]), **words)
    share = pct(figures["coverage_pct"])
    if target is None:
        return t("summary.answer.no_target", share=share, **words)
    key = "reached" if target["state"] == TargetState.REACHED else "short"
    goal = target_words(target, short=True)
    return t(f"summary.answer.{key}", share=share, people=n(target["missing_people"]), target=goal, **words)


def beside_lines(view: SummaryView) -> list[str]:
    """Coverage under the other sources of the population, each in a line."""
    return [_beside(row) for row in view.beside]


def beside_block(view: SummaryView) -> None:
    """The same members under the other populations: never hidden."""
    lines = beside_lines(view)
    if lines:
        blocks.notice(" ".join(lines), title=t("summary.spread.title"))


def draw(name: str, view: SummaryView, choice: Choice, role: Role) -> None:
    """One block of Ringkasan by its name."""
    BLOCKS[name](view, choice, role)


def _beside(row: dict[str, object]) -> str:
    words = {
        "source": code_word("source", str(row["source"])),
        "people": n(row["people"]),
        "month": short_month(str(row["population_period"])),
        "share": pct(row["coverage_pct"]),
    }
    if row["missing_people"] != row["missing_people"]:
        return t("summary.spread.line", **words) + "."
    if not row["missing_people"]:
        return t("summary.spread.line_reached", **words) + "."
    return t("summary.spread.line_gap", gap=n(row["missing_people"]), **words) + "."


def _trend(view: SummaryView, choice: Choice, _role: Role) -> None:
    change = view.first_change
    blocks.section(t("summary.trend.section"), change_sentence(change) if change else "")
    trend_block(view, choice, key="summary_trend")
    blocks.links((Action(t("summary.trend.open"), filters.link("cakupan")),))


BLOCKS: dict[str, Callable[[SummaryView, Choice, Role], None]] = {
    "meeting": lambda _view, choice, _role: meeting_block(choice),
    "decide": lambda view, choice, _role: decide_block(view, choice),
    "institutions": lambda view, choice, _role: institutions_block(view, choice),
    "own": lambda view, _choice, role: own_block(view, role),
    "uhc": lambda view, choice, _role: uhc_block(view, choice),
    "payers": lambda view, choice, _role: payers_block(view, choice),
    "checklist": lambda _view, choice, _role: checklist_block(choice),
    "differences": lambda view, _choice, role: differences_block(view, role),
    "trend": _trend,
}
