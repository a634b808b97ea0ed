"""The headline of Kualitas & Pemadanan and its parts, each with its list and its form."""

from collections.abc import Callable

from pages.data import (
    quality_accept,
    quality_arrivals,
    quality_explain,
    quality_lists,
    quality_matched,
    quality_origin,
)
from pages.data.quality_view import LAST_MONTH, SEEN, QualityView, last_month
from pages.views import pick
from ui import blocks, data, filters
from ui.filters import Choice
from ui.words import month, n, people_change, t

PARTS = ("kelengkapan", "jumlah", "sumber", "pemadanan", "menonjol", "diterima")
WARNED: dict[str, str] = {
    "kelengkapan": "completeness",
    "jumlah": "totals",
    "sumber": "sources",
    "menonjol": "outliers",
}
"""The parts that list warnings, by their word in the address."""


def answer(view: QualityView) -> str:
    """The page in one sentence."""
    counts = {part: n(len(view.waiting(part))) for part in WARNED.values()}
    return t("quality.answer", area=data.area_name(view.area), month=month(view.period), **counts)


def tiles(view: QualityView, chosen: str) -> list[blocks.Tile]:
    """The four lists and what is put aside; each tile leads to its list."""
    counted = [_tile(view, part, chosen=chosen) for part in WARNED]
    accepted = blocks.Tile(
        t("quality.tile.accepted"),
        n(len(view.accepted)),
        unit=t("quality.tile.accepted_unit"),
        gap=_returned(view),
        href=filters.link(bagian="diterima"),
        selected=chosen == "diterima",
    )
    return [*counted, accepted]


def _tile(view: QualityView, part: str, *, chosen: str) -> blocks.Tile:
    name = WARNED[part]
    at = view.due_at if name == "completeness" else view.period
    return blocks.Tile(
        t(f"quality.tile.{name}"),
        n(len(view.waiting(name))),
        unit=t(f"quality.tile.{name}_unit", expected=n(len(view.completeness))),
        gap=GAPS[name](view) if name in GAPS else "",
        as_of=month(at),
        href=filters.link(bagian=None if part == PARTS[0] else part),
        selected=chosen == part,
    )


def _largest(view: QualityView) -> str:
    """The largest difference in people between two sources of one area."""
    rows = view.waiting("sources")
    if rows.empty:
        return ""
    differences = rows["people"] - rows["beside_people"]
    return t("quality.tile.largest", people=people_change(differences.loc[differences.abs().idxmax()]))


def _never(view: QualityView) -> str:
    """How many of the data that have not come never came at all."""
    never = (view.waiting("completeness")["figures"] == "").sum()
    return t("quality.tile.never", count=n(never)) if never else ""


GAPS: dict[str, Callable[[QualityView], str]] = {"completeness": _never, "sources": _largest}


def _returned(view: QualityView) -> str:
    came_back = view.warnings["state"].isin(["expired", "changed"]).sum()
    return t("quality.tile.returned", count=n(came_back)) if came_back else ""


def pick_part() -> str:
    """Which part is looked at, by its word in the address."""
    return pick("bagian", PARTS, label=t("quality.parts"), words={part: t(f"quality.part.{part}") for part in PARTS})


def pick_reference(choice: Choice, part: str) -> str:
    """Whether completeness is judged at the month looked at, or at the last one that is over; asked beside it."""
    asked = filters.param("acuan", SEEN)
    ended = last_month(choice)
    if choice.period in ("", ended):
        return SEEN
    if part != PARTS[0]:
        return asked
    words = {
        SEEN: t("quality.due.seen", month=month(choice.period)),
        LAST_MONTH: t("quality.due.last_month", month=month(ended)),
    }
    return pick("acuan", tuple(words), label=t("quality.due.label"), words=words)


def show_part(part: str, view: QualityView, choice: Choice) -> None:
    """The chosen part with its list and its form."""
    SHOWN[part](view, choice)


def _completeness(view: QualityView, choice: Choice) -> None:
    quality_arrivals.show(view)
    quality_accept.accept_form(view, choice, "completeness")


def _totals(view: QualityView, choice: Choice) -> None:
    quality_lists.totals(view, choice)
    quality_origin.of_warnings(view, choice, "totals")
    quality_explain.explain_form(view, choice, "totals")
    quality_accept.accept_form(view, choice, "totals")


def _sources(view: QualityView, choice: Choice) -> None:
    quality_lists.sources(view, choice)
    quality_origin.of_sources(view, choice)
    quality_explain.explain_form(view, choice, "sources")
    quality_accept.accept_form(view, choice, "sources")


def _matching(view: QualityView, choice: Choice) -> None:
    quality_matched.matching(view, choice)
    quality_origin.of_matching(view, choice)
    quality_explain.explain_form(view, choice, "matching")


def _outliers(view: QualityView, choice: Choice) -> None:
    quality_lists.outliers(view)
    quality_origin.of_warnings(view, choice, "outliers")
    quality_accept.accept_form(view, choice, "outliers")


SHOWN: dict[str, Callable[[QualityView, Choice], None]] = {
    "kelengkapan": _completeness,
    "jumlah": _totals,
    "sumber": _sources,
    "pemadanan": _matching,
    "menonjol": _outliers,
    "diterima": quality_accept.accepted_part,
}
