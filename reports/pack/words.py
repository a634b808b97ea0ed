"""The words of a meeting's workbook and slides: those of the summary, and what the meeting adds."""

from dataclasses import dataclass
from functools import cached_property

from reports.pack_inputs import PackInputs, Row
from reports.paper_words import JOIN, PaperWords, is_given, rows_of, text_of
from reports.words import Words
from texts import change_in_points, text
from vocab.table_codes import table_code

PACK_SHEETS = (
    "cover", "headline", "regions", "segments", "trend", "facilities", "agenda", "register", "unfinished",
    "institutions", "changes", "definitions",
)  # fmt: skip
"""The sheets of the meeting's workbook in their order, by key of `reports.sheet`."""

CODED = ("sector", "field", "status", "obstacle", "budget_state", "evidence_check")
REGISTER_ASKS = (
    *CODED, "activity_id", "activity", "age_days", "budget", "budget_source", "code", "counted_until", "days_late",
    "decision", "due_date", "evidence", "first_due_date", "indicator", "institution", "is_unfinished",
    "meetings_survived", "obstacle_note", "office", "origin", "output_realised", "output_target",
    "output_unit", "people_expected", "people_segment", "person", "problem", "progress_pct",
    "region_code", "reported_on", "reporting", "slips", "start_date", "supporters", "timing",
)  # fmt: skip
"""What the register needs of `follow_up`, which has twice as many columns."""


@dataclass(frozen=True)
class PackWords(Words):
    """Texts and names for what is made of one meeting."""

    pack: PackInputs

    def say(self, key: str, **values: object) -> str:
        """The text under `pack.`."""
        return text(f"pack.{key}", self.language, **values)

    @cached_property
    def papers(self) -> PaperWords:
        """The words of the meeting's papers: they say the same of an activity."""
        return PaperWords(self.pack, self.language)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of the workbook in their order."""
        return PACK_SHEETS

    @property
    def paper(self) -> str:
        """What the workbook is printed on."""
        return self.pack.paper

    @property
    def forum(self) -> str:
        """The forum by its name."""
        return str(self.pack.forum["forum"])

    @property
    def meeting(self) -> str:
        """The meeting by its kind, number and day."""
        return self.say("meeting", meeting=self.papers.meeting, day=self.day(self.pack.meeting["meeting_date"]))

    @property
    def marks(self) -> list[str]:
        """What must not be missed on any page: that something is made up, a sample, or not closed yet."""
        version = self.inputs.version
        marks = [self.say("mark.made_up")] if version.is_made_up else []
        marks += [self.say("mark.sample")] if version.is_sample else []
        return marks if self.papers.is_closed else [*marks, self.say("mark.draft")]

    def table(self, name: str) -> str:
        """The code that leads to a table, as printed under it."""
        return text("table_code.line", self.language, code=self.table_code(name))

    def table_code(self, name: str) -> str:
        """The bare code of a table."""
        return table_code(name, int(self.pack.meeting["meeting_id"]), self.pack.version)

    @cached_property
    def register(self) -> list[Row]:
        """The rows of `follow_up` as the workbook shows them."""
        rows = rows_of(self.pack.follow_up[[*REGISTER_ASKS]])
        return [self._registered(row, place) for place, row in enumerate(rows, start=1)]

    def _registered(self, row: Row, place: int) -> Row:
        progress = row["progress_pct"]
        coded = {name: self.code(name, row[name]) for name in CODED}
        named = {
            "number": place,
            "area": self.area(row["region_code"]),
            "owner": self.owner(row),
            "people_segment": self.code("segment", row["people_segment"]),
            "timing": self.papers.timing(row),
            "decision": self.code("decision_need", row["decision"]),
            "reporting": self.code("reporting", row["reporting"]) if row["is_unfinished"] else "",
            "progress": None if progress != progress else progress / 100,
            "slips": row["slips"] or None,
            "meetings_survived": row["meetings_survived"] or None,
        }
        return {**row, **coded, **named}

    def owner(self, row: Row) -> str:
        """Who answers for an activity: the office before the person."""
        parts = (text_of(row["office"]), text_of(row["person"]))
        return JOIN.join(part for part in parts if part)

    def when(self, period: object) -> str:
        """The month or year that a figure is of; nothing where it is of no period."""
        known = text_of(period)
        return self.month(known) if "-" in known else known

    def reason(self, row: Row) -> str:
        """Why a figure is another one than at the last meeting, with the points that the denominator made."""
        told = self.code("figure_reason", row["reason"])
        if not row["also"]:
            return told
        also = self.code("figure_reason", row["also"])
        if is_given(row["from_denominator"]):
            also = self.say("of_points", what=also, points=change_in_points(row["from_denominator"], self.language))
        return self.say("both", first=told, second=also.lower())

    def change(self, row: Row) -> str:
        """What became of an activity since the last meeting."""
        told = self.code("activity_change", row["change"])
        if not row["also"]:
            return told
        return self.say("both", first=told, second=self.code("activity_change", row["also"]).lower())


def pack_words(pack: PackInputs, language: str) -> PackWords:
    """The words of a meeting's workbook and slides in a language."""
    return PackWords(pack.summary, language, pack)
