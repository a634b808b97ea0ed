"""What screens of the forum change: the store's functions on this installation's store.

Each takes what the store's function of the same name takes after the engine, and lets its `Refusal` through.
"""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine

import store
from ui import data

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _here(work: Callable[Concatenate[Engine, _P], _R]) -> Callable[_P, _R]:
    @functools.wraps(work)
    def call(*given: _P.args, **named: _P.kwargs) -> _R:
        return work(data.engine(), *given, **named)

    return call


save_forum = _here(store.save_forum)
save_member = _here(store.save_member)
change_member = _here(store.change_member)
save_members = _here(store.save_members)
remove_member = _here(store.remove_member)
add_document = _here(store.add_document)
change_document = _here(store.change_document)
remove_document = _here(store.remove_document)
save_receipt = _here(store.save_receipt)
save_receipts = _here(store.save_receipts)
save_partnership_answer = _here(store.save_partnership_answer)
add_file = _here(store.add_file)
read_file = _here(store.read_file)
plan_meeting = _here(store.plan_meeting)
change_meeting = _here(store.change_meeting)
move_meeting = _here(store.move_meeting)
read_back = _here(store.read_back)
save_agenda_item = _here(store.save_agenda_item)
add_agenda_item = _here(store.add_agenda_item)
drop_agenda_item = _here(store.drop_agenda_item)
move_agenda_item = _here(store.move_agenda_item)
record_attendance = _here(store.record_attendance)
add_decision = _here(store.add_decision)
save_decision = _here(store.save_decision)
drop_decision = _here(store.drop_decision)
clarify = _here(store.clarify)
correct_meeting = _here(store.correct_meeting)
add_activity = _here(store.add_activity)
change_activity = _here(store.change_activity)
check_evidence = _here(store.check_evidence)
settle = _here(store.settle)
request_due_date = _here(store.request_due_date)
answer_due_request = _here(store.answer_due_request)
forum_history = _here(store.forum_history)
review_register = _here(store.review_register)
save_register = _here(store.save_register)
