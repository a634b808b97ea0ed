"""What stands around a printed table and holds for all its figures: area, month, source, level of facilities."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.found import Context
from loaders.layouts.cross.cells import Figure
from loaders.layouts.cross.one_district import one_district
from loaders.problems import Problem, Question
from loaders.tables.blocks import Block
from loaders.tables.titles import Settled, settle, settle_region
from loaders.values.title_facts import Said, facility_kind_in, measure_in, period_in, source_in
from vocab.codes import FacilityKind, FacilityMeasure, Kind, PopulationSource
from vocab.facility_types import facility_type_of


@dataclass
class Around:
    """The facts that hold for the whole table, and what was said or stays open about them."""

    values: dict[str, str | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def take(self, name: str, settled: Settled) -> None:
        """Keeps what was settled about one fact."""
        self.values[name] = settled.value
        self.problems += settled.problems
        self.questions += settled.questions


def around_of(block: Block, figures: Sequence[Figure], kinds: Iterable[Kind], context: Context) -> Around:
    """Settles what neither columns nor rows say; nothing is asked that every figure says itself."""
    around, kinds = Around(), set(kinds)
    needed = {
        "region": _is_open("region", figures),
        "period": _is_open("period", figures),
        "source": _is_open("source", [one for one in figures if one.facts.measure == "people"]),
        "facility_kind": _is_open("facility_kind", [one for one in figures if one.facts.measure == "facilities"]),
        "facility_measure": _is_open("facility_measure", [one for one in figures if one.facts.measure == "facilities"]),
    }
    for name in (name for name, is_needed in needed.items() if is_needed):
        around.take(name, _settle(name, block, kinds, context))
    around.problems += one_district(block, figures, context)
    return around


def year_around(block: Block, context: Context) -> int | None:
    """The one year that the title names, else the sheet's or the file's name: months may stand without theirs."""
    stem = re.sub(r"[_+-]+", " ", context.file_name.rpartition(".")[0])
    for texts in (block.titles, (block.sheet.name or "",), (stem,)):
        years = {int(period[:4]) for text in texts for period in period_in(text).candidates}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _level_in(title: str) -> Said:
    """The level of facilities in a title: named itself, or that of the one type it names."""
    said = facility_kind_in(title)
    words = title.split()
    spans = (" ".join(words[start:end]) for end in range(len(words) + 1) for start in range(max(end - 4, 0), end))
    levels = {str(level) for span in spans if (level := facility_type_of(span)) in set(FacilityKind)}
    return said if said.candidates else Said(tuple(levels) if len(levels) == 1 else ())


def _is_open(name: str, figures: Sequence[Figure]) -> bool:
    label = "facility_type" if name == "facility_kind" else name
    return any(getattr(one.facts, name) is None and label not in dict(one.open) for one in figures)


def _settle(name: str, block: Block, kinds: set[Kind], context: Context) -> Settled:
    sheet, titles = block.sheet, block.titles
    if name == "region":
        return settle_region(titles, sheet=sheet, context=context)
    if name == "period":
        return settle("period", titles=titles, sheet=sheet, context=context, title=period_in)
    if name == "source":
        # Under a table that has members too, "Sumber: BPJS Kesehatan" does not say who counted the population.
        said = (*titles, *block.notes) if kinds == {Kind.POPULATION} else titles
        sources = tuple(PopulationSource)
        return settle("source", titles=said, sheet=sheet, context=context, title=source_in, choices=sources)
    if name == "facility_kind":
        levels = tuple(FacilityKind)
        return settle(name, titles=titles, sheet=sheet, context=context, title=_level_in, choices=levels)
    return settle(
        "measure", titles=titles, sheet=sheet, context=context, title=measure_in, choices=tuple(FacilityMeasure)
    )
