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
from store.example_forums import adopted_forums, enter_forums
from store.examples import remove_sample, sample_state
from store.forum_frames import FORUM_FRAMES, forum_frame, forum_history
from store.forum_saving import Change
from store.forums import (
    add_document,
    add_file,
    change_document,
    change_member,
    read_file,
    remove_document,
    remove_member,
    save_forum,
    save_member,
    save_members,
    save_partnership_answer,
    save_receipt,
    save_receipts,
)
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
from store.meetings import change_meeting, move_meeting, plan_meeting, read_back
from store.minutes import (
    add_agenda_item,
    add_decision,
    clarify,
    correct_meeting,
    drop_agenda_item,
    drop_decision,
    move_agenda_item,
    record_attendance,
    save_agenda_item,
    save_decision,
)
from store.past import row_history
from store.progress import ProgressReport, report_progress
from store.register import save_register
from store.register_review import review_register
from store.saving import Saved, save_correction, save_import
from store.settings import change_setting, read_setting
from store.settling import (
    add_activity,
    answer_due_request,
    change_activity,
    check_evidence,
    request_due_date,
    settle,
)
from store.undoing import Undone, undo
from store.versions import SourceFile, latest_version, version_of_file, versions_frame

__all__ = [
    "FORUM_FRAMES",
    "Change",
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
    "add_activity",
    "add_agenda_item",
    "add_decision",
    "add_document",
    "add_file",
    "adopted_forums",
    "answer_due_request",
    "answers_frame",
    "areas_frame",
    "ask_explanation",
    "change_activity",
    "change_document",
    "change_meeting",
    "change_member",
    "change_setting",
    "check_evidence",
    "clarify",
    "correct_meeting",
    "differences",
    "drop_agenda_item",
    "drop_decision",
    "enter_forums",
    "explanation_history",
    "explanations_frame",
    "facilities_frame",
    "forum_frame",
    "forum_history",
    "latest_version",
    "matching_frame",
    "membership_frame",
    "move_agenda_item",
    "move_meeting",
    "open_store",
    "plan_meeting",
    "population_frame",
    "read_back",
    "read_file",
    "read_setting",
    "record_attendance",
    "remembered_answers",
    "remove_document",
    "remove_member",
    "remove_sample",
    "report_progress",
    "reports_frame",
    "request_due_date",
    "review_register",
    "row_history",
    "sample_state",
    "save_agenda_item",
    "save_correction",
    "save_decision",
    "save_forum",
    "save_import",
    "save_member",
    "save_members",
    "save_partnership_answer",
    "save_receipt",
    "save_receipts",
    "save_register",
    "settle",
    "take_back",
    "take_back_acceptance",
    "take_back_explanation",
    "targets_frame",
    "undo",
    "version_of_file",
    "versions_frame",
]
