"""Everything that is known of one activity, in words: how it stands, and what was agreed on."""

from collections.abc import Callable

import pandas as pd

from pages.forum.follow_up_words import (
    Activity,
    amount,
    given,
    progress_words,
    status_words,
    timing_words,
)
from ui import data, filters, forum
from ui.blocks import Action
from ui.filters import Choice
from ui.words import code_word, day, n, t
from vocab.codes import Reporting

Words = Callable[[Activity], str]
Pair = tuple[str, str | Action]


def code(group: str, column: str) -> Words:
    """The word of the code in a column."""
    return lambda activity: code_word(group, given(activity[column]))


def text(column: str) -> Words:
    """What people wrote in a column."""
    return lambda activity: given(activity[column])


def on_day(column: str) -> Words:
    """The day in a column."""
    return lambda activity: "" if pd.isna(activity[column]) else day(activity[column].date())


def volume(column: str) -> Words:
    """The volume in a column with its unit."""

    def words(activity: Activity) -> str:
        if pd.isna(activity[column]):
            return ""
        unit = given(activity["output_unit"])
        return t("follow_up.fact.with_unit", amount=amount(activity[column]), unit=unit).strip()

    return words


def _people(activity: Activity) -> str:
    if pd.isna(activity["people_expected"]):
        return ""
    segment = given(activity["people_segment"])
    key = "activity.say.people_of" if segment else "activity.say.people"
    return t(key, people=n(activity["people_expected"]), segment=code_word("segment", segment))


def _budget(activity: Activity) -> str:
    amount_known, state = not pd.isna(activity["budget"]), code_word("budget_state", given(activity["budget_state"]))
    if amount_known and state:
        return t("activity.say.budget", amount=n(activity["budget"]), state=state)
    return t("follow_up.fact.rupiah", amount=n(activity["budget"])) if amount_known else state


def _slips(activity: Activity) -> str:
    if pd.isna(activity["due_date"]):
        return ""
    return t("activity.say.slips", count=n(activity["slips"])) if activity["slips"] else t("activity.say.never")


def _age(activity: Activity) -> str:
    agreed = on_day("agreed_on")(activity)
    return agreed if pd.isna(activity["age_days"]) else t("activity.say.age", day=agreed, days=n(activity["age_days"]))


def _survived(activity: Activity) -> str:
    return t("activity.say.survived", count=n(activity["meetings_survived"])) if activity["meetings_survived"] else ""


def _clock(activity: Activity) -> str:
    """Since when the clock stands still; else how long it once stood, and until when the due date is counted."""
    if activity["is_paused"]:
        since = activity["paused_since"]
        days = (activity["seen_on"] - since.date()).days
        return t("activity.say.paused", day=day(since.date()), days=n(days))
    if pd.isna(activity["counted_until"]):
        return ""
    until = on_day("counted_until")(activity)
    return t("activity.say.stood", days=n(activity["paused_days"]), day=until)


def _silence(activity: Activity) -> str:
    if activity["reporting"] != Reporting.SILENT or pd.isna(activity["silent_days"]):
        return ""
    key = "silence_periods" if activity["silent_periods"] > 0 else "silence"
    return t(f"activity.say.{key}", days=n(activity["silent_days"]), periods=n(activity["silent_periods"]))


def _reported(activity: Activity) -> str:
    return on_day("reported_on")(activity) or t("follow_up.board.never_reported")


STANDING: dict[str, Words] = {
    "follow_up.fact.status": status_words,
    "follow_up.fact.progress": progress_words,
    "follow_up.fact.timing": timing_words,
    "activity.fact.clock": _clock,
    "follow_up.fact.obstacle": code("obstacle", "obstacle"),
    "follow_up.fact.obstacle_note": text("obstacle_note"),
    "activity.fact.survived": _survived,
    "follow_up.fact.reported_on": _reported,
    "activity.fact.silence": _silence,
    "follow_up.fact.evidence": text("evidence"),
    "activity.fact.evidence_check": lambda activity: (
        code("evidence_check", "evidence_check")(activity) if given(activity["evidence"]) else ""
    ),
}
"""How an activity stands; what says nothing is left out but for the first three and the obstacle."""
ALWAYS = ("follow_up.fact.status", "follow_up.fact.timing", "follow_up.fact.obstacle", "follow_up.fact.reported_on")
PLAN: dict[str, Words] = {
    "activity.fact.problem": text("problem"),
    "follow_up.fact.activity": text("activity"),
    "activity.fact.indicator": text("indicator"),
    "follow_up.fact.output_target": volume("output_target"),
    "follow_up.fact.output_realised": volume("output_realised"),
    "activity.fact.people": _people,
    "activity.fact.institution": text("institution"),
    "activity.fact.office": text("office"),
    "activity.fact.person": text("person"),
    "activity.fact.supporters": text("supporters"),
    "follow_up.fact.region": lambda activity: data.area_name(activity["region_code"]),
    "follow_up.fact.start_date": on_day("start_date"),
    "activity.fact.first_due_date": on_day("first_due_date"),
    "follow_up.fact.due_date": on_day("due_date"),
    "activity.fact.slips": _slips,
    "follow_up.fact.budget": _budget,
    "activity.fact.budget_source": text("budget_source"),
    "follow_up.fact.field": code("field", "field"),
    "follow_up.fact.sector": code("sector", "sector"),
    "activity.fact.code": text("code"),
    "follow_up.fact.forum": text("forum"),
    "follow_up.fact.origin": text("origin"),
    "activity.fact.agreed_on": _age,
}
"""What was agreed on, in the order in which people ask for it."""


def standing_pairs(activity: Activity, choice: Choice) -> list[Pair]:
    """How an activity stands on the day that is looked at."""
    seen = activity | {"seen_on": choice.today}
    pairs = [(name, words(seen)) for name, words in STANDING.items()]
    return [(t(name), value) for name, value in pairs if value or name in ALWAYS]


def plan_pairs(activity: Activity, choice: Choice) -> tuple[list[Pair], list[str]]:
    """What was agreed on, and the names of what nobody has given."""
    pairs = [(t(name), words(activity)) for name, words in PLAN.items()]
    said: list[Pair] = [(name, value) for name, value in pairs if value]
    meeting = _meeting(activity, choice)
    return [*said, *meeting], [name for name, value in pairs if not value]


def _meeting(activity: Activity, choice: Choice) -> list[Pair]:
    """The meeting in which an activity was agreed on, as a link to it."""
    if pd.isna(activity["meeting_id"]):
        return []
    number = int(activity["meeting_id"])
    rows = forum.rows_of(choice, "meetings", "meeting_id", (number,))
    if rows.empty:
        return []
    row = rows.iloc[0]
    words = t("meetings.name_of", number=n(row["number"]), day=day(row["meeting_date"].date()))
    of_forum = forum.rows_of(choice, "forums", "forum", (row["forum"],))["region_code"]
    area = None if of_forum.empty else str(of_forum.iloc[0])
    href = filters.link("rapat", rapat=str(number), forum=str(row["forum"]), wilayah=area or choice.area)
    return [(t("activity.fact.meeting"), Action(words, href))]
