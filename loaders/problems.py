"""What can be wrong with a file or open in it: a code, a place, what was found. The sentences live in `texts/`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MANY = 200
"""Problems of one code that are listed; the rest are counted."""


class Level(StrEnum):
    """An error forbids saving, a warning asks for a look, an info only says what was done."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


CODES: dict[str, Level] = {
    "file_empty": Level.ERROR,
    "file_not_a_workbook": Level.ERROR,
    "file_other_kind": Level.ERROR,
    "file_html": Level.ERROR,
    "file_encrypted": Level.ERROR,
    "file_damaged": Level.ERROR,
    "file_macro": Level.INFO,
    "zip_bomb": Level.ERROR,
    "zip_names": Level.ERROR,
    "zip_members": Level.ERROR,
    "xml_doctype": Level.ERROR,
    "csv_encoding": Level.ERROR,
    "csv_quote": Level.ERROR,
    "csv_nul": Level.ERROR,
    "cell_too_long": Level.ERROR,
    "too_many_columns": Level.ERROR,
    "formula_outside": Level.ERROR,
    "formula_circular": Level.ERROR,
    "formula_differs": Level.WARNING,
    "links_outside": Level.WARNING,
    "link_shown": Level.INFO,
    "direction_signs": Level.INFO,
    "csv_encoded": Level.INFO,
    "file_named_otherwise": Level.INFO,
    "file_parts": Level.INFO,
    "hidden_included": Level.INFO,
    "hidden_excluded": Level.INFO,
    "limit_passed": Level.ERROR,
    "reader_died": Level.ERROR,
    "sheet_missing": Level.ERROR,
    "answer_wrong": Level.ERROR,
    "too_many_rows": Level.ERROR,
    "no_table": Level.ERROR,
    "other_programme": Level.ERROR,
    "merged_figure": Level.ERROR,
    "metadata_sheet": Level.INFO,
    "table_skipped": Level.INFO,
    "same_twice": Level.INFO,
    "no_rows": Level.ERROR,
    "personal_data": Level.ERROR,
    "person_number": Level.ERROR,
    "person_number_in_name": Level.ERROR,
    "people_label": Level.ERROR,
    "people_twice": Level.WARNING,
    "people_left": Level.WARNING,
    "people_status": Level.WARNING,
    "phone_number": Level.WARNING,
    "people_counted": Level.INFO,
    "facility_letters": Level.WARNING,
    "facility_twice": Level.WARNING,
    "facility_counted": Level.INFO,
    "person_number_left_out": Level.INFO,
    "missing_column": Level.ERROR,
    "unknown_column": Level.WARNING,
    "duplicate_column": Level.ERROR,
    "row_too_long": Level.ERROR,
    "region_unknown": Level.ERROR,
    "region_code_number": Level.ERROR,
    "code_unknown": Level.ERROR,
    "not_a_number": Level.ERROR,
    "negative": Level.ERROR,
    "fraction": Level.ERROR,
    "thousands_damaged": Level.ERROR,
    "number_ambiguous": Level.ERROR,
    "number_in_words": Level.ERROR,
    "number_approximate": Level.ERROR,
    "period_hijri": Level.ERROR,
    "count_too_large": Level.ERROR,
    "value_missing": Level.ERROR,
    "period_unknown": Level.ERROR,
    "period_impossible": Level.ERROR,
    "period_unclear": Level.ERROR,
    "date_unknown": Level.ERROR,
    "percent_out_of_range": Level.ERROR,
    "text_too_long": Level.ERROR,
    "example_changed": Level.ERROR,
    "duplicate_key": Level.ERROR,
    "total_differs": Level.ERROR,
    "error_value": Level.ERROR,
    "formula_without_value": Level.ERROR,
    "percent_differs": Level.WARNING,
    "parts_differ": Level.WARNING,
    "active_exceeds": Level.WARNING,
    "population_zero": Level.WARNING,
    "ahead_of_today": Level.WARNING,
    "option_overrides": Level.WARNING,
    "name_differs": Level.WARNING,
    "rows_full_xls": Level.WARNING,
    "taken_from": Level.INFO,
    "period_assumed": Level.INFO,
    "footnotes_left_out": Level.INFO,
    "thousands_restored": Level.INFO,
    "numbers_mixed": Level.INFO,
    "unit_applied": Level.INFO,
    "region_outdated": Level.INFO,
    "code_system_used": Level.INFO,
    "sheet_skipped": Level.INFO,
    "sheet_hidden": Level.INFO,
    "jump": Level.WARNING,
    "unit_slip": Level.WARNING,
    "same_as_before": Level.WARNING,
    "older_than_standing": Level.WARNING,
    "region_absent": Level.WARNING,
    "over_population": Level.WARNING,
    "population_below_members": Level.WARNING,
    "newer_population": Level.WARNING,
    "population_apart": Level.WARNING,
    "remembered_region": Level.WARNING,
    "answer_unused": Level.WARNING,
    "remembered": Level.INFO,
    "summed": Level.INFO,
    "filled_down": Level.INFO,
    "taken_as_registered": Level.INFO,
    "unknown_row": Level.WARNING,
    "area_differs": Level.WARNING,
    "sex_missing": Level.ERROR,
    "sum_incomplete": Level.WARNING,
    "more_of_same": Level.INFO,
}
"""Every code with its level; `texts/` has a sentence for each."""

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
