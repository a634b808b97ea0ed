"""The shape of every row, declared once; tables, templates, loaders and tests derive from these classes."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel, String

from vocab.codes import (
    ActivityStatus,
    BudgetState,
    FacilityKind,
    FacilityMeasure,
    Kind,
    MatchClass,
    MatchSource,
    Metric,
    Obstacle,
    PopulationSource,
    Sector,
    Segment,
    SourceStatus,
)
from vocab.codes import Field as CooperationField

REGION_CODE_PATTERN = r"^(00|\d{2}|\d{2}\.\d{2}|\d{2}\.\d{2}\.\d{2}|\d{2}\.\d{2}\.\d{2}\.\d{4}|branch:[a-z0-9_]+)$"
PERIOD_PATTERN = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"

RegionCode = Annotated[str, StringConstraints(pattern=REGION_CODE_PATTERN)]
Period = Annotated[str, StringConstraints(pattern=PERIOD_PATTERN)]
Text = Annotated[str, StringConstraints(max_length=4000)]
ShortText = Annotated[str, StringConstraints(max_length=200)]


class Membership(SQLModel):
    """People registered and active in one segment of one area at the end of a month (a stock, in people)."""

    region_code: RegionCode
    period: Period
    segment: Segment = Field(sa_type=String)
    registered_people: int | None = Field(default=None, ge=0)
    active_people: int | None = Field(default=None, ge=0)


class Population(SQLModel):
    """People living in one area at the end of a month according to one source."""

    region_code: RegionCode
    period: Period
    source: PopulationSource = Field(sa_type=String)
    people: int = Field(ge=0)


class Facilities(SQLModel):
    """Facilities of one kind in one area and year; empty type or owner where the source does not divide."""

    region_code: RegionCode
    year: int = Field(ge=1990, le=2100)
    facility_kind: FacilityKind = Field(sa_type=String)
    facility_type: ShortText = ""
    owner: ShortText = ""
    measure: FacilityMeasure = Field(default=FacilityMeasure.CONTRACTED, sa_type=String)
    facilities: int = Field(ge=0)


class Target(SQLModel):
    """A dated target or criterion, in percent; the scheme says whether the period is a deadline or a first day."""

    scheme: ShortText
    metric: Metric = Field(sa_type=String)
    region_code: RegionCode
    period: Period
    value_pct: float = Field(ge=0, le=100)
    source: Text
    status: SourceStatus = Field(sa_type=String)


class Activity(SQLModel):
    """One activity that a forum agreed on, and how far it has come."""

    forum: ShortText
    code: ShortText = ""
    origin: ShortText
    region_code: RegionCode
    institution: ShortText
    sector: Sector | None = Field(default=None, sa_type=String)
    activity: Text
    problem: Text = ""
    field: CooperationField | None = Field(default=None, sa_type=String)
    indicator: Text = ""
    output_unit: ShortText = ""
    output_target: float | None = Field(default=None, ge=0)
    output_realised: float | None = Field(default=None, ge=0)
    people_expected: int | None = Field(default=None, ge=0)
    people_segment: Segment | None = Field(default=None, sa_type=String)
    office: ShortText = ""
    person: ShortText = ""
    supporters: ShortText = ""
    start_date: date | None = None
    due_date: date | None = None
    status: ActivityStatus = Field(sa_type=String)
    obstacle: Obstacle | None = Field(default=None, sa_type=String)
    obstacle_note: Text = ""
    budget: int | None = Field(default=None, ge=0)
    budget_state: BudgetState | None = Field(default=None, sa_type=String)
    budget_source: ShortText = ""
    evidence: Text = ""


class Matching(SQLModel):
    """People of one class after a comparison of lists, in one area and month; villages in the two village classes."""

    region_code: RegionCode
    period: Period
    source: MatchSource = Field(sa_type=String)
    match_class: MatchClass = Field(sa_type=String)
    people: int = Field(ge=0)


@dataclass(frozen=True)
class Shape:
    """A kind of row: its class, the columns that identify it and the columns that carry its values."""

    kind: Kind
    row: type[SQLModel]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order of templates and tables."""
        return tuple(self.row.model_fields)

    @property
    def values(self) -> tuple[str, ...]:
        """The columns that are not part of the key."""
        return tuple(name for name in self.columns if name not in self.key)


SHAPES: dict[Kind, Shape] = {
    shape.kind: shape
    for shape in (
        Shape(Kind.MEMBERSHIP, Membership, ("region_code", "period", "segment")),
        Shape(Kind.POPULATION, Population, ("region_code", "period", "source")),
        Shape(
            Kind.FACILITIES,
            Facilities,
            ("region_code", "year", "facility_kind", "facility_type", "owner", "measure"),
        ),
        Shape(Kind.TARGETS, Target, ("scheme", "metric", "region_code", "period")),
        Shape(Kind.ACTIVITIES, Activity, ("forum", "origin", "institution", "activity")),
        Shape(Kind.MATCHING, Matching, ("region_code", "period", "source", "match_class")),
    )
}
"""For activities the key compares `activity_key(activity)`, not the text as written (decisions.md 1)."""


def activity_key(activity: str) -> str:
    """The text of an activity as compared: lower case, without punctuation, single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", activity.casefold()).split())
