"""One activity's whole history, newest first: agreement, reports, requests, checks and changes, and by whom."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.forum.activity_facts import PLAN
from pages.forum.follow_up_view import OPENED, drawing_key
from pages.forum.follow_up_words import Activity, given, obstacle_words, progress_words
from pages.views import KEPT_VIEWS
from ui import blocks, data, filters, forum, forum_acts, saving
from ui.blocks import Action, Entry
from ui.filters import Choice
from ui.forum_forms import by_words
from ui.words import code_word, day, moment, t
from vocab.codes import ActivityStatus, Kind, VersionKind
from vocab.forum_codes import RequestState

TITLES: dict[str, str] = {
    VersionKind.UNDO: "follow_up.history.undo",
    VersionKind.SAMPLE_REMOVED: "follow_up.history.undo",
    VersionKind.CORRECTION: "follow_up.history.correction",
    VersionKind.REGISTER: "activity.history.register",
}
"""What happened, by the kind of version, where no report or request says more."""
REQUESTS: dict[str, str] = {
    RequestState.WAITING: "activity.history.due_asked",
    RequestState.ACCEPTED: "activity.history.due_accepted",
    RequestState.REFUSED: "activity.history.due_refused",
}
BY_FORUM = (VersionKind.FORUM, VersionKind.MEETING)
NOT_PLAN = ("follow_up.fact.output_realised", "activity.fact.slips", "activity.fact.agreed_on")
"""What other entries tell."""


@dataclass(frozen=True)
class _Step:
    """One version of an activity: its row, the one before it, and what was reported or asked for in it."""

    version: pd.Series
    row: Activity | None
    before: Activity | None
    report: Activity | None
    request: Activity | None


def history_block(activity: Activity, choice: Choice) -> None:
    """The history as a timeline."""
    blocks.section(t("follow_up.history.section"), t("follow_up.history.note"))
    activity_id = str(activity["activity_id"])
    blocks.timeline(_entries((*drawing_key(choice, "activity_history"), activity_id), _id=activity_id, _choice=choice))


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _entries(key: tuple[object, ...], *, _id: str, _choice: Choice) -> list[Entry]:  # noqa: ARG001 - what the cache knows it by
    return [_entry(step) for step in _steps(_id, _choice)][::-1]


def _steps(activity_id: str, choice: Choice) -> list[_Step]:
    rows = saving.row_history(Kind.ACTIVITIES, {"activity_id": activity_id})
    requests = forum_acts.forum_history("due_requests", activity_id=activity_id)
    by_version = _by_version(rows, choice)
    asked, said = _by_version(requests, choice), _by_version(forum.reports_on(choice, activity_id), choice)
    numbers = sorted(by_version.keys() | asked.keys())
    facts, steps, before = data.version_facts(numbers), [], None
    for number in numbers:
        row = by_version.get(number)
        steps.append(_Step(facts.loc[number], row, before, said.get(number), asked.get(number)))
        before = row or before
    return steps


def _by_version(rows: pd.DataFrame, choice: Choice) -> dict[int, Activity]:
    known = rows[rows["since"] <= choice.known_at].to_dict("records")
    return {int(row["since"]): row for row in known}


def _entry(step: _Step) -> Entry:
    made_at = moment(step.version["made_at"].to_pydatetime())
    when, by = made_at, t("follow_up.history.by", by=by_words(step.version), version=step.version["number"])
    if step.report is not None:
        when = day(step.report["reported_on"].date())
        number = step.version["number"]
        by = t("follow_up.history.recorded", by=_reporter(step.report, step.version), moment=made_at, version=number)
    return Entry(when, _title(step), _joined(*_texts(step)), by, _state(step))


def _title(step: _Step) -> str:
    kind = step.version["kind"]
    if step.request is not None:
        return t(REQUESTS[step.request["state"]])
    if step.report is not None:
        settled = step.report["status"] == ActivityStatus.DONE and kind in BY_FORUM
        return t("activity.history.settled" if settled else "follow_up.history.report")
    if step.before is None:
        return t("activity.history.agreed" if kind in BY_FORUM else "follow_up.history.planned")
    if kind not in TITLES and _differs(step, "evidence_check"):
        return t("activity.history.checked")
    return t(TITLES.get(kind, "follow_up.history.plan_changed"))


def _differs(step: _Step, column: str) -> bool:
    return step.row is not None and step.before is not None and given(step.row[column]) != given(step.before[column])


def _texts(step: _Step) -> list[str]:
    if step.request is not None:
        return _request_texts(step.request)
    row = step.row
    if row is None:
        return []
    if step.report is not None:
        evidence = given(step.report["evidence"])
        return [_obstacle(row), t("follow_up.history.evidence", evidence=evidence) if evidence else ""]
    if step.before is None:
        return [_place(row), _obstacle(row)]
    checked = code_word("evidence_check", given(row["evidence_check"])) if _differs(step, "evidence_check") else ""
    came = _place(row) if row["origin_version"] == row["since"] and given(row["file_name"]) else ""
    return [came, checked, *_changes(step.before, row)]


def _request_texts(request: Activity) -> list[str]:
    old, new = (day(request[name].date()) for name in ("due_date", "requested_due_date"))
    note = given(request["answer_note"])
    return [
        t("activity.history.wanted", old=old, new=new),
        t("activity.history.reason", reason=request["reason"]),
        t("activity.history.answer", note=note) if note else "",
    ]


def _changes(before: Activity, row: Activity) -> list[str]:
    """What a change of the plan changed, each with what stood before."""
    empty = t("activity.history.nothing")
    said = [(name, words(before), words(row)) for name, words in PLAN.items() if name not in NOT_PLAN]
    return [
        t("activity.history.change", name=t(name), old=old or empty, new=new or empty)
        for name, old, new in said
        if old != new
    ]


def _reporter(report: Activity, version: pd.Series) -> str:
    """Who reported; with who wrote it down where that was somebody else."""
    if report["reported_by"] == given(version["by_name"]):
        return by_words(version)
    names = (report["reported_institution"], report["reported_by"])
    reporter = ", ".join(part for part in names if part)
    return t("follow_up.history.on_behalf", reporter=reporter, by=by_words(version)) if reporter else by_words(version)


def _state(step: _Step) -> str:
    parts = []
    if step.row is not None:
        status, share = code_word("status", step.row["status"]), progress_words(step.row)
        parts.append(t("follow_up.history.state", status=status, share=share) if share else status)
    if not pd.isna(step.version["undone_by"]):
        parts.append(t("follow_up.history.undone", version=step.version["undone_by"]))
    return _joined(*parts)


def _obstacle(row: Activity) -> str:
    return obstacle_words(row) if given(row["obstacle"]) or given(row["obstacle_note"]) else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _place(row: Activity) -> str:
    parts = [given(row["file_name"])]
    for name in ("sheet", "cell"):
        if given(row[name]):
            parts.append(t(f"follow_up.history.{name}", **{name: row[name]}))
    place = " › ".join(part for part in parts if part)
    return t("follow_up.history.from_file", place=place) if place else ""


def source_pairs(activity: Activity, choice: Choice) -> list[tuple[str, str]]:
    """The file, sheet and cell that brought an activity, who loaded it and when."""
    return _source((*drawing_key(choice, "activity_source"), activity["activity_id"]), _activity=activity)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _source(key: tuple[object, ...], *, _activity: Activity) -> list[tuple[str, str]]:  # noqa: ARG001 - what the cache knows it by
    version = data.version(int(_activity["origin_version"]))
    pairs = {
        "file": given(version["file_name"]),
        "sheet": given(_activity["sheet"]),
        "cell": given(_activity["cell"]),
        "loaded_by": by_words(version),
        "loaded_at": moment(version["made_at"].to_pydatetime()),
        "version": str(_activity["origin_version"]),
    }
    return [(t(f"follow_up.fact.{name}"), value) for name, value in pairs.items() if value]


def source_link(activity: Activity) -> None:
    """The way to the version in Riwayat Data that brought an activity."""
    number = str(activity["origin_version"])
    to_version = filters.link("riwayat", rincian=number, **{OPENED: None})
    blocks.links((Action(t("follow_up.detail.to_version", version=number), to_version),))
