"""Columns of a printed plan beside institution, activity and status: days, money, output; what is not read is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.files.sheets import Sheet
from loaders.found import Context
from loaders.layouts.printed import words_of
from loaders.problems import Problem, Question
from loaders.values.counts import Asked, Trouble
from loaders.values.labels import column_of, normalise, read_text
from loaders.values.readers import Assumptions, read_column
from vocab.codes import Kind

FURTHER = frozenset(
    (
        *("code", "problem", "field", "indicator", "output_unit", "output_target", "output_realised"),
        *("people_expected", "people_segment", "office", "person", "supporters", "start_date", "due_date"),
        *("obstacle_note", "budget", "budget_state", "budget_source", "evidence"),
    )
)
"""The fields of an activity that a printed plan may have columns for."""
_NUMBERING = frozenset(("no", "nomor", "no urut"))
SHOWN = 120
MOSTLY = 0.5
"""From this share of cells that say something else ("Triwulan III", "50 desa") a column is none of days or numbers."""


@dataclass
class Further:
    """The values of further columns by field, one a row, and what was wrong, asked or left out."""

    columns: dict[str, list[object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def further_columns(
    sheet: Sheet, header: int, rows: Sequence[int], *, taken: Sequence[int | None], context: Context
) -> Further:
    """Reads the columns that are not `taken` in these rows; one that says nothing of ours is named."""
    further, assumptions = Further(), Assumptions(sheet=sheet.name)
    named = {
        index: text
        for index, text in words_of(sheet.rows[header]).by_column.items()
        if index not in taken and normalise(text) not in _NUMBERING and _is_filled(sheet, rows, index)
    }
    for index, name in _fields(named).items():
        cells = [sheet.value(row, index) for row in rows] if name else []
        values = read_column(name or "", cells, kind=Kind.ACTIVITIES, context=context, assumptions=assumptions)
        if name is None or sum(isinstance(value, Trouble) for value in values) > MOSTLY * len(values):
            where = sheet.address(header, index)
            further.problems.append(Problem("unknown_column", sheet.name, where, named[index][:SHOWN]))
            continue
        further.columns[name] = [value if not isinstance(value, Trouble | Asked) else None for value in values]
        _tell(sheet, name, index, rows, values, further)
    return further


def _is_filled(sheet: Sheet, rows: Sequence[int], index: int) -> bool:
    return any(read_text(sheet.value(row, index)) for row in rows)


def _fields(named: Mapping[int, str]) -> dict[int, str | None]:
    """The field of each column; None where its heading says none, or one that another column has."""
    fields: dict[int, str | None] = {}
    for index, text in named.items():
        name = column_of(Kind.ACTIVITIES, text)
        fields[index] = name if name in FURTHER and name not in fields.values() else None
    return fields


def _tell(sheet: Sheet, name: str, index: int, rows: Sequence[int], values: Sequence[object], further: Further) -> None:
    for row, value in zip(rows, values, strict=True):
        cell = sheet.address(row, index)
        if isinstance(value, Trouble):
            found = "" if value.is_secret else read_text(sheet.value(row, index))[:SHOWN]
            further.problems.append(Problem(value.code, sheet.name, cell, found, {"column": name, **value.values}))
        elif isinstance(value, Asked):
            further.questions.append(value.question(sheet=sheet.name, cell=cell))


def once(questions: Sequence[Question]) -> Iterator[Question]:
    """Each question where it first comes up."""
    yield from {question.code: question for question in reversed(questions)}.values()
