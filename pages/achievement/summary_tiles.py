"""The tiles of Ringkasan: figures in, words out."""

from collections.abc import Callable

import streamlit as st

from metrics import UnfinishedCounts, unfinished_counts
from pages.achievement.summary_roles import Role, own_activities
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import change_words, files_words, population_words, target_words, timing_words
from pages.sentences import capital, in_sentence, scheme_name, status_parts
from pages.views import KEPT_VIEWS, screen_key
from ui import filters
from ui.blocks import Tile
from ui.filters import Choice
from ui.words import month, n, pct, points_change, short_month, t
from vocab.codes import TargetState, Timing


def tiles_for(view: SummaryView, choice: Choice, role: Role) -> tuple[Tile, ...]:
    """The tiles that a reader sees, at most five."""
    return _tiles((*screen_key(choice), role.code), _view=view, _role=role)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _tiles(key: tuple[object, ...], *, _view: SummaryView, _role: Role) -> tuple[Tile, ...]:  # noqa: ARG001 - the key
    return tuple(TILES[name](_view, _role) for name in _role.tiles)


def coverage_tile(view: SummaryView, _role: Role) -> Tile:
    """Registered people over the population."""
    figures, label = view.headline.figures, t("summary.tile.coverage")
    if figures is None or figures["coverage_pct"] != figures["coverage_pct"]:
        missing = t("summary.tile.no_data" if figures is None else "summary.tile.population_missing")
        return Tile(label, t("summary.tile.no_data"), unit=missing, state=TargetState.NO_DATA)
    people = {"numerator": n(figures["registered_people"]), "denominator": n(figures["people"])}
    target = view.target
    return Tile(
        label,
        pct(figures["coverage_pct"]),
        unit=t("summary.tile.of_people", **people),
        target=t("summary.tile.no_target")
        if target is None
        else t("summary.tile.target", target=target_words(target, short=True)),
        gap=_gap(view),
        change=change_words(view.change, key="points_and_people"),
        as_of=as_of(view),
        source=_joined(_regions(view), population_words(figures)),
        state=None if target is None else target["state"],
        stale=view.headline.is_stale,
        href=filters.link("cakupan"),
    )


def registered_tile(view: SummaryView, _role: Role) -> Tile:
    """Registered people, and who they are."""
    figures = view.headline.figures
    shares = [
        f"{t(f'charts.segment_short.{row.segment}')} {pct(row.share_pct)}" for row in view.composition.itertuples()
    ]
    return Tile(
        t("summary.tile.registered"),
        t("summary.tile.no_data") if figures is None else n(figures["registered_people"]),
        unit="" if figures is None else t("summary.tile.people"),
        target=" · ".join(shares) if len(shares) > 1 else "",
        change=change_words(view.change, key="people_since"),
        as_of=as_of(view),
        source=_joined("" if figures is None else _regions(view), _files(view)),
        stale=view.headline.is_stale,
        href=filters.link("cakupan", bagian="segmen"),
    )


def gap_tile(view: SummaryView, _role: Role) -> Tile:
    """People still missing to the next target, and to those after it."""
    label, target = t("summary.tile.gap"), view.target
    if target is None or target["state"] == TargetState.NO_DATA:
        reason = "no_target" if target is None else "population_missing"
        return Tile(label, t("summary.tile.no_data"), unit=t(f"summary.tile.{reason}"), state=TargetState.NO_DATA)
    others = view.other_targets[view.other_targets["missing_people"] > 0].head(2)
    also = [
        t("summary.tile.also_towards", people=n(row["missing_people"]), target=target_words(row, short=True))
        for row in others.to_dict("records")
    ]
    return Tile(
        label,
        n(target["missing_people"]),
        unit=t("summary.tile.towards", target=target_words(target, short=True)),
        gap="; ".join(also),
        as_of=as_of(view),
        source=population_words(view.headline.figures),
        stale=view.headline.is_stale,
        href=filters.link("referensi"),
    )


def active_tile(view: SummaryView, _role: Role) -> Tile:
    """Active over registered people, and what the UHC criteria say to it."""
    figures, label = view.headline.figures, t("summary.tile.active_share")
    link = filters.link("cakupan", bagian="uhc")
    if figures is None or figures["active_share_pct"] != figures["active_share_pct"]:
        missing = {"unit": t("summary.tile.active_missing"), "state": TargetState.NO_DATA}
        return Tile(label, t("summary.tile.no_data"), target=uhc_words(view), href=link, **missing)
    people = {"numerator": n(figures["active_people"]), "denominator": n(figures["active_registered_people"])}
    return Tile(
        label,
        pct(figures["active_share_pct"]),
        unit=t("summary.tile.of_registered", **people),
        target=uhc_words(view),
        gap=_to_activate(view),
        change=_active_change(view),
        as_of=as_of(view),
        source=_regions(view, "regions_with_active"),
        stale=view.headline.is_stale,
        href=link,
    )


def subsidised_tile(view: SummaryView, _role: Role) -> Tile:
    """People whose dues the state or the local government pays."""
    label = t("summary.tile.government")
    rows = view.subsidised
    if rows.empty:
        return Tile(label, t("summary.tile.no_data"), state=TargetState.NO_DATA)
    row = rows.iloc[0]
    return Tile(
        label,
        n(row["registered_people"]),
        unit=t("summary.tile.people"),
        gap=t("summary.tile.share_of_registered", share=pct(row["share_pct"])),
        as_of=as_of(view),
        source=_files(view),
        stale=view.headline.is_stale,
        href=filters.link("cakupan", bagian="segmen"),
    )


def unfinished_tile(view: SummaryView, _role: Role) -> Tile:
    """What the forum agreed on and is not finished, told with its status."""
    return _activities_tile(t("summary.tile.unfinished"), view.counts, href=filters.link("tindak-lanjut"))


def own_unfinished_tile(view: SummaryView, role: Role) -> Tile:
    """The same for the reader's own institution."""
    own = own_activities(view.followed, role)
    label = t("summary.tile.own_unfinished", institution=role.institution)
    names = own["institution"].unique()
    link = filters.link("tindak-lanjut", instansi=names[0] if len(names) == 1 else None)
    return _activities_tile(label, unfinished_counts(own), href=link)


def no_due_date_tile(view: SummaryView, _role: Role) -> Tile:
    """Unfinished activities that nobody has dated."""
    link = filters.link("tindak-lanjut", tenggat=Timing.NO_DUE_DATE.value)
    return _count_tile("no_due_date", view.counts.no_due_date, view.counts, href=link)


def silent_tile(view: SummaryView, _role: Role) -> Tile:
    """Unfinished activities on which nobody has reported, or not for a whole period of their forum."""
    link = filters.link("tindak-lanjut", lengkapi="tanpa-laporan")
    return _count_tile("no_report", view.unreported, view.counts, href=link)


TILES: dict[str, Callable[[SummaryView, Role], Tile]] = {
    "coverage": coverage_tile,
    "registered": registered_tile,
    "gap": gap_tile,
    "active": active_tile,
    "subsidised": subsidised_tile,
    "unfinished": unfinished_tile,
    "own_unfinished": own_unfinished_tile,
    "no_due_date": no_due_date_tile,
    "silent": silent_tile,
}


def uhc_words(view: SummaryView) -> str:
    """What the newest UHC predicate says of the figures, as an estimate."""
    verdicts = view.uhc.verdicts
    if verdicts.empty:
        return t("summary.uhc.none_valid")
    row = verdicts.iloc[0]
    return t(f"summary.uhc.{row['verdict']}", scheme=in_sentence(scheme_name(row["scheme"])))


def as_of(view: SummaryView) -> str:
    """The month that the figures are from."""
    at = view.headline.data_period
    return t("summary.tile.as_of", month=month(at)) if at else ""


def _activities_tile(label: str, counts: UnfinishedCounts, *, href: str) -> Tile:
    if not counts.all_activities:
        return Tile(label, t("summary.tile.no_data"), unit=t("summary.tile.no_activities"), state=TargetState.NO_DATA)
    if not counts.total:
        return Tile(label, n(0), unit=t("summary.tile.all_done"), state=TargetState.REACHED, href=href)
    return Tile(
        label,
        n(counts.total),
        unit=t("summary.tile.of_activities", count=n(counts.all_activities)),
        gap=capital(status_parts(counts.by_status)),
        change=timing_words(counts),
        href=href,
    )


def _count_tile(name: str, count: int, counts: UnfinishedCounts, *, href: str) -> Tile:
    label = t(f"summary.tile.{name}")
    if not counts.all_activities:
        return Tile(label, t("summary.tile.no_data"), unit=t("summary.tile.no_activities"), state=TargetState.NO_DATA)
    return Tile(label, n(count), unit=t("summary.tile.of_unfinished", count=n(counts.total)), href=href)


def _gap(view: SummaryView) -> str:
    target = view.target
    if target is None or target["missing_people"] != target["missing_people"]:
        return ""
    if not target["missing_people"]:
        return t("summary.tile.reached")
    return t("summary.tile.short_by", people=n(target["missing_people"]))


def _to_activate(view: SummaryView) -> str:
    people = view.uhc.verdicts["people_to_activate"].head(1)
    missing = people[people > 0]
    return "" if missing.empty else t("summary.uhc.activate", people=n(missing.iloc[0]))


def _active_change(view: SummaryView) -> str:
    change = view.change
    if change is None or change.active_share_points != change.active_share_points:
        return ""
    since = short_month(change.from_period)
    return t("summary.tile.points_since", points=points_change(change.active_share_points), month=since)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _files(view: SummaryView) -> str:
    return files_words(view.sources.membership) if view.sources else ""


def _regions(view: SummaryView, column: str = "regions_with_data") -> str:
    """How many areas a figure counts, where they are not all of them."""
    figures = view.headline.figures
    if figures[column] >= figures["regions_expected"]:
        return ""
    return t("summary.tile.regions_counted", counted=n(figures[column]), expected=n(figures["regions_expected"]))
