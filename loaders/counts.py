"""Counts as cells give them: a whole number, nothing, or what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from loaders.numbers import read_count, restore_thousands

LONGEST_PLAIN = 12
LARGEST_COUNT = 10**LONGEST_PLAIN
"""Beyond this it is an identity number or a slip, not a count."""

_NUMBER_PROBLEMS = {
    "number_negative": "negative",
    "count_fraction": "fraction",
    "thousands_damaged": "thousands_damaged",
    "number_too_long": "count_too_large",
    "number_ambiguous": "number_ambiguous",
    "cell_error": "error_value",
}

Reader = Callable[[object], object]


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a cell: a problem code and the values of its sentence."""

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    is_secret: bool = False


class Memo(dict[object, object]):
    """Remembers what each distinct cell gave: a national file has half a million cells and a few hundred spellings."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, cell: object) -> object:
        """Reads a cell met for the first time."""
        self[cell] = value = self.reader(cell)
        return value


def read_counts(cells: Iterable[object]) -> list[object]:
    """Whole numbers; what a spreadsheet or csv writes plainly is taken at once, all else is read with care."""
    memo = Memo(count_of)
    return [
        int(cell)
        if (cell.__class__ is float and 0 <= cell < LARGEST_COUNT and cell.is_integer())
        or (cell.__class__ is str and cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_PLAIN)
        else (memo[cell] if cell.__class__ is str else count_of(cell))
        for cell in cells
    ]


def count_of(cell: object) -> object:
    """A count of people, facilities or rupiah."""
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
    return Trouble(_NUMBER_PROBLEMS.get(trouble, "not_a_number"), values=values, is_secret=trouble == "number_too_long")
