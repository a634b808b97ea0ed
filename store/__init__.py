"""Where rows are kept; the only package that speaks SQL."""

from store.accepted_warnings import (
    WarningKey,
    accept_warning,
    acceptance_history,
    accepted_warnings_frame,
    ask_explanation,
    explanation_history,
    explanations_frame,
    take_back_acceptance,
    take_back_explanation,
)
from store.answers import answers_frame, remembered_answers, take_back
from store.comparing import Differences, differences
from store.engine import open_store
from store.examples import remove_sample, sample_state
from store.frames import (
    activities_frame,
    areas_frame,
    facilities_frame,
    matching_frame,
    membership_frame,
    population_frame,
    reports_frame,
    targets_frame,
)
from store.past import row_history
from store.progress import ProgressReport, report_progress
from store.saving import Saved, save_correction, save_import
from store.settings import change_setting, read_setting
from store.undoing import Undone, undo
from store.versions import SourceFile, latest_version, version_of_file, versions_frame

__all__ = [
    "Differences",
    "ProgressReport",
    "Saved",
    "SourceFile",
    "Undone",
    "WarningKey",
    "accept_warning",
    "acceptance_history",
    "accepted_warnings_frame",
    "activities_frame",
    "answers_frame",
    "areas_frame",
    "ask_explanation",
    "change_setting",
    "differences",
    "explanation_history",
    "explanations_frame",
    "facilities_frame",
    "latest_version",
    "matching_frame",
    "membership_frame",
    "open_store",
    "population_frame",
    "read_setting",
    "remembered_answers",
    "remove_sample",
    "report_progress",
    "reports_frame",
    "row_history",
    "sample_state",
    "save_correction",
    "save_import",
    "take_back",
    "take_back_acceptance",
    "take_back_explanation",
    "targets_frame",
    "undo",
    "version_of_file",
    "versions_frame",
]
