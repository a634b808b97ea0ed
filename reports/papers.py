"""The papers of a meeting by kind, each made as blocks, which `docx_writer` and `typst_writer` set."""

from enum import StrEnum

from reports.blocks import Paper
from reports.directions import directions
from reports.institution_sheet import institution_sheet, institutions_of
from reports.invitation import attendance_list, invitation
from reports.leader_report import leader_report
from reports.minutes import minutes
from reports.pack_inputs import PackInputs
from reports.paper_parts import Builder

__all__ = ["PaperKind", "institutions_of", "paper_of"]


class PaperKind(StrEnum):
    """The papers of a meeting."""

    MINUTES = "minutes"
    INVITATION = "invitation"
    ATTENDANCE_LIST = "attendance_list"
    DIRECTIONS = "directions"
    LEADER_REPORT = "leader_report"
    INSTITUTION_SHEET = "institution_sheet"


BUILDERS: dict[PaperKind, Builder] = {
    PaperKind.MINUTES: minutes,
    PaperKind.INVITATION: invitation,
    PaperKind.ATTENDANCE_LIST: attendance_list,
    PaperKind.DIRECTIONS: directions,
    PaperKind.LEADER_REPORT: leader_report,
}
"""Papers of the whole meeting; the sheet of an institution needs to know which."""


def paper_of(kind: str, inputs: PackInputs, *, language: str, institution: str | None = None) -> Paper:
    """A paper as blocks; `institution` for its follow-up sheet. Refusal institution_unknown where it has none."""
    if kind == PaperKind.INSTITUTION_SHEET:
        return institution_sheet(inputs, language, institution or "")
    return BUILDERS[PaperKind(kind)](inputs, language)
