"""The rows of a category table while they are read, and its printed totals and percentages against them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.counts import count_of
from loaders.layouts.percentages import percent_checks, percent_problem
from loaders.layouts.printed import total_problem, words_of
from loaders.problems import Problem, Reported, Skipped
from loaders.sheets import Sheet


@dataclass(frozen=True)
class CategoryColumns:
    """Where the header begins and ends and what its columns hold."""

    top: int
    row: int
    label: int
    registered: int | None
    active: int | None
    percents: tuple[int, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The count columns by field name."""
        both = {"registered_people": self.registered, "active_people": self.active}
        return {name: column for name, column in both.items() if column is not None}


@dataclass
class CategoryRows:
    """The rows while they are read: figures, what lies outside JKN, where totals and sections stand."""

    segment: list[str | None] = field(default_factory=list)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    at: list[int] = field(default_factory=list)
    outside: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    section: int = -1
    totals: list[tuple[int, str, int]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def total_checks(sheet: Sheet, columns: CategoryColumns, rows: CategoryRows) -> Iterator[Reported]:
    """Totals and sub-totals against their rows; a total may also include what lies outside JKN."""
    troubled = {problem.cell for problem in rows.problems}
    for row, what, since in rows.totals:
        for name, column in columns.counts.items():
            reported = count_of(sheet.value(row, column))
            within = [index for index in range(since, len(rows.at)) if rows.at[index] < row]
            if not isinstance(reported, int) or any(
                sheet.address(rows.at[index], column) in troubled for index in within
            ):
                continue
            computed = sum(rows.counts[name][index] or 0 for index in within)
            outside = sum(_outside(counts, name) for at, counts in rows.outside if at < row and what == "total")
            whole = computed + outside if reported == computed + outside else computed
            label = words_of(sheet.rows[row]).first
            yield Reported(sheet.address(row, column), what, label, reported, whole, reported == whole)


def _outside(counts: Mapping[str, object], name: str) -> int:
    count = counts.get(name)
    return count if isinstance(count, int) else 0


def share_checks(sheet: Sheet, columns: CategoryColumns, rows: CategoryRows) -> Iterator[Reported]:
    """Percentages are read as shares of the registered people, or of the active where only these stand."""
    name = next(iter(columns.counts))
    total_row = next((row for row, what, _ in rows.totals if what == "total"), None)
    counted = {row: count for row, count in zip(rows.at, rows.counts[name], strict=True) if count is not None}
    for column in columns.percents[:1]:
        yield from percent_checks(sheet, column, counts=counted, total_row=total_row, label_column=columns.label)


def check_problems(sheet: Sheet, checks: Sequence[Reported]) -> Iterator[Problem]:
    """A wrong total forbids saving, a wrong percentage asks for a look: the counts are what is stored."""
    for check in checks:
        if not check.is_consistent:
            is_total = check.what in ("total", "subtotal")
            yield total_problem(sheet, check) if is_total else percent_problem(sheet, check)
