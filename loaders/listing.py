"""A reading as plain values, for `--json` and for machines."""

from dataclasses import asdict

import pandas as pd

from loaders.frames import dtypes_of
from loaders.problems import Problem
from loaders.reading import Reading, Table
from vocab.rows import SHAPES


def as_json(reading: Reading) -> dict[str, list[dict[str, object]]]:
    """Tables with their rows, problems without their sentences, and questions; open fields are None."""
    return {
        "tables": [_table(table) for table in reading.tables],
        "problems": [_problem(problem) for problem in reading.problems],
        "questions": [
            {"code": question.code, "about": question.about, "candidates": list(question.candidates)}
            for question in reading.questions
        ],
    }


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
