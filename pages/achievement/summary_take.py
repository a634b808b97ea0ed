"""What is taken to the meeting: the workbook and five short lines for a group chat."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import status_parts, target_words
from reports import StoreFrames, VersionFacts, summary_workbook, workbook_inputs, workbook_name
from ui import blocks, data, session
from ui.areas import names_from_files
from ui.filters import Choice
from ui.words import code_word, month, n, pct, people_change, points_change, t
from vocab.people import Person

KINDS = ("membership", "population", "facilities", "targets", "activities", "reports")


def take_block(view: SummaryView, choice: Choice) -> None:
    """The workbook as a link, and the text with its copy button."""
    blocks.section(t("summary.take.section"))
    workbook_block(choice)
    with st.expander(t("summary.take.share")):
        st.code(share_text(view, choice), language=None, wrap_lines=True)


def workbook_block(choice: Choice) -> None:
    """The workbook of the area as a link."""
    name = workbook_name(data.area_name(choice.area), choice.period, choice.today)
    blocks.download(t("summary.take.workbook"), file_name=name, build=_workbook(choice))


def share_text(view: SummaryView, choice: Choice) -> str:
    """Five lines with totals only: a group text names no institution."""
    area = data.area_name(choice.area)
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
    return t("summary.share_text.gap", target=target_words(target, short=True), people=n(target["missing_people"]))


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


def _workbook(choice: Choice) -> Callable[[], bytes]:
    """What builds the workbook later, in a thread without a session: everything it needs is bound here."""
    frames, files, members = data.frames(choice), data.versions(), data.members(choice) or None
    made_at, by = session.now(), session.person() or Person("")

    def build() -> bytes:
        inputs = workbook_inputs(
            StoreFrames(**{kind: getattr(frames, kind) for kind in KINDS}),
            area=choice.area, period=choice.period, source=choice.source, view=choice.view, members=members,
            names=names_from_files(frames.store, frames.at), version=_version(choice, frames, files),
            by=by, made_at=made_at, today=choice.today,
        )  # fmt: skip
        return summary_workbook(inputs, language=choice.language)

    return build


def _version(choice: Choice, frames: data.Frames, files: pd.DataFrame) -> VersionFacts:
    known = files[files["number"] == choice.known_at]["made_at"]
    sample = data.kinds_of_sample_in(frames, choice.area)
    return VersionFacts(
        number=choice.known_at,
        known_at=None if known.empty else known.iloc[0].to_pydatetime(),
        is_live=choice.version is None,
        is_sample="sample" in sample,
        is_made_up="demo" in sample,
        files=files,
    )
