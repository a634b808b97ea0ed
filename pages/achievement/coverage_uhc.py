"""The estimate of UHC status in detail: each criterion, what is missing, and which rule is not confirmed."""

from metrics import Verdict, uhc_grades
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import target_value
from pages.sentences import scheme_name
from ui import blocks, filters
from ui.blocks import Action, Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, month, n, pct, short_month, t
from vocab.codes import SourceStatus, TargetState

STATE_OF: dict[str, TargetState] = {
    Verdict.MET: TargetState.REACHED,
    Verdict.NOT_MET: TargetState.BELOW,
    Verdict.CANNOT_BE_JUDGED: TargetState.NO_DATA,
}
VISIBLE_ROWS = 6
COLUMNS = ("scheme", "metric", "rule", "now", "result", "missing")


def uhc_block(view: SummaryView, choice: Choice) -> None:
    """Grades as badges, the warning that this is an estimate, and the criteria one by one."""
    criteria = view.uhc.criteria
    blocks.section(t("coverage.uhc.section"))
    at = view.headline.data_period or choice.period
    if criteria.empty:
        references = Action(t("coverage.uhc.references"), filters.link("referensi"))
        blocks.empty(t("coverage.uhc.empty_title", month=month(at)), t("coverage.uhc.empty"), actions=(references,))
        return
    grades = uhc_grades(view.uhc.verdicts).to_dict("records")
    blocks.badge_line([(STATE_OF[row["verdict"]], _grade(row)) for row in grades])
    blocks.notice(_warning(view, at), kind="attention")
    blocks.table(_table(view), visible_rows=VISIBLE_ROWS)


def _grade(row: dict[str, str]) -> str:
    family, grade = code_word("scheme_family", row["family"]), code_word("scheme_grade", row["grade"])
    key = "grade_alone" if grade in family else "grade"
    return t(f"coverage.uhc.{key}", family=family, grade=grade, verdict=t(f"coverage.uhc.{row['verdict']}"))


def _warning(view: SummaryView, at: str) -> str:
    words = [t("coverage.uhc.estimate", month=month(at))]
    if view.uhc.verdicts["has_unconfirmed"].any():
        words.append(t("coverage.uhc.has_unconfirmed"))
    return " ".join(words)


def _table(view: SummaryView) -> Table:
    columns = [
        Column(t(f"coverage.uhc.{name}"), align="right" if name in ("now", "missing") else "left", strong=name == "now")
        for name in COLUMNS
    ]
    rows = [_row(row) for row in view.uhc.criteria.to_dict("records")]
    return Table(columns, rows, caption=t("coverage.uhc.caption"))


def _row(row: dict[str, object]) -> tuple[Cell | str, ...]:
    since = t("coverage.uhc.valid_from", month=short_month(str(row["valid_from"])))
    is_unconfirmed = row["status"] == SourceStatus.UNCONFIRMED
    note = f"{since} · {code_word('source_status', SourceStatus.UNCONFIRMED)}" if is_unconfirmed else since
    verdict = str(row["is_met"])
    return (
        Cell(scheme_name(str(row["scheme"])), note=note),
        code_word("metric", str(row["metric"])),
        f"{code_word('operator', str(row['operator']))} {target_value(float(str(row['value_pct'])))}",
        pct(row["actual_pct"]),
        Cell(t(f"coverage.uhc.{verdict}"), state=STATE_OF[Verdict(verdict)]),
        _missing(row),
    )


def _missing(row: dict[str, object]) -> Cell:
    people = row["missing_people"]
    if people != people or not people:
        return Cell("–", muted=True)
    return Cell(n(people), note=t(f"coverage.uhc.action.{row['action']}"))
