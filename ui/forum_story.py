"""Plays the story of a made-up forum through the store's own functions, day by day, so that its versions are real."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Engine

import store
from store import Change, ProgressReport
from vocab.codes import ActivityStatus, Obstacle, VersionKind
from vocab.forum_codes import AgendaSection, EvidenceCheck, MeetingState
from vocab.people import Person

Said = Mapping[str, Any]
Step = tuple[date, int, Callable[[], object]]
OFFICE_HOUR = time(2, 0, tzinfo=UTC)
"""Nine o'clock in Western Indonesian Time."""
PLANNED, INVITED, ASKED, REPORTED, CHECKED, CLARIFIED, HELD, CORRECTED = range(8)
"""The order of what happens on one day."""
OF_MEETING = ("kind", "subject", "meeting_date", "start_time", "place", "figures_period", "figures_source",
              "chair_person", "chair_position", "chair_capacity", "clerk", "next_date", "next_place")  # fmt: skip
LISTS = ("present", "excused", "absent")


@dataclass(frozen=True)
class ForumStory:
    """What is played: the forum, its file, reports by the day, activities agreed in meetings, and agenda titles."""

    forum: str
    said: Said
    reports: Sequence[Mapping[str, str]]
    agreed: Sequence[Mapping[str, Any]]
    template: Sequence[tuple[AgendaSection, str]]


@dataclass
class _Stage:
    """A story on a store: the ids that the store gave to activities and meetings so far."""

    engine: Engine
    story: ForumStory
    activities: dict[str, str] = field(default_factory=dict)
    meetings: dict[int, int] = field(default_factory=dict)

    def change(self, day: date, by: str = "secretariat", *, in_meeting: bool = False) -> Change:
        kind = VersionKind.MEETING if in_meeting else VersionKind.FORUM
        return Change(by=self.person(by), at=datetime.combine(day, OFFICE_HOUR), kind=kind)

    def person(self, by: str) -> Person:
        return Person(**self.story.said["people"][by])


def play(engine: Engine, story: ForumStory) -> None:
    """Play a story; its forum is founded and its first plan is loaded already."""
    stage = _Stage(engine, story)
    rows = store.activities_frame(engine, forums=[story.forum])
    stage.activities.update(zip(rows["code"], rows["activity_id"], strict=True))
    for _, _, happen in sorted(_steps(stage), key=lambda step: step[:2]):
        happen()


def _steps(stage: _Stage) -> Iterator[Step]:
    said = stage.story.said
    for meeting in said["meetings"]:
        yield from _meeting_steps(stage, meeting)
    for report in stage.story.reports:
        yield _day(report["reported_on"]), REPORTED, _bound(_report, stage, report)
    for check in said["checks"]:
        yield check["on"], CHECKED, _bound(_check, stage, check)
    for request in said["requests"]:
        yield request["on"], ASKED, _bound(_request, stage, request)
        answer = request.get("answer", {})
        if "on" in answer:
            yield answer["on"], CHECKED, _bound(_answer, stage, request, answer["on"])
    for clarification in said["clarifications"]:
        yield clarification["on"], CLARIFIED, _bound(_clarify, stage, clarification)


def _bound(happen: Callable[..., object], *given: Any) -> Callable[[], object]:
    return lambda: happen(*given)


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _meeting_steps(stage: _Stage, meeting: Said) -> Iterator[Step]:
    yield meeting["planned_on"], PLANNED, _bound(_plan, stage, meeting)
    yield meeting["invited_on"], INVITED, _bound(_move, stage, meeting, meeting["invited_on"], MeetingState.OPEN)
    if "attendance" in meeting:
        yield meeting["meeting_date"], HELD, _bound(_hold, stage, meeting)
    for correction in meeting.get("corrections", ()):
        yield correction["on"], CORRECTED, _bound(_correct, stage, meeting, correction)


def _plan(stage: _Stage, meeting: Said) -> None:
    values = {"forum": stage.story.forum} | {name: meeting[name] for name in OF_MEETING if name in meeting}
    change = stage.change(meeting["planned_on"], in_meeting=True)
    made, _ = store.plan_meeting(stage.engine, values, template=stage.story.template, change=change)
    stage.meetings[meeting["number"]] = made


def _move(stage: _Stage, meeting: Said, day: date, to: MeetingState) -> None:
    change = stage.change(day, in_meeting=True)
    store.move_meeting(stage.engine, stage.meetings[meeting["number"]], to=to, forum=stage.story.forum, change=change)


def _hold(stage: _Stage, meeting: Said) -> None:
    """A whole meeting: who came, what was said, decided, settled, answered and agreed, read back, closed."""
    day, meeting_id = meeting["meeting_date"], stage.meetings[meeting["number"]]
    _move(stage, meeting, day, MeetingState.RUNNING)
    change = stage.change(day, in_meeting=True)
    for values in _attendance(meeting["attendance"]):
        store.record_attendance(stage.engine, meeting_id, values, forum=stage.story.forum, change=change)
    _write_minutes(stage, meeting, change)
    for code in meeting.get("settles", ()):
        store.settle(stage.engine, stage.activities[code], meeting_id=meeting_id, on=day, change=change)
    for request in stage.story.said["requests"]:
        if request.get("answer", {}).get("meeting") == meeting["number"]:
            _answer(stage, request, day, meeting_id)
    _agree(stage, meeting, change)
    for decision in meeting["decisions"]:
        _decide(stage, meeting_id, decision, change)
    store.read_back(stage.engine, meeting_id, forum=stage.story.forum, change=change)
    _move(stage, meeting, day, MeetingState.CLOSED)


def _attendance(attendance: Said) -> Iterator[dict[str, str]]:
    for how in LISTS:
        for institution in attendance.get(how, ()):
            yield {"institution": institution, "attendance": how}
    for institution, position in attendance.get("represented", {}).items():
        yield {"institution": institution, "attendance": "represented", "represented_by": position}


def _write_minutes(stage: _Stage, meeting: Said, change: Change) -> None:
    """Minutes stand in the file under the part of the agenda, or under the code of an activity."""
    meeting_id = stage.meetings[meeting["number"]]
    agenda = store.forum_frame(stage.engine, "agenda", meeting_id=[meeting_id])
    follow_up = agenda[agenda["activity_id"] != ""].set_index("activity_id")["item_id"].to_dict()
    parts = agenda[agenda["activity_id"] == ""].set_index("section")["item_id"].to_dict()
    for about, minutes in meeting["minutes"].items():
        item = parts[about] if about in parts else follow_up[stage.activities[about]]
        store.save_agenda_item(
            stage.engine, meeting_id, int(item), {"minutes": minutes}, forum=stage.story.forum, change=change
        )


def _agree(stage: _Stage, meeting: Said, change: Change) -> None:
    """The activities whose origin is this meeting's period."""
    for values in stage.story.agreed:
        if values["origin"] == meeting["agrees_on"]:
            activity_id, _ = store.add_activity(
                stage.engine, values, meeting_id=stage.meetings[meeting["number"]], change=change
            )
            stage.activities[values["code"]] = activity_id


def _decide(stage: _Stage, meeting_id: int, decision: Said, change: Change) -> None:
    values = {name: value for name, value in decision.items() if name != "activity"}
    if "activity" in decision:
        values["activity_id"] = stage.activities[decision["activity"]]
    store.add_decision(stage.engine, meeting_id, values, forum=stage.story.forum, change=change)


def _correct(stage: _Stage, meeting: Said, correction: Said) -> None:
    values = {name: value for name, value in correction.items() if name != "on"}
    change = stage.change(correction["on"], "chair", in_meeting=True)
    store.correct_meeting(stage.engine, stage.meetings[meeting["number"]], values, is_chair=True, change=change)


def _report(stage: _Stage, report: Mapping[str, str]) -> None:
    by, day = stage.person(report["reporter"]), _day(report["reported_on"])
    said = ProgressReport(
        status=ActivityStatus(report["status"]),
        reported_on=day,
        progress_pct=float(report["progress_pct"]) if report["progress_pct"] else None,
        output_realised=float(report["output_realised"]) if report["output_realised"] else None,
        obstacle=Obstacle(report["obstacle"]) if report["obstacle"] else None,
        note=report["note"],
        evidence=report["evidence"],
        reported_by=by.name,
        reported_institution=by.institution,
    )
    at, known = datetime.combine(day, OFFICE_HOUR), store.latest_version(stage.engine)
    store.report_progress(stage.engine, stage.activities[report["code"]], report=said, opened_at=known, by=by, at=at)


def _check(stage: _Stage, check: Said) -> None:
    found = EvidenceCheck(check["check"])
    store.check_evidence(stage.engine, stage.activities[check["code"]], check=found, change=stage.change(check["on"]))


def _request(stage: _Stage, request: Said) -> None:
    store.request_due_date(
        stage.engine,
        stage.activities[request["code"]],
        wanted=request["wanted"],
        reason=request["reason"],
        on=request["on"],
        change=stage.change(request["on"], request["by"]),
    )


def _answer(stage: _Stage, request: Said, day: date, meeting_id: int | None = None) -> None:
    """The chair's answer to the newest request for this activity."""
    activity_id, answer = stage.activities[request["code"]], request["answer"]
    requests = store.forum_frame(stage.engine, "due_requests", activity_id=[activity_id])
    store.answer_due_request(
        stage.engine,
        activity_id,
        int(requests["request_id"].max()),
        accept=answer["accept"],
        is_chair=True,
        on=day,
        note=answer["note"],
        meeting_id=meeting_id,
        change=stage.change(day, "chair", in_meeting=meeting_id is not None),
    )


def _clarify(stage: _Stage, clarification: Said) -> None:
    by = clarification["by"]
    values = {
        "meeting_id": stage.meetings[clarification["meeting"]],
        "activity_id": stage.activities[clarification["code"]],
        "institution": stage.person(by).institution,
        "clarification": clarification["clarification"],
    }
    change = stage.change(clarification["on"], by)
    store.clarify(stage.engine, values, forum=stage.story.forum, days_before=3, change=change)
