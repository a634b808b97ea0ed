"""What can be wrong with a file or open in it: a code, a place, what was found. The sentences live in `texts/`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.problem_codes import CODES, Level

MANY = 200
"""Problems of one code that are listed; the rest are counted."""


SKIPPED = (
    "outside_jkn",
    "total",
    "subtotal",
    "section",
    "note",
    "placeholder",
    "column_numbers",
    "header",
    "example",
    "abroad",
    "left_out",
    "other_facility",
    "percentage",
    "other_subject",
)
"""Why a part of a table gave no row."""

QUESTIONS = ("region", "period", "source", "forum", "origin", "measure", "facility_kind")
"""What can be open in a recognised table; each is answered by the option of that name."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or worth saying, with the place as the user counts."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    found: str = ""
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """How grave it is, by its code; the rest of many alike is as grave as those."""
        return CODES[str(self.values["code"]) if self.code == "more_of_same" else self.code]

    @property
    def count(self) -> int:
        """How many problems it stands for."""
        return int(self.values["count"]) if self.code == "more_of_same" else 1


@dataclass(frozen=True)
class Question:
    """One thing that a table does not say; the answer is an option named `code`."""

    code: str
    about: str
    candidates: tuple[str, ...] = ()
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Skipped:
    """A part of a table that gave no row, and why."""

    range: str
    why: str
    found: str = ""


@dataclass(frozen=True)
class Reported:
    """A printed total or percentage beside what the rows give; `printed` is how it was written."""

    cell: str
    what: str
    label: str
    reported: float
    computed: float
    is_consistent: bool
    printed: str = ""

    @property
    def difference(self) -> float:
        """What was printed less what the rows give."""
        return round(self.reported - self.computed, 2)


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems as a person works through them: errors first, then sheet by sheet from the top, then how many more."""
    levels, sheets = list(Level), list(dict.fromkeys(problem.sheet for problem in problems))

    def place(problem: Problem) -> tuple[int, bool, int, int, str]:
        is_rest = problem.code == "more_of_same"
        return (levels.index(problem.level), is_rest, sheets.index(problem.sheet), *_position(problem))

    return tuple(sorted(problems, key=place))


def _position(problem: Problem) -> tuple[int, str]:
    cell = (problem.cell or "").partition(":")[0]
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), letters.rjust(3)


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first `MANY` problems of each code, then one line a code that counts the rest, said so far or left out."""
    seen: Counter[str] = Counter()
    told: Counter[str] = Counter()
    kept = []
    for problem in problems:
        is_rest = problem.code == "more_of_same"
        code = str(problem.values["code"]) if is_rest else problem.code
        seen[code] += problem.count
        if not is_rest and told[code] < MANY:
            told[code] += 1
            kept.append(problem)
    rest = (seen - told).items()
    return (*kept, *(Problem("more_of_same", values={"code": code, "count": count}) for code, count in rest))
