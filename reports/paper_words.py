"""The words of a meeting's papers in one language: texts, codes, figures, and what is said alike in several papers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from reports.pack_inputs import PackInputs, Row
from reports.rows import rows_of
from reports.words import Words
from texts import day, decimal, number, percent, text
from texts.formats import weekday
from vocab.forum_codes import MeetingState, MemberRole
from vocab.regions import REGIONS, region_level
from vocab.table_codes import table_code

JOIN, BETWEEN = ", ", " · "
"""What stands between parts of a line, in every language."""
FIRST_CITY = "71"
"""Regencies and cities of a province share one list of numbers; cities begin here (Kemendagri)."""
KINDS_OF_AREA = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ", "Provinsi ")
"""What names of areas begin with, as far as the title of who leads them says it already."""


@dataclass(frozen=True)
class PaperWords:
    """Texts, names and figures for the papers of one meeting."""

    pack: PackInputs
    language: str

    def of(self, key: str, **values: object) -> str:
        """The text under `papers.`."""
        return text(f"papers.{key}", self.language, **values)

    def code(self, group: str, code: object) -> str:
        """A code in words; nothing where there is none."""
        return self.figures.code(group, code)

    def day(self, value: object) -> str:
        """A day in words; a dash where there is none."""
        return day(plain_day(value), self.language)

    def weekday(self, value: object) -> str:
        """A day in words with its name."""
        return weekday(plain_day(value), self.language)

    def number(self, value: object) -> str:
        """A whole number; a dash where there is none."""
        return number(float(str(value)) if is_given(value) else None, self.language)

    def amount(self, value: float) -> str:
        """A number with decimals only where it has some."""
        return number(value, self.language) if float(value).is_integer() else decimal(value, self.language)

    def percent(self, value: object) -> str:
        """A percentage; a dash where there is none."""
        return percent(float(str(value)) if is_given(value) else None, self.language)

    def people(self, value: object) -> str:
        """A count of people with its unit; a dash where there is none."""
        return self.of("people", people=self.number(value)) if is_given(value) else self.number(None)

    def rupiah(self, value: object) -> str:
        """An amount of money; a dash where there is none."""
        return self.of("rupiah", amount=self.number(value)) if is_given(value) else self.number(None)

    @cached_property
    def figures(self) -> Words:
        """The words of the area's figures."""
        return Words(self.pack.summary, self.language)

    @property
    def area(self) -> str:
        """The area of the forum."""
        return self.figures.area(str(self.pack.forum["region_code"]))

    @property
    def forum(self) -> str:
        """The forum by its name."""
        return str(self.pack.forum["forum"])

    @property
    def meeting(self) -> str:
        """The meeting by its kind and number."""
        meeting = self.pack.meeting
        return self.of("meeting", kind=self.code("meeting_kind", meeting["kind"]), number=meeting["number"])

    @property
    def is_closed(self) -> bool:
        """Whether the meeting is closed, so that its papers are no drafts."""
        return self.pack.meeting["state"] == MeetingState.CLOSED

    @property
    def leader(self) -> str:
        """Whom the forum's area is led by: Bupati, Wali Kota or Gubernur with the name of the area."""
        code = str(self.pack.forum["region_code"])
        return self.of(f"leader.{leader_of(code)}", area=self._bare(code))

    @property
    def seat(self) -> str:
        """Where papers are signed: the seat of the area, or room to write it."""
        region = REGIONS.get(str(self.pack.forum["region_code"]))
        return region.seat if region and region.seat else self.of("blank_place")

    def _bare(self, code: str) -> str:
        """The area without what kind of area it is."""
        name = self.figures.area(code)
        return next((name.removeprefix(start) for start in KINDS_OF_AREA if name.startswith(start)), name)

    def under(self, table: str) -> str:
        """The line under a printed table: the code that leads to it, and the version."""
        code = table_code(table, int(self.pack.meeting["meeting_id"]), self.pack.version)
        return self.of("under_table", code=code, version=self.number(self.pack.version))

    def timing(self, row: Row) -> str:
        """How an activity stands in time."""
        if is_given(row["days_late"]):
            return text("timing.overdue_days", self.language, days=self.number(row["days_late"]))
        return self.code("timing", str(row["timing"]))

    def progress(self, row: Row) -> str:
        """How much of the output is there: 41 dari 304 desa (13,49 %); nothing where nothing is known."""
        share = self.percent(row["progress_pct"])
        if not (is_given(row["output_target"]) and is_given(row["output_realised"])):
            return self.of("progress", share=share) if is_given(row["progress_pct"]) else ""
        counts = {"target": self.amount(row["output_target"]), "realised": self.amount(row["output_realised"])}
        return self.of("output", unit=row["output_unit"], share=share, **counts)

    def cause(self, row: Row) -> str:
        """Why an activity is not finished: the obstacle and its note."""
        parts = (self.code("obstacle", row["obstacle"]), str(row["obstacle_note"] or ""))
        return ": ".join(part for part in parts if part)

    def chair_above(self) -> tuple[str, ...]:
        """Whom the chair signs as (as chair, on behalf, acting), and with which position."""
        meeting = self.pack.meeting
        head = self.of(f"chair.{meeting['chair_capacity']}", forum=self.forum)
        return self.signing(head, str(meeting["chair_position"]))

    def signing(self, *offices: str) -> tuple[str, ...]:
        """The offices of who signs, the last with the mark that the name follows."""
        *before, last = (office for office in offices if office)
        return (*before, self.of("signing", office=last))

    def secretary(self) -> Row | None:
        """The member who is the forum's secretary."""
        members = self.pack.frames.members
        found = members[(members["role"] == MemberRole.SECRETARY) & members["is_active"]]
        return rows_of(found)[0] if len(found) else None


def leader_of(code: str) -> str:
    """Who leads an area: regent, mayor, governor, president; `branch` for an area of a branch office."""
    level = region_level(code)
    if level != "regency":
        return level if level in ("province", "nation", "branch") else "other"
    known = REGIONS.get(code)
    is_city = known.kind == "city" if known else code.rpartition(".")[2] >= FIRST_CITY
    return "city" if is_city else "regency"


def is_given(value: object) -> bool:
    """Whether a value is there: neither None nor one of the marks of frames for a missing one."""
    return value is not None and not pd.isna(value)


def plain_day(value: object) -> date | None:
    """A day out of a frame or a row."""
    if not is_given(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value if isinstance(value, date) else None


def text_of(value: object) -> str:
    """A text out of a row; nothing where there is none."""
    return str(value) if is_given(value) else ""
