"""Counts whose thousands dot a program took for a decimal point: 50.360 people arrive as 50.36."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.values.counts import Trouble
from loaders.values.numbers import GROUP_SIZE, as_shown, restore_thousands
from loaders.values.written_numbers import take_apart

THOUSANDS_ANSWERS = ("yes", "fractions", "no")
"""All numbers below 1.000 are thousands; only those with decimals are; none is."""
FEW_WHOLE = 0.1
"""One thousand in ten ends in a zero and one in a thousand in three: of a damaged column few numbers are left whole."""
SHOWN = 2
"""Cells that a question shows with what they would become."""


@dataclass(frozen=True)
class Damage:
    """The numbers of a column in which a dot was lost, and the answers that make sense for it, likeliest first."""

    numbers: Sequence[object]
    candidates: tuple[str, ...]

    def read(self, cell: object, value: object, *, answer: str) -> object:
        """The count that a cell stands for under an answer."""
        if answer == "no":
            return Trouble("fraction") if isinstance(value, Trouble) or _is_one_group(cell) else value
        if not _is_hit(cell, value, answer=answer):
            return value
        return restore_thousands(as_shown(cell) if isinstance(cell, float) else cell)

    def effect(self) -> str:
        """What the likeliest answer, and the other that multiplies, would make of the column."""
        offered = [candidate for candidate in self.candidates if candidate != "no"]
        effects = [self._effect_of(answer) for answer in offered]
        if len(offered) == 1:
            return effects[0]
        return " | ".join(f"{answer}: {effect}" for answer, effect in zip(offered, effects, strict=True))

    def _effect_of(self, answer: str) -> str:
        pairs = [(cell, self.read(cell, value, answer=answer)) for cell, value in self.numbers]
        fractions = [pair for pair, (_, value) in zip(pairs, self.numbers, strict=True) if isinstance(value, Trouble)]
        whole = [pair for pair, (_, value) in zip(pairs, self.numbers, strict=True) if isinstance(value, int)]
        shown = [f"{_written(cell)} → {_grouped(new)}" for cell, new in (*fractions[:SHOWN], *whole[:1])]
        before, after = sum(_as_number(cell) for cell, _ in pairs), sum(int(new) for _, new in pairs)
        return "; ".join([*shown, f"total {_grouped(as_shown(round(before, 3)))} → {_grouped(after)}"])


def damage_of(cells: Sequence[object], values: Sequence[object]) -> Damage | None:
    """The damage of a column of counts; None where nothing is damaged or where a number shows that it is no count."""
    troubles = {value.code for value in values if isinstance(value, Trouble)}
    if "thousands_damaged" not in troubles or troubles & {"fraction", "number_ambiguous"}:
        return None
    numbers = [
        (cell, value)
        for cell, value in zip(cells, values, strict=True)
        if isinstance(value, int) or (isinstance(value, Trouble) and value.code == "thousands_damaged")
    ]
    return Damage(numbers, _candidates(numbers))


def _candidates(numbers: Sequence[tuple[object, object]]) -> tuple[str, ...]:
    whole = [value for cell, value in numbers if isinstance(value, int) and value and not _has_mark(cell)]
    if not whole:
        return ("yes", "no")
    if max(whole) >= GROUP_SIZE:
        return ("fractions", "no")
    is_rare = len(whole) <= max(FEW_WHOLE * len(numbers), 1) and 2 * len(whole) < len(numbers)
    return ("yes", "fractions", "no") if is_rare else ("fractions", "yes", "no")


def _is_hit(cell: object, value: object, *, answer: str) -> bool:
    return isinstance(value, Trouble) or (answer == "yes" and value != 0 and not _has_mark(cell))


def _has_mark(cell: object) -> bool:
    return isinstance(cell, str) and bool(take_apart(cell).mark)


def _is_one_group(cell: object) -> bool:
    return isinstance(cell, str) and take_apart(cell).is_one_group


def _as_number(cell: object) -> float:
    return take_apart(cell).value if isinstance(cell, str) else float(cell)


def _written(cell: object) -> str:
    """A cell as an Indonesian spreadsheet shows it, with a decimal comma; a text as it stands."""
    return _grouped(as_shown(cell)) if isinstance(cell, float) else " ".join(str(cell).split())


def _grouped(number: float) -> str:
    whole, _, decimals = f"{number:,}".partition(".")
    dotted = whole.replace(",", ".")
    return f"{dotted},{decimals}" if decimals.strip("0") else dotted
