"""One activity's whole history: how it entered the plan, every report, every undo, by whom; newest first."""

import pandas as pd

from pages.forum.follow_up_view import OPENED
from pages.forum.follow_up_words import Activity, given, obstacle_words
from ui import blocks, data, filters, saving
from ui.blocks import Action, Entry
from ui.filters import Choice
from ui.words import code_word, day, moment, pct, role_word, t
from vocab.codes import Kind, VersionKind

TITLES: dict[str, str] = {
    VersionKind.REPORT: "report",
    VersionKind.UNDO: "undo",
    VersionKind.SAMPLE_REMOVED: "undo",
    VersionKind.CORRECTION: "correction",
}
"""What happened, by the kind of version; all other kinds brought a plan."""


def history_of(activity_id: str, choice: Choice) -> pd.DataFrame:
    """Every row ever held for an activity up to the version that is looked at, oldest first."""
    rows = saving.row_history(Kind.ACTIVITIES, {"activity_id": activity_id})
    return rows[rows["since"] <= choice.known_at]


def history_block(activity: Activity, choice: Choice) -> None:
    """The history as a timeline."""
    rows = history_of(activity["activity_id"], choice)
    reports = data.frames(choice).reports
    said = reports[reports["activity_id"] == activity["activity_id"]].set_index("since")
    blocks.section(t("follow_up.history.section"), t("follow_up.history.note"))
    entries = [_entry(row, said, is_first=place == 0) for place, row in enumerate(rows.to_dict("records"))]
    blocks.timeline(entries[::-1])


def source_pairs(activity: Activity) -> list[tuple[str, str]]:
    """The file, sheet and cell that brought an activity, who loaded it and when."""
    version = _version(activity["origin_version"])
    pairs = {
        "file": given(version["file_name"]),
        "sheet": given(activity["sheet"]),
        "cell": given(activity["cell"]),
        "loaded_by": by_words(version),
        "loaded_at": moment(version["made_at"].to_pydatetime()),
        "version": str(activity["origin_version"]),
    }
    return [(t(f"follow_up.fact.{name}"), value) for name, value in pairs.items() if value]


def source_link(activity: Activity) -> None:
    """The way to the version in Riwayat Data that brought an activity."""
    number = str(activity["origin_version"])
    to_version = filters.link("riwayat", rincian=number, **{OPENED: None})
    blocks.links((Action(t("follow_up.detail.to_version", version=number), to_version),))


def by_words(version: pd.Series) -> str:
    """Who made a version, the office before the person."""
    parts = (given(version["by_institution"]), given(version["by_name"]), role_word(given(version["by_role"])))
    return ", ".join(part for part in parts if part) or t("block.nobody")


def _version(number: int) -> pd.Series:
    return data.version(int(number))


def _entry(row: Activity, said: pd.DataFrame, *, is_first: bool) -> Entry:
    version = _version(row["since"])
    title = TITLES.get(row["version_kind"], "planned" if is_first else "plan_changed")
    undone = given(version["undone_by"]) if not pd.isna(version["undone_by"]) else ""
    state = _state(row)
    if undone:
        state = f"{state} · {t('follow_up.history.undone', version=undone)}"
    own = said[said.index == row["since"]]
    report = None if own.empty else own.iloc[0]
    if title == "report":
        return _report_entry(row, report, version, state=state)
    origin = "" if title in TITLES.values() else _place(row)
    when = moment(version["made_at"].to_pydatetime())
    by = t("follow_up.history.by", by=by_words(version), version=row["since"])
    return Entry(when, t(f"follow_up.history.{title}"), _joined(origin, _obstacle(row)), by, state)


def _report_entry(row: Activity, report: pd.Series | None, version: pd.Series, *, state: str) -> Entry:
    made_at = moment(version["made_at"].to_pydatetime())
    when = made_at if report is None else day(report["reported_on"].date())
    evidence = given(row["evidence"]) if report is None else report["evidence"]
    words = _joined(_obstacle(row), t("follow_up.history.evidence", evidence=evidence) if evidence else "")
    by = t("follow_up.history.recorded", by=_reporter(report, version), moment=made_at, version=row["since"])
    return Entry(when, t("follow_up.history.report"), words, by, state)


def _reporter(report: pd.Series | None, version: pd.Series) -> str:
    """Who reported; with who wrote it down where that was somebody else."""
    if report is None or report["reported_by"] == given(version["by_name"]):
        return by_words(version)
    names = (report["reported_institution"], report["reported_by"])
    reporter = ", ".join(part for part in names if part)
    return t("follow_up.history.on_behalf", reporter=reporter, by=by_words(version)) if reporter else by_words(version)


def _state(row: Activity) -> str:
    status, share = code_word("status", row["status"]), row["progress_pct"]
    return status if share != share else t("follow_up.history.state", status=status, share=pct(share, 0))


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
