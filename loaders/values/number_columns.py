"""Counts a column at a time: what one cell leaves open its neighbours may settle; what stays open is asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.found import Context
from loaders.problems import Problem, Question
from loaders.tables.titles import unit_in
from loaders.values.counts import Asked, Memo, Trouble, count_of, read_counts
from loaders.values.labels import normalise, read_text
from loaders.values.lost_thousands import THOUSANDS_ANSWERS, Damage, damage_of
from loaders.values.number_styles import STYLES, Marks, marks_of, styled, without_footnote
from loaders.values.numbers import GROUP_SIZE, fraction_in

MOST_PEOPLE = 300_000_000
"""More than live in the country: a unit that leads beyond this was not meant for the column."""
MONEY = re.compile(r"\b(?:rp|rupiah|anggaran|biaya|dana|pagu|budget|cost)\b")
UNITS = ("1", "1000", "1000000", "1000000000")


@dataclass(frozen=True)
class NumberColumn:
    """A column of counts: a value is a number, None, a `Trouble`, or `Asked` while a person has not answered."""

    values: list[object]
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Column:
    cells: Sequence[object]
    values: list[object]
    odd: Mapping[object, object]
    label: str
    context: Context
    sheet: str | None
    addresses: Callable[[int], str]

    def answer(self, name: str, allowed: Sequence[str]) -> str | None:
        answer = self.context.option(f"{name}:{normalise(self.label)}", sheet=self.sheet)
        return answer if answer in allowed else None

    def said(self, code: str, row: int, **values: str | int) -> Problem:
        found = read_text(self.cells[row])[:120]
        told = {"column": self.label, **fraction_in(self.cells[row]), **values}
        return Problem(code, self.sheet, self.addresses(row), found, told)


def read_number_column(
    cells: Sequence[object],
    *,
    label: str,
    context: Context,
    sheet: str | None,
    addresses: Callable[[int], str],
    unit: int = 1,
) -> NumberColumn:
    """A column of counts under its header text; `unit` is what the surroundings say that one stands for.

    Questions `thousands:<label>`, `number_style:<label>` and `unit:<label>`; infos about what was done to the column.
    """
    memo = Memo(count_of)
    values = read_counts(cells, memo=memo)
    column = _Column(cells, values, memo, label, context, sheet, addresses)
    footnotes = _without_footnotes(column) if memo else NumberColumn(values)
    column = replace(column, values=footnotes.values)
    unit = int(column.answer("unit", UNITS) or unit_in(label) or unit)
    read = _in_units(column, unit) if unit != 1 else _whole_numbers(column)
    return replace(read, problems=(*footnotes.problems, *read.problems))


def _without_footnotes(column: _Column) -> NumberColumn:
    """Reads `370.202*` as the number with a footnote that it is, and says so."""
    bare = {cell: without_footnote(cell) for cell in column.odd if isinstance(cell, str)}
    read = {cell: count_of(text) for cell, text in bare.items() if text is not None}
    marked = {cell: value for cell, value in read.items() if isinstance(value, int)}
    rows = [row for row, cell in enumerate(column.cells) if cell in marked] if marked else []
    if not rows:
        return NumberColumn(column.values)
    values = list(column.values)
    for row in rows:
        values[row] = marked[column.cells[row]]
    return NumberColumn(values, problems=(column.said("footnotes_left_out", rows[0], count=len(rows)),))


def _whole_numbers(column: _Column) -> NumberColumn:
    damage = damage_of(column.cells, column.values) if _has_damage(column.odd) else None
    if damage is None:
        asked = _asked_unit(column)
        return _asked(column, asked) if asked else _in_one_style(column, marks_of(column.odd))
    answer = column.answer("thousands", THOUSANDS_ANSWERS)
    if answer is None:
        return _asked(column, Asked(_code("thousands", column), damage.effect(), damage.candidates))
    return _restored(column, damage, answer)


def _asked_unit(column: _Column) -> Asked | None:
    """Whether a column of decimals counts in thousands without saying so, as tables of BPS do."""
    fractions = [cell for cell, value in zip(column.cells, column.values, strict=True) if _is_fraction(value)]
    numbers = sum(map(_is_number, column.values))
    if 2 * len(fractions) <= numbers or column.answer("unit", UNITS) is not None:
        return None
    scaled = [styled(cell, style="decimal", unit=GROUP_SIZE) for cell in fractions]
    if not all(isinstance(value, int) and value <= MOST_PEOPLE for value in scaled):
        return None
    about = f"{read_text(fractions[0])} × {GROUP_SIZE}"
    return Asked(_code("unit", column), about, (str(GROUP_SIZE), "1"))


def _restored(column: _Column, damage: Damage, answer: str) -> NumberColumn:
    values = [
        damage.read(cell, value, answer=answer) if _is_number(value) else value
        for cell, value in zip(column.cells, column.values, strict=True)
    ]
    changed = [row for row, (value, old) in enumerate(zip(values, column.values, strict=True)) if value != old]
    if answer == "no" or not changed:
        return NumberColumn(values)
    return NumberColumn(values, problems=(column.said("thousands_restored", changed[0], count=len(changed)),))


def _in_one_style(column: _Column, marks: Marks) -> NumberColumn:
    """Counts written with marks: read one by one where these agree, else asked as a column."""
    if not marks.is_mixed:
        return NumberColumn(column.values)
    if not marks.undecided:
        row = next(row for row, cell in enumerate(column.cells) if cell in marks.marked)
        return NumberColumn(column.values, problems=(column.said("numbers_mixed", row, examples=marks.examples()),))
    return _by_style(column, marks, unit=1)


def _by_style(column: _Column, marks: Marks, *, unit: int) -> NumberColumn:
    answer = column.answer("number_style", STYLES)
    if answer is None:
        asked = Asked(_code("number_style", column), marks.examples(), STYLES)
        undecided = set(marks.undecided)
        open_rows = {row for row, cell in enumerate(column.cells) if cell in undecided}
        return _with(column, dict.fromkeys(open_rows, asked), asked)
    read = {cell: styled(cell, style=answer, unit=unit) for cell in marks.undecided}
    values = [
        read[cell] if isinstance(cell, str) and cell in read else value
        for cell, value in zip(column.cells, column.values, strict=True)
    ]
    return NumberColumn(values)


def _in_units(column: _Column, unit: int) -> NumberColumn:
    """Counts in thousands or millions of people, where decimals are no mistake."""
    marks = marks_of(column.odd)
    style = "decimal" if marks.decimal and marks.decimal >= marks.open else "thousands"
    read = Memo(lambda cell: styled(cell, style=style, unit=unit))
    scaled = [
        value if value is None or (isinstance(value, Trouble) and not _is_fraction(value)) else read[cell]
        for cell, value in zip(column.cells, column.values, strict=True)
    ]
    largest = max((value for value in scaled if isinstance(value, int)), default=0)
    if largest > MOST_PEOPLE and not MONEY.search(column.label.casefold()) and column.answer("unit", UNITS) is None:
        about = f"{read_text(column.cells[scaled.index(largest)])} × {unit}"
        return _asked(column, Asked(_code("unit", column), about, ("1", str(unit))))
    if marks.undecided and (marks.open <= marks.thousands) == (marks.open <= marks.decimal):
        return _by_style(replace(column, values=scaled), marks, unit=unit)
    first = next((row for row, value in enumerate(scaled) if isinstance(value, int)), None)
    said = () if first is None else (column.said("unit_applied", first, unit=unit),)
    return NumberColumn(scaled, problems=said)


def _asked(column: _Column, asked: Asked) -> NumberColumn:
    return _with(column, {row: asked for row, value in enumerate(column.values) if _is_number(value)}, asked)


def _with(column: _Column, opened: dict[int, Asked], asked: Asked) -> NumberColumn:
    values = [opened.get(row, value) for row, value in enumerate(column.values)]
    question = asked.question(sheet=column.sheet, cell=column.addresses(min(opened)))
    return NumberColumn(values, questions=(question,))


def _code(name: str, column: _Column) -> str:
    return f"{name}:{normalise(column.label)}"


def _has_damage(odd: Mapping[object, object]) -> bool:
    return any(isinstance(value, Trouble) and value.code == "thousands_damaged" for value in odd.values())


def _is_fraction(value: object) -> bool:
    return isinstance(value, Trouble) and value.code in ("fraction", "thousands_damaged", "number_ambiguous")


def _is_number(value: object) -> bool:
    return isinstance(value, int) or _is_fraction(value)
