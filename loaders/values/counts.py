"""Counts as cells give them: a whole number, nothing, or what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from loaders.problems import Question
from loaders.values.numbers import read_count, restore_thousands
from loaders.values.written_numbers import DOTTED

LONGEST_PLAIN = 12
LARGEST_COUNT = 10**LONGEST_PLAIN
"""Beyond this it is an identity number or a slip, not a count."""

_NUMBER_PROBLEMS = {
    "number_negative": "negative",
    "count_fraction": "fraction",
    "thousands_damaged": "thousands_damaged",
    "number_too_long": "count_too_large",
    "number_ambiguous": "number_ambiguous",
    "number_in_words": "number_in_words",
    "number_approximate": "number_approximate",
    "cell_error": "error_value",
}
_DIGITS_OF_A_PERSON = 16
"""From so many digits a cell may be somebody's identity number, in whatever groups it is written."""

SKIP = "skip"
"""A person's answer that a label is no figure of ours: the row is left out, and said."""
ABROAD = "abroad"
"""What stands for an area outside the country: the row is left out, and said."""

_KEPT = (str, float)
"""Cells that are equal only when they are the same: True would be found under 1."""

Reader = Callable[[object], object]


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a cell: a problem code and the values of its sentence."""

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    is_secret: bool = False


@dataclass(frozen=True)
class Asked:
    """A value that waits for a person's answer to the question `code`; until then the field is open."""

    code: str
    about: str
    candidates: tuple[str, ...] = ()

    def question(self, *, sheet: str | None, cell: str | None) -> Question:
        """The question, with the place where it first came up."""
        return Question(self.code, self.about, self.candidates, sheet=sheet, cell=cell)


class Memo(dict[object, object]):
    """Remembers what each distinct cell gave: a national file has half a million cells and a few hundred spellings."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, cell: object) -> object:
        """Reads a cell met for the first time."""
        self[cell] = value = self.reader(cell)
        return value


def read_counts(cells: Iterable[object], *, memo: Memo | None = None) -> list[object]:
    """Whole numbers; what a spreadsheet or csv writes plainly is taken at once, all else is read with care.

    `memo` gathers what was read with care: each distinct text and each number that is not plain.
    """
    memo = Memo(count_of) if memo is None else memo
    return [
        int(cell)
        if (cell.__class__ is float and 0 <= cell < LARGEST_COUNT and cell.is_integer())
        or (cell.__class__ is str and cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_PLAIN)
        or (cell.__class__ is int and 0 <= cell < LARGEST_COUNT)
        else (None if cell is None else memo[cell] if cell.__class__ in _KEPT else count_of(cell))
        for cell in cells
    ]


def count_of(cell: object) -> object:
    """A count of people, facilities or rupiah."""
    if cell.__class__ is str and DOTTED.fullmatch(cell):
        return int(cell.replace(".", ""))
    reading = read_count(cell)
    if reading.trouble is None:
        return (
            reading.value
            if reading.value is None or reading.value < LARGEST_COUNT
            else Trouble("count_too_large", is_secret=True)
        )
    return number_trouble(reading.trouble, cell)


def number_trouble(trouble: str, cell: object) -> Trouble:
    """The problem of a number that could not be read; long numbers are not repeated, they may be a NIK."""
    restored = restore_thousands(cell) if trouble == "thousands_damaged" else None
    values = {} if restored is None else {"restored": restored}
    is_secret = trouble == "number_too_long" or _has_digits_of_a_person(cell)
    return Trouble(_NUMBER_PROBLEMS.get(trouble, "not_a_number"), values=values, is_secret=is_secret)


def _has_digits_of_a_person(cell: object) -> bool:
    return isinstance(cell, str) and sum(map(str.isdecimal, cell)) >= _DIGITS_OF_A_PERSON
