"""Five short lines for a group chat: totals and what falls due, no person, no institution, no ranking."""

from reports.blocks import one_line
from reports.pack.slide_meeting import due_until_next
from reports.pack.words import PackWords, pack_words
from reports.pack_inputs import PackInputs
from reports.paper_follow_up import counts_sentence
from reports.paper_words import BETWEEN, is_given
from texts import percent


def share_text(inputs: PackInputs, *, language: str) -> str:
    """The five lines."""
    words = pack_words(inputs, language)
    return "\n".join(
        one_line(line)
        for line in (
            words.say("share.first", forum=words.forum, meeting=words.meeting),
            _coverage(words),
            counts_sentence(words.papers),
            _due(words),
            _next(words),
        )
    )


def _coverage(words: PackWords) -> str:
    headline = words.inputs.headline
    row, target = headline.figures, headline.first_target
    if row is None or not is_given(row["coverage_pct"]):
        return words.say("share.no_coverage", area=words.area_name)
    facts = {
        "area": words.area_name, "period": words.period, "value": words.percent(row["coverage_pct"]),
        "registered": words.number(row["registered_people"]), "people": words.number(row["people"]),
    }  # fmt: skip
    if target is None or not is_given(target["missing_people"]):
        return words.say("share.coverage", **facts)
    goal = float(target["value_pct"])
    value = percent(goal, words.language, 0 if goal.is_integer() else 2)
    return words.say("share.coverage_gap", missing=words.number(target["missing_people"]), target=value, **facts)


def _due(words: PackWords) -> str:
    due = due_until_next(words.pack)
    if due.empty:
        return words.say("share.nothing_due")
    key = "share.due" if words.pack.meeting["next_date"] else "share.due_open"
    return words.say(key, count=words.number(len(due)), day=words.papers.day(due["due_date"].iloc[0]))


def _next(words: PackWords) -> str:
    """When the next meeting is; on the same line what must not be missed of the figures."""
    day = words.pack.meeting["next_date"]
    told = words.say("share.next_open") if day is None else words.say("share.next", day=words.papers.weekday(day))
    marks = [words.say("slide.version", version=words.number(words.pack.version)), *words.marks]
    return words.say("share.last", next=told, marks=BETWEEN.join(marks))
