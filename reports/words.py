"""The words of a workbook in one language: texts, names of areas and codes, dates of cells."""

from dataclasses import dataclass
from datetime import date

from reports.inputs import WorkbookInputs
from texts import day, month, number, percent, text
from texts import moment as moment_in_words
from vocab.regions import region_name

SHEETS = (
    "cover", "headline", "regions", "segments", "trend", "facilities", "unfinished", "activities", "definitions",
)  # fmt: skip
"""The sheets in their order, by key of `reports.sheet`."""


@dataclass(frozen=True)
class Words:
    """Texts and names for one workbook."""

    inputs: WorkbookInputs
    language: str

    def of(self, key: str, **values: object) -> str:
        """The text under `reports.`."""
        return text(f"reports.{key}", self.language, **values)

    def code(self, group: str, code: object) -> str:
        """A code in words; nothing where there is none."""
        return text(f"{group}.{code}", self.language) if isinstance(code, str) and code else ""

    def area(self, code: str) -> str:
        """The full name of an area."""
        return region_name(code, dict(self.inputs.names))

    def month(self, period: object) -> str:
        """A period in words; nothing where there is none."""
        return month(period, self.language) if isinstance(period, str) and period else ""

    def day(self, value: date) -> str:
        """A day in words."""
        return day(value, self.language)

    def number(self, value: float | None) -> str:
        """A whole number in words of the language."""
        return number(value, self.language)

    def percent(self, value: float | None) -> str:
        """A percentage in words of the language."""
        return percent(value, self.language)

    def counted(self, *, of: str, key: str) -> list[str]:
        """That only some regions of the area stand behind a figure, in a sentence; nothing where all or none do."""
        row = self.inputs.headline.figures
        if row is None or not 0 < row[of] < row["regions_expected"]:
            return []
        return [self.of(key, counted=int(row[of]), expected=int(row["regions_expected"]))]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of the workbook in their order."""
        return SHEETS

    @property
    def paper(self) -> str:
        """What the workbook is printed on."""
        return "A4"

    @property
    def period(self) -> str:
        """The month that the figures are from."""
        return self.month(self.inputs.headline.data_period or self.inputs.period)

    @property
    def area_name(self) -> str:
        """The area that the workbook is about."""
        return self.area(self.inputs.area)

    @property
    def denominator(self) -> str:
        """Whose population the figures are divided by, and of when."""
        figures = self.inputs.headline.figures
        if figures is None or not figures["population_period"]:
            return self.of("no_population")
        source = self.code("source", figures["population_source"]) or self.of("several_sources")
        return self.of("denominator", source=source, month=self.month(figures["population_period"]))

    @property
    def made_at(self) -> str:
        """When the workbook was made."""
        return moment_in_words(self.inputs.made_at, self.language)

    def sheet(self, key: str) -> str:
        """The title of a sheet's tab."""
        return self.of(f"sheet.{key}")


def first_day(period: object) -> date | None:
    """The date that stands in a cell for a period."""
    return date(int(period[:4]), int(period[5:7]), 1) if isinstance(period, str) and period else None
