"""A reading as plain values, for `--json` and for machines."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from loaders.frames import dtypes_of
from loaders.outcomes import Outcome, counts_of_outcomes, exit_code_of
from loaders.problems import Problem
from loaders.reading import Reading, Table
from vocab.rows import SHAPES


def as_json(reading: Reading) -> dict[str, list[dict[str, object]]]:
    """Tables with their rows, problems without their sentences, and questions; open fields are None."""
    return {
        "tables": [_table(table) for table in reading.tables],
        "problems": [_problem(problem) for problem in reading.problems],
        "questions": [
            {
                "code": question.code,
                "about": question.about,
                "candidates": list(question.candidates),
                "sheet": question.sheet,
                "cell": question.cell,
            }
            for question in reading.questions
        ],
    }


def outcome_as_json(outcome: Outcome) -> dict[str, object]:
    """What came of a file: without its rows, which are in the store or nowhere."""
    listing = as_json(outcome.reading) if outcome.reading else {"problems": [], "questions": []}
    return {
        "file": outcome.name,
        "outcome": outcome.what,
        "exit_code": outcome.exit_code,
        "version": outcome.version,
        "new": outcome.new,
        "changed": outcome.changed,
        "same": outcome.same,
        "problems": listing["problems"],
        "questions": listing["questions"],
    }


def summary_as_json(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """How many files, how many of each outcome, and how the command ends."""
    return {"files": len(outcomes), **counts_of_outcomes(outcomes), "exit_code": exit_code_of(outcomes)}


def _table(table: Table) -> dict[str, object]:
    return {
        "kind": table.kind.value,
        "sheet": table.sheet,
        "range": table.range,
        "layout": table.layout,
        "rows": _rows(table),
        "skipped": [asdict(skipped) for skipped in table.skipped],
        "reported": [asdict(reported) | {"difference": reported.difference} for reported in table.reported],
    }


def _rows(table: Table) -> list[dict[str, object]]:
    days = [name for name, dtype in dtypes_of(table.kind).items() if dtype.startswith("datetime")]
    plain = table.rows.assign(**{name: table.rows[name].dt.strftime("%Y-%m-%d") for name in days}).astype(object)
    wanted = [*SHAPES[table.kind].columns, *(name for name in ("cell", "active_cell") if name in plain)]
    return plain.where(pd.notna(plain), None)[wanted].to_dict("records")


def _problem(problem: Problem) -> dict[str, object]:
    place = {"code": problem.code, "level": problem.level.value, "sheet": problem.sheet, "cell": problem.cell}
    return place | {"found": problem.found, "values": dict(problem.values)}
