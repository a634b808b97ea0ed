"""What stands around a table in place of columns that it lacks: its area, month, source, forum or meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.found import Context
from loaders.problems import Problem, Question
from loaders.tables.titles import Settled, origin_in, period_in, settle, settle_region, source_in
from vocab.codes import Kind, PopulationSource
from vocab.regions import REGIONS

_FORUM = "FKPKU"


@dataclass(frozen=True)
class Surroundings:
    """The values of missing columns, None where a question is open, and what is to be said about them."""

    values: Mapping[str, str | None]
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()


def surroundings(
    kind: Kind, missing: Sequence[str], titles: Sequence[str], sheet: Sheet, context: Context
) -> Surroundings:
    """Settles each missing column that one value can fill for the whole table."""
    settled: dict[str, Settled] = {}
    if "region_code" in missing:
        settled["region_code"] = settle_region(titles, sheet=sheet, context=context)
    if "period" in missing:
        settled["period"] = settle("period", titles=titles, sheet=sheet, context=context, title=period_in)
    # The source of a target is the paper it stands in, not who counted the population.
    if "source" in missing and kind is Kind.POPULATION:
        settled["source"] = settle(
            "source", titles=titles, sheet=sheet, context=context, title=source_in, choices=tuple(PopulationSource)
        )
    if "origin" in missing:
        settled["origin"] = settle("origin", titles=titles, sheet=sheet, context=context, title=origin_in)
    if "forum" in missing:
        settled["forum"] = settle_forum(settled.get("region_code", Settled(None)), sheet=sheet, context=context)
    return Surroundings(
        {name: one.value for name, one in settled.items()},
        tuple(problem for one in settled.values() for problem in one.problems),
        tuple(question for one in settled.values() for question in one.questions),
    )


def settle_forum(region: Settled, *, sheet: Sheet, context: Context) -> Settled:
    """The answer, else the FKPKU of the plan's area: every area has one, and a plan rarely writes its name."""
    answer = context.option("forum", sheet=sheet.name)
    if answer is not None:
        return Settled(answer)
    if region.value is None:
        return Settled(None, questions=(Question("forum", "", sheet=sheet.name),))
    name = (
        REGIONS[region.value].name if region.value in REGIONS else context.places.known.get(region.value, region.value)
    )
    value = f"{_FORUM} {name}"
    return Settled(
        value,
        problems=(Problem("taken_from", sheet.name, None, name, {"what": "forum", "where": "region", "value": value}),),
    )
